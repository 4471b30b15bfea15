//! The laws for pairs of schemas that nobody wrote, with rows in them. Some tables and columns have
//! another name in the second one, with a hint: their rows arrive under that, and come back.
//!
//! `schema` says what the schemas are made of, `engine` what each engine has of that, and `write`
//! writes them. A pair that breaks a law is made smaller and printed as the files of a case; make a
//! folder of it. Each engine gets a few pairs in every run of the tests, the same each time. Thousands
//! of others are tried by hand: `PROPTEST_CASES` sets their number.

#[path = "random/engine.rs"]
mod engine;
#[path = "random/schema.rs"]
mod schema;
#[path = "random/write.rs"]
mod write;

use proptest::test_runner::{Config, TestCaseError, TestError, TestRng, TestRunner};

use schema_engine::SqlFile;
use schema_engine::apply::ApplyError;

use self::engine::{ENGINES, Engine};
use self::schema::{Names, Pair};
use self::write::Writer;
use super::*;

/// A pair as text.
struct Texts {
    from: String,
    rows: String,
    to: String,
    /// The first schema again, with the hints that lead back to its names.
    back: String,
}

impl Texts {
    fn of(dialect: &dyn Dialect, engine: &Engine, pair: &Pair) -> Self {
        let planner = dialect.planner().expect("it plans");
        let first = Names::default();
        let quote = |name: &str| planner.quote(name);
        let writer = |names, old| Writer {
            engine,
            quote: &quote,
            names,
            old,
        };
        Self {
            from: writer(&first, &first).schema(&pair.from),
            rows: writer(&first, &first).rows(&pair.from, pair.rows),
            to: writer(&pair.names, &first).schema(&pair.to),
            back: writer(&first, &pair.names).schema(&pair.from),
        }
    }
}

fn hints_in(text: &str) -> Vec<RenameHint> {
    hint::hints(&[SqlFile {
        path: "to.sql".into(),
        text: text.into(),
    }])
}

fn check_pair(dialect: &'static dyn Dialect, texts: &Texts) -> Result<()> {
    let mut database = open(dialect)?;
    database.execute(&texts.from)?;
    // Not all rows are allowed that are made.
    let mut has_rows = false;
    for row in texts.rows.lines() {
        has_rows |= database.execute(row).is_ok();
    }
    let from = database.introspect()?;
    let mut fresh = open(dialect)?;
    fresh.execute(&texts.to)?;
    let to = fresh.introspect_written()?;
    drop(fresh);
    let there = (to, hints_in(&texts.to));
    // Rows can stand in the way back too.
    let back = (from, hints_in(&texts.back));
    for (to, hints) in [there, back] {
        if !arrives_or_is_refused(dialect, &mut *database, has_rows, (&to, &hints))? {
            break;
        }
    }
    Ok(())
}

/// Some rows break what is asked for, and the engine says so when the plan runs: then nothing has
/// changed. Without rows there is nothing to break.
fn arrives_or_is_refused(
    dialect: &'static dyn Dialect,
    database: &mut dyn Connector,
    has_rows: bool,
    (to, hints): (&Schema, &[RenameHint]),
) -> Result<bool> {
    let has_journal = dialect.planner().is_some_and(|it| it.journal().is_some());
    let before = database.introspect()?;
    let plan = plan(dialect, database, (&before, to), hints, Online::Auto)?;
    if !plan.blocked.is_empty() {
        expect_refusal(dialect, database, &plan, &before)?;
        return Ok(false);
    }
    let rows = rows(dialect, database, &before)?;
    match check_way(dialect, database, &plan, (&before, to), hints) {
        // Without a transaction what was done before it stays, and it is said how far it came.
        Err(error) if has_rows && is_cut_off(&*error) && has_journal => Ok(false),
        Err(error) if has_rows && is_refusal(&*error) => {
            expect_equal(
                dialect,
                &database.introspect()?,
                &before,
                "refused and from",
            )?;
            match self::rows(dialect, database, &before)? == rows {
                true => Ok(false),
                false => Err("rows were changed by an apply that failed".into()),
            }
        }
        outcome => outcome.map(|()| true),
    }
}

fn is_cut_off(error: &(dyn Error + 'static)) -> bool {
    matches!(
        error.downcast_ref::<ApplyError>(),
        Some(ApplyError::Statement { kept: 1.., .. })
    )
}

fn is_refusal(error: &(dyn Error + 'static)) -> bool {
    matches!(
        error.downcast_ref::<ApplyError>(),
        Some(ApplyError::Statement { kept: 0, .. } | ApplyError::Strayed { kept: 0, .. })
    )
}

/// As many pairs as were asked for, others each time; else the few that the engine gets in every run,
/// always the same, so that it is a change of ours that breaks them.
fn runner(cases: u32) -> TestRunner {
    let asked = std::env::var("PROPTEST_CASES").ok();
    let asked = asked.and_then(|text| text.parse().ok());
    let config = Config {
        cases: asked.unwrap_or(cases),
        failure_persistence: None,
        max_shrink_iters: 2000,
        // On a server a pair takes seconds.
        max_shrink_time: 90_000,
        ..Config::default()
    };
    match asked {
        Some(_) => TestRunner::new(config),
        None => {
            let rng = TestRng::deterministic_rng(config.rng_algorithm);
            TestRunner::new_with_rng(config, rng)
        }
    }
}

fn check_engine(engine: &Engine) {
    let name = engine.name;
    let dialect = dialect(name).expect("it is one of ours");
    if scratch::scratch(dialect)
        .expect("the engine is there")
        .is_none()
    {
        return;
    }
    let outcome = runner(engine.cases).run(&schema::pair(), |pair| {
        check_pair(dialect, &Texts::of(dialect, engine, &pair))
            .map_err(|error| TestCaseError::fail(error.to_string()))
    });
    match outcome {
        Ok(()) => {}
        Err(TestError::Fail(reason, pair)) => {
            let Texts { from, rows, to, .. } = Texts::of(dialect, engine, &pair);
            panic!("{name}: {reason}\n-- from.sql\n{from}-- rows.sql\n{rows}-- to.sql\n{to}");
        }
        Err(other) => panic!("{name}: {other}"),
    }
}

fn any_pair_arrives(name: &str) {
    let engine = ENGINES.iter().find(|engine| engine.name == name);
    check_engine(engine.expect("it has a tongue"));
}

#[test]
fn any_pair_arrives_on_sqlite() {
    any_pair_arrives("sqlite");
}

#[test]
fn any_pair_arrives_on_duckdb() {
    any_pair_arrives("duckdb");
}

#[test]
fn any_pair_arrives_on_postgres() {
    any_pair_arrives("postgres");
}

#[test]
fn any_pair_arrives_on_mariadb() {
    any_pair_arrives("mariadb");
}

#[test]
fn any_pair_arrives_on_mysql() {
    any_pair_arrives("mysql");
}
