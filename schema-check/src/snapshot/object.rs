//! What the check needs of an object file. Everything else in it is passed over, which is most of
//! it; the whole model would take several times as long to read in an unoptimised macro.

use std::path::Path;

use schema_model::snapshot::SnapshotError;
use schema_model::{LogicalType, Nullability, ObjectName};
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
    #[serde(default)]
    indexes: Vec<Index>,
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

    /// The columns of the primary key.
    pub fn primary_key(&self) -> Option<&[String]> {
        let mut keys = self.constraints.iter();
        keys.find_map(|constraint| Some(constraint.kind.primary_key.as_ref()?.columns.as_slice()))
    }

    /// The columns of everything that makes columns unique: keys, and indexes over all rows.
    pub fn unique_keys(&self) -> impl Iterator<Item = Vec<&str>> {
        let keys = self.constraints.iter().filter_map(|constraint| {
            let kind = &constraint.kind;
            kind.primary_key.as_ref().or(kind.unique.as_ref())
        });
        let keys = keys.map(|key| key.columns.iter().map(String::as_str).collect());
        keys.chain(self.indexes.iter().filter_map(Index::unique_columns))
    }

    /// The foreign keys.
    pub fn foreign_keys(&self) -> impl Iterator<Item = &ForeignKey> {
        let constraints = self.constraints.iter();
        constraints.filter_map(|constraint| constraint.kind.foreign_key.as_ref())
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
    /// How that is known.
    #[serde(default)]
    pub nullability: Nullability,
    /// Declared dimensions of an array.
    #[serde(default)]
    pub dimensions: u32,
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

    /// The one column that a domain would be.
    pub fn of_domain(base: &Base) -> Self {
        Self {
            name: String::new(),
            native_type: base.native_type.clone(),
            logical_type: base.logical_type.clone(),
            nullable: false,
            nullability: Nullability::default(),
            dimensions: 0,
            invisible: false,
            default: None,
            generated: None,
            identity: None,
            auto_increment: false,
            rowid_alias: false,
        }
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
    #[serde(default)]
    primary_key: Option<Key>,
    #[serde(default)]
    unique: Option<Key>,
    #[serde(default)]
    foreign_key: Option<ForeignKey>,
}

#[derive(Debug, Deserialize)]
struct Key {
    columns: Vec<String>,
}

/// A foreign key.
#[derive(Debug, Deserialize)]
pub struct ForeignKey {
    /// Columns of this table.
    pub columns: Vec<String>,
    /// The table that they refer to.
    pub references: ObjectName,
    /// The columns there, in the same order; empty when the primary key is meant.
    #[serde(default)]
    pub referenced_columns: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Index {
    #[serde(default)]
    unique: bool,
    #[serde(default)]
    predicate: Option<IgnoredAny>,
    #[serde(default)]
    parts: Vec<IndexPart>,
}

impl Index {
    /// The columns, if no two rows have the same values in them.
    fn unique_columns(&self) -> Option<Vec<&str>> {
        if !self.unique || self.predicate.is_some() {
            return None;
        }
        let columns = self.parts.iter().map(|part| match part.prefix_length {
            Some(_) => None,
            None => part.key.column.as_deref(),
        });
        columns.collect()
    }
}

#[derive(Debug, Deserialize)]
struct IndexPart {
    key: IndexKey,
    #[serde(default)]
    prefix_length: Option<IgnoredAny>,
}

#[derive(Debug, Deserialize)]
struct IndexKey {
    #[serde(default)]
    column: Option<String>,
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
    /// The type as the database spells it.
    #[serde(rename = "type")]
    pub native_type: String,
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
