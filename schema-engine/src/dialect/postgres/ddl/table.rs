//! `CREATE TABLE`.

use schema_model::{ObjectName, Options, PartitionBy, PartitionOf, Persistence, Table, TableKind};

use super::column::{ColumnText, foreign_options, parse_column};
use super::constraint::{make_name, parse_constraint, starts_constraint};
use super::cursor::Cursor;
use super::database::{Database, absent, fields, present};
use super::index::parse_options;
use super::key::add_constraints;
use super::script::{Applied, Passed, Script, expect, need, skip, unexpected};
use super::sequence::{SequenceText, add_serial, free_name};
use super::type_name::TypeName;
use super::{expression, inherit, like, query_table};

/// `CREATE TABLE` from the name on.
pub(super) fn create(script: &mut Script, cursor: &mut Cursor<'_, '_>, unlogged: bool) -> Applied {
    let careful = cursor.eat("if not exists");
    let name = cursor.name();
    let name = script.db.new_name(need(cursor, name, "a name")?);
    if script.db.is_taken(&name) {
        skip(cursor);
        return match careful {
            true => Ok(()),
            false => Err(present("table", &name.to_string())),
        };
    }
    let mut table = Table::new(name);
    if unlogged {
        table.persistence = Persistence::Unlogged;
    }
    if query_table::is_query(cursor) {
        return query_table::create(script, cursor, table);
    }
    let db = &mut script.db;
    let mut items = Items::default();
    if cursor.eat("of") {
        add_fields(db, cursor, &mut table)?;
        parse_overrides(db, cursor, &mut table, &mut items)?;
    } else if cursor.eat("partition of") {
        add_parent(db, cursor, &mut table)?;
        parse_overrides(db, cursor, &mut table, &mut items)?;
        let bound = partition_bound(cursor)?;
        if let Some(of) = &mut table.partition_of {
            of.bound = bound;
        }
    } else {
        let inner = cursor.parenthesized();
        let inner = need(cursor, inner, "`(`")?;
        parse_items(db, inner, &table.name.name, &mut items)?;
    }
    parse_tail(db, cursor, &mut table)?;
    finish(db, table, items)
}

/// What stands between the parentheses.
#[derive(Default)]
pub(super) struct Items {
    columns: Vec<Item>,
    constraints: Vec<schema_model::Constraint>,
    not_null: Vec<NotNull>,
}

/// `[CONSTRAINT name] NOT NULL column`.
struct NotNull {
    name: Option<String>,
    column: String,
    no_inherit: bool,
}

fn parse_not_null(item: &mut Cursor<'_, '_>) -> Applied<Option<NotNull>> {
    let mut ahead = item.clone();
    let mut name = None;
    if ahead.eat("constraint") {
        name = ahead.identifier();
    }
    if !ahead.eat("not null") {
        return Ok(None);
    }
    let column = ahead.identifier();
    let column = need(&ahead, column, "a column")?;
    let no_inherit = ahead.eat("no inherit");
    *item = ahead;
    Ok(Some(NotNull {
        name,
        column,
        no_inherit,
    }))
}

fn set_not_null(table: &mut Table, found: NotNull) -> Applied {
    let usual = make_name(&table.name.name, &found.column, "not_null");
    let of = table.name.clone();
    let mut columns = table.columns.iter_mut();
    let Some(column) = columns.find(|it| it.name == found.column) else {
        return Err(absent("column", &format!("{of}.{}", found.column)));
    };
    column.nullable = false;
    column.not_null_name = found.name.filter(|name| *name != usual);
    if found.no_inherit {
        let key = "not_null_no_inherit";
        column.options.insert(key.into(), "true".into());
    }
    Ok(())
}

enum Item {
    Column(Box<ColumnText>),
    Like(ObjectName, like::Including),
}

fn parse_items(db: &Database, inner: Cursor<'_, '_>, table: &str, items: &mut Items) -> Applied {
    for mut item in inner.split_commas() {
        if item.eat("like") {
            let model = item.name();
            let model = db.find_like(&need(&item, model, "a table")?)?;
            let including = like::parse_including(&mut item)?;
            items.columns.push(Item::Like(model, including));
        } else if let Some(not_null) = parse_not_null(&mut item)? {
            items.not_null.push(not_null);
        } else if item.at_word("constraint") || starts_constraint(&item) {
            items.constraints.push(parse_table_constraint(&mut item)?);
        } else {
            let column = parse_column(&mut item, db, table)?;
            items.columns.push(Item::Column(column.into()));
        }
    }
    Ok(())
}

