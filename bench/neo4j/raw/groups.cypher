MATCH (p:Area {sk: $id})<-[w:WITHIN]-(t)
WHERE t.level = 'TOWNSHIP' AND w.since <= $day AND $day < w.until AND t.validFrom <= $day AND $day < t.validTo
CALL (t) {
  MATCH (h:Household) USING INDEX h:Household(township, size, sk)
  WHERE h.township = t.sk AND h.size IS NOT NULL AND h.sk IS NOT NULL
    AND h.validFrom <= $day AND $day < h.validTo
  RETURN count(*) AS households, sum(h.size) AS people
}
WITH t, households, people WHERE households > 0
WITH t, households, people ORDER BY t.sk LIMIT 100
RETURN collect([t.sk, t.name, households, people])
