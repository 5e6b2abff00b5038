-- 1
MATCH (m:LinliMeta {key: 'hub'}) CALL (m) { MATCH (s2:Area)
WHERE s2.sk = $p1 CALL (s2) { CALL (s2) { MATCH (t6)-[c5:WITHIN]->(s2)
WHERE c5.depth >= 1 AND c5.since <= $p0 AND c5.until > $p0 AND t6.validFrom <= $p0 AND t6.validTo > $p0 AND t6.level = $p2
AND EXISTS { MATCH (t6)<-[c7:WITHIN]-(b8)<-[l9:LIVES_IN]-(n10)
WHERE c7.since <= $p0 AND c7.until > $p0 AND l9.since <= $p0 AND l9.until > $p0 AND (c7.depth = 0 OR b8.validFrom <= $p0 AND b8.validTo > $p0) AND n10.validFrom <= $p0 AND n10.validTo > $p0 AND NOT coalesce(EXISTS { MATCH (n10)-[l11:CONTACTED_BY]->(n12)
  WHERE l11.since <= $p0 AND l11.until > $p0 AND n12.validFrom <= $p0 AND n12.validTo > $p0 }, false) } RETURN [[0, count(*)]] AS r4 } CALL (s2) { MATCH (t15)-[c14:WITHIN]->(s2)
WHERE c14.depth >= 1 AND c14.since <= $p0 AND c14.until > $p0 AND t15.validFrom <= $p0 AND t15.validTo > $p0 AND t15.level = $p2 AND NOT coalesce(((NOT t15:Stub
      AND NOT EXISTS { MATCH (t15)<-[c16:WITHIN]-(b17)<-[l18:LIVES_IN]-(n19)
      WHERE c16.since <= $p0 AND c16.until > $p0 AND l18.since <= $p0 AND l18.until > $p0 AND (c16.depth = 0 OR b17.validFrom <= $p0 AND b17.validTo > $p0) AND n19.validFrom <= $p0 AND n19.validTo > $p0 AND NOT coalesce(EXISTS { MATCH (n19)-[l20:CONTACTED_BY]->(n21)
        WHERE l20.since <= $p0 AND l20.until > $p0 AND n21.validFrom <= $p0 AND n21.validTo > $p0 }, false) })), false) AND NOT coalesce((EXISTS { MATCH (t15)<-[c22:WITHIN]-(b23)<-[l24:LIVES_IN]-(n25)
    WHERE c22.since <= $p0 AND c22.until > $p0 AND l24.since <= $p0 AND l24.until > $p0 AND (c22.depth = 0 OR b23.validFrom <= $p0 AND b23.validTo > $p0) AND n25.validFrom <= $p0 AND n25.validTo > $p0 AND NOT coalesce(EXISTS { MATCH (n25)-[l26:CONTACTED_BY]->(n27)
      WHERE l26.since <= $p0 AND l26.until > $p0 AND n27.validFrom <= $p0 AND n27.validTo > $p0 }, false) }), false) RETURN count(*) AS u13 } CALL (s2) { MATCH (t30)-[c29:WITHIN]->(s2)
WHERE c29.depth >= 1 AND c29.since <= $p0 AND c29.until > $p0 AND t30.validFrom <= $p0 AND t30.validTo > $p0 AND t30.level = $p2
AND EXISTS { MATCH (t30)<-[c31:WITHIN]-(b32)<-[l33:LIVES_IN]-(n34)
WHERE c31.since <= $p0 AND c31.until > $p0 AND l33.since <= $p0 AND l33.until > $p0 AND (c31.depth = 0 OR b32.validFrom <= $p0 AND b32.validTo > $p0) AND n34.validFrom <= $p0 AND n34.validTo > $p0 AND NOT coalesce(EXISTS { MATCH (n34)-[l35:CONTACTED_BY]->(n36)
  WHERE l35.since <= $p0 AND l35.until > $p0 AND n36.validFrom <= $p0 AND n36.validTo > $p0 }, false) } WITH t30
ORDER BY t30.sk
LIMIT $p3 CALL (t30) { RETURN [[0, reduce(n = 0, one IN COLLECT { MATCH (k38:LinliCount)
  WHERE k38.area = t30.sk AND k38.what = $p4 AND k38.day <= $p0 RETURN k38.delta } | n + one) - reduce(n = 0, one IN COLLECT { MATCH (k39:LinliCount)
  WHERE k39.area = t30.sk AND k39.what = $p5 AND k39.day <= $p0 RETURN k39.delta } | n + one)]] AS r37 } CALL (t30) { MATCH (t30)<-[c41:WITHIN]-(b42)<-[l43:LIVES_IN]-(t44)
WHERE c41.since <= $p0 AND c41.until > $p0 AND (c41.depth = 0 OR b42.validFrom <= $p0 AND b42.validTo > $p0) AND l43.since <= $p0 AND l43.until > $p0 AND t44.validFrom <= $p0 AND t44.validTo > $p0 AND NOT coalesce(EXISTS { MATCH (t44)-[l45:CONTACTED_BY]->(n46)
  WHERE l45.since <= $p0 AND l45.until > $p0 AND n46.validFrom <= $p0 AND n46.validTo > $p0 }, false) WITH t44, l43
ORDER BY t44.sk
LIMIT $p6 OPTIONAL MATCH (t44)-[l47:LIVES_IN]->(n48)
WHERE l47.since <= $p0 AND l47.until > $p0 AND n48.validFrom <= $p0 AND n48.validTo > $p0 RETURN collect([0, t44.sk, t44.registerNumber, n48.sk, n48.name]) AS r40 } RETURN collect([0, t30.sk, t30.name, r37, r40]) AS r28 } CALL (s2) { MATCH (t51)-[c50:WITHIN]->(s2)
WHERE c50.depth >= 1 AND c50.since <= $p0 AND c50.until > $p0 AND t51.validFrom <= $p0 AND t51.validTo > $p0 AND t51.level = $p2 AND NOT coalesce(((NOT t51:Stub
      AND NOT EXISTS { MATCH (t51)<-[c52:WITHIN]-(b53)<-[l54:LIVES_IN]-(n55)
      WHERE c52.since <= $p0 AND c52.until > $p0 AND l54.since <= $p0 AND l54.until > $p0 AND (c52.depth = 0 OR b53.validFrom <= $p0 AND b53.validTo > $p0) AND n55.validFrom <= $p0 AND n55.validTo > $p0 AND NOT coalesce(EXISTS { MATCH (n55)-[l56:CONTACTED_BY]->(n57)
        WHERE l56.since <= $p0 AND l56.until > $p0 AND n57.validFrom <= $p0 AND n57.validTo > $p0 }, false) })), false) AND NOT coalesce((EXISTS { MATCH (t51)<-[c58:WITHIN]-(b59)<-[l60:LIVES_IN]-(n61)
    WHERE c58.since <= $p0 AND c58.until > $p0 AND l60.since <= $p0 AND l60.until > $p0 AND (c58.depth = 0 OR b59.validFrom <= $p0 AND b59.validTo > $p0) AND n61.validFrom <= $p0 AND n61.validTo > $p0 AND NOT coalesce(EXISTS { MATCH (n61)-[l62:CONTACTED_BY]->(n63)
      WHERE l62.since <= $p0 AND l62.until > $p0 AND n63.validFrom <= $p0 AND n63.validTo > $p0 }, false) }), false) RETURN count(*) AS u49 } CALL (s2) { MATCH (t66)-[c65:WITHIN]->(s2)
WHERE c65.depth >= 1 AND c65.since <= $p0 AND c65.until > $p0 AND t66.validFrom <= $p0 AND t66.validTo > $p0 AND t66.level = $p2
AND EXISTS { MATCH (t66)<-[c67:WITHIN]-(b68)<-[l69:SERVES_IN]-(n70)
WHERE c67.since <= $p0 AND c67.until > $p0 AND l69.since <= $p0 AND l69.until > $p0 AND (c67.depth = 0 OR b68.validFrom <= $p0 AND b68.validTo > $p0) AND n70.validFrom <= $p0 AND n70.validTo > $p0 AND (n70.role = $p7 AND (COUNT { MATCH (n70)<-[l71:CONTACTED_BY]-(n72)
    WHERE l71.since <= $p0 AND l71.until > $p0 AND n72.validFrom <= $p0 AND n72.validTo > $p0 } < $p8 OR COUNT { MATCH (n70)<-[l73:CONTACTED_BY]-(n74)
    WHERE l73.since <= $p0 AND l73.until > $p0 AND n74.validFrom <= $p0 AND n74.validTo > $p0 } > $p9)) } RETURN [[0, count(*)]] AS r64 } CALL (s2) { MATCH (t77)-[c76:WITHIN]->(s2)
WHERE c76.depth >= 1 AND c76.since <= $p0 AND c76.until > $p0 AND t77.validFrom <= $p0 AND t77.validTo > $p0 AND t77.level = $p2 AND NOT coalesce(((NOT t77:Stub
      AND NOT EXISTS { MATCH (t77)<-[c78:WITHIN]-(b79)<-[l80:SERVES_IN]-(n81)
      WHERE c78.since <= $p0 AND c78.until > $p0 AND l80.since <= $p0 AND l80.until > $p0 AND (c78.depth = 0 OR b79.validFrom <= $p0 AND b79.validTo > $p0) AND n81.validFrom <= $p0 AND n81.validTo > $p0 AND (n81.role = $p7 AND (COUNT { MATCH (n81)<-[l82:CONTACTED_BY]-(n83)
          WHERE l82.since <= $p0 AND l82.until > $p0 AND n83.validFrom <= $p0 AND n83.validTo > $p0 } < $p8 OR COUNT { MATCH (n81)<-[l84:CONTACTED_BY]-(n85)
          WHERE l84.since <= $p0 AND l84.until > $p0 AND n85.validFrom <= $p0 AND n85.validTo > $p0 } > $p9)) })), false) AND NOT coalesce((EXISTS { MATCH (t77)<-[c86:WITHIN]-(b87)<-[l88:SERVES_IN]-(n89)
    WHERE c86.since <= $p0 AND c86.until > $p0 AND l88.since <= $p0 AND l88.until > $p0 AND (c86.depth = 0 OR b87.validFrom <= $p0 AND b87.validTo > $p0) AND n89.validFrom <= $p0 AND n89.validTo > $p0 AND (n89.role = $p7 AND (COUNT { MATCH (n89)<-[l90:CONTACTED_BY]-(n91)
        WHERE l90.since <= $p0 AND l90.until > $p0 AND n91.validFrom <= $p0 AND n91.validTo > $p0 } < $p8 OR COUNT { MATCH (n89)<-[l92:CONTACTED_BY]-(n93)
        WHERE l92.since <= $p0 AND l92.until > $p0 AND n93.validFrom <= $p0 AND n93.validTo > $p0 } > $p9)) }), false) RETURN count(*) AS u75 } CALL (s2) { MATCH (t96)-[c95:WITHIN]->(s2)
WHERE c95.depth >= 1 AND c95.since <= $p0 AND c95.until > $p0 AND t96.validFrom <= $p0 AND t96.validTo > $p0 AND t96.level = $p2
AND EXISTS { MATCH (t96)<-[c97:WITHIN]-(b98)<-[l99:SERVES_IN]-(n100)
WHERE c97.since <= $p0 AND c97.until > $p0 AND l99.since <= $p0 AND l99.until > $p0 AND (c97.depth = 0 OR b98.validFrom <= $p0 AND b98.validTo > $p0) AND n100.validFrom <= $p0 AND n100.validTo > $p0 AND (n100.role = $p7 AND (COUNT { MATCH (n100)<-[l101:CONTACTED_BY]-(n102)
    WHERE l101.since <= $p0 AND l101.until > $p0 AND n102.validFrom <= $p0 AND n102.validTo > $p0 } < $p10 OR COUNT { MATCH (n100)<-[l103:CONTACTED_BY]-(n104)
    WHERE l103.since <= $p0 AND l103.until > $p0 AND n104.validFrom <= $p0 AND n104.validTo > $p0 } > $p11)) } WITH t96
ORDER BY t96.sk
LIMIT $p12 RETURN collect([0, t96.sk, t96.name]) AS r94 } CALL (s2) { MATCH (t107)-[c106:WITHIN]->(s2)
WHERE c106.depth >= 1 AND c106.since <= $p0 AND c106.until > $p0 AND t107.validFrom <= $p0 AND t107.validTo > $p0 AND t107.level = $p2 AND NOT coalesce(((NOT t107:Stub
      AND NOT EXISTS { MATCH (t107)<-[c108:WITHIN]-(b109)<-[l110:SERVES_IN]-(n111)
      WHERE c108.since <= $p0 AND c108.until > $p0 AND l110.since <= $p0 AND l110.until > $p0 AND (c108.depth = 0 OR b109.validFrom <= $p0 AND b109.validTo > $p0) AND n111.validFrom <= $p0 AND n111.validTo > $p0 AND (n111.role = $p7 AND (COUNT { MATCH (n111)<-[l112:CONTACTED_BY]-(n113)
          WHERE l112.since <= $p0 AND l112.until > $p0 AND n113.validFrom <= $p0 AND n113.validTo > $p0 } < $p10 OR COUNT { MATCH (n111)<-[l114:CONTACTED_BY]-(n115)
          WHERE l114.since <= $p0 AND l114.until > $p0 AND n115.validFrom <= $p0 AND n115.validTo > $p0 } > $p11)) })), false) AND NOT coalesce((EXISTS { MATCH (t107)<-[c116:WITHIN]-(b117)<-[l118:SERVES_IN]-(n119)
    WHERE c116.since <= $p0 AND c116.until > $p0 AND l118.since <= $p0 AND l118.until > $p0 AND (c116.depth = 0 OR b117.validFrom <= $p0 AND b117.validTo > $p0) AND n119.validFrom <= $p0 AND n119.validTo > $p0 AND (n119.role = $p7 AND (COUNT { MATCH (n119)<-[l120:CONTACTED_BY]-(n121)
        WHERE l120.since <= $p0 AND l120.until > $p0 AND n121.validFrom <= $p0 AND n121.validTo > $p0 } < $p10 OR COUNT { MATCH (n119)<-[l122:CONTACTED_BY]-(n123)
        WHERE l122.since <= $p0 AND l122.until > $p0 AND n123.validFrom <= $p0 AND n123.validTo > $p0 } > $p11)) }), false) RETURN count(*) AS u105 } RETURN collect([0, s2.sk, s2.name, s2.level, r4, u13, r28, u49, r64, u75, r94, u105]) AS r3 } RETURN collect([0, r3]) AS r1 } RETURN m.version, [r1]
