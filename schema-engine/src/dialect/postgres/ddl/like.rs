//! `LIKE` in `CREATE TABLE`: what is copied from another table.

use schema_model::{Column, Constraint, ConstraintKind, Identity, Nullability, ObjectName, Table};

use super::cursor::Cursor;
use super::database::{Database, fields};
use super::key::free_index_name;
use super::script::{Applied, unexpected};
use super::sequence::free_name;

/// What is copied beside the columns.
pub(super) struct Including(Vec<&'static str>);

const ALL: &[&str] = &[
    "comments",
    "compression",
    "constraints",
    "defaults",
    "generated",
    "identity",
    "indexes",
    "statistics",
    "storage",
];

/// Reads `INCLUDING … EXCLUDING …`.
pub(super) fn parse_including(item: &mut Cursor<'_, '_>) -> Applied<Including> {
    let mut including = Vec::new();
    while !item.is_done() {
        let adds = item.eat("including");
        if !adds && !item.eat("excluding") {
            return Err(unexpected(item, "`INCLUDING` or `EXCLUDING`"));
        }
        let words: &[&str] = match item.eat("all") {
            true => ALL,
            false => match ALL.iter().position(|word| item.eat(word)) {
                Some(at) => &ALL[at..=at],
                None => return Err(unexpected(item, "what is copied")),
            },
        };
        including.retain(|word| !words.contains(word));
        if adds {
            including.extend(words);
        }
    }
    Ok(Including(including))
}

impl Including {
    fn has(&self, word: &str) -> bool {
        self.0.contains(&word)
    }
}

/// What is copied from: a table, or the columns of a view or a composite type.
pub(super) fn model(db: &Database, name: &ObjectName) -> Table {
    if let Some(table) = db.tables.get(name) {
        return table.clone();
    }
    let mut model = Table::new(name.clone());
    if let Some(view) = db.views.get(name) {
        model.columns.clone_from(&view.columns);
    } else if let Some(found) = db.types.get(name).and_then(fields) {
        model.columns = found.to_vec();
    }
    for column in &mut model.columns {
        column.nullable = true;
        column.nullability = Nullability::Declared;
    }
    model
}

/// The columns that are copied.
pub(super) fn columns(model: &Table, including: &Including) -> Vec<Column> {
    let copy = |column: &Column| {
        let mut copy = column.clone();
        copy.inherited = false;
        copy.dimensions = 0;
        copy.not_null_name = None;
        copy.grants.clear();
        if copy.generated.is_some() && !including.has("generated") {
            copy.generated = None;
        }
        if !including.has("defaults") {
            copy.default = None;
        }
        if !including.has("identity") {
            copy.identity = None;
        }
        if !including.has("comments") {
            copy.comment = None;
        }
        copy.options.retain(|key, _| {
            (key == "storage" && including.has("storage"))
                || (key == "compression" && including.has("compression"))
        });
        copy
    };
    model.columns.iter().map(copy).collect()
}

/// An identity column counts with a sequence of its own.
pub(super) fn new_identity(db: &Database, table: &Table, column: &mut Column) {
    let Some(Identity { sequence, .. }) = column.identity.as_deref_mut() else {
        return;
    };
    let free = free_name(db, &table.name, &column.name);
    let usual = super::constraint::make_name(&table.name.name, &column.name, "seq");
    *sequence = Some(free).filter(|name| name.name != usual);
}

/// The constraints that are copied: checks under their names, keys under new ones.
pub(super) fn constraints(model: &Table, including: &Including) -> Vec<Constraint> {
    let copy = |constraint: &Constraint| {
        let is_check = matches!(constraint.kind, ConstraintKind::Check(_));
        let is_key = !is_check && !super::column::is_foreign(constraint);
        let copied =
            (is_check && including.has("constraints")) || (is_key && including.has("indexes"));
        copied.then(|| Constraint {
            name: constraint.name.clone().filter(|_| is_check),
            inherited: false,
            comment: constraint
                .comment
                .clone()
                .filter(|_| including.has("comments")),
            ..constraint.clone()
        })
    };
    model.constraints.iter().filter_map(copy).collect()
}

/// Copies the indexes, under new names.
pub(super) fn add_indexes(db: &Database, table: &mut Table, model: &Table, including: &Including) {
    if !including.has("indexes") {
        return;
    }
    for index in &model.indexes {
        let mut copy = index.clone();
        copy.attached_to = None;
        if !including.has("comments") {
            copy.comment = None;
        }
        copy.name = free_index_name(db, &table.name, &copy, &table.indexes);
        table.indexes.push(copy);
    }
}
