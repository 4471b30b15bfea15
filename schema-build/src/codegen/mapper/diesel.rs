//! `diesel`: a `table!` for every table and view, and structs that derive `Queryable`, `Selectable`,
//! `Identifiable`, `Insertable` and `AsChangeset`.
//!
//! Which SQL type goes with which Rust type is a matter of the database: each has a folder in
//! `dialect/`. A column that diesel has no type for is held as the bytes that the server sends.

mod backend;
mod dialect;
mod joins;
mod schema;

use schema_model::rust_types::Choice;
use schema_model::{LogicalType, keyword};

use super::{Mapper, Record, Value};
use crate::codegen::code::{Code, literal};
use crate::codegen::enums::EnumModel;
use crate::codegen::newtypes::Newtype;
use crate::codegen::plan::{Namespace, Plan, Relation};
use crate::codegen::record::Mode;
use crate::codegen::types::is_hashable;
use crate::{Crates, Ident, Note};
use backend::{backend, sql_ident};

pub(super) struct Diesel;

/// The module that holds `table!`s and SQL types, in each namespace.
const MODULE: &str = "diesel_schema";

const TEXT_ENUM: &str = include_str!("diesel/text_enum.rs.txt");
const NEWTYPE: &str = include_str!("diesel/newtype.rs.txt");
const NAMED_ENUM: &str = include_str!("diesel/named_enum.rs.txt");

/// What a `table!` has besides columns, and what it names without a path.
const TAKEN: &[&str] = &[
    "all_columns",
    "bool",
    "columns",
    "diesel",
    "dsl",
    "q",
    "query",
    "star",
    "str",
    "table",
];

