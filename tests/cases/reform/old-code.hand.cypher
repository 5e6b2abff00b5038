// From the code on: nobody else is looked at.
MATCH (:AreaCode {code: $old})<-[:HAS_CODE]-(a)
WITH DISTINCT a
CALL (a) {
  MATCH (a)-[s:SUCCEEDED_BY]->(n)
  WITH s, n ORDER BY n.sk, s.since LIMIT 20
  CALL (n) {
    MATCH (n)<-[w:WITHIN]-(g)<-[l:LIVES_IN]-(h)
    WHERE w.since <= $today AND $today < w.until AND l.since <= $today AND $today < l.until
      AND (w.depth = 0 OR g.validFrom <= $today AND $today < g.validTo)
      AND h.validFrom <= $today AND $today < h.validTo
    RETURN count(*) AS now, sum(h.size) AS people
  }
  CALL (n) {
    MATCH (n)<-[s:SUCCEEDED_BY]-(p)
    WITH p ORDER BY p.sk LIMIT 20
    CALL (p) {
      MATCH (p)<-[w:WITHIN]-(g)<-[l:LIVES_IN]-(h)
      WHERE w.since <= date($day) AND date($day) < w.until AND l.since <= date($day) AND date($day) < l.until
        AND (w.depth = 0 OR g.validFrom <= date($day) AND date($day) < g.validTo)
        AND h.validFrom <= date($day) AND date($day) < h.validTo
      RETURN count(*) AS then, sum(h.size) AS people
    }
    RETURN count(*) AS predecessors, collect({
      key: p.sk, name: p.name, validTo: toString(p.validTo),
      households: {totalCount: then, aggregate: {size: {sum: toString(people)}}}
    }) AS nodes
  }
  RETURN collect({reform: s.reform, basis: s.basis, since: toString(s.since), node: {
    key: n.sk, name: n.name, households: {totalCount: now, aggregate: {size: {sum: toString(people)}}},
    predecessors: {totalCount: predecessors, nodes: nodes}
  }}) AS edges
}
CALL (a) {
  // From the code to the households, each of them once.
  MATCH (a)-[:SUCCEEDED_BY]->(n)
  MATCH (n)<-[:SUCCEEDED_BY]-(p)
  WITH DISTINCT p
  WHERE p.validFrom <= date($day) AND date($day) < p.validTo
  MATCH (p)<-[u:PART_OF]-(g)<-[l:LIVES_IN]-(h)
  WHERE u.since <= date($day) AND date($day) < u.until AND g.validFrom <= date($day) AND date($day) < g.validTo
    AND l.since <= date($day) AND date($day) < l.until AND h.validFrom <= date($day) AND date($day) < h.validTo
  RETURN count(*) AS together, sum(h.size) AS people
}
RETURN {
  areaByCode: {key: a.sk, name: a.name, validTo: toString(a.validTo), successors: {edges: edges}},
  together: {totalCount: together, aggregate: {size: {sum: toString(people)}}}
}
