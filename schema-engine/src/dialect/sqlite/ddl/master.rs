//! The rows that SQLite's catalog would hold.

use std::collections::{HashMap, HashSet};

use schema_model::{Column, Table, Unmodelled};

use super::objects::{Objects, fold};
use super::outcome::Refused;
use crate::dialect::sqlite::catalog::{Catalog, EngineColumn, Object};
use crate::dialect::sqlite::create_table::read_create_table;
use crate::dialect::sqlite::token::tokenize;
use crate::dialect::sqlite::view_columns::{Relation, infer};

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
    pub(super) fn read_table(object: &Object) -> Result<Table, Refused> {
        let tokens = tokenize(&object.sql)?;
        Ok(read_create_table(&tokens)?.table)
    }

    /// The columns of tables and views by their names in lower case; of those that can be read.
    pub(super) fn relations(&self) -> Relations {
        let mut relations = Relations::default();
        for object in self.objects.iter().filter(|object| object.kind == "table") {
            if object.is_virtual() {
                let known = self.virtual_columns.get(&object.name).cloned().flatten();
                let columns = known.unwrap_or_default();
                let columns = columns
                    .iter()
                    .map(crate::dialect::sqlite::build::virtual_column);
                relations.add(&object.name, columns.collect(), false, true);
            } else if let Ok(table) = Self::read_table(object) {
                relations.add(&object.name, table.columns, false, !table.without_rowid);
            }
        }
        let mut views: Vec<&Object> = self.objects.iter().filter(|o| o.kind == "view").collect();
        // A view may read one that was made after it.
        while !views.is_empty() {
            let before = views.len();
            views.retain(|view| match infer(&view.sql, &|name| relations.get(name)) {
                Ok(columns) => {
                    relations.add(&view.name, columns, true, false);
                    false
                }
                Err(_) => true,
            });
            if views.len() == before {
                break;
            }
        }
        relations
    }
}

/// The columns of tables and views.
#[derive(Default)]
pub(super) struct Relations(HashMap<String, (Vec<Column>, bool, bool)>);

impl Relations {
    fn add(&mut self, name: &str, columns: Vec<Column>, is_view: bool, has_rowid: bool) {
        self.0.insert(fold(name), (columns, is_view, has_rowid));
    }

    pub(super) fn get(&self, name: &str) -> Option<Relation<'_>> {
        let (columns, is_view, has_rowid) = self.0.get(&fold(name))?;
        Some(Relation {
            columns,
            is_view: *is_view,
            has_rowid: *has_rowid,
        })
    }
}

impl Master {
    pub(super) fn into_catalog(self) -> Catalog {
        let State {
            objects,
            encoding,
            shadow_tables,
            virtual_columns,
            aside: _,
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
        }
    }
}
