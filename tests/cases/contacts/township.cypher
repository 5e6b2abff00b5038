-- 1
MATCH (m:LinliMeta {key: 'hub'}) CALL (m) { MATCH (s2:Area)
WHERE s2.sk = $p1 CALL (s2) { CALL (s2) { MATCH (t5)-[c4:WITHIN]->(s2)
WHERE c4.depth >= 1 AND c4.since <= $p0 AND c4.until > $p0 AND t5.validFrom <= $p0 AND t5.validTo > $p0 AND t5.level = $p2 WITH t5, EXISTS { MATCH (t5)<-[c6:WITHIN]-(b7)<-[l8:LIVES_IN]-(n9)
WHERE c6.since <= $p0 AND c6.until > $p0 AND l8.since <= $p0 AND l8.until > $p0 AND (c6.depth = 0 OR b7.validFrom <= $p0 AND b7.validTo > $p0) AND n9.validFrom <= $p0 AND n9.validTo > $p0
AND NOT EXISTS { MATCH (n9)-[l10:CONTACTED_BY]->(n11)
WHERE l10.since <= $p0 AND l10.until > $p0 AND n11.validFrom <= $p0 AND n11.validTo > $p0 } } AS f12, EXISTS { MATCH (t5)<-[c13:WITHIN]-(b14)<-[l15:SERVES_IN]-(n16)
WHERE c13.since <= $p0 AND c13.until > $p0 AND l15.since <= $p0 AND l15.until > $p0 AND (c13.depth = 0 OR b14.validFrom <= $p0 AND b14.validTo > $p0) AND n16.validFrom <= $p0 AND n16.validTo > $p0 AND n16.role = $p3 CALL (n16) { MATCH (n16)<-[l18:CONTACTED_BY]-(n19)
WHERE l18.since <= $p0 AND l18.until > $p0 AND n19.validFrom <= $p0 AND n19.validTo > $p0 RETURN count(*) AS k17 } WITH *
WHERE ((k17 < $p4 OR k17 > $p5)) RETURN 1 } AS f20 WITH count(CASE WHEN f12 THEN 1 END) AS n21, collect(CASE WHEN f12 THEN [t5] END) AS p22, count(CASE WHEN f20 THEN 1 END) AS n23, collect(CASE WHEN f20 THEN [t5] END) AS p24 CALL (p22) { UNWIND p22 AS e27 WITH e27[0] AS t5 WITH t5
ORDER BY t5.sk WITH t5
LIMIT $p6 CALL (t5) { RETURN [[0, reduce(n = 0, one IN COLLECT { MATCH (k29:LinliCount)
  WHERE k29.area = t5.sk AND k29.what = $p7 AND k29.day <= $p0 RETURN k29.delta } | n + one) - reduce(n = 0, one IN COLLECT { MATCH (k30:LinliCount)
  WHERE k30.area = t5.sk AND k30.what = $p8 AND k30.day <= $p0 RETURN k30.delta } | n + one)]] AS r28 } CALL (t5) { MATCH (t5)<-[c32:WITHIN]-(b33)<-[l34:LIVES_IN]-(t35)
WHERE c32.since <= $p0 AND c32.until > $p0 AND (c32.depth = 0 OR b33.validFrom <= $p0 AND b33.validTo > $p0) AND l34.since <= $p0 AND l34.until > $p0 AND t35.validFrom <= $p0 AND t35.validTo > $p0
AND NOT EXISTS { MATCH (t35)-[l36:CONTACTED_BY]->(n37)
WHERE l36.since <= $p0 AND l36.until > $p0 AND n37.validFrom <= $p0 AND n37.validTo > $p0 } WITH t35, l34
ORDER BY t35.sk
LIMIT $p9 OPTIONAL MATCH (t35)-[l38:LIVES_IN]->(n39)
WHERE l38.since <= $p0 AND l38.until > $p0 AND n39.validFrom <= $p0 AND n39.validTo > $p0 RETURN collect([0, t35.sk, t35.registerNumber, n39.sk, n39.name]) AS r31 } RETURN collect([0, t5.sk, t5.name, r28, r31]) AS r26 } CALL (p24) { UNWIND p24 AS e42 WITH e42[0] AS t5 WITH t5
ORDER BY t5.sk WITH t5
LIMIT $p10 RETURN collect([0, t5.sk, t5.name]) AS r41 } RETURN [[0, n21]] AS r25, r26, [[0, n23]] AS r40, r41 } CALL (s2) { MATCH (t45)-[c44:WITHIN]->(s2)
WHERE c44.depth >= 1 AND c44.since <= $p0 AND c44.until > $p0 AND t45.validFrom <= $p0 AND t45.validTo > $p0 AND (t45:Stub) WITH DISTINCT t45
WHERE NOT ((NOT t45:Stub
    AND NOT EXISTS { MATCH (t45)<-[c46:WITHIN]-(b47)<-[l48:LIVES_IN]-(n49)
    WHERE c46.since <= $p0 AND c46.until > $p0 AND l48.since <= $p0 AND l48.until > $p0 AND (c46.depth = 0 OR b47.validFrom <= $p0 AND b47.validTo > $p0) AND n49.validFrom <= $p0 AND n49.validTo > $p0
    AND NOT EXISTS { MATCH (n49)-[l50:CONTACTED_BY]->(n51)
    WHERE l50.since <= $p0 AND l50.until > $p0 AND n51.validFrom <= $p0 AND n51.validTo > $p0 } })) AND NOT (EXISTS { MATCH (t45)<-[c52:WITHIN]-(b53)<-[l54:LIVES_IN]-(n55)
  WHERE c52.since <= $p0 AND c52.until > $p0 AND l54.since <= $p0 AND l54.until > $p0 AND (c52.depth = 0 OR b53.validFrom <= $p0 AND b53.validTo > $p0) AND n55.validFrom <= $p0 AND n55.validTo > $p0
  AND NOT EXISTS { MATCH (n55)-[l56:CONTACTED_BY]->(n57)
  WHERE l56.since <= $p0 AND l56.until > $p0 AND n57.validFrom <= $p0 AND n57.validTo > $p0 } }) AND t45.level = $p2 RETURN count(*) AS u43 } CALL (s2) { MATCH (t60)-[c59:WITHIN]->(s2)
WHERE c59.depth >= 1 AND c59.since <= $p0 AND c59.until > $p0 AND t60.validFrom <= $p0 AND t60.validTo > $p0 AND (t60:Stub) WITH DISTINCT t60 WITH t60
WHERE NOT ((NOT t60:Stub
    AND NOT EXISTS { MATCH (t60)<-[c61:WITHIN]-(b62)<-[l63:SERVES_IN]-(n64)
    WHERE c61.since <= $p0 AND c61.until > $p0 AND l63.since <= $p0 AND l63.until > $p0 AND (c61.depth = 0 OR b62.validFrom <= $p0 AND b62.validTo > $p0) AND n64.validFrom <= $p0 AND n64.validTo > $p0 AND n64.role = $p3 CALL (n64) { MATCH (n64)<-[l66:CONTACTED_BY]-(n67)
    WHERE l66.since <= $p0 AND l66.until > $p0 AND n67.validFrom <= $p0 AND n67.validTo > $p0 RETURN count(*) AS k65 } WITH *
    WHERE ((k65 < $p4 OR k65 > $p5)) RETURN 1 })) AND NOT (EXISTS { MATCH (t60)<-[c68:WITHIN]-(b69)<-[l70:SERVES_IN]-(n71)
  WHERE c68.since <= $p0 AND c68.until > $p0 AND l70.since <= $p0 AND l70.until > $p0 AND (c68.depth = 0 OR b69.validFrom <= $p0 AND b69.validTo > $p0) AND n71.validFrom <= $p0 AND n71.validTo > $p0 AND n71.role = $p3 CALL (n71) { MATCH (n71)<-[l73:CONTACTED_BY]-(n74)
  WHERE l73.since <= $p0 AND l73.until > $p0 AND n74.validFrom <= $p0 AND n74.validTo > $p0 RETURN count(*) AS k72 } WITH *
  WHERE ((k72 < $p4 OR k72 > $p5)) RETURN 1 }) AND t60.level = $p2 RETURN count(*) AS u58 } RETURN collect([0, s2.sk, s2.name, s2.level, r25, u43, r26, u43, r40, u58, r41, u58]) AS r3 }  RETURN collect([0, r3]) AS r1 } RETURN m.version, [r1]
