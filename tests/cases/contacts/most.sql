-- 1
SELECT p.i, t1.sk + ?2
FROM (SELECT key AS i, value AS k
  FROM json_each(?3)) p
JOIN n_area t1 ON t1.sk = p.k
ORDER BY p.i

-- 2
SELECT p.i, (SELECT coalesce(sum(k1.delta), 0)
  FROM k_place k1
  WHERE k1.area = p.k AND k1.what = ?2 AND k1.day <= ?1)
FROM (SELECT key AS i, value AS k
  FROM json_each(?3)) p

-- 3
SELECT p.i, count(*)
FROM (SELECT key AS i, value AS k
  FROM json_each(?4)) p
JOIN c_area c2 CROSS
JOIN l_post_area l3 CROSS
JOIN n_post t1
WHERE c2.anc = p.k AND l3.dst = c2.dsc AND t1.sk = l3.src AND c2.since <= ?1 AND c2.until > ?1 AND l3.since <= ?1 AND l3.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND (c2.depth = 0 OR EXISTS (SELECT 1
    FROM n_area m4
    WHERE m4.sk = c2.dsc AND m4.valid_from <= ?1 AND m4.valid_to > ?1)) AND t1.p_role = ?2 AND (SELECT count(*)
  FROM l_hh_neighbour_head l5
  JOIN n_hh n6 ON n6.sk = l5.src
  WHERE l5.dst = t1.sk AND l5.since <= ?1 AND l5.until > ?1 AND n6.valid_from <= ?1 AND n6.valid_to > ?1) = ?3
GROUP BY p.i

-- 4
SELECT p.i, t1.sk + ?4, t1.p_holder, n5.sk + ?4, n5.p_name, n7.sk + ?4, n7.p_name
FROM (SELECT key AS i, value AS k
  FROM json_each(?6)) p
JOIN n_post t1 ON t1.sk IN (SELECT t1.sk AS w0
  FROM n_post t1
  WHERE t1.a_township = p.k AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND t1.p_role = ?2 AND (SELECT count(*)
    FROM l_hh_neighbour_head l2
    JOIN n_hh n3 ON n3.sk = l2.src
    WHERE l2.dst = t1.sk AND l2.since <= ?1 AND l2.until > ?1 AND n3.valid_from <= ?1 AND n3.valid_to > ?1) = ?3
  ORDER BY t1.sk
  LIMIT ?5)
LEFT JOIN l_post_area l4 ON l4.src = t1.sk AND l4.since <= ?1 AND l4.until > ?1
LEFT JOIN n_area n5 ON n5.sk = l4.dst AND n5.valid_from <= ?1 AND n5.valid_to > ?1
LEFT JOIN l_area_parent l6 ON l6.src = n5.sk AND l6.since <= ?1 AND l6.until > ?1
LEFT JOIN n_area n7 ON n7.sk = l6.dst AND n7.valid_from <= ?1 AND n7.valid_to > ?1
ORDER BY p.i, t1.sk

-- 5
SELECT p.i, count(*)
FROM (SELECT key AS i, value AS k
  FROM json_each(?2)) p
JOIN l_hh_neighbour_head l2 ON l2.dst = p.k
JOIN n_hh t1 ON t1.sk = l2.src
WHERE l2.since <= ?1 AND l2.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1
GROUP BY p.i

-- 6
SELECT p.i, count(*)
FROM (SELECT key AS i, value AS k
  FROM json_each(?4)) p
JOIN c_area c2 CROSS
JOIN l_post_area l3 CROSS
JOIN n_post t1
WHERE c2.anc = p.k AND l3.dst = c2.dsc AND t1.sk = l3.src AND c2.since <= ?1 AND c2.until > ?1 AND l3.since <= ?1 AND l3.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND (c2.depth = 0 OR EXISTS (SELECT 1
    FROM n_area m4
    WHERE m4.sk = c2.dsc AND m4.valid_from <= ?1 AND m4.valid_to > ?1)) AND t1.p_role = ?2 AND (SELECT count(*)
  FROM l_hh_neighbour_head l5
  JOIN n_hh n6 ON n6.sk = l5.src
  WHERE l5.dst = t1.sk AND l5.since <= ?1 AND l5.until > ?1 AND n6.valid_from <= ?1 AND n6.valid_to > ?1) > ?3
GROUP BY p.i

-- 7
SELECT p.i, count(*)
FROM (SELECT key AS i, value AS k
  FROM json_each(?4)) p
JOIN c_area c2 CROSS
JOIN l_post_area l3 CROSS
JOIN n_post t1
WHERE c2.anc = p.k AND l3.dst = c2.dsc AND t1.sk = l3.src AND c2.since <= ?1 AND c2.until > ?1 AND l3.since <= ?1 AND l3.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND (c2.depth = 0 OR EXISTS (SELECT 1
    FROM n_area m4
    WHERE m4.sk = c2.dsc AND m4.valid_from <= ?1 AND m4.valid_to > ?1)) AND t1.p_role = ?2 AND (SELECT count(*)
  FROM l_hh_neighbour_head l5
  JOIN n_hh n6 ON n6.sk = l5.src
  WHERE l5.dst = t1.sk AND l5.since <= ?1 AND l5.until > ?1 AND n6.valid_from <= ?1 AND n6.valid_to > ?1) < ?3
GROUP BY p.i
