//! A column as it is kept while the catalog is read.
//!
//! Large databases have more columns than anything else, and nearly all of them have only a name, a
//! type and perhaps a default; so what is rare stands apart and costs nothing where it is missing.

use std::collections::HashSet;
use std::sync::Arc;

use sqlx::postgres::types::Oid;

use super::rows::AttributeRow;

/// Texts that occur many times and are kept once.
#[derive(Default)]
pub(super) struct Names(HashSet<Arc<str>>);

impl Names {
    fn get(&mut self, text: &str) -> Arc<str> {
        if let Some(known) = self.0.get(text) {
            return known.clone();
        }
        let text: Arc<str> = text.into();
        self.0.insert(text.clone());
        text
    }
}

/// A column of a table or view, or an attribute of a composite type.
pub(super) struct Attribute {
    pub name: Box<str>,
    pub native_type: Arc<str>,
    pub default_text: Option<Box<str>>,
    rare: Option<Box<Rare>>,
    pub type_oid: Oid,
    pub typmod: i32,
    pub number: i16,
    pub not_null: bool,
    pub inherited: bool,
    pub is_local: bool,
}

/// What few columns have.
#[derive(Default, PartialEq)]
pub(super) struct Rare {
    pub dimensions: i32,
    pub identity: String,
    pub generated: String,
    pub collation: Option<String>,
    pub storage: Option<String>,
    pub compression: String,
    pub statistics: Option<i32>,
    pub options: Option<Vec<String>>,
    pub foreign_options: Option<Vec<String>>,
    pub acl: Option<Vec<String>>,
}

const NOTHING: &Rare = &Rare {
    dimensions: 0,
    identity: String::new(),
    generated: String::new(),
    collation: None,
    storage: None,
    compression: String::new(),
    statistics: None,
    options: None,
    foreign_options: None,
    acl: None,
};

impl Attribute {
    /// Keeps what a row says.
    pub fn new(row: AttributeRow, types: &mut Names) -> Self {
        let rare = Rare {
            dimensions: row.dimensions,
            identity: row.identity,
            generated: row.generated,
            collation: row.collation,
            storage: row.storage,
            compression: row.compression,
            // Older servers say -1 for what newer ones leave out.
            statistics: row.statistics.filter(|statistics| *statistics >= 0),
            options: row.options.and_then(of_the_user),
            foreign_options: row.foreign_options,
            acl: row.acl,
        };
        Self {
            name: row.name.into(),
            native_type: types.get(&row.native_type),
            default_text: row.default_text.map(String::into_boxed_str),
            rare: (rare != *NOTHING).then(|| Box::new(rare)),
            type_oid: row.type_oid,
            typmod: row.typmod,
            number: row.number,
            not_null: row.not_null,
            inherited: row.inherited,
            is_local: row.is_local,
        }
    }

    /// What few columns have.
    pub fn rare(&self) -> &Rare {
        self.rare.as_deref().unwrap_or(NOTHING)
    }
}

/// Settings without a number that some builds of the server stamp on every column.
fn of_the_user(mut options: Vec<String>) -> Option<Vec<String>> {
    options.retain(|option| !option.starts_with("pg_attver="));
    (!options.is_empty()).then_some(options)
}
