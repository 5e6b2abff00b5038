-- 1
SELECT p.i, t1.sk + ?2
FROM (SELECT key AS i, value AS k
  FROM json_each(?3)) p
JOIN n_area t1 ON t1.sk = p.k
ORDER BY p.i

-- 2
SELECT p.i, count(*), sum(t1.p_size), count(t1.p_size), min(t1.p_size), max(t1.p_size), count(DISTINCT t1.p_size)
FROM (SELECT key AS i, value AS k
  FROM json_each(?2)) p
JOIN c_area c2 ON c2.anc = p.k
JOIN l_hh_place l3 ON l3.dst = c2.dsc
JOIN n_hh t1 ON t1.sk = l3.src
WHERE c2.since <= ?1 AND c2.until > ?1 AND l3.since <= ?1 AND l3.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND (c2.depth = 0 OR EXISTS (SELECT 1
    FROM n_area m4
    WHERE m4.sk = c2.dsc AND m4.valid_from <= ?1 AND m4.valid_to > ?1))
GROUP BY p.i

-- 3
SELECT i, count(*)
FROM (SELECT DISTINCT i, k0
  FROM (SELECT p.i AS i, (SELECT m6.sk + ?3
      FROM l_hh_place l7
      JOIN n_area b8 ON b8.sk = l7.dst
      JOIN c_area c5
      JOIN n_area m6 ON m6.sk = c5.anc AND c5.dsc = l7.dst
      WHERE l7.src = t1.sk AND l7.since <= ?1 AND l7.until > ?1 AND b8.valid_from <= ?1 AND b8.valid_to > ?1 AND c5.since <= ?1 AND c5.until > ?1 AND m6.p_level = ?2 AND (c5.depth = 0 OR m6.valid_from <= ?1 AND m6.valid_to > ?1)) AS k0
    FROM (SELECT key AS i, value AS k
      FROM json_each(?4)) p
    JOIN c_area c2 ON c2.anc = p.k
    JOIN l_hh_place l3 ON l3.dst = c2.dsc
    JOIN n_hh t1 ON t1.sk = l3.src
    WHERE c2.since <= ?1 AND c2.until > ?1 AND l3.since <= ?1 AND l3.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND (c2.depth = 0 OR EXISTS (SELECT 1
        FROM n_area m4
        WHERE m4.sk = c2.dsc AND m4.valid_from <= ?1 AND m4.valid_to > ?1))))
GROUP BY i

-- 4
SELECT i, k0, c, m0, m1
FROM (SELECT *, row_number() OVER (PARTITION BY i
    ORDER BY k0 IS NULL, k0) AS o
  FROM (SELECT i, k0, count(*) AS c, sum(v0) AS m0, count(v1) AS m1
    FROM (SELECT p.i AS i, (SELECT m6.sk + ?3
        FROM l_hh_place l7
        JOIN n_area b8 ON b8.sk = l7.dst
        JOIN c_area c5
        JOIN n_area m6 ON m6.sk = c5.anc AND c5.dsc = l7.dst
        WHERE l7.src = t1.sk AND l7.since <= ?1 AND l7.until > ?1 AND b8.valid_from <= ?1 AND b8.valid_to > ?1 AND c5.since <= ?1 AND c5.until > ?1 AND m6.p_level = ?2 AND (c5.depth = 0 OR m6.valid_from <= ?1 AND m6.valid_to > ?1)) AS k0, t1.p_size AS v0, t1.p_size AS v1
      FROM (SELECT key AS i, value AS k
        FROM json_each(?4)) p
      JOIN c_area c2 ON c2.anc = p.k
      JOIN l_hh_place l3 ON l3.dst = c2.dsc
      JOIN n_hh t1 ON t1.sk = l3.src
      WHERE c2.since <= ?1 AND c2.until > ?1 AND l3.since <= ?1 AND l3.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND (c2.depth = 0 OR EXISTS (SELECT 1
          FROM n_area m4
          WHERE m4.sk = c2.dsc AND m4.valid_from <= ?1 AND m4.valid_to > ?1)))
    GROUP BY i, k0))
