-- 1
SELECT r.i, t2.sk + ?3, max(q1.since, t2.valid_from), min(q1.until, t2.valid_to), t2.p_name, q1.p_authority, q1.p_vintage, q1.p_code
FROM (SELECT value ->> 0 AS i, value ->> 1 AS c
  FROM json_each(?2)) r
JOIN q_area_codes q1
JOIN n_area t2 ON t2.sk = q1.sk
WHERE q1.p_code = r.c
ORDER BY r.i, t2.sk, q1.p_authority, q1.p_vintage, q1.p_code

-- 2
SELECT p.i, t1.sk + ?2, t1.p_name, t1.valid_to
FROM (SELECT key AS i, value AS k
  FROM json_each(?3)) p
JOIN n_area t1 ON t1.sk = p.k
ORDER BY p.i

-- 3
SELECT p.i, t1.sk + ?2, l2.p_reform, l2.p_basis, l2.since, t1.p_name
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

-- 4
SELECT p.i, count(*), sum(t1.p_size)
FROM (SELECT key AS i, value AS k
  FROM json_each(?2)) p
JOIN c_area c2 CROSS
JOIN l_hh_place l3 CROSS
JOIN n_hh t1
WHERE c2.anc = p.k AND l3.dst = c2.dsc AND t1.sk = l3.src AND c2.since <= ?1 AND c2.until > ?1 AND l3.since <= ?1 AND l3.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND (c2.depth = 0 OR EXISTS (SELECT 1
    FROM n_area m4
    WHERE m4.sk = c2.dsc AND m4.valid_from <= ?1 AND m4.valid_to > ?1))
GROUP BY p.i

-- 5
SELECT p.i, count(*)
FROM (SELECT key AS i, value AS k
  FROM json_each(?2)) p
JOIN l_area_successors l2 ON l2.dst = p.k
JOIN n_area t1 ON t1.sk = l2.src
GROUP BY p.i

-- 6
SELECT p.i, t1.sk + ?2, t1.p_name, t1.valid_to
FROM (SELECT key AS i, value AS k
  FROM json_each(?4)) p
JOIN l_area_successors l2 ON l2.dst = p.k AND (l2.src, l2.since) IN (SELECT l2.src AS w0, l2.since AS w1
  FROM l_area_successors l2
  JOIN n_area t1 ON t1.sk = l2.src
  WHERE l2.dst = p.k
  ORDER BY t1.sk, l2.since
  LIMIT ?3)
JOIN n_area t1 ON t1.sk = l2.src
ORDER BY p.i, t1.sk, l2.since

-- 7
SELECT p.i, count(*), sum(t1.p_size)
FROM (SELECT key AS i, value AS k
  FROM json_each(?2)) p
JOIN c_area c2 CROSS
JOIN l_hh_place l3 CROSS
JOIN n_hh t1
WHERE c2.anc = p.k AND l3.dst = c2.dsc AND t1.sk = l3.src AND c2.since <= ?1 AND c2.until > ?1 AND l3.since <= ?1 AND l3.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND (c2.depth = 0 OR EXISTS (SELECT 1
    FROM n_area m4
    WHERE m4.sk = c2.dsc AND m4.valid_from <= ?1 AND m4.valid_to > ?1))
GROUP BY p.i

-- 8
SELECT count(*)
FROM n_hh t1
WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND t1.sk IN (SELECT src
  FROM l_hh_place
  WHERE dst IN (SELECT src
    FROM l_area_parent
    WHERE dst IN (SELECT s2.sk
      FROM n_area s2
      WHERE s2.stub = 1))) AND NOT (NOT EXISTS (SELECT 1
    FROM l_hh_place l3
    JOIN n_area n4 ON n4.sk = l3.dst
    WHERE l3.src = t1.sk AND l3.since <= ?1 AND l3.until > ?1 AND n4.valid_from <= ?1 AND n4.valid_to > ?1 AND NOT NOT EXISTS (SELECT 1
      FROM l_area_parent l5
      JOIN n_area n6 ON n6.sk = l5.dst
      WHERE l5.src = n4.sk AND l5.since <= ?1 AND l5.until > ?1 AND n6.valid_from <= ?1 AND n6.valid_to > ?1 AND NOT (n6.stub = 0
        AND NOT EXISTS (SELECT 1
          FROM l_area_successors l7
          JOIN n_area n8 ON n8.sk = l7.dst
          WHERE l7.src = n6.sk
          AND EXISTS (SELECT 1
            FROM l_area_successors l9
            JOIN n_area n10 ON n10.sk = l9.src
            WHERE l9.dst = n8.sk
            AND EXISTS (SELECT 1
              FROM q_area_codes q11
              WHERE q11.sk = n10.sk AND q11.since <= ?1 AND q11.until > ?1 AND q11.p_code = ?2))))))) AND NOT (EXISTS (SELECT 1
    FROM l_hh_place l12
    JOIN n_area n13 ON n13.sk = l12.dst
    WHERE l12.src = t1.sk AND l12.since <= ?1 AND l12.until > ?1 AND n13.valid_from <= ?1 AND n13.valid_to > ?1
    AND EXISTS (SELECT 1
      FROM l_area_parent l14
      JOIN n_area n15 ON n15.sk = l14.dst
      WHERE l14.src = n13.sk AND l14.since <= ?1 AND l14.until > ?1 AND n15.valid_from <= ?1 AND n15.valid_to > ?1
      AND EXISTS (SELECT 1
        FROM l_area_successors l16
        JOIN n_area n17 ON n17.sk = l16.dst
        WHERE l16.src = n15.sk
        AND EXISTS (SELECT 1
          FROM l_area_successors l18
          JOIN n_area n19 ON n19.sk = l18.src
          WHERE l18.dst = n17.sk
          AND EXISTS (SELECT 1
            FROM q_area_codes q20
            WHERE q20.sk = n19.sk AND q20.since <= ?1 AND q20.until > ?1 AND q20.p_code = ?2))))))

-- 9
SELECT 0, count(*), sum(t1.p_size)
FROM n_hh t1
WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0
AND EXISTS (SELECT 1
  FROM l_hh_place l2
  JOIN n_area n3 ON n3.sk = l2.dst
  WHERE l2.src = t1.sk AND l2.since <= ?1 AND l2.until > ?1 AND n3.valid_from <= ?1 AND n3.valid_to > ?1
  AND EXISTS (SELECT 1
    FROM l_area_parent l4
    JOIN n_area n5 ON n5.sk = l4.dst
    WHERE l4.src = n3.sk AND l4.since <= ?1 AND l4.until > ?1 AND n5.valid_from <= ?1 AND n5.valid_to > ?1
    AND EXISTS (SELECT 1
      FROM l_area_successors l6
      JOIN n_area n7 ON n7.sk = l6.dst
      WHERE l6.src = n5.sk
      AND EXISTS (SELECT 1
        FROM l_area_successors l8
        JOIN n_area n9 ON n9.sk = l8.src
        WHERE l8.dst = n7.sk
        AND EXISTS (SELECT 1
          FROM q_area_codes q10
          WHERE q10.sk = n9.sk AND q10.since <= ?1 AND q10.until > ?1 AND q10.p_code = ?2)))))
