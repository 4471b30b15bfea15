//! An apply whose server is killed, at each statement in turn and while it runs.
//!
//! What the message says to stand is there when the server is started again; the next apply leads to
//! the schema that was asked for, and no row is lost. What happens when the process of an apply is
//! killed is tested with the command line.

use std::cell::Cell;
use std::time::Duration;

use schema_engine::apply::{ApplyError, Permission, apply, apply_watched};
use schema_engine::diff::diff;
use schema_engine::plan::{PlanRequest, make};
use schema_engine::{Compared, Connector, Dialect, EngineError, Online, Plan, dialect};
use schema_model::Schema;

use super::running::Running;
use super::{Engine, LEFT_OUT, MARIADB, MYSQL, POSTGRES};

const PATIENCE: Duration = Duration::from_secs(30);

/// What is done to a database, and what must be the same before and after.
struct Change {
    from: &'static str,
    to: &'static str,
    rows: &'static str,
}

/// A server that can be killed, and how its databases are planned.
struct Server {
    running: Running,
    dialect: &'static dyn Dialect,
}

impl Server {
    fn url(&self, database: &str) -> String {
        let url = self.running.url();
        let host = url.rsplit_once('/').unwrap().0;
        format!("{host}/{database}")
    }

    fn connect(&self, database: &str) -> Box<dyn Connector> {
        self.dialect.connect(&self.url(database), PATIENCE).unwrap()
    }

    fn add_database(&self, name: &str, sql: &str) {
        let mut server = self.dialect.connect(&self.running.url(), PATIENCE).unwrap();
        server.execute(&format!("CREATE DATABASE {name}")).unwrap();
        self.connect(name).execute(sql).unwrap();
    }

    fn scratch(&self) -> Result<Box<dyn Connector>, EngineError> {
        self.dialect
            .connect_scratch_at(&self.running.url(), PATIENCE)
    }

    fn plan(&self, database: &mut dyn Connector, to: &Schema) -> Plan {
        let from = database.introspect().unwrap();
        make(PlanRequest {
            dialect: self.dialect,
            from: &from,
            to,
            compared: Compared::Elaborated,
            hints: &[],
            live: Some(database),
            scratch: &|| self.scratch(),
            online: Online::Always,
            observe: false,
        })
        .unwrap()
    }
}

fn check(engine: &'static Engine, change: &Change) {
    if std::env::var(engine.variable).is_ok_and(|it| it == LEFT_OUT) {
        return;
    }
    let mut server = Server {
        running: Running::start(engine).unwrap(),
        dialect: dialect(engine.name).unwrap(),
    };
    server.add_database("wanted", change.to);
    let to = server.connect("wanted").introspect_written().unwrap();
    let mut killed = 0;
    // Before the statement reaches the server, and when it may be at work.
    for (pass, seconds) in ["0", "0.01"].into_iter().enumerate() {
        for number in 1.. {
            let name = format!("killed_{pass}_{number}");
            server.add_database(&name, change.from);
            if !kill_at(&mut server, &name, &to, change.rows, (number, seconds)) {
                break;
            }
            killed += 1;
        }
    }
    assert!(killed > 10, "only {killed} statements: too few to tell");
}

/// Kills the server at a statement and goes on from there; `false` when there is no such statement.
fn kill_at(
    server: &mut Server,
    name: &str,
    to: &Schema,
    rows: &str,
    (number, seconds): (usize, &str),
) -> bool {
    let permission = Permission {
        destructive: true,
        ..Permission::default()
    };
    let mut database = server.connect(name);
    let before = database.query(rows).unwrap();
    let from = database.introspect().unwrap();
    let plan = server.plan(&mut *database, to);
    if number > plan.statements.len() {
        return false;
    }
    let late = Cell::new(None);
    let kill = |at: usize, _: &_| {
        let mut killer = server.running.killer(seconds);
        if at == number && seconds == "0" {
            assert!(killer.status().unwrap().success());
        } else if at == number {
            late.set(Some(killer.spawn().unwrap()));
        }
    };
    let outcome = apply_watched(
        server.dialect,
        &mut *database,
        &plan,
        Some(to),
        &permission,
        &kill,
    );
    if let Some(mut killer) = late.take() {
        killer.wait().unwrap();
    }
    server.running.start_again().unwrap();
    let mut database = server.connect(name);
    check_said(server, &mut *database, &from, outcome, number);
    let second = server.plan(&mut *database, to);
    let place = format!("killed at {number} of {}", plan.statements.len());
    apply(
        server.dialect,
        &mut *database,
        &second,
        Some(to),
        &permission,
    )
    .unwrap_or_else(|error| panic!("{place}: {error}"));
    let third = server.plan(&mut *database, to);
    assert!(
        third.is_empty() && third.notes.is_empty(),
        "{place}: {third:?}"
    );
    assert_eq!(database.query(rows).unwrap(), before, "{place}");
    true
}

