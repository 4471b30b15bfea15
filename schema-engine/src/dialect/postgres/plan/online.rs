//! Forms that let others read and write meanwhile.
//!
//! They are more statements, cannot run in one transaction and take longer, so they are for tables
//! that are large, or where they are asked for. What an interrupted one leaves behind (an invalid
//! index, a check that was not validated) is a difference like any other, so the next plan sees it.
//! Partitioned tables, partitions and tables with heirs are left to the plain forms.

use schema_model::{
    Address, Constraint, ConstraintKind, Deferrable, Index, IndexPart, Key, Table, TableKind,
};

use super::super::ddl::constraint::make_name;
use super::super::quote::{identifier, literal, qualified};
use super::super::render::tables::{alter, render_index};
use super::{rank, table};
use crate::graph::Step;
use crate::plan::{Hazard, Statement, Transactional};
use crate::planner::{Job, Online};

/// From this size on, reading a table under a lock is felt.
const LARGE: &str = "16 MB";
const LARGE_BYTES: u32 = 16 << 20;

/// Whether a table that stays is to be changed while others use it.
pub(super) fn is_wanted(job: &mut Job<'_>, table: &Table) -> bool {
    let is_alone = table.kind == TableKind::Ordinary
        && table.partition_of.is_none()
        && table.inherits.is_empty()
        && !has_heirs(job, table);
    is_alone
        && match job.online {
            Online::Never => false,
            Online::Always => true,
            Online::Auto => is_large(job, table),
        }
}

fn has_heirs(job: &Job<'_>, table: &Table) -> bool {
    let mut tables = job.from.tables.iter().chain(&job.to.tables);
    tables.any(|it| it.inherits.contains(&table.name))
}

fn is_large(job: &mut Job<'_>, table: &Table) -> bool {
    let name = literal(&qualified(&table.name));
    let sql = format!(
        "SELECT count(*) FROM pg_catalog.pg_class WHERE oid = to_regclass({name}) AND pg_table_size(oid) > {LARGE_BYTES}"
    );
    let about = format!("whether `{}` is larger than {LARGE}", table.name);
    table::count_once(job, about, sql).is_some_and(|count| count > 0)
}

/// The same statement, which runs by itself.
pub(super) fn alone(statement: Statement) -> Statement {
    Statement {
        transactional: Transactional::Outside,
        ..statement
    }
}

/// An index statement in the form that lets others write.
pub(super) fn concurrently(statement: Statement) -> Statement {
    let form = |sql: &str| sql.replacen("INDEX ", "INDEX CONCURRENTLY ", 1);
    alone(Statement {
        sql: form(&statement.sql),
        reverse: statement.reverse.as_deref().map(form),
        ..statement
    })
}

/// A name for what is there only while a plan runs.
fn passing(name: &str, suffix: &str) -> String {
    make_name(name, "", suffix)
}

/// Builds an index beside the one that it replaces, and swaps their names.
pub(super) fn replace_index(
    table: &Table,
    address: &Address,
    index: &Index,
    hazards: [Hazard; 2],
) -> (Vec<Statement>, [String; 2]) {
    let (new, old) = (passing(&index.name, "new"), passing(&index.name, "old"));
    let full = |name: &str| qualified(&table.name.sibling(name));
    let beside = Index {
        name: new.clone(),
        ..index.clone()
    };
    let [adding, dropping] = hazards;
    let rename = |from: &str, to: &str| {
        let sql = |from: &str, to: &str| {
            format!("ALTER INDEX {} RENAME TO {}", full(from), identifier(to))
        };
        Statement::new(sql(from, to), address).undone_by(sql(to, from))
    };
    let build = render_index(&qualified(&table.name), &beside, false);
    let build = Statement::new(build, address)
        .hazard(adding)
        .undone_by(format!("DROP INDEX {}", full(&new)));
    let drop = Statement::new(format!("DROP INDEX {}", full(&old)), address).hazard(dropping);
    let statements = vec![
        concurrently(build),
        rename(&index.name, &old),
        rename(&new, &index.name),
        concurrently(drop),
    ];
    (statements, [new, old])
}

