-- 1
MATCH (m:LinliMeta {key: 'hub'}) CALL (m) { MATCH (t2:Agreement)
WHERE t2.validFrom <= $p0 AND t2.validTo > $p0
AND EXISTS { MATCH (t2)-[l3:HAS_PARTY]->(n4)
WHERE l3.since <= $p0 AND l3.until > $p0 AND n4.validFrom <= $p0 AND n4.validTo > $p0 AND right('00000' + toString(n4.sk / 1099511627776), 6) = $p1 }
AND EXISTS { MATCH (t2)-[l5:HAS_PARTY]->(n6)
WHERE l5.since <= $p0 AND l5.until > $p0 AND n6.validFrom <= $p0 AND n6.validTo > $p0 AND right('00000' + toString(n6.sk / 1099511627776), 6) IN $p2 } RETURN [[0, count(*)]] AS r1 } CALL (m) { MATCH (t8:Agreement)
WHERE t8.validFrom <= $p3 AND t8.validTo > $p3
AND EXISTS { MATCH (t8)-[l9:HAS_PARTY]->(n10)
WHERE l9.since <= $p3 AND l9.until > $p3 AND n10.validFrom <= $p3 AND n10.validTo > $p3 AND right('00000' + toString(n10.sk / 1099511627776), 6) = $p4 }
AND EXISTS { MATCH (t8)-[l11:HAS_PARTY]->(n12)
WHERE l11.since <= $p3 AND l11.until > $p3 AND n12.validFrom <= $p3 AND n12.validTo > $p3 AND right('00000' + toString(n12.sk / 1099511627776), 6) IN $p5 } WITH t8
ORDER BY t8.signed, t8.sk
LIMIT $p6 OPTIONAL MATCH (t8)-[l13:MADE_UNDER]->(n14)
WHERE l13.since <= $p3 AND l13.until > $p3 AND n14.validFrom <= $p3 AND n14.validTo > $p3 CALL (t8) { MATCH (t8)-[:HAS_TOPIC]->(q16)
WHERE q16.since <= $p3 AND q16.until > $p3 WITH q16
ORDER BY q16.topic, q16.note, q16.since RETURN collect([0, q16.sk, q16.topic, duration.inDays($p7, q16.since).days + 1]) AS r15 } CALL (t8) { MATCH (t8)-[l18:HAS_PARTY]->(t19) WITH t19, l18
ORDER BY t19.sk DESC, t19.sk, l18.since, l18.role
WHERE l18.since <= $p3 AND l18.until > $p3 AND t19.validFrom <= $p3 AND t19.validTo > $p3 WITH t19, l18
LIMIT $p8 RETURN collect([0, t19.sk, l18.role, t19.name, t19.form]) AS r17 } CALL (t8) { MATCH (t8)<-[l21:CARRIES_OUT]-(t22) WITH t22, l21
ORDER BY t22.sk, l21.since
WHERE l21.since <= $p3 AND l21.until > $p3 AND t22.validFrom <= $p3 AND t22.validTo > $p3 WITH t22, l21
LIMIT $p9 CALL (t22) { MATCH (t22)-[l24:HAS_PARTNER]->(t25)
WHERE l24.since <= $p3 AND l24.until > $p3 AND t25.validFrom <= $p3 AND t25.validTo > $p3 RETURN [[0, count(*)]] AS r23 } RETURN collect([0, t22.sk, t22.name, t22.status, t22.budget, r23]) AS r20 } RETURN collect([0, t8.sk, t8.title, duration.inDays($p7, t8.signed).days + 1, n14.sk, n14.name, r15, r17, r20]) AS r7 } RETURN m.version, [r1, r7]
