-- 1
SELECT 0, count(*)
FROM n_org t1
WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND t1.p_form = ?2 AND t1.p_sector = ?3 AND t1.p_stars = ?4

-- 2
SELECT 0, t1.sk + ?5, t1.p_name, t1.p_stars
FROM n_org t1
WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND t1.p_form = ?2 AND t1.p_sector = ?3 AND t1.p_stars = ?4
ORDER BY t1.sk
LIMIT ?6

-- 3
SELECT 0, count(*)
FROM n_org t1
WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND t1.p_form = ?2 AND t1.p_sector = ?3 AND t1.p_stars >= ?4

-- 4
SELECT 0, t1.sk + ?5, t1.p_name, t1.p_stars
FROM n_org t1
WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND t1.p_form = ?2 AND t1.p_sector = ?3 AND t1.p_stars >= ?4
ORDER BY t1.sk
LIMIT ?6

-- 5
SELECT 0, count(*)
FROM n_org t1
WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND t1.p_form IN (SELECT value
  FROM json_each(?2))
AND EXISTS (SELECT 1
  FROM l_org_seat l2
  JOIN n_area n3 ON n3.sk = l2.dst
  WHERE l2.src = t1.sk AND l2.since <= ?1 AND l2.until > ?1 AND n3.valid_from <= ?1 AND n3.valid_to > ?1 AND n3.p_level = ?3) AND t1.p_stars >= ?4

-- 6
SELECT 0, t1.sk + ?5, t1.p_name, t1.p_stars
FROM n_org t1
WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND t1.p_form IN (SELECT value
  FROM json_each(?2))
AND EXISTS (SELECT 1
  FROM l_org_seat l2
  JOIN n_area n3 ON n3.sk = l2.dst
  WHERE l2.src = t1.sk AND l2.since <= ?1 AND l2.until > ?1 AND n3.valid_from <= ?1 AND n3.valid_to > ?1 AND n3.p_level = ?3) AND t1.p_stars >= ?4
ORDER BY t1.sk
LIMIT ?6
