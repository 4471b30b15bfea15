//! Columns, with the constraints that are declared on them.

use schema_model::{
    Column, Constraint, ConstraintKind, Generated, Identity, LogicalType, ObjectName, Options,
};

use super::super::quote::qualified;
use super::constraint::{make_name, parse_constraint, starts_constraint};
use super::cursor::Cursor;
use super::database::Database;
use super::expression::printed_default;
use super::index::parse_options;
use super::script::{Applied, need, unexpected};
use super::sequence::{SequenceText, parse_sequence_options};
use super::type_name::{TypeName, parse_type};

/// A column with what was declared on it and belongs to the table.
pub(super) struct ColumnText {
    pub column: Column,
    pub ty: TypeName,
    pub constraints: Vec<Constraint>,
    /// What was said of the sequence behind an identity column.
    pub identity: Option<SequenceText>,
}

/// Reads `name type attribute …`.
pub(super) fn parse_column(
    cursor: &mut Cursor<'_, '_>,
    db: &Database,
    table: &str,
) -> Applied<ColumnText> {
    let name = cursor.identifier();
    let name = need(cursor, name, "the name of a column")?;
    let ty = parse_type(cursor, db);
    let ty = need(cursor, ty, "a type")?;
    let mut text = ColumnText::new(name, ty);
    text.parse_attributes(cursor, db, table)?;
    Ok(text)
}

impl ColumnText {
    pub fn new(name: String, ty: TypeName) -> Self {
        let mut column = Column::new(name, &ty.native, ty.logical.clone());
        column.nullable = !ty.serial;
        column.dimensions = ty.dimensions;
        Self {
            column,
            ty,
            constraints: Vec::new(),
            identity: None,
        }
    }

    /// Reads what follows the type, up to the end.
    pub fn parse_attributes(
        &mut self,
        cursor: &mut Cursor<'_, '_>,
        db: &Database,
        table: &str,
    ) -> Applied {
        let usual = make_name(table, &self.column.name, "not_null");
        while !cursor.is_done() {
            let mut name = None;
            if cursor.eat("constraint") {
                name = cursor.identifier();
            }
            if !self.parse_attribute(cursor, db, name)? {
                return Err(unexpected(cursor, "an attribute of a column"));
            }
        }
        let named = &mut self.column.not_null_name;
        *named = named.take().filter(|name| *name != usual);
        Ok(())
    }

    fn parse_attribute(
        &mut self,
        cursor: &mut Cursor<'_, '_>,
        db: &Database,
        name: Option<String>,
    ) -> Applied<bool> {
        let column = &mut self.column;
        if cursor.eat("not null") {
            column.nullable = false;
            // Versions before 18 forget the name; so nobody writes one for them.
            column.not_null_name = name;
            if cursor.eat("no inherit") {
                let key = "not_null_no_inherit";
                column.options.insert(key.into(), "true".into());
            }
        } else if cursor.eat("null") {
        } else if cursor.eat("default") {
            let text = default_text(cursor);
            column.default = printed_default(text, &self.ty, db);
        } else if cursor.eat("generated") {
            self.parse_generated(cursor)?;
        } else if cursor.eat("collate") {
            let collation = cursor.name();
            column.collation = collation_name(&need(cursor, collation, "a collation")?);
        } else if cursor.eat("storage") {
            let storage = cursor.identifier();
            self.insert("storage", need(cursor, storage, "a word")?);
        } else if cursor.eat("compression") {
            let compression = cursor.identifier();
            self.insert("compression", need(cursor, compression, "a word")?);
        } else if cursor.eat("options") {
            let inner = cursor.parenthesized();
            column
                .options
                .extend(foreign_options(need(cursor, inner, "options")?));
        } else {
            return self.parse_column_constraint(cursor, name);
        }
        Ok(true)
    }

    fn insert(&mut self, key: &str, value: String) {
        // The default is not kept.
        if value != "default" {
            self.column.options.insert(key.into(), value);
        }
    }

