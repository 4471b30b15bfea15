BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
-- Compiling this query costs more than running it.
SET LOCAL jit = off;
-- The rest of `state.sql`, which takes about as long and can be asked beside it.
-- Of the columns, those of indexes and sequences say nothing but a statistics target; of the
-- dependencies, most repeat what a definition says: the others are members of extensions and owned sequences.
SELECT 'attribute', concat(count(*), ' ', sum({{14: hash_record_extended(ROW | hashtextextended(ROW}}(
         a.attrelid, a.attnum, a.attname, a.atttypid, a.atttypmod, a.attndims, a.attnotnull, a.attidentity, a.attgenerated, a.attcollation, a.attstorage,
         {{14: a.attcompression, | }} a.attstattarget, a.attoptions, a.attfdwoptions, a.attacl, a.attinhcount, a.attislocal, a.attisdropped){{14:  | ::text}}, 0)))
     FROM pg_catalog.pg_attribute a WHERE a.attrelid >= 16384 AND a.attnum > 0
      AND (a.attrelid IN (SELECT c.oid FROM pg_catalog.pg_class c WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'c') AND c.oid >= 16384) OR a.attstattarget >= 0)
UNION ALL SELECT 'class', concat(count(*), ' ', sum({{14: hash_record_extended(ROW | hashtextextended(ROW}}(
         c.oid, c.relname, c.relnamespace, c.relkind, c.relpersistence, c.relowner, c.relam, c.reltablespace, c.reltype, c.reloftype, c.reltoastrelid, c.relrowsecurity,
         c.relforcerowsecurity, c.relreplident, c.relispopulated, c.relispartition, c.relacl, c.reloptions, c.relpartbound::text){{14:  | ::text}}, 0)))
     FROM pg_catalog.pg_class c WHERE c.oid >= 16384 AND (c.relkind <> 't' OR c.reloptions IS NOT NULL)
UNION ALL SELECT 'owned sequence', concat(count(*), ' ', sum({{14: hash_record_extended(ROW | hashtextextended(ROW}}(d.objid, d.refobjid, d.refobjsubid, d.deptype){{14:  | ::text}}, 0)))
     FROM pg_catalog.pg_sequence s CROSS JOIN LATERAL (
            -- OFFSET makes the planner look each up by the index, instead of reading all dependencies.
            SELECT d.* FROM pg_catalog.pg_depend d WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = s.seqrelid AND d.objsubid = 0 OFFSET 0) d
    WHERE d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i');
ROLLBACK
