//! What a struct states about native types, defaults and indexes, held against its table. What it
//! does not state is not asked for.

use proc_macro2::Span;

use super::relation::Source;
use super::{Context, wording};
use crate::Rule;
use crate::model::{DefaultStatement, FieldModel, Named};
use crate::snapshot::{Column, Relation};

mod sql;

pub use sql::{same_default, same_expression, same_type};

/// Checks every statement.
pub fn check(context: &Context<'_>, source: &Source, matched: &[(&FieldModel, &Column)]) {
    let statements = Statements { context, source };
    for (model, column) in matched {
        if let Some(stated) = &model.sql_type {
            statements.check_type(stated, column);
        }
        if let Some(stated) = &model.default {
            statements.check_default(stated, column);
        }
        if let Some(span) = model.index {
            statements.expect_index(span, &[column.name.as_str()]);
        }
    }
    for statement in &context.model.options.index {
        let columns = statement.columns.iter();
        let columns: Vec<&str> = columns.map(|named| named.name.as_str()).collect();
        statements.expect_index(statement.span, &columns);
    }
}

struct Statements<'a> {
    context: &'a Context<'a>,
    source: &'a Source,
}

impl Statements<'_> {
    fn check_type(&self, stated: &Named, column: &Column) {
        if same_type(&stated.name, &column.native_type) {
            return;
        }
        self.context.report.error(
            stated.span,
            Rule::OtherNativeType,
            format!(
                "{} is `{}`, but its field states `{}`\n\
                 help: write `sql_type = {:?}`, or change the column and run `cargo schema refresh`",
                self.source.place(column),
                column.native_type,
                stated.name,
                column.native_type
            ),
        );
    }

    fn check_default(&self, stated: &DefaultStatement, column: &Column) {
        let found = column.default.as_deref();
        let is_met = match (&stated.text, found) {
            (Some(text), Some(found)) => same_default(text, found, &column.logical_type),
            (Some(_), None) => false,
            (None, _) => !column.nullable && column.can_be_omitted() || found.is_some(),
        };
        if is_met {
            return;
        }
        let has = match found {
            Some(found) => format!("the default `{found}`"),
            None => "no default".to_owned(),
        };
        let (states, remedy) = match (&stated.text, found) {
            (Some(text), Some(found)) => {
                (format!("`{text}`"), format!("write `default = {found:?}`"))
            }
            (Some(text), None) => (format!("`{text}`"), "remove `default`".into()),
            (None, _) => ("that it has one".into(), "remove `default`".into()),
        };
        self.context.report.error(
            stated.span,
            Rule::OtherDefault,
            format!(
                "{} has {has}, but its field states {states}\n\
                 help: {remedy}, or change the column and run `cargo schema refresh`",
                self.source.place(column)
            ),
        );
    }

    fn expect_index(&self, span: Span, stated: &[&str]) {
        let relation = match self.source {
            Source::Relation(relation) => Some(&**relation),
            Source::Composite(_) | Source::Domain(..) => None,
        };
        let mut found = relation.into_iter().flat_map(Relation::indexed_columns);
        if found.any(|columns| columns.starts_with(stated)) {
            return;
        }
        let what = match stated {
            [_] => "column",
            _ => "columns",
        };
        self.context.report.error(
            span,
            Rule::NoIndex,
            format!(
                "no index of {} `{}` starts with {what} {}\n\
                 help: add an index to the table and run `cargo schema refresh`, or remove `index`",
                self.source.word(),
                self.source.name(),
                wording::list(stated)
            ),
        );
    }
}
