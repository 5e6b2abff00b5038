-- 1
SELECT r.i, t2.sk + ?3, max(q1.since, t2.valid_from), min(q1.until, t2.valid_to), coalesce((SELECT h3.value
    FROM h_area_name h3
    WHERE h3.sk = t2.sk AND h3.since <= ?1 AND h3.until > ?1), t2.p_name), q1.p_authority, q1.p_vintage, q1.p_code
FROM (SELECT value ->> 0 AS i, value ->> 1 AS c
  FROM json_each(?2)) r
JOIN q_area_codes q1
JOIN n_area t2 ON t2.sk = q1.sk
WHERE q1.p_code = r.c
ORDER BY r.i, t2.sk, q1.p_authority, q1.p_vintage, q1.p_code

-- 2
SELECT p.i, t1.sk + ?2, coalesce((SELECT h2.value
    FROM h_area_name h2
    WHERE h2.sk = t1.sk AND h2.since <= ?1 AND h2.until > ?1), t1.p_name)
FROM (SELECT key AS i, value AS k
  FROM json_each(?3)) p
JOIN n_area t1 ON t1.sk = p.k
ORDER BY p.i

-- 3
SELECT p.i, count(*)
FROM (SELECT key AS i, value AS k
  FROM json_each(?3)) p
JOIN c_area c2
JOIN n_area t1
WHERE c2.anc = p.k AND t1.sk = c2.dsc AND c2.depth > 0 AND c2.since <= ?1 AND c2.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.p_level = ?2
GROUP BY p.i

-- 4
SELECT p.i, t1.sk + ?3, coalesce((SELECT h3.value
    FROM h_area_name h3
    WHERE h3.sk = t1.sk AND h3.since <= ?1 AND h3.until > ?1), t1.p_name)
FROM (SELECT key AS i, value AS k
  FROM json_each(?5)) p
JOIN n_area t1 ON t1.sk IN (SELECT t1.sk AS w0
  FROM c_area c2
  JOIN n_area t1
  WHERE c2.anc = p.k AND t1.sk = c2.dsc AND c2.depth > 0 AND c2.since <= ?1 AND c2.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.p_level = ?2
  ORDER BY t1.sk
  LIMIT ?4)
ORDER BY p.i, t1.sk

-- 5
SELECT p.i, count(*)
FROM (SELECT key AS i, value AS k
  FROM json_each(?6)) p
JOIN c_area c2
JOIN n_area t1
WHERE c2.anc = p.k AND t1.sk = c2.dsc AND c2.depth > 0 AND c2.since <= ?1 AND c2.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.p_level = ?2 AND (instr(coalesce((SELECT h3.value
        FROM h_area_name h3
        WHERE h3.sk = t1.sk AND h3.since <= ?1 AND h3.until > ?1), t1.p_name), ?3) > 0 OR instr(coalesce((SELECT h4.value
        FROM h_area_name h4
        WHERE h4.sk = t1.sk AND h4.since <= ?1 AND h4.until > ?1), t1.p_name), ?4) > 0 OR instr(coalesce((SELECT h5.value
        FROM h_area_name h5
        WHERE h5.sk = t1.sk AND h5.since <= ?1 AND h5.until > ?1), t1.p_name), ?5) > 0)
GROUP BY p.i

-- 6
SELECT p.i, t1.sk + ?6, coalesce((SELECT h6.value
    FROM h_area_name h6
    WHERE h6.sk = t1.sk AND h6.since <= ?1 AND h6.until > ?1), t1.p_name)
FROM (SELECT key AS i, value AS k
  FROM json_each(?8)) p
JOIN n_area t1 ON t1.sk IN (SELECT t1.sk AS w0
  FROM c_area c2
  JOIN n_area t1
  WHERE c2.anc = p.k AND t1.sk = c2.dsc AND c2.depth > 0 AND c2.since <= ?1 AND c2.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.p_level = ?2 AND (instr(coalesce((SELECT h3.value
          FROM h_area_name h3
          WHERE h3.sk = t1.sk AND h3.since <= ?1 AND h3.until > ?1), t1.p_name), ?3) > 0 OR instr(coalesce((SELECT h4.value
          FROM h_area_name h4
          WHERE h4.sk = t1.sk AND h4.since <= ?1 AND h4.until > ?1), t1.p_name), ?4) > 0 OR instr(coalesce((SELECT h5.value
          FROM h_area_name h5
          WHERE h5.sk = t1.sk AND h5.since <= ?1 AND h5.until > ?1), t1.p_name), ?5) > 0)
  ORDER BY t1.sk
  LIMIT ?7)
