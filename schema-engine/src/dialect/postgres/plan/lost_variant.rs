//! Whether rows hold a variant that an enum loses, which no statement would survive.

use schema_model::{LogicalType, Table, TableKind, TypeDefinition, TypeKind};

use super::super::quote::{identifier, literal, qualified};
use super::work::Work;
use crate::planner::Job;

/// Asks every column that has the type before and after.
pub(super) fn ask(job: &mut Job<'_>, work: &Work<'_>, from: &TypeDefinition, to: &TypeDefinition) {
    let (TypeKind::Enum(had), TypeKind::Enum(has)) = (&from.kind, &to.kind) else {
        return;
    };
    let kept = |name: &str| has.iter().any(|variant| variant.name == name);
    let gone: Vec<String> = had
        .iter()
        .filter(|variant| !kept(&variant.name))
        .map(|variant| literal(&variant.name))
        .collect();
    if gone.is_empty() {
        return;
    }
    let tables = work
        .from
        .tables
        .iter()
        // Rows of partitions are rows of their parent.
        .filter(|table| table.kind != TableKind::Foreign && table.partition_of.is_none());
    for table in tables {
        ask_table(job, work, table, from, &gone.join(", "));
    }
}

fn ask_table(job: &mut Job<'_>, work: &Work<'_>, table: &Table, ty: &TypeDefinition, gone: &str) {
    let Some(after) = work.to.table(&table.name) else {
        return;
    };
    let has_type = |logical: &LogicalType| logical.references().contains(&&ty.name);
    for column in &table.columns {
        let stays = after.column(&column.name);
        if !has_type(&column.logical_type) || !stays.is_some_and(|it| has_type(&it.logical_type)) {
            continue;
        }
        let name = identifier(&column.name);
        let condition = match column.logical_type {
            LogicalType::Array { .. } => format!("{name}::text[] && ARRAY[{gone}]"),
            _ => format!("{name}::text IN ({gone})"),
        };
        let sql = format!(
            "SELECT count(*) FROM {} WHERE {condition}",
            qualified(&table.name)
        );
        let shown = format!("{}.{}", table.name, column.name);
        let about = format!("rows of `{shown}` that hold what `{}` loses", ty.name);
        if let Some(count @ 1..) = job.data.count(about, sql) {
            job.data.blocked.push(format!(
                "`{}` loses {gone}, and rows of `{shown}` hold it ({count}): change them first",
                ty.name
            ));
        }
    }
}
