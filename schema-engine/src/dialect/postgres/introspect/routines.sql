SELECT p.oid, n.nspname::text AS namespace, p.proname::text AS name, p.prokind::text AS kind,
       pg_get_function_identity_arguments(p.oid) AS signature, pg_get_function_result(p.oid) AS returns,
       pg_get_userbyid(p.proowner)::text AS owner, p.proacl::text[] AS acl,
       ARRAY(SELECT x.extname::text FROM pg_depend d JOIN pg_extension x ON x.oid = d.refobjid
              WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'x' ORDER BY 1) AS needs_extensions,
       CASE WHEN p.prokind <> 'a' THEN pg_get_functiondef(p.oid) ELSE
         format('CREATE AGGREGATE %I.%I(%s) (SFUNC = %s, STYPE = %s', n.nspname, p.proname,
                CASE WHEN a.aggkind = 'n' AND p.pronargs = 0 THEN '*' ELSE pg_get_function_arguments(p.oid) END,
                a.aggtransfn, format_type(a.aggtranstype, NULL))
         || CASE WHEN a.aggtransspace <> 0 THEN format(', SSPACE = %s', a.aggtransspace) ELSE '' END
         || CASE WHEN a.aggfinalfn <> 0 THEN format(', FINALFUNC = %s', a.aggfinalfn) ELSE '' END
         || CASE WHEN a.aggfinalextra THEN ', FINALFUNC_EXTRA' ELSE '' END
         || CASE WHEN a.aggfinalfn <> 0 AND a.aggfinalmodify <> CASE a.aggkind WHEN 'n' THEN 'r' ELSE 'w' END::"char"
                 THEN format(', FINALFUNC_MODIFY = %s', CASE a.aggfinalmodify WHEN 'r' THEN 'READ_ONLY' WHEN 's' THEN 'SHAREABLE' ELSE 'READ_WRITE' END) ELSE '' END
         || CASE WHEN a.aggcombinefn <> 0 THEN format(', COMBINEFUNC = %s', a.aggcombinefn) ELSE '' END
         || CASE WHEN a.aggserialfn <> 0 THEN format(', SERIALFUNC = %s', a.aggserialfn) ELSE '' END
         || CASE WHEN a.aggdeserialfn <> 0 THEN format(', DESERIALFUNC = %s', a.aggdeserialfn) ELSE '' END
         || CASE WHEN a.agginitval IS NOT NULL THEN format(', INITCOND = %L', a.agginitval) ELSE '' END
         || CASE WHEN a.aggmtransfn <> 0 THEN format(', MSFUNC = %s, MINVFUNC = %s, MSTYPE = %s', a.aggmtransfn, a.aggminvtransfn, format_type(a.aggmtranstype, NULL)) ELSE '' END
         || CASE WHEN a.aggmtransspace <> 0 THEN format(', MSSPACE = %s', a.aggmtransspace) ELSE '' END
         || CASE WHEN a.aggmfinalfn <> 0 THEN format(', MFINALFUNC = %s', a.aggmfinalfn) ELSE '' END
         || CASE WHEN a.aggmfinalextra THEN ', MFINALFUNC_EXTRA' ELSE '' END
         || CASE WHEN a.aggmfinalfn <> 0 AND a.aggmfinalmodify <> CASE a.aggkind WHEN 'n' THEN 'r' ELSE 'w' END::"char"
                 THEN format(', MFINALFUNC_MODIFY = %s', CASE a.aggmfinalmodify WHEN 'r' THEN 'READ_ONLY' WHEN 's' THEN 'SHAREABLE' ELSE 'READ_WRITE' END) ELSE '' END
         || CASE WHEN a.aggminitval IS NOT NULL THEN format(', MINITCOND = %L', a.aggminitval) ELSE '' END
         || CASE WHEN a.aggsortop <> 0 THEN format(', SORTOP = OPERATOR(%I.%s)',
              (SELECT sn.nspname FROM pg_operator so JOIN pg_namespace sn ON sn.oid = so.oprnamespace WHERE so.oid = a.aggsortop),
              (SELECT so.oprname FROM pg_operator so WHERE so.oid = a.aggsortop)) ELSE '' END
         || CASE p.proparallel WHEN 's' THEN ', PARALLEL = safe' WHEN 'r' THEN ', PARALLEL = restricted' ELSE '' END
         || CASE a.aggkind WHEN 'h' THEN ', HYPOTHETICAL' ELSE '' END || ')'
       END AS definition
  FROM pg_proc p
  JOIN pg_namespace n ON n.oid = p.pronamespace
  LEFT JOIN pg_aggregate a ON a.aggfnoid = p.oid
 WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
   -- 'e': an extension's; 'i': a range type's constructor
   AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_proc'::regclass AND e.objid = p.oid AND e.deptype IN ('e', 'i'))
