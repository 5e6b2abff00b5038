-- 1
MATCH (m:LinliMeta {key: 'hub'}) CALL (m) { UNWIND $p1 AS c MATCH (q:AreaCode)
WHERE q.code = c[1] MATCH (t:Area)-[:HAS_CODE]->(q) WITH c, q, t
ORDER BY c[0], t.sk, q.authority, q.vintage, q.code CALL (t) {  RETURN collect([0, t.sk, t.name]) AS r2 } RETURN collect([c[0], t.sk, duration.inDays($p2, q.since).days + 1, duration.inDays($p2, q.until).days + 1, duration.inDays($p2, t.validFrom).days + 1, duration.inDays($p2, t.validTo).days + 1, t.name, q.authority, q.vintage, q.code, r2]) AS r1 } CALL (m) { UNWIND $p4 AS c MATCH (q:AreaCode)
WHERE q.code = c[1] MATCH (t:Area)-[:HAS_CODE]->(q) WITH c, q, t
ORDER BY c[0], t.sk, q.authority, q.vintage, q.code CALL (t) {  RETURN collect([0, t.sk, t.name]) AS r4 } RETURN collect([c[0], t.sk, duration.inDays($p2, q.since).days + 1, duration.inDays($p2, q.until).days + 1, duration.inDays($p2, t.validFrom).days + 1, duration.inDays($p2, t.validTo).days + 1, t.name, q.authority, q.vintage, q.code, r4]) AS r3 } CALL (m) { UNWIND $p6 AS c MATCH (q:AreaCode)
WHERE q.code = c[1] MATCH (t:Area)-[:HAS_CODE]->(q) WITH c, q, t
ORDER BY c[0], t.sk, q.authority, q.vintage, q.code CALL (t) {  RETURN collect([0, t.sk, t.name]) AS r6 } RETURN collect([c[0], t.sk, duration.inDays($p2, q.since).days + 1, duration.inDays($p2, q.until).days + 1, duration.inDays($p2, t.validFrom).days + 1, duration.inDays($p2, t.validTo).days + 1, t.name, q.authority, q.vintage, q.code, r6]) AS r5 } RETURN m.version, [r1, r3, r5]
