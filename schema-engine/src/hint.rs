//! Rename hints in `.sql` text: a comment beside the thing that was renamed.
//!
//! ```sql
//! CREATE TABLE accounts ( -- @renamed from=old_accounts
//!   username text         -- renamed from: user_name
//! );
//! CREATE INDEX email_idx /* @renamed from=idx_email */ ON accounts (username);
//! ```
//!
//! A hint belongs to the last thing that begins before it on its line, or, alone on its line, to the
//! next one. This reads words and punctuation only, the same for every dialect; it does not check
//! that the text is SQL.

mod scan;

use std::path::PathBuf;

pub(crate) use scan::{Token, TokenKind, tokens};

use crate::SqlFile;

/// A rename that the text asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenameHint {
    /// What was renamed.
    pub subject: Subject,
    /// The name that it had; a namespace in front of it is kept apart.
    pub old: Vec<String>,
    /// The file.
    pub path: PathBuf,
    /// The line, from 1.
    pub line: usize,
}

/// What a hint speaks of, by the name that it has now. Names are split at their dots.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// A whole object: table, view, type, sequence; or an index, which stands on its own in text.
    Object {
        /// The word after CREATE: `table`, `index`, `type`.
        word: String,
        /// Its name.
        name: Vec<String>,
    },
    /// A part of an object.
    Part {
        /// The object.
        object: Vec<String>,
        /// `column`, `constraint`, `index` or `variant`.
        kind: &'static str,
        /// Its name.
        name: String,
    },
}

/// Reads the hints of some files, in order.
pub fn hints(files: &[SqlFile]) -> Vec<RenameHint> {
    files.iter().flat_map(hints_of_file).collect()
}

fn hints_of_file(file: &SqlFile) -> Vec<RenameHint> {
    let tokens = tokens(&file.text);
    let subjects = subjects(&tokens);
    let mut found = Vec::new();
    for (place, token) in tokens.iter().enumerate() {
        let Some(old) = (token.kind == TokenKind::Comment)
            .then(|| renamed_from(&token.text))
            .flatten()
        else {
            continue;
        };
        if let Some(subject) = subject_of(place, token.line, &subjects) {
            found.push(RenameHint {
                subject,
                old,
                path: file.path.clone(),
                line: token.line,
            });
        }
    }
    found
}

/// The old name in a comment: `@renamed from=a.b` or `renamed from: "b"`.
fn renamed_from(comment: &str) -> Option<Vec<String>> {
    let lower = comment.to_ascii_lowercase();
    let start = lower.find("renamed")? + "renamed".len();
    let rest = comment[start..].trim_start();
    let rest = rest
        .get(..4)
        .filter(|word| word.eq_ignore_ascii_case("from"))
        .map(|_| rest[4..].trim_start())?;
    let rest = rest.strip_prefix(['=', ':'])?.trim_start();
    let mut parts = Vec::new();
    let mut expects_name = true;
    for token in tokens(rest) {
        match (token.kind, expects_name) {
            (TokenKind::Word | TokenKind::Name | TokenKind::Text, true) => parts.push(token.text),
            (TokenKind::Mark, false) if token.text == "." => {}
            _ => break,
        }
        expects_name = !expects_name;
    }
    (!parts.is_empty()).then_some(parts)
}

/// Where something that can be renamed begins.
struct Begin {
    place: usize,
    line: usize,
    subject: Subject,
}

fn subject_of(place: usize, line: usize, begins: &[Begin]) -> Option<Subject> {
    let before = begins.iter().rev().find(|begin| begin.place < place);
    let after = begins.iter().find(|begin| begin.place > place);
    before
        .filter(|begin| begin.line == line)
        .or(after)
        .map(|begin| begin.subject.clone())
}

fn subjects(tokens: &[Token]) -> Vec<Begin> {
    let mut found = Vec::new();
    let code: Vec<(usize, &Token)> = tokens
        .iter()
        .enumerate()
        .filter(|(_, token)| token.kind != TokenKind::Comment)
        .collect();
    for statement in code.split(|(_, token)| token.is(";")) {
        push_statement(statement, &mut found);
    }
    found
}

/// Words that may stand between CREATE and the name.
const BEFORE_NAME: &[&str] = &[
    "if",
    "not",
    "exists",
    "concurrently",
    "only",
    "or",
    "replace",
];

/// Kinds of objects that a statement can create under a name.
const OBJECT_WORDS: &[&str] = &[
    "table", "view", "index", "type", "domain", "sequence", "trigger", "function", "policy",
];

