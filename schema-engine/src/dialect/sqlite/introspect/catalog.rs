//! What the engine is asked: one query for each sort of fact.

use std::collections::{HashMap, HashSet};

use sqlx::sqlite::{SqliteConnection, SqliteRow};
use sqlx::{FromRow, Row};

/// The answers.
#[derive(Debug, Default)]
pub(super) struct Catalog {
    /// How text is stored: `UTF-8`, `UTF-16le`, `UTF-16be`.
    pub encoding: String,
    /// Everything that was made by a statement, in the order in which it was made.
    pub objects: Vec<Object>,
    /// Names of the tables in which virtual tables keep their rows.
    pub shadow_tables: HashSet<String>,
    /// Columns by table, view or virtual table; or why the engine cannot say.
    pub columns: HashMap<String, Result<Vec<EngineColumn>, String>>,
}

/// A row of `sqlite_master`.
#[derive(Debug)]
pub(super) struct Object {
    /// `table`, `index`, `view` or `trigger`.
    pub kind: String,
    /// Its name.
    pub name: String,
    /// The table that it belongs to.
    pub table: String,
    /// The statement.
    pub sql: String,
}

/// A row of `table_xinfo`.
#[derive(Debug)]
pub(super) struct EngineColumn {
    owner: String,
    /// Name.
    pub name: String,
    /// Declared type, or for a view the type of what it shows.
    pub native_type: String,
    /// Whether NOT NULL is declared or implied.
    pub not_null: bool,
    /// Place in the primary key, from 1.
    pub key_position: i64,
    /// 1 in a virtual table's hidden column, 2 and 3 in a generated one.
    pub hidden: i64,
}

impl FromRow<'_, SqliteRow> for Object {
    fn from_row(row: &SqliteRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            kind: row.try_get("type")?,
            name: row.try_get("name")?,
            table: row.try_get("tbl_name")?,
            sql: row.try_get("sql")?,
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

impl Object {
    /// Whether it is a virtual table.
    pub fn is_virtual(&self) -> bool {
        const BEGINNING: &str = "create virtual";
        let beginning = self.sql.get(..BEGINNING.len());
        beginning.is_some_and(|text| text.eq_ignore_ascii_case(BEGINNING))
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

impl Catalog {
    fn add_columns(&mut self, rows: Vec<EngineColumn>) {
        for row in rows {
            let columns = self
                .columns
                .entry(row.owner.clone())
                .or_insert_with(|| Ok(Vec::new()));
            if let Ok(columns) = columns {
                columns.push(row);
            }
        }
    }
}
