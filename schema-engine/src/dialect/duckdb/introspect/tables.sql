SELECT schema_name, table_name, comment, sql
FROM duckdb_tables()
WHERE database_name = current_database() AND NOT internal AND NOT temporary
