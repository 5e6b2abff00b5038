-- 1
MATCH (m:LinliMeta {key: 'hub'}) CALL (m) { UNWIND $p2 AS c MATCH (q:AreaCode)
WHERE q.code = c[1] AND q.authority = $p1 MATCH (t:Area)-[:HAS_CODE]->(q) WITH c, q, t
ORDER BY c[0], t.sk, q.authority, q.vintage, q.code CALL (t) { CALL (t) { MATCH (t4)-[c3:WITHIN]->(t)
WHERE c3.depth >= 1 AND c3.since <= $p0 AND c3.until > $p0 AND t4.validFrom <= $p0 AND t4.validTo > $p0 AND t4.level = $p3 WITH t4, EXISTS { MATCH (t4)<-[c5:WITHIN]-(b6)<-[l7:LIVES_IN]-(n8)
WHERE c5.since <= $p0 AND c5.until > $p0 AND l7.since <= $p0 AND l7.until > $p0 AND (c5.depth = 0 OR b6.validFrom <= $p0 AND b6.validTo > $p0) AND n8.validFrom <= $p0 AND n8.validTo > $p0
AND NOT EXISTS { MATCH (n8)-[l9:CONTACTED_BY]->(n10)
WHERE l9.since <= $p0 AND l9.until > $p0 AND n10.validFrom <= $p0 AND n10.validTo > $p0 } } AS f11, EXISTS { MATCH (t4)<-[c12:WITHIN]-(b13)<-[l14:SERVES_IN]-(n15)
WHERE c12.since <= $p0 AND c12.until > $p0 AND l14.since <= $p0 AND l14.until > $p0 AND (c12.depth = 0 OR b13.validFrom <= $p0 AND b13.validTo > $p0) AND n15.validFrom <= $p0 AND n15.validTo > $p0 AND n15.role = $p4 CALL (n15) { MATCH (n15)<-[l17:CONTACTED_BY]-(n18)
WHERE l17.since <= $p0 AND l17.until > $p0 AND n18.validFrom <= $p0 AND n18.validTo > $p0 RETURN count(*) AS k16 } WITH *
WHERE ((k16 < $p5 OR k16 > $p6)) RETURN 1 } AS f19 WITH count(CASE WHEN f11 THEN 1 END) AS n20, collect(CASE WHEN f11 THEN [t4] END) AS p21, count(CASE WHEN f19 THEN 1 END) AS n22, collect(CASE WHEN f19 THEN [t4] END) AS p23 CALL (p21) { UNWIND p21 AS e26 WITH e26[0] AS t4 WITH t4
ORDER BY t4.sk WITH t4
LIMIT $p7 CALL (t4) { RETURN [[0, reduce(n = 0, one IN COLLECT { MATCH (k28:LinliCount)
  WHERE k28.area = t4.sk AND k28.what = $p8 AND k28.day <= $p0 RETURN k28.delta } | n + one) - reduce(n = 0, one IN COLLECT { MATCH (k29:LinliCount)
  WHERE k29.area = t4.sk AND k29.what = $p9 AND k29.day <= $p0 RETURN k29.delta } | n + one)]] AS r27 } CALL (t4) { MATCH (t4)<-[c31:WITHIN]-(b32)<-[l33:LIVES_IN]-(t34)
WHERE c31.since <= $p0 AND c31.until > $p0 AND (c31.depth = 0 OR b32.validFrom <= $p0 AND b32.validTo > $p0) AND l33.since <= $p0 AND l33.until > $p0 AND t34.validFrom <= $p0 AND t34.validTo > $p0
AND NOT EXISTS { MATCH (t34)-[l35:CONTACTED_BY]->(n36)
WHERE l35.since <= $p0 AND l35.until > $p0 AND n36.validFrom <= $p0 AND n36.validTo > $p0 } WITH t34, l33
ORDER BY t34.sk
LIMIT $p10 OPTIONAL MATCH (t34)-[l37:LIVES_IN]->(n38)
WHERE l37.since <= $p0 AND l37.until > $p0 AND n38.validFrom <= $p0 AND n38.validTo > $p0 RETURN collect([0, t34.sk, t34.registerNumber, n38.sk, n38.name]) AS r30 } RETURN collect([0, t4.sk, t4.name, r27, r30]) AS r25 } CALL (p23) { UNWIND p23 AS e41 WITH e41[0] AS t4 WITH t4
ORDER BY t4.sk WITH t4
LIMIT $p11 CALL (t4) { MATCH (t4)<-[c42:WITHIN]-(b43)<-[l44:SERVES_IN]-(t45)
WHERE c42.since <= $p0 AND c42.until > $p0 AND (c42.depth = 0 OR b43.validFrom <= $p0 AND b43.validTo > $p0) AND l44.since <= $p0 AND l44.until > $p0 AND t45.validFrom <= $p0 AND t45.validTo > $p0 AND t45.role = $p4 AND (COUNT { MATCH (t45)<-[l46:CONTACTED_BY]-(n47)
  WHERE l46.since <= $p0 AND l46.until > $p0 AND n47.validFrom <= $p0 AND n47.validTo > $p0 } < $p12 OR COUNT { MATCH (t45)<-[l48:CONTACTED_BY]-(n49)
  WHERE l48.since <= $p0 AND l48.until > $p0 AND n49.validFrom <= $p0 AND n49.validTo > $p0 } > $p13) WITH count(*) AS n50, collect([t45, l44]) AS p51 CALL (p51) { UNWIND p51 AS e54 WITH e54[0] AS t45, e54[1] AS l44 WITH t45, l44
ORDER BY t45.sk WITH t45, l44
LIMIT $p14 OPTIONAL MATCH (t45)-[l55:SERVES_IN]->(n56)
WHERE l55.since <= $p0 AND l55.until > $p0 AND n56.validFrom <= $p0 AND n56.validTo > $p0 CALL (t45) { MATCH (t45)<-[l58:CONTACTED_BY]-(t59)
WHERE l58.since <= $p0 AND l58.until > $p0 AND t59.validFrom <= $p0 AND t59.validTo > $p0 RETURN [[0, count(*)]] AS r57 } RETURN collect([0, t45.sk, n56.sk, n56.name, r57]) AS r53 } RETURN [[0, n50]] AS r52, r53 } RETURN collect([0, t4.sk, t4.name, r52, r53]) AS r40 } RETURN [[0, n20]] AS r24, r25, [[0, n22]] AS r39, r40 } CALL (t) { MATCH (t62)-[c61:WITHIN]->(t)
WHERE c61.depth >= 1 AND c61.since <= $p0 AND c61.until > $p0 AND t62.validFrom <= $p0 AND t62.validTo > $p0 AND (t62:Stub) WITH DISTINCT t62
WHERE NOT ((NOT t62:Stub
    AND NOT EXISTS { MATCH (t62)<-[c63:WITHIN]-(b64)<-[l65:LIVES_IN]-(n66)
    WHERE c63.since <= $p0 AND c63.until > $p0 AND l65.since <= $p0 AND l65.until > $p0 AND (c63.depth = 0 OR b64.validFrom <= $p0 AND b64.validTo > $p0) AND n66.validFrom <= $p0 AND n66.validTo > $p0
    AND NOT EXISTS { MATCH (n66)-[l67:CONTACTED_BY]->(n68)
    WHERE l67.since <= $p0 AND l67.until > $p0 AND n68.validFrom <= $p0 AND n68.validTo > $p0 } })) AND NOT (EXISTS { MATCH (t62)<-[c69:WITHIN]-(b70)<-[l71:LIVES_IN]-(n72)
  WHERE c69.since <= $p0 AND c69.until > $p0 AND l71.since <= $p0 AND l71.until > $p0 AND (c69.depth = 0 OR b70.validFrom <= $p0 AND b70.validTo > $p0) AND n72.validFrom <= $p0 AND n72.validTo > $p0
  AND NOT EXISTS { MATCH (n72)-[l73:CONTACTED_BY]->(n74)
  WHERE l73.since <= $p0 AND l73.until > $p0 AND n74.validFrom <= $p0 AND n74.validTo > $p0 } }) AND t62.level = $p3 RETURN count(*) AS u60 } CALL (t) { MATCH (t77)-[c76:WITHIN]->(t)
WHERE c76.depth >= 1 AND c76.since <= $p0 AND c76.until > $p0 AND t77.validFrom <= $p0 AND t77.validTo > $p0 AND (t77:Stub) WITH DISTINCT t77 WITH t77
WHERE NOT ((NOT t77:Stub
    AND NOT EXISTS { MATCH (t77)<-[c78:WITHIN]-(b79)<-[l80:SERVES_IN]-(n81)
    WHERE c78.since <= $p0 AND c78.until > $p0 AND l80.since <= $p0 AND l80.until > $p0 AND (c78.depth = 0 OR b79.validFrom <= $p0 AND b79.validTo > $p0) AND n81.validFrom <= $p0 AND n81.validTo > $p0 AND n81.role = $p4 CALL (n81) { MATCH (n81)<-[l83:CONTACTED_BY]-(n84)
    WHERE l83.since <= $p0 AND l83.until > $p0 AND n84.validFrom <= $p0 AND n84.validTo > $p0 RETURN count(*) AS k82 } WITH *
    WHERE ((k82 < $p5 OR k82 > $p6)) RETURN 1 })) AND NOT (EXISTS { MATCH (t77)<-[c85:WITHIN]-(b86)<-[l87:SERVES_IN]-(n88)
  WHERE c85.since <= $p0 AND c85.until > $p0 AND l87.since <= $p0 AND l87.until > $p0 AND (c85.depth = 0 OR b86.validFrom <= $p0 AND b86.validTo > $p0) AND n88.validFrom <= $p0 AND n88.validTo > $p0 AND n88.role = $p4 CALL (n88) { MATCH (n88)<-[l90:CONTACTED_BY]-(n91)
  WHERE l90.since <= $p0 AND l90.until > $p0 AND n91.validFrom <= $p0 AND n91.validTo > $p0 RETURN count(*) AS k89 } WITH *
  WHERE ((k89 < $p5 OR k89 > $p6)) RETURN 1 }) AND t77.level = $p3 RETURN count(*) AS u75 } RETURN collect([0, t.sk, t.name, r24, u60, r25, u60, r39, u75, r40, u75]) AS r2 } RETURN collect([c[0], t.sk, duration.inDays($p15, q.since).days + 1, duration.inDays($p15, q.until).days + 1, duration.inDays($p15, t.validFrom).days + 1, duration.inDays($p15, t.validTo).days + 1, t.name, q.authority, q.vintage, q.code, r2]) AS r1 } CALL (m) { UNWIND $p17 AS c MATCH (q:AreaCode)
WHERE q.code = c[1] AND q.authority = $p1 MATCH (t:Area)-[:HAS_CODE]->(q) WITH c, q, t
ORDER BY c[0], t.sk, q.authority, q.vintage, q.code CALL (t) { CALL (t) { MATCH (t95)-[c94:WITHIN]->(t)
WHERE c94.depth >= 1 AND c94.since <= $p16 AND c94.until > $p16 AND t95.validFrom <= $p16 AND t95.validTo > $p16 AND t95.level = $p3 WITH t95, EXISTS { MATCH (t95)<-[c96:WITHIN]-(b97)<-[l98:LIVES_IN]-(n99)
WHERE c96.since <= $p16 AND c96.until > $p16 AND l98.since <= $p16 AND l98.until > $p16 AND (c96.depth = 0 OR b97.validFrom <= $p16 AND b97.validTo > $p16) AND n99.validFrom <= $p16 AND n99.validTo > $p16
AND NOT EXISTS { MATCH (n99)-[l100:CONTACTED_BY]->(n101)
WHERE l100.since <= $p16 AND l100.until > $p16 AND n101.validFrom <= $p16 AND n101.validTo > $p16 } } AS f102, EXISTS { MATCH (t95)<-[c103:WITHIN]-(b104)<-[l105:SERVES_IN]-(n106)
WHERE c103.since <= $p16 AND c103.until > $p16 AND l105.since <= $p16 AND l105.until > $p16 AND (c103.depth = 0 OR b104.validFrom <= $p16 AND b104.validTo > $p16) AND n106.validFrom <= $p16 AND n106.validTo > $p16 AND n106.role = $p4 CALL (n106) { MATCH (n106)<-[l108:CONTACTED_BY]-(n109)
WHERE l108.since <= $p16 AND l108.until > $p16 AND n109.validFrom <= $p16 AND n109.validTo > $p16 RETURN count(*) AS k107 } WITH *
WHERE ((k107 < $p18 OR k107 > $p19)) RETURN 1 } AS f110 WITH count(CASE WHEN f102 THEN 1 END) AS n111, collect(CASE WHEN f102 THEN [t95] END) AS p112, count(CASE WHEN f110 THEN 1 END) AS n113, collect(CASE WHEN f110 THEN [t95] END) AS p114 CALL (p112) { UNWIND p112 AS e117 WITH e117[0] AS t95 WITH t95
ORDER BY t95.sk WITH t95
LIMIT $p20 CALL (t95) { RETURN [[0, reduce(n = 0, one IN COLLECT { MATCH (k119:LinliCount)
  WHERE k119.area = t95.sk AND k119.what = $p8 AND k119.day <= $p16 RETURN k119.delta } | n + one) - reduce(n = 0, one IN COLLECT { MATCH (k120:LinliCount)
  WHERE k120.area = t95.sk AND k120.what = $p9 AND k120.day <= $p16 RETURN k120.delta } | n + one)]] AS r118 } CALL (t95) { MATCH (t95)<-[c122:WITHIN]-(b123)<-[l124:LIVES_IN]-(t125)
WHERE c122.since <= $p16 AND c122.until > $p16 AND (c122.depth = 0 OR b123.validFrom <= $p16 AND b123.validTo > $p16) AND l124.since <= $p16 AND l124.until > $p16 AND t125.validFrom <= $p16 AND t125.validTo > $p16
AND NOT EXISTS { MATCH (t125)-[l126:CONTACTED_BY]->(n127)
WHERE l126.since <= $p16 AND l126.until > $p16 AND n127.validFrom <= $p16 AND n127.validTo > $p16 } WITH t125, l124
ORDER BY t125.sk
LIMIT $p21 OPTIONAL MATCH (t125)-[l128:LIVES_IN]->(n129)
WHERE l128.since <= $p16 AND l128.until > $p16 AND n129.validFrom <= $p16 AND n129.validTo > $p16 RETURN collect([0, t125.sk, t125.registerNumber, n129.sk, n129.name]) AS r121 } RETURN collect([0, t95.sk, t95.name, r118, r121]) AS r116 } CALL (p114) { UNWIND p114 AS e132 WITH e132[0] AS t95 WITH t95
ORDER BY t95.sk WITH t95
LIMIT $p22 CALL (t95) { MATCH (t95)<-[c133:WITHIN]-(b134)<-[l135:SERVES_IN]-(t136)
WHERE c133.since <= $p16 AND c133.until > $p16 AND (c133.depth = 0 OR b134.validFrom <= $p16 AND b134.validTo > $p16) AND l135.since <= $p16 AND l135.until > $p16 AND t136.validFrom <= $p16 AND t136.validTo > $p16 AND t136.role = $p4 AND (COUNT { MATCH (t136)<-[l137:CONTACTED_BY]-(n138)
  WHERE l137.since <= $p16 AND l137.until > $p16 AND n138.validFrom <= $p16 AND n138.validTo > $p16 } < $p23 OR COUNT { MATCH (t136)<-[l139:CONTACTED_BY]-(n140)
  WHERE l139.since <= $p16 AND l139.until > $p16 AND n140.validFrom <= $p16 AND n140.validTo > $p16 } > $p24) WITH count(*) AS n141, collect([t136, l135]) AS p142 CALL (p142) { UNWIND p142 AS e145 WITH e145[0] AS t136, e145[1] AS l135 WITH t136, l135
ORDER BY t136.sk WITH t136, l135
LIMIT $p25 OPTIONAL MATCH (t136)-[l146:SERVES_IN]->(n147)
WHERE l146.since <= $p16 AND l146.until > $p16 AND n147.validFrom <= $p16 AND n147.validTo > $p16 CALL (t136) { MATCH (t136)<-[l149:CONTACTED_BY]-(t150)
WHERE l149.since <= $p16 AND l149.until > $p16 AND t150.validFrom <= $p16 AND t150.validTo > $p16 RETURN [[0, count(*)]] AS r148 } RETURN collect([0, t136.sk, n147.sk, n147.name, r148]) AS r144 } RETURN [[0, n141]] AS r143, r144 } RETURN collect([0, t95.sk, t95.name, r143, r144]) AS r131 } RETURN [[0, n111]] AS r115, r116, [[0, n113]] AS r130, r131 } CALL (t) { MATCH (t153)-[c152:WITHIN]->(t)
WHERE c152.depth >= 1 AND c152.since <= $p16 AND c152.until > $p16 AND t153.validFrom <= $p16 AND t153.validTo > $p16 AND (t153:Stub) WITH DISTINCT t153
WHERE NOT ((NOT t153:Stub
    AND NOT EXISTS { MATCH (t153)<-[c154:WITHIN]-(b155)<-[l156:LIVES_IN]-(n157)
    WHERE c154.since <= $p16 AND c154.until > $p16 AND l156.since <= $p16 AND l156.until > $p16 AND (c154.depth = 0 OR b155.validFrom <= $p16 AND b155.validTo > $p16) AND n157.validFrom <= $p16 AND n157.validTo > $p16
    AND NOT EXISTS { MATCH (n157)-[l158:CONTACTED_BY]->(n159)
    WHERE l158.since <= $p16 AND l158.until > $p16 AND n159.validFrom <= $p16 AND n159.validTo > $p16 } })) AND NOT (EXISTS { MATCH (t153)<-[c160:WITHIN]-(b161)<-[l162:LIVES_IN]-(n163)
  WHERE c160.since <= $p16 AND c160.until > $p16 AND l162.since <= $p16 AND l162.until > $p16 AND (c160.depth = 0 OR b161.validFrom <= $p16 AND b161.validTo > $p16) AND n163.validFrom <= $p16 AND n163.validTo > $p16
  AND NOT EXISTS { MATCH (n163)-[l164:CONTACTED_BY]->(n165)
  WHERE l164.since <= $p16 AND l164.until > $p16 AND n165.validFrom <= $p16 AND n165.validTo > $p16 } }) AND t153.level = $p3 RETURN count(*) AS u151 } CALL (t) { MATCH (t168)-[c167:WITHIN]->(t)
WHERE c167.depth >= 1 AND c167.since <= $p16 AND c167.until > $p16 AND t168.validFrom <= $p16 AND t168.validTo > $p16 AND (t168:Stub) WITH DISTINCT t168 WITH t168
WHERE NOT ((NOT t168:Stub
    AND NOT EXISTS { MATCH (t168)<-[c169:WITHIN]-(b170)<-[l171:SERVES_IN]-(n172)
    WHERE c169.since <= $p16 AND c169.until > $p16 AND l171.since <= $p16 AND l171.until > $p16 AND (c169.depth = 0 OR b170.validFrom <= $p16 AND b170.validTo > $p16) AND n172.validFrom <= $p16 AND n172.validTo > $p16 AND n172.role = $p4 CALL (n172) { MATCH (n172)<-[l174:CONTACTED_BY]-(n175)
    WHERE l174.since <= $p16 AND l174.until > $p16 AND n175.validFrom <= $p16 AND n175.validTo > $p16 RETURN count(*) AS k173 } WITH *
    WHERE ((k173 < $p18 OR k173 > $p19)) RETURN 1 })) AND NOT (EXISTS { MATCH (t168)<-[c176:WITHIN]-(b177)<-[l178:SERVES_IN]-(n179)
  WHERE c176.since <= $p16 AND c176.until > $p16 AND l178.since <= $p16 AND l178.until > $p16 AND (c176.depth = 0 OR b177.validFrom <= $p16 AND b177.validTo > $p16) AND n179.validFrom <= $p16 AND n179.validTo > $p16 AND n179.role = $p4 CALL (n179) { MATCH (n179)<-[l181:CONTACTED_BY]-(n182)
  WHERE l181.since <= $p16 AND l181.until > $p16 AND n182.validFrom <= $p16 AND n182.validTo > $p16 RETURN count(*) AS k180 } WITH *
  WHERE ((k180 < $p18 OR k180 > $p19)) RETURN 1 }) AND t168.level = $p3 RETURN count(*) AS u166 } RETURN collect([0, t.sk, t.name, r115, u151, r116, u151, r130, u166, r131, u166]) AS r93 } RETURN collect([c[0], t.sk, duration.inDays($p15, q.since).days + 1, duration.inDays($p15, q.until).days + 1, duration.inDays($p15, t.validFrom).days + 1, duration.inDays($p15, t.validTo).days + 1, t.name, q.authority, q.vintage, q.code, r93]) AS r92 } RETURN m.version, [r1, r92]