ORDER BY p.i, t1.sk

-- 7
SELECT p.i, count(*)
FROM (SELECT key AS i, value AS k
  FROM json_each(?4)) p
JOIN c_area c2
JOIN n_area t1
WHERE c2.anc = p.k AND t1.sk = c2.dsc AND c2.depth > 0 AND c2.since <= ?1 AND c2.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.p_level = ?2 AND instr(coalesce((SELECT h3.value
      FROM h_area_name h3
      WHERE h3.sk = t1.sk AND h3.since <= ?1 AND h3.until > ?1), t1.p_name), ?3) > 0
GROUP BY p.i

-- 8
SELECT p.i, t1.sk + ?4, coalesce((SELECT h4.value
    FROM h_area_name h4
    WHERE h4.sk = t1.sk AND h4.since <= ?1 AND h4.until > ?1), t1.p_name)
FROM (SELECT key AS i, value AS k
  FROM json_each(?6)) p
JOIN n_area t1 ON t1.sk IN (SELECT t1.sk AS w0
  FROM c_area c2
  JOIN n_area t1
  WHERE c2.anc = p.k AND t1.sk = c2.dsc AND c2.depth > 0 AND c2.since <= ?1 AND c2.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.p_level = ?2 AND instr(coalesce((SELECT h3.value
        FROM h_area_name h3
        WHERE h3.sk = t1.sk AND h3.since <= ?1 AND h3.until > ?1), t1.p_name), ?3) > 0
  ORDER BY t1.sk
  LIMIT ?5)
ORDER BY p.i, t1.sk

-- 9
SELECT p.i, count(*)
FROM (SELECT key AS i, value AS k
  FROM json_each(?5)) p
JOIN c_area c2
JOIN n_area t1
WHERE c2.anc = p.k AND t1.sk = c2.dsc AND c2.depth > 0 AND c2.since <= ?1 AND c2.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.p_level = ?2 AND (instr(coalesce((SELECT h3.value
        FROM h_area_name h3
        WHERE h3.sk = t1.sk AND h3.since <= ?1 AND h3.until > ?1), t1.p_name), ?3) > 0 OR instr(coalesce((SELECT h4.value
        FROM h_area_name h4
        WHERE h4.sk = t1.sk AND h4.since <= ?1 AND h4.until > ?1), t1.p_name), ?4) > 0)
GROUP BY p.i

-- 10
SELECT p.i, t1.sk + ?5, coalesce((SELECT h5.value
    FROM h_area_name h5
    WHERE h5.sk = t1.sk AND h5.since <= ?1 AND h5.until > ?1), t1.p_name)
FROM (SELECT key AS i, value AS k
  FROM json_each(?7)) p
JOIN n_area t1 ON t1.sk IN (SELECT t1.sk AS w0
  FROM c_area c2
  JOIN n_area t1
  WHERE c2.anc = p.k AND t1.sk = c2.dsc AND c2.depth > 0 AND c2.since <= ?1 AND c2.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.p_level = ?2 AND (instr(coalesce((SELECT h3.value
          FROM h_area_name h3
          WHERE h3.sk = t1.sk AND h3.since <= ?1 AND h3.until > ?1), t1.p_name), ?3) > 0 OR instr(coalesce((SELECT h4.value
          FROM h_area_name h4
          WHERE h4.sk = t1.sk AND h4.since <= ?1 AND h4.until > ?1), t1.p_name), ?4) > 0)
  ORDER BY t1.sk
  LIMIT ?6)
ORDER BY p.i, t1.sk

-- 11
SELECT p.i, count(*)
FROM (SELECT key AS i, value AS k
  FROM json_each(?6)) p
