//! An apply that is cut off where statements cannot be taken back, and two at once.
//!
//! The connection is lost before and after every statement of a plan in turn. The next plan starts
//! from what is there and says where the last apply stopped; in the end the schema is the one that was
//! asked for, no row is gone, and no journal is left.

#[path = "support/scratch.rs"]
mod scratch;

use std::time::Duration;

use schema_engine::apply::{ApplyError, Permission, apply};
use schema_engine::hint::hints;
use schema_engine::plan::{PlanRequest, make};
use schema_engine::{
    Compared, Connector, Dialect, EngineError, Online, Plan, RenameHint, SqlFile, dialect,
};
use schema_model::Schema;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;
type Rows = Vec<Vec<Option<String>>>;

/// What is done to a database, and what must be the same before and after.
struct Change {
    from: &'static str,
    to: &'static str,
    /// Queries with what they answer once the change has arrived.
    rows: &'static [(&'static str, &'static [&'static str])],
}

const MANY: Change = Change {
    from: "
CREATE TABLE parent (id int PRIMARY KEY, a int);
CREATE TABLE child (id int PRIMARY KEY, parent_id int, CONSTRAINT old_key FOREIGN KEY (parent_id) REFERENCES parent (id));
CREATE TABLE gone (id int PRIMARY KEY);
CREATE VIEW seen AS SELECT id FROM parent;
INSERT INTO parent VALUES (1, 10), (2, 20);
INSERT INTO child VALUES (1, 2);
INSERT INTO gone VALUES (1);
",
    to: "
CREATE TABLE parent (id bigint PRIMARY KEY, a int, b int, KEY by_a (a));
CREATE TABLE child (id int PRIMARY KEY, parent_id bigint, CONSTRAINT new_key FOREIGN KEY (parent_id) REFERENCES parent (id));
CREATE TABLE fresh (id int PRIMARY KEY);
CREATE VIEW seen AS SELECT id, b FROM parent;
CREATE TRIGGER counted BEFORE INSERT ON parent FOR EACH ROW SET NEW.b = 1;
",
    rows: &[
        ("SELECT id, a FROM parent ORDER BY id", &["1", "10", "2", "20"]),
        ("SELECT parent_id FROM child", &["2"]),
    ],
};

/// Views over what gets another name read what is not there until they are made anew.
const RENAMED: Change = Change {
    from: "
CREATE TABLE people (id int PRIMARY KEY, mail varchar(40));
CREATE VIEW mails AS SELECT id, mail FROM people;
CREATE VIEW counted AS SELECT count(*) AS number FROM mails;
INSERT INTO people VALUES (1, 'a'), (2, 'b');
",
    to: "
-- @renamed from=people
CREATE TABLE members (
  id int PRIMARY KEY,
  -- @renamed from=mail
  email varchar(40)
);
CREATE VIEW mails AS SELECT id, email AS mail FROM members;
CREATE VIEW counted AS SELECT count(*) AS number FROM mails;
",
    rows: &[
        (
            "SELECT id, email FROM members ORDER BY id",
            &["1", "a", "2", "b"],
        ),
        ("SELECT mail FROM mails ORDER BY id", &["a", "b"]),
        ("SELECT number FROM counted", &["2"]),
    ],
};

/// A connection that is lost at a statement.
struct Cut<'a> {
    inner: &'a mut dyn Connector,
    /// How many statements of the plan are still let through.
    left: usize,
    /// Whether the one at which it is lost takes effect.
    late: bool,
    plan: &'a Plan,
    begun: bool,
    dead: bool,
}

impl Connector for Cut<'_> {
    fn introspect(&mut self) -> std::result::Result<Schema, EngineError> {
        self.inner.introspect()
    }

    fn execute(&mut self, sql: &str) -> std::result::Result<(), EngineError> {
        if self.dead {
            return Err(lost());
        }
        // The settings of the session may be set again among the statements.
        self.begun |= sql.starts_with("INSERT");
        if self.begun && self.plan.statements.iter().any(|it| it.sql == sql) {
            if self.left == 0 {
                self.dead = true;
                if self.late {
                    self.inner.execute(sql)?;
                }
                return Err(lost());
            }
            self.left -= 1;
        }
        self.inner.execute(sql)
    }

    fn query(&mut self, sql: &str) -> std::result::Result<Rows, EngineError> {
        self.inner.query(sql)
    }
}

fn lost() -> EngineError {
    EngineError::Database {
        intent: "execute".into(),
        message: "the connection is lost".into(),
    }
}

fn open(dialect: &'static dyn Dialect) -> std::result::Result<Box<dyn Connector>, EngineError> {
    let opened = scratch::scratch(dialect).map_err(|error| EngineError::Connect {
        url: dialect.name().into(),
        message: error.to_string(),
    })?;
    opened.ok_or_else(lost)
}

/// What is wanted, and what gets another name.
struct Wanted {
    to: Schema,
    hints: Vec<RenameHint>,
}

impl Wanted {
    /// None where the server was left out on purpose.
    fn of(dialect: &'static dyn Dialect, text: &str) -> Result<Option<Self>> {
        let Some(mut fresh) = scratch::scratch(dialect)? else {
            return Ok(None);
        };
        fresh.execute(text)?;
        let file = SqlFile {
            path: "to.sql".into(),
            text: text.into(),
        };
        Ok(Some(Self {
            to: fresh.introspect_written()?,
            hints: hints(&[file]),
        }))
    }
}

