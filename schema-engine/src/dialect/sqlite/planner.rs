//! Plans changes of SQLite databases.
//!
//! In place where that is legal for a table with rows, else by copying the table: see `alter` and
//! `rebuild`. Everything runs in one transaction, with foreign keys off, and is checked before the
//! commit.

use schema_model::{
    Address, Column, ObjectKey, ObjectKind, ObjectName, Part, Schema, Table, TableKind, View,
};

use super::token::quote_name;
use super::{Sqlite, alter, diff, hazard};
use crate::graph::Step;
use crate::pair::{Pair, pairs};
use crate::plan::{Session, Statement};
use crate::planner::Job;
use crate::{Dialect, EngineError, Planner, Rename};

/// Ranks of steps that could run in any order.
pub(super) mod rank {
    pub(in super::super) const DROP_TRIGGER: u32 = 10;
    pub(in super::super) const DROP_VIEW: u32 = 20;
    pub(in super::super) const DROP_INDEX: u32 = 30;
    pub(in super::super) const DROP_TABLE: u32 = 40;
    pub(in super::super) const ADD_TABLE: u32 = 50;
    pub(in super::super) const ALTER_TABLE: u32 = 60;
    pub(in super::super) const ADD_INDEX: u32 = 70;
    pub(in super::super) const ADD_VIEW: u32 = 80;
    pub(in super::super) const ADD_TRIGGER: u32 = 90;
}

impl Planner for Sqlite {
    fn align(&self, from: &Schema, to: &mut Schema) {
        diff::align(from, to);
    }

    fn compares_column_order(&self) -> bool {
        false
    }

    fn folds_case(&self) -> bool {
        true
    }

    fn rename(&self, _from: &Schema, rename: &Rename) -> Option<Vec<Statement>> {
        let key = &rename.address.object;
        if key.kind != ObjectKind::Table {
            return None;
        }
        let (old, new) = (&key.name.name, &rename.to);
        let statement = match &rename.address.part {
            None => Statement::new(
                format!(
                    "ALTER TABLE {} RENAME TO {}",
                    quote_name(old),
                    quote_name(new)
                ),
                &rename.address,
            )
            .hazard(hazard::rename("table", old, new))
            .undone_by(format!(
                "ALTER TABLE {} RENAME TO {}",
                quote_name(new),
                quote_name(old)
            )),
            Some(part) if part.kind == "column" => rename_column(rename, old, &part.name),
            Some(_) => return None,
        };
        Some(vec![statement])
    }

    fn steps(&self, job: &mut Job<'_>) -> Result<Vec<Step>, EngineError> {
        let mut steps = Vec::new();
        for pair in pairs(&job.from.views, &job.to.views, |view| view.name.clone()) {
            push_view(&pair, &mut steps);
        }
        let (from, to) = (job.from, job.to);
        for pair in pairs(&from.tables, &to.tables, |table| table.name.clone()) {
            push_table(job, &pair, &mut steps)?;
        }
        Ok(steps)
    }

    fn session(&self, statements: &[Statement]) -> Session {
        if statements.is_empty() {
            return Session::default();
        }
        Session {
            // Inside a transaction this does nothing, and dropping a table would delete the rows
            // that refer to it: https://www.sqlite.org/pragma.html#pragma_foreign_keys
            before: vec!["PRAGMA foreign_keys = OFF".into()],
            begin: Some("BEGIN IMMEDIATE".into()),
            checks: vec![
                "SELECT * FROM pragma_foreign_key_check".into(),
                "SELECT * FROM pragma_integrity_check WHERE integrity_check <> 'ok'".into(),
            ],
            commit: Some("COMMIT".into()),
            rollback: Some("ROLLBACK".into()),
            after: Vec::new(),
        }
    }

    fn quote(&self, name: &str) -> String {
        quote_name(name)
    }

    fn trial_value(&self, column: &Column, row: usize) -> Option<String> {
        Some(trial_value(&column.native_type.to_ascii_uppercase(), row))
    }

    fn row_identity(&self, table: &Table) -> Option<String> {
        let has_own = table.columns.iter().any(|column| column.rowid_alias);
        let plain = table.kind == TableKind::Ordinary && !table.without_rowid && !has_own;
        plain
            .then(|| alter::rowid_name(table))
            .flatten()
            .map(str::to_owned)
    }
}

