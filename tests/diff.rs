//! What a change of schema comes to, and that it arrives.
//!
//! `tests/diff/<object>/<case>/` has `from.sql`, `to.sql` and sometimes `rows.sql`, and a folder for
//! each dialect that plans it, with `plan.txt`: the plan as a person sees it. The laws hold for every
//! case (with a file `online`, tables stay in use while they are changed): a schema does not differ from itself; a plan arrives, is empty the second time, keeps the
//! rows that it does not declare lost, and there is a way back. With `UPDATE_SNAPSHOTS=1` in the
//! environment `plan.txt` is written instead of compared; review what changes in it as code. `CASES`
//! holds a part of the paths of the cases that are wanted, where not all are.

#[path = "support/random.rs"]
mod random;
#[path = "support/scratch.rs"]
mod scratch;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use schema_engine::apply::{Permission, apply};
use schema_engine::diff::diff;
use schema_engine::plan::{PlanRequest, make, to_text};
use schema_engine::source::read_sql_files;
use schema_engine::{
    Compared, Connector, Dialect, EngineError, Online, Plan, RenameHint, dialect, hint,
};
use schema_model::Schema;

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
    let plan = plan(dialect, &mut *database, &to, &hints, online)?;
    expect_text(&folder.join("plan.txt"), &to_text(&plan))?;
    if !plan.blocked.is_empty() {
        return expect_refusal(dialect, &mut *database, &plan, &from);
    }
    check_way(dialect, &mut *database, &plan, &to, &hints)?;
    check_way_back(dialect, &mut *database, &from, online)
}

/// The plan arrives, keeps the rows, and there is nothing left to do.
fn check_way(
    dialect: &'static dyn Dialect,
    database: &mut dyn Connector,
    plan: &Plan,
    to: &Schema,
    hints: &[RenameHint],
) -> Result<()> {
    let from = database.introspect()?;
    let found = diff(dialect, &from, to.clone(), hints, &|| open(dialect))?;
    // A case with renames changes nothing else, so all values are there under other names.
    let is_rename = !found.renames.is_empty();
    let before = match is_rename {
        true => values(kept_rows(dialect, database, &from, &from)?),
        false => kept_rows(dialect, database, &from, &found.to)?,
    };
    let is_lossy = plan.destructive().next().is_some();
    if is_lossy {
        let refused = apply(dialect, database, plan, Some(to), &Permission::default());
        if refused.is_ok() {
            return Err("a loss was not refused".into());
        }
        expect_equal(dialect, &database.introspect()?, &from, "refused and from")?;
    }
    apply(dialect, database, plan, Some(to), &everything())?;
    expect_equal(dialect, &database.introspect()?, to, "applied and to")?;
    let after = match is_rename {
        true => values(kept_rows(dialect, database, &found.to, &found.to)?),
        false => kept_rows(dialect, database, &found.to, &from)?,
    };
    if !is_lossy && before != after {
        return Err("rows were lost that the plan does not declare lost".into());
    }
    match self::plan(dialect, database, to, hints, Online::Auto)?.is_empty() {
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
    let back = plan(dialect, database, from, &[], online)?;
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
    to: &Schema,
    hints: &[RenameHint],
    online: Online,
) -> Result<Plan> {
    let from = database.introspect()?;
    Ok(make(PlanRequest {
        dialect,
        from: &from,
        to,
        compared: Compared::Elaborated,
        hints,
        live: Some(database),
        scratch: &|| open(dialect),
        online,
    })?)
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

/// The rows of tables that both sides have, with the columns that both sides have.
fn kept_rows(
    dialect: &dyn Dialect,
    database: &mut dyn Connector,
    schema: &Schema,
    other: &Schema,
) -> Result<Vec<Rows>> {
    let planner = dialect.planner().ok_or("the dialect has no planner")?;
    let mut kept = Vec::new();
    for table in &schema.tables {
        let Some(same) = other.table(&table.name) else {
            continue;
        };
        let shared = table.columns.iter().filter(|column| {
            let stays = same.column(&column.name);
            stays.is_some_and(|stays| stays.generated.is_none() && column.generated.is_none())
        });
        let mut names: Vec<String> = shared.map(|column| planner.quote(&column.name)).collect();
        names.sort();
        if names.is_empty() {
            continue;
        }
        let names = names.join(", ");
        let object = planner.quote_object(&table.name);
        let mut rows = database.query(&format!("SELECT {names} FROM {object}"))?;
        rows.sort();
        kept.push(rows);
    }
    Ok(kept)
}

/// Rows without the order that names give them.
fn values(tables: Vec<Rows>) -> Vec<Rows> {
    let mut rows: Rows = tables.into_iter().flatten().collect();
    rows.iter_mut().for_each(|row| row.sort());
    rows.sort();
    vec![rows]
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
