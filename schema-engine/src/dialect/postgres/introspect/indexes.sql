-- The definition of a constraint's index is the constraint's. Only expressions have statistics.
SELECT c.oid, i.indrelid AS relation, c.relname::text AS name,
       CASE WHEN k.oid IS NULL THEN pg_get_indexdef(c.oid) END AS definition,
       i.indisvalid AS valid, i.indisclustered AS clustered, i.indisreplident AS replica_identity,
       p.inhparent AS parent, ts.spcname::text AS tablespace, c.reloptions::text[] AS options,
       CASE WHEN i.indexprs IS NOT NULL THEN ARRAY(
         SELECT a.attnum || '=' || a.attstattarget FROM pg_attribute a
          WHERE a.attrelid = c.oid AND a.attstattarget >= 0 ORDER BY a.attnum) END AS statistics
  FROM pg_index i
  JOIN pg_class c ON c.oid = i.indexrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_constraint k ON k.conindid = c.oid AND k.conrelid = i.indrelid AND k.contype IN ('p', 'u', 'x')
  LEFT JOIN pg_inherits p ON p.inhrelid = c.oid
  LEFT JOIN pg_tablespace ts ON ts.oid = c.reltablespace
 WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
