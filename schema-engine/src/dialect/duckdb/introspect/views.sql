SELECT schema_name, view_name, comment, sql
FROM duckdb_views()
WHERE database_name = current_database() AND NOT internal AND NOT temporary
