-- 1
MATCH (m:LinliMeta {key: 'hub'}) CALL (m) { MATCH (s2:Household)
WHERE s2.sk = $p1 CALL (s2) { OPTIONAL MATCH (s2)-[l4:CONTACTED_BY]->(n5)
WHERE l4.since <= $p0 AND l4.until > $p0 AND n5.validFrom <= $p0 AND n5.validTo > $p0 OPTIONAL MATCH (n5)-[l6:HELD_AS]->(n7)
WHERE l6.since <= $p0 AND l6.until > $p0 AND n7.validFrom <= $p0 AND n7.validTo > $p0 OPTIONAL MATCH (n5)-[l8:SERVES_IN]->(n9)
WHERE l8.since <= $p0 AND l8.until > $p0 AND n9.validFrom <= $p0 AND n9.validTo > $p0 CALL (n9) { MATCH (n9)<-[l11:SERVES_IN]-(t12)
WHERE l11.since <= $p0 AND l11.until > $p0 AND t12.validFrom <= $p0 AND t12.validTo > $p0 AND t12.role = $p2 WITH t12, l11
ORDER BY t12.sk
LIMIT $p3 RETURN collect([0, t12.sk, t12.holder, duration.inDays($p4, t12.validFrom).days + 1]) AS r10 } CALL (n9) { MATCH (n9)-[c14:WITHIN]->(t15)
WHERE c14.depth >= 1 AND c14.since <= $p0 AND c14.until > $p0 AND t15.validFrom <= $p0 AND t15.validTo > $p0 WITH t15, c14
ORDER BY c14.depth DESC CALL (t15) { MATCH (t15)<-[l17:SERVES_IN]-(t18)
WHERE l17.since <= $p0 AND l17.until > $p0 AND t18.validFrom <= $p0 AND t18.validTo > $p0 AND t18.role = $p5 WITH t18, l17
ORDER BY t18.sk
LIMIT $p6 OPTIONAL MATCH (t18)-[l19:SERVES]->(n20)
WHERE l19.since <= $p0 AND l19.until > $p0 AND n20.validFrom <= $p0 AND n20.validTo > $p0 RETURN collect([0, t18.sk, t18.holder, n20.sk, n20.name, n20.form]) AS r16 } RETURN collect([0, t15.sk, t15.name, t15.level, r16]) AS r13 } RETURN collect([0, s2.sk, s2.registerNumber, s2.size, n5.sk, duration.inDays($p4, l4.since).days + 1, n5.holder, n7.sk, n7.role, n7.holder, n9.sk, n9.name, n9.level, r10, r13]) AS r3 }  RETURN collect([0, r3]) AS r1 } RETURN m.version, [r1]