/// `CONSTRAINT name …`.
pub(super) fn parse_table_constraint(
    item: &mut Cursor<'_, '_>,
) -> Applied<schema_model::Constraint> {
    let mut name = None;
    if item.eat("constraint") {
        name = item.identifier();
    }
    let constraint = parse_constraint(item, name, None);
    let constraint = need(item, constraint, "a constraint")?;
    match item.is_done() {
        true => Ok(constraint),
        false => Err(unexpected(item, "the end of the constraint")),
    }
}

/// The columns of a typed table are those of its type.
fn add_fields(db: &Database, cursor: &mut Cursor<'_, '_>, table: &mut Table) -> Applied {
    let written = cursor.name();
    let written = need(cursor, written, "a type")?;
    let found = db.find_type(&written);
    let found = found.ok_or_else(|| absent("type", &written.to_string()))?;
    let of = fields(&db.types[&found]).unwrap_or_default();
    table.columns.extend(of.iter().cloned());
    for column in &mut table.columns {
        column.comment = None;
        // Only the type itself counts them.
        column.dimensions = 0;
    }
    table.of_type = Some(found);
    Ok(())
}

/// The columns of a partition are those of its parent.
fn add_parent(db: &Database, cursor: &mut Cursor<'_, '_>, table: &mut Table) -> Applied {
    let parent = cursor.name();
    let parent = db.table(&need(cursor, parent, "a table")?)?;
    inherit::merge_partition(table, &db.tables[&parent]);
    table.partition_of = Some(PartitionOf {
        parent,
        bound: String::new(),
    });
    Ok(())
}

/// `(column WITH OPTIONS …, constraint …)` of a typed table or a partition.
fn parse_overrides(
    db: &Database,
    cursor: &mut Cursor<'_, '_>,
    table: &mut Table,
    items: &mut Items,
) -> Applied {
    let Some(inner) = cursor.parenthesized() else {
        return Ok(());
    };
    for mut item in inner.split_commas() {
        if item.at_word("constraint") || starts_constraint(&item) {
            items.constraints.push(parse_table_constraint(&mut item)?);
            continue;
        }
        let name = item.identifier();
        let name = need(&item, name, "the name of a column")?;
        item.eat("with options");
        let found = table.columns.iter_mut().find(|column| column.name == name);
        let column = found.ok_or_else(|| absent("column", &name))?;
        let ty = TypeName {
            logical: column.logical_type.clone(),
            dimensions: column.dimensions,
            ..TypeName::known(&column.native_type)
        };
        let mut text = ColumnText::new(name, ty);
        text.column = column.clone();
        text.parse_attributes(&mut item, db, &table.name.name)?;
        *column = text.column;
        items.constraints.extend(text.constraints);
    }
    Ok(())
}

/// `FOR VALUES …` or `DEFAULT`, as the server prints it.
pub(super) fn partition_bound(cursor: &mut Cursor<'_, '_>) -> Applied<String> {
    if cursor.eat("default") {
        return Ok("DEFAULT".into());
    }
    let before = cursor.clone();
    expect(cursor, "for values")?;
    if cursor.eat("with") {
        let inner = cursor.parenthesized();
        let inner = need(cursor, inner, "`(`")?;
        return Ok(format!(
            "FOR VALUES WITH ({})",
            inner.text().to_ascii_lowercase()
        ));
    }
    cursor.take_until(|token| {
        let ends = ["partition", "with", "using", "tablespace", "server"];
        ends.iter().any(|word| token.is_word(word))
    });
    let bound = before.slice(0, before.rest().len() - cursor.rest().len());
    Ok(bound.text().to_owned())
}

/// What may follow the parentheses.
pub(super) fn parse_tail(db: &Database, cursor: &mut Cursor<'_, '_>, table: &mut Table) -> Applied {
    while !cursor.is_done() {
        if cursor.eat("inherits") {
            let inner = cursor.parenthesized();
            for mut item in need(cursor, inner, "`(`")?.split_commas() {
                let parent = item.name();
                table
                    .inherits
                    .push(db.table(&need(&item, parent, "a table")?)?);
            }
        } else if cursor.eat("partition by") {
            let clause = cursor.take_until(|token| {
                let ends = ["with", "using", "tablespace", "without", "inherits"];
                ends.iter().any(|word| token.is_word(word))
            });
            table.kind = TableKind::Partitioned;
            table.partition_by = Some(PartitionBy {
                clause: partition_clause(clause),
                partitions: Vec::new(),
            });
        } else if cursor.eat("without oids") {
        } else if cursor.eat("with") {
            let inner = cursor.parenthesized();
            table
                .options
                .extend(storage_options(need(cursor, inner, "`(`")?));
        } else if cursor.eat("using") {
            let method = cursor.identifier();
            let method = need(cursor, method, "an access method")?;
            if method != "heap" {
                table.options.insert("access_method".into(), method);
            }
        } else if cursor.eat("tablespace") {
            let tablespace = cursor.identifier();
            let tablespace = need(cursor, tablespace, "a tablespace")?;
            table.options.insert("tablespace".into(), tablespace);
        } else if cursor.eat("server") {
            table.foreign_server = cursor.identifier();
        } else if cursor.eat("options") {
            let inner = cursor.parenthesized();
            table
                .options
                .extend(foreign_options(need(cursor, inner, "`(`")?));
        } else {
            return Err(unexpected(cursor, "an attribute of a table"));
        }
    }
    Ok(())
}

