-- 1
MATCH (m:LinliMeta {key: 'hub'}) CALL (m) { MATCH (s2:Alliance)
WHERE s2.sk = $p1 CALL (s2) { CALL (s2) { MATCH (s2)-[l5:HAS_MEMBER]->(t6)
WHERE l5.since <= $p2 AND l5.until > $p2 AND t6.validFrom <= $p2 AND t6.validTo > $p2 AND right('00000' + toString(t6.sk / 1099511627776), 6) = $p3 WITH t6, l5
ORDER BY t6.sk, l5.since, l5.role
LIMIT $p4 RETURN collect([0, t6.sk, l5.role, duration.inDays($p5, l5.since).days + 1, duration.inDays($p5, l5.until).days + 1, t6.name]) AS r4 } CALL (s2) { MATCH (s2)-[l8:HAS_MEMBER]->(t9)
WHERE l8.since <= $p0 AND l8.until > $p0 AND t9.validFrom <= $p0 AND t9.validTo > $p0 AND right('00000' + toString(t9.sk / 1099511627776), 6) = $p6 AND t9.name CONTAINS $p7 WITH t9, l8
ORDER BY t9.sk, l8.since, l8.role
LIMIT $p8 RETURN collect([0, t9.sk, l8.role, duration.inDays($p5, l8.since).days + 1, duration.inDays($p5, l8.until).days + 1, t9.name]) AS r7 } CALL (s2) { MATCH (s2)-[l11:HAS_MEMBER]->(t12)
WHERE l11.since < $p10 AND l11.until > $p9 AND t12.validFrom < $p10 AND t12.validTo > $p9 AND l11.since < t12.validTo AND t12.validFrom < l11.until WITH t12, l11, CASE WHEN t12.validTo < $p10 THEN t12.validTo ELSE $p10 END - duration({days: 1}) AS d13
WHERE right('00000' + toString(t12.sk / 1099511627776), 6) = $p11 AND coalesce(head([(t12)-[:FORMERLY]->(h14)
    WHERE h14.property = 'name' AND h14.since <= d13 AND h14.until > d13 | h14.value]), t12.name) CONTAINS $p12 RETURN [[0, count(*)]] AS r10 } CALL (s2) { MATCH (s2)-[l16:HAS_MEMBER]->(t17)
WHERE l16.since < $p14 AND l16.until > $p13 AND t17.validFrom < $p14 AND t17.validTo > $p13 AND l16.since < t17.validTo AND t17.validFrom < l16.until WITH t17, l16, CASE WHEN t17.validTo < $p14 THEN t17.validTo ELSE $p14 END - duration({days: 1}) AS d18
WHERE right('00000' + toString(t17.sk / 1099511627776), 6) = $p15 AND coalesce(head([(t17)-[:FORMERLY]->(h19)
    WHERE h19.property = 'name' AND h19.since <= d18 AND h19.until > d18 | h19.value]), t17.name) CONTAINS $p16 WITH t17, l16, d18
ORDER BY t17.sk, l16.since, l16.role
LIMIT $p17 RETURN collect([0, t17.sk, l16.role, duration.inDays($p5, l16.since).days + 1, duration.inDays($p5, l16.until).days + 1, duration.inDays($p5, d18).days + 1]) AS r15 } RETURN collect([0, s2.sk, s2.name, r4, r7, r10, r15]) AS r3 }  RETURN collect([0, r3]) AS r1 } RETURN m.version, [r1]
