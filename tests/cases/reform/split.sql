-- 1
SELECT p.i, t1.sk + ?2
FROM (SELECT key AS i, value AS k
  FROM json_each(?3)) p
JOIN n_area t1 ON t1.sk = p.k
ORDER BY p.i

-- 2
SELECT count(*)
FROM (SELECT key AS i, value AS k
  FROM json_each(?4)) p
JOIN c_area c2
JOIN n_area t1
WHERE c2.anc = p.k AND t1.sk = c2.dsc AND c2.depth > 0 AND c2.since <= ?1 AND c2.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.p_level = ?2 AND t1.sk IN (SELECT s3.sk
  FROM n_area s3
  WHERE s3.stub = 1) AND NOT ((t1.stub = 0 AND NOT coalesce((SELECT count(*)
        FROM l_area_successors l4
        JOIN n_area n5 ON n5.sk = l4.dst
        WHERE l4.src = t1.sk) > ?3, 0))) AND NOT ((t1.stub = 0 AND coalesce((SELECT count(*)
        FROM l_area_successors l6
        JOIN n_area n7 ON n7.sk = l6.dst
        WHERE l6.src = t1.sk) > ?3, 0)))

-- 3
SELECT p.i, count(*)
FROM (SELECT key AS i, value AS k
  FROM json_each(?4)) p
JOIN c_area c2
JOIN n_area t1
WHERE c2.anc = p.k AND t1.sk = c2.dsc AND c2.depth > 0 AND c2.since <= ?1 AND c2.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.p_level = ?2 AND (t1.stub = 0 AND coalesce((SELECT count(*)
      FROM l_area_successors l3
      JOIN n_area n4 ON n4.sk = l3.dst
      WHERE l3.src = t1.sk) > ?3, 0))
GROUP BY p.i

-- 4
SELECT p.i, t1.sk + ?4, coalesce((SELECT h5.value
    FROM h_area_name h5
    WHERE h5.sk = t1.sk AND h5.since <= ?1 AND h5.until > ?1), t1.p_name)
FROM (SELECT key AS i, value AS k
  FROM json_each(?6)) p
JOIN n_area t1 ON t1.sk IN (SELECT t1.sk AS w0
  FROM c_area c2
  JOIN n_area t1
  WHERE c2.anc = p.k AND t1.sk = c2.dsc AND c2.depth > 0 AND c2.since <= ?1 AND c2.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.p_level = ?2 AND (t1.stub = 0 AND coalesce((SELECT count(*)
        FROM l_area_successors l3
        JOIN n_area n4 ON n4.sk = l3.dst
        WHERE l3.src = t1.sk) > ?3, 0))
  ORDER BY t1.sk
  LIMIT ?5)
ORDER BY p.i, t1.sk

-- 5
SELECT p.i, count(*)
FROM (SELECT key AS i, value AS k
  FROM json_each(?2)) p
JOIN l_area_successors l2 ON l2.src = p.k
JOIN n_area t1 ON t1.sk = l2.dst
GROUP BY p.i

-- 6
SELECT p.i, t1.sk + ?2, coalesce((SELECT h3.value
    FROM h_area_name h3
    WHERE h3.sk = t1.sk AND h3.since <= ?1 AND h3.until > ?1), t1.p_name), t1.valid_from
FROM (SELECT key AS i, value AS k
  FROM json_each(?4)) p
JOIN l_area_successors l2 ON l2.src = p.k AND (l2.since, l2.dst) IN (SELECT l2.since AS w0, l2.dst AS w1
  FROM l_area_successors l2
  JOIN n_area t1 ON t1.sk = l2.dst
  WHERE l2.src = p.k
  ORDER BY t1.sk, l2.since
  LIMIT ?3)
JOIN n_area t1 ON t1.sk = l2.dst
ORDER BY p.i, t1.sk, l2.since

-- 7
SELECT p.i, count(*)
FROM (SELECT key AS i, value AS k
  FROM json_each(?2)) p
JOIN l_area_successors l2 ON l2.dst = p.k
JOIN n_area t1 ON t1.sk = l2.src
GROUP BY p.i
