-- 1
SELECT p.i, t1.sk + ?2
FROM (SELECT key AS i, value AS k
  FROM json_each(?3)) p
JOIN n_hh t1 ON t1.sk = p.k
ORDER BY p.i

-- 2
SELECT p.i, t1.sk + ?2, l2.since, l2.until, t1.p_holder, t1.valid_from, t1.valid_to
FROM (SELECT key AS i, value AS k
  FROM json_each(?3)) p
JOIN l_hh_neighbour_head l2 ON l2.src = p.k
JOIN n_post t1 ON t1.sk = l2.dst
WHERE l2.since <= ?1 AND l2.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1
ORDER BY p.i

-- 3
SELECT p.i, t1.sk + ?2, l2.since, l2.until, t1.p_holder, t1.valid_from, t1.valid_to
FROM (SELECT key AS i, value AS k
  FROM json_each(?3)) p
JOIN l_hh_neighbour_head l2 ON l2.src = p.k
JOIN n_post t1 ON t1.sk = l2.dst
WHERE l2.since <= ?1 AND l2.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1
ORDER BY p.i
