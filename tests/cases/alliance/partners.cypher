-- 1
MATCH (m:LinliMeta {key: 'hub'}) CALL (m) { MATCH (t2:Alliance)
WHERE t2.validFrom <= $p0 AND t2.validTo > $p0
AND EXISTS { MATCH (t2)-[l3:HAS_MEMBER]->(n4)
WHERE l3.since <= $p0 AND l3.until > $p0 AND n4.validFrom <= $p0 AND n4.validTo > $p0 AND right('00000' + toString(n4.sk / 1099511627776), 6) IN $p1 } WITH t2
ORDER BY t2.sk
LIMIT $p2 CALL (t2) { MATCH (t2)-[l6:HAS_MEMBER]->(t7)
WHERE l6.since <= $p0 AND l6.until > $p0 AND t7.validFrom <= $p0 AND t7.validTo > $p0 AND right('00000' + toString(t7.sk / 1099511627776), 6) = $p3 RETURN [[0, count(*)]] AS r5 } CALL (t2) { MATCH (t2)-[l9:HAS_MEMBER]->(t10)
WHERE l9.since <= $p0 AND l9.until > $p0 AND t10.validFrom <= $p0 AND t10.validTo > $p0 AND right('00000' + toString(t10.sk / 1099511627776), 6) = $p4 WITH t10, l9
ORDER BY t10.sk, l9.since, l9.role
LIMIT $p5 RETURN collect([0, t10.sk, l9.role, duration.inDays($p6, l9.since).days + 1, t10.name, t10.form]) AS r8 } CALL (t2) { MATCH (t2)-[l12:HAS_MEMBER]->(t13)
WHERE l12.since <= $p0 AND l12.until > $p0 AND t13.validFrom <= $p0 AND t13.validTo > $p0 AND right('00000' + toString(t13.sk / 1099511627776), 6) IN $p7 RETURN [[0, count(*)]] AS r11 } CALL (t2) { MATCH (t2)-[l15:HAS_MEMBER]->(t16)
WHERE l15.since <= $p0 AND l15.until > $p0 AND t16.validFrom <= $p0 AND t16.validTo > $p0 AND right('00000' + toString(t16.sk / 1099511627776), 6) IN $p8 WITH t16, l15
ORDER BY t16.sk, l15.since, l15.role
LIMIT $p9 OPTIONAL MATCH (t16)-[l17:SEATED_IN]->(n18)
WHERE l17.since <= $p0 AND l17.until > $p0 AND n18.validFrom <= $p0 AND n18.validTo > $p0 OPTIONAL MATCH (t16)-[l19:SUBORDINATE_TO]->(n20)
WHERE l19.since <= $p0 AND l19.until > $p0 AND n20.validFrom <= $p0 AND n20.validTo > $p0 RETURN collect([0, t16.sk, l15.role, duration.inDays($p6, l15.since).days + 1, duration.inDays($p6, l15.until).days + 1, t16.name, t16.form, t16.sector, t16.uscc, n18.sk, n18.name, n20.sk, n20.name]) AS r14 } RETURN collect([0, t2.sk, t2.name, t2.type, duration.inDays($p6, t2.founded).days + 1, r5, r8, r11, r14]) AS r1 } RETURN m.version, [r1]
