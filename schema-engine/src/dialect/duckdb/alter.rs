//! Changes of a table that the engine makes in place.
//!
//! It refuses most of them while an index or a foreign key depends on the table, and dies when an
//! index is dropped and another of the same name made in one transaction; a copy of the table gets
//! around both.

use schema_model::{Column, Constraint, ConstraintKind, Index, IndexKey, LogicalType as L, Table};

use super::address::column_address;
use super::diff::same;
use super::render::table::render_column;
use super::token::tokens;
use super::{hazard, quote};
use crate::plan::Statement;
use crate::planner::Job;

/// Whether there is nothing to do for a table but for its indexes and comments.
pub(super) fn same_columns_and_constraints(from: &Table, to: &Table) -> bool {
    same_constraints(from, to)
        && from.columns.len() == to.columns.len()
        && to.columns.iter().all(|column| {
            from.column(&column.name)
                .is_some_and(|it| same_column(it, column))
        })
}

/// Whether two columns are made by the same text.
fn same_column(from: &Column, to: &Column) -> bool {
    from.native_type == to.native_type
        && from.nullable == to.nullable
        && from.default == to.default
        && from.generated == to.generated
        && from.collation == to.collation
}

fn same_constraints(from: &Table, to: &Table) -> bool {
    let mut left: Vec<&Constraint> = to.constraints.iter().collect();
    let matched = from.constraints.iter().all(|constraint| {
        let at = left.iter().position(|other| *other == constraint);
        at.map(|at| left.swap_remove(at)).is_some()
    });
    matched && left.is_empty()
}

/// Whether two indexes are made by the same text.
pub(super) fn same_index(from: &Index, to: &Index) -> bool {
    from.unique == to.unique && from.method == to.method && from.parts == to.parts
}

/// Whether an index gives way to another of the same name.
pub(super) fn replaces_index(from: &Table, to: &Table) -> bool {
    let other = |index: &Index| to.indexes.iter().find(|it| it.name == index.name);
    let mut indexes = from.indexes.iter();
    indexes.any(|index| other(index).is_some_and(|it| !same_index(index, it)))
}

/// Whether the engine can make all changes of a table in place.
pub(super) fn can_alter(from: &Table, to: &Table, is_free: bool) -> bool {
    let added = to
        .columns
        .iter()
        .filter(|it| from.column(&it.name).is_none());
    let changed = to
        .columns
        .iter()
        .filter_map(|it| Some((from.column(&it.name)?, it)));
    let dropped = || {
        from.columns
            .iter()
            .filter(|it| to.column(&it.name).is_none())
    };
    same_constraints(from, to)
        && added
            .clone()
            .all(|column| column.generated.is_none() && column.collation.is_none())
        && changed
            .clone()
            .all(|(a, b)| a.generated == b.generated && a.collation == b.collation)
        && changed
            .clone()
            .all(|(a, b)| a.native_type == b.native_type || !is_used(from, &a.name))
        && dropped().all(|column| !is_used(from, &column.name))
        && dropped().count() < from.columns.len()
        && (is_free || !needs_freedom(from, to))
}

/// Whether a constraint, an index or a generated column says something of a column.
fn is_used(table: &Table, column: &str) -> bool {
    let mentions = |text: &str| {
        let tokens = tokens(text);
        tokens
            .iter()
            .any(|it| it.name().is_some_and(|name| same(&name, column)))
    };
    let in_constraint = table.constraints.iter().any(|it| match &it.kind {
        ConstraintKind::PrimaryKey(key) | ConstraintKind::Unique(key) => {
            key.columns.iter().any(|name| name == column)
        }
        ConstraintKind::ForeignKey(key) => key.columns.iter().any(|name| name == column),
        ConstraintKind::Check(check) => mentions(&check.expression),
        _ => false,
    });
    let mut generated = table.columns.iter().filter_map(|it| it.generated.as_ref());
    let mut parts = table.indexes.iter().flat_map(|index| &index.parts);
    in_constraint
        || generated.any(|it| mentions(&it.expression))
        || parts.any(|part| match &part.key {
            IndexKey::Column(name) => name == column,
            IndexKey::Expression(text) => mentions(text),
        })
}

