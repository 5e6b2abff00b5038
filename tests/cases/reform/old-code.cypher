-- 1
MATCH (m:LinliMeta {key: 'hub'}) CALL (m) { UNWIND $p1 AS c MATCH (q:AreaCode)
WHERE q.code = c[1] MATCH (t:Area)-[:HAS_CODE]->(q) WITH c, q, t
ORDER BY c[0], t.sk, q.authority, q.vintage, q.code CALL (t) { CALL (t) { MATCH (t)-[l4:SUCCEEDED_BY]->(t5) WITH t5, l4
ORDER BY t5.sk, l4.since WITH t5, l4
LIMIT $p2 CALL (t5) { MATCH (t5)<-[l6:SUCCEEDED_BY]-(t7) WITH count(*) AS n8, collect([t7, l6]) AS p9 CALL (p9) { UNWIND p9 AS e12 WITH e12[0] AS t7, e12[1] AS l6 WITH t7, l6
ORDER BY t7.sk, l6.since WITH t7, l6
LIMIT $p3 CALL (t7) { MATCH (t7)<-[c14:WITHIN]-(b15)<-[l16:LIVES_IN]-(t17)
WHERE c14.since <= $p4 AND c14.until > $p4 AND (c14.depth = 0 OR b15.validFrom <= $p4 AND b15.validTo > $p4) AND l16.since <= $p4 AND l16.until > $p4 AND t17.validFrom <= $p4 AND t17.validTo > $p4 RETURN [[0, count(*), CASE count(t17.size) WHEN 0 THEN null ELSE sum(t17.size) END]] AS r13 } RETURN collect([0, t7.sk, t7.name, duration.inDays($p5, t7.validTo).days + 1, r13]) AS r11 } RETURN [[0, n8]] AS r10, r11 } CALL (t5) { MATCH (t5)<-[c19:WITHIN]-(b20)<-[l21:LIVES_IN]-(t22)
WHERE c19.since <= $p0 AND c19.until > $p0 AND (c19.depth = 0 OR b20.validFrom <= $p0 AND b20.validTo > $p0) AND l21.since <= $p0 AND l21.until > $p0 AND t22.validFrom <= $p0 AND t22.validTo > $p0 RETURN [[0, count(*), CASE count(t22.size) WHEN 0 THEN null ELSE sum(t22.size) END]] AS r18 } RETURN collect([0, t5.sk, l4.reform, l4.basis, duration.inDays($p5, l4.since).days + 1, t5.name, r18, r10, r11]) AS r3 } RETURN collect([0, t.sk, t.name, duration.inDays($p5, t.validTo).days + 1, r3]) AS r2 } RETURN collect([c[0], t.sk, duration.inDays($p5, q.since).days + 1, duration.inDays($p5, q.until).days + 1, duration.inDays($p5, t.validFrom).days + 1, duration.inDays($p5, t.validTo).days + 1, t.name, q.authority, q.vintage, q.code, r2]) AS r1 } CALL (m) { CALL (m) { MATCH (q35:AreaCode) USING INDEX q35:AreaCode(code)
WHERE (q35.code = $p8) MATCH (n34)-[:HAS_CODE]->(q35)
WHERE q35.since <= $p7 AND q35.until > $p7 WITH DISTINCT n34 MATCH (n32)<-[l33:SUCCEEDED_BY]-(n34)
WHERE true WITH DISTINCT n32 MATCH (n30)-[l31:SUCCEEDED_BY]->(n32)
WHERE true WITH DISTINCT n30 MATCH (n28)-[l29:PART_OF]->(n30)
WHERE l29.since <= $p7 AND l29.until > $p7 AND n30.validFrom <= $p7 AND n30.validTo > $p7 WITH DISTINCT n28 MATCH (t26)-[l27:LIVES_IN]->(n28)
WHERE l27.since <= $p7 AND l27.until > $p7 AND n28.validFrom <= $p7 AND n28.validTo > $p7 WITH DISTINCT t26
WHERE t26.validFrom <= $p7 AND t26.validTo > $p7 RETURN [[0, count(*), CASE count(t26.size) WHEN 0 THEN null ELSE sum(t26.size) END]] AS b24 } CALL (m) { CALL (m) { MATCH (t36:Household)-[:LIVES_IN]->()-[:PART_OF]->(s37:Stub) USING SCAN s37:Stub RETURN DISTINCT t36 } WITH t36
WHERE t36.validFrom <= $p7 AND t36.validTo > $p7 WITH t36
WHERE NOT (NOT EXISTS { MATCH (t36)-[l38:LIVES_IN]->(n39)
  WHERE l38.since <= $p7 AND l38.until > $p7 AND n39.validFrom <= $p7 AND n39.validTo > $p7 AND NOT NOT EXISTS { MATCH (n39)-[l40:PART_OF]->(n41)
  WHERE l40.since <= $p7 AND l40.until > $p7 AND n41.validFrom <= $p7 AND n41.validTo > $p7 AND NOT (NOT n41:Stub
    AND NOT EXISTS { MATCH (n41)-[l42:SUCCEEDED_BY]->(n43)
    WHERE EXISTS { MATCH (n43)<-[l44:SUCCEEDED_BY]-(n45)
    WHERE EXISTS { MATCH (n45)-[:HAS_CODE]->(q46)
    WHERE q46.since <= $p7 AND q46.until > $p7 AND q46.code = $p8 } } }) } }) AND NOT (EXISTS { MATCH (t36)-[l47:LIVES_IN]->(n48)
  WHERE l47.since <= $p7 AND l47.until > $p7 AND n48.validFrom <= $p7 AND n48.validTo > $p7
  AND EXISTS { MATCH (n48)-[l49:PART_OF]->(n50)
  WHERE l49.since <= $p7 AND l49.until > $p7 AND n50.validFrom <= $p7 AND n50.validTo > $p7
  AND EXISTS { MATCH (n50)-[l51:SUCCEEDED_BY]->(n52)
  WHERE EXISTS { MATCH (n52)<-[l53:SUCCEEDED_BY]-(n54)
  WHERE EXISTS { MATCH (n54)-[:HAS_CODE]->(q55)
  WHERE q55.since <= $p7 AND q55.until > $p7 AND q55.code = $p8 } } } } }) RETURN count(*) AS u25 } RETURN [b24, u25] AS r23 } RETURN m.version, [r1, r23]
