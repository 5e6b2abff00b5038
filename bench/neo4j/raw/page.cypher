// The sizes of the 51 largest, by the index from its end; then each size in the order of the index.
CALL () {
  MATCH (h:Household) USING INDEX h:Household(size, sk)
  WHERE h.size IS NOT NULL AND h.sk IS NOT NULL
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
WITH h LIMIT 51
RETURN collect([h.sk, h.registerNumber, h.size])
