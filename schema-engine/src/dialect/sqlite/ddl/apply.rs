//! Sorts statements by their first words, and applies those that concern the schema.

use super::master::Master;
use super::outcome::{Applied, Outcome, Refused, Site};
use crate::EngineError;
use crate::dialect::sqlite::cursor::Cursor;
use crate::dialect::sqlite::token::{Token, TokenKind, tokenize};
use crate::dialect::sqlite::view_columns::is_known_function;
use crate::split::{Piece, PieceKind};

/// A statement that is being applied.
pub(super) struct Statement<'s> {
    pub(super) text: &'s str,
    pub(super) tokens: &'s [Token<'s>],
    /// Where it stands, as a snapshot shows it.
    pub(super) place: &'s str,
}

/// Statements that leave the schema as it is.
const WITHOUT_EFFECT: [&str; 6] = ["analyze", "vacuum", "reindex", "end", "attach", "detach"];

/// Statements about data.
const DATA: [&str; 8] = [
    "select", "insert", "update", "delete", "replace", "with", "values", "explain",
];

impl Master {
    /// Applies a part of a file, or lists it.
    ///
    /// # Errors
    /// When it contradicts itself or an earlier statement.
    pub(super) fn apply(&mut self, piece: &Piece<'_>, site: &Site<'_>) -> Result<(), EngineError> {
        let outcome = match piece.kind {
            PieceKind::Command => Ok(apply_command(piece.text)),
            PieceKind::Data => Ok(Outcome::Listed("data cannot stand here".into())),
            // A comment that is not closed ends with the file.
            PieceKind::Open { opener: '/' } => self.apply_text(piece.text, site),
            PieceKind::Open { opener } => Err(Refused::new(format!(
                "the text that begins with `{opener}` is not closed; close it"
            ))),
            PieceKind::Statement => self.apply_text(piece.text, site),
        };
        match outcome {
            Ok(Outcome::Read) => Ok(()),
            Ok(Outcome::Listed(reason)) => {
                self.unmodelled.push(site.unmodelled(reason));
                Ok(())
            }
            Err(refused) => Err(site.error(refused)),
        }
    }

    fn apply_text(&mut self, text: &str, site: &Site<'_>) -> Applied {
        let tokens = tokenize(text)?;
        let statement = Statement {
            text,
            tokens: &tokens,
            place: &site.place,
        };
        let mut cursor = Cursor::new(&tokens);
        let Some(first) = cursor.next() else {
            return Ok(Outcome::Read);
        };
        let word = match first.kind {
            TokenKind::Word => first.text.to_ascii_lowercase(),
            _ => String::new(),
        };
        match word.as_str() {
            "create" => self.apply_create(&statement),
            "drop" => self.apply_drop(&mut cursor),
            "alter" => self.apply_alter(&statement, &mut cursor),
            "pragma" => Ok(self.apply_pragma(&mut cursor)),
            "begin" | "savepoint" | "commit" | "release" | "rollback" => {
                Ok(self.apply_transaction(&word, &mut cursor))
            }
            "end" => Ok(self.apply_transaction("commit", &mut cursor)),
            word if WITHOUT_EFFECT.contains(&word) => Ok(Outcome::Read),
            word if DATA.contains(&word) => Ok(apply_data(&tokens)),
            _ => Ok(Outcome::Listed(format!(
                "`{}` does not begin a statement of SQLite",
                first.text.chars().take(20).collect::<String>()
            ))),
        }
    }

    fn apply_pragma(&mut self, cursor: &mut Cursor<'_>) -> Outcome {
        let Ok((_, name)) = cursor.qualified_name("a name") else {
            return Outcome::Listed("the pragma has no name".into());
        };
        if !cursor.eat_operator("=") && !cursor.eat_operator("(") {
            return Outcome::Read;
        }
        let value = cursor
            .next()
            .and_then(|token| token.name())
            .unwrap_or_default();
        match name.to_ascii_lowercase().as_str() {
            // It can only be set before there is a table.
            "encoding" if self.state.objects.iter().next().is_none() => {
                match encoding(&value) {
                    Some(encoding) => self.state.encoding = Some(encoding.into()),
                    None => return Outcome::Listed("the encoding is not known".into()),
                }
                Outcome::Read
            }
            "legacy_alter_table" => {
                Outcome::Listed("renames that follow are read as if it were off".into())
            }
            "writable_schema" => {
                Outcome::Listed("changes to the catalog itself are not followed".into())
            }
            _ => Outcome::Read,
        }
    }

