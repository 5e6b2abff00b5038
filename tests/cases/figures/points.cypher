-- 1
MATCH (m:LinliMeta {key: 'hub'}) CALL (m) { MATCH (s2:Area)
WHERE s2.sk = $p1 CALL (s2) { CALL (s2) { MATCH (s2)<-[c5:WITHIN]-(b6)<-[l7:LIVES_IN]-(t8)
WHERE c5.since <= $p0 AND c5.until > $p0 AND (c5.depth = 0 OR b6.validFrom <= $p0 AND b6.validTo > $p0) AND l7.since <= $p0 AND l7.until > $p0 AND t8.validFrom <= $p0 AND t8.validTo > $p0 RETURN [[0, count(*), CASE count(t8.size) WHEN 0 THEN null ELSE sum(t8.size) END]] AS r4 } CALL (s2) { MATCH (s2)<-[c10:WITHIN]-(b11)<-[l12:LIVES_IN]-(t13)
WHERE c10.since <= $p0 AND c10.until > $p0 AND (c10.depth = 0 OR b11.validFrom <= $p0 AND b11.validTo > $p0) WITH t13, l12
ORDER BY t13.sk
WHERE l12.since <= $p0 AND l12.until > $p0 AND t13.validFrom <= $p0 AND t13.validTo > $p0 WITH t13, l12
LIMIT $p2 RETURN collect([0, t13.sk, t13.size]) AS r9 } CALL (s2) { MATCH (s2)<-[c15:WITHIN]-(b16)<-[l17:LIVES_IN]-(t18)
WHERE c15.since <= $p0 AND c15.until > $p0 AND (c15.depth = 0 OR b16.validFrom <= $p0 AND b16.validTo > $p0) AND l17.since <= $p0 AND l17.until > $p0 AND t18.validFrom <= $p0 AND t18.validTo > $p0 AND t18.pointsFile = $p3 RETURN [[0, count(*), CASE count(t18.size) WHEN 0 THEN null ELSE sum(t18.size) END]] AS r14 } CALL (s2) { MATCH (s2)<-[c20:WITHIN]-(b21)<-[l22:LIVES_IN]-(t23)
WHERE c20.since <= $p0 AND c20.until > $p0 AND (c20.depth = 0 OR b21.validFrom <= $p0 AND b21.validTo > $p0) AND l22.since <= $p0 AND l22.until > $p0 AND t23.validFrom <= $p0 AND t23.validTo > $p0 AND t23.pointsFile = $p3 WITH t23, l22
ORDER BY t23.sk
LIMIT $p4 RETURN collect([0, t23.sk, t23.size]) AS r19 } RETURN collect([0, s2.sk, r4, r9, r14, r19]) AS r3 } RETURN collect([0, r3]) AS r1 } RETURN m.version, [r1]
