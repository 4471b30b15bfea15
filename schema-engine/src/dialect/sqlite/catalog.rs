//! The catalog of a database: what `sqlite_master` holds, and what the engine says of columns.
//!
//! A live database fills it, or the offline reader, which keeps the same rows while it applies the
//! statements of `.sql` files.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use schema_model::Table;

/// The catalog.
#[derive(Debug, Default)]
pub(crate) struct Catalog {
    /// How text is stored: `UTF-8`, `UTF-16le`, `UTF-16be`.
    pub encoding: String,
    /// Everything that was made by a statement, in the order in which it was made.
    pub objects: Vec<Object>,
    /// Names of the tables in which virtual tables keep their rows.
    pub shadow_tables: HashSet<String>,
    /// Columns by table, view or virtual table; or why the engine cannot say.
    pub columns: HashMap<String, Result<Vec<EngineColumn>, String>>,
    /// Tables whose text was read already.
    pub tables: HashMap<String, Rc<Table>>,
}

/// A row of `sqlite_master`.
#[derive(Debug, Clone)]
pub(crate) struct Object {
    /// `table`, `index`, `view` or `trigger`.
    pub kind: String,
    /// Its name.
    pub name: String,
    /// The table that it belongs to.
    pub table: String,
    /// The statement.
    pub sql: String,
    /// Where the statement stands, or the catalog that lists it.
    pub place: String,
}

/// A row of `table_xinfo`.
#[derive(Debug, Clone)]
pub(crate) struct EngineColumn {
    /// The table, view or virtual table.
    #[cfg_attr(
        not(feature = "sqlite"),
        expect(dead_code, reason = "only an engine names owners")
    )]
    pub owner: String,
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

impl Object {
    /// Whether it is a virtual table.
    pub fn is_virtual(&self) -> bool {
        const BEGINNING: &str = "create virtual";
        let beginning = self.sql.get(..BEGINNING.len());
        beginning.is_some_and(|text| text.eq_ignore_ascii_case(BEGINNING))
    }
}

#[cfg(feature = "sqlite")]
impl Catalog {
    /// Files columns under their tables.
    pub(crate) fn add_columns(&mut self, rows: Vec<EngineColumn>) {
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
