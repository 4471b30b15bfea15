//! Triggers, rules and policies of one relation.

use schema_model::{Options, Policy, Rule, Trigger};
use sqlx::postgres::types::Oid;

use super::super::ddl::settle::settled;
use super::catalog::{Catalog, POLICY, RULE, TRIGGER};

/// The triggers of a relation that people made.
pub(super) fn triggers(catalog: &Catalog, relation: Oid) -> Vec<Trigger> {
    let rows = catalog.triggers.get(&relation).into_iter().flatten();
    rows.map(|row| {
        let (enabled, options) = enabled(&row.enabled);
        Trigger {
            name: row.name.clone(),
            timing: Some(timing(row.type_bits).into()),
            events: events(row.type_bits),
            definition: settled(&row.definition).into_owned(),
            enabled,
            options,
            comment: catalog.comment(TRIGGER, row.oid, 0),
        }
    })
    .collect()
}

fn timing(bits: i16) -> &'static str {
    match (bits & 2 != 0, bits & 64 != 0) {
        (_, true) => "instead_of",
        (true, false) => "before",
        (false, false) => "after",
    }
}

fn events(bits: i16) -> Vec<String> {
    [
        (4, "insert"),
        (8, "delete"),
        (16, "update"),
        (32, "truncate"),
    ]
    .into_iter()
    .filter(|(bit, _)| bits & bit != 0)
    .map(|(_, event)| event.to_owned())
    .collect()
}

/// Whether it fires, and when it fires under replication.
fn enabled(letter: &str) -> (bool, Options) {
    let word = match letter {
        "R" => Some("replica"),
        "A" => Some("always"),
        _ => None,
    };
    let options = word.map(|word| ("enabled".to_owned(), word.to_owned()));
    (letter != "D", options.into_iter().collect())
}

/// The rules of a relation, without the one that makes a view a view.
pub(super) fn rules(catalog: &Catalog, relation: Oid) -> Vec<Rule> {
    let rows = catalog.rules.get(&relation).into_iter().flatten();
    rows.map(|row| {
        let (enabled, options) = enabled(&row.enabled);
        Rule {
            name: row.name.clone(),
            definition: settled(row.definition.trim_end_matches(';')).into_owned(),
            enabled,
            options,
            comment: catalog.comment(RULE, row.oid, 0),
        }
    })
    .collect()
}

/// The row security policies of a table.
pub(super) fn policies(catalog: &Catalog, relation: Oid) -> Vec<Policy> {
    let rows = catalog.policies.get(&relation).into_iter().flatten();
    rows.map(|row| Policy {
        name: row.name.clone(),
        command: match row.command.as_str() {
            "r" => "select",
            "a" => "insert",
            "w" => "update",
            "d" => "delete",
            _ => "all",
        }
        .into(),
        permissive: row.permissive,
        roles: row.roles.clone().unwrap_or_default(),
        using: printed(&row.using_text),
        with_check: printed(&row.check_text),
        comment: catalog.comment(POLICY, row.oid, 0),
    })
    .collect()
}

fn printed(text: &Option<String>) -> Option<String> {
    text.as_deref().map(|text| settled(text).into_owned())
}
