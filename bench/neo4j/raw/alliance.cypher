MATCH (o:Organisation {sk: $id})
CALL (o) {
  MATCH (o)<-[m:HAS_MEMBER]-(a)
  WHERE m.since <= $day AND $day < m.until AND a.validFrom <= $day AND $day < a.validTo
  WITH a, m ORDER BY a.sk, m.since, m.role LIMIT 20
  CALL (a) {
    MATCH (a)-[n:HAS_MEMBER]->(x)
    WHERE n.since <= $day AND $day < n.until AND x.validFrom <= $day AND $day < x.validTo
    WITH x, n ORDER BY x.sk, n.since, n.role LIMIT 100
    RETURN collect([n.role, toString(n.since), toString(n.until), x.sk, x.name]) AS members
  }
  RETURN collect([m.role, toString(m.since), a.sk, a.name, toString(a.founded), members]) AS alliances
}
RETURN [o.name, alliances]
