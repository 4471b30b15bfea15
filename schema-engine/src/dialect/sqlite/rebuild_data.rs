//! What a copied column means for the values that are there, asked of the database where it is open.

use schema_model::{Column, Table};

use super::hazard;
use super::token::quote_name;
use crate::plan::Hazard;
use crate::planner::Job;

/// What a changed column costs.
pub(super) fn column(job: &mut Job<'_>, table: &Table, from: &Column, to: &Column) -> Vec<Hazard> {
    let name = &table.name.name;
    let mut hazards = Vec::new();
    if from.native_type != to.native_type {
        let (before, after) = (&from.native_type, &to.native_type);
        hazards.push(hazard::change_type(name, &to.name, before, after));
        hazards.extend(rewritten(job, table, from, to));
    }
    if from.nullable && !to.nullable && !to.rowid_alias {
        hazards.push(hazard::not_null(name, &to.name));
        refuse_nulls(job, table, to);
    }
    let rest = |column: &Column| {
        (
            column.default.clone(),
            column.collation.clone(),
            column.generated.clone(),
            column.auto_increment,
            column.rowid_alias,
        )
    };
    if rest(from) != rest(to) {
        let what = format!(
            "default, collation, expression or key of column `{}`",
            to.name
        );
        hazards.push(hazard::change_table(name, &what));
    }
    hazards
}

/// What a new column costs that cannot be added in place.
pub(super) fn new_column(job: &mut Job<'_>, table: &Table, column: &Column) -> Option<Hazard> {
    if column.can_be_omitted() {
        return None;
    }
    let name = &table.name.name;
    let rows = job.data.count(
        format!("rows of `{name}`"),
        format!("SELECT count(*) FROM {}", quote_name(name)),
    );
    if let Some(rows @ 1..) = rows {
        job.data.blocked.push(format!(
            "the new column `{}` is NOT NULL and has no value for the rows of `{name}`, {rows} by count: give it a default",
            column.name
        ));
    }
    Some(hazard::required_column(name, &column.name))
}

fn refuse_nulls(job: &mut Job<'_>, table: &Table, column: &Column) {
    let (table, column) = (&table.name.name, &column.name);
    let nulls = job.data.count(
        format!("NULL in `{table}.{column}`"),
        format!(
            "SELECT count(*) FROM {} WHERE {} IS NULL",
            quote_name(table),
            quote_name(column)
        ),
    );
    if let Some(nulls @ 1..) = nulls {
        job.data.blocked.push(format!(
            "`{table}.{column}` becomes NOT NULL and holds NULL, {nulls} by count: fill it first"
        ));
    }
}

/// What a declared type does to values: <https://www.sqlite.org/datatype3.html#determination_of_column_affinity>
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Affinity {
    Integer,
    Text,
    Blob,
    Real,
    Numeric,
}

pub(super) fn affinity(declared: &str) -> Affinity {
    let declared = declared.to_ascii_uppercase();
    let has = |words: &[&str]| words.iter().any(|word| declared.contains(word));
    if has(&["INT"]) {
        Affinity::Integer
    } else if has(&["CHAR", "CLOB", "TEXT"]) {
        Affinity::Text
    } else if declared.is_empty() || has(&["BLOB"]) || declared == "ANY" {
        Affinity::Blob
    } else if has(&["REAL", "FLOA", "DOUB"]) {
        Affinity::Real
    } else {
        Affinity::Numeric
    }
}

/// Text that looks like a number becomes one, and large integers lose digits as floating point
/// numbers; neither comes back.
fn rewritten(job: &mut Job<'_>, table: &Table, from: &Column, to: &Column) -> Option<Hazard> {
    let quoted = quote_name(&to.name);
    let number = format!(
        "typeof({quoted}) = 'text' AND trim({quoted}) GLOB '[-+.0-9]*' AND CAST(CAST({quoted} AS NUMERIC) AS TEXT) <> {quoted}"
    );
    let digits = format!(
        "typeof({quoted}) = 'integer' AND CAST(CAST({quoted} AS REAL) AS INTEGER) <> {quoted}"
    );
    let condition = match (affinity(&from.native_type), affinity(&to.native_type)) {
        (before, after) if before == after => return None,
        (_, Affinity::Blob) => return None,
        // A number that becomes text is written with all its digits.
        (_, Affinity::Text) => return None,
        (Affinity::Integer | Affinity::Numeric, Affinity::Integer | Affinity::Numeric) => {
            return None;
        }
        (Affinity::Real, Affinity::Integer | Affinity::Numeric) => return None,
        (_, Affinity::Real) => format!("({number}) OR ({digits})"),
        (_, Affinity::Integer | Affinity::Numeric) => number,
    };
    let name = &table.name.name;
    let values = job.data.count(
        format!("values of `{name}.{}` that change with its type", to.name),
        format!(
            "SELECT count(*) FROM {} WHERE {condition}",
            quote_name(name)
        ),
    );
    (values != Some(0)).then(|| hazard::rewrite_values(name, &to.name, values))
}
