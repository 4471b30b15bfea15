//! What FROM reads, and what joins and conditions make of it.

use schema_model::ObjectName;

use super::super::ddl::cursor::Cursor;
use super::expression::holds;
use super::query::{Scope, columns, renamed};
use super::{Known, Merged, Nulls};

/// A relation under the name that expressions use.
pub(super) struct Relation {
    pub name: String,
    /// None when they are not known.
    pub columns: Option<Vec<Known>>,
}

impl Relation {
    /// Takes back what is known.
    pub fn forget(&mut self) {
        self.columns = None;
    }

    fn or_missing(&mut self) {
        for column in self.columns.iter_mut().flatten() {
            column.nulls = column.nulls.or_missing();
        }
    }
}

/// The relations of a FROM clause; none when it is not understood.
pub(super) fn from_list(clause: Cursor<'_, '_>, scope: &Scope<'_>) -> Option<Vec<Relation>> {
    let mut relations = Vec::new();
    for mut item in clause.split_commas() {
        relations.extend(joined(&mut item, scope)?);
        item.is_done().then_some(())?;
    }
    Some(relations)
}

/// A relation, and others joined to it.
fn joined(item: &mut Cursor<'_, '_>, scope: &Scope<'_>) -> Option<Vec<Relation>> {
    let mut relations = relation(item, scope)?;
    while !item.is_done() {
        let is_natural = item.eat("natural");
        let side = ["left", "right", "full", "cross", "inner"]
            .into_iter()
            .find(|side| item.eat(side));
        item.eat("outer");
        item.eat("join").then_some(())?;
        let mut right = relation(item, scope)?;
        if matches!(side, Some("left" | "full")) {
            right.iter_mut().for_each(Relation::or_missing);
        }
        if matches!(side, Some("right" | "full")) {
            relations.iter_mut().for_each(Relation::or_missing);
        }
        if is_natural {
            let common = common_columns(&relations, &right);
            merge(&mut relations, &mut right, &common, side);
        }
        let on = item.eat("on");
        if !on && item.eat("using") {
            let common = item.columns()?;
            merge(&mut relations, &mut right, &common, side);
            if item.eat("as") {
                item.identifier();
            }
        }
        relations.append(&mut right);
        if on {
            let condition = condition(item);
            if matches!(side, None | Some("inner")) {
                narrow(condition, &mut relations);
            }
        }
    }
    Some(relations)
}

/// What stands behind `ON`, up to the next join.
fn condition<'a, 't>(item: &mut Cursor<'a, 't>) -> Cursor<'a, 't> {
    item.take_until(|token| {
        let words = ["natural", "left", "right", "full", "cross", "inner", "join"];
        words.iter().any(|word| token.is_word(word))
    })
}

/// The columns that both sides have.
fn common_columns(left: &[Relation], right: &[Relation]) -> Vec<String> {
    let names = |side: &[Relation]| -> Vec<String> {
        let columns = side.iter().filter_map(|it| it.columns.as_ref()).flatten();
        columns.map(|column| column.name.clone()).collect()
    };
    let right = names(right);
    let both = names(left).into_iter();
    both.filter(|name| right.contains(name)).collect()
}

/// Of a column that is joined by, one stands for both.
fn merge(left: &mut [Relation], right: &mut [Relation], names: &[String], side: Option<&str>) {
    let (shown, hidden) = match side {
        Some("right") => (right, left),
        _ => (left, right),
    };
    for (side, as_what) in [(shown, Merged::Shown), (hidden, Merged::Hidden)] {
        let columns = side
            .iter_mut()
            .filter_map(|it| it.columns.as_mut())
            .flatten();
        for column in columns.filter(|column| names.contains(&column.name)) {
            if column.merged != Merged::Hidden {
                column.merged = as_what;
            }
        }
    }
}

const AFTER_RELATION: &[&str] = &[
    "natural",
    "left",
    "right",
    "full",
    "cross",
    "inner",
    "join",
    "on",
    "using",
    "tablesample",
];

fn relation(item: &mut Cursor<'_, '_>, scope: &Scope<'_>) -> Option<Vec<Relation>> {
    item.eat("lateral");
    if let Some(mut inner) = item.parenthesized() {
        if !inner.at_any(&["select", "with", "values"]) && !inner.at_symbol("(") {
            return joined_in_parentheses(item, &mut inner, scope);
        }
        if let Some(found) = columns(inner.clone(), scope) {
            return Some(vec![aliased(item, String::new(), Some(found))?]);
        }
        // Parentheses in parentheses are joins or a query.
        return match inner.at_symbol("(") {
            true => joined_in_parentheses(item, &mut inner, scope),
            false => Some(vec![aliased(item, String::new(), None)?]),
        };
    }
    item.eat("only");
    if item.eat("rows") {
        item.eat("from");
    }
    let name: ObjectName = item.name()?;
    let found = match item.parenthesized() {
        // A function.
        Some(_) => {
            item.eat("with ordinality");
            None
        }
        None => scope.find(&name),
    };
    Some(vec![aliased(item, name.name, found)?])
}

