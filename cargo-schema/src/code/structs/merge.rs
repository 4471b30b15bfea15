//! Several structs over one table, as one; what contradicts itself is an error that names both
//! places.

use schema_check::declaration::{Declaration, Field, RustType, same_expression, same_type};
use schema_model::ObjectName;

use super::collect::{Row, Structs};
use super::{Place, Problems, Said, Wanted, WantedColumn};
use crate::code::uses::means;

/// The tables of some structs.
pub fn merge(
    structs: &Structs,
    rows: &[(usize, ObjectName)],
    problems: &mut Problems,
) -> Vec<Wanted> {
    let mut tables: Vec<Wanted> = Vec::new();
    for (at, name) in rows {
        let row = &structs.rows[*at];
        let is_it = |table: &&mut Wanted| table.name.name == name.name && means(name, &table.name);
        let table = match tables.iter_mut().find(is_it) {
            Some(table) => table,
            None => {
                tables.push(Wanted {
                    name: name.clone(),
                    place: row.place.clone(),
                    is_complete: false,
                    renamed_from: None,
                    columns: Vec::new(),
                    primary_key: None,
                    unique: Vec::new(),
                    index: Vec::new(),
                });
                tables.last_mut().expect("one was pushed")
            }
        };
        take(table, row, structs, problems);
    }
    for (at, name) in rows {
        check_complete(&structs.rows[*at], name, &tables, problems);
    }
    tables
}

/// A struct that has a field for every column has one for those of other structs too.
fn check_complete(row: &Row, name: &ObjectName, tables: &[Wanted], problems: &mut Problems) {
    let Declaration {
        options, fields, ..
    } = &row.declaration;
    let is_it = |table: &&Wanted| table.name.name == name.name && means(name, &table.name);
    let Some(table) = tables.iter().find(is_it) else {
        return;
    };
    if options.partial || fields.iter().any(|field| field.model.flatten) {
        return;
    }
    let is_named = |name: &String| {
        let mut mapped = fields
            .iter()
            .filter_map(|field| field.model.column.as_ref());
        mapped.any(|column| column.name == *name)
            || options.ignored.iter().any(|column| column.name == *name)
    };
    for column in table.columns.iter().filter(|it| !is_named(&it.name)) {
        problems.push(
            &row.place,
            format_args!(
                "`{0}` has a field for every column, but none for `{1}.{2}`, which is declared at \
                 `{3}`; add one, or mark the struct `#[schema(ignore({2}))]` or `#[schema(partial)]`",
                row.declaration.name, table.name, column.name, column.place
            ),
        );
    }
}

fn take(table: &mut Wanted, row: &Row, structs: &Structs, problems: &mut Problems) {
    let options = &row.declaration.options;
    table.is_complete |= !options.partial;
    if let (None, Some(old)) = (&table.renamed_from, &options.renamed_from) {
        table.renamed_from = Some(said(row, old.span, old.name.clone()));
    }
    for field in &row.declaration.fields {
        if field.model.flatten {
            check_flattened(row, field, structs, problems);
        } else if !field.model.skip {
            take_field(table, row, field, problems);
        }
    }
    take_primary_key(table, row, problems);
    let names = |columns: &[schema_check::declaration::Named]| -> Vec<String> {
        columns.iter().map(|named| named.name.clone()).collect()
    };
    for statement in &options.unique {
        let columns = names(&statement.columns);
        table.unique.push(said(row, statement.span, columns));
    }
    for statement in &options.index {
        let columns = names(&statement.columns);
        table.index.push(said(row, statement.span, columns));
    }
}

fn said<T>(row: &Row, span: proc_macro2::Span, what: T) -> Said<T> {
    Said {
        what,
        place: row.at(span),
    }
}

/// The columns of a flattened struct are declared where that struct is.
fn check_flattened(row: &Row, field: &Field, structs: &Structs, problems: &mut Problems) {
    let inner = field.ty.inside_option();
    let ty = inner.as_ref().unwrap_or(&field.ty);
    let mut rows = structs.rows.iter();
    let is_known = rows.any(|other| Some(other.declaration.name.as_str()) == ty.name());
    if !is_known && !field.model.converted {
        problems.push(
            &row.at(field.span),
            format_args!(
                "the columns in `{}` are not known; derive `SchemaChecked` on it, with \
                 `#[schema(table = \"…\", partial)]`",
                ty.text()
            ),
        );
    }
}

