//! `sea-orm`: an entity for every table and view, in the module `entities`, beside the plain structs.
//!
//! Where the database has casts that give back every value, what sea-orm has no type for is text,
//! cast by `select_as` and `save_as`.

mod entity;
mod relations;

use schema_model::LogicalType;
use schema_model::rust_types::Choice;

use super::{Mapper, Statements, Value};
use crate::codegen::code::{Code, literal};
use crate::codegen::enums::EnumModel;
use crate::codegen::newtypes::Newtype;
use crate::codegen::plan::{Namespace, Plan};
use crate::{Crates, Note};

pub(super) struct SeaOrm;

/// Types of other crates that it moves, and its feature for each.
const FOREIGN: &[(&str, &str)] = &[
    ("bigdecimal::BigDecimal", "with-bigdecimal"),
    ("chrono::DateTime<chrono::Utc>", "with-chrono"),
    ("chrono::NaiveDate", "with-chrono"),
    ("chrono::NaiveDateTime", "with-chrono"),
    ("chrono::NaiveTime", "with-chrono"),
    ("ipnetwork::IpNetwork", "with-ipnetwork"),
    ("rust_decimal::Decimal", "with-rust_decimal"),
    ("serde_json::Value", "with-json"),
    ("time::Date", "with-time"),
    ("time::OffsetDateTime", "with-time"),
    ("time::PrimitiveDateTime", "with-time"),
    ("time::Time", "with-time"),
    ("uuid::Uuid", "with-uuid"),
];

/// Features that are on unless somebody turns them off.
const DEFAULT: &[&str] = &[
    "with-chrono",
    "with-json",
    "with-rust_decimal",
    "with-time",
    "with-uuid",
];

/// Features that bring arrays.
const ARRAYS: &[&str] = &["json-array", "postgres-array", "sqlx-all", "sqlx-postgres"];

/// Whether a database sends values in the form of their type, and has casts for what is missing.
fn is_strict(dialect: &str) -> bool {
    dialect == "postgres"
}

/// Whether a value is bytes that the database has to be asked for as such.
fn is_read_as_binary(dialect: &str, logical: &LogicalType) -> bool {
    matches!(logical, LogicalType::Geometry) && !is_strict(dialect)
}

impl Mapper for SeaOrm {
    fn name(&self) -> &'static str {
        "sea-orm"
    }

    fn fits(&self, dialect: &str) -> bool {
        dialect != "duckdb"
    }

    fn moves(&self, value: &Value, choice: &Choice, crates: &Crates) -> bool {
        use LogicalType as L;
        let has = |feature: &str| {
            crates.has_feature("sea-orm", feature)
                || DEFAULT.contains(&feature) && crates.has_default_features("sea-orm")
        };
        if matches!(value.logical, L::Money) {
            return false;
        }
        if let Some((_, feature)) = FOREIGN.iter().find(|(path, _)| *path == choice.path) {
            return has(feature);
        }
        if !is_strict(value.dialect) {
            let is_wide = choice.path.contains("128");
            return choice.krate.is_none() && !is_wide && !choice.path.contains("std::net");
        }
        matches!(
            (value.logical, choice.path),
            (L::Bool, "bool")
                | (L::Int16, "i16")
                | (L::Int32, "i32")
                | (L::Int64, "i64")
                | (L::Float32, "f32")
                | (L::Float64, "f64")
                | (L::Text, "std::string::String")
                | (L::Bytes, "std::vec::Vec<u8>")
        )
    }

    fn statements(&self) -> Option<&dyn Statements> {
        Some(self)
    }

    fn enum_derives(&self, _model: &EnumModel) -> Vec<String> {
        ["::sea_orm::EnumIter", "::sea_orm::DeriveActiveEnum"]
            .map(String::from)
            .into()
    }

    fn enum_attributes(&self, model: &EnumModel) -> Vec<String> {
        // sea-orm quotes the name as one, so a type of another namespace is text on the way.
        let bare = model.definition.map(|definition| &definition.name);
        let db = match &model.type_name {
            Some(name) if bare == Some(name) => {
                format!("db_type = \"Enum\", enum_name = {}", literal(name))
            }
            _ => "db_type = \"Text\"".into(),
        };
        vec![format!("#[sea_orm(rs_type = \"String\", {db})]")]
    }

    fn variant(&self, literal: &str) -> Option<String> {
        Some(format!("#[sea_orm(string_value = {literal})]"))
    }

    fn newtype_derives(&self) -> Vec<String> {
        vec!["::sea_orm::DeriveValueType".into()]
    }

    fn newtype_attributes(&self, _plan: &Plan, _newtype: &Newtype) -> Vec<String> {
        Vec::new()
    }

    fn write_namespace(&self, code: &mut Code, plan: &Plan, namespace: &Namespace) {
        entity::write(code, plan, namespace);
    }

    fn notes(&self, plan: &Plan) -> Vec<Note> {
        let relations = plan.relations.iter();
        relations
            .filter_map(|relation| entity::note(plan, relation))
            .collect()
    }
}

impl Statements for SeaOrm {
    fn casts(&self, dialect: &str) -> bool {
        is_strict(dialect)
    }

    fn writes_methods(&self) -> bool {
        false
    }

    fn moves_arrays(&self, crates: &Crates) -> bool {
        ARRAYS
            .iter()
            .any(|feature| crates.has_feature("sea-orm", feature))
    }

    fn moves_arrays_of_enums(&self, _crates: &Crates) -> bool {
        false
    }

    fn moves_composites(&self, _crates: &Crates) -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrays_are_moved_with_the_feature_that_brings_them() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for (features, expected) in [
            ("'macros'", false),
            ("'postgres-array'", true),
            ("'sqlx-postgres'", true),
        ] {
            std::fs::write(
                folder.path().join("Cargo.toml"),
                format!("[package]\nname = 'it'\n[dependencies]\nsea-orm = {{ version = '2', features = [{features}] }}\n"),
            )
            .expect("written");
            let (crates, _) = Crates::detect(folder.path(), |_| false);
            assert_eq!(SeaOrm.moves_arrays(&crates), expected, "{features}");
        }
    }
}
