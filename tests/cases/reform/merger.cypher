-- 1
MATCH (m:LinliMeta {key: 'hub'}) CALL (m) { UNWIND $p2 AS c MATCH (q:AreaCode)
WHERE q.code = c[1] MATCH (t:Area)-[:HAS_CODE]->(q) WITH c, q, t
ORDER BY c[0], t.sk, q.authority, q.vintage, q.code CALL (t) { CALL (t) { MATCH (t6)-[c5:WITHIN]->(t)
WHERE c5.depth >= 1 AND c5.since <= $p1 AND c5.until > $p1 AND t6.validFrom <= $p1 AND t6.validTo > $p1 AND t6.level = $p3 RETURN [[0, count(*)]] AS r4 } CALL (t) { MATCH (t9)-[c8:WITHIN]->(t)
WHERE c8.depth >= 1 AND c8.since <= $p1 AND c8.until > $p1 AND t9.validFrom <= $p1 AND t9.validTo > $p1 AND t9.level = $p3 WITH t9
ORDER BY t9.sk
LIMIT $p4 RETURN collect([0, t9.sk, coalesce(head([(t9)-[:FORMERLY]->(h10)
      WHERE h10.property = 'name' AND h10.since <= $p1 AND h10.until > $p1 | h10.value]), t9.name)]) AS r7 } CALL (t) { MATCH (t13)-[c12:WITHIN]->(t)
WHERE c12.depth >= 1 AND c12.since <= $p1 AND c12.until > $p1 AND t13.validFrom <= $p1 AND t13.validTo > $p1 AND t13.level = $p5 AND (coalesce(head([(t13)-[:FORMERLY]->(h14)
      WHERE h14.property = 'name' AND h14.since <= $p1 AND h14.until > $p1 | h14.value]), t13.name) CONTAINS $p6 OR coalesce(head([(t13)-[:FORMERLY]->(h15)
      WHERE h15.property = 'name' AND h15.since <= $p1 AND h15.until > $p1 | h15.value]), t13.name) CONTAINS $p7 OR coalesce(head([(t13)-[:FORMERLY]->(h16)
      WHERE h16.property = 'name' AND h16.since <= $p1 AND h16.until > $p1 | h16.value]), t13.name) CONTAINS $p8) RETURN [[0, count(*)]] AS r11 } CALL (t) { MATCH (t19)-[c18:WITHIN]->(t)
WHERE c18.depth >= 1 AND c18.since <= $p1 AND c18.until > $p1 AND t19.validFrom <= $p1 AND t19.validTo > $p1 AND t19.level = $p5 AND (coalesce(head([(t19)-[:FORMERLY]->(h20)
      WHERE h20.property = 'name' AND h20.since <= $p1 AND h20.until > $p1 | h20.value]), t19.name) CONTAINS $p9 OR coalesce(head([(t19)-[:FORMERLY]->(h21)
      WHERE h21.property = 'name' AND h21.since <= $p1 AND h21.until > $p1 | h21.value]), t19.name) CONTAINS $p10 OR coalesce(head([(t19)-[:FORMERLY]->(h22)
      WHERE h22.property = 'name' AND h22.since <= $p1 AND h22.until > $p1 | h22.value]), t19.name) CONTAINS $p11) WITH t19
ORDER BY t19.sk
LIMIT $p12 RETURN collect([0, t19.sk, coalesce(head([(t19)-[:FORMERLY]->(h23)
      WHERE h23.property = 'name' AND h23.since <= $p1 AND h23.until > $p1 | h23.value]), t19.name)]) AS r17 } CALL (t) { MATCH (t26)-[c25:WITHIN]->(t)
WHERE c25.depth >= 1 AND c25.since <= $p1 AND c25.until > $p1 AND t26.validFrom <= $p1 AND t26.validTo > $p1 AND t26.level = $p5 AND coalesce(head([(t26)-[:FORMERLY]->(h27)
    WHERE h27.property = 'name' AND h27.since <= $p1 AND h27.until > $p1 | h27.value]), t26.name) CONTAINS $p13 RETURN [[0, count(*)]] AS r24 } CALL (t) { MATCH (t30)-[c29:WITHIN]->(t)
WHERE c29.depth >= 1 AND c29.since <= $p1 AND c29.until > $p1 AND t30.validFrom <= $p1 AND t30.validTo > $p1 AND t30.level = $p5 AND coalesce(head([(t30)-[:FORMERLY]->(h31)
    WHERE h31.property = 'name' AND h31.since <= $p1 AND h31.until > $p1 | h31.value]), t30.name) CONTAINS $p14 WITH t30
ORDER BY t30.sk
LIMIT $p15 RETURN collect([0, t30.sk, coalesce(head([(t30)-[:FORMERLY]->(h32)
      WHERE h32.property = 'name' AND h32.since <= $p1 AND h32.until > $p1 | h32.value]), t30.name)]) AS r28 } CALL (t) { MATCH (t35)-[c34:WITHIN]->(t)
WHERE c34.depth >= 1 AND c34.since <= $p1 AND c34.until > $p1 AND t35.validFrom <= $p1 AND t35.validTo > $p1 AND t35.level = $p5 AND (coalesce(head([(t35)-[:FORMERLY]->(h36)
      WHERE h36.property = 'name' AND h36.since <= $p1 AND h36.until > $p1 | h36.value]), t35.name) CONTAINS $p16 OR coalesce(head([(t35)-[:FORMERLY]->(h37)
      WHERE h37.property = 'name' AND h37.since <= $p1 AND h37.until > $p1 | h37.value]), t35.name) CONTAINS $p17) RETURN [[0, count(*)]] AS r33 } CALL (t) { MATCH (t40)-[c39:WITHIN]->(t)
WHERE c39.depth >= 1 AND c39.since <= $p1 AND c39.until > $p1 AND t40.validFrom <= $p1 AND t40.validTo > $p1 AND t40.level = $p5 AND (coalesce(head([(t40)-[:FORMERLY]->(h41)
      WHERE h41.property = 'name' AND h41.since <= $p1 AND h41.until > $p1 | h41.value]), t40.name) CONTAINS $p18 OR coalesce(head([(t40)-[:FORMERLY]->(h42)
      WHERE h42.property = 'name' AND h42.since <= $p1 AND h42.until > $p1 | h42.value]), t40.name) CONTAINS $p19) WITH t40
ORDER BY t40.sk
LIMIT $p20 RETURN collect([0, t40.sk, coalesce(head([(t40)-[:FORMERLY]->(h43)
      WHERE h43.property = 'name' AND h43.since <= $p1 AND h43.until > $p1 | h43.value]), t40.name)]) AS r38 } CALL (t) { MATCH (t46)-[c45:WITHIN]->(t)
WHERE c45.depth >= 1 AND c45.since <= $p1 AND c45.until > $p1 AND t46.validFrom <= $p1 AND t46.validTo > $p1 AND t46.level = $p5 AND NOT coalesce((coalesce(head([(t46)-[:FORMERLY]->(h47)
        WHERE h47.property = 'name' AND h47.since <= $p1 AND h47.until > $p1 | h47.value]), t46.name) CONTAINS $p21 OR coalesce(head([(t46)-[:FORMERLY]->(h48)
        WHERE h48.property = 'name' AND h48.since <= $p1 AND h48.until > $p1 | h48.value]), t46.name) CONTAINS $p22 OR coalesce(head([(t46)-[:FORMERLY]->(h49)
        WHERE h49.property = 'name' AND h49.since <= $p1 AND h49.until > $p1 | h49.value]), t46.name) CONTAINS $p23), false) RETURN [[0, count(*)]] AS r44 } CALL (t) { MATCH (t52)-[c51:WITHIN]->(t)
WHERE c51.depth >= 1 AND c51.since <= $p1 AND c51.until > $p1 AND t52.validFrom <= $p1 AND t52.validTo > $p1 AND t52.level = $p5 AND NOT coalesce((coalesce(head([(t52)-[:FORMERLY]->(h53)
        WHERE h53.property = 'name' AND h53.since <= $p1 AND h53.until > $p1 | h53.value]), t52.name) CONTAINS $p24 OR coalesce(head([(t52)-[:FORMERLY]->(h54)
        WHERE h54.property = 'name' AND h54.since <= $p1 AND h54.until > $p1 | h54.value]), t52.name) CONTAINS $p25 OR coalesce(head([(t52)-[:FORMERLY]->(h55)
        WHERE h55.property = 'name' AND h55.since <= $p1 AND h55.until > $p1 | h55.value]), t52.name) CONTAINS $p26), false) WITH t52
ORDER BY t52.sk
LIMIT $p27 RETURN collect([0, t52.sk, coalesce(head([(t52)-[:FORMERLY]->(h56)
      WHERE h56.property = 'name' AND h56.since <= $p1 AND h56.until > $p1 | h56.value]), t52.name)]) AS r50 } CALL (t) { MATCH (t59)-[c58:WITHIN]->(t)
WHERE c58.depth >= 1 AND c58.since <= $p1 AND c58.until > $p1 AND t59.validFrom <= $p1 AND t59.validTo > $p1 AND t59.level = $p28 RETURN [[0, count(*)]] AS r57 } CALL (t) { MATCH (t62)-[c61:WITHIN]->(t)
WHERE c61.depth >= 1 AND c61.since <= $p1 AND c61.until > $p1 AND t62.validFrom <= $p1 AND t62.validTo > $p1 AND t62.level = $p28 WITH t62
ORDER BY t62.sk
LIMIT $p29 RETURN collect([0, t62.sk, coalesce(head([(t62)-[:FORMERLY]->(h63)
      WHERE h63.property = 'name' AND h63.since <= $p1 AND h63.until > $p1 | h63.value]), t62.name)]) AS r60 } RETURN collect([0, t.sk, coalesce(head([(t)-[:FORMERLY]->(h64)
      WHERE h64.property = 'name' AND h64.since <= $p1 AND h64.until > $p1 | h64.value]), t.name), r4, r7, r11, r17, r24, r28, r33, r38, r44, r50, r57, r60]) AS r3 } RETURN collect([c[0], t.sk, duration.inDays($p30, q.since).days + 1, duration.inDays($p30, q.until).days + 1, duration.inDays($p30, t.validFrom).days + 1, duration.inDays($p30, t.validTo).days + 1, coalesce(head([(t)-[:FORMERLY]->(h2)
      WHERE h2.property = 'name' AND h2.since <= $p1 AND h2.until > $p1 | h2.value]), t.name), q.authority, q.vintage, q.code, r3]) AS r1 } CALL (m) { UNWIND $p33 AS c MATCH (q:AreaCode)
WHERE q.code = c[1] MATCH (t:Area)-[:HAS_CODE]->(q) WITH c, q, t
ORDER BY c[0], t.sk, q.authority, q.vintage, q.code CALL (t) { CALL (t) { MATCH (t69)-[c68:WITHIN]->(t)
WHERE c68.depth >= 1 AND c68.since <= $p32 AND c68.until > $p32 AND t69.validFrom <= $p32 AND t69.validTo > $p32 AND t69.level = $p3 RETURN [[0, count(*)]] AS r67 } CALL (t) { MATCH (t72)-[c71:WITHIN]->(t)
WHERE c71.depth >= 1 AND c71.since <= $p32 AND c71.until > $p32 AND t72.validFrom <= $p32 AND t72.validTo > $p32 AND t72.level = $p3 WITH t72
ORDER BY t72.sk
LIMIT $p34 RETURN collect([0, t72.sk, t72.name]) AS r70 } CALL (t) { MATCH (t75)-[c74:WITHIN]->(t)
WHERE c74.depth >= 1 AND c74.since <= $p32 AND c74.until > $p32 AND t75.validFrom <= $p32 AND t75.validTo > $p32 AND t75.level = $p5 AND (t75.name CONTAINS $p35 OR t75.name CONTAINS $p36 OR t75.name CONTAINS $p37) RETURN [[0, count(*)]] AS r73 } CALL (t) { MATCH (t78)-[c77:WITHIN]->(t)
WHERE c77.depth >= 1 AND c77.since <= $p32 AND c77.until > $p32 AND t78.validFrom <= $p32 AND t78.validTo > $p32 AND t78.level = $p5 AND (t78.name CONTAINS $p38 OR t78.name CONTAINS $p39 OR t78.name CONTAINS $p40) WITH t78
ORDER BY t78.sk
LIMIT $p41 RETURN collect([0, t78.sk, t78.name]) AS r76 } CALL (t) { MATCH (t81)-[c80:WITHIN]->(t)
WHERE c80.depth >= 1 AND c80.since <= $p32 AND c80.until > $p32 AND t81.validFrom <= $p32 AND t81.validTo > $p32 AND t81.level = $p5 AND t81.name CONTAINS $p42 RETURN [[0, count(*)]] AS r79 } CALL (t) { MATCH (t84)-[c83:WITHIN]->(t)
WHERE c83.depth >= 1 AND c83.since <= $p32 AND c83.until > $p32 AND t84.validFrom <= $p32 AND t84.validTo > $p32 AND t84.level = $p5 AND t84.name CONTAINS $p43 WITH t84
ORDER BY t84.sk
LIMIT $p44 RETURN collect([0, t84.sk, t84.name]) AS r82 } CALL (t) { MATCH (t87)-[c86:WITHIN]->(t)
WHERE c86.depth >= 1 AND c86.since <= $p32 AND c86.until > $p32 AND t87.validFrom <= $p32 AND t87.validTo > $p32 AND t87.level = $p5 AND (t87.name CONTAINS $p45 OR t87.name CONTAINS $p46) RETURN [[0, count(*)]] AS r85 } CALL (t) { MATCH (t90)-[c89:WITHIN]->(t)
WHERE c89.depth >= 1 AND c89.since <= $p32 AND c89.until > $p32 AND t90.validFrom <= $p32 AND t90.validTo > $p32 AND t90.level = $p5 AND (t90.name CONTAINS $p47 OR t90.name CONTAINS $p48) WITH t90
ORDER BY t90.sk
LIMIT $p49 RETURN collect([0, t90.sk, t90.name]) AS r88 } CALL (t) { MATCH (t93)-[c92:WITHIN]->(t)
WHERE c92.depth >= 1 AND c92.since <= $p32 AND c92.until > $p32 AND t93.validFrom <= $p32 AND t93.validTo > $p32 AND t93.level = $p5 AND NOT coalesce((t93.name CONTAINS $p50 OR t93.name CONTAINS $p51 OR t93.name CONTAINS $p52), false) RETURN [[0, count(*)]] AS r91 } CALL (t) { MATCH (t96)-[c95:WITHIN]->(t)
WHERE c95.depth >= 1 AND c95.since <= $p32 AND c95.until > $p32 AND t96.validFrom <= $p32 AND t96.validTo > $p32 AND t96.level = $p5 AND NOT coalesce((t96.name CONTAINS $p53 OR t96.name CONTAINS $p54 OR t96.name CONTAINS $p55), false) WITH t96
ORDER BY t96.sk
LIMIT $p56 RETURN collect([0, t96.sk, t96.name]) AS r94 } CALL (t) { MATCH (t99)-[c98:WITHIN]->(t)
WHERE c98.depth >= 1 AND c98.since <= $p32 AND c98.until > $p32 AND t99.validFrom <= $p32 AND t99.validTo > $p32 AND t99.level = $p28 RETURN [[0, count(*)]] AS r97 } CALL (t) { MATCH (t102)-[c101:WITHIN]->(t)
WHERE c101.depth >= 1 AND c101.since <= $p32 AND c101.until > $p32 AND t102.validFrom <= $p32 AND t102.validTo > $p32 AND t102.level = $p28 WITH t102
ORDER BY t102.sk
LIMIT $p57 RETURN collect([0, t102.sk, t102.name]) AS r100 } RETURN collect([0, t.sk, t.name, r67, r70, r73, r76, r79, r82, r85, r88, r91, r94, r97, r100]) AS r66 } RETURN collect([c[0], t.sk, duration.inDays($p30, q.since).days + 1, duration.inDays($p30, q.until).days + 1, duration.inDays($p30, t.validFrom).days + 1, duration.inDays($p30, t.validTo).days + 1, t.name, q.authority, q.vintage, q.code, r66]) AS r65 } RETURN m.version, [r1, r65]
