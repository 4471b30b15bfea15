BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
-- Compiling this query costs more than running it.
SET LOCAL jit = off;
-- What reading depends on, as a sum for each catalog: while these stay the same, reading gives what it
-- gave. Rows are taken whole, so that no attribute is forgotten; but for the largest
-- catalogs, where text costs too much, and those that statistics and the server's housekeeping touch.
-- Of the triggers, those of constraints are none of anybody's.
SELECT 'server', concat_ws(' ', current_setting('server_version'), current_user, pg_catalog.current_schemas(false),
         pg_catalog.current_database(), (SELECT (d.oid, d.datdba, d.encoding, d.datcollate, d.datctype)::text FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database()))
UNION ALL SELECT 'attrdef', concat(count(*), ' ', sum({{14: hash_record_extended(ROW | hashtextextended(ROW}}(d.adrelid, d.adnum, d.adbin::text){{14:  | ::text}}, 0)))
     FROM pg_catalog.pg_attrdef d WHERE d.oid >= 16384
UNION ALL SELECT 'depend', concat(count(*), ' ', sum({{14: hash_record_extended(ROW | hashtextextended(ROW}}(
         d.classid, d.objid, d.objsubid, d.refclassid, d.refobjid, d.refobjsubid, d.deptype){{14:  | ::text}}, 0)))
     FROM pg_catalog.pg_depend d WHERE d.refclassid = 'pg_catalog.pg_extension'::regclass AND d.objid >= 16384 AND d.deptype IN ('e', 'x')
UNION ALL SELECT 'description', concat(count(*), ' ', sum({{14: hash_record_extended(ROW | hashtextextended(ROW}}(d.classoid, d.objoid, d.objsubid, d.description){{14:  | ::text}}, 0)))
     FROM pg_catalog.pg_description d WHERE d.objoid >= 16384 OR d.classoid IN ('pg_catalog.pg_namespace'::regclass, 'pg_catalog.pg_extension'::regclass)
UNION ALL SELECT 'constraint', concat(count(*), ' ', sum({{14: hash_record_extended(ROW | hashtextextended(ROW}}(
         c.oid, c.conname, c.connamespace, c.contype, c.condeferrable, c.condeferred, c.convalidated, {{18: c.conenforced, c.conperiod, | }} c.conrelid, c.contypid, c.conindid, c.conparentid,
         c.confrelid, c.confupdtype, c.confdeltype, c.confmatchtype, c.conislocal, c.coninhcount, c.connoinherit, c.conkey, c.confkey, c.conpfeqop, {{15: c.confdelsetcols, | }}
         c.conexclop, c.conbin::text){{14:  | ::text}}, 0)))
     FROM pg_catalog.pg_constraint c WHERE c.oid >= 16384
UNION ALL SELECT 'index', concat(count(*), ' ', sum({{14: hash_record_extended(ROW | hashtextextended(ROW}}(
         i.indexrelid, i.indrelid, i.indnkeyatts, i.indisunique, {{15: i.indnullsnotdistinct, | }} i.indisprimary, i.indisexclusion, i.indimmediate, i.indisclustered, i.indisvalid,
         i.indisreplident, i.indkey::int2[], i.indcollation::oid[], i.indclass::oid[], i.indoption::int2[], i.indexprs::text, i.indpred::text){{14:  | ::text}}, 0)))
     FROM pg_catalog.pg_index i WHERE i.indexrelid >= 16384
-- A table's row type and its array say nothing of their own.
UNION ALL SELECT 'type', concat(count(*), ' ', sum(hashtextextended(t::text, 0)))
     FROM pg_catalog.pg_type t WHERE t.oid >= 16384 AND t.typtype NOT IN ('c') AND (t.typelem = 0 OR t.typlen <> -1 OR t.typtype <> 'b')
UNION ALL SELECT 'row type', concat(count(*), ' ', sum({{14: hash_record_extended(ROW | hashtextextended(ROW}}(t.oid, t.typname, t.typnamespace, t.typowner, t.typrelid, t.typelem, t.typarray, t.typacl){{14:  | ::text}}, 0)))
     FROM pg_catalog.pg_type t WHERE t.oid >= 16384
UNION ALL SELECT 'namespace', concat(count(*), ' ', sum(hashtextextended(r::text, 0))) FROM pg_catalog.pg_namespace r
UNION ALL SELECT 'role', concat(count(*), ' ', sum(hashtextextended(ROW(r.oid, r.rolname)::text, 0))) FROM pg_catalog.pg_roles r
UNION ALL SELECT 'tablespace', concat(count(*), ' ', sum(hashtextextended(ROW(r.oid, r.spcname)::text, 0))) FROM pg_catalog.pg_tablespace r
UNION ALL SELECT 'extension', concat(count(*), ' ', sum(hashtextextended(r::text, 0))) FROM pg_catalog.pg_extension r
UNION ALL SELECT 'range', concat(count(*), ' ', sum(hashtextextended(r::text, 0))) FROM pg_catalog.pg_range r
UNION ALL SELECT 'enum', concat(count(*), ' ', sum(hashtextextended(r::text, 0))) FROM pg_catalog.pg_enum r
UNION ALL SELECT 'inherits', concat(count(*), ' ', sum(hashtextextended(r::text, 0))) FROM pg_catalog.pg_inherits r
UNION ALL SELECT 'sequence', concat(count(*), ' ', sum(hashtextextended(r::text, 0))) FROM pg_catalog.pg_sequence r
UNION ALL SELECT 'partitioned table', concat(count(*), ' ', sum(hashtextextended(r::text, 0))) FROM pg_catalog.pg_partitioned_table r
UNION ALL SELECT 'trigger', concat(count(*), ' ', sum({{14: hash_record_extended(ROW | hashtextextended(ROW}}(
         r.oid, r.tgrelid, r.tgname, r.tgfoid, r.tgtype, r.tgenabled, r.tgisinternal, r.tgconstrrelid, r.tgconstrindid, r.tgconstraint, r.tgdeferrable, r.tginitdeferred, r.tgnargs,
         r.tgattr::int2[], r.tgargs, r.tgqual::text, r.tgoldtable, r.tgnewtable{{13: , r.tgparentid | }}){{14:  | ::text}}, 0)))
     FROM pg_catalog.pg_trigger r WHERE NOT r.tgisinternal
UNION ALL SELECT 'rewrite', concat(count(*), ' ', sum(hashtextextended(r::text, 0))) FROM pg_catalog.pg_rewrite r WHERE r.oid >= 16384
UNION ALL SELECT 'policy', concat(count(*), ' ', sum(hashtextextended(r::text, 0))) FROM pg_catalog.pg_policy r
UNION ALL SELECT 'proc', concat(count(*), ' ', sum(hashtextextended(r::text, 0))) FROM pg_catalog.pg_proc r WHERE r.oid >= 16384
UNION ALL SELECT 'aggregate', concat(count(*), ' ', sum(hashtextextended(r::text, 0))) FROM pg_catalog.pg_aggregate r WHERE r.aggfnoid >= 16384
UNION ALL SELECT 'collation', concat(count(*), ' ', sum(hashtextextended(r::text, 0))) FROM pg_catalog.pg_collation r WHERE r.oid >= 16384
UNION ALL SELECT 'operator', concat(count(*), ' ', sum(hashtextextended(r::text, 0))) FROM pg_catalog.pg_operator r WHERE r.oid >= 16384
UNION ALL SELECT 'operator class', concat(count(*), ' ', sum(hashtextextended(r::text, 0))) FROM pg_catalog.pg_opclass r WHERE r.oid >= 16384
UNION ALL SELECT 'operator family', concat(count(*), ' ', sum(hashtextextended(r::text, 0))) FROM pg_catalog.pg_opfamily r WHERE r.oid >= 16384
UNION ALL SELECT 'operator of family', concat(count(*), ' ', sum(hashtextextended(r::text, 0))) FROM pg_catalog.pg_amop r WHERE r.oid >= 16384
UNION ALL SELECT 'function of family', concat(count(*), ' ', sum(hashtextextended(r::text, 0))) FROM pg_catalog.pg_amproc r WHERE r.oid >= 16384
UNION ALL SELECT 'cast', concat(count(*), ' ', sum(hashtextextended(r::text, 0))) FROM pg_catalog.pg_cast r WHERE r.oid >= 16384
UNION ALL SELECT 'transform', concat(count(*), ' ', sum(hashtextextended(r::text, 0))) FROM pg_catalog.pg_transform r
UNION ALL SELECT 'conversion', concat(count(*), ' ', sum(hashtextextended(r::text, 0))) FROM pg_catalog.pg_conversion r WHERE r.oid >= 16384
UNION ALL SELECT 'text search parser', concat(count(*), ' ', sum(hashtextextended(r::text, 0))) FROM pg_catalog.pg_ts_parser r
UNION ALL SELECT 'text search template', concat(count(*), ' ', sum(hashtextextended(r::text, 0))) FROM pg_catalog.pg_ts_template r
UNION ALL SELECT 'text search dictionary', concat(count(*), ' ', sum(hashtextextended(r::text, 0))) FROM pg_catalog.pg_ts_dict r
UNION ALL SELECT 'text search configuration', concat(count(*), ' ', sum(hashtextextended(r::text, 0))) FROM pg_catalog.pg_ts_config r
UNION ALL SELECT 'text search mapping', concat(count(*), ' ', sum(hashtextextended(r::text, 0))) FROM pg_catalog.pg_ts_config_map r WHERE r.mapcfg >= 16384
UNION ALL SELECT 'language', concat(count(*), ' ', sum(hashtextextended(r::text, 0))) FROM pg_catalog.pg_language r
UNION ALL SELECT 'access method', concat(count(*), ' ', sum(hashtextextended(r::text, 0))) FROM pg_catalog.pg_am r
UNION ALL SELECT 'event trigger', concat(count(*), ' ', sum(hashtextextended(r::text, 0))) FROM pg_catalog.pg_event_trigger r
UNION ALL SELECT 'foreign data wrapper', concat(count(*), ' ', sum(hashtextextended(r::text, 0))) FROM pg_catalog.pg_foreign_data_wrapper r
UNION ALL SELECT 'foreign server', concat(count(*), ' ', sum(hashtextextended(r::text, 0))) FROM pg_catalog.pg_foreign_server r
UNION ALL SELECT 'foreign table', concat(count(*), ' ', sum(hashtextextended(r::text, 0))) FROM pg_catalog.pg_foreign_table r
UNION ALL SELECT 'user mapping', concat(count(*), ' ', sum(hashtextextended(r::text, 0))) FROM pg_catalog.pg_user_mappings r
UNION ALL SELECT 'publication', concat(count(*), ' ', sum(hashtextextended(r::text, 0))) FROM pg_catalog.pg_publication r
UNION ALL SELECT 'table of publication', concat(count(*), ' ', sum(hashtextextended(r::text, 0))) FROM pg_catalog.pg_publication_rel r
{{15: UNION ALL SELECT 'schema of publication', concat(count(*), ' ', sum(hashtextextended(r::text, 0))) FROM pg_catalog.pg_publication_namespace r | }}
UNION ALL SELECT 'statistics', concat(count(*), ' ', sum(hashtextextended(r::text, 0))) FROM pg_catalog.pg_statistic_ext r
UNION ALL SELECT 'default privileges', concat(count(*), ' ', sum(hashtextextended(r::text, 0))) FROM pg_catalog.pg_default_acl r
UNION ALL SELECT 'security label', concat(count(*), ' ', sum(hashtextextended(r::text, 0))) FROM pg_catalog.pg_seclabel r
UNION ALL SELECT 'subscription', concat(count(*), ' ', sum(hashtextextended(ROW(r.oid, r.subname, r.subowner)::text, 0)))
     FROM pg_catalog.pg_subscription r WHERE r.subdbid = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database());
ROLLBACK
