//! What an enum stands for: an enum type, or a column that lists its values.

use schema_model::{LogicalType, ObjectName};

use super::super::marker::{hash, hash_of, marker};
use super::super::relation::split_column;
use super::super::{Context, relation};
use crate::Rule;
use crate::case::table_names;
use crate::model::Named;
use crate::parse::{Spelled, unraw};
use crate::snapshot::{Column, Relation, TypeDefinition};

/// Something that lists values.
pub struct Target {
    /// What to call it: ``enum type `mood` ``.
    pub what: String,
    /// Its values in order.
    pub values: Vec<String>,
    /// Whether the database sorts them in this order.
    pub ordered: bool,
    /// Whether they are integers.
    pub integers: bool,
    /// Traits that the enum implements for standing for it.
    pub implements: Vec<String>,
}

/// Everything that the enum says it stands for; `None` after an error.
pub fn find(context: &Context<'_>) -> Option<Vec<Target>> {
    let options = &context.model.options;
    if options.is_nameless {
        // That was reported when it was read.
        return None;
    }
    if options.types.is_empty() && options.columns.is_empty() {
        return find_by_name(context).map(|target| vec![target]);
    }
    let types = options.types.iter().map(|named| {
        let ty = relation::find_type(context, named)?;
        of_type(context, named, &ty)
    });
    let columns = options
        .columns
        .iter()
        .map(|named| of_column(context, named));
    // Every error is reported before the first one counts.
    let found: Vec<Option<Target>> = types.chain(columns).collect();
    found.into_iter().collect()
}

/// Without `type` and `column`, the enum's own name decides.
fn find_by_name(context: &Context<'_>) -> Option<Target> {
    let name = unraw(&context.item.name);
    let span = context.item.name.span();
    let [own, _] = table_names(&name);
    let found = context.read(
        span,
        context.snapshot.type_definition(&ObjectName::bare(&own)),
    )?;
    let named = Named { name: own, span };
    match found {
        Some(ty) => of_type(context, &named, &ty),
        None => {
            context.report.error(
                span,
                Rule::NoSuchType,
                format!(
                    "the snapshot has no type `{}` for `{name}`\n\
                     help: say what the enum stands for, with `#[schema(type = \"…\")]` for an enum type, \
                     or `#[schema(column = \"table.column\")]` for a column that lists its values",
                    named.name
                ),
            );
            None
        }
    }
}

fn of_type(context: &Context<'_>, named: &Named, ty: &TypeDefinition) -> Option<Target> {
    let (values, marker) = match (&ty.shape.variants, &ty.shape.members) {
        (Some(variants), _) => (variants, "Enum"),
        (None, Some(members)) => (members, "SetMember"),
        (None, None) => {
            context.report.error(
                named.span,
                Rule::NoSuchType,
                format!(
                    "type `{}` is not an enum\nhelp: an enum stands for an enum type, or with \
                     `#[schema(column = \"table.column\")]` for a column that lists its values",
                    ty.name
                ),
            );
            return None;
        }
    };
    Some(Target {
        what: format!("enum type `{}`", ty.name),
        values: values.iter().map(|variant| variant.name.clone()).collect(),
        ordered: marker == "Enum",
        integers: false,
        implements: vec![format!(
            "$::Holds<$::logical::{marker}<{}>>",
            hash_of(&ty.name)
        )],
    })
}

fn of_column(context: &Context<'_>, named: &Named) -> Option<Target> {
    let Some((table, column)) = split_column(&named.name) else {
        context.report.error(
            named.span,
            Rule::NoSuchColumn,
            format!(
                "`{}` does not name a column\nhelp: write `table.column`",
                named.name
            ),
        );
        return None;
    };
    let table = Named {
        name: table.into(),
        span: named.span,
    };
    let relation = relation::find_table(context, &table)?;
    let Some(found) = relation.column(&column) else {
        report_no_column(context, named, &relation, &column);
        return None;
    };
    let target = listed(context, named, &relation, found);
    if target.is_none() {
        context.report.error(
            named.span,
            Rule::NoValuesListed,
            format!(
                "column `{}.{column}` is `{}` and does not list its values\n\
                 help: give it an enum type or a CHECK constraint like `CHECK ({column} IN ('a', 'b'))`, \
                 and run `cargo schema refresh`",
                relation.name, found.native_type
            ),
        );
    }
    target
}

fn report_no_column(context: &Context<'_>, named: &Named, relation: &Relation, column: &str) {
    let names: Vec<String> = relation
        .columns
        .iter()
        .map(|column| column.name.clone())
        .collect();
    context.report.error(
        named.span,
        Rule::NoSuchColumn,
        format!(
            "{} `{}` has no column `{column}`\nhelp: {}",
            relation.word(),
            relation.name,
            super::wording::near_or_list(column, &names, "columns")
        ),
    );
}

/// The values that a column lists, in one of the ways that databases have.
fn listed(
    context: &Context<'_>,
    named: &Named,
    relation: &Relation,
    column: &Column,
) -> Option<Target> {
    let place = format!("{}.{}", relation.name, column.name);
    let target = |values: &[String], implements: String| Target {
        what: format!("column `{place}`"),
        values: values.to_vec(),
        ordered: false,
        integers: false,
        implements: vec![implements],
    };
    let mut logical = &column.logical_type;
    while let LogicalType::Array { element, .. } = logical {
        logical = element;
    }
    match logical {
        LogicalType::Enum(name) => {
            let ty = context.read(named.span, context.snapshot.type_definition(name))??;
            return of_type(context, named, &ty);
        }
        LogicalType::InlineEnum(values) => {
            let implements = format!("$::Holds<$::logical::Enum<{}>>", hash(&place));
            return Some(Target {
                ordered: true,
                ..target(values, implements)
            });
        }
        LogicalType::InlineSet(values) => {
            let implements = format!("$::Holds<$::logical::SetMember<{}>>", hash(&place));
            return Some(target(values, implements));
        }
        _ => {}
    }
    let one_of = relation.one_of(&column.name)?;
    let logical = marker(&column.logical_type, &Spelled::Other, &place);
    let implements = format!("$::HoldsOneOf<{}, {logical}>", hash(&place));
    Some(Target {
        integers: one_of.integers,
        ..target(&one_of.values, implements)
    })
}
