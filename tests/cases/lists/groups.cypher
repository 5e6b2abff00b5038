-- 1
CALL () { MATCH (s2:Area)
WHERE s2.sk = $p1 CALL (s2) { CALL (s2) { MATCH (s2)<-[c5:WITHIN]-(b6)<-[l7:LIVES_IN]-(t8)
WHERE c5.since <= $p0 AND c5.until > $p0 AND (c5.depth = 0 OR b6.validFrom <= $p0 AND b6.validTo > $p0) AND l7.since <= $p0 AND l7.until > $p0 AND t8.validFrom <= $p0 AND t8.validTo > $p0 RETURN [[0, count(*), CASE count(t8.size) WHEN 0 THEN null ELSE sum(t8.size) END, count(t8.size), min(t8.size), max(t8.size), count(DISTINCT t8.size)]] AS r4 } CALL (s2) { WITH s2, COLLECT { MATCH (s2)<-[c12:WITHIN]-(m13)
WHERE c12.since <= $p0 AND c12.until > $p0 AND m13.level = $p2 AND m13.validFrom <= $p0 AND m13.validTo > $p0 RETURN [m13.sk, reduce(n = 0, one IN COLLECT { MATCH (k16:LinliCount)
  WHERE k16.area = m13.sk AND k16.what = $p3 AND k16.day <= $p0 RETURN k16.delta } | n + one)] AS f14
UNION ALL MATCH (s2)-[c12:WITHIN]->(m13)
WHERE c12.depth > 0 AND c12.since <= $p0 AND c12.until > $p0 AND m13.level = $p2 AND m13.validFrom <= $p0 AND m13.validTo > $p0 AND s2.validFrom <= $p0 AND s2.validTo > $p0 RETURN [m13.sk, reduce(n = 0, one IN COLLECT { MATCH (k17:LinliCount)
  WHERE k17.area = s2.sk AND k17.what = $p3 AND k17.day <= $p0 RETURN k17.delta } | n + one)] AS f14 } AS l15 UNWIND l15 + [[null, reduce(n = 0, one IN COLLECT { MATCH (k18:LinliCount)
  WHERE k18.area = s2.sk AND k18.what = $p3 AND k18.day <= $p0 RETURN k18.delta } | n + one) - reduce(n = 0, one IN l15 | n + one[1])]] AS f14 WITH f14[0] AS k10, f14[1] AS c11
WHERE c11 > 0 RETURN [[0, count(*)]] AS r9 } CALL (s2) { MATCH (s2)<-[c22:WITHIN]-(b23)<-[l24:LIVES_IN]-(t25)
WHERE c22.since <= $p0 AND c22.until > $p0 AND (c22.depth = 0 OR b23.validFrom <= $p0 AND b23.validTo > $p0) AND l24.since <= $p0 AND l24.until > $p0 AND t25.validFrom <= $p0 AND t25.validTo > $p0 WITH head(COLLECT { MATCH (t25)-[l28:LIVES_IN]->(b29)-[c27:WITHIN]->(m26)
  WHERE c27.since <= $p0 AND c27.until > $p0 AND m26.level = $p2 AND l28.since <= $p0 AND l28.until > $p0 AND b29.validFrom <= $p0 AND b29.validTo > $p0 AND (c27.depth = 0 OR m26.validFrom <= $p0 AND m26.validTo > $p0) RETURN m26.sk }) AS k20, t25.size AS v30, t25.size AS v31 WITH k20, count(*) AS c21, CASE count(v30) WHEN 0 THEN null ELSE sum(v30) END AS m32, count(v31) AS m33 WITH k20, c21, m32, m33
ORDER BY k20
LIMIT $p4 OPTIONAL MATCH (s34:Area)
WHERE s34.sk = k20 CALL (s34) {  RETURN collect([0, s34.sk, s34.name]) AS r35 } RETURN collect([0, k20, c21, m32, m33, r35]) AS r19 } CALL (s2) { MATCH (s2)<-[c40:WITHIN]-(b41)<-[l42:LIVES_IN]-(t43)
WHERE c40.since <= $p0 AND c40.until > $p0 AND (c40.depth = 0 OR b41.validFrom <= $p0 AND b41.validTo > $p0) AND l42.since <= $p0 AND l42.until > $p0 AND t43.validFrom <= $p0 AND t43.validTo > $p0 WITH DISTINCT head(COLLECT { MATCH (t43)-[l46:LIVES_IN]->(b47)-[c45:WITHIN]->(m44)
  WHERE c45.since <= $p0 AND c45.until > $p0 AND m44.level = $p2 AND l46.since <= $p0 AND l46.until > $p0 AND b47.validFrom <= $p0 AND b47.validTo > $p0 AND (c45.depth = 0 OR m44.validFrom <= $p0 AND m44.validTo > $p0) RETURN m44.sk }) AS k37, t43.pointsFile AS k38 RETURN [[0, count(*)]] AS r36 } CALL (s2) { MATCH (s2)<-[c52:WITHIN]-(b53)<-[l54:LIVES_IN]-(t55)
WHERE c52.since <= $p0 AND c52.until > $p0 AND (c52.depth = 0 OR b53.validFrom <= $p0 AND b53.validTo > $p0) AND l54.since <= $p0 AND l54.until > $p0 AND t55.validFrom <= $p0 AND t55.validTo > $p0 WITH head(COLLECT { MATCH (t55)-[l58:LIVES_IN]->(b59)-[c57:WITHIN]->(m56)
  WHERE c57.since <= $p0 AND c57.until > $p0 AND m56.level = $p2 AND l58.since <= $p0 AND l58.until > $p0 AND b59.validFrom <= $p0 AND b59.validTo > $p0 AND (c57.depth = 0 OR m56.validFrom <= $p0 AND m56.validTo > $p0) RETURN m56.sk }) AS k49, t55.pointsFile AS k50, t55.size AS v60 WITH k49, k50, count(*) AS c51, CASE count(v60) WHEN 0 THEN null ELSE sum(v60) END AS m61 WITH k49, k50, c51, m61
ORDER BY c51 DESC, k49, k50
LIMIT $p5 OPTIONAL MATCH (s62:Area)
WHERE s62.sk = k49 CALL (s62) {  RETURN collect([0, s62.sk, s62.name]) AS r63 } RETURN collect([0, k49, k50, c51, m61, r63]) AS r48 } RETURN collect([0, s2.sk, r4, r9, r19, r36, r48]) AS r3 } RETURN collect([0, r3]) AS r1 } MATCH (m:LinliMeta {key: 'hub'}) RETURN m.version, [r1]
