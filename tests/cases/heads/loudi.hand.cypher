MATCH (h:Household {sk: $household})
OPTIONAL MATCH (h)-[c:CONTACTED_BY]->(p)
WHERE c.since <= $today AND $today < c.until AND p.validFrom <= $today AND $today < p.validTo
OPTIONAL MATCH (p)-[s:SERVES_IN]->(a)
WHERE s.since <= $today AND $today < s.until AND a.validFrom <= $today AND $today < a.validTo
CALL (a) {
  MATCH (a)<-[s:SERVES_IN]-(g:GroupHead)
  WHERE s.since <= $today AND $today < s.until AND g.validFrom <= $today AND $today < g.validTo
  WITH g ORDER BY g.sk LIMIT 20
  RETURN collect({holder: g.holder, validFrom: toString(g.validFrom)}) AS groupHeads
}
CALL (a) {
  MATCH (a)-[w:WITHIN]->(u)
  WHERE w.depth > 0 AND w.since <= $today AND $today < w.until AND u.validFrom <= $today AND $today < u.validTo
  CALL (u) {
    MATCH (u)<-[s:SERVES_IN]-(k:SectionHead)
    WHERE s.since <= $today AND $today < s.until AND k.validFrom <= $today AND $today < k.validTo
    WITH k ORDER BY k.sk LIMIT 20
    OPTIONAL MATCH (k)-[x:HELD_AS]->(e)
    WHERE x.since <= $today AND $today < x.until AND e.validFrom <= $today AND $today < e.validTo
    OPTIONAL MATCH (e)-[v:SERVES]->(o)
    WHERE v.since <= $today AND $today < v.until AND o.validFrom <= $today AND $today < o.validTo
    RETURN collect({
      holder: k.holder, validFrom: toString(k.validFrom), exOfficio: e {.role, .holder, organisation: o {.name}}
    }) AS sectionHeads
  }
  WITH u, w, sectionHeads ORDER BY w.depth DESC
  RETURN collect({name: u.name, level: u.level, sectionHeads: {nodes: sectionHeads}}) AS ancestors
}
RETURN {
  household: h {.registerNumber, .size, neighbourHead: {since: toString(c.since), node: p {
    .holder, area: a {.name, .level, groupHeads: {nodes: groupHeads}, ancestors: ancestors}
  }}}
}
