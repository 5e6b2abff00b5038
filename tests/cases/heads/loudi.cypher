-- 1
MATCH (m:LinliMeta {key: 'hub'}) CALL (m) { MATCH (s2:Household)
WHERE s2.sk = $p1 CALL (s2) { OPTIONAL MATCH (s2)-[l4:CONTACTED_BY]->(n5)
WHERE l4.since <= $p0 AND l4.until > $p0 AND n5.validFrom <= $p0 AND n5.validTo > $p0 OPTIONAL MATCH (n5)-[l6:SERVES_IN]->(n7)
WHERE l6.since <= $p0 AND l6.until > $p0 AND n7.validFrom <= $p0 AND n7.validTo > $p0 CALL (n7) { MATCH (n7)<-[l9:SERVES_IN]-(t10)
WHERE l9.since <= $p0 AND l9.until > $p0 AND t10.validFrom <= $p0 AND t10.validTo > $p0 AND t10.role = $p2 WITH t10, l9
ORDER BY t10.sk
LIMIT $p3 RETURN collect([0, t10.sk, t10.holder, duration.inDays($p4, t10.validFrom).days + 1]) AS r8 } CALL (n7) { MATCH (n7)-[c12:WITHIN]->(t13)
WHERE c12.depth >= 1 AND c12.since <= $p0 AND c12.until > $p0 AND t13.validFrom <= $p0 AND t13.validTo > $p0 WITH t13, c12
ORDER BY c12.depth DESC CALL (t13) { MATCH (t13)<-[l15:SERVES_IN]-(t16)
WHERE l15.since <= $p0 AND l15.until > $p0 AND t16.validFrom <= $p0 AND t16.validTo > $p0 AND t16.role = $p5 WITH t16, l15
ORDER BY t16.sk
LIMIT $p6 OPTIONAL MATCH (t16)-[l17:HELD_AS]->(n18)
WHERE l17.since <= $p0 AND l17.until > $p0 AND n18.validFrom <= $p0 AND n18.validTo > $p0 OPTIONAL MATCH (n18)-[l19:SERVES]->(n20)
WHERE l19.since <= $p0 AND l19.until > $p0 AND n20.validFrom <= $p0 AND n20.validTo > $p0 RETURN collect([0, t16.sk, t16.holder, duration.inDays($p4, t16.validFrom).days + 1, n18.sk, n18.role, n18.holder, n20.sk, n20.name]) AS r14 } RETURN collect([0, t13.sk, t13.name, t13.level, r14]) AS r11 } RETURN collect([0, s2.sk, s2.registerNumber, s2.size, n5.sk, duration.inDays($p4, l4.since).days + 1, n5.holder, n7.sk, n7.name, n7.level, r8, r11]) AS r3 }  RETURN collect([0, r3]) AS r1 } RETURN m.version, [r1]
