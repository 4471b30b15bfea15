//! The columns of the tables and views that some texts name, at one point of the files.

use std::collections::HashMap;

use schema_model::Column;

use super::master::State;
use super::objects::fold;
use crate::dialect::sqlite::build::virtual_column;
use crate::dialect::sqlite::catalog::Object;
use crate::dialect::sqlite::token::tokenize;
use crate::dialect::sqlite::view_columns::{Relation, infer};

/// The columns of tables and views, by their names in lower case; `None` where we do not know.
pub(super) struct Relations<'s> {
    state: &'s State,
    known: HashMap<String, Option<Known>>,
    depth: usize,
}

/// How deep views that read views are followed.
const MAX_DEPTH: usize = 200;

struct Known {
    columns: Vec<Column>,
    is_view: bool,
    has_rowid: bool,
}

impl<'s> Relations<'s> {
    /// Of all that these texts name, and what the views among it name in turn.
    pub(super) fn of_texts<'t>(
        state: &'s State,
        texts: impl IntoIterator<Item = &'t str>,
    ) -> Relations<'s> {
        let known = HashMap::new();
        let mut relations = Relations {
            state,
            known,
            depth: 0,
        };
        texts.into_iter().for_each(|text| relations.add_all(text));
        relations
    }

    pub(super) fn get(&self, name: &str) -> Option<Relation<'_>> {
        let known = self.known.get(&fold(name))?.as_ref()?;
        Some(Relation {
            columns: &known.columns,
            is_view: known.is_view,
            has_rowid: known.has_rowid,
        })
    }

    fn add_all(&mut self, text: &str) {
        for token in tokenize(text).unwrap_or_default() {
            if let Some(name) = token.name() {
                self.add(&name);
            }
        }
    }

    fn add(&mut self, name: &str) {
        let name = fold(name);
        let Some(object) = self.state.objects.find(&name) else {
            return;
        };
        if self.known.contains_key(&name) || object.kind == "index" {
            return;
        }
        // A view that comes back to itself is not known.
        self.known.insert(name.clone(), None);
        let known = match object.kind.as_str() {
            "view" => self.view(object),
            _ if object.is_virtual() => Some(self.virtual_table(object)),
            _ => self.table(object),
        };
        self.known.insert(name, known);
    }

    fn view(&mut self, object: &Object) -> Option<Known> {
        if self.depth >= MAX_DEPTH {
            return None;
        }
        self.depth += 1;
        self.add_all(&object.sql);
        self.depth -= 1;
        let columns = infer(&object.sql, &|name| self.get(name)).ok()?;
        Some(Known {
            columns,
            is_view: true,
            has_rowid: false,
        })
    }

    fn virtual_table(&self, object: &Object) -> Known {
        let columns = self.state.virtual_columns.get(&object.name);
        let columns = columns.and_then(Option::as_ref).into_iter().flatten();
        Known {
            columns: columns.map(virtual_column).collect(),
            is_view: false,
            has_rowid: true,
        }
    }

    fn table(&self, object: &Object) -> Option<Known> {
        let table = self.state.read_table(object).ok()?;
        Some(Known {
            columns: table.columns.clone(),
            is_view: false,
            has_rowid: !table.without_rowid,
        })
    }
}
