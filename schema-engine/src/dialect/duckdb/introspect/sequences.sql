SELECT schema_name, sequence_name, start_value::VARCHAR, min_value::VARCHAR, max_value::VARCHAR,
       increment_by::VARCHAR, "cycle"::VARCHAR, comment, last_value::VARCHAR
FROM duckdb_sequences()
WHERE database_name = current_database() AND NOT temporary
