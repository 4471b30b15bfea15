//! The laws for pairs of schemas that nobody wrote, with rows in them.
//!
//! The text has what all engines have: tables that refer to each other, columns that change type,
//! default and nullability, constraints, indexes, views. A pair that breaks a law is made smaller and
//! printed as the files of a case; make a folder of it.
//! `PROPTEST_CASES` sets the number of pairs: some in every run of the tests, thousands by hand.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestError, TestRunner};

use schema_engine::apply::ApplyError;

use super::*;

/// How many pairs each engine gets in every run. On a server a pair takes seconds, so there they are
/// tried by hand.
const ENGINES: &[(&str, u32)] = &[("sqlite", 60), ("postgres", 0), ("mariadb", 0)];

const TABLES: usize = 3;
const COLUMNS: usize = 4;

#[derive(Debug, Clone)]
struct Table {
    columns: Vec<Option<Column>>,
    /// A table before it that it refers to.
    parent: Option<usize>,
    unique: Option<usize>,
    index: Option<usize>,
    check: Option<usize>,
    has_view: bool,
}

#[derive(Debug, Clone)]
struct Column {
    is_text: bool,
    /// The longer one of two types.
    is_wide: bool,
    nullable: bool,
    has_default: bool,
}

/// Tables by number; one that is not there is not in this schema.
type Tables = Vec<Option<Table>>;

fn column() -> impl Strategy<Value = Column> {
    any::<(bool, bool, bool, bool)>().prop_map(|(is_text, is_wide, nullable, has_default)| Column {
        is_text,
        is_wide,
        nullable,
        has_default,
    })
}

fn table() -> impl Strategy<Value = Table> {
    let place = || prop::option::weighted(0.3, 0..COLUMNS);
    (
        prop::collection::vec(prop::option::weighted(0.7, column()), COLUMNS),
        prop::option::weighted(0.4, 0..TABLES),
        place(),
        place(),
        place(),
        prop::bool::weighted(0.3),
    )
        .prop_map(|(columns, parent, unique, index, check, has_view)| Table {
            columns,
            parent,
            unique,
            index,
            check,
            has_view,
        })
}

fn tables() -> impl Strategy<Value = Tables> {
    prop::collection::vec(prop::option::weighted(0.8, table()), TABLES)
}

impl Column {
    fn sql(&self, number: usize) -> String {
        let ty = match (self.is_text, self.is_wide) {
            (true, true) => "VARCHAR(40)",
            (true, false) => "VARCHAR(20)",
            (false, true) => "BIGINT",
            (false, false) => "INTEGER",
        };
        let not_null = if self.nullable { "" } else { " NOT NULL" };
        let default = match (self.has_default, self.is_text) {
            (false, _) => "",
            (true, true) => " DEFAULT '7'",
            (true, false) => " DEFAULT 7",
        };
        format!("c{number} {ty}{default}{not_null}")
    }
}

impl Table {
    fn column(&self, number: Option<usize>) -> Option<(usize, &Column)> {
        let number = number?;
        Some((number, self.columns[number].as_ref()?))
    }

    /// The table that it refers to, if that is there and made before it.
    fn parent(&self, number: usize, tables: &Tables) -> Option<usize> {
        self.parent
            .filter(|parent| *parent < number && tables[*parent].is_some())
    }

    fn push_sql(&self, number: usize, tables: &Tables, text: &mut String) {
        let mut parts = vec![
            "id INTEGER NOT NULL PRIMARY KEY".to_owned(),
            "parent INTEGER".to_owned(),
        ];
        let columns = self.columns.iter().enumerate();
        parts.extend(columns.filter_map(|(at, column)| Some(column.as_ref()?.sql(at))));
        if let Some((at, _)) = self.column(self.unique) {
            parts.push(format!("CONSTRAINT t{number}_unique UNIQUE (c{at})"));
        }
        if let Some((at, _)) = self
            .column(self.check)
            .filter(|(_, column)| !column.is_text)
        {
            parts.push(format!("CONSTRAINT t{number}_check CHECK (c{at} < 100)"));
        }
        if let Some(parent) = self.parent(number, tables) {
            parts.push(format!(
                "CONSTRAINT t{number}_parent FOREIGN KEY (parent) REFERENCES t{parent} (id)"
            ));
        }
        text.push_str(&format!(
            "CREATE TABLE t{number} (\n    {}\n);\n",
            parts.join(",\n    ")
        ));
        if let Some((at, _)) = self.column(self.index) {
            text.push_str(&format!(
                "CREATE INDEX t{number}_index ON t{number} (c{at});\n"
            ));
        }
        if self.has_view {
            let shown = self.columns.iter().position(Option::is_some);
            let shown = shown.map_or("parent".to_owned(), |at| format!("c{at}"));
            text.push_str(&format!(
                "CREATE VIEW v{number} AS SELECT id, {shown} FROM t{number};\n"
            ));
        }
    }

