//! Rows of the catalog.

use duckdb::Connection;
use duckdb::types::Value;

use super::super::quote;

/// A row.
pub(in crate::dialect::duckdb) struct Row(Vec<Value>);

impl Row {
    /// A value as text; NULL is empty.
    pub fn text(&self, index: usize) -> String {
        self.optional(index).unwrap_or_default()
    }

    /// A value as text.
    pub fn optional(&self, index: usize) -> Option<String> {
        self.0.get(index).and_then(text_of)
    }

    /// Whether a value is true.
    pub fn is_true(&self, index: usize) -> bool {
        matches!(self.0.get(index), Some(Value::Boolean(true)))
    }

    /// The elements of a list as text.
    pub fn list(&self, index: usize) -> Vec<Option<String>> {
        match self.0.get(index) {
            Some(Value::List(values) | Value::Array(values)) => {
                values.iter().map(text_of).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The elements of a list of names.
    pub fn names(&self, index: usize) -> Vec<String> {
        self.list(index).into_iter().flatten().collect()
    }

    /// All values as text.
    pub fn into_texts(self) -> Vec<Option<String>> {
        self.0.iter().map(text_of).collect()
    }
}

fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::Text(text) | Value::Enum(text) => Some(text.clone()),
        _ => None,
    }
}

/// The rows of a query; what is neither text nor truth nor a list of texts has to be cast to text.
pub(in crate::dialect::duckdb) fn rows(
    connection: &Connection,
    sql: &str,
) -> duckdb::Result<Vec<Row>> {
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    let mut width = None;
    while let Some(row) = rows.next()? {
        let width = *width.get_or_insert_with(|| row.as_ref().column_count());
        let values = (0..width).map(|index| row.get(index));
        found.push(Row(values.collect::<duckdb::Result<_>>()?));
    }
    Ok(found)
}

/// What the engine says against a query; nothing runs.
///
/// From version 2.0 on a refused statement ends the transaction, in which something may have been
/// changed that is to stay. Asked for the plan as JSON, the engine says the same without refusing.
pub(super) fn refusal(connection: &Connection, query: &str) -> Option<String> {
    let asked = format!(
        "SELECT plan ->> '$.error_type', plan ->> '$.error_message' FROM (SELECT json_serialize_plan({}) AS plan)",
        quote::text(query)
    );
    // A library that is built without JSON has to be asked directly.
    let Ok(answer) = rows(connection, &asked) else {
        return connection.prepare(query).err().map(|it| it.to_string());
    };
    let answer = answer.first()?;
    // Plans of some functions cannot be written as JSON, which says nothing against the query.
    match answer.text(0).as_str() {
        "binder" => Some(format!("Binder Error: {}", answer.text(1))),
        "catalog" => Some(format!("Catalog Error: {}", answer.text(1))),
        _ => None,
    }
}
