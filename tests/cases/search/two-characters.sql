-- 1
SELECT 0, count(*)
FROM (SELECT ?4 AS g, s2.sk + ?5 AS k, min(CASE WHEN s2.text = ?2 THEN 0 WHEN substr(s2.text, 1, length(?2)) = ?2 THEN 1000000 ELSE 2000000 END + length(s2.text)) AS r
  FROM f_area f1
  JOIN s_area s2 ON s2.id = f1.rowid
  JOIN n_area t3 ON t3.sk = s2.sk
  WHERE f_area MATCH ?3 AND s2.since <= ?1 AND s2.until > ?1 AND t3.valid_from <= ?1 AND t3.valid_to > ?1 AND t3.stub = 0
  GROUP BY s2.sk)

-- 2
SELECT 0, g, k, r / 1000000, r % 1000000
FROM (SELECT ?4 AS g, s2.sk + ?5 AS k, min(CASE WHEN s2.text = ?2 THEN 0 WHEN substr(s2.text, 1, length(?2)) = ?2 THEN 1000000 ELSE 2000000 END + length(s2.text)) AS r
  FROM f_area f1
  JOIN s_area s2 ON s2.id = f1.rowid
  JOIN n_area t3 ON t3.sk = s2.sk
  WHERE f_area MATCH ?3 AND s2.since <= ?1 AND s2.until > ?1 AND t3.valid_from <= ?1 AND t3.valid_to > ?1 AND t3.stub = 0
  GROUP BY s2.sk)
ORDER BY r, g, k
LIMIT ?6

-- 3
SELECT p.i, t1.sk + ?2, t1.p_name, t1.p_level
FROM (SELECT key AS i, value AS k
  FROM json_each(?3)) p
JOIN n_area t1 ON t1.sk = p.k
ORDER BY p.i

-- 4
SELECT 0, count(*)
FROM (SELECT ?5 AS g, s2.sk + ?6 AS k, min(CASE WHEN s2.text = ?2 THEN 0 WHEN substr(s2.text, 1, length(?2)) = ?2 THEN 1000000 ELSE 2000000 END + length(s2.text)) AS r
  FROM f_area f1
  JOIN s_area s2 ON s2.id = f1.rowid
  JOIN n_area t3 ON t3.sk = s2.sk
  WHERE f_area MATCH ?3 AND s2.since <= ?1 AND s2.until > ?1 AND t3.valid_from <= ?1 AND t3.valid_to > ?1 AND t3.stub = 0 AND t3.sk IN (SELECT c4.dsc
    FROM c_area c4
    WHERE c4.anc IN (SELECT value
      FROM json_each(?4)) AND c4.since <= ?1 AND c4.until > ?1)
  GROUP BY s2.sk
  UNION ALL SELECT ?7 AS g, s6.sk + ?6 AS k, min(CASE WHEN s6.text = ?2 THEN 0 WHEN substr(s6.text, 1, length(?2)) = ?2 THEN 1000000 ELSE 2000000 END + length(s6.text)) AS r
  FROM f_org f5
  JOIN s_org s6 ON s6.id = f5.rowid
  JOIN n_org t7 ON t7.sk = s6.sk
  WHERE f_org MATCH ?3 AND s6.since <= ?1 AND s6.until > ?1 AND t7.valid_from <= ?1 AND t7.valid_to > ?1 AND t7.stub = 0 AND t7.sk IN (SELECT l9.src
    FROM c_area c8
    JOIN l_org_seat l9 ON l9.dst = c8.dsc
    WHERE c8.anc IN (SELECT value
      FROM json_each(?4)) AND c8.since <= ?1 AND c8.until > ?1 AND l9.since <= ?1 AND l9.until > ?1 AND (c8.depth = 0 OR EXISTS (SELECT 1
        FROM n_area m10
        WHERE m10.sk = c8.dsc AND m10.valid_from <= ?1 AND m10.valid_to > ?1)))
  GROUP BY s6.sk)

-- 5
SELECT 0, g, k, r / 1000000, r % 1000000
FROM (SELECT ?5 AS g, s2.sk + ?6 AS k, min(CASE WHEN s2.text = ?2 THEN 0 WHEN substr(s2.text, 1, length(?2)) = ?2 THEN 1000000 ELSE 2000000 END + length(s2.text)) AS r
  FROM f_area f1
  JOIN s_area s2 ON s2.id = f1.rowid
  JOIN n_area t3 ON t3.sk = s2.sk
  WHERE f_area MATCH ?3 AND s2.since <= ?1 AND s2.until > ?1 AND t3.valid_from <= ?1 AND t3.valid_to > ?1 AND t3.stub = 0 AND t3.sk IN (SELECT c4.dsc
    FROM c_area c4
    WHERE c4.anc IN (SELECT value
      FROM json_each(?4)) AND c4.since <= ?1 AND c4.until > ?1)
  GROUP BY s2.sk
  UNION ALL SELECT ?7 AS g, s6.sk + ?6 AS k, min(CASE WHEN s6.text = ?2 THEN 0 WHEN substr(s6.text, 1, length(?2)) = ?2 THEN 1000000 ELSE 2000000 END + length(s6.text)) AS r
  FROM f_org f5
  JOIN s_org s6 ON s6.id = f5.rowid
  JOIN n_org t7 ON t7.sk = s6.sk
  WHERE f_org MATCH ?3 AND s6.since <= ?1 AND s6.until > ?1 AND t7.valid_from <= ?1 AND t7.valid_to > ?1 AND t7.stub = 0 AND t7.sk IN (SELECT l9.src
    FROM c_area c8
    JOIN l_org_seat l9 ON l9.dst = c8.dsc
    WHERE c8.anc IN (SELECT value
      FROM json_each(?4)) AND c8.since <= ?1 AND c8.until > ?1 AND l9.since <= ?1 AND l9.until > ?1 AND (c8.depth = 0 OR EXISTS (SELECT 1
        FROM n_area m10
        WHERE m10.sk = c8.dsc AND m10.valid_from <= ?1 AND m10.valid_to > ?1)))
  GROUP BY s6.sk)
ORDER BY r, g, k
LIMIT ?8

-- 6
SELECT p.i, t1.sk + ?2, t1.p_name
FROM (SELECT key AS i, value AS k
  FROM json_each(?3)) p
JOIN n_area t1 ON t1.sk = p.k
ORDER BY p.i

-- 7
SELECT p.i, t1.sk + ?2, t1.p_name
FROM (SELECT key AS i, value AS k
  FROM json_each(?3)) p
JOIN n_org t1 ON t1.sk = p.k
ORDER BY p.i
