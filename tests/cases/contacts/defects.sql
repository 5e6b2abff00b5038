-- 1
SELECT r.i, t2.sk + ?4, max(q1.since, t2.valid_from), min(q1.until, t2.valid_to), t2.p_name, q1.p_authority, q1.p_vintage, q1.p_code
FROM (SELECT value ->> 0 AS i, value ->> 1 AS c
  FROM json_each(?3)) r
JOIN q_area_codes q1
JOIN n_area t2 ON t2.sk = q1.sk
WHERE q1.p_code = r.c AND q1.p_authority = ?2
ORDER BY r.i, t2.sk, q1.p_authority, q1.p_vintage, q1.p_code

-- 2
SELECT p.i, t1.sk + ?2, t1.p_name
FROM (SELECT key AS i, value AS k
  FROM json_each(?3)) p
JOIN n_area t1 ON t1.sk = p.k
ORDER BY p.i

-- 3
SELECT count(*)
FROM (SELECT key AS i, value AS k
  FROM json_each(?3)) p
JOIN c_area c2
JOIN n_area t1
WHERE c2.anc = p.k AND t1.sk = c2.dsc AND c2.depth > 0 AND c2.since <= ?1 AND c2.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.p_level = ?2 AND t1.sk IN (SELECT s3.sk
  FROM n_area s3
  WHERE s3.stub = 1) AND NOT ((t1.stub = 0
    AND NOT EXISTS (SELECT 1
      FROM c_area c4
      JOIN l_hh_place l5 ON l5.dst = c4.dsc
      JOIN n_hh n6 ON n6.sk = l5.src
      WHERE c4.anc = t1.sk AND c4.since <= ?1 AND c4.until > ?1 AND l5.since <= ?1 AND l5.until > ?1 AND (c4.depth = 0 OR EXISTS (SELECT 1
          FROM n_area m7
          WHERE m7.sk = c4.dsc AND m7.valid_from <= ?1 AND m7.valid_to > ?1)) AND n6.valid_from <= ?1 AND n6.valid_to > ?1 AND n6.stub = 0
      AND NOT EXISTS (SELECT 1
        FROM l_hh_neighbour_head l8
        JOIN n_post n9 ON n9.sk = l8.dst
        WHERE l8.src = n6.sk AND l8.since <= ?1 AND l8.until > ?1 AND n9.valid_from <= ?1 AND n9.valid_to > ?1)))) AND NOT (EXISTS (SELECT 1
    FROM c_area c10
    JOIN l_hh_place l11 ON l11.dst = c10.dsc
    JOIN n_hh n12 ON n12.sk = l11.src
    WHERE c10.anc = t1.sk AND c10.since <= ?1 AND c10.until > ?1 AND l11.since <= ?1 AND l11.until > ?1 AND (c10.depth = 0 OR EXISTS (SELECT 1
        FROM n_area m13
        WHERE m13.sk = c10.dsc AND m13.valid_from <= ?1 AND m13.valid_to > ?1)) AND n12.valid_from <= ?1 AND n12.valid_to > ?1 AND n12.stub = 0
    AND NOT EXISTS (SELECT 1
      FROM l_hh_neighbour_head l14
      JOIN n_post n15 ON n15.sk = l14.dst
      WHERE l14.src = n12.sk AND l14.since <= ?1 AND l14.until > ?1 AND n15.valid_from <= ?1 AND n15.valid_to > ?1)))

-- 4
SELECT p.i, count(*)
FROM (SELECT key AS i, value AS k
  FROM json_each(?3)) p
