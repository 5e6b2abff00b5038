-- 1
MATCH (m:LinliMeta {key: 'hub'}) CALL (m) { UNWIND $p1 AS c MATCH (q:AreaCode)
WHERE q.code = c[1] MATCH (t:Area)-[:HAS_CODE]->(q) WITH c, q, t
ORDER BY c[0], t.sk, q.authority, q.vintage, q.code CALL (t) {  RETURN collect([0, t.sk, t.name]) AS r2 } RETURN collect([c[0], t.sk, duration.inDays($p2, q.since).days + 1, duration.inDays($p2, q.until).days + 1, duration.inDays($p2, t.validFrom).days + 1, duration.inDays($p2, t.validTo).days + 1, t.name, q.authority, q.vintage, q.code, r2]) AS r1 } CALL (m) { UNWIND $p4 AS c MATCH (q:AreaCode)
WHERE q.code = c[1] MATCH (t:Area)-[:HAS_CODE]->(q) WITH c, q, t
ORDER BY c[0], t.sk, q.authority, q.vintage, q.code CALL (t) {  RETURN collect([0, t.sk, t.name]) AS r4 } RETURN collect([c[0], t.sk, duration.inDays($p2, q.since).days + 1, duration.inDays($p2, q.until).days + 1, duration.inDays($p2, t.validFrom).days + 1, duration.inDays($p2, t.validTo).days + 1, t.name, q.authority, q.vintage, q.code, r4]) AS r3 } CALL (m) { UNWIND $p7 AS c MATCH (q:AreaCode)
WHERE q.code = c[1] AND q.authority = $p6 MATCH (t:Area)-[:HAS_CODE]->(q) WITH c, q, t
ORDER BY c[0], t.sk, q.authority, q.vintage, q.code CALL (t) { CALL (t) { MATCH (t)-[:HAS_CODE]->(q8)
WHERE q8.since <= $p5 AND q8.until > $p5 WITH q8
ORDER BY q8.authority, q8.vintage, q8.code, q8.since RETURN collect([0, q8.sk, q8.authority, q8.vintage, q8.code]) AS r7 } RETURN collect([0, t.sk, t.name, r7]) AS r6 } RETURN collect([c[0], t.sk, duration.inDays($p2, q.since).days + 1, duration.inDays($p2, q.until).days + 1, duration.inDays($p2, t.validFrom).days + 1, duration.inDays($p2, t.validTo).days + 1, t.name, q.authority, q.vintage, q.code, r6]) AS r5 } CALL (m) { UNWIND $p11 AS c MATCH (q:AreaCode)
WHERE q.code = c[1] AND q.authority = $p9 AND q.vintage = $p10 MATCH (t:Area)-[:HAS_CODE]->(q) WITH c, q, t
ORDER BY c[0], t.sk, q.authority, q.vintage, q.code CALL (t) { CALL (t) { MATCH (t)-[:HAS_CODE]->(q12)
WHERE q12.since <= $p8 AND q12.until > $p8 WITH q12
ORDER BY q12.authority, q12.vintage, q12.code, q12.since RETURN collect([0, q12.sk, q12.authority, q12.vintage, q12.code]) AS r11 } RETURN collect([0, t.sk, t.name, r11]) AS r10 } RETURN collect([c[0], t.sk, duration.inDays($p2, q.since).days + 1, duration.inDays($p2, q.until).days + 1, duration.inDays($p2, t.validFrom).days + 1, duration.inDays($p2, t.validTo).days + 1, t.name, q.authority, q.vintage, q.code, r10]) AS r9 } CALL (m) { UNWIND $p13 AS c MATCH (q:AreaCode)
WHERE q.code = c[1] MATCH (t:Area)-[:HAS_CODE]->(q) WITH c, q, t
ORDER BY c[0], t.sk, q.authority, q.vintage, q.code CALL (t) {  RETURN collect([0, t.sk, t.name]) AS r14 } RETURN collect([c[0], t.sk, duration.inDays($p2, q.since).days + 1, duration.inDays($p2, q.until).days + 1, duration.inDays($p2, t.validFrom).days + 1, duration.inDays($p2, t.validTo).days + 1, t.name, q.authority, q.vintage, q.code, r14]) AS r13 } RETURN m.version, [r1, r3, r5, r9, r13]
