MATCH (t:Area {sk: $id})
CALL (t) {
  MATCH (t)<-[w:WITHIN]-(v)
  WHERE v.level = 'VILLAGE' AND w.depth > 0 AND w.since <= $day AND $day < w.until
    AND v.validFrom <= $day AND $day < v.validTo
  WITH v ORDER BY v.sk LIMIT 20
  CALL (v) {
    MATCH (v)<-[w:WITHIN]-(a)<-[l:LIVES_IN]-(h)
    WHERE w.since <= $day AND $day < w.until AND (w.depth = 0 OR a.validFrom <= $day AND $day < a.validTo)
    // Sorted first, then looked at in order until there are 20: only their number is read of all the others.
    WITH h, l ORDER BY h.sk
    WHERE l.since <= $day AND $day < l.until AND h.validFrom <= $day AND $day < h.validTo
    WITH h LIMIT 20
    OPTIONAL MATCH (h)-[c:CONTACTED_BY]->(p)
    WHERE c.since <= $day AND $day < c.until AND p.validFrom <= $day AND $day < p.validTo
    RETURN collect([h.sk, h.registerNumber, h.size, toString(c.since), p.sk, p.holder]) AS households
  }
  RETURN collect([v.sk, v.name, households]) AS villages
}
RETURN [t.name, villages]
