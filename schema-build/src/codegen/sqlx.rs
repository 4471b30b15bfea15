//! What makes models work with other crates: derives and attributes of `sqlx` and `serde`.
//!
//! Names no dialect: an enum that has a type of its own in the database is encoded by that name,
//! any other one as the text that it is.

use super::Writer;
use super::enums::EnumModel;
use super::plan::Plan;
use super::record::Mode;
use crate::Target;

impl Plan<'_> {
    pub(super) fn is_checked(&self) -> bool {
        self.settings.checked.unwrap_or(false)
    }

    fn has_target(&self, target: Target) -> bool {
        self.settings.targets.contains(&target)
    }

    /// What every struct derives.
    pub(super) fn plain_derives(&self) -> Vec<String> {
        let mut derives = match &self.settings.derives {
            Some(derives) => derives.clone(),
            None => ["Debug", "Clone", "PartialEq"].map(String::from).into(),
        };
        if self.has_target(Target::Serde) {
            derives.push("::serde::Serialize".into());
            derives.push("::serde::Deserialize".into());
        }
        derives
    }

    /// What the structs of a table derive.
    pub(super) fn derives(&self) -> Vec<String> {
        let mut derives = self.plain_derives();
        if self.is_checked() {
            derives.push("::schema_checked::SchemaChecked".into());
        }
        derives
    }
}

impl Writer<'_, '_> {
    pub(super) fn row_target_derives(&self) -> Vec<String> {
        let is_sqlx = self.plan.has_target(Target::Sqlx);
        is_sqlx
            .then(|| "::sqlx::FromRow".into())
            .into_iter()
            .collect()
    }

    pub(super) fn write_target_rename(&mut self, column: &str, mode: Mode) {
        let name = super::code::literal(column);
        if self.plan.has_target(Target::Sqlx) && mode == Mode::Row {
            self.code.line(format!("#[sqlx(rename = {name})]"));
        }
        if self.plan.has_target(Target::Serde) {
            self.code.line(format!("#[serde(rename = {name})]"));
        }
    }

    pub(super) fn enum_target_derives(&self, model: &EnumModel) -> Vec<String> {
        let mut derives = Vec::new();
        if self.plan.has_target(Target::Serde) {
            derives.push("::serde::Serialize".into());
            derives.push("::serde::Deserialize".into());
        }
        if self.plan.has_target(Target::Sqlx) && model.type_name.is_some() {
            derives.push("::sqlx::Type".into());
        }
        derives
    }

    pub(super) fn write_enum_target_attributes(&mut self, model: &EnumModel) {
        if let (true, Some(name)) = (self.plan.has_target(Target::Sqlx), &model.type_name) {
            let name = super::code::literal(name);
            self.code.line(format!("#[sqlx(type_name = {name})]"));
        }
    }

    pub(super) fn write_enum_target_rename(&mut self, model: &EnumModel, name: &str) {
        if self.plan.has_target(Target::Serde) {
            self.code.line(format!("#[serde(rename = {name})]"));
        }
        if self.plan.has_target(Target::Sqlx) && model.type_name.is_some() {
            self.code.line(format!("#[sqlx(rename = {name})]"));
        }
    }

    /// Implementations that cannot be derived: an enum that is text in the database.
    pub(super) fn write_enum_targets(&mut self, model: &EnumModel) {
        if !self.plan.has_target(Target::Sqlx) || model.type_name.is_some() {
            return;
        }
        let ident = model.ident;
        self.code.blank();
        for line in SQLX_TEXT_ENUM.lines() {
            self.code.line(line.replace("IDENT", &ident.to_string()));
        }
    }

    /// A type without attributes is nothing that sqlx could read.
    pub(super) fn composite_target_derives(&self, is_empty: bool) -> Vec<String> {
        let is_sqlx = self.plan.has_target(Target::Sqlx) && !is_empty;
        is_sqlx.then(|| "::sqlx::Type".into()).into_iter().collect()
    }

    pub(super) fn write_composite_target_attributes(&mut self, name: &str, is_empty: bool) {
        if self.plan.has_target(Target::Sqlx) && !is_empty {
            let name = super::code::literal(name);
            self.code.line(format!("#[sqlx(type_name = {name})]"));
        }
    }

    pub(super) fn write_composite_target_rename(&mut self, name: &str) {
        if self.plan.has_target(Target::Serde) {
            self.code.line(format!("#[serde(rename = {name})]"));
        }
        // sqlx reads and writes the attributes in order, whatever they are called.
    }
}

const SQLX_TEXT_ENUM: &str = include_str!("sqlx/text_enum.rs.txt");
