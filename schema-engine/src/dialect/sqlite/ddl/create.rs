//! CREATE.

use super::apply::Statement;
use super::edit::{affinity_type, quoted};
use super::master::Master;
use super::objects::fold;
use super::outcome::{Applied, Outcome, Refused};
use super::relations::Relations;
use super::virtual_table;
use crate::dialect::sqlite::catalog::Object;
use crate::dialect::sqlite::create_index::{read_create_index, spell_columns};
use crate::dialect::sqlite::create_table::read_create_table;
use crate::dialect::sqlite::cursor::Cursor;
use crate::dialect::sqlite::definition::{
    Head, read_create_trigger, read_create_view, read_create_virtual,
};
use crate::dialect::sqlite::token::{Token, quote_name};
use crate::dialect::sqlite::view_columns::infer_table;
use schema_model::IndexKey;
use std::rc::Rc;

impl Master {
    pub(super) fn apply_create(&mut self, statement: &Statement<'_>) -> Applied {
        let mut cursor = Cursor::new(statement.tokens);
        cursor.expect(&["create"])?;
        let _ = cursor.eat(&["temp"]) || cursor.eat(&["temporary"]);
        if cursor.sees(&["table"]) {
            self.create_table(statement)
        } else if cursor.sees(&["virtual"]) {
            self.create_virtual(statement)
        } else if cursor.sees(&["view"]) {
            self.create_view(statement)
        } else if cursor.sees(&["trigger"]) {
            self.create_trigger(statement)
        } else if cursor.sees(&["index"]) || cursor.sees(&["unique", "index"]) {
            self.create_index(statement)
        } else {
            Ok(Outcome::Listed("SQLite has no such kind of object".into()))
        }
    }

    fn create_table(&mut self, statement: &Statement<'_>) -> Applied {
        let create = read_create_table(statement.tokens)?;
        let name = create.table.name.name.clone();
        if is_internal(&name) {
            // Dumps make SQLite's own tables too; they are no part of a schema.
            return Ok(Outcome::Read);
        }
        let head = HeadOf {
            schema: create.schema.as_deref(),
            name: &name,
            temporary: create.temporary,
        };
        if let Some(outcome) = self.set_aside(&head) {
            return Ok(outcome);
        }
        // Dumps make the tables of a virtual table again, which has made them already.
        let is_shadow = self.state.shadow_tables.contains(&name);
        if is_shadow || create.if_not_exists && self.exists(&name) {
            return Ok(Outcome::Read);
        }
        self.state.check_free(&name)?;
        let sql = if create.as_select {
            match self.table_of_query(&name, statement) {
                Ok(sql) => sql,
                Err(reason) => {
                    self.state.aside.insert(fold(&name), reason.clone());
                    return Ok(Outcome::Listed(reason));
                }
            }
        } else {
            format!(
                "CREATE TABLE {}",
                statement.name_and_rest(create.schema.is_some())
            )
        };
        self.push("table", &name, &name, sql, statement);
        if !create.as_select {
            let mut tables = self.state.tables.borrow_mut();
            tables.insert(name, Rc::new(create.table));
        }
        Ok(Outcome::Read)
    }

    /// The text that SQLite keeps of a table that was made from a query.
    fn table_of_query(&self, name: &str, statement: &Statement<'_>) -> Result<String, String> {
        let query = statement.after_word("as");
        let relations = Relations::of_texts(&self.state, [query]);
        let columns = infer_table(query, &|name| relations.get(name))
            .map_err(|error| format!("the columns of its query are unknown: {}", error.message))?;
        let columns: Vec<String> = columns
            .iter()
            .map(|column| {
                format!(
                    "{}{}",
                    quoted(&column.name),
                    affinity_type(&column.native_type)
                )
            })
            .collect();
        Ok(format!(
            "CREATE TABLE {}({})",
            quoted(name),
            columns.join(",")
        ))
    }