JOIN c_area c2 CROSS
JOIN n_area t1
WHERE c2.anc = p.k AND t1.sk = c2.dsc AND c2.depth > 0 AND c2.since <= ?1 AND c2.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.p_level = ?2
AND EXISTS (SELECT 1
  FROM c_area c3
  JOIN l_hh_place l4 ON l4.dst = c3.dsc
  JOIN n_hh n5 ON n5.sk = l4.src
  WHERE c3.anc = t1.sk AND c3.since <= ?1 AND c3.until > ?1 AND l4.since <= ?1 AND l4.until > ?1 AND (c3.depth = 0 OR EXISTS (SELECT 1
      FROM n_area m6
      WHERE m6.sk = c3.dsc AND m6.valid_from <= ?1 AND m6.valid_to > ?1)) AND n5.valid_from <= ?1 AND n5.valid_to > ?1 AND n5.stub = 0
  AND NOT EXISTS (SELECT 1
    FROM l_hh_neighbour_head l7
    JOIN n_post n8 ON n8.sk = l7.dst
    WHERE l7.src = n5.sk AND l7.since <= ?1 AND l7.until > ?1 AND n8.valid_from <= ?1 AND n8.valid_to > ?1))
GROUP BY p.i

-- 5
SELECT p.i, t1.sk + ?3, t1.p_name
FROM (SELECT key AS i, value AS k
  FROM json_each(?5)) p
JOIN n_area t1 ON t1.sk IN (SELECT t1.sk AS w0
  FROM c_area c2 CROSS
  JOIN n_area t1
  WHERE c2.anc = p.k AND t1.sk = c2.dsc AND c2.depth > 0 AND c2.since <= ?1 AND c2.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.p_level = ?2
  AND EXISTS (SELECT 1
    FROM c_area c3
    JOIN l_hh_place l4 ON l4.dst = c3.dsc
    JOIN n_hh n5 ON n5.sk = l4.src
    WHERE c3.anc = t1.sk AND c3.since <= ?1 AND c3.until > ?1 AND l4.since <= ?1 AND l4.until > ?1 AND (c3.depth = 0 OR EXISTS (SELECT 1
        FROM n_area m6
        WHERE m6.sk = c3.dsc AND m6.valid_from <= ?1 AND m6.valid_to > ?1)) AND n5.valid_from <= ?1 AND n5.valid_to > ?1 AND n5.stub = 0
    AND NOT EXISTS (SELECT 1
      FROM l_hh_neighbour_head l7
      JOIN n_post n8 ON n8.sk = l7.dst
      WHERE l7.src = n5.sk AND l7.since <= ?1 AND l7.until > ?1 AND n8.valid_from <= ?1 AND n8.valid_to > ?1))
  ORDER BY t1.sk
  LIMIT ?4)
ORDER BY p.i, t1.sk

-- 6
SELECT p.i, (SELECT coalesce(sum(k1.delta), 0)
  FROM k_place k1
  WHERE k1.area = p.k AND k1.what = ?2 AND k1.day <= ?1) - (SELECT coalesce(sum(k2.delta), 0)
  FROM k_place k2
  WHERE k2.area = p.k AND k2.what = ?3 AND k2.day <= ?1)
FROM (SELECT key AS i, value AS k
  FROM json_each(?4)) p

-- 7
SELECT p.i, t1.sk + ?2, t1.p_register_number, n8.sk + ?2, n8.p_name
FROM (SELECT key AS i, value AS k
  FROM json_each(?4)) p
JOIN n_hh t1 ON t1.sk IN (SELECT t1.sk AS w0
  FROM c_area c2 CROSS
  JOIN l_hh_place l3 CROSS
  JOIN n_hh t1
  WHERE c2.anc = p.k AND l3.dst = c2.dsc AND t1.sk = l3.src AND c2.since <= ?1 AND c2.until > ?1 AND l3.since <= ?1 AND l3.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND (c2.depth = 0 OR EXISTS (SELECT 1
      FROM n_area m4
      WHERE m4.sk = c2.dsc AND m4.valid_from <= ?1 AND m4.valid_to > ?1))
  AND NOT EXISTS (SELECT 1
    FROM l_hh_neighbour_head l5
    JOIN n_post n6 ON n6.sk = l5.dst
    WHERE l5.src = t1.sk AND l5.since <= ?1 AND l5.until > ?1 AND n6.valid_from <= ?1 AND n6.valid_to > ?1)
  ORDER BY t1.sk
  LIMIT ?3)
