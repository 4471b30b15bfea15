//! Reads the schema of an open database.
//!
//! All queries run in one read transaction, and their number does not grow with the number of
//! tables; what they return is put together without the connection.

mod catalog;

use schema_model::Schema;
use sqlx::Executor;
use sqlx::sqlite::SqliteConnection;

use super::build::build;

/// Reads the whole schema, in canonical form.
pub(super) async fn introspect(connection: &mut SqliteConnection) -> Result<Schema, sqlx::Error> {
    // Inside a transaction that is open already, only a savepoint is possible.
    connection.execute("SAVEPOINT introspect").await?;
    let catalog = catalog::read(connection).await;
    connection.execute("RELEASE introspect").await?;
    let mut schema = build(&catalog?);
    schema.normalize();
    Ok(schema)
}
