-- 1
SELECT 0, count(*)
FROM n_agr t1
WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0
AND EXISTS (SELECT 1
  FROM l_agr_parties l2
  JOIN n_org n3 ON n3.sk = l2.dst
  WHERE l2.src = t1.sk AND l2.since <= ?1 AND l2.until > ?1 AND n3.valid_from <= ?1 AND n3.valid_to > ?1 AND (printf('%06d', (n3.sk + ?2) >> 40) = ?3 AND n3.p_form = ?4))
AND EXISTS (SELECT 1
  FROM l_agr_parties l4
  JOIN n_org n5 ON n5.sk = l4.dst
  WHERE l4.src = t1.sk AND l4.since <= ?1 AND l4.until > ?1 AND n5.valid_from <= ?1 AND n5.valid_to > ?1 AND (printf('%06d', (n5.sk + ?2) >> 40) = ?5 AND n5.p_form = ?4))

-- 2
SELECT 0, t1.sk + ?2, t1.p_title
FROM n_agr t1
WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0
AND EXISTS (SELECT 1
  FROM l_agr_parties l2
  JOIN n_org n3 ON n3.sk = l2.dst
  WHERE l2.src = t1.sk AND l2.since <= ?1 AND l2.until > ?1 AND n3.valid_from <= ?1 AND n3.valid_to > ?1 AND (printf('%06d', (n3.sk + ?2) >> 40) = ?3 AND n3.p_form = ?4))
AND EXISTS (SELECT 1
  FROM l_agr_parties l4
  JOIN n_org n5 ON n5.sk = l4.dst
  WHERE l4.src = t1.sk AND l4.since <= ?1 AND l4.until > ?1 AND n5.valid_from <= ?1 AND n5.valid_to > ?1 AND (printf('%06d', (n5.sk + ?2) >> 40) = ?5 AND n5.p_form = ?4))
ORDER BY t1.sk
LIMIT ?6

-- 3
SELECT 0, count(*)
FROM n_agr t1
WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0
AND EXISTS (SELECT 1
  FROM l_agr_parties l2
  JOIN n_org n3 ON n3.sk = l2.dst
  WHERE l2.src = t1.sk AND l2.since <= ?1 AND l2.until > ?1 AND n3.valid_from <= ?1 AND n3.valid_to > ?1 AND (printf('%06d', (n3.sk + ?2) >> 40) = ?3 AND n3.p_form = ?4))
AND EXISTS (SELECT 1
  FROM l_agr_parties l4
  JOIN n_org n5 ON n5.sk = l4.dst
  WHERE l4.src = t1.sk AND l4.since <= ?1 AND l4.until > ?1 AND n5.valid_from <= ?1 AND n5.valid_to > ?1 AND (printf('%06d', (n5.sk + ?2) >> 40) IN (SELECT value
      FROM json_each(?5)) AND n5.p_form = ?4))

-- 4
SELECT 0, t1.sk + ?2, t1.p_title
FROM n_agr t1
WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0
AND EXISTS (SELECT 1
  FROM l_agr_parties l2
  JOIN n_org n3 ON n3.sk = l2.dst
  WHERE l2.src = t1.sk AND l2.since <= ?1 AND l2.until > ?1 AND n3.valid_from <= ?1 AND n3.valid_to > ?1 AND (printf('%06d', (n3.sk + ?2) >> 40) = ?3 AND n3.p_form = ?4))
AND EXISTS (SELECT 1
  FROM l_agr_parties l4
  JOIN n_org n5 ON n5.sk = l4.dst
  WHERE l4.src = t1.sk AND l4.since <= ?1 AND l4.until > ?1 AND n5.valid_from <= ?1 AND n5.valid_to > ?1 AND (printf('%06d', (n5.sk + ?2) >> 40) IN (SELECT value
      FROM json_each(?5)) AND n5.p_form = ?4))
ORDER BY t1.sk
LIMIT ?6

-- 5
SELECT 0, count(*)
FROM n_org t1
WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND t1.p_form = ?2 AND printf('%06d', (t1.sk + ?3) >> 40) = ?4
AND EXISTS (SELECT 1
  FROM l_agr_parties l2
  JOIN n_agr n3 ON n3.sk = l2.src
  WHERE l2.dst = t1.sk AND l2.since <= ?1 AND l2.until > ?1 AND n3.valid_from <= ?1 AND n3.valid_to > ?1
  AND EXISTS (SELECT 1
    FROM l_agr_parties l4
    JOIN n_org n5 ON n5.sk = l4.dst
    WHERE l4.src = n3.sk AND l4.since <= ?1 AND l4.until > ?1 AND n5.valid_from <= ?1 AND n5.valid_to > ?1 AND printf('%06d', (n5.sk + ?3) >> 40) IN (SELECT value
      FROM json_each(?5))))

