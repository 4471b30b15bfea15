//! Names and types that the settings choose.

use std::collections::BTreeMap;

use schema_model::{Column, ObjectName, Schema, suggest};

use crate::codegen::filter::matches;
use crate::codegen::paths::is_type;
use crate::{BuildError, Ident, ModelSettings};

/// The checked form of `names` and `types`.
pub(super) struct Overrides<'a> {
    names: BTreeMap<&'a str, Ident>,
    types: &'a BTreeMap<String, String>,
}

/// The texts that mean an object in the settings.
pub(in crate::codegen) fn keys(name: &ObjectName) -> Vec<String> {
    let mut keys = vec![name.to_string()];
    if name.namespace.is_some() {
        keys.push(ObjectName::bare(&name.name).to_string());
    }
    keys
}

/// The texts that mean a column in the settings.
pub(in crate::codegen) fn column_keys(object: &ObjectName, column: &str) -> Vec<String> {
    let column = ObjectName::bare(column);
    keys(object)
        .into_iter()
        .map(|key| format!("{key}.{column}"))
        .collect()
}

impl<'a> Overrides<'a> {
    pub(super) fn new(settings: &'a ModelSettings, schema: &Schema) -> Result<Self, BuildError> {
        let mut names = BTreeMap::new();
        for (key, value) in &settings.names {
            let ident = Ident::parse(value).ok_or_else(|| {
                BuildError::models(
                    "names",
                    format!("`{value}` for `{key}` is not a Rust identifier"),
                )
            })?;
            names.insert(key.as_str(), ident);
        }
        for (key, value) in &settings.types {
            if !is_type(value) {
                return Err(BuildError::models(
                    "types",
                    format!("`{value}` for `{key}` is not a Rust type"),
                ));
            }
        }
        let overrides = Self {
            names,
            types: &settings.types,
        };
        overrides.check_keys(schema)?;
        Ok(overrides)
    }

    /// The chosen name for one of several keys that mean the same.
    pub(super) fn name(&self, keys: &[String]) -> Option<Ident> {
        keys.iter()
            .find_map(|key| self.names.get(key.as_str()))
            .cloned()
    }

    /// The chosen type of a column: by its name, by a pattern, by its native type.
    pub(super) fn type_of(&self, object: &ObjectName, column: &Column) -> Option<&'a str> {
        if self.types.is_empty() {
            return None;
        }
        let keys = column_keys(object, &column.name);
        let by_name = keys.iter().find_map(|key| self.types.get(key));
        let by_pattern = || {
            self.types
                .iter()
                .find(|(pattern, _)| keys.iter().any(|key| matches(pattern, key)))
                .map(|(_, ty)| ty)
        };
        let by_native_type = || {
            self.types
                .iter()
                .find(|(native, _)| is_native_type(&column.native_type, native))
                .map(|(_, ty)| ty)
        };
        by_name
            .or_else(by_pattern)
            .or_else(by_native_type)
            .map(String::as_str)
    }

    fn check_keys(&self, schema: &Schema) -> Result<(), BuildError> {
        if self.names.is_empty() && self.types.is_empty() {
            return Ok(());
        }
        let known = Known::of(schema);
        for key in self.names.keys() {
            if !known.names.iter().any(|name| name == key) {
                return Err(known.nothing("names", key));
            }
        }
        for key in self.types.keys() {
            let means_column = known.names.iter().any(|name| matches(key, name));
            let means_type = known
                .native
                .iter()
                .any(|native| is_native_type(native, key));
            if !means_column && !means_type {
                return Err(known.nothing("types", key));
            }
        }
        Ok(())
    }
}

/// Whether a native type is the one that a setting names, with or without its modifiers.
fn is_native_type(native: &str, setting: &str) -> bool {
    let bare = native.split('(').next().unwrap_or(native).trim();
    native.eq_ignore_ascii_case(setting) || bare.eq_ignore_ascii_case(setting)
}

/// Everything that a setting can mean.
struct Known {
    names: Vec<String>,
    native: Vec<String>,
}

impl Known {
    fn of(schema: &Schema) -> Self {
        let mut known = Self {
            names: schema.types.iter().flat_map(|ty| keys(&ty.name)).collect(),
            native: Vec::new(),
        };
        let tables = schema.tables.iter().map(|t| (&t.name, &t.columns));
        let views = schema.views.iter().map(|v| (&v.name, &v.columns));
        for (name, columns) in tables.chain(views) {
            known.names.extend(keys(name));
            known.names.extend(name.namespace.clone());
            for column in columns {
                known.names.extend(column_keys(name, &column.name));
                known.native.push(column.native_type.clone());
            }
        }
        known
    }

    fn nothing(&self, setting: &str, key: &str) -> BuildError {
        let near = suggest::nearest(key, self.names.iter().map(String::as_str));
        let hint = near.map_or(String::new(), |near| format!("; did you mean `{near}`?"));
        BuildError::models(
            setting,
            format!("`{key}` means no table, column or type of the schema{hint}"),
        )
    }
}