WHERE o <= ?5
ORDER BY i, o

-- 5
SELECT p.i, t1.sk + ?2, t1.p_name
FROM (SELECT key AS i, value AS k
  FROM json_each(?3)) p
JOIN n_area t1 ON t1.sk = p.k
ORDER BY p.i

-- 6
SELECT i, count(*)
FROM (SELECT DISTINCT i, k0, k1
  FROM (SELECT p.i AS i, (SELECT m6.sk + ?3
      FROM l_hh_place l7
      JOIN n_area b8 ON b8.sk = l7.dst
      JOIN c_area c5
      JOIN n_area m6 ON m6.sk = c5.anc AND c5.dsc = l7.dst
      WHERE l7.src = t1.sk AND l7.since <= ?1 AND l7.until > ?1 AND b8.valid_from <= ?1 AND b8.valid_to > ?1 AND c5.since <= ?1 AND c5.until > ?1 AND m6.p_level = ?2 AND (c5.depth = 0 OR m6.valid_from <= ?1 AND m6.valid_to > ?1)) AS k0, t1.p_points_file AS k1
    FROM (SELECT key AS i, value AS k
      FROM json_each(?4)) p
    JOIN c_area c2 ON c2.anc = p.k
    JOIN l_hh_place l3 ON l3.dst = c2.dsc
    JOIN n_hh t1 ON t1.sk = l3.src
    WHERE c2.since <= ?1 AND c2.until > ?1 AND l3.since <= ?1 AND l3.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND (c2.depth = 0 OR EXISTS (SELECT 1
        FROM n_area m4
        WHERE m4.sk = c2.dsc AND m4.valid_from <= ?1 AND m4.valid_to > ?1))))
GROUP BY i

-- 7
SELECT i, k0, k1, c, m0
FROM (SELECT *, row_number() OVER (PARTITION BY i
    ORDER BY c DESC, k0 IS NULL, k0, k1 IS NULL, k1) AS o
  FROM (SELECT i, k0, k1, count(*) AS c, sum(v0) AS m0
    FROM (SELECT p.i AS i, (SELECT m6.sk + ?3
        FROM l_hh_place l7
        JOIN n_area b8 ON b8.sk = l7.dst
        JOIN c_area c5
        JOIN n_area m6 ON m6.sk = c5.anc AND c5.dsc = l7.dst
        WHERE l7.src = t1.sk AND l7.since <= ?1 AND l7.until > ?1 AND b8.valid_from <= ?1 AND b8.valid_to > ?1 AND c5.since <= ?1 AND c5.until > ?1 AND m6.p_level = ?2 AND (c5.depth = 0 OR m6.valid_from <= ?1 AND m6.valid_to > ?1)) AS k0, t1.p_points_file AS k1, t1.p_size AS v0
      FROM (SELECT key AS i, value AS k
        FROM json_each(?4)) p
      JOIN c_area c2 ON c2.anc = p.k
      JOIN l_hh_place l3 ON l3.dst = c2.dsc
      JOIN n_hh t1 ON t1.sk = l3.src
      WHERE c2.since <= ?1 AND c2.until > ?1 AND l3.since <= ?1 AND l3.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND (c2.depth = 0 OR EXISTS (SELECT 1
          FROM n_area m4
          WHERE m4.sk = c2.dsc AND m4.valid_from <= ?1 AND m4.valid_to > ?1)))
    GROUP BY i, k0, k1))
WHERE o <= ?5
ORDER BY i, o

-- 8
SELECT p.i, t1.sk + ?2, t1.p_name
FROM (SELECT key AS i, value AS k
  FROM json_each(?3)) p
JOIN n_area t1 ON t1.sk = p.k
ORDER BY p.i