impl Mapper for Diesel {
    fn name(&self) -> &'static str {
        "diesel"
    }

    fn fits(&self, dialect: &str) -> bool {
        backend(dialect).is_some()
    }

    /// What it has no type for is held in types that only it knows.
    fn excludes(&self, _dialect: &str) -> &'static [&'static str] {
        &["rusqlite", "sea-orm", "sqlx", "tokio-postgres"]
    }

    /// Its derives cut the first byte off.
    fn takes_row_name(&self, name: &str) -> bool {
        name.starts_with(|c: char| c.is_ascii())
    }

    fn moves(&self, value: &Value, choice: &Choice, crates: &Crates) -> bool {
        backend(value.dialect).is_some_and(|backend| {
            backend.sql_type(value, choice.path).is_some()
                && backend
                    .feature(choice)
                    .is_none_or(|feature| crates.has_feature("diesel", feature))
        })
    }

    /// It moves pairs of bounds.
    fn moves_range(&self, _path: &str) -> bool {
        false
    }

    fn own_type(&self, value: &Value, crates: &Crates) -> Option<String> {
        own_path(value, crates).map(Into::into)
    }

    fn raw_type(&self, value: &Value) -> Option<String> {
        let backend = backend(value.dialect)?;
        let name = (backend.raw_name)(value.native)?;
        Some(format!("{MODULE}::raw::{}", backend::raw_ident(&name)))
    }

    fn record_derives(&self, record: &Record) -> Vec<String> {
        if !schema::has_table(record.plan, record.relation) {
            return Vec::new();
        }
        let derives: &[&str] = match record.mode {
            Mode::Row if has_identity(record) => &[
                "::diesel::Queryable",
                "::diesel::Selectable",
                "::diesel::Identifiable",
            ],
            Mode::Row => &["::diesel::Queryable", "::diesel::Selectable"],
            Mode::Insert => &["::diesel::Insertable"],
            Mode::Update => &["::diesel::AsChangeset"],
        };
        derives.iter().map(ToString::to_string).collect()
    }

    fn record_attributes(&self, record: &Record) -> Vec<String> {
        if !schema::has_table(record.plan, record.relation) {
            return Vec::new();
        }
        let table = schema::table_ident(record.plan, record.relation);
        let mut attributes = vec![format!("#[diesel(table_name = {MODULE}::{table})]")];
        if record.mode == Mode::Row && has_identity(record) {
            let key: Vec<String> = record.key.iter().map(|f| column_ident(f.ident)).collect();
            attributes.push(format!("#[diesel(primary_key({}))]", key.join(", ")));
        }
        attributes
    }

    fn describes(&self, plan: &Plan, relation: &Relation) -> bool {
        schema::has_table(plan, relation)
    }

    fn renames(&self, ident: &Ident) -> bool {
        is_renamed(ident)
    }

    fn field_attribute(&self, ident: &Ident) -> Option<String> {
        self.renames(ident)
            .then(|| format!("#[diesel(column_name = {})]", column_ident(ident)))
    }

    fn enum_derives(&self, _model: &EnumModel) -> Vec<String> {
        value_derives()
    }

    fn enum_attributes(&self, model: &EnumModel) -> Vec<String> {
        let sql = match model.type_name {
            Some(_) => format!("{MODULE}::sql_types::{}", sql_ident(model.ident.plain())),
            None => "::diesel::sql_types::Text".into(),
        };
        vec![format!("#[diesel(sql_type = {sql})]")]
    }

    fn write_enum(&self, code: &mut Code, model: &EnumModel) {
        let template = match model.type_name {
            Some(_) => NAMED_ENUM.replace("SQL_TYPE", &sql_ident(model.ident.plain())),
            None => TEXT_ENUM.into(),
        };
        code.template(&template, model.ident);
    }

    fn newtype_derives(&self) -> Vec<String> {
        value_derives()
    }

    fn newtype_attributes(&self, plan: &Plan, newtype: &Newtype) -> Vec<String> {
        let sql = schema::scalar_type(plan, newtype.logical, newtype.native);
        vec![format!("#[diesel(sql_type = {sql})]")]
    }

    fn write_newtype(&self, code: &mut Code, plan: &Plan, newtype: &Newtype) {
        let sql = schema::scalar_type(plan, newtype.logical, newtype.native);
        let template = NEWTYPE.replace("SQL_TYPE", &sql);
        code.template(&template.replace("INNER", newtype.inner), newtype.ident);
    }

    fn write_namespace(&self, code: &mut Code, plan: &Plan, namespace: &Namespace) {
        schema::write(code, plan, namespace);
    }

    fn notes(&self, plan: &Plan) -> Vec<Note> {
        plan.relations
            .iter()
            .filter_map(|relation| schema::note(plan, relation))
            .collect()
    }
}

fn value_derives() -> Vec<String> {
    schema::DERIVES.iter().map(ToString::to_string).collect()
}

/// A type of diesel's own, unless a crate has a better one.
fn own_path(value: &Value, crates: &Crates) -> Option<&'static str> {
    let own = (backend(value.dialect)?.own_type)(value)?;
    let is_decimal = matches!(value.logical, LogicalType::Decimal { .. });
    let has_better = crates.contains("bigdecimal") && crates.has_feature("diesel", "numeric");
    (!(is_decimal && has_better)).then_some(own)
}

/// The name of a column in its `table!`.
fn column_ident(ident: &Ident) -> String {
    match is_renamed(ident) {
        true => format!("{}_", ident.plain()),
        false => ident.to_string(),
    }
}

/// Its derives do not find a column by a raw identifier, and some names are its own. Such a name
/// with underscores after it gets one more too, so that no two columns meet in one name, whatever
/// columns there are.
fn is_renamed(ident: &Ident) -> bool {
    let bare = ident.plain().trim_end_matches('_');
    TAKEN.contains(&bare) || keyword::needs_raw(bare)
}

/// Whether rows can be told apart by their key, as far as diesel is concerned.
fn has_identity(record: &Record) -> bool {
    let is_key = |field: &super::RecordField| {
        is_hashable(&field.column.logical_type) && !field.column.nullable
    };
    !record.key.is_empty() && record.key.iter().all(is_key)
}

fn attribute(name: &str, value: &str) -> String {
    format!("#[{name} = {}]", literal(value))
}
