-- 1
SELECT r.i, t2.sk + ?3, max(q1.since, t2.valid_from), min(q1.until, t2.valid_to), t2.p_name, q1.p_authority, q1.p_vintage, q1.p_code
FROM (SELECT value ->> 0 AS i, value ->> 1 AS c
  FROM json_each(?2)) r
JOIN q_area_codes q1
JOIN n_area t2 ON t2.sk = q1.sk
WHERE q1.p_code = r.c
ORDER BY r.i, t2.sk, q1.p_authority, q1.p_vintage, q1.p_code

-- 2
SELECT p.i, t1.sk + ?2, t1.p_name
FROM (SELECT key AS i, value AS k
  FROM json_each(?3)) p
JOIN n_area t1 ON t1.sk = p.k
ORDER BY p.i

-- 3
SELECT p.i, (SELECT coalesce(sum(k1.delta), 0)
  FROM k_place k1
  WHERE k1.area = p.k AND k1.what = ?2 AND k1.day <= ?1)
FROM (SELECT key AS i, value AS k
  FROM json_each(?3)) p

-- 4
SELECT p.i, (SELECT coalesce(sum(k1.delta), 0)
  FROM k_place k1
  WHERE k1.area = p.k AND k1.what = ?2 AND k1.day <= ?1) - (SELECT coalesce(sum(k2.delta), 0)
  FROM k_place k2
  WHERE k2.area = p.k AND k2.what = ?3 AND k2.day <= ?1)
FROM (SELECT key AS i, value AS k
  FROM json_each(?4)) p

-- 5
SELECT p.i, t1.sk + ?2
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
  AND NOT EXISTS (SELECT 1
    FROM l_hh_neighbour_head l5
    JOIN n_post n6 ON n6.sk = l5.dst
    WHERE l5.src = t1.sk AND l5.since <= ?1 AND l5.until > ?1 AND n6.valid_from <= ?1 AND n6.valid_to > ?1)
  ORDER BY t1.sk
  LIMIT ?3)
ORDER BY p.i, t1.sk

-- 6
SELECT p.i, (SELECT coalesce(sum(k1.delta), 0)
  FROM k_place k1
  WHERE k1.area = p.k AND k1.what = ?2 AND k1.day <= ?1)
FROM (SELECT key AS i, value AS k
  FROM json_each(?3)) p

-- 7
SELECT p.i, count(*)
FROM (SELECT key AS i, value AS k
  FROM json_each(?4)) p
JOIN n_post t1
WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0
AND EXISTS (SELECT 1
  FROM l_post_area l2 CROSS
  JOIN c_area c3
  WHERE l2.src = t1.sk AND l2.since <= ?1 AND l2.until > ?1 AND c3.anc = p.k AND c3.dsc = l2.dst AND c3.since <= ?1 AND c3.until > ?1 AND (c3.depth = 0 OR EXISTS (SELECT 1
      FROM n_area m4
      WHERE m4.sk = c3.dsc AND m4.valid_from <= ?1 AND m4.valid_to > ?1))) AND t1.p_role = ?2 AND (SELECT count(*)
  FROM l_hh_neighbour_head l5
  JOIN n_hh n6 ON n6.sk = l5.src
  WHERE l5.dst = t1.sk AND l5.since <= ?1 AND l5.until > ?1 AND n6.valid_from <= ?1 AND n6.valid_to > ?1) = ?3
GROUP BY p.i

-- 8
SELECT p.i, t1.sk + ?4
FROM (SELECT key AS i, value AS k
  FROM json_each(?6)) p
JOIN n_post t1 ON t1.sk IN (SELECT t1.sk AS w0
  FROM n_post t1
  WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0
  AND EXISTS (SELECT 1
    FROM l_post_area l2 CROSS
    JOIN c_area c3
    WHERE l2.src = t1.sk AND l2.since <= ?1 AND l2.until > ?1 AND c3.anc = p.k AND c3.dsc = l2.dst AND c3.since <= ?1 AND c3.until > ?1 AND (c3.depth = 0 OR EXISTS (SELECT 1
        FROM n_area m4
        WHERE m4.sk = c3.dsc AND m4.valid_from <= ?1 AND m4.valid_to > ?1))) AND t1.p_role = ?2 AND (SELECT count(*)
    FROM l_hh_neighbour_head l5
    JOIN n_hh n6 ON n6.sk = l5.src
    WHERE l5.dst = t1.sk AND l5.since <= ?1 AND l5.until > ?1 AND n6.valid_from <= ?1 AND n6.valid_to > ?1) = ?3
  ORDER BY t1.sk
  LIMIT ?5)