/// The index behind a key, built before the key is.
pub(super) fn add_key(
    table: &Table,
    address: &Address,
    constraint: &Constraint,
    key: &Key,
    hazard: Hazard,
) -> Vec<Statement> {
    let name = constraint.identity();
    let parts = key.columns.iter().map(IndexPart::column).collect();
    let index = Index {
        unique: true,
        include: key.include.clone(),
        nulls_not_distinct: key.nulls_not_distinct,
        options: key.options.clone(),
        ..Index::new(&name, parts)
    };
    let full = qualified(&table.name.sibling(&name));
    let build = render_index(&qualified(&table.name), &index, false);
    let build = Statement::new(build, address)
        .hazard(hazard)
        .undone_by(format!("DROP INDEX {full}"));
    let word = match constraint.kind {
        ConstraintKind::PrimaryKey(_) => "PRIMARY KEY",
        _ => "UNIQUE",
    };
    let deferrable = match constraint.deferrable {
        Deferrable::No => "",
        Deferrable::InitiallyImmediate => " DEFERRABLE",
        Deferrable::InitiallyDeferred => " DEFERRABLE INITIALLY DEFERRED",
    };
    let name = identifier(&name);
    let start = alter(table);
    let add = Statement::new(
        format!("{start} ADD CONSTRAINT {name} {word} USING INDEX {name}{deferrable}"),
        address,
    )
    .undone_by(format!("{start} DROP CONSTRAINT {name}"));
    vec![concurrently(build), add]
}

/// Validates what was added without looking at the rows.
pub(super) fn validate(
    table: &Table,
    address: &Address,
    constraint: &Constraint,
    hazard: Hazard,
) -> Step {
    let name = constraint.identity();
    let sql = format!("{} VALIDATE CONSTRAINT {}", alter(table), identifier(&name));
    Step {
        name: format!("validate constraint `{name}` of `{}`", table.name),
        rank: rank::VALIDATE,
        statements: vec![alone(Statement::new(sql, address).hazard(hazard))],
        needs: vec![address.clone()],
        ..Step::default()
    }
}

/// NOT NULL by way of a check, which is validated while others write. The name is the check's.
pub(super) fn set_not_null(
    table: &Table,
    column: &str,
    set: Statement,
) -> (Vec<Statement>, String) {
    let check = passing(&format!("{}_{column}", table.name.name), "not_null_check");
    let (start, name) = (alter(table), identifier(&check));
    let address = set.object.clone();
    let drop = format!("{start} DROP CONSTRAINT {name}");
    let add = format!(
        "{start} ADD CONSTRAINT {name} CHECK ({} IS NOT NULL) NOT VALID",
        identifier(column)
    );
    let validate = format!("{start} VALIDATE CONSTRAINT {name}");
    let statements = vec![
        Statement::new(add, &address).undone_by(&drop),
        alone(Statement::new(validate, &address)),
        set,
        Statement::new(drop, &address),
    ];
    (statements, check)
}

/// Lets the statements that disturb nobody wait for others as long as they need to.
pub(in super::super) fn with_patience(statements: Vec<Statement>) -> Vec<Statement> {
    let mut arranged: Vec<Statement> = Vec::new();
    let mut is_patient = false;
    for statement in statements {
        let disturbs_nobody = is_concurrent(&statement);
        if disturbs_nobody != is_patient {
            let limit = if disturbs_nobody { "20min" } else { "3s" };
            let sql = format!("SET lock_timeout = '{limit}'");
            arranged.push(alone(Statement::new(sql, &statement.object)));
            is_patient = disturbs_nobody;
        }
        arranged.push(statement);
    }
    arranged
}

fn is_concurrent(statement: &Statement) -> bool {
    let starts = ["CREATE INDEX", "CREATE UNIQUE INDEX", "DROP INDEX"];
    let starts = starts.map(|start| format!("{start} CONCURRENTLY "));
    starts.iter().any(|start| statement.sql.starts_with(start))
}

/// What a failed build of an index leaves behind: how to ask for it, and how to drop it.
pub(in super::super) fn leftover(statement: &Statement) -> Option<[String; 2]> {
    let drop = statement.reverse.as_deref()?;
    let index = drop.strip_prefix("DROP INDEX CONCURRENTLY ")?;
    let asked = format!(
        "SELECT 1 FROM pg_catalog.pg_index WHERE indexrelid = to_regclass({}) AND NOT indisvalid",
        literal(index)
    );
    Some([asked, drop.to_owned()])
}
