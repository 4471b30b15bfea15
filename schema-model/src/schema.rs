//! The schema as a whole.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use crate::json::{FromJson, Json, JsonError, Sink, ToJson};
use crate::{
    DefinedObject, Event, Extension, Namespace, ObjectName, Routine, Sequence, Table,
    TypeDefinition, Unmodelled, View,
};

/// Attributes that have a name and a value and need no field of their own.
pub type Options = BTreeMap<String, String>;

record! {
    /// Everything we know of a database's schema.
    ///
    /// Objects stand in any order until [`normalize`](Self::normalize) sorts them.
    #[derive(Debug, Clone, PartialEq, Eq, Default)]
    pub struct Schema {
        /// The dialect that it was read with: `sqlite`, `postgres`, `mysql`, `mariadb`, `duckdb`.
        pub dialect: String,
        /// Version of the server or library, when it was read from one. Not part of the fingerprint.
        pub server_version: Option<String> = default,
        /// Namespaces that an unqualified name is looked up in, in order; empty in a dialect without.
        pub search_path: Vec<String> = default,
        /// Settings of the database itself: default character set and collation.
        pub options: Options = default,
        /// Namespaces.
        pub namespaces: Vec<Namespace> = default,
        /// Extensions.
        pub extensions: Vec<Extension> = default,
        /// Named types.
        pub types: Vec<TypeDefinition> = default,
        /// Sequences.
        pub sequences: Vec<Sequence> = default,
        /// Tables.
        pub tables: Vec<Table> = default,
        /// Views and materialized views.
        pub views: Vec<View> = default,
        /// Functions, procedures, aggregates and macros.
        pub routines: Vec<Routine> = default,
        /// Scheduled events.
        pub events: Vec<Event> = default,
        /// Objects whose definition is kept as text.
        pub objects: Vec<DefinedObject> = default,
        /// What the source has and we do not model.
        pub unmodelled: Vec<Unmodelled> = default,
    }
}

impl Schema {
    /// An empty schema of a dialect.
    pub fn new(dialect: impl Into<String>) -> Self {
        Self {
            dialect: dialect.into(),
            ..Self::default()
        }
    }

    /// The table of that exact name.
    pub fn table(&self, name: &ObjectName) -> Option<&Table> {
        find(&self.tables, name, |table| &table.name)
    }

    /// The view of that exact name.
    pub fn view(&self, name: &ObjectName) -> Option<&View> {
        find(&self.views, name, |view| &view.name)
    }

    /// The named type of that exact name.
    pub fn type_definition(&self, name: &ObjectName) -> Option<&TypeDefinition> {
        find(&self.types, name, |ty| &ty.name)
    }

    /// The sequence of that exact name.
    pub fn sequence(&self, name: &ObjectName) -> Option<&Sequence> {
        find(&self.sequences, name, |sequence| &sequence.name)
    }
}

/// Objects in canonical form are sorted by name. Those in another order are looked through, and so
/// is a list that seems not to have the name, since nothing else tells the two apart.
fn find<'a, T>(
    objects: &'a [T],
    name: &ObjectName,
    name_of: impl Fn(&T) -> &ObjectName,
) -> Option<&'a T> {
    match objects.binary_search_by(|object| name_of(object).cmp(name)) {
        Ok(place) => objects.get(place),
        Err(_) => objects.iter().find(|object| name_of(object) == name),
    }
}

/// What an object is; the first word of an [`ObjectKey`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ObjectKind {
    /// Namespace.
    Namespace,
    /// Extension.
    Extension,
    /// Named type.
    Type,
    /// Sequence.
    Sequence,
    /// Table.
    Table,
    /// View or materialized view.
    View,
    /// Function, procedure, aggregate or macro.
    Routine,
    /// Scheduled event.
    Event,
    /// Object whose definition is kept as text.
    Object,
}

impl ObjectKind {
    const ALL: [(Self, &'static str); 9] = [
        (Self::Namespace, "namespace"),
        (Self::Extension, "extension"),
        (Self::Type, "type"),
        (Self::Sequence, "sequence"),
        (Self::Table, "table"),
        (Self::View, "view"),
        (Self::Routine, "routine"),
        (Self::Event, "event"),
        (Self::Object, "object"),
    ];

    /// The word for it.
    pub fn word(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(kind, _)| *kind == self)
            .map_or("object", |(_, word)| word)
    }
}

/// A whole object, written as `table:public.users`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ObjectKey {
    /// What it is.
    pub kind: ObjectKind,
    /// Its name; for a routine with its signature in parentheses.
    pub name: ObjectName,
}

impl fmt::Display for ObjectKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.kind.word(), self.name)
    }
}

impl FromStr for ObjectKey {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (word, name) = text
            .split_once(':')
            .ok_or_else(|| format!("`{text}` is not an object key: write `table:name`"))?;
        let (kind, _) = ObjectKind::ALL
            .into_iter()
            .find(|(_, known)| *known == word)
            .ok_or_else(|| format!("`{word}` in `{text}` is not a kind of object"))?;
        let name = name.parse().map_err(|error| format!("{error}"))?;
        Ok(Self { kind, name })
    }
}

impl ToJson for ObjectKey {
    fn to_json(&self, sink: &mut dyn Sink) {
        sink.text(&self.to_string());
    }
}

impl FromJson for ObjectKey {
    fn from_json(json: &Json<'_>) -> Result<Self, JsonError> {
        String::from_json(json)?.parse().map_err(JsonError::new)
    }
}
