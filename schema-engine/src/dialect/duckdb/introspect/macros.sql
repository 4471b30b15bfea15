SELECT schema_name, function_name, function_type, parameters, parameter_types, macro_definition, comment
FROM duckdb_functions()
WHERE database_name = current_database() AND NOT internal AND function_type IN ('macro', 'table_macro')
