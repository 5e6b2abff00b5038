-- 1
MATCH (m:LinliMeta {key: 'hub'}) CALL (m) { MATCH (s2:Area)
WHERE s2.sk = $p1 CALL (s2) { CALL (s2) { RETURN [[0, reduce(n = 0, one IN COLLECT { MATCH (k5:LinliCount)
  WHERE k5.area = s2.sk AND k5.what = $p2 AND k5.day <= $p0 RETURN k5.delta } | n + one)]] AS r4 } CALL (s2) { MATCH (s2)<-[c7:WITHIN]-(b8)<-[l9:LIVES_IN]-(t10)
WHERE c7.since <= $p0 AND c7.until > $p0 AND (c7.depth = 0 OR b8.validFrom <= $p0 AND b8.validTo > $p0) WITH t10, l9
ORDER BY t10.size DESC, t10.sk
WHERE l9.since <= $p0 AND l9.until > $p0 AND t10.validFrom <= $p0 AND t10.validTo > $p0 WITH t10, l9
LIMIT $p3 RETURN collect([0, t10.sk, t10.size, t10.size, t10.sk]) AS r6 } RETURN collect([0, s2.sk, s2.name, r4, r6]) AS r3 }  RETURN collect([0, r3]) AS r1 } RETURN m.version, [r1]
