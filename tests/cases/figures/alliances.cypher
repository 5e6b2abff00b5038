-- 1
MATCH (m:LinliMeta {key: 'hub'}) CALL (m) { MATCH (t2:Agreement)
WHERE t2.validFrom <= $p0 AND t2.validTo > $p0
AND EXISTS { MATCH (t2)-[l3:HAS_PARTY]->(n4)
WHERE l3.since <= $p0 AND l3.until > $p0 AND n4.validFrom <= $p0 AND n4.validTo > $p0 AND right('00000' + toString(n4.sk / 1099511627776), 6) = $p1 AND n4.form = $p2 }
AND EXISTS { MATCH (t2)-[l5:HAS_PARTY]->(n6)
WHERE l5.since <= $p0 AND l5.until > $p0 AND n6.validFrom <= $p0 AND n6.validTo > $p0 AND right('00000' + toString(n6.sk / 1099511627776), 6) = $p3 AND n6.form = $p2 } RETURN [[0, count(*)]] AS r1 } CALL (m) { MATCH (t8:Agreement)
WHERE t8.validFrom <= $p4 AND t8.validTo > $p4
AND EXISTS { MATCH (t8)-[l9:HAS_PARTY]->(n10)
WHERE l9.since <= $p4 AND l9.until > $p4 AND n10.validFrom <= $p4 AND n10.validTo > $p4 AND right('00000' + toString(n10.sk / 1099511627776), 6) = $p5 AND n10.form = $p2 }
AND EXISTS { MATCH (t8)-[l11:HAS_PARTY]->(n12)
WHERE l11.since <= $p4 AND l11.until > $p4 AND n12.validFrom <= $p4 AND n12.validTo > $p4 AND right('00000' + toString(n12.sk / 1099511627776), 6) = $p6 AND n12.form = $p2 } WITH t8
ORDER BY t8.sk
LIMIT $p7 RETURN collect([0, t8.sk, t8.title]) AS r7 } CALL (m) { MATCH (t14:Agreement)
WHERE t14.validFrom <= $p8 AND t14.validTo > $p8
AND EXISTS { MATCH (t14)-[l15:HAS_PARTY]->(n16)
WHERE l15.since <= $p8 AND l15.until > $p8 AND n16.validFrom <= $p8 AND n16.validTo > $p8 AND right('00000' + toString(n16.sk / 1099511627776), 6) = $p9 AND n16.form = $p10 }
AND EXISTS { MATCH (t14)-[l17:HAS_PARTY]->(n18)
WHERE l17.since <= $p8 AND l17.until > $p8 AND n18.validFrom <= $p8 AND n18.validTo > $p8 AND right('00000' + toString(n18.sk / 1099511627776), 6) IN $p11 AND n18.form = $p10 } RETURN [[0, count(*)]] AS r13 } CALL (m) { MATCH (t20:Agreement)
WHERE t20.validFrom <= $p12 AND t20.validTo > $p12
AND EXISTS { MATCH (t20)-[l21:HAS_PARTY]->(n22)
WHERE l21.since <= $p12 AND l21.until > $p12 AND n22.validFrom <= $p12 AND n22.validTo > $p12 AND right('00000' + toString(n22.sk / 1099511627776), 6) = $p13 AND n22.form = $p10 }
AND EXISTS { MATCH (t20)-[l23:HAS_PARTY]->(n24)
WHERE l23.since <= $p12 AND l23.until > $p12 AND n24.validFrom <= $p12 AND n24.validTo > $p12 AND right('00000' + toString(n24.sk / 1099511627776), 6) IN $p14 AND n24.form = $p10 } WITH t20
ORDER BY t20.sk
LIMIT $p15 RETURN collect([0, t20.sk, t20.title]) AS r19 } CALL (m) { MATCH (t26:Organisation) USING INDEX t26:Organisation(form, sk)
WHERE t26.form = $p10 AND t26.sk IS NOT NULL AND t26.validFrom <= $p16 AND t26.validTo > $p16 AND right('00000' + toString(t26.sk / 1099511627776), 6) = $p17
AND EXISTS { MATCH (t26)<-[l27:HAS_PARTY]-(n28)
WHERE l27.since <= $p16 AND l27.until > $p16 AND n28.validFrom <= $p16 AND n28.validTo > $p16
AND EXISTS { MATCH (n28)-[l29:HAS_PARTY]->(n30)
WHERE l29.since <= $p16 AND l29.until > $p16 AND n30.validFrom <= $p16 AND n30.validTo > $p16 AND right('00000' + toString(n30.sk / 1099511627776), 6) IN $p18 } } WITH t26
WHERE NOT t26:Stub RETURN [[0, count(*)]] AS r25 } CALL (m) { MATCH (t32:Organisation) USING INDEX t32:Organisation(form, sk)
WHERE t32.form = $p10 AND t32.sk IS NOT NULL AND t32.validFrom <= $p19 AND t32.validTo > $p19 AND right('00000' + toString(t32.sk / 1099511627776), 6) = $p20
AND EXISTS { MATCH (t32)<-[l33:HAS_PARTY]-(n34)
WHERE l33.since <= $p19 AND l33.until > $p19 AND n34.validFrom <= $p19 AND n34.validTo > $p19
AND EXISTS { MATCH (n34)-[l35:HAS_PARTY]->(n36)
WHERE l35.since <= $p19 AND l35.until > $p19 AND n36.validFrom <= $p19 AND n36.validTo > $p19 AND right('00000' + toString(n36.sk / 1099511627776), 6) IN $p21 } } WITH t32
WHERE NOT t32:Stub WITH t32
ORDER BY t32.sk
LIMIT $p22 RETURN collect([0, t32.sk, t32.name]) AS r31 } CALL (m) { MATCH (t38:Organisation) USING INDEX t38:Organisation(form, sk)
WHERE t38.form = $p24 AND t38.sk IS NOT NULL AND t38.validFrom <= $p23 AND t38.validTo > $p23
AND EXISTS { MATCH (t38)<-[l39:HAS_MEMBER]-(n40)
WHERE l39.since <= $p23 AND l39.until > $p23 AND n40.validFrom <= $p23 AND n40.validTo > $p23 AND n40.type = $p25 } WITH t38
WHERE NOT t38:Stub RETURN [[0, count(*)]] AS r37 } CALL (m) { MATCH (t42:Organisation) USING INDEX t42:Organisation(form, sk)
WHERE t42.form = $p24 AND t42.sk IS NOT NULL AND t42.validFrom <= $p26 AND t42.validTo > $p26
AND EXISTS { MATCH (t42)<-[l43:HAS_MEMBER]-(n44)
WHERE l43.since <= $p26 AND l43.until > $p26 AND n44.validFrom <= $p26 AND n44.validTo > $p26 AND n44.type = $p25 } WITH t42
WHERE NOT t42:Stub WITH t42
ORDER BY t42.sk
LIMIT $p27 RETURN collect([0, t42.sk, t42.name]) AS r41 } CALL (m) { MATCH (t46:Posting) USING INDEX t46:Posting(role, sk)
WHERE t46.role = $p29 AND t46.sk IS NOT NULL AND t46.validFrom <= $p28 AND t46.validTo > $p28
AND EXISTS { MATCH (t46)-[l47:SENT_BY]->(n48)
WHERE l47.since <= $p28 AND l47.until > $p28 AND n48.validFrom <= $p28 AND n48.validTo > $p28 AND n48.form = $p24 } RETURN [[0, count(*)]] AS r45 } CALL (m) { MATCH (t50:Posting) USING INDEX t50:Posting(role, sk)
WHERE t50.role = $p29 AND t50.sk IS NOT NULL AND t50.validFrom <= $p30 AND t50.validTo > $p30
AND EXISTS { MATCH (t50)-[l51:SENT_BY]->(n52)
WHERE l51.since <= $p30 AND l51.until > $p30 AND n52.validFrom <= $p30 AND n52.validTo > $p30 AND n52.form = $p24 } WITH t50
ORDER BY t50.sk
LIMIT $p31 OPTIONAL MATCH (t50)-[l53:SENT_BY]->(n54)
WHERE l53.since <= $p30 AND l53.until > $p30 AND n54.validFrom <= $p30 AND n54.validTo > $p30 OPTIONAL MATCH (t50)-[l55:SERVES]->(n56)
WHERE l55.since <= $p30 AND l55.until > $p30 AND n56.validFrom <= $p30 AND n56.validTo > $p30 RETURN collect([0, t50.sk, t50.holder, n54.sk, n54.name, n56.sk, n56.name]) AS r49 } CALL (m) { MATCH (t58:Organisation) USING INDEX t58:Organisation(form, sk)
WHERE t58.form = $p33 AND t58.sk IS NOT NULL AND t58.validFrom <= $p32 AND t58.validTo > $p32
AND EXISTS { MATCH (t58)<-[l59:HAS_MEMBER]-(n60)
WHERE l59.since <= $p32 AND l59.until > $p32 AND n60.validFrom <= $p32 AND n60.validTo > $p32 AND n60.type = $p25 } WITH t58
WHERE NOT t58:Stub RETURN [[0, count(*)]] AS r57 } CALL (m) { MATCH (t62:Organisation) USING INDEX t62:Organisation(form, sk)
WHERE t62.form = $p33 AND t62.sk IS NOT NULL AND t62.validFrom <= $p34 AND t62.validTo > $p34
AND EXISTS { MATCH (t62)<-[l63:HAS_MEMBER]-(n64)
WHERE l63.since <= $p34 AND l63.until > $p34 AND n64.validFrom <= $p34 AND n64.validTo > $p34 AND n64.type = $p25 } WITH t62
WHERE NOT t62:Stub WITH t62
ORDER BY t62.sk
LIMIT $p35 RETURN collect([0, t62.sk, t62.name]) AS r61 } CALL (m) { MATCH (t66:Organisation) USING INDEX t66:Organisation(form, sk)
WHERE t66.form = $p37 AND t66.sk IS NOT NULL AND t66.validFrom <= $p36 AND t66.validTo > $p36
AND EXISTS { MATCH (t66)<-[l67:HAS_MEMBER]-(n68)
WHERE l67.since <= $p36 AND l67.until > $p36 AND n68.validFrom <= $p36 AND n68.validTo > $p36 AND n68.type = $p38 } WITH t66
WHERE NOT t66:Stub RETURN [[0, count(*)]] AS r65 } CALL (m) { MATCH (t70:Organisation) USING INDEX t70:Organisation(form, sk)
WHERE t70.form = $p37 AND t70.sk IS NOT NULL AND t70.validFrom <= $p39 AND t70.validTo > $p39
AND EXISTS { MATCH (t70)<-[l71:HAS_MEMBER]-(n72)
WHERE l71.since <= $p39 AND l71.until > $p39 AND n72.validFrom <= $p39 AND n72.validTo > $p39 AND n72.type = $p38 } WITH t70
WHERE NOT t70:Stub WITH t70
ORDER BY t70.sk
LIMIT $p40 RETURN collect([0, t70.sk, t70.name]) AS r69 } CALL (m) { MATCH (t74:Organisation) USING INDEX t74:Organisation(form, sk)
WHERE t74.form = $p42 AND t74.sk IS NOT NULL AND t74.validFrom <= $p41 AND t74.validTo > $p41
AND EXISTS { MATCH (t74)<-[l75:HAS_PARTY]-(n76)
WHERE l75.since <= $p41 AND l75.until > $p41 AND n76.validFrom <= $p41 AND n76.validTo > $p41
AND EXISTS { MATCH (n76)-[l77:MADE_UNDER]->(n78)
WHERE l77.since <= $p41 AND l77.until > $p41 AND n78.validFrom <= $p41 AND n78.validTo > $p41 AND n78.type = $p43 } } WITH t74
WHERE NOT t74:Stub RETURN [[0, count(*)]] AS r73 } CALL (m) { MATCH (t80:Organisation) USING INDEX t80:Organisation(form, sk)
WHERE t80.form = $p42 AND t80.sk IS NOT NULL AND t80.validFrom <= $p44 AND t80.validTo > $p44
AND EXISTS { MATCH (t80)<-[l81:HAS_PARTY]-(n82)
WHERE l81.since <= $p44 AND l81.until > $p44 AND n82.validFrom <= $p44 AND n82.validTo > $p44
AND EXISTS { MATCH (n82)-[l83:MADE_UNDER]->(n84)
WHERE l83.since <= $p44 AND l83.until > $p44 AND n84.validFrom <= $p44 AND n84.validTo > $p44 AND n84.type = $p43 } } WITH t80
WHERE NOT t80:Stub WITH t80
ORDER BY t80.sk
LIMIT $p45 RETURN collect([0, t80.sk, t80.name]) AS r79 } CALL (m) { MATCH (t86:Organisation) USING INDEX t86:Organisation(form, sk)
WHERE t86.form = $p10 AND t86.sk IS NOT NULL AND t86.validFrom <= $p46 AND t86.validTo > $p46
AND EXISTS { MATCH (t86)<-[l87:HAS_PARTY]-(n88)
WHERE l87.since <= $p46 AND l87.until > $p46 AND n88.validFrom <= $p46 AND n88.validTo > $p46
AND EXISTS { MATCH (n88)-[l89:MADE_UNDER]->(n90)
WHERE l89.since <= $p46 AND l89.until > $p46 AND n90.validFrom <= $p46 AND n90.validTo > $p46 AND n90.type = $p43 } } WITH t86
WHERE NOT t86:Stub RETURN [[0, count(*)]] AS r85 } CALL (m) { MATCH (t92:Organisation) USING INDEX t92:Organisation(form, sk)
WHERE t92.form = $p10 AND t92.sk IS NOT NULL AND t92.validFrom <= $p47 AND t92.validTo > $p47
AND EXISTS { MATCH (t92)<-[l93:HAS_PARTY]-(n94)
WHERE l93.since <= $p47 AND l93.until > $p47 AND n94.validFrom <= $p47 AND n94.validTo > $p47
AND EXISTS { MATCH (n94)-[l95:MADE_UNDER]->(n96)
WHERE l95.since <= $p47 AND l95.until > $p47 AND n96.validFrom <= $p47 AND n96.validTo > $p47 AND n96.type = $p43 } } WITH t92
WHERE NOT t92:Stub WITH t92
ORDER BY t92.sk
LIMIT $p48 RETURN collect([0, t92.sk, t92.name]) AS r91 } RETURN m.version, [r1, r7, r13, r19, r25, r31, r37, r41, r45, r49, r57, r61, r65, r69, r73, r79, r85, r91]
