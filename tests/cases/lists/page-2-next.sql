-- 1
SELECT p.i, t1.sk + ?2
FROM (SELECT key AS i, value AS k
  FROM json_each(?3)) p
JOIN n_area t1 ON t1.sk = p.k
ORDER BY p.i

-- 2
SELECT p.i, t1.sk + ?2, t1.p_size, t1.p_size, t1.sk + ?2
FROM (SELECT key AS i, value AS k
  FROM json_each(?6)) p
JOIN n_hh t1 ON t1.sk IN (SELECT t1.sk AS w0
  FROM c_area c2 CROSS
  JOIN l_hh_place l3 CROSS
  JOIN n_hh t1
  WHERE c2.anc = p.k AND l3.dst = c2.dsc AND t1.sk = l3.src AND c2.since <= ?1 AND c2.until > ?1 AND l3.since <= ?1 AND l3.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND (c2.depth = 0 OR EXISTS (SELECT 1
      FROM n_area m4
      WHERE m4.sk = c2.dsc AND m4.valid_from <= ?1 AND m4.valid_to > ?1)) AND t1.p_size <= ?3 AND (t1.p_size < ?3 OR t1.p_size = ?3 AND t1.sk > ?4)
  ORDER BY t1.p_size DESC, t1.sk
  LIMIT ?5)
ORDER BY p.i, t1.p_size DESC, t1.sk
