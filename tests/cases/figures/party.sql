-- 1
SELECT 0, count(*)
FROM n_org t1
WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND t1.p_form IN (SELECT value
  FROM json_each(?2))

-- 2
SELECT i, k0, c
FROM (SELECT *, row_number() OVER (PARTITION BY i
    ORDER BY k0 IS NULL, k0) AS o
  FROM (SELECT i, k0, count(*) AS c
    FROM (SELECT 0 AS i, t1.p_form AS k0
      FROM n_org t1
      WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND t1.p_form IN (SELECT value
        FROM json_each(?2)))
    GROUP BY i, k0))
WHERE o <= ?3
ORDER BY i, o

-- 3
SELECT 0, t1.sk + ?3, t1.p_name, t1.p_form
FROM n_org t1
WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND t1.p_form IN (SELECT value
  FROM json_each(?2))
ORDER BY t1.sk
LIMIT ?4

-- 4
SELECT 0, count(*)
FROM n_org t1
WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND t1.p_form = ?2
AND EXISTS (SELECT 1
  FROM l_org_seat l2
  JOIN n_area n3 ON n3.sk = l2.dst
  WHERE l2.src = t1.sk AND l2.since <= ?1 AND l2.until > ?1 AND n3.valid_from <= ?1 AND n3.valid_to > ?1 AND n3.p_level = ?3)

-- 5
SELECT 0, t1.sk + ?4, t1.p_name
FROM n_org t1
WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND t1.p_form = ?2
AND EXISTS (SELECT 1
  FROM l_org_seat l2
  JOIN n_area n3 ON n3.sk = l2.dst
  WHERE l2.src = t1.sk AND l2.since <= ?1 AND l2.until > ?1 AND n3.valid_from <= ?1 AND n3.valid_to > ?1 AND n3.p_level = ?3)
ORDER BY t1.sk
LIMIT ?5

-- 6
SELECT 0, count(*)
FROM n_org t1
WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND t1.p_form = ?2

-- 7
SELECT 0, t1.sk + ?3, t1.p_name
FROM n_org t1
WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND t1.p_form = ?2
ORDER BY t1.sk
LIMIT ?4

-- 8
SELECT 0, count(*)
FROM n_org t1
WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND t1.p_form = ?2
AND EXISTS (SELECT 1
  FROM l_org_parent l2
  JOIN n_org n3 ON n3.sk = l2.dst
  WHERE l2.src = t1.sk AND l2.since <= ?1 AND l2.until > ?1 AND n3.valid_from <= ?1 AND n3.valid_to > ?1 AND (n3.p_form IN (SELECT value
      FROM json_each(?3))
    AND EXISTS (SELECT 1
      FROM l_org_seat l4
      JOIN n_area n5 ON n5.sk = l4.dst
      WHERE l4.src = n3.sk AND l4.since <= ?1 AND l4.until > ?1 AND n5.valid_from <= ?1 AND n5.valid_to > ?1 AND n5.p_level = ?4)))

-- 9
SELECT 0, t1.sk + ?5, t1.p_name, n7.sk + ?5, n7.p_name, n7.p_form
FROM n_org t1
LEFT JOIN l_org_parent l6 ON l6.src = t1.sk AND l6.since <= ?1 AND l6.until > ?1
LEFT JOIN n_org n7 ON n7.sk = l6.dst AND n7.valid_from <= ?1 AND n7.valid_to > ?1
WHERE t1.sk IN (SELECT t1.sk
  FROM n_org t1
  WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND t1.p_form = ?2
  AND EXISTS (SELECT 1
    FROM l_org_parent l2
    JOIN n_org n3 ON n3.sk = l2.dst
    WHERE l2.src = t1.sk AND l2.since <= ?1 AND l2.until > ?1 AND n3.valid_from <= ?1 AND n3.valid_to > ?1 AND (n3.p_form IN (SELECT value
        FROM json_each(?3))
      AND EXISTS (SELECT 1
        FROM l_org_seat l4
        JOIN n_area n5 ON n5.sk = l4.dst
        WHERE l4.src = n3.sk AND l4.since <= ?1 AND l4.until > ?1 AND n5.valid_from <= ?1 AND n5.valid_to > ?1 AND n5.p_level = ?4)))
  ORDER BY t1.sk
  LIMIT ?6)
ORDER BY t1.sk

-- 10
SELECT 0, count(*)
FROM n_org t1
WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND t1.p_form = ?2

-- 11
SELECT 0, t1.sk + ?3, t1.p_name
FROM n_org t1
WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND t1.p_form = ?2
ORDER BY t1.sk
LIMIT ?4

-- 12
SELECT 0, count(*)
FROM n_org t1
WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND t1.p_form = ?2

-- 13
SELECT 0, t1.sk + ?3, t1.p_name
FROM n_org t1
WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND t1.p_form = ?2
ORDER BY t1.sk
LIMIT ?4

-- 14
SELECT 0, count(*)
FROM n_area t1
WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND t1.p_level = ?2
AND EXISTS (SELECT 1
  FROM l_org_covers l2
  JOIN n_org n3 ON n3.sk = l2.src
  WHERE l2.dst = t1.sk AND l2.since <= ?1 AND l2.until > ?1 AND n3.valid_from <= ?1 AND n3.valid_to > ?1 AND n3.p_form = ?3)

-- 15
SELECT 0, t1.sk + ?4, t1.p_name
FROM n_area t1
WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND t1.p_level = ?2
AND EXISTS (SELECT 1
  FROM l_org_covers l2
  JOIN n_org n3 ON n3.sk = l2.src
  WHERE l2.dst = t1.sk AND l2.since <= ?1 AND l2.until > ?1 AND n3.valid_from <= ?1 AND n3.valid_to > ?1 AND n3.p_form = ?3)
ORDER BY t1.sk
LIMIT ?5

-- 16
SELECT p.i, t1.sk + ?2, t1.p_name
FROM (SELECT key AS i, value AS k
  FROM json_each(?4)) p
JOIN l_org_covers l2 ON l2.dst = p.k AND (l2.src, l2.since) IN (SELECT l2.src AS w0, l2.since AS w1
  FROM l_org_covers l2
  JOIN n_org t1 ON t1.sk = l2.src
  WHERE l2.dst = p.k AND l2.since <= ?1 AND l2.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1
  ORDER BY t1.sk, l2.since
  LIMIT ?3)
JOIN n_org t1 ON t1.sk = l2.src
ORDER BY p.i, t1.sk, l2.since

-- 17
SELECT 0, count(*)
FROM n_org t1
WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND t1.p_form = ?2 AND t1.p_sector = ?3

-- 18
SELECT 0, t1.sk + ?4, t1.p_name
FROM n_org t1
WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND t1.p_form = ?2 AND t1.p_sector = ?3
ORDER BY t1.sk
LIMIT ?5
