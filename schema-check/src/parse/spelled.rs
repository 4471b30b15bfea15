//! How a type is written. What it means is for the compiler to say.

use proc_macro2::{Delimiter, Spacing, TokenTree};

use super::attribute::unraw;
use super::cursor::Cursor;

/// A type as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spelled {
    /// `a::b::Name<…>`; arguments only at the end.
    Path {
        /// Whether it starts with `::`.
        leading: bool,
        /// The names.
        segments: Vec<String>,
        /// The arguments of the last one.
        arguments: Vec<Argument>,
    },
    /// `&'a T`.
    Reference {
        /// The lifetime with its quote.
        lifetime: Option<String>,
        /// What it refers to.
        inner: Box<Spelled>,
    },
    /// `[T]`.
    Slice(Box<Spelled>),
    /// `[T; N]`.
    Array(Box<Spelled>, String),
    /// Anything else.
    Other,
}

/// An argument of a generic type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Argument {
    /// `'a`.
    Lifetime(String),
    /// A type; constants end up here too.
    Type(Spelled),
}

impl Spelled {
    /// Reads the tokens of a type.
    pub fn parse(tokens: &[TokenTree]) -> Self {
        match tokens {
            [TokenTree::Ident(name)] => Self::name(unraw(name)),
            [TokenTree::Punct(punct), rest @ ..] if punct.as_char() == '&' => parse_reference(rest),
            [TokenTree::Group(group)] if group.delimiter() == Delimiter::Bracket => {
                parse_brackets(Cursor::new(group.stream()))
            }
            [TokenTree::Group(group)] if group.delimiter() == Delimiter::None => {
                Self::parse(&group.stream().into_iter().collect::<Vec<_>>())
            }
            _ => parse_path(tokens).unwrap_or(Self::Other),
        }
    }

    /// Every path in the type without its arguments, and whether it starts with `::`.
    pub fn for_each_name(&self, tell: &mut impl FnMut(bool, &[String])) {
        match self {
            Self::Path {
                leading,
                segments,
                arguments,
            } => {
                tell(*leading, segments);
                for argument in arguments {
                    if let Argument::Type(ty) = argument {
                        ty.for_each_name(tell);
                    }
                }
            }
            Self::Reference { inner, .. } | Self::Slice(inner) | Self::Array(inner, _) => {
                inner.for_each_name(tell);
            }
            Self::Other => {}
        }
    }

    /// A path without its arguments; what is no path stays as it is.
    pub fn without_arguments(&self) -> Self {
        match self {
            Self::Path {
                leading, segments, ..
            } => Self::Path {
                leading: *leading,
                segments: segments.clone(),
                arguments: Vec::new(),
            },
            other => other.clone(),
        }
    }

    fn name(name: String) -> Self {
        Self::Path {
            leading: false,
            segments: vec![name],
            arguments: Vec::new(),
        }
    }
}

fn parse_reference(tokens: &[TokenTree]) -> Spelled {
    let (lifetime, rest) = match tokens {
        [TokenTree::Punct(quote), TokenTree::Ident(name), rest @ ..] if quote.as_char() == '\'' => {
            (Some(format!("'{name}")), rest)
        }
        _ => (None, tokens),
    };
    if matches!(rest.first(), Some(TokenTree::Ident(word)) if word == "mut") {
        return Spelled::Other;
    }
    Spelled::Reference {
        lifetime,
        inner: Spelled::parse(rest).into(),
    }
}

fn parse_brackets(mut cursor: Cursor) -> Spelled {
    let mut element = Vec::new();
    while let Some(token) = cursor.next() {
        if matches!(&token, TokenTree::Punct(punct) if punct.as_char() == ';') {
            let length: proc_macro2::TokenStream = std::iter::from_fn(|| cursor.next()).collect();
            return Spelled::Array(Spelled::parse(&element).into(), length.to_string());
        }
        element.push(token);
    }
    Spelled::Slice(Spelled::parse(&element).into())
}

fn parse_path(tokens: &[TokenTree]) -> Option<Spelled> {
    let (leading, mut rest) = match after_colons(tokens) {
        Some(rest) => (true, rest),
        None => (false, tokens),
    };
    let mut segments = Vec::new();
    loop {
        let [TokenTree::Ident(name), after @ ..] = rest else {
            return None;
        };
        segments.push(unraw(name));
        match after {
            [] => break,
            [TokenTree::Punct(open), inside @ ..] if open.as_char() == '<' => {
                return Some(Spelled::Path {
                    leading,
                    segments,
                    arguments: parse_arguments(inside)?,
                });
            }
            _ => rest = after_colons(after)?,
        }
    }
    // `dyn Trait` and the like are two identifiers without colons and do not get here.
    Some(Spelled::Path {
        leading,
        segments,
        arguments: Vec::new(),
    })
}

fn after_colons(tokens: &[TokenTree]) -> Option<&[TokenTree]> {
    match tokens {
        [TokenTree::Punct(first), TokenTree::Punct(second), rest @ ..]
            if first.as_char() == ':'
                && first.spacing() == Spacing::Joint
                && second.as_char() == ':' =>
        {
            Some(rest)
        }
        _ => None,
    }
}

/// The tokens after `<`, with the `>` that closes it at the very end.
fn parse_arguments(tokens: &[TokenTree]) -> Option<Vec<Argument>> {
    let [inside @ .., TokenTree::Punct(close)] = tokens else {
        return None;
    };
    if close.as_char() != '>' {
        return None;
    }
    let mut cursor = Cursor::over(inside.to_vec());
    let mut arguments = Vec::new();
    while !cursor.is_empty() {
        let tokens = cursor.until_comma();
        arguments.push(match tokens.as_slice() {
            [TokenTree::Punct(quote), TokenTree::Ident(name)] if quote.as_char() == '\'' => {
                Argument::Lifetime(format!("'{name}"))
            }
            _ => Argument::Type(Spelled::parse(&tokens)),
        });
    }
    Some(arguments)
}
