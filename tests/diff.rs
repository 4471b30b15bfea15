//! What a change of schema comes to, and that it arrives.
//!
//! `tests/diff/<object>/<case>/` has `from.sql`, `to.sql` and sometimes `rows.sql`, and a folder for
//! each dialect that plans it, with `plan.txt`: the plan as a person sees it. The laws hold for every
//! case (with a file `online`, tables stay in use while they are changed): a schema does not differ
//! from itself; a plan arrives, in the eyes of the engine's own tools too, is empty the second time,
//! keeps the rows that it does not declare lost, and there is a way back. With `UPDATE_SNAPSHOTS=1` in
//! the environment `plan.txt` is written instead of compared; review what changes in it as code.
//! `CASES` holds a part of the paths of the cases that are wanted, where not all are.

#[path = "support/random.rs"]
mod random;
#[path = "support/scratch.rs"]
mod scratch;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use schema_engine::apply::{Permission, apply};
use schema_engine::diff::diff;
use schema_engine::plan::{PlanRequest, ProofState, make, to_text};
use schema_engine::source::read_sql_files;
use schema_engine::{
    Compared, Connector, Dialect, Diff, EngineError, Online, Plan, Rename, RenameHint, dialect,
    hint,
};
use schema_model::{Column, LogicalType, ObjectKind, ObjectName, Schema, Table};

type Result<T> = std::result::Result<T, Box<dyn Error>>;
type Rows = Vec<Vec<Option<String>>>;

#[test]
fn every_case_arrives() {
    let mut cases = Vec::new();
    collect(Path::new("tests/diff"), &mut cases).expect("the cases are beside this file");
    if let Ok(wanted) = std::env::var("CASES") {
        cases.retain(|case| case.to_string_lossy().contains(&wanted));
    }
    assert!(!cases.is_empty(), "there are no cases");
    let failures: Vec<String> = cases
        .iter()
        .filter_map(|case| {
            let error = check(case).err()?;
            Some(format!("{}: {error}", case.display()))
        })
        .collect();
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

/// The folders of dialects: those beside a `from.sql`.
fn collect(folder: &Path, cases: &mut Vec<PathBuf>) -> Result<()> {
    let is_case = folder.join("from.sql").is_file();
    let before = cases.len();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        match path.is_dir() {
            true if is_case => cases.push(path),
            true => collect(&path, cases)?,
            false => {}
        }
    }
    if cases.len() == before {
        return Err(format!("{} holds no case", folder.display()).into());
    }
    cases.sort();
    Ok(())
}

fn check(folder: &Path) -> Result<()> {
    let name = folder.file_name().and_then(|name| name.to_str());
    let dialect = name
        .and_then(dialect)
        .ok_or("the folder is not named like a dialect")?;
    let case = folder.parent().ok_or("a case has a folder")?;
    let Some(mut database) = scratch::scratch(dialect)? else {
        return Ok(());
    };
    database.execute(&fs::read_to_string(case.join("from.sql"))?)?;
    if case.join("rows.sql").is_file() {
        database.execute(&fs::read_to_string(case.join("rows.sql"))?)?;
    }
    let from = database.introspect()?;
    let desired = read_sql_files(&case.join("to.sql"))?;
    let mut fresh = open(dialect)?;
    fresh.execute(&desired[0].text)?;
    let to = fresh.introspect_written()?;
    expect_equal(dialect, &from, &from, "from and itself")?;
    expect_equal(dialect, &to, &to, "to and itself")?;

    let hints = hint::hints(&desired);
    let online = match case.join("online").is_file() {
        true => Online::Always,
        false => Online::Auto,
    };
    let plan = plan(dialect, &mut *database, (&from, &to), &hints, online)?;
    expect_text(&folder.join("plan.txt"), &to_text(&plan))?;
    if !plan.blocked.is_empty() {
        return expect_refusal(dialect, &mut *database, &plan, &from);
    }
    check_way(dialect, &mut *database, &plan, (&from, &to), &hints)?;
    check_way_back(dialect, &mut *database, &from, online)
}

