//! The attributes that say how an item maps to the database.
//!
//! `#[schema(…)]` is ours; those of sqlx, diesel and sea-orm are read where they say the same thing.

use proc_macro2::{Delimiter, Group, Ident, Literal, Span, TokenTree};

use super::cursor::Cursor;
use crate::Rule;
use crate::model::Named;
use crate::report::Report;

/// Whose attribute it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Namespace {
    /// `#[schema(…)]`.
    Schema,
    /// `#[sqlx(…)]`.
    Sqlx,
    /// `#[diesel(…)]`.
    Diesel,
    /// `#[sea_orm(…)]`.
    SeaOrm,
    /// `#[derive(…)]`, or `#[cfg_attr(…)]` where the compiler has not replaced it; one entry has all.
    Derive,
}

/// One entry of an attribute: `word`, `word = value`, or `word(a, b)`.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Whose it is.
    pub namespace: Namespace,
    /// The word.
    pub word: String,
    /// Where the word is.
    pub span: Span,
    /// What follows it.
    pub value: Value,
}

/// What follows the word of an entry.
#[derive(Debug, Clone)]
pub enum Value {
    /// Nothing.
    None,
    /// `= "text"`.
    Text(String, Span),
    /// `= something else`: the tokens as text.
    Code(String, Span),
    /// `(a, b)`: each element as text, strings without their quotes.
    List(Vec<(String, Span)>),
}

impl Entry {
    /// The text of `word = "text"`; anything else is reported.
    pub fn text(&self, report: &Report) -> Option<Named> {
        match &self.value {
            Value::Text(text, span) => Some(Named {
                name: text.clone(),
                span: *span,
            }),
            _ => {
                if self.namespace == Namespace::Schema {
                    report.error(
                        self.span,
                        Rule::UnknownAttribute,
                        format!("`{0}` needs a text\nhelp: write `{0} = \"…\"`", self.word),
                    );
                }
                None
            }
        }
    }

    /// The text or the last name of the path after `word =`.
    pub fn path_or_text(&self) -> Option<Named> {
        match &self.value {
            Value::Text(text, span) => Some(Named {
                name: text.clone(),
                span: *span,
            }),
            Value::Code(code, span) => Some(Named {
                name: code.rsplit("::").next().unwrap_or(code).trim().to_owned(),
                span: *span,
            }),
            _ => None,
        }
    }

    /// Where a word stands that needs nothing after it; what follows is reported, since it would be
    /// a check that does not happen.
    pub fn flag(&self, report: &Report) -> Span {
        if self.namespace == Namespace::Schema && !matches!(self.value, Value::None) {
            let meant = match &self.value {
                Value::Text(text, _) if ["insert", "update"].contains(&&*self.word) => {
                    format!("`table = {text:?}, {}`", self.word)
                }
                _ => format!("`{}` alone", self.word),
            };
            report.error(
                self.span,
                Rule::UnknownAttribute,
                format!("`{}` takes no value\nhelp: write {meant}", self.word),
            );
        }
        self.span
    }

    /// Whether the word is there; as [`Self::flag`].
    pub fn is_set(&self, report: &Report) -> bool {
        self.flag(report);
        true
    }

    /// The elements of `word(a, b)`; anything else is reported.
    pub fn list(&self, report: &Report) -> Vec<Named> {
        match &self.value {
            Value::List(elements) => elements
                .iter()
                .map(|(name, span)| Named {
                    name: name.clone(),
                    span: *span,
                })
                .collect(),
            _ => {
                report.error(
                    self.span,
                    Rule::UnknownAttribute,
                    format!("`{0}` needs a list\nhelp: write `{0}(a, b)`", self.word),
                );
                Vec::new()
            }
        }
    }
}

/// Reads the attributes at the cursor and keeps those that we understand.
pub fn parse_attributes(cursor: &mut Cursor, report: &Report) -> Vec<Entry> {
    let mut entries = Vec::new();
    while cursor.take_punct('#') {
        if let Some(group) = cursor.next_group() {
            parse_attribute(&group, &mut entries, report);
        }
    }
    entries
}

fn parse_attribute(group: &Group, entries: &mut Vec<Entry>, report: &Report) {
    let mut tokens = group.stream().into_iter();
    let Some(TokenTree::Ident(name)) = tokens.next() else {
        return;
    };
    let Some(namespace) = namespace_of(&name) else {
        return;
    };
    match tokens.next() {
        Some(TokenTree::Group(list)) if namespace == Namespace::Derive => entries.push(Entry {
            namespace,
            word: list.stream().to_string(),
            span: name.span(),
            value: Value::None,
        }),
        Some(TokenTree::Group(list)) if list.delimiter() == Delimiter::Parenthesis => {
            let mut cursor = Cursor::new(list.stream());
            while !cursor.is_empty() {
                match parse_entry(&mut cursor, namespace, report) {
                    Some(entry) => entries.push(entry),
                    None => break,
                }
            }
        }
        _ if namespace == Namespace::Schema => report.error(
            name.span(),
            Rule::UnknownAttribute,
            "`#[schema]` needs a list\nhelp: write `#[schema(…)]`, as in `#[schema(table = \"users\")]`",
        ),
        _ => {}
    }
}

