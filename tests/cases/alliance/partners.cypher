-- 1
MATCH (m:LinliMeta {key: 'hub'}) CALL (m) { MATCH (t2:Alliance)
WHERE t2.validFrom <= $p0 AND t2.validTo > $p0
AND EXISTS { MATCH (t2)-[l3:HAS_MEMBER]->(n4)
WHERE l3.since <= $p0 AND l3.until > $p0 AND n4.validFrom <= $p0 AND n4.validTo > $p0 AND right('00000' + toString(n4.sk / 1099511627776), 6) IN $p1 } WITH t2
ORDER BY t2.sk
LIMIT $p2 CALL (t2) { MATCH (t2)-[l5:HAS_MEMBER]->(t6)
WHERE l5.since <= $p0 AND l5.until > $p0 AND t6.validFrom <= $p0 AND t6.validTo > $p0 WITH t6, l5, right('00000' + toString(t6.sk / 1099511627776), 6) = $p3 AS f7, right('00000' + toString(t6.sk / 1099511627776), 6) IN $p4 AS f8 WITH count(CASE WHEN f7 THEN 1 END) AS n9, collect(CASE WHEN f7 THEN [t6, l5] END) AS p10, count(CASE WHEN f8 THEN 1 END) AS n11, collect(CASE WHEN f8 THEN [t6, l5] END) AS p12 CALL (p10) { UNWIND p10 AS e15 WITH e15[0] AS t6, e15[1] AS l5 WITH t6, l5
ORDER BY t6.sk, l5.since, l5.role WITH t6, l5
LIMIT $p5 RETURN collect([0, t6.sk, l5.role, duration.inDays($p6, l5.since).days + 1, t6.name, t6.form]) AS r14 } CALL (p12) { UNWIND p12 AS e18 WITH e18[0] AS t6, e18[1] AS l5 WITH t6, l5
ORDER BY t6.sk, l5.since, l5.role WITH t6, l5
LIMIT $p7 OPTIONAL MATCH (t6)-[l19:SEATED_IN]->(n20)
WHERE l19.since <= $p0 AND l19.until > $p0 AND n20.validFrom <= $p0 AND n20.validTo > $p0 OPTIONAL MATCH (t6)-[l21:SUBORDINATE_TO]->(n22)
WHERE l21.since <= $p0 AND l21.until > $p0 AND n22.validFrom <= $p0 AND n22.validTo > $p0 RETURN collect([0, t6.sk, l5.role, duration.inDays($p6, l5.since).days + 1, duration.inDays($p6, l5.until).days + 1, t6.name, t6.form, t6.sector, t6.uscc, n20.sk, n20.name, n22.sk, n22.name]) AS r17 } RETURN [[0, n9]] AS r13, r14, [[0, n11]] AS r16, r17 } RETURN collect([0, t2.sk, t2.name, t2.type, duration.inDays($p6, t2.founded).days + 1, r13, r14, r16, r17]) AS r1 } RETURN m.version, [r1]
