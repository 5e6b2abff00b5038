-- 1
SELECT p.i, t1.sk, t1.p_name, t1.p_level
FROM (SELECT key AS i, value AS k
  FROM json_each(?2)) p
JOIN n_area t1 ON t1.sk = p.k
ORDER BY p.i

-- 2
SELECT p.i, count(*)
FROM (SELECT key AS i, value AS k
  FROM json_each(?3)) p
JOIN c_area c2 ON c2.anc = p.k
JOIN n_area t1 ON t1.sk = c2.dsc
WHERE c2.depth > 0 AND c2.since <= ?1 AND c2.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.p_level = ?2
AND EXISTS (SELECT 1
  FROM c_area c3
  JOIN l_hh_place l4 ON l4.dst = c3.dsc
  JOIN n_hh n5 ON n5.sk = l4.src
  WHERE c3.anc = t1.sk AND c3.since <= ?1 AND c3.until > ?1 AND l4.since <= ?1 AND l4.until > ?1 AND (c3.depth = 0 OR EXISTS (SELECT 1
      FROM n_area m6
      WHERE m6.sk = c3.dsc AND m6.valid_from <= ?1 AND m6.valid_to > ?1)) AND n5.valid_from <= ?1 AND n5.valid_to > ?1 AND n5.stub = 0 AND NOT coalesce(EXISTS (SELECT 1
      FROM l_hh_neighbour_head l7
      JOIN n_post n8 ON n8.sk = l7.dst
      WHERE l7.src = n5.sk AND l7.since <= ?1 AND l7.until > ?1 AND n8.valid_from <= ?1 AND n8.valid_to > ?1), 0))
GROUP BY p.i

-- 3
SELECT p.i, t1.sk, t1.p_name
FROM (SELECT key AS i, value AS k
  FROM json_each(?4)) p
JOIN n_area t1 ON t1.sk IN (SELECT t1.sk
  FROM c_area c2
  JOIN n_area t1 ON t1.sk = c2.dsc
  WHERE c2.anc = p.k AND c2.depth > 0 AND c2.since <= ?1 AND c2.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.p_level = ?2
  AND EXISTS (SELECT 1
    FROM c_area c3
    JOIN l_hh_place l4 ON l4.dst = c3.dsc
    JOIN n_hh n5 ON n5.sk = l4.src
    WHERE c3.anc = t1.sk AND c3.since <= ?1 AND c3.until > ?1 AND l4.since <= ?1 AND l4.until > ?1 AND (c3.depth = 0 OR EXISTS (SELECT 1
        FROM n_area m6
        WHERE m6.sk = c3.dsc AND m6.valid_from <= ?1 AND m6.valid_to > ?1)) AND n5.valid_from <= ?1 AND n5.valid_to > ?1 AND n5.stub = 0 AND NOT coalesce(EXISTS (SELECT 1
        FROM l_hh_neighbour_head l7
        JOIN n_post n8 ON n8.sk = l7.dst
        WHERE l7.src = n5.sk AND l7.since <= ?1 AND l7.until > ?1 AND n8.valid_from <= ?1 AND n8.valid_to > ?1), 0))
  ORDER BY t1.sk
  LIMIT ?3)
ORDER BY p.i, t1.sk

-- 4
SELECT p.i, count(*)
FROM (SELECT key AS i, value AS k
  FROM json_each(?2)) p
JOIN c_area c2 ON c2.anc = p.k
JOIN l_hh_place l3 ON l3.dst = c2.dsc
JOIN n_hh t1 ON t1.sk = l3.src
WHERE c2.since <= ?1 AND c2.until > ?1 AND l3.since <= ?1 AND l3.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND (c2.depth = 0 OR EXISTS (SELECT 1
    FROM n_area m4
    WHERE m4.sk = c2.dsc AND m4.valid_from <= ?1 AND m4.valid_to > ?1)) AND NOT coalesce(EXISTS (SELECT 1
    FROM l_hh_neighbour_head l5
    JOIN n_post n6 ON n6.sk = l5.dst
    WHERE l5.src = t1.sk AND l5.since <= ?1 AND l5.until > ?1 AND n6.valid_from <= ?1 AND n6.valid_to > ?1), 0)
GROUP BY p.i

-- 5
SELECT p.i, t1.sk, t1.p_register_number, n8.sk, n8.p_name
FROM (SELECT key AS i, value AS k
  FROM json_each(?3)) p
JOIN n_hh t1 ON t1.sk IN (SELECT t1.sk
  FROM c_area c2
  JOIN l_hh_place l3 ON l3.dst = c2.dsc
  JOIN n_hh t1 ON t1.sk = l3.src
  WHERE c2.anc = p.k AND c2.since <= ?1 AND c2.until > ?1 AND l3.since <= ?1 AND l3.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND (c2.depth = 0 OR EXISTS (SELECT 1
      FROM n_area m4
      WHERE m4.sk = c2.dsc AND m4.valid_from <= ?1 AND m4.valid_to > ?1)) AND NOT coalesce(EXISTS (SELECT 1
      FROM l_hh_neighbour_head l5
      JOIN n_post n6 ON n6.sk = l5.dst
      WHERE l5.src = t1.sk AND l5.since <= ?1 AND l5.until > ?1 AND n6.valid_from <= ?1 AND n6.valid_to > ?1), 0)
  ORDER BY t1.sk
  LIMIT ?2)
LEFT JOIN l_hh_place l7 ON l7.src = t1.sk AND l7.since <= ?1 AND l7.until > ?1
LEFT JOIN n_area n8 ON n8.sk = l7.dst AND n8.valid_from <= ?1 AND n8.valid_to > ?1
ORDER BY p.i, t1.sk

-- 6
SELECT p.i, count(*)
FROM (SELECT key AS i, value AS k
  FROM json_each(?6)) p
JOIN c_area c2 ON c2.anc = p.k
JOIN n_area t1 ON t1.sk = c2.dsc
WHERE c2.depth > 0 AND c2.since <= ?1 AND c2.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.p_level = ?2
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

-- 7
SELECT p.i, t1.sk, t1.p_name
FROM (SELECT key AS i, value AS k
  FROM json_each(?7)) p
JOIN n_area t1 ON t1.sk IN (SELECT t1.sk
  FROM c_area c2
  JOIN n_area t1 ON t1.sk = c2.dsc
  WHERE c2.anc = p.k AND c2.depth > 0 AND c2.since <= ?1 AND c2.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.p_level = ?2
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
  LIMIT ?6)
ORDER BY p.i, t1.sk
