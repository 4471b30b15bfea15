//! Finds the table, view or composite type that a struct stands for.

use std::sync::Arc;

use proc_macro2::Span;
use schema_model::snapshot::Kind;
use schema_model::{NameError, ObjectName};

use super::{Context, wording};
use crate::Rule;
use crate::case::table_names;
use crate::model::Named;
use crate::parse::unraw;
use crate::snapshot::{Column, OneOf, Relation, TypeDefinition};

/// What has the columns.
pub enum Source {
    /// A table or view.
    Relation(Arc<Relation>),
    /// A composite type.
    Composite(Arc<TypeDefinition>),
}

impl Source {
    /// The columns.
    pub fn columns(&self) -> &[Column] {
        match self {
            Self::Relation(relation) => &relation.columns,
            Self::Composite(ty) => ty.shape.composite.as_deref().unwrap_or_default(),
        }
    }

    /// The full name.
    pub fn name(&self) -> &ObjectName {
        match self {
            Self::Relation(relation) => &relation.name,
            Self::Composite(ty) => &ty.name,
        }
    }

    /// What to call it.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Relation(relation) => relation.word(),
            Self::Composite(_) => "composite type",
        }
    }

    /// The values that a CHECK constraint lists for a column.
    pub fn one_of(&self, column: &str) -> Option<&OneOf> {
        match self {
            Self::Relation(relation) => relation.one_of(column),
            Self::Composite(_) => None,
        }
    }
}

/// The source of a struct's columns; reported when there is none.
pub fn find(context: &Context<'_>) -> Option<Source> {
    let options = &context.model.options;
    if let Some(named) = options.types.first() {
        return find_composite(context, named);
    }
    match &options.table {
        Some(named) => find_table(context, named).map(Source::Relation),
        // That was reported when it was read.
        None if options.is_nameless => None,
        None => find_by_name(context).map(Source::Relation),
    }
}

/// The table or view of that name; reported when there is none.
pub fn find_table(context: &Context<'_>, named: &Named) -> Option<Arc<Relation>> {
    let name = parse_name(context, named)?;
    let found = context.read(named.span, context.snapshot.relation(&name))?;
    if found.is_none() {
        let names = context.snapshot.names(&[Kind::Table, Kind::View]);
        let help = wording::near_or_list(&named.name, &names, "tables and views");
        context.report.error(
            named.span,
            Rule::NoSuchTable,
            format!("the snapshot has no table or view `{name}`\nhelp: {help}"),
        );
    }
    found
}

/// The named type of that name; reported when there is none.
pub fn find_type(context: &Context<'_>, named: &Named) -> Option<Arc<TypeDefinition>> {
    let name = parse_name(context, named)?;
    let found = context.read(named.span, context.snapshot.type_definition(&name))?;
    if found.is_none() {
        let names = context.snapshot.names(&[Kind::Type]);
        let help = wording::near_or_list(&named.name, &names, "named types");
        context.report.error(
            named.span,
            Rule::NoSuchType,
            format!("the snapshot has no type `{name}`\nhelp: {help}"),
        );
    }
    found
}

fn parse_name(context: &Context<'_>, named: &Named) -> Option<ObjectName> {
    (named.name.parse())
        .map_err(|error: NameError| {
            let rule = Rule::UnknownAttribute;
            context.report.error(named.span, rule, error.to_string());
        })
        .ok()
}

fn find_composite(context: &Context<'_>, named: &Named) -> Option<Source> {
    let ty = find_type(context, named)?;
    if ty.shape.composite.is_none() {
        context.report.error(
            named.span,
            Rule::NoSuchType,
            format!(
                "type `{}` is not composite, so it has no columns\n\
                 help: a struct stands for a table, a view or a composite type; an enum stands for an enum type",
                ty.name
            ),
        );
        return None;
    }
    Some(Source::Composite(ty))
}

/// Without `table`, the struct's own name decides, in the singular or the plural.
fn find_by_name(context: &Context<'_>) -> Option<Arc<Relation>> {
    let span = context.item.name.span();
    let name = unraw(&context.item.name);
    let mut tried = table_names(&name).to_vec();
    tried.dedup();
    let mut found = Vec::new();
    for candidate in &tried {
        let candidate = ObjectName::bare(candidate);
        found.extend(context.read(span, context.snapshot.relation(&candidate))?);
    }
    match found.as_slice() {
        [only] => Some(only.clone()),
        [] => {
            report_not_found(context, span, &name, &tried);
            None
        }
        several => {
            let names: Vec<String> = several.iter().map(|found| found.name.to_string()).collect();
            context.report.error(
                span,
                Rule::NoSuchTable,
                format!(
                    "`{name}` may stand for {}\nhelp: say which, with `#[schema(table = \"{}\")]`",
                    wording::list(&names),
                    names.first().map_or("", String::as_str)
                ),
            );
            None
        }
    }
}

fn report_not_found(context: &Context<'_>, span: Span, name: &str, tried: &[String]) {
    let names = context.snapshot.names(&[Kind::Table, Kind::View]);
    let near = tried
        .iter()
        .find_map(|tried| schema_model::suggest::nearest(tried, names.iter().map(String::as_str)));
    let help = match near {
        Some(near) => format!("did you mean `#[schema(table = \"{near}\")]`?"),
        None => format!(
            "name it with `#[schema(table = \"…\")]`; the tables and views are {}",
            wording::list(&names)
        ),
    };
    context.report.error(
        span,
        Rule::NoSuchTable,
        format!(
            "the snapshot has no table or view for `{name}`; tried {}\nhelp: {help}",
            wording::list(tried)
        ),
    );
}
