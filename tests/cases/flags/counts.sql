-- 1
SELECT p.i, t1.sk + ?2, t1.p_name, t1.p_level
FROM (SELECT key AS i, value AS k
  FROM json_each(?3)) p
JOIN n_area t1 ON t1.sk = p.k
ORDER BY p.i

-- 2
SELECT p.i, count(*), sum(CASE WHEN t1.p_party_member THEN 1 ELSE 0 END), sum(CASE WHEN t1.p_college THEN 1 ELSE 0 END), sum(CASE WHEN t1.p_delegate THEN 1 ELSE 0 END)
FROM (SELECT key AS i, value AS k
  FROM json_each(?3)) p
JOIN n_post t1
WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0
AND EXISTS (SELECT 1
  FROM l_post_area l2 CROSS
  JOIN c_area c3
  WHERE l2.src = t1.sk AND l2.since <= ?1 AND l2.until > ?1 AND c3.anc = p.k AND c3.dsc = l2.dst AND c3.since <= ?1 AND c3.until > ?1 AND (c3.depth = 0 OR EXISTS (SELECT 1
      FROM n_area m4
      WHERE m4.sk = c3.dsc AND m4.valid_from <= ?1 AND m4.valid_to > ?1))) AND t1.p_role = ?2
GROUP BY p.i

-- 3
SELECT p.i, t1.sk + ?2, t1.p_name, t1.p_level
FROM (SELECT key AS i, value AS k
  FROM json_each(?3)) p
JOIN n_area t1 ON t1.sk = p.k
ORDER BY p.i

-- 4
SELECT p.i, count(*), sum(CASE WHEN t1.p_party_member THEN 1 ELSE 0 END)
FROM (SELECT key AS i, value AS k
  FROM json_each(?3)) p
JOIN n_post t1
WHERE t1.a_township = p.k AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND t1.p_role = ?2
GROUP BY p.i

-- 5
SELECT p.i, t1.sk + ?2, t1.p_name, t1.p_level
FROM (SELECT key AS i, value AS k
  FROM json_each(?3)) p
JOIN n_area t1 ON t1.sk = p.k
ORDER BY p.i

-- 6
SELECT p.i, count(*), sum(CASE WHEN t1.p_party_member THEN 1 ELSE 0 END)
FROM (SELECT key AS i, value AS k
  FROM json_each(?3)) p
JOIN c_area c2 CROSS
JOIN l_post_area l3 CROSS
JOIN n_post t1
WHERE c2.anc = p.k AND l3.dst = c2.dsc AND t1.sk = l3.src AND c2.since <= ?1 AND c2.until > ?1 AND l3.since <= ?1 AND l3.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND (c2.depth = 0 OR EXISTS (SELECT 1
    FROM n_area m4
    WHERE m4.sk = c2.dsc AND m4.valid_from <= ?1 AND m4.valid_to > ?1)) AND t1.p_role = ?2
GROUP BY p.i

-- 7
SELECT 0, count(*), sum(CASE WHEN t1.p_party_member THEN 1 ELSE 0 END)
FROM n_post t1
WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND t1.p_role = ?2 AND (t1.p_holder >= ?3 AND substr(t1.p_holder, 1, length(?3)) = ?3)
