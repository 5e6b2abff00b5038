-- 1
MATCH (m:LinliMeta {key: 'hub'}) CALL (m) { UNWIND $p1 AS c MATCH (q:AreaCode)
WHERE q.code = c[1] MATCH (t:Area)-[:HAS_CODE]->(q) WITH c, q, t
ORDER BY c[0], t.sk, q.authority, q.vintage, q.code CALL (t) { CALL (t) { MATCH (t)-[l4:SUCCEEDED_BY]->(t5) WITH t5, l4
ORDER BY t5.sk, l4.since WITH t5, l4
LIMIT $p2 CALL (t5) { MATCH (t5)<-[c7:WITHIN]-(b8)<-[l9:LIVES_IN]-(t10)
WHERE c7.since <= $p0 AND c7.until > $p0 AND (c7.depth = 0 OR b8.validFrom <= $p0 AND b8.validTo > $p0) AND l9.since <= $p0 AND l9.until > $p0 AND t10.validFrom <= $p0 AND t10.validTo > $p0 RETURN [[0, count(*), CASE count(t10.size) WHEN 0 THEN null ELSE sum(t10.size) END]] AS r6 } CALL (t5) { MATCH (t5)<-[l12:SUCCEEDED_BY]-(t13) RETURN [[0, count(*)]] AS r11 } CALL (t5) { MATCH (t5)<-[l15:SUCCEEDED_BY]-(t16) WITH t16, l15
ORDER BY t16.sk, l15.since WITH t16, l15
LIMIT $p3 CALL (t16) { MATCH (t16)<-[c18:WITHIN]-(b19)<-[l20:LIVES_IN]-(t21)
WHERE c18.since <= $p4 AND c18.until > $p4 AND (c18.depth = 0 OR b19.validFrom <= $p4 AND b19.validTo > $p4) AND l20.since <= $p4 AND l20.until > $p4 AND t21.validFrom <= $p4 AND t21.validTo > $p4 RETURN [[0, count(*), CASE count(t21.size) WHEN 0 THEN null ELSE sum(t21.size) END]] AS r17 } RETURN collect([0, t16.sk, t16.name, duration.inDays($p5, t16.validTo).days + 1, r17]) AS r14 } RETURN collect([0, t5.sk, l4.reform, l4.basis, duration.inDays($p5, l4.since).days + 1, t5.name, r6, r11, r14]) AS r3 } RETURN collect([0, t.sk, t.name, duration.inDays($p5, t.validTo).days + 1, r3]) AS r2 } RETURN collect([c[0], t.sk, duration.inDays($p5, q.since).days + 1, duration.inDays($p5, q.until).days + 1, duration.inDays($p5, t.validFrom).days + 1, duration.inDays($p5, t.validTo).days + 1, t.name, q.authority, q.vintage, q.code, r2]) AS r1 } CALL (m) { CALL (m) { MATCH (t25:Household)
WHERE t25.validFrom <= $p7 AND t25.validTo > $p7
AND EXISTS { MATCH (t25)-[l26:LIVES_IN]->(n27)
WHERE l26.since <= $p7 AND l26.until > $p7 AND n27.validFrom <= $p7 AND n27.validTo > $p7
AND EXISTS { MATCH (n27)-[l28:PART_OF]->(n29)
WHERE l28.since <= $p7 AND l28.until > $p7 AND n29.validFrom <= $p7 AND n29.validTo > $p7
AND EXISTS { MATCH (n29)-[l30:SUCCEEDED_BY]->(n31)
WHERE EXISTS { MATCH (n31)<-[l32:SUCCEEDED_BY]-(n33)
WHERE EXISTS { MATCH (n33)-[:HAS_CODE]->(q34)
WHERE q34.since <= $p7 AND q34.until > $p7 AND q34.code = $p8 } } } } } RETURN [[0, count(*), CASE count(t25.size) WHEN 0 THEN null ELSE sum(t25.size) END]] AS b23 } CALL (m) { MATCH (t35:Household)
WHERE t35.validFrom <= $p7 AND t35.validTo > $p7 AND NOT coalesce((NOT EXISTS { MATCH (t35)-[l36:LIVES_IN]->(n37)
    WHERE l36.since <= $p7 AND l36.until > $p7 AND n37.validFrom <= $p7 AND n37.validTo > $p7 AND NOT coalesce(NOT EXISTS { MATCH (n37)-[l38:PART_OF]->(n39)
      WHERE l38.since <= $p7 AND l38.until > $p7 AND n39.validFrom <= $p7 AND n39.validTo > $p7 AND NOT coalesce((NOT n39:Stub
          AND NOT EXISTS { MATCH (n39)-[l40:SUCCEEDED_BY]->(n41)
          WHERE EXISTS { MATCH (n41)<-[l42:SUCCEEDED_BY]-(n43)
          WHERE EXISTS { MATCH (n43)-[:HAS_CODE]->(q44)
          WHERE q44.since <= $p7 AND q44.until > $p7 AND q44.code = $p8 } } }), false) }, false) }), false) AND NOT coalesce((EXISTS { MATCH (t35)-[l45:LIVES_IN]->(n46)
    WHERE l45.since <= $p7 AND l45.until > $p7 AND n46.validFrom <= $p7 AND n46.validTo > $p7
    AND EXISTS { MATCH (n46)-[l47:PART_OF]->(n48)
    WHERE l47.since <= $p7 AND l47.until > $p7 AND n48.validFrom <= $p7 AND n48.validTo > $p7
    AND EXISTS { MATCH (n48)-[l49:SUCCEEDED_BY]->(n50)
    WHERE EXISTS { MATCH (n50)<-[l51:SUCCEEDED_BY]-(n52)
    WHERE EXISTS { MATCH (n52)-[:HAS_CODE]->(q53)
    WHERE q53.since <= $p7 AND q53.until > $p7 AND q53.code = $p8 } } } } }), false) RETURN count(*) AS u24 } RETURN [b23, u24] AS r22 } RETURN m.version, [r1, r22]
