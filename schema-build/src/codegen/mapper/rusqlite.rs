//! `rusqlite`: rows are read from its rows, new rows and updates carry their statements.

use schema_model::LogicalType;
use schema_model::rust_types::Choice;

use super::direct::{Direct, Pace};
use super::{Mapper, Record, Statements, Value};
use crate::Crates;
use crate::codegen::code::Code;
use crate::codegen::enums::EnumModel;
use crate::codegen::newtypes::Newtype;

pub(super) struct Rusqlite;

const DIRECT: Direct = Direct {
    value: "dyn ::rusqlite::ToSql",
    row: "&::rusqlite::Row<'_>",
    get: "get",
    client: "&::rusqlite::Connection",
    result: ("::rusqlite::Result<", ">"),
    count: "usize",
    pace: Pace::Blocking,
};

/// Crates whose values it moves; the features are called like them.
const CRATES: &[&str] = &["chrono", "jiff", "serde_json", "time", "uuid"];

const TEXT_ENUM: &str = include_str!("rusqlite/text_enum.rs.txt");
const NEWTYPE: &str = include_str!("rusqlite/newtype.rs.txt");

impl Mapper for Rusqlite {
    fn name(&self) -> &'static str {
        "rusqlite"
    }

    fn fits(&self, dialect: &str) -> bool {
        dialect == "sqlite"
    }

    fn moves(&self, _value: &Value, choice: &Choice, crates: &Crates) -> bool {
        match choice.krate {
            None => !choice.path.contains("128") && choice.path != "u64",
            Some(krate) => CRATES.contains(&krate) && crates.has_feature("rusqlite", krate),
        }
    }

    fn own_type(&self, value: &Value, _crates: &Crates) -> Option<String> {
        matches!(value.logical, LogicalType::Any).then(|| "::rusqlite::types::Value".into())
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

impl Statements for Rusqlite {
    fn casts(&self, _dialect: &str) -> bool {
        false
    }

    fn moves_arrays(&self) -> bool {
        false
    }

    fn moves_composites(&self, _crates: &Crates) -> bool {
        false
    }
}
