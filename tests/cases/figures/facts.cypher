-- 1
MATCH (m:LinliMeta {key: 'hub'}) CALL (m) { MATCH (t2:Fact) USING INDEX t2:Fact(indicator, sk)
WHERE t2.indicator = $p1 AND t2.sk IS NOT NULL WITH t2
ORDER BY t2.sk
WHERE t2.validFrom <= $p0 AND t2.validTo > $p0 WITH t2
LIMIT $p2 OPTIONAL MATCH (t2)-[l3:ABOUT_AREA]->(n4)
WHERE l3.since <= $p0 AND l3.until > $p0 AND n4.validFrom <= $p0 AND n4.validTo > $p0 RETURN collect([0, t2.sk, t2.indicator, t2.period, t2.dimensions, t2.status, t2.bound, t2.value, t2.unit, t2.denominator, t2.source, n4.sk, n4.name]) AS r1 } CALL (m) { MATCH (t6:Fact) USING INDEX t6:Fact(indicator, sk)
WHERE t6.indicator = $p4 AND t6.sk IS NOT NULL AND t6.validFrom <= $p3 AND t6.validTo > $p3 AND t6.dimensions IS NULL WITH t6
ORDER BY t6.sk
LIMIT $p5 OPTIONAL MATCH (t6)-[l7:ABOUT_AREA]->(n8)
WHERE l7.since <= $p3 AND l7.until > $p3 AND n8.validFrom <= $p3 AND n8.validTo > $p3 RETURN collect([0, t6.sk, t6.indicator, t6.period, t6.dimensions, t6.status, t6.bound, t6.value, t6.unit, t6.denominator, t6.source, n8.sk, n8.name]) AS r5 } CALL (m) { MATCH (t10:Fact) USING INDEX t10:Fact(indicator, sk)
WHERE t10.indicator = $p7 AND t10.sk IS NOT NULL AND t10.validFrom <= $p6 AND t10.validTo > $p6 AND t10.dimensions = $p8 WITH t10
ORDER BY t10.sk
LIMIT $p9 OPTIONAL MATCH (t10)-[l11:ABOUT_AREA]->(n12)
WHERE l11.since <= $p6 AND l11.until > $p6 AND n12.validFrom <= $p6 AND n12.validTo > $p6 RETURN collect([0, t10.sk, t10.indicator, t10.period, t10.dimensions, t10.status, t10.bound, t10.value, t10.unit, t10.denominator, t10.source, n12.sk, n12.name]) AS r9 } CALL (m) { MATCH (t14:Fact) USING INDEX t14:Fact(indicator, sk)
WHERE t14.indicator = $p11 AND t14.sk IS NOT NULL AND t14.validFrom <= $p10 AND t14.validTo > $p10 AND t14.dimensions = $p12 WITH t14
ORDER BY t14.sk
LIMIT $p13 OPTIONAL MATCH (t14)-[l15:ABOUT_AREA]->(n16)
WHERE l15.since <= $p10 AND l15.until > $p10 AND n16.validFrom <= $p10 AND n16.validTo > $p10 RETURN collect([0, t14.sk, t14.indicator, t14.period, t14.dimensions, t14.status, t14.bound, t14.value, t14.unit, t14.denominator, t14.source, n16.sk, n16.name]) AS r13 } CALL (m) { MATCH (t18:Fact) USING INDEX t18:Fact(indicator, sk)
WHERE t18.indicator = $p15 AND t18.sk IS NOT NULL WITH t18
ORDER BY t18.sk
WHERE t18.validFrom <= $p14 AND t18.validTo > $p14 WITH t18
LIMIT $p16 OPTIONAL MATCH (t18)-[l19:ABOUT_AREA]->(n20)
WHERE l19.since <= $p14 AND l19.until > $p14 AND n20.validFrom <= $p14 AND n20.validTo > $p14 RETURN collect([0, t18.sk, t18.indicator, t18.period, t18.dimensions, t18.status, t18.bound, t18.value, t18.unit, t18.denominator, t18.source, n20.sk, n20.name]) AS r17 } CALL (m) { MATCH (t22:Fact) USING INDEX t22:Fact(indicator, sk)
WHERE t22.indicator = $p18 AND t22.sk IS NOT NULL WITH t22
ORDER BY t22.sk
WHERE t22.validFrom <= $p17 AND t22.validTo > $p17 WITH t22
LIMIT $p19 OPTIONAL MATCH (t22)-[l23:ABOUT_AREA]->(n24)
WHERE l23.since <= $p17 AND l23.until > $p17 AND n24.validFrom <= $p17 AND n24.validTo > $p17 RETURN collect([0, t22.sk, t22.indicator, t22.period, t22.dimensions, t22.status, t22.bound, t22.value, t22.unit, t22.denominator, t22.source, n24.sk, n24.name]) AS r21 } CALL (m) { MATCH (t26:Fact) USING INDEX t26:Fact(indicator, sk)
WHERE t26.indicator = $p21 AND t26.sk IS NOT NULL WITH t26
ORDER BY t26.sk
WHERE t26.validFrom <= $p20 AND t26.validTo > $p20 WITH t26
LIMIT $p22 OPTIONAL MATCH (t26)-[l27:ABOUT_AREA]->(n28)
WHERE l27.since <= $p20 AND l27.until > $p20 AND n28.validFrom <= $p20 AND n28.validTo > $p20 RETURN collect([0, t26.sk, t26.indicator, t26.period, t26.dimensions, t26.status, t26.bound, t26.value, t26.unit, t26.denominator, t26.source, n28.sk, n28.name]) AS r25 } CALL (m) { MATCH (t30:Fact) USING INDEX t30:Fact(indicator, sk)
WHERE t30.indicator = $p24 AND t30.sk IS NOT NULL WITH t30
ORDER BY t30.sk
WHERE t30.validFrom <= $p23 AND t30.validTo > $p23 WITH t30
LIMIT $p25 OPTIONAL MATCH (t30)-[l31:ABOUT_AREA]->(n32)
WHERE l31.since <= $p23 AND l31.until > $p23 AND n32.validFrom <= $p23 AND n32.validTo > $p23 RETURN collect([0, t30.sk, t30.indicator, t30.period, t30.dimensions, t30.status, t30.bound, t30.value, t30.unit, t30.denominator, t30.source, n32.sk, n32.name]) AS r29 } CALL (m) { MATCH (t34:Fact) USING INDEX t34:Fact(indicator, sk)
WHERE t34.indicator = $p27 AND t34.sk IS NOT NULL WITH t34
ORDER BY t34.sk
WHERE t34.validFrom <= $p26 AND t34.validTo > $p26 WITH t34
LIMIT $p28 OPTIONAL MATCH (t34)-[l35:ABOUT_AREA]->(n36)
WHERE l35.since <= $p26 AND l35.until > $p26 AND n36.validFrom <= $p26 AND n36.validTo > $p26 RETURN collect([0, t34.sk, t34.indicator, t34.period, t34.dimensions, t34.status, t34.bound, t34.value, t34.unit, t34.denominator, t34.source, n36.sk, n36.name]) AS r33 } CALL (m) { MATCH (t38:Fact) USING INDEX t38:Fact(indicator, sk)
WHERE t38.indicator = $p30 AND t38.sk IS NOT NULL WITH t38
ORDER BY t38.sk
WHERE t38.validFrom <= $p29 AND t38.validTo > $p29 WITH t38
LIMIT $p31 OPTIONAL MATCH (t38)-[l39:ABOUT_AREA]->(n40)
WHERE l39.since <= $p29 AND l39.until > $p29 AND n40.validFrom <= $p29 AND n40.validTo > $p29 RETURN collect([0, t38.sk, t38.indicator, t38.period, t38.dimensions, t38.status, t38.bound, t38.value, t38.unit, t38.denominator, t38.source, n40.sk, n40.name]) AS r37 } CALL (m) { MATCH (t42:Fact) USING INDEX t42:Fact(indicator, sk)
WHERE t42.indicator = $p33 AND t42.sk IS NOT NULL WITH t42
ORDER BY t42.sk
WHERE t42.validFrom <= $p32 AND t42.validTo > $p32 WITH t42
LIMIT $p34 OPTIONAL MATCH (t42)-[l43:ABOUT_AREA]->(n44)
WHERE l43.since <= $p32 AND l43.until > $p32 AND n44.validFrom <= $p32 AND n44.validTo > $p32 RETURN collect([0, t42.sk, t42.indicator, t42.period, t42.dimensions, t42.status, t42.bound, t42.value, t42.unit, t42.denominator, t42.source, n44.sk, n44.name]) AS r41 } CALL (m) { MATCH (t46:Fact) USING INDEX t46:Fact(indicator, sk)
WHERE t46.indicator = $p36 AND t46.sk IS NOT NULL WITH t46
ORDER BY t46.sk
WHERE t46.validFrom <= $p35 AND t46.validTo > $p35 WITH t46
LIMIT $p37 OPTIONAL MATCH (t46)-[l47:ABOUT_AREA]->(n48)
WHERE l47.since <= $p35 AND l47.until > $p35 AND n48.validFrom <= $p35 AND n48.validTo > $p35 RETURN collect([0, t46.sk, t46.indicator, t46.period, t46.dimensions, t46.status, t46.bound, t46.value, t46.unit, t46.denominator, t46.source, n48.sk, n48.name]) AS r45 } CALL (m) { MATCH (t50:Fact) USING INDEX t50:Fact(indicator, sk)
WHERE t50.indicator = $p39 AND t50.sk IS NOT NULL WITH t50
ORDER BY t50.sk
WHERE t50.validFrom <= $p38 AND t50.validTo > $p38 WITH t50
LIMIT $p40 OPTIONAL MATCH (t50)-[l51:ABOUT_AREA]->(n52)
WHERE l51.since <= $p38 AND l51.until > $p38 AND n52.validFrom <= $p38 AND n52.validTo > $p38 RETURN collect([0, t50.sk, t50.indicator, t50.period, t50.dimensions, t50.status, t50.bound, t50.value, t50.unit, t50.denominator, t50.source, n52.sk, n52.name]) AS r49 } CALL (m) { MATCH (t54:Fact) USING INDEX t54:Fact(indicator, sk)
WHERE t54.indicator = $p42 AND t54.sk IS NOT NULL WITH t54
ORDER BY t54.sk
WHERE t54.validFrom <= $p41 AND t54.validTo > $p41 WITH t54
LIMIT $p43 OPTIONAL MATCH (t54)-[l55:ABOUT_AREA]->(n56)
WHERE l55.since <= $p41 AND l55.until > $p41 AND n56.validFrom <= $p41 AND n56.validTo > $p41 RETURN collect([0, t54.sk, t54.indicator, t54.period, t54.dimensions, t54.status, t54.bound, t54.value, t54.unit, t54.denominator, t54.source, n56.sk, n56.name]) AS r53 } CALL (m) { MATCH (t58:Fact) USING INDEX t58:Fact(indicator, sk)
WHERE t58.indicator = $p45 AND t58.sk IS NOT NULL WITH t58
ORDER BY t58.sk
WHERE t58.validFrom <= $p44 AND t58.validTo > $p44 WITH t58
LIMIT $p46 OPTIONAL MATCH (t58)-[l59:ABOUT_AREA]->(n60)
WHERE l59.since <= $p44 AND l59.until > $p44 AND n60.validFrom <= $p44 AND n60.validTo > $p44 RETURN collect([0, t58.sk, t58.indicator, t58.period, t58.dimensions, t58.status, t58.bound, t58.value, t58.unit, t58.denominator, t58.source, n60.sk, n60.name]) AS r57 } CALL (m) { MATCH (t62:Fact) USING INDEX t62:Fact(indicator, sk)
WHERE t62.indicator = $p48 AND t62.sk IS NOT NULL WITH t62
ORDER BY t62.sk
WHERE t62.validFrom <= $p47 AND t62.validTo > $p47 WITH t62
LIMIT $p49 OPTIONAL MATCH (t62)-[l63:ABOUT_AREA]->(n64)
WHERE l63.since <= $p47 AND l63.until > $p47 AND n64.validFrom <= $p47 AND n64.validTo > $p47 RETURN collect([0, t62.sk, t62.indicator, t62.period, t62.dimensions, t62.status, t62.bound, t62.value, t62.unit, t62.denominator, t62.source, n64.sk, n64.name]) AS r61 } CALL (m) { MATCH (t66:Fact) USING INDEX t66:Fact(indicator, sk)
WHERE t66.indicator = $p51 AND t66.sk IS NOT NULL WITH t66
ORDER BY t66.sk
WHERE t66.validFrom <= $p50 AND t66.validTo > $p50 WITH t66
LIMIT $p52 OPTIONAL MATCH (t66)-[l67:ABOUT_AREA]->(n68)
WHERE l67.since <= $p50 AND l67.until > $p50 AND n68.validFrom <= $p50 AND n68.validTo > $p50 RETURN collect([0, t66.sk, t66.indicator, t66.period, t66.dimensions, t66.status, t66.bound, t66.value, t66.unit, t66.denominator, t66.source, n68.sk, n68.name]) AS r65 } CALL (m) { MATCH (t70:Fact) USING INDEX t70:Fact(indicator, sk)
WHERE t70.indicator = $p54 AND t70.sk IS NOT NULL WITH t70
ORDER BY t70.sk
WHERE t70.validFrom <= $p53 AND t70.validTo > $p53 WITH t70
LIMIT $p55 OPTIONAL MATCH (t70)-[l71:ABOUT_AREA]->(n72)
WHERE l71.since <= $p53 AND l71.until > $p53 AND n72.validFrom <= $p53 AND n72.validTo > $p53 RETURN collect([0, t70.sk, t70.indicator, t70.period, t70.dimensions, t70.status, t70.bound, t70.value, t70.unit, t70.denominator, t70.source, n72.sk, n72.name]) AS r69 } CALL (m) { MATCH (t74:Fact) USING INDEX t74:Fact(indicator, sk)
WHERE t74.indicator = $p57 AND t74.sk IS NOT NULL WITH t74
ORDER BY t74.sk
WHERE t74.validFrom <= $p56 AND t74.validTo > $p56 WITH t74
LIMIT $p58 OPTIONAL MATCH (t74)-[l75:ABOUT_AREA]->(n76)
WHERE l75.since <= $p56 AND l75.until > $p56 AND n76.validFrom <= $p56 AND n76.validTo > $p56 RETURN collect([0, t74.sk, t74.indicator, t74.period, t74.dimensions, t74.status, t74.bound, t74.value, t74.unit, t74.denominator, t74.source, n76.sk, n76.name]) AS r73 } CALL (m) { MATCH (t78:Fact) USING INDEX t78:Fact(indicator, sk)
WHERE t78.indicator = $p60 AND t78.sk IS NOT NULL WITH t78
ORDER BY t78.sk
WHERE t78.validFrom <= $p59 AND t78.validTo > $p59 WITH t78
LIMIT $p61 OPTIONAL MATCH (t78)-[l79:ABOUT_AREA]->(n80)
WHERE l79.since <= $p59 AND l79.until > $p59 AND n80.validFrom <= $p59 AND n80.validTo > $p59 RETURN collect([0, t78.sk, t78.indicator, t78.period, t78.dimensions, t78.status, t78.bound, t78.value, t78.unit, t78.denominator, t78.source, n80.sk, n80.name]) AS r77 } CALL (m) { MATCH (t82:Fact) USING INDEX t82:Fact(indicator, sk)
WHERE t82.indicator = $p63 AND t82.sk IS NOT NULL WITH t82
ORDER BY t82.sk
WHERE t82.validFrom <= $p62 AND t82.validTo > $p62 WITH t82
LIMIT $p64 OPTIONAL MATCH (t82)-[l83:ABOUT_AREA]->(n84)
WHERE l83.since <= $p62 AND l83.until > $p62 AND n84.validFrom <= $p62 AND n84.validTo > $p62 RETURN collect([0, t82.sk, t82.indicator, t82.period, t82.dimensions, t82.status, t82.bound, t82.value, t82.unit, t82.denominator, t82.source, n84.sk, n84.name]) AS r81 } RETURN m.version, [r1, r5, r9, r13, r17, r21, r25, r29, r33, r37, r41, r45, r49, r53, r57, r61, r65, r69, r73, r77, r81]
