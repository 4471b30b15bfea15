//! What the check needs of an object file. The rest of it, grants and triggers and texts, is passed
//! over.

use std::path::Path;

use schema_model::json::{self, Fields, FromJson, Json, JsonError};
use schema_model::snapshot::SnapshotError;
use schema_model::{
    Column, Constraint, ConstraintKind, ForeignKey, Index, IndexKey, LogicalType, ObjectName,
    OneOf, Rule, Trigger, Variant,
};

/// A table or view.
#[derive(Debug)]
pub struct Relation {
    /// Name.
    pub name: ObjectName,
    /// Columns in order.
    pub columns: Vec<Column>,
    constraints: Vec<Constraint>,
    indexes: Vec<Index>,
    /// What only a view has.
    pub view: Option<View>,
}

/// What a view is besides its columns.
#[derive(Debug)]
pub struct View {
    /// Whether its rows are stored.
    pub materialized: bool,
    /// The query, or all of the statement.
    pub definition: String,
    /// `INSTEAD OF` triggers.
    pub triggers: Vec<Trigger>,
    /// Rewrite rules.
    pub rules: Vec<Rule>,
}

impl View {
    fn of(definition: String, fields: &mut Fields<'_>) -> Result<Self, JsonError> {
        Ok(Self {
            definition,
            materialized: fields.optional("materialized")?,
            triggers: fields.optional("triggers")?,
            rules: fields.optional("rules")?,
        })
    }
}

impl FromJson for Relation {
    fn from_json(json: &Json<'_>) -> Result<Self, JsonError> {
        let mut fields = Fields::of(json)?;
        // Tables that a statement of their own makes, such as virtual ones, say which kind they are.
        let kind = fields.optional::<Option<String>>("kind")?;
        Ok(Self {
            name: fields.required("name")?,
            columns: fields.required("columns")?,
            constraints: fields.optional("constraints")?,
            indexes: fields.optional("indexes")?,
            view: match (kind, fields.optional::<Option<String>>("definition")?) {
                (None, Some(definition)) => Some(View::of(definition, &mut fields)?),
                _ => None,
            },
        })
    }
}

impl Relation {
    /// The constraints that the database holds rows to.
    fn enforced(&self) -> impl Iterator<Item = &Constraint> {
        (self.constraints.iter()).filter(|constraint| constraint.enforced)
    }

    /// The values that a CHECK constraint lists for a column.
    pub fn one_of(&self, column: &str) -> Option<&OneOf> {
        self.enforced()
            .filter_map(|constraint| match &constraint.kind {
                ConstraintKind::Check(check) => check.one_of.as_ref(),
                _ => None,
            })
            .find(|one_of| one_of.column == column)
    }

    /// The columns of the primary key.
    pub fn primary_key(&self) -> Option<&[String]> {
        self.enforced()
            .find_map(|constraint| match &constraint.kind {
                ConstraintKind::PrimaryKey(key) => Some(key.columns.as_slice()),
                _ => None,
            })
    }

    /// The columns of everything that makes columns unique: keys, and indexes over all rows.
    pub fn unique_keys(&self) -> impl Iterator<Item = Vec<&str>> {
        let keys = self
            .enforced()
            .filter_map(|constraint| match &constraint.kind {
                ConstraintKind::PrimaryKey(key) | ConstraintKind::Unique(key) => {
                    Some(key.columns.iter().map(String::as_str).collect())
                }
                _ => None,
            });
        keys.chain(self.indexes.iter().filter_map(unique_columns))
    }

    /// The columns that keys and indexes over all rows start with, in order.
    pub fn indexed_columns(&self) -> impl Iterator<Item = Vec<&str>> {
        let keys = self
            .enforced()
            .filter_map(|constraint| match &constraint.kind {
                ConstraintKind::PrimaryKey(key) | ConstraintKind::Unique(key) => {
                    Some(key.columns.iter().map(String::as_str).collect())
                }
                _ => None,
            });
        let indexes = (self.indexes.iter()).filter(|index| index.predicate.is_none());
        keys.chain(indexes.map(leading_columns))
    }

