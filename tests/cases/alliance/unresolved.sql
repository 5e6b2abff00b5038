-- 1
SELECT count(*)
FROM n_alliance t1
WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND t1.sk IN (SELECT src
  FROM l_alliance_members
  WHERE dst IN (SELECT s2.sk
    FROM n_org s2
    WHERE s2.stub = 1)) AND NOT (NOT EXISTS (SELECT 1
    FROM l_alliance_members l3
    JOIN n_org n4 ON n4.sk = l3.dst
    WHERE l3.src = t1.sk AND l3.since <= ?1 AND l3.until > ?1 AND n4.valid_from <= ?1 AND n4.valid_to > ?1 AND NOT (n4.stub = 0
      AND NOT EXISTS (SELECT 1
        FROM l_org_seat l5
        JOIN n_area n6 ON n6.sk = l5.dst
        WHERE l5.src = n4.sk AND l5.since <= ?1 AND l5.until > ?1 AND n6.valid_from <= ?1 AND n6.valid_to > ?1) OR EXISTS (SELECT 1
        FROM l_org_seat l7
        JOIN n_area n8 ON n8.sk = l7.dst
        WHERE l7.src = n4.sk AND l7.since <= ?1 AND l7.until > ?1 AND n8.valid_from <= ?1 AND n8.valid_to > ?1 AND NOT coalesce(instr(n8.p_name, ?2) > 0, 0))))) AND NOT (EXISTS (SELECT 1
    FROM l_alliance_members l9
    JOIN n_org n10 ON n10.sk = l9.dst
    WHERE l9.src = t1.sk AND l9.since <= ?1 AND l9.until > ?1 AND n10.valid_from <= ?1 AND n10.valid_to > ?1
    AND EXISTS (SELECT 1
      FROM l_org_seat l11
      JOIN n_area n12 ON n12.sk = l11.dst
      WHERE l11.src = n10.sk AND l11.since <= ?1 AND l11.until > ?1 AND n12.valid_from <= ?1 AND n12.valid_to > ?1 AND instr(n12.p_name, ?2) > 0)))

-- 2
SELECT 0, count(*)
FROM n_alliance t1
WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0
AND EXISTS (SELECT 1
  FROM l_alliance_members l2
  JOIN n_org n3 ON n3.sk = l2.dst
  WHERE l2.src = t1.sk AND l2.since <= ?1 AND l2.until > ?1 AND n3.valid_from <= ?1 AND n3.valid_to > ?1
  AND EXISTS (SELECT 1
    FROM l_org_seat l4
    JOIN n_area n5 ON n5.sk = l4.dst
    WHERE l4.src = n3.sk AND l4.since <= ?1 AND l4.until > ?1 AND n5.valid_from <= ?1 AND n5.valid_to > ?1 AND instr(n5.p_name, ?2) > 0))

-- 3
SELECT count(*)
FROM n_alliance t1
WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0 AND t1.sk IN (SELECT src
  FROM l_alliance_members
  WHERE dst IN (SELECT s2.sk
    FROM n_org s2
    WHERE s2.stub = 1)) AND NOT (NOT EXISTS (SELECT 1
    FROM l_alliance_members l3
    JOIN n_org n4 ON n4.sk = l3.dst
    WHERE l3.src = t1.sk AND l3.since <= ?1 AND l3.until > ?1 AND n4.valid_from <= ?1 AND n4.valid_to > ?1 AND NOT (n4.stub = 0
      AND NOT EXISTS (SELECT 1
        FROM l_org_seat l5
        JOIN n_area n6 ON n6.sk = l5.dst
        WHERE l5.src = n4.sk AND l5.since <= ?1 AND l5.until > ?1 AND n6.valid_from <= ?1 AND n6.valid_to > ?1) OR EXISTS (SELECT 1
        FROM l_org_seat l7
        JOIN n_area n8 ON n8.sk = l7.dst
        WHERE l7.src = n4.sk AND l7.since <= ?1 AND l7.until > ?1 AND n8.valid_from <= ?1 AND n8.valid_to > ?1 AND NOT coalesce(instr(n8.p_name, ?2) > 0, 0))))) AND NOT (EXISTS (SELECT 1
    FROM l_alliance_members l9
    JOIN n_org n10 ON n10.sk = l9.dst
    WHERE l9.src = t1.sk AND l9.since <= ?1 AND l9.until > ?1 AND n10.valid_from <= ?1 AND n10.valid_to > ?1
    AND EXISTS (SELECT 1
      FROM l_org_seat l11
      JOIN n_area n12 ON n12.sk = l11.dst
      WHERE l11.src = n10.sk AND l11.since <= ?1 AND l11.until > ?1 AND n12.valid_from <= ?1 AND n12.valid_to > ?1 AND instr(n12.p_name, ?2) > 0)))

-- 4
SELECT 0, count(*)
FROM n_alliance t1
WHERE t1.valid_from <= ?1 AND t1.valid_to > ?1 AND t1.stub = 0
AND EXISTS (SELECT 1
  FROM l_alliance_members l2
  JOIN n_org n3 ON n3.sk = l2.dst
  WHERE l2.src = t1.sk AND l2.since <= ?1 AND l2.until > ?1 AND n3.valid_from <= ?1 AND n3.valid_to > ?1
  AND EXISTS (SELECT 1
    FROM l_org_seat l4
    JOIN n_area n5 ON n5.sk = l4.dst
    WHERE l4.src = n3.sk AND l4.since <= ?1 AND l4.until > ?1 AND n5.valid_from <= ?1 AND n5.valid_to > ?1 AND instr(n5.p_name, ?2) > 0))
