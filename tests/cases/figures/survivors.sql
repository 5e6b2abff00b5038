-- 1
SELECT p.i, t1.sk + ?2
FROM (SELECT key AS i, value AS k
  FROM json_each(?3)) p
JOIN n_area t1 ON t1.sk = p.k
ORDER BY p.i

-- 2
SELECT p.i, count(*)
FROM (SELECT key AS i, value AS k
  FROM json_each(?4)) p
JOIN c_area c2
JOIN n_area t1
WHERE c2.anc = p.k AND t1.sk = c2.dsc AND c2.depth > 0 AND c2.since <= ?1 AND c2.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.p_level = ?2 AND t1.valid_from < ?3
GROUP BY p.i

-- 3
SELECT p.i, t1.sk + ?4, t1.p_name, t1.valid_from
FROM (SELECT key AS i, value AS k
  FROM json_each(?6)) p
JOIN n_area t1 ON t1.sk IN (SELECT t1.sk AS w0
  FROM c_area c2
  JOIN n_area t1
  WHERE c2.anc = p.k AND t1.sk = c2.dsc AND c2.depth > 0 AND c2.since <= ?1 AND c2.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.p_level = ?2 AND t1.valid_from < ?3
  ORDER BY t1.sk
  LIMIT ?5)
ORDER BY p.i, t1.sk

-- 4
SELECT p.i, t1.sk + ?2
FROM (SELECT key AS i, value AS k
  FROM json_each(?3)) p
JOIN n_area t1 ON t1.sk = p.k
ORDER BY p.i

-- 5
SELECT p.i, count(*)
FROM (SELECT key AS i, value AS k
  FROM json_each(?3)) p
JOIN c_area c2
JOIN n_area t1
WHERE c2.anc = p.k AND t1.sk = c2.dsc AND c2.depth > 0 AND c2.since <= ?1 AND c2.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.p_level = ?2
GROUP BY p.i

-- 6
SELECT p.i, t1.sk + ?3, coalesce((SELECT h3.value
    FROM h_area_name h3
    WHERE h3.sk = t1.sk AND h3.since <= ?1 AND h3.until > ?1), t1.p_name)
FROM (SELECT key AS i, value AS k
  FROM json_each(?5)) p
JOIN n_area t1 ON t1.sk IN (SELECT t1.sk AS w0
  FROM c_area c2
  JOIN n_area t1
  WHERE c2.anc = p.k AND t1.sk = c2.dsc AND c2.depth > 0 AND c2.since <= ?1 AND c2.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.p_level = ?2
  ORDER BY t1.sk
  LIMIT ?4)
ORDER BY p.i, t1.sk

-- 7
SELECT p.i, count(*)
FROM (SELECT key AS i, value AS k
  FROM json_each(?3)) p
JOIN c_area c2
JOIN n_area t1
WHERE c2.anc = p.k AND t1.sk = c2.dsc AND c2.depth > 0 AND c2.since <= ?1 AND c2.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.p_level = ?2
GROUP BY p.i

-- 8
SELECT p.i, t1.sk + ?3, coalesce((SELECT h5.value
    FROM h_area_name h5
    WHERE h5.sk = t1.sk AND h5.since <= ?1 AND h5.until > ?1), t1.p_name), n4.sk + ?3, coalesce((SELECT h6.value
    FROM h_area_name h6
    WHERE h6.sk = n4.sk AND h6.since <= ?1 AND h6.until > ?1), n4.p_name)
FROM (SELECT key AS i, value AS k
  FROM json_each(?5)) p
JOIN n_area t1 ON t1.sk IN (SELECT t1.sk AS w0
  FROM c_area c2
  JOIN n_area t1
  WHERE c2.anc = p.k AND t1.sk = c2.dsc AND c2.depth > 0 AND c2.since <= ?1 AND c2.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.p_level = ?2
  ORDER BY t1.sk
  LIMIT ?4)
LEFT JOIN l_area_parent l3 ON l3.src = t1.sk AND l3.since <= ?1 AND l3.until > ?1
LEFT JOIN n_area n4 ON n4.sk = l3.dst AND n4.valid_from <= ?1 AND n4.valid_to > ?1
ORDER BY p.i, t1.sk
