//! `sqlx`: rows derive `FromRow`, enums and composite types can be encoded and decoded.
//!
//! An enum that has a type of its own in the database is encoded by that name, any other one as the
//! text that it is.

use schema_model::rust_types::Choice;

use super::{Composite, Mapper, Record, Value};
use crate::Crates;
use crate::codegen::code::{Code, literal};
use crate::codegen::enums::EnumModel;
use crate::codegen::newtypes::Newtype;
use crate::codegen::plan::Plan;
use crate::codegen::record::Mode;

pub(super) struct Sqlx;

/// How paths into sqlx begin.
const PATH: &str = "sqlx::";

/// Crates whose values sqlx moves, and the feature of sqlx for each.
const FEATURES: &[(&str, &str)] = &[
    ("bigdecimal", "bigdecimal"),
    ("bit-vec", "bit-vec"),
    ("chrono", "chrono"),
    ("ipnet", "ipnet"),
    ("ipnetwork", "ipnetwork"),
    ("mac_address", "mac_address"),
    ("rust_decimal", "rust_decimal"),
    ("serde_json", "json"),
    ("time", "time"),
    ("uuid", "uuid"),
];

const TEXT_ENUM: &str = include_str!("sqlx/text_enum.rs.txt");

impl Mapper for Sqlx {
    fn name(&self) -> &'static str {
        "sqlx"
    }

    fn moves(&self, _value: &Value, choice: &Choice, crates: &Crates) -> bool {
        match choice.krate {
            None => true,
            // Its own, and pgvector brings its own implementations.
            Some("pgvector") => true,
            _ if choice.path.starts_with(PATH) => true,
            Some(krate) => FEATURES
                .iter()
                .any(|(name, feature)| *name == krate && crates.has_feature("sqlx", feature)),
        }
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
            .map(|name| format!("#[sqlx(type_name = {})]", literal(name)))
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

    /// A type without attributes is nothing that sqlx could read. sqlx reads and writes the
    /// attributes in order, whatever they are called.
    fn composite_derives(&self, composite: &Composite) -> Vec<String> {
        match composite.is_empty {
            true => Vec::new(),
            false => vec!["::sqlx::Type".into()],
        }
    }

    fn composite_attributes(&self, composite: &Composite, literal: &str) -> Vec<String> {
        match composite.is_empty {
            true => Vec::new(),
            false => vec![format!("#[sqlx(type_name = {literal})]")],
        }
    }
}
