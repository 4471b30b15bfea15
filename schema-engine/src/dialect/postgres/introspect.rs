//! Reads a live database from `pg_catalog`, in one transaction and a fixed number of queries.
//!
//! The server is asked for rows, one query for each catalog; joining them is done here. Whatever
//! the server can print itself (expressions, view bodies, constraints, indexes, functions) is taken
//! as printed.

mod catalog;
mod columns;
mod constraints;
mod definitions;
mod parts;
mod relations;
mod rows;
mod settle;
mod types;

use schema_model::{Extension, Namespace, Schema};
use sqlx::{Executor as _, PgConnection};

use catalog::Catalog;

use super::acl::{AclKind, grants};
use super::nullability;

/// The name that snapshots and settings use.
const DIALECT: &str = "postgres";

/// Reads everything, in canonical form.
pub(super) async fn introspect(connection: &mut PgConnection) -> sqlx::Result<Schema> {
    let catalog = Catalog::fetch(connection).await;
    // Ends the transaction in either case; nothing was written.
    let ended = connection.execute("ROLLBACK").await;
    let catalog = catalog?;
    ended?;
    Ok(build(&catalog))
}

fn build(catalog: &Catalog) -> Schema {
    let mut schema = Schema::new(DIALECT);
    schema.server_version = Some(catalog.database.server_version.clone());
    schema.search_path = catalog.database.search_path.clone();
    add_namespaces(catalog, &mut schema);
    add_extensions(catalog, &mut schema);
    types::add(catalog, &mut schema);
    relations::add(catalog, &mut schema);
    nullability::prove(&mut schema);
    definitions::add_routines(catalog, &mut schema);
    definitions::add_objects(catalog, &mut schema);
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
