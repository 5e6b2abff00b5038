-- 1
MATCH (m:LinliMeta {key: 'hub'}) CALL (m) { MATCH (s2:Household)
WHERE s2.sk = $p1 CALL (s2) { OPTIONAL MATCH (s2)-[l4:CONTACTED_BY]->(n5)
WHERE l4.since <= $p0 AND l4.until > $p0 AND n5.validFrom <= $p0 AND n5.validTo > $p0 OPTIONAL MATCH (n5)-[l6:HELD_AS]->(n7)
WHERE l6.since <= $p0 AND l6.until > $p0 AND n7.validFrom <= $p0 AND n7.validTo > $p0 OPTIONAL MATCH (n5)-[l8:SERVES_IN]->(n9)
WHERE l8.since <= $p0 AND l8.until > $p0 AND n9.validFrom <= $p0 AND n9.validTo > $p0 CALL (n9) { MATCH (n9)<-[c11:WITHIN]-(b12)<-[l13:SERVES_IN]-(t14)
WHERE c11.depth = 0 AND c11.since <= $p0 AND c11.until > $p0 AND (c11.depth = 0 OR b12.validFrom <= $p0 AND b12.validTo > $p0) AND l13.since <= $p0 AND l13.until > $p0 AND t14.validFrom <= $p0 AND t14.validTo > $p0 AND t14.role = $p2 WITH t14, l13
ORDER BY t14.sk
LIMIT $p3 RETURN collect([0, t14.sk, t14.holder, duration.inDays($p4, t14.validFrom).days + 1]) AS r10 } CALL (n9) { MATCH (n9)-[c16:WITHIN]->(t17)
WHERE c16.depth >= 1 AND c16.since <= $p0 AND c16.until > $p0 AND t17.validFrom <= $p0 AND t17.validTo > $p0 WITH t17, c16
ORDER BY c16.depth DESC CALL (t17) { MATCH (t17)<-[c19:WITHIN]-(b20)<-[l21:SERVES_IN]-(t22)
WHERE c19.depth = 0 AND c19.since <= $p0 AND c19.until > $p0 AND (c19.depth = 0 OR b20.validFrom <= $p0 AND b20.validTo > $p0) AND l21.since <= $p0 AND l21.until > $p0 AND t22.validFrom <= $p0 AND t22.validTo > $p0 AND t22.role = $p5 WITH t22, l21
ORDER BY t22.sk
LIMIT $p6 OPTIONAL MATCH (t22)-[l23:SERVES]->(n24)
WHERE l23.since <= $p0 AND l23.until > $p0 AND n24.validFrom <= $p0 AND n24.validTo > $p0 RETURN collect([0, t22.sk, t22.holder, n24.sk, n24.name, n24.form]) AS r18 } RETURN collect([0, t17.sk, t17.name, t17.level, r18]) AS r15 } RETURN collect([0, s2.sk, s2.registerNumber, s2.size, n5.sk, duration.inDays($p4, l4.since).days + 1, n5.holder, n7.sk, n7.role, n7.holder, n9.sk, n9.name, n9.level, r10, r15]) AS r3 } RETURN collect([0, r3]) AS r1 } RETURN m.version, [r1]
