//! The crates that models work with: a file each in `mapper/`, behind one trait.
//!
//! What a target does not say something about stays as it is for plain structs.

mod all;
mod diesel;
mod direct;
mod duckdb;
mod embedded;
mod rusqlite;
mod sea_orm;
mod serde;
mod sqlx;
mod tokio_postgres;

use std::fmt;

use schema_model::rust_types::Choice;
use schema_model::{Column, LogicalType};

use super::Writer;
use super::code::Code;
use super::enums::EnumModel;
use super::newtypes::Newtype;
use super::plan::{Namespace, Plan, Relation};
use super::record::Mode;
use crate::{BuildError, Crates, Ident, Note};

/// A crate that models can work with.
#[derive(Clone, Copy)]
pub struct Target(&'static dyn Mapper);

impl Target {
    /// The target of that name: that of its crate.
    pub fn named(name: &str) -> Option<Self> {
        Self::all().find(|target| target.name() == name)
    }

    /// Every target.
    pub fn all() -> impl Iterator<Item = Self> {
        all::TARGETS.iter().map(|mapper| Self(*mapper))
    }

    /// The name of its crate.
    pub fn name(self) -> &'static str {
        self.0.name()
    }

    /// Whether its crate works with databases of a dialect.
    pub fn fits(self, dialect: &str) -> bool {
        self.0.fits(dialect)
    }
}

impl fmt::Debug for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl PartialEq for Target {
    fn eq(&self, other: &Self) -> bool {
        self.name() == other.name()
    }
}

impl Eq for Target {}

/// What a crate asks of the models.
pub(super) trait Mapper: Sync {
    /// The name of the crate.
    fn name(&self) -> &'static str;

    /// Whether it moves values of a column of this type in that Rust type.
    fn moves(&self, _value: &Value, _choice: &Choice, _crates: &Crates) -> bool {
        true
    }

    /// Whether the struct of a row can be called that.
    fn takes_row_name(&self, _name: &str) -> bool {
        true
    }

    /// Whether it moves ranges in that type.
    fn moves_range(&self, _path: &str) -> bool {
        true
    }

    /// Whether it works with databases of a dialect.
    fn fits(&self, _dialect: &str) -> bool {
        true
    }

    /// A type of the crate for values that no other type holds as well.
    fn own_type(&self, _value: &Value, _crates: &Crates) -> Option<String> {
        None
    }

    /// Whether values may be of a type of another target's crate.
    fn accepts_own_types(&self) -> bool {
        true
    }

