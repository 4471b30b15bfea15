//! Renames of tables and columns.
//!
//! The engine renames what nothing depends on. Where the table has an index, a foreign key refers to
//! it, or an expression speaks of the column, the tables are copied; so is a table with a foreign key
//! that the rename is about.

use schema_model::{ConstraintKind, IndexKey, ObjectKind, ObjectName, Schema, Table};

use super::address::object_address;
use super::diff::same;
use super::planner::{is_referenced, references};
use super::rebuild::{children_first, drop_sql, free_name, give_back_sql, save_sql};
use super::render::comment::comments;
use super::render::{render_index, table::render_table};
use super::token::{Kind, tokens};
use super::{hazard, quote};
use crate::Rename;
use crate::plan::Statement;

/// The statements of a rename.
pub(super) fn statements(from: &Schema, rename: &Rename) -> Option<Vec<Statement>> {
    let key = &rename.address.object;
    if key.kind != ObjectKind::Table {
        return None;
    }
    let table = from.table(&key.name)?;
    let what = match &rename.address.part {
        None => "table",
        Some(part) if part.kind == "column" => "column",
        Some(_) => return None,
    };
    let mut to = from.clone();
    rename.apply_to(&mut to);
    if let Some(part) = &rename.address.part {
        rename_in_texts(&mut to, table, &part.name, &rename.to);
    }
    let is_free = table.indexes.is_empty()
        && !is_referenced(from, &table.name)
        && !concerns_foreign_key(table, rename);
    let simple = is_free && (what == "table" || is_unused(table, rename));
    let mut statements = match simple {
        true => vec![in_place(table, rename)],
        false => by_copy(from, table, &to, rename),
    };
    let (old, new) = match &rename.address.part {
        None => (
            table.name.to_string(),
            table.name.sibling(&rename.to).to_string(),
        ),
        Some(part) => (format!("{}.{}", table.name, part.name), rename.to.clone()),
    };
    if let Some(first) = statements.first_mut() {
        *first = first.clone().hazard(hazard::rename(what, &old, &new));
    }
    Some(statements)
}

fn renamed_table<'t>(table: &Table, to: &'t Schema, rename: &Rename) -> Option<&'t Table> {
    match &rename.address.part {
        None => to.table(&table.name.sibling(&rename.to)),
        Some(_) => to.table(&table.name),
    }
}

fn in_place(table: &Table, rename: &Rename) -> Statement {
    let (old, new) = (quote::name(&table.name.name), quote::name(&rename.to));
    let alter =
        |table: &ObjectName, what: String| format!("ALTER TABLE {} {what}", quote::object(table));
    let (sql, undo) = match &rename.address.part {
        None => (
            alter(&table.name, format!("RENAME TO {new}")),
            alter(&table.name.sibling(&rename.to), format!("RENAME TO {old}")),
        ),
        Some(part) => {
            let column = quote::name(&part.name);
            (
                alter(&table.name, format!("RENAME COLUMN {column} TO {new}")),
                alter(&table.name, format!("RENAME COLUMN {new} TO {column}")),
            )
        }
    };
    Statement::new(sql, &rename.address).undone_by(undo)
}

