//! What PostgreSQL's own tool says of a schema: `pg_dump --schema-only`.

use std::process::Command;
use std::time::Duration;

use sqlx::ConnectOptions as _;
use sqlx::postgres::PgConnectOptions;

use crate::EngineError;
use crate::observe::{Account, sorted_lines};

const PROGRAM: &str = "pg_dump";

/// Settings of a connection that the tool understands too, and the variables that it reads them from.
const VARIABLES: [(&str, &str); 4] = [
    ("sslmode", "PGSSLMODE"),
    ("sslrootcert", "PGSSLROOTCERT"),
    ("sslcert", "PGSSLCERT"),
    ("sslkey", "PGSSLKEY"),
];

/// Runs the tool on the database that the options name.
pub fn account(options: &PgConnectOptions, timeout: Duration) -> Result<Account, EngineError> {
    let failed = |message: String| EngineError::Database {
        intent: format!("compare with `{PROGRAM}`"),
        message,
    };
    let output = command(options, timeout).output().map_err(|error| {
        failed(format!(
            "{error}; install the client programs of PostgreSQL, or leave `--observe` out"
        ))
    })?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        let mut message = said.trim().to_owned();
        if message.contains("server version mismatch") {
            message.push_str(
                "; put one that is as new as the server first in `PATH`, or leave `--observe` out",
            );
        }
        return Err(failed(message));
    }
    Ok(read(&String::from_utf8_lossy(&output.stdout)))
}

/// The password goes through the environment, where no list of processes shows it.
fn command(options: &PgConnectOptions, timeout: Duration) -> Command {
    let mut command = Command::new(PROGRAM);
    let wait = timeout.as_millis();
    command.args(["--schema-only", &format!("--lock-wait-timeout={wait}")]);
    command.env("PGCONNECT_TIMEOUT", timeout.as_secs().max(1).to_string());
    command.env("PGHOST", options.get_host());
    command.env("PGPORT", options.get_port().to_string());
    command.env("PGUSER", options.get_username());
    if let Some(socket) = options.get_socket() {
        command.env("PGHOST", socket);
    }
    if let Some(database) = options.get_database() {
        command.env("PGDATABASE", database);
    }
    let url = options.to_url_lossy();
    if let Some(password) = url.password() {
        let password = percent_encoding::percent_decode_str(password).decode_utf8_lossy();
        command.env("PGPASSWORD", password.as_ref());
    }
    for (name, value) in url.query_pairs() {
        let known = VARIABLES.iter().find(|(known, _)| *known == name);
        if let Some((_, variable)) = known {
            command.env(variable, value.as_ref());
        }
    }
    command
}

/// Takes the dump apart at the comments that say what comes next.
fn read(dump: &str) -> Account {
    let mut account = Account::new("`pg_dump`");
    for section in dump.split("\n-- Name: ").skip(1) {
        let (title, body) = section.split_once('\n').unwrap_or((section, ""));
        let name = title.split("; ").next().unwrap_or_default();
        let word = |key: &str| title.split("; ").find_map(|word| word.strip_prefix(key));
        let kind = word("Type: ").unwrap_or_default();
        let schema = word("Schema: ").filter(|schema| *schema != "-");
        let body: Vec<&str> = body.lines().filter(|line| is_said(line)).collect();
        let body = body.join("\n");
        let lines = match kind {
            "TABLE" => sorted_lines(&body),
            _ => vec![body],
        };
        let place = schema.map_or_else(String::new, |schema| format!("{schema}."));
        account.add(format!("{} {place}{name}", kind.to_lowercase()), lines);
    }
    account
}

/// Whether a line is about the object, and not about the dump.
fn is_said(line: &str) -> bool {
    let begins = |start: &str| line.starts_with(start);
    !(line.is_empty() || begins("--") || begins("\\") || begins("SET default_"))
}