/// `RANGE (a, b)`, the method in capitals.
fn partition_clause(mut clause: Cursor<'_, '_>) -> String {
    let method = clause.identifier().unwrap_or_default();
    format!("{} {}", method.to_ascii_uppercase(), clause.text())
}

/// Storage parameters; that of old servers, which says nothing any more, is left out.
pub(super) fn storage_options(inner: Cursor<'_, '_>) -> Options {
    let mut options = parse_options(inner);
    options.remove("oids");
    options
}

/// `CREATE FOREIGN TABLE` from the name on.
pub(super) fn create_foreign(script: &mut Script, cursor: &mut Cursor<'_, '_>) -> Applied {
    create(script, cursor, false)?;
    let made = script.db.tables.values_mut();
    for table in made.filter(|table| table.foreign_server.is_some()) {
        table.kind = TableKind::Foreign;
    }
    Ok(())
}

/// Builds the table of what was read.
fn finish(db: &mut Database, mut table: Table, items: Items) -> Applied {
    let mut constraints = items.constraints;
    let mut copies = Vec::new();
    let own = std::mem::take(&mut table.columns);
    inherit::merge_parents(db, &mut table)?;
    table.columns.extend(own);
    for item in items.columns {
        match item {
            Item::Column(text) => constraints.extend(add_column(db, &mut table, *text)?),
            Item::Like(model, including) => {
                let model = like::model(db, &model);
                for mut column in like::columns(&model, &including) {
                    like::new_identity(db, &table, &mut column);
                    push_column(&mut table, column)?;
                }
                copies.push((model, including));
            }
        }
    }
    for found in items.not_null {
        set_not_null(&mut table, found)?;
    }
    for (model, including) in &copies {
        constraints.extend(like::constraints(model, including));
    }
    add_constraints(db, &mut table, constraints)?;
    for (model, including) in &copies {
        like::add_indexes(db, &mut table, model, including);
    }
    inherit::add_parent_keys(db, &mut table);
    db.put_table(table);
    Ok(())
}

/// Adds a column to a new or old table; what it declares for the table is given back.
pub(super) fn add_column(
    db: &mut Database,
    table: &mut Table,
    text: ColumnText,
) -> Applied<Vec<schema_model::Constraint>> {
    let ColumnText {
        mut column,
        ty,
        constraints,
        identity,
        ..
    } = text;
    if ty.serial {
        let sequence = add_serial(db, &table.name, &column.name, &ty.native)?;
        column.default = Some(expression::next_value(&sequence));
    }
    if let Some(sequence) = identity {
        set_identity(db, table, &mut column, &sequence);
    }
    push_column(table, column)?;
    Ok(constraints)
}

/// Says which sequence is behind an identity column.
pub(super) fn set_identity(
    db: &Database,
    table: &Table,
    column: &mut schema_model::Column,
    sequence: &SequenceText,
) {
    let usual = make_name(&table.name.name, &column.name, "seq");
    let usual = table.name.sibling(usual);
    let free = free_name(db, &table.name, &column.name);
    let named = sequence.name.clone().map(|name| db.new_name(name));
    if let Some(identity) = &mut column.identity {
        identity.sequence = Some(named.unwrap_or(free)).filter(|name| *name != usual);
        identity.options = sequence.options(Some(&column.native_type));
    }
}

/// Adds a column, or merges it with the one that a parent has under that name.
fn push_column(table: &mut Table, column: schema_model::Column) -> Applied {
    let Some(known) = table.columns.iter_mut().find(|it| it.name == column.name) else {
        table.columns.push(column);
        return Ok(());
    };
    if !known.inherited {
        return Err(Passed::Wrong(format!(
            "column `{}` of table `{}` is declared twice: remove one of the two",
            column.name, table.name
        )));
    }
    known.inherited = false;
    known.nullable &= column.nullable;
    known.default = column.default.or(known.default.take());
    known.generated = column.generated.or(known.generated.take());
    known.identity = column.identity.or(known.identity.take());
    known.options.extend(column.options);
    Ok(())
}
