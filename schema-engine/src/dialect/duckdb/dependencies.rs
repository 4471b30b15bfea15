//! What each object needs before it can be made, found in the text of its definition.
//!
//! Every name that could mean an object counts: one too many costs nothing but an order.

use std::collections::{BTreeSet, HashMap};

use schema_model::{ConstraintKind, IndexKey, ObjectKey, ObjectKind, ObjectName, Schema, Table};

use super::MAIN;
use super::token::{Token, tokens};

/// Fills in what tables, views and macros depend on.
pub(super) fn add_dependencies(schema: &mut Schema) {
    let known = Known::of(schema);
    for table in &mut schema.tables {
        let mut found = BTreeSet::new();
        for text in texts(table) {
            known.find(text, &table.name, &mut found);
        }
        for constraint in &table.constraints {
            if let ConstraintKind::ForeignKey(key) = &constraint.kind
                && key.references != table.name
            {
                found.insert(key_of(ObjectKind::Table, &key.references));
            }
        }
        found.remove(&key_of(ObjectKind::Table, &table.name));
        table.depends_on = found.into_iter().collect();
    }
    for view in &mut schema.views {
        let mut found = BTreeSet::new();
        known.find(body(&view.definition), &view.name, &mut found);
        found.remove(&key_of(ObjectKind::View, &view.name));
        view.depends_on = found.into_iter().collect();
    }
    for routine in &mut schema.routines {
        let mut found = BTreeSet::new();
        known.find(body(&routine.definition), &routine.name, &mut found);
        found.remove(&key_of(ObjectKind::Routine, &routine.key_name()));
        routine.depends_on = found.into_iter().collect();
    }
}

fn key_of(kind: ObjectKind, name: &ObjectName) -> ObjectKey {
    ObjectKey {
        kind,
        name: name.clone(),
    }
}

/// The expressions of a table.
fn texts(table: &Table) -> Vec<&str> {
    let mut texts = Vec::new();
    for column in &table.columns {
        texts.extend(column.default.as_deref());
        let generated = column.generated.as_ref();
        texts.extend(generated.map(|generated| generated.expression.as_str()));
    }
    for constraint in &table.constraints {
        if let ConstraintKind::Check(check) = &constraint.kind {
            texts.push(&check.expression);
        }
    }
    let parts = table.indexes.iter().flat_map(|index| &index.parts);
    texts.extend(parts.filter_map(|part| match &part.key {
        IndexKey::Expression(text) => Some(text.as_str()),
        IndexKey::Column(_) => None,
    }));
    texts
}

/// What comes after the head of a statement, where its own name and its parameters are.
fn body(definition: &str) -> &str {
    let tokens = tokens(definition);
    let start = tokens.iter().find(|token| token.is_word("AS"));
    start.map_or("", |token| &definition[token.end()..])
}

/// The objects that can be referred to, by name in lower case.
struct Known {
    relations: HashMap<String, Vec<ObjectKey>>,
    routines: HashMap<String, Vec<(ObjectName, ObjectKey)>>,
    sequences: HashMap<String, Vec<ObjectKey>>,
}

impl Known {
    fn of(schema: &Schema) -> Self {
        let mut known = Self {
            relations: HashMap::new(),
            routines: HashMap::new(),
            sequences: HashMap::new(),
        };
        let tables = schema
            .tables
            .iter()
            .map(|it| key_of(ObjectKind::Table, &it.name));
        let views = schema
            .views
            .iter()
            .map(|it| key_of(ObjectKind::View, &it.name));
        for key in tables.chain(views) {
            let named = known.relations.entry(key.name.name.to_lowercase());
            named.or_default().push(key);
        }
        for routine in &schema.routines {
            let key = key_of(ObjectKind::Routine, &routine.key_name());
            let named = known.routines.entry(routine.name.name.to_lowercase());
            named.or_default().push((routine.name.clone(), key));
        }
        for sequence in &schema.sequences {
            let key = key_of(ObjectKind::Sequence, &sequence.name);
            let named = known.sequences.entry(key.name.name.to_lowercase());
            named.or_default().push(key);
        }
        known
    }