-- 6
SELECT 0, t1.sk + ?3, t1.p_name
FROM n_org t1
WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND t1.p_form = ?2 AND printf('%06d', (t1.sk + ?3) >> 40) = ?4
AND EXISTS (SELECT 1
  FROM l_agr_parties l2
  JOIN n_agr n3 ON n3.sk = l2.src
  WHERE l2.dst = t1.sk AND l2.since <= ?1 AND l2.until > ?1 AND n3.valid_from <= ?1 AND n3.valid_to > ?1
  AND EXISTS (SELECT 1
    FROM l_agr_parties l4
    JOIN n_org n5 ON n5.sk = l4.dst
    WHERE l4.src = n3.sk AND l4.since <= ?1 AND l4.until > ?1 AND n5.valid_from <= ?1 AND n5.valid_to > ?1 AND printf('%06d', (n5.sk + ?3) >> 40) IN (SELECT value
      FROM json_each(?5))))
ORDER BY t1.sk
LIMIT ?6

-- 7
SELECT 0, count(*)
FROM n_org t1
WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND t1.p_form = ?2
AND EXISTS (SELECT 1
  FROM l_alliance_members l2
  JOIN n_alliance n3 ON n3.sk = l2.src
  WHERE l2.dst = t1.sk AND l2.since <= ?1 AND l2.until > ?1 AND n3.valid_from <= ?1 AND n3.valid_to > ?1 AND n3.p_type = ?3)

-- 8
SELECT 0, t1.sk + ?4, t1.p_name
FROM n_org t1
WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND t1.p_form = ?2
AND EXISTS (SELECT 1
  FROM l_alliance_members l2
  JOIN n_alliance n3 ON n3.sk = l2.src
  WHERE l2.dst = t1.sk AND l2.since <= ?1 AND l2.until > ?1 AND n3.valid_from <= ?1 AND n3.valid_to > ?1 AND n3.p_type = ?3)
ORDER BY t1.sk
LIMIT ?5

-- 9
SELECT 0, count(*)
FROM n_post t1
WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND t1.p_role = ?2
AND EXISTS (SELECT 1
  FROM l_post_sent_by l2
  JOIN n_org n3 ON n3.sk = l2.dst
  WHERE l2.src = t1.sk AND l2.since <= ?1 AND l2.until > ?1 AND n3.valid_from <= ?1 AND n3.valid_to > ?1 AND n3.p_form = ?3)

-- 10
SELECT 0, t1.sk + ?4, t1.p_holder, n5.sk + ?4, n5.p_name, n7.sk + ?4, n7.p_name
FROM n_post t1
LEFT JOIN l_post_sent_by l4 ON l4.src = t1.sk AND l4.since <= ?1 AND l4.until > ?1
LEFT JOIN n_org n5 ON n5.sk = l4.dst AND n5.valid_from <= ?1 AND n5.valid_to > ?1
LEFT JOIN l_post_organisation l6 ON l6.src = t1.sk AND l6.since <= ?1 AND l6.until > ?1
LEFT JOIN n_org n7 ON n7.sk = l6.dst AND n7.valid_from <= ?1 AND n7.valid_to > ?1
WHERE t1.sk IN (SELECT t1.sk
  FROM n_post t1
  WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND t1.p_role = ?2
  AND EXISTS (SELECT 1
    FROM l_post_sent_by l2
    JOIN n_org n3 ON n3.sk = l2.dst
    WHERE l2.src = t1.sk AND l2.since <= ?1 AND l2.until > ?1 AND n3.valid_from <= ?1 AND n3.valid_to > ?1 AND n3.p_form = ?3)
  ORDER BY t1.sk
  LIMIT ?5)
ORDER BY t1.sk

-- 11
SELECT 0, count(*)
FROM n_org t1
WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND t1.p_form = ?2
AND EXISTS (SELECT 1
  FROM l_alliance_members l2
  JOIN n_alliance n3 ON n3.sk = l2.src
  WHERE l2.dst = t1.sk AND l2.since <= ?1 AND l2.until > ?1 AND n3.valid_from <= ?1 AND n3.valid_to > ?1 AND n3.p_type = ?3)