    fn apply_transaction(&mut self, word: &str, cursor: &mut Cursor<'_>) -> Outcome {
        match word {
            "begin" => self.saved.push((None, self.state.clone())),
            "savepoint" => {
                let name = cursor.name("a name").ok();
                self.saved.push((name, self.state.clone()));
            }
            "commit" => self.saved.clear(),
            "release" => {
                cursor.eat(&["savepoint"]);
                if let Some(at) = self.savepoint(cursor) {
                    self.saved.truncate(at);
                }
            }
            _ => self.roll_back(cursor),
        }
        Outcome::Read
    }

    fn roll_back(&mut self, cursor: &mut Cursor<'_>) {
        cursor.eat(&["transaction"]);
        if cursor.eat(&["to"]) {
            cursor.eat(&["savepoint"]);
            if let Some(at) = self.savepoint(cursor) {
                self.saved.truncate(at + 1);
                self.state = self.saved[at].1.clone();
            }
        } else if !self.saved.is_empty() {
            let (_, state) = self.saved.swap_remove(0);
            self.state = state;
            self.saved.clear();
        }
    }

    fn savepoint(&self, cursor: &mut Cursor<'_>) -> Option<usize> {
        let name = cursor.name("a name").ok()?;
        let is_it = |saved: &Option<String>| {
            saved
                .as_ref()
                .is_some_and(|saved| saved.eq_ignore_ascii_case(&name))
        };
        self.saved.iter().rposition(|(saved, _)| is_it(saved))
    }
}

fn encoding(value: &str) -> Option<&'static str> {
    match value.to_ascii_lowercase().as_str() {
        "utf-8" | "utf8" => Some("UTF-8"),
        "utf-16" | "utf16" | "utf-16le" | "utf16le" => Some("UTF-16le"),
        "utf-16be" | "utf16be" => Some("UTF-16be"),
        _ => None,
    }
}

/// Commands of SQLite's command line that bring in something else.
fn apply_command(line: &str) -> Outcome {
    let word = line.split_ascii_whitespace().next().unwrap_or_default();
    let reads = [
        ".read", ".import", ".open", ".restore", ".load", ".clone", ".shell", ".system",
    ];
    if reads.contains(&word) {
        return Outcome::Listed("commands that read something else are not followed".into());
    }
    Outcome::Read
}

/// Data is not looked at, unless the catalog itself is written or a function may write it.
fn apply_data(tokens: &[Token<'_>]) -> Outcome {
    const CATALOG: [&str; 4] = [
        "sqlite_master",
        "sqlite_schema",
        "sqlite_temp_master",
        "sqlite_temp_schema",
    ];
    let is_catalog = |token: &Token<'_>| {
        let name = token.name().unwrap_or_default();
        CATALOG
            .iter()
            .any(|known| known.eq_ignore_ascii_case(&name))
    };
    let writes = tokens.windows(2).any(|pair| {
        pair[0].is_any_word(&["into", "update", "from"])
            && is_catalog(&pair[1])
            && !tokens[0].is_any_word(&["select", "values", "explain"])
    });
    if writes {
        return Outcome::Listed("it writes to the catalog itself".into());
    }
    if tokens[0].is_word("select")
        && let Some(call) = unknown_call(tokens)
    {
        return Outcome::Listed(format!(
            "it calls `{call}`, which an extension brings and which may change the schema"
        ));
    }
    Outcome::Read
}

fn unknown_call(tokens: &[Token<'_>]) -> Option<String> {
    let calls = tokens.windows(2).enumerate().filter(|(at, pair)| {
        pair[0].kind == TokenKind::Word
            && pair[1].is_operator("(")
            // Not a table with its columns, nor a table-valued function.
            && !at.checked_sub(1).is_some_and(|before| {
                tokens[before].is_any_word(&["from", "join", "into", "with", "recursive"])
                    || tokens[before].is_operator(",")
            })
    });
    let mut names = calls.map(|(_, pair)| pair[0].text);
    names
        .find(|name| !is_known_function(name))
        .map(str::to_owned)
}
