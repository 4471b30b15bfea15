SELECT c.oid, n.nspname::text AS namespace, c.relname::text AS name, c.relkind::text AS kind,
       c.relpersistence::text AS persistence, pg_get_userbyid(c.relowner)::text AS owner, c.relacl::text[] AS acl,
       c.reloptions::text[] AS options, t.reloptions::text[] AS toast_options,
       CASE WHEN am.amname <> 'heap' THEN am.amname::text END AS access_method, ts.spcname::text AS tablespace,
       c.relrowsecurity AS row_security, c.relforcerowsecurity AS force_row_security,
       c.relreplident::text AS replica_identity, c.relispartition AS is_partition,
       CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END AS partition_key,
       CASE WHEN c.relispartition THEN pg_get_expr(c.relpartbound, c.oid) END AS partition_bound,
       CASE WHEN c.relispartition OR c.relkind IN ('r', 'f')
            THEN ARRAY(SELECT i.inhparent FROM pg_inherits i WHERE i.inhrelid = c.oid ORDER BY i.inhseqno) END AS parents,
       c.reloftype AS of_type, c.relispopulated AS populated,
       CASE WHEN c.relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid) END AS definition,
       fs.srvname::text AS foreign_server, ft.ftoptions::text[] AS foreign_options,
       s.seqtypid::regtype::text AS sequence_type, s.seqstart AS sequence_start, s.seqincrement AS sequence_increment,
       s.seqmin AS sequence_min, s.seqmax AS sequence_max, s.seqcache AS sequence_cache, s.seqcycle AS sequence_cycle
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_depend e ON e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.objsubid = 0 AND e.deptype = 'e'
  LEFT JOIN pg_class t ON t.oid = c.reltoastrelid AND c.reltoastrelid <> 0
  LEFT JOIN pg_am am ON am.oid = c.relam
  LEFT JOIN pg_tablespace ts ON ts.oid = c.reltablespace
  LEFT JOIN pg_foreign_table ft ON ft.ftrelid = c.oid
  LEFT JOIN pg_foreign_server fs ON fs.oid = ft.ftserver
  LEFT JOIN pg_sequence s ON s.seqrelid = c.oid
 WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'c', 'S')
   AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND e.objid IS NULL