LEFT JOIN l_hh_place l7 ON l7.src = t1.sk AND l7.since <= ?1 AND l7.until > ?1
LEFT JOIN n_area n8 ON n8.sk = l7.dst AND n8.valid_from <= ?1 AND n8.valid_to > ?1
ORDER BY p.i, t1.sk

-- 8
SELECT count(*)
FROM (SELECT key AS i, value AS k
  FROM json_each(?6)) p
JOIN c_area c2
JOIN n_area t1
WHERE c2.anc = p.k AND t1.sk = c2.dsc AND c2.depth > 0 AND c2.since <= ?1 AND c2.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.p_level = ?2 AND t1.sk IN (SELECT s3.sk
  FROM n_area s3
  WHERE s3.stub = 1) AND NOT ((t1.stub = 0
    AND NOT EXISTS (SELECT 1
      FROM c_area c4
      JOIN l_post_area l5 ON l5.dst = c4.dsc
      JOIN n_post n6 ON n6.sk = l5.src
      WHERE c4.anc = t1.sk AND c4.since <= ?1 AND c4.until > ?1 AND l5.since <= ?1 AND l5.until > ?1 AND (c4.depth = 0 OR EXISTS (SELECT 1
          FROM n_area m7
          WHERE m7.sk = c4.dsc AND m7.valid_from <= ?1 AND m7.valid_to > ?1)) AND n6.valid_from <= ?1 AND n6.valid_to > ?1 AND n6.stub = 0 AND (n6.p_role = ?3 AND ((SELECT count(*)
            FROM l_hh_neighbour_head l8
            JOIN n_hh n9 ON n9.sk = l8.src
            WHERE l8.dst = n6.sk AND l8.since <= ?1 AND l8.until > ?1 AND n9.valid_from <= ?1 AND n9.valid_to > ?1) < ?4 OR (SELECT count(*)
            FROM l_hh_neighbour_head l10
            JOIN n_hh n11 ON n11.sk = l10.src
            WHERE l10.dst = n6.sk AND l10.since <= ?1 AND l10.until > ?1 AND n11.valid_from <= ?1 AND n11.valid_to > ?1) > ?5))))) AND NOT (EXISTS (SELECT 1
    FROM c_area c12
    JOIN l_post_area l13 ON l13.dst = c12.dsc
    JOIN n_post n14 ON n14.sk = l13.src
    WHERE c12.anc = t1.sk AND c12.since <= ?1 AND c12.until > ?1 AND l13.since <= ?1 AND l13.until > ?1 AND (c12.depth = 0 OR EXISTS (SELECT 1
        FROM n_area m15
        WHERE m15.sk = c12.dsc AND m15.valid_from <= ?1 AND m15.valid_to > ?1)) AND n14.valid_from <= ?1 AND n14.valid_to > ?1 AND n14.stub = 0 AND (n14.p_role = ?3 AND ((SELECT count(*)
          FROM l_hh_neighbour_head l16
          JOIN n_hh n17 ON n17.sk = l16.src
          WHERE l16.dst = n14.sk AND l16.since <= ?1 AND l16.until > ?1 AND n17.valid_from <= ?1 AND n17.valid_to > ?1) < ?4 OR (SELECT count(*)
          FROM l_hh_neighbour_head l18
          JOIN n_hh n19 ON n19.sk = l18.src
          WHERE l18.dst = n14.sk AND l18.since <= ?1 AND l18.until > ?1 AND n19.valid_from <= ?1 AND n19.valid_to > ?1) > ?5))))

-- 9
SELECT p.i, count(*)
FROM (SELECT key AS i, value AS k
  FROM json_each(?6)) p
