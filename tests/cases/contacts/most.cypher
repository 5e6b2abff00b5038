-- 1
MATCH (m:LinliMeta {key: 'hub'}) CALL (m) { MATCH (s2:Area)
WHERE s2.sk = $p1 CALL (s2) { CALL (s2) { MATCH (s2)<-[c4:WITHIN]-(b5)<-[l6:SERVES_IN]-(t7)
WHERE c4.since <= $p0 AND c4.until > $p0 AND (c4.depth = 0 OR b5.validFrom <= $p0 AND b5.validTo > $p0) AND l6.since <= $p0 AND l6.until > $p0 AND t7.validFrom <= $p0 AND t7.validTo > $p0 AND t7.role = $p2 WITH t7, l6, COUNT { MATCH (t7)<-[l9:CONTACTED_BY]-(n10)
WHERE l9.since <= $p0 AND l9.until > $p0 AND n10.validFrom <= $p0 AND n10.validTo > $p0 } AS k8 WITH t7, l6, k8 = $p3 AS f11, k8 > $p4 AS f12, k8 < $p5 AS f13 WITH count(CASE WHEN f11 THEN 1 END) AS n14, collect(CASE WHEN f11 THEN [t7, l6] END) AS p15, count(CASE WHEN f12 THEN 1 END) AS n16, count(CASE WHEN f13 THEN 1 END) AS n17 CALL (p15) { UNWIND p15 AS e20 WITH e20[0] AS t7, e20[1] AS l6 WITH t7, l6
ORDER BY t7.sk WITH t7, l6
LIMIT $p6 OPTIONAL MATCH (t7)-[l21:SERVES_IN]->(n22)
WHERE l21.since <= $p0 AND l21.until > $p0 AND n22.validFrom <= $p0 AND n22.validTo > $p0 OPTIONAL MATCH (n22)-[l23:PART_OF]->(n24)
WHERE l23.since <= $p0 AND l23.until > $p0 AND n24.validFrom <= $p0 AND n24.validTo > $p0 CALL (t7) { MATCH (t7)<-[l26:CONTACTED_BY]-(t27)
WHERE l26.since <= $p0 AND l26.until > $p0 AND t27.validFrom <= $p0 AND t27.validTo > $p0 RETURN [[0, count(*)]] AS r25 } RETURN collect([0, t7.sk, t7.holder, n22.sk, n22.name, n24.sk, n24.name, r25]) AS r19 } RETURN [[0, n14]] AS r18, r19, [[0, n16]] AS r28, [[0, n17]] AS r29 } CALL (s2) { RETURN [[0, reduce(n = 0, one IN COLLECT { MATCH (k31:LinliCount)
  WHERE k31.area = s2.sk AND k31.what = $p7 AND k31.day <= $p0 RETURN k31.delta } | n + one)]] AS r30 } RETURN collect([0, s2.sk, r30, r18, r19, r28, r29]) AS r3 }  RETURN collect([0, r3]) AS r1 } RETURN m.version, [r1]
