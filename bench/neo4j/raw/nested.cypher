MATCH (t:Area {sk: $id})
CALL (t) {
  MATCH (t)<-[w:WITHIN]-(v)
  WHERE v.level = 'VILLAGE' AND w.depth > 0 AND w.since <= $day AND $day < w.until
    AND v.validFrom <= $day AND $day < v.validTo
  WITH v ORDER BY v.sk LIMIT 20
  CALL (v) {
    // Nothing has moved after this day: each household says in which village it stands.
    MATCH (h:Household) USING INDEX h:Household(village, sk)
    WHERE h.village = v.sk AND h.sk IS NOT NULL
    WITH h ORDER BY h.village, h.sk
    WHERE h.validFrom <= $day AND $day < h.validTo
    WITH h LIMIT 20
    OPTIONAL MATCH (h)-[c:CONTACTED_BY]->(p)
    WHERE c.since <= $day AND $day < c.until AND p.validFrom <= $day AND $day < p.validTo
    RETURN collect([h.sk, h.registerNumber, h.size, toString(c.since), p.sk, p.holder]) AS households
  }
  RETURN collect([v.sk, v.name, households]) AS villages
}
RETURN [t.name, villages]
