//! What an item declares, for those who make a database from code: the same attributes, read by the
//! same rules, without a snapshot.
//!
//! Which table comes of it is not decided here.

mod rust_type;

use proc_macro2::{Span, TokenStream};
use schema_model::LogicalType;

pub use crate::model::{
    DefaultStatement, FieldModel, KeyStatement, Mode, Named, Options, VariantModel,
};
pub use rust_type::RustType;

use crate::Problem;
use crate::case::table_names;
use crate::model::Model;
use crate::parse::{Body, Item, parse_item, unraw};
use crate::report::Report;

/// An item with its attributes understood.
pub struct Declaration {
    /// The name of the struct or enum.
    pub name: String,
    /// Where the name is.
    pub span: Span,
    /// The names of a table that it stands for when it names none.
    pub own_names: [String; 2],
    /// What holds for all of it.
    pub options: Options,
    /// The fields of a struct, in order.
    pub fields: Vec<Field>,
    /// The variants of an enum, in order; none of a struct.
    pub variants: Option<Vec<Variant>>,
}

/// A field of a struct.
pub struct Field {
    /// Its name; a number in a tuple struct.
    pub name: String,
    /// Where it is.
    pub span: Span,
    /// What its attributes say.
    pub model: FieldModel,
    /// Its type.
    pub ty: RustType,
}

/// A variant of an enum.
pub struct Variant {
    /// Its name.
    pub name: String,
    /// Where it is.
    pub span: Span,
    /// What its attributes say.
    pub model: VariantModel,
    /// Whether it carries data.
    pub has_data: bool,
}

/// Reads an item, with what is wrong with its attributes.
pub fn declaration(input: TokenStream) -> (Option<Declaration>, Vec<Problem>) {
    let report = Report::default();
    let declaration = parse_item(input, &report).map(|item| {
        let model = Model::of(&item, &report);
        Declaration::of(item, model)
    });
    (declaration, report.into_problems())
}

impl Declaration {
    fn of(item: Item, model: Model) -> Self {
        let name = unraw(&item.name);
        let (mut fields, mut variants) = (Vec::new(), None);
        match item.body {
            Body::Struct(parsed) => {
                let parsed = parsed.into_iter().zip(model.fields).enumerate();
                fields.extend(parsed.map(|(at, (field, model))| Field {
                    name: field.name.as_ref().map_or_else(|| at.to_string(), unraw),
                    span: field.name_span(),
                    ty: RustType::of(&field.tokens),
                    model,
                }));
            }
            Body::Enum(parsed) => {
                let parsed = parsed.into_iter().zip(model.variants);
                let of = parsed.map(|(variant, model)| Variant {
                    name: unraw(&variant.name),
                    span: variant.name.span(),
                    has_data: variant.has_data,
                    model,
                });
                variants = Some(of.collect());
            }
        }
        Self {
            own_names: table_names(&name),
            name,
            span: item.name.span(),
            options: model.options,
            fields,
            variants,
        }
    }
}

/// Whether two names of a native type are the same but for how they are spelled.
pub fn same_type(one: &str, other: &str) -> bool {
    crate::check::same_type(one, other)
}

/// Whether two expressions are the same but for how they are printed.
pub fn same_expression(one: &str, other: &str) -> bool {
    crate::check::same_expression(one, other)
}

/// Whether two defaults of a column are the same but for how they are printed.
pub fn same_default(one: &str, other: &str, column: &LogicalType) -> bool {
    crate::check::same_default(one, other, column)
}

/// `table.column`, with or without the namespace of the table, as the table's name and the column's.
pub fn split_column(text: &str) -> Option<(&str, String)> {
    crate::check::split_column(text)
}
