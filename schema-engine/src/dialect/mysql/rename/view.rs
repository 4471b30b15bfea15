//! Views that read what gets another name. The server keeps their text as it is, so that they read
//! what is not there any more; each is made anew with the new name right after the rename.
//!
//! The server prints every column with the relation that it comes from, and that is counted on here.

use schema_model::{ObjectKey, ObjectKind, Schema, View};

use super::super::address::object;
use super::super::flavour::Flavour;
use super::super::hazard;
use super::super::lexer::{Kind, Token, tokens};
use super::super::render::render_view;
use super::super::types::quote_name;
use super::super::views::replacing;
use crate::Rename;
use crate::plan::Statement;

/// The statements that give the views the new name, each view after those that it reads.
pub(in super::super) fn statements(
    schema: &Schema,
    rename: &Rename,
    flavour: &Flavour,
) -> Vec<Statement> {
    let mut views: Vec<View> = (schema.views.iter())
        .filter_map(|view| renamed(view, rename, flavour))
        .collect();
    views.sort_by_key(|view| depth(schema, view));
    let statement = |view: &View| {
        let name = &view.name.name;
        let address = object(ObjectKind::View, name);
        Statement::new(replacing(&render_view(view)), address).hazard(hazard::replace("view", name))
    };
    views.iter().map(statement).collect()
}

/// Gives the views of a schema the new name, as those statements do.
pub(in super::super) fn follow(schema: &mut Schema, rename: &Rename, flavour: &Flavour) {
    for view in &mut schema.views {
        if let Some(renamed) = renamed(view, rename, flavour) {
            *view = renamed;
        }
    }
}

/// How many views stand between this one and tables.
fn depth(schema: &Schema, view: &View) -> usize {
    let others = view.depends_on.iter().filter(|key| key.name != view.name);
    let views = others.filter_map(|key| schema.view(&key.name));
    views.map(|it| 1 + depth(schema, it)).max().unwrap_or(0)
}

/// The view with the new name; none when it does not mention the old one.
fn renamed(view: &View, rename: &Rename, flavour: &Flavour) -> Option<View> {
    let ObjectKey { kind, name } = &rename.address.object;
    if !matches!(kind, ObjectKind::Table | ObjectKind::View) {
        return None;
    }
    let query = Query::of(&view.definition, flavour);
    let places = match &rename.address.part {
        None => query.relation(&name.name),
        Some(part) if part.kind == "column" => query.column(&name.name, &part.name),
        Some(_) => return None,
    };
    let (&first, _) = places.split_first()?;
    let text = &view.definition;
    let mut definition = text[..query.tokens[first].start].to_owned();
    for (number, &at) in places.iter().enumerate() {
        let until = places.get(number + 1);
        let until = until.map_or(text.len(), |&next| query.tokens[next].start);
        definition.push_str(&quote_name(&rename.to));
        definition.push_str(&text[query.tokens[at].end()..until]);
    }
    Some(View {
        definition,
        ..view.clone()
    })
}

/// A query, and which names its relations have where.
struct Query<'q> {
    tokens: Vec<Token<'q>>,
    /// The SELECT that each token stands in.
    selects: Vec<usize>,
    /// The SELECT around each SELECT.
    around: Vec<Option<usize>>,
    relations: Vec<Relation>,
}

/// A relation that a SELECT reads.
struct Relation {
    select: usize,
    /// Where it is named.
    at: usize,
    name: String,
    /// What its columns are called by, when that is another name.
    alias: Option<String>,
}

impl<'q> Query<'q> {
    fn of(text: &'q str, flavour: &Flavour) -> Self {
        let mut query = Self {
            tokens: tokens(text, flavour),
            selects: Vec::new(),
            around: vec![None],
            relations: Vec::new(),
        };
        query.find_selects();
        query.find_relations();
        query
    }

    fn find_selects(&mut self) {
        let mut open = vec![0];
        for at in 0..self.tokens.len() {
            let token = &self.tokens[at];
            let current = open.last().copied().unwrap_or(0);
            if token.is_symbol('(') {
                let next = self.tokens.get(at + 1);
                let begins = next.is_some_and(|it| it.is_word("select") || it.is_word("with"));
                let inside = if begins {
                    self.begin(Some(current))
                } else {
                    current
                };
                open.push(inside);
            } else if token.is_symbol(')') {
                open.pop();
            } else if ["union", "except", "intersect"]
                .iter()
                .any(|it| token.is_word(it))
            {
                let around = self.around[current];
                let beside = self.begin(around);
                open.pop();
                open.push(beside);
            }
            self.selects.push(open.last().copied().unwrap_or(0));
        }
    }

    fn begin(&mut self, around: Option<usize>) -> usize {
        self.around.push(around);
        self.around.len() - 1
    }

