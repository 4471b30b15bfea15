//! `sqlx`: rows derive `FromRow`, enums and composite types can be encoded and decoded.
//!
//! An enum that has a type of its own in the database is encoded by that name, any other one as the
//! text that it is. What sqlx has no type for is a `sqlx_raw::Value`: the bytes that the server sends.
//! What it has a type for is a matter of the database: each has a folder in `dialect/`.

mod backend;
mod dialect;

use schema_model::LogicalType;
use schema_model::rust_types::Choice;

use super::{Composite, Held, Mapper, Record, Statements, Value};
use crate::Crates;
use crate::codegen::code::{Code, literal};
use crate::codegen::enums::EnumModel;
use crate::codegen::newtypes::Newtype;
use crate::codegen::plan::Plan;
use crate::codegen::record::Mode;
use backend::backend;

pub(super) struct Sqlx;

/// The module that holds values which sqlx has no type for.
const MODULE: &str = "sqlx_raw";

/// Ranges that it knows; a range that a schema defines it does not, whatever its bounds are.
const RANGES: &[&str] = &[
    "daterange",
    "int4range",
    "int8range",
    "numrange",
    "tsrange",
    "tstzrange",
];

/// Types whose values it writes as those of another type, which the server casts.
const CALLED_OTHERWISE: &[&str] = &[
    "bpchar",
    "char",
    "character",
    "cidr",
    "citext",
    "json",
    "name",
    "varchar",
];

const TEXT_ENUM: &str = include_str!("sqlx/text_enum.rs.txt");

impl Mapper for Sqlx {
    fn name(&self) -> &'static str {
        "sqlx"
    }

    fn fits(&self, dialect: &str) -> bool {
        backend(dialect).is_some()
    }

    /// What it has no type for is held in a type that only it knows, where others cast it to text.
    fn excludes(&self, dialect: &str) -> &'static [&'static str] {
        match self.casts(dialect) {
            true => &["sea-orm", "tokio-postgres"],
            false => &[],
        }
    }

    fn moves(&self, value: &Value, choice: &Choice, crates: &Crates) -> bool {
        let has_feature = |feature: &str| crates.has_feature("sqlx", feature);
        backend(value.dialect).is_some_and(|it| it.moves(value, choice, has_feature))
    }

    fn statements(&self) -> Option<&dyn Statements> {
        Some(self)
    }

    fn own_type(&self, value: &Value, crates: &Crates) -> Option<String> {
        let path = match value.logical {
            LogicalType::LabelPath => "sqlx::postgres::types::PgLTree",
            LogicalType::LabelPathQuery => "sqlx::postgres::types::PgLQuery",
            _ => return None,
        };
        crates.has_feature("sqlx", "postgres").then(|| path.into())
    }

    fn record_derives(&self, record: &Record) -> Vec<String> {
        match record.mode {
            Mode::Row => vec!["::sqlx::FromRow".into()],
            Mode::Insert | Mode::Update => Vec::new(),
        }
    }

    fn newtype_derives(&self) -> Vec<String> {
        vec!["::sqlx::Type".into()]
    }

    fn newtype_attributes(&self, _plan: &Plan, _newtype: &Newtype) -> Vec<String> {
        vec!["#[sqlx(transparent)]".into()]
    }

    fn renamed_field(&self, literal: &str, mode: Mode) -> Option<String> {
        (mode == Mode::Row).then(|| format!("#[sqlx(rename = {literal})]"))
    }

    fn enum_derives(&self, model: &EnumModel) -> Vec<String> {
        let named = model.type_name.as_ref();
        named.map(|_| "::sqlx::Type".into()).into_iter().collect()
    }

    fn enum_attributes(&self, model: &EnumModel) -> Vec<String> {
        let named = model.type_name.as_ref();
        named
            .map(|_| format!("#[sqlx(type_name = {})]", literal(&model.quoted_name)))
            .into_iter()
            .collect()
    }

    fn renamed_variant(&self, model: &EnumModel, literal: &str) -> Option<String> {
        let named = model.type_name.as_ref();
        named.map(|_| format!("#[sqlx(rename = {literal})]"))
    }

    /// Implementations that cannot be derived: an enum that is text in the database.
    fn write_enum(&self, code: &mut Code, model: &EnumModel) {
        if model.type_name.is_none() {
            code.template(TEXT_ENUM, model.ident);
        }
    }

    /// A type without attributes is nothing that sqlx could read, nor is one with an attribute that
    /// it has no type for. sqlx reads and writes the
    /// attributes in order, whatever they are called.
    fn composite_derives(&self, composite: &Composite) -> Vec<String> {
        match composite.is_movable {
            true => vec!["::sqlx::Type".into()],
            false => Vec::new(),
        }
    }

    fn composite_attributes(&self, composite: &Composite) -> Vec<String> {
        match composite.is_movable {
            true => vec![format!(
                "#[sqlx(type_name = {})]",
                literal(&composite.quoted_name)
            )],
            false => Vec::new(),
        }
    }

    fn write_prelude(&self, code: &mut Code, plan: &Plan) {
        let backend = backend(&plan.schema.dialect);
        let raw = backend.and_then(|it| it.raw).filter(|_| has_raw(plan));
        if let Some(raw) = raw {
            write_raw(code, plan, raw);
        }
    }
}

impl Statements for Sqlx {
    fn casts(&self, dialect: &str) -> bool {
        backend(dialect).is_some_and(|it| it.raw.is_some())
    }

    /// It does not read a row at all that has a multirange.
    fn held_as(&self, logical: &LogicalType) -> Option<Held> {
        match logical {
            LogicalType::Array { element, .. } => self.held_as(element),
            LogicalType::Multirange(_) => Some(Held::Text),
            _ => Some(Held::Raw(format!("{MODULE}::Value"))),
        }
    }

    fn writes_methods(&self) -> bool {
        false
    }

    fn moves_arrays(&self, _crates: &Crates) -> bool {
        true
    }

    fn moves_ranges(&self, native: &str) -> bool {
        RANGES.contains(&native.trim_end_matches("[]"))
    }

    fn moves_composites(&self, _crates: &Crates) -> bool {
        true
    }

    /// In a record it writes which type an attribute has, which for text is always `text`.
    fn moves_inside_composites(&self, native: &str) -> bool {
        let word = native.split([' ', '(', '[']).next().unwrap_or(native);
        !CALLED_OTHERWISE.contains(&word)
    }
}

/// Whether some column is of a type that sqlx does not have.
fn has_raw(plan: &Plan) -> bool {
    let mut columns = plan.relations.iter().flat_map(|it| it.columns());
    columns.any(|column| !plan.moves_column(column))
}

fn write_raw(code: &mut Code, plan: &Plan, implementations: &str) {
    let visibility = code.visibility();
    code.blank();
    code.doc(&["Values of types that sqlx does not have.".into()]);
    code.line("#[allow(dead_code)]");
    code.open(format!("{visibility} mod {MODULE}"));
    code.doc(&["A value as the server sends it.".into()]);
    let derives = "Debug Clone PartialEq Eq PartialOrd Ord Hash".split(' ');
    let others = plan.targets().flat_map(|target| target.struct_derives());
    let derives = derives.chain(others.copied()).map(String::from);
    code.derives(&derives.collect::<Vec<_>>());
    code.line(format!(
        "{visibility} struct Value({visibility} ::std::vec::Vec<u8>);"
    ));
    code.blank();
    code.lines(implementations);
    code.close();
}
