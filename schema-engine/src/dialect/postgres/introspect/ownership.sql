-- Sequences that columns own ('a') or are made of ('i').
SELECT d.objid AS sequence, d.refobjid AS relation, d.refobjsubid AS number, d.deptype::text AS kind
  FROM pg_depend d
  JOIN pg_sequence s ON s.seqrelid = d.objid
 WHERE d.classid = 'pg_class'::regclass AND d.objsubid = 0 AND d.refclassid = 'pg_class'::regclass
   AND d.deptype IN ('a', 'i')
