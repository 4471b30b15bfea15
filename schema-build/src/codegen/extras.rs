//! Derives and attributes that the settings add, by pattern.

use std::collections::BTreeMap;

use schema_model::{ObjectName, Schema};

use super::adjust::hint;
use super::filter::matches;
use super::plan::{column_keys, keys};
use crate::{BuildError, ModelSettings};

/// The checked form of `extra_derives` and `attributes`.
pub(super) struct Extras<'a> {
    derives: &'a BTreeMap<String, Vec<String>>,
    attributes: &'a BTreeMap<String, Vec<String>>,
}

impl<'a> Extras<'a> {
    pub(super) fn new(settings: &'a ModelSettings, schema: &Schema) -> Result<Self, BuildError> {
        let lists = [
            ("extra_derives", &settings.extra_derives),
            ("attributes", &settings.attributes),
        ];
        for (setting, by_pattern) in lists {
            for (pattern, texts) in by_pattern {
                check(setting, pattern, texts, schema)?;
            }
        }
        Ok(Self {
            derives: &settings.extra_derives,
            attributes: &settings.attributes,
        })
    }

    /// What the structs of a table, or a type, derive besides.
    pub(super) fn derives(&self, object: &ObjectName) -> Vec<String> {
        in_patterns(self.derives, || keys(object))
    }

    /// The attributes of the structs of a table, or of a type.
    pub(super) fn attributes(&self, object: &ObjectName) -> Vec<String> {
        bracketed(in_patterns(self.attributes, || keys(object)))
    }

    /// The attributes of the fields of a column.
    pub(super) fn field_attributes(&self, object: &ObjectName, column: &str) -> Vec<String> {
        bracketed(in_patterns(self.attributes, || column_keys(object, column)))
    }
}

fn bracketed(texts: Vec<String>) -> Vec<String> {
    texts.iter().map(|text| format!("#[{text}]")).collect()
}

fn in_patterns(
    by_pattern: &BTreeMap<String, Vec<String>>,
    keys: impl Fn() -> Vec<String>,
) -> Vec<String> {
    if by_pattern.is_empty() {
        return Vec::new();
    }
    let keys = keys();
    // A pattern for tables has no dot, and must not mean columns.
    let means = |pattern: &str, key: &String| dots(pattern) <= dots(key) && matches(pattern, key);
    by_pattern
        .iter()
        .filter(|(pattern, _)| keys.iter().any(|key| means(pattern, key)))
        .flat_map(|(_, texts)| texts.iter().cloned())
        .collect()
}

fn dots(text: &str) -> usize {
    text.matches('.').count()
}

fn check(
    setting: &str,
    pattern: &str,
    texts: &[String],
    schema: &Schema,
) -> Result<(), BuildError> {
    if let Some(text) = texts.iter().find(|text| !is_attribute(text)) {
        return Err(BuildError::models(
            setting,
            format!("`{text}` for `{pattern}` does not read like what stands between `#[` and `]`"),
        ));
    }
    let mut known: Vec<String> = schema.types.iter().flat_map(|ty| keys(&ty.name)).collect();
    let tables = schema.tables.iter().map(|t| (&t.name, &t.columns));
    let views = schema.views.iter().map(|v| (&v.name, &v.columns));
    for (object, columns) in tables.chain(views) {
        known.extend(keys(object));
        known.extend(
            columns
                .iter()
                .flat_map(|column| column_keys(object, &column.name)),
        );
    }
    if known.iter().any(|key| matches(pattern, key)) {
        return Ok(());
    }
    let hint = hint(pattern, known.iter().map(String::as_str));
    Err(BuildError::models(
        setting,
        format!("`{pattern}` means no table, column or type of the schema{hint}"),
    ))
}

/// Whether a text can stand between `#[` and `]`, or in a list of derives: it begins with a path,
/// and nothing in it ends the place where it stands.
fn is_attribute(text: &str) -> bool {
    let starts = text.starts_with(|c: char| c.is_alphabetic() || matches!(c, ':' | '_'));
    let (mut open, mut quoted, mut escaped) = (Vec::new(), false, false);
    for c in text.chars() {
        if quoted {
            quoted = escaped || c != '"';
            escaped = c == '\\' && !escaped;
            continue;
        }
        match c {
            '"' => quoted = true,
            '(' => open.push(')'),
            '[' => open.push(']'),
            '{' => open.push('}'),
            ')' | ']' | '}' if open.pop() != Some(c) => return false,
            '/' | '\n' | '\r' => return false,
            _ => {}
        }
    }
    starts && open.is_empty() && !quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_attributes_are_attributes() {
        for text in [
            "serde(deny_unknown_fields)",
            "::my::Derive",
            "doc = \"a ] b\"",
            "x",
        ] {
            assert!(is_attribute(text), "{text}");
        }
        for text in ["", "a]", "a(", "a\"", "1", "a // b", "a\nb", "#[x]"] {
            assert!(!is_attribute(text), "{text}");
        }
    }
}