/// What the message says to stand is what is there.
fn check_said(
    server: &Server,
    database: &mut dyn Connector,
    from: &Schema,
    outcome: Result<(), ApplyError>,
    number: usize,
) {
    let Err(error) = outcome else {
        // It was faster than what was to kill it.
        return;
    };
    let message = error.to_string();
    let ApplyError::Lost {
        number: at,
        kept,
        unknown,
        ..
    } = error
    else {
        panic!("the loss was not noticed: {message}");
    };
    assert!(at >= number, "{message}");
    assert!(
        message.contains("run the same command once more"),
        "{message}"
    );
    if kept == 0 && unknown.is_none() {
        assert!(message.contains("nothing was changed"), "{message}");
        let found = database.introspect().unwrap();
        let changes = diff(server.dialect, &found, from.clone(), &[], &|| {
            server.scratch()
        });
        let changes = changes.unwrap();
        assert!(changes.is_empty(), "{message}");
    }
}

const ON_POSTGRES: Change = Change {
    from: "CREATE TYPE mood AS ENUM ('good', 'bad');
        CREATE TABLE parent (id int PRIMARY KEY, a int, m mood DEFAULT 'good');
        CREATE TABLE child (id int PRIMARY KEY, parent_id int);
        CREATE VIEW seen AS SELECT id FROM parent;
        INSERT INTO parent SELECT n, n FROM generate_series(1, 2000) n;
        INSERT INTO child SELECT n, n FROM generate_series(1, 2000) n;",
    to: "CREATE TYPE mood AS ENUM ('good', 'fair', 'bad');
        CREATE TABLE parent (id int PRIMARY KEY, a int NOT NULL, m mood DEFAULT 'fair', b int DEFAULT 7);
        CREATE TABLE child (id int PRIMARY KEY, parent_id int REFERENCES parent (id));
        CREATE TABLE fresh (id bigint PRIMARY KEY);
        CREATE INDEX by_a ON parent (a);
        CREATE VIEW seen AS SELECT id, b FROM parent;",
    rows: "SELECT count(*), sum(p.a), sum(c.id), min(p.m::text) FROM parent p JOIN child c ON c.parent_id = p.id",
};

#[test]
fn nothing_is_lost_when_postgres_is_killed() {
    check(&POSTGRES, &ON_POSTGRES);
}

/// One that has written what it calls committed.
const DURABLE_MARIADB: Engine = Engine {
    serve: |place| {
        let mut server = (MARIADB.serve)(place);
        server.arg("--innodb-flush-log-at-trx-commit=1");
        server
    },
    ..MARIADB
};

const ON_MARIADB_AND_MYSQL: Change = Change {
    from: "CREATE TABLE parent (id int PRIMARY KEY, a int);
        CREATE TABLE child (id int PRIMARY KEY, parent_id int, CONSTRAINT old_key FOREIGN KEY (parent_id) REFERENCES parent (id));
        CREATE VIEW seen AS SELECT id FROM parent;
        INSERT INTO parent VALUES (1, 10), (2, 20);
        INSERT INTO child VALUES (1, 2);",
    to: "CREATE TABLE parent (id bigint PRIMARY KEY, a int, b int, KEY by_a (a));
        CREATE TABLE child (id int PRIMARY KEY, parent_id bigint, CONSTRAINT new_key FOREIGN KEY (parent_id) REFERENCES parent (id));
        CREATE TABLE fresh (id int PRIMARY KEY);
        CREATE VIEW seen AS SELECT id, b FROM parent;",
    rows: "SELECT p.id, p.a, c.id FROM parent p LEFT JOIN child c ON c.parent_id = p.id ORDER BY 1",
};

#[test]
fn nothing_is_lost_when_mariadb_is_killed() {
    check(&DURABLE_MARIADB, &ON_MARIADB_AND_MYSQL);
}

/// One that has written what it calls committed.
const DURABLE_MYSQL: Engine = Engine {
    serve: |place| {
        let mut server = (MYSQL.serve)(place);
        server.arg("--innodb-flush-log-at-trx-commit=1");
        server
    },
    ..MYSQL
};

#[test]
fn nothing_is_lost_when_mysql_is_killed() {
    check(&DURABLE_MYSQL, &ON_MARIADB_AND_MYSQL);
}
