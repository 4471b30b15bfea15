SELECT schema_name, table_name, index_name, is_unique, sql, comment
FROM duckdb_indexes()
WHERE database_name = current_database()