/// The plan arrives, keeps the rows, and there is nothing left to do.
fn check_way(
    dialect: &'static dyn Dialect,
    database: &mut dyn Connector,
    plan: &Plan,
    (from, to): (&Schema, &Schema),
    hints: &[RenameHint],
) -> Result<()> {
    let found = diff(dialect, from, to.clone(), hints, &|| open(dialect))?;
    let kept = kept(dialect, &found)?;
    let before = read(database, kept.iter().map(|kept| &kept.before))?;
    let is_lossy = plan.destructive().next().is_some();
    if is_lossy {
        let refused = apply(dialect, database, plan, Some(to), &Permission::default());
        if refused.is_ok() {
            return Err("a loss was not refused".into());
        }
        expect_equal(dialect, &database.introspect()?, from, "refused and from")?;
    }
    apply(dialect, database, plan, Some(to), &everything())?;
    let arrived = database.introspect()?;
    expect_equal(dialect, &arrived, to, "applied and to")?;
    let after = read(database, kept.iter().map(|kept| &kept.after))?;
    for ((kept, before), after) in kept.iter().zip(&before).zip(&after) {
        if before != after && !(is_lossy && kept.may_be_lost) {
            let Kept { before, after, .. } = kept;
            return Err(format!("rows were lost: `{before}` is not `{after}`").into());
        }
    }
    match self::plan(dialect, database, (&arrived, to), hints, Online::Auto)?.is_empty() {
        true => Ok(()),
        false => Err("the second plan is not empty".into()),
    }
}

/// What a plan cannot do on these rows is refused, and changes nothing.
fn expect_refusal(
    dialect: &dyn Dialect,
    database: &mut dyn Connector,
    plan: &Plan,
    from: &Schema,
) -> Result<()> {
    if apply(dialect, database, plan, None, &everything()).is_ok() {
        return Err("a blocked plan was applied".into());
    }
    expect_equal(dialect, &database.introspect()?, from, "refused and from")
}

/// The way back, where the rows do not stand in it.
fn check_way_back(
    dialect: &'static dyn Dialect,
    database: &mut dyn Connector,
    from: &Schema,
    online: Online,
) -> Result<()> {
    let arrived = database.introspect()?;
    let back = plan(dialect, database, (&arrived, from), &[], online)?;
    if !back.blocked.is_empty() {
        return Ok(());
    }
    apply(dialect, database, &back, Some(from), &everything())?;
    expect_equal(dialect, &database.introspect()?, from, "back and from")
}

fn everything() -> Permission {
    Permission {
        destructive: true,
        ..Permission::default()
    }
}

/// A scratch database beside the one of the case.
fn open(dialect: &dyn Dialect) -> std::result::Result<Box<dyn Connector>, EngineError> {
    let failed = |message: String| EngineError::Connect {
        url: dialect.name().into(),
        message,
    };
    let opened = scratch::scratch(dialect).map_err(|error| failed(error.to_string()))?;
    opened.ok_or_else(|| failed("it was left out".into()))
}

fn plan(
    dialect: &'static dyn Dialect,
    database: &mut dyn Connector,
    (from, to): (&Schema, &Schema),
    hints: &[RenameHint],
    online: Online,
) -> Result<Plan> {
    let mut plan = make(PlanRequest {
        dialect,
        from,
        to,
        compared: Compared::Elaborated,
        hints,
        live: Some(database),
        scratch: &|| open(dialect),
        online,
        observe: true,
    })?;
    if plan.proof.state == ProofState::Proven && !plan.statements.is_empty() {
        // The engine's own tools agree everywhere, which every plan need not say again.
        let (detail, _) = (plan.proof.detail.rsplit_once("; "))
            .filter(|(_, observed)| observed.ends_with(" sees no difference either"))
            .ok_or("nobody else looked")?;
        plan.proof.detail = detail.to_owned();
    }
    Ok(plan)
}

fn expect_equal(dialect: &dyn Dialect, from: &Schema, to: &Schema, what: &str) -> Result<()> {
    match diff(dialect, from, to.clone(), &[], &|| open(dialect))?
        .differences
        .first()
    {
        None => Ok(()),
        Some(first) => Err(format!("{what} differ: {first}").into()),
    }
}

