-- 1
MATCH (m:LinliMeta {key: 'hub'}) CALL (m) { CALL (m) { MATCH (t4:Alliance)
WHERE t4.validFrom <= $p0 AND t4.validTo > $p0
AND EXISTS { MATCH (t4)-[l5:HAS_MEMBER]->(n6)
WHERE l5.since <= $p0 AND l5.until > $p0 AND n6.validFrom <= $p0 AND n6.validTo > $p0
AND EXISTS { MATCH (n6)-[l7:SEATED_IN]->(n8)
WHERE l7.since <= $p0 AND l7.until > $p0 AND n8.validFrom <= $p0 AND n8.validTo > $p0 AND n8.name CONTAINS $p1 } } RETURN [[0, count(*)]] AS b2 } CALL (m) { MATCH (t9:Alliance)
WHERE t9.validFrom <= $p0 AND t9.validTo > $p0 AND NOT coalesce((NOT EXISTS { MATCH (t9)-[l10:HAS_MEMBER]->(n11)
    WHERE l10.since <= $p0 AND l10.until > $p0 AND n11.validFrom <= $p0 AND n11.validTo > $p0 AND NOT coalesce((NOT n11:Stub
        AND NOT EXISTS { MATCH (n11)-[l12:SEATED_IN]->(n13)
        WHERE l12.since <= $p0 AND l12.until > $p0 AND n13.validFrom <= $p0 AND n13.validTo > $p0 } OR EXISTS { MATCH (n11)-[l14:SEATED_IN]->(n15)
        WHERE l14.since <= $p0 AND l14.until > $p0 AND n15.validFrom <= $p0 AND n15.validTo > $p0 AND NOT coalesce(n15.name CONTAINS $p1, false) }), false) }), false) AND NOT coalesce((EXISTS { MATCH (t9)-[l16:HAS_MEMBER]->(n17)
    WHERE l16.since <= $p0 AND l16.until > $p0 AND n17.validFrom <= $p0 AND n17.validTo > $p0
    AND EXISTS { MATCH (n17)-[l18:SEATED_IN]->(n19)
    WHERE l18.since <= $p0 AND l18.until > $p0 AND n19.validFrom <= $p0 AND n19.validTo > $p0 AND n19.name CONTAINS $p1 } }), false) RETURN count(*) AS u3 } RETURN [b2, u3] AS r1 } CALL (m) { CALL (m) { MATCH (t23:Alliance)
WHERE t23.validFrom <= $p2 AND t23.validTo > $p2
AND EXISTS { MATCH (t23)-[l24:HAS_MEMBER]->(n25)
WHERE l24.since <= $p2 AND l24.until > $p2 AND n25.validFrom <= $p2 AND n25.validTo > $p2
AND EXISTS { MATCH (n25)-[l26:SEATED_IN]->(n27)
WHERE l26.since <= $p2 AND l26.until > $p2 AND n27.validFrom <= $p2 AND n27.validTo > $p2 AND n27.name CONTAINS $p3 } } RETURN [[0, count(*)]] AS b21 } CALL (m) { MATCH (t28:Alliance)
WHERE t28.validFrom <= $p2 AND t28.validTo > $p2 AND NOT coalesce((NOT EXISTS { MATCH (t28)-[l29:HAS_MEMBER]->(n30)
    WHERE l29.since <= $p2 AND l29.until > $p2 AND n30.validFrom <= $p2 AND n30.validTo > $p2 AND NOT coalesce((NOT n30:Stub
        AND NOT EXISTS { MATCH (n30)-[l31:SEATED_IN]->(n32)
        WHERE l31.since <= $p2 AND l31.until > $p2 AND n32.validFrom <= $p2 AND n32.validTo > $p2 } OR EXISTS { MATCH (n30)-[l33:SEATED_IN]->(n34)
        WHERE l33.since <= $p2 AND l33.until > $p2 AND n34.validFrom <= $p2 AND n34.validTo > $p2 AND NOT coalesce(n34.name CONTAINS $p3, false) }), false) }), false) AND NOT coalesce((EXISTS { MATCH (t28)-[l35:HAS_MEMBER]->(n36)
    WHERE l35.since <= $p2 AND l35.until > $p2 AND n36.validFrom <= $p2 AND n36.validTo > $p2
    AND EXISTS { MATCH (n36)-[l37:SEATED_IN]->(n38)
    WHERE l37.since <= $p2 AND l37.until > $p2 AND n38.validFrom <= $p2 AND n38.validTo > $p2 AND n38.name CONTAINS $p3 } }), false) RETURN count(*) AS u22 } RETURN [b21, u22] AS r20 } RETURN m.version, [r1, r20]