JOIN c_area c2 CROSS
JOIN n_area t1
WHERE c2.anc = p.k AND t1.sk = c2.dsc AND c2.depth > 0 AND c2.since <= ?1 AND c2.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.p_level = ?2
AND EXISTS (SELECT 1
  FROM c_area c3
  JOIN l_post_area l4 ON l4.dst = c3.dsc
  JOIN n_post n5 ON n5.sk = l4.src
  WHERE c3.anc = t1.sk AND c3.since <= ?1 AND c3.until > ?1 AND l4.since <= ?1 AND l4.until > ?1 AND (c3.depth = 0 OR EXISTS (SELECT 1
      FROM n_area m6
      WHERE m6.sk = c3.dsc AND m6.valid_from <= ?1 AND m6.valid_to > ?1)) AND n5.valid_from <= ?1 AND n5.valid_to > ?1 AND n5.stub = 0 AND (n5.p_role = ?3 AND ((SELECT count(*)
        FROM l_hh_neighbour_head l7
        JOIN n_hh n8 ON n8.sk = l7.src
        WHERE l7.dst = n5.sk AND l7.since <= ?1 AND l7.until > ?1 AND n8.valid_from <= ?1 AND n8.valid_to > ?1) < ?4 OR (SELECT count(*)
        FROM l_hh_neighbour_head l9
        JOIN n_hh n10 ON n10.sk = l9.src
        WHERE l9.dst = n5.sk AND l9.since <= ?1 AND l9.until > ?1 AND n10.valid_from <= ?1 AND n10.valid_to > ?1) > ?5)))
GROUP BY p.i

-- 10
SELECT p.i, t1.sk + ?6, t1.p_name
FROM (SELECT key AS i, value AS k
  FROM json_each(?8)) p
JOIN n_area t1 ON t1.sk IN (SELECT t1.sk AS w0
  FROM c_area c2 CROSS
  JOIN n_area t1
  WHERE c2.anc = p.k AND t1.sk = c2.dsc AND c2.depth > 0 AND c2.since <= ?1 AND c2.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.p_level = ?2
  AND EXISTS (SELECT 1
    FROM c_area c3
    JOIN l_post_area l4 ON l4.dst = c3.dsc
    JOIN n_post n5 ON n5.sk = l4.src
    WHERE c3.anc = t1.sk AND c3.since <= ?1 AND c3.until > ?1 AND l4.since <= ?1 AND l4.until > ?1 AND (c3.depth = 0 OR EXISTS (SELECT 1
        FROM n_area m6
        WHERE m6.sk = c3.dsc AND m6.valid_from <= ?1 AND m6.valid_to > ?1)) AND n5.valid_from <= ?1 AND n5.valid_to > ?1 AND n5.stub = 0 AND (n5.p_role = ?3 AND ((SELECT count(*)
          FROM l_hh_neighbour_head l7
          JOIN n_hh n8 ON n8.sk = l7.src
          WHERE l7.dst = n5.sk AND l7.since <= ?1 AND l7.until > ?1 AND n8.valid_from <= ?1 AND n8.valid_to > ?1) < ?4 OR (SELECT count(*)
          FROM l_hh_neighbour_head l9
          JOIN n_hh n10 ON n10.sk = l9.src
          WHERE l9.dst = n5.sk AND l9.since <= ?1 AND l9.until > ?1 AND n10.valid_from <= ?1 AND n10.valid_to > ?1) > ?5)))
  ORDER BY t1.sk
  LIMIT ?7)
ORDER BY p.i, t1.sk

-- 11
SELECT p.i, count(*)
FROM (SELECT key AS i, value AS k
  FROM json_each(?5)) p
JOIN c_area c2 CROSS
JOIN l_post_area l3 CROSS
JOIN n_post t1
WHERE c2.anc = p.k AND l3.dst = c2.dsc AND t1.sk = l3.src AND c2.since <= ?1 AND c2.until > ?1 AND l3.since <= ?1 AND l3.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND (c2.depth = 0 OR EXISTS (SELECT 1
    FROM n_area m4
    WHERE m4.sk = c2.dsc AND m4.valid_from <= ?1 AND m4.valid_to > ?1)) AND t1.p_role = ?2 AND ((SELECT count(*)
    FROM l_hh_neighbour_head l5
    JOIN n_hh n6 ON n6.sk = l5.src
    WHERE l5.dst = t1.sk AND l5.since <= ?1 AND l5.until > ?1 AND n6.valid_from <= ?1 AND n6.valid_to > ?1) < ?3 OR (SELECT count(*)
    FROM l_hh_neighbour_head l7
    JOIN n_hh n8 ON n8.sk = l7.src
    WHERE l7.dst = t1.sk AND l7.since <= ?1 AND l7.until > ?1 AND n8.valid_from <= ?1 AND n8.valid_to > ?1) > ?4)
