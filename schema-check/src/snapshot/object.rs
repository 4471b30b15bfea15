//! What the check needs of an object file. Everything else in it is passed over, which is most of
//! it; the whole model would take several times as long to read in an unoptimised macro.

use std::path::Path;

use schema_model::snapshot::SnapshotError;
use schema_model::{LogicalType, ObjectName};
use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};

/// A table or view.
#[derive(Debug, Deserialize)]
pub struct Relation {
    /// Name.
    pub name: ObjectName,
    /// Columns in order.
    pub columns: Vec<Column>,
    #[serde(default)]
    constraints: Vec<Constraint>,
    /// The query; only a view has one beside its columns.
    #[serde(default)]
    definition: Option<IgnoredAny>,
}

impl Relation {
    /// The values that a CHECK constraint lists for a column.
    pub fn one_of(&self, column: &str) -> Option<&OneOf> {
        self.constraints
            .iter()
            .filter_map(|constraint| constraint.kind.check.as_ref()?.one_of.as_ref())
            .find(|one_of| one_of.column == column)
    }

    /// The column of that exact name.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// What to call it.
    pub fn word(&self) -> &'static str {
        match self.definition {
            Some(_) => "view",
            None => "table",
        }
    }
}

/// A column.
#[derive(Debug, Deserialize)]
pub struct Column {
    /// Name.
    pub name: String,
    /// The type as the database spells it.
    #[serde(rename = "type")]
    pub native_type: String,
    /// The type in our terms.
    #[serde(rename = "logical")]
    pub logical_type: LogicalType,
    /// Whether it can hold NULL.
    #[serde(default)]
    pub nullable: bool,
    /// Left out of `SELECT *`.
    #[serde(default)]
    pub invisible: bool,
    #[serde(default)]
    default: Option<IgnoredAny>,
    #[serde(default)]
    generated: Option<IgnoredAny>,
    #[serde(default)]
    identity: Option<Identity>,
    #[serde(default)]
    auto_increment: bool,
    #[serde(default)]
    rowid_alias: bool,
}

impl Column {
    /// Whether an INSERT may leave it out.
    pub fn can_be_omitted(&self) -> bool {
        self.nullable
            || self.default.is_some()
            || self.generated.is_some()
            || self.identity.is_some()
            || self.auto_increment
            || self.rowid_alias
    }

    /// Why no INSERT or UPDATE may name it.
    pub fn why_not_writable(&self) -> Option<&'static str> {
        if self.generated.is_some() {
            return Some("generated");
        }
        let always = self
            .identity
            .as_ref()
            .is_some_and(|identity| identity.always);
        always.then_some("`GENERATED ALWAYS AS IDENTITY`")
    }
}

#[derive(Debug, Deserialize)]
struct Identity {
    #[serde(default)]
    always: bool,
}

#[derive(Debug, Deserialize)]
struct Constraint {
    kind: ConstraintKind,
}

/// The kinds are told apart by the one key that the object has.
#[derive(Debug, Deserialize)]
struct ConstraintKind {
    #[serde(default)]
    check: Option<Check>,
}

#[derive(Debug, Deserialize)]
struct Check {
    #[serde(default)]
    one_of: Option<OneOf>,
}

/// `CHECK (column IN ('a', 'b'))`.
#[derive(Debug, Deserialize)]
pub struct OneOf {
    /// The column.
    pub column: String,
    /// The values in the order of the text.
    pub values: Vec<String>,
    /// Whether they are integers.
    #[serde(default)]
    pub integers: bool,
}

/// A named type.
#[derive(Debug, Deserialize)]
pub struct TypeDefinition {
    /// Name.
    pub name: ObjectName,
    /// What it is.
    #[serde(rename = "kind")]
    pub shape: TypeShape,
}

/// What a named type is; as far as we care, by the one key that the object has.
#[derive(Debug, Deserialize)]
pub struct TypeShape {
    /// The variants of an enum.
    #[serde(rename = "enum", default)]
    pub variants: Option<Vec<Variant>>,
    /// The members of a set.
    #[serde(rename = "set", default)]
    pub members: Option<Vec<Variant>>,
    /// What a domain restricts.
    #[serde(default)]
    pub domain: Option<Base>,
    /// What another name stands for.
    #[serde(default)]
    pub alias: Option<Base>,
    /// The attributes of a composite type.
    #[serde(default)]
    pub composite: Option<Vec<Column>>,
}

/// The type under a domain or another name.
#[derive(Debug, Deserialize)]
pub struct Base {
    /// The type in our terms.
    #[serde(rename = "logical")]
    pub logical_type: LogicalType,
}

/// A variant of an enum.
#[derive(Debug, Deserialize)]
pub struct Variant {
    /// The text that the database holds.
    pub name: String,
}

/// Reads an object file.
pub fn parse<T: DeserializeOwned>(path: &Path, text: &[u8]) -> Result<T, SnapshotError> {
    serde_json::from_slice(text).map_err(|error| SnapshotError::json(path, &error))
}
