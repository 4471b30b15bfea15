//! What has to go and come back because something below it goes, though it is the same on both sides.
//!
//! The server lets nobody drop a function that a policy calls, or retype a column that a view reads.
//! From what is broken (dropped, made anew, retyped) this follows the uses upwards until nothing is
//! left. It decides what is affected; the module of each kind says how it is dropped and made.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use schema_model::{Address, ConstraintKind, ObjectKind, Schema, Table, TypeKind, View};

use super::address::{attribute, object, part};
use super::facts::{Facts, constraint_texts, index_texts, key_name};

/// What is disturbed, everything that uses it, and what uses that.
pub(super) fn closure(
    from: &Schema,
    facts: &Facts,
    disturbed: &BTreeSet<Address>,
) -> BTreeSet<Address> {
    let mut again = disturbed.clone();
    if again.is_empty() {
        return again;
    }
    let users = users(from, facts);
    let mut waiting: VecDeque<Address> = again.iter().cloned().collect();
    while let Some(address) = waiting.pop_front() {
        for user in users.get(&address).into_iter().flatten() {
            if again.insert(user.clone()) {
                waiting.push_back(user.clone());
            }
        }
    }
    again
}

/// By what is used, its users.
type Users = BTreeMap<Address, Vec<Address>>;

fn users(schema: &Schema, facts: &Facts) -> Users {
    let mut users = Users::new();
    let mut add = |user: Address, uses: Vec<Address>| {
        for used in uses {
            users.entry(used).or_default().push(user.clone());
        }
    };
    for view in &schema.views {
        add(object(ObjectKind::View, &view.name), facts.of_view(view));
        add_parts_of_view(view, facts, &mut add);
    }
    for routine in &schema.routines {
        let address = object(ObjectKind::Routine, &routine.key_name());
        add(address, facts.of_routine(routine));
    }
    for ty in &schema.types {
        let address = object(ObjectKind::Type, &ty.name);
        add(address.clone(), facts.of_type(ty));
        if let TypeKind::Domain(domain) = &ty.kind {
            for constraint in &domain.constraints {
                let (Some(name), ConstraintKind::Check(check)) =
                    (&constraint.name, &constraint.kind)
                else {
                    continue;
                };
                let of_domain = part(ObjectKind::Type, &ty.name, "constraint", name);
                add(
                    of_domain,
                    facts.of_part(&address, [check.expression.as_str()]),
                );
            }
        }
    }
    for defined in &schema.objects {
        let address = object(ObjectKind::Object, &key_name(defined));
        add(address, facts.of_defined(defined));
    }
    for table in &schema.tables {
        let address = object(ObjectKind::Table, &table.name);
        add(address, facts.of_table(table));
        add_columns(table, facts, &mut add);
        add_parts(table, facts, &mut add);
    }
    users
}

fn add_parts_of_view(view: &View, facts: &Facts, add: &mut impl FnMut(Address, Vec<Address>)) {
    let owner = object(ObjectKind::View, &view.name);
    let place = |kind: &str, name: &str| part(ObjectKind::View, &view.name, kind, name);
    for trigger in &view.triggers {
        let uses = facts.of_part(&owner, [trigger.definition.as_str()]);
        add(place("trigger", &trigger.name), uses);
    }
    for rule in &view.rules {
        let uses = facts.of_part(&owner, [rule.definition.as_str()]);
        add(place("rule", &rule.name), uses);
    }
    for index in &view.indexes {
        let uses = facts.of_index(&owner, index);
        add(place("index", &index.name), uses);
    }
}

/// Columns use their types; defaults and generated columns what their expressions mention.
fn add_columns(table: &Table, facts: &Facts, add: &mut impl FnMut(Address, Vec<Address>)) {
    let owner = object(ObjectKind::Table, &table.name);
    for column in &table.columns {
        let address = part(ObjectKind::Table, &table.name, "column", &column.name);
        add(address.clone(), facts.of_column_type(column));
        if let Some(default) = &column.default {
            // A default reads no columns.
            let uses = facts.objects([default.as_str()]);
            add(attribute(address.clone(), "default"), uses);
        }
        if let Some(generated) = &column.generated {
            let mut uses = facts.of_part(&owner, [generated.expression.as_str()]);
            uses.retain(|used| *used != address);
            add(address, uses);
        }
    }
}

fn add_parts(table: &Table, facts: &Facts, add: &mut impl FnMut(Address, Vec<Address>)) {
    let owner = object(ObjectKind::Table, &table.name);
    let place = |kind: &str, name: &str| part(ObjectKind::Table, &table.name, kind, name);
    for trigger in &table.triggers {
        let uses = facts.of_part(&owner, [trigger.definition.as_str()]);
        add(place("trigger", &trigger.name), uses);
    }
    for rule in &table.rules {
        let uses = facts.of_part(&owner, [rule.definition.as_str()]);
        add(place("rule", &rule.name), uses);
    }
    for policy in &table.policies {
        let texts = policy.using.iter().chain(&policy.with_check);
        let uses = facts.of_part(&owner, texts.map(String::as_str));
        add(place("policy", &policy.name), uses);
    }
    for constraint in &table.constraints {
        let Some(name) = &constraint.name else {
            continue;
        };
        // Of columns, the server itself makes them again when one is retyped.
        let uses = facts.objects(constraint_texts(constraint));
        add(place("constraint", name), uses);
    }
    for index in &table.indexes {
        let uses = facts.objects(index_texts(index));
        add(place("index", &index.name), uses);
    }
}

#[cfg(test)]
mod tests {
    use schema_model::{Column, LogicalType, ObjectKey, ObjectName, Policy};

    use super::*;

    fn name(name: &str) -> ObjectName {
        ObjectName::qualified("app", name)
    }

    /// Two columns, a view over one of them, a view over the view, and a policy on the other.
    fn schema() -> Schema {
        let mut schema = Schema::new("postgres");
        let column = |name: &str| Column::new(name, "integer", LogicalType::Int32);
        let mut table = Table::new(name("t"));
        table.columns = vec![column("a"), column("b")];
        table.policies.push(Policy {
            name: "own".into(),
            command: "all".into(),
            permissive: true,
            roles: Vec::new(),
            using: Some("(b = 1)".into()),
            with_check: None,
            comment: None,
        });
        schema.tables.push(table);
        for (view, over, kind) in [("v", "t", ObjectKind::Table), ("w", "v", ObjectKind::View)] {
            let text = format!(" SELECT {over}.a\n   FROM app.{over}");
            let mut view = View::new(name(view), vec![column("a")], text);
            view.depends_on = vec![ObjectKey {
                kind,
                name: name(over),
            }];
            schema.views.push(view);
        }
        schema
    }

    fn again(disturbed: Address) -> BTreeSet<Address> {
        let schema = schema();
        closure(&schema, &Facts::of(&schema), &BTreeSet::from([disturbed]))
    }

    #[test]
    fn what_reads_a_column_goes_with_it_and_so_does_what_reads_that() {
        let again = again(part(ObjectKind::Table, &name("t"), "column", "a"));
        assert!(again.contains(&object(ObjectKind::View, &name("v"))));
        assert!(again.contains(&object(ObjectKind::View, &name("w"))));
        assert!(!again.contains(&part(ObjectKind::Table, &name("t"), "policy", "own")));
    }

    #[test]
    fn what_reads_another_column_stays() {
        let again = again(part(ObjectKind::Table, &name("t"), "column", "b"));
        assert!(!again.contains(&object(ObjectKind::View, &name("v"))));
        assert!(again.contains(&part(ObjectKind::Table, &name("t"), "policy", "own")));
    }
}
