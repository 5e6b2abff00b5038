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
JOIN n_hh t1
WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0
AND EXISTS (SELECT 1
  FROM l_hh_place l2 CROSS
  JOIN c_area c3
  WHERE l2.src = t1.sk AND l2.since <= ?1 AND l2.until > ?1 AND c3.anc = p.k AND c3.dsc = l2.dst AND c3.since <= ?1 AND c3.until > ?1 AND (c3.depth = 0 OR EXISTS (SELECT 1
      FROM n_area m4
      WHERE m4.sk = c3.dsc AND m4.valid_from <= ?1 AND m4.valid_to > ?1)))
GROUP BY p.i

-- 3
SELECT i, count(*)
FROM (SELECT DISTINCT i, k0
  FROM (SELECT p.i AS i, (SELECT m5.sk + ?2
      FROM n_area m5
      WHERE m5.sk = t1.a_township AND m5.valid_from <= ?1 AND m5.valid_to > ?1) AS k0
    FROM (SELECT key AS i, value AS k
      FROM json_each(?3)) p
    JOIN n_hh t1
    WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0
    AND EXISTS (SELECT 1
      FROM l_hh_place l2 CROSS
      JOIN c_area c3
      WHERE l2.src = t1.sk AND l2.since <= ?1 AND l2.until > ?1 AND c3.anc = p.k AND c3.dsc = l2.dst AND c3.since <= ?1 AND c3.until > ?1 AND (c3.depth = 0 OR EXISTS (SELECT 1
          FROM n_area m4
          WHERE m4.sk = c3.dsc AND m4.valid_from <= ?1 AND m4.valid_to > ?1)))))
GROUP BY i

-- 4
SELECT i, k0, c, m0, m1
FROM (SELECT *, row_number() OVER (PARTITION BY i
    ORDER BY k0 IS NULL, k0) AS o
  FROM (SELECT i, k0, count(*) AS c, sum(v0) AS m0, count(v1) AS m1
    FROM (SELECT p.i AS i, (SELECT m5.sk + ?2
        FROM n_area m5
        WHERE m5.sk = t1.a_township AND m5.valid_from <= ?1 AND m5.valid_to > ?1) AS k0, t1.p_size AS v0, t1.p_size AS v1
      FROM (SELECT key AS i, value AS k
        FROM json_each(?3)) p
      JOIN n_hh t1
      WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0
      AND EXISTS (SELECT 1
        FROM l_hh_place l2 CROSS
        JOIN c_area c3
        WHERE l2.src = t1.sk AND l2.since <= ?1 AND l2.until > ?1 AND c3.anc = p.k AND c3.dsc = l2.dst AND c3.since <= ?1 AND c3.until > ?1 AND (c3.depth = 0 OR EXISTS (SELECT 1
            FROM n_area m4
            WHERE m4.sk = c3.dsc AND m4.valid_from <= ?1 AND m4.valid_to > ?1))))
    GROUP BY i, k0))
WHERE o <= ?4
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
  FROM (SELECT p.i AS i, (SELECT m5.sk + ?2
      FROM n_area m5
      WHERE m5.sk = t1.a_township AND m5.valid_from <= ?1 AND m5.valid_to > ?1) AS k0, t1.p_points_file AS k1
    FROM (SELECT key AS i, value AS k
      FROM json_each(?3)) p
    JOIN n_hh t1
    WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0
    AND EXISTS (SELECT 1
      FROM l_hh_place l2 CROSS
      JOIN c_area c3
      WHERE l2.src = t1.sk AND l2.since <= ?1 AND l2.until > ?1 AND c3.anc = p.k AND c3.dsc = l2.dst AND c3.since <= ?1 AND c3.until > ?1 AND (c3.depth = 0 OR EXISTS (SELECT 1
          FROM n_area m4
          WHERE m4.sk = c3.dsc AND m4.valid_from <= ?1 AND m4.valid_to > ?1)))))
GROUP BY i

-- 7
SELECT i, k0, k1, c, m0
FROM (SELECT *, row_number() OVER (PARTITION BY i
    ORDER BY c DESC, k0 IS NULL, k0, k1 IS NULL, k1) AS o
  FROM (SELECT i, k0, k1, count(*) AS c, sum(v0) AS m0
    FROM (SELECT p.i AS i, (SELECT m5.sk + ?2
        FROM n_area m5
        WHERE m5.sk = t1.a_township AND m5.valid_from <= ?1 AND m5.valid_to > ?1) AS k0, t1.p_points_file AS k1, t1.p_size AS v0
      FROM (SELECT key AS i, value AS k
        FROM json_each(?3)) p
      JOIN n_hh t1
      WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0
      AND EXISTS (SELECT 1
        FROM l_hh_place l2 CROSS
        JOIN c_area c3
        WHERE l2.src = t1.sk AND l2.since <= ?1 AND l2.until > ?1 AND c3.anc = p.k AND c3.dsc = l2.dst AND c3.since <= ?1 AND c3.until > ?1 AND (c3.depth = 0 OR EXISTS (SELECT 1
            FROM n_area m4
            WHERE m4.sk = c3.dsc AND m4.valid_from <= ?1 AND m4.valid_to > ?1))))
    GROUP BY i, k0, k1))
WHERE o <= ?4
ORDER BY i, o

-- 8
SELECT p.i, t1.sk + ?2, t1.p_name
FROM (SELECT key AS i, value AS k
  FROM json_each(?3)) p
JOIN n_area t1 ON t1.sk = p.k
ORDER BY p.i