GROUP BY p.i

-- 12
SELECT p.i, t1.sk + ?5, n10.sk + ?5, n10.p_name
FROM (SELECT key AS i, value AS k
  FROM json_each(?7)) p
JOIN n_post t1 ON t1.sk IN (SELECT t1.sk AS w0
  FROM c_area c2 CROSS
  JOIN l_post_area l3 CROSS
  JOIN n_post t1
  WHERE c2.anc = p.k AND l3.dst = c2.dsc AND t1.sk = l3.src AND c2.since <= ?1 AND c2.until > ?1 AND l3.since <= ?1 AND l3.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND (c2.depth = 0 OR EXISTS (SELECT 1
      FROM n_area m4
      WHERE m4.sk = c2.dsc AND m4.valid_from <= ?1 AND m4.valid_to > ?1)) AND t1.p_role = ?2 AND ((SELECT count(*)
      FROM l_hh_neighbour_head l5
      JOIN n_hh n6 ON n6.sk = l5.src
      WHERE l5.dst = t1.sk AND l5.since <= ?1 AND l5.until > ?1 AND n6.valid_from <= ?1 AND n6.valid_to > ?1) < ?3 OR (SELECT count(*)
      FROM l_hh_neighbour_head l7
      JOIN n_hh n8 ON n8.sk = l7.src
      WHERE l7.dst = t1.sk AND l7.since <= ?1 AND l7.until > ?1 AND n8.valid_from <= ?1 AND n8.valid_to > ?1) > ?4)
  ORDER BY t1.sk
  LIMIT ?6)
LEFT JOIN l_post_area l9 ON l9.src = t1.sk AND l9.since <= ?1 AND l9.until > ?1
LEFT JOIN n_area n10 ON n10.sk = l9.dst AND n10.valid_from <= ?1 AND n10.valid_to > ?1
ORDER BY p.i, t1.sk

-- 13
SELECT p.i, count(*)
FROM (SELECT key AS i, value AS k
  FROM json_each(?2)) p
JOIN l_hh_neighbour_head l2 ON l2.dst = p.k
JOIN n_hh t1 ON t1.sk = l2.src
WHERE l2.since <= ?1 AND l2.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1
GROUP BY p.i

-- 14
SELECT r.i, t2.sk + ?4, max(q1.since, t2.valid_from), min(q1.until, t2.valid_to), t2.p_name, q1.p_authority, q1.p_vintage, q1.p_code
FROM (SELECT value ->> 0 AS i, value ->> 1 AS c
  FROM json_each(?3)) r
JOIN q_area_codes q1
JOIN n_area t2 ON t2.sk = q1.sk
WHERE q1.p_code = r.c AND q1.p_authority = ?2
ORDER BY r.i, t2.sk, q1.p_authority, q1.p_vintage, q1.p_code

-- 15
SELECT p.i, t1.sk + ?2, t1.p_name
FROM (SELECT key AS i, value AS k
  FROM json_each(?3)) p
JOIN n_area t1 ON t1.sk = p.k
ORDER BY p.i

-- 16
SELECT count(*)
FROM (SELECT key AS i, value AS k
  FROM json_each(?3)) p