-- 12
SELECT 0, t1.sk + ?4, t1.p_name
FROM n_org t1
WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND t1.p_form = ?2
AND EXISTS (SELECT 1
  FROM l_alliance_members l2
  JOIN n_alliance n3 ON n3.sk = l2.src
  WHERE l2.dst = t1.sk AND l2.since <= ?1 AND l2.until > ?1 AND n3.valid_from <= ?1 AND n3.valid_to > ?1 AND n3.p_type = ?3)
ORDER BY t1.sk
LIMIT ?5

-- 13
SELECT 0, count(*)
FROM n_org t1
WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND t1.p_form = ?2
AND EXISTS (SELECT 1
  FROM l_alliance_members l2
  JOIN n_alliance n3 ON n3.sk = l2.src
  WHERE l2.dst = t1.sk AND l2.since <= ?1 AND l2.until > ?1 AND n3.valid_from <= ?1 AND n3.valid_to > ?1 AND n3.p_type = ?3)

-- 14
SELECT 0, t1.sk + ?4, t1.p_name
FROM n_org t1
WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND t1.p_form = ?2
AND EXISTS (SELECT 1
  FROM l_alliance_members l2
  JOIN n_alliance n3 ON n3.sk = l2.src
  WHERE l2.dst = t1.sk AND l2.since <= ?1 AND l2.until > ?1 AND n3.valid_from <= ?1 AND n3.valid_to > ?1 AND n3.p_type = ?3)
ORDER BY t1.sk
LIMIT ?5

-- 15
SELECT 0, count(*)
FROM n_org t1
WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND t1.p_form = ?2
AND EXISTS (SELECT 1
  FROM l_agr_parties l2
  JOIN n_agr n3 ON n3.sk = l2.src
  WHERE l2.dst = t1.sk AND l2.since <= ?1 AND l2.until > ?1 AND n3.valid_from <= ?1 AND n3.valid_to > ?1
  AND EXISTS (SELECT 1
    FROM l_agr_alliance l4
    JOIN n_alliance n5 ON n5.sk = l4.dst
    WHERE l4.src = n3.sk AND l4.since <= ?1 AND l4.until > ?1 AND n5.valid_from <= ?1 AND n5.valid_to > ?1 AND n5.p_type = ?3))

-- 16
SELECT 0, t1.sk + ?4, t1.p_name
FROM n_org t1
WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND t1.p_form = ?2
AND EXISTS (SELECT 1
  FROM l_agr_parties l2
  JOIN n_agr n3 ON n3.sk = l2.src
  WHERE l2.dst = t1.sk AND l2.since <= ?1 AND l2.until > ?1 AND n3.valid_from <= ?1 AND n3.valid_to > ?1
  AND EXISTS (SELECT 1
    FROM l_agr_alliance l4
    JOIN n_alliance n5 ON n5.sk = l4.dst
    WHERE l4.src = n3.sk AND l4.since <= ?1 AND l4.until > ?1 AND n5.valid_from <= ?1 AND n5.valid_to > ?1 AND n5.p_type = ?3))
ORDER BY t1.sk
LIMIT ?5

-- 17
SELECT 0, count(*)
FROM n_org t1
WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND t1.p_form = ?2
AND EXISTS (SELECT 1
  FROM l_agr_parties l2
  JOIN n_agr n3 ON n3.sk = l2.src
  WHERE l2.dst = t1.sk AND l2.since <= ?1 AND l2.until > ?1 AND n3.valid_from <= ?1 AND n3.valid_to > ?1
  AND EXISTS (SELECT 1
    FROM l_agr_alliance l4
    JOIN n_alliance n5 ON n5.sk = l4.dst
    WHERE l4.src = n3.sk AND l4.since <= ?1 AND l4.until > ?1 AND n5.valid_from <= ?1 AND n5.valid_to > ?1 AND n5.p_type = ?3))

-- 18
SELECT 0, t1.sk + ?4, t1.p_name
FROM n_org t1
WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND t1.p_form = ?2
AND EXISTS (SELECT 1
  FROM l_agr_parties l2
  JOIN n_agr n3 ON n3.sk = l2.src
  WHERE l2.dst = t1.sk AND l2.since <= ?1 AND l2.until > ?1 AND n3.valid_from <= ?1 AND n3.valid_to > ?1
  AND EXISTS (SELECT 1
    FROM l_agr_alliance l4
    JOIN n_alliance n5 ON n5.sk = l4.dst
    WHERE l4.src = n3.sk AND l4.since <= ?1 AND l4.until > ?1 AND n5.valid_from <= ?1 AND n5.valid_to > ?1 AND n5.p_type = ?3))
ORDER BY t1.sk
LIMIT ?5
