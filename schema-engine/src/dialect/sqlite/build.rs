//! Puts the engine's answers together.
//!
//! The text of a table says more than the engine's pragmas do, so it is read; where the engine's
//! list of columns says otherwise, the engine is believed and the table is listed as unmodelled.

use std::collections::HashMap;

use schema_model::{
    Column, Constraint, ConstraintKind, Key, Nullability, ObjectName, Schema, Table, TableKind,
    Trigger, Unmodelled, View,
};

use super::catalog::{Catalog, EngineColumn, Object};
use super::create_index::{read_create_index, spell_columns};
use super::create_table::{finish, read_create_table};
use super::definition::{read_create_trigger, read_create_view, read_create_virtual};
use super::link::link;
use super::token::{SqlError, tokenize};
use super::types::{logical_type, respell};
use super::views::infer_views;

/// The default of a new database; other encodings are kept as an option of the schema.
const DEFAULT_ENCODING: &str = "UTF-8";

/// The schema that a catalog describes.
pub(crate) fn build(catalog: &Catalog) -> Schema {
    let mut builder = Builder {
        catalog,
        schema: Schema::new("sqlite"),
        places: HashMap::new(),
    };
    if catalog.encoding != DEFAULT_ENCODING {
        let encoding = catalog.encoding.clone();
        builder.schema.options.insert("encoding".into(), encoding);
    }
    // Tables and views first: indexes and triggers hang on them.
    for object in &catalog.objects {
        match object.kind.as_str() {
            "table" if object.is_virtual() => builder.add_virtual_table(object),
            "table" => builder.add_table(object),
            "view" => builder.add_view(object),
            _ => {}
        }
    }
    for object in &catalog.objects {
        match object.kind.as_str() {
            "index" => builder.add_index(object),
            "trigger" => builder.add_trigger(object),
            _ => {}
        }
    }
    builder.mark_shadow_tables();
    link(&mut builder.schema);
    infer_views(&mut builder.schema, catalog);
    builder.schema
}

struct Builder<'c> {
    catalog: &'c Catalog,
    schema: Schema,
    /// Where each table and view is, by its name in lower case.
    places: HashMap<String, Place>,
}

#[derive(Clone, Copy)]
enum Place {
    Table(usize),
    View(usize),
}

impl Builder<'_> {
    fn add_table(&mut self, object: &Object) {
        let columns = match self.catalog.columns.get(&object.name) {
            Some(Ok(columns)) => columns.as_slice(),
            _ => &[],
        };
        let table = match self.read_table(object) {
            Ok(mut table) if columns.is_empty() || agree(&table, columns) => {
                table.name = ObjectName::bare(&object.name);
                table
            }
            Ok(_) => {
                self.add_unmodelled(object, "the engine reads its columns in another way");
                table_of_columns(object, columns)
            }
            Err(error) => {
                self.add_unmodelled(object, format!("its text could not be read: {error}"));
                table_of_columns(object, columns)
            }
        };
        self.push_table(table);
    }

    fn read_table(&self, object: &Object) -> Result<Table, SqlError> {
        match self.catalog.tables.get(&object.name) {
            Some(table) => Ok(Table::clone(table)),
            None => Ok(read_create_table(&tokenize(&object.sql)?)?.table),
        }
    }

    fn add_virtual_table(&mut self, object: &Object) {
        let mut table = Table::new(ObjectName::bare(&object.name));
        table.kind = TableKind::Virtual;
        table.definition = Some(object.sql.clone());
        let tokens = tokenize(&object.sql);
        let create = tokens
            .as_ref()
            .map_err(Clone::clone)
            .and_then(|tokens| read_create_virtual(&object.sql, tokens));
        match create {
            Ok(create) => {
                table.definition = Some(create.head.definition);
                table.options.insert("module".into(), create.module);
            }
            Err(error) => {
                self.add_unmodelled(object, format!("its text could not be read: {error}"));
            }
        }
        match self.catalog.columns.get(&object.name) {
            Some(Ok(columns)) => table.columns = columns.iter().map(virtual_column).collect(),
            Some(Err(error)) => {
                self.add_unmodelled(object, format!("its columns are unknown: {error}"));
            }
            None => {}
        }
        self.push_table(table);
    }

    fn push_table(&mut self, table: Table) {
        let place = Place::Table(self.schema.tables.len());
        self.places.insert(fold(&table.name.name), place);
        self.schema.tables.push(table);
    }

    fn add_view(&mut self, object: &Object) {
        let columns = match self.catalog.columns.get(&object.name) {
            Some(Ok(columns)) => columns.iter().map(view_column).collect(),
            Some(Err(error)) => {
                self.add_unmodelled(object, format!("its columns are unknown: {error}"));
                Vec::new()
            }
            None => Vec::new(),
        };
        let definition = self.definition(object, |source| {
            let tokens = tokenize(source)?;
            Ok(read_create_view(source, &tokens)?.head.definition)
        });
        let place = Place::View(self.schema.views.len());
        self.places.insert(fold(&object.name), place);
        let name = ObjectName::bare(&object.name);
        self.schema.views.push(View::new(name, columns, definition));
    }

    fn add_index(&mut self, object: &Object) {
        let create = tokenize(&object.sql).and_then(|tokens| read_create_index(&tokens));
        match (create, self.places.get(&fold(&object.table))) {
            (Ok(mut create), Some(Place::Table(at))) => {
                let table = &mut self.schema.tables[*at];
                spell_columns(&mut create.index, table);
                create.index.name.clone_from(&object.name);
                table.indexes.push(create.index);
            }
            (Err(error), _) => {
                self.add_unmodelled(object, format!("its text could not be read: {error}"));
            }
            (Ok(_), _) => self.add_unmodelled(object, "its table was not found"),
        }
    }

    fn add_trigger(&mut self, object: &Object) {
        let create = tokenize(&object.sql)
            .and_then(|tokens| read_create_trigger(&object.sql, &tokens))
            .map(|create| create.trigger);
        let trigger = match create {
            Ok(mut trigger) => {
                trigger.name.clone_from(&object.name);
                trigger
            }
            Err(error) => {
                self.add_unmodelled(object, format!("its text could not be read: {error}"));
                trigger_of_text(object)
            }
        };
        match self.places.get(&fold(&object.table)) {
            Some(Place::Table(at)) => self.schema.tables[*at].triggers.push(trigger),
            Some(Place::View(at)) => self.schema.views[*at].triggers.push(trigger),
            None => self.add_unmodelled(object, "its table was not found"),
        }
    }

    /// The names of shadow tables begin with the name of their virtual table.
    fn mark_shadow_tables(&mut self) {
        let mut owners: Vec<String> = self
            .schema
            .tables
            .iter()
            .filter(|table| table.kind == TableKind::Virtual)
            .map(|table| table.name.name.clone())
            .collect();
        owners.sort_by_key(|name| std::cmp::Reverse(name.len()));
        for table in &mut self.schema.tables {
            if !self.catalog.shadow_tables.contains(&table.name.name) {
                continue;
            }
            table.kind = TableKind::Shadow;
            let owner = owners
                .iter()
                .find(|owner| fold(&table.name.name).starts_with(&format!("{}_", fold(owner))));
            table.shadow_of = owner.cloned();
        }
    }

    fn definition(
        &mut self,
        object: &Object,
        read: impl Fn(&str) -> Result<String, SqlError>,
    ) -> String {
        read(&object.sql).unwrap_or_else(|error| {
            self.add_unmodelled(object, format!("its text could not be read: {error}"));
            object.sql.clone()
        })
    }

    fn add_unmodelled(&mut self, object: &Object, reason: impl Into<String>) {
        self.schema.unmodelled.push(Unmodelled {
            kind: object.kind.clone(),
            name: object.name.clone(),
            place: object.place.clone(),
            reason: reason.into(),
        });
    }
}