JOIN c_area c2
JOIN n_area t1
WHERE c2.anc = p.k AND t1.sk = c2.dsc AND c2.depth > 0 AND c2.since <= ?1 AND c2.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.p_level = ?2 AND t1.sk IN (SELECT s3.sk
  FROM n_area s3
  WHERE s3.stub = 1) AND NOT ((t1.stub = 0
    AND NOT EXISTS (SELECT 1
      FROM c_area c4
      JOIN l_hh_place l5 ON l5.dst = c4.dsc
      JOIN n_hh n6 ON n6.sk = l5.src
      WHERE c4.anc = t1.sk AND c4.since <= ?1 AND c4.until > ?1 AND l5.since <= ?1 AND l5.until > ?1 AND (c4.depth = 0 OR EXISTS (SELECT 1
          FROM n_area m7
          WHERE m7.sk = c4.dsc AND m7.valid_from <= ?1 AND m7.valid_to > ?1)) AND n6.valid_from <= ?1 AND n6.valid_to > ?1 AND n6.stub = 0
      AND NOT EXISTS (SELECT 1
        FROM l_hh_neighbour_head l8
        JOIN n_post n9 ON n9.sk = l8.dst
        WHERE l8.src = n6.sk AND l8.since <= ?1 AND l8.until > ?1 AND n9.valid_from <= ?1 AND n9.valid_to > ?1)))) AND NOT (EXISTS (SELECT 1
    FROM c_area c10
    JOIN l_hh_place l11 ON l11.dst = c10.dsc
    JOIN n_hh n12 ON n12.sk = l11.src
    WHERE c10.anc = t1.sk AND c10.since <= ?1 AND c10.until > ?1 AND l11.since <= ?1 AND l11.until > ?1 AND (c10.depth = 0 OR EXISTS (SELECT 1
        FROM n_area m13
        WHERE m13.sk = c10.dsc AND m13.valid_from <= ?1 AND m13.valid_to > ?1)) AND n12.valid_from <= ?1 AND n12.valid_to > ?1 AND n12.stub = 0
    AND NOT EXISTS (SELECT 1
      FROM l_hh_neighbour_head l14
      JOIN n_post n15 ON n15.sk = l14.dst
      WHERE l14.src = n12.sk AND l14.since <= ?1 AND l14.until > ?1 AND n15.valid_from <= ?1 AND n15.valid_to > ?1)))

-- 17
SELECT p.i, count(*)
FROM (SELECT key AS i, value AS k
  FROM json_each(?3)) p
JOIN c_area c2 CROSS
JOIN n_area t1
WHERE c2.anc = p.k AND t1.sk = c2.dsc AND c2.depth > 0 AND c2.since <= ?1 AND c2.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.p_level = ?2
AND EXISTS (SELECT 1
  FROM c_area c3
  JOIN l_hh_place l4 ON l4.dst = c3.dsc
  JOIN n_hh n5 ON n5.sk = l4.src
  WHERE c3.anc = t1.sk AND c3.since <= ?1 AND c3.until > ?1 AND l4.since <= ?1 AND l4.until > ?1 AND (c3.depth = 0 OR EXISTS (SELECT 1
      FROM n_area m6
      WHERE m6.sk = c3.dsc AND m6.valid_from <= ?1 AND m6.valid_to > ?1)) AND n5.valid_from <= ?1 AND n5.valid_to > ?1 AND n5.stub = 0
  AND NOT EXISTS (SELECT 1
    FROM l_hh_neighbour_head l7
    JOIN n_post n8 ON n8.sk = l7.dst
    WHERE l7.src = n5.sk AND l7.since <= ?1 AND l7.until > ?1 AND n8.valid_from <= ?1 AND n8.valid_to > ?1))
GROUP BY p.i

-- 18
SELECT p.i, t1.sk + ?3, t1.p_name
FROM (SELECT key AS i, value AS k
  FROM json_each(?5)) p
