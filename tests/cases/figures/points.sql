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
GROUP BY p.i

-- 3
SELECT p.i, t1.sk + ?2, t1.p_size
FROM (SELECT key AS i, value AS k
  FROM json_each(?4)) p
JOIN n_hh t1 ON t1.sk IN (SELECT t1.sk AS w0
  FROM n_hh t1
  WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0
  ORDER BY t1.sk
  LIMIT ?3)
ORDER BY p.i, t1.sk

-- 4
SELECT p.i, count(*), sum(t1.p_size)
FROM (SELECT key AS i, value AS k
  FROM json_each(?3)) p
JOIN n_hh t1
WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND t1.p_points_file = ?2
GROUP BY p.i

-- 5
SELECT p.i, t1.sk + ?3, t1.p_size
FROM (SELECT key AS i, value AS k
  FROM json_each(?5)) p
JOIN n_hh t1 ON t1.sk IN (SELECT t1.sk AS w0
  FROM n_hh t1
  WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND t1.p_points_file = ?2
  ORDER BY t1.sk
  LIMIT ?4)
ORDER BY p.i, t1.sk
