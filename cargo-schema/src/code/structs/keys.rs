//! Keys, indexes and references that structs state: those that are not there are added.

use schema_check::declaration::split_column;
use schema_model::{
    Action, Constraint, ConstraintKind, ForeignKey, Index, IndexKey, IndexPart, MatchKind,
    ObjectName, Options, Schema, Table, suggest,
};

use super::lower::primary_key;
use super::tables::table_of;
use super::{Problems, Said, Wanted};

/// Adds keys to the tables of a schema.
pub struct Keys<'a> {
    pub schema: &'a mut Schema,
    /// What was left alone.
    pub notes: Vec<String>,
}

impl Keys<'_> {
    /// Adds the primary key, if the table has none.
    pub fn add_primary_key(&mut self, wanted: &Wanted, name: &ObjectName, problems: &mut Problems) {
        let Some(stated) = &wanted.primary_key else {
            return;
        };
        let Some(table) = self.table(name) else {
            return;
        };
        if !has_columns(table, stated, problems) {
            return;
        }
        match table.primary_key().map(|key| key.columns.clone()) {
            None => table.constraints.push(primary_key(&stated.what)),
            Some(known) if same_columns(&known, &stated.what) => {}
            Some(known) => self.notes.push(format!(
                "left alone: the primary key of `{name}` is `{}`, but `{}` states `{}`",
                known.join("`, `"),
                stated.place,
                stated.what.join("`, `")
            )),
        }
    }

    /// Adds the other keys, the indexes and the references.
    pub fn add_others(&mut self, wanted: &Wanted, name: &ObjectName, problems: &mut Problems) {
        if let Some(table) = self.table(name) {
            for stated in &wanted.unique {
                if has_columns(table, stated, problems) {
                    add_unique(table, &stated.what);
                }
            }
        }
        for column in &wanted.columns {
            if let Some(stated) = &column.references {
                self.add_reference(name, &column.name, stated, problems);
            }
        }
        if let Some(table) = self.table(name) {
            for stated in &wanted.index {
                if has_columns(table, stated, problems) {
                    add_index(table, &stated.what);
                }
            }
        }
    }

    fn table(&mut self, name: &ObjectName) -> Option<&mut Table> {
        self.schema.tables.iter_mut().find(|it| it.name == *name)
    }

    fn add_reference(
        &mut self,
        name: &ObjectName,
        column: &str,
        stated: &Said<String>,
        problems: &mut Problems,
    ) {
        let Some((target, referenced)) = self.target(stated, problems) else {
            return;
        };
        let Some(table) = self.table(name) else {
            return;
        };
        let is_there = |constraint: &Constraint| match &constraint.kind {
            ConstraintKind::ForeignKey(key) => {
                key.references == target && key.columns.iter().any(|it| it == column)
            }
            _ => false,
        };
        if !table.constraints.iter().any(is_there) {
            let key = foreign_key(column, target, referenced);
            let kind = ConstraintKind::ForeignKey(key);
            table.constraints.push(Constraint::new(None, kind));
        }
    }

    /// The table and column that are meant by `table` or `table.column`.
    fn target(
        &self,
        stated: &Said<String>,
        problems: &mut Problems,
    ) -> Option<(ObjectName, String)> {
        let whole = stated.what.parse::<ObjectName>().ok();
        let whole = whole.and_then(|name| table_of(self.schema, &name));
        let split = split_column(&stated.what)
            .and_then(|(table, column)| Some((table.parse::<ObjectName>().ok()?, column)));
        let (table, column) = match (whole, split) {
            (Some(table), _) => (table, None),
            (None, Some((name, column))) => match table_of(self.schema, &name) {
                Some(table) => (table, Some(column)),
                None => return self.no_table(stated, &name, problems),
            },
            (None, None) => {
                let name = ObjectName::bare(&stated.what);
                return self.no_table(stated, &name, problems);
            }
        };
        let key = table.primary_key().map(|key| key.columns.as_slice());
        match (column, key) {
            (Some(column), _) if table.column(&column).is_some() => {
                Some((table.name.clone(), column))
            }
            (None, Some([only])) => Some((table.name.clone(), only.clone())),
            (Some(column), _) => {
                let text = format!(
                    "table `{}` has no column `{column}` to refer to",
                    table.name
                );
                problems.push(&stated.place, text);
                None
            }
            (None, _) => {
                problems.push(
                    &stated.place,
                    format_args!(
                        "table `{0}` has no primary key of one column; name the column: \
                         `references = \"{0}.…\"`",
                        table.name
                    ),
                );
                None
            }
        }
    }

    fn no_table(
        &self,
        stated: &Said<String>,
        name: &ObjectName,
        problems: &mut Problems,
    ) -> Option<(ObjectName, String)> {
        let names = self.schema.tables.iter().map(|it| it.name.name.as_str());
        let help = match suggest::nearest(&name.name, names) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "declare it with a struct or with CREATE TABLE".to_owned(),
        };
        problems.push(
            &stated.place,
            format_args!("there is no table `{name}` to refer to; {help}"),
        );
        None
    }
}

