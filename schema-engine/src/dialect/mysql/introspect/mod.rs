//! Reads a live database.
//!
//! Tables, views, triggers, routines, events and sequences are read from what `SHOW CREATE` prints,
//! since only there the server says everything about them; the statements go out in batches, so the
//! number of round trips hardly grows with the schema. The catalog's tables are asked only for what
//! exists and in which order: asking them for columns and keys would open every table once for each.

mod definitions;
#[cfg(test)]
mod recorded;
mod references;
mod session;
mod tables;
mod views;

use schema_model::{Options, Schema, Unmodelled};

use super::connector::{Refused, Rows};
use super::ddl::Unread;
use super::flavour::Flavour;
use super::journal;
use super::types::{quote_name, quote_text};
use crate::EngineError;

/// What reading asks of a server.
pub(super) trait Server {
    /// What the server is.
    fn flavour(&self) -> &'static Flavour;

    /// Its version as it says it.
    fn version(&self) -> &str;

    /// The database that is read; empty when there is none.
    fn database(&self) -> &str;

    /// Executes one statement and gives its rows.
    fn rows(&mut self, intent: &str, sql: &str) -> Result<Rows, EngineError>;

    /// Executes statements that give one row each, many in one round trip. The answer to each is its
    /// rows, or what the server said instead.
    fn rows_of_each(
        &mut self,
        statements: &[String],
    ) -> Result<Vec<Result<Rows, Refused>>, EngineError>;

    /// Character set and collation of the database, or of the server when there is none.
    fn charset(&mut self) -> Result<(String, String), EngineError> {
        let sql = "SELECT @@character_set_database, @@collation_database";
        let rows = self.rows("read the database's character set", sql)?;
        let mut values = rows.into_iter().next().unwrap_or_default().into_iter();
        let mut value = || values.next().flatten().unwrap_or_default();
        Ok((value(), value()))
    }
}

/// Reads the whole schema, in canonical form.
pub(super) fn introspect(connector: &mut dyn Server) -> Result<Schema, EngineError> {
    if connector.database().is_empty() {
        return Err(EngineError::Database {
            intent: "read the schema".into(),
            message: "the URL names no database: write `mysql://user@host/database`".into(),
        });
    }
    let before = session::enter(connector)?;
    let result = read(connector);
    // The session was someone's before, and statements may follow.
    let after = session::leave(connector, &before);
    let schema = result?;
    after?;
    Ok(schema)
}

fn read(connector: &mut dyn Server) -> Result<Schema, EngineError> {
    let mut schema = Schema::new(connector.flavour().name);
    schema.server_version = Some(connector.version().to_owned());
    schema.options = read_options(connector)?;
    let relations = read_relations(connector)?;
    let mut catalog = Catalog {
        flavour: connector.flavour(),
        database: connector.database().to_owned(),
        schema,
    };
    tables::read(connector, &mut catalog, &relations)?;
    views::read(connector, &mut catalog, &relations)?;
    definitions::read_triggers(connector, &mut catalog)?;
    definitions::read_routines(connector, &mut catalog)?;
    definitions::read_events(connector, &mut catalog)?;
    views::link(&mut catalog);
    catalog.schema.normalize();
    Ok(catalog.schema)
}

/// What is read so far, and what is needed to go on.
struct Catalog {
    flavour: &'static Flavour,
    database: String,
    schema: Schema,
}

/// A table, view or sequence that exists.
struct Relation {
    name: String,
    kind: String,
}

impl Catalog {
    /// Lists something that exists and could not be read or understood.
    fn list(&mut self, kind: &str, name: &str, reason: impl Into<String>) {
        self.schema.unmodelled.push(Unmodelled {
            kind: kind.into(),
            name: name.into(),
            place: "the server's catalog".into(),
            reason: reason.into(),
        });
    }

    /// Lists what a reader did not understand.
    fn list_unread(&mut self, unread: Vec<Unread>) {
        for Unread { kind, name, reason } in unread {
            self.list(kind, &name, reason);
        }
    }

    /// The values of an answer's first row. What is gone by now is no part of the schema; what the
    /// server refuses to show is listed.
    fn first_row(
        &mut self,
        kind: &str,
        name: &str,
        answer: Result<Rows, Refused>,
    ) -> Option<Vec<Option<String>>> {
        match answer {
            Ok(rows) => rows.into_iter().next(),
            Err(refused) if refused.code.is_some_and(|code| GONE.contains(&code)) => None,
            Err(refused) => {
                self.list(kind, name, format!("not readable: {}", refused.message));
                None
            }
        }
    }
}

/// What the server says of something that was dropped while we read: table, trigger, routine, event.
const GONE: &[u16] = &[1146, 1305, 1360, 1539];

fn read_options(connector: &mut dyn Server) -> Result<Options, EngineError> {
    let (charset, collation) = connector.charset()?;
    Ok([("charset", charset), ("collation", collation)]
        .map(|(name, value)| (name.into(), value))
        .into())
}

fn read_relations(connector: &mut dyn Server) -> Result<Vec<Relation>, EngineError> {
    let rows = connector.rows("list the tables", "SHOW FULL TABLES")?;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            let mut values = row.into_iter();
            Some(Relation {
                name: values.next()??,
                kind: values.next()??,
            })
        })
        .filter(|relation| relation.name != journal::TABLE)
        .collect())
}

/// One statement for each name.
fn statements(names: &[String], prefix: &str) -> Vec<String> {
    names
        .iter()
        .map(|name| format!("{prefix} {}", quote_name(name)))
        .collect()
}

/// A condition on a column of the catalog.
fn of_database(column: &str, database: &str) -> String {
    format!("{column} = {}", quote_text(database))
}
