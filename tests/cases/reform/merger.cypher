-- 1
MATCH (m:LinliMeta {key: 'hub'}) CALL (m) { UNWIND $p2 AS c MATCH (q:AreaCode)
WHERE q.code = c[1] MATCH (t:Area)-[:HAS_CODE]->(q) WITH c, q, t
ORDER BY c[0], t.sk, q.authority, q.vintage, q.code CALL (t) { CALL (t) { MATCH (t5)-[c4:WITHIN]->(t)
WHERE c4.depth >= 1 AND c4.since <= $p1 AND c4.until > $p1 AND t5.validFrom <= $p1 AND t5.validTo > $p1 WITH t5, t5.level = $p3 AS f6, t5.level = $p4 AND (coalesce(head([(t5)-[:FORMERLY]->(h7)
      WHERE h7.property = 'name' AND h7.since <= $p1 AND h7.until > $p1 | h7.value]), t5.name) CONTAINS $p5 OR coalesce(head([(t5)-[:FORMERLY]->(h8)
      WHERE h8.property = 'name' AND h8.since <= $p1 AND h8.until > $p1 | h8.value]), t5.name) CONTAINS $p6 OR coalesce(head([(t5)-[:FORMERLY]->(h9)
      WHERE h9.property = 'name' AND h9.since <= $p1 AND h9.until > $p1 | h9.value]), t5.name) CONTAINS $p7) AS f10, t5.level = $p4 AND coalesce(head([(t5)-[:FORMERLY]->(h11)
    WHERE h11.property = 'name' AND h11.since <= $p1 AND h11.until > $p1 | h11.value]), t5.name) CONTAINS $p8 AS f12, t5.level = $p4 AND (coalesce(head([(t5)-[:FORMERLY]->(h13)
      WHERE h13.property = 'name' AND h13.since <= $p1 AND h13.until > $p1 | h13.value]), t5.name) CONTAINS $p9 OR coalesce(head([(t5)-[:FORMERLY]->(h14)
      WHERE h14.property = 'name' AND h14.since <= $p1 AND h14.until > $p1 | h14.value]), t5.name) CONTAINS $p10) AS f15, t5.level = $p4 AND NOT (coalesce(coalesce(head([(t5)-[:FORMERLY]->(h16)
        WHERE h16.property = 'name' AND h16.since <= $p1 AND h16.until > $p1 | h16.value]), t5.name) CONTAINS $p11, false) OR coalesce(coalesce(head([(t5)-[:FORMERLY]->(h17)
        WHERE h17.property = 'name' AND h17.since <= $p1 AND h17.until > $p1 | h17.value]), t5.name) CONTAINS $p12, false) OR coalesce(coalesce(head([(t5)-[:FORMERLY]->(h18)
        WHERE h18.property = 'name' AND h18.since <= $p1 AND h18.until > $p1 | h18.value]), t5.name) CONTAINS $p13, false)) AS f19, t5.level = $p14 AS f20 WITH count(CASE WHEN f6 THEN 1 END) AS n21, collect(CASE WHEN f6 THEN [t5] END) AS p22, count(CASE WHEN f10 THEN 1 END) AS n23, collect(CASE WHEN f10 THEN [t5] END) AS p24, count(CASE WHEN f12 THEN 1 END) AS n25, collect(CASE WHEN f12 THEN [t5] END) AS p26, count(CASE WHEN f15 THEN 1 END) AS n27, collect(CASE WHEN f15 THEN [t5] END) AS p28, count(CASE WHEN f19 THEN 1 END) AS n29, collect(CASE WHEN f19 THEN [t5] END) AS p30, count(CASE WHEN f20 THEN 1 END) AS n31, collect(CASE WHEN f20 THEN [t5] END) AS p32 CALL (p22) { UNWIND p22 AS e35 WITH e35[0] AS t5 WITH t5
ORDER BY t5.sk WITH t5
LIMIT $p15 RETURN collect([0, t5.sk, coalesce(head([(t5)-[:FORMERLY]->(h36)
      WHERE h36.property = 'name' AND h36.since <= $p1 AND h36.until > $p1 | h36.value]), t5.name)]) AS r34 } CALL (p24) { UNWIND p24 AS e39 WITH e39[0] AS t5 WITH t5
ORDER BY t5.sk WITH t5
LIMIT $p16 RETURN collect([0, t5.sk, coalesce(head([(t5)-[:FORMERLY]->(h40)
      WHERE h40.property = 'name' AND h40.since <= $p1 AND h40.until > $p1 | h40.value]), t5.name)]) AS r38 } CALL (p26) { UNWIND p26 AS e43 WITH e43[0] AS t5 WITH t5
ORDER BY t5.sk WITH t5
LIMIT $p17 RETURN collect([0, t5.sk, coalesce(head([(t5)-[:FORMERLY]->(h44)
      WHERE h44.property = 'name' AND h44.since <= $p1 AND h44.until > $p1 | h44.value]), t5.name)]) AS r42 } CALL (p28) { UNWIND p28 AS e47 WITH e47[0] AS t5 WITH t5
ORDER BY t5.sk WITH t5
LIMIT $p18 RETURN collect([0, t5.sk, coalesce(head([(t5)-[:FORMERLY]->(h48)
      WHERE h48.property = 'name' AND h48.since <= $p1 AND h48.until > $p1 | h48.value]), t5.name)]) AS r46 } CALL (p30) { UNWIND p30 AS e51 WITH e51[0] AS t5 WITH t5
ORDER BY t5.sk WITH t5
LIMIT $p19 RETURN collect([0, t5.sk, coalesce(head([(t5)-[:FORMERLY]->(h52)
      WHERE h52.property = 'name' AND h52.since <= $p1 AND h52.until > $p1 | h52.value]), t5.name)]) AS r50 } CALL (p32) { UNWIND p32 AS e55 WITH e55[0] AS t5 WITH t5
ORDER BY t5.sk WITH t5
LIMIT $p20 RETURN collect([0, t5.sk, coalesce(head([(t5)-[:FORMERLY]->(h56)
      WHERE h56.property = 'name' AND h56.since <= $p1 AND h56.until > $p1 | h56.value]), t5.name)]) AS r54 } RETURN [[0, n21]] AS r33, r34, [[0, n23]] AS r37, r38, [[0, n25]] AS r41, r42, [[0, n27]] AS r45, r46, [[0, n29]] AS r49, r50, [[0, n31]] AS r53, r54 } RETURN collect([0, t.sk, coalesce(head([(t)-[:FORMERLY]->(h57)
      WHERE h57.property = 'name' AND h57.since <= $p1 AND h57.until > $p1 | h57.value]), t.name), r33, r34, r37, r38, r41, r42, r45, r46, r49, r50, r53, r54]) AS r3 } RETURN collect([c[0], t.sk, duration.inDays($p21, q.since).days + 1, duration.inDays($p21, q.until).days + 1, duration.inDays($p21, t.validFrom).days + 1, duration.inDays($p21, t.validTo).days + 1, coalesce(head([(t)-[:FORMERLY]->(h2)
      WHERE h2.property = 'name' AND h2.since <= $p1 AND h2.until > $p1 | h2.value]), t.name), q.authority, q.vintage, q.code, r3]) AS r1 } CALL (m) { UNWIND $p24 AS c MATCH (q:AreaCode)
WHERE q.code = c[1] MATCH (t:Area)-[:HAS_CODE]->(q) WITH c, q, t
ORDER BY c[0], t.sk, q.authority, q.vintage, q.code CALL (t) { CALL (t) { MATCH (t61)-[c60:WITHIN]->(t)
WHERE c60.depth >= 1 AND c60.since <= $p23 AND c60.until > $p23 AND t61.validFrom <= $p23 AND t61.validTo > $p23 WITH t61, t61.level = $p3 AS f62, t61.level = $p4 AND (t61.name CONTAINS $p25 OR t61.name CONTAINS $p26 OR t61.name CONTAINS $p27) AS f63, t61.level = $p4 AND t61.name CONTAINS $p28 AS f64, t61.level = $p4 AND (t61.name CONTAINS $p29 OR t61.name CONTAINS $p30) AS f65, t61.level = $p4 AND NOT (coalesce(t61.name CONTAINS $p31, false) OR coalesce(t61.name CONTAINS $p32, false) OR coalesce(t61.name CONTAINS $p33, false)) AS f66, t61.level = $p14 AS f67 WITH count(CASE WHEN f62 THEN 1 END) AS n68, collect(CASE WHEN f62 THEN [t61] END) AS p69, count(CASE WHEN f63 THEN 1 END) AS n70, collect(CASE WHEN f63 THEN [t61] END) AS p71, count(CASE WHEN f64 THEN 1 END) AS n72, collect(CASE WHEN f64 THEN [t61] END) AS p73, count(CASE WHEN f65 THEN 1 END) AS n74, collect(CASE WHEN f65 THEN [t61] END) AS p75, count(CASE WHEN f66 THEN 1 END) AS n76, collect(CASE WHEN f66 THEN [t61] END) AS p77, count(CASE WHEN f67 THEN 1 END) AS n78, collect(CASE WHEN f67 THEN [t61] END) AS p79 CALL (p69) { UNWIND p69 AS e82 WITH e82[0] AS t61 WITH t61
ORDER BY t61.sk WITH t61
LIMIT $p34 RETURN collect([0, t61.sk, t61.name]) AS r81 } CALL (p71) { UNWIND p71 AS e85 WITH e85[0] AS t61 WITH t61
ORDER BY t61.sk WITH t61
LIMIT $p35 RETURN collect([0, t61.sk, t61.name]) AS r84 } CALL (p73) { UNWIND p73 AS e88 WITH e88[0] AS t61 WITH t61
ORDER BY t61.sk WITH t61
LIMIT $p36 RETURN collect([0, t61.sk, t61.name]) AS r87 } CALL (p75) { UNWIND p75 AS e91 WITH e91[0] AS t61 WITH t61
ORDER BY t61.sk WITH t61
LIMIT $p37 RETURN collect([0, t61.sk, t61.name]) AS r90 } CALL (p77) { UNWIND p77 AS e94 WITH e94[0] AS t61 WITH t61
ORDER BY t61.sk WITH t61
LIMIT $p38 RETURN collect([0, t61.sk, t61.name]) AS r93 } CALL (p79) { UNWIND p79 AS e97 WITH e97[0] AS t61 WITH t61
ORDER BY t61.sk WITH t61
LIMIT $p39 RETURN collect([0, t61.sk, t61.name]) AS r96 } RETURN [[0, n68]] AS r80, r81, [[0, n70]] AS r83, r84, [[0, n72]] AS r86, r87, [[0, n74]] AS r89, r90, [[0, n76]] AS r92, r93, [[0, n78]] AS r95, r96 } RETURN collect([0, t.sk, t.name, r80, r81, r83, r84, r86, r87, r89, r90, r92, r93, r95, r96]) AS r59 } RETURN collect([c[0], t.sk, duration.inDays($p21, q.since).days + 1, duration.inDays($p21, q.until).days + 1, duration.inDays($p21, t.validFrom).days + 1, duration.inDays($p21, t.validTo).days + 1, t.name, q.authority, q.vintage, q.code, r59]) AS r58 } RETURN m.version, [r1, r58]
