//! `duckdb`: rows are read from its rows, new rows and updates carry their statements.
//!
//! It binds no list, record, map or union, so these are text on the way.

use schema_model::LogicalType;
use schema_model::rust_types::Choice;

use super::direct::{Direct, Pace};
use super::{Mapper, Record, Statements, Value};
use crate::Crates;
use crate::codegen::code::Code;
use crate::codegen::enums::EnumModel;
use crate::codegen::newtypes::Newtype;

pub(super) struct Duckdb;

const DIRECT: Direct = Direct {
    value: "dyn ::duckdb::ToSql",
    row: "&::duckdb::Row<'_>",
    get: "get",
    client: "&::duckdb::Connection",
    result: ("::duckdb::Result<", ">"),
    count: "usize",
    pace: Pace::Blocking,
};

/// Types of other crates that it moves; the features are called like the crates.
const FOREIGN: &[&str] = &[
    "chrono::DateTime<chrono::Utc>",
    "chrono::NaiveDate",
    "chrono::NaiveDateTime",
    "chrono::NaiveTime",
    "rust_decimal::Decimal",
    "serde_json::Value",
    "uuid::Uuid",
];

const TEXT_ENUM: &str = include_str!("duckdb/text_enum.rs.txt");
const NEWTYPE: &str = include_str!("duckdb/newtype.rs.txt");

impl Mapper for Duckdb {
    fn name(&self) -> &'static str {
        "duckdb"
    }

    fn fits(&self, dialect: &str) -> bool {
        dialect == "duckdb"
    }

    fn moves(&self, value: &Value, choice: &Choice, crates: &Crates) -> bool {
        use LogicalType as L;
        match choice.krate {
            Some(krate) => FOREIGN.contains(&choice.path) && crates.has_feature("duckdb", krate),
            None => matches!(
                value.logical,
                L::Bool
                    | L::Text
                    | L::Bytes
                    | L::Float32
                    | L::Float64
                    | L::Int8
                    | L::Int16
                    | L::Int32
                    | L::Int64
                    | L::Int128
                    | L::Uint8
                    | L::Uint16
                    | L::Uint32
                    | L::Uint64
                    | L::Uint128
            ),
        }
    }

    fn statements(&self) -> Option<&dyn Statements> {
        Some(self)
    }

    fn write_record(&self, code: &mut Code, record: &Record) {
        DIRECT.write_record(code, record);
    }

    fn write_enum(&self, code: &mut Code, model: &EnumModel) {
        code.template(TEXT_ENUM, model.ident);
    }

    fn write_newtype(&self, code: &mut Code, newtype: &Newtype) {
        code.template(&NEWTYPE.replace("INNER", newtype.inner), newtype.ident);
    }

    fn write_prelude(&self, code: &mut Code) {
        DIRECT.write_prelude(code);
    }
}

impl Statements for Duckdb {
    fn casts(&self, _dialect: &str) -> bool {
        true
    }

    fn moves_arrays(&self) -> bool {
        false
    }

    fn moves_composites(&self, _crates: &Crates) -> bool {
        false
    }

    /// Parameters have microseconds.
    fn prefers_text(&self, native: &str) -> bool {
        native.to_ascii_uppercase().ends_with("_NS")
    }
}
