-- 1
MATCH (m:LinliMeta {key: 'hub'}) CALL (m) { MATCH (s2:Area)
WHERE s2.sk = $p1 CALL (s2) { CALL (s2) { MATCH (t6)-[c5:WITHIN]->(s2)
WHERE c5.depth >= 1 AND c5.since <= $p2 AND c5.until > $p2 AND t6.validFrom <= $p2 AND t6.validTo > $p2 AND t6.level = $p3 AND (NOT t6:Stub AND COUNT { MATCH (t6)-[l7:SUCCEEDED_BY]->(n8) } > $p4) RETURN [[0, count(*)]] AS r4 } CALL (s2) { MATCH (t11)-[c10:WITHIN]->(s2)
WHERE c10.depth >= 1 AND c10.since <= $p2 AND c10.until > $p2 AND t11.validFrom <= $p2 AND t11.validTo > $p2 AND t11.level = $p3 AND NOT coalesce(((NOT t11:Stub AND NOT COUNT { MATCH (t11)-[l12:SUCCEEDED_BY]->(n13) } > $p4)), false) AND NOT coalesce(((NOT t11:Stub AND COUNT { MATCH (t11)-[l14:SUCCEEDED_BY]->(n15) } > $p4)), false) RETURN count(*) AS u9 } CALL (s2) { MATCH (t18)-[c17:WITHIN]->(s2)
WHERE c17.depth >= 1 AND c17.since <= $p5 AND c17.until > $p5 AND t18.validFrom <= $p5 AND t18.validTo > $p5 AND t18.level = $p3 AND (NOT t18:Stub AND COUNT { MATCH (t18)-[l19:SUCCEEDED_BY]->(n20) } > $p6) WITH t18
ORDER BY t18.sk
LIMIT $p7 CALL (t18) { MATCH (t18)-[l22:SUCCEEDED_BY]->(t23) RETURN [[0, count(*)]] AS r21 } CALL (t18) { MATCH (t18)-[l25:SUCCEEDED_BY]->(t26) WITH t26, l25
ORDER BY t26.sk, l25.since WITH t26, l25
LIMIT $p8 CALL (t26) { MATCH (t26)<-[l28:SUCCEEDED_BY]-(t29) RETURN [[0, count(*)]] AS r27 } RETURN collect([0, t26.sk, coalesce(head([(t26)-[:FORMERLY]->(h30)
      WHERE h30.property = 'name' AND h30.since <= $p5 AND h30.until > $p5 | h30.value]), t26.name), duration.inDays($p9, t26.validFrom).days + 1, r27]) AS r24 } RETURN collect([0, t18.sk, coalesce(head([(t18)-[:FORMERLY]->(h31)
      WHERE h31.property = 'name' AND h31.since <= $p5 AND h31.until > $p5 | h31.value]), t18.name), r21, r24]) AS r16 } CALL (s2) { MATCH (t34)-[c33:WITHIN]->(s2)
WHERE c33.depth >= 1 AND c33.since <= $p5 AND c33.until > $p5 AND t34.validFrom <= $p5 AND t34.validTo > $p5 AND t34.level = $p3 AND NOT coalesce(((NOT t34:Stub AND NOT COUNT { MATCH (t34)-[l35:SUCCEEDED_BY]->(n36) } > $p6)), false) AND NOT coalesce(((NOT t34:Stub AND COUNT { MATCH (t34)-[l37:SUCCEEDED_BY]->(n38) } > $p6)), false) RETURN count(*) AS u32 } RETURN collect([0, s2.sk, r4, u9, r16, u32]) AS r3 } RETURN collect([0, r3]) AS r1 } RETURN m.version, [r1]
