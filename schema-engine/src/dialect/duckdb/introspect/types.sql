SELECT schema_name, type_name, comment, labels
FROM duckdb_types()
WHERE database_name = current_database() AND NOT internal
ORDER BY schema_name, type_name
