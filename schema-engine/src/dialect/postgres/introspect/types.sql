-- All types, since a column can be of any; what is known of user types only is NULL for the others.
SELECT t.oid, n.nspname::text AS namespace, t.typname::text AS name, t.typtype::text AS kind,
       t.typarray AS array_oid, t.typrelid AS relation, t.typbasetype AS base_oid, t.typtypmod AS base_typmod,
       e.objid IS NOT NULL OR n.nspname = 'pg_catalog' OR n.nspname = 'information_schema' AS is_foreign,
       t.typnotnull AS not_null, t.typdefault AS default_text, t.typndims::int4 AS dimensions,
       CASE WHEN t.typtype = 'd' THEN format_type(t.typbasetype, t.typtypmod) END AS base,
       CASE WHEN t.typtype = 'd' AND t.typcollation <> b.typcollation THEN (SELECT CASE WHEN pg_collation_is_visible(l.oid) THEN '' ELSE quote_ident(ln.nspname) || '.' END || quote_ident(l.collname)
          FROM pg_collation l JOIN pg_namespace ln ON ln.oid = l.collnamespace WHERE l.oid = t.typcollation) END AS collation,
       CASE WHEN t.typtype = 'e'
            THEN ARRAY(SELECT v.enumlabel::text FROM pg_enum v WHERE v.enumtypid = t.oid ORDER BY v.enumsortorder) END AS variants,
       pg_get_userbyid(t.typowner)::text AS owner,
       t.typacl::text[] AS acl,
       r.rngsubtype AS range_subtype, format_type(r.rngsubtype, NULL) AS range_subtype_text,
       {{14: r.rngmultitypid | NULL::oid}} AS range_multirange,
       CASE WHEN r.rngcollation <> rs.typcollation THEN (SELECT CASE WHEN pg_collation_is_visible(l.oid) THEN '' ELSE quote_ident(ln.nspname) || '.' END || quote_ident(l.collname)
          FROM pg_collation l JOIN pg_namespace ln ON ln.oid = l.collnamespace WHERE l.oid = r.rngcollation) END AS range_collation,
       CASE WHEN NOT o.opcdefault THEN quote_ident(ons.nspname) || '.' || quote_ident(o.opcname) END AS range_opclass,
       nullif(r.rngcanonical::oid, 0)::regproc::text AS range_canonical,
       nullif(r.rngsubdiff::oid, 0)::regproc::text AS range_subdiff,
       CASE WHEN t.typtype = 'b' AND n.nspname <> 'pg_catalog' AND t.typelem = 0 OR t.typtype = 'b' AND n.nspname <> 'pg_catalog' AND t.typlen <> -1 THEN
         format('CREATE TYPE %I.%I (INPUT = %s, OUTPUT = %s', n.nspname, t.typname, t.typinput, t.typoutput)
         || CASE WHEN t.typreceive <> 0 THEN format(', RECEIVE = %s', t.typreceive) ELSE '' END
         || CASE WHEN t.typsend <> 0 THEN format(', SEND = %s', t.typsend) ELSE '' END
         || CASE WHEN t.typmodin <> 0 THEN format(', TYPMOD_IN = %s', t.typmodin) ELSE '' END
         || CASE WHEN t.typmodout <> 0 THEN format(', TYPMOD_OUT = %s', t.typmodout) ELSE '' END
         || CASE WHEN t.typanalyze <> 0 THEN format(', ANALYZE = %s', t.typanalyze) ELSE '' END
         || format(', INTERNALLENGTH = %s', CASE t.typlen WHEN -1 THEN 'VARIABLE' ELSE t.typlen::text END)
         || CASE WHEN t.typbyval THEN ', PASSEDBYVALUE' ELSE '' END
         || format(', ALIGNMENT = %s', CASE t.typalign WHEN 'c' THEN 'char' WHEN 's' THEN 'int2' WHEN 'i' THEN 'int4' ELSE 'double' END)
         || format(', STORAGE = %s', CASE t.typstorage WHEN 'p' THEN 'plain' WHEN 'e' THEN 'external' WHEN 'x' THEN 'extended' ELSE 'main' END)
         || CASE WHEN t.typcategory <> 'U' THEN format(', CATEGORY = %L', t.typcategory) ELSE '' END
         || CASE WHEN t.typispreferred THEN ', PREFERRED = true' ELSE '' END
         || CASE WHEN t.typdefault IS NOT NULL THEN format(', DEFAULT = %L', t.typdefault) ELSE '' END
         || CASE WHEN t.typelem <> 0 THEN format(', ELEMENT = %s', format_type(t.typelem, NULL)) ELSE '' END
         || CASE WHEN t.typdelim <> ',' THEN format(', DELIMITER = %L', t.typdelim) ELSE '' END
         || CASE WHEN t.typcollation <> 0 THEN ', COLLATABLE = true' ELSE '' END || ')'
            WHEN t.typtype = 'p' AND NOT t.typisdefined THEN format('CREATE TYPE %I.%I', n.nspname, t.typname)
       END AS definition
  FROM pg_type t
  JOIN pg_namespace n ON n.oid = t.typnamespace
  LEFT JOIN pg_depend e ON e.classid = 'pg_type'::regclass AND e.objid = t.oid AND e.deptype = 'e'
  LEFT JOIN pg_type b ON b.oid = t.typbasetype
  LEFT JOIN pg_range r ON r.rngtypid = t.oid
  LEFT JOIN pg_type rs ON rs.oid = r.rngsubtype
  LEFT JOIN pg_opclass o ON o.oid = r.rngsubopc
  LEFT JOIN pg_namespace ons ON ons.oid = o.opcnamespace
 WHERE t.typtype <> 'c' OR n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
