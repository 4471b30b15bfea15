//! What a variant of an enum stands for.

use proc_macro2::Span;

use super::{Named, Options, unknown_word};
use crate::parse::{Namespace, Variant, unraw};
use crate::report::Report;

/// A variant with its attributes understood.
#[derive(Debug)]
pub struct VariantModel {
    /// The text that the database holds for it.
    pub text: String,
    /// Whether the text was given for this variant alone.
    pub renamed: bool,
    /// Takes every value that no other variant stands for.
    pub other: bool,
    /// Stands for no value of the database.
    pub skip: bool,
    /// What the value was called before.
    pub renamed_from: Option<Named>,
    /// The value is still to come.
    pub pending: Option<Span>,
}

const WORDS: &[&str] = &["rename", "other", "skip", "renamed_from", "pending"];

impl VariantModel {
    /// Reads the entries of a variant.
    pub fn of(variant: &Variant, options: &Options, report: &Report) -> Self {
        use Namespace::{Schema, SeaOrm, Sqlx};
        let (mut ours, mut theirs) = (None, None);
        let (mut other, mut skip) = (false, false);
        let (mut renamed_from, mut pending) = (None, None);
        for entry in &variant.attributes {
            match (entry.namespace, entry.word.as_str()) {
                (Schema, "rename") => ours = entry.text(report),
                (Schema, "other") => other = entry.is_set(report),
                (Schema, "skip") => skip = entry.is_set(report),
                (Schema, "renamed_from") => renamed_from = entry.text(report),
                (Schema, "pending") => pending = Some(entry.flag(report)),
                (Sqlx, "rename") | (SeaOrm, "string_value" | "num_value") => {
                    theirs = entry.path_or_text();
                }
                _ => unknown_word(entry, "a variant", WORDS, report),
            }
        }
        let given = ours.or(theirs).map(|named| named.name);
        let plain = unraw(&variant.name);
        Self {
            renamed: given.is_some(),
            text: given.unwrap_or_else(|| match options.rename_all {
                Some(case) => case.apply(&plain),
                None => plain,
            }),
            other,
            skip,
            renamed_from,
            pending,
        }
    }
}
