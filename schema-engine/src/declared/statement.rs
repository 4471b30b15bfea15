//! Which statements declare something, and which of them contradict each other.
//!
//! Text of a program is full of words; what counts has the shape of a CREATE statement. No statement
//! is understood here.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::hint::{Token, TokenKind, tokens};
use crate::split::Piece;
use crate::{Dialect, EngineError, SqlFile};

/// A statement that declares something.
#[derive(Debug)]
pub(super) struct Statement {
    /// The statement alone, at its line.
    pub file: SqlFile,
    /// The line.
    pub line: usize,
    /// The word after CREATE, and the name; none of a statement that adds to what another made.
    pub head: Option<Head>,
}

/// What a statement creates.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Head {
    /// `table`, `type`, `index`.
    pub word: String,
    /// Its name, in lower case, split at its dots.
    pub name: Vec<String>,
}

/// What a statement is, as far as its first words say.
#[derive(Debug)]
enum Shape {
    /// It creates something that stays.
    Creates(Head),
    /// It adds to what is there: ALTER, COMMENT ON.
    Adds,
    /// It would create something, but that is not known before the program runs, or does not stay.
    Leaves(&'static str),
    /// Anything else.
    Other,
}

pub(super) fn is_declaration(dialect: &dyn Dialect, text: &str) -> bool {
    let pieces = dialect.pieces(text).unwrap_or_default();
    pieces.iter().any(|piece| {
        let shape = shape(&code(piece.text));
        matches!(shape, Shape::Creates(_) | Shape::Leaves(_))
    })
}

/// The statements that declare something, each once, and what is to be said of the others.
pub(super) fn collect(
    dialect: &dyn Dialect,
    files: &[SqlFile],
) -> Result<(Vec<Statement>, Vec<String>), EngineError> {
    let mut found: Vec<Statement> = Vec::new();
    let mut notes = Vec::new();
    let mut known: HashMap<Head, usize> = HashMap::new();
    for file in files {
        for piece in dialect.pieces(&file.text).unwrap_or_default() {
            let head = match shape(&code(piece.text)) {
                Shape::Creates(head) => Some(head),
                Shape::Adds => None,
                Shape::Leaves(why) => {
                    notes.push(left_out(file, &piece, why));
                    continue;
                }
                Shape::Other => {
                    notes.push(left_out(file, &piece, "it declares nothing"));
                    continue;
                }
            };
            let statement = alone(file, &piece, head.clone());
            let same = head.filter(|head| !OVERLOADED.contains(&head.word.as_str()));
            match same.map(|head| known.entry(head)) {
                Some(Entry::Occupied(first)) => agree(&found[*first.get()], &statement)?,
                entry => {
                    if let Some(Entry::Vacant(vacant)) = entry {
                        vacant.insert(found.len());
                    }
                    found.push(statement);
                }
            }
        }
    }
    Ok((found, notes))
}

/// What may share a name with others of its kind.
const OVERLOADED: &[&str] = &["function", "procedure", "trigger", "policy", "aggregate"];

/// The statement in a file of its own, at the line where it is.
fn alone(file: &SqlFile, piece: &Piece<'_>, head: Option<Head>) -> Statement {
    let text = format!("{}{}", "\n".repeat(piece.line - 1), piece.text);
    let path = file.path.clone();
    Statement {
        file: SqlFile { path, text },
        line: piece.line,
        head,
    }
}

fn left_out(file: &SqlFile, piece: &Piece<'_>, why: &str) -> String {
    let start: String = piece
        .text
        .split_whitespace()
        .take(3)
        .collect::<Vec<_>>()
        .join(" ");
    let path = file.path.display();
    format!("`{path}:{}`: left out `{start} …`: {why}", piece.line)
}

/// The same thing may be declared twice, but not in two ways.
fn agree(first: &Statement, second: &Statement) -> Result<(), EngineError> {
    let essence = |statement: &Statement| {
        let mut tokens = code(&statement.file.text);
        if let Some(at) = tokens.iter().position(|token| token.is("if"))
            && tokens.get(at + 2).is_some_and(|token| token.is("exists"))
        {
            tokens.drain(at..at + 3);
        }
        let text = |token: Token| match token.kind {
            TokenKind::Word => token.text.to_lowercase(),
            _ => token.text,
        };
        tokens.into_iter().map(text).collect::<Vec<_>>()
    };
    if essence(first) == essence(second) {
        return Ok(());
    }
    let head = second.head.as_ref();
    let what = head.map_or(String::new(), |head| {
        format!("{} `{}`", head.word, head.name.join("."))
    });
    Err(EngineError::Sql {
        path: second.file.path.clone(),
        line: second.line,
        message: format!(
            "{what} is declared in another way at `{}:{}`: keep one of the two, or leave one of the \
             files out with `exclude` under [code] of schema.toml",
            first.file.path.display(),
            first.line
        ),
    })
}

/// The tokens without comments.
fn code(text: &str) -> Vec<Token> {
    let mut tokens = tokens(text);
    tokens.retain(|token| token.kind != TokenKind::Comment);
    tokens
}

/// Words that may stand between CREATE and the word for what is created.
const BETWEEN: &[&str] = &[
    "or",
    "replace",
    "unlogged",
    "unique",
    "materialized",
    "virtual",
    "foreign",
    "recursive",
    "fulltext",
    "spatial",
    "constraint",
    "aggregate",
    "event",
];

/// Words of what lives as long as a session.
const PASSING: &[&str] = &["temp", "temporary"];

/// What may follow the name.
const TABLE: &[&str] = &[
    "(",
    "as",
    "like",
    "partition",
    "using",
    "of",
    "inherits",
    "server",
];
const INDEX: &[&str] = &["on", "using"];
const VIEW: &[&str] = &["as", "(", "with", "using"];
const TYPE: &[&str] = &["as", "(", ";"];
const SEQUENCE: &[&str] = &[
    ";",
    "as",
    "increment",
    "start",
    "minvalue",
    "maxvalue",
    "no",
    "nominvalue",
    "nomaxvalue",
    "cache",
    "nocache",
    "cycle",
    "nocycle",
    "owned",
];
const ALONE: &[&str] = &[";", "with", "schema", "cascade", "authorization", "version"];
const BODY: &[&str] = &[
    "(", "before", "after", "instead", "on", "as", "insert", "update", "delete",
];

/// What can be created, and what may follow its name.
const KINDS: &[(&str, &[&str])] = &[
    ("table", TABLE),
    ("index", INDEX),
    ("view", VIEW),
    ("type", TYPE),
    ("domain", &["as"]),
    ("sequence", SEQUENCE),
    ("schema", ALONE),
    ("extension", ALONE),
    ("trigger", BODY),
    ("function", BODY),
    ("procedure", BODY),
    ("macro", BODY),
    ("policy", &["on"]),
];

/// Words between CREATE TABLE and the name.
const BEFORE_NAME: &[&str] = &["if", "not", "exists", "concurrently"];

fn shape(tokens: &[Token]) -> Shape {
    let Some(first) = tokens.first() else {
        return Shape::Other;
    };
    if first.is("alter") || first.is("comment") && tokens.get(1).is_some_and(|next| next.is("on")) {
        return Shape::Adds;
    }
    if !first.is("create") {
        return Shape::Other;
    }
    let between = |token: &&Token| BETWEEN.iter().any(|word| token.is(word));
    let passing = |token: &&Token| PASSING.iter().any(|word| token.is(word));
    let rest = &tokens[1..];
    let at = rest
        .iter()
        .position(|token| !between(&token) && !passing(&token));
    let Some(kind) = at.and_then(|at| KINDS.iter().find(|(word, _)| rest[at].is(word))) else {
        return Shape::Other;
    };
    let at = at.unwrap_or_default();
    let does_not_stay = rest[..at].iter().any(|token| passing(&token));
    match named(&rest[at + 1..], kind.1) {
        Some(name) if !is_made_up(tokens) && !does_not_stay => Shape::Creates(Head {
            word: kind.0.to_owned(),
            name,
        }),
        Some(_) if does_not_stay => Shape::Leaves("it is temporary"),
        _ if is_made_up(tokens) => Shape::Leaves("it is put together while the program runs"),
        _ => Shape::Other,
    }
}

/// The name, if what follows it is what can follow.
fn named(tokens: &[Token], follow: &[&str]) -> Option<Vec<String>> {
    let skips = |token: &&Token| {
        token.kind == TokenKind::Word && BEFORE_NAME.iter().any(|word| token.is(word))
    };
    let mut at = tokens.iter().take_while(skips).count();
    let mut name = Vec::new();
    // An index need not have a name.
    while let Some(token) = tokens.get(at).filter(|token| token.is_name()) {
        name.push(token.text.to_lowercase());
        at += 1;
        match tokens.get(at) {
            Some(dot) if dot.is(".") => at += 1,
            _ => break,
        }
    }
    let fits = match tokens.get(at) {
        Some(next) => follow.iter().any(|word| next.is(word)),
        None => follow.contains(&";"),
    };
    (fits && !name.is_empty()).then_some(name)
}

/// Whether there are places in it that the program fills: `{…}`, `%s`, `%(name)s`.
fn is_made_up(tokens: &[Token]) -> bool {
    let is_filled = |at: usize| match tokens.get(at + 1) {
        // What stands in brackets behind an operator has no letter behind it.
        Some(open) if open.is("(") => tokens.get(at + 4).is_some_and(is_conversion),
        next => next.is_some_and(is_conversion),
    };
    let mut places = tokens.iter().enumerate();
    places.any(|(at, token)| {
        token.kind == TokenKind::Mark && (token.text == "{" || token.text == "%" && is_filled(at))
    })
}

/// Whether it is a letter that says how a place is filled.
fn is_conversion(token: &Token) -> bool {
    const LETTERS: &[&str] = &["s", "d", "i", "l", "r", "f"];
    LETTERS.iter().any(|letter| token.is(letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str) -> String {
        match shape(&code(text)) {
            Shape::Creates(head) => format!("{} {}", head.word, head.name.join(".")),
            Shape::Adds => "adds".into(),
            Shape::Leaves(why) => why.into(),
            Shape::Other => "other".into(),
        }
    }

    #[test]
    fn what_creates_is_told_from_what_only_sounds_like_it() {
        for (text, expected) in [
            ("CREATE TABLE users (id int)", "table users"),
            (
                "-- first\ncreate table if not exists App.\"Users\" (id int)",
                "table app.users",
            ),
            ("CREATE UNIQUE INDEX i ON t (a)", "index i"),
            ("create type mood as enum ('{}')", "type mood"),
            ("CREATE SCHEMA audit", "schema audit"),
            ("CREATE OR REPLACE VIEW v AS SELECT 1", "view v"),
            ("CREATE TEMP TABLE t (id int)", "it is temporary"),
            (
                "CREATE TABLE {name} (id int)",
                "it is put together while the program runs",
            ),
            (
                "CREATE TABLE t (id {ty})",
                "it is put together while the program runs",
            ),
            (
                "CREATE TABLE %s (id int)",
                "it is put together while the program runs",
            ),
            (
                "CREATE TABLE %(name)s (id int)",
                "it is put together while the program runs",
            ),
            (
                "CREATE TABLE t (a int CHECK (a % 2 = 0 AND a % (a + 1) > b))",
                "table t",
            ),
            ("ALTER TABLE t ADD COLUMN a int", "adds"),
            ("create a table of users", "other"),
            ("Create table first, then go on", "other"),
            ("create schema for the tenant", "other"),
            ("SELECT 1", "other"),
            ("", "other"),
        ] {
            assert_eq!(word(text), expected, "{text}");
        }
    }
}