/// What is kept of a table: the query before, and the one after, under the new names.
struct Kept {
    before: String,
    after: String,
    /// Some types differ.
    may_be_lost: bool,
}

/// What both sides have of rows: once with all columns whose values can be compared, once with those
/// of the same type.
fn kept(dialect: &dyn Dialect, found: &Diff<'_>) -> Result<Vec<Kept>> {
    let planner = dialect.planner().ok_or("the dialect has no planner")?;
    let select = |table: &ObjectName, columns: &[&str]| {
        let mut columns: Vec<String> = columns.iter().map(|it| planner.quote(it)).collect();
        // The rows are counted where they have nothing else in common.
        columns.push("1".into());
        let columns = columns.join(", ");
        format!("SELECT {columns} FROM {}", planner.quote_object(table))
    };
    let mut all = Vec::new();
    for table in &found.from.tables {
        let Some(stays) = found.to.table(&table.name) else {
            continue;
        };
        for may_be_lost in [true, false] {
            let shared = table.columns.iter().filter(|column| {
                stays.column(&column.name).is_some_and(|stays| {
                    let is_stored = column.generated.is_none() && stays.generated.is_none();
                    let is_same = stays.native_type == column.native_type;
                    is_stored && (is_same || may_be_lost && is_plain(column) && is_plain(stays))
                })
            });
            let names: Vec<&str> = shared.map(|column| column.name.as_str()).collect();
            let (old_table, old_names) = old_names(&found.renames, &table.name, &names);
            all.push(Kept {
                before: select(&old_table, &old_names),
                after: select(&table.name, &names),
                may_be_lost,
            });
        }
    }
    Ok(all)
}

/// Whether values are spelled alike in every type that holds them: a date that becomes a moment gets
/// a time, a number more places.
fn is_plain(column: &Column) -> bool {
    use LogicalType::{Enum, InlineEnum, Int8, Int16, Int32, Int64, Text};
    matches!(
        column.logical_type,
        Int8 | Int16 | Int32 | Int64 | Text | Enum(_) | InlineEnum(_)
    )
}

/// What a table and its columns were called before the renames.
fn old_names<'n>(
    renames: &'n [Rename],
    table: &ObjectName,
    columns: &[&'n str],
) -> (ObjectName, Vec<&'n str>) {
    let old_table = renames.iter().find(|rename| {
        let object = &rename.address.object;
        let is_table = object.kind == ObjectKind::Table && rename.address.part.is_none();
        is_table && object.name.sibling(&rename.to) == *table
    });
    let old_column = |column: &&'n str| {
        let mut parts = renames.iter().filter_map(|rename| {
            let part = rename.address.part.as_ref()?;
            let is_it = part.kind == "column" && rename.to == *column;
            (is_it && rename.address.object.name == *table).then_some(part.name.as_str())
        });
        parts.next_back().unwrap_or(column)
    };
    (
        old_table
            .map_or(table, |it| &it.address.object.name)
            .clone(),
        columns.iter().map(old_column).collect(),
    )
}

/// The rows of each query, in an order of their own.
fn read<'q>(
    database: &mut dyn Connector,
    queries: impl Iterator<Item = &'q String>,
) -> Result<Vec<Rows>> {
    let read = |query: &String| {
        let mut rows = database.query(query)?;
        rows.sort();
        Ok(rows)
    };
    queries.map(read).collect()
}

/// All rows of all tables.
fn rows(dialect: &dyn Dialect, database: &mut dyn Connector, schema: &Schema) -> Result<Vec<Rows>> {
    let planner = dialect.planner().ok_or("the dialect has no planner")?;
    let select = |table: &Table| format!("SELECT * FROM {}", planner.quote_object(&table.name));
    let queries: Vec<String> = schema.tables.iter().map(select).collect();
    read(database, queries.iter())
}

fn expect_text(path: &Path, text: &str) -> Result<()> {
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        return Ok(fs::write(path, text)?);
    }
    let expected = fs::read_to_string(path)?;
    match expected == text {
        true => Ok(()),
        false => Err(format!("{} says\n{expected}\nbut it is\n{text}", path.display()).into()),
    }
}
