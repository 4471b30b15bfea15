//! What changes cost on DuckDB: the codes, the grades, and what happens if they are applied.

use schema_model::Severity;

use crate::plan::Hazard;

fn counted(count: Option<u64>, none: &str, one: &str, many: &str) -> (Severity, String) {
    match count {
        Some(0) => (Severity::Medium, format!(", which {none}")),
        Some(1) => (Severity::Critical, format!(" and its {one}")),
        Some(count) => (Severity::Critical, format!(" and its {count} {many}")),
        None => (Severity::Critical, format!(" and its {many}")),
    }
}

pub(super) fn drop_table(table: &str, rows: Option<u64>) -> Hazard {
    let (severity, rows) = counted(rows, "is empty", "row", "rows");
    Hazard::destructive("DK101", severity, format!("drops table `{table}`{rows}"))
}

pub(super) fn drop_column(table: &str, column: &str, values: Option<u64>) -> Hazard {
    let (severity, values) = counted(values, "holds only NULL", "value", "values");
    let consequence = format!("drops column `{table}.{column}`{values}");
    Hazard::destructive("DK101", severity, consequence)
}

pub(super) fn drop_computed_column(table: &str, column: &str) -> Hazard {
    let consequence = format!("drops column `{table}.{column}`, which is computed");
    Hazard::new("DK101", Severity::High, consequence)
}

pub(super) fn rebuild(table: &str) -> Hazard {
    let consequence = format!("copies table `{table}` twice; it needs as much room for that");
    Hazard::new("DK102", Severity::High, consequence)
}

pub(super) fn change_type(table: &str, column: &str, from: &str, to: &str) -> Hazard {
    let consequence = format!("changes the type of `{table}.{column}` from `{from}` to `{to}`");
    Hazard::new("DK104", Severity::High, consequence)
}

pub(super) fn rewrite_values(table: &str, column: &str, values: Option<u64>) -> Hazard {
    let values = match values {
        Some(1) => "1 value".to_owned(),
        Some(count) => format!("{count} values"),
        None => "values".to_owned(),
    };
    let consequence =
        format!("rewrites {values} of `{table}.{column}`, which the new type does not keep");
    Hazard::destructive("DK104", Severity::Critical, consequence)
}

pub(super) fn not_null(table: &str, column: &str) -> Hazard {
    let consequence = format!("makes `{table}.{column}` NOT NULL; fails if it holds NULL");
    Hazard::new("DK106", Severity::High, consequence)
}

pub(super) fn required_column(table: &str, column: &str) -> Hazard {
    let consequence = format!(
        "adds column `{table}.{column}`, NOT NULL without default; fails if there are rows"
    );
    Hazard::new("DK106", Severity::High, consequence)
}

pub(super) fn change_constraints(table: &str) -> Hazard {
    let consequence =
        format!("changes the constraints of `{table}`; fails if a row breaks a new one");
    Hazard::new("DK108", Severity::High, consequence)
}

pub(super) fn add_index(index: &str, unique: bool) -> Hazard {
    match unique {
        true => Hazard::new(
            "DK109",
            Severity::High,
            format!("builds unique index `{index}`; fails if there are duplicates"),
        ),
        false => Hazard::new("DK109", Severity::Medium, format!("builds index `{index}`")),
    }
}

pub(super) fn drop_index(index: &str) -> Hazard {
    let consequence = format!("drops index `{index}`; queries may get slower");
    Hazard::new("DK109", Severity::Medium, consequence)
}

pub(super) fn rename(what: &str, from: &str, to: &str) -> Hazard {
    let consequence =
        format!("renames {what} `{from}` to `{to}`; code that uses the old name breaks");
    Hazard::new("DK110", Severity::High, consequence)
}

pub(super) fn drop_object(what: &str, name: &str) -> Hazard {
    Hazard::new("DK111", Severity::Medium, format!("drops {what} `{name}`"))
}

pub(super) fn restart_sequence(name: &str) -> Hazard {
    let consequence = format!("makes sequence `{name}` anew; it counts from its start again");
    Hazard::new("DK112", Severity::High, consequence)
}
