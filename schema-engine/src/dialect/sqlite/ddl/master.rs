//! The rows that SQLite's catalog would hold.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use schema_model::{Table, Unmodelled};

use super::objects::Objects;
use super::outcome::Refused;
use crate::dialect::sqlite::catalog::{Catalog, EngineColumn, Object};
use crate::dialect::sqlite::create_table::read_create_table;
use crate::dialect::sqlite::token::{SqlError, tokenize};

/// The catalog while statements are applied to it.
#[derive(Default)]
pub(super) struct Master {
    pub(super) state: State,
    /// States to come back to, each with the name of its savepoint.
    pub(super) saved: Vec<(Option<String>, State)>,
    /// Statements that could not be read.
    pub(super) unmodelled: Vec<Unmodelled>,
}

/// What a ROLLBACK takes back.
#[derive(Clone, Default)]
pub(super) struct State {
    pub(super) objects: Objects,
    /// What `PRAGMA encoding` said.
    pub(super) encoding: Option<String>,
    pub(super) shadow_tables: HashSet<String>,
    /// Columns of virtual tables, by name; `None` where the module decides and we do not know it.
    pub(super) virtual_columns: HashMap<String, Option<Vec<EngineColumn>>>,
    /// What exists but is not modelled, by its name in lower case, with the reason.
    pub(super) aside: HashMap<String, String>,
    /// What was read of the texts of tables.
    pub(super) tables: RefCell<HashMap<String, Rc<Table>>>,
}

impl State {
    /// The table of that name, or why it cannot be altered.
    pub(super) fn table(&self, name: &str) -> Result<&Object, Refused> {
        match self.objects.find(name) {
            Some(object) if object.kind == "table" => Ok(object),
            Some(object) => Err(Refused::new(format!(
                "`{}` is no table: it is {} {}, made at {}",
                object.name,
                if object.kind == "index" { "an" } else { "a" },
                object.kind,
                object.place
            ))),
            None => Err(Refused::new(format!(
                "there is no table `{name}` at this point; make it before, or correct the name"
            ))),
        }
    }

    /// Why a name cannot be given to something new.
    pub(super) fn check_free(&self, name: &str) -> Result<(), Refused> {
        match self.objects.find(name) {
            Some(object) => Err(Refused::new(format!(
                "{} `{}` exists already, made at {}; drop it before, or write IF NOT EXISTS",
                object.kind, object.name, object.place
            ))),
            None => Ok(()),
        }
    }

    /// A table as its text describes it.
    pub(super) fn read_table(&self, object: &Object) -> Result<Rc<Table>, SqlError> {
        if let Some(table) = self.tables.borrow().get(&object.name) {
            return Ok(Rc::clone(table));
        }
        let table = Rc::new(read_create_table(&tokenize(&object.sql)?)?.table);
        let mut tables = self.tables.borrow_mut();
        tables.insert(object.name.clone(), Rc::clone(&table));
        Ok(table)
    }

    /// Gives a row another text.
    pub(super) fn set_text(&mut self, row: usize, sql: String) {
        if let Some(object) = self.objects.row_mut(row) {
            self.tables.borrow_mut().remove(&object.name);
            object.sql = sql;
        }
    }
}

/// The table that a text describes which is not in the catalog yet.
pub(super) fn read_text(sql: &str) -> Result<Table, SqlError> {
    Ok(read_create_table(&tokenize(sql)?)?.table)
}

impl Master {
    pub(super) fn into_catalog(self) -> Catalog {
        let State {
            objects,
            encoding,
            shadow_tables,
            virtual_columns,
            aside: _,
            tables,
        } = self.state;
        let columns = virtual_columns.into_iter().map(|(name, columns)| {
            let unknown = || "only its module knows them".to_owned();
            (name, columns.ok_or_else(unknown))
        });
        Catalog {
            encoding: encoding.unwrap_or_else(|| "UTF-8".into()),
            objects: objects.into_rows(),
            shadow_tables,
            columns: columns.collect(),
            tables: tables.into_inner(),
        }
    }
}