ORDER BY p.i, t1.sk

-- 9
SELECT p.i, count(*)
FROM (SELECT key AS i, value AS k
  FROM json_each(?4)) p
JOIN n_post t1
WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0
AND EXISTS (SELECT 1
  FROM l_post_area l2 CROSS
  JOIN c_area c3
  WHERE l2.src = t1.sk AND l2.since <= ?1 AND l2.until > ?1 AND c3.anc = p.k AND c3.dsc = l2.dst AND c3.since <= ?1 AND c3.until > ?1 AND (c3.depth = 0 OR EXISTS (SELECT 1
      FROM n_area m4
      WHERE m4.sk = c3.dsc AND m4.valid_from <= ?1 AND m4.valid_to > ?1))) AND t1.p_role = ?2 AND (SELECT count(*)
  FROM l_hh_neighbour_head l5
  JOIN n_hh n6 ON n6.sk = l5.src
  WHERE l5.dst = t1.sk AND l5.since <= ?1 AND l5.until > ?1 AND n6.valid_from <= ?1 AND n6.valid_to > ?1) = ?3
GROUP BY p.i

-- 10
SELECT p.i, t1.sk + ?4
FROM (SELECT key AS i, value AS k
  FROM json_each(?6)) p
JOIN n_post t1 ON t1.sk IN (SELECT t1.sk AS w0
  FROM n_post t1
  WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0
  AND EXISTS (SELECT 1
    FROM l_post_area l2 CROSS
    JOIN c_area c3
    WHERE l2.src = t1.sk AND l2.since <= ?1 AND l2.until > ?1 AND c3.anc = p.k AND c3.dsc = l2.dst AND c3.since <= ?1 AND c3.until > ?1 AND (c3.depth = 0 OR EXISTS (SELECT 1
        FROM n_area m4
        WHERE m4.sk = c3.dsc AND m4.valid_from <= ?1 AND m4.valid_to > ?1))) AND t1.p_role = ?2 AND (SELECT count(*)
    FROM l_hh_neighbour_head l5
    JOIN n_hh n6 ON n6.sk = l5.src
    WHERE l5.dst = t1.sk AND l5.since <= ?1 AND l5.until > ?1 AND n6.valid_from <= ?1 AND n6.valid_to > ?1) = ?3
  ORDER BY t1.sk
  LIMIT ?5)
ORDER BY p.i, t1.sk

-- 11
SELECT p.i, count(*)
FROM (SELECT key AS i, value AS k
  FROM json_each(?5)) p
JOIN n_post t1
WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0
AND EXISTS (SELECT 1
  FROM l_post_area l2 CROSS
  JOIN c_area c3
  WHERE l2.src = t1.sk AND l2.since <= ?1 AND l2.until > ?1 AND c3.anc = p.k AND c3.dsc = l2.dst AND c3.since <= ?1 AND c3.until > ?1 AND (c3.depth = 0 OR EXISTS (SELECT 1
      FROM n_area m4
      WHERE m4.sk = c3.dsc AND m4.valid_from <= ?1 AND m4.valid_to > ?1))) AND t1.p_role = ?2 AND ((SELECT count(*)
    FROM l_hh_neighbour_head l5
    JOIN n_hh n6 ON n6.sk = l5.src
    WHERE l5.dst = t1.sk AND l5.since <= ?1 AND l5.until > ?1 AND n6.valid_from <= ?1 AND n6.valid_to > ?1) < ?3 OR (SELECT count(*)
    FROM l_hh_neighbour_head l7
    JOIN n_hh n8 ON n8.sk = l7.src
    WHERE l7.dst = t1.sk AND l7.since <= ?1 AND l7.until > ?1 AND n8.valid_from <= ?1 AND n8.valid_to > ?1) > ?4)
