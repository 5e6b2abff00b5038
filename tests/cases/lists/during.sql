-- 1
SELECT p.i, t1.sk + ?2
FROM (SELECT key AS i, value AS k
  FROM json_each(?3)) p
JOIN n_area t1 ON t1.sk = p.k
ORDER BY p.i

-- 2
SELECT p.i, (SELECT coalesce(sum(k1.delta), 0)
  FROM k_place k1
  WHERE k1.area = p.k AND k1.what = ?2 AND k1.day <= ?1)
FROM (SELECT key AS i, value AS k
  FROM json_each(?3)) p

-- 3
SELECT p.i, count(*)
FROM (SELECT key AS i, value AS k
  FROM json_each(?4)) p
JOIN n_post t1
WHERE t1.sk IN (SELECT l3.src
  FROM c_area c2
  JOIN l_post_area l3 ON l3.dst = c2.dsc
  WHERE c2.anc = p.k AND c2.since < ?2 AND c2.until > ?1 AND l3.since < ?2 AND l3.until > ?1)
AND EXISTS (SELECT 1
  FROM c_area c2
  JOIN l_post_area l3 ON l3.dst = c2.dsc
  JOIN n_area m4 ON m4.sk = c2.dsc
  WHERE l3.src = t1.sk AND c2.anc = p.k AND (c2.depth = 0 AND c2.since < ?2 AND c2.until > ?1 AND l3.since < ?2 AND l3.until > ?1 AND t1.valid_from < ?2 AND t1.valid_to > ?1 AND max(max(max(?1, c2.since), l3.since), t1.valid_from) < min(min(min(?2, c2.until), l3.until), t1.valid_to) OR c2.depth > 0 AND c2.since < ?2 AND c2.until > ?1 AND l3.since < ?2 AND l3.until > ?1 AND m4.valid_from < ?2 AND m4.valid_to > ?1 AND t1.valid_from < ?2 AND t1.valid_to > ?1 AND max(max(max(max(?1, c2.since), l3.since), m4.valid_from), t1.valid_from) < min(min(min(min(?2, c2.until), l3.until), m4.valid_to), t1.valid_to))) AND t1.stub = 0 AND t1.p_role = ?3
GROUP BY p.i

-- 4
SELECT p.i, t1.sk + ?4, t1.p_holder, t1.valid_from, t1.valid_to, (min(t1.valid_to, ?2) - 1), n6.sk + ?4, coalesce((SELECT h13.value
    FROM h_area_name h13
    WHERE h13.sk = n6.sk AND h13.since <= (min(t1.valid_to, ?2) - 1) AND h13.until > (min(t1.valid_to, ?2) - 1)), n6.p_name), n8.sk + ?4, coalesce((SELECT h14.value
    FROM h_org_name h14
    WHERE h14.sk = n8.sk AND h14.since <= (min(t1.valid_to, ?2) - 1) AND h14.until > (min(t1.valid_to, ?2) - 1)), n8.p_name), n10.sk + ?4, coalesce((SELECT h15.value
    FROM h_org_name h15
    WHERE h15.sk = n10.sk AND h15.since <= (min(t1.valid_to, ?2) - 1) AND h15.until > (min(t1.valid_to, ?2) - 1)), n10.p_name), n12.sk + ?4, coalesce((SELECT h16.value
    FROM h_org_name h16
    WHERE h16.sk = n12.sk AND h16.since <= (min(t1.valid_to, ?2) - 1) AND h16.until > (min(t1.valid_to, ?2) - 1)), n12.p_name)
FROM (SELECT key AS i, value AS k
  FROM json_each(?6)) p
JOIN n_post t1 ON t1.sk IN (SELECT t1.sk AS w0
  FROM n_post t1
  WHERE t1.sk IN (SELECT l3.src
    FROM c_area c2
    JOIN l_post_area l3 ON l3.dst = c2.dsc
    WHERE c2.anc = p.k AND c2.since < ?2 AND c2.until > ?1 AND l3.since < ?2 AND l3.until > ?1)
  AND EXISTS (SELECT 1
    FROM c_area c2
    JOIN l_post_area l3 ON l3.dst = c2.dsc
    JOIN n_area m4 ON m4.sk = c2.dsc
    WHERE l3.src = t1.sk AND c2.anc = p.k AND (c2.depth = 0 AND c2.since < ?2 AND c2.until > ?1 AND l3.since < ?2 AND l3.until > ?1 AND t1.valid_from < ?2 AND t1.valid_to > ?1 AND max(max(max(?1, c2.since), l3.since), t1.valid_from) < min(min(min(?2, c2.until), l3.until), t1.valid_to) OR c2.depth > 0 AND c2.since < ?2 AND c2.until > ?1 AND l3.since < ?2 AND l3.until > ?1 AND m4.valid_from < ?2 AND m4.valid_to > ?1 AND t1.valid_from < ?2 AND t1.valid_to > ?1 AND max(max(max(max(?1, c2.since), l3.since), m4.valid_from), t1.valid_from) < min(min(min(min(?2, c2.until), l3.until), m4.valid_to), t1.valid_to))) AND t1.stub = 0 AND t1.p_role = ?3
  ORDER BY t1.sk
  LIMIT ?5)
LEFT JOIN l_post_area l5 ON l5.src = t1.sk AND l5.since <= (min(t1.valid_to, ?2) - 1) AND l5.until > (min(t1.valid_to, ?2) - 1)
LEFT JOIN n_area n6 ON n6.sk = l5.dst AND n6.valid_from <= (min(t1.valid_to, ?2) - 1) AND n6.valid_to > (min(t1.valid_to, ?2) - 1)
LEFT JOIN l_post_organisation l7 ON l7.src = t1.sk AND l7.since <= (min(t1.valid_to, ?2) - 1) AND l7.until > (min(t1.valid_to, ?2) - 1)
LEFT JOIN n_org n8 ON n8.sk = l7.dst AND n8.valid_from <= (min(t1.valid_to, ?2) - 1) AND n8.valid_to > (min(t1.valid_to, ?2) - 1)
LEFT JOIN l_post_sent_by l9 ON l9.src = t1.sk AND l9.since <= (min(t1.valid_to, ?2) - 1) AND l9.until > (min(t1.valid_to, ?2) - 1)
LEFT JOIN n_org n10 ON n10.sk = l9.dst AND n10.valid_from <= (min(t1.valid_to, ?2) - 1) AND n10.valid_to > (min(t1.valid_to, ?2) - 1)
LEFT JOIN l_post_appointed_by l11 ON l11.src = t1.sk AND l11.since <= (min(t1.valid_to, ?2) - 1) AND l11.until > (min(t1.valid_to, ?2) - 1)
LEFT JOIN n_org n12 ON n12.sk = l11.dst AND n12.valid_from <= (min(t1.valid_to, ?2) - 1) AND n12.valid_to > (min(t1.valid_to, ?2) - 1)
ORDER BY p.i, t1.sk
