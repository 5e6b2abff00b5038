-- 1
MATCH (m:LinliMeta {key: 'hub'}) CALL (m) { CALL (m) { MATCH (t4:Alliance)
WHERE t4.validFrom <= $p0 AND t4.validTo > $p0
AND EXISTS { MATCH (t4)-[l5:HAS_MEMBER]->(n6)
WHERE l5.since <= $p0 AND l5.until > $p0 AND n6.validFrom <= $p0 AND n6.validTo > $p0
AND EXISTS { MATCH (n6)-[l7:SEATED_IN]->(n8)
WHERE l7.since <= $p0 AND l7.until > $p0 AND n8.validFrom <= $p0 AND n8.validTo > $p0 AND n8.name CONTAINS $p1 } } RETURN [[0, count(*)]] AS b2 } CALL (m) { CALL (m) { MATCH (t9:Alliance)-[:HAS_MEMBER]->(s10:Stub) USING SCAN s10:Stub RETURN DISTINCT t9 } WITH t9
WHERE t9.validFrom <= $p0 AND t9.validTo > $p0 WITH t9
WHERE NOT (NOT EXISTS { MATCH (t9)-[l11:HAS_MEMBER]->(n12)
  WHERE l11.since <= $p0 AND l11.until > $p0 AND n12.validFrom <= $p0 AND n12.validTo > $p0 AND NOT (NOT n12:Stub
    AND NOT EXISTS { MATCH (n12)-[l13:SEATED_IN]->(n14)
    WHERE l13.since <= $p0 AND l13.until > $p0 AND n14.validFrom <= $p0 AND n14.validTo > $p0 } OR EXISTS { MATCH (n12)-[l15:SEATED_IN]->(n16)
    WHERE l15.since <= $p0 AND l15.until > $p0 AND n16.validFrom <= $p0 AND n16.validTo > $p0 AND NOT coalesce(n16.name CONTAINS $p1, false) }) }) AND NOT (EXISTS { MATCH (t9)-[l17:HAS_MEMBER]->(n18)
  WHERE l17.since <= $p0 AND l17.until > $p0 AND n18.validFrom <= $p0 AND n18.validTo > $p0
  AND EXISTS { MATCH (n18)-[l19:SEATED_IN]->(n20)
  WHERE l19.since <= $p0 AND l19.until > $p0 AND n20.validFrom <= $p0 AND n20.validTo > $p0 AND n20.name CONTAINS $p1 } }) RETURN count(*) AS u3 } RETURN [b2, u3] AS r1 } CALL (m) { CALL (m) { MATCH (t24:Alliance)
WHERE t24.validFrom <= $p2 AND t24.validTo > $p2
AND EXISTS { MATCH (t24)-[l25:HAS_MEMBER]->(n26)
WHERE l25.since <= $p2 AND l25.until > $p2 AND n26.validFrom <= $p2 AND n26.validTo > $p2
AND EXISTS { MATCH (n26)-[l27:SEATED_IN]->(n28)
WHERE l27.since <= $p2 AND l27.until > $p2 AND n28.validFrom <= $p2 AND n28.validTo > $p2 AND n28.name CONTAINS $p3 } } RETURN [[0, count(*)]] AS b22 } CALL (m) { CALL (m) { MATCH (t29:Alliance)-[:HAS_MEMBER]->(s30:Stub) USING SCAN s30:Stub RETURN DISTINCT t29 } WITH t29
WHERE t29.validFrom <= $p2 AND t29.validTo > $p2 WITH t29
WHERE NOT (NOT EXISTS { MATCH (t29)-[l31:HAS_MEMBER]->(n32)
  WHERE l31.since <= $p2 AND l31.until > $p2 AND n32.validFrom <= $p2 AND n32.validTo > $p2 AND NOT (NOT n32:Stub
    AND NOT EXISTS { MATCH (n32)-[l33:SEATED_IN]->(n34)
    WHERE l33.since <= $p2 AND l33.until > $p2 AND n34.validFrom <= $p2 AND n34.validTo > $p2 } OR EXISTS { MATCH (n32)-[l35:SEATED_IN]->(n36)
    WHERE l35.since <= $p2 AND l35.until > $p2 AND n36.validFrom <= $p2 AND n36.validTo > $p2 AND NOT coalesce(n36.name CONTAINS $p3, false) }) }) AND NOT (EXISTS { MATCH (t29)-[l37:HAS_MEMBER]->(n38)
  WHERE l37.since <= $p2 AND l37.until > $p2 AND n38.validFrom <= $p2 AND n38.validTo > $p2
  AND EXISTS { MATCH (n38)-[l39:SEATED_IN]->(n40)
  WHERE l39.since <= $p2 AND l39.until > $p2 AND n40.validFrom <= $p2 AND n40.validTo > $p2 AND n40.name CONTAINS $p3 } }) RETURN count(*) AS u23 } RETURN [b22, u23] AS r21 } RETURN m.version, [r1, r21]
