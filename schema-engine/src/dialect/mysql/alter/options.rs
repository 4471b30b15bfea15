//! Options of a table: engine, character set, row format, comment, and system versioning.

use super::{Change, Clause, Clauses};
use crate::dialect::mysql::hazard;
use crate::dialect::mysql::types::{quote_name, quote_text};

/// What an option is when nothing is said, where the word `DEFAULT` does not say it.
const UNSAID: &[(&str, &str)] = &[
    ("autoextend_size", "0"),
    ("avg_row_length", "0"),
    ("checksum", "0"),
    ("compression", "''"),
    ("connection", "''"),
    ("delay_key_write", "0"),
    ("encryption", "'N'"),
    ("engine_attribute", "''"),
    ("insert_method", "NO"),
    ("key_block_size", "0"),
    ("max_rows", "0"),
    ("min_rows", "0"),
    ("page_checksum", "0"),
    ("secondary_engine", "NULL"),
    ("secondary_engine_attribute", "''"),
    ("table_checksum", "0"),
    ("union", "()"),
];

/// The clauses for all options.
pub(super) fn push(change: &mut Change<'_, '_, '_>, clauses: &mut Clauses) {
    let (from, to) = (change.from, change.to);
    let name = &to.name.name;
    push_charset(change, clauses);
    let names = from.options.keys().chain(to.options.keys());
    let names: std::collections::BTreeSet<&String> = names.collect();
    for option in names {
        let (before, after) = (from.options.get(option), to.options.get(option));
        if before == after || is_elsewhere(option) {
            continue;
        }
        let clause = Clause::new(text(option, after.map(String::as_str)));
        let hazard = match (option.as_str(), before, after) {
            ("engine", Some(before), Some(after)) => hazard::engine(name, before, after),
            _ => hazard::storage(name, &format!("option `{option}`")),
        };
        clauses.options.push(clause.hazard(hazard));
    }
    if from.comment != to.comment {
        let comment = to.comment.as_deref().unwrap_or_default();
        let clause = Clause::new(format!("COMMENT={}", quote_text(comment)));
        clauses.options.push(clause);
    }
}

fn is_elsewhere(option: &str) -> bool {
    ["charset", "collation", "system_versioning"].contains(&option) || option.starts_with("period.")
}

fn text(option: &str, value: Option<&str>) -> String {
    let unsaid = UNSAID.iter().find(|(name, _)| *name == option);
    let value = value.unwrap_or(unsaid.map_or("DEFAULT", |(_, value)| value));
    let name = match option.strip_prefix("attribute.") {
        Some(attribute) => quote_name(attribute),
        None => option
            .to_ascii_uppercase()
            .replace("_DIRECTORY", " DIRECTORY"),
    };
    format!("{name}={value}")
}

fn push_charset(change: &Change<'_, '_, '_>, clauses: &mut Clauses) {
    let option = |table: &schema_model::Table, name: &str| table.options.get(name).cloned();
    let both = |table| (option(table, "charset"), option(table, "collation"));
    if both(change.from) == both(change.to) {
        return;
    }
    let mut words = Vec::new();
    if let Some(charset) = option(change.to, "charset") {
        words.push(format!("CHARACTER SET {charset}"));
    }
    if let Some(collation) = option(change.to, "collation") {
        words.push(format!("COLLATE {collation}"));
    }
    if words.is_empty() {
        return;
    }
    let of = format!("table `{}`", change.to.name.name);
    // In front of the columns, which name their own.
    let clause = Clause::new(format!("DEFAULT {}", words.join(" ")));
    let clause = clause.hazard(hazard::default_charset(&of));
    clauses.options.push(clause);
}

/// The clauses for system versioning and periods.
pub(super) fn push_versioning(change: &mut Change<'_, '_, '_>, clauses: &mut Clauses) {
    let (from, to) = (change.from, change.to);
    let periods = |table: &schema_model::Table| -> Vec<(String, String)> {
        let periods = table.options.iter().filter_map(|(name, columns)| {
            let period = name.strip_prefix("period.")?;
            Some((period.to_owned(), columns.clone()))
        });
        periods.collect()
    };
    let (before, after) = (periods(from), periods(to));
    for (period, _) in before.iter().filter(|it| !after.contains(it)) {
        let clause = Clause::new(format!("DROP PERIOD FOR {}", period_name(period)));
        clauses.drops.push(clause);
    }
    for (period, columns) in after.iter().filter(|it| !before.contains(it)) {
        let name = period_name(period);
        clauses
            .adds
            .push(Clause::new(format!("ADD PERIOD FOR {name} ({columns})")));
    }
    let versioned = |table: &schema_model::Table| table.options.contains_key("system_versioning");
    match (versioned(from), versioned(to)) {
        (true, false) => {
            let clause = Clause::new("DROP SYSTEM VERSIONING");
            let clause = clause.hazard(hazard::history(&to.name.name));
            clauses.drops.push(clause);
        }
        (false, true) => clauses.adds.push(Clause::new("ADD SYSTEM VERSIONING")),
        _ => {}
    }
}

fn period_name(period: &str) -> String {
    match period {
        "SYSTEM_TIME" => period.to_owned(),
        other => quote_name(other),
    }
}
