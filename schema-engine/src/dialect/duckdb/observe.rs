//! What DuckDB itself says of a schema: the statements and texts of its table functions.

use super::token::tokens;
use crate::observe::{Account, sorted_parts};
use crate::{Connector, EngineError};

/// A name and a statement each. What has no statement is said by its parts.
const OBJECTS: &str = "
    SELECT 'table ' || schema_name || '.' || table_name, sql FROM duckdb_tables() WHERE NOT internal
    UNION ALL
    SELECT 'view ' || schema_name || '.' || view_name, sql FROM duckdb_views() WHERE NOT internal
    UNION ALL
    SELECT 'index ' || schema_name || '.' || index_name, sql FROM duckdb_indexes()
    UNION ALL
    SELECT 'sequence ' || schema_name || '.' || sequence_name, sql FROM duckdb_sequences()
    UNION ALL
    SELECT 'type ' || schema_name || '.' || type_name, logical_type || coalesce(labels::VARCHAR, '')
    FROM duckdb_types() WHERE NOT internal
    UNION ALL
    SELECT 'macro ' || schema_name || '.' || function_name,
        concat_ws(' ', parameters::VARCHAR, macro_definition)
    FROM duckdb_functions() WHERE NOT internal AND macro_definition IS NOT NULL
    UNION ALL
    SELECT 'comment of ' || schema_name || '.' || table_name, comment
    FROM duckdb_tables() WHERE NOT internal AND comment IS NOT NULL
    UNION ALL
    SELECT 'comment of ' || schema_name || '.' || table_name || '.' || column_name, comment
    FROM duckdb_columns() WHERE NOT internal AND comment IS NOT NULL";

/// Asks for it.
pub fn account(connector: &mut dyn Connector) -> Result<Account, EngineError> {
    let mut account = Account::new("`duckdb_tables()`");
    for row in connector.query(OBJECTS)? {
        let mut values = row.into_iter().map(Option::unwrap_or_default);
        let (name, text) = (
            values.next().unwrap_or_default(),
            values.next().unwrap_or_default(),
        );
        let lines = match name.starts_with("table ") {
            true => sorted_parts(tokens(&text).iter().map(|token| token.text)),
            false => vec![text],
        };
        account.add(name, lines);
    }
    Ok(account)
}