fn joined_in_parentheses(
    item: &mut Cursor<'_, '_>,
    inner: &mut Cursor<'_, '_>,
    scope: &Scope<'_>,
) -> Option<Vec<Relation>> {
    let relations = joined(inner, scope)?;
    // A join under a name of its own is not looked into.
    let is_bare = item.is_done() || item.at_any(AFTER_RELATION);
    (inner.is_done() && is_bare).then_some(relations)
}

/// A relation under its alias, if it has one.
fn aliased(
    item: &mut Cursor<'_, '_>,
    mut name: String,
    mut columns: Option<Vec<Known>>,
) -> Option<Relation> {
    if !item.at_any(AFTER_RELATION) && !item.is_done() {
        item.eat("as");
        name = item.identifier()?;
        if let Some(names) = item.parenthesized() {
            let names: Option<Vec<String>> = names
                .split_commas()
                .into_iter()
                .map(|mut name| name.identifier())
                .collect();
            columns = renamed(columns, Some(&names?));
        }
    }
    Some(Relation { name, columns })
}

/// What a condition says of the rows that are left: a column that is compared is not NULL.
pub(super) fn narrow(condition: Cursor<'_, '_>, relations: &mut [Relation]) {
    let mut condition = condition;
    loop {
        let mut ahead = condition.clone();
        match ahead.parenthesized() {
            Some(inner) if ahead.is_done() => condition = inner,
            _ => break,
        }
    }
    if holds(condition.clone(), |token| token.is_word("case")) {
        return;
    }
    if !condition.rest().iter().any(|token| token.is_word("and")) {
        narrow_by(condition, relations);
        return;
    }
    let mut parts = Vec::new();
    while !condition.is_done() {
        let part = condition.take_until(|token| token.is_word("and") || token.is_word("or"));
        if condition.at_word("or") {
            return;
        }
        condition.bump();
        parts.push(part);
    }
    match parts.len() {
        1 => narrow_by(parts.remove(0), relations),
        _ => parts.into_iter().for_each(|part| narrow(part, relations)),
    }
}

fn narrow_by(mut condition: Cursor<'_, '_>, relations: &mut [Relation]) {
    const COMPARISONS: &[&str] = &["=", "<>", "<", ">", "<=", ">=", "~~", "~"];
    let is_comparison = |symbol: &str| COMPARISONS.contains(&symbol);
    let is_tested = holds(condition.clone(), |token| token.is_word("is"));
    let is_compared = holds(condition.clone(), |token| is_comparison(token.text));
    // Which of the two is asked first depends on what people mean.
    if is_tested && is_compared {
        return;
    }
    let left = condition.take_until(|token| token.is_word("is") || is_comparison(token.text));
    if condition.eat("is not null") && condition.is_done() {
        never_null(left, relations);
        return;
    }
    if condition
        .peek()
        .is_some_and(|token| is_comparison(token.text))
    {
        condition.bump();
        never_null(left, relations);
        never_null(condition, relations);
    }
}

/// Says that a column is not NULL, if that is what stands here.
fn never_null(value: Cursor<'_, '_>, relations: &mut [Relation]) {
    let Some((relation, column)) = position(value, relations) else {
        return;
    };
    if let Some(columns) = &mut relations[relation].columns {
        columns[column].nulls = Nulls::Never;
    }
}

/// The only relation that shows a column of that name; none when one of them is not known.
fn relation_of(name: &str, relations: &[Relation]) -> Option<usize> {
    let mut found = None;
    for (index, relation) in relations.iter().enumerate() {
        let mut columns = relation.columns.as_ref()?.iter();
        let is_here = columns.any(|it| it.name == name && it.merged != Merged::Hidden);
        if is_here && found.replace(index).is_some() {
            return None;
        }
    }
    found
}

/// Where the column stands that an expression names.
pub(super) fn position(
    mut value: Cursor<'_, '_>,
    relations: &[Relation],
) -> Option<(usize, usize)> {
    let name = value.name().filter(|_| value.is_done())?;
    let relation = match &name.namespace {
        Some(alias) => {
            let mut named = relations
                .iter()
                .enumerate()
                .filter(|(_, r)| r.name == *alias);
            let (index, _) = named.next()?;
            named.next().is_none().then_some(index)?
        }
        None => relation_of(&name.name, relations)?,
    };
    let columns = relations[relation].columns.as_ref()?;
    let column = columns.iter().position(|column| column.name == name.name)?;
    Some((relation, column))
}