/// Whether a change is among those that the engine refuses while anything depends on the table.
fn needs_freedom(from: &Table, to: &Table) -> bool {
    let dropped = from.columns.iter().any(|it| to.column(&it.name).is_none());
    dropped
        || to
            .columns
            .iter()
            .any(|column| match from.column(&column.name) {
                Some(old) => {
                    old.native_type != column.native_type || old.nullable != column.nullable
                }
                None => !column.nullable,
            })
}

/// The statements that alter a table in place.
pub(super) fn statements(job: &mut Job<'_>, from: &Table, to: &Table) -> Vec<Statement> {
    let mut statements = Vec::new();
    for column in &to.columns {
        match from.column(&column.name) {
            Some(old) => change_column(job, to, old, column, &mut statements),
            None => add_column(job, to, column, &mut statements),
        }
    }
    for column in from
        .columns
        .iter()
        .filter(|it| to.column(&it.name).is_none())
    {
        let hazard = drop_hazard(job, from, column);
        let sql = alter(to, &format!("DROP COLUMN {}", quote::name(&column.name)));
        statements.push(Statement::new(sql, column_address(to, &column.name)).hazard(hazard));
    }
    statements
}

fn alter(table: &Table, what: &str) -> String {
    format!("ALTER TABLE {} {what}", quote::object(&table.name))
}

fn add_column(job: &mut Job<'_>, table: &Table, column: &Column, statements: &mut Vec<Statement>) {
    // NOT NULL has to come by itself.
    let bare = Column {
        nullable: true,
        ..column.clone()
    };
    let address = column_address(table, &column.name);
    let name = quote::name(&column.name);
    let sql = alter(
        table,
        &format!("ADD COLUMN {}", render_column(&bare, false)),
    );
    let undo = alter(table, &format!("DROP COLUMN {name}"));
    statements.push(Statement::new(sql, &address).undone_by(undo));
    if column.nullable {
        return;
    }
    let mut not_null = Statement::new(
        alter(table, &format!("ALTER COLUMN {name} SET NOT NULL")),
        &address,
    );
    if let Some(hazard) = required_hazard(job, table, column) {
        not_null = not_null.hazard(hazard);
    }
    statements.push(not_null);
}

/// What a new column that must have a value means for the rows that are there.
pub(super) fn required_hazard(
    job: &mut Job<'_>,
    table: &Table,
    column: &Column,
) -> Option<crate::plan::Hazard> {
    let has_value = column
        .default
        .as_ref()
        .is_some_and(|it| !it.eq_ignore_ascii_case("null"));
    if column.nullable || column.generated.is_some() || has_value {
        return None;
    }
    let rows = job.data.count(
        format!("rows of `{}`", table.name),
        format!("SELECT count(*) AS n FROM {}", quote::object(&table.name)),
    );
    if let Some(rows) = rows.filter(|rows| *rows > 0) {
        job.data.blocked.push(format!(
            "column `{}.{}` is NOT NULL without default, and {rows} rows would lack a value",
            table.name, column.name
        ));
    }
    Some(hazard::required_column(
        &table.name.to_string(),
        &column.name,
    ))
}

fn change_column(
    job: &mut Job<'_>,
    table: &Table,
    from: &Column,
    to: &Column,
    statements: &mut Vec<Statement>,
) {
    let address = column_address(table, &to.name);
    let name = quote::name(&to.name);
    let sql = |what: &str| alter(table, &format!("ALTER COLUMN {name} {what}"));
    let default = |column: &Column| match &column.default {
        Some(text) => format!("SET DEFAULT {}", super::render::reprint::as_written(text)),
        None => "DROP DEFAULT".into(),
    };
    let changes_type = from.native_type != to.native_type;
    // The old default may not fit the new type.
    if changes_type && from.default.is_some() {
        statements.push(Statement::new(sql("DROP DEFAULT"), &address));
    }
    if changes_type {
        let value = cast(from, to);
        let using = format!("SET DATA TYPE {} USING {value}", to.native_type);
        let statement = Statement::new(sql(&using), &address);
        statements.push(statement.with_hazards(type_hazards(job, table, from, to)));
    }
    if from.default != to.default || changes_type && to.default.is_some() {
        statements.push(Statement::new(sql(&default(to)), &address).undone_by(sql(&default(from))));
    }
    match (from.nullable, to.nullable) {
        (true, false) => {
            let hazard = not_null_hazard(job, table, to);
            let statement = Statement::new(sql("SET NOT NULL"), &address).hazard(hazard);
            statements.push(statement.undone_by(sql("DROP NOT NULL")));
        }
        (false, true) => {
            let statement = Statement::new(sql("DROP NOT NULL"), &address);
            statements.push(statement.undone_by(sql("SET NOT NULL")));
        }
        _ => {}
    }
}

