//! What structs and enums declare: tables, columns, keys and enum types, in a schema of the model.
//!
//! A row struct says what its table has at least, and never that it has nothing else. What is there
//! already in a way that holds the type of its field is as it should be. Structs of inserts and
//! updates declare nothing, and neither does one that stands for a view.

mod agree;
mod collect;
mod enums;
mod keys;
mod lower;
mod merge;
mod tables;
mod types;

use std::collections::HashMap;
use std::fmt;
use std::path::PathBuf;

use schema_check::declaration::RustType;
use schema_engine::declared::Created;
use schema_engine::diff::Rename;
use schema_engine::{Dialect, RenameHint};
use schema_model::{ObjectName, Schema};

use crate::failure::Failure;

pub use collect::Structs;

/// A place in a source file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub path: PathBuf,
    /// The line, from 1.
    pub line: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.path.display(), self.line)
    }
}

/// Something that was said, and where.
#[derive(Debug, Clone)]
pub struct Said<T> {
    /// What.
    pub what: T,
    /// Where.
    pub place: Place,
}

/// The values of an enum.
#[derive(Debug, Clone)]
pub struct Values {
    /// Where the enum is.
    pub place: Place,
    /// The named type that it stands for.
    pub ty: Option<ObjectName>,
    /// The columns whose values it lists, as `table.column`.
    pub columns: Vec<String>,
    /// Whether the database may have no others.
    pub is_closed: bool,
    /// The values, each with the name that it had before.
    pub values: Vec<(String, Option<Said<String>>)>,
}

impl Values {
    /// The values as text.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.values.iter().map(|(text, _)| text.as_str())
    }
}

/// Enums by their names; modules may have different ones of one name.
pub type Enums = HashMap<String, Vec<Values>>;

/// What structs around one field hold, by their names; nothing where two of one name differ.
pub type Newtypes = HashMap<String, Option<RustType>>;

/// A table as structs declare it.
#[derive(Debug)]
pub struct Wanted {
    /// Its name as it is written first.
    pub name: ObjectName,
    /// The struct that names it first.
    pub place: Place,
    /// Whether one of the structs has a field for every column.
    pub is_complete: bool,
    /// What it was called before.
    pub renamed_from: Option<Said<String>>,
    /// The columns, in the order of the fields.
    pub columns: Vec<WantedColumn>,
    /// The columns of the primary key.
    pub primary_key: Option<Said<Vec<String>>>,
    /// Columns that are unique together.
    pub unique: Vec<Said<Vec<String>>>,
    /// Columns that an index starts with.
    pub index: Vec<Said<Vec<String>>>,
}

/// A column as structs declare it.
#[derive(Debug, Clone)]
pub struct WantedColumn {
    /// Its name.
    pub name: String,
    /// The field that names it first.
    pub place: Place,
    /// The types of its fields.
    pub types: Vec<Said<RustType>>,
    /// Whether it can be NULL.
    pub nullable: Said<bool>,
    /// Whether it keeps JSON, whatever the type is.
    pub json: bool,
    /// Whether values that do not fit are accepted.
    pub lossy: bool,
    /// Whether the value is converted, so that its type says nothing.
    pub is_converted: bool,
    /// The native type, where it is stated.
    pub sql_type: Option<Said<String>>,
    /// The default, where it is stated; without a text, any.
    pub default: Option<Said<Option<String>>>,
    /// What it refers to.
    pub references: Option<Said<String>>,
    /// What it was called before.
    pub renamed_from: Option<Said<String>>,
}

/// What structs are added to.
pub struct Ground<'a> {
    /// What is there, and what DDL in the code adds.
    pub schema: &'a Schema,
    /// What DDL in the code alone comes to.
    pub spoken: &'a Schema,
    /// What DDL in the code creates.
    pub created: &'a [Created],
}

/// What structs come to.
pub struct Outcome {
    /// Things that have other names now.
    pub renames: Vec<Rename>,
    /// The same, for the plan.
    pub hints: Vec<RenameHint>,
    /// The tables.
    pub tables: Vec<Wanted>,
    /// The enums, by the names that they have in the program.
    pub enums: Enums,
    /// Structs that stand for the one field in them.
    newtypes: Newtypes,
    /// What was left out.
    pub notes: Vec<String>,
}

/// Everything that is wrong, each with its place.
#[derive(Default)]
pub struct Problems {
    found: Vec<String>,
}

impl Problems {
    /// Notes that something is wrong.
    pub fn push(&mut self, place: &Place, text: impl fmt::Display) {
        self.found.push(format!("`{place}`: {text}"));
    }

    /// Fails when anything was wrong.
    pub fn fail(self) -> Result<(), Failure> {
        match self.found.is_empty() {
            true => Ok(()),
            false => Err(Failure::new(self.found.join("\n"))),
        }
    }
}

impl Structs {
    /// The tables that they declare, once all of them were held against each other and against DDL.
    pub fn settle(mut self, ground: &Ground<'_>) -> Result<Outcome, Failure> {
        let mut problems = std::mem::take(&mut self.problems);
        let found = tables::find(&self, ground, &mut problems);
        agree::check(&self, &found.spoken_for, ground, &mut problems)?;
        let tables = merge::merge(&self, &found.declared, &mut problems);
        problems.fail()?;
        let (renames, hints) = tables::renames(&tables, &self.enums, ground.schema);
        Ok(Outcome {
            renames,
            hints,
            tables,
            enums: self.enums,
            newtypes: self.newtypes,
            notes: self.notes,
        })
    }
}

impl Outcome {
    /// The schema with what they declare; things in it have their new names already.
    pub fn add_to(
        &self,
        schema: &Schema,
        dialect: &'static dyn Dialect,
    ) -> Result<(Schema, Vec<String>), Failure> {
        let mut problems = Problems::default();
        let (schema, notes) = lower::add(self, schema, dialect, &mut problems);
        problems.fail()?;
        Ok((schema, notes))
    }
}