fn take_primary_key(table: &mut Wanted, row: &Row, problems: &mut Problems) {
    let fields = row.declaration.fields.iter();
    let marked: Vec<(&Field, proc_macro2::Span)> = fields
        .filter_map(|field| Some((field, field.model.primary_key?)))
        .collect();
    let mut place = marked.first().map(|(_, span)| row.at(*span));
    let names = marked.iter();
    let names = names.filter_map(|(field, _)| Some(field.model.column.as_ref()?.name.clone()));
    let mut columns: Vec<String> = names.collect();
    if let Some(statement) = &row.declaration.options.primary_key {
        columns.extend(statement.columns.iter().map(|named| named.name.clone()));
        place = Some(row.at(statement.span));
    }
    let Some(place) = place else { return };
    let key = Said {
        what: columns,
        place,
    };
    match &table.primary_key {
        Some(known) if known.what != key.what => problems.push(
            &key.place,
            contradiction("the primary key", &table.name, &known.place),
        ),
        Some(_) => {}
        None => table.primary_key = Some(key),
    }
}

fn contradiction(what: &str, of: &impl std::fmt::Display, place: &Place) -> String {
    format!("{what} of `{of}` is declared in another way at `{place}`; make the two alike")
}

fn take_field(table: &mut Wanted, row: &Row, field: &Field, problems: &mut Problems) {
    let Some(named) = &field.model.column else {
        problems.push(
            &row.at(field.span),
            format_args!(
                "field `{}` of `{}` names no column; write `#[schema(column = \"…\")]`",
                field.name, row.declaration.name
            ),
        );
        return;
    };
    let column = column_of(row, field, &named.name);
    if field.model.unique.is_some() {
        let unique = Said {
            what: vec![column.name.clone()],
            place: column.place.clone(),
        };
        table.unique.push(unique);
    }
    if let Some(span) = field.model.index {
        let index = said(row, span, vec![column.name.clone()]);
        table.index.push(index);
    }
    let mut known = table.columns.iter_mut();
    match known.find(|known| known.name == column.name) {
        Some(known) => join(known, column, &table.name, problems),
        None => table.columns.push(column),
    }
}

fn column_of(row: &Row, field: &Field, name: &str) -> WantedColumn {
    let model = &field.model;
    let place = row.at(field.span);
    let nullable = match (model.not_null, model.nullable) {
        (true, _) => true,
        (_, true) => false,
        _ => field.ty.inside_option().is_some(),
    };
    let text = |named: &Option<schema_check::declaration::Named>| {
        named.as_ref().map(|it| said(row, it.span, it.name.clone()))
    };
    let default = model.default.as_ref();
    WantedColumn {
        name: name.to_owned(),
        types: vec![Said {
            what: type_of(field),
            place: place.clone(),
        }],
        nullable: Said {
            what: nullable,
            place: place.clone(),
        },
        json: model.json,
        lossy: model.lossy,
        is_converted: model.converted,
        sql_type: text(&model.sql_type),
        default: default.map(|it| said(row, it.span, it.text.clone())),
        references: text(&model.references),
        renamed_from: text(&model.renamed_from),
        place,
    }
}

fn type_of(field: &Field) -> RustType {
    field.ty.inside_option().unwrap_or_else(|| field.ty.clone())
}

/// Joins what two fields say of one column.
fn join(
    known: &mut WantedColumn,
    other: WantedColumn,
    table: &ObjectName,
    problems: &mut Problems,
) {
    let of = format!("{table}.{}", known.name);
    if known.nullable.what != other.nullable.what {
        let (here, there) = match other.nullable.what {
            true => ("can", "cannot"),
            false => ("cannot", "can"),
        };
        problems.push(
            &other.place,
            format_args!(
                "`{of}` {here} be NULL by this field, and {there} by the one at `{}`; use `Option` \
                 in both or in none, or mark one `#[schema(not_null)]` or `#[schema(nullable)]`",
                known.nullable.place
            ),
        );
    }
    let type_place = stated(&mut known.sql_type, other.sql_type, same_type);
    let same_default = |one: &Option<String>, two: &Option<String>| match (one, two) {
        (Some(one), Some(two)) => same_expression(one, two),
        _ => true,
    };
    let default_place = stated(&mut known.default, other.default, same_default);
    let same = |one: &str, two: &str| one == two;
    let reference_place = stated(&mut known.references, other.references, same);
    let places = [
        ("the type", type_place),
        ("the default", default_place),
        ("the reference", reference_place),
    ];
    for (what, place) in places {
        if let Some(place) = place {
            problems.push(&other.place, contradiction(what, &of, &place));
        }
    }
    known.json |= other.json;
    known.lossy |= other.lossy;
    known.is_converted &= other.is_converted;
    if known.renamed_from.is_none() {
        known.renamed_from = other.renamed_from;
    }
    known.types.extend(other.types);
}

/// Takes over what only the other states; the place of the first where the two differ.
fn stated<T, U: ?Sized>(
    known: &mut Option<Said<T>>,
    other: Option<Said<T>>,
    same: impl Fn(&U, &U) -> bool,
) -> Option<Place>
where
    T: std::borrow::Borrow<U>,
{
    let other = other?;
    match known {
        None => {
            *known = Some(other);
            None
        }
        Some(first) if same(first.what.borrow(), other.what.borrow()) => None,
        Some(first) => Some(first.place.clone()),
    }
}
