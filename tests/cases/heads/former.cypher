-- 1
MATCH (m:LinliMeta {key: 'hub'}) CALL (m) { MATCH (s2:Household)
WHERE s2.sk = $p1 CALL (s2) { CALL (s2) { MATCH (s2)-[l5:CONTACTED_BY]->(t6)
WHERE l5.since <= $p2 AND l5.until > $p2 AND t6.validFrom <= $p2 AND t6.validTo > $p2 RETURN collect([0, t6.sk, duration.inDays($p3, l5.since).days + 1, duration.inDays($p3, l5.until).days + 1, t6.holder, duration.inDays($p3, t6.validFrom).days + 1, duration.inDays($p3, t6.validTo).days + 1]) AS r4 } CALL (s2) { MATCH (s2)-[l8:CONTACTED_BY]->(t9)
WHERE l8.since <= $p4 AND l8.until > $p4 AND t9.validFrom <= $p4 AND t9.validTo > $p4 RETURN collect([0, t9.sk, duration.inDays($p3, l8.since).days + 1, duration.inDays($p3, l8.until).days + 1, t9.holder, duration.inDays($p3, t9.validFrom).days + 1, duration.inDays($p3, t9.validTo).days + 1]) AS r7 } RETURN collect([0, s2.sk, r4, r7]) AS r3 }  RETURN collect([0, r3]) AS r1 } RETURN m.version, [r1]
