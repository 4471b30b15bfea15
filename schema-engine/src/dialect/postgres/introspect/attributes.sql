SELECT a.attrelid AS relation, a.attnum AS number, a.attname::text AS name, a.atttypid AS type_oid, a.atttypmod AS typmod,
       format_type(a.atttypid, a.atttypmod) AS native_type, a.attndims::int4 AS dimensions, a.attnotnull AS not_null,
       pg_get_expr(d.adbin, d.adrelid) AS default_text, a.attidentity::text AS identity, a.attgenerated::text AS generated,
       CASE WHEN a.attcollation <> t.typcollation THEN (SELECT CASE WHEN pg_collation_is_visible(l.oid) THEN '' ELSE quote_ident(ln.nspname) || '.' END || quote_ident(l.collname)
          FROM pg_collation l JOIN pg_namespace ln ON ln.oid = l.collnamespace WHERE l.oid = a.attcollation) END AS collation,
       CASE WHEN a.attstorage <> t.typstorage THEN a.attstorage::text END AS storage,
       {{14: a.attcompression::text | ''::text}} AS compression, a.attstattarget::int4 AS statistics,
       a.attoptions::text[] AS options, a.attfdwoptions::text[] AS foreign_options, a.attacl::text[] AS acl,
       a.attinhcount > 0 AS inherited, a.attislocal AS is_local
  FROM pg_attribute a
  JOIN pg_class c ON c.oid = a.attrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_type t ON t.oid = a.atttypid
  LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
 WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'c')
   AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
 ORDER BY a.attrelid, a.attnum