    fn find_relations(&mut self) {
        for at in 0..self.tokens.len() {
            if !self.is_name(at) || self.is_symbol(at + 1, '.') || !self.begins_relation(at) {
                continue;
            }
            let alias = self.is_name(at + 1).then(|| self.tokens[at + 1].value());
            self.relations.push(Relation {
                select: self.selects[at],
                at,
                name: self.tokens[at].value(),
                alias,
            });
        }
    }

    /// Whether the name of a relation stands here: columns have a dot before them, and the names of
    /// results the word AS.
    fn begins_relation(&self, at: usize) -> bool {
        let before = self.tokens[..at].iter().rev();
        let mut before = before.skip_while(|token| token.is_symbol('('));
        let words = ["from", "join", "straight_join"];
        let last = before.next();
        last.is_some_and(|token| token.is_symbol(',') || words.iter().any(|it| token.is_word(it)))
    }

    fn is_name(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|it| it.kind == Kind::Name)
    }

    fn is_symbol(&self, at: usize, symbol: char) -> bool {
        self.tokens.get(at).is_some_and(|it| it.is_symbol(symbol))
    }

    /// Where a relation is named, also before its columns.
    fn relation(&self, name: &str) -> Vec<usize> {
        let named = |at: &usize| {
            let is_it = |it: &Relation| it.at == *at && it.name == name;
            self.relations.iter().any(is_it)
                || self.is_qualifier(*at)
                    && self.tokens[*at].value() == name
                    && self.meant(*at).is_some_and(|it| it.alias.is_none())
        };
        (0..self.tokens.len()).filter(named).collect()
    }

    /// Where a column of a relation is named.
    fn column(&self, relation: &str, column: &str) -> Vec<usize> {
        let named = |at: &usize| {
            self.is_name(*at)
                && *at >= 2
                && self.is_qualifier(*at - 2)
                && self.tokens[*at].value().to_lowercase() == column.to_lowercase()
                && self.meant(*at - 2).is_some_and(|it| it.name == relation)
        };
        (0..self.tokens.len()).filter(named).collect()
    }

    /// Whether a name stands here before the column of its relation.
    fn is_qualifier(&self, at: usize) -> bool {
        let after_dot = at > 0 && self.is_symbol(at - 1, '.');
        self.is_name(at) && self.is_symbol(at + 1, '.') && !after_dot
    }

    /// The relation that a qualifier means: the nearest of that name.
    fn meant(&self, at: usize) -> Option<&Relation> {
        let name = self.tokens[at].value();
        let mut select = Some(self.selects[at]);
        while let Some(current) = select {
            let is_it = |it: &&Relation| {
                it.select == current && *it.alias.as_ref().unwrap_or(&it.name) == name
            };
            if let Some(relation) = self.relations.iter().find(is_it) {
                return Some(relation);
            }
            select = self.around[current];
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::flavour::MARIADB;
    use super::*;

    /// The text with `!` behind each name at these places.
    fn marked(text: &str, places: impl Fn(&Query<'_>) -> Vec<usize>) -> String {
        let query = Query::of(text, &MARIADB);
        let mut marked = text.to_owned();
        for at in places(&query).into_iter().rev() {
            marked.insert(query.tokens[at].end(), '!');
        }
        marked
    }

    #[test]
    fn a_relation_is_found_wherever_it_is_meant() {
        for (text, expected) in [
            (
                "select `t`.`t` AS `t` from `t`",
                "select `t`!.`t` AS `t` from `t`!",
            ),
            (
                "select `t`.`a` AS `a` from (`t` `x` join `u` `t` on(`x`.`a` = `t`.`a`))",
                "select `t`.`a` AS `a` from (`t`! `x` join `u` `t` on(`x`.`a` = `t`.`a`))",
            ),
            (
                "select `u`.`a` AS `a` from `u` where exists(select 1 from `t` where `t`.`a` = `u`.`a`)",
                "select `u`.`a` AS `a` from `u` where exists(select 1 from `t`! where `t`!.`a` = `u`.`a`)",
            ),
        ] {
            assert_eq!(marked(text, |query| query.relation("t")), expected);
        }
    }

    #[test]
    fn a_column_is_found_under_each_name_of_its_relation_and_no_other() {
        for (text, expected) in [
            (
                "select `x`.`a` AS `a` from `t` `x` order by `a`",
                "select `x`.`a`! AS `a` from `t` `x` order by `a`",
            ),
            (
                "select `t`.`a` AS `a` from `t` union select `t`.`a` AS `a` from `u` `t`",
                "select `t`.`a`! AS `a` from `t` union select `t`.`a` AS `a` from `u` `t`",
            ),
            (
                "select `d`.`a` AS `a` from (select `t`.`a` AS `a` from `t`) `d` where `d`.`a` in (select `x`.`b` from `u` `x` where `x`.`a` > `d`.`a`)",
                "select `d`.`a` AS `a` from (select `t`.`a`! AS `a` from `t`) `d` where `d`.`a` in (select `x`.`b` from `u` `x` where `x`.`a` > `d`.`a`)",
            ),
        ] {
            assert_eq!(marked(text, |query| query.column("t", "a")), expected);
        }
    }
}
