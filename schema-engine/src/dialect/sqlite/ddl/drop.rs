//! DROP.

use super::create::{aside_key, elsewhere, is_elsewhere};
use super::master::Master;
use super::outcome::{Applied, Outcome, Refused};
use crate::dialect::sqlite::cursor::Cursor;

impl Master {
    /// Applies a DROP statement; the cursor is after its first word.
    pub(super) fn apply_drop(&mut self, cursor: &mut Cursor<'_>) -> Applied {
        let kinds = ["table", "view", "index", "trigger"];
        let Some(kind) = kinds.into_iter().find(|kind| cursor.eat(&[kind])) else {
            return Ok(Outcome::Listed("SQLite has no such kind of object".into()));
        };
        let if_exists = cursor.eat(&["if", "exists"]);
        let (schema, name) = cursor.qualified_name("a name")?;
        cursor.expect_end()?;
        let temporary = schema
            .as_deref()
            .is_some_and(|schema| schema.eq_ignore_ascii_case("temp"));
        if is_elsewhere(schema.as_deref(), false) && !temporary {
            return Ok(Outcome::Listed(elsewhere(schema.as_deref(), false)));
        }
        let is_main = schema.is_some() && !temporary;
        if !is_main && self.state.aside.remove(&aside_key(kind, &name)).is_some() || temporary {
            return Ok(Outcome::Read);
        }
        let found = match kind {
            "trigger" => self.state.objects.find_trigger(&name),
            _ => self.state.objects.find(&name),
        };
        let Some(found) = found else {
            if if_exists {
                return Ok(Outcome::Read);
            }
            return Err(Refused::new(format!(
                "there is no {kind} `{name}` at this point; correct the name, or write IF EXISTS"
            )));
        };
        if found.kind != kind {
            return Err(Refused::new(format!(
                "`{}` is no {kind}: write DROP {}",
                found.name,
                found.kind.to_ascii_uppercase()
            )));
        }
        let name = found.name.clone();
        self.remove(kind, &name);
        Ok(Outcome::Read)
    }

    fn remove(&mut self, kind: &str, name: &str) {
        let shadows = match self.state.virtual_columns.remove(name) {
            Some(_) => self.shadows_of(name),
            None => Vec::new(),
        };
        let has_parts = kind == "table" || kind == "view";
        self.state.objects.retain(|object| {
            let itself = object.kind == kind && object.name == name;
            let part = has_parts && object.table == name;
            !(itself || part || shadows.contains(&object.table))
        });
        for shadow in &shadows {
            self.state.shadow_tables.remove(shadow);
        }
    }

    /// The tables that a virtual table keeps its rows in.
    pub(super) fn shadows_of(&self, name: &str) -> Vec<String> {
        let beginning = format!("{name}_");
        let shadows = self.state.shadow_tables.iter();
        shadows
            .filter(|shadow| shadow.starts_with(&beginning))
            .cloned()
            .collect()
    }
}
