-- 1
MATCH (m:LinliMeta {key: 'hub'}) CALL (m) { CALL db.index.fulltext.queryNodes($p4, $p2) YIELD node AS s WITH s
WHERE s.since <= $p0 AND s.until > $p0 CALL (s) { MATCH (t:Area)-[:FOUND_BY]->(s)
WHERE s.tag = $p3 AND t.validFrom <= $p0 AND t.validTo > $p0 AND NOT t:Stub RETURN $p3 AS g, t } WITH g, t, min(CASE WHEN s.text = $p1 THEN 0 WHEN s.text STARTS WITH $p1 THEN 1000000 ELSE 2000000 END + size(s.text)) AS r RETURN [[0, count(*)]] AS r1 } CALL (m) { CALL db.index.fulltext.queryNodes($p4, $p7) YIELD node AS s WITH s
WHERE s.since <= $p5 AND s.until > $p5 CALL (s) { MATCH (t:Area)-[:FOUND_BY]->(s)
WHERE s.tag = $p3 AND t.validFrom <= $p5 AND t.validTo > $p5 AND NOT t:Stub RETURN $p3 AS g, t } WITH g, t, min(CASE WHEN s.text = $p6 THEN 0 WHEN s.text STARTS WITH $p6 THEN 1000000 ELSE 2000000 END + size(s.text)) AS r WITH g, t, r
ORDER BY r, g, t.sk
LIMIT $p8 CALL (t) { WITH t
WHERE t:Area  RETURN collect([0, t.sk, t.name, t.level]) AS r3 } RETURN collect([0, g, t.sk, r / 1000000, r % 1000000, r3]) AS r2 } CALL (m) { CALL db.index.fulltext.queryNodes($p4, $p11) YIELD node AS s WITH s
WHERE s.since <= $p9 AND s.until > $p9 CALL (s) { MATCH (t:Area)-[:FOUND_BY]->(s)
WHERE s.tag = $p3 AND t.validFrom <= $p9 AND t.validTo > $p9 AND NOT t:Stub
AND EXISTS { MATCH (t)-[c5:WITHIN]->(r6)
WHERE r6.sk IN $p12 AND c5.since <= $p9 AND c5.until > $p9 } RETURN $p3 AS g, t
UNION ALL MATCH (t:Organisation)-[:FOUND_BY]->(s)
WHERE s.tag = $p13 AND t.validFrom <= $p9 AND t.validTo > $p9 AND NOT t:Stub
AND EXISTS { MATCH (t)-[l9:SEATED_IN]->(b10)-[c7:WITHIN]->(r8)
WHERE r8.sk IN $p12 AND c7.since <= $p9 AND c7.until > $p9 AND l9.since <= $p9 AND l9.until > $p9 AND (c7.depth = 0 OR b10.validFrom <= $p9 AND b10.validTo > $p9) } RETURN $p13 AS g, t } WITH g, t, min(CASE WHEN s.text = $p10 THEN 0 WHEN s.text STARTS WITH $p10 THEN 1000000 ELSE 2000000 END + size(s.text)) AS r RETURN [[0, count(*)]] AS r4 } CALL (m) { CALL db.index.fulltext.queryNodes($p4, $p16) YIELD node AS s WITH s
WHERE s.since <= $p14 AND s.until > $p14 CALL (s) { MATCH (t:Area)-[:FOUND_BY]->(s)
WHERE s.tag = $p3 AND t.validFrom <= $p14 AND t.validTo > $p14 AND NOT t:Stub
AND EXISTS { MATCH (t)-[c12:WITHIN]->(r13)
WHERE r13.sk IN $p17 AND c12.since <= $p14 AND c12.until > $p14 } RETURN $p3 AS g, t
UNION ALL MATCH (t:Organisation)-[:FOUND_BY]->(s)
WHERE s.tag = $p13 AND t.validFrom <= $p14 AND t.validTo > $p14 AND NOT t:Stub
AND EXISTS { MATCH (t)-[l16:SEATED_IN]->(b17)-[c14:WITHIN]->(r15)
WHERE r15.sk IN $p17 AND c14.since <= $p14 AND c14.until > $p14 AND l16.since <= $p14 AND l16.until > $p14 AND (c14.depth = 0 OR b17.validFrom <= $p14 AND b17.validTo > $p14) } RETURN $p13 AS g, t } WITH g, t, min(CASE WHEN s.text = $p15 THEN 0 WHEN s.text STARTS WITH $p15 THEN 1000000 ELSE 2000000 END + size(s.text)) AS r WITH g, t, r
ORDER BY r, g, t.sk
LIMIT $p18 CALL (t) { WITH t
WHERE t:Area  RETURN collect([0, t.sk, t.name]) AS r18 } CALL (t) { WITH t
WHERE t:Organisation  RETURN collect([0, t.sk, t.name]) AS r19 } RETURN collect([0, g, t.sk, r / 1000000, r % 1000000, r18, r19]) AS r11 } RETURN m.version, [r1, r2, r4, r11]