JOIN c_area c2
JOIN n_area t1
WHERE c2.anc = p.k AND t1.sk = c2.dsc AND c2.depth > 0 AND c2.since <= ?1 AND c2.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.p_level = ?2 AND NOT (coalesce(instr(coalesce((SELECT h3.value
          FROM h_area_name h3
          WHERE h3.sk = t1.sk AND h3.since <= ?1 AND h3.until > ?1), t1.p_name), ?3) > 0, 0) OR coalesce(instr(coalesce((SELECT h4.value
          FROM h_area_name h4
          WHERE h4.sk = t1.sk AND h4.since <= ?1 AND h4.until > ?1), t1.p_name), ?4) > 0, 0) OR coalesce(instr(coalesce((SELECT h5.value
          FROM h_area_name h5
          WHERE h5.sk = t1.sk AND h5.since <= ?1 AND h5.until > ?1), t1.p_name), ?5) > 0, 0))
GROUP BY p.i

-- 12
SELECT p.i, t1.sk + ?6, coalesce((SELECT h6.value
    FROM h_area_name h6
    WHERE h6.sk = t1.sk AND h6.since <= ?1 AND h6.until > ?1), t1.p_name)
FROM (SELECT key AS i, value AS k
  FROM json_each(?8)) p
JOIN n_area t1 ON t1.sk IN (SELECT t1.sk AS w0
  FROM c_area c2
  JOIN n_area t1
  WHERE c2.anc = p.k AND t1.sk = c2.dsc AND c2.depth > 0 AND c2.since <= ?1 AND c2.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.p_level = ?2 AND NOT (coalesce(instr(coalesce((SELECT h3.value
            FROM h_area_name h3
            WHERE h3.sk = t1.sk AND h3.since <= ?1 AND h3.until > ?1), t1.p_name), ?3) > 0, 0) OR coalesce(instr(coalesce((SELECT h4.value
            FROM h_area_name h4
            WHERE h4.sk = t1.sk AND h4.since <= ?1 AND h4.until > ?1), t1.p_name), ?4) > 0, 0) OR coalesce(instr(coalesce((SELECT h5.value
            FROM h_area_name h5
            WHERE h5.sk = t1.sk AND h5.since <= ?1 AND h5.until > ?1), t1.p_name), ?5) > 0, 0))
  ORDER BY t1.sk
  LIMIT ?7)
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
SELECT p.i, t1.sk + ?3, coalesce((SELECT h3.value
    FROM h_area_name h3
    WHERE h3.sk = t1.sk AND h3.since <= ?1 AND h3.until > ?1), t1.p_name)
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
SELECT r.i, t2.sk + ?3, max(q1.since, t2.valid_from), min(q1.until, t2.valid_to), t2.p_name, q1.p_authority, q1.p_vintage, q1.p_code
FROM (SELECT value ->> 0 AS i, value ->> 1 AS c
  FROM json_each(?2)) r
JOIN q_area_codes q1
JOIN n_area t2 ON t2.sk = q1.sk
WHERE q1.p_code = r.c
ORDER BY r.i, t2.sk, q1.p_authority, q1.p_vintage, q1.p_code

-- 16
SELECT p.i, t1.sk + ?2, t1.p_name
FROM (SELECT key AS i, value AS k
  FROM json_each(?3)) p
JOIN n_area t1 ON t1.sk = p.k
ORDER BY p.i

-- 17
SELECT p.i, count(*)
FROM (SELECT key AS i, value AS k
  FROM json_each(?3)) p
JOIN c_area c2
JOIN n_area t1
WHERE c2.anc = p.k AND t1.sk = c2.dsc AND c2.depth > 0 AND c2.since <= ?1 AND c2.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.p_level = ?2
GROUP BY p.i

-- 18
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

-- 19
SELECT p.i, count(*)
FROM (SELECT key AS i, value AS k
  FROM json_each(?6)) p
JOIN c_area c2
JOIN n_area t1
WHERE c2.anc = p.k AND t1.sk = c2.dsc AND c2.depth > 0 AND c2.since <= ?1 AND c2.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.p_level = ?2 AND (instr(t1.p_name, ?3) > 0 OR instr(t1.p_name, ?4) > 0 OR instr(t1.p_name, ?5) > 0)
GROUP BY p.i

-- 20
SELECT p.i, t1.sk + ?6, t1.p_name
FROM (SELECT key AS i, value AS k
  FROM json_each(?8)) p