fn push_statement(statement: &[(usize, &Token)], found: &mut Vec<Begin>) {
    let is_create = statement
        .first()
        .is_some_and(|(_, token)| token.is("create"));
    let is_alter = statement
        .first()
        .is_some_and(|(_, token)| token.is("alter"));
    let Some(word_at) = statement
        .iter()
        .position(|(_, token)| OBJECT_WORDS.iter().any(|word| token.is(word)))
        .filter(|at| (is_create || is_alter) && *at < 6)
    else {
        return;
    };
    let (name, next) = dotted_name(statement, word_at + 1);
    if name.is_empty() {
        return;
    }
    let (place, token) = statement[0];
    let word = statement[word_at].1.text.to_ascii_lowercase();
    let subject = Subject::Object {
        word: word.clone(),
        name: name.clone(),
    };
    if is_create {
        // The statement may begin on a line above the name's.
        for line in [token.line, statement[word_at].1.line] {
            found.push(Begin {
                place,
                line,
                subject: subject.clone(),
            });
        }
    }
    match word.as_str() {
        "table" if is_create => push_items(&statement[next..], &name, &subject, column_item, found),
        "type" if is_create => push_items(&statement[next..], &name, &subject, type_item, found),
        "table" | "domain" => push_added(&statement[next..], &name, found),
        _ => {}
    }
}

/// A name with its dots, and where the text goes on.
fn dotted_name(statement: &[(usize, &Token)], mut at: usize) -> (Vec<String>, usize) {
    let mut parts = Vec::new();
    while statement.get(at).is_some_and(|(_, token)| {
        token.kind == TokenKind::Word && BEFORE_NAME.iter().any(|word| token.is(word))
    }) {
        at += 1;
    }
    while let Some((_, token)) = statement.get(at).filter(|(_, token)| token.is_name()) {
        parts.push(token.text.clone());
        at += 1;
        match statement.get(at) {
            Some((_, dot)) if dot.is(".") => at += 1,
            _ => break,
        }
    }
    (parts, at)
}

type Item = fn(&[String], &[(usize, &Token)]) -> Option<Subject>;

/// The items of the first list in parentheses; after it, hints speak of the statement again.
fn push_items(
    rest: &[(usize, &Token)],
    object: &[String],
    statement: &Subject,
    item: Item,
    found: &mut Vec<Begin>,
) {
    let mut depth = 0;
    for (at, (place, token)) in rest.iter().enumerate() {
        let begins = depth == 1
            && at > 0
            && !token.is(")")
            && (rest[at - 1].1.is("(") || rest[at - 1].1.is(","));
        let subject = begins.then(|| item(object, &rest[at..])).flatten();
        if let Some(subject) = subject {
            found.push(Begin {
                place: *place,
                line: token.line,
                subject,
            });
        }
        match token.text.as_str() {
            "(" if token.kind == TokenKind::Mark => depth += 1,
            ")" if token.kind == TokenKind::Mark => depth -= 1,
            _ => continue,
        }
        if depth == 0 {
            found.push(Begin {
                place: *place,
                line: token.line,
                subject: statement.clone(),
            });
            return;
        }
    }
}

fn column_item(object: &[String], item: &[(usize, &Token)]) -> Option<Subject> {
    let part = |kind, name: &Token| {
        Some(Subject::Part {
            object: object.to_vec(),
            kind,
            name: name.text.clone(),
        })
    };
    let (_, first) = item.first()?;
    let named = |token: &&(usize, &Token)| token.1.is_name();
    if first.kind == TokenKind::Word {
        let word = first.text.to_ascii_lowercase();
        match word.as_str() {
            "constraint" => return part("constraint", item.get(1)?.1),
            "key" | "index" => return part("index", item.get(1).filter(named)?.1),
            "unique" | "fulltext" | "spatial" => {
                let keyed = item.get(1).filter(|(_, t)| t.is("key") || t.is("index"))?;
                let _ = keyed;
                return part("index", item.get(2).filter(named)?.1);
            }
            "primary" | "foreign" | "check" | "exclude" | "like" | "period" => return None,
            _ => {}
        }
    }
    first.is_name().then(|| part("column", first)).flatten()
}

fn type_item(object: &[String], item: &[(usize, &Token)]) -> Option<Subject> {
    let (_, first) = item.first()?;
    let kind = match first.kind {
        TokenKind::Text => "variant",
        _ if first.is_name() => "column",
        _ => return None,
    };
    Some(Subject::Part {
        object: object.to_vec(),
        kind,
        name: first.text.clone(),
    })
}

/// `ALTER TABLE t ADD CONSTRAINT c …`, `ADD COLUMN c …`.
fn push_added(rest: &[(usize, &Token)], object: &[String], found: &mut Vec<Begin>) {
    for window in rest.windows(3) {
        let [(place, add), (_, word), (_, name)] = window else {
            continue;
        };
        if !add.is("add") || !name.is_name() {
            continue;
        }
        let kind = match word.text.to_ascii_lowercase().as_str() {
            "constraint" => "constraint",
            "column" => "column",
            "index" | "key" => "index",
            _ => continue,
        };
        found.push(Begin {
            place: *place,
            line: add.line,
            subject: Subject::Part {
                object: object.to_vec(),
                kind,
                name: name.text.clone(),
            },
        });
    }
}

#[cfg(test)]
mod tests;
