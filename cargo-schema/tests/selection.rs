//! From database to database, with a part of what differs: what was chosen arrives, all else stays,
//! and what was chosen without what it needs is refused by name.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

#[path = "support/database.rs"]
mod database;
mod support;

use std::time::Duration;

use database::{Database, database};
use schema_engine::dialect;
use support::{Output, Project};

const FROM: &str = "CREATE TABLE notes (id INT NOT NULL PRIMARY KEY);
INSERT INTO notes VALUES (1);
CREATE TABLE old (id INT NOT NULL PRIMARY KEY);
INSERT INTO old VALUES (7);";

const TO: &str = "CREATE TABLE notes (id INT NOT NULL PRIMARY KEY, body VARCHAR(20));
CREATE TABLE zones (id INT NOT NULL PRIMARY KEY);
CREATE TABLE customers (
    id INT NOT NULL PRIMARY KEY, zone INT NOT NULL, FOREIGN KEY (zone) REFERENCES zones (id)
);
CREATE TABLE bills (
    id INT NOT NULL PRIMARY KEY, customer INT NOT NULL,
    FOREIGN KEY (customer) REFERENCES customers (id)
);";

struct Pair {
    project: Project,
    engine: &'static str,
    from: Database,
    to: Database,
}

impl Pair {
    /// None when the engine's server was left out on purpose.
    fn of(engine: &'static str, label: &str) -> Option<Self> {
        let project = Project::new();
        let from = database(&project, engine, &format!("{label}_from"), FROM)?;
        let to = database(&project, engine, &format!("{label}_to"), TO)?;
        Some(Self {
            project,
            engine,
            from,
            to,
        })
    }

    fn run(&self, command: &str, arguments: &[&str]) -> Output {
        let mut words = vec![command, "--from", &self.from.url, "--to", &self.to.url];
        words.extend(arguments);
        if self.from.server.is_some() {
            words.extend(["--scratch", &self.from.url]);
        }
        self.project.run(&words)
    }

    fn rows(&self, sql: &str) -> usize {
        let engine = dialect(self.engine).unwrap();
        let timeout = Duration::from_secs(20);
        let mut connection = engine.connect(&self.from.url, timeout).unwrap();
        connection.query(sql).unwrap().len()
    }
}

fn on_every_engine(label: &str, check: impl Fn(&Pair)) {
    for engine in ["sqlite", "postgres", "mariadb"] {
        if let Some(pair) = Pair::of(engine, label) {
            check(&pair);
        }
    }
}

#[test]
fn what_is_chosen_arrives_and_the_rest_stays() {
    on_every_engine("chosen", |pair| {
        let only = ["--only", "customers", "--only", "zones", "--only", "bills"];
        let mut words = only.to_vec();
        words.push("--yes");
        pair.run("apply", &words)
            .success()
            .says(&["left out 2 differences, because they were not selected"]);
        pair.run("diff", &only).success();
        let again = pair.run("plan", &only).success();
        assert!(again.stdout.contains("nothing to do"), "{again:#?}");
        assert_eq!(pair.rows("SELECT id FROM old"), 1, "{}", pair.engine);
        pair.run("apply", &["--exclude", "old", "--yes"]).success();
        assert_eq!(pair.rows("SELECT id FROM notes WHERE body IS NULL"), 1);
        // Without `--allow` the last difference is refused: it loses data.
        pair.run("apply", &["--yes"]).code(3);
        pair.run("apply", &["--yes", "--allow", "destructive"])
            .success();
        pair.run("plan", &[]).success();
    });
}

#[test]
fn a_table_without_what_it_needs_is_refused_by_name() {
    on_every_engine("needs", |pair| {
        pair.run("plan", &["--only", "bills"]).code(2).says(&[
            "bills` needs table `",
            "customers`, which is not there and not selected",
            "select both with `--only`",
        ]);
        pair.run("plan", &["--exclude", "zones"])
            .code(2)
            .says(&["zones`, which is not there and not selected"]);
    });
}

#[test]
fn a_part_of_a_plan_is_for_the_whole_database_as_it_was() {
    on_every_engine("gate", |pair| {
        let plan = pair.run("plan", &["--only", "notes", "--format", "json"]);
        pair.project.write("plan.json", &plan.code(1).stdout);
        let engine = dialect(pair.engine).unwrap();
        let timeout = Duration::from_secs(20);
        let mut other = engine.connect(&pair.from.url, timeout).unwrap();
        other.execute("CREATE TABLE meanwhile (id INT)").unwrap();
        let words = ["apply", "--from", &pair.from.url, "plan.json", "--yes"];
        pair.project.run(&words).code(5);
        let words = [&words[..], &["--only", "notes"]].concat();
        pair.project
            .run(&words)
            .code(2)
            .says(&["a saved plan is applied as a whole"]);
    });
}
