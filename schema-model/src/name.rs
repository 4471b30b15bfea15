//! Names of objects, and how they are written as text.

use std::fmt;
use std::str::FromStr;

use crate::json::{FromJson, Json, JsonError, Sink, ToJson};

/// The name of a schema object: `users`, or `public.users` in a dialect that has namespaces.
///
/// The text form quotes a part with `"` when it holds a dot, a quote, a colon or a control
/// character, so that it can be read back: `public."a.b"`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ObjectName {
    /// The namespace, or `None` in a dialect that has only one.
    pub namespace: Option<String>,
    /// The name inside the namespace, exactly as the database has it.
    pub name: String,
}

impl ObjectName {
    /// A name without a namespace.
    pub fn bare(name: impl Into<String>) -> Self {
        Self {
            namespace: None,
            name: name.into(),
        }
    }

    /// A name inside a namespace.
    pub fn qualified(namespace: impl Into<String>, name: impl Into<String>) -> Self {
        Self {
            namespace: Some(namespace.into()),
            name: name.into(),
        }
    }

    /// The same namespace, another name.
    pub fn sibling(&self, name: impl Into<String>) -> Self {
        Self {
            namespace: self.namespace.clone(),
            name: name.into(),
        }
    }
}

impl fmt::Display for ObjectName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(namespace) = &self.namespace {
            write!(f, "{}.", quote_part(namespace))?;
        }
        f.write_str(&quote_part(&self.name))
    }
}

/// Why a text is not an [`ObjectName`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameError {
    text: String,
}

impl fmt::Display for NameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` is not an object name: write `name` or `namespace.name`, and quote a part that holds a dot, as in `public.\"a.b\"`",
            self.text
        )
    }
}

impl std::error::Error for NameError {}

impl FromStr for ObjectName {
    type Err = NameError;

    fn from_str(text: &str) -> Result<Self, NameError> {
        let mut parts = split_parts(text)
            .ok_or_else(|| NameError { text: text.into() })?
            .into_iter();
        match (parts.next(), parts.next(), parts.next()) {
            (Some(name), None, None) => Ok(Self::bare(name)),
            (Some(namespace), Some(name), None) => Ok(Self::qualified(namespace, name)),
            _ => Err(NameError { text: text.into() }),
        }
    }
}

/// Quotes one part of a dotted name if it could not be read back otherwise.
pub(crate) fn quote_part(part: &str) -> std::borrow::Cow<'_, str> {
    let plain = !part.is_empty()
        && !part
            .chars()
            .any(|c| matches!(c, '.' | '"' | ':') || c.is_control());
    if plain {
        part.into()
    } else {
        format!("\"{}\"", part.replace('"', "\"\"")).into()
    }
}

/// Splits a dotted name into its parts, undoing [`quote_part`].
pub(crate) fn split_parts(text: &str) -> Option<Vec<String>> {
    let mut parts = Vec::new();
    let mut rest = text;
    loop {
        let (part, after) = if let Some(quoted) = rest.strip_prefix('"') {
            take_quoted(quoted)?
        } else {
            let end = rest.find('.').unwrap_or(rest.len());
            (rest[..end].to_owned(), &rest[end..])
        };
        if part.is_empty() && !rest.starts_with('"') {
            return None;
        }
        parts.push(part);
        match after.strip_prefix('.') {
            Some(next) => rest = next,
            None if after.is_empty() => return Some(parts),
            None => return None,
        }
    }
}

/// Reads up to the closing quote; the text after it is returned too.
fn take_quoted(text: &str) -> Option<(String, &str)> {
    let mut part = String::new();
    let mut rest = text;
    loop {
        let end = rest.find('"')?;
        part.push_str(&rest[..end]);
        rest = &rest[end + 1..];
        match rest.strip_prefix('"') {
            Some(after) => {
                part.push('"');
                rest = after;
            }
            None => return Some((part, rest)),
        }
    }
}

impl ToJson for ObjectName {
    fn to_json(&self, sink: &mut dyn Sink) {
        sink.text(&self.to_string());
    }
}

impl FromJson for ObjectName {
    fn from_json(json: &Json<'_>) -> Result<Self, JsonError> {
        let text = String::from_json(json)?;
        text.parse()
            .map_err(|error: NameError| JsonError::new(error.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_read_back_from_its_text() {
        for part in [
            "users",
            "a.b",
            "say \"hi\"",
            "",
            "\n",
            "naïve 🦀",
            "a:b",
            "\"",
            ".",
        ] {
            for name in [ObjectName::bare(part), ObjectName::qualified("x.y", part)] {
                assert_eq!(name.to_string().parse(), Ok(name));
            }
        }
    }

    #[test]
    fn texts_that_are_no_names_are_refused() {
        for text in ["", "a..b", ".a", "a.", "a.b.c", "\"a", "\"a\"b"] {
            assert!(text.parse::<ObjectName>().is_err(), "{text:?}");
        }
    }
}