fn namespace_of(name: &Ident) -> Option<Namespace> {
    [
        ("schema", Namespace::Schema),
        ("sqlx", Namespace::Sqlx),
        ("diesel", Namespace::Diesel),
        ("sea_orm", Namespace::SeaOrm),
        ("derive", Namespace::Derive),
        ("cfg_attr", Namespace::Derive),
    ]
    .into_iter()
    .find(|(word, _)| name == word)
    .map(|(_, namespace)| namespace)
}

/// One entry; the comma after it is taken too.
fn parse_entry(cursor: &mut Cursor, namespace: Namespace, report: &Report) -> Option<Entry> {
    let mut tokens = cursor.until_comma();
    if namespace == Namespace::Schema {
        cut_at_missing_comma(&mut tokens, report);
    }
    let first = tokens.first()?;
    let span = first.span();
    let word = match first {
        TokenTree::Ident(ident) => unraw(ident),
        other => other.to_string(),
    };
    let value = match &tokens[1..] {
        [TokenTree::Punct(equals), TokenTree::Literal(literal)] if equals.as_char() == '=' => {
            match text_of(literal) {
                Some(text) => Value::Text(text, literal.span()),
                None => Value::Code(literal.to_string(), literal.span()),
            }
        }
        [TokenTree::Punct(equals), rest @ ..] if equals.as_char() == '=' => {
            let span = rest.first().map_or(span, TokenTree::span);
            let code = rest.iter().cloned().collect::<proc_macro2::TokenStream>();
            Value::Code(code.to_string(), span)
        }
        [TokenTree::Group(list)] => Value::List(parse_list(list)),
        _ => Value::None,
    };
    Some(Entry {
        namespace,
        word,
        span,
        value,
    })
}

/// Reports what follows a whole entry of ours, and takes it away: nothing is ignored in silence.
fn cut_at_missing_comma(tokens: &mut Vec<TokenTree>, report: &Report) {
    let whole = match tokens.as_slice() {
        [_, TokenTree::Punct(equals), TokenTree::Literal(_), ..] if equals.as_char() == '=' => 3,
        [_, TokenTree::Punct(equals), ..] if equals.as_char() == '=' => return,
        [_, TokenTree::Group(_), ..] => 2,
        _ => 1,
    };
    if let Some(next) = tokens.get(whole) {
        report.error(
            next.span(),
            Rule::UnknownAttribute,
            format!("`{next}` is not separated from what stands before it\nhelp: write a comma before `{next}`"),
        );
        tokens.truncate(whole);
    }
}

fn parse_list(group: &Group) -> Vec<(String, Span)> {
    let mut cursor = Cursor::new(group.stream());
    let mut elements = Vec::new();
    while !cursor.is_empty() {
        let tokens = cursor.until_comma();
        let Some(first) = tokens.first() else { break };
        let text = match tokens.as_slice() {
            [TokenTree::Literal(literal)] => {
                text_of(literal).unwrap_or_else(|| literal.to_string())
            }
            [TokenTree::Ident(ident)] => unraw(ident),
            _ => tokens
                .iter()
                .cloned()
                .collect::<proc_macro2::TokenStream>()
                .to_string(),
        };
        elements.push((text, first.span()));
    }
    elements
}

/// The name without `r#`.
pub fn unraw(ident: &Ident) -> String {
    let text = ident.to_string();
    match text.strip_prefix("r#") {
        Some(plain) => plain.to_owned(),
        None => text,
    }
}

/// The text of a string literal, with its escapes undone; `None` for other literals.
pub fn text_of(literal: &Literal) -> Option<String> {
    let source = literal.to_string();
    if let Some(raw) = source.strip_prefix('r') {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        let inner = &raw[hashes..raw.len().checked_sub(hashes)?];
        return Some(inner.strip_prefix('"')?.strip_suffix('"')?.to_owned());
    }
    unescape(source.strip_prefix('"')?.strip_suffix('"')?)
}

fn unescape(inner: &str) -> Option<String> {
    let mut text = String::with_capacity(inner.len());
    let mut rest = inner.chars();
    while let Some(character) = rest.next() {
        if character != '\\' {
            text.push(character);
            continue;
        }
        match rest.next()? {
            'n' => text.push('\n'),
            'r' => text.push('\r'),
            't' => text.push('\t'),
            '0' => text.push('\0'),
            'x' => {
                let digits: String = rest.by_ref().take(2).collect();
                text.push(char::from(u8::from_str_radix(&digits, 16).ok()?));
            }
            'u' => {
                let digits: String = rest
                    .by_ref()
                    .skip(1)
                    .take_while(|c| *c != '}')
                    .filter(|c| *c != '_')
                    .collect();
                text.push(char::from_u32(u32::from_str_radix(&digits, 16).ok()?)?);
            }
            '\n' => {
                let after = rest.as_str().trim_start();
                rest = after.chars();
            }
            other => text.push(other),
        }
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_read_as_rustc_reads_them() {
        for (source, expected) in [
            (r#""plain""#, Some("plain")),
            (r#""a\"b\\c\n\u{1F980}\x41""#, Some("a\"b\\c\n🦀A")),
            (r###"r#"raw " text"#"###, Some("raw \" text")),
            ("1", None),
        ] {
            let literal: Literal = source.parse().unwrap();
            assert_eq!(text_of(&literal).as_deref(), expected, "{source}");
        }
    }
}
