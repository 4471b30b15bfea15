//! Which table and columns an item stands for, by its attributes alone.
//!
//! This looks at no snapshot and judges nothing, so that what is no longer in the schema is found
//! too: the struct that still maps a dropped column.

use proc_macro2::{Span, TokenStream};

use crate::case::table_names;
use crate::model::{Mode, Model, Options};
use crate::parse::{Body, parse_item, unraw};
use crate::report::Report;

/// What an item stands for.
#[derive(Debug, Clone)]
pub struct Mapping {
    /// The name of the struct or enum.
    pub name: String,
    /// Where the name is.
    pub span: Span,
    /// The database, where it is another than the project's own.
    pub database: Option<String>,
    /// The table or view, as it is written; the namespace may be left out.
    pub table: Option<String>,
    /// The names of the table or view that it may mean: the one that is written, or its own.
    pub table_names: Vec<String>,
    /// What the table was called before.
    pub renamed_from: Option<String>,
    /// Whether it has a field for every column, and needs one for a column that comes.
    pub is_complete: bool,
    /// The fields that stand for a column.
    pub fields: Vec<MappedField>,
    /// The named types that it stands for.
    pub types: Vec<String>,
    /// The columns whose values an enum lists, as `table.column`.
    pub columns: Vec<String>,
    /// The variants of an enum, by the names that they have in the program.
    pub variants: Vec<String>,
}

/// A field that stands for a column.
#[derive(Debug, Clone)]
pub struct MappedField {
    /// The field.
    pub name: String,
    /// The column.
    pub column: String,
    /// What the column was called before.
    pub renamed_from: Option<String>,
    /// Whether the field can be NULL, as far as its spelling says.
    pub is_option: bool,
    /// Where it is.
    pub span: Span,
}

/// Which table and columns an item stands for; `None` for what is neither struct nor enum.
pub fn map_item(input: TokenStream) -> Option<Mapping> {
    let report = Report::default();
    let item = parse_item(input, &report)?;
    let model = Model::of(&item, &report);
    let Options {
        table,
        types,
        columns,
        database,
        renamed_from,
        ..
    } = &model.options;
    let name = |named: &crate::model::Named| named.name.clone();
    let (fields, variants) = match &item.body {
        Body::Struct(_) => (fields(&item.body, &model), Vec::new()),
        Body::Enum(variants) => {
            let names = variants.iter().map(|variant| variant.name.to_string());
            (Vec::new(), names.collect())
        }
    };
    Some(Mapping {
        name: item.name.to_string(),
        span: item.name.span(),
        database: database.as_ref().map(name),
        table: table.as_ref().map(name),
        table_names: match table {
            Some(table) => vec![table.name.clone()],
            None if matches!(item.body, Body::Struct(_)) && types.is_empty() => {
                table_names(&unraw(&item.name)).to_vec()
            }
            None => Vec::new(),
        },
        renamed_from: renamed_from.as_ref().map(name),
        is_complete: is_complete(&model),
        fields,
        types: types.iter().map(name).collect(),
        columns: columns.iter().map(name).collect(),
        variants,
    })
}

fn is_complete(model: &Model) -> bool {
    let is_open = model.fields.iter().any(|field| field.flatten);
    model.options.mode == Mode::Row && !model.options.partial && !is_open
}

fn fields(body: &Body, model: &Model) -> Vec<MappedField> {
    let Body::Struct(fields) = body else {
        return Vec::new();
    };
    let mapped = fields.iter().zip(&model.fields);
    let mapped = mapped.filter(|(_, model)| !model.skip && !model.flatten);
    mapped
        .filter_map(|(field, model)| {
            let name = field.name.as_ref()?;
            Some(MappedField {
                name: name.to_string(),
                column: model.column.as_ref()?.name.clone(),
                renamed_from: model.renamed_from.as_ref().map(|old| old.name.clone()),
                is_option: field
                    .tokens
                    .iter()
                    .any(|token| token.to_string() == "Option"),
                span: name.span(),
            })
        })
        .collect()
}