/// What NOT NULL means for the rows that are there.
pub(super) fn not_null_hazard(
    job: &mut Job<'_>,
    table: &Table,
    column: &Column,
) -> crate::plan::Hazard {
    let count = count_where(job, table, &column.name, "IS NULL", "NULL in");
    if let Some(count) = count.filter(|count| *count > 0) {
        job.data.blocked.push(format!(
            "column `{}.{}` is to be NOT NULL and holds NULL {count} times",
            table.name, column.name
        ));
    }
    hazard::not_null(&table.name.to_string(), &column.name)
}

fn count_where(
    job: &mut Job<'_>,
    table: &Table,
    column: &str,
    condition: &str,
    what: &str,
) -> Option<u64> {
    let name = quote::name(column);
    job.data.count(
        format!("{what} `{}.{column}`", table.name),
        format!(
            "SELECT count(*) AS n FROM {} WHERE {name} {condition}",
            quote::object(&table.name)
        ),
    )
}

/// What the loss of a column means.
pub(super) fn drop_hazard(
    job: &mut Job<'_>,
    table: &Table,
    column: &Column,
) -> crate::plan::Hazard {
    let name = table.name.to_string();
    if column.generated.is_some() {
        return hazard::drop_computed_column(&name, &column.name);
    }
    let values = count_where(job, table, &column.name, "IS NOT NULL", "values of");
    hazard::drop_column(&name, &column.name, values)
}

/// What another type means for the values that are there.
pub(super) fn type_hazards(
    job: &mut Job<'_>,
    table: &Table,
    from: &Column,
    to: &Column,
) -> Vec<crate::plan::Hazard> {
    let name = table.name.to_string();
    let mut hazards = vec![hazard::change_type(
        &name,
        &to.name,
        &from.native_type,
        &to.native_type,
    )];
    if is_wider(&from.logical_type, &to.logical_type) {
        return hazards;
    }
    let cast = format!("TRY_CAST({} AS {})", castable(from, to), to.native_type);
    let lost = format!("IS NOT NULL AND {cast} IS NULL");
    let lost = count_where(
        job,
        table,
        &from.name,
        &lost,
        "values that the new type cannot hold of",
    );
    if let Some(count) = lost.filter(|count| *count > 0) {
        job.data.blocked.push(format!(
            "`{name}.{}` holds {count} values that are no `{}`",
            to.name, to.native_type
        ));
    }
    let changed = format!("IS DISTINCT FROM TRY_CAST({cast} AS {})", from.native_type);
    let changed = count_where(
        job,
        table,
        &from.name,
        &changed,
        "values that the new type rounds of",
    );
    if changed != Some(0) {
        hazards.push(hazard::rewrite_values(&name, &to.name, changed));
    }
    hazards
}

/// The value of a column as something that the engine casts to another type: it casts nothing but texts
/// to an enum.
pub(super) fn castable(from: &Column, to: &Column) -> String {
    let name = quote::name(&from.name);
    match (&from.logical_type, &to.logical_type) {
        (L::Text | L::Enum(_) | L::InlineEnum(_), _) => name,
        (_, L::Enum(_) | L::InlineEnum(_)) => format!("CAST({name} AS VARCHAR)"),
        _ => name,
    }
}

