-- 1
SELECT p.i, t1.sk + ?2, t1.p_name, t1.p_level
FROM (SELECT key AS i, value AS k
  FROM json_each(?3)) p
JOIN n_area t1 ON t1.sk = p.k
ORDER BY p.i

-- 2
SELECT p.i, count(*)
FROM (SELECT key AS i, value AS k
  FROM json_each(?3)) p
JOIN c_area c2
JOIN n_area t1
WHERE c2.anc = p.k AND t1.sk = c2.dsc AND c2.depth > 0 AND c2.since <= ?1 AND c2.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.p_level = ?2
GROUP BY p.i

-- 3
SELECT p.i, t1.sk + ?3
FROM (SELECT key AS i, value AS k
  FROM json_each(?5)) p
JOIN n_area t1 ON t1.sk IN (SELECT t1.sk AS w0
  FROM c_area c2
  JOIN n_area t1
  WHERE c2.anc = p.k AND t1.sk = c2.dsc AND c2.depth > 0 AND c2.since <= ?1 AND c2.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.p_level = ?2
  ORDER BY t1.sk
  LIMIT ?4)
ORDER BY p.i, t1.sk

-- 4
SELECT p.i, count(*)
FROM (SELECT key AS i, value AS k
  FROM json_each(?3)) p
JOIN c_area c2
JOIN n_area t1
WHERE c2.anc = p.k AND t1.sk = c2.dsc AND c2.depth > 0 AND c2.since <= ?1 AND c2.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.p_level = ?2
GROUP BY p.i

-- 5
SELECT p.i, t1.sk + ?3
FROM (SELECT key AS i, value AS k
  FROM json_each(?5)) p
JOIN n_area t1 ON t1.sk IN (SELECT t1.sk AS w0
  FROM c_area c2
  JOIN n_area t1
  WHERE c2.anc = p.k AND t1.sk = c2.dsc AND c2.depth > 0 AND c2.since <= ?1 AND c2.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.p_level = ?2
  ORDER BY t1.sk
  LIMIT ?4)
ORDER BY p.i, t1.sk

-- 6
SELECT p.i, count(*)
FROM (SELECT key AS i, value AS k
  FROM json_each(?3)) p
JOIN c_area c2
JOIN n_area t1
WHERE c2.anc = p.k AND t1.sk = c2.dsc AND c2.depth > 0 AND c2.since <= ?1 AND c2.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.p_level = ?2
GROUP BY p.i

-- 7
SELECT p.i, t1.sk + ?3
FROM (SELECT key AS i, value AS k
  FROM json_each(?5)) p
JOIN n_area t1 ON t1.sk IN (SELECT t1.sk AS w0
  FROM c_area c2
  JOIN n_area t1
  WHERE c2.anc = p.k AND t1.sk = c2.dsc AND c2.depth > 0 AND c2.since <= ?1 AND c2.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.p_level = ?2
  ORDER BY t1.sk
  LIMIT ?4)
ORDER BY p.i, t1.sk

-- 8
SELECT p.i, (SELECT coalesce(sum(k1.delta), 0)
  FROM k_place k1
  WHERE k1.area = p.k AND k1.what = ?2 AND k1.day <= ?1)
FROM (SELECT key AS i, value AS k
  FROM json_each(?3)) p

-- 9
SELECT p.i, t1.sk + ?3
FROM (SELECT key AS i, value AS k
  FROM json_each(?5)) p
JOIN n_post t1 ON t1.sk IN (SELECT t1.sk AS w0
  FROM n_post t1
  WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0
  AND EXISTS (SELECT 1
    FROM l_post_area l2 CROSS
    JOIN c_area c3
    WHERE l2.src = t1.sk AND l2.since <= ?1 AND l2.until > ?1 AND c3.anc = p.k AND c3.dsc = l2.dst AND c3.since <= ?1 AND c3.until > ?1 AND (c3.depth = 0 OR EXISTS (SELECT 1
        FROM n_area m4
        WHERE m4.sk = c3.dsc AND m4.valid_from <= ?1 AND m4.valid_to > ?1))) AND t1.p_role = ?2
  ORDER BY t1.sk
  LIMIT ?4)
ORDER BY p.i, t1.sk

-- 10
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
      WHERE m4.sk = c3.dsc AND m4.valid_from <= ?1 AND m4.valid_to > ?1))) AND t1.p_role = ?2
AND EXISTS (SELECT 1
  FROM l_post_ex_officio l5
  JOIN n_post n6 ON n6.sk = l5.dst
  WHERE l5.src = t1.sk AND l5.since <= ?1 AND l5.until > ?1 AND n6.valid_from <= ?1 AND n6.valid_to > ?1 AND n6.p_role = ?3)
GROUP BY p.i

-- 11
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
        WHERE m4.sk = c3.dsc AND m4.valid_from <= ?1 AND m4.valid_to > ?1))) AND t1.p_role = ?2
  AND EXISTS (SELECT 1
    FROM l_post_ex_officio l5
    JOIN n_post n6 ON n6.sk = l5.dst
    WHERE l5.src = t1.sk AND l5.since <= ?1 AND l5.until > ?1 AND n6.valid_from <= ?1 AND n6.valid_to > ?1 AND n6.p_role = ?3)
  ORDER BY t1.sk
  LIMIT ?5)