fn rename_column(rename: &Rename, table: &str, old: &str) -> Statement {
    let sql = |from: &str, to: &str| {
        format!(
            "ALTER TABLE {} RENAME COLUMN {} TO {}",
            quote_name(table),
            quote_name(from),
            quote_name(to)
        )
    };
    Statement::new(sql(old, &rename.to), &rename.address)
        .hazard(hazard::rename(
            "column",
            &format!("{table}.{old}"),
            &rename.to,
        ))
        .undone_by(sql(&rename.to, old))
}

/// A value that the declared type's affinity keeps: <https://www.sqlite.org/datatype3.html>
fn trial_value(declared: &str, row: usize) -> String {
    let has = |words: &[&str]| words.iter().any(|word| declared.contains(word));
    if has(&["INT", "BOOL"]) {
        format!("{row}")
    } else if has(&["CHAR", "CLOB", "TEXT"]) {
        format!("'a{row}'")
    } else if declared.is_empty() || has(&["BLOB"]) {
        format!("x'0{row}'")
    } else if has(&["REAL", "FLOA", "DOUB"]) {
        format!("{row}.5")
    } else if has(&["DATE", "TIME"]) {
        format!("'2020-01-0{row} 00:00:00'")
    } else {
        format!("{row}")
    }
}

/// The address of a whole object.
pub(super) fn object(kind: ObjectKind, name: &ObjectName) -> Address {
    Address {
        object: ObjectKey {
            kind,
            name: name.clone(),
        },
        part: None,
        attribute: None,
    }
}

/// The address of a part of a table or view.
pub(super) fn part(kind: ObjectKind, owner: &ObjectName, part: &str, name: &str) -> Address {
    Address {
        part: Some(Part {
            kind: part.into(),
            name: name.into(),
        }),
        ..object(kind, owner)
    }
}

fn push_view(pair: &Pair<'_, View>, steps: &mut Vec<Step>) {
    if let Pair::Both { from, to } = pair
        && from.definition == to.definition
    {
        push_triggers(
            ObjectKind::View,
            &to.name,
            &from.triggers,
            &to.triggers,
            steps,
        );
        return;
    }
    if let Some(from) = pair.from() {
        // Its triggers go with it.
        steps.push(drop_view(from));
    }
    if let Some(to) = pair.to() {
        steps.push(add_view(to));
        push_triggers(ObjectKind::View, &to.name, &[], &to.triggers, steps);
    }
}

fn drop_view(view: &View) -> Step {
    let address = object(ObjectKind::View, &view.name);
    let name = &view.name.name;
    Step {
        name: format!("drop view `{name}`"),
        rank: rank::DROP_VIEW,
        statements: vec![
            Statement::new(format!("DROP VIEW {}", quote_name(name)), &address)
                .hazard(hazard::replace("view", name))
                .undone_by(&view.definition),
        ],
        releases: dependencies(view),
        drops: vec![address],
        ..Step::default()
    }
}

fn add_view(view: &View) -> Step {
    let address = object(ObjectKind::View, &view.name);
    let name = &view.name.name;
    Step {
        name: format!("add view `{name}`"),
        rank: rank::ADD_VIEW,
        statements: vec![
            Statement::new(&view.definition, &address)
                .undone_by(format!("DROP VIEW {}", quote_name(name))),
        ],
        needs: dependencies(view),
        adds: vec![address],
        ..Step::default()
    }
}

fn dependencies(view: &View) -> Vec<Address> {
    // A view that reads itself cannot be queried, but it can be made.
    let others = view.depends_on.iter().filter(|key| key.name != view.name);
    others.map(|key| object(key.kind, &key.name)).collect()
}

fn push_table(
    job: &mut Job<'_>,
    pair: &Pair<'_, Table>,
    steps: &mut Vec<Step>,
) -> Result<(), EngineError> {
    let shadow = |table: &Table| table.kind == TableKind::Shadow;
    match pair {
        // A virtual table makes and drops its shadow tables itself.
        Pair::Added(table) | Pair::Dropped(table) if shadow(table) => Ok(()),
        Pair::Both { to, .. } if shadow(to) => Ok(()),
        Pair::Added(to) => add_table(job, to, steps),
        Pair::Dropped(from) => {
            steps.push(drop_table(job, from));
            Ok(())
        }
        Pair::Both { from, to } if from.kind != to.kind || from.definition != to.definition => {
            steps.push(drop_table(job, from));
            add_table(job, to, steps)
        }
        Pair::Both { from, to } => alter::push_steps(job, from, to, steps),
    }
}