JOIN n_area t1 ON t1.sk IN (SELECT t1.sk AS w0
  FROM c_area c2 CROSS
  JOIN n_area t1
  WHERE c2.anc = p.k AND t1.sk = c2.dsc AND c2.depth > 0 AND c2.since <= ?1 AND c2.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.p_level = ?2
  AND EXISTS (SELECT 1
    FROM c_area c3
    JOIN l_hh_place l4 ON l4.dst = c3.dsc
    JOIN n_hh n5 ON n5.sk = l4.src
    WHERE c3.anc = t1.sk AND c3.since <= ?1 AND c3.until > ?1 AND l4.since <= ?1 AND l4.until > ?1 AND (c3.depth = 0 OR EXISTS (SELECT 1
        FROM n_area m6
        WHERE m6.sk = c3.dsc AND m6.valid_from <= ?1 AND m6.valid_to > ?1)) AND n5.valid_from <= ?1 AND n5.valid_to > ?1 AND n5.stub = 0
    AND NOT EXISTS (SELECT 1
      FROM l_hh_neighbour_head l7
      JOIN n_post n8 ON n8.sk = l7.dst
      WHERE l7.src = n5.sk AND l7.since <= ?1 AND l7.until > ?1 AND n8.valid_from <= ?1 AND n8.valid_to > ?1))
  ORDER BY t1.sk
  LIMIT ?4)
ORDER BY p.i, t1.sk

-- 19
SELECT count(*)
FROM (SELECT key AS i, value AS k
  FROM json_each(?6)) p
JOIN c_area c2
JOIN n_area t1
WHERE c2.anc = p.k AND t1.sk = c2.dsc AND c2.depth > 0 AND c2.since <= ?1 AND c2.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.p_level = ?2 AND t1.sk IN (SELECT s3.sk
  FROM n_area s3
  WHERE s3.stub = 1) AND NOT ((t1.stub = 0
    AND NOT EXISTS (SELECT 1
      FROM c_area c4
      JOIN l_post_area l5 ON l5.dst = c4.dsc
      JOIN n_post n6 ON n6.sk = l5.src
      WHERE c4.anc = t1.sk AND c4.since <= ?1 AND c4.until > ?1 AND l5.since <= ?1 AND l5.until > ?1 AND (c4.depth = 0 OR EXISTS (SELECT 1
          FROM n_area m7
          WHERE m7.sk = c4.dsc AND m7.valid_from <= ?1 AND m7.valid_to > ?1)) AND n6.valid_from <= ?1 AND n6.valid_to > ?1 AND n6.stub = 0 AND (n6.p_role = ?3 AND ((SELECT count(*)
            FROM l_hh_neighbour_head l8
            JOIN n_hh n9 ON n9.sk = l8.src
            WHERE l8.dst = n6.sk AND l8.since <= ?1 AND l8.until > ?1 AND n9.valid_from <= ?1 AND n9.valid_to > ?1) < ?4 OR (SELECT count(*)
            FROM l_hh_neighbour_head l10
            JOIN n_hh n11 ON n11.sk = l10.src
            WHERE l10.dst = n6.sk AND l10.since <= ?1 AND l10.until > ?1 AND n11.valid_from <= ?1 AND n11.valid_to > ?1) > ?5))))) AND NOT (EXISTS (SELECT 1
    FROM c_area c12
    JOIN l_post_area l13 ON l13.dst = c12.dsc
    JOIN n_post n14 ON n14.sk = l13.src
    WHERE c12.anc = t1.sk AND c12.since <= ?1 AND c12.until > ?1 AND l13.since <= ?1 AND l13.until > ?1 AND (c12.depth = 0 OR EXISTS (SELECT 1
        FROM n_area m15
        WHERE m15.sk = c12.dsc AND m15.valid_from <= ?1 AND m15.valid_to > ?1)) AND n14.valid_from <= ?1 AND n14.valid_to > ?1 AND n14.stub = 0 AND (n14.p_role = ?3 AND ((SELECT count(*)
          FROM l_hh_neighbour_head l16
          JOIN n_hh n17 ON n17.sk = l16.src
          WHERE l16.dst = n14.sk AND l16.since <= ?1 AND l16.until > ?1 AND n17.valid_from <= ?1 AND n17.valid_to > ?1) < ?4 OR (SELECT count(*)
          FROM l_hh_neighbour_head l18
          JOIN n_hh n19 ON n19.sk = l18.src
          WHERE l18.dst = n14.sk AND l18.since <= ?1 AND l18.until > ?1 AND n19.valid_from <= ?1 AND n19.valid_to > ?1) > ?5))))