ORDER BY p.i, t1.sk

-- 12
SELECT p.i, (SELECT coalesce(sum(k1.delta), 0)
  FROM k_place k1
  WHERE k1.area = p.k AND k1.what = ?2 AND k1.day <= ?1)
FROM (SELECT key AS i, value AS k
  FROM json_each(?3)) p

-- 13
SELECT p.i, t1.sk + ?3
FROM (SELECT key AS i, value AS k
  FROM json_each(?5)) p
JOIN n_post t1 ON t1.sk IN (SELECT t1.sk AS w0
  FROM n_post t1
  WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0
  AND EXISTS (SELECT 1
    FROM l_post_area l2 CROSS
    JOIN c_area c3
    WHERE l2.src = t1.sk AND l2.since <= ?1 AND l2.until > ?1 AND c3.anc = p.k AND c3.dsc = l2.dst AND c3.since <= ?1 AND c3.until > ?1 AND (c3.depth = 0 OR EXISTS (SELECT 1
        FROM n_area m4
        WHERE m4.sk = c3.dsc AND m4.valid_from <= ?1 AND m4.valid_to > ?1))) AND t1.p_role = ?2
  ORDER BY t1.sk
  LIMIT ?4)
ORDER BY p.i, t1.sk

-- 14
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

-- 15
SELECT p.i, t1.sk + ?3
FROM (SELECT key AS i, value AS k
  FROM json_each(?5)) p
JOIN n_post t1 ON t1.sk IN (SELECT t1.sk AS w0
  FROM n_post t1
  WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0
  AND EXISTS (SELECT 1
    FROM l_post_area l2 CROSS
    JOIN c_area c3
    WHERE l2.src = t1.sk AND l2.since <= ?1 AND l2.until > ?1 AND c3.anc = p.k AND c3.dsc = l2.dst AND c3.since <= ?1 AND c3.until > ?1 AND (c3.depth = 0 OR EXISTS (SELECT 1
        FROM n_area m4
        WHERE m4.sk = c3.dsc AND m4.valid_from <= ?1 AND m4.valid_to > ?1))) AND t1.p_role = ?2
  ORDER BY t1.sk
  LIMIT ?4)
ORDER BY p.i, t1.sk

-- 16
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
    WHERE l5.dst = t1.sk AND l5.since <= ?1 AND l5.until > ?1 AND n6.valid_from <= ?1 AND n6.valid_to > ?1) >= ?3 AND (SELECT count(*)
    FROM l_hh_neighbour_head l7
    JOIN n_hh n8 ON n8.sk = l7.src
    WHERE l7.dst = t1.sk AND l7.since <= ?1 AND l7.until > ?1 AND n8.valid_from <= ?1 AND n8.valid_to > ?1) <= ?4)
GROUP BY p.i

-- 17
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
      WHERE l5.dst = t1.sk AND l5.since <= ?1 AND l5.until > ?1 AND n6.valid_from <= ?1 AND n6.valid_to > ?1) >= ?3 AND (SELECT count(*)
      FROM l_hh_neighbour_head l7
      JOIN n_hh n8 ON n8.sk = l7.src
      WHERE l7.dst = t1.sk AND l7.since <= ?1 AND l7.until > ?1 AND n8.valid_from <= ?1 AND n8.valid_to > ?1) <= ?4)
  ORDER BY t1.sk
  LIMIT ?6)
ORDER BY p.i, t1.sk

-- 18
SELECT p.i, count(*)
FROM (SELECT key AS i, value AS k
  FROM json_each(?2)) p
JOIN l_hh_neighbour_head l2 ON l2.dst = p.k
JOIN n_hh t1 ON t1.sk = l2.src
WHERE l2.since <= ?1 AND l2.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1
GROUP BY p.i

-- 19
SELECT p.i, (SELECT coalesce(sum(k1.delta), 0)
  FROM k_place k1
  WHERE k1.area = p.k AND k1.what = ?2 AND k1.day <= ?1)
FROM (SELECT key AS i, value AS k
  FROM json_each(?3)) p

-- 20
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
  ORDER BY t1.sk
  LIMIT ?3)
ORDER BY p.i, t1.sk

-- 21
SELECT p.i, (SELECT coalesce(sum(k1.delta), 0)
  FROM k_place k1
  WHERE k1.area = p.k AND k1.what = ?2 AND k1.day <= ?1) - (SELECT coalesce(sum(k2.delta), 0)
  FROM k_place k2
  WHERE k2.area = p.k AND k2.what = ?3 AND k2.day <= ?1)
FROM (SELECT key AS i, value AS k
  FROM json_each(?4)) p

-- 22
SELECT p.i, count(*)
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

-- 23
SELECT p.i, t1.sk + ?3
FROM (SELECT key AS i, value AS k
  FROM json_each(?5)) p
