//! ALTER TABLE, as edits of the text that the catalog keeps.

use super::apply::Statement;
use super::create::{elsewhere, is_elsewhere};
use super::master::{Master, read_text};
use super::objects::fold;
use super::outcome::{Applied, Outcome, Refused};
use super::references::{References, Renamed};
use crate::dialect::sqlite::catalog::Object;
use crate::dialect::sqlite::create_index::{read_create_index, spell_columns};
use crate::dialect::sqlite::cursor::Cursor;
use crate::dialect::sqlite::token::{Token, tokenize};
use std::ops::Range;

use schema_model::{ConstraintKind, IndexKey, Table};

impl Master {
    /// Applies an ALTER statement; the cursor is after its first word.
    pub(super) fn apply_alter(
        &mut self,
        statement: &Statement<'_>,
        cursor: &mut Cursor<'_>,
    ) -> Applied {
        cursor.expect(&["table"])?;
        let (schema, name) = cursor.qualified_name("the table's name")?;
        if let Some(reason) = self.state.aside.get(&fold(&name)) {
            let reason = format!("`{name}` is not modelled: {reason}");
            return Ok(Outcome::Listed(reason));
        }
        if is_elsewhere(schema.as_deref(), false) {
            return Ok(Outcome::Listed(elsewhere(schema.as_deref(), false)));
        }
        let object = self.state.table(&name)?.clone();
        if cursor.eat(&["rename", "to"]) {
            let to = cursor.name("the new name")?;
            cursor.expect_end()?;
            return self.rename_table(&object, &to);
        }
        if object.is_virtual() {
            return Err(Refused::new(format!(
                "`{}` is a virtual table, which can only be renamed",
                object.name
            )));
        }
        if cursor.eat(&["rename"]) {
            cursor.eat(&["column"]);
            let from = cursor.name("a column's name")?;
            cursor.expect(&["to"])?;
            let quoted = cursor
                .peek(0)
                .is_some_and(|token| !token.is_word(token.text));
            let to = cursor.name("the new name")?;
            cursor.expect_end()?;
            return self.rename_column(&object, &from, &to, quoted);
        }
        let edited = if cursor.eat(&["add"]) {
            cursor.eat(&["column"]);
            self.add_column(&object, statement, cursor)?
        } else if cursor.eat(&["drop"]) {
            cursor.eat(&["column"]);
            let column = cursor.name("a column's name")?;
            cursor.expect_end()?;
            self.check_unused(&object, &column)?;
            self.drop_column(&object, &column)?
        } else {
            return Err(cursor.expected("RENAME, ADD or DROP").into());
        };
        if let Some(row) = self.state.objects.row_of(&object.name) {
            self.state.set_text(row, edited);
        }
        Ok(Outcome::Read)
    }

    /// A column that an index is over cannot be dropped.
    fn check_unused(&self, table: &Object, column: &str) -> Result<(), Refused> {
        let read = self.state.read_table(table)?;
        for index in self.state.objects.iter() {
            if index.kind != "index" || index.table != table.name {
                continue;
            }
            let mut create = read_create_index(&tokenize(&index.sql)?)?;
            spell_columns(&mut create.index, &read);
            let uses = create.index.parts.iter().any(|part| match &part.key {
                IndexKey::Column(name) => name.eq_ignore_ascii_case(column),
                IndexKey::Expression(_) => false,
            });
            if uses {
                return Err(Refused::new(format!(
                    "column `{column}` of `{}` is in index `{}`; drop the index before",
                    table.name, index.name
                )));
            }
        }
        Ok(())
    }
}

impl Master {
    fn add_column(
        &self,
        object: &Object,
        statement: &Statement<'_>,
        cursor: &Cursor<'_>,
    ) -> Result<String, Refused> {
        let definition = match (cursor.rest().first(), cursor.rest().last()) {
            (Some(first), Some(last)) => statement.text.get(first.start..last.end()),
            _ => None,
        };
        let Some(definition) = definition else {
            return Err(cursor.expected("a column definition").into());
        };
        let tokens = tokenize(&object.sql)?;
        let end = Body::of(&tokens)?.end_of_columns();
        let (before, after) = object.sql.split_at(end);
        let edited = format!("{before}, {definition}{after}");
        self.check_added(object, &edited)?;
        Ok(edited)
    }

    /// SQLite adds no column that needs an index.
    fn check_added(&self, object: &Object, edited: &str) -> Result<(), Refused> {
        let keys = |table: &Table| {
            let constraints = table.constraints.iter();
            let keys = constraints.filter(|constraint| {
                matches!(
                    constraint.kind,
                    ConstraintKind::PrimaryKey(_) | ConstraintKind::Unique(_)
                )
            });
            keys.count()
        };
        let before = self.state.read_table(object)?;
        let after = read_text(edited).map_err(|error| Refused::from(error).on_one_line())?;
        if keys(&after) > keys(&before) {
            return Err(Refused::new(format!(
                "a column that is PRIMARY KEY or UNIQUE cannot be added to `{}`; make the table again",
                object.name
            )));
        }
        Ok(())
    }