    fn find(&self, text: &str, owner: &ObjectName, found: &mut BTreeSet<ObjectKey>) {
        let tokens = tokens(text);
        let mut at = 0;
        while at < tokens.len() {
            let path = path_at(&tokens, at);
            if path.is_empty() {
                at += 1;
                continue;
            }
            let after = at + 2 * path.len() - 1;
            let is_call = tokens.get(after).is_some_and(|token| token.is("("));
            if is_call {
                self.add_call(&path, tokens.get(after + 1), owner, found);
            }
            if at == 0 || names_relation_after(&tokens[at - 1]) {
                let named = self.named(&self.relations, &path);
                found.extend(named.filter(|key| meant(&key.name, &path, owner)).cloned());
            }
            at = after;
        }
    }

    fn named<'k, T>(
        &self,
        map: &'k HashMap<String, Vec<T>>,
        path: &[String],
    ) -> impl Iterator<Item = &'k T> {
        let name = path.last().map(|name| name.to_lowercase());
        name.and_then(|name| map.get(&name)).into_iter().flatten()
    }

    fn add_call(
        &self,
        path: &[String],
        argument: Option<&Token<'_>>,
        owner: &ObjectName,
        found: &mut BTreeSet<ObjectKey>,
    ) {
        let routines = self.named(&self.routines, path);
        let routines = routines.filter(|(name, _)| meant(name, path, owner));
        found.extend(routines.map(|(_, key)| key.clone()));
        let is_sequence = path
            .last()
            .is_some_and(|name| ["nextval", "currval"].contains(&name.to_lowercase().as_str()));
        if let Some(text) = argument.and_then(Token::constant).filter(|_| is_sequence) {
            let tokens = tokens(&text);
            let path = path_at(&tokens, 0);
            let named = self.named(&self.sequences, &path);
            found.extend(named.filter(|key| meant(&key.name, &path, owner)).cloned());
        }
    }
}

/// The names with dots between them that begin here.
fn path_at(tokens: &[Token<'_>], at: usize) -> Vec<String> {
    let mut path = Vec::new();
    let mut at = at;
    while let Some(name) = tokens.get(at).and_then(Token::name) {
        path.push(name.into_owned());
        match tokens.get(at + 1) {
            Some(dot) if dot.is(".") && tokens.get(at + 2).and_then(Token::name).is_some() => {
                at += 2
            }
            _ => break,
        }
    }
    path
}

fn names_relation_after(token: &Token<'_>) -> bool {
    token.is(",") || token.is("(") || ["FROM", "JOIN"].iter().any(|word| token.is_word(word))
}

/// Whether a path can mean an object of that name.
fn meant(name: &ObjectName, path: &[String], owner: &ObjectName) -> bool {
    let namespace = name.namespace.as_deref().unwrap_or(MAIN);
    match path {
        [.., said, _] => said.eq_ignore_ascii_case(namespace),
        _ => namespace == MAIN || name.namespace == owner.namespace,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use schema_model::View;

    fn keys(schema: &Schema, view: usize) -> Vec<String> {
        schema.views[view]
            .depends_on
            .iter()
            .map(ToString::to_string)
            .collect()
    }

    #[test]
    fn what_a_view_reads_is_found() {
        let mut schema = Schema::new("duckdb");
        let main = |name: &str| ObjectName::qualified(MAIN, name);
        schema.tables = ["a", "B c", "d"].map(|name| Table::new(main(name))).into();
        let other = ObjectName::qualified("s", "d");
        schema.tables.push(Table::new(other.clone()));
        let view = |name: &str, sql: &str| View::new(main(name), Vec::new(), sql);
        schema.views = vec![
            view(
                "v",
                "CREATE VIEW v AS SELECT d, x.a FROM (SELECT * FROM A) AS x, \"B c\" JOIN s.d ON true",
            ),
            view("w", "CREATE VIEW w AS SELECT 'FROM a' FROM v"),
        ];
        add_dependencies(&mut schema);
        assert_eq!(
            keys(&schema, 0),
            ["table:main.B c", "table:main.a", "table:s.d"]
        );
        assert_eq!(keys(&schema, 1), ["view:main.v"]);
    }
}
