-- 1
MATCH (m:LinliMeta {key: 'hub'}) CALL (m) { MATCH (s2:Area)
WHERE s2.sk = $p1 CALL (s2) { CALL (s2) { MATCH (s2)<-[c5:WITHIN]-(b6)<-[l7:LIVES_IN]-(t8)
WHERE c5.since <= $p0 AND c5.until > $p0 AND (c5.depth = 0 OR b6.validFrom <= $p0 AND b6.validTo > $p0) AND l7.since <= $p0 AND l7.until > $p0 AND t8.validFrom <= $p0 AND t8.validTo > $p0 RETURN [[0, count(*), CASE count(t8.size) WHEN 0 THEN null ELSE sum(t8.size) END, count(t8.size), min(t8.size), max(t8.size), count(DISTINCT t8.size)]] AS r4 } CALL (s2) { WITH s2, COLLECT { MATCH (s2)<-[c12:WITHIN]-(m13)
WHERE c12.since <= $p0 AND c12.until > $p0 AND m13.level = $p2 AND m13.validFrom <= $p0 AND m13.validTo > $p0 RETURN [m13.sk, reduce(n = 0, one IN COLLECT { MATCH (k16:LinliCount)
  WHERE k16.area = m13.sk AND k16.what = $p3 AND k16.day <= $p0 RETURN k16.delta } | n + one)] AS f14
UNION ALL MATCH (s2)-[c12:WITHIN]->(m13)
WHERE c12.depth > 0 AND c12.since <= $p0 AND c12.until > $p0 AND m13.level = $p2 AND m13.validFrom <= $p0 AND m13.validTo > $p0 AND s2.validFrom <= $p0 AND s2.validTo > $p0 RETURN [m13.sk, reduce(n = 0, one IN COLLECT { MATCH (k17:LinliCount)
  WHERE k17.area = s2.sk AND k17.what = $p3 AND k17.day <= $p0 RETURN k17.delta } | n + one)] AS f14 } AS l15 UNWIND l15 + [[null, reduce(n = 0, one IN COLLECT { MATCH (k18:LinliCount)
  WHERE k18.area = s2.sk AND k18.what = $p3 AND k18.day <= $p0 RETURN k18.delta } | n + one) - reduce(n = 0, one IN l15 | n + one[1])]] AS f14 WITH f14[0] AS k10, f14[1] AS c11
WHERE c11 > 0 RETURN [[0, count(*)]] AS r9 } CALL (s2) { MATCH (s2)<-[c22:WITHIN]-(b23)
WHERE c22.since <= $p0 AND c22.until > $p0 AND (c22.depth = 0 OR b23.validFrom <= $p0 AND b23.validTo > $p0) WITH b23, CASE WHEN b23.validFrom <= $p0 AND b23.validTo > $p0 THEN head(COLLECT { MATCH (b23)-[c28:WITHIN]->(m27)
  WHERE c28.since <= $p0 AND c28.until > $p0 AND m27.level = $p2 AND (c28.depth = 0 OR m27.validFrom <= $p0 AND m27.validTo > $p0) RETURN m27.sk }) END AS a26 MATCH (b23)<-[l24:LIVES_IN]-(t25)
WHERE l24.since <= $p0 AND l24.until > $p0 AND t25.validFrom <= $p0 AND t25.validTo > $p0 WITH a26 AS k20, t25.size AS v29, t25.size AS v30 WITH k20, count(*) AS c21, CASE count(v29) WHEN 0 THEN null ELSE sum(v29) END AS m31, count(v30) AS m32 WITH k20, c21, m31, m32
ORDER BY k20
LIMIT $p4 OPTIONAL MATCH (s33:Area)
WHERE s33.sk = k20 CALL (s33) {  RETURN collect([0, s33.sk, s33.name]) AS r34 } RETURN collect([0, k20, c21, m31, m32, r34]) AS r19 } CALL (s2) { MATCH (s2)<-[c39:WITHIN]-(b40)
WHERE c39.since <= $p0 AND c39.until > $p0 AND (c39.depth = 0 OR b40.validFrom <= $p0 AND b40.validTo > $p0) WITH b40, CASE WHEN b40.validFrom <= $p0 AND b40.validTo > $p0 THEN head(COLLECT { MATCH (b40)-[c45:WITHIN]->(m44)
  WHERE c45.since <= $p0 AND c45.until > $p0 AND m44.level = $p2 AND (c45.depth = 0 OR m44.validFrom <= $p0 AND m44.validTo > $p0) RETURN m44.sk }) END AS a43 MATCH (b40)<-[l41:LIVES_IN]-(t42)
WHERE l41.since <= $p0 AND l41.until > $p0 AND t42.validFrom <= $p0 AND t42.validTo > $p0 WITH DISTINCT a43 AS k36, t42.pointsFile AS k37 RETURN [[0, count(*)]] AS r35 } CALL (s2) { MATCH (s2)<-[c50:WITHIN]-(b51)
WHERE c50.since <= $p0 AND c50.until > $p0 AND (c50.depth = 0 OR b51.validFrom <= $p0 AND b51.validTo > $p0) WITH b51, CASE WHEN b51.validFrom <= $p0 AND b51.validTo > $p0 THEN head(COLLECT { MATCH (b51)-[c56:WITHIN]->(m55)
  WHERE c56.since <= $p0 AND c56.until > $p0 AND m55.level = $p2 AND (c56.depth = 0 OR m55.validFrom <= $p0 AND m55.validTo > $p0) RETURN m55.sk }) END AS a54 MATCH (b51)<-[l52:LIVES_IN]-(t53)
WHERE l52.since <= $p0 AND l52.until > $p0 AND t53.validFrom <= $p0 AND t53.validTo > $p0 WITH a54 AS k47, t53.pointsFile AS k48, t53.size AS v57 WITH k47, k48, count(*) AS c49, CASE count(v57) WHEN 0 THEN null ELSE sum(v57) END AS m58 WITH k47, k48, c49, m58
ORDER BY c49 DESC, k47, k48
LIMIT $p5 OPTIONAL MATCH (s59:Area)
WHERE s59.sk = k47 CALL (s59) {  RETURN collect([0, s59.sk, s59.name]) AS r60 } RETURN collect([0, k47, k48, c49, m58, r60]) AS r46 } RETURN collect([0, s2.sk, r4, r9, r19, r35, r46]) AS r3 }  RETURN collect([0, r3]) AS r1 } RETURN m.version, [r1]