    /// The foreign keys.
    pub fn foreign_keys(&self) -> impl Iterator<Item = &ForeignKey> {
        self.enforced()
            .filter_map(|constraint| match &constraint.kind {
                ConstraintKind::ForeignKey(key) => Some(key),
                _ => None,
            })
    }

    /// The column of that exact name.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// What to call it.
    pub fn word(&self) -> &'static str {
        match self.view {
            Some(_) => "view",
            None => "table",
        }
    }
}

/// The columns of an index, if no two rows have the same values in them.
fn unique_columns(index: &Index) -> Option<Vec<&str>> {
    if !index.unique || index.predicate.is_some() {
        return None;
    }
    let columns = index
        .parts
        .iter()
        .map(|part| match (&part.key, part.prefix_length) {
            (IndexKey::Column(column), None) => Some(column.as_str()),
            _ => None,
        });
    columns.collect()
}

/// The columns that an index starts with.
fn leading_columns(index: &Index) -> Vec<&str> {
    let columns = index.parts.iter().map(|part| match &part.key {
        IndexKey::Column(column) => Some(column.as_str()),
        _ => None,
    });
    columns.map_while(|column| column).collect()
}

/// Why no INSERT or UPDATE may name a column.
pub fn why_not_writable(column: &Column) -> Option<&'static str> {
    if column.generated.is_some() {
        return Some("generated");
    }
    (!column.is_writable()).then_some("`GENERATED ALWAYS AS IDENTITY`")
}

/// The one column that a domain would be.
pub fn column_of_domain(base: &Base) -> Column {
    Column::new("", base.native_type.clone(), base.logical_type.clone())
}

/// A named type.
#[derive(Debug)]
pub struct TypeDefinition {
    /// Name.
    pub name: ObjectName,
    /// What it is.
    pub shape: TypeShape,
}

impl FromJson for TypeDefinition {
    fn from_json(json: &Json<'_>) -> Result<Self, JsonError> {
        let mut fields = Fields::of(json)?;
        Ok(Self {
            name: fields.required("name")?,
            shape: fields.required("kind")?,
        })
    }
}

/// What a named type is; as far as we care, by the one key that the object has.
#[derive(Debug)]
pub struct TypeShape {
    /// The variants of an enum.
    pub variants: Option<Vec<Variant>>,
    /// The members of a set.
    pub members: Option<Vec<Variant>>,
    /// What a domain restricts.
    pub domain: Option<Base>,
    /// What another name stands for.
    pub alias: Option<Base>,
    /// The attributes of a composite type.
    pub composite: Option<Vec<Column>>,
}

impl FromJson for TypeShape {
    fn from_json(json: &Json<'_>) -> Result<Self, JsonError> {
        let mut fields = Fields::of(json)?;
        Ok(Self {
            variants: fields.optional("enum")?,
            members: fields.optional("set")?,
            domain: fields.optional("domain")?,
            alias: fields.optional("alias")?,
            composite: fields.optional("composite")?,
        })
    }
}

/// The type under a domain or another name.
#[derive(Debug)]
pub struct Base {
    /// The type as the database spells it.
    pub native_type: String,
    /// The type in our terms.
    pub logical_type: LogicalType,
}

impl FromJson for Base {
    fn from_json(json: &Json<'_>) -> Result<Self, JsonError> {
        let mut fields = Fields::of(json)?;
        Ok(Self {
            native_type: fields.required("type")?,
            logical_type: fields.required("logical")?,
        })
    }
}

/// Reads an object file.
pub fn parse<T: FromJson>(path: &Path, text: &[u8]) -> Result<T, SnapshotError> {
    let parsed = match std::str::from_utf8(text) {
        Ok(text) => json::from_text(text),
        Err(error) => Err(json::TextError::not_utf8(text, error)),
    };
    parsed.map_err(|error| SnapshotError::json(path, error))
}