/// SQLite folds the case of ASCII letters alone.
fn fold(name: &str) -> String {
    name.to_ascii_lowercase()
}

/// Whether the text was read as the engine reads it.
fn agree(table: &Table, columns: &[EngineColumn]) -> bool {
    let key = table.primary_key().map(|key| key.columns.as_slice());
    let key = key.unwrap_or_default();
    let same = |(column, engine): (&Column, &EngineColumn)| {
        let hidden = match &column.generated {
            None => 0,
            Some(generated) => 2 + i64::from(generated.stored),
        };
        column.name == engine.name
            && hidden == engine.hidden
            // The engine does not call the rowid NOT NULL, though it never is NULL.
            && (column.rowid_alias || column.nullable != engine.not_null)
            && key.contains(&column.name) == (engine.key_position > 0)
    };
    table.columns.len() == columns.len() && table.columns.iter().zip(columns).all(same)
}

/// The table as far as the engine describes it.
fn table_of_columns(object: &Object, columns: &[EngineColumn]) -> Table {
    let mut table = Table::new(ObjectName::bare(&object.name));
    table.columns = columns.iter().map(plain_column).collect();
    let mut key: Vec<&EngineColumn> = columns.iter().filter(|c| c.key_position > 0).collect();
    key.sort_by_key(|column| column.key_position);
    if !key.is_empty() {
        let key = Key::over(key.into_iter().map(|column| column.name.as_str()));
        let constraint = Constraint::new(None, ConstraintKind::PrimaryKey(key));
        table.constraints.push(constraint);
    }
    // The key names the engine's own columns, so this cannot fail; and nothing hangs on it.
    let _ = finish(&mut table);
    table
}

fn plain_column(column: &EngineColumn) -> Column {
    let native_type = respell(&column.native_type);
    let logical_type = logical_type(&native_type);
    let mut plain = Column::new(&column.name, native_type, logical_type);
    plain.nullable = !column.not_null;
    plain
}

/// A column of a virtual table.
pub(crate) fn virtual_column(column: &EngineColumn) -> Column {
    let mut plain = view_column(column);
    plain.invisible = column.hidden == 1;
    plain
}

/// The engine knows nothing of NULL here.
fn view_column(column: &EngineColumn) -> Column {
    let mut plain = plain_column(column);
    plain.nullable = true;
    plain.nullability = Nullability::Assumed;
    plain
}

fn trigger_of_text(object: &Object) -> Trigger {
    Trigger {
        name: object.name.clone(),
        timing: None,
        events: Vec::new(),
        definition: object.sql.clone(),
        enabled: true,
        options: schema_model::Options::new(),
        comment: None,
    }
}
