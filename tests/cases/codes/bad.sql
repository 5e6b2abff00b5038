-- 1
SELECT r.i, t2.sk + ?3, max(q1.since, t2.valid_from), min(q1.until, t2.valid_to), t2.p_name, q1.p_authority, q1.p_vintage, q1.p_code
FROM (SELECT value ->> 0 AS i, value ->> 1 AS c
  FROM json_each(?2)) r
JOIN q_area_codes q1
JOIN n_area t2 ON t2.sk = q1.sk
WHERE q1.p_code = r.c
ORDER BY r.i, t2.sk, q1.p_authority, q1.p_vintage, q1.p_code

-- 2
SELECT r.i, t2.sk + ?3, max(q1.since, t2.valid_from), min(q1.until, t2.valid_to), t2.p_name, q1.p_authority, q1.p_vintage, q1.p_code
FROM (SELECT value ->> 0 AS i, value ->> 1 AS c
  FROM json_each(?2)) r
JOIN q_area_codes q1
JOIN n_area t2 ON t2.sk = q1.sk
WHERE q1.p_code = r.c
ORDER BY r.i, t2.sk, q1.p_authority, q1.p_vintage, q1.p_code

-- 3
SELECT r.i, t2.sk + ?3, max(q1.since, t2.valid_from), min(q1.until, t2.valid_to), t2.p_name, q1.p_authority, q1.p_vintage, q1.p_code
FROM (SELECT value ->> 0 AS i, value ->> 1 AS c
  FROM json_each(?2)) r
JOIN q_area_codes q1
JOIN n_area t2 ON t2.sk = q1.sk
WHERE q1.p_code = r.c
ORDER BY r.i, t2.sk, q1.p_authority, q1.p_vintage, q1.p_code

-- 4
SELECT p.i, t1.sk + ?2, t1.p_name
FROM (SELECT key AS i, value AS k
  FROM json_each(?3)) p
JOIN n_area t1 ON t1.sk = p.k
ORDER BY p.i
