//! What the engine is asked: one query for each sort of fact.

use sqlx::sqlite::{SqliteConnection, SqliteRow};
use sqlx::{FromRow, Row};

use crate::dialect::sqlite::catalog::{Catalog, EngineColumn, Object};

impl FromRow<'_, SqliteRow> for Object {
    fn from_row(row: &SqliteRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            kind: row.try_get("type")?,
            name: row.try_get("name")?,
            table: row.try_get("tbl_name")?,
            sql: row.try_get("sql")?,
            place: "sqlite_master".into(),
        })
    }
}

impl FromRow<'_, SqliteRow> for EngineColumn {
    fn from_row(row: &SqliteRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            owner: row.try_get("owner")?,
            name: row.try_get("name")?,
            native_type: row.try_get("type")?,
            not_null: row.try_get("notnull")?,
            key_position: row.try_get("pk")?,
            hidden: row.try_get("hidden")?,
        })
    }
}

/// Asks for everything.
pub(super) async fn read(connection: &mut SqliteConnection) -> Result<Catalog, sqlx::Error> {
    let mut catalog = Catalog {
        encoding: sqlx::query_scalar("PRAGMA encoding")
            .fetch_one(&mut *connection)
            .await?,
        objects: sqlx::query_as(include_str!("objects.sql"))
            .fetch_all(&mut *connection)
            .await?,
        ..Catalog::default()
    };
    let rows = sqlx::query_as(include_str!("table_columns.sql"))
        .fetch_all(&mut *connection)
        .await?;
    catalog.add_columns(rows);
    read_view_columns(connection, &mut catalog).await?;
    if catalog.objects.iter().any(Object::is_virtual) {
        catalog.shadow_tables = sqlx::query_scalar(include_str!("shadow_tables.sql"))
            .fetch_all(&mut *connection)
            .await?
            .into_iter()
            .collect();
        let names = names(&catalog, Object::is_virtual);
        read_one_by_one(connection, &mut catalog, names).await;
    }
    Ok(catalog)
}

/// A view whose query does not work must not hide the others.
async fn read_view_columns(
    connection: &mut SqliteConnection,
    catalog: &mut Catalog,
) -> Result<(), sqlx::Error> {
    let rows = sqlx::query_as(include_str!("view_columns.sql"))
        .fetch_all(&mut *connection)
        .await;
    match rows {
        Ok(rows) => catalog.add_columns(rows),
        Err(_) => {
            let names = names(catalog, |object| object.kind == "view");
            read_one_by_one(connection, catalog, names).await;
        }
    }
    Ok(())
}

fn names(catalog: &Catalog, is_wanted: impl Fn(&Object) -> bool) -> Vec<String> {
    let wanted = catalog.objects.iter().filter(|object| is_wanted(object));
    wanted.map(|object| object.name.clone()).collect()
}

async fn read_one_by_one(
    connection: &mut SqliteConnection,
    catalog: &mut Catalog,
    names: Vec<String>,
) {
    for name in names {
        let rows = sqlx::query_as(include_str!("one_object_columns.sql"))
            .bind(&name)
            .fetch_all(&mut *connection)
            .await;
        let columns = rows.map_err(|error| match error {
            sqlx::Error::Database(error) => error.message().to_owned(),
            error => error.to_string(),
        });
        catalog.columns.insert(name, columns);
    }
}
