//! Reading and writing the model as JSON.
//!
//! Every user's build compiles this crate, without optimisation and more than once. What serde's
//! derive makes for the model took longer to compile than all the rest of it, and needs `syn` before
//! it can begin; so the model says with [`record!`](crate::record) and [`choice!`](crate::choice)
//! how it is written, in functions that are not generic. The syntax of JSON is `serde_json`'s
//! business.

#[macro_use]
mod macros;
mod place;
mod read;
mod strict;
mod text;
mod value;
mod write;

pub use read::{Fields, FromJson, JsonError, expected, unknown_word, variant};
pub use text::{Layout, to_text};
pub use value::to_value;
pub use write::{Container, Sink, ToJson, field, is_default, single};

use std::fmt;

use serde_json::Value;

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
        let before = &bytes[..error.valid_up_to()];
        let line_start = before
            .iter()
            .rposition(|byte| *byte == b'\n')
            .map_or(0, |newline| newline + 1);
        Self {
            line: before.iter().filter(|byte| **byte == b'\n').count() + 1,
            column: before.len() - line_start + 1,
            message: "it is not UTF-8".into(),
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
            column: error.column(),
            message: message.into(),
        }
    }
}

/// Reads JSON text.
///
/// # Errors
/// When the text is no JSON, has a field twice, or is not what the type says; with the place.
pub fn from_text<T: FromJson>(text: &str) -> Result<T, TextError> {
    let value = value_of(text)?;
    T::from_json(value).map_err(|error| place::with_place(text, error))
}

fn value_of(text: &str) -> Result<Value, TextError> {
    let strict: strict::Strict =
        serde_json::from_str(text).map_err(|error| TextError::syntax(&error))?;
    Ok(strict.0)
}