JOIN n_area t1 ON t1.sk IN (SELECT t1.sk AS w0
  FROM c_area c2
  JOIN n_area t1
  WHERE c2.anc = p.k AND t1.sk = c2.dsc AND c2.depth > 0 AND c2.since <= ?1 AND c2.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.p_level = ?2 AND (instr(t1.p_name, ?3) > 0 OR instr(t1.p_name, ?4) > 0 OR instr(t1.p_name, ?5) > 0)
  ORDER BY t1.sk
  LIMIT ?7)
ORDER BY p.i, t1.sk

-- 21
SELECT p.i, count(*)
FROM (SELECT key AS i, value AS k
  FROM json_each(?4)) p
JOIN c_area c2
JOIN n_area t1
WHERE c2.anc = p.k AND t1.sk = c2.dsc AND c2.depth > 0 AND c2.since <= ?1 AND c2.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.p_level = ?2 AND instr(t1.p_name, ?3) > 0
GROUP BY p.i

-- 22
SELECT p.i, t1.sk + ?4, t1.p_name
FROM (SELECT key AS i, value AS k
  FROM json_each(?6)) p
JOIN n_area t1 ON t1.sk IN (SELECT t1.sk AS w0
  FROM c_area c2
  JOIN n_area t1
  WHERE c2.anc = p.k AND t1.sk = c2.dsc AND c2.depth > 0 AND c2.since <= ?1 AND c2.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.p_level = ?2 AND instr(t1.p_name, ?3) > 0
  ORDER BY t1.sk
  LIMIT ?5)
ORDER BY p.i, t1.sk

-- 23
SELECT p.i, count(*)
FROM (SELECT key AS i, value AS k
  FROM json_each(?5)) p
JOIN c_area c2
JOIN n_area t1
WHERE c2.anc = p.k AND t1.sk = c2.dsc AND c2.depth > 0 AND c2.since <= ?1 AND c2.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.p_level = ?2 AND (instr(t1.p_name, ?3) > 0 OR instr(t1.p_name, ?4) > 0)
GROUP BY p.i

-- 24
SELECT p.i, t1.sk + ?5, t1.p_name
FROM (SELECT key AS i, value AS k
  FROM json_each(?7)) p
JOIN n_area t1 ON t1.sk IN (SELECT t1.sk AS w0
  FROM c_area c2
  JOIN n_area t1
  WHERE c2.anc = p.k AND t1.sk = c2.dsc AND c2.depth > 0 AND c2.since <= ?1 AND c2.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.p_level = ?2 AND (instr(t1.p_name, ?3) > 0 OR instr(t1.p_name, ?4) > 0)
  ORDER BY t1.sk
  LIMIT ?6)
ORDER BY p.i, t1.sk

-- 25
SELECT p.i, count(*)
FROM (SELECT key AS i, value AS k
  FROM json_each(?6)) p
JOIN c_area c2
JOIN n_area t1
WHERE c2.anc = p.k AND t1.sk = c2.dsc AND c2.depth > 0 AND c2.since <= ?1 AND c2.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.p_level = ?2 AND NOT (coalesce(instr(t1.p_name, ?3) > 0, 0) OR coalesce(instr(t1.p_name, ?4) > 0, 0) OR coalesce(instr(t1.p_name, ?5) > 0, 0))
GROUP BY p.i

-- 26
SELECT p.i, t1.sk + ?6, t1.p_name
FROM (SELECT key AS i, value AS k
  FROM json_each(?8)) p
JOIN n_area t1 ON t1.sk IN (SELECT t1.sk AS w0
  FROM c_area c2
  JOIN n_area t1
  WHERE c2.anc = p.k AND t1.sk = c2.dsc AND c2.depth > 0 AND c2.since <= ?1 AND c2.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.p_level = ?2 AND NOT (coalesce(instr(t1.p_name, ?3) > 0, 0) OR coalesce(instr(t1.p_name, ?4) > 0, 0) OR coalesce(instr(t1.p_name, ?5) > 0, 0))
  ORDER BY t1.sk
  LIMIT ?7)
ORDER BY p.i, t1.sk

-- 27
SELECT p.i, count(*)
FROM (SELECT key AS i, value AS k
  FROM json_each(?3)) p
JOIN c_area c2
JOIN n_area t1
WHERE c2.anc = p.k AND t1.sk = c2.dsc AND c2.depth > 0 AND c2.since <= ?1 AND c2.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.p_level = ?2
GROUP BY p.i

-- 28
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
