-- 1
MATCH (m:LinliMeta {key: 'hub'}) CALL (m) { MATCH (s2:Area)
WHERE s2.sk = $p1 CALL (s2) { CALL (s2) { RETURN [[0, reduce(n = 0, one IN COLLECT { MATCH (k5:LinliCount)
  WHERE k5.area = s2.sk AND k5.what = $p2 AND k5.day <= $p0 RETURN k5.delta } | n + one)]] AS r4 } CALL (s2) { MATCH (s2)<-[c7:WITHIN]-(b8)<-[l9:SERVES_IN]-(t10)
WHERE c7.since <= $p0 AND c7.until > $p0 AND (c7.depth = 0 OR b8.validFrom <= $p0 AND b8.validTo > $p0) AND l9.since <= $p0 AND l9.until > $p0 AND t10.validFrom <= $p0 AND t10.validTo > $p0 AND t10.role = $p3 AND COUNT { MATCH (t10)<-[l11:CONTACTED_BY]-(n12)
WHERE l11.since <= $p0 AND l11.until > $p0 AND n12.validFrom <= $p0 AND n12.validTo > $p0 } = $p4 RETURN [[0, count(*)]] AS r6 } CALL (s2) { MATCH (s2)<-[c14:WITHIN]-(b15)<-[l16:SERVES_IN]-(t17)
WHERE c14.since <= $p0 AND c14.until > $p0 AND (c14.depth = 0 OR b15.validFrom <= $p0 AND b15.validTo > $p0) AND l16.since <= $p0 AND l16.until > $p0 AND t17.validFrom <= $p0 AND t17.validTo > $p0 AND t17.role = $p3 AND COUNT { MATCH (t17)<-[l18:CONTACTED_BY]-(n19)
WHERE l18.since <= $p0 AND l18.until > $p0 AND n19.validFrom <= $p0 AND n19.validTo > $p0 } = $p5 WITH t17, l16
ORDER BY t17.sk
LIMIT $p6 OPTIONAL MATCH (t17)-[l20:SERVES_IN]->(n21)
WHERE l20.since <= $p0 AND l20.until > $p0 AND n21.validFrom <= $p0 AND n21.validTo > $p0 OPTIONAL MATCH (n21)-[l22:PART_OF]->(n23)
WHERE l22.since <= $p0 AND l22.until > $p0 AND n23.validFrom <= $p0 AND n23.validTo > $p0 CALL (t17) { MATCH (t17)<-[l25:CONTACTED_BY]-(t26)
WHERE l25.since <= $p0 AND l25.until > $p0 AND t26.validFrom <= $p0 AND t26.validTo > $p0 RETURN [[0, count(*)]] AS r24 } RETURN collect([0, t17.sk, t17.holder, n21.sk, n21.name, n23.sk, n23.name, r24]) AS r13 } CALL (s2) { MATCH (s2)<-[c28:WITHIN]-(b29)<-[l30:SERVES_IN]-(t31)
WHERE c28.since <= $p0 AND c28.until > $p0 AND (c28.depth = 0 OR b29.validFrom <= $p0 AND b29.validTo > $p0) AND l30.since <= $p0 AND l30.until > $p0 AND t31.validFrom <= $p0 AND t31.validTo > $p0 AND t31.role = $p3 AND COUNT { MATCH (t31)<-[l32:CONTACTED_BY]-(n33)
WHERE l32.since <= $p0 AND l32.until > $p0 AND n33.validFrom <= $p0 AND n33.validTo > $p0 } > $p7 RETURN [[0, count(*)]] AS r27 } CALL (s2) { MATCH (s2)<-[c35:WITHIN]-(b36)<-[l37:SERVES_IN]-(t38)
WHERE c35.since <= $p0 AND c35.until > $p0 AND (c35.depth = 0 OR b36.validFrom <= $p0 AND b36.validTo > $p0) AND l37.since <= $p0 AND l37.until > $p0 AND t38.validFrom <= $p0 AND t38.validTo > $p0 AND t38.role = $p3 AND COUNT { MATCH (t38)<-[l39:CONTACTED_BY]-(n40)
WHERE l39.since <= $p0 AND l39.until > $p0 AND n40.validFrom <= $p0 AND n40.validTo > $p0 } < $p8 RETURN [[0, count(*)]] AS r34 } RETURN collect([0, s2.sk, r4, r6, r13, r27, r34]) AS r3 } RETURN collect([0, r3]) AS r1 } RETURN m.version, [r1]
