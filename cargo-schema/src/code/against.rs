//! The code against any schema: what the derive would report if that were the snapshot, as entries
//! of a comparison.
//!
//! Code is a partial description. What no struct or enum stands for is not compared.

use std::path::Path;

use proc_macro2::{LineColumn, Span};
use schema_check::{Environment, Level, MappedField, Mapping, Problem, Rule, map_item};
use schema_model::{Address, ObjectKey, ObjectKind, ObjectName, Part, Schema, Severity, snapshot};

use super::uses::means;
use super::{CheckedItem, Code, Use};
use crate::entry::Entry;
use crate::failure::Failure;
use crate::project::Project;

/// Which side of the comparison the code is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// It is what is.
    From,
    /// It is what should be.
    To,
}

/// How the code differs from a schema, and how many items belong to another database.
pub fn entries(
    code: &Code,
    schema: &Schema,
    side: Side,
    (project, database): (&Project, Option<&str>),
) -> Result<(Vec<Entry>, usize), Failure> {
    let folder = tempfile::tempdir().map_err(|error| {
        Failure::new(format!(
            "failed to make a folder for the schema that the code is compared with: {error}"
        ))
    })?;
    let path = folder.path().join("schema");
    let own =
        path.with_file_name(database.map_or("schema".into(), |name| format!("schema-{name}")));
    snapshot::write(&own, schema)?;
    let mut found = Vec::new();
    let mut elsewhere = 0;
    for item in &code.items {
        let Some(mapping) = map_item(item.tokens.clone()) else {
            continue;
        };
        if mapping.database.as_deref() != database || item.has_own_snapshot(project) {
            elsewhere += 1;
            continue;
        }
        let problems = problems(item, &path, database).into_iter();
        let entry = |problem: Problem| entry_of(&problem, item, &mapping, schema, side);
        found.extend(problems.map(entry));
    }
    Ok((found, elsewhere))
}

fn problems(item: &CheckedItem, snapshot: &Path, database: Option<&str>) -> Vec<Problem> {
    let manifest = std::path::absolute(item.package.join(".")).ok();
    let environment = Environment {
        snapshot: Some(snapshot.to_owned()),
        // The settings of the package would lead to the folder of a further database; without them it
        // is the one beside.
        manifest: manifest.filter(|_| database.is_none()),
    };
    schema_check::examine_item(item.tokens.clone(), &environment).problems
}

fn entry_of(
    problem: &Problem,
    item: &CheckedItem,
    mapping: &Mapping,
    schema: &Schema,
    side: Side,
) -> Entry {
    let field = field_of(problem, mapping);
    let object = object_of(mapping, schema);
    // Here it is not the snapshot that the code is held against.
    let message = problem.message.replace("the snapshot", "the schema");
    let mut lines = message.lines();
    let text = lines.next().unwrap_or_default().to_owned();
    let help: Vec<&str> = lines
        .map(|line| line.trim().trim_start_matches("help: "))
        .collect();
    let column = match field {
        Some(field) => Some(field.column.clone()),
        None => column_of(problem, mapping, &object, schema),
    };
    let part = column.map(|name| Part {
        kind: "column".into(),
        name,
    });
    Entry {
        address: Address {
            object: object.clone(),
            part,
            attribute: None,
        },
        object,
        verb: verb(problem.rule, side),
        severity: match problem.level {
            Level::Error => Severity::High,
            Level::Warning => Severity::Low,
        },
        text,
        reason: help.join("; "),
        uses: vec![place(problem, item, mapping, field)],
        values: [None, None],
    }
}

/// What happened on the way from one side to the other.
fn verb(rule: Rule, side: Side) -> &'static str {
    let only_in_code = matches!(
        rule,
        Rule::NoSuchTable | Rule::NoSuchType | Rule::NoSuchColumn | Rule::VariantWithoutValue
    );
    let only_in_schema = matches!(
        rule,
        Rule::ColumnWithoutField | Rule::InsertLacksColumn | Rule::ValueWithoutVariant
    );
    match (only_in_code, only_in_schema, side) {
        (true, _, Side::From) | (_, true, Side::To) => "dropped",
        (true, _, Side::To) | (_, true, Side::From) => "added",
        _ => "altered",
    }
}

