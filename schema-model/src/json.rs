//! Reading and writing the model as JSON.
//!
//! Every user's build compiles this crate, without optimisation and more than once. What serde's
//! derive makes for the model took longer to compile than all the rest of it, and needs `syn` before
//! it can begin; so the model says with `record!` and `choice!` how it is written, in functions that
//! are not generic. What is JSON and what is not is `serde_json`'s business; reading what is JSON is
//! ours, since a derive waits for it.

#[macro_use]
mod macros;
mod parse;
mod place;
mod read;
mod text;
mod tree;
mod value;
mod write;

pub use read::{Fields, FromJson, JsonError, expected, unknown_word, variant};
pub use text::{Layout, to_text};
pub use tree::{Content, Json};
pub use value::to_value;
pub use write::{Container, Sink, ToJson, field, is_default, single};

use std::fmt;

/// Why a text cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextError {
    /// Line, from 1.
    pub line: usize,
    /// Column in bytes, from 1.
    pub column: usize,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for TextError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            line,
            column,
            message,
        } = self;
        write!(f, "line {line}, column {column}: {message}")
    }
}

impl std::error::Error for TextError {}

impl TextError {
    /// The error of a file that is no text.
    pub fn not_utf8(bytes: &[u8], error: std::str::Utf8Error) -> Self {
        Self::at(bytes, error.valid_up_to(), "it is not UTF-8".into())
    }

    fn at(text: &[u8], offset: usize, message: String) -> Self {
        let before = &text[..offset];
        let line_start = before
            .iter()
            .rposition(|byte| *byte == b'\n')
            .map_or(0, |newline| newline + 1);
        Self {
            line: before.iter().filter(|byte| **byte == b'\n').count() + 1,
            column: before.len() - line_start + 1,
            message,
        }
    }

    fn syntax(error: &serde_json::Error) -> Self {
        let text = error.to_string();
        // serde_json ends its messages with the place, which is said separately here.
        let message = text
            .rsplit_once(" at line ")
            .map_or(text.as_str(), |(head, _)| head);
        Self {
            line: error.line(),
            // Of nothing at all it says column 0.
            column: error.column().max(1),
            message: message.into(),
        }
    }
}

/// Reads JSON text.
///
/// # Errors
/// When the text is no JSON, has a field twice, or is not what the type says; with the place.
pub fn from_text<T: FromJson>(text: &str) -> Result<T, TextError> {
    let json = parse::parse(text)?;
    T::from_json(&json).map_err(|error| place::with_place(text, &json, &error))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Column, LogicalType, ObjectName, Table};

    fn table() -> Table {
        let mut table = Table::new(ObjectName::bare("a \"b\"\n\u{1}\u{1F980}"));
        let decimal = LogicalType::Decimal {
            precision: Some(10),
            scale: Some(-2),
        };
        table.columns = vec![
            Column::new("id", "bigint", LogicalType::Int64),
            Column::new("list", "numeric(10,-2)[]", LogicalType::array(decimal)),
        ];
        table.options.insert("engine".into(), "\\".into());
        table
    }

    fn error(text: &str) -> String {
        from_text::<Table>(text).expect_err(text).to_string()
    }

    #[test]
    fn every_layout_holds_the_same_value_and_is_read_back() {
        let value = to_value(&table());
        for layout in [Layout::Compact, Layout::Lines, Layout::Pretty] {
            let text = to_text(&table(), layout);
            assert_eq!(
                serde_json::from_str::<serde_json::Value>(&text).unwrap(),
                value
            );
            assert_eq!(from_text::<Table>(&text), Ok(table()));
        }
        // What everybody else writes.
        let list = vec!["x".to_owned(), "\u{7f}/".to_owned()];
        let (pretty, compact) = (
            serde_json::to_string_pretty(&list),
            serde_json::to_string(&list),
        );
        assert_eq!(to_text(&list, Layout::Pretty), pretty.unwrap());
        assert_eq!(to_text(&list, Layout::Compact), compact.unwrap());
    }

    #[test]
    fn errors_name_place_and_cause() {
        assert_eq!(
            error("{\"name\": \"a\",\n\"name\": \"b\", \"columns\": []}"),
            "line 2, column 1: duplicate field `name`"
        );
        assert_eq!(
            error("{\"name\": \"a\", \"columns\": [\n{\"name\": 7}]}"),
            "line 2, column 10: expected a text, found `7`"
        );
        assert_eq!(
            error("{\"name\": \"a\", \"columns\": [\n {}]}"),
            "line 2, column 2: missing field `name`"
        );
        assert_eq!(
            error("{\"name\": \"a\", \"columns\": [], \"strict\": \"yes\"}"),
            "line 1, column 40: expected `true` or `false`, found a text"
        );
        let broken = b"{\n \xff".to_vec();
        let utf8 = TextError::not_utf8(&broken, std::str::from_utf8(&broken).unwrap_err());
        assert_eq!(utf8.to_string(), "line 2, column 2: it is not UTF-8");
    }

    #[test]
    fn words_stand_with_what_belongs_to_them() {
        let read = |text: &str| from_text::<LogicalType>(text).map_err(|error| error.message);
        assert_eq!(read("\"bool\""), Ok(LogicalType::Bool));
        assert_eq!(read("{\"bits\": 3}"), Ok(LogicalType::Bits(3)));
        for (text, says) in [
            ("{\"bool\": 1}", "expected the word `bool` alone"),
            ("\"bits\"", "expected an object with the field `bits`"),
            ("\"int63\"", "unknown word `int63` (did you mean `int64`?)"),
            (
                "{\"bits\": -1}",
                "expected a whole number from 0 to 4294967295, found `-1`",
            ),
            (
                "[]",
                "expected a word, or an object with one field, found a list",
            ),
        ] {
            assert_eq!(read(text), Err(says.to_owned()), "{text}");
        }
    }
}
