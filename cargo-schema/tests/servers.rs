//! What the command line does with servers: `.sql` text in scratch databases, and secrets in URLs
//! that work.
//!
//! The servers' URLs stand in variables that `cargo xtask test` sets; `left-out` says that there is
//! meant to be none.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod support;

use std::process::Stdio;
use std::time::Duration;

use support::{Output, Project};

/// As its own tools write it, with what is not for the server.
const POSTGRES: &str = "\\restrict abc
SET search_path = public;
CREATE TYPE mood AS ENUM ('good', 'bad');
CREATE TABLE moods (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, mood mood DEFAULT 'good');
COPY moods (id, mood) FROM stdin;
1\tgood
2\tbad;
\\.

CREATE FUNCTION twice(a int) RETURNS int LANGUAGE sql RETURN a * 2;
CREATE VIEW good AS SELECT id, twice(id::int) AS doubled FROM moods WHERE mood = 'good';
\\unrestrict abc
";

const MARIADB: &str = "/*!40101 SET NAMES utf8mb4 */;
DROP DATABASE IF EXISTS shop;
CREATE DATABASE shop;
USE shop;
CREATE TABLE moods (id bigint PRIMARY KEY AUTO_INCREMENT, mood enum('good','bad') DEFAULT 'good');
INSERT INTO moods VALUES (1, 'good');
DELIMITER ;;
CREATE TRIGGER noted BEFORE INSERT ON moods FOR EACH ROW BEGIN SET NEW.mood = 'good'; END;;
DELIMITER ;
/*!50001 CREATE VIEW good AS SELECT id FROM moods WHERE mood = 'good' */;
";

/// A server that tests may use; none when it was left out on purpose.
fn server(variable: &str) -> Option<String> {
    let url = std::env::var(variable);
    let url = url.expect("run `cargo xtask test`, which starts the servers that tests need");
    (url != "left-out").then_some(url)
}

#[track_caller]
fn check_elaborated(variable: &str, dialect: &str, sql: &str) {
    let Some(url) = server(variable) else { return };
    let project = Project::with_sql(sql);
    project.write(
        "schema.toml",
        "scratch = \"$SCRATCH\"\nsource = \"schema.sql\"\n",
    );
    let run = |arguments: &[&str]| {
        let mut command = project.command(arguments);
        command.env("SCRATCH", &url).stdin(Stdio::null());
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let child = command.spawn().unwrap();
        let process = child.id();
        let output = child.wait_with_output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        let output = Output {
            code: output.status.code(),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        };
        assert_eq!(databases_of(dialect, &url, process), Vec::<String>::new());
        output
    };
    run(&["refresh"]).success().says(&["1 table, 1 view"]);
    run(&["check"]).success().says(&["compared: elaborated"]);
    let broken = format!("{sql}\nCREATE TABLE moods (id int);\n");
    project.write("schema.sql", &broken);
    let line = format!("schema.sql:{}", broken.lines().count());
    run(&["check"]).code(2).says(&[&line, "moods"]);
}

/// What a process has left behind on a server.
fn databases_of(dialect: &str, url: &str, process: u32) -> Vec<String> {
    let dialect = schema_engine::dialect(dialect).unwrap();
    let mut connection = dialect.connect(url, Duration::from_secs(20)).unwrap();
    let names = match dialect.capability().namespaces {
        true => "SELECT datname FROM pg_database",
        false => "SHOW DATABASES",
    };
    let names = connection
        .query(names)
        .unwrap()
        .into_iter()
        .flatten()
        .flatten();
    let ours = format!("schema_scratch_{process}_");
    names.filter(|name| name.starts_with(&ours)).collect()
}

#[test]
fn text_is_executed_in_a_database_of_its_own_on_postgres() {
    check_elaborated("SCHEMA_TEST_POSTGRES", "postgres", POSTGRES);
}

#[test]
fn text_is_executed_in_a_database_of_its_own_on_mariadb() {
    check_elaborated("SCHEMA_TEST_MARIADB", "mariadb", MARIADB);
}

#[test]
fn text_is_executed_in_a_database_of_its_own_on_mysql() {
    check_elaborated("SCHEMA_TEST_MYSQL", "mysql", MARIADB);
}

