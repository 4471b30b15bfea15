//! Settings of the models, as methods: each key of `[models]` that a build script follows has one.
//! Where the command line writes its file (`out`, `layout`) only `schema.toml` says.

use super::Config;
use crate::{Part, Target, Visibility};

impl Config {
    /// Whether models derive `SchemaChecked`.
    pub fn checked(self, checked: bool) -> Self {
        self.change(move |settings| settings.models.checked = Some(checked))
    }

    /// A crate that models shall work with.
    pub fn target(self, target: Target) -> Self {
        self.change(move |settings| settings.models.targets.push(target))
    }

    /// Whether models are as cheap to compile as they can be.
    pub fn lean(self, lean: bool) -> Self {
        self.change(move |settings| settings.models.lean = lean)
    }

    /// What is generated of each table and view, instead of everything but a constant for each
    /// column.
    pub fn parts(self, parts: impl IntoIterator<Item = Part>) -> Self {
        let parts: Vec<Part> = parts.into_iter().collect();
        self.change(move |settings| settings.models.parts = Some(parts.clone()))
    }

    /// What structs derive.
    pub fn derives(self, derives: impl IntoIterator<Item = impl Into<String>>) -> Self {
        let derives = strings(derives);
        self.change(move |settings| settings.models.derives = Some(derives.clone()))
    }

    /// Visibility of everything that is generated.
    pub fn visibility(self, visibility: Visibility) -> Self {
        self.change(move |settings| settings.models.visibility = visibility)
    }

    /// Generates only tables and views that match one of the patterns.
    pub fn include(self, pattern: impl Into<String>) -> Self {
        let pattern = pattern.into();
        self.change(move |settings| settings.models.include.push(pattern.clone()))
    }

    /// Leaves out tables and views that match the pattern.
    pub fn exclude(self, pattern: impl Into<String>) -> Self {
        let pattern = pattern.into();
        self.change(move |settings| settings.models.exclude.push(pattern.clone()))
    }

    /// The Rust name of a table, a `table.column` or a type.
    pub fn name_of(self, what: impl Into<String>, name: impl Into<String>) -> Self {
        let (what, name) = (what.into(), name.into());
        self.change(move |settings| {
            settings.models.names.insert(what.clone(), name.clone());
        })
    }

    /// The Rust type of a `table.column`, of a pattern of that, or of a native type.
    pub fn type_of(self, what: impl Into<String>, ty: impl Into<String>) -> Self {
        let (what, ty) = (what.into(), ty.into());
        self.change(move |settings| {
            settings.models.types.insert(what.clone(), ty.clone());
        })
    }

    /// Third-party crates that models may use, preferred ones first.
    pub fn crates(self, crates: impl IntoIterator<Item = impl Into<String>>) -> Self {
        let crates = strings(crates);
        self.change(move |settings| settings.models.crates = Some(crates.clone()))
    }

    /// The primary key of a table that has none in the database.
    pub fn key_of(
        self,
        table: impl Into<String>,
        columns: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        let (table, columns) = (table.into(), strings(columns));
        self.change(move |settings| {
            let keys = &mut settings.models.keys;
            keys.insert(table.clone(), columns.clone());
        })
    }

    /// Whether a `table.column`, or the columns of a pattern of that, can hold NULL.
    pub fn nullable(self, columns: impl Into<String>, nullable: bool) -> Self {
        let columns = columns.into();
        self.change(move |settings| {
            settings.models.nullable.insert(columns.clone(), nullable);
        })
    }

    /// What structs and enums derive besides, by pattern of table, view or type.
    pub fn extra_derives(
        self,
        pattern: impl Into<String>,
        derives: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        let (pattern, derives) = (pattern.into(), strings(derives));
        self.change(move |settings| {
            let extra = &mut settings.models.extra_derives;
            extra.insert(pattern.clone(), derives.clone());
        })
    }

    /// Attributes of structs and fields, without `#[` and `]`, by pattern of table or
    /// `table.column`.
    pub fn attributes(
        self,
        pattern: impl Into<String>,
        attributes: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        let (pattern, attributes) = (pattern.into(), strings(attributes));
        self.change(move |settings| {
            let all = &mut settings.models.attributes;
            all.insert(pattern.clone(), attributes.clone());
        })
    }

    /// Whether keys of one column are types of their own.
    pub fn key_types(self, key_types: bool) -> Self {
        self.change(move |settings| settings.models.key_types = key_types)
    }

    /// Whether domains are types of their own.
    pub fn domain_types(self, domain_types: bool) -> Self {
        self.change(move |settings| settings.models.domain_types = domain_types)
    }

    /// Whether models have doc comments.
    pub fn docs(self, docs: bool) -> Self {
        self.change(move |settings| settings.models.bare = !docs)
    }
}

fn strings(texts: impl IntoIterator<Item = impl Into<String>>) -> Vec<String> {
    texts.into_iter().map(Into::into).collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::{ModelSettings, Settings};

    const FILE: &str = r#"
        [models]
        checked = false
        targets = ["serde"]
        lean = true
        parts = ["row"]
        derives = ["Debug"]
        visibility = "pub(crate)"
        include = ["a*"]
        exclude = ["b*"]
        crates = ["time"]
        key_types = true
        domain_types = true
        docs = false
        names = { users = "Person" }
        types = { "users.email" = "crate::Email" }
        keys = { log = ["at", "who"] }
        nullable = { "totals.*" = false }
        extra_derives = { "*_log" = ["Eq"] }
        attributes = { users = ["non_exhaustive"] }
    "#;

    #[test]
    fn methods_say_what_the_file_says() {
        let serde = Target::named("serde").expect("there is one");
        let config = Config::new()
            .checked(false)
            .target(serde)
            .lean(true)
            .parts([Part::Row])
            .derives(["Debug"])
            .visibility(Visibility::Crate)
            .include("a*")
            .exclude("b*")
            .crates(["time"])
            .key_types(true)
            .domain_types(true)
            .docs(false)
            .name_of("users", "Person")
            .type_of("users.email", "crate::Email")
            .key_of("log", ["at", "who"])
            .nullable("totals.*", false)
            .extra_derives("*_log", ["Eq"])
            .attributes("users", ["non_exhaustive"]);
        let by_methods = config.applied_to(Settings::default()).models;
        let by_file = Settings::parse(FILE, Path::new("schema.toml")).expect("valid");
        assert_eq!(by_methods, by_file.models);
        assert!(every_one_is_set(by_methods));
    }

    /// A new setting does not compile here until somebody says where it is set.
    fn every_one_is_set(settings: ModelSettings) -> bool {
        let ModelSettings {
            checked,
            targets,
            lean,
            parts,
            derives,
            visibility,
            include,
            exclude,
            names,
            types,
            crates,
            keys,
            nullable,
            extra_derives,
            attributes,
            key_types,
            domain_types,
            bare,
            out: _,
            layout: _,
        } = settings;
        let lists = [include, exclude].iter().all(|list| !list.is_empty());
        let maps = [names, types].iter().all(|map| !map.is_empty());
        let by_pattern = [keys, extra_derives, attributes];
        checked.is_some()
            && !targets.is_empty()
            && lean
            && parts.is_some()
            && derives.is_some()
            && crates.is_some()
            && visibility != Visibility::default()
            && lists
            && maps
            && by_pattern.iter().all(|map| !map.is_empty())
            && !nullable.is_empty()
            && key_types
            && domain_types
            && bare
    }
}
