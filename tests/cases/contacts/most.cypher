-- 1
MATCH (m:LinliMeta {key: 'hub'}) CALL (m) { MATCH (s2:Area)
WHERE s2.sk = $p1 CALL (s2) { CALL (s2) { MATCH (t4:Posting) USING INDEX t4:Posting(township, sk)
WHERE t4.township = s2.sk AND t4.sk IS NOT NULL AND t4.validFrom <= $p0 AND t4.validTo > $p0 AND t4.role = $p2 WITH t4, COUNT { MATCH (t4)<-[l6:CONTACTED_BY]-(n7)
WHERE l6.since <= $p0 AND l6.until > $p0 AND n7.validFrom <= $p0 AND n7.validTo > $p0 } AS k5 WITH t4, k5 = $p3 AS f8, k5 > $p4 AS f9, k5 < $p5 AS f10 WITH count(CASE WHEN f8 THEN 1 END) AS n11, collect(CASE WHEN f8 THEN [t4] END) AS p12, count(CASE WHEN f9 THEN 1 END) AS n13, count(CASE WHEN f10 THEN 1 END) AS n14 CALL (p12) { UNWIND p12 AS e17 WITH e17[0] AS t4 WITH t4
ORDER BY t4.sk WITH t4
LIMIT $p6 OPTIONAL MATCH (t4)-[l18:SERVES_IN]->(n19)
WHERE l18.since <= $p0 AND l18.until > $p0 AND n19.validFrom <= $p0 AND n19.validTo > $p0 OPTIONAL MATCH (n19)-[l20:PART_OF]->(n21)
WHERE l20.since <= $p0 AND l20.until > $p0 AND n21.validFrom <= $p0 AND n21.validTo > $p0 CALL (t4) { MATCH (t4)<-[l23:CONTACTED_BY]-(t24)
WHERE l23.since <= $p0 AND l23.until > $p0 AND t24.validFrom <= $p0 AND t24.validTo > $p0 RETURN [[0, count(*)]] AS r22 } RETURN collect([0, t4.sk, t4.holder, n19.sk, n19.name, n21.sk, n21.name, r22]) AS r16 } RETURN [[0, n11]] AS r15, r16, [[0, n13]] AS r25, [[0, n14]] AS r26 } CALL (s2) { RETURN [[0, reduce(n = 0, one IN COLLECT { MATCH (k28:LinliCount)
  WHERE k28.area = s2.sk AND k28.what = $p7 AND k28.day <= $p0 RETURN k28.delta } | n + one)]] AS r27 } RETURN collect([0, s2.sk, r27, r15, r16, r25, r26]) AS r3 }  RETURN collect([0, r3]) AS r1 } RETURN m.version, [r1]
