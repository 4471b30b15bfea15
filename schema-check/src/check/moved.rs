//! Warns of attributes that waited for a change of the database, once the snapshot has the change.

use super::Context;
use super::relation::Source;
use crate::Rule;
use crate::model::FieldModel;
use crate::parse::unraw;
use crate::snapshot::Column;
use proc_macro2::Span;

/// The table is here, and its old name is not.
pub fn report_table(context: &Context<'_>) {
    let options = &context.model.options;
    let what = format!("the table of `{}`", unraw(&context.item.name));
    report(
        context,
        &what,
        options.renamed_from.as_ref().map(|old| old.span),
        options.pending,
    );
}

/// The column is here, and its old name is not.
pub fn report_column(context: &Context<'_>, source: &Source, column: &Column, model: &FieldModel) {
    let old = model.renamed_from.as_ref().map(|old| old.span);
    // Every field comes here, and hardly one of them needs the name of its column in a sentence.
    if old.is_some() || model.pending.is_some() {
        report(context, &source.place(column), old, model.pending);
    }
}

/// Reports whichever attribute there is.
pub fn report(context: &Context<'_>, what: &str, renamed: Option<Span>, pending: Option<Span>) {
    for (word, span) in [("renamed_from", renamed), ("pending", pending)] {
        if let Some(span) = span {
            context.report.warning(
                span,
                Rule::HasMoved,
                format!("{what} is in the snapshot now; remove `{word}`"),
            );
        }
    }
}