    /// Rows that are allowed; some values stand in the way of what `to` may ask for.
    fn push_rows(&self, number: usize, rows: usize, text: &mut String) {
        for row in 1..=rows {
            let mut names = vec!["id".to_owned()];
            let mut values = vec![row.to_string()];
            for (at, column) in self.columns.iter().enumerate() {
                let Some(column) = column else { continue };
                let is_null = column.nullable && (row + at) % 3 == 0;
                let value = if self.unique == Some(at) {
                    row
                } else {
                    row % 2
                };
                names.push(format!("c{at}"));
                values.push(match (is_null, column.is_text) {
                    (true, _) => "NULL".into(),
                    (false, true) => format!("'{value}'"),
                    (false, false) => value.to_string(),
                });
            }
            let (names, values) = (names.join(", "), values.join(", "));
            text.push_str(&format!(
                "INSERT INTO t{number} ({names}) VALUES ({values});\n"
            ));
        }
    }
}

fn sql(tables: &Tables) -> String {
    let mut text = String::new();
    for (number, table) in tables.iter().enumerate() {
        if let Some(table) = table {
            table.push_sql(number, tables, &mut text);
        }
    }
    text
}

fn rows(tables: &Tables, count: usize) -> String {
    let mut text = String::new();
    for (number, table) in tables.iter().enumerate() {
        if let Some(table) = table {
            table.push_rows(number, count, &mut text);
        }
    }
    text
}

fn check_pair(
    dialect: &'static dyn Dialect,
    from: &Tables,
    to: &Tables,
    count: usize,
) -> Result<()> {
    let mut database = open(dialect)?;
    database.execute(&sql(from))?;
    database.execute(&rows(from, count))?;
    let from = database.introspect()?;
    let mut fresh = open(dialect)?;
    fresh.execute(&sql(to))?;
    let to = fresh.introspect_written()?;
    drop(fresh);
    let plan = plan(dialect, &mut *database, &to, &[], Online::Auto)?;
    if !plan.blocked.is_empty() {
        return expect_refusal(dialect, &mut *database, &plan, &from);
    }
    let way = |database: &mut dyn Connector| check_way(dialect, database, &plan, &to, &[]);
    if !arrives_or_is_refused(dialect, &mut *database, count > 0, &way)? {
        return Ok(());
    }
    // Rows can stand in the way back too.
    let back =
        |database: &mut dyn Connector| check_way_back(dialect, database, &from, Online::Auto);
    arrives_or_is_refused(dialect, &mut *database, count > 0, &back).map(drop)
}

type Way<'w> = &'w dyn Fn(&mut dyn Connector) -> Result<()>;

/// Some rows break what is asked for, and the engine says so when the plan runs: then nothing has
/// changed. Without rows there is nothing to break.
fn arrives_or_is_refused(
    dialect: &'static dyn Dialect,
    database: &mut dyn Connector,
    has_rows: bool,
    way: Way<'_>,
) -> Result<bool> {
    let before = database.introspect()?;
    let rows = values(kept_rows(dialect, database, &before, &before)?);
    match way(database) {
        Err(error) if has_rows && is_refusal(&*error) => {
            expect_equal(
                dialect,
                &database.introspect()?,
                &before,
                "refused and from",
            )?;
            match values(kept_rows(dialect, database, &before, &before)?) == rows {
                true => Ok(false),
                false => Err("rows were changed by an apply that failed".into()),
            }
        }
        outcome => outcome.map(|()| true),
    }
}

fn is_refusal(error: &(dyn Error + 'static)) -> bool {
    matches!(
        error.downcast_ref::<ApplyError>(),
        Some(ApplyError::Statement { kept: 0, .. } | ApplyError::Strayed { kept: 0, .. })
    )
}

/// As many as were asked for, else as many as the engine gets.
fn config(cases: u32) -> Config {
    let asked = std::env::var("PROPTEST_CASES").ok();
    Config {
        cases: asked.and_then(|text| text.parse().ok()).unwrap_or(cases),
        failure_persistence: None,
        max_shrink_iters: 2000,
        ..Config::default()
    }
}

fn check_engine(name: &str, cases: u32) {
    let dialect = dialect(name).expect("it is one of ours");
    if scratch::scratch(dialect)
        .expect("the engine is there")
        .is_none()
    {
        return;
    }
    let pairs = (tables(), tables(), 0..4_usize);
    let outcome = TestRunner::new(config(cases)).run(&pairs, |(from, to, count)| {
        check_pair(dialect, &from, &to, count)
            .map_err(|error| TestCaseError::fail(error.to_string()))
    });
    match outcome {
        Ok(()) => {}
        Err(TestError::Fail(reason, (from, to, count))) => panic!(
            "{name}: {reason}\n-- from.sql\n{}-- rows.sql\n{}-- to.sql\n{}",
            sql(&from),
            rows(&from, count),
            sql(&to)
        ),
        Err(other) => panic!("{name}: {other}"),
    }
}

#[test]
fn any_pair_arrives() {
    for (name, cases) in ENGINES {
        check_engine(name, *cases);
    }
}
