// A region stands in the upper bits of a key.
WITH [one IN $partners | toInteger(one)] AS partners, toInteger($own) AS own
MATCH (a:Alliance)
WHERE a.validFrom <= $today AND $today < a.validTo AND NOT a:Stub AND EXISTS {
  (a)-[m:HAS_MEMBER]->(o)
  WHERE o.sk / 1099511627776 IN partners AND m.since <= $today AND $today < m.until
    AND o.validFrom <= $today AND $today < o.validTo
}
WITH a, own, partners ORDER BY a.sk LIMIT 20
CALL (a, own) {
  MATCH (a)-[m:HAS_MEMBER]->(o)
  WHERE o.sk / 1099511627776 = own AND m.since <= $today AND $today < m.until
    AND o.validFrom <= $today AND $today < o.validTo
  WITH m, o ORDER BY o.sk, m.since, m.role
  RETURN count(*) AS ownCount, collect({role: m.role, since: toString(m.since), node: o {key: o.sk, .name, .form}}) AS ours
}
CALL (a, partners) {
  MATCH (a)-[m:HAS_MEMBER]->(o)
  WHERE o.sk / 1099511627776 IN partners AND m.since <= $today AND $today < m.until
    AND o.validFrom <= $today AND $today < o.validTo
  WITH m, o ORDER BY o.sk, m.since, m.role
  OPTIONAL MATCH (o)-[s:SEATED_IN]->(seat)
  WHERE s.since <= $today AND $today < s.until AND seat.validFrom <= $today AND $today < seat.validTo
  OPTIONAL MATCH (o)-[l:SUBORDINATE_TO]->(parent)
  WHERE l.since <= $today AND $today < l.until AND parent.validFrom <= $today AND $today < parent.validTo
  RETURN count(*) AS partnerCount, collect({
    role: m.role, since: toString(m.since), until: CASE WHEN m.until < date('9999-12-31') THEN toString(m.until) END,
    node: o {
      key: o.sk, region: toString(o.sk / 1099511627776), .name, .form, .sector, .uscc,
      seat: seat {.name}, parent: parent {.name}
    }
  }) AS theirs
}
WITH a, ownCount, ours, partnerCount, theirs ORDER BY a.sk
RETURN {alliances: {nodes: collect(a {
  key: a.sk, .name, .type, founded: toString(a.founded), own: {totalCount: ownCount, edges: ours[..40]},
  partners: {totalCount: partnerCount, edges: theirs[..40]}
})}}
