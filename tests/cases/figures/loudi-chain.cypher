-- 1
MATCH (m:LinliMeta {key: 'hub'}) CALL (m) { MATCH (s2:Area)
WHERE s2.sk = $p1 CALL (s2) { CALL (s2) { MATCH (t5)-[c4:WITHIN]->(s2)
WHERE c4.depth >= 1 AND c4.since <= $p0 AND c4.until > $p0 AND t5.validFrom <= $p0 AND t5.validTo > $p0 WITH t5, t5.level = $p2 AS f6, t5.level = $p3 AS f7, t5.level = $p4 AS f8 WITH count(CASE WHEN f6 THEN 1 END) AS n9, collect(CASE WHEN f6 THEN [t5] END) AS p10, count(CASE WHEN f7 THEN 1 END) AS n11, collect(CASE WHEN f7 THEN [t5] END) AS p12, count(CASE WHEN f8 THEN 1 END) AS n13, collect(CASE WHEN f8 THEN [t5] END) AS p14 CALL (p10) { UNWIND p10 AS e17 WITH e17[0] AS t5 WITH t5
ORDER BY t5.sk WITH t5
LIMIT $p5 RETURN collect([0, t5.sk]) AS r16 } CALL (p12) { UNWIND p12 AS e20 WITH e20[0] AS t5 WITH t5
ORDER BY t5.sk WITH t5
LIMIT $p6 RETURN collect([0, t5.sk]) AS r19 } CALL (p14) { UNWIND p14 AS e23 WITH e23[0] AS t5 WITH t5
ORDER BY t5.sk WITH t5
LIMIT $p7 RETURN collect([0, t5.sk]) AS r22 } RETURN [[0, n9]] AS r15, r16, [[0, n11]] AS r18, r19, [[0, n13]] AS r21, r22 } CALL (s2) { MATCH (s2)<-[c24:WITHIN]-(b25)<-[l26:SERVES_IN]-(t27)
WHERE c24.since <= $p0 AND c24.until > $p0 AND (c24.depth = 0 OR b25.validFrom <= $p0 AND b25.validTo > $p0) AND l26.since <= $p0 AND l26.until > $p0 AND t27.validFrom <= $p0 AND t27.validTo > $p0 WITH t27, l26, COUNT { MATCH (t27)<-[l29:CONTACTED_BY]-(n30)
WHERE l29.since <= $p0 AND l29.until > $p0 AND n30.validFrom <= $p0 AND n30.validTo > $p0 } AS k28 WITH t27, l26, t27.role = $p8 AS f31, t27.role = $p8
AND EXISTS { MATCH (t27)-[l32:HELD_AS]->(n33)
WHERE l32.since <= $p0 AND l32.until > $p0 AND n33.validFrom <= $p0 AND n33.validTo > $p0 AND n33.role = $p9 } AS f34, t27.role = $p10 AS f35, t27.role = $p11 AS f36, t27.role = $p11 AND (k28 >= $p12 AND k28 <= $p13) AS f37, t27.role = $p14 AS f38, t27.partyMember AS v43, t27.college AS v44, t27.delegate AS v45 WITH collect(CASE WHEN f31 THEN [t27, l26] END) AS p39, count(CASE WHEN f34 THEN 1 END) AS n40, collect(CASE WHEN f34 THEN [t27, l26] END) AS p41, collect(CASE WHEN f35 THEN [t27, l26] END) AS p42, count(CASE WHEN f36 THEN 1 END) AS n46, sum(CASE WHEN CASE WHEN f36 THEN v43 END THEN 1 ELSE 0 END) AS n47, sum(CASE WHEN CASE WHEN f36 THEN v44 END THEN 1 ELSE 0 END) AS n48, sum(CASE WHEN CASE WHEN f36 THEN v45 END THEN 1 ELSE 0 END) AS n49, collect(CASE WHEN f36 THEN [t27, l26] END) AS p50, count(CASE WHEN f37 THEN 1 END) AS n51, collect(CASE WHEN f37 THEN [t27, l26] END) AS p52, count(CASE WHEN f38 THEN 1 END) AS n53, collect(CASE WHEN f38 THEN [t27, l26] END) AS p54 CALL (p39) { UNWIND p39 AS e56 WITH e56[0] AS t27, e56[1] AS l26 WITH t27, l26
ORDER BY t27.sk WITH t27, l26
LIMIT $p15 RETURN collect([0, t27.sk]) AS r55 } CALL (p41) { UNWIND p41 AS e59 WITH e59[0] AS t27, e59[1] AS l26 WITH t27, l26
ORDER BY t27.sk WITH t27, l26
LIMIT $p16 RETURN collect([0, t27.sk]) AS r58 } CALL (p42) { UNWIND p42 AS e61 WITH e61[0] AS t27, e61[1] AS l26 WITH t27, l26
ORDER BY t27.sk WITH t27, l26
LIMIT $p17 RETURN collect([0, t27.sk]) AS r60 } CALL (p50) { UNWIND p50 AS e64 WITH e64[0] AS t27, e64[1] AS l26 WITH t27, l26
ORDER BY t27.sk WITH t27, l26
LIMIT $p18 RETURN collect([0, t27.sk]) AS r63 } CALL (p52) { UNWIND p52 AS e67 WITH e67[0] AS t27, e67[1] AS l26 WITH t27, l26
ORDER BY t27.sk WITH t27, l26
LIMIT $p19 CALL (t27) { MATCH (t27)<-[l69:CONTACTED_BY]-(t70)
WHERE l69.since <= $p0 AND l69.until > $p0 AND t70.validFrom <= $p0 AND t70.validTo > $p0 RETURN [[0, count(*)]] AS r68 } RETURN collect([0, t27.sk, r68]) AS r66 } CALL (p54) { UNWIND p54 AS e73 WITH e73[0] AS t27, e73[1] AS l26 WITH t27, l26
ORDER BY t27.sk WITH t27, l26
LIMIT $p20 RETURN collect([0, t27.sk]) AS r72 } RETURN r55, [[0, n40]] AS r57, r58, r60, [[0, n46, n47, n48, n49]] AS r62, r63, [[0, n51]] AS r65, r66, [[0, n53]] AS r71, r72 } CALL (s2) { RETURN [[0, reduce(n = 0, one IN COLLECT { MATCH (k75:LinliCount)
  WHERE k75.area = s2.sk AND k75.what = $p21 AND k75.day <= $p0 RETURN k75.delta } | n + one)]] AS r74 } CALL (s2) { RETURN [[0, reduce(n = 0, one IN COLLECT { MATCH (k77:LinliCount)
  WHERE k77.area = s2.sk AND k77.what = $p22 AND k77.day <= $p0 RETURN k77.delta } | n + one)]] AS r76 } CALL (s2) { RETURN [[0, reduce(n = 0, one IN COLLECT { MATCH (k79:LinliCount)
  WHERE k79.area = s2.sk AND k79.what = $p23 AND k79.day <= $p0 RETURN k79.delta } | n + one)]] AS r78 } CALL (s2) { MATCH (s2)<-[c81:WITHIN]-(b82)<-[l83:LIVES_IN]-(t84)
WHERE c81.since <= $p0 AND c81.until > $p0 AND (c81.depth = 0 OR b82.validFrom <= $p0 AND b82.validTo > $p0) WITH t84, l83
ORDER BY t84.sk
WHERE l83.since <= $p0 AND l83.until > $p0 AND t84.validFrom <= $p0 AND t84.validTo > $p0 WITH t84, l83
LIMIT $p24 RETURN collect([0, t84.sk]) AS r80 } CALL (s2) { RETURN [[0, reduce(n = 0, one IN COLLECT { MATCH (k86:LinliCount)
  WHERE k86.area = s2.sk AND k86.what = $p23 AND k86.day <= $p0 RETURN k86.delta } | n + one) - reduce(n = 0, one IN COLLECT { MATCH (k87:LinliCount)
  WHERE k87.area = s2.sk AND k87.what = $p25 AND k87.day <= $p0 RETURN k87.delta } | n + one)]] AS r85 } RETURN collect([0, s2.sk, s2.name, s2.level, r15, r16, r18, r19, r21, r22, r74, r55, r57, r58, r76, r60, r62, r63, r65, r66, r78, r80, r85, r71, r72]) AS r3 }  RETURN collect([0, r3]) AS r1 } CALL (m) { MATCH (t89:Area) USING INDEX t89:Area(level, sk)
WHERE t89.level = $p2 AND t89.sk IS NOT NULL AND t89.validFrom <= $p26 AND t89.validTo > $p26
AND EXISTS { MATCH (t89)<-[c90:WITHIN]-(b91)<-[l92:SERVES_IN]-(n93)
WHERE c90.since <= $p26 AND c90.until > $p26 AND l92.since <= $p26 AND l92.until > $p26 AND (c90.depth = 0 OR b91.validFrom <= $p26 AND b91.validTo > $p26) AND n93.validFrom <= $p26 AND n93.validTo > $p26 AND n93.role = $p11 }
AND EXISTS { MATCH (t89)<-[c94:WITHIN]-(b95)<-[l96:SERVES_IN]-(n97)
WHERE c94.since <= $p26 AND c94.until > $p26 AND l96.since <= $p26 AND l96.until > $p26 AND (c94.depth = 0 OR b95.validFrom <= $p26 AND b95.validTo > $p26) AND n97.validFrom <= $p26 AND n97.validTo > $p26 AND n97.role = $p8 }
AND EXISTS { MATCH (t89)<-[c98:WITHIN]-(b99)<-[l100:SERVES_IN]-(n101)
WHERE c98.since <= $p26 AND c98.until > $p26 AND l100.since <= $p26 AND l100.until > $p26 AND (c98.depth = 0 OR b99.validFrom <= $p26 AND b99.validTo > $p26) AND n101.validFrom <= $p26 AND n101.validTo > $p26 AND n101.role = $p10 } WITH t89
WHERE NOT t89:Stub RETURN [[0, count(*)]] AS r88 } CALL (m) { MATCH (t103:Area) USING INDEX t103:Area(level, sk)
WHERE t103.level = $p2 AND t103.sk IS NOT NULL AND t103.validFrom <= $p27 AND t103.validTo > $p27
AND EXISTS { MATCH (t103)<-[c104:WITHIN]-(b105)<-[l106:SERVES_IN]-(n107)
WHERE c104.since <= $p27 AND c104.until > $p27 AND l106.since <= $p27 AND l106.until > $p27 AND (c104.depth = 0 OR b105.validFrom <= $p27 AND b105.validTo > $p27) AND n107.validFrom <= $p27 AND n107.validTo > $p27 AND n107.role = $p11 }
AND EXISTS { MATCH (t103)<-[c108:WITHIN]-(b109)<-[l110:SERVES_IN]-(n111)
WHERE c108.since <= $p27 AND c108.until > $p27 AND l110.since <= $p27 AND l110.until > $p27 AND (c108.depth = 0 OR b109.validFrom <= $p27 AND b109.validTo > $p27) AND n111.validFrom <= $p27 AND n111.validTo > $p27 AND n111.role = $p8 }
AND EXISTS { MATCH (t103)<-[c112:WITHIN]-(b113)<-[l114:SERVES_IN]-(n115)
WHERE c112.since <= $p27 AND c112.until > $p27 AND l114.since <= $p27 AND l114.until > $p27 AND (c112.depth = 0 OR b113.validFrom <= $p27 AND b113.validTo > $p27) AND n115.validFrom <= $p27 AND n115.validTo > $p27 AND n115.role = $p10 } WITH t103
WHERE NOT t103:Stub WITH t103
ORDER BY t103.sk
LIMIT $p28 RETURN collect([0, t103.sk]) AS r102 } RETURN m.version, [r1, r88, r102]
