SELECT n.oid, n.nspname::text AS name, pg_get_userbyid(n.nspowner)::text AS owner,
       n.nspacl::text[] AS acl, e.objid IS NOT NULL AS of_extension
  FROM pg_namespace n
  LEFT JOIN pg_depend e ON e.classid = 'pg_namespace'::regclass AND e.objid = n.oid AND e.deptype = 'e'
 WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
