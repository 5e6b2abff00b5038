-- 1
SELECT 0, count(*)
FROM (SELECT ?4 AS g, s2.sk + ?5 AS k, min(CASE WHEN s2.text = ?2 THEN 0 WHEN substr(s2.text, 1, length(?2)) = ?2 THEN 1000000 ELSE 2000000 END + length(s2.text)) AS r
  FROM f_agr f1
  JOIN s_agr s2 ON s2.id = f1.rowid
  JOIN n_agr t3 ON t3.sk = s2.sk
  WHERE f_agr MATCH ?3 AND s2.since <= ?1 AND s2.until > ?1 AND t3.valid_from <= ?1 AND t3.valid_to > ?1 AND t3.stub = 0
  GROUP BY s2.sk
  UNION ALL SELECT ?6 AS g, s5.sk + ?5 AS k, min(CASE WHEN s5.text = ?2 THEN 0 WHEN substr(s5.text, 1, length(?2)) = ?2 THEN 1000000 ELSE 2000000 END + length(s5.text)) AS r
  FROM f_alliance f4
  JOIN s_alliance s5 ON s5.id = f4.rowid
  JOIN n_alliance t6 ON t6.sk = s5.sk
  WHERE f_alliance MATCH ?3 AND s5.since <= ?1 AND s5.until > ?1 AND t6.valid_from <= ?1 AND t6.valid_to > ?1 AND t6.stub = 0
  GROUP BY s5.sk
  UNION ALL SELECT ?7 AS g, s8.sk + ?5 AS k, min(CASE WHEN s8.text = ?2 THEN 0 WHEN substr(s8.text, 1, length(?2)) = ?2 THEN 1000000 ELSE 2000000 END + length(s8.text)) AS r
  FROM f_area f7
  JOIN s_area s8 ON s8.id = f7.rowid
  JOIN n_area t9 ON t9.sk = s8.sk
  WHERE f_area MATCH ?3 AND s8.since <= ?1 AND s8.until > ?1 AND t9.valid_from <= ?1 AND t9.valid_to > ?1 AND t9.stub = 0
  GROUP BY s8.sk
  UNION ALL SELECT ?8 AS g, s11.sk + ?5 AS k, min(CASE WHEN s11.text = ?2 THEN 0 WHEN substr(s11.text, 1, length(?2)) = ?2 THEN 1000000 ELSE 2000000 END + length(s11.text)) AS r
  FROM f_set f10
  JOIN s_set s11 ON s11.id = f10.rowid
  JOIN n_set t12 ON t12.sk = s11.sk
  WHERE f_set MATCH ?3 AND s11.since <= ?1 AND s11.until > ?1 AND t12.valid_from <= ?1 AND t12.valid_to > ?1 AND t12.stub = 0
  GROUP BY s11.sk
  UNION ALL SELECT ?9 AS g, s14.sk + ?5 AS k, min(CASE WHEN s14.text = ?2 THEN 0 WHEN substr(s14.text, 1, length(?2)) = ?2 THEN 1000000 ELSE 2000000 END + length(s14.text)) AS r
  FROM f_fact f13
  JOIN s_fact s14 ON s14.id = f13.rowid
  JOIN n_fact t15 ON t15.sk = s14.sk
  WHERE f_fact MATCH ?3 AND s14.since <= ?1 AND s14.until > ?1 AND t15.valid_from <= ?1 AND t15.valid_to > ?1 AND t15.stub = 0
  GROUP BY s14.sk
  UNION ALL SELECT ?10 AS g, s17.sk + ?5 AS k, min(CASE WHEN s17.text = ?2 THEN 0 WHEN substr(s17.text, 1, length(?2)) = ?2 THEN 1000000 ELSE 2000000 END + length(s17.text)) AS r
  FROM f_org f16
  JOIN s_org s17 ON s17.id = f16.rowid
  JOIN n_org t18 ON t18.sk = s17.sk
  WHERE f_org MATCH ?3 AND s17.since <= ?1 AND s17.until > ?1 AND t18.valid_from <= ?1 AND t18.valid_to > ?1 AND t18.stub = 0
  GROUP BY s17.sk
  UNION ALL SELECT ?11 AS g, s20.sk + ?5 AS k, min(CASE WHEN s20.text = ?2 THEN 0 WHEN substr(s20.text, 1, length(?2)) = ?2 THEN 1000000 ELSE 2000000 END + length(s20.text)) AS r
  FROM f_post f19
  JOIN s_post s20 ON s20.id = f19.rowid
  JOIN n_post t21 ON t21.sk = s20.sk
  WHERE f_post MATCH ?3 AND s20.since <= ?1 AND s20.until > ?1 AND t21.valid_from <= ?1 AND t21.valid_to > ?1 AND t21.stub = 0
  GROUP BY s20.sk
  UNION ALL SELECT ?12 AS g, s23.sk + ?5 AS k, min(CASE WHEN s23.text = ?2 THEN 0 WHEN substr(s23.text, 1, length(?2)) = ?2 THEN 1000000 ELSE 2000000 END + length(s23.text)) AS r
  FROM f_proj f22
  JOIN s_proj s23 ON s23.id = f22.rowid
  JOIN n_proj t24 ON t24.sk = s23.sk
  WHERE f_proj MATCH ?3 AND s23.since <= ?1 AND s23.until > ?1 AND t24.valid_from <= ?1 AND t24.valid_to > ?1 AND t24.stub = 0
  GROUP BY s23.sk)

