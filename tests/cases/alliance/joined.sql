-- 1
SELECT p.i, t1.sk + ?2, t1.p_name
FROM (SELECT key AS i, value AS k
  FROM json_each(?3)) p
JOIN n_alliance t1 ON t1.sk = p.k
ORDER BY p.i

-- 2
SELECT p.i, t1.sk + ?2, l2.p_role, l2.since, l2.until, t1.p_name
FROM (SELECT key AS i, value AS k
  FROM json_each(?5)) p
JOIN json_each((SELECT json_group_array(json_array(w0, w1, w2))
    FROM (SELECT l2.since AS w0, l2.dst AS w1, l2.p_role AS w2
      FROM l_alliance_members l2
      JOIN n_org t1 ON t1.sk = l2.dst
      WHERE l2.src = p.k AND l2.since <= ?1 AND l2.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND printf('%06d', (t1.sk + ?2) >> 40) = ?3
      ORDER BY t1.sk, l2.since, l2.p_role
      LIMIT ?4))) e3
JOIN l_alliance_members l2 ON l2.src = p.k AND l2.since = e3.value ->> 0 AND l2.dst = e3.value ->> 1 AND l2.p_role = e3.value ->> 2
JOIN n_org t1 ON t1.sk = l2.dst
ORDER BY p.i, t1.sk, l2.since, l2.p_role

-- 3
SELECT p.i, t1.sk + ?2, l2.p_role, l2.since, l2.until, t1.p_name
FROM (SELECT key AS i, value AS k
  FROM json_each(?6)) p
JOIN json_each((SELECT json_group_array(json_array(w0, w1, w2))
    FROM (SELECT l2.since AS w0, l2.dst AS w1, l2.p_role AS w2
      FROM l_alliance_members l2
      JOIN n_org t1 ON t1.sk = l2.dst
      WHERE l2.src = p.k AND l2.since <= ?1 AND l2.until > ?1 AND t1.valid_from <= ?1 AND t1.valid_to > ?1 AND printf('%06d', (t1.sk + ?2) >> 40) = ?3 AND instr(t1.p_name, ?4) > 0
      ORDER BY t1.sk, l2.since, l2.p_role
      LIMIT ?5))) e3
JOIN l_alliance_members l2 ON l2.src = p.k AND l2.since = e3.value ->> 0 AND l2.dst = e3.value ->> 1 AND l2.p_role = e3.value ->> 2
JOIN n_org t1 ON t1.sk = l2.dst
ORDER BY p.i, t1.sk, l2.since, l2.p_role

-- 4
SELECT p.i, count(*)
FROM (SELECT key AS i, value AS k
  FROM json_each(?6)) p
JOIN l_alliance_members l2 ON l2.src = p.k
JOIN n_org t1 ON t1.sk = l2.dst
WHERE l2.since < ?2 AND l2.until > ?1 AND t1.valid_from < ?2 AND t1.valid_to > ?1 AND max(max(?1, l2.since), t1.valid_from) < min(min(?2, l2.until), t1.valid_to) AND printf('%06d', (t1.sk + ?3) >> 40) = ?4 AND instr(coalesce((SELECT h3.value
      FROM h_org_name h3
      WHERE h3.sk = t1.sk AND h3.since <= (min(t1.valid_to, ?2) - 1) AND h3.until > (min(t1.valid_to, ?2) - 1)), t1.p_name), ?5) > 0
GROUP BY p.i

-- 5
SELECT p.i, t1.sk + ?3, l2.p_role, l2.since, l2.until, (min(t1.valid_to, ?2) - 1)
FROM (SELECT key AS i, value AS k
  FROM json_each(?7)) p
JOIN json_each((SELECT json_group_array(json_array(w0, w1, w2))
    FROM (SELECT l2.since AS w0, l2.dst AS w1, l2.p_role AS w2
      FROM l_alliance_members l2
      JOIN n_org t1 ON t1.sk = l2.dst
      WHERE l2.src = p.k AND l2.since < ?2 AND l2.until > ?1 AND t1.valid_from < ?2 AND t1.valid_to > ?1 AND max(max(?1, l2.since), t1.valid_from) < min(min(?2, l2.until), t1.valid_to) AND printf('%06d', (t1.sk + ?3) >> 40) = ?4 AND instr(coalesce((SELECT h3.value
            FROM h_org_name h3
            WHERE h3.sk = t1.sk AND h3.since <= (min(t1.valid_to, ?2) - 1) AND h3.until > (min(t1.valid_to, ?2) - 1)), t1.p_name), ?5) > 0
      ORDER BY t1.sk, l2.since, l2.p_role
      LIMIT ?6))) e4
JOIN l_alliance_members l2 ON l2.src = p.k AND l2.since = e4.value ->> 0 AND l2.dst = e4.value ->> 1 AND l2.p_role = e4.value ->> 2
JOIN n_org t1 ON t1.sk = l2.dst
ORDER BY p.i, t1.sk, l2.since, l2.p_role
