//! What changes cost on MySQL and MariaDB: the codes, the grades, and what happens if they are
//! applied. How much work a change is decides the server; see `ladder`.

use schema_model::Severity;

use crate::plan::Hazard;

/// What is lost: nothing, so many values, or nobody knows.
fn lost(count: Option<u64>, none: &str, what: &str) -> (Severity, String) {
    match count {
        Some(0) => (Severity::Medium, none.to_owned()),
        Some(1) => (Severity::Critical, format!(" and its {what}")),
        Some(count) => (Severity::Critical, format!(" and its {count} {what}s")),
        None => (Severity::Critical, format!(" and its {what}s")),
    }
}

pub(super) fn drop_table(table: &str, rows: Option<u64>) -> Hazard {
    let (severity, rows) = lost(rows, ", which is empty", "row");
    Hazard::destructive("MY101", severity, format!("drops table `{table}`{rows}"))
}

pub(super) fn drop_column(table: &str, column: &str, values: Option<u64>) -> Hazard {
    let (severity, values) = lost(values, ", which holds only NULL", "value");
    let consequence = format!("drops column `{table}.{column}`{values}");
    Hazard::destructive("MY101", severity, consequence)
}

pub(super) fn drop_computed_column(table: &str, column: &str) -> Hazard {
    let consequence = format!("drops column `{table}.{column}`, which is computed");
    Hazard::new("MY101", Severity::High, consequence)
}

pub(super) fn replace_values(table: &str, column: &str, values: Option<u64>) -> Hazard {
    let (severity, values) = lost(values, ", which holds only NULL", "value");
    let consequence = format!("replaces column `{table}.{column}`{values} by another of its name");
    Hazard::destructive("MY112", severity, consequence)
}

pub(super) fn history(table: &str) -> Hazard {
    let consequence = format!("deletes the history of the rows of `{table}`");
    Hazard::destructive("MY101", Severity::Critical, consequence)
}

pub(super) fn drop_variants(table: &str, column: &str, gone: &[String]) -> Hazard {
    let consequence = format!(
        "takes {} out of `{table}.{column}`; fails if a row holds one of them",
        listed(gone)
    );
    Hazard::new("MY102", Severity::High, consequence)
}

pub(super) fn move_variants(table: &str, column: &str) -> Hazard {
    let consequence =
        format!("gives the values of `{table}.{column}` another order, by which rows are sorted");
    Hazard::new("MY102", Severity::High, consequence)
}

pub(super) fn add_variants(table: &str, column: &str) -> Hazard {
    let consequence = format!("adds values to `{table}.{column}` behind those that it has");
    Hazard::new("MY103", Severity::Low, consequence)
}

pub(super) fn charset(
    table: &str,
    column: &str,
    from: &str,
    to: &str,
    rows: Option<u64>,
) -> Hazard {
    let consequence = format!(
        "converts `{table}.{column}` from character set `{from}` to `{to}`; values that it cannot express are lost or stop the change"
    );
    match rows {
        Some(0) => Hazard::new("MY104", Severity::Medium, consequence),
        _ => Hazard::destructive("MY104", Severity::Critical, consequence),
    }
}

pub(super) fn collation(table: &str, column: &str, from: &str, to: &str) -> Hazard {
    let consequence = format!(
        "compares and sorts `{table}.{column}` by `{to}` instead of `{from}`; values that differ now may be equal then"
    );
    Hazard::new("MY105", Severity::High, consequence)
}

pub(super) fn narrow(table: &str, column: &str, from: &str, to: &str) -> Hazard {
    let consequence = format!(
        "makes `{table}.{column}` `{to}` instead of `{from}`; fails if a value does not fit"
    );
    Hazard::new("MY106", Severity::High, consequence)
}

pub(super) fn lossy(
    table: &str,
    column: &str,
    from: &str,
    to: &str,
    values: Option<u64>,
) -> Hazard {
    let values = match values {
        Some(1) => "1 value".to_owned(),
        Some(count) => format!("{count} values"),
        None => "values".to_owned(),
    };
    let consequence = format!(
        "changes {values} of `{table}.{column}`, since `{to}` does not hold all that `{from}` does"
    );
    Hazard::destructive("MY106", Severity::Critical, consequence)
}

pub(super) fn widen(table: &str, column: &str, from: &str, to: &str) -> Hazard {
    let consequence =
        format!("makes `{table}.{column}` `{to}` instead of `{from}`, which holds as much");
    Hazard::new("MY107", Severity::Medium, consequence)
}

pub(super) fn retype(table: &str, column: &str, from: &str, to: &str) -> Hazard {
    let consequence = format!(
        "turns `{table}.{column}` from `{from}` into `{to}`; fails if a value cannot be turned"
    );
    Hazard::new("MY108", Severity::High, consequence)
}

pub(super) fn copy(table: &str) -> Hazard {
    let consequence = format!("copies table `{table}`; nobody can write to it meanwhile");
    Hazard::new("MY108", Severity::High, consequence)
}

pub(super) fn in_place(table: &str, writable: bool) -> Hazard {
    let (severity, meanwhile) = match writable {
        true => (Severity::Medium, "reading and writing go on meanwhile"),
        false => (Severity::High, "nobody can write to it meanwhile"),
    };
    let consequence = format!("works through table `{table}` in place; {meanwhile}");
    Hazard::new("MY107", severity, consequence)
}

pub(super) fn not_null(table: &str, column: &str, nulls: Option<u64>) -> Hazard {
    let consequence = format!("makes `{table}.{column}` NOT NULL; fails if it holds NULL");
    let severity = match nulls {
        Some(0) => Severity::Medium,
        _ => Severity::High,
    };
    Hazard::new("MY109", severity, consequence)
}

