//! `serde`: everything derives `Serialize` and `Deserialize`, by the names of the database.

use schema_model::rust_types::Choice;

use super::{Composite, Mapper, Value};
use crate::Crates;
use crate::codegen::enums::EnumModel;
use crate::codegen::newtypes::Newtype;
use crate::codegen::plan::Plan;
use crate::codegen::record::Mode;

pub(super) struct Serde;

const DERIVES: &[&str] = &["::serde::Serialize", "::serde::Deserialize"];

impl Mapper for Serde {
    fn name(&self) -> &'static str {
        "serde"
    }

    /// Types that sqlx brings cannot be written by serde.
    fn moves(&self, _value: &Value, choice: &Choice, _crates: &Crates) -> bool {
        choice.krate != Some("sqlx")
    }

    fn moves_range(&self, path: &str) -> bool {
        !path.starts_with("sqlx::")
    }

    fn accepts_own_types(&self) -> bool {
        false
    }

    fn struct_derives(&self) -> &'static [&'static str] {
        DERIVES
    }

    fn newtype_derives(&self) -> Vec<String> {
        DERIVES.iter().map(ToString::to_string).collect()
    }

    fn newtype_attributes(&self, _plan: &Plan, _newtype: &Newtype) -> Vec<String> {
        vec!["#[serde(transparent)]".into()]
    }

    fn renamed_field(&self, literal: &str, _mode: Mode) -> Option<String> {
        Some(renamed(literal))
    }

    fn enum_derives(&self, _model: &EnumModel) -> Vec<String> {
        DERIVES.iter().map(ToString::to_string).collect()
    }

    fn renamed_variant(&self, _model: &EnumModel, literal: &str) -> Option<String> {
        Some(renamed(literal))
    }

    fn renamed_attribute(&self, _composite: &Composite, literal: &str) -> Option<String> {
        Some(renamed(literal))
    }
}

fn renamed(literal: &str) -> String {
    format!("#[serde(rename = {literal})]")
}