    fn drop_column(&self, object: &Object, column: &str) -> Result<String, Refused> {
        let table = self.state.read_table(object)?;
        let tokens = tokenize(&object.sql)?;
        let body = Body::of(&tokens)?;
        let Some(at) = table
            .columns
            .iter()
            .position(|c| c.name.eq_ignore_ascii_case(column))
        else {
            return Err(no_such_column(object, column));
        };
        let name = &table.columns[at].name;
        let is_key = table
            .constraints
            .iter()
            .any(|constraint| match &constraint.kind {
                ConstraintKind::PrimaryKey(key) | ConstraintKind::Unique(key) => {
                    key.columns.contains(name)
                }
                _ => false,
            });
        if is_key || table.columns.len() == 1 {
            let why = if is_key {
                "is in a primary or unique key"
            } else {
                "is its only one"
            };
            return Err(Refused::new(format!(
                "column `{name}` of `{}` {why}, and cannot be dropped; make the table again",
                object.name
            )));
        }
        // SQLite cuts from the column to the next one, or from the comma before the last.
        let (start, end) = match body.columns.get(at + 1) {
            Some(next) => (body.columns[at].start, next.start),
            None => (body.commas[at - 1], body.end_of_columns()),
        };
        let cut = start..end;
        self.check_unnamed(object, name, &cut)?;
        let edited = format!("{}{}", &object.sql[..start], &object.sql[end..]);
        read_text(&edited).map_err(|error| Refused::from(error).on_one_line())?;
        Ok(edited)
    }
}

impl Master {
    /// A column that something else names cannot be dropped; `cut` is its own definition.
    fn check_unnamed(
        &self,
        table: &Object,
        column: &str,
        cut: &Range<usize>,
    ) -> Result<(), Refused> {
        let renamed = Renamed::Column(column.to_owned());
        let found = References::new(&self.state, &table.name, renamed).find_all(&self.state);
        // What cannot be read is not SQLite's concern here.
        for (row, spans) in found.unwrap_or_default() {
            let Some(object) = self.state.objects.row(row) else {
                continue;
            };
            let is_own = object.kind == "table" && object.name == table.name;
            let names_it = match object.kind.as_str() {
                "table" => is_own && spans.iter().any(|span| !cut.contains(&span.start)),
                // SQLite lets triggers write columns that are not there.
                "trigger" => false,
                _ => true,
            };
            if names_it {
                let of = match is_own {
                    true => "the rest of its table".to_owned(),
                    false => format!("{} `{}`", object.kind, object.name),
                };
                return Err(Refused::new(format!(
                    "column `{column}` of `{}` is named in {of}; change that before",
                    table.name
                )));
            }
        }
        Ok(())
    }
}

pub(super) fn no_such_column(object: &Object, column: &str) -> Refused {
    Refused::new(format!(
        "table `{}` has no column `{column}` at this point; correct the name",
        object.name
    ))
}

/// The parts of the text of a table.
pub(super) struct Body<'s> {
    /// The first token of each column.
    pub(super) columns: Vec<Token<'s>>,
    /// Where the comma after each column is.
    commas: Vec<usize>,
    /// Where the first table constraint's comma is, or else the closing parenthesis.
    end: usize,
}

impl<'s> Body<'s> {
    pub(super) fn of(tokens: &[Token<'s>]) -> Result<Self, Refused> {
        let constraint = ["constraint", "primary", "unique", "check", "foreign"];
        let mut body = Body {
            columns: Vec::new(),
            commas: Vec::new(),
            end: 0,
        };
        let mut depth = 0;
        let mut begins = false;
        for token in tokens {
            if begins {
                if !body.columns.is_empty() && token.is_any_word(&constraint) {
                    body.end = body.commas.pop().unwrap_or(body.end);
                    return Ok(body);
                }
                body.columns.push(*token);
                begins = false;
            }
            if token.is_operator("(") {
                depth += 1;
                begins = depth == 1;
            } else if token.is_operator(")") {
                depth -= 1;
                if depth == 0 {
                    body.end = token.start;
                    return Ok(body);
                }
            } else if depth == 1 && token.is_operator(",") {
                body.commas.push(token.start);
                begins = true;
            }
        }
        Err(Refused::new("the table's text is not complete"))
    }

    /// Where a column is added.
    fn end_of_columns(&self) -> usize {
        self.end
    }
}
