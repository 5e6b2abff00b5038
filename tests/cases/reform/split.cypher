-- 1
MATCH (m:LinliMeta {key: 'hub'}) CALL (m) { MATCH (s2:Area)
WHERE s2.sk = $p1 CALL (s2) { CALL (s2) { MATCH (t5)-[c4:WITHIN]->(s2)
WHERE c4.depth >= 1 AND c4.since <= $p2 AND c4.until > $p2 AND t5.validFrom <= $p2 AND t5.validTo > $p2 AND t5.level = $p3 AND (NOT t5:Stub AND coalesce(COUNT { MATCH (t5)-[l6:SUCCEEDED_BY]->(n7) } > $p4, false)) WITH count(*) AS n8, collect([t5]) AS p9 CALL (p9) { UNWIND p9 AS e12 WITH e12[0] AS t5 WITH t5
ORDER BY t5.sk WITH t5
LIMIT $p5 CALL (t5) { MATCH (t5)-[l13:SUCCEEDED_BY]->(t14) WITH count(*) AS n15, collect([t14, l13]) AS p16 CALL (p16) { UNWIND p16 AS e19 WITH e19[0] AS t14, e19[1] AS l13 WITH t14, l13
ORDER BY t14.sk, l13.since WITH t14, l13
LIMIT $p6 CALL (t14) { MATCH (t14)<-[l21:SUCCEEDED_BY]-(t22) RETURN [[0, count(*)]] AS r20 } RETURN collect([0, t14.sk, coalesce(head([(t14)-[:FORMERLY]->(h23)
      WHERE h23.property = 'name' AND h23.since <= $p2 AND h23.until > $p2 | h23.value]), t14.name), duration.inDays($p7, t14.validFrom).days + 1, r20]) AS r18 } RETURN [[0, n15]] AS r17, r18 } RETURN collect([0, t5.sk, coalesce(head([(t5)-[:FORMERLY]->(h24)
      WHERE h24.property = 'name' AND h24.since <= $p2 AND h24.until > $p2 | h24.value]), t5.name), r17, r18]) AS r11 } RETURN [[0, n8]] AS r10, r11 } CALL (s2) { MATCH (t27)-[c26:WITHIN]->(s2)
WHERE c26.depth >= 1 AND c26.since <= $p2 AND c26.until > $p2 AND t27.validFrom <= $p2 AND t27.validTo > $p2 AND (t27:Stub) WITH DISTINCT t27
WHERE NOT ((NOT t27:Stub AND NOT coalesce(COUNT { MATCH (t27)-[l28:SUCCEEDED_BY]->(n29) } > $p4, false))) AND NOT ((NOT t27:Stub AND coalesce(COUNT { MATCH (t27)-[l30:SUCCEEDED_BY]->(n31) } > $p4, false))) AND t27.level = $p3 RETURN count(*) AS u25 } RETURN collect([0, s2.sk, r10, u25, r11, u25]) AS r3 }  RETURN collect([0, r3]) AS r1 } RETURN m.version, [r1]
