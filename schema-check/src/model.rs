//! What the attributes of an item mean: which table, which column, which variant.

mod field;
mod options;
mod variant;

pub use field::{DefaultStatement, FieldModel, SourceType};
pub use options::{KeyStatement, Mode, Options};
pub use variant::VariantModel;

use proc_macro2::Span;

use crate::Rule;
use crate::case::Case;
use crate::parse::{Body, Entry, Item, Namespace};
use crate::report::Report;

/// A name and where it is written.
#[derive(Debug, Clone)]
pub struct Named {
    /// The name.
    pub name: String,
    /// Where it is written.
    pub span: Span,
}

/// An item with its attributes understood.
pub struct Model {
    /// What holds for the whole item.
    pub options: Options,
    /// One for each field of a struct, in order.
    pub fields: Vec<FieldModel>,
    /// One for each variant of an enum, in order.
    pub variants: Vec<VariantModel>,
}

impl Model {
    /// Understands an item; entries that make no sense are reported.
    pub fn of(item: &Item, report: &Report) -> Self {
        report_repeated(item, report);
        let options = Options::of(item, report);
        let (mut fields, mut variants) = (Vec::new(), Vec::new());
        match &item.body {
            Body::Struct(parsed) => {
                fields = parsed
                    .iter()
                    .map(|field| FieldModel::of(field, &options, report))
                    .collect();
            }
            Body::Enum(parsed) => {
                variants = parsed
                    .iter()
                    .map(|variant| VariantModel::of(variant, &options, report))
                    .collect();
            }
        }
        Self {
            options,
            fields,
            variants,
        }
    }
}

/// Words of ours that an item may have more than once.
const REPEATABLE: &[&str] = &["type", "column", "ignore", "unique", "index"];

/// Reports words that are said twice: one of them would be ignored.
fn report_repeated(item: &Item, report: &Report) {
    report_repeated_in(&item.attributes, REPEATABLE, report);
    match &item.body {
        Body::Struct(fields) => fields
            .iter()
            .for_each(|field| report_repeated_in(&field.attributes, &[], report)),
        Body::Enum(variants) => variants
            .iter()
            .for_each(|variant| report_repeated_in(&variant.attributes, &[], report)),
    }
}

fn report_repeated_in(entries: &[Entry], repeatable: &[&str], report: &Report) {
    let ours = |entry: &&Entry| entry.namespace == Namespace::Schema;
    for (index, entry) in entries.iter().enumerate() {
        let before = entries[..index].iter().filter(ours);
        let repeated = ours(&entry) && before.map(|entry| &entry.word).any(|w| *w == entry.word);
        if repeated && !repeatable.contains(&entry.word.as_str()) {
            report.error(
                entry.span,
                Rule::SaidTwice,
                format!("`{}` is said twice\nhelp: remove one of them", entry.word),
            );
        }
    }
}

/// The convention that an entry names.
fn case_of(entry: &Entry, report: &Report) -> Option<Case> {
    let word = entry.text(report)?;
    let case = Case::of(&word.name);
    if case.is_none() && entry.namespace == Namespace::Schema {
        let words: Vec<&str> = Case::all().map(|case| case.word).collect();
        report.error(
            word.span,
            Rule::UnknownAttribute,
            format!(
                "`{}` is not a case convention\nhelp: use one of `{}`",
                word.name,
                words.join("`, `")
            ),
        );
    }
    case
}

/// Reports an entry of ours that we do not know.
fn unknown_word(entry: &Entry, place: &str, known: &[&str], report: &Report) {
    if entry.namespace != Namespace::Schema {
        return;
    }
    let help = match schema_model::suggest::nearest(&entry.word, known.iter().copied()) {
        // The nearest word says nothing of what is meant.
        _ if entry.word == "view" && known.contains(&"table") => {
            "a view is named as a table is: did you mean `table`?".into()
        }
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("the words for {place} are `{}`", known.join("`, `")),
    };
    report.error(
        entry.span,
        Rule::UnknownAttribute,
        format!(
            "`#[schema({})]` means nothing on {place}\nhelp: {help}",
            entry.word
        ),
    );
}
