//! Drivers of databases that run inside of the program: the interface of rusqlite, which others
//! have taken over. Rows are read from its rows, new rows and updates carry their statements.

use schema_model::rust_types::Choice;

use super::direct::{Direct, Pace};
use super::{Mapper, Record, Statements, Value};
use crate::Crates;
use crate::codegen::code::Code;
use crate::codegen::enums::EnumModel;
use crate::codegen::newtypes::Newtype;
use crate::codegen::plan::Plan;

/// A driver with that interface.
pub(super) struct Embedded {
    /// The crate.
    pub(super) name: &'static str,
    /// The dialect of its database.
    pub(super) dialect: &'static str,
    /// Whether it moves values of a column of this type in that Rust type.
    pub(super) moves: fn(&Value, &Choice, &Crates) -> bool,
    /// A type of the crate for values that no other type holds as well.
    pub(super) own_type: fn(&Value) -> Option<&'static str>,
    /// Whether its database has casts that give back every value.
    pub(super) casts: bool,
    /// Whether a value of this native type is better moved as text.
    pub(super) prefers_text: fn(&str) -> bool,
}

const TEXT_ENUM: &str = include_str!("embedded/text_enum.rs.txt");
const NEWTYPE: &str = include_str!("embedded/newtype.rs.txt");

impl Embedded {
    fn direct(&self) -> Direct {
        let krate = self.name;
        Direct {
            value: format!("dyn ::{krate}::ToSql"),
            row: format!("&::{krate}::Row<'_>"),
            get: "get",
            client: format!("&::{krate}::Connection"),
            result: (format!("::{krate}::Result<"), ">"),
            count: "usize",
            pace: Pace::Blocking,
        }
    }
}

impl Mapper for Embedded {
    fn name(&self) -> &'static str {
        self.name
    }

    fn fits(&self, dialect: &str) -> bool {
        dialect == self.dialect
    }

    fn moves(&self, value: &Value, choice: &Choice, crates: &Crates) -> bool {
        (self.moves)(value, choice, crates)
    }

    fn own_type(&self, value: &Value, _crates: &Crates) -> Option<String> {
        (self.own_type)(value).map(Into::into)
    }

    fn statements(&self) -> Option<&dyn Statements> {
        Some(self)
    }

    fn write_record(&self, code: &mut Code, record: &Record) {
        self.direct().write_record(code, record);
    }

    fn write_enum(&self, code: &mut Code, model: &EnumModel) {
        code.template(&TEXT_ENUM.replace("KRATE", self.name), model.ident);
    }

    fn write_newtype(&self, code: &mut Code, _plan: &Plan, newtype: &Newtype) {
        let template = NEWTYPE.replace("KRATE", self.name);
        code.template(&template.replace("INNER", newtype.inner), newtype.ident);
    }

    fn write_prelude(&self, code: &mut Code, _plan: &Plan) {
        self.direct().write_prelude(code);
    }
}

impl Statements for Embedded {
    fn casts(&self, _dialect: &str) -> bool {
        self.casts
    }

    fn moves_arrays(&self, _crates: &Crates) -> bool {
        false
    }

    fn moves_composites(&self, _crates: &Crates) -> bool {
        false
    }

    fn prefers_text(&self, native: &str) -> bool {
        (self.prefers_text)(native)
    }
}
