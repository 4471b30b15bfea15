//! What structs declare, put into a schema: tables and columns that are not there, and what is said
//! in another way of those that are.

use schema_check::declaration::{same_default, same_type};
use schema_engine::Dialect;
use schema_model::{
    Column, Constraint, ConstraintKind, Key, LogicalType, Namespace, ObjectName, Options, Schema,
    Table,
};

use super::keys::Keys;
use super::tables::table_of;
use super::types::{ColumnType, Demand, Types, in_namespace};
use super::{Enums, Outcome, Problems, Wanted, WantedColumn, enums};

/// Adds what structs declare to a schema, and says what was left alone.
pub fn add(
    outcome: &Outcome,
    schema: &Schema,
    dialect: &'static dyn Dialect,
    problems: &mut Problems,
) -> (Schema, Vec<String>) {
    let enums = resolved(&outcome.enums, schema);
    let types = Types {
        dialect,
        enums: &enums,
        newtypes: &outcome.newtypes,
    };
    let mut schema = schema.clone();
    let mut notes = Vec::new();
    let mut names = Vec::new();
    for wanted in &outcome.tables {
        let name = place_of(&mut schema, wanted, problems);
        names.push(name.clone());
        let Some(at) = schema.tables.iter().position(|table| table.name == name) else {
            continue;
        };
        let mut table = schema.tables.swap_remove(at);
        for column in &wanted.columns {
            add_column(&mut table, wanted, column, &types, problems);
            enums::list_values(&mut table, column, &enums, dialect, &mut notes);
        }
        schema.tables.push(table);
    }
    enums::add_types(&mut schema, &enums);
    let mut keys = Keys {
        schema: &mut schema,
        notes,
    };
    // Every primary key is there before a foreign key can mean it.
    for (wanted, name) in outcome.tables.iter().zip(&names) {
        keys.add_primary_key(wanted, name, problems);
    }
    for (wanted, name) in outcome.tables.iter().zip(&names) {
        number(keys.schema, wanted, name, dialect, problems);
        keys.add_others(wanted, name, problems);
    }
    let notes = keys.notes;
    schema.normalize();
    (schema, notes)
}

/// The enums with the full names of their types.
fn resolved(enums: &Enums, schema: &Schema) -> Enums {
    let namespace = schema.search_path.first();
    let mut enums = enums.clone();
    for values in enums.values_mut().flatten() {
        let Some(name) = values.ty.take() else {
            continue;
        };
        let known = enums::type_of(schema, &name).map(|known| known.name.clone());
        values.ty = Some(known.unwrap_or_else(|| in_namespace(name, namespace)));
    }
    enums
}

/// The name of the table in the schema, where it stands without columns if it was not there.
fn place_of(schema: &mut Schema, wanted: &Wanted, problems: &mut Problems) -> ObjectName {
    if let Some(table) = table_of(schema, &wanted.name) {
        return table.name.clone();
    }
    if !wanted.is_complete {
        problems.push(
            &wanted.place,
            format_args!(
                "table `{}` is not there, and a `partial` struct does not say what else it has; \
                 remove `partial`, or declare the table with another struct or with CREATE TABLE",
                wanted.name
            ),
        );
    }
    let name = wanted.name.clone();
    if let Some(namespace) = &name.namespace
        && !schema
            .namespaces
            .iter()
            .any(|known| known.name == *namespace)
        && schema.search_path.first() != Some(namespace)
    {
        schema.namespaces.push(Namespace {
            name: namespace.clone(),
            options: Options::new(),
            owner: None,
            grants: Vec::new(),
            comment: None,
        });
    }
    schema.tables.push(Table::new(name.clone()));
    name
}

fn add_column(
    table: &mut Table,
    wanted: &Wanted,
    column: &WantedColumn,
    types: &Types<'_>,
    problems: &mut Problems,
) {
    let place = format!("{}.{}", table.name, column.name);
    let demand = Demand {
        place: &place,
        in_key: is_in_key(wanted, column),
        json: column.json,
        lossy: column.lossy,
    };
    match table.columns.iter_mut().find(|it| it.name == column.name) {
        Some(known) => change_column(known, column, types, demand),
        None => {
            let Some(found) = type_of(column, types, demand, problems) else {
                return;
            };
            let mut added = Column::new(&column.name, found.native, found.logical);
            added.nullable = column.nullable.what;
            added.default = column.default.as_ref().and_then(|it| it.what.clone());
            table.columns.push(added);
        }
    }
}