    /// Targets that cannot share structs with it.
    fn excludes(&self, _dialect: &str) -> &'static [&'static str] {
        &[]
    }

    /// A type of the models for values that no type holds.
    fn raw_type(&self, _value: &Value) -> Option<String> {
        None
    }

    /// How what it cannot move is read and written all the same.
    fn statements(&self) -> Option<&dyn Statements> {
        None
    }

    /// What every struct derives, those of values inside columns too.
    fn struct_derives(&self) -> &'static [&'static str] {
        &[]
    }

    /// What the struct of a table derives.
    fn record_derives(&self, _record: &Record) -> Vec<String> {
        Vec::new()
    }

    /// Attributes of the struct of a table.
    fn record_attributes(&self, _record: &Record) -> Vec<String> {
        Vec::new()
    }

    /// Whether it has anything to say of a table.
    fn describes(&self, _plan: &Plan, _relation: &Relation) -> bool {
        true
    }

    /// Whether the target itself calls the column of a field differently, so that the check has to
    /// be told.
    fn renames(&self, _ident: &Ident) -> bool {
        false
    }

    /// An attribute of a field, however its column is called.
    fn field_attribute(&self, _ident: &Ident) -> Option<String> {
        None
    }

    /// Attributes of a field whose column is called differently.
    fn renamed_field(&self, _literal: &str, _mode: Mode) -> Option<String> {
        None
    }

    /// What follows the struct of a table.
    fn write_record(&self, _code: &mut Code, _record: &Record) {}

    /// What an enum derives.
    fn enum_derives(&self, _model: &EnumModel) -> Vec<String> {
        Vec::new()
    }

    /// Attributes of an enum.
    fn enum_attributes(&self, _model: &EnumModel) -> Vec<String> {
        Vec::new()
    }

    /// Attributes of a variant that is called differently.
    fn renamed_variant(&self, _model: &EnumModel, _literal: &str) -> Option<String> {
        None
    }

    /// An attribute of a variant, whatever it is called.
    fn variant(&self, _literal: &str) -> Option<String> {
        None
    }

    /// What follows an enum.
    fn write_enum(&self, _code: &mut Code, _model: &EnumModel) {}

    /// What a composite type derives.
    fn composite_derives(&self, _composite: &Composite) -> Vec<String> {
        Vec::new()
    }

    /// Attributes of a composite type.
    fn composite_attributes(&self, _composite: &Composite) -> Vec<String> {
        Vec::new()
    }

    /// Attributes of a composite type's field that is called differently.
    fn renamed_attribute(&self, _composite: &Composite, _literal: &str) -> Option<String> {
        None
    }

    /// What a type around a key or a domain derives.
    fn newtype_derives(&self) -> Vec<String> {
        Vec::new()
    }

    /// Attributes of such a type.
    fn newtype_attributes(&self, _plan: &Plan, _newtype: &Newtype) -> Vec<String> {
        Vec::new()
    }

    /// What follows such a type.
    fn write_newtype(&self, _code: &mut Code, _plan: &Plan, _newtype: &Newtype) {}

    /// What stands once, before everything else.
    fn write_prelude(&self, _code: &mut Code, _plan: &Plan) {}

    /// What stands in every namespace, after its models.
    fn write_namespace(&self, _code: &mut Code, _plan: &Plan, _namespace: &Namespace) {}

    /// What it cannot do with which table.
    fn notes(&self, _plan: &Plan) -> Vec<Note> {
        Vec::new()
    }
}

/// A target that knows a way for values which it cannot move: its models hold their own SQL and cast
/// them to text and back, or a type of the models holds them as they are sent.
pub(super) trait Statements: Sync {
    /// Whether there is such a way with a database: casts that give back every value, say.
    fn casts(&self, dialect: &str) -> bool;
    /// The type of the models that holds such a value, where nothing casts it.
    fn held_as(&self, _logical: &LogicalType) -> Option<Held> {
        None
    }
    /// Whether it writes methods of structs.
    fn writes_methods(&self) -> bool {
        true
    }
    /// Whether arrays of what it moves are moved too.
    fn moves_arrays(&self, crates: &Crates) -> bool;
    /// Whether arrays of enums are.
    fn moves_arrays_of_enums(&self, crates: &Crates) -> bool {
        self.moves_arrays(crates)
    }
    /// Whether ranges of this native type are, where their bounds are.
    fn moves_ranges(&self, _native: &str) -> bool {
        false
    }
    /// Whether composite types of what it moves are moved too.
    fn moves_composites(&self, crates: &Crates) -> bool;
    /// Whether they may have an attribute of this native type.
    fn moves_inside_composites(&self, _native: &str) -> bool {
        true
    }
    /// Whether a value of this native type is better moved as text.
    fn prefers_text(&self, _native: &str) -> bool {
        false
    }
}

/// How a value is held that no type is for.
pub(super) enum Held {
    /// In a type of the models, which has this name outside of all namespaces.
    Raw(String),
    /// As text, which queries have to ask for.
    Text,
}

/// A type of the database, where a Rust type for it is chosen.
pub(super) struct Value<'v> {
    pub(super) logical: &'v LogicalType,
    /// The type as the database spells it, that of a whole array for its elements.
    pub(super) native: &'v str,
    pub(super) dialect: &'v str,
}

/// A composite type on its way.
pub(super) struct Composite {
    /// Whether every attribute is moved.
    pub(super) is_movable: bool,
    /// Its name without its namespace.
    pub(super) name: String,
    /// Its name as it is written in statements.
    pub(super) quoted_name: String,
}

/// A struct of a table or view.
pub(super) struct Record<'r> {
    pub(super) plan: &'r Plan<'r>,
    pub(super) relation: &'r Relation<'r>,
    pub(super) ident: &'r Ident,
    pub(super) mode: Mode,
    pub(super) fields: Vec<RecordField<'r>>,
    /// The way to what stands before everything else.
    pub(super) root: &'static str,
    /// The type of each column of the primary key, for updates.
    pub(super) key: Vec<RecordField<'r>>,
}