#[test]
fn what_would_reach_beyond_the_scratch_database_is_refused() {
    let Some(url) = server("SCHEMA_TEST_POSTGRES") else {
        return;
    };
    for (sql, says) in [
        ("SELECT 1;\nDROP DATABASE app;\n", "`DROP DATABASE`"),
        ("\n\\connect app\n", "`\\connect app`"),
        ("\nCREATE ROLE case_never;\n", "`CREATE ROLE`"),
    ] {
        let project = Project::with_sql(sql);
        let refused = project.run(&["refresh", "--from", "schema.sql", "--scratch", &url]);
        refused.code(2).says(&[says, "`schema.sql:2`"]);
        assert!(!project.path("schema").exists());
    }
}

/// The server trusts everyone, so that a URL with a password works too.
#[test]
fn no_success_shows_a_password() {
    let Some(url) = server("SCHEMA_TEST_POSTGRES") else {
        return;
    };
    let with_password = url.replace("postgres@", "postgres:s3cr3t-Passw0rd@");
    assert!(with_password.contains("s3cr3t"), "{url}");
    let project = Project::with_sql("CREATE TABLE t (a int);\n");
    project.write("schema.toml", "dialect = \"postgres\"\n");
    let commands: &[&[&str]] = &[
        &["refresh", "-v", "--from", &with_password],
        &["check", "-v", "--from", &with_password],
        &["dump", "-v", &with_password],
        &["dump", "-v", &with_password, "--format", "sql"],
        &["diff", "-v", "--from", &with_password, "--to", "schema"],
        &[
            "refresh",
            "-v",
            "--from",
            "schema.sql",
            "--scratch",
            &with_password,
        ],
        &["status", "-v"],
    ];
    for arguments in commands {
        let output = project.run(arguments).success();
        for text in [&output.stdout, &output.stderr] {
            assert!(!text.contains("s3cr3t"), "{arguments:?}: {output:?}");
        }
    }
    for file in project.files("schema").into_values() {
        assert!(!String::from_utf8(file).unwrap().contains("s3cr3t"));
    }
}

/// Stopped while the server works: the database that was made for the text does not stay.
#[track_caller]
fn check_stopped(variable: &str, dialect: &str, sleep: &str) {
    let Some(url) = server(variable) else { return };
    let project = Project::with_sql(&format!("CREATE TABLE slow AS SELECT {sleep}(60) AS a;\n"));
    let mut command = project.command(&["refresh", "--from", "schema.sql", "--scratch", &url]);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let child = command.spawn().unwrap();
    let process = child.id();
    while databases_of(dialect, &url, process).is_empty() {
        std::thread::sleep(Duration::from_millis(20));
    }
    let mut shell = std::process::Command::new("sh");
    shell.args(["-c", &format!("kill -INT {process}")]);
    assert!(shell.status().unwrap().success());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130), "{output:?}");
    assert_eq!(databases_of(dialect, &url, process), Vec::<String>::new());
}

#[test]
fn a_scratch_database_goes_when_the_program_is_stopped() {
    check_stopped("SCHEMA_TEST_POSTGRES", "postgres", "pg_sleep");
    check_stopped("SCHEMA_TEST_MARIADB", "mariadb", "sleep");
    check_stopped("SCHEMA_TEST_MYSQL", "mysql", "sleep");
}

/// The scheme of a URL does not tell MariaDB from MySQL.
#[test]
fn text_beside_a_server_is_for_what_the_server_turns_out_to_be() {
    let Some(url) = server("SCHEMA_TEST_MARIADB") else {
        return;
    };
    let dialect = schema_engine::dialect("mariadb").unwrap();
    let connect = |url: &str| dialect.connect(url, Duration::from_secs(20)).unwrap();
    let name = format!("beside_{}", std::process::id());
    let mut server = connect(&url);
    server.execute(&format!("CREATE DATABASE {name}")).unwrap();
    let url = format!("{}/{name}", url.trim_end_matches('/'));
    let project = Project::with_sql("CREATE TABLE t (id int PRIMARY KEY, u uuid);\n");
    let plan = project.run(&["plan", "--from", &url, "--to", "schema.sql"]);
    let diff = project.run(&["diff", "schema.sql", &url]);
    server.execute(&format!("DROP DATABASE {name}")).unwrap();
    for (output, texts) in [
        (
            plan,
            &["CREATE TABLE `t`", "name one with `--scratch`"] as &[&str],
        ),
        (diff, &["table `t`"]),
    ] {
        let output = output.code(1);
        for text in texts {
            assert!(output.stdout.contains(text), "no `{text}` in {output:#?}");
        }
    }
}
