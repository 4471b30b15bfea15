//! What a report recommends. Each piece of advice has its ground in the schema or the comparison.

use schema_model::{ConstraintKind, IndexKey, Severity, Table};

use super::Material;
use crate::command::deps::graph::Graph;
use crate::summary::count;

/// Names that a list shows before it only counts.
const SHOWN: usize = 8;

/// All advice, the most urgent first.
pub fn advice(material: &Material, graph: &Graph) -> Vec<String> {
    let mut advice = Vec::new();
    of_differences(material, &mut advice);
    let tables = &material.to.tables;
    let no_key = tables.iter().filter(|table| table.primary_key().is_none());
    push_names(
        &mut advice,
        no_key.map(|table| table.name.to_string()).collect(),
        "no primary key",
        "rows cannot be named one by one",
    );
    let unindexed = tables.iter().flat_map(unindexed_keys);
    push_names(
        &mut advice,
        unindexed.collect(),
        "foreign keys with which no index begins",
        "deleting what they refer to reads the whole table",
    );
    for cycle in &graph.cycles {
        advice.push(format!(
            "{} need each other in a circle: {}; rows can only be loaded with deferred or later constraints",
            cycle.len(),
            names(cycle)
        ));
    }
    if !material.to.unmodelled.is_empty() {
        advice.push(format!(
            "{} not modelled and not compared; see below",
            count(material.to.unmodelled.len(), "thing")
                .replace("1 thing", "1 thing is")
                .replace("things", "things are")
        ));
    }
    if let Some(found) = &material.found {
        advice.extend(found.notes.iter().cloned());
    }
    advice
}

fn of_differences(material: &Material, advice: &mut Vec<String>) {
    let Some(found) = &material.found else { return };
    let mapped = found
        .entries
        .iter()
        .filter(|entry| entry.severity == Severity::Critical && !entry.uses.is_empty());
    for entry in mapped {
        let places: Vec<String> = entry.uses.iter().map(ToString::to_string).collect();
        advice.push(format!(
            "before it is {}: change {} ({})",
            entry.verb,
            places.join(", "),
            entry.text
        ));
    }
    let grave = found
        .entries
        .iter()
        .filter(|entry| entry.severity >= Severity::High)
        .count();
    if grave > 0 {
        advice.push(format!(
            "look at {} before anything is applied or refreshed",
            count(grave, "critical or high difference")
        ));
    }
}

fn unindexed_keys(table: &Table) -> Vec<String> {
    let keys = table
        .constraints
        .iter()
        .filter_map(|constraint| match &constraint.kind {
            ConstraintKind::ForeignKey(key) => Some(&key.columns),
            _ => None,
        });
    let unindexed = keys.filter(|columns| !begins_some_index(table, columns));
    unindexed
        .map(|columns| format!("{} ({})", table.name, columns.join(", ")))
        .collect()
}

fn begins_some_index(table: &Table, columns: &[String]) -> bool {
    let begins = |parts: Vec<&String>| {
        parts.len() >= columns.len()
            && columns
                .iter()
                .all(|column| parts[..columns.len()].contains(&column))
    };
    let by_index = table.indexes.iter().any(|index| {
        let parts = index.parts.iter().map_while(|part| match &part.key {
            IndexKey::Column(name) => Some(name),
            IndexKey::Expression(_) => None,
        });
        begins(parts.collect())
    });
    by_index
        || table
            .constraints
            .iter()
            .any(|constraint| match &constraint.kind {
                ConstraintKind::PrimaryKey(key) | ConstraintKind::Unique(key) => {
                    begins(key.columns.iter().collect())
                }
                _ => false,
            })
}

fn push_names(advice: &mut Vec<String>, found: Vec<String>, what: &str, so: &str) {
    if !found.is_empty() {
        advice.push(format!("{what}: {}; {so}", names(&found)));
    }
}

fn names(all: &[String]) -> String {
    let shown: Vec<String> = all
        .iter()
        .take(SHOWN)
        .map(|name| format!("`{}`", name.replace('`', "'")))
        .collect();
    match all.len() - shown.len() {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}