JOIN n_post t1 ON t1.sk IN (SELECT t1.sk AS w0
  FROM n_post t1
  WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0
  AND EXISTS (SELECT 1
    FROM l_post_area l2 CROSS
    JOIN c_area c3
    WHERE l2.src = t1.sk AND l2.since <= ?1 AND l2.until > ?1 AND c3.anc = p.k AND c3.dsc = l2.dst AND c3.since <= ?1 AND c3.until > ?1 AND (c3.depth = 0 OR EXISTS (SELECT 1
        FROM n_area m4
        WHERE m4.sk = c3.dsc AND m4.valid_from <= ?1 AND m4.valid_to > ?1))) AND t1.p_role = ?2
  ORDER BY t1.sk
  LIMIT ?4)
ORDER BY p.i, t1.sk

-- 24
SELECT 0, count(*)
FROM n_area t1
WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND t1.p_level = ?2
AND EXISTS (SELECT 1
  FROM c_area c2
  JOIN l_post_area l3 ON l3.dst = c2.dsc
  JOIN n_post n4 ON n4.sk = l3.src
  WHERE c2.anc = t1.sk AND c2.since <= ?1 AND c2.until > ?1 AND l3.since <= ?1 AND l3.until > ?1 AND (c2.depth = 0 OR EXISTS (SELECT 1
      FROM n_area m5
      WHERE m5.sk = c2.dsc AND m5.valid_from <= ?1 AND m5.valid_to > ?1)) AND n4.valid_from <= ?1 AND n4.valid_to > ?1 AND n4.stub = 0 AND n4.p_role = ?3)
AND EXISTS (SELECT 1
  FROM c_area c6
  JOIN l_post_area l7 ON l7.dst = c6.dsc
  JOIN n_post n8 ON n8.sk = l7.src
  WHERE c6.anc = t1.sk AND c6.since <= ?1 AND c6.until > ?1 AND l7.since <= ?1 AND l7.until > ?1 AND (c6.depth = 0 OR EXISTS (SELECT 1
      FROM n_area m9
      WHERE m9.sk = c6.dsc AND m9.valid_from <= ?1 AND m9.valid_to > ?1)) AND n8.valid_from <= ?1 AND n8.valid_to > ?1 AND n8.stub = 0 AND n8.p_role = ?4)
AND EXISTS (SELECT 1
  FROM c_area c10
  JOIN l_post_area l11 ON l11.dst = c10.dsc
  JOIN n_post n12 ON n12.sk = l11.src
  WHERE c10.anc = t1.sk AND c10.since <= ?1 AND c10.until > ?1 AND l11.since <= ?1 AND l11.until > ?1 AND (c10.depth = 0 OR EXISTS (SELECT 1
      FROM n_area m13
      WHERE m13.sk = c10.dsc AND m13.valid_from <= ?1 AND m13.valid_to > ?1)) AND n12.valid_from <= ?1 AND n12.valid_to > ?1 AND n12.stub = 0 AND n12.p_role = ?5)

-- 25
SELECT 0, t1.sk + ?6
FROM n_area t1
WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND t1.p_level = ?2
AND EXISTS (SELECT 1
  FROM c_area c2
  JOIN l_post_area l3 ON l3.dst = c2.dsc
  JOIN n_post n4 ON n4.sk = l3.src
  WHERE c2.anc = t1.sk AND c2.since <= ?1 AND c2.until > ?1 AND l3.since <= ?1 AND l3.until > ?1 AND (c2.depth = 0 OR EXISTS (SELECT 1
      FROM n_area m5
      WHERE m5.sk = c2.dsc AND m5.valid_from <= ?1 AND m5.valid_to > ?1)) AND n4.valid_from <= ?1 AND n4.valid_to > ?1 AND n4.stub = 0 AND n4.p_role = ?3)
AND EXISTS (SELECT 1
  FROM c_area c6
  JOIN l_post_area l7 ON l7.dst = c6.dsc
  JOIN n_post n8 ON n8.sk = l7.src
  WHERE c6.anc = t1.sk AND c6.since <= ?1 AND c6.until > ?1 AND l7.since <= ?1 AND l7.until > ?1 AND (c6.depth = 0 OR EXISTS (SELECT 1
      FROM n_area m9
      WHERE m9.sk = c6.dsc AND m9.valid_from <= ?1 AND m9.valid_to > ?1)) AND n8.valid_from <= ?1 AND n8.valid_to > ?1 AND n8.stub = 0 AND n8.p_role = ?4)
AND EXISTS (SELECT 1
  FROM c_area c10
  JOIN l_post_area l11 ON l11.dst = c10.dsc
  JOIN n_post n12 ON n12.sk = l11.src
  WHERE c10.anc = t1.sk AND c10.since <= ?1 AND c10.until > ?1 AND l11.since <= ?1 AND l11.until > ?1 AND (c10.depth = 0 OR EXISTS (SELECT 1
      FROM n_area m13
      WHERE m13.sk = c10.dsc AND m13.valid_from <= ?1 AND m13.valid_to > ?1)) AND n12.valid_from <= ?1 AND n12.valid_to > ?1 AND n12.stub = 0 AND n12.p_role = ?5)
ORDER BY t1.sk
LIMIT ?7