    fn create_virtual(&mut self, statement: &Statement<'_>) -> Applied {
        let create = read_create_virtual(statement.text, statement.tokens)?;
        if let Some(outcome) = self.check_head(&create.head)? {
            return Ok(outcome);
        }
        let name = create.head.name.clone();
        let columns_of = |table: &str| {
            let relations = Relations::of_texts(&self.state, [quote_name(table).as_str()]);
            let columns = relations.get(table)?.columns.iter();
            Some(columns.map(|column| column.name.clone()).collect())
        };
        let made = virtual_table::made_by(&name, &create.module, create.arguments, &columns_of);
        let columns = made.as_ref().map(|made| made.columns.clone());
        self.state.virtual_columns.insert(name.clone(), columns);
        self.push("table", &name, &name, create.head.definition, statement);
        for (shadow, sql) in made.map(|made| made.shadow_tables).unwrap_or_default() {
            self.state.shadow_tables.insert(shadow.clone());
            self.push("table", &shadow, &shadow, sql, statement);
        }
        Ok(Outcome::Read)
    }

    fn create_view(&mut self, statement: &Statement<'_>) -> Applied {
        let create = read_create_view(statement.text, statement.tokens)?;
        if create.query.is_empty() {
            return Err(Refused::new("the view has no query; write it after AS"));
        }
        if let Some(outcome) = self.check_head(&create.head)? {
            return Ok(outcome);
        }
        let name = create.head.name.clone();
        self.push("view", &name, &name, create.head.definition, statement);
        Ok(Outcome::Read)
    }

    fn create_trigger(&mut self, statement: &Statement<'_>) -> Applied {
        let create = read_create_trigger(statement.text, statement.tokens)?;
        let head = &create.head;
        if !statement
            .tokens
            .last()
            .is_some_and(|last| last.is_word("end"))
        {
            return Err(Refused::new(format!(
                "the body of trigger `{}` does not end with `; END`; complete it",
                head.name
            )));
        }
        let is_beside = is_elsewhere(head.schema.as_deref(), head.temporary);
        let reason = match self.state.aside.get(&fold(&create.target)) {
            Some(reason) => Some(format!(
                "its table `{}` is not modelled: {reason}",
                create.target
            )),
            None => is_beside.then(|| elsewhere(head.schema.as_deref(), head.temporary)),
        };
        if let Some(reason) = reason {
            let key = aside_key("trigger", &head.name);
            self.state.aside.insert(key, reason.clone());
            return Ok(Outcome::Listed(reason));
        }
        if let Some(existing) = self.state.objects.find_trigger(&head.name) {
            if head.if_not_exists {
                return Ok(Outcome::Read);
            }
            return Err(Refused::new(format!(
                "trigger `{}` exists already, made at {}; drop it before, or write IF NOT EXISTS",
                existing.name, existing.place
            )));
        }
        let target = match self.state.objects.find(&create.target) {
            Some(target) if target.kind != "index" => target,
            _ => {
                return Err(Refused::new(format!(
                    "there is no table or view `{}` at this point; make it before the trigger",
                    create.target
                )));
            }
        };
        let instead = create.trigger.timing.as_deref() == Some("instead_of");
        if instead != (target.kind == "view") {
            return Err(Refused::new(format!(
                "`{}` is a {}: triggers of views are INSTEAD OF, those of tables BEFORE or AFTER",
                target.name, target.kind
            )));
        }
        let target = target.name.clone();
        self.push(
            "trigger",
            &head.name,
            &target,
            head.definition.clone(),
            statement,
        );
        Ok(Outcome::Read)
    }

    fn create_index(&mut self, statement: &Statement<'_>) -> Applied {
        let mut create = read_create_index(statement.tokens)?;
        let name = create.index.name.clone();
        if let Some(reason) = self.state.aside.get(&fold(&create.table)) {
            let reason = format!("its table `{}` is not modelled: {reason}", create.table);
            self.state.aside.insert(fold(&name), reason.clone());
            return Ok(Outcome::Listed(reason));
        }
        if is_elsewhere(create.schema.as_deref(), false) {
            return Ok(Outcome::Listed(elsewhere(create.schema.as_deref(), false)));
        }
        if create.if_not_exists && self.exists(&name) {
            return Ok(Outcome::Read);
        }
        self.state.check_free(&name)?;
        let object = self.state.table(&create.table)?;
        let (owner, table) = (object.name.clone(), self.state.read_table(object)?);
        spell_columns(&mut create.index, &table);
        check_columns(&create.index.parts, &owner)?;
        let unique = if create.index.unique { " UNIQUE" } else { "" };
        let text = statement.name_and_rest(create.schema.is_some());
        let sql = format!("CREATE{unique} INDEX {text}");
        self.push("index", &name, &owner, sql, statement);
        Ok(Outcome::Read)
    }

