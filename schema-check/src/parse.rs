//! From tokens to the parts of an item that the check looks at.
//!
//! What rustc accepts as a derive's input is accepted here; nothing is validated twice.

mod attribute;
mod cursor;
mod generics;
mod spelled;

pub use attribute::{Entry, Namespace, Value, text_of, unraw};
pub use generics::Generics;
pub use spelled::{Argument, Spelled};

use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};

use self::cursor::Cursor;
use crate::Rule;
use crate::report::Report;

/// A struct or enum that derives `SchemaChecked`.
pub struct Item {
    /// Name.
    pub name: Ident,
    /// Generic parameters and where clause.
    pub generics: Generics,
    /// Entries of the attributes that we understand.
    pub attributes: Vec<Entry>,
    /// Fields or variants.
    pub body: Body,
}

/// What an item consists of.
pub enum Body {
    /// The fields of a struct.
    Struct(Vec<Field>),
    /// The variants of an enum.
    Enum(Vec<Variant>),
}

/// A field of a struct.
pub struct Field {
    /// Name; `None` in a tuple struct.
    pub name: Option<Ident>,
    /// Entries of the attributes that we understand.
    pub attributes: Vec<Entry>,
    /// The tokens of its type.
    pub tokens: Vec<TokenTree>,
}

impl Field {
    /// The smallest place to blame for the name.
    pub fn name_span(&self) -> Span {
        self.name
            .as_ref()
            .map_or_else(|| self.type_span(), Ident::span)
    }

    /// Where the type starts.
    pub fn type_span(&self) -> Span {
        self.type_spans()[0]
    }

    /// Where the type starts and where it ends.
    pub fn type_spans(&self) -> [Span; 2] {
        let span = |token: Option<&TokenTree>| token.map_or_else(Span::call_site, TokenTree::span);
        [span(self.tokens.first()), span(self.tokens.last())]
    }
}

/// A variant of an enum.
pub struct Variant {
    /// Name.
    pub name: Ident,
    /// Entries of the attributes that we understand.
    pub attributes: Vec<Entry>,
    /// The text of the discriminant, if it is given.
    pub discriminant: Option<String>,
    /// Whether it carries data.
    pub has_data: bool,
}

/// Reads an item. `None` after an error that leaves nothing to expand.
pub fn parse_item(input: TokenStream, report: &Report) -> Option<Item> {
    let mut cursor = Cursor::new(input);
    let attributes = attribute::parse_attributes(&mut cursor, report);
    cursor.skip_visibility();
    let keyword = cursor.next_ident()?;
    let name = cursor.next_ident()?;
    let mut generics = generics::parse_parameters(&mut cursor);
    let body = match keyword.to_string().as_str() {
        "struct" => parse_struct(&mut cursor, &mut generics, report),
        "enum" => parse_enum(&mut cursor, &mut generics, report),
        _ => {
            report.error(
                keyword.span(),
                Rule::WrongItem,
                "`SchemaChecked` is for structs and enums; a union has no columns",
            );
            return None;
        }
    };
    Some(Item {
        name,
        generics,
        attributes,
        body,
    })
}

fn parse_struct(cursor: &mut Cursor, generics: &mut Generics, report: &Report) -> Body {
    generics.clause = generics::parse_clause(cursor);
    let fields = match cursor.next_group() {
        Some(group) if group.delimiter() == Delimiter::Brace => {
            parse_fields(group.stream(), true, report)
        }
        Some(group) => parse_fields(group.stream(), false, report),
        None => Vec::new(),
    };
    if generics.clause.is_empty() {
        // The clause of a tuple struct follows its fields.
        generics.clause = generics::parse_clause(cursor);
    }
    Body::Struct(fields)
}

fn parse_fields(stream: TokenStream, named: bool, report: &Report) -> Vec<Field> {
    let mut cursor = Cursor::new(stream);
    let mut fields = Vec::new();
    while !cursor.is_empty() {
        let attributes = attribute::parse_attributes(&mut cursor, report);
        cursor.skip_visibility();
        let name = if named { cursor.next_ident() } else { None };
        if named {
            cursor.take_punct(':');
        }
        let tokens = ungrouped(cursor.until_comma());
        if tokens.is_empty() {
            break;
        }
        fields.push(Field {
            name,
            attributes,
            tokens,
        });
    }
    fields
}

/// The tokens of a type; one that a macro was given as `$ty:ty` comes in an invisible group.
fn ungrouped(tokens: Vec<TokenTree>) -> Vec<TokenTree> {
    match tokens.as_slice() {
        [TokenTree::Group(group)] if group.delimiter() == Delimiter::None => {
            ungrouped(group.stream().into_iter().collect())
        }
        _ => tokens,
    }
}

fn parse_enum(cursor: &mut Cursor, generics: &mut Generics, report: &Report) -> Body {
    generics.clause = generics::parse_clause(cursor);
    let Some(group) = cursor.next_group() else {
        return Body::Enum(Vec::new());
    };
    let mut cursor = Cursor::new(group.stream());
    let mut variants = Vec::new();
    while !cursor.is_empty() {
        let attributes = attribute::parse_attributes(&mut cursor, report);
        let Some(name) = cursor.next_ident() else {
            break;
        };
        let has_data = cursor.next_group().is_some();
        let discriminant = cursor.take_punct('=').then(|| {
            cursor
                .until_comma()
                .into_iter()
                .collect::<TokenStream>()
                .to_string()
        });
        cursor.take_punct(',');
        variants.push(Variant {
            name,
            attributes,
            discriminant,
            has_data,
        });
    }
    Body::Enum(variants)
}
