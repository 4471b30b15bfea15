SELECT schema_name, comment
FROM duckdb_schemas()
WHERE database_name = current_database() AND NOT internal
