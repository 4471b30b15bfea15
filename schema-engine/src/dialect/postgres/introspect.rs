//! Reads a live database from `pg_catalog`, in one transaction and a fixed number of queries.
//!
//! The server is asked for rows, one query for each catalog; joining them is done here. Whatever
//! the server can print itself (expressions, view bodies, constraints, indexes, functions) is taken
//! as printed.

mod attribute;
mod catalog;
mod columns;
mod constraints;
mod definitions;
mod parts;
mod relations;
mod rows;
mod types;

use schema_model::{Extension, Namespace, Schema};
use sqlx::{AssertSqlSafe, Executor as _, PgConnection, Row as _, raw_sql};

use catalog::Catalog;
pub(super) use catalog::{Listed, Printed};
use rows::DatabaseRow;

use super::acl::{AclKind, grants};
use super::nullability;

/// The name that snapshots and settings use.
const DIALECT: &str = "postgres";

/// A transaction that sees the database as it is at one moment.
pub(super) struct Begun {
    database: DatabaseRow,
    /// The server's major version.
    pub major: u32,
    /// What lets another connection see the same, where that is worth it.
    pub snapshot: Option<String>,
}

/// What is read inside of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Frame {
    /// A transaction of its own.
    Transaction,
    /// The caller's transaction, whose changes are seen.
    Savepoint,
}

/// The beginning of the session's settings, where they begin a transaction.
const BEGIN: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;";

/// Begins reading.
pub(super) async fn begin(connection: &mut PgConnection, frame: Frame) -> sqlx::Result<Begun> {
    // The search path is asked for before it is changed.
    let database: Vec<DatabaseRow> = catalog::fetch(connection, 0).await?;
    let database = database.into_iter().next();
    let database = database.ok_or(sqlx::Error::RowNotFound)?;
    let session = include_str!("introspect/session.sql");
    match frame {
        Frame::Transaction => connection.execute(session).await?,
        Frame::Savepoint => {
            let session = session.replacen(BEGIN, "SAVEPOINT schema_read;", 1);
            connection.execute(raw_sql(AssertSqlSafe(session))).await?
        }
    };
    let mut snapshot = None;
    // Nobody else sees what the caller has changed.
    if database.is_large && frame == Frame::Transaction {
        let exported = connection.fetch_one(raw_sql("SELECT pg_export_snapshot()"));
        snapshot = Some(exported.await?.try_get(0)?);
    }
    Ok(Begun {
        major: catalog::major_version(&database.server_version),
        database,
        snapshot,
    })
}

/// Begins on another connection, which then sees what the first one sees.
pub(super) async fn join(connection: &mut PgConnection, snapshot: &str) -> sqlx::Result<()> {
    connection
        .execute(include_str!("introspect/session.sql"))
        .await?;
    let join = format!(
        "SET TRANSACTION SNAPSHOT '{}'",
        snapshot.replace('\'', "''")
    );
    // The server's own word for it, which it only takes as a literal.
    connection.execute(raw_sql(AssertSqlSafe(join))).await?;
    Ok(())
}

/// Ends reading; nothing was written.
pub(super) async fn end(connection: &mut PgConnection, frame: Frame) -> sqlx::Result<()> {
    let sql = match frame {
        Frame::Transaction => "ROLLBACK",
        Frame::Savepoint => "ROLLBACK TO SAVEPOINT schema_read; RELEASE SAVEPOINT schema_read",
    };
    connection.execute(sql).await.map(|_| ())
}

/// What relations and their columns come to: a line for each catalog.
pub(super) async fn state_of_relations(connection: &mut PgConnection) -> sqlx::Result<String> {
    sums(connection, include_str!("introspect/state_relations.sql")).await
}

/// What all else that is read comes to.
pub(super) async fn state_of_rest(connection: &mut PgConnection) -> sqlx::Result<String> {
    sums(connection, include_str!("introspect/state.sql")).await
}

async fn sums(connection: &mut PgConnection, query: &str) -> sqlx::Result<String> {
    // In hundreds before version 10, which nothing here reads.
    let major = connection.server_version_num().unwrap_or(0) / 10_000;
    let query = rows::for_version(query, major);
    let rows = connection.fetch_all(raw_sql(AssertSqlSafe(query))).await?;
    let mut state = String::new();
    for row in rows {
        let (catalog, sum): (&str, &str) = (row.try_get(0)?, row.try_get(1)?);
        state += &format!("{catalog} {sum}\n");
    }
    Ok(state)
}

/// The schema, in canonical form.
pub(super) fn schema(begun: Begun, listed: Listed, printed: Printed) -> Schema {
    build(Catalog::new(begun.database, begun.major, listed, printed))
}

fn build(mut catalog: Catalog) -> Schema {
    let mut schema = Schema::new(DIALECT);
    schema.server_version = Some(catalog.database.server_version.clone());
    schema.search_path = catalog.database.search_path.clone();
    add_namespaces(&catalog, &mut schema);
    add_extensions(&catalog, &mut schema);
    types::add(&catalog, &mut schema);
    relations::add(&mut catalog, &mut schema);
    nullability::prove(&mut schema, &Default::default());
    definitions::add_routines(&catalog, &mut schema);
    definitions::add_objects(&catalog, &mut schema);
    drop(catalog);
    schema.normalize();
    schema
}

fn add_namespaces(catalog: &Catalog, schema: &mut Schema) {
    for row in catalog.namespaces.iter().filter(|row| !row.of_extension) {
        let is_public = row.name == "public";
        let kind = match is_public {
            true => AclKind::PublicNamespace,
            false => AclKind::Namespace,
        };
        let comment = catalog.comment(catalog::NAMESPACE, row.oid, 0);
        schema.namespaces.push(Namespace {
            name: row.name.clone(),
            options: Default::default(),
            owner: match is_public {
                true => catalog.owner_of_public(&row.owner),
                false => catalog.owner(&row.owner),
            },
            grants: grants(row.acl.as_deref(), &row.owner, kind, catalog.major),
            comment: comment.filter(|text| !(is_public && text == "standard public schema")),
        });
    }
}

fn add_extensions(catalog: &Catalog, schema: &mut Schema) {
    for row in &catalog.extensions {
        // Every database has it.
        if row.name == "plpgsql" {
            continue;
        }
        schema.extensions.push(Extension {
            name: row.name.clone(),
            namespace: Some(row.namespace.clone()),
            version: Some(row.version.clone()),
            comment: catalog.comment(catalog::EXTENSION, row.oid, 0),
        });
    }
}