fn plan(
    dialect: &'static dyn Dialect,
    database: &mut dyn Connector,
    wanted: &Wanted,
) -> Result<Plan> {
    let from = database.introspect()?;
    Ok(make(PlanRequest {
        dialect,
        from: &from,
        to: &wanted.to,
        compared: Compared::Elaborated,
        hints: &wanted.hints,
        live: Some(database),
        scratch: &|| open(dialect),
        online: Online::Auto,
        observe: false,
    })?)
}

fn everything() -> Permission {
    Permission {
        destructive: true,
        ..Permission::default()
    }
}

#[test]
fn an_apply_that_is_cut_off_goes_on_from_where_it_stopped() -> Result<()> {
    for name in ["mariadb", "mysql"] {
        goes_on(dialect(name).ok_or("the dialect is known")?, &MANY, 7)
            .map_err(|error| format!("{name}: {error}"))?;
    }
    Ok(())
}

#[test]
fn an_apply_that_is_cut_off_between_a_rename_and_its_views_goes_on() -> Result<()> {
    for name in ["mariadb", "mysql"] {
        goes_on(dialect(name).ok_or("the dialect is known")?, &RENAMED, 3)
            .map_err(|error| format!("{name}: {error}"))?;
    }
    Ok(())
}

fn goes_on(dialect: &'static dyn Dialect, change: &Change, at_least: usize) -> Result<()> {
    let Some(wanted) = Wanted::of(dialect, change.to)? else {
        return Ok(());
    };
    let mut database = open(dialect)?;
    database.execute(change.from)?;
    let count = plan(dialect, &mut *database, &wanted)?.statements.len();
    assert!(count > at_least, "the plan is long enough to be cut off");
    for left in 0..count {
        for late in [false, true] {
            let place = format!("cut off at statement {} of {count}, late: {late}", left + 1);
            cut_off(dialect, change, &wanted, (left, late))
                .map_err(|error| format!("{place}: {error}"))?;
        }
    }
    Ok(())
}

fn cut_off(
    dialect: &'static dyn Dialect,
    change: &Change,
    wanted: &Wanted,
    (left, late): (usize, bool),
) -> Result<()> {
    let to = &wanted.to;
    let mut database = open(dialect)?;
    database.execute(change.from)?;
    let first = plan(dialect, &mut *database, wanted)?;
    let mut cut = Cut {
        inner: &mut *database,
        left,
        late,
        plan: &first,
        begun: false,
        dead: false,
    };
    let outcome = apply(dialect, &mut cut, &first, Some(to), &everything());
    let Err(ApplyError::Statement { number, .. }) = outcome else {
        return Err(format!("the loss was not noticed: {outcome:?}").into());
    };
    assert_eq!(number, left + 1);
    let second = plan(dialect, &mut *database, wanted)?;
    let told = second.notes.iter().any(|it| {
        it.contains(&format!("statement {number} of {}", first.statements.len()))
            && it.contains("was under way")
    });
    assert!(
        told,
        "the next plan says where the last apply stopped: {:?}",
        second.notes
    );
    if left > 0 {
        let saved = apply(dialect, &mut *database, &first, None, &everything());
        let Err(changed @ ApplyError::Changed { .. }) = saved else {
            return Err(format!("the first plan was applied twice: {saved:?}").into());
        };
        assert!(
            changed
                .to_string()
                .contains("an apply stopped before its end")
        );
    }
    apply(dialect, &mut *database, &second, Some(to), &everything())?;
    let third = plan(dialect, &mut *database, wanted)?;
    assert!(third.is_empty() && third.notes.is_empty(), "{third:?}");
    for (query, answer) in change.rows {
        let rows = database.query(query)?;
        let values: Vec<&str> = (rows.iter().flatten().flatten())
            .map(String::as_str)
            .collect();
        assert_eq!(values, *answer, "{query}");
    }
    Ok(())
}

#[test]
fn of_two_applies_at_once_one_fails_clearly() -> Result<()> {
    for name in ["mariadb", "mysql"] {
        one_fails(dialect(name).ok_or("the dialect is known")?)
            .map_err(|error| format!("{name}: {error}"))?;
    }
    Ok(())
}

fn one_fails(dialect: &'static dyn Dialect) -> Result<()> {
    let Some(mut database) = scratch::scratch(dialect)? else {
        return Ok(());
    };
    let name = database.query("SELECT database()")?;
    let name = name
        .into_iter()
        .flatten()
        .flatten()
        .next()
        .ok_or("it has a name")?;
    let url = std::env::var(format!("SCHEMA_TEST_{}", dialect.name().to_uppercase()))?;
    let url = format!("{}/{name}", url.trim_end_matches('/'));
    database.execute("CREATE TABLE t (id int PRIMARY KEY)")?;
    let wanted = Wanted::of(dialect, "CREATE TABLE t (id int PRIMARY KEY, a int)")?;
    let wanted = wanted.ok_or("its server is there")?;
    let (plan, to) = (plan(dialect, &mut *database, &wanted)?, wanted.to);

    let mut other = dialect.connect(&url, Duration::from_secs(30))?;
    assert!(other.lock(Duration::from_secs(1))?, "nobody has the lock");
    let outcome = apply(dialect, &mut *database, &plan, Some(&to), &everything());
    let Err(error @ ApplyError::Locked { .. }) = outcome else {
        return Err(format!("two applies ran at once: {outcome:?}").into());
    };
    assert!(
        error
            .to_string()
            .contains("somebody else is changing the database")
    );
    other.unlock()?;
    apply(dialect, &mut *database, &plan, Some(&to), &everything())?;
    Ok(())
}
