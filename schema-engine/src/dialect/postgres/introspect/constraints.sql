-- Foreign keys that a partition has from its parent are the parent's.
SELECT c.oid, c.conrelid AS relation, c.contypid AS type_oid, c.conname::text AS name, c.contype::text AS kind,
       pg_get_constraintdef(c.oid) AS definition, c.convalidated AS validated, c.connoinherit AS no_inherit,
       c.conislocal AS is_local, c.coninhcount > 0 OR c.conparentid <> 0 AS inherited,
       c.conindid AS index_oid, c.conkey AS columns
  FROM pg_constraint c
  JOIN pg_namespace n ON n.oid = c.connamespace
 WHERE c.contype IN ('p', 'u', 'f', 'c', 'x', 'n')
   AND NOT (c.contype = 'f' AND c.conparentid <> 0)
   AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