fn foreign_key(column: &str, references: ObjectName, referenced: String) -> ForeignKey {
    ForeignKey {
        columns: vec![column.to_owned()],
        references,
        referenced_columns: vec![referenced],
        on_delete: Action::default(),
        on_delete_columns: Vec::new(),
        on_update: Action::default(),
        match_kind: MatchKind::default(),
        period: false,
        options: Options::new(),
    }
}

/// Whether the columns of a key are there.
fn has_columns(table: &Table, stated: &Said<Vec<String>>, problems: &mut Problems) -> bool {
    let mut missing = stated.what.iter().filter(|it| table.column(it).is_none());
    let Some(first) = missing.next() else {
        return true;
    };
    let names = table.columns.iter().map(|column| column.name.as_str());
    let help = match suggest::nearest(first, names) {
        Some(near) => format!("; did you mean `{near}`?"),
        None => String::new(),
    };
    problems.push(
        &stated.place,
        format_args!("table `{}` has no column `{first}`{help}", table.name),
    );
    false
}

fn same_columns(one: &[String], other: &[String]) -> bool {
    one.len() == other.len() && one.iter().all(|column| other.contains(column))
}

/// A unique index serves like a key and can be added to every table that is there.
fn add_unique(table: &mut Table, columns: &[String]) {
    let mut keys = table.constraints.iter().filter_map(key_columns);
    let by_key = keys.any(|key| same_columns(key, columns));
    let mut indexes = table.indexes.iter();
    let by_index = indexes.any(|index| {
        index.unique && index.predicate.is_none() && same_columns(&leading(index), columns)
    });
    if !by_key && !by_index {
        let mut index = index(table, columns, "key");
        index.unique = true;
        table.indexes.push(index);
    }
}

fn add_index(table: &mut Table, columns: &[String]) {
    let mut keys = table.constraints.iter().filter_map(key_columns);
    let by_key = keys.any(|key| key.starts_with(columns));
    let mut indexes = table.indexes.iter();
    let by_index =
        indexes.any(|index| index.predicate.is_none() && leading(index).starts_with(columns));
    if !by_key && !by_index {
        let index = index(table, columns, "idx");
        table.indexes.push(index);
    }
}

fn key_columns(constraint: &Constraint) -> Option<&Vec<String>> {
    match &constraint.kind {
        ConstraintKind::PrimaryKey(key) | ConstraintKind::Unique(key) => Some(&key.columns),
        _ => None,
    }
}

fn leading(index: &Index) -> Vec<String> {
    let columns = index.parts.iter().map_while(|part| match &part.key {
        IndexKey::Column(column) => Some(column.clone()),
        IndexKey::Expression(_) => None,
    });
    columns.collect()
}

fn index(table: &Table, columns: &[String], suffix: &str) -> Index {
    let name = format!("{}_{}_{suffix}", table.name.name, columns.join("_"));
    let parts = columns.iter().map(IndexPart::column).collect();
    Index::new(name, parts)
}
