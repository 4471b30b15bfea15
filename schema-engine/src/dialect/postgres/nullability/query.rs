//! Queries: common table expressions, set operations, SELECT.

use schema_model::ObjectName;

use super::super::ddl::cursor::Cursor;
use super::super::ddl::figure::column_name;
use super::super::ddl::lexer::TokenKind;
use super::relations::{Relation, from_list, narrow};
use super::{Known, Merged, Names, Nulls, arithmetic, expression};

/// The relations that a query can name.
#[derive(Clone)]
pub(super) struct Scope<'l> {
    pub names: &'l dyn Names,
    /// Common table expressions, the nearest last; without columns when those are not known.
    common: Vec<(String, Option<Vec<Known>>)>,
    /// How deep queries may still be nested.
    depth: usize,
}

impl<'l> Scope<'l> {
    pub fn new(names: &'l dyn Names) -> Self {
        Self {
            names,
            common: Vec::new(),
            depth: 64,
        }
    }

    /// The columns of a relation; none when they are not known.
    pub fn find(&self, name: &ObjectName) -> Option<Vec<Known>> {
        let mut common = self.common.iter().rev();
        let is_it = |(known, _): &&(String, _)| name.namespace.is_none() && *known == name.name;
        match common.find(is_it) {
            Some((_, columns)) => columns.clone(),
            None => self.names.relation(name),
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
            column.ty = arithmetic::common(column.ty.take(), other.ty);
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
            true => recursive(inner, scope),
            false => columns(inner, scope),
        };
        scope.common.push((name, renamed(found, names.as_deref())));
        if !query.eat_symbol(",") {
            return Some(());
        }
    }
}

/// The columns of a query that may read itself: those of its first part. Whether they can be NULL is
/// not known before the other part is read.
fn recursive(mut query: Cursor<'_, '_>, scope: &Scope<'_>) -> Option<Vec<Known>> {
    let mut scope = scope.clone();
    scope.depth = scope.depth.checked_sub(1)?;
    let mut found = branch(&mut query, &scope)?;
    for column in &mut found {
        column.nulls = Nulls::Unknown;
    }
    Some(found)
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
        scope,
    };
    let mut found = Vec::new();
    for item in items.split_commas() {
        match star(&item, &relations) {
            Some(columns) => found.extend(columns?),
            None => found.push(column(item, &context)?),
        }
    }
    Some(found)
}

/// The columns that `*` or `name.*` stands for, if that is what stands here; none inside when they
/// are not known.
fn star(item: &Cursor<'_, '_>, relations: &[Relation]) -> Option<Option<Vec<Known>>> {
    let (last, before) = item.rest().split_last()?;
    if !last.is_symbol("*") {
        return None;
    }
    let all = match before {
        [] => relations.iter().collect::<Vec<_>>(),
        [.., name, dot] if dot.is_symbol(".") => {
            let name = name.identifier()?;
            relations.iter().filter(|it| it.name == name).collect()
        }
        _ => return None,
    };
    let columns: Option<Vec<&Vec<Known>>> = all.iter().map(|it| it.columns.as_ref()).collect();
    let Some(columns) = columns.filter(|columns| !columns.is_empty()) else {
        return Some(None);
    };
    let of_one = !before.is_empty();
    let shown = |wanted: Merged| {
        let columns = columns.iter().copied().flatten();
        columns.filter(move |column| column.merged == wanted)
    };
    let expanded: Vec<Known> = match of_one {
        true => columns.iter().copied().flatten().cloned().collect(),
        false => shown(Merged::Shown)
            .chain(shown(Merged::No))
            .cloned()
            .collect(),
    };
    let plain = |column| Known {
        merged: Merged::No,
        ..column
    };
    Some(Some(expanded.into_iter().map(plain).collect()))
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
    let mut value = item.take_until(|token| token.is_word("as"));
    let mut name = None;
    if item.eat("as") {
        name = Some(item.identifier()?);
    } else if let Some(alias) = alias(&value) {
        name = Some(alias);
        value = value.slice(0, value.rest().len() - 1);
    }
    let of = context.known(value.clone());
    Some(Known {
        name: name.unwrap_or_else(|| column_name(value.clone())),
        nulls: context.nulls(value.clone()),
        // Of what is computed, the type need not be known.
        is_plain: of.is_some_and(|known| known.is_plain),
        ty: context.ty(value),
        merged: Merged::No,
    })
}

/// A name behind an expression, without `AS`.
fn alias(value: &Cursor<'_, '_>) -> Option<String> {
    /// What an expression can end with.
    const ENDS: &[&str] = &[
        "end",
        "null",
        "true",
        "false",
        "unknown",
        "zone",
        "varying",
        "precision",
        "notnull",
        "isnull",
    ];
    /// What an expression cannot end with.
    const INSIDE: &[&str] = &[
        "and",
        "or",
        "not",
        "is",
        "like",
        "ilike",
        "in",
        "between",
        "over",
        "zone",
        "collate",
        "distinct",
        "from",
        "all",
        "any",
        "some",
        "to",
        "symmetric",
        "select",
    ];
    let [.., before, last] = value.rest() else {
        return None;
    };
    let is_name = match last.kind {
        TokenKind::Word => !ENDS.iter().any(|word| last.is_word(word)),
        TokenKind::Quoted => true,
        _ => false,
    };
    let is_ended = match before.kind {
        TokenKind::Word => !INSIDE.iter().any(|word| before.is_word(word)),
        TokenKind::Symbol => before.is_symbol(")") || before.is_symbol("]"),
        _ => true,
    };
    (is_name && is_ended).then(|| last.identifier()).flatten()
}
