//! The type of a field, as far as its spelling tells what a column must hold.
//!
//! A declaration has nothing but spellings: `DateTime<Utc>` is taken for the type of that name that
//! the table of types has. If it is another one, the check says so once the column is there.

use proc_macro2::{TokenStream, TokenTree};
use schema_model::LogicalType;
use schema_model::rust_types::{self, Choice, Fit as TableFit};

use crate::check::{Fit, LISTS, fit, inside, inside_option};
use crate::parse::{Argument, Spelled};

/// A type as it is written.
#[derive(Debug, Clone)]
pub struct RustType {
    spelled: Spelled,
    text: String,
}

impl RustType {
    /// Reads the tokens of a type.
    pub fn of(tokens: &[TokenTree]) -> Self {
        let spelled = Spelled::parse(tokens);
        let text: TokenStream = tokens.iter().cloned().collect();
        Self {
            text: text_of(&spelled).unwrap_or_else(|| text.to_string()),
            spelled,
        }
    }

    fn part(&self, spelled: &Spelled) -> Self {
        Self {
            spelled: spelled.clone(),
            text: text_of(spelled).unwrap_or_else(|| self.text.clone()),
        }
    }

    /// The type as text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What `Option<…>` holds, if that is how the type is written.
    pub fn inside_option(&self) -> Option<Self> {
        inside_option(&self.spelled).map(|inner| self.part(inner))
    }

    /// What a list holds, with its length where it is fixed.
    pub fn element(&self) -> Option<(Self, Option<u32>)> {
        let (inner, length) = match &self.spelled {
            Spelled::Array(inner, length) => (&**inner, Some(length.parse().ok()?)),
            Spelled::Slice(inner) => (&**inner, None),
            other => (inside(other, LISTS)?, None),
        };
        let inner = inside_option(inner).unwrap_or(inner);
        Some((self.part(inner), length))
    }

    /// What a pointer of the standard library points to.
    pub fn pointee(&self) -> Option<Self> {
        let inner = match &self.spelled {
            Spelled::Reference { inner, .. } => inner,
            other => inside(other, &["Box", "Arc", "Rc", "Cow"])?,
        };
        Some(self.part(inner))
    }

    /// The name without its path and arguments.
    pub fn name(&self) -> Option<&str> {
        match &self.spelled {
            Spelled::Path { segments, .. } => segments.last().map(String::as_str),
            _ => None,
        }
    }

    /// Whether it keeps its value as JSON, whatever the value is.
    pub fn is_json_wrapper(&self) -> bool {
        matches!(&self.spelled, Spelled::Path { arguments, .. } if !arguments.is_empty())
            && self.name() == Some("Json")
    }

    /// How good a choice it is for a column of a type without parts, 0 being the best; `None` if it
    /// does not hold all that the column does.
    pub fn rank(&self, logical: &LogicalType) -> Option<usize> {
        let choices = rust_types::choices(logical).iter();
        let mut exact = choices.enumerate();
        let found = exact.find(|(_, choice)| choice.fit == TableFit::Exact && self.is(choice));
        found.map(|(rank, _)| rank)
    }

    /// Whether the check would take it for a column, as far as spelling tells.
    pub fn fits(&self, logical: &LogicalType, lossy: bool) -> bool {
        !matches!(fit(&self.spelled, logical, lossy), Fit::Wrong(_))
    }

    fn is(&self, choice: &Choice) -> bool {
        let tokens: TokenStream = choice.path.parse().unwrap_or_default();
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        same(&self.spelled, &Spelled::parse(&tokens))
    }
}

/// The text of a type, where all of it was understood.
fn text_of(spelled: &Spelled) -> Option<String> {
    Some(match spelled {
        Spelled::Path {
            leading,
            segments,
            arguments,
        } => {
            let start = if *leading { "::" } else { "" };
            let path = format!("{start}{}", segments.join("::"));
            let arguments = arguments.iter().map(|argument| match argument {
                Argument::Lifetime(name) => Some(name.clone()),
                Argument::Type(ty) => text_of(ty),
            });
            let arguments: Vec<String> = arguments.collect::<Option<_>>()?;
            match arguments.is_empty() {
                true => path,
                false => format!("{path}<{}>", arguments.join(", ")),
            }
        }
        Spelled::Reference { inner, .. } => format!("&{}", text_of(inner)?),
        Spelled::Slice(inner) => format!("[{}]", text_of(inner)?),
        Spelled::Array(inner, length) => format!("[{}; {length}]", text_of(inner)?),
        Spelled::Other => return None,
    })
}

/// Crates that hand on the types of others.
const HAND_ON: &[&str] = &["sqlx", "sea_orm", "diesel"];

fn same(written: &Spelled, known: &Spelled) -> bool {
    match (written, known) {
        (
            Spelled::Path {
                segments,
                arguments,
                ..
            },
            Spelled::Path {
                segments: path,
                arguments: of_path,
                ..
            },
        ) => {
            let is_path = path.ends_with(segments)
                || segments.ends_with(path)
                || segments.last() == path.last()
                    && segments.first().is_some_and(|first| {
                        path.first() == Some(first) || HAND_ON.contains(&first.as_str())
                    });
            is_path && same_arguments(arguments, of_path)
        }
        (Spelled::Reference { inner: a, .. }, Spelled::Reference { inner: b, .. }) => same(a, b),
        (Spelled::Slice(a), Spelled::Slice(b)) => same(a, b),
        (Spelled::Array(a, length), Spelled::Array(b, known)) => {
            (known == "N" || known == length) && same(a, b)
        }
        _ => false,
    }
}

fn same_arguments(written: &[Argument], known: &[Argument]) -> bool {
    let mut written = written.iter().filter_map(Argument::as_type);
    let mut known = known.iter().filter_map(Argument::as_type);
    loop {
        match (written.next(), known.next()) {
            (None, None) => return true,
            (Some(a), Some(b)) if same(a, b) => {}
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ranked(source: &str, logical: &LogicalType) -> Option<usize> {
        let tokens: TokenStream = source.parse().unwrap();
        RustType::of(&tokens.into_iter().collect::<Vec<_>>()).rank(logical)
    }

    #[test]
    fn types_are_known_by_their_names() {
        use LogicalType as L;
        for (source, logical, expected) in [
            ("String", &L::Text, Some(0)),
            ("Cow<'a, str>", &L::Text, Some(1)),
            ("&'a str", &L::Text, Some(5)),
            ("DateTime<Utc>", &L::TimestampWithTimeZone, Some(0)),
            ("chrono::DateTime<Utc>", &L::TimestampWithTimeZone, Some(0)),
            ("sqlx::types::Uuid", &L::Uuid, Some(0)),
            ("my::Uuid", &L::Uuid, None),
            ("DateTime", &L::TimestampWithTimeZone, None),
            ("DateTime", &L::Timestamp, Some(2)),
            ("i32", &L::Int64, None),
            ("[u8; 16]", &L::FixedBytes(16), Some(1)),
            ("Vec<u8>", &L::Bytes, Some(0)),
            ("Vec<String>", &L::Bytes, None),
        ] {
            assert_eq!(
                ranked(source, logical),
                expected,
                "{source} for {logical:?}"
            );
        }
    }
}
