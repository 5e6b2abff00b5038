-- 1
SELECT p.i, t1.sk + ?2, t1.p_register_number, t1.p_size, n3.sk + ?2, l2.since, n3.p_holder, n5.sk + ?2, n5.p_role, n5.p_holder, n7.sk + ?2, n7.p_name, n7.p_level
FROM (SELECT key AS i, value AS k
  FROM json_each(?3)) p
JOIN n_hh t1 ON t1.sk = p.k
LEFT JOIN l_hh_neighbour_head l2 ON l2.src = t1.sk AND l2.since <= ?1 AND l2.until > ?1
LEFT JOIN n_post n3 ON n3.sk = l2.dst AND n3.valid_from <= ?1 AND n3.valid_to > ?1
LEFT JOIN l_post_ex_officio l4 ON l4.src = n3.sk AND l4.since <= ?1 AND l4.until > ?1
LEFT JOIN n_post n5 ON n5.sk = l4.dst AND n5.valid_from <= ?1 AND n5.valid_to > ?1
LEFT JOIN l_post_area l6 ON l6.src = n3.sk AND l6.since <= ?1 AND l6.until > ?1
LEFT JOIN n_area n7 ON n7.sk = l6.dst AND n7.valid_from <= ?1 AND n7.valid_to > ?1
ORDER BY p.i

-- 2
SELECT p.i, t1.sk + ?3, t1.p_holder, t1.valid_from
FROM (SELECT key AS i, value AS k
  FROM json_each(?5)) p
JOIN n_post t1 ON t1.sk IN (SELECT t1.sk AS w0
  FROM c_area c2 CROSS
  JOIN l_post_area l3 CROSS
  JOIN n_post t1
  WHERE c2.anc = p.k AND l3.dst = c2.dsc AND t1.sk = l3.src AND c2.since <= ?1 AND c2.until > ?1 AND l3.since <= ?1 AND l3.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND c2.depth = 0 AND (c2.depth = 0 OR EXISTS (SELECT 1
      FROM n_area m4
      WHERE m4.sk = c2.dsc AND m4.valid_from <= ?1 AND m4.valid_to > ?1)) AND t1.p_role = ?2
  ORDER BY t1.sk
  LIMIT ?4)
ORDER BY p.i, t1.sk

-- 3
SELECT p.i, t1.sk + ?2, t1.p_name, t1.p_level
FROM (SELECT key AS i, value AS k
  FROM json_each(?3)) p
JOIN c_area c2
JOIN n_area t1
WHERE c2.dsc = p.k AND t1.sk = c2.anc AND c2.depth > 0 AND c2.since <= ?1 AND c2.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1
ORDER BY p.i, c2.depth DESC

-- 4
SELECT p.i, t1.sk + ?3, t1.p_holder, n6.sk + ?3, n6.p_name, n6.p_form
FROM (SELECT key AS i, value AS k
  FROM json_each(?5)) p
JOIN n_post t1 ON t1.sk IN (SELECT t1.sk AS w0
  FROM c_area c2 CROSS
  JOIN l_post_area l3 CROSS
  JOIN n_post t1
  WHERE c2.anc = p.k AND l3.dst = c2.dsc AND t1.sk = l3.src AND c2.since <= ?1 AND c2.until > ?1 AND l3.since <= ?1 AND l3.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND c2.depth = 0 AND (c2.depth = 0 OR EXISTS (SELECT 1
      FROM n_area m4
      WHERE m4.sk = c2.dsc AND m4.valid_from <= ?1 AND m4.valid_to > ?1)) AND t1.p_role = ?2
  ORDER BY t1.sk
  LIMIT ?4)
LEFT JOIN l_post_organisation l5 ON l5.src = t1.sk AND l5.since <= ?1 AND l5.until > ?1
LEFT JOIN n_org n6 ON n6.sk = l5.dst AND n6.valid_from <= ?1 AND n6.valid_to > ?1
ORDER BY p.i, t1.sk