-- 20
SELECT p.i, count(*)
FROM (SELECT key AS i, value AS k
  FROM json_each(?6)) p
JOIN c_area c2 CROSS
JOIN n_area t1
WHERE c2.anc = p.k AND t1.sk = c2.dsc AND c2.depth > 0 AND c2.since <= ?1 AND c2.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.p_level = ?2
AND EXISTS (SELECT 1
  FROM c_area c3
  JOIN l_post_area l4 ON l4.dst = c3.dsc
  JOIN n_post n5 ON n5.sk = l4.src
  WHERE c3.anc = t1.sk AND c3.since <= ?1 AND c3.until > ?1 AND l4.since <= ?1 AND l4.until > ?1 AND (c3.depth = 0 OR EXISTS (SELECT 1
      FROM n_area m6
      WHERE m6.sk = c3.dsc AND m6.valid_from <= ?1 AND m6.valid_to > ?1)) AND n5.valid_from <= ?1 AND n5.valid_to > ?1 AND n5.stub = 0 AND (n5.p_role = ?3 AND ((SELECT count(*)
        FROM l_hh_neighbour_head l7
        JOIN n_hh n8 ON n8.sk = l7.src
        WHERE l7.dst = n5.sk AND l7.since <= ?1 AND l7.until > ?1 AND n8.valid_from <= ?1 AND n8.valid_to > ?1) < ?4 OR (SELECT count(*)
        FROM l_hh_neighbour_head l9
        JOIN n_hh n10 ON n10.sk = l9.src
        WHERE l9.dst = n5.sk AND l9.since <= ?1 AND l9.until > ?1 AND n10.valid_from <= ?1 AND n10.valid_to > ?1) > ?5)))
GROUP BY p.i

-- 21
SELECT p.i, t1.sk + ?6, t1.p_name
FROM (SELECT key AS i, value AS k
  FROM json_each(?8)) p
JOIN n_area t1 ON t1.sk IN (SELECT t1.sk AS w0
  FROM c_area c2 CROSS
  JOIN n_area t1
  WHERE c2.anc = p.k AND t1.sk = c2.dsc AND c2.depth > 0 AND c2.since <= ?1 AND c2.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.p_level = ?2
  AND EXISTS (SELECT 1
    FROM c_area c3
    JOIN l_post_area l4 ON l4.dst = c3.dsc
    JOIN n_post n5 ON n5.sk = l4.src
    WHERE c3.anc = t1.sk AND c3.since <= ?1 AND c3.until > ?1 AND l4.since <= ?1 AND l4.until > ?1 AND (c3.depth = 0 OR EXISTS (SELECT 1
        FROM n_area m6
        WHERE m6.sk = c3.dsc AND m6.valid_from <= ?1 AND m6.valid_to > ?1)) AND n5.valid_from <= ?1 AND n5.valid_to > ?1 AND n5.stub = 0 AND (n5.p_role = ?3 AND ((SELECT count(*)
          FROM l_hh_neighbour_head l7
          JOIN n_hh n8 ON n8.sk = l7.src
          WHERE l7.dst = n5.sk AND l7.since <= ?1 AND l7.until > ?1 AND n8.valid_from <= ?1 AND n8.valid_to > ?1) < ?4 OR (SELECT count(*)
          FROM l_hh_neighbour_head l9
          JOIN n_hh n10 ON n10.sk = l9.src
          WHERE l9.dst = n5.sk AND l9.since <= ?1 AND l9.until > ?1 AND n10.valid_from <= ?1 AND n10.valid_to > ?1) > ?5)))
  ORDER BY t1.sk
  LIMIT ?7)
ORDER BY p.i, t1.sk
