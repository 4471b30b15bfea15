//! Which columns of a view can be NULL.
//!
//! The server does not say, so its query is read as the server prints it, which is regular: names
//! are qualified and every operation stands in parentheses. What is not understood is left open and
//! assumed to be nullable; nothing is guessed.

mod expression;
mod query;
mod relations;

use std::collections::HashMap;

use schema_model::{Column, LogicalType, Nullability, ObjectName, Schema, TableKind};

use super::ddl::cursor::Cursor;
use super::ddl::lexer::tokens;
use super::view_order::in_order;

/// Whether a value can be NULL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Nulls {
    /// It cannot.
    Never,
    /// It can, and the query says why.
    Possible,
    /// That is not known.
    Unknown,
}

impl Nulls {
    /// Of a value that is NULL when one of `parts` is.
    fn of_any(parts: impl IntoIterator<Item = Self>) -> Self {
        parts
            .into_iter()
            .fold(Self::Never, |all, part| match (all, part) {
                (Self::Unknown, _) | (_, Self::Unknown) => Self::Unknown,
                (Self::Possible, _) | (_, Self::Possible) => Self::Possible,
                _ => Self::Never,
            })
    }

    /// Of a value that is NULL only when all `parts` are.
    fn of_all(parts: impl IntoIterator<Item = Self>) -> Self {
        let parts: Vec<_> = parts.into_iter().collect();
        match parts.contains(&Self::Never) {
            true => Self::Never,
            false => Self::of_any(parts),
        }
    }

    /// Of a value on the side of an outer join that can be missing.
    fn or_missing(self) -> Self {
        match self {
            Self::Unknown => Self::Unknown,
            _ => Self::Possible,
        }
    }
}

/// A column that a query can read or gives.
#[derive(Debug, Clone)]
struct Known {
    name: String,
    nulls: Nulls,
    /// Whether its type is one for which casts and functions give NULL only for NULL. A JSON `null`
    /// and the end of a range without end can become NULL.
    is_plain: bool,
}

/// Finds the columns of a table or view.
type Lookup<'l> = dyn Fn(&ObjectName) -> Option<Vec<Known>> + 'l;

/// Says of the columns of all views whether they can be NULL.
pub(crate) fn prove(schema: &mut Schema) {
    let mut known: HashMap<ObjectName, Vec<Known>> = schema
        .tables
        .iter()
        .map(|table| {
            // What a foreign table declares, nobody enforces.
            let is_foreign = table.kind == TableKind::Foreign;
            let of = |column| of_column(column, is_foreign);
            (table.name.clone(), table.columns.iter().map(of).collect())
        })
        .collect();
    for index in in_order(&schema.views) {
        let view = &mut schema.views[index];
        let found = columns(&view.definition, &|name| known.get(name).cloned());
        let found = found.filter(|found| found.len() == view.columns.len());
        for (column, found) in view.columns.iter_mut().zip(found.into_iter().flatten()) {
            column.nullable = found.nulls != Nulls::Never;
            column.nullability = match found.nulls {
                Nulls::Unknown => Nullability::Assumed,
                _ => Nullability::Proved,
            };
        }
        let columns = view.columns.iter().map(|column| of_column(column, false));
        known.insert(view.name.clone(), columns.collect());
    }
}

fn of_column(column: &Column, is_foreign: bool) -> Known {
    let is_checked = !is_foreign && !column.options.contains_key("not_null_not_valid");
    Known {
        name: column.name.clone(),
        nulls: match column.nullable {
            _ if column.nullability == Nullability::Assumed => Nulls::Unknown,
            true => Nulls::Possible,
            false if is_checked => Nulls::Never,
            false => Nulls::Unknown,
        },
        is_plain: is_plain(&column.logical_type),
    }
}

fn is_plain(logical: &LogicalType) -> bool {
    use LogicalType as L;
    matches!(
        logical,
        L::Bool
            | L::Int16
            | L::Int32
            | L::Int64
            | L::Float32
            | L::Float64
            | L::Decimal { .. }
            | L::Money
            | L::Text
            | L::CaseInsensitiveText
            | L::Bytes
            | L::Date
            | L::Time
            | L::Timestamp
            | L::TimestampWithTimeZone
            | L::Interval
            | L::Uuid
            | L::Enum(_)
    )
}

/// The columns of a query; none when it is not understood.
fn columns(query: &str, lookup: &Lookup<'_>) -> Option<Vec<Known>> {
    let tokens = tokens(query);
    query::columns(Cursor::new(query, &tokens), &query::Scope::new(lookup))
}

#[cfg(test)]
mod tests;