fn drop_table(job: &mut Job<'_>, table: &Table) -> Step {
    let name = &table.name.name;
    let address = object(ObjectKind::Table, &table.name);
    let rows = job.data.count(
        format!("rows of `{name}`"),
        format!("SELECT count(*) FROM {}", quote_name(name)),
    );
    Step {
        name: format!("drop table `{name}`"),
        rank: rank::DROP_TABLE,
        statements: vec![
            Statement::new(format!("DROP TABLE {}", quote_name(name)), &address)
                .hazard(hazard::drop_table(name, rows)),
        ],
        drops: vec![address],
        ..Step::default()
    }
}

fn add_table(job: &mut Job<'_>, table: &Table, steps: &mut Vec<Step>) -> Result<(), EngineError> {
    let address = object(ObjectKind::Table, &table.name);
    let name = &table.name.name;
    steps.push(Step {
        name: format!("add table `{name}`"),
        rank: rank::ADD_TABLE,
        statements: vec![
            Statement::new(table_sql(table)?, &address)
                .undone_by(format!("DROP TABLE {}", quote_name(name))),
        ],
        adds: vec![address],
        ..Step::default()
    });
    alter::push_indexes(job, None, &[], table, steps)?;
    push_triggers(ObjectKind::Table, &table.name, &[], &table.triggers, steps);
    Ok(())
}

/// The CREATE TABLE statement alone.
pub(super) fn table_sql(table: &Table) -> Result<String, EngineError> {
    let mut bare = table.clone();
    bare.indexes.clear();
    bare.triggers.clear();
    let mut schema = Schema::new(Sqlite.name());
    schema.tables.push(bare);
    let statement = Sqlite.render_schema(&schema)?.into_iter().next();
    statement.ok_or_else(|| EngineError::Render {
        object: table.name.to_string(),
        message: "there is no statement that makes it".into(),
    })
}

/// The triggers of a table or view that is not rebuilt itself.
pub(super) fn push_triggers(
    kind: ObjectKind,
    owner: &ObjectName,
    from: &[schema_model::Trigger],
    to: &[schema_model::Trigger],
    steps: &mut Vec<Step>,
) {
    for pair in pairs(from, to, |trigger| trigger.name.clone()) {
        if let Pair::Both { from, to } = pair
            && from.definition == to.definition
        {
            continue;
        }
        if let Some(from) = pair.from() {
            steps.push(drop_trigger(kind, owner, from));
        }
        if let Some(to) = pair.to() {
            steps.push(add_trigger(kind, owner, to));
        }
    }
}

fn drop_trigger(kind: ObjectKind, owner: &ObjectName, trigger: &schema_model::Trigger) -> Step {
    let address = part(kind, owner, "trigger", &trigger.name);
    Step {
        name: format!("drop trigger `{}`", trigger.name),
        rank: rank::DROP_TRIGGER,
        statements: vec![
            Statement::new(
                format!("DROP TRIGGER {}", quote_name(&trigger.name)),
                &address,
            )
            .hazard(hazard::replace("trigger", &trigger.name))
            .undone_by(&trigger.definition),
        ],
        releases: vec![object(kind, owner)],
        drops: vec![address],
        ..Step::default()
    }
}

fn add_trigger(kind: ObjectKind, owner: &ObjectName, trigger: &schema_model::Trigger) -> Step {
    let address = part(kind, owner, "trigger", &trigger.name);
    Step {
        name: format!("add trigger `{}`", trigger.name),
        rank: rank::ADD_TRIGGER,
        statements: vec![
            Statement::new(&trigger.definition, &address)
                .undone_by(format!("DROP TRIGGER {}", quote_name(&trigger.name))),
        ],
        needs: vec![object(kind, owner)],
        adds: vec![address],
        ..Step::default()
    }
}
