-- 1
MATCH (m:LinliMeta {key: 'hub'}) CALL (m) { MATCH (s2:Area)
WHERE s2.sk = $p1 CALL (s2) { CALL (s2) { MATCH (s2)<-[c5:WITHIN]-(b6)<-[l7:LIVES_IN]-(t8)
WHERE c5.since <= $p0 AND c5.until > $p0 AND (c5.depth = 0 OR b6.validFrom <= $p0 AND b6.validTo > $p0) AND t8.size >= $p3 AND (t8.size > $p3 OR t8.size = $p3 AND t8.sk < $p4) WITH t8, l7
ORDER BY t8.size, t8.sk DESC
WHERE l7.since <= $p0 AND l7.until > $p0 AND t8.validFrom <= $p0 AND t8.validTo > $p0 WITH t8, l7
LIMIT $p2 RETURN reverse(collect([0, t8.sk, t8.size])) AS r4 } CALL (s2) { MATCH (s2)<-[c10:WITHIN]-(b11)<-[l12:LIVES_IN]-(t13)
WHERE c10.since <= $p0 AND c10.until > $p0 AND (c10.depth = 0 OR b11.validFrom <= $p0 AND b11.validTo > $p0) WITH t13, l12
ORDER BY t13.size, t13.sk DESC
WHERE l12.since <= $p0 AND l12.until > $p0 AND t13.validFrom <= $p0 AND t13.validTo > $p0 WITH t13, l12
LIMIT $p5 RETURN reverse(collect([0, t13.sk, t13.size])) AS r9 } RETURN collect([0, s2.sk, r4, r9]) AS r3 }  RETURN collect([0, r3]) AS r1 } RETURN m.version, [r1]
