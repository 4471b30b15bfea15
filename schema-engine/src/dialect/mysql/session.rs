//! The session in which a plan runs: settings of its own, so that it does not matter what the server
//! or the account is set to.

use schema_model::{Address, Options};

use super::types::quote_text;
use crate::plan::{Session, Statement, Transactional};

/// How long a statement waits for others to let go of a table before it is tried again; the server's
/// own answer is a day, or a year, and everybody behind waits too.
const LOCK_WAIT_SECONDS: u32 = 5;

/// What the statements of a plan run under, unless they bring their own: dates that are none are
/// allowed as defaults, a zero is a zero, and no value is cut.
const MODE: &str =
    "STRICT_ALL_TABLES,NO_AUTO_VALUE_ON_ZERO,NO_ENGINE_SUBSTITUTION,ALLOW_INVALID_DATES";

const NAMES: &str = "utf8mb4";
const COLLATION: &str = "utf8mb4_general_ci";

/// What runs before and after a plan.
pub(super) fn of_plan(more: &[&str]) -> Session {
    let mut before = vec![
        format!("SET NAMES {NAMES} COLLATE {COLLATION}"),
        format!(
            "SET SESSION lock_wait_timeout = {LOCK_WAIT_SECONDS}, innodb_lock_wait_timeout = {LOCK_WAIT_SECONDS}, foreign_key_checks = 1, unique_checks = 1"
        ),
        settings(&Options::new()),
    ];
    before.extend(more.iter().map(|sql| (*sql).to_owned()));
    let after = "SET SESSION sql_mode = DEFAULT, time_zone = DEFAULT, lock_wait_timeout = DEFAULT, innodb_lock_wait_timeout = DEFAULT";
    Session {
        before,
        after: vec![after.into()],
        ..Session::default()
    }
}

/// The statement under the settings that an object carries, and the usual ones after it.
pub(super) fn around(options: &Options, statement: Statement) -> Vec<Statement> {
    let set = settings(options);
    if set == settings(&Options::new()) {
        return vec![statement];
    }
    let object = statement.object.clone();
    vec![
        Statement::new(set, &object),
        statement,
        Statement::new(settings(&Options::new()), &object),
    ]
}

/// The statement that goes back to the usual settings.
pub(super) fn usual(object: Address) -> Statement {
    Statement::new(settings(&Options::new()), object)
}

fn settings(options: &Options) -> String {
    let value =
        |option: &str, usual: &str| quote_text(options.get(option).map_or(usual, String::as_str));
    format!(
        "SET SESSION sql_mode = {}, time_zone = {}, character_set_client = {}, collation_connection = {}",
        value("sql_mode", MODE),
        value("time_zone", "+00:00"),
        value("charset_client", NAMES),
        value("collation_connection", COLLATION),
    )
}

/// Leaves out settings that the next statement changes again, and those that are set already.
pub(super) fn tidy(statements: Vec<Statement>) -> Vec<Statement> {
    let is_setting = |it: &Statement| it.sql.starts_with("SET SESSION sql_mode = ");
    let mut tidied: Vec<Statement> = Vec::with_capacity(statements.len());
    let mut now = settings(&Options::new());
    for statement in statements {
        if is_setting(&statement) && tidied.last().is_some_and(is_setting) {
            tidied.pop();
            now = last_setting(&tidied, is_setting);
        }
        if is_setting(&statement) && statement.sql == now {
            continue;
        }
        if is_setting(&statement) {
            now.clone_from(&statement.sql);
        }
        tidied.push(statement);
    }
    if tidied.last().is_some_and(is_setting) {
        tidied.pop();
    }
    tidied.into_iter().map(for_good).collect()
}

/// Every change of the schema is committed by the server at once.
pub(super) fn for_good(mut statement: Statement) -> Statement {
    statement.transactional = Transactional::Outside;
    statement
}

fn last_setting(statements: &[Statement], is_setting: impl Fn(&Statement) -> bool) -> String {
    let last = statements.iter().rev().find(|it| is_setting(it));
    last.map_or_else(|| settings(&Options::new()), |it| it.sql.clone())
}
