//! Queries: common table expressions, set operations, SELECT.

use schema_model::ObjectName;

use super::super::ddl::cursor::Cursor;
use super::relations::{Relation, from_list, narrow};
use super::{Known, Lookup, Nulls, expression};

/// The relations that a query can name.
#[derive(Clone)]
pub(super) struct Scope<'l> {
    lookup: &'l Lookup<'l>,
    /// Common table expressions, the nearest last; without columns when those are not known.
    common: Vec<(String, Option<Vec<Known>>)>,
    /// How deep queries may still be nested.
    depth: usize,
}

impl<'l> Scope<'l> {
    pub fn new(lookup: &'l Lookup<'l>) -> Self {
        Self {
            lookup,
            common: Vec::new(),
            depth: 64,
        }
    }

    /// The columns of a relation; none when they are not known.
    pub fn find(&self, name: &ObjectName) -> Option<Vec<Known>> {
        let mut common = self.common.iter().rev();
        match &name.namespace {
            None => common.find(|(known, _)| *known == name.name)?.1.clone(),
            Some(_) => (self.lookup)(name),
        }
    }
}

/// The columns of a query; none when it is not understood.
pub(super) fn columns(mut query: Cursor<'_, '_>, outer: &Scope<'_>) -> Option<Vec<Known>> {
    let mut scope = outer.clone();
    scope.depth = scope.depth.checked_sub(1)?;
    if query.eat("with") {
        add_common(&mut query, &mut scope)?;
    }
    let mut found = branch(&mut query, &scope)?;
    while query.at_any(SET_OPERATIONS) {
        query.bump();
        query.eat("all");
        let other = branch(&mut query, &scope)?;
        if other.len() != found.len() {
            return None;
        }
        for (column, other) in found.iter_mut().zip(other) {
            column.nulls = Nulls::of_any([column.nulls, other.nulls]);
            column.is_plain &= other.is_plain;
        }
    }
    Some(found)
}

const SET_OPERATIONS: &[&str] = &["union", "intersect", "except"];

/// What a part of SELECT ends at.
const CLAUSES: &[&str] = &[
    "from",
    "where",
    "group",
    "having",
    "window",
    "order",
    "limit",
    "offset",
    "fetch",
    "for",
    "union",
    "intersect",
    "except",
];

fn add_common(query: &mut Cursor<'_, '_>, scope: &mut Scope<'_>) -> Option<()> {
    let is_recursive = query.eat("recursive");
    loop {
        let name = query.identifier()?;
        let names = match query.at_symbol("(") {
            true => Some(query.columns()?),
            false => None,
        };
        query.eat("as").then_some(())?;
        let _ = query.eat("not materialized") || query.eat("materialized");
        let inner = query.parenthesized()?;
        let found = match is_recursive {
            // What it reads of itself is not known before it is read.
            true => None,
            false => columns(inner, scope),
        };
        scope.common.push((name, renamed(found, names.as_deref())));
        if !query.eat_symbol(",") {
            return Some(());
        }
    }
}

/// Columns under the names of an alias, which may name fewer.
pub(super) fn renamed(columns: Option<Vec<Known>>, names: Option<&[String]>) -> Option<Vec<Known>> {
    let mut columns = columns?;
    for (column, name) in columns.iter_mut().zip(names.unwrap_or_default()) {
        column.name.clone_from(name);
    }
    Some(columns)
}

/// One side of a set operation.
fn branch(query: &mut Cursor<'_, '_>, scope: &Scope<'_>) -> Option<Vec<Known>> {
    if query.at_symbol("(") {
        return columns(query.parenthesized()?, scope);
    }
    query.eat("select").then_some(())?;
    if query.eat("distinct") && query.eat("on") {
        query.parenthesized()?;
    }
    let items = part(query);
    let mut relations = match query.eat("from") {
        true => from_list(part(query), scope)?,
        false => Vec::new(),
    };
    if query.eat("where") {
        narrow(part(query), &mut relations);
    }
    let grouped = match query.eat("group") {
        true => {
            query.eat("by").then_some(())?;
            group_by(part(query), &mut relations)
        }
        false => false,
    };
    // What follows does not make columns; a set operation ends it.
    query.take_until(|token| SET_OPERATIONS.iter().any(|word| token.is_word(word)));
    let context = expression::Context {
        relations: &relations,
        grouped,
    };
    items
        .split_commas()
        .into_iter()
        .map(|item| column(item, &context))
        .collect()
}

fn part<'a, 't>(query: &mut Cursor<'a, 't>) -> Cursor<'a, 't> {
    query.take_until(|token| CLAUSES.iter().any(|word| token.is_word(word)))
}

/// Whether every group has rows of its own. Where groups are added up to larger ones, what they are
/// grouped by is NULL in those.
fn group_by(clause: Cursor<'_, '_>, relations: &mut [Relation]) -> bool {
    let words = ["grouping", "rollup", "cube"];
    let tokens = clause.rest();
    let adds_up = tokens
        .iter()
        .any(|token| words.iter().any(|word| token.is_word(word)));
    if adds_up {
        relations.iter_mut().for_each(Relation::forget);
    }
    !adds_up
}

/// An item of SELECT.
fn column(mut item: Cursor<'_, '_>, context: &expression::Context<'_>) -> Option<Known> {
    let value = item.take_until(|token| token.is_word("as"));
    let of = context.known(value.clone());
    let nulls = context.nulls(value);
    let name = match item.eat("as") {
        true => item.identifier()?,
        false => of.map(|known| known.name.clone()).unwrap_or_default(),
    };
    Some(Known {
        name,
        nulls,
        // Of what is computed, the type is not known.
        is_plain: of.is_some_and(|known| known.is_plain),
    })
}
