// What is left of the size of the last household, then smaller ones: those are not looked at where that fills the page.
CALL () {
  MATCH (h:Household) USING INDEX h:Household(size, sk)
  WHERE h.size = $size AND h.sk > $after
  WITH h ORDER BY h.size, h.sk
  WHERE h.validFrom <= $day AND $day < h.validTo
  RETURN h LIMIT 51
  UNION ALL
  CALL () {
    MATCH (h:Household) USING INDEX h:Household(size, sk)
    WHERE h.size < $size AND h.sk IS NOT NULL
    WITH h ORDER BY h.size DESC, h.sk DESC
    WHERE h.validFrom <= $day AND $day < h.validTo
    WITH h LIMIT 51
    RETURN DISTINCT h.size AS size
  }
  WITH size ORDER BY size DESC
  CALL (size) {
    MATCH (h:Household) USING INDEX h:Household(size, sk)
    WHERE h.size = size AND h.sk IS NOT NULL
    WITH h ORDER BY h.size, h.sk
    WHERE h.validFrom <= $day AND $day < h.validTo
    RETURN h LIMIT 51
  }
  RETURN h
}
WITH h LIMIT 51
RETURN collect([h.sk, h.registerNumber, h.size])
