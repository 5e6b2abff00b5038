MATCH (h:Household {sk: $id})
OPTIONAL MATCH (h)-[l:LIVES_IN]->(a)
WHERE l.since <= $day AND $day < l.until AND a.validFrom <= $day AND $day < a.validTo
OPTIONAL MATCH (h)-[c:CONTACTED_BY]->(p)
WHERE c.since <= $day AND $day < c.until AND p.validFrom <= $day AND $day < p.validTo
RETURN [h.registerNumber, h.size, h.pointsFile, a.sk, a.name, p.sk, p.holder]
