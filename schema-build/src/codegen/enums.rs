//! Enums: named ones, those that are defined in a column, and CHECK constraints that work as one.

use super::Writer;
use super::code::literal;
use super::docs::code_span;
use super::mapper::Mapper;
use crate::Ident;
use crate::naming::{Case, Scope, name_all};

/// An enum on its way.
pub(super) struct EnumModel<'a> {
    pub(super) ident: &'a Ident,
    pub(super) variants: Vec<&'a str>,
    /// Documentation, paragraph by paragraph.
    pub(super) doc: Vec<String>,
    /// What the check compares it with: `type = "mood"`.
    pub(super) check: Option<String>,
    /// The type in the database, when it is one of its own.
    pub(super) definition: Option<&'a schema_model::ObjectName>,
    /// Its name there.
    pub(super) type_name: Option<String>,
    /// The same as it is written in statements.
    pub(super) quoted_name: String,
    /// What it is called in messages: ``enum `mood` ``.
    pub(super) what: String,
}

impl Writer<'_, '_> {
    pub(super) fn write_enum(&mut self, model: &EnumModel) {
        let idents = name_all(
            model.variants.iter().copied(),
            Case::Camel,
            |_| None,
            &mut Scope::default(),
        );
        let variants: Vec<(&str, Ident)> = model.variants.iter().copied().zip(idents).collect();
        self.write_enum_item(model, &variants);
        self.write_enum_methods(model, &variants);
        self.write_enum_text(model, &variants);
        for target in self.plan.targets() {
            target.write_enum(&mut self.code, model);
        }
    }

    fn write_enum_item(&mut self, model: &EnumModel, variants: &[(&str, Ident)]) {
        let visibility = self.code.visibility();
        self.code.blank();
        self.code.doc(&model.doc);
        let names = variants.iter().map(|(_, ident)| ident.plain());
        self.code.allow(
            &["dead_code", "clippy::enum_variant_names"],
            names.chain([model.ident.plain()]),
            std::iter::empty(),
        );
        let mut derives: Vec<String> = ["Debug", "Clone", "Copy", "PartialEq", "Eq", "Hash"]
            .map(String::from)
            .into();
        let is_checked = self.plan.is_checked() && model.check.is_some();
        if is_checked {
            derives.push("::schema_checked::SchemaChecked".into());
        }
        derives.extend(self.plan.targets().flat_map(|t| t.enum_derives(model)));
        if let Some(name) = model.definition {
            derives.extend(self.plan.extras.derives(name));
        }
        self.code.derives(&derives);
        if let (true, Some(check)) = (is_checked, &model.check) {
            self.code.line(format!("#[schema({check})]"));
        }
        let attributes = self.plan.targets().flat_map(|t| t.enum_attributes(model));
        self.write_attributes(attributes);
        if let Some(name) = model.definition {
            self.write_attributes(self.plan.extras.attributes(name));
        }
        self.code.open(format!("{visibility} enum {}", model.ident));
        for (text, ident) in variants {
            self.code.doc(&[format!("{}.", code_span(text))]);
            let name = literal(text);
            self.write_attributes(self.plan.targets().filter_map(|t| t.variant(&name)));
            if ident.plain() != *text {
                if is_checked {
                    self.code.line(format!("#[schema(rename = {name})]"));
                }
                let renamed = |target: &'static dyn Mapper| target.renamed_variant(model, &name);
                self.write_attributes(self.plan.targets().filter_map(renamed));
            }
            self.code.line(format!("{ident},"));
        }
        self.code.close();
    }

    fn write_enum_methods(&mut self, model: &EnumModel, variants: &[(&str, Ident)]) {
        let visibility = self.code.visibility();
        self.code.blank();
        self.code.allow_always(&["dead_code"]);
        self.code.open(format!("impl {}", model.ident));
        let all: Vec<String> = variants
            .iter()
            .map(|(_, ident)| format!("Self::{ident}"))
            .collect();
        self.code.doc(&["All variants, in database order.".into()]);
        self.code.list(
            &format!("{visibility} const ALL: &'static [Self] = &"),
            &all,
            ";",
        );
        self.code.blank();
        self.code.doc(&["The text that the database holds.".into()]);
        self.code
            .open(format!("{visibility} fn as_str(self) -> &'static str"));
        self.code.open("match self");
        for (text, ident) in variants {
            self.code
                .line(format!("Self::{ident} => {},", literal(text)));
        }
        self.code.close();
        self.code.close();
        self.code.close();
    }

    /// `Display` and `FromStr`.
    fn write_enum_text(&mut self, model: &EnumModel, variants: &[(&str, Ident)]) {
        let ident = model.ident;
        self.code.blank();
        self.code
            .open(format!("impl ::std::fmt::Display for {ident}"));
        self.code
            .open("fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result");
        self.code.line("f.write_str(self.as_str())");
        self.code.close();
        self.code.close();
        self.code.blank();
        self.code
            .open(format!("impl ::std::str::FromStr for {ident}"));
        let error = self.code.short("::std::string::String");
        self.code.line(format!("type Err = {error};"));
        self.code.blank();
        let result = self.code.short("::std::result::Result");
        self.code.open(format!(
            "fn from_str(text: &str) -> {result}<Self, {error}>"
        ));
        let ok = self.code.short("::std::result::Result::Ok");
        self.code.open("match text");
        for (text, ident) in variants {
            self.code
                .line(format!("{} => {ok}(Self::{ident}),", literal(text)));
        }
        self.write_unknown_variant(model);
        self.code.close();
        self.code.close();
        self.code.close();
    }

    /// The last arm of `from_str`, broken where prettyplease breaks it.
    fn write_unknown_variant(&mut self, model: &EnumModel) {
        let message = literal(&format!("not a variant of {}", model.what));
        let string = self.code.short("::std::string::String::from");
        let err = self.code.short("::std::result::Result::Err");
        let text = format!("{string}({message})");
        let error = format!("{err}({text})");
        if self.code.fits(&format!("_ => {error},")) {
            return self.code.line(format!("_ => {error},"));
        }
        self.code.open("_ =>");
        if self.code.fits(&error) {
            self.code.line(error);
        } else {
            self.code.line(format!("{err}("));
            if self.code.fits(&format!("    {text},")) {
                self.code.line(format!("    {text},"));
            } else {
                self.code.line(format!("    {string}("));
                self.code.line(format!("        {message},"));
                self.code.line("    ),");
            }
            self.code.line(")");
        }
        self.code.close();
    }
}
