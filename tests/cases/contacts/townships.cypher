-- 1
MATCH (m:LinliMeta {key: 'hub'}) CALL (m) { UNWIND $p1 AS c MATCH (q:AreaCode)
WHERE q.code = c[1] MATCH (t:Area)-[:HAS_CODE]->(q) WITH c, q, t
ORDER BY c[0], t.sk, q.authority, q.vintage, q.code CALL (t) { CALL (t) { MATCH (t)<-[c3:WITHIN]-(b4)<-[l5:SERVES_IN]-(t6)
WHERE c3.since <= $p0 AND c3.until > $p0 AND (c3.depth = 0 OR b4.validFrom <= $p0 AND b4.validTo > $p0) AND l5.since <= $p0 AND l5.until > $p0 AND t6.validFrom <= $p0 AND t6.validTo > $p0 AND t6.role = $p2 WITH t6, l5, COUNT { MATCH (t6)<-[l8:CONTACTED_BY]-(n9)
WHERE l8.since <= $p0 AND l8.until > $p0 AND n9.validFrom <= $p0 AND n9.validTo > $p0 } AS k7 WITH t6, l5, k7 = $p3 AS f10, k7 = $p4 AS f11, (k7 < $p5 OR k7 > $p6) AS f12 WITH count(CASE WHEN f10 THEN 1 END) AS n13, collect(CASE WHEN f10 THEN [t6, l5] END) AS p14, count(CASE WHEN f11 THEN 1 END) AS n15, collect(CASE WHEN f11 THEN [t6, l5] END) AS p16, count(CASE WHEN f12 THEN 1 END) AS n17, collect(CASE WHEN f12 THEN [t6, l5] END) AS p18 CALL (p14) { UNWIND p14 AS e21 WITH e21[0] AS t6, e21[1] AS l5 WITH t6, l5
ORDER BY t6.sk WITH t6, l5
LIMIT $p7 RETURN collect([0, t6.sk]) AS r20 } CALL (p16) { UNWIND p16 AS e24 WITH e24[0] AS t6, e24[1] AS l5 WITH t6, l5
ORDER BY t6.sk WITH t6, l5
LIMIT $p8 RETURN collect([0, t6.sk]) AS r23 } CALL (p18) { UNWIND p18 AS e27 WITH e27[0] AS t6, e27[1] AS l5 WITH t6, l5
ORDER BY t6.sk WITH t6, l5
LIMIT $p9 RETURN collect([0, t6.sk]) AS r26 } RETURN [[0, n13]] AS r19, r20, [[0, n15]] AS r22, r23, [[0, n17]] AS r25, r26 } CALL (t) { MATCH (t29)-[c28:WITHIN]->(t)
WHERE c28.depth >= 1 AND c28.since <= $p0 AND c28.until > $p0 AND t29.validFrom <= $p0 AND t29.validTo > $p0 AND t29.level = $p10 WITH count(*) AS n30, collect([t29]) AS p31 CALL (p31) { UNWIND p31 AS e34 WITH e34[0] AS t29 WITH t29
ORDER BY t29.sk WITH t29
LIMIT $p11 CALL (t29) { RETURN [[0, reduce(n = 0, one IN COLLECT { MATCH (k36:LinliCount)
  WHERE k36.area = t29.sk AND k36.what = $p12 AND k36.day <= $p0 RETURN k36.delta } | n + one) - reduce(n = 0, one IN COLLECT { MATCH (k37:LinliCount)
  WHERE k37.area = t29.sk AND k37.what = $p13 AND k37.day <= $p0 RETURN k37.delta } | n + one)]] AS r35 } CALL (t29) { MATCH (t29)<-[c39:WITHIN]-(b40)<-[l41:SERVES_IN]-(t42)
WHERE c39.since <= $p0 AND c39.until > $p0 AND (c39.depth = 0 OR b40.validFrom <= $p0 AND b40.validTo > $p0) AND l41.since <= $p0 AND l41.until > $p0 AND t42.validFrom <= $p0 AND t42.validTo > $p0 AND t42.role = $p2 AND (COUNT { MATCH (t42)<-[l43:CONTACTED_BY]-(n44)
  WHERE l43.since <= $p0 AND l43.until > $p0 AND n44.validFrom <= $p0 AND n44.validTo > $p0 } < $p14 OR COUNT { MATCH (t42)<-[l45:CONTACTED_BY]-(n46)
  WHERE l45.since <= $p0 AND l45.until > $p0 AND n46.validFrom <= $p0 AND n46.validTo > $p0 } > $p15) RETURN [[0, count(*)]] AS r38 } RETURN collect([0, t29.sk, t29.name, r35, r38]) AS r33 } RETURN [[0, n30]] AS r32, r33 } CALL (t) { RETURN [[0, reduce(n = 0, one IN COLLECT { MATCH (k48:LinliCount)
  WHERE k48.area = t.sk AND k48.what = $p12 AND k48.day <= $p0 RETURN k48.delta } | n + one)]] AS r47 } CALL (t) { RETURN [[0, reduce(n = 0, one IN COLLECT { MATCH (k50:LinliCount)
  WHERE k50.area = t.sk AND k50.what = $p12 AND k50.day <= $p0 RETURN k50.delta } | n + one) - reduce(n = 0, one IN COLLECT { MATCH (k51:LinliCount)
  WHERE k51.area = t.sk AND k51.what = $p13 AND k51.day <= $p0 RETURN k51.delta } | n + one)]] AS r49 } CALL (t) { MATCH (t)<-[c53:WITHIN]-(b54)<-[l55:LIVES_IN]-(t56)
WHERE c53.since <= $p0 AND c53.until > $p0 AND (c53.depth = 0 OR b54.validFrom <= $p0 AND b54.validTo > $p0) AND l55.since <= $p0 AND l55.until > $p0 AND t56.validFrom <= $p0 AND t56.validTo > $p0
AND NOT EXISTS { MATCH (t56)-[l57:CONTACTED_BY]->(n58)
WHERE l57.since <= $p0 AND l57.until > $p0 AND n58.validFrom <= $p0 AND n58.validTo > $p0 } WITH t56, l55
ORDER BY t56.sk
LIMIT $p16 RETURN collect([0, t56.sk]) AS r52 } CALL (t) { RETURN [[0, reduce(n = 0, one IN COLLECT { MATCH (k60:LinliCount)
  WHERE k60.area = t.sk AND k60.what = $p17 AND k60.day <= $p0 RETURN k60.delta } | n + one)]] AS r59 } RETURN collect([0, t.sk, t.name, r47, r49, r52, r59, r19, r20, r22, r23, r25, r26, r32, r33]) AS r2 } RETURN collect([c[0], t.sk, duration.inDays($p18, q.since).days + 1, duration.inDays($p18, q.until).days + 1, duration.inDays($p18, t.validFrom).days + 1, duration.inDays($p18, t.validTo).days + 1, t.name, q.authority, q.vintage, q.code, r2]) AS r1 } RETURN m.version, [r1]
