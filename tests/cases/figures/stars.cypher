-- 1
MATCH (m:LinliMeta {key: 'hub'}) CALL (m) { MATCH (t2:Organisation) USING INDEX t2:Organisation(form, sk)
WHERE t2.form = $p1 AND t2.sk IS NOT NULL AND t2.validFrom <= $p0 AND t2.validTo > $p0 AND t2.sector = $p2 AND t2.stars = $p3 WITH t2
WHERE NOT t2:Stub RETURN [[0, count(*)]] AS r1 } CALL (m) { MATCH (t4:Organisation) USING INDEX t4:Organisation(form, sk)
WHERE t4.form = $p1 AND t4.sk IS NOT NULL AND t4.validFrom <= $p4 AND t4.validTo > $p4 AND t4.sector = $p2 AND t4.stars = $p5 WITH t4
WHERE NOT t4:Stub WITH t4
ORDER BY t4.sk
LIMIT $p6 RETURN collect([0, t4.sk, t4.name, t4.stars]) AS r3 } CALL (m) { MATCH (t6:Organisation) USING INDEX t6:Organisation(form, sk)
WHERE t6.form = $p1 AND t6.sk IS NOT NULL AND t6.validFrom <= $p7 AND t6.validTo > $p7 AND t6.sector = $p8 AND t6.stars >= $p9 WITH t6
WHERE NOT t6:Stub RETURN [[0, count(*)]] AS r5 } CALL (m) { MATCH (t8:Organisation) USING INDEX t8:Organisation(form, sk)
WHERE t8.form = $p1 AND t8.sk IS NOT NULL AND t8.validFrom <= $p10 AND t8.validTo > $p10 AND t8.sector = $p8 AND t8.stars >= $p11 WITH t8
WHERE NOT t8:Stub WITH t8
ORDER BY t8.sk
LIMIT $p12 RETURN collect([0, t8.sk, t8.name, t8.stars]) AS r7 } CALL (m) { MATCH (t10:Organisation) USING INDEX t10:Organisation(form, sk)
WHERE t10.form IN $p14 AND t10.sk IS NOT NULL AND t10.validFrom <= $p13 AND t10.validTo > $p13
AND EXISTS { MATCH (t10)-[l11:SEATED_IN]->(n12)
WHERE l11.since <= $p13 AND l11.until > $p13 AND n12.validFrom <= $p13 AND n12.validTo > $p13 AND n12.level = $p15 } AND t10.stars >= $p16 WITH t10
WHERE NOT t10:Stub RETURN [[0, count(*)]] AS r9 } CALL (m) { MATCH (t14:Organisation) USING INDEX t14:Organisation(form, sk)
WHERE t14.form IN $p14 AND t14.sk IS NOT NULL AND t14.validFrom <= $p17 AND t14.validTo > $p17
AND EXISTS { MATCH (t14)-[l15:SEATED_IN]->(n16)
WHERE l15.since <= $p17 AND l15.until > $p17 AND n16.validFrom <= $p17 AND n16.validTo > $p17 AND n16.level = $p15 } AND t14.stars >= $p18 WITH t14
WHERE NOT t14:Stub WITH t14
ORDER BY t14.sk
LIMIT $p19 RETURN collect([0, t14.sk, t14.name, t14.stars]) AS r13 } RETURN m.version, [r1, r3, r5, r7, r9, r13]
