-- 1
MATCH (m:LinliMeta {key: 'hub'}) CALL (m) { UNWIND $p2 AS c MATCH (q:AreaCode)
WHERE q.code = c[1] AND q.authority = $p1 MATCH (t:Area)-[:HAS_CODE]->(q) WITH c, q, t
ORDER BY c[0], t.sk, q.authority, q.vintage, q.code CALL (t) { CALL (t) { MATCH (t)<-[c3:WITHIN]-(b4)<-[l5:SERVES_IN]-(t6)
WHERE c3.since <= $p0 AND c3.until > $p0 AND (c3.depth = 0 OR b4.validFrom <= $p0 AND b4.validTo > $p0) AND l5.since <= $p0 AND l5.until > $p0 AND t6.validFrom <= $p0 AND t6.validTo > $p0 AND t6.role = $p3 WITH t6, l5, COUNT { MATCH (t6)<-[l7:CONTACTED_BY]-(n8)
WHERE l7.since <= $p0 AND l7.until > $p0 AND n8.validFrom <= $p0 AND n8.validTo > $p0 } = $p4 AS f9 WITH collect([t6, l5]) AS p10, count(CASE WHEN f9 THEN 1 END) AS n11, collect(CASE WHEN f9 THEN [t6, l5] END) AS p12 CALL (p10) { UNWIND p10 AS e14 WITH e14[0] AS t6, e14[1] AS l5 WITH t6, l5
ORDER BY t6.sk WITH t6, l5
LIMIT $p5 RETURN collect([0, t6.sk]) AS r13 } CALL (p12) { UNWIND p12 AS e17 WITH e17[0] AS t6, e17[1] AS l5 WITH t6, l5
ORDER BY t6.sk WITH t6, l5
LIMIT $p6 CALL (t6) { MATCH (t6)<-[l18:CONTACTED_BY]-(t19)
WHERE l18.since <= $p0 AND l18.until > $p0 AND t19.validFrom <= $p0 AND t19.validTo > $p0 WITH count(*) AS n20, collect([t19, l18]) AS p21 CALL (p21) { UNWIND p21 AS e24 WITH e24[0] AS t19, e24[1] AS l18 WITH t19, l18
ORDER BY t19.sk, l18.since WITH t19, l18
LIMIT $p7 RETURN collect([0, t19.sk]) AS r23 } RETURN [[0, n20]] AS r22, r23 } RETURN collect([0, t6.sk, r22, r23]) AS r16 } RETURN r13, [[0, n11]] AS r15, r16 } CALL (t) { MATCH (t26)-[c25:WITHIN]->(t)
WHERE c25.depth >= 1 AND c25.since <= $p0 AND c25.until > $p0 AND t26.validFrom <= $p0 AND t26.validTo > $p0 AND t26.level = $p8 WITH t26, EXISTS { MATCH (t26)<-[c27:WITHIN]-(b28)<-[l29:LIVES_IN]-(n30)
WHERE c27.since <= $p0 AND c27.until > $p0 AND l29.since <= $p0 AND l29.until > $p0 AND (c27.depth = 0 OR b28.validFrom <= $p0 AND b28.validTo > $p0) AND n30.validFrom <= $p0 AND n30.validTo > $p0
AND NOT EXISTS { MATCH (n30)-[l31:CONTACTED_BY]->(n32)
WHERE l31.since <= $p0 AND l31.until > $p0 AND n32.validFrom <= $p0 AND n32.validTo > $p0 } } AS f33, EXISTS { MATCH (t26)<-[c34:WITHIN]-(b35)<-[l36:SERVES_IN]-(n37)
WHERE c34.since <= $p0 AND c34.until > $p0 AND l36.since <= $p0 AND l36.until > $p0 AND (c34.depth = 0 OR b35.validFrom <= $p0 AND b35.validTo > $p0) AND n37.validFrom <= $p0 AND n37.validTo > $p0 AND n37.role = $p3 CALL (n37) { MATCH (n37)<-[l39:CONTACTED_BY]-(n40)
WHERE l39.since <= $p0 AND l39.until > $p0 AND n40.validFrom <= $p0 AND n40.validTo > $p0 RETURN count(*) AS k38 } WITH *
WHERE ((k38 < $p9 OR k38 > $p10)) RETURN 1 } AS f41 WITH count(CASE WHEN f33 THEN 1 END) AS n42, collect(CASE WHEN f33 THEN [t26] END) AS p43, count(CASE WHEN f41 THEN 1 END) AS n44, collect(CASE WHEN f41 THEN [t26] END) AS p45 CALL (p43) { UNWIND p43 AS e48 WITH e48[0] AS t26 WITH t26
ORDER BY t26.sk WITH t26
LIMIT $p11 RETURN collect([0, t26.sk, t26.name]) AS r47 } CALL (p45) { UNWIND p45 AS e51 WITH e51[0] AS t26 WITH t26
ORDER BY t26.sk WITH t26
LIMIT $p12 RETURN collect([0, t26.sk, t26.name]) AS r50 } RETURN [[0, n42]] AS r46, r47, [[0, n44]] AS r49, r50 } CALL (t) { RETURN [[0, reduce(n = 0, one IN COLLECT { MATCH (k53:LinliCount)
  WHERE k53.area = t.sk AND k53.what = $p13 AND k53.day <= $p0 RETURN k53.delta } | n + one)]] AS r52 } CALL (t) { RETURN [[0, reduce(n = 0, one IN COLLECT { MATCH (k55:LinliCount)
  WHERE k55.area = t.sk AND k55.what = $p14 AND k55.day <= $p0 RETURN k55.delta } | n + one)]] AS r54 } CALL (t) { MATCH (t58)-[c57:WITHIN]->(t)
WHERE c57.depth >= 1 AND c57.since <= $p0 AND c57.until > $p0 AND t58.validFrom <= $p0 AND t58.validTo > $p0 AND (t58:Stub) WITH DISTINCT t58
WHERE NOT ((NOT t58:Stub
    AND NOT EXISTS { MATCH (t58)<-[c59:WITHIN]-(b60)<-[l61:LIVES_IN]-(n62)
    WHERE c59.since <= $p0 AND c59.until > $p0 AND l61.since <= $p0 AND l61.until > $p0 AND (c59.depth = 0 OR b60.validFrom <= $p0 AND b60.validTo > $p0) AND n62.validFrom <= $p0 AND n62.validTo > $p0
    AND NOT EXISTS { MATCH (n62)-[l63:CONTACTED_BY]->(n64)
    WHERE l63.since <= $p0 AND l63.until > $p0 AND n64.validFrom <= $p0 AND n64.validTo > $p0 } })) AND NOT (EXISTS { MATCH (t58)<-[c65:WITHIN]-(b66)<-[l67:LIVES_IN]-(n68)
  WHERE c65.since <= $p0 AND c65.until > $p0 AND l67.since <= $p0 AND l67.until > $p0 AND (c65.depth = 0 OR b66.validFrom <= $p0 AND b66.validTo > $p0) AND n68.validFrom <= $p0 AND n68.validTo > $p0
  AND NOT EXISTS { MATCH (n68)-[l69:CONTACTED_BY]->(n70)
  WHERE l69.since <= $p0 AND l69.until > $p0 AND n70.validFrom <= $p0 AND n70.validTo > $p0 } }) AND t58.level = $p8 RETURN count(*) AS u56 } CALL (t) { MATCH (t73)-[c72:WITHIN]->(t)
WHERE c72.depth >= 1 AND c72.since <= $p0 AND c72.until > $p0 AND t73.validFrom <= $p0 AND t73.validTo > $p0 AND (t73:Stub) WITH DISTINCT t73 WITH t73
WHERE NOT ((NOT t73:Stub
    AND NOT EXISTS { MATCH (t73)<-[c74:WITHIN]-(b75)<-[l76:SERVES_IN]-(n77)
    WHERE c74.since <= $p0 AND c74.until > $p0 AND l76.since <= $p0 AND l76.until > $p0 AND (c74.depth = 0 OR b75.validFrom <= $p0 AND b75.validTo > $p0) AND n77.validFrom <= $p0 AND n77.validTo > $p0 AND n77.role = $p3 CALL (n77) { MATCH (n77)<-[l79:CONTACTED_BY]-(n80)
    WHERE l79.since <= $p0 AND l79.until > $p0 AND n80.validFrom <= $p0 AND n80.validTo > $p0 RETURN count(*) AS k78 } WITH *
    WHERE ((k78 < $p9 OR k78 > $p10)) RETURN 1 })) AND NOT (EXISTS { MATCH (t73)<-[c81:WITHIN]-(b82)<-[l83:SERVES_IN]-(n84)
  WHERE c81.since <= $p0 AND c81.until > $p0 AND l83.since <= $p0 AND l83.until > $p0 AND (c81.depth = 0 OR b82.validFrom <= $p0 AND b82.validTo > $p0) AND n84.validFrom <= $p0 AND n84.validTo > $p0 AND n84.role = $p3 CALL (n84) { MATCH (n84)<-[l86:CONTACTED_BY]-(n87)
  WHERE l86.since <= $p0 AND l86.until > $p0 AND n87.validFrom <= $p0 AND n87.validTo > $p0 RETURN count(*) AS k85 } WITH *
  WHERE ((k85 < $p9 OR k85 > $p10)) RETURN 1 }) AND t73.level = $p8 RETURN count(*) AS u71 } RETURN collect([0, t.sk, t.name, r52, r54, r13, r15, r16, r46, u56, r47, u56, r49, u71, r50, u71]) AS r2 } RETURN collect([c[0], t.sk, duration.inDays($p15, q.since).days + 1, duration.inDays($p15, q.until).days + 1, duration.inDays($p15, t.validFrom).days + 1, duration.inDays($p15, t.validTo).days + 1, t.name, q.authority, q.vintage, q.code, r2]) AS r1 } RETURN m.version, [r1]
