-- 1
MATCH (m:LinliMeta {key: 'hub'}) CALL (m) { MATCH (t2:AreaSet)
WHERE t2.validFrom <= $p0 AND t2.validTo > $p0 AND t2.purpose = $p1 RETURN [[0, count(*)]] AS r1 } CALL (m) { MATCH (t4:AreaSet)
WHERE t4.validFrom <= $p2 AND t4.validTo > $p2 AND t4.purpose = $p3 WITH t4
ORDER BY t4.sk
LIMIT $p4 CALL (t4) { MATCH (t4)-[l6:INCLUDES]->(t7)
WHERE l6.since <= $p2 AND l6.until > $p2 AND t7.validFrom <= $p2 AND t7.validTo > $p2 RETURN [[0, count(*)]] AS r5 } RETURN collect([0, t4.sk, t4.name, r5]) AS r3 } CALL (m) { MATCH (t9:Organisation) USING INDEX t9:Organisation(form, sk)
WHERE t9.form = $p6 AND t9.sk IS NOT NULL AND t9.validFrom <= $p5 AND t9.validTo > $p5 AND t9.name CONTAINS $p7 WITH t9
WHERE NOT t9:Stub RETURN [[0, count(*)]] AS r8 } CALL (m) { MATCH (t11:Organisation) USING INDEX t11:Organisation(form, sk)
WHERE t11.form = $p6 AND t11.sk IS NOT NULL AND t11.validFrom <= $p8 AND t11.validTo > $p8 AND t11.name CONTAINS $p9 WITH t11
WHERE NOT t11:Stub WITH t11
ORDER BY t11.sk
LIMIT $p10 RETURN collect([0, t11.sk, t11.name]) AS r10 } CALL (m) { MATCH (t13:Organisation) USING INDEX t13:Organisation(form, sk)
WHERE t13.form = $p6 AND t13.sk IS NOT NULL AND t13.validFrom <= $p11 AND t13.validTo > $p11 AND t13.name CONTAINS $p12 WITH t13
WHERE NOT t13:Stub RETURN [[0, count(*)]] AS r12 } CALL (m) { MATCH (t15:Organisation) USING INDEX t15:Organisation(form, sk)
WHERE t15.form = $p6 AND t15.sk IS NOT NULL AND t15.validFrom <= $p13 AND t15.validTo > $p13 AND t15.name CONTAINS $p14 WITH t15
WHERE NOT t15:Stub WITH t15
ORDER BY t15.sk
LIMIT $p15 RETURN collect([0, t15.sk, t15.name]) AS r14 } CALL (m) { MATCH (t17:Organisation) USING INDEX t17:Organisation(form, sk)
WHERE t17.form = $p17 AND t17.sk IS NOT NULL AND t17.validFrom <= $p16 AND t17.validTo > $p16 AND t17.name CONTAINS $p18 WITH t17
WHERE NOT t17:Stub RETURN [[0, count(*)]] AS r16 } CALL (m) { MATCH (t19:Organisation) USING INDEX t19:Organisation(form, sk)
WHERE t19.form = $p17 AND t19.sk IS NOT NULL AND t19.validFrom <= $p19 AND t19.validTo > $p19 AND t19.name CONTAINS $p20 WITH t19
WHERE NOT t19:Stub WITH t19
ORDER BY t19.sk
LIMIT $p21 RETURN collect([0, t19.sk, t19.name]) AS r18 } CALL (m) { MATCH (t21:Posting) USING INDEX t21:Posting(role, sk)
WHERE t21.role = $p23 AND t21.sk IS NOT NULL AND t21.validFrom <= $p22 AND t21.validTo > $p22
AND EXISTS { MATCH (t21)-[l22:SERVES]->(n23)
WHERE l22.since <= $p22 AND l22.until > $p22 AND n23.validFrom <= $p22 AND n23.validTo > $p22 AND n23.form = $p17 AND n23.name CONTAINS $p24 } RETURN [[0, count(*)]] AS r20 } CALL (m) { MATCH (t25:Posting) USING INDEX t25:Posting(role, sk)
WHERE t25.role = $p23 AND t25.sk IS NOT NULL AND t25.validFrom <= $p25 AND t25.validTo > $p25
AND EXISTS { MATCH (t25)-[l26:SERVES]->(n27)
WHERE l26.since <= $p25 AND l26.until > $p25 AND n27.validFrom <= $p25 AND n27.validTo > $p25 AND n27.form = $p17 AND n27.name CONTAINS $p26 } WITH t25
ORDER BY t25.sk
LIMIT $p27 OPTIONAL MATCH (t25)-[l28:SERVES]->(n29)
WHERE l28.since <= $p25 AND l28.until > $p25 AND n29.validFrom <= $p25 AND n29.validTo > $p25 RETURN collect([0, t25.sk, t25.holder, n29.sk, n29.name]) AS r24 } CALL (m) { MATCH (t31:Organisation) USING INDEX t31:Organisation(form, sk)
WHERE t31.form = $p29 AND t31.sk IS NOT NULL AND t31.validFrom <= $p28 AND t31.validTo > $p28 AND t31.name CONTAINS $p30 WITH t31
WHERE NOT t31:Stub RETURN [[0, count(*)]] AS r30 } CALL (m) { MATCH (t33:Organisation) USING INDEX t33:Organisation(form, sk)
WHERE t33.form = $p29 AND t33.sk IS NOT NULL AND t33.validFrom <= $p31 AND t33.validTo > $p31 AND t33.name CONTAINS $p32 WITH t33
WHERE NOT t33:Stub WITH t33
ORDER BY t33.sk
LIMIT $p33 RETURN collect([0, t33.sk, t33.name]) AS r32 } CALL (m) { MATCH (t35:Posting) USING INDEX t35:Posting(role, sk)
WHERE t35.role IN $p36 AND t35.sk IS NOT NULL AND t35.validFrom <= $p35 AND t35.validTo > $p35 RETURN [[0, count(*)]] AS r34 } CALL (m) { MATCH (t37:Posting) USING INDEX t37:Posting(role, sk)
WHERE t37.role IN $p36 AND t37.sk IS NOT NULL WITH t37
ORDER BY t37.sk
WHERE t37.validFrom <= $p38 AND t37.validTo > $p38 WITH t37
LIMIT $p39 OPTIONAL MATCH (t37)-[l38:SERVES_IN]->(n39)
WHERE l38.since <= $p38 AND l38.until > $p38 AND n39.validFrom <= $p38 AND n39.validTo > $p38 RETURN collect([0, t37.sk, t37.role, n39.sk, coalesce(head([(n39)-[:FORMERLY]->(h40)
      WHERE h40.property = 'name' AND h40.since <= $p38 AND h40.until > $p38 | h40.value]), n39.name)]) AS r36 } RETURN m.version, [r1, r3, r8, r10, r12, r14, r16, r18, r20, r24, r30, r32, r34, r36]