GROUP BY p.i

-- 12
SELECT p.i, t1.sk + ?5
FROM (SELECT key AS i, value AS k
  FROM json_each(?7)) p
JOIN n_post t1 ON t1.sk IN (SELECT t1.sk AS w0
  FROM n_post t1
  WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0
  AND EXISTS (SELECT 1
    FROM l_post_area l2 CROSS
    JOIN c_area c3
    WHERE l2.src = t1.sk AND l2.since <= ?1 AND l2.until > ?1 AND c3.anc = p.k AND c3.dsc = l2.dst AND c3.since <= ?1 AND c3.until > ?1 AND (c3.depth = 0 OR EXISTS (SELECT 1
        FROM n_area m4
        WHERE m4.sk = c3.dsc AND m4.valid_from <= ?1 AND m4.valid_to > ?1))) AND t1.p_role = ?2 AND ((SELECT count(*)
      FROM l_hh_neighbour_head l5
      JOIN n_hh n6 ON n6.sk = l5.src
      WHERE l5.dst = t1.sk AND l5.since <= ?1 AND l5.until > ?1 AND n6.valid_from <= ?1 AND n6.valid_to > ?1) < ?3 OR (SELECT count(*)
      FROM l_hh_neighbour_head l7
      JOIN n_hh n8 ON n8.sk = l7.src
      WHERE l7.dst = t1.sk AND l7.since <= ?1 AND l7.until > ?1 AND n8.valid_from <= ?1 AND n8.valid_to > ?1) > ?4)
  ORDER BY t1.sk
  LIMIT ?6)
ORDER BY p.i, t1.sk

-- 13
SELECT p.i, count(*)
FROM (SELECT key AS i, value AS k
  FROM json_each(?3)) p
JOIN c_area c2
JOIN n_area t1
WHERE c2.anc = p.k AND t1.sk = c2.dsc AND c2.depth > 0 AND c2.since <= ?1 AND c2.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.p_level = ?2
GROUP BY p.i

-- 14
SELECT p.i, t1.sk + ?3, t1.p_name
FROM (SELECT key AS i, value AS k
  FROM json_each(?5)) p
JOIN n_area t1 ON t1.sk IN (SELECT t1.sk AS w0
  FROM c_area c2
  JOIN n_area t1
  WHERE c2.anc = p.k AND t1.sk = c2.dsc AND c2.depth > 0 AND c2.since <= ?1 AND c2.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.p_level = ?2
  ORDER BY t1.sk
  LIMIT ?4)
ORDER BY p.i, t1.sk

-- 15
SELECT p.i, (SELECT coalesce(sum(k1.delta), 0)
  FROM k_place k1
  WHERE k1.area = p.k AND k1.what = ?2 AND k1.day <= ?1) - (SELECT coalesce(sum(k2.delta), 0)
  FROM k_place k2
  WHERE k2.area = p.k AND k2.what = ?3 AND k2.day <= ?1)
FROM (SELECT key AS i, value AS k
  FROM json_each(?4)) p

-- 16
SELECT p.i, count(*)
FROM (SELECT key AS i, value AS k
  FROM json_each(?5)) p
JOIN n_post t1
WHERE t1.a_township = p.k AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND t1.p_role = ?2 AND ((SELECT count(*)
    FROM l_hh_neighbour_head l2
    JOIN n_hh n3 ON n3.sk = l2.src
    WHERE l2.dst = t1.sk AND l2.since <= ?1 AND l2.until > ?1 AND n3.valid_from <= ?1 AND n3.valid_to > ?1) < ?3 OR (SELECT count(*)
    FROM l_hh_neighbour_head l4
    JOIN n_hh n5 ON n5.sk = l4.src
    WHERE l4.dst = t1.sk AND l4.since <= ?1 AND l4.until > ?1 AND n5.valid_from <= ?1 AND n5.valid_to > ?1) > ?4)
GROUP BY p.i
