//! Somebody who uses a table that is to be changed: an apply waits a little, lets others pass, and
//! tries again; in the end it gives up, undoes what it can, and names who is in its way.

#[path = "support/scratch.rs"]
mod scratch;

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use schema_engine::apply::{ApplyError, Permission, apply};
use schema_engine::plan::{PlanRequest, make};
use schema_engine::{Compared, Connector, Dialect, EngineError, Online, Plan, dialect};
use schema_model::Schema;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// Longer than a statement waits, shorter than an apply does.
const A_WHILE: Duration = Duration::from_secs(6);

/// What tells one server from the other.
struct Server {
    dialect: &'static dyn Dialect,
    variable: &'static str,
    database: &'static str,
    /// Who a connection is, as the server calls it.
    own: &'static str,
}

fn servers() -> Result<[Server; 3]> {
    Ok([
        Server {
            dialect: dialect("postgres").ok_or("it is built in")?,
            variable: "SCHEMA_TEST_POSTGRES",
            database: "SELECT current_database()",
            own: "SELECT 'process ' || pg_backend_pid()",
        },
        Server {
            dialect: dialect("mariadb").ok_or("it is built in")?,
            variable: "SCHEMA_TEST_MARIADB",
            database: "SELECT database()",
            own: "SELECT concat('connection ', connection_id())",
        },
        Server {
            dialect: dialect("mysql").ok_or("it is built in")?,
            variable: "SCHEMA_TEST_MYSQL",
            database: "SELECT database()",
            own: "SELECT concat('connection ', connection_id())",
        },
    ])
}

const FROM: &str = "CREATE TABLE t (id int PRIMARY KEY, a int); INSERT INTO t VALUES (1, 10);";
const TO: &str =
    "CREATE TABLE fresh (id int PRIMARY KEY); CREATE TABLE t (id int PRIMARY KEY, a int, b int);";

/// A database, and what it should be.
struct Scene {
    database: Box<dyn Connector>,
    url: String,
    to: Schema,
    plan: Plan,
}

impl Scene {
    /// None where the server was left out on purpose.
    fn set(server: &Server) -> Result<Option<Self>> {
        let dialect = server.dialect;
        let Some(mut fresh) = scratch::scratch(dialect)? else {
            return Ok(None);
        };
        fresh.execute(TO)?;
        let to = fresh.introspect_written()?;
        let mut database = open(dialect)?;
        database.execute(FROM)?;
        let from = database.introspect()?;
        let plan = make(PlanRequest {
            dialect,
            from: &from,
            to: &to,
            compared: Compared::Elaborated,
            hints: &[],
            live: Some(&mut *database),
            scratch: &|| open(dialect),
            online: Online::Auto,
            observe: false,
        })?;
        assert_eq!(plan.statements.len(), 2, "{plan:?}");
        let url = std::env::var(server.variable)?;
        let host = url.rsplit_once('/').ok_or("it has a path")?.0;
        let url = format!("{host}/{}", only(&mut *database, server.database)?);
        Ok(Some(Self {
            database,
            url,
            to,
            plan,
        }))
    }

    fn apply(&mut self, dialect: &dyn Dialect) -> std::result::Result<(), ApplyError> {
        let permission = Permission::default();
        apply(
            dialect,
            &mut *self.database,
            &self.plan,
            Some(&self.to),
            &permission,
        )
    }
}

/// Somebody else who writes to the table, and has not committed that yet.
fn hold(dialect: &dyn Dialect, url: &str) -> std::result::Result<Box<dyn Connector>, EngineError> {
    let mut other = dialect.connect(url, Duration::from_secs(30))?;
    other.execute("BEGIN")?;
    other.execute("INSERT INTO t (id, a) VALUES (2, 20)")?;
    Ok(other)
}

fn open(dialect: &'static dyn Dialect) -> std::result::Result<Box<dyn Connector>, EngineError> {
    let failed = |message: String| EngineError::Connect {
        url: dialect.name().into(),
        message,
    };
    let opened = scratch::scratch(dialect).map_err(|error| failed(error.to_string()))?;
    opened.ok_or_else(|| failed("it was left out".into()))
}

fn only(connector: &mut dyn Connector, sql: &str) -> Result<String> {
    let mut values = connector.query(sql)?.into_iter().flatten().flatten();
    Ok(values.next().ok_or("there is a value")?)
}

/// Most of the time is spent in waiting, so it is done on all servers at once.
fn on_each(check: fn(&Server, Scene) -> Result<()>) -> Result<()> {
    let check_one = |server: &Server| match Scene::set(server)? {
        Some(scene) => check(server, scene),
        None => Ok(()),
    };
    let told = |server: &Server| {
        check_one(server).map_err(|error| format!("{}: {error}", server.dialect.name()))
    };
    let servers = servers()?;
    thread::scope(|scope| {
        let each = servers
            .each_ref()
            .map(|server| scope.spawn(|| told(server)));
        for checked in each {
            checked
                .join()
                .map_err(|_| "a check panicked, see above")??;
        }
        Ok(())
    })
}

#[test]
fn who_holds_a_lock_for_a_while_is_waited_for() -> Result<()> {
    on_each(|server, mut scene| {
        let dialect = server.dialect;
        let (held, is_held) = mpsc::channel();
        let url = scene.url.clone();
        let other = thread::spawn(move || {
            let mut other = hold(dialect, &url)?;
            // Who waits for this is there until it is said.
            let _ = held.send(());
            thread::sleep(A_WHILE);
            other.execute("COMMIT")
        });
        is_held.recv()?;
        scene.apply(dialect)?;
        other.join().map_err(|_| "the other one failed")??;
        assert_eq!(only(&mut *scene.database, "SELECT sum(a) FROM t")?, "30");
        let arrived = scene.database.introspect()?;
        assert_eq!(arrived.tables.len(), 2);
        Ok(())
    })
}

#[test]
fn who_holds_a_lock_for_good_is_named() -> Result<()> {
    on_each(|server, mut scene| {
        let mut other = hold(server.dialect, &scene.url)?;
        let name = only(&mut *other, server.own)?;
        let outcome = scene.apply(server.dialect);
        let Err(error @ ApplyError::Statement { number: 2, .. }) = outcome else {
            return Err(format!("it did not stop at the lock: {outcome:?}").into());
        };
        let message = error.to_string();
        assert!(message.contains(&name), "{name} in {message}");
        let stands = match server.dialect.planner().and_then(|it| it.journal()) {
            Some(_) => "statement 1 has taken effect",
            None => "nothing was changed",
        };
        assert!(message.contains(stands), "{message}");
        other.execute("ROLLBACK")?;
        let tables = scene.database.introspect()?.tables.len();
        assert_eq!(tables == 1, stands.starts_with("nothing"), "{message}");
        Ok(())
    })
}
