-- 1
MATCH (m:LinliMeta {key: 'hub'}) CALL (m) { MATCH (t2:Fact) USING INDEX t2:Fact(indicator, sk)
WHERE t2.indicator = $p1 AND t2.sk IS NOT NULL WITH t2
ORDER BY t2.sk
WHERE t2.validFrom <= $p0 AND t2.validTo > $p0 WITH t2
LIMIT $p2 OPTIONAL MATCH (t2)-[l3:ABOUT_AREA]->(n4)
WHERE l3.since <= $p0 AND l3.until > $p0 AND n4.validFrom <= $p0 AND n4.validTo > $p0 RETURN collect([0, t2.sk, t2.indicator, t2.period, t2.dimensions, t2.status, t2.bound, t2.value, t2.unit, t2.denominator, t2.source, n4.sk, n4.name]) AS r1 } CALL (m) { MATCH (t6:Fact) USING INDEX t6:Fact(indicator, sk)
WHERE t6.indicator = $p4 AND t6.sk IS NOT NULL WITH t6
ORDER BY t6.sk
WHERE t6.validFrom <= $p3 AND t6.validTo > $p3 WITH t6
LIMIT $p5 OPTIONAL MATCH (t6)-[l7:ABOUT_AREA]->(n8)
WHERE l7.since <= $p3 AND l7.until > $p3 AND n8.validFrom <= $p3 AND n8.validTo > $p3 RETURN collect([0, t6.sk, t6.indicator, t6.period, t6.dimensions, t6.status, t6.bound, t6.value, t6.unit, t6.denominator, t6.source, n8.sk, n8.name]) AS r5 } CALL (m) { MATCH (t10:Fact) USING INDEX t10:Fact(indicator, sk)
WHERE t10.indicator = $p7 AND t10.sk IS NOT NULL WITH t10
ORDER BY t10.sk
WHERE t10.validFrom <= $p6 AND t10.validTo > $p6 WITH t10
LIMIT $p8 OPTIONAL MATCH (t10)-[l11:ABOUT_AREA]->(n12)
WHERE l11.since <= $p6 AND l11.until > $p6 AND n12.validFrom <= $p6 AND n12.validTo > $p6 RETURN collect([0, t10.sk, t10.indicator, t10.period, t10.dimensions, t10.status, t10.bound, t10.value, t10.unit, t10.denominator, t10.source, n12.sk, n12.name]) AS r9 } CALL (m) { MATCH (t14:Fact) USING INDEX t14:Fact(indicator, sk)
WHERE t14.indicator = $p10 AND t14.sk IS NOT NULL WITH t14
ORDER BY t14.sk
WHERE t14.validFrom <= $p9 AND t14.validTo > $p9 WITH t14
LIMIT $p11 OPTIONAL MATCH (t14)-[l15:ABOUT_AREA]->(n16)
WHERE l15.since <= $p9 AND l15.until > $p9 AND n16.validFrom <= $p9 AND n16.validTo > $p9 RETURN collect([0, t14.sk, t14.indicator, t14.period, t14.dimensions, t14.status, t14.bound, t14.value, t14.unit, t14.denominator, t14.source, n16.sk, n16.name]) AS r13 } CALL (m) { MATCH (t18:Fact) USING INDEX t18:Fact(indicator, sk)
WHERE t18.indicator = $p13 AND t18.sk IS NOT NULL WITH t18
ORDER BY t18.sk
WHERE t18.validFrom <= $p12 AND t18.validTo > $p12 WITH t18
LIMIT $p14 OPTIONAL MATCH (t18)-[l19:ABOUT_AREA]->(n20)
WHERE l19.since <= $p12 AND l19.until > $p12 AND n20.validFrom <= $p12 AND n20.validTo > $p12 RETURN collect([0, t18.sk, t18.indicator, t18.period, t18.dimensions, t18.status, t18.bound, t18.value, t18.unit, t18.denominator, t18.source, n20.sk, n20.name]) AS r17 } CALL (m) { MATCH (t22:Fact) USING INDEX t22:Fact(indicator, sk)
WHERE t22.indicator = $p16 AND t22.sk IS NOT NULL WITH t22
ORDER BY t22.sk
WHERE t22.validFrom <= $p15 AND t22.validTo > $p15 WITH t22
LIMIT $p17 OPTIONAL MATCH (t22)-[l23:ABOUT_AREA]->(n24)
WHERE l23.since <= $p15 AND l23.until > $p15 AND n24.validFrom <= $p15 AND n24.validTo > $p15 RETURN collect([0, t22.sk, t22.indicator, t22.period, t22.dimensions, t22.status, t22.bound, t22.value, t22.unit, t22.denominator, t22.source, n24.sk, n24.name]) AS r21 } RETURN m.version, [r1, r5, r9, r13, r17, r21]
