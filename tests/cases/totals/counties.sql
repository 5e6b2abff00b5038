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
SELECT p.i, (SELECT coalesce(sum(k1.delta), 0)
  FROM k_place k1
  WHERE k1.area = p.k AND k1.what = ?2 AND k1.day <= ?1)
FROM (SELECT key AS i, value AS k
  FROM json_each(?3)) p

-- 4
SELECT p.i, (SELECT coalesce(sum(k1.delta), 0)
  FROM k_place k1
  WHERE k1.area = p.k AND k1.what = ?2 AND k1.day <= ?1)
FROM (SELECT key AS i, value AS k
  FROM json_each(?3)) p

-- 5
SELECT p.i, (SELECT coalesce(sum(k1.delta), 0)
  FROM k_place k1
  WHERE k1.area = p.k AND k1.what = ?2 AND k1.day <= ?1) - (SELECT coalesce(sum(k2.delta), 0)
  FROM k_place k2
  WHERE k2.area = p.k AND k2.what = ?3 AND k2.day <= ?1)
FROM (SELECT key AS i, value AS k
  FROM json_each(?4)) p

-- 6
SELECT p.i, (SELECT coalesce(sum(k1.delta), 0)
  FROM k_place k1
  WHERE k1.area = p.k AND k1.what = ?2 AND k1.day <= ?1)
FROM (SELECT key AS i, value AS k
  FROM json_each(?3)) p

-- 7
SELECT p.i, count(*)
FROM (SELECT key AS i, value AS k
  FROM json_each(?3)) p
JOIN c_area c2 CROSS
JOIN l_hh_place l3 CROSS
JOIN n_hh t1
WHERE c2.anc = p.k AND l3.dst = c2.dsc AND t1.sk = l3.src AND c2.since <= ?1 AND c2.until > ?1 AND l3.since <= ?1 AND l3.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND (c2.depth = 0 OR EXISTS (SELECT 1
    FROM n_area m4
    WHERE m4.sk = c2.dsc AND m4.valid_from <= ?1 AND m4.valid_to > ?1)) AND t1.p_points_file = ?2
GROUP BY p.i

-- 8
SELECT p.i, count(*)
FROM (SELECT key AS i, value AS k
  FROM json_each(?3)) p
JOIN c_area c2 CROSS
JOIN l_org_seat l3 CROSS
JOIN n_org t1
WHERE c2.anc = p.k AND l3.dst = c2.dsc AND t1.sk = l3.src AND c2.since <= ?1 AND c2.until > ?1 AND l3.since <= ?1 AND l3.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND (c2.depth = 0 OR EXISTS (SELECT 1
    FROM n_area m4
    WHERE m4.sk = c2.dsc AND m4.valid_from <= ?1 AND m4.valid_to > ?1)) AND t1.p_form = ?2
GROUP BY p.i

-- 9
SELECT p.i, t1.sk + ?2
FROM (SELECT key AS i, value AS k
  FROM json_each(?4)) p
JOIN n_hh t1 ON t1.sk IN (SELECT t1.sk AS w0
  FROM c_area c2 CROSS
  JOIN l_hh_place l3 CROSS
  JOIN n_hh t1
  WHERE c2.anc = p.k AND l3.dst = c2.dsc AND t1.sk = l3.src AND c2.since <= ?1 AND c2.until > ?1 AND l3.since <= ?1 AND l3.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND (c2.depth = 0 OR EXISTS (SELECT 1
      FROM n_area m4
      WHERE m4.sk = c2.dsc AND m4.valid_from <= ?1 AND m4.valid_to > ?1))
  ORDER BY t1.sk
  LIMIT ?3)
ORDER BY p.i, t1.sk

-- 10
SELECT p.i, t1.sk + ?3
FROM (SELECT key AS i, value AS k
  FROM json_each(?5)) p
JOIN n_hh t1 ON t1.sk IN (SELECT t1.sk AS w0
  FROM c_area c2 CROSS
  JOIN l_hh_place l3 CROSS
  JOIN n_hh t1
  WHERE c2.anc = p.k AND l3.dst = c2.dsc AND t1.sk = l3.src AND c2.since <= ?1 AND c2.until > ?1 AND l3.since <= ?1 AND l3.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND (c2.depth = 0 OR EXISTS (SELECT 1
      FROM n_area m4
      WHERE m4.sk = c2.dsc AND m4.valid_from <= ?1 AND m4.valid_to > ?1)) AND t1.p_points_file = ?2
  ORDER BY t1.sk
  LIMIT ?4)
ORDER BY p.i, t1.sk

-- 11
SELECT 0, count(*)
FROM n_area t1
WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND t1.p_level = ?2

-- 12
SELECT 0, t1.sk + ?3, t1.p_name
FROM n_area t1
WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND t1.p_level = ?2
ORDER BY t1.sk
LIMIT ?4

-- 13
SELECT p.i, (SELECT coalesce(sum(k1.delta), 0)
  FROM k_place k1
  WHERE k1.area = p.k AND k1.what = ?2 AND k1.day <= ?1)
FROM (SELECT key AS i, value AS k
  FROM json_each(?3)) p

-- 14
SELECT p.i, (SELECT coalesce(sum(k1.delta), 0)
  FROM k_place k1
  WHERE k1.area = p.k AND k1.what = ?2 AND k1.day <= ?1)
FROM (SELECT key AS i, value AS k
  FROM json_each(?3)) p

-- 15
SELECT p.i, (SELECT coalesce(sum(k1.delta), 0)
  FROM k_place k1
  WHERE k1.area = p.k AND k1.what = ?2 AND k1.day <= ?1) - (SELECT coalesce(sum(k2.delta), 0)
  FROM k_place k2
  WHERE k2.area = p.k AND k2.what = ?3 AND k2.day <= ?1)
FROM (SELECT key AS i, value AS k
  FROM json_each(?4)) p

-- 16
SELECT p.i, (SELECT coalesce(sum(k1.delta), 0)
  FROM k_place k1
  WHERE k1.area = p.k AND k1.what = ?2 AND k1.day <= ?1)
FROM (SELECT key AS i, value AS k
  FROM json_each(?3)) p

-- 17
SELECT p.i, count(*)
FROM (SELECT key AS i, value AS k
  FROM json_each(?3)) p
JOIN n_hh t1
WHERE t1.a_county = p.k AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND t1.p_points_file = ?2
GROUP BY p.i

-- 18
SELECT p.i, count(*)
FROM (SELECT key AS i, value AS k
  FROM json_each(?3)) p
JOIN n_org t1
WHERE t1.a_county = p.k AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND t1.p_form = ?2
GROUP BY p.i
