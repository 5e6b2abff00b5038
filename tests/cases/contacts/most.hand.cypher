// Each head's households are counted once for all that is asked.
MATCH (t:Area {sk: $township})
CALL (t) {
  MATCH (p:Posting {township: t.sk})
  WHERE p:NeighbourHead AND p.validFrom <= $today AND $today < p.validTo
  WITH p, COUNT {
    (p)<-[c:CONTACTED_BY]-(h)
    WHERE c.since <= $today AND $today < c.until AND h.validFrom <= $today AND $today < h.validTo
  } AS contacts ORDER BY p.sk
  RETURN count(*) AS all, collect(CASE contacts WHEN 15 THEN p END) AS fifteen,
    count(CASE WHEN contacts > 15 THEN p END) AS more, count(CASE WHEN contacts < 5 THEN p END) AS fewer
}
CALL (fifteen) {
  UNWIND fifteen[..2] AS p
  OPTIONAL MATCH (p)-[s:SERVES_IN]->(a)
  WHERE s.since <= $today AND $today < s.until AND a.validFrom <= $today AND $today < a.validTo
  OPTIONAL MATCH (a)-[l:PART_OF]->(u)
  WHERE l.since <= $today AND $today < l.until AND u.validFrom <= $today AND $today < u.validTo
  RETURN collect({
    holder: p.holder, area: a {.name, parent: u {.name}}, contactHouseholds: {totalCount: 15}
  }) AS nodes
}
RETURN {area: {
  all: {totalCount: all}, fifteen: {totalCount: size(fifteen), nodes: nodes},
  more: {totalCount: more}, fewer: {totalCount: fewer}
}}
