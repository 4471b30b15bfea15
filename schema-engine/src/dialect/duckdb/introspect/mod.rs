//! Reads the catalog of a database, in one transaction and with a number of queries that grows with
//! named types, views and macros only.

mod indexes;
mod macros;
mod relations;
mod row;
mod tables;
mod types;
mod views;

use duckdb::Connection;
use schema_model::{LogicalType, Namespace, ObjectName, Options, Schema, Sequence, Unmodelled};

pub(super) use row::{Row, rows};

use super::{MAIN, dependencies, quote};

/// Reads the schema of the current database; in the transaction that is open, if one is.
pub(super) fn introspect(connection: &Connection, in_transaction: bool) -> duckdb::Result<Schema> {
    if !in_transaction {
        connection.execute_batch("BEGIN TRANSACTION READ ONLY")?;
    }
    let path = rows(connection, "SELECT current_setting('search_path')")?;
    let schema = read(connection);
    if !in_transaction {
        connection.execute_batch("ROLLBACK")?;
    }
    // The session is given back as it was, whatever happened.
    let path = path.first().map(|row| row.text(0)).unwrap_or_default();
    let path = if path.is_empty() { MAIN } else { &path };
    connection.execute_batch(&format!("SET search_path = {}", quote::text(path)))?;
    schema
}

fn read(connection: &Connection) -> duckdb::Result<Schema> {
    let mut schema = Schema::new("duckdb");
    schema.server_version = version(connection)?;
    schema.search_path = vec![MAIN.into()];
    schema.namespaces = namespaces(connection)?;
    // The engine looks names up while it prints constraints.
    let path: Vec<String> = schema
        .namespaces
        .iter()
        .map(|it| quote::name(&it.name))
        .collect();
    connection.execute_batch(&format!(
        "SET search_path = {}",
        quote::text(&path.join(","))
    ))?;
    schema.types = types::types(connection)?;
    let enums = types::Enums::of(&schema.types);
    schema.sequences = sequences(connection)?;
    let columns = relations::columns(connection, &enums)?;
    schema.tables = tables::tables(connection, &columns)?;
    indexes::add_indexes(connection, &mut schema.tables)?;
    views::add_views(connection, &columns, &mut schema)?;
    macros::add_macros(connection, &mut schema)?;
    dependencies::add_dependencies(&mut schema);
    list_other_types(&mut schema);
    schema.normalize();
    Ok(schema)
}

fn version(connection: &Connection) -> duckdb::Result<Option<String>> {
    let rows = rows(connection, "SELECT version()")?;
    let version = rows.first().map(|row| row.text(0));
    Ok(version.map(|version| version.trim_start_matches('v').to_owned()))
}

fn namespaces(connection: &Connection) -> duckdb::Result<Vec<Namespace>> {
    let namespace = |name: &str, comment| Namespace {
        name: name.into(),
        options: Options::new(),
        owner: None,
        grants: Vec::new(),
        comment,
    };
    let mut namespaces = vec![namespace(MAIN, None)];
    for row in rows(connection, include_str!("schemas.sql"))? {
        namespaces.push(namespace(&row.text(0), row.optional(1)));
    }
    Ok(namespaces)
}

fn sequences(connection: &Connection) -> duckdb::Result<Vec<Sequence>> {
    let rows = rows(connection, include_str!("sequences.sql"))?;
    Ok(rows.iter().map(sequence).collect())
}

fn sequence(row: &Row) -> Sequence {
    let (start, minimum, maximum) = (row.text(2), row.text(3), row.text(4));
    let increment = row.text(5);
    let (lowest, highest, first) = match increment.starts_with('-') {
        true => (i64::MIN, -1, &maximum),
        false => (1, i64::MAX, &minimum),
    };
    let mut options = Options::new();
    let mut set = |name: &str, value: &str, default: &str| {
        if value != default {
            options.insert(name.into(), value.into());
        }
    };
    // The first use writes over where it started.
    if row.optional(8).is_none() {
        set("start", &start, first);
    }
    set("minimum", &minimum, &lowest.to_string());
    set("maximum", &maximum, &highest.to_string());
    set("increment", &increment, "1");
    set("cycle", &row.text(6), "false");
    Sequence {
        name: ObjectName::qualified(row.text(0), row.text(1)),
        options,
        persistence: schema_model::Persistence::Permanent,
        owned_by_table: None,
        owned_by_column: None,
        owner: None,
        grants: Vec::new(),
        comment: row.optional(7),
    }
}

/// Columns of types that we do not know are listed.
fn list_other_types(schema: &mut Schema) {
    let tables = schema.tables.iter().map(|it| (&it.name, &it.columns));
    let views = schema.views.iter().map(|it| (&it.name, &it.columns));
    let mut unmodelled = Vec::new();
    for (name, columns) in tables.chain(views) {
        for column in columns.iter().filter(|it| has_other(&it.logical_type)) {
            unmodelled.push(Unmodelled {
                kind: "column type".into(),
                name: format!("{name}.{}", column.name),
                place: "duckdb_columns()".into(),
                reason: format!("we do not know the type `{}`", column.native_type),
            });
        }
    }
    schema.unmodelled.extend(unmodelled);
}

fn has_other(logical: &LogicalType) -> bool {
    *logical == LogicalType::Other || logical.parts().into_iter().any(has_other)
}
