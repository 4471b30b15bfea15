//! Identifiers: the only form in which a name enters generated code.

use std::fmt;

use schema_model::keyword;

use super::symbols::is_safe_letter;

/// A valid Rust identifier, raw where it is a keyword.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ident {
    plain: String,
}

impl Ident {
    /// The identifier of that spelling, with or without `r#`; `None` when it is not valid.
    pub fn parse(text: &str) -> Option<Self> {
        let plain = text.strip_prefix("r#").unwrap_or(text);
        let mut chars = plain.chars();
        let first = chars.next()?;
        let starts_well = first == '_' || is_identifier_letter(first);
        let valid = starts_well
            && plain != "_"
            && !keyword::is_never_raw(plain)
            && chars.all(|c| c == '_' || c.is_ascii_digit() || is_identifier_letter(c));
        valid.then(|| Self {
            plain: plain.into(),
        })
    }

    /// The identifier nearest to a text of letters, digits and underscores.
    pub(crate) fn nearest(text: &str) -> Self {
        let mut plain: String = text
            .chars()
            .filter(|c| *c == '_' || c.is_ascii_digit() || is_identifier_letter(*c))
            .collect();
        if plain.starts_with(|c: char| c.is_ascii_digit()) {
            plain.insert(0, '_');
        }
        if plain.is_empty() || plain == "_" {
            plain = "unnamed".into();
        }
        if keyword::is_never_raw(&plain) {
            plain.push('_');
        }
        Self { plain }
    }

    /// The name without `r#`, as derives see it.
    pub fn plain(&self) -> &str {
        &self.plain
    }
}

fn is_identifier_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || is_safe_letter(c)
}

impl fmt::Display for Ident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if keyword::needs_raw(&self.plain) {
            f.write_str("r#")?;
        }
        f.write_str(&self.plain)
    }
}
