-- 1
SELECT 0, t1.sk + ?2, t1.p_name, t1.p_type, t1.p_founded
FROM n_alliance t1
WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0
AND EXISTS (SELECT 1
  FROM l_alliance_members l2
  JOIN n_org n3 ON n3.sk = l2.dst
  WHERE l2.src = t1.sk AND l2.since <= ?1 AND l2.until > ?1 AND n3.valid_from <= ?1 AND n3.valid_to > ?1 AND printf('%06d', (n3.sk + ?2) >> 40) IN (SELECT value
    FROM json_each(?3)))
ORDER BY t1.sk
LIMIT ?4

-- 2
SELECT p.i, count(*)
FROM (SELECT key AS i, value AS k
  FROM json_each(?4)) p
JOIN l_alliance_members l2 ON l2.src = p.k
JOIN n_org t1 ON t1.sk = l2.dst
WHERE l2.since <= ?1 AND l2.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND printf('%06d', (t1.sk + ?2) >> 40) = ?3
GROUP BY p.i

-- 3
SELECT p.i, t1.sk + ?2, l2.p_role, l2.since, t1.p_name, t1.p_form
FROM (SELECT key AS i, value AS k
  FROM json_each(?5)) p
JOIN json_each((SELECT json_group_array(json_array(w0, w1, w2))
    FROM (SELECT l2.since AS w0, l2.dst AS w1, l2.p_role AS w2
      FROM l_alliance_members l2
      JOIN n_org t1 ON t1.sk = l2.dst
      WHERE l2.src = p.k AND l2.since <= ?1 AND l2.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND printf('%06d', (t1.sk + ?2) >> 40) = ?3
      ORDER BY t1.sk, l2.since, l2.p_role
      LIMIT ?4))) e3
JOIN l_alliance_members l2 ON l2.src = p.k AND l2.since = e3.value ->> 0 AND l2.dst = e3.value ->> 1 AND l2.p_role = e3.value ->> 2
JOIN n_org t1 ON t1.sk = l2.dst
ORDER BY p.i, t1.sk, l2.since, l2.p_role

-- 4
SELECT p.i, count(*)
FROM (SELECT key AS i, value AS k
  FROM json_each(?4)) p
JOIN l_alliance_members l2 ON l2.src = p.k
JOIN n_org t1 ON t1.sk = l2.dst
WHERE l2.since <= ?1 AND l2.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND printf('%06d', (t1.sk + ?2) >> 40) IN (SELECT value
  FROM json_each(?3))
GROUP BY p.i

-- 5
SELECT p.i, t1.sk + ?2, l2.p_role, l2.since, l2.until, t1.p_name, t1.p_form, t1.p_sector, t1.p_uscc, n4.sk + ?2, n4.p_name, n6.sk + ?2, n6.p_name
FROM (SELECT key AS i, value AS k
  FROM json_each(?5)) p
JOIN json_each((SELECT json_group_array(json_array(w0, w1, w2))
    FROM (SELECT l2.since AS w0, l2.dst AS w1, l2.p_role AS w2
      FROM l_alliance_members l2
      JOIN n_org t1 ON t1.sk = l2.dst
      WHERE l2.src = p.k AND l2.since <= ?1 AND l2.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND printf('%06d', (t1.sk + ?2) >> 40) IN (SELECT value
        FROM json_each(?3))
      ORDER BY t1.sk, l2.since, l2.p_role
      LIMIT ?4))) e7
JOIN l_alliance_members l2 ON l2.src = p.k AND l2.since = e7.value ->> 0 AND l2.dst = e7.value ->> 1 AND l2.p_role = e7.value ->> 2
JOIN n_org t1 ON t1.sk = l2.dst
LEFT JOIN l_org_seat l3 ON l3.src = t1.sk AND l3.since <= ?1 AND l3.until > ?1
LEFT JOIN n_area n4 ON n4.sk = l3.dst AND n4.valid_from <= ?1 AND n4.valid_to > ?1
LEFT JOIN l_org_parent l5 ON l5.src = t1.sk AND l5.since <= ?1 AND l5.until > ?1
LEFT JOIN n_org n6 ON n6.sk = l5.dst AND n6.valid_from <= ?1 AND n6.valid_to > ?1
ORDER BY p.i, t1.sk, l2.since, l2.p_role
