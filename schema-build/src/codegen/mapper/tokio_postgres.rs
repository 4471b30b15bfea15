//! `tokio-postgres`: rows are read from its rows, new rows and updates carry their statements.
//!
//! Composite types derive the traits of `postgres-types`, where the crate depends on that with its
//! feature `derive`; elsewhere they are text on the way, as are ranges and everything else that the
//! crate has no type for.

use schema_model::LogicalType;
use schema_model::rust_types::Choice;

use super::direct::{Direct, Pace};
use super::{Composite, Mapper, Record, Statements, Value};
use crate::Crates;
use crate::codegen::code::{Code, literal};
use crate::codegen::enums::EnumModel;
use crate::codegen::newtypes::Newtype;
use crate::codegen::plan::Plan;

pub(super) struct TokioPostgres;

fn direct() -> Direct {
    Direct {
        value: "(dyn ::tokio_postgres::types::ToSql + ::std::marker::Sync)".into(),
        row: "&::tokio_postgres::Row".into(),
        get: "try_get",
        client: "&impl ::tokio_postgres::GenericClient".into(),
        result: (
            "::std::result::Result<".into(),
            ", ::tokio_postgres::Error>",
        ),
        count: "u64",
        pace: Pace::Async,
    }
}

/// Types of other crates that it moves, and its feature for each.
const FOREIGN: &[(&str, &str)] = &[
    ("chrono::DateTime<chrono::Utc>", "with-chrono-0_4"),
    ("chrono::NaiveDate", "with-chrono-0_4"),
    ("chrono::NaiveDateTime", "with-chrono-0_4"),
    ("chrono::NaiveTime", "with-chrono-0_4"),
    ("jiff::Timestamp", "with-jiff-0_2"),
    ("jiff::civil::Date", "with-jiff-0_2"),
    ("jiff::civil::DateTime", "with-jiff-0_2"),
    ("jiff::civil::Time", "with-jiff-0_2"),
    ("serde_json::Value", "with-serde_json-1"),
    ("time::Date", "with-time-0_3"),
    ("time::OffsetDateTime", "with-time-0_3"),
    ("time::PrimitiveDateTime", "with-time-0_3"),
    ("time::Time", "with-time-0_3"),
    ("uuid::Uuid", "with-uuid-1"),
];

const ENUM: &str = include_str!("tokio_postgres/enum.rs.txt");
const NEWTYPE: &str = include_str!("tokio_postgres/newtype.rs.txt");

impl Mapper for TokioPostgres {
    fn name(&self) -> &'static str {
        "tokio-postgres"
    }

    fn fits(&self, dialect: &str) -> bool {
        dialect == "postgres"
    }

    fn moves(&self, value: &Value, choice: &Choice, crates: &Crates) -> bool {
        use LogicalType as L;
        let has = |feature| crates.has_feature("tokio-postgres", feature);
        match (value.logical, choice.path) {
            (L::Bool, "bool") | (L::SingleByteChar, "i8") | (L::ObjectId, "u32") => true,
            (L::Int16, "i16") | (L::Int32, "i32") | (L::Int64, "i64") => true,
            (L::Float32, "f32") | (L::Float64, "f64") => true,
            (L::Text | L::CaseInsensitiveText, "std::string::String") => true,
            (L::LabelPath | L::LabelPathQuery, "std::string::String") => true,
            (L::Bytes, "std::vec::Vec<u8>") => true,
            (L::Hstore, path) => path.starts_with("std::collections::HashMap"),
            // It brings the implementations itself.
            (L::Decimal { .. }, "rust_decimal::Decimal") => ["db-postgres", "db-tokio-postgres"]
                .iter()
                .any(|feature| crates.has_feature("rust_decimal", feature)),
            (_, path) => FOREIGN
                .iter()
                .any(|(foreign, feature)| *foreign == path && has(feature)),
        }
    }

    fn statements(&self) -> Option<&dyn Statements> {
        Some(self)
    }

    fn write_record(&self, code: &mut Code, record: &Record) {
        direct().write_record(code, record);
    }

    fn write_enum(&self, code: &mut Code, model: &EnumModel) {
        code.template(ENUM, model.ident);
    }

    fn composite_derives(&self, composite: &Composite) -> Vec<String> {
        match composite.is_movable {
            true => vec![
                "::postgres_types::ToSql".into(),
                "::postgres_types::FromSql".into(),
            ],
            false => Vec::new(),
        }
    }

    /// The crate compares the bare name: namespaces it does not know.
    fn composite_attributes(&self, composite: &Composite) -> Vec<String> {
        match composite.is_movable {
            true => vec![format!("#[postgres(name = {})]", literal(&composite.name))],
            false => Vec::new(),
        }
    }

    fn renamed_attribute(&self, composite: &Composite, literal: &str) -> Option<String> {
        composite
            .is_movable
            .then(|| format!("#[postgres(name = {literal})]"))
    }

    fn write_newtype(&self, code: &mut Code, _plan: &Plan, newtype: &Newtype) {
        code.template(&NEWTYPE.replace("INNER", newtype.inner), newtype.ident);
    }

    fn write_prelude(&self, code: &mut Code, _plan: &Plan) {
        direct().write_prelude(code);
    }
}

impl Statements for TokioPostgres {
    fn casts(&self, _dialect: &str) -> bool {
        true
    }

    fn moves_arrays(&self, _crates: &Crates) -> bool {
        true
    }

    fn moves_composites(&self, crates: &Crates) -> bool {
        crates.has_feature("postgres-types", "derive")
    }
}