    /// Checks what views and virtual tables have in common; gives an outcome when all is done.
    fn check_head(&mut self, head: &Head) -> Result<Option<Outcome>, Refused> {
        let of = HeadOf {
            schema: head.schema.as_deref(),
            name: &head.name,
            temporary: head.temporary,
        };
        if let Some(outcome) = self.set_aside(&of) {
            return Ok(Some(outcome));
        }
        if head.if_not_exists && self.exists(&head.name) {
            return Ok(Some(Outcome::Read));
        }
        self.state.check_free(&head.name)?;
        Ok(None)
    }

    /// Lists what is not in the main database, and remembers it.
    fn set_aside(&mut self, head: &HeadOf<'_>) -> Option<Outcome> {
        if !is_elsewhere(head.schema, head.temporary) {
            return None;
        }
        let reason = elsewhere(head.schema, head.temporary);
        // Names in other databases are only found with the database's name.
        if head.temporary
            || head
                .schema
                .is_some_and(|schema| schema.eq_ignore_ascii_case("temp"))
        {
            self.state.aside.insert(fold(head.name), reason.clone());
        }
        Some(Outcome::Listed(reason))
    }

    fn exists(&self, name: &str) -> bool {
        self.state.objects.find(name).is_some() || self.state.aside.contains_key(&fold(name))
    }

    fn push(&mut self, kind: &str, name: &str, table: &str, sql: String, at: &Statement<'_>) {
        self.state.tables.borrow_mut().remove(name);
        self.state.objects.push(Object {
            kind: kind.into(),
            name: name.into(),
            table: table.into(),
            sql,
            place: at.place.into(),
        });
    }
}

struct HeadOf<'a> {
    schema: Option<&'a str>,
    name: &'a str,
    temporary: bool,
}

/// The name under which something is remembered that is not modelled: triggers have names of their
/// own.
pub(super) fn aside_key(kind: &str, name: &str) -> String {
    match kind {
        "trigger" => format!("trigger {}", fold(name)),
        _ => fold(name),
    }
}

/// Whether something is made in another database than the main one.
pub(super) fn is_elsewhere(schema: Option<&str>, temporary: bool) -> bool {
    temporary || schema.is_some_and(|schema| !schema.eq_ignore_ascii_case("main"))
}

pub(super) fn elsewhere(schema: Option<&str>, temporary: bool) -> String {
    match schema {
        Some(schema) if !temporary && !schema.eq_ignore_ascii_case("temp") => {
            format!("it belongs to the attached database `{schema}`")
        }
        _ => "it is temporary, and gone when the connection ends".into(),
    }
}

pub(super) fn is_internal(name: &str) -> bool {
    name.get(..7)
        .is_some_and(|start| start.eq_ignore_ascii_case("sqlite_"))
}

/// A word that is no column of the table is a mistake, unless it is a literal.
fn check_columns(parts: &[schema_model::IndexPart], table: &str) -> Result<(), Refused> {
    for part in parts {
        if let IndexKey::Expression(text) = &part.key
            && is_plain_name(text)
        {
            return Err(Refused::new(format!(
                "table `{table}` has no column `{text}` at this point; correct the name"
            )));
        }
    }
    Ok(())
}

fn is_plain_name(text: &str) -> bool {
    let word = text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    let literal = ["null", "true", "false"]
        .iter()
        .any(|known| text.eq_ignore_ascii_case(known));
    word && !literal && !text.starts_with(|c: char| c.is_ascii_digit())
}

impl Statement<'_> {
    /// The text from the name of what is made, without the schema before it, to the last token.
    fn name_and_rest(&self, is_qualified: bool) -> &str {
        let mut cursor = Cursor::new(self.tokens);
        // The kind is the last of the words that stand before every name.
        while !cursor.is_end() && !cursor.eat(&["table"]) && !cursor.eat(&["index"]) {
            cursor.next();
        }
        cursor.eat(&["if", "not", "exists"]);
        if is_qualified {
            cursor.next();
            cursor.next();
        }
        let start = cursor
            .rest()
            .first()
            .map_or(self.text.len(), |token| token.start);
        let end = self.tokens.last().map_or(self.text.len(), Token::end);
        self.text.get(start..end).unwrap_or_default()
    }

    /// The text after a word.
    fn after_word(&self, word: &str) -> &str {
        let at = self.tokens.iter().position(|token| token.is_word(word));
        let start = at.map_or(self.text.len(), |at| self.tokens[at].end());
        self.text.get(start..).unwrap_or_default()
    }
}
