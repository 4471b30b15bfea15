//! `.sql` text for a scratch database: what of it is executed there, and what is refused since it
//! would reach beyond.
//!
//! Rows do not belong to a schema, so COPY with its data is passed over.

use crate::split::{Body, Piece, PieceKind, Rules, split};

/// How text is split into pieces.
const RULES: Rules = Rules {
    quotes: &[(b'\'', b'\''), (b'"', b'"')],
    backslash_quotes: b"",
    escape_strings: true,
    dollar_quotes: true,
    hash_comments: false,
    dash_comments_need_blank: false,
    nested_comments: true,
    conditional_comments: false,
    command: Some(b'\\'),
    delimiter_lines: false,
    copy_data: true,
    body: Body::Atomic,
};

/// Commands of psql that change nothing in the database.
const HARMLESS: &[&str] = &[
    "\\restrict",
    "\\unrestrict",
    "\\set",
    "\\unset",
    "\\echo",
    "\\qecho",
    "\\warn",
    "\\pset",
    "\\timing",
    "\\encoding",
    "\\x",
    "\\t",
    "\\a",
    "\\q",
];

/// What belongs to the whole server, by the words that a statement begins with.
const OF_SERVER: &[&[&str]] = &[
    &["create", "database"],
    &["alter", "database"],
    &["drop", "database"],
    &["create", "role"],
    &["alter", "role"],
    &["drop", "role"],
    &["create", "user"],
    &["alter", "user"],
    &["drop", "user"],
    &["create", "group"],
    &["alter", "group"],
    &["drop", "group"],
    &["create", "tablespace"],
    &["alter", "tablespace"],
    &["drop", "tablespace"],
    &["alter", "system"],
    &["drop", "owned"],
    &["reassign", "owned"],
];

/// What stands in a text apart from rows and harmless commands.
pub(super) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = split(text, &RULES).peekable();
    let mut kept = Vec::new();
    while let Some(piece) = pieces.next() {
        let passed_over = match piece.kind {
            PieceKind::Data => true,
            PieceKind::Statement => is_followed_by_data(pieces.peek()),
            PieceKind::Command => is_harmless(piece.text),
            PieceKind::Open { .. } => false,
        };
        if !passed_over {
            kept.push(piece);
        }
    }
    kept
}

/// The statements to execute, or why a piece cannot be.
pub(super) fn statements(text: &str) -> impl Iterator<Item = Result<Piece<'_>, (usize, String)>> {
    pieces(text).into_iter().map(|piece| match refusal(&piece) {
        Some(message) => Err((piece.line, message)),
        None => Ok(piece),
    })
}

/// Why a piece cannot be executed.
pub(super) fn refusal(piece: &Piece<'_>) -> Option<String> {
    match piece.kind {
        PieceKind::Data => None,
        PieceKind::Statement => why_beyond(piece.text),
        PieceKind::Command => Some(format!(
            "`{}` is for psql: leave it out, or name the files one by one",
            piece.text
        )),
        PieceKind::Open { opener } => {
            Some(format!("`{opener}` is not closed at the end of the text"))
        }
    }
}

fn is_followed_by_data(next: Option<&Piece<'_>>) -> bool {
    next.is_some_and(|next| next.kind == PieceKind::Data)
}

fn is_harmless(command: &str) -> bool {
    let word = command.split_whitespace().next().unwrap_or_default();
    HARMLESS.contains(&word)
}

fn why_beyond(statement: &str) -> Option<String> {
    let words: Vec<String> = statement
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .filter(|word| !word.is_empty())
        .take(3)
        .map(str::to_ascii_lowercase)
        .collect();
    let begins = |start: &&&[&str]| {
        words
            .iter()
            .map(String::as_str)
            .take(2)
            .eq(start.iter().copied())
    };
    // `CREATE USER MAPPING` is about a foreign server of this database.
    let is_mapping = words.get(2).is_some_and(|word| word == "mapping");
    let found = OF_SERVER.iter().find(begins).filter(|_| !is_mapping)?;
    Some(format!(
        "`{}` would change the server beyond the scratch database: leave it out",
        found.join(" ").to_uppercase()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Result<&[&str], &str>) {
        let found: Result<Vec<_>, _> = statements(text)
            .map(|piece| piece.map(|piece| piece.text))
            .collect();
        match (found, expected) {
            (Ok(found), Ok(expected)) => assert_eq!(found, expected, "{text}"),
            (Err((line, message)), Err(expected)) => {
                assert!(
                    format!("line {line}: {message}").starts_with(expected),
                    "{message}"
                );
            }
            (found, _) => panic!("{text}: {found:?}"),
        }
    }

    #[test]
    fn what_makes_no_schema_is_passed_over() {
        check(
            "\\restrict abc\nCREATE TABLE t (a int);\nCOPY t (a) FROM stdin;\n1\n;\n\\.\n\nSELECT 1;\n\\unrestrict abc\n",
            Ok(&["CREATE TABLE t (a int)", "SELECT 1"]),
        );
        check(
            "CREATE USER MAPPING FOR public SERVER s",
            Ok(&["CREATE USER MAPPING FOR public SERVER s"]),
        );
    }

    #[test]
    fn what_reaches_beyond_is_refused() {
        check(
            "SELECT 1;\n\\i more.sql\n",
            Err("line 2: `\\i more.sql` is for psql"),
        );
        check("\\connect other\n", Err("line 1: `\\connect other`"));
        check(
            "\n\nDROP  DATABASE shop",
            Err("line 3: `DROP DATABASE` would"),
        );
        check("CREATE ROLE r", Err("line 1: `CREATE ROLE` would"));
        check("SELECT 'a", Err("line 1: `'` is not closed"));
    }
}
