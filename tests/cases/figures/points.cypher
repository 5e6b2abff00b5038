-- 1
MATCH (m:LinliMeta {key: 'hub'}) CALL (m) { MATCH (s2:Area)
WHERE s2.sk = $p1 CALL (s2) { CALL (s2) { MATCH (s2)<-[c4:WITHIN]-(b5)<-[l6:LIVES_IN]-(t7)
WHERE c4.since <= $p0 AND c4.until > $p0 AND (c4.depth = 0 OR b5.validFrom <= $p0 AND b5.validTo > $p0) AND l6.since <= $p0 AND l6.until > $p0 AND t7.validFrom <= $p0 AND t7.validTo > $p0 WITH t7, l6, t7.pointsFile = $p2 AS f8, t7.size AS v9, t7.size AS v12 WITH count(*) AS n10, CASE count(v9) WHEN 0 THEN null ELSE sum(v9) END AS n11, count(CASE WHEN f8 THEN 1 END) AS n13, CASE count(CASE WHEN f8 THEN v12 END) WHEN 0 THEN null ELSE sum(CASE WHEN f8 THEN v12 END) END AS n14, collect(CASE WHEN f8 THEN [t7, l6] END) AS p15 CALL (p15) { UNWIND p15 AS e19 WITH e19[0] AS t7, e19[1] AS l6 WITH t7, l6
ORDER BY t7.sk WITH t7, l6
LIMIT $p3 RETURN collect([0, t7.sk, t7.size]) AS r18 } RETURN [[0, n10, n11]] AS r16, [[0, n13, n14]] AS r17, r18 } CALL (s2) { MATCH (s2)<-[c21:WITHIN]-(b22)<-[l23:LIVES_IN]-(t24)
WHERE c21.since <= $p0 AND c21.until > $p0 AND (c21.depth = 0 OR b22.validFrom <= $p0 AND b22.validTo > $p0) WITH t24, l23
ORDER BY t24.sk
WHERE l23.since <= $p0 AND l23.until > $p0 AND t24.validFrom <= $p0 AND t24.validTo > $p0 WITH t24, l23
LIMIT $p4 RETURN collect([0, t24.sk, t24.size]) AS r20 } RETURN collect([0, s2.sk, r16, r20, r17, r18]) AS r3 }  RETURN collect([0, r3]) AS r1 } RETURN m.version, [r1]
