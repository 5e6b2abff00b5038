// The key of the township stands in every household and posting of it, with an index.
MATCH (t:Area {sk: $township})
CALL (t) {
  MATCH (h:Household {township: t.sk})
  WHERE h.validFrom <= $today AND $today < h.validTo AND NOT EXISTS {
    (h)-[c:CONTACTED_BY]->(p)
    WHERE c.since <= $today AND $today < c.until AND p.validFrom <= $today AND $today < p.validTo
  }
  WITH h ORDER BY h.sk
  MATCH (h)-[l:LIVES_IN]->(g)
  WHERE l.since <= $today AND $today < l.until AND g.validFrom <= $today AND $today < g.validTo
  MATCH (g)-[w:WITHIN]->(v)
  WHERE v.level = 'VILLAGE' AND w.since <= $today AND $today < w.until AND v.validFrom <= $today AND $today < v.validTo
  WITH v, collect({key: h.sk, registerNumber: h.registerNumber, place: {name: g.name}}) AS households
  WITH v, households ORDER BY v.sk
  RETURN collect({name: v.name, households: {totalCount: size(households), nodes: households[..3]}}) AS uncovered
}
CALL (t) {
  MATCH (p:Posting {township: t.sk})
  WHERE p:NeighbourHead AND p.validFrom <= $today AND $today < p.validTo
  WITH p, COUNT {
    (p)<-[c:CONTACTED_BY]-(h)
    WHERE c.since <= $today AND $today < c.until AND h.validFrom <= $today AND $today < h.validTo
  } AS contacts
  WHERE contacts < 5 OR contacts > 15
  MATCH (p)-[s:SERVES_IN]->(g)
  WHERE s.since <= $today AND $today < s.until AND g.validFrom <= $today AND $today < g.validTo
  MATCH (g)-[w:WITHIN]->(v)
  WHERE v.level = 'VILLAGE' AND w.since <= $today AND $today < w.until AND v.validFrom <= $today AND $today < v.validTo
  WITH DISTINCT v ORDER BY v.sk
  RETURN collect({name: v.name}) AS outside
}
RETURN {area: t {
  .name, .level, uncovered: {totalCount: size(uncovered), nodes: uncovered[..20]},
  outside: {totalCount: size(outside), nodes: outside[..20]}
}}
