-- 1
SELECT p.i, t1.sk + ?2, t1.p_name
FROM (SELECT key AS i, value AS k
  FROM json_each(?3)) p
JOIN n_area t1 ON t1.sk = p.k
ORDER BY p.i