/// A field of it.
pub(super) struct RecordField<'r> {
    pub(super) column: &'r Column,
    pub(super) ident: &'r Ident,
    /// Its type as it is written.
    pub(super) ty: String,
    /// Whether its value is cast to text and back.
    pub(super) is_text: bool,
    /// What a parameter for it is cast to in statements: nothing, or `::type`.
    pub(super) cast: String,
}

impl Plan<'_> {
    pub(super) fn is_checked(&self) -> bool {
        self.settings.checked.unwrap_or(false)
    }

    pub(super) fn targets(&self) -> impl Iterator<Item = &'static dyn Mapper> {
        self.settings.targets.iter().map(|target| target.0)
    }

    /// Whether values may be of a type that a target's crate brings.
    pub(super) fn uses_own_types(&self) -> bool {
        self.targets().all(Mapper::accepts_own_types)
    }

    /// What the structs of a table derive. Each derive of each struct is paid for in every build, so
    /// by default there is only what people miss at once.
    pub(super) fn derives(&self, mode: Mode) -> Vec<String> {
        let usual: &[&str] = match mode {
            Mode::Row if !self.settings.lean => &["Debug", "Clone"],
            _ => &[],
        };
        self.checked(self.own_derives(usual))
    }

    /// What the structs of values in a column derive. They are few, and whoever compares rows needs
    /// to compare them.
    pub(super) fn value_derives(&self) -> Vec<String> {
        self.own_derives(&["Debug", "Clone", "PartialEq"])
    }

    fn own_derives(&self, usual: &[&str]) -> Vec<String> {
        let mut derives = match &self.settings.derives {
            Some(derives) => derives.clone(),
            None => usual.iter().map(ToString::to_string).collect(),
        };
        for target in self.targets() {
            derives.extend(target.struct_derives().iter().map(ToString::to_string));
        }
        derives
    }

    /// The same with the check, where models are checked.
    pub(super) fn checked(&self, mut derives: Vec<String>) -> Vec<String> {
        if self.is_checked() {
            derives.push("::schema_checked::SchemaChecked".into());
        }
        derives
    }

    /// Two targets with statements would both write the same methods.
    pub(super) fn check_targets(&self) -> Result<(), BuildError> {
        let dialect = &self.schema.dialect;
        if let Some(target) = self.targets().find(|target| !target.fits(dialect)) {
            let name = target.name();
            let fitting = Target::all().filter(|target| target.fits(dialect));
            let fitting: Vec<_> = fitting.map(|it| format!("`{}`", it.name())).collect();
            let fitting = fitting.join(", ");
            return Err(BuildError::models(
                "targets",
                format!("`{name}` does not work with {dialect}: choose among {fitting}"),
            ));
        }
        for target in self.targets() {
            let (name, excluded) = (target.name(), target.excludes(dialect));
            if let Some(other) = self.targets().find(|it| excluded.contains(&it.name())) {
                let other = other.name();
                return Err(BuildError::models(
                    "targets",
                    format!("`{name}` and `{other}` cannot share structs: choose one of them"),
                ));
            }
        }
        let names: Vec<&str> = self
            .targets()
            .filter(|target| target.statements().is_some_and(Statements::writes_methods))
            .map(|target| target.name())
            .collect();
        match names[..] {
            [first, second, ..] if first != second => Err(BuildError::models(
                "targets",
                format!(
                    "`{first}` and `{second}` both write the methods of a struct: choose one of them"
                ),
            )),
            _ => Ok(()),
        }
    }
}

impl Writer<'_, '_> {
    pub(super) fn write_preludes(&mut self) {
        for target in self.plan.targets() {
            target.write_prelude(&mut self.code, self.plan);
        }
    }

    /// Attributes that targets ask for, a line each.
    pub(super) fn write_attributes(&mut self, attributes: impl IntoIterator<Item = String>) {
        for attribute in attributes {
            self.code.line(attribute);
        }
    }
}