fn is_in_key(wanted: &Wanted, column: &WantedColumn) -> bool {
    let keys = (wanted.primary_key.iter()).chain(&wanted.unique);
    let mut keys = keys.chain(&wanted.index);
    column.references.is_some() || keys.any(|key| key.what.contains(&column.name))
}

/// Changes a column that is there only where it is not what its fields say.
fn change_column(known: &mut Column, column: &WantedColumn, types: &Types<'_>, demand: Demand<'_>) {
    let fits = |logical: &LogicalType| {
        let mut fields = column.types.iter();
        column.is_converted
            || column.json
            || fields.all(|ty| ty.what.is_json_wrapper() || ty.what.fits(logical, column.lossy))
    };
    match &column.sql_type {
        Some(stated) if same_type(&stated.what, &known.native_type) => {}
        Some(stated) => known.native_type = stated.what.clone(),
        None if fits(&known.logical_type) => {}
        None => {
            if let Ok(found) = types.column(&column.types[0].what, demand) {
                known.native_type = found.native;
                known.logical_type = found.logical;
            }
        }
    }
    known.nullable = column.nullable.what;
    if let Some(stated) = column.default.as_ref().and_then(|it| it.what.as_ref()) {
        let is_same = |found: &String| same_default(stated, found, &known.logical_type);
        if !known.default.as_ref().is_some_and(is_same) {
            known.default = Some(stated.clone());
        }
    }
}

/// The type of a new column: as stated, else one that holds the types of all fields.
fn type_of(
    column: &WantedColumn,
    types: &Types<'_>,
    demand: Demand<'_>,
    problems: &mut Problems,
) -> Option<ColumnType> {
    if let Some(stated) = &column.sql_type {
        return Some(ColumnType {
            native: stated.what.clone(),
            logical: LogicalType::Other,
        });
    }
    if column.is_converted {
        problems.push(
            &column.place,
            format_args!(
                "the value of `{}` is converted, so its type does not say what the column holds; \
                 write `#[schema(sql_type = \"…\")]` on the field",
                demand.place
            ),
        );
        return None;
    }
    let mut found = Vec::new();
    for ty in &column.types {
        match types.column(&ty.what, demand) {
            Ok(one) => found.push(one),
            Err(reason) => problems.push(
                &ty.place,
                format_args!("column `{}`: {reason}", demand.place),
            ),
        }
    }
    let holds_all = |one: &&ColumnType| {
        let mut fields = column.types.iter();
        fields.all(|ty| demand.json || ty.what.fits(&one.logical, demand.lossy))
    };
    let chosen = found.iter().find(holds_all).cloned();
    if let (None, [first, second, ..]) = (&chosen, column.types.as_slice()) {
        problems.push(
            &second.place,
            format_args!(
                "no one type of `{}` fits `{}` here and `{}` at `{}`; use one type, or state the \
                 column's with `sql_type`",
                demand.place,
                second.what.text(),
                first.what.text(),
                first.place
            ),
        );
    }
    chosen
}

/// A column that is stated to have a default, whichever, is numbered by the database.
fn number(
    schema: &mut Schema,
    wanted: &Wanted,
    name: &ObjectName,
    dialect: &dyn Dialect,
    problems: &mut Problems,
) {
    let Some(table) = schema.tables.iter_mut().find(|table| table.name == *name) else {
        return;
    };
    for column in &wanted.columns {
        let Some(stated) = column.default.as_ref().filter(|it| it.what.is_none()) else {
            continue;
        };
        let is_key = table
            .primary_key()
            .is_some_and(|key| key.columns == [column.name.as_str()]);
        let Some(known) = table.columns.iter_mut().find(|it| it.name == column.name) else {
            continue;
        };
        let has_one = known.default.is_some() || !known.nullable && known.can_be_omitted();
        if has_one || is_key && dialect.number(known) {
            continue;
        }
        problems.push(
            &stated.place,
            format_args!(
                "column `{}.{}` has no default, and which one it gets is not said; write it: \
                 `default = \"…\"`",
                wanted.name, column.name
            ),
        );
    }
}

/// A primary key over some columns.
pub fn primary_key(columns: &[String]) -> Constraint {
    Constraint::new(None, ConstraintKind::PrimaryKey(Key::over(columns)))
}
