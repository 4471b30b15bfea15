//! Lines for psql.

use super::script::Script;

/// Commands that say nothing about the schema.
const SILENT: &[&str] = &[
    "\\connect",
    "\\c",
    "\\restrict",
    "\\unrestrict",
    "\\echo",
    "\\qecho",
    "\\warn",
    "\\set",
    "\\unset",
    "\\pset",
    "\\timing",
    "\\encoding",
    "\\x",
    "\\q",
    "\\t",
    "\\a",
    "\\o",
    "\\d",
    "\\dt",
    "\\l",
    "\\.",
    "\\prompt",
    "\\errverbose",
    "\\conninfo",
    "\\g",
    "\\gx",
];

/// Reads a line for psql: most are about the session.
pub(super) fn apply(script: &mut Script, line: &str) {
    let word = line.split_whitespace().next().unwrap_or(line);
    let word = word.trim_end_matches(';');
    if SILENT.contains(&word) {
        return;
    }
    let reason = match word {
        "\\i" | "\\ir" | "\\include" | "\\include_relative" => {
            "not evaluated: it reads another file; name that file as a source too"
        }
        "\\gexec" => "not evaluated: it executes what a query gives",
        "\\if" | "\\elif" | "\\else" | "\\endif" => {
            "not evaluated: both branches of a condition are read"
        }
        "\\copy" => return,
        _ => "not evaluated: what it does is only known when it runs",
    };
    script.list("psql command", line, reason);
}
