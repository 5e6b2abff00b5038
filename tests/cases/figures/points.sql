-- 1
SELECT p.i, t1.sk + ?2
FROM (SELECT key AS i, value AS k
  FROM json_each(?3)) p
JOIN n_area t1 ON t1.sk = p.k
ORDER BY p.i

-- 2
SELECT p.i, count(*), sum(t1.p_size)
FROM (SELECT key AS i, value AS k
  FROM json_each(?2)) p
JOIN n_hh t1
WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0
AND EXISTS (SELECT 1
  FROM l_hh_place l2 CROSS
  JOIN c_area c3
  WHERE l2.src = t1.sk AND l2.since <= ?1 AND l2.until > ?1 AND c3.anc = p.k AND c3.dsc = l2.dst AND c3.since <= ?1 AND c3.until > ?1 AND (c3.depth = 0 OR EXISTS (SELECT 1
      FROM n_area m4
      WHERE m4.sk = c3.dsc AND m4.valid_from <= ?1 AND m4.valid_to > ?1)))
GROUP BY p.i

-- 3
SELECT p.i, t1.sk + ?2, t1.p_size
FROM (SELECT key AS i, value AS k
  FROM json_each(?4)) p
JOIN n_hh t1 ON t1.sk IN (SELECT t1.sk AS w0
  FROM n_hh t1
  WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0
  AND EXISTS (SELECT 1
    FROM l_hh_place l2 CROSS
    JOIN c_area c3
    WHERE l2.src = t1.sk AND l2.since <= ?1 AND l2.until > ?1 AND c3.anc = p.k AND c3.dsc = l2.dst AND c3.since <= ?1 AND c3.until > ?1 AND (c3.depth = 0 OR EXISTS (SELECT 1
        FROM n_area m4
        WHERE m4.sk = c3.dsc AND m4.valid_from <= ?1 AND m4.valid_to > ?1)))
  ORDER BY t1.sk
  LIMIT ?3)
ORDER BY p.i, t1.sk

-- 4
SELECT p.i, count(*), sum(t1.p_size)
FROM (SELECT key AS i, value AS k
  FROM json_each(?3)) p
JOIN n_hh t1
WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0
AND EXISTS (SELECT 1
  FROM l_hh_place l2 CROSS
  JOIN c_area c3
  WHERE l2.src = t1.sk AND l2.since <= ?1 AND l2.until > ?1 AND c3.anc = p.k AND c3.dsc = l2.dst AND c3.since <= ?1 AND c3.until > ?1 AND (c3.depth = 0 OR EXISTS (SELECT 1
      FROM n_area m4
      WHERE m4.sk = c3.dsc AND m4.valid_from <= ?1 AND m4.valid_to > ?1))) AND t1.p_points_file = ?2
GROUP BY p.i

-- 5
SELECT p.i, t1.sk + ?3, t1.p_size
FROM (SELECT key AS i, value AS k
  FROM json_each(?5)) p
JOIN n_hh t1 ON t1.sk IN (SELECT t1.sk AS w0
  FROM n_hh t1
  WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0
  AND EXISTS (SELECT 1
    FROM l_hh_place l2 CROSS
    JOIN c_area c3
    WHERE l2.src = t1.sk AND l2.since <= ?1 AND l2.until > ?1 AND c3.anc = p.k AND c3.dsc = l2.dst AND c3.since <= ?1 AND c3.until > ?1 AND (c3.depth = 0 OR EXISTS (SELECT 1
        FROM n_area m4
        WHERE m4.sk = c3.dsc AND m4.valid_from <= ?1 AND m4.valid_to > ?1))) AND t1.p_points_file = ?2
  ORDER BY t1.sk
  LIMIT ?4)
ORDER BY p.i, t1.sk