pub(super) fn null(table: &str, column: &str) -> Hazard {
    let consequence =
        format!("lets `{table}.{column}` hold NULL; code that does not expect it breaks");
    Hazard::new("MY110", Severity::Medium, consequence)
}

pub(super) fn required_column(table: &str, column: &str) -> Hazard {
    let consequence = format!(
        "adds column `{table}.{column}`, NOT NULL without default; rows that are there get a value that nobody chose, or the change fails"
    );
    Hazard::new("MY111", Severity::High, consequence)
}

pub(super) fn move_column(table: &str, column: &str) -> Hazard {
    let consequence =
        format!("puts column `{table}.{column}` at another place; code that counts columns breaks");
    Hazard::new("MY111", Severity::Medium, consequence)
}

pub(super) fn stored_column(table: &str, column: &str) -> Hazard {
    let consequence = format!("computes `{table}.{column}` for every row");
    Hazard::new("MY112", Severity::High, consequence)
}

pub(super) fn counter(table: &str, column: &str) -> Hazard {
    let consequence = format!("changes whether `{table}.{column}` counts by itself");
    Hazard::new("MY112", Severity::High, consequence)
}

pub(super) fn default(table: &str, column: &str) -> Hazard {
    let consequence = format!("changes the default of `{table}.{column}`");
    Hazard::new("MY113", Severity::Low, consequence)
}

pub(super) fn rename(what: &str, from: &str, to: &str) -> Hazard {
    let consequence =
        format!("renames {what} `{from}` to `{to}`; code that uses the old name breaks");
    Hazard::new("MY113", Severity::High, consequence)
}

pub(super) fn add_index(index: &str) -> Hazard {
    Hazard::new("MY121", Severity::Medium, format!("builds index `{index}`"))
}

pub(super) fn add_special_index(index: &str, method: &str) -> Hazard {
    let consequence =
        format!("builds {method} index `{index}`; nobody can write to the table meanwhile");
    Hazard::new("MY122", Severity::High, consequence)
}

pub(super) fn drop_index(index: &str) -> Hazard {
    let consequence = format!("drops index `{index}`; queries may get slower");
    Hazard::new("MY121", Severity::Medium, consequence)
}

pub(super) fn primary_key(table: &str) -> Hazard {
    let consequence =
        format!("gives `{table}` another primary key; fails if there are duplicates or NULL");
    Hazard::new("MY123", Severity::High, consequence)
}

pub(super) fn drop_primary_key(table: &str) -> Hazard {
    let consequence = format!("drops the primary key of `{table}`");
    Hazard::new("MY124", Severity::High, consequence)
}

pub(super) fn unique(key: &str, duplicates: Option<u64>) -> Hazard {
    let consequence = format!("builds unique key `{key}`; fails if there are duplicates");
    let severity = match duplicates {
        Some(0) => Severity::Medium,
        _ => Severity::High,
    };
    Hazard::new("MY125", severity, consequence)
}

pub(super) fn foreign_key(key: &str, orphans: Option<u64>) -> Hazard {
    let consequence =
        format!("adds foreign key `{key}`; fails if a row refers to one that is not there");
    let severity = match orphans {
        Some(0) => Severity::Medium,
        _ => Severity::High,
    };
    Hazard::new("MY126", severity, consequence)
}

pub(super) fn drop_constraint(what: &str, name: &str) -> Hazard {
    let consequence = format!("drops {what} `{name}`; rows that break it are let in");
    Hazard::new("MY126", Severity::Medium, consequence)
}

pub(super) fn check(check: &str, breaking: Option<u64>) -> Hazard {
    let consequence = format!("adds check `{check}`; fails if a row breaks it");
    let severity = match breaking {
        Some(0) => Severity::Medium,
        _ => Severity::High,
    };
    Hazard::new("MY128", severity, consequence)
}

pub(super) fn storage(table: &str, what: &str) -> Hazard {
    let consequence = format!("changes {what} of `{table}`");
    Hazard::new("MY129", Severity::High, consequence)
}

pub(super) fn engine(table: &str, from: &str, to: &str) -> Hazard {
    let consequence = format!(
        "moves `{table}` from engine `{from}` to `{to}`; transactions and foreign keys may not work there"
    );
    Hazard::new("MY129", Severity::High, consequence)
}

pub(super) fn default_charset(of: &str) -> Hazard {
    let consequence = format!(
        "changes the default character set or collation of {of}; it counts for what is made later"
    );
    Hazard::new("MY130", Severity::Medium, consequence)
}

pub(super) fn replace(what: &str, name: &str) -> Hazard {
    Hazard::new(
        "MY141",
        Severity::Medium,
        format!("replaces {what} `{name}`"),
    )
}

pub(super) fn drop_program(what: &str, name: &str) -> Hazard {
    Hazard::new("MY141", Severity::High, format!("drops {what} `{name}`"))
}

pub(super) fn add_trigger(name: &str, table: &str) -> Hazard {
    let consequence = format!("runs trigger `{name}` for changes of `{table}` from now on");
    Hazard::new("MY141", Severity::High, consequence)
}

pub(super) fn drop_sequence(name: &str) -> Hazard {
    let consequence = format!("drops sequence `{name}` and the number that it has reached");
    Hazard::destructive("MY101", Severity::Critical, consequence)
}

pub(super) fn change_sequence(name: &str) -> Hazard {
    let consequence = format!("changes how sequence `{name}` counts");
    Hazard::new("MY141", Severity::Medium, consequence)
}

/// `'a'` and `'b'`.
fn listed(values: &[String]) -> String {
    let values: Vec<String> = values.iter().map(|value| format!("`{value}`")).collect();
    values.join(", ")
}
