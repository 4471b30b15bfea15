//! Which struct, field and line stands for what in the schema.

use std::collections::HashMap;
use std::fmt;

use schema_model::{Difference, ObjectKind, ObjectName};

use super::Code;
use crate::project::Project;

/// A place in the program that stands for something in the schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    /// The file, as people would write it.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1.
    pub column: usize,
    /// The struct or enum.
    pub item: String,
    /// The field.
    pub field: Option<String>,
    /// Whether the field can be `None`.
    pub is_option: bool,
}

impl fmt::Display for Use {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.field {
            Some(field) => write!(f, "field `{field}` of `{}`", self.item)?,
            None => write!(f, "`{}`", self.item)?,
        }
        write!(f, " at {}:{}", self.file, self.line)
    }
}

/// All of them, by what they stand for.
#[derive(Default)]
pub struct Uses {
    /// By bare name of the table or view.
    tables: HashMap<String, Vec<TableUse>>,
    /// By bare name of the type.
    types: HashMap<String, Vec<(ObjectName, Use)>>,
}

/// A struct that stands for a table or view.
struct TableUse {
    name: ObjectName,
    place: Use,
    is_complete: bool,
    /// The columns with the fields that stand for them.
    fields: Vec<(String, Use)>,
}

impl Uses {
    /// The uses of a database in the code of a project: of its own, or of a further one.
    pub fn of(code: &Code, project: &Project, database: Option<&str>) -> Self {
        let mut uses = Self::default();
        for (path, mapping) in code.mappings_of(project, database) {
            let at = |span: proc_macro2::Span, field: Option<&str>, is_option| Use {
                file: path.display().to_string(),
                line: span.start().line,
                column: span.start().column + 1,
                item: mapping.name.clone(),
                field: field.map(str::to_owned),
                is_option,
            };
            if let Some(name) = mapping
                .table
                .as_deref()
                .and_then(|name| name.parse::<ObjectName>().ok())
            {
                let fields = mapping.fields.iter().map(|field| {
                    let place = at(field.span, Some(&field.name), field.is_option);
                    (field.column.clone(), place)
                });
                let table = TableUse {
                    place: at(mapping.span, None, false),
                    is_complete: mapping.is_complete,
                    fields: fields.collect(),
                    name: name.clone(),
                };
                uses.tables.entry(name.name).or_default().push(table);
            }
            for name in mapping
                .types
                .iter()
                .filter_map(|name| name.parse::<ObjectName>().ok())
            {
                let entry = (name.clone(), at(mapping.span, None, false));
                uses.types.entry(name.name).or_default().push(entry);
            }
        }
        uses
    }

    /// What in the program stands for the thing that differs.
    pub fn of_difference(&self, difference: &Difference) -> Vec<&Use> {
        let key = &difference.address.object;
        let column = difference
            .address
            .part
            .as_ref()
            .filter(|part| part.kind == "column");
        match key.kind {
            ObjectKind::Table | ObjectKind::View => {
                let entries = self.tables.get(&key.name.name).into_iter().flatten();
                let meant = entries.filter(|table| means(&table.name, &key.name));
                match (&difference.address.part, column) {
                    (_, Some(part)) => meant
                        .flat_map(|table| &table.fields)
                        .filter(|(column, _)| *column == part.name)
                        .map(|(_, place)| place)
                        .collect(),
                    (None, _) => meant.map(|table| &table.place).collect(),
                    (Some(_), None) => Vec::new(),
                }
            }
            ObjectKind::Type => {
                let entries = self.types.get(&key.name.name).into_iter().flatten();
                let meant = entries.filter(|(name, _)| means(name, &key.name));
                meant.map(|(_, place)| place).collect()
            }
            _ => Vec::new(),
        }
    }
}

impl Uses {
    /// What in the program has to take in the part that is new: a struct that has a field for every
    /// column, an enum that has a variant for every value.
    pub fn of_addition(&self, difference: &Difference) -> Vec<&Use> {
        let Some(part) = &difference.address.part else {
            return Vec::new();
        };
        let key = &difference.address.object;
        match (key.kind, part.kind.as_str()) {
            (ObjectKind::Table | ObjectKind::View, "column") => {
                let entries = self.tables.get(&key.name.name).into_iter().flatten();
                // A field that waited for the column is there already.
                let has_field =
                    |table: &TableUse| table.fields.iter().any(|(column, _)| *column == part.name);
                entries
                    .filter(|table| table.is_complete && means(&table.name, &key.name))
                    .filter(|table| !has_field(table))
                    .map(|table| &table.place)
                    .collect()
            }
            (ObjectKind::Type, "variant") => self.of_difference(difference),
            _ => Vec::new(),
        }
    }
}

/// A name without its namespace means any that it could.
pub(super) fn means(written: &ObjectName, name: &ObjectName) -> bool {
    written.namespace.is_none() || name.namespace.is_none() || written.namespace == name.namespace
}