fn by_copy(from: &Schema, table: &Table, to: &Schema, rename: &Rename) -> Vec<Statement> {
    let cluster = cluster(from, table);
    let saved = |table: &Table| free_name(&table.name, &[from, to]);
    let statement = |sql: String, table: &Table| {
        Statement::new(sql, object_address(ObjectKind::Table, &table.name))
    };
    let mut statements: Vec<Statement> = Vec::new();
    for table in &cluster {
        let copy = statement(save_sql(&table.name, &saved(table)), table);
        statements.push(copy.hazard(hazard::rebuild(&table.name.to_string())));
    }
    let drops = cluster
        .iter()
        .map(|table| statement(drop_sql(&table.name), table));
    statements.extend(drops);
    let old_name = |column: &str| match &rename.address.part {
        Some(part) if column == rename.to => part.name.clone(),
        _ => column.to_owned(),
    };
    for old in cluster.iter().rev() {
        let is_it = old.name == table.name;
        let new = if is_it {
            renamed_table(old, to, rename)
        } else {
            to.table(&old.name)
        };
        let Some(new) = new else { continue };
        statements.push(statement(render_table(new), new));
        let kept = |column: &str| {
            if is_it {
                old_name(column)
            } else {
                column.to_owned()
            }
        };
        let rows = give_back_sql(old, new, &saved(old), kept);
        statements.extend(rows.map(|sql| statement(sql, new)));
        statements.push(statement(drop_sql(&saved(old)), new));
        let indexes = new
            .indexes
            .iter()
            .map(|index| render_index(&new.name, index));
        statements.extend(indexes.map(|sql| statement(sql, new)));
        let of_table = comments(to)
            .into_iter()
            .filter(|it| it.table.as_ref() == Some(&new.name));
        statements.extend(of_table.map(|it| statement(it.sql(), new)));
    }
    statements
}

/// A table and all that refer to it, each before those that it refers to.
fn cluster<'s>(schema: &'s Schema, table: &'s Table) -> Vec<&'s Table> {
    let mut cluster = vec![table];
    loop {
        let before = cluster.len();
        for other in &schema.tables {
            let refers = references(other).any(|name| cluster.iter().any(|it| it.name == *name));
            if refers && !cluster.iter().any(|it| it.name == other.name) {
                cluster.push(other);
            }
        }
        if cluster.len() == before {
            return children_first(cluster);
        }
    }
}

/// Whether a foreign key of the table is in the way. The table that it refers to would go on looking
/// for the old name: no row could be deleted there any more, nor could that table be dropped. A column
/// of it is not renamed at all.
fn concerns_foreign_key(table: &Table, rename: &Rename) -> bool {
    let mut keys = table.constraints.iter().filter_map(|it| match &it.kind {
        ConstraintKind::ForeignKey(key) => Some(key),
        _ => None,
    });
    match &rename.address.part {
        None => keys.next().is_some(),
        Some(part) => keys.any(|key| key.columns.iter().any(|column| same(column, &part.name))),
    }
}

/// Whether no expression of a table speaks of the column.
fn is_unused(table: &Table, rename: &Rename) -> bool {
    let Some(part) = &rename.address.part else {
        return true;
    };
    !texts(&mut table.clone()).iter().any(|text| {
        let tokens = tokens(text);
        tokens
            .iter()
            .any(|it| it.name().is_some_and(|name| same(&name, &part.name)))
    })
}

/// The expressions of a table.
fn texts(table: &mut Table) -> Vec<&mut String> {
    let mut texts = Vec::new();
    for column in &mut table.columns {
        texts.extend(column.generated.as_mut().map(|it| &mut it.expression));
    }
    for constraint in &mut table.constraints {
        if let ConstraintKind::Check(check) = &mut constraint.kind {
            texts.push(&mut check.expression);
        }
    }
    let parts = table.indexes.iter_mut().flat_map(|index| &mut index.parts);
    texts.extend(parts.filter_map(|part| match &mut part.key {
        IndexKey::Expression(text) => Some(text),
        IndexKey::Column(_) => None,
    }));
    texts
}

/// The engine is not asked, so names in expressions are renamed word by word.
fn rename_in_texts(schema: &mut Schema, table: &Table, old: &str, new: &str) {
    let Some(table) = schema.tables.iter_mut().find(|it| it.name == table.name) else {
        return;
    };
    for text in texts(table) {
        let mut renamed = String::new();
        let mut copied = 0;
        for token in tokens(text) {
            let is_name = matches!(token.kind, Kind::Word | Kind::Quoted);
            if is_name && token.name().is_some_and(|name| same(&name, old)) {
                renamed.push_str(&text[copied..token.start]);
                renamed.push_str(&quote::name(new));
                copied = token.end();
            }
        }
        renamed.push_str(&text[copied..]);
        *text = renamed;
    }
}
