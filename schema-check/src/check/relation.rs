//! Finds the table, view or composite type that a struct stands for.

use std::sync::Arc;

use proc_macro2::Span;
use schema_model::snapshot::Kind;
use schema_model::{NameError, ObjectName};

use super::{Context, moved, wording};
use crate::Rule;
use crate::case::table_names;
use crate::model::Named;
use crate::parse::unraw;
use crate::snapshot::{Column, OneOf, Relation, TypeDefinition, column_of_domain};

/// What has the columns.
pub enum Source {
    /// A table or view.
    Relation(Arc<Relation>),
    /// A composite type.
    Composite(Arc<TypeDefinition>),
    /// A domain, and the one column that it would be.
    Domain(Arc<TypeDefinition>, Box<Column>),
}

impl Source {
    /// The columns.
    pub fn columns(&self) -> &[Column] {
        match self {
            Self::Relation(relation) => &relation.columns,
            Self::Composite(ty) => ty.shape.composite.as_deref().unwrap_or_default(),
            Self::Domain(_, column) => std::slice::from_ref(column),
        }
    }

    /// The full name.
    pub fn name(&self) -> &ObjectName {
        match self {
            Self::Relation(relation) => &relation.name,
            Self::Composite(ty) | Self::Domain(ty, _) => &ty.name,
        }
    }

    /// Whether it is a view.
    pub fn is_view(&self) -> bool {
        matches!(self, Self::Relation(relation) if relation.view.is_some())
    }

    /// What to call it.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Relation(relation) => relation.word(),
            Self::Composite(_) => "composite type",
            Self::Domain(..) => "domain",
        }
    }

    /// A column in a sentence: ``column `users.email` ``.
    pub fn place(&self, column: &Column) -> String {
        match self {
            Self::Domain(ty, _) => format!("domain `{}`", ty.name),
            _ => format!("column `{}.{}`", self.name(), column.name),
        }
    }

    /// The values that a CHECK constraint lists for a column.
    pub fn one_of(&self, column: &str) -> Option<&OneOf> {
        match self {
            Self::Relation(relation) => relation.one_of(column),
            Self::Composite(_) | Self::Domain(..) => None,
        }
    }
}

/// The source of a struct's columns; reported when there is none.
pub fn find(context: &Context<'_>) -> Option<Source> {
    let options = &context.model.options;
    if let Some(named) = options.types.first() {
        return find_shape(context, named);
    }
    // That was reported when it was read.
    if options.is_nameless {
        return None;
    }
    match find_moved(context)? {
        Moved::Found(relation) => Some(Source::Relation(relation)),
        Moved::StillToCome => None,
        Moved::Not => match &options.table {
            Some(named) => find_table(context, named).map(Source::Relation),
            None => find_by_name(context).map(Source::Relation),
        },
    }
}

/// What `renamed_from` and `pending` say about a table.
enum Moved {
    /// It is here under its old name.
    Found(Arc<Relation>),
    /// It is not here yet.
    StillToCome,
    /// Nothing, or it is here under its name.
    Not,
}

fn find_moved(context: &Context<'_>) -> Option<Moved> {
    let options = &context.model.options;
    let waits = options.renamed_from.is_some() || options.pending.is_some();
    if !waits {
        return Some(Moved::Not);
    }
    context.snapshot.await_changes();
    let is_here = is_here(context)?;
    let old = match &options.renamed_from {
        Some(old) => look_up(context, old)?,
        None => None,
    };
    match (is_here, old) {
        (false, Some(old)) => return Some(Moved::Found(old)),
        (false, None) if options.pending.is_some() => return Some(Moved::StillToCome),
        (true, None) => moved::report_table(context),
        _ => {}
    }
    Some(Moved::Not)
}

/// Whether the table is here under the name that the struct gives it.
fn is_here(context: &Context<'_>) -> Option<bool> {
    let mut names = match &context.model.options.table {
        Some(named) => vec![parse_name(context, named)?],
        None => table_names(&unraw(&context.item.name))
            .map(ObjectName::bare)
            .to_vec(),
    };
    names.dedup();
    let span = context.item.name.span();
    for name in &names {
        if context
            .read(span, context.snapshot.relation(name))?
            .is_some()
        {
            return Some(true);
        }
    }
    Some(false)
}

fn look_up(context: &Context<'_>, named: &Named) -> Option<Option<Arc<Relation>>> {
    let name = parse_name(context, named)?;
    context.read(named.span, context.snapshot.relation(&name))
}

/// The table or view of that name; reported when there is none.
pub fn find_table(context: &Context<'_>, named: &Named) -> Option<Arc<Relation>> {
    let name = parse_name(context, named)?;
    let found = context.read(named.span, context.snapshot.relation(&name))?;
    if found.is_none() {
        let names = context.snapshot.names(&[Kind::Table, Kind::View]);
        let help = match context.snapshot.not_modelled(&name.name) {
            Some(listed) => format!(
                "{} `{}` at {} may be it, but was not read: {}; mend it and run `cargo schema refresh`, or refresh from a database that has it",
                listed.kind, listed.name, listed.place, listed.reason
            ),
            None => wording::near_or_list(&named.name, &names, "tables and views"),
        };
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

/// A composite type or a domain.
fn find_shape(context: &Context<'_>, named: &Named) -> Option<Source> {
    let ty = find_type(context, named)?;
    if let Some(base) = &ty.shape.domain {
        let column = column_of_domain(base);
        return Some(Source::Domain(ty, column.into()));
    }
    if ty.shape.composite.is_none() {
        context.report.error(
            named.span,
            Rule::NoSuchType,
            format!(
                "type `{}` is neither composite nor a domain, so no struct stands for it\n\
                 help: a struct stands for a table, a view, a composite type or a domain; an enum stands for an enum type",
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

/// `namespace.table.column` in the table's name and the column's.
pub fn split_column(text: &str) -> Option<(&str, String)> {
    let mut quoted = false;
    let mut last = None;
    for (at, character) in text.char_indices() {
        match character {
            '"' => quoted = !quoted,
            '.' if !quoted => last = Some(at),
            _ => {}
        }
    }
    let at = last?;
    let column: ObjectName = text[at + 1..].parse().ok()?;
    Some((&text[..at], column.name))
}