-- 2
SELECT 0, g, k, r / 1000000, r % 1000000
FROM (SELECT ?4 AS g, s2.sk + ?5 AS k, min(CASE WHEN s2.text = ?2 THEN 0 WHEN substr(s2.text, 1, length(?2)) = ?2 THEN 1000000 ELSE 2000000 END + length(s2.text)) AS r
  FROM f_agr f1
  JOIN s_agr s2 ON s2.id = f1.rowid
  JOIN n_agr t3 ON t3.sk = s2.sk
  WHERE f_agr MATCH ?3 AND s2.since <= ?1 AND s2.until > ?1 AND t3.valid_from <= ?1 AND t3.valid_to > ?1 AND t3.stub = 0
  GROUP BY s2.sk
  UNION ALL SELECT ?6 AS g, s5.sk + ?5 AS k, min(CASE WHEN s5.text = ?2 THEN 0 WHEN substr(s5.text, 1, length(?2)) = ?2 THEN 1000000 ELSE 2000000 END + length(s5.text)) AS r
  FROM f_alliance f4
  JOIN s_alliance s5 ON s5.id = f4.rowid
  JOIN n_alliance t6 ON t6.sk = s5.sk
  WHERE f_alliance MATCH ?3 AND s5.since <= ?1 AND s5.until > ?1 AND t6.valid_from <= ?1 AND t6.valid_to > ?1 AND t6.stub = 0
  GROUP BY s5.sk
  UNION ALL SELECT ?7 AS g, s8.sk + ?5 AS k, min(CASE WHEN s8.text = ?2 THEN 0 WHEN substr(s8.text, 1, length(?2)) = ?2 THEN 1000000 ELSE 2000000 END + length(s8.text)) AS r
  FROM f_area f7
  JOIN s_area s8 ON s8.id = f7.rowid
  JOIN n_area t9 ON t9.sk = s8.sk
  WHERE f_area MATCH ?3 AND s8.since <= ?1 AND s8.until > ?1 AND t9.valid_from <= ?1 AND t9.valid_to > ?1 AND t9.stub = 0
  GROUP BY s8.sk
  UNION ALL SELECT ?8 AS g, s11.sk + ?5 AS k, min(CASE WHEN s11.text = ?2 THEN 0 WHEN substr(s11.text, 1, length(?2)) = ?2 THEN 1000000 ELSE 2000000 END + length(s11.text)) AS r
  FROM f_set f10
  JOIN s_set s11 ON s11.id = f10.rowid
  JOIN n_set t12 ON t12.sk = s11.sk
  WHERE f_set MATCH ?3 AND s11.since <= ?1 AND s11.until > ?1 AND t12.valid_from <= ?1 AND t12.valid_to > ?1 AND t12.stub = 0
  GROUP BY s11.sk
  UNION ALL SELECT ?9 AS g, s14.sk + ?5 AS k, min(CASE WHEN s14.text = ?2 THEN 0 WHEN substr(s14.text, 1, length(?2)) = ?2 THEN 1000000 ELSE 2000000 END + length(s14.text)) AS r
  FROM f_fact f13
  JOIN s_fact s14 ON s14.id = f13.rowid
  JOIN n_fact t15 ON t15.sk = s14.sk
  WHERE f_fact MATCH ?3 AND s14.since <= ?1 AND s14.until > ?1 AND t15.valid_from <= ?1 AND t15.valid_to > ?1 AND t15.stub = 0
  GROUP BY s14.sk
  UNION ALL SELECT ?10 AS g, s17.sk + ?5 AS k, min(CASE WHEN s17.text = ?2 THEN 0 WHEN substr(s17.text, 1, length(?2)) = ?2 THEN 1000000 ELSE 2000000 END + length(s17.text)) AS r
  FROM f_org f16
  JOIN s_org s17 ON s17.id = f16.rowid
  JOIN n_org t18 ON t18.sk = s17.sk
  WHERE f_org MATCH ?3 AND s17.since <= ?1 AND s17.until > ?1 AND t18.valid_from <= ?1 AND t18.valid_to > ?1 AND t18.stub = 0
  GROUP BY s17.sk
  UNION ALL SELECT ?11 AS g, s20.sk + ?5 AS k, min(CASE WHEN s20.text = ?2 THEN 0 WHEN substr(s20.text, 1, length(?2)) = ?2 THEN 1000000 ELSE 2000000 END + length(s20.text)) AS r
  FROM f_post f19
  JOIN s_post s20 ON s20.id = f19.rowid
  JOIN n_post t21 ON t21.sk = s20.sk
  WHERE f_post MATCH ?3 AND s20.since <= ?1 AND s20.until > ?1 AND t21.valid_from <= ?1 AND t21.valid_to > ?1 AND t21.stub = 0
  GROUP BY s20.sk
  UNION ALL SELECT ?12 AS g, s23.sk + ?5 AS k, min(CASE WHEN s23.text = ?2 THEN 0 WHEN substr(s23.text, 1, length(?2)) = ?2 THEN 1000000 ELSE 2000000 END + length(s23.text)) AS r
  FROM f_proj f22
  JOIN s_proj s23 ON s23.id = f22.rowid
  JOIN n_proj t24 ON t24.sk = s23.sk
  WHERE f_proj MATCH ?3 AND s23.since <= ?1 AND s23.until > ?1 AND t24.valid_from <= ?1 AND t24.valid_to > ?1 AND t24.stub = 0
  GROUP BY s23.sk)
ORDER BY r, g, k
LIMIT ?13

-- 3
SELECT p.i, t1.sk + ?2, t1.p_name, t1.p_level
FROM (SELECT key AS i, value AS k
  FROM json_each(?3)) p
JOIN n_area t1 ON t1.sk = p.k
ORDER BY p.i

-- 4
SELECT p.i, t1.sk + ?2, t1.p_holder, t1.p_role
FROM (SELECT key AS i, value AS k
  FROM json_each(?3)) p
JOIN n_post t1 ON t1.sk = p.k
ORDER BY p.i
