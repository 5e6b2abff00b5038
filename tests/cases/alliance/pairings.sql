-- 1
SELECT 0, count(*)
FROM n_agr t1
WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0
AND EXISTS (SELECT 1
  FROM l_agr_parties l2
  JOIN n_org n3 ON n3.sk = l2.dst
  WHERE l2.src = t1.sk AND l2.since <= ?1 AND l2.until > ?1 AND n3.valid_from <= ?1 AND n3.valid_to > ?1 AND printf('%06d', (n3.sk + ?2) >> 40) = ?3)
AND EXISTS (SELECT 1
  FROM l_agr_parties l4
  JOIN n_org n5 ON n5.sk = l4.dst
  WHERE l4.src = t1.sk AND l4.since <= ?1 AND l4.until > ?1 AND n5.valid_from <= ?1 AND n5.valid_to > ?1 AND printf('%06d', (n5.sk + ?2) >> 40) IN (SELECT value
    FROM json_each(?4)))

-- 2
SELECT 0, t1.sk + ?2, t1.p_title, t1.p_signed, n7.sk + ?2, n7.p_name
FROM n_agr t1
LEFT JOIN l_agr_alliance l6 ON l6.src = t1.sk AND l6.since <= ?1 AND l6.until > ?1
LEFT JOIN n_alliance n7 ON n7.sk = l6.dst AND n7.valid_from <= ?1 AND n7.valid_to > ?1
WHERE t1.sk IN (SELECT t1.sk
  FROM n_agr t1
  WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0
  AND EXISTS (SELECT 1
    FROM l_agr_parties l2
    JOIN n_org n3 ON n3.sk = l2.dst
    WHERE l2.src = t1.sk AND l2.since <= ?1 AND l2.until > ?1 AND n3.valid_from <= ?1 AND n3.valid_to > ?1 AND printf('%06d', (n3.sk + ?2) >> 40) = ?3)
  AND EXISTS (SELECT 1
    FROM l_agr_parties l4
    JOIN n_org n5 ON n5.sk = l4.dst
    WHERE l4.src = t1.sk AND l4.since <= ?1 AND l4.until > ?1 AND n5.valid_from <= ?1 AND n5.valid_to > ?1 AND printf('%06d', (n5.sk + ?2) >> 40) IN (SELECT value
      FROM json_each(?4)))
  ORDER BY t1.p_signed, t1.sk
  LIMIT ?5)
ORDER BY t1.p_signed, t1.sk

-- 3
SELECT p.i, q1.sk + ?2, q1.p_topic, q1.since
FROM (SELECT key AS i, value AS k
  FROM json_each(?3)) p
JOIN q_agr_topics q1 ON q1.sk = p.k
WHERE q1.since <= ?1 AND q1.until > ?1
ORDER BY p.i, q1.p_topic, q1.p_note IS NULL, q1.p_note, q1.since

-- 4
SELECT p.i, t1.sk + ?2, l2.p_role, t1.p_name, t1.p_form
FROM (SELECT key AS i, value AS k
  FROM json_each(?4)) p
JOIN json_each((SELECT json_group_array(json_array(w0, w1, w2))
    FROM (SELECT l2.since AS w0, l2.dst AS w1, l2.p_role AS w2
      FROM l_agr_parties l2
      JOIN n_org t1 ON t1.sk = l2.dst
      WHERE l2.src = p.k AND l2.since <= ?1 AND l2.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1
      ORDER BY t1.sk DESC, t1.sk, l2.since, l2.p_role
      LIMIT ?3))) e3
JOIN l_agr_parties l2 ON l2.src = p.k AND l2.since = e3.value ->> 0 AND l2.dst = e3.value ->> 1 AND l2.p_role = e3.value ->> 2
JOIN n_org t1 ON t1.sk = l2.dst
ORDER BY p.i, t1.sk DESC, t1.sk, l2.since, l2.p_role

-- 5
SELECT p.i, t1.sk + ?2, t1.p_name, t1.p_status, t1.p_budget
FROM (SELECT key AS i, value AS k
  FROM json_each(?4)) p
JOIN l_proj_agreement l2 ON l2.dst = p.k AND (l2.src, l2.since) IN (SELECT l2.src AS w0, l2.since AS w1
  FROM l_proj_agreement l2
  JOIN n_proj t1 ON t1.sk = l2.src
  WHERE l2.dst = p.k AND l2.since <= ?1 AND l2.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1
  ORDER BY t1.sk, l2.since
  LIMIT ?3)
JOIN n_proj t1 ON t1.sk = l2.src
ORDER BY p.i, t1.sk, l2.since

-- 6
SELECT p.i, count(*)
FROM (SELECT key AS i, value AS k
  FROM json_each(?2)) p
JOIN l_proj_partners l2 ON l2.src = p.k
JOIN n_org t1 ON t1.sk = l2.dst
WHERE l2.since <= ?1 AND l2.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1
GROUP BY p.i
