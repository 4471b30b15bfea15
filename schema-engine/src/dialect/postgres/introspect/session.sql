BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
-- Names in definitions are qualified unless they can be seen: show only the system's own.
SET LOCAL search_path = pg_catalog;
SET LOCAL quote_all_identifiers = off;
SET LOCAL standard_conforming_strings = on;
SET LOCAL datestyle = 'ISO, MDY';
SET LOCAL intervalstyle = 'postgres';
SET LOCAL timezone = 'UTC';
SET LOCAL extra_float_digits = 1;
SET LOCAL bytea_output = 'hex';
-- Compiling these queries costs more than running them.
SET LOCAL jit = off
