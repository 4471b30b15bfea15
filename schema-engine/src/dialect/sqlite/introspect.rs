//! Reads the schema of an open database.
//!
//! All queries run in one read transaction, and their number does not grow with the number of
//! tables; what they return is put together without the connection.

mod catalog;

use schema_model::Schema;
use sqlx::Connection;
use sqlx::sqlite::SqliteConnection;

use super::build::build;

/// Reads the whole schema, in canonical form.
pub(super) async fn introspect(connection: &mut SqliteConnection) -> Result<Schema, sqlx::Error> {
    let mut transaction = connection.begin().await?;
    let catalog = catalog::read(&mut transaction).await?;
    transaction.rollback().await?;
    let mut schema = build(&catalog);
    schema.normalize();
    Ok(schema)
}
