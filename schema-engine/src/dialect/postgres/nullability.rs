//! Which columns of a view can be NULL, and of which types they are.
//!
//! The server does not say the first, so its query is read as the server prints it, which is
//! regular: names are qualified and every operation stands in parentheses. What people write is read
//! too, and then the types as well, since there is no server to ask. What is not understood is left
//! open and assumed to be nullable; nothing is guessed.

mod arithmetic;
mod expression;
mod functions;
mod query;
mod relations;
mod typing;

use std::collections::{BTreeMap, HashMap};

use schema_model::{Column, LogicalType, Nullability, ObjectName, Schema, Table, TableKind};

use super::ddl::cursor::Cursor;
use super::ddl::lexer::{TokenKind, tokens};
use super::ddl::type_name::TypeName;
use super::view_order::in_order;

pub(crate) use functions::is_computing;

/// Whether a value can be NULL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Nulls {
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
pub(crate) struct Known {
    pub name: String,
    nulls: Nulls,
    /// Whether its type is one for which casts and functions give NULL only for NULL. A JSON `null`
    /// and the end of a range without end can become NULL.
    is_plain: bool,
    /// Its type, where that is asked for and known.
    pub ty: Option<TypeName>,
    /// How a join by common columns shows it.
    merged: Merged,
}

/// What a join makes of a column that both sides have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Merged {
    No,
    /// It stands for both, before the others.
    Shown,
    /// The other one stands for it.
    Hidden,
}

/// What a query can name.
pub(crate) trait Names {
    /// The columns of a table or view.
    fn relation(&self, name: &ObjectName) -> Option<Vec<Known>>;

    /// The type that is written there; none where types are not asked for.
    fn cast(&self, _ty: &mut Cursor<'_, '_>) -> Option<TypeName> {
        None
    }

    /// What a function that somebody made gives.
    fn result(&self, _function: &ObjectName) -> Option<TypeName> {
        None
    }
}

impl<F: Fn(&ObjectName) -> Option<Vec<Known>>> Names for F {
    fn relation(&self, name: &ObjectName) -> Option<Vec<Known>> {
        self(name)
    }
}

/// Whether an operator stands outside of all parentheses.
pub(crate) fn has_operator(value: Cursor<'_, '_>) -> bool {
    expression::holds(value, |token| {
        token.kind == TokenKind::Symbol && !["::", ".", "(", "["].contains(&token.text)
    })
}

/// For each view that is written with names without namespaces, where those are looked for.
pub(crate) type Paths = BTreeMap<ObjectName, Vec<String>>;

/// Says of the columns of all views whether they can be NULL.
pub(crate) fn prove(schema: &mut Schema, paths: &Paths) {
    let Schema { tables, views, .. } = schema;
    let tables: HashMap<&ObjectName, &Table> =
        tables.iter().map(|table| (&table.name, table)).collect();
    let mut proved: HashMap<ObjectName, Vec<Known>> = HashMap::new();
    for index in in_order(views) {
        let view = &mut views[index];
        let path = paths.get(&view.name).map_or(&[][..], Vec::as_slice);
        let find = |name: &ObjectName| {
            let candidates = path.iter().map(|it| ObjectName::qualified(it, &name.name));
            let mut candidates = candidates.filter(|_| name.namespace.is_none());
            // Tables are told of when they are asked for: most are not.
            let known = |name: &ObjectName| {
                let view = proved.get(name).cloned();
                view.or_else(|| tables.get(name).copied().map(known_columns))
            };
            known(name).or_else(|| candidates.find_map(|name| known(&name)))
        };
        let found = columns_of(&view.definition, &find);
        let found = found.filter(|found| found.len() == view.columns.len());
        for (column, found) in view.columns.iter_mut().zip(found.into_iter().flatten()) {
            column.nullable = found.nulls != Nulls::Never;
            column.nullability = match found.nulls {
                Nulls::Unknown => Nullability::Assumed,
                _ => Nullability::Proved,
            };
        }
        let columns = view.columns.iter().map(|it| known_column(it, false));
        proved.insert(view.name.clone(), columns.collect());
    }
}

fn known_columns(table: &Table) -> Vec<Known> {
    // What a foreign table declares, nobody enforces.
    let is_foreign = table.kind == TableKind::Foreign;
    let columns = table.columns.iter();
    columns.map(|it| known_column(it, is_foreign)).collect()
}

/// What is known of a column of a table or view; the type is left to others.
pub(crate) fn known_column(column: &Column, is_foreign: bool) -> Known {
    let is_checked = !is_foreign && !column.options.contains_key("not_null_not_valid");
    let nulls = match column.nullable {
        _ if column.nullability == Nullability::Assumed => Nulls::Unknown,
        true => Nulls::Possible,
        false if is_checked => Nulls::Never,
        false => Nulls::Unknown,
    };
    Known::new(&column.name, nulls, is_plain(&column.logical_type))
}

impl Known {
    fn new(name: &str, nulls: Nulls, is_plain: bool) -> Self {
        Self {
            name: name.into(),
            nulls,
            is_plain,
            ty: None,
            merged: Merged::No,
        }
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
pub(crate) fn columns_of(query: &str, names: &dyn Names) -> Option<Vec<Known>> {
    let tokens = tokens(query);
    query::columns(Cursor::new(query, &tokens), &query::Scope::new(names))
}

#[cfg(test)]
mod tests;
