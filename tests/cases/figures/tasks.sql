-- 1
SELECT 0, count(*)
FROM n_set t1
WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND t1.p_purpose = ?2

-- 2
SELECT 0, t1.sk + ?3, t1.p_name
FROM n_set t1
WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND t1.p_purpose = ?2
ORDER BY t1.sk
LIMIT ?4

-- 3
SELECT p.i, count(*)
FROM (SELECT key AS i, value AS k
  FROM json_each(?2)) p
JOIN l_set_members l2 ON l2.src = p.k
JOIN n_area t1 ON t1.sk = l2.dst
WHERE l2.since <= ?1 AND l2.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1
GROUP BY p.i

-- 4
SELECT 0, count(*)
FROM n_org t1
WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND t1.p_form = ?2 AND instr(t1.p_name, ?3) > 0

-- 5
SELECT 0, t1.sk + ?4, t1.p_name
FROM n_org t1
WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND t1.p_form = ?2 AND instr(t1.p_name, ?3) > 0
ORDER BY t1.sk
LIMIT ?5

-- 6
SELECT 0, count(*)
FROM n_org t1
WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND t1.p_form = ?2 AND instr(t1.p_name, ?3) > 0

-- 7
SELECT 0, t1.sk + ?4, t1.p_name
FROM n_org t1
WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND t1.p_form = ?2 AND instr(t1.p_name, ?3) > 0
ORDER BY t1.sk
LIMIT ?5

-- 8
SELECT 0, count(*)
FROM n_org t1
WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND t1.p_form = ?2 AND instr(t1.p_name, ?3) > 0

-- 9
SELECT 0, t1.sk + ?4, t1.p_name
FROM n_org t1
WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND t1.p_form = ?2 AND instr(t1.p_name, ?3) > 0
ORDER BY t1.sk
LIMIT ?5

-- 10
SELECT 0, count(*)
FROM n_post t1
WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND t1.p_role = ?2
AND EXISTS (SELECT 1
  FROM l_post_organisation l2
  JOIN n_org n3 ON n3.sk = l2.dst
  WHERE l2.src = t1.sk AND l2.since <= ?1 AND l2.until > ?1 AND n3.valid_from <= ?1 AND n3.valid_to > ?1 AND (n3.p_form = ?3 AND instr(n3.p_name, ?4) > 0))

-- 11
SELECT 0, t1.sk + ?5, t1.p_holder, n5.sk + ?5, n5.p_name
FROM n_post t1
LEFT JOIN l_post_organisation l4 ON l4.src = t1.sk AND l4.since <= ?1 AND l4.until > ?1
LEFT JOIN n_org n5 ON n5.sk = l4.dst AND n5.valid_from <= ?1 AND n5.valid_to > ?1
WHERE t1.sk IN (SELECT t1.sk
  FROM n_post t1
  WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND t1.p_role = ?2
  AND EXISTS (SELECT 1
    FROM l_post_organisation l2
    JOIN n_org n3 ON n3.sk = l2.dst
    WHERE l2.src = t1.sk AND l2.since <= ?1 AND l2.until > ?1 AND n3.valid_from <= ?1 AND n3.valid_to > ?1 AND (n3.p_form = ?3 AND instr(n3.p_name, ?4) > 0))
  ORDER BY t1.sk
  LIMIT ?6)
ORDER BY t1.sk

-- 12
SELECT 0, count(*)
FROM n_org t1
WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND t1.p_form = ?2 AND instr(t1.p_name, ?3) > 0

-- 13
SELECT 0, t1.sk + ?4, t1.p_name
FROM n_org t1
WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND t1.p_form = ?2 AND instr(t1.p_name, ?3) > 0
ORDER BY t1.sk
LIMIT ?5

-- 14
SELECT 0, count(*)
FROM n_post t1
WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND t1.p_role IN (SELECT value
  FROM json_each(?2))

-- 15
SELECT 0, t1.sk + ?3, t1.p_role, n3.sk + ?3, coalesce((SELECT h4.value
    FROM h_area_name h4
    WHERE h4.sk = n3.sk AND h4.since <= ?1 AND h4.until > ?1), n3.p_name)
FROM n_post t1
LEFT JOIN l_post_area l2 ON l2.src = t1.sk AND l2.since <= ?1 AND l2.until > ?1
LEFT JOIN n_area n3 ON n3.sk = l2.dst AND n3.valid_from <= ?1 AND n3.valid_to > ?1
WHERE t1.sk IN (SELECT t1.sk
  FROM n_post t1
  WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND t1.p_role IN (SELECT value
    FROM json_each(?2))
  ORDER BY t1.sk
  LIMIT ?4)
ORDER BY t1.sk
