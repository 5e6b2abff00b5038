-- 1
MATCH (m:LinliMeta {key: 'hub'}) CALL (m) { MATCH (t2:Organisation) USING INDEX t2:Organisation(form, sk)
WHERE t2.form IN $p1 AND t2.sk IS NOT NULL AND t2.validFrom <= $p0 AND t2.validTo > $p0 WITH t2
WHERE NOT t2:Stub RETURN [[0, count(*)]] AS r1 } CALL (m) { MATCH (t6:Organisation) USING INDEX t6:Organisation(form, sk)
WHERE t6.form IN $p1 AND t6.sk IS NOT NULL AND t6.validFrom <= $p2 AND t6.validTo > $p2 WITH t6
WHERE NOT t6:Stub WITH t6.form AS k4 WITH k4, count(*) AS c5 WITH k4, c5
ORDER BY k4
LIMIT $p3  RETURN collect([0, k4, c5]) AS r3 } CALL (m) { MATCH (t8:Organisation) USING INDEX t8:Organisation(form, sk)
WHERE t8.form IN $p1 AND t8.sk IS NOT NULL WITH t8
ORDER BY t8.sk
WHERE t8.validFrom <= $p4 AND t8.validTo > $p4 AND NOT t8:Stub WITH t8
LIMIT $p5 RETURN collect([0, t8.sk, t8.name, t8.form]) AS r7 } CALL (m) { MATCH (t10:Organisation) USING INDEX t10:Organisation(form, sk)
WHERE t10.form = $p7 AND t10.sk IS NOT NULL AND t10.validFrom <= $p6 AND t10.validTo > $p6
AND EXISTS { MATCH (t10)-[l11:SEATED_IN]->(n12)
WHERE l11.since <= $p6 AND l11.until > $p6 AND n12.validFrom <= $p6 AND n12.validTo > $p6 AND n12.level = $p8 } WITH t10
WHERE NOT t10:Stub RETURN [[0, count(*)]] AS r9 } CALL (m) { MATCH (t14:Organisation) USING INDEX t14:Organisation(form, sk)
WHERE t14.form = $p7 AND t14.sk IS NOT NULL AND t14.validFrom <= $p9 AND t14.validTo > $p9
AND EXISTS { MATCH (t14)-[l15:SEATED_IN]->(n16)
WHERE l15.since <= $p9 AND l15.until > $p9 AND n16.validFrom <= $p9 AND n16.validTo > $p9 AND n16.level = $p8 } WITH t14
WHERE NOT t14:Stub WITH t14
ORDER BY t14.sk
LIMIT $p10 RETURN collect([0, t14.sk, t14.name]) AS r13 } CALL (m) { MATCH (t18:Organisation) USING INDEX t18:Organisation(form, sk)
WHERE t18.form = $p12 AND t18.sk IS NOT NULL AND t18.validFrom <= $p11 AND t18.validTo > $p11 WITH t18
WHERE NOT t18:Stub RETURN [[0, count(*)]] AS r17 } CALL (m) { MATCH (t20:Organisation) USING INDEX t20:Organisation(form, sk)
WHERE t20.form = $p12 AND t20.sk IS NOT NULL WITH t20
ORDER BY t20.sk
WHERE t20.validFrom <= $p13 AND t20.validTo > $p13 AND NOT t20:Stub WITH t20
LIMIT $p14 RETURN collect([0, t20.sk, t20.name]) AS r19 } CALL (m) { MATCH (t22:Organisation) USING INDEX t22:Organisation(form, sk)
WHERE t22.form = $p16 AND t22.sk IS NOT NULL AND t22.validFrom <= $p15 AND t22.validTo > $p15
AND EXISTS { MATCH (t22)-[l23:SUBORDINATE_TO]->(n24)
WHERE l23.since <= $p15 AND l23.until > $p15 AND n24.validFrom <= $p15 AND n24.validTo > $p15 AND n24.form IN $p17
AND EXISTS { MATCH (n24)-[l25:SEATED_IN]->(n26)
WHERE l25.since <= $p15 AND l25.until > $p15 AND n26.validFrom <= $p15 AND n26.validTo > $p15 AND n26.level = $p8 } } WITH t22
WHERE NOT t22:Stub RETURN [[0, count(*)]] AS r21 } CALL (m) { MATCH (t28:Organisation) USING INDEX t28:Organisation(form, sk)
WHERE t28.form = $p16 AND t28.sk IS NOT NULL AND t28.validFrom <= $p18 AND t28.validTo > $p18
AND EXISTS { MATCH (t28)-[l29:SUBORDINATE_TO]->(n30)
WHERE l29.since <= $p18 AND l29.until > $p18 AND n30.validFrom <= $p18 AND n30.validTo > $p18 AND n30.form IN $p17
AND EXISTS { MATCH (n30)-[l31:SEATED_IN]->(n32)
WHERE l31.since <= $p18 AND l31.until > $p18 AND n32.validFrom <= $p18 AND n32.validTo > $p18 AND n32.level = $p8 } } WITH t28
WHERE NOT t28:Stub WITH t28
ORDER BY t28.sk
LIMIT $p19 OPTIONAL MATCH (t28)-[l33:SUBORDINATE_TO]->(n34)
WHERE l33.since <= $p18 AND l33.until > $p18 AND n34.validFrom <= $p18 AND n34.validTo > $p18 RETURN collect([0, t28.sk, t28.name, n34.sk, n34.name, n34.form]) AS r27 } CALL (m) { MATCH (t36:Organisation) USING INDEX t36:Organisation(form, sk)
WHERE t36.form = $p21 AND t36.sk IS NOT NULL AND t36.validFrom <= $p20 AND t36.validTo > $p20 WITH t36
WHERE NOT t36:Stub RETURN [[0, count(*)]] AS r35 } CALL (m) { MATCH (t38:Organisation) USING INDEX t38:Organisation(form, sk)
WHERE t38.form = $p21 AND t38.sk IS NOT NULL WITH t38
ORDER BY t38.sk
WHERE t38.validFrom <= $p22 AND t38.validTo > $p22 AND NOT t38:Stub WITH t38
LIMIT $p23 RETURN collect([0, t38.sk, t38.name]) AS r37 } CALL (m) { MATCH (t40:Organisation) USING INDEX t40:Organisation(form, sk)
WHERE t40.form = $p25 AND t40.sk IS NOT NULL AND t40.validFrom <= $p24 AND t40.validTo > $p24 WITH t40
WHERE NOT t40:Stub RETURN [[0, count(*)]] AS r39 } CALL (m) { MATCH (t42:Organisation) USING INDEX t42:Organisation(form, sk)
WHERE t42.form = $p25 AND t42.sk IS NOT NULL WITH t42
ORDER BY t42.sk
WHERE t42.validFrom <= $p26 AND t42.validTo > $p26 AND NOT t42:Stub WITH t42
LIMIT $p27 RETURN collect([0, t42.sk, t42.name]) AS r41 } CALL (m) { MATCH (t44:Area) USING INDEX t44:Area(level, sk)
WHERE t44.level = $p29 AND t44.sk IS NOT NULL AND t44.validFrom <= $p28 AND t44.validTo > $p28
AND EXISTS { MATCH (t44)<-[l45:COVERS]-(n46)
WHERE l45.since <= $p28 AND l45.until > $p28 AND n46.validFrom <= $p28 AND n46.validTo > $p28 AND n46.form = $p25 } WITH t44
WHERE NOT t44:Stub RETURN [[0, count(*)]] AS r43 } CALL (m) { MATCH (t48:Area) USING INDEX t48:Area(level, sk)
WHERE t48.level = $p29 AND t48.sk IS NOT NULL AND t48.validFrom <= $p30 AND t48.validTo > $p30
AND EXISTS { MATCH (t48)<-[l49:COVERS]-(n50)
WHERE l49.since <= $p30 AND l49.until > $p30 AND n50.validFrom <= $p30 AND n50.validTo > $p30 AND n50.form = $p25 } WITH t48
WHERE NOT t48:Stub WITH t48
ORDER BY t48.sk
LIMIT $p31 CALL (t48) { MATCH (t48)<-[l52:COVERS]-(t53) WITH t53, l52
ORDER BY t53.sk, l52.since
WHERE l52.since <= $p30 AND l52.until > $p30 AND t53.validFrom <= $p30 AND t53.validTo > $p30 WITH t53, l52
LIMIT $p32 RETURN collect([0, t53.sk, t53.name]) AS r51 } RETURN collect([0, t48.sk, t48.name, r51]) AS r47 } CALL (m) { MATCH (t55:Organisation) USING INDEX t55:Organisation(form, sk)
WHERE t55.form = $p16 AND t55.sk IS NOT NULL AND t55.validFrom <= $p33 AND t55.validTo > $p33 AND t55.sector = $p34 WITH t55
WHERE NOT t55:Stub RETURN [[0, count(*)]] AS r54 } CALL (m) { MATCH (t57:Organisation) USING INDEX t57:Organisation(form, sk)
WHERE t57.form = $p16 AND t57.sk IS NOT NULL AND t57.validFrom <= $p35 AND t57.validTo > $p35 AND t57.sector = $p34 WITH t57
WHERE NOT t57:Stub WITH t57
ORDER BY t57.sk
LIMIT $p36 RETURN collect([0, t57.sk, t57.name]) AS r56 } RETURN m.version, [r1, r3, r7, r9, r13, r17, r19, r21, r27, r35, r37, r39, r41, r43, r47, r54, r56]
