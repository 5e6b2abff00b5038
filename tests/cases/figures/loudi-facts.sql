-- 1
SELECT 0, t1.sk + ?3, t1.p_indicator, t1.p_period, t1.p_dimensions, t1.p_status, t1.p_bound, t1.p_value, t1.p_unit, t1.p_denominator, t1.p_source, n3.sk + ?3, n3.p_name
FROM n_fact t1
LEFT JOIN l_fact_area l2 ON l2.src = t1.sk AND l2.since <= ?1 AND l2.until > ?1
LEFT JOIN n_area n3 ON n3.sk = l2.dst AND n3.valid_from <= ?1 AND n3.valid_to > ?1
WHERE t1.sk IN (SELECT t1.sk
  FROM n_fact t1
  WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND t1.p_indicator = ?2
  ORDER BY t1.sk
  LIMIT ?4)
ORDER BY t1.sk

-- 2
SELECT 0, t1.sk + ?3, t1.p_indicator, t1.p_period, t1.p_dimensions, t1.p_status, t1.p_bound, t1.p_value, t1.p_unit, t1.p_denominator, t1.p_source, n3.sk + ?3, n3.p_name
FROM n_fact t1
LEFT JOIN l_fact_area l2 ON l2.src = t1.sk AND l2.since <= ?1 AND l2.until > ?1
LEFT JOIN n_area n3 ON n3.sk = l2.dst AND n3.valid_from <= ?1 AND n3.valid_to > ?1
WHERE t1.sk IN (SELECT t1.sk
  FROM n_fact t1
  WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND t1.p_indicator = ?2
  ORDER BY t1.sk
  LIMIT ?4)
ORDER BY t1.sk

-- 3
SELECT 0, t1.sk + ?3, t1.p_indicator, t1.p_period, t1.p_dimensions, t1.p_status, t1.p_bound, t1.p_value, t1.p_unit, t1.p_denominator, t1.p_source, n3.sk + ?3, n3.p_name
FROM n_fact t1
LEFT JOIN l_fact_area l2 ON l2.src = t1.sk AND l2.since <= ?1 AND l2.until > ?1
LEFT JOIN n_area n3 ON n3.sk = l2.dst AND n3.valid_from <= ?1 AND n3.valid_to > ?1
WHERE t1.sk IN (SELECT t1.sk
  FROM n_fact t1
  WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND t1.p_indicator = ?2
  ORDER BY t1.sk
  LIMIT ?4)
ORDER BY t1.sk

-- 4
SELECT 0, t1.sk + ?3, t1.p_indicator, t1.p_period, t1.p_dimensions, t1.p_status, t1.p_bound, t1.p_value, t1.p_unit, t1.p_denominator, t1.p_source, n3.sk + ?3, n3.p_name
FROM n_fact t1
LEFT JOIN l_fact_area l2 ON l2.src = t1.sk AND l2.since <= ?1 AND l2.until > ?1
LEFT JOIN n_area n3 ON n3.sk = l2.dst AND n3.valid_from <= ?1 AND n3.valid_to > ?1
WHERE t1.sk IN (SELECT t1.sk
  FROM n_fact t1
  WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND t1.p_indicator = ?2
  ORDER BY t1.sk
  LIMIT ?4)
ORDER BY t1.sk

-- 5
SELECT 0, t1.sk + ?3, t1.p_indicator, t1.p_period, t1.p_dimensions, t1.p_status, t1.p_bound, t1.p_value, t1.p_unit, t1.p_denominator, t1.p_source, n3.sk + ?3, n3.p_name
FROM n_fact t1
LEFT JOIN l_fact_area l2 ON l2.src = t1.sk AND l2.since <= ?1 AND l2.until > ?1
LEFT JOIN n_area n3 ON n3.sk = l2.dst AND n3.valid_from <= ?1 AND n3.valid_to > ?1
WHERE t1.sk IN (SELECT t1.sk
  FROM n_fact t1
  WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND t1.p_indicator = ?2
  ORDER BY t1.sk
  LIMIT ?4)
ORDER BY t1.sk

-- 6
SELECT 0, t1.sk + ?3, t1.p_indicator, t1.p_period, t1.p_dimensions, t1.p_status, t1.p_bound, t1.p_value, t1.p_unit, t1.p_denominator, t1.p_source, n3.sk + ?3, n3.p_name
FROM n_fact t1
LEFT JOIN l_fact_area l2 ON l2.src = t1.sk AND l2.since <= ?1 AND l2.until > ?1
LEFT JOIN n_area n3 ON n3.sk = l2.dst AND n3.valid_from <= ?1 AND n3.valid_to > ?1
WHERE t1.sk IN (SELECT t1.sk
  FROM n_fact t1
  WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND t1.p_indicator = ?2
  ORDER BY t1.sk
  LIMIT ?4)
ORDER BY t1.sk
