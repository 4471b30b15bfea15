//! RENAME, which changes every text that names the table or column.

use super::alter::no_such_column;
use super::create::is_internal;
use super::edit::replace;
use super::master::Master;
use super::outcome::{Applied, Outcome, Refused};
use super::references::{References, Renamed};
use crate::dialect::sqlite::catalog::Object;
use crate::dialect::sqlite::token::quote_name;

impl Master {
    pub(super) fn rename_table(&mut self, table: &Object, to: &str) -> Applied {
        self.state.check_free(to)?;
        if is_internal(to) {
            return Err(Refused::new(format!(
                "names that begin with `sqlite_`, such as `{to}`, are SQLite's own; choose another"
            )));
        }
        let new = quote_name(to);
        self.edit_texts(&table.name, Renamed::Table, |_| new.clone())?;
        self.state.tables.borrow_mut().remove(&table.name);
        let shadows = self.shadows_of(&table.name);
        let from = table.name.clone();
        self.state.objects.for_each_mut(|object| {
            if object.table == from {
                object.table = to.into();
                if object.kind == "table" {
                    object.name = to.into();
                }
            }
            if table.is_virtual() && shadows.contains(&object.name) {
                let shadow = format!("{to}{}", &object.name[from.len()..]);
                object.sql = object.sql.replace(&object.name, &shadow);
                object.name.clone_from(&shadow);
                object.table = shadow;
            }
        });
        self.rename_virtual(&from, to, &shadows);
        Ok(Outcome::Read)
    }

    fn rename_virtual(&mut self, from: &str, to: &str, shadows: &[String]) {
        let Some(columns) = self.state.virtual_columns.remove(from) else {
            return;
        };
        // One of the hidden columns has the name of the table.
        let columns = columns.map(|mut columns| {
            for column in &mut columns {
                if column.hidden == 1 && column.name == from {
                    column.name = to.into();
                }
            }
            columns
        });
        self.state.virtual_columns.insert(to.into(), columns);
        for shadow in shadows {
            self.state.shadow_tables.remove(shadow);
            let shadow = format!("{to}{}", &shadow[from.len()..]);
            self.state.shadow_tables.insert(shadow);
        }
    }

    pub(super) fn rename_column(
        &mut self,
        table: &Object,
        from: &str,
        to: &str,
        is_quoted: bool,
    ) -> Applied {
        let read = self.state.read_table(table)?;
        let columns = &read.columns;
        let Some(column) = columns
            .iter()
            .find(|column| column.name.eq_ignore_ascii_case(from))
        else {
            return Err(no_such_column(table, from));
        };
        let twin = columns
            .iter()
            .find(|other| other.name.eq_ignore_ascii_case(to));
        if let Some(twin) = twin.filter(|twin| twin.name != column.name) {
            return Err(Refused::new(format!(
                "table `{}` has a column `{}` already; choose another name",
                table.name, twin.name
            )));
        }
        let renamed = Renamed::Column(column.name.clone());
        // The new name is quoted where the old one was, or where the statement quotes it.
        let quoted = quote_name(to);
        self.edit_texts(&table.name, renamed, |old| {
            let was_plain = old.starts_with(|c: char| c.is_alphanumeric() || c == '_');
            if was_plain && !is_quoted {
                to.to_owned()
            } else {
                quoted.clone()
            }
        })?;
        Ok(Outcome::Read)
    }

    /// Replaces the names in all texts.
    fn edit_texts(
        &mut self,
        table: &str,
        renamed: Renamed,
        new_name: impl Fn(&str) -> String,
    ) -> Result<(), Refused> {
        let found = References::new(&self.state, table, renamed).find_all(&self.state);
        let found = found.map_err(|unread| {
            Refused::new(format!(
                "the text of `{}`, in which names must be changed, cannot be read: {}",
                unread.name, unread.error.message
            ))
        })?;
        for (row, spans) in found {
            let Some(object) = self.state.objects.row_mut(row) else {
                continue;
            };
            let parts = spans.into_iter().map(|span| {
                let new = new_name(object.sql.get(span.clone()).unwrap_or_default());
                (span, new)
            });
            let sql = replace(&object.sql, parts.collect());
            self.state.set_text(row, sql);
        }
        Ok(())
    }
}
