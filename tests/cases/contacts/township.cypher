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
  WHERE k30.area = t5.sk AND k30.what = $p8 AND k30.day <= $p0 RETURN k30.delta } | n + one)]] AS r28 } CALL (t5) { MATCH (t32:Household) USING INDEX t32:Household(village, sk)
WHERE t32.village = t5.sk AND t32.sk IS NOT NULL AND t32.validFrom <= $p0 AND t32.validTo > $p0
AND NOT EXISTS { MATCH (t32)-[l33:CONTACTED_BY]->(n34)
WHERE l33.since <= $p0 AND l33.until > $p0 AND n34.validFrom <= $p0 AND n34.validTo > $p0 } WITH t32
ORDER BY t32.sk
LIMIT $p9 OPTIONAL MATCH (t32)-[l35:LIVES_IN]->(n36)
WHERE l35.since <= $p0 AND l35.until > $p0 AND n36.validFrom <= $p0 AND n36.validTo > $p0 RETURN collect([0, t32.sk, t32.registerNumber, n36.sk, n36.name]) AS r31 } RETURN collect([0, t5.sk, t5.name, r28, r31]) AS r26 } CALL (p24) { UNWIND p24 AS e39 WITH e39[0] AS t5 WITH t5
ORDER BY t5.sk WITH t5
LIMIT $p10 RETURN collect([0, t5.sk, t5.name]) AS r38 } RETURN [[0, n21]] AS r25, r26, [[0, n23]] AS r37, r38 } CALL (s2) { MATCH (t42)-[c41:WITHIN]->(s2)
WHERE c41.depth >= 1 AND c41.since <= $p0 AND c41.until > $p0 AND t42.validFrom <= $p0 AND t42.validTo > $p0 AND (t42:Stub) WITH DISTINCT t42
WHERE NOT ((NOT t42:Stub
    AND NOT EXISTS { MATCH (t42)<-[c43:WITHIN]-(b44)<-[l45:LIVES_IN]-(n46)
    WHERE c43.since <= $p0 AND c43.until > $p0 AND l45.since <= $p0 AND l45.until > $p0 AND (c43.depth = 0 OR b44.validFrom <= $p0 AND b44.validTo > $p0) AND n46.validFrom <= $p0 AND n46.validTo > $p0
    AND NOT EXISTS { MATCH (n46)-[l47:CONTACTED_BY]->(n48)
    WHERE l47.since <= $p0 AND l47.until > $p0 AND n48.validFrom <= $p0 AND n48.validTo > $p0 } })) AND NOT (EXISTS { MATCH (t42)<-[c49:WITHIN]-(b50)<-[l51:LIVES_IN]-(n52)
  WHERE c49.since <= $p0 AND c49.until > $p0 AND l51.since <= $p0 AND l51.until > $p0 AND (c49.depth = 0 OR b50.validFrom <= $p0 AND b50.validTo > $p0) AND n52.validFrom <= $p0 AND n52.validTo > $p0
  AND NOT EXISTS { MATCH (n52)-[l53:CONTACTED_BY]->(n54)
  WHERE l53.since <= $p0 AND l53.until > $p0 AND n54.validFrom <= $p0 AND n54.validTo > $p0 } }) AND t42.level = $p2 RETURN count(*) AS u40 } CALL (s2) { MATCH (t57)-[c56:WITHIN]->(s2)
WHERE c56.depth >= 1 AND c56.since <= $p0 AND c56.until > $p0 AND t57.validFrom <= $p0 AND t57.validTo > $p0 AND (t57:Stub) WITH DISTINCT t57 WITH t57
WHERE NOT ((NOT t57:Stub
    AND NOT EXISTS { MATCH (t57)<-[c58:WITHIN]-(b59)<-[l60:SERVES_IN]-(n61)
    WHERE c58.since <= $p0 AND c58.until > $p0 AND l60.since <= $p0 AND l60.until > $p0 AND (c58.depth = 0 OR b59.validFrom <= $p0 AND b59.validTo > $p0) AND n61.validFrom <= $p0 AND n61.validTo > $p0 AND n61.role = $p3 CALL (n61) { MATCH (n61)<-[l63:CONTACTED_BY]-(n64)
    WHERE l63.since <= $p0 AND l63.until > $p0 AND n64.validFrom <= $p0 AND n64.validTo > $p0 RETURN count(*) AS k62 } WITH *
    WHERE ((k62 < $p4 OR k62 > $p5)) RETURN 1 })) AND NOT (EXISTS { MATCH (t57)<-[c65:WITHIN]-(b66)<-[l67:SERVES_IN]-(n68)
  WHERE c65.since <= $p0 AND c65.until > $p0 AND l67.since <= $p0 AND l67.until > $p0 AND (c65.depth = 0 OR b66.validFrom <= $p0 AND b66.validTo > $p0) AND n68.validFrom <= $p0 AND n68.validTo > $p0 AND n68.role = $p3 CALL (n68) { MATCH (n68)<-[l70:CONTACTED_BY]-(n71)
  WHERE l70.since <= $p0 AND l70.until > $p0 AND n71.validFrom <= $p0 AND n71.validTo > $p0 RETURN count(*) AS k69 } WITH *
  WHERE ((k69 < $p4 OR k69 > $p5)) RETURN 1 }) AND t57.level = $p2 RETURN count(*) AS u55 } RETURN collect([0, s2.sk, s2.name, s2.level, r25, u40, r26, u40, r37, u55, r38, u55]) AS r3 }  RETURN collect([0, r3]) AS r1 } RETURN m.version, [r1]