/// The value of a column as another type. The engine refuses to leave out a member of a union.
pub(super) fn cast(from: &Column, to: &Column) -> String {
    let name = quote::name(&from.name);
    let (L::Union(old), L::Union(new)) = (&from.logical_type, &to.logical_type) else {
        return format!("CAST({} AS {})", castable(from, to), to.native_type);
    };
    let kept = new
        .iter()
        .filter(|field| old.iter().any(|it| it.name == field.name));
    let members = kept.map(|field| {
        let (tag, member) = (quote::text(&field.name), quote::name(&field.name));
        format!(
            " WHEN {tag} THEN CAST(union_value({member} := union_extract({name}, {tag})) AS {})",
            to.native_type
        )
    });
    let members: String = members.collect();
    match members.is_empty() {
        true => format!("CAST(NULL AS {})", to.native_type),
        false => format!("CASE CAST(union_tag({name}) AS VARCHAR){members} END"),
    }
}

/// Whether every value of a type is kept in another.
fn is_wider(from: &L, to: &L) -> bool {
    let rank = |logical: &L| match logical {
        L::Int8 => Some(8),
        L::Int16 => Some(16),
        L::Int32 => Some(32),
        L::Int64 => Some(64),
        L::Int128 => Some(128),
        _ => None,
    };
    match (from, to) {
        (L::Enum(_) | L::InlineEnum(_) | L::Uuid, L::Text) | (L::Float32, L::Float64) => true,
        (
            L::Decimal {
                precision: Some(a),
                scale: Some(x),
            },
            L::Decimal {
                precision: Some(b),
                scale: Some(y),
            },
        ) => y >= x && i64::from(*b) - i64::from(*y) >= i64::from(*a) - i64::from(*x),
        (L::Union(a), L::Union(b)) => a.iter().all(|field| b.contains(field)),
        (L::InlineEnum(a), L::InlineEnum(b)) => a.iter().all(|variant| b.contains(variant)),
        _ => rank(from).zip(rank(to)).is_some_and(|(a, b)| a <= b),
    }
}

/// A value for a column of a trial row.
pub(super) fn trial_value(logical: &L, row: usize) -> Option<String> {
    let text = |text: String| Some(quote::text(&text));
    match logical {
        L::Bool => Some(
            if row.is_multiple_of(2) {
                "false"
            } else {
                "true"
            }
            .into(),
        ),
        L::Text => text(format!("a{row}")),
        L::Bytes => Some(format!("'\\xA{row}'::BLOB")),
        L::BitString => text("10".into()),
        L::Date => text(format!("2020-01-0{row}")),
        L::Time | L::TimeWithOffset => text(format!("00:00:0{row}")),
        L::Timestamp | L::TimestampWithTimeZone => text(format!("2020-01-0{row} 00:00:00")),
        L::Interval => text(format!("{row} days")),
        L::Uuid => text(format!("00000000-0000-0000-0000-00000000000{row}")),
        L::Json => text(format!("{{\"a\": {row}}}")),
        L::InlineEnum(variants) => text(variants.get(row % variants.len().max(1))?.clone()),
        L::Decimal { precision, scale } if precision.map(i64::from) == scale.map(i64::from) => {
            Some("0.1".into())
        }
        L::Array { element, length } => {
            let value = trial_value(element, row)?;
            let count = length.unwrap_or(1) as usize;
            Some(format!("[{}]", vec![value; count].join(", ")))
        }
        L::Struct(fields) => {
            let value = |field: &schema_model::Field| {
                let value = trial_value(&field.logical_type, row)?;
                Some(format!("{} := {value}", quote::name(&field.name)))
            };
            let values: Option<Vec<String>> = fields.iter().map(value).collect();
            Some(format!("struct_pack({})", values?.join(", ")))
        }
        L::Map { key, value } => {
            let (key, value) = (trial_value(key, row)?, trial_value(value, row)?);
            Some(format!("MAP {{{key}: {value}}}"))
        }
        L::Union(fields) => trial_value(&fields.first()?.logical_type, row),
        L::Enum(_) | L::Geometry | L::Any | L::Other => None,
        _ => Some(row.to_string()),
    }
}
