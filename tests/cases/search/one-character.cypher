-- 1
MATCH (m:LinliMeta {key: 'hub'}) CALL (m) { CALL db.index.fulltext.queryNodes($p11, $p2) YIELD node AS s WITH s
WHERE s.since <= $p0 AND s.until > $p0 CALL (s) { MATCH (t:Agreement)-[:FOUND_BY]->(s)
WHERE s.tag = $p3 AND t.validFrom <= $p0 AND t.validTo > $p0 RETURN $p3 AS g, t
UNION ALL MATCH (t:Alliance)-[:FOUND_BY]->(s)
WHERE s.tag = $p4 AND t.validFrom <= $p0 AND t.validTo > $p0 RETURN $p4 AS g, t
UNION ALL MATCH (t:Area)-[:FOUND_BY]->(s)
WHERE s.tag = $p5 AND t.validFrom <= $p0 AND t.validTo > $p0 AND NOT t:Stub RETURN $p5 AS g, t
UNION ALL MATCH (t:AreaSet)-[:FOUND_BY]->(s)
WHERE s.tag = $p6 AND t.validFrom <= $p0 AND t.validTo > $p0 RETURN $p6 AS g, t
UNION ALL MATCH (t:Fact)-[:FOUND_BY]->(s)
WHERE s.tag = $p7 AND t.validFrom <= $p0 AND t.validTo > $p0 RETURN $p7 AS g, t
UNION ALL MATCH (t:Organisation)-[:FOUND_BY]->(s)
WHERE s.tag = $p8 AND t.validFrom <= $p0 AND t.validTo > $p0 AND NOT t:Stub RETURN $p8 AS g, t
UNION ALL MATCH (t:Posting)-[:FOUND_BY]->(s)
WHERE s.tag = $p9 AND t.validFrom <= $p0 AND t.validTo > $p0 RETURN $p9 AS g, t
UNION ALL MATCH (t:Project)-[:FOUND_BY]->(s)
WHERE s.tag = $p10 AND t.validFrom <= $p0 AND t.validTo > $p0 RETURN $p10 AS g, t } WITH g, t, min(CASE WHEN s.text = $p1 THEN 0 WHEN s.text STARTS WITH $p1 THEN 1000000 ELSE 2000000 END + size(s.text)) AS r RETURN [[0, count(*)]] AS r1 } CALL (m) { CALL db.index.fulltext.queryNodes($p11, $p14) YIELD node AS s WITH s
WHERE s.since <= $p12 AND s.until > $p12 CALL (s) { MATCH (t:Agreement)-[:FOUND_BY]->(s)
WHERE s.tag = $p3 AND t.validFrom <= $p12 AND t.validTo > $p12 RETURN $p3 AS g, t
UNION ALL MATCH (t:Alliance)-[:FOUND_BY]->(s)
WHERE s.tag = $p4 AND t.validFrom <= $p12 AND t.validTo > $p12 RETURN $p4 AS g, t
UNION ALL MATCH (t:Area)-[:FOUND_BY]->(s)
WHERE s.tag = $p5 AND t.validFrom <= $p12 AND t.validTo > $p12 AND NOT t:Stub RETURN $p5 AS g, t
UNION ALL MATCH (t:AreaSet)-[:FOUND_BY]->(s)
WHERE s.tag = $p6 AND t.validFrom <= $p12 AND t.validTo > $p12 RETURN $p6 AS g, t
UNION ALL MATCH (t:Fact)-[:FOUND_BY]->(s)
WHERE s.tag = $p7 AND t.validFrom <= $p12 AND t.validTo > $p12 RETURN $p7 AS g, t
UNION ALL MATCH (t:Organisation)-[:FOUND_BY]->(s)
WHERE s.tag = $p8 AND t.validFrom <= $p12 AND t.validTo > $p12 AND NOT t:Stub RETURN $p8 AS g, t
UNION ALL MATCH (t:Posting)-[:FOUND_BY]->(s)
WHERE s.tag = $p9 AND t.validFrom <= $p12 AND t.validTo > $p12 RETURN $p9 AS g, t
UNION ALL MATCH (t:Project)-[:FOUND_BY]->(s)
WHERE s.tag = $p10 AND t.validFrom <= $p12 AND t.validTo > $p12 RETURN $p10 AS g, t } WITH g, t, min(CASE WHEN s.text = $p13 THEN 0 WHEN s.text STARTS WITH $p13 THEN 1000000 ELSE 2000000 END + size(s.text)) AS r WITH g, t, r
ORDER BY r, g, t.sk
LIMIT $p15 CALL (t) { WITH t
WHERE t:Agreement  RETURN collect([0, t.sk]) AS r3 } CALL (t) { WITH t
WHERE t:Alliance  RETURN collect([0, t.sk]) AS r4 } CALL (t) { WITH t
WHERE t:Area  RETURN collect([0, t.sk, t.name, t.level]) AS r5 } CALL (t) { WITH t
WHERE t:AreaSet  RETURN collect([0, t.sk]) AS r6 } CALL (t) { WITH t
WHERE t:Fact  RETURN collect([0, t.sk]) AS r7 } CALL (t) { WITH t
WHERE t:Organisation  RETURN collect([0, t.sk, t.name, t.form]) AS r8 } CALL (t) { WITH t
WHERE t:Posting  RETURN collect([0, t.sk, t.holder, t.role]) AS r9 } CALL (t) { WITH t
WHERE t:Project  RETURN collect([0, t.sk]) AS r10 } RETURN collect([0, g, t.sk, r / 1000000, r % 1000000, r3, r4, r5, r6, r7, r8, r9, r10]) AS r2 } RETURN m.version, [r1, r2]
