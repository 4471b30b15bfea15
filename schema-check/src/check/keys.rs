//! What a struct states about keys, held against the constraints and indexes of its table. What it
//! does not state is not asked for.

use proc_macro2::Span;
use schema_model::ObjectName;

use super::relation::{self, Source, split_column};
use super::{Context, wording};
use crate::Rule;
use crate::model::{FieldModel, Named};
use crate::parse::unraw;
use crate::snapshot::{Column, ForeignKey, Relation};

/// Checks every statement about a key.
pub fn check(context: &Context<'_>, source: &Source, matched: &[(&FieldModel, &Column)]) {
    let relation = match source {
        Source::Relation(relation) => Some(&**relation),
        // Neither has keys, so nothing that is stated can be true.
        Source::Composite(_) | Source::Domain(..) => None,
    };
    let keys = Keys {
        context,
        source,
        relation,
    };
    keys.check_primary_key(matched);
    keys.check_unique(matched);
    for (model, column) in matched {
        if let Some(named) = &model.references {
            keys.check_reference(named, column);
        }
    }
}

struct Keys<'a> {
    context: &'a Context<'a>,
    source: &'a Source,
    relation: Option<&'a Relation>,
}

impl Keys<'_> {
    fn check_primary_key(&self, matched: &[(&FieldModel, &Column)]) {
        let marked = matched
            .iter()
            .filter(|(model, _)| model.primary_key.is_some());
        let mut stated: Vec<&str> = marked.map(|(_, column)| column.name.as_str()).collect();
        let mut spans = matched.iter().filter_map(|(model, _)| model.primary_key);
        let mut span = spans.next();
        if let Some(statement) = &self.context.model.options.primary_key {
            stated.extend(statement.columns.iter().map(|named| named.name.as_str()));
            span = Some(statement.span);
        }
        let Some(span) = span else { return };
        let found = self.relation.and_then(Relation::primary_key);
        let found: Vec<&str> = found
            .unwrap_or_default()
            .iter()
            .map(String::as_str)
            .collect();
        if same_columns(&stated, &found) {
            return;
        }
        let has = match found.as_slice() {
            [] => "no primary key".to_owned(),
            found => format!("the primary key {}", wording::list(found)),
        };
        self.context.report.error(
            span,
            Rule::OtherPrimaryKey,
            format!(
                "{} `{}` has {has}, but `{}` states {}\n\
                 help: state the key that the table has, or change the table and run `cargo schema refresh`",
                self.source.word(),
                self.source.name(),
                unraw(&self.context.item.name),
                wording::list(&stated)
            ),
        );
    }

    fn check_unique(&self, matched: &[(&FieldModel, &Column)]) {
        for (model, column) in matched {
            if let Some(span) = model.unique {
                self.expect_unique(span, &[column.name.as_str()]);
            }
        }
        for statement in &self.context.model.options.unique {
            let columns = statement.columns.iter();
            let columns: Vec<&str> = columns.map(|named| named.name.as_str()).collect();
            self.expect_unique(statement.span, &columns);
        }
    }

    fn expect_unique(&self, span: Span, stated: &[&str]) {
        let mut keys = self.relation.into_iter().flat_map(Relation::unique_keys);
        if keys.any(|key| same_columns(&key, stated)) {
            return;
        }
        let what = match stated {
            [_] => "column",
            _ => "columns",
        };
        self.context.report.error(
            span,
            Rule::NotUnique,
            format!(
                "nothing makes {what} {} of {} `{}` unique\n\
                 help: add a unique key to the table and run `cargo schema refresh`, or remove `unique`",
                wording::list(stated),
                self.source.word(),
                self.source.name()
            ),
        );
    }

    fn check_reference(&self, named: &Named, column: &Column) {
        let Some(stated) = self.reference(named) else {
            return;
        };
        let from_here: Vec<(&ForeignKey, usize)> =
            (self.relation.into_iter().flat_map(Relation::foreign_keys))
                .filter_map(|key| Some((key, key.columns.iter().position(|c| *c == column.name)?)))
                .collect();
        if from_here.iter().any(|(key, at)| stated.is(key, *at)) {
            return;
        }
        let refers: Vec<String> = (from_here.iter())
            .map(|(key, at)| match key.referenced_columns.get(*at) {
                Some(column) => format!("{}.{column}", key.references),
                None => key.references.to_string(),
            })
            .collect();
        let fact = match refers.as_slice() {
            [] => "has no foreign key".to_owned(),
            refers => format!("refers to {}", wording::list(refers)),
        };
        self.context.report.error(
            named.span,
            Rule::OtherReference,
            format!(
                "column `{}.{}` {fact}, but its field states `{}`\n\
                 help: state what the column refers to, or add a foreign key and run `cargo schema refresh`",
                self.source.name(),
                column.name,
                named.name
            ),
        );
    }

    /// `table` or `table.column`, with or without the table's namespace.
    fn reference(&self, named: &Named) -> Option<Reference> {
        let snapshot = self.context.snapshot;
        let whole: Option<ObjectName> = named.name.parse().ok();
        let whole = match whole {
            Some(name) => self.context.read(named.span, snapshot.relation(&name))?,
            None => None,
        };
        if let Some(table) = whole {
            return Some(Reference {
                table: table.name.clone(),
                column: None,
            });
        }
        let (table, column) = match split_column(&named.name) {
            Some((table, column)) => (table, Some(column)),
            None => (named.name.as_str(), None),
        };
        let table = Named {
            name: table.to_owned(),
            span: named.span,
        };
        let table = relation::find_table(self.context, &table)?;
        Some(Reference {
            table: table.name.clone(),
            column,
        })
    }
}

/// What a field states that its column refers to.
struct Reference {
    table: ObjectName,
    column: Option<String>,
}

impl Reference {
    /// Whether one column of a foreign key refers to this.
    fn is(&self, key: &ForeignKey, at: usize) -> bool {
        let same_column = match (&self.column, key.referenced_columns.get(at)) {
            (Some(stated), Some(found)) => stated == found,
            // Where the key names no columns, the primary key is meant, whatever it is.
            _ => true,
        };
        key.references == self.table && same_column
    }
}

fn same_columns(one: &[&str], other: &[&str]) -> bool {
    let within = |these: &[&str], those: &[&str]| these.iter().all(|column| those.contains(column));
    one.len() == other.len() && within(one, other) && within(other, one)
}
