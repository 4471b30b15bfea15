//! What changes cost on SQLite: the codes, the grades, and what happens if they are applied.

use schema_model::Severity;

use crate::plan::Hazard;

pub(super) fn drop_table(table: &str, rows: Option<u64>) -> Hazard {
    let (severity, rows) = match rows {
        Some(0) => (Severity::Medium, ", which is empty".to_owned()),
        Some(1) => (Severity::Critical, " and its row".to_owned()),
        Some(count) => (Severity::Critical, format!(" and its {count} rows")),
        None => (Severity::Critical, " and its rows".to_owned()),
    };
    Hazard::destructive("SL101", severity, format!("drops table `{table}`{rows}"))
}

pub(super) fn drop_column(table: &str, column: &str, values: Option<u64>) -> Hazard {
    let (severity, values) = match values {
        Some(0) => (Severity::Medium, ", which holds only NULL".to_owned()),
        Some(1) => (Severity::Critical, " and its value".to_owned()),
        Some(count) => (Severity::Critical, format!(" and its {count} values")),
        None => (Severity::Critical, " and its data".to_owned()),
    };
    let consequence = format!("drops column `{table}.{column}`{values}");
    Hazard::destructive("SL101", severity, consequence)
}

pub(super) fn drop_generated_column(table: &str, column: &str) -> Hazard {
    let consequence = format!("drops column `{table}.{column}`, which is computed");
    Hazard::new("SL101", Severity::High, consequence)
}

pub(super) fn rebuild(table: &str) -> Hazard {
    let consequence =
        format!("copies table `{table}`; nobody else can write to the database meanwhile");
    Hazard::new("SL102", Severity::High, consequence)
}

pub(super) fn rebuild_of_parent(table: &str, child: &str) -> Hazard {
    let consequence = format!(
        "would delete or change rows of `{child}` if foreign keys were on while `{table}` is copied; they are off"
    );
    Hazard::new("SL103", Severity::High, consequence)
}

pub(super) fn change_type(table: &str, column: &str, from: &str, to: &str) -> Hazard {
    let consequence = format!(
        "changes the type of `{table}.{column}` from `{from}` to `{to}`; values keep their storage class where the type allows it"
    );
    Hazard::new("SL104", Severity::High, consequence)
}

pub(super) fn rewrite_values(table: &str, column: &str, values: Option<u64>) -> Hazard {
    let values = match values {
        Some(1) => "1 value".to_owned(),
        Some(count) => format!("{count} values"),
        None => "values".to_owned(),
    };
    let consequence =
        format!("rewrites {values} of `{table}.{column}`, which the new type does not keep");
    Hazard::destructive("SL104", Severity::Critical, consequence)
}

pub(super) fn strict(table: &str) -> Hazard {
    let consequence =
        format!("makes `{table}` STRICT; fails if a value does not have its column's type");
    Hazard::new("SL105", Severity::High, consequence)
}

pub(super) fn not_null(table: &str, column: &str) -> Hazard {
    let consequence = format!("makes `{table}.{column}` NOT NULL; fails if it holds NULL");
    Hazard::new("SL106", Severity::High, consequence)
}

pub(super) fn required_column(table: &str, column: &str) -> Hazard {
    let consequence = format!(
        "adds column `{table}.{column}`, NOT NULL without default; fails if there are rows"
    );
    Hazard::new("SL106", Severity::High, consequence)
}

pub(super) fn change_table(table: &str, what: &str) -> Hazard {
    let consequence = format!("changes {what} of `{table}`, which SQLite cannot do in place");
    Hazard::new("SL108", Severity::High, consequence)
}

pub(super) fn add_index(index: &str, unique: bool, duplicates: Option<u64>) -> Hazard {
    match unique {
        true => Hazard::new(
            "SL109",
            match duplicates {
                Some(0) => Severity::Medium,
                _ => Severity::High,
            },
            format!("builds unique index `{index}`; fails if there are duplicates"),
        ),
        false => Hazard::new(
            "SL109",
            Severity::Medium,
            format!("builds index `{index}`; nobody else can write to the database meanwhile"),
        ),
    }
}

pub(super) fn drop_index(index: &str) -> Hazard {
    let consequence = format!("drops index `{index}`; queries may get slower");
    Hazard::new("SL109", Severity::Medium, consequence)
}

pub(super) fn rename(what: &str, from: &str, to: &str) -> Hazard {
    let consequence =
        format!("renames {what} `{from}` to `{to}`; code that uses the old name breaks");
    Hazard::new("SL110", Severity::High, consequence)
}

pub(super) fn replace(what: &str, name: &str) -> Hazard {
    Hazard::new("SL111", Severity::Medium, format!("drops {what} `{name}`"))
}