/// The field that a problem is about: the last one before it; but an attribute stands before its
/// field, so the next one if only that is spoken of.
fn field_of<'a>(problem: &Problem, mapping: &'a Mapping) -> Option<&'a MappedField> {
    let start = position(problem.spans[0]);
    if start <= position(mapping.span) {
        return None;
    }
    let fields = &mapping.fields;
    let next = fields.partition_point(|field| position(field.span) <= start);
    let named = |field: &&MappedField| {
        let name = format!("{}`", field.column);
        problem.message.contains(&name) || problem.message.contains(&format!("`{}`", field.name))
    };
    let before = next.checked_sub(1).and_then(|at| fields.get(at));
    let after = fields.get(next).filter(named);
    before.filter(named).or(after).or(before)
}

/// The column that is spoken of without a field: the one that has none, or the one whose values an
/// enum lists.
fn column_of(
    problem: &Problem,
    mapping: &Mapping,
    object: &ObjectKey,
    schema: &Schema,
) -> Option<String> {
    if let (None, Some(column)) = (&mapping.table, mapping.columns.first()) {
        return column.rsplit_once('.').map(|(_, column)| column.to_owned());
    }
    let (subject, _) = problem.message.strip_prefix("column `")?.split_once('`')?;
    let table = schema.tables.iter().find(|it| it.name == object.name)?;
    let mut columns = table.columns.iter().map(|column| &column.name);
    columns
        .find(|name| subject.ends_with(&format!(".{name}")))
        .cloned()
}

fn position(span: Span) -> (usize, usize) {
    let LineColumn { line, column } = span.start();
    (line, column)
}

fn place(
    problem: &Problem,
    item: &CheckedItem,
    mapping: &Mapping,
    field: Option<&MappedField>,
) -> Use {
    let (line, column) = position(problem.spans[0]);
    Use {
        file: item.path.display().to_string(),
        line,
        column: column + 1,
        item: mapping.name.clone(),
        field: field.map(|field| field.name.clone()),
        is_option: field.is_some_and(|field| field.is_option),
    }
}

/// The object that an item stands for, by its full name where the schema has it.
fn object_of(mapping: &Mapping, schema: &Schema) -> ObjectKey {
    let written = match (&mapping.table, mapping.types.first()) {
        (Some(table), _) => Some((ObjectKind::Table, table.clone())),
        (None, Some(ty)) => Some((ObjectKind::Type, ty.clone())),
        (None, None) => mapping.columns.first().map(|column| {
            let table = column.rsplit_once('.').map_or("", |(table, _)| table);
            (ObjectKind::Table, table.to_owned())
        }),
    };
    let (kind, text) = written.unwrap_or((ObjectKind::Table, mapping.name.clone()));
    let name: ObjectName = text.parse().unwrap_or_else(|_| ObjectName::bare(text));
    let tables = schema.tables.iter().map(|it| (ObjectKind::Table, &it.name));
    let views = schema.views.iter().map(|it| (ObjectKind::View, &it.name));
    let types = schema.types.iter().map(|it| (ObjectKind::Type, &it.name));
    let mut known = tables.chain(views).chain(types);
    let is_meant = |(known_kind, known): &(ObjectKind, &ObjectName)| {
        let is_kind = (*known_kind == ObjectKind::Type) == (kind == ObjectKind::Type);
        is_kind && known.name == name.name && means(&name, known)
    };
    match known.find(is_meant) {
        Some((kind, name)) => ObjectKey {
            kind,
            name: name.clone(),
        },
        None => ObjectKey { kind, name },
    }
}
