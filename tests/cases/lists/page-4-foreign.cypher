-- 1
MATCH (m:LinliMeta {key: 'hub'}) CALL (m) { MATCH (s2:Area)
WHERE s2.sk = $p1 CALL (s2) {  RETURN collect([0, s2.sk, s2.name]) AS r3 }  RETURN collect([0, r3]) AS r1 } RETURN m.version, [r1]
