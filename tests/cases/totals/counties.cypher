-- 1
MATCH (m:LinliMeta {key: 'hub'}) CALL (m) { UNWIND $p2 AS c MATCH (q:AreaCode)
WHERE q.code = c[1] AND q.authority = $p1 MATCH (t:Area)-[:HAS_CODE]->(q) WITH c, q, t
ORDER BY c[0], t.sk, q.authority, q.vintage, q.code CALL (t) { CALL (t) { MATCH (t)<-[c3:WITHIN]-(b4)<-[l5:LIVES_IN]-(t6)
WHERE c3.since <= $p0 AND c3.until > $p0 AND (c3.depth = 0 OR b4.validFrom <= $p0 AND b4.validTo > $p0) AND l5.since <= $p0 AND l5.until > $p0 AND t6.validFrom <= $p0 AND t6.validTo > $p0 AND t6.pointsFile = $p3 WITH count(*) AS n7, collect([t6, l5]) AS p8 CALL (p8) { UNWIND p8 AS e11 WITH e11[0] AS t6, e11[1] AS l5 WITH t6, l5
ORDER BY t6.sk WITH t6, l5
LIMIT $p4 RETURN collect([0, t6.sk]) AS r10 } RETURN [[0, n7]] AS r9, r10 } CALL (t) { RETURN [[0, reduce(n = 0, one IN COLLECT { MATCH (k13:LinliCount)
  WHERE k13.area = t.sk AND k13.what = $p5 AND k13.day <= $p0 RETURN k13.delta } | n + one)]] AS r12 } CALL (t) { RETURN [[0, reduce(n = 0, one IN COLLECT { MATCH (k15:LinliCount)
  WHERE k15.area = t.sk AND k15.what = $p6 AND k15.day <= $p0 RETURN k15.delta } | n + one)]] AS r14 } CALL (t) { RETURN [[0, reduce(n = 0, one IN COLLECT { MATCH (k17:LinliCount)
  WHERE k17.area = t.sk AND k17.what = $p5 AND k17.day <= $p0 RETURN k17.delta } | n + one) - reduce(n = 0, one IN COLLECT { MATCH (k18:LinliCount)
  WHERE k18.area = t.sk AND k18.what = $p6 AND k18.day <= $p0 RETURN k18.delta } | n + one)]] AS r16 } CALL (t) { RETURN [[0, reduce(n = 0, one IN COLLECT { MATCH (k20:LinliCount)
  WHERE k20.area = t.sk AND k20.what = $p7 AND k20.day <= $p0 RETURN k20.delta } | n + one)]] AS r19 } CALL (t) { MATCH (t)<-[c22:WITHIN]-(b23)<-[l24:SEATED_IN]-(t25)
WHERE c22.since <= $p0 AND c22.until > $p0 AND (c22.depth = 0 OR b23.validFrom <= $p0 AND b23.validTo > $p0) AND l24.since <= $p0 AND l24.until > $p0 AND t25.validFrom <= $p0 AND t25.validTo > $p0 AND NOT t25:Stub AND t25.form = $p8 RETURN [[0, count(*)]] AS r21 } CALL (t) { MATCH (t)<-[c27:WITHIN]-(b28)<-[l29:LIVES_IN]-(t30)
WHERE c27.since <= $p0 AND c27.until > $p0 AND (c27.depth = 0 OR b28.validFrom <= $p0 AND b28.validTo > $p0) WITH t30, l29
ORDER BY t30.sk
WHERE l29.since <= $p0 AND l29.until > $p0 AND t30.validFrom <= $p0 AND t30.validTo > $p0 WITH t30, l29
LIMIT $p9 RETURN collect([0, t30.sk]) AS r26 } RETURN collect([0, t.sk, t.name, r12, r14, r16, r19, r9, r21, r26, r10]) AS r2 } RETURN collect([c[0], t.sk, duration.inDays($p10, q.since).days + 1, duration.inDays($p10, q.until).days + 1, duration.inDays($p10, t.validFrom).days + 1, duration.inDays($p10, t.validTo).days + 1, t.name, q.authority, q.vintage, q.code, r2]) AS r1 } CALL (m) { MATCH (t32:Area) USING INDEX t32:Area(level, sk)
WHERE t32.level = $p12 AND t32.sk IS NOT NULL AND t32.validFrom <= $p11 AND t32.validTo > $p11 WITH t32
WHERE NOT t32:Stub RETURN [[0, count(*)]] AS r31 } CALL (m) { MATCH (t34:Area) USING INDEX t34:Area(level, sk)
WHERE t34.level = $p12 AND t34.sk IS NOT NULL WITH t34
ORDER BY t34.sk
WHERE t34.validFrom <= $p13 AND t34.validTo > $p13 AND NOT t34:Stub WITH t34
LIMIT $p14 CALL (t34) { RETURN [[0, reduce(n = 0, one IN COLLECT { MATCH (k36:LinliCount)
  WHERE k36.area = t34.sk AND k36.what = $p5 AND k36.day <= $p13 RETURN k36.delta } | n + one)]] AS r35 } CALL (t34) { RETURN [[0, reduce(n = 0, one IN COLLECT { MATCH (k38:LinliCount)
  WHERE k38.area = t34.sk AND k38.what = $p6 AND k38.day <= $p13 RETURN k38.delta } | n + one)]] AS r37 } CALL (t34) { RETURN [[0, reduce(n = 0, one IN COLLECT { MATCH (k40:LinliCount)
  WHERE k40.area = t34.sk AND k40.what = $p5 AND k40.day <= $p13 RETURN k40.delta } | n + one) - reduce(n = 0, one IN COLLECT { MATCH (k41:LinliCount)
  WHERE k41.area = t34.sk AND k41.what = $p6 AND k41.day <= $p13 RETURN k41.delta } | n + one)]] AS r39 } CALL (t34) { RETURN [[0, reduce(n = 0, one IN COLLECT { MATCH (k43:LinliCount)
  WHERE k43.area = t34.sk AND k43.what = $p7 AND k43.day <= $p13 RETURN k43.delta } | n + one)]] AS r42 } CALL (t34) { MATCH (t34)<-[c45:WITHIN]-(b46)<-[l47:LIVES_IN]-(t48)
WHERE c45.since <= $p13 AND c45.until > $p13 AND (c45.depth = 0 OR b46.validFrom <= $p13 AND b46.validTo > $p13) AND l47.since <= $p13 AND l47.until > $p13 AND t48.validFrom <= $p13 AND t48.validTo > $p13 AND t48.pointsFile = $p3 RETURN [[0, count(*)]] AS r44 } CALL (t34) { MATCH (t34)<-[c50:WITHIN]-(b51)<-[l52:SEATED_IN]-(t53)
WHERE c50.since <= $p13 AND c50.until > $p13 AND (c50.depth = 0 OR b51.validFrom <= $p13 AND b51.validTo > $p13) AND l52.since <= $p13 AND l52.until > $p13 AND t53.validFrom <= $p13 AND t53.validTo > $p13 AND NOT t53:Stub AND t53.form = $p8 RETURN [[0, count(*)]] AS r49 } RETURN collect([0, t34.sk, t34.name, r35, r37, r39, r42, r44, r49]) AS r33 } RETURN m.version, [r1, r31, r33]
