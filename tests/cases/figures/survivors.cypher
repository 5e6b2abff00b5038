-- 1
MATCH (m:LinliMeta {key: 'hub'}) CALL (m) { MATCH (s2:Area)
WHERE s2.sk = $p1 CALL (s2) { CALL (s2) { MATCH (t5)-[c4:WITHIN]->(s2)
WHERE c4.depth >= 1 AND c4.since <= $p0 AND c4.until > $p0 AND t5.validFrom <= $p0 AND t5.validTo > $p0 AND t5.level = $p2 AND t5.validFrom < $p3 WITH count(*) AS n6, collect([t5]) AS p7 CALL (p7) { UNWIND p7 AS e10 WITH e10[0] AS t5 WITH t5
ORDER BY t5.sk WITH t5
LIMIT $p4 RETURN collect([0, t5.sk, t5.name, duration.inDays($p5, t5.validFrom).days + 1]) AS r9 } RETURN [[0, n6]] AS r8, r9 } RETURN collect([0, s2.sk, r8, r9]) AS r3 }  RETURN collect([0, r3]) AS r1 } CALL (m) { MATCH (s12:Area)
WHERE s12.sk = $p7 CALL (s12) { CALL (s12) { MATCH (t15)-[c14:WITHIN]->(s12)
WHERE c14.depth >= 1 AND c14.since <= $p8 AND c14.until > $p8 AND t15.validFrom <= $p8 AND t15.validTo > $p8 WITH t15, t15.level = $p9 AS f16, t15.level = $p2 AS f17 WITH count(CASE WHEN f16 THEN 1 END) AS n18, collect(CASE WHEN f16 THEN [t15] END) AS p19, count(CASE WHEN f17 THEN 1 END) AS n20, collect(CASE WHEN f17 THEN [t15] END) AS p21 CALL (p19) { UNWIND p19 AS e24 WITH e24[0] AS t15 WITH t15
ORDER BY t15.sk WITH t15
LIMIT $p10 RETURN collect([0, t15.sk, coalesce(head([(t15)-[:FORMERLY]->(h25)
      WHERE h25.property = 'name' AND h25.since <= $p8 AND h25.until > $p8 | h25.value]), t15.name)]) AS r23 } CALL (p21) { UNWIND p21 AS e28 WITH e28[0] AS t15 WITH t15
ORDER BY t15.sk WITH t15
LIMIT $p11 OPTIONAL MATCH (t15)-[l29:PART_OF]->(n30)
WHERE l29.since <= $p8 AND l29.until > $p8 AND n30.validFrom <= $p8 AND n30.validTo > $p8 RETURN collect([0, t15.sk, coalesce(head([(t15)-[:FORMERLY]->(h31)
      WHERE h31.property = 'name' AND h31.since <= $p8 AND h31.until > $p8 | h31.value]), t15.name), n30.sk, coalesce(head([(n30)-[:FORMERLY]->(h32)
      WHERE h32.property = 'name' AND h32.since <= $p8 AND h32.until > $p8 | h32.value]), n30.name)]) AS r27 } RETURN [[0, n18]] AS r22, r23, [[0, n20]] AS r26, r27 } RETURN collect([0, s12.sk, r22, r23, r26, r27]) AS r13 }  RETURN collect([0, r13]) AS r11 } RETURN m.version, [r1, r11]
