-- 1
MATCH (m:LinliMeta {key: 'hub'}) CALL (m) { MATCH (s2:Area)
WHERE s2.sk = $p1 CALL (s2) { CALL (s2) { MATCH (t6)-[c5:WITHIN]->(s2)
WHERE c5.depth >= 1 AND c5.since <= $p0 AND c5.until > $p0 AND t6.validFrom <= $p0 AND t6.validTo > $p0 AND t6.level = $p2 AND t6.validFrom < $p3 RETURN [[0, count(*)]] AS r4 } CALL (s2) { MATCH (t9)-[c8:WITHIN]->(s2)
WHERE c8.depth >= 1 AND c8.since <= $p0 AND c8.until > $p0 AND t9.validFrom <= $p0 AND t9.validTo > $p0 AND t9.level = $p2 AND t9.validFrom < $p4 WITH t9
ORDER BY t9.sk
LIMIT $p5 RETURN collect([0, t9.sk, t9.name, duration.inDays($p6, t9.validFrom).days + 1]) AS r7 } RETURN collect([0, s2.sk, r4, r7]) AS r3 } RETURN collect([0, r3]) AS r1 } CALL (m) { MATCH (s11:Area)
WHERE s11.sk = $p8 CALL (s11) { CALL (s11) { MATCH (t15)-[c14:WITHIN]->(s11)
WHERE c14.depth >= 1 AND c14.since <= $p9 AND c14.until > $p9 AND t15.validFrom <= $p9 AND t15.validTo > $p9 AND t15.level = $p10 RETURN [[0, count(*)]] AS r13 } CALL (s11) { MATCH (t18)-[c17:WITHIN]->(s11)
WHERE c17.depth >= 1 AND c17.since <= $p9 AND c17.until > $p9 AND t18.validFrom <= $p9 AND t18.validTo > $p9 AND t18.level = $p10 WITH t18
ORDER BY t18.sk
LIMIT $p11 RETURN collect([0, t18.sk, coalesce(head([(t18)-[:FORMERLY]->(h19)
      WHERE h19.property = 'name' AND h19.since <= $p9 AND h19.until > $p9 | h19.value]), t18.name)]) AS r16 } CALL (s11) { MATCH (t22)-[c21:WITHIN]->(s11)
WHERE c21.depth >= 1 AND c21.since <= $p9 AND c21.until > $p9 AND t22.validFrom <= $p9 AND t22.validTo > $p9 AND t22.level = $p2 RETURN [[0, count(*)]] AS r20 } CALL (s11) { MATCH (t25)-[c24:WITHIN]->(s11)
WHERE c24.depth >= 1 AND c24.since <= $p9 AND c24.until > $p9 AND t25.validFrom <= $p9 AND t25.validTo > $p9 AND t25.level = $p2 WITH t25
ORDER BY t25.sk
LIMIT $p12 OPTIONAL MATCH (t25)-[l26:PART_OF]->(n27)
WHERE l26.since <= $p9 AND l26.until > $p9 AND n27.validFrom <= $p9 AND n27.validTo > $p9 RETURN collect([0, t25.sk, coalesce(head([(t25)-[:FORMERLY]->(h28)
      WHERE h28.property = 'name' AND h28.since <= $p9 AND h28.until > $p9 | h28.value]), t25.name), n27.sk, coalesce(head([(n27)-[:FORMERLY]->(h29)
      WHERE h29.property = 'name' AND h29.since <= $p9 AND h29.until > $p9 | h29.value]), n27.name)]) AS r23 } RETURN collect([0, s11.sk, r13, r16, r20, r23]) AS r12 } RETURN collect([0, r12]) AS r10 } RETURN m.version, [r1, r10]
