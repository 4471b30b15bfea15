-- Objects that are kept as the statements that make them. An extension's ('e') and what comes with a
-- type ('i') are left out.
SELECT o.kind, o.class, o.oid, o.namespace, o.name, o.definition, o.owner, o.acl, o.acl_kind, o.identity
  FROM (
SELECT 'collation' AS kind, 'pg_collation'::regclass::oid AS class, c.oid, n.nspname::text AS namespace, c.collname::text AS name,
       ARRAY[format('CREATE COLLATION %I.%I (provider = %s', n.nspname, c.collname,
              CASE c.collprovider WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' ELSE 'libc' END)
         || CASE WHEN c.collprovider = 'c' THEN format(', lc_collate = %L, lc_ctype = %L', c.collcollate, c.collctype)
                 ELSE format(', locale = %L', {{17: c.colllocale | {{15: c.colliculocale | c.collcollate::text}}}}) END
         || CASE WHEN c.collisdeterministic THEN '' ELSE ', deterministic = false' END
         || {{16: coalesce(', rules = ' || quote_literal(nullif(c.collicurules, '')), '') | ''}} || ')'] AS definition,
       pg_get_userbyid(c.collowner)::text AS owner, NULL::text[] AS acl, NULL::text AS acl_kind,
       format('%I.%I', n.nspname, c.collname) AS identity
  FROM pg_collation c JOIN pg_namespace n ON n.oid = c.collnamespace
UNION ALL
SELECT 'operator', 'pg_operator'::regclass, o.oid, n.nspname, format('%s(%s,%s)', o.oprname,
         CASE o.oprleft WHEN 0 THEN 'NONE' ELSE format_type(o.oprleft, NULL) END, CASE o.oprright WHEN 0 THEN 'NONE' ELSE format_type(o.oprright, NULL) END),
       ARRAY[format('CREATE OPERATOR %I.%s (FUNCTION = %s', n.nspname, o.oprname, o.oprcode)
         || CASE WHEN o.oprleft <> 0 THEN format(', LEFTARG = %s', format_type(o.oprleft, NULL)) ELSE '' END
         || CASE WHEN o.oprright <> 0 THEN format(', RIGHTARG = %s', format_type(o.oprright, NULL)) ELSE '' END
         || coalesce((SELECT format(', COMMUTATOR = OPERATOR(%I.%s)', xn.nspname, x.oprname) FROM pg_operator x JOIN pg_namespace xn ON xn.oid = x.oprnamespace WHERE x.oid = o.oprcom), '')
         || coalesce((SELECT format(', NEGATOR = OPERATOR(%I.%s)', xn.nspname, x.oprname) FROM pg_operator x JOIN pg_namespace xn ON xn.oid = x.oprnamespace WHERE x.oid = o.oprnegate), '')
         || CASE WHEN o.oprrest <> 0 THEN format(', RESTRICT = %s', o.oprrest) ELSE '' END
         || CASE WHEN o.oprjoin <> 0 THEN format(', JOIN = %s', o.oprjoin) ELSE '' END
         || CASE WHEN o.oprcanhash THEN ', HASHES' ELSE '' END || CASE WHEN o.oprcanmerge THEN ', MERGES' ELSE '' END || ')'],
       pg_get_userbyid(o.oprowner), NULL, NULL,
       format('%I.%s (%s, %s)', n.nspname, o.oprname,
         CASE o.oprleft WHEN 0 THEN 'NONE' ELSE format_type(o.oprleft, NULL) END, CASE o.oprright WHEN 0 THEN 'NONE' ELSE format_type(o.oprright, NULL) END)
  FROM pg_operator o JOIN pg_namespace n ON n.oid = o.oprnamespace
 WHERE o.oprcode <> 0
UNION ALL
SELECT 'operator family', 'pg_opfamily'::regclass, f.oid, n.nspname, format('%s using %s', f.opfname, a.amname),
       ARRAY[format('CREATE OPERATOR FAMILY %I.%I USING %I', n.nspname, f.opfname, a.amname)],
       pg_get_userbyid(f.opfowner), NULL, NULL, format('%I.%I USING %I', n.nspname, f.opfname, a.amname)
  FROM pg_opfamily f JOIN pg_namespace n ON n.oid = f.opfnamespace JOIN pg_am a ON a.oid = f.opfmethod
UNION ALL
SELECT 'operator class', 'pg_opclass'::regclass, c.oid, n.nspname, format('%s using %s', c.opcname, a.amname),
       ARRAY[format('CREATE OPERATOR CLASS %I.%I%s FOR TYPE %s USING %I FAMILY %I.%I AS %s', n.nspname, c.opcname,
              CASE WHEN c.opcdefault THEN ' DEFAULT' ELSE '' END, format_type(c.opcintype, NULL), a.amname, fn.nspname, f.opfname,
              concat_ws(', ',
                (SELECT string_agg(format('OPERATOR %s %s%s', ao.amopstrategy, ao.amopopr::regoperator,
                          CASE WHEN ao.amopsortfamily <> 0 THEN (SELECT format(' FOR ORDER BY %I.%I', sn.nspname, sf.opfname) FROM pg_opfamily sf JOIN pg_namespace sn ON sn.oid = sf.opfnamespace WHERE sf.oid = ao.amopsortfamily) ELSE '' END),
                          ', ' ORDER BY ao.amopstrategy, ao.amopopr::regoperator::text)
                   FROM pg_amop ao JOIN pg_depend d ON d.classid = 'pg_amop'::regclass AND d.objid = ao.oid
                  WHERE d.refclassid = 'pg_opclass'::regclass AND d.refobjid = c.oid AND d.deptype = 'i'),
                (SELECT string_agg(format('FUNCTION %s (%s, %s) %s', ap.amprocnum, format_type(ap.amproclefttype, NULL), format_type(ap.amprocrighttype, NULL), ap.amproc::regprocedure),
                          ', ' ORDER BY ap.amprocnum, ap.amproc::regprocedure::text)
                   FROM pg_amproc ap JOIN pg_depend d ON d.classid = 'pg_amproc'::regclass AND d.objid = ap.oid
                  WHERE d.refclassid = 'pg_opclass'::regclass AND d.refobjid = c.oid AND d.deptype = 'i'),
                format('STORAGE %s', format_type(CASE WHEN c.opckeytype <> 0 THEN c.opckeytype ELSE c.opcintype END, NULL))))],
       pg_get_userbyid(c.opcowner), NULL, NULL, format('%I.%I USING %I', n.nspname, c.opcname, a.amname)
  FROM pg_opclass c JOIN pg_namespace n ON n.oid = c.opcnamespace JOIN pg_am a ON a.oid = c.opcmethod
  JOIN pg_opfamily f ON f.oid = c.opcfamily JOIN pg_namespace fn ON fn.oid = f.opfnamespace
UNION ALL
-- Members that belong to a family and to no class of it.
SELECT 'operator family members', 'pg_opfamily'::regclass, 0::oid, n.nspname, format('%s using %s', f.opfname, a.amname),
       ARRAY[format('ALTER OPERATOR FAMILY %I.%I USING %I ADD %s', n.nspname, f.opfname, a.amname, string_agg(m.text, ', ' ORDER BY m.text))],
       pg_get_userbyid(f.opfowner), NULL, NULL, NULL
  FROM pg_opfamily f JOIN pg_namespace n ON n.oid = f.opfnamespace JOIN pg_am a ON a.oid = f.opfmethod
  JOIN (SELECT ao.amopfamily AS family, format('OPERATOR %s %s%s', ao.amopstrategy, ao.amopopr::regoperator,
                 CASE WHEN ao.amopsortfamily <> 0 THEN (SELECT format(' FOR ORDER BY %I.%I', sn.nspname, sf.opfname) FROM pg_opfamily sf JOIN pg_namespace sn ON sn.oid = sf.opfnamespace WHERE sf.oid = ao.amopsortfamily) ELSE '' END) AS text
          FROM pg_amop ao
         WHERE ao.oid >= 16384 AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_amop'::regclass AND d.objid = ao.oid AND (d.refclassid = 'pg_opclass'::regclass AND d.deptype = 'i' OR d.deptype = 'e'))
         UNION ALL
        SELECT ap.amprocfamily, format('FUNCTION %s (%s, %s) %s', ap.amprocnum, format_type(ap.amproclefttype, NULL), format_type(ap.amprocrighttype, NULL), ap.amproc::regprocedure)
          FROM pg_amproc ap
         WHERE ap.oid >= 16384 AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_amproc'::regclass AND d.objid = ap.oid AND (d.refclassid = 'pg_opclass'::regclass AND d.deptype = 'i' OR d.deptype = 'e'))
       ) m ON m.family = f.oid
 WHERE NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_opfamily'::regclass AND e.objid = f.oid AND e.deptype = 'e')
 GROUP BY n.nspname, f.opfname, a.amname, f.opfowner
UNION ALL
SELECT 'cast', 'pg_cast'::regclass, c.oid, NULL, format('%s as %s', format_type(c.castsource, NULL), format_type(c.casttarget, NULL)),
       ARRAY[format('CREATE CAST (%s AS %s) %s%s', format_type(c.castsource, NULL), format_type(c.casttarget, NULL),
              CASE c.castmethod WHEN 'f' THEN format('WITH FUNCTION %s', c.castfunc::regprocedure) WHEN 'i' THEN 'WITH INOUT' ELSE 'WITHOUT FUNCTION' END,
              CASE c.castcontext WHEN 'a' THEN ' AS ASSIGNMENT' WHEN 'i' THEN ' AS IMPLICIT' ELSE '' END)],
       NULL, NULL, NULL, format('(%s AS %s)', format_type(c.castsource, NULL), format_type(c.casttarget, NULL))
  FROM pg_cast c WHERE c.oid >= 16384
UNION ALL
SELECT 'transform', 'pg_transform'::regclass, t.oid, NULL, format('%s in %s', format_type(t.trftype, NULL), l.lanname),
       ARRAY[format('CREATE TRANSFORM FOR %s LANGUAGE %I (%s)', format_type(t.trftype, NULL), l.lanname,
              concat_ws(', ', 'FROM SQL WITH FUNCTION ' || nullif(t.trffromsql::oid, 0)::regprocedure, 'TO SQL WITH FUNCTION ' || nullif(t.trftosql::oid, 0)::regprocedure))],
       NULL, NULL, NULL, format('FOR %s LANGUAGE %I', format_type(t.trftype, NULL), l.lanname)
  FROM pg_transform t JOIN pg_language l ON l.oid = t.trflang
UNION ALL
SELECT 'conversion', 'pg_conversion'::regclass, c.oid, n.nspname, c.conname,
       ARRAY[format('CREATE %sCONVERSION %I.%I FOR %L TO %L FROM %s', CASE WHEN c.condefault THEN 'DEFAULT ' ELSE '' END,
              n.nspname, c.conname, pg_encoding_to_char(c.conforencoding), pg_encoding_to_char(c.contoencoding), c.conproc)],
       pg_get_userbyid(c.conowner), NULL, NULL, format('%I.%I', n.nspname, c.conname)
  FROM pg_conversion c JOIN pg_namespace n ON n.oid = c.connamespace
UNION ALL
SELECT 'text search parser', 'pg_ts_parser'::regclass, p.oid, n.nspname, p.prsname,
       ARRAY[format('CREATE TEXT SEARCH PARSER %I.%I (START = %s, GETTOKEN = %s, END = %s%s, LEXTYPES = %s)', n.nspname, p.prsname, p.prsstart, p.prstoken, p.prsend,
              coalesce(', HEADLINE = ' || nullif(p.prsheadline::oid, 0)::regproc, ''), p.prslextype)],
       NULL, NULL, NULL, format('%I.%I', n.nspname, p.prsname)
  FROM pg_ts_parser p JOIN pg_namespace n ON n.oid = p.prsnamespace
UNION ALL
SELECT 'text search template', 'pg_ts_template'::regclass, t.oid, n.nspname, t.tmplname,
       ARRAY[format('CREATE TEXT SEARCH TEMPLATE %I.%I (%sLEXIZE = %s)', n.nspname, t.tmplname, coalesce('INIT = ' || nullif(t.tmplinit::oid, 0)::regproc || ', ', ''), t.tmpllexize)],
       NULL, NULL, NULL, format('%I.%I', n.nspname, t.tmplname)
  FROM pg_ts_template t JOIN pg_namespace n ON n.oid = t.tmplnamespace
UNION ALL
SELECT 'text search dictionary', 'pg_ts_dict'::regclass, d.oid, n.nspname, d.dictname,
       ARRAY[format('CREATE TEXT SEARCH DICTIONARY %I.%I (TEMPLATE = %I.%I%s)', n.nspname, d.dictname, tn.nspname, t.tmplname, coalesce(', ' || d.dictinitoption, ''))],
       pg_get_userbyid(d.dictowner), NULL, NULL, format('%I.%I', n.nspname, d.dictname)
  FROM pg_ts_dict d JOIN pg_namespace n ON n.oid = d.dictnamespace
  JOIN pg_ts_template t ON t.oid = d.dicttemplate JOIN pg_namespace tn ON tn.oid = t.tmplnamespace
UNION ALL
SELECT 'text search configuration', 'pg_ts_config'::regclass, c.oid, n.nspname, c.cfgname,
       ARRAY[format('CREATE TEXT SEARCH CONFIGURATION %I.%I (PARSER = %I.%I)', n.nspname, c.cfgname, pn.nspname, p.prsname)]
       || ARRAY(SELECT format('ALTER TEXT SEARCH CONFIGURATION %I.%I ADD MAPPING FOR %I WITH %s', n.nspname, c.cfgname,
                  (SELECT k.alias FROM ts_token_type(c.cfgparser) k WHERE k.tokid = m.maptokentype), string_agg(m.mapdict::regdictionary::text, ', ' ORDER BY m.mapseqno))
                  FROM pg_ts_config_map m WHERE m.mapcfg = c.oid AND c.oid >= 16384 GROUP BY m.maptokentype ORDER BY m.maptokentype),
       pg_get_userbyid(c.cfgowner), NULL, NULL, format('%I.%I', n.nspname, c.cfgname)
  FROM pg_ts_config c JOIN pg_namespace n ON n.oid = c.cfgnamespace
  JOIN pg_ts_parser p ON p.oid = c.cfgparser JOIN pg_namespace pn ON pn.oid = p.prsnamespace
UNION ALL
SELECT 'language', 'pg_language'::regclass, l.oid, NULL, l.lanname,
       ARRAY[format('CREATE %sLANGUAGE %I HANDLER %s%s%s', CASE WHEN l.lanpltrusted THEN 'TRUSTED ' ELSE '' END, l.lanname, l.lanplcallfoid::regproc,
              coalesce(' INLINE ' || nullif(l.laninline, 0)::regproc, ''), coalesce(' VALIDATOR ' || nullif(l.lanvalidator, 0)::regproc, ''))],
       pg_get_userbyid(l.lanowner), l.lanacl::text[], 'l', quote_ident(l.lanname)
  FROM pg_language l WHERE l.lanispl
UNION ALL
SELECT 'access method', 'pg_am'::regclass, a.oid, NULL, a.amname,
       ARRAY[format('CREATE ACCESS METHOD %I TYPE %s HANDLER %s', a.amname, CASE a.amtype WHEN 'i' THEN 'INDEX' ELSE 'TABLE' END, a.amhandler)],
       NULL, NULL, NULL, quote_ident(a.amname)
  FROM pg_am a WHERE a.oid >= 16384
UNION ALL
SELECT 'event trigger', 'pg_event_trigger'::regclass, t.oid, NULL, t.evtname,
       ARRAY[format('CREATE EVENT TRIGGER %I ON %I%s EXECUTE FUNCTION %s()', t.evtname, t.evtevent,
              CASE WHEN t.evttags IS NOT NULL THEN format(' WHEN TAG IN (%s)', (SELECT string_agg(quote_literal(g), ', ' ORDER BY g) FROM unnest(t.evttags) g)) ELSE '' END, t.evtfoid::regproc)]
       || CASE t.evtenabled WHEN 'D' THEN ARRAY[format('ALTER EVENT TRIGGER %I DISABLE', t.evtname)] WHEN 'R' THEN ARRAY[format('ALTER EVENT TRIGGER %I ENABLE REPLICA', t.evtname)]
               WHEN 'A' THEN ARRAY[format('ALTER EVENT TRIGGER %I ENABLE ALWAYS', t.evtname)] ELSE '{}' END,
       pg_get_userbyid(t.evtowner), NULL, NULL, quote_ident(t.evtname)
  FROM pg_event_trigger t
UNION ALL
SELECT 'foreign data wrapper', 'pg_foreign_data_wrapper'::regclass, f.oid, NULL, f.fdwname,
       ARRAY[format('CREATE FOREIGN DATA WRAPPER %I%s%s%s', f.fdwname, coalesce(' HANDLER ' || nullif(f.fdwhandler, 0)::regproc, ''), coalesce(' VALIDATOR ' || nullif(f.fdwvalidator, 0)::regproc, ''),
              coalesce((SELECT ' OPTIONS (' || string_agg(format('%I %L', v.option_name, v.option_value), ', ' ORDER BY v.option_name) || ')' FROM pg_options_to_table(f.fdwoptions) v), ''))],
       pg_get_userbyid(f.fdwowner), f.fdwacl::text[], 'F', quote_ident(f.fdwname)
  FROM pg_foreign_data_wrapper f
UNION ALL
SELECT 'server', 'pg_foreign_server'::regclass, s.oid, NULL, s.srvname,
       ARRAY[format('CREATE SERVER %I%s%s FOREIGN DATA WRAPPER %I%s', s.srvname, coalesce(' TYPE ' || quote_literal(s.srvtype), ''), coalesce(' VERSION ' || quote_literal(s.srvversion), ''), f.fdwname,
              coalesce((SELECT ' OPTIONS (' || string_agg(format('%I %L', v.option_name, v.option_value), ', ' ORDER BY v.option_name) || ')' FROM pg_options_to_table(s.srvoptions) v), ''))],
       pg_get_userbyid(s.srvowner), s.srvacl::text[], 'S', quote_ident(s.srvname)
  FROM pg_foreign_server s JOIN pg_foreign_data_wrapper f ON f.oid = s.srvfdw
UNION ALL
-- Passwords stay where they are.
SELECT 'user mapping', 'pg_user_mapping'::regclass, m.umid, NULL, format('%s for %s', m.srvname, m.usename),
       ARRAY[format('CREATE USER MAPPING FOR %s SERVER %I%s', CASE m.umuser WHEN 0 THEN 'PUBLIC' ELSE quote_ident(m.usename) END, m.srvname,
              coalesce((SELECT ' OPTIONS (' || string_agg(format('%I %L', v.option_name, v.option_value), ', ' ORDER BY v.option_name) || ')' FROM pg_options_to_table(m.umoptions) v
                         WHERE v.option_name !~* 'passw|secret|token|key'), ''))],
       NULL, NULL, CASE WHEN EXISTS (SELECT FROM pg_options_to_table(m.umoptions) v WHERE v.option_name ~* 'passw|secret|token|key') THEN 'secret' END, NULL
  FROM pg_user_mappings m
UNION ALL
SELECT 'publication', 'pg_publication'::regclass, p.oid, NULL, p.pubname,
       ARRAY[format('CREATE PUBLICATION %I%s WITH (publish = %L%s{{18: %s | }})', p.pubname,
              CASE WHEN p.puballtables THEN ' FOR ALL TABLES' ELSE coalesce(' FOR ' || concat_ws(', ',
                (SELECT 'TABLE ' || string_agg('ONLY ' || r.prrelid::regclass || {{15: coalesce(' (' || (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FROM pg_attribute a
                          WHERE a.attrelid = r.prrelid AND a.attnum = ANY (r.prattrs::int2[])) || ')', '') || coalesce(' WHERE (' || pg_get_expr(r.prqual, r.prrelid) || ')', '') | ''}}, ', ' ORDER BY r.prrelid::regclass::text)
                   FROM pg_publication_rel r WHERE r.prpubid = p.oid),
                {{15: (SELECT 'TABLES IN SCHEMA ' || string_agg(s.pnnspid::regnamespace::text, ', ' ORDER BY s.pnnspid::regnamespace::text) FROM pg_publication_namespace s WHERE s.pnpubid = p.oid) | NULL}}), '') END,
              concat_ws(', ', CASE WHEN p.pubinsert THEN 'insert' END, CASE WHEN p.pubupdate THEN 'update' END, CASE WHEN p.pubdelete THEN 'delete' END, CASE WHEN p.pubtruncate THEN 'truncate' END),
              {{13: CASE WHEN p.pubviaroot THEN ', publish_via_partition_root = true' ELSE '' END | ''}}
              {{18: , CASE p.pubgencols WHEN 's' THEN ', publish_generated_columns = stored' ELSE '' END | }})],
       pg_get_userbyid(p.pubowner), NULL, NULL, quote_ident(p.pubname)
  FROM pg_publication p
UNION ALL
SELECT 'statistics', 'pg_statistic_ext'::regclass, s.oid, n.nspname, s.stxname,
       ARRAY[pg_get_statisticsobjdef(s.oid)] || {{13: CASE WHEN s.stxstattarget >= 0 THEN ARRAY[format('ALTER STATISTICS %I.%I SET STATISTICS %s', n.nspname, s.stxname, s.stxstattarget)] ELSE '{}' END | '{}'}},
       pg_get_userbyid(s.stxowner), NULL, NULL, format('%I.%I', n.nspname, s.stxname)
  FROM pg_statistic_ext s JOIN pg_namespace n ON n.oid = s.stxnamespace
UNION ALL
SELECT 'default privileges', 'pg_default_acl'::regclass, d.oid, n.nspname, format('%s for %s', CASE d.defaclobjtype WHEN 'r' THEN 'tables' WHEN 'S' THEN 'sequences' WHEN 'f' THEN 'functions' WHEN 'T' THEN 'types' WHEN 'n' THEN 'schemas' ELSE 'large objects' END, pg_get_userbyid(d.defaclrole)),
       ARRAY[format('ALTER DEFAULT PRIVILEGES FOR ROLE %I%s', pg_get_userbyid(d.defaclrole), coalesce(' IN SCHEMA ' || quote_ident(n.nspname), ''))],
       pg_get_userbyid(d.defaclrole), d.defaclacl::text[], CASE WHEN d.defaclnamespace = 0 THEN '' ELSE '+' END || d.defaclobjtype::text, NULL
  FROM pg_default_acl d LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace
UNION ALL
SELECT 'security label', 'pg_seclabel'::regclass, 0::oid, NULL, format('%s %s for %s', l.objtype, l.objname, l.provider),
       ARRAY[format('SECURITY LABEL FOR %I ON %s %s IS %L', l.provider, upper(l.objtype), l.objname, l.label)], NULL, NULL, NULL, NULL
  FROM pg_seclabels l WHERE l.objtype NOT IN ('role', 'database', 'tablespace')
UNION ALL
SELECT 'subscription', 'pg_subscription'::regclass, s.oid, NULL, s.subname, NULL, pg_get_userbyid(s.subowner), NULL, 'secret', NULL
  FROM pg_subscription s WHERE s.subdbid = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())
) o
 WHERE (o.oid >= 16384 OR o.oid = 0)
   AND (o.namespace IS NULL OR o.namespace !~ '^pg_' AND o.namespace <> 'information_schema' OR o.kind IN ('operator family members', 'default privileges'))
   AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = o.class AND e.objid = o.oid AND e.deptype IN ('e', 'i'))