    fn parse_column_constraint(
        &mut self,
        cursor: &mut Cursor<'_, '_>,
        name: Option<String>,
    ) -> Applied<bool> {
        let of_column = cursor.at_any(&["primary", "unique", "references"]);
        if !of_column && !starts_constraint(cursor) {
            // These belong to the constraint before.
            return Ok(cursor
                .eat_any(&["not deferrable", "initially immediate", "enforced"])
                .is_some());
        }
        let column = of_column.then(|| self.column.name.clone());
        let constraint = parse_constraint(cursor, name, column.as_deref());
        self.constraints
            .push(need(cursor, constraint, "a constraint")?);
        Ok(true)
    }

    fn parse_generated(&mut self, cursor: &mut Cursor<'_, '_>) -> Applied {
        let always = cursor.eat("always");
        if !always && !cursor.eat("by default") {
            return Err(unexpected(cursor, "`ALWAYS` or `BY DEFAULT`"));
        }
        if !cursor.eat("as") {
            return Err(unexpected(cursor, "`AS`"));
        }
        if cursor.eat("identity") {
            let sequence = match cursor.parenthesized() {
                Some(mut inner) => parse_sequence_options(&mut inner)?,
                None => SequenceText::default(),
            };
            self.column.identity = Some(Box::new(Identity {
                always,
                sequence: None,
                options: Options::new(),
            }));
            self.column.nullable = false;
            self.identity = Some(sequence);
            return Ok(());
        }
        let expression = cursor.parenthesized();
        let expression = need(cursor, expression, "an expression")?;
        let stored = cursor.eat("stored");
        cursor.eat("virtual");
        self.column.generated = Some(Box::new(Generated {
            expression: expression.unparenthesized().to_owned(),
            stored,
        }));
        Ok(())
    }
}

/// The text of a default, up to the next attribute.
fn default_text<'a, 't>(cursor: &mut Cursor<'a, 't>) -> Cursor<'a, 't> {
    const AFTER: &[&str] = &[
        "not",
        "null",
        "constraint",
        "check",
        "unique",
        "primary",
        "references",
        "generated",
        "collate",
        "default",
        "storage",
        "compression",
        "deferrable",
        "initially",
    ];
    let start = cursor.clone();
    let before = cursor.rest().len();
    // A default can be NULL itself.
    if cursor.parenthesized().is_none() {
        cursor.bump();
    }
    cursor.take_until(|token| AFTER.iter().any(|word| token.is_word(word)));
    start.slice(0, before - cursor.rest().len())
}

/// The name of a collation, unless it is the one of the database.
pub(super) fn collation_name(name: &ObjectName) -> Option<String> {
    let of_server = name.namespace.as_deref() == Some("pg_catalog");
    if name.name == "default" && (of_server || name.namespace.is_none()) {
        return None;
    }
    Some(match of_server {
        true => super::super::quote::identifier(&name.name),
        false => qualified(name),
    })
}

/// `(name 'value', …)` of a foreign table or column.
pub(super) fn foreign_options(inner: Cursor<'_, '_>) -> Options {
    let options = parse_options(inner).into_iter();
    options
        .map(|(key, value)| (format!("foreign.{key}"), value))
        .collect()
}

/// What a column of a composite type is read as.
pub(super) fn field(name: String, ty: &TypeName) -> Column {
    let mut column = Column::new(name, &ty.native, ty.logical.clone());
    column.nullable = true;
    column.dimensions = ty.dimensions;
    column
}

/// Whether a constraint is one that a key or check can be; others are read elsewhere.
pub(super) fn is_foreign(constraint: &Constraint) -> bool {
    matches!(constraint.kind, ConstraintKind::ForeignKey(_))
}

/// Whether a type is not modelled; it is listed then.
pub(super) fn is_other(logical: &LogicalType) -> bool {
    super::type_name::holds_other(logical)
}
