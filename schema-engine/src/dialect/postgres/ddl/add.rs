//! `ALTER TABLE … ADD`.

use schema_model::{Column, Constraint, ConstraintKind, Deferrable, Index, IndexKey, Key};

use super::alter::{Target, change_family};
use super::column::parse_column;
use super::constraint::starts_constraint;
use super::cursor::Cursor;
use super::database::absent;
use super::inherit::{add_key, descendants};
use super::key::{add_constraint, add_constraints};
use super::script::{Applied, Passed, Script, need};
use super::table::{add_column, parse_table_constraint};

/// Adds a column or a constraint.
pub(super) fn add(script: &mut Script, item: &mut Cursor<'_, '_>, target: &Target) -> Applied {
    if add_not_null(script, item, target)? || add_of_index(script, item, target)? {
        return Ok(());
    }
    if item.at_word("constraint") || starts_constraint(item) {
        let constraint = parse_table_constraint(item)?;
        return add_table_constraint(script, target, constraint);
    }
    item.eat("column");
    let careful = item.eat("if not exists");
    let known = item.clone().identifier();
    let text = parse_column(item, &script.db, &target.name.name)?;
    let table = &script.db.tables[&target.name];
    if known.is_some_and(|name| table.column(&name).is_some()) {
        return match careful {
            true => Ok(()),
            false => Err(Passed::Wrong(format!(
                "column `{}` of table `{}` exists already: remove one of the two statements",
                text.column.name, target.name
            ))),
        };
    }
    let mut column: Option<Column> = None;
    script.db.change_table(&target.name, |db, table| {
        let constraints = add_column(db, table, text)?;
        add_constraints(db, table, constraints)?;
        column = table.columns.last().cloned();
        Ok(())
    })?;
    match column {
        Some(column) => add_to_children(script, target, &column),
        None => Ok(()),
    }
}

fn add_to_children(script: &mut Script, target: &Target, column: &Column) -> Applied {
    for child in descendants(&script.db, &target.name) {
        script.db.change_table(&child, |_, table| {
            if table.column(&column.name).is_none() {
                table.columns.push(Column {
                    inherited: table.partition_of.is_none(),
                    identity: None,
                    ..column.clone()
                });
            }
            Ok(())
        })?;
    }
    Ok(())
}

fn add_table_constraint(script: &mut Script, target: &Target, constraint: Constraint) -> Applied {
    let mut made = None;
    script.db.change_table(&target.name, |db, table| {
        add_constraint(db, table, constraint)?;
        made = table.constraints.last().cloned();
        Ok(())
    })?;
    let Some(made) = made.filter(|made| !target.only && !made.no_inherit) else {
        return Ok(());
    };
    for child in descendants(&script.db, &target.name) {
        script.db.change_table(&child, |db, table| {
            add_to_child(db, table, &made);
            Ok(())
        })?;
    }
    Ok(())
}

fn add_to_child(
    db: &super::database::Database,
    table: &mut schema_model::Table,
    made: &Constraint,
) {
    let is_partition = table.partition_of.is_some();
    match &made.kind {
        ConstraintKind::Check(_) => {
            let is_there = table.constraints.iter().any(|it| it.name == made.name);
            if !is_there {
                table.constraints.push(Constraint {
                    inherited: !is_partition,
                    ..made.clone()
                });
            }
        }
        ConstraintKind::PrimaryKey(key) if !is_partition => {
            for column in &mut table.columns {
                column.nullable &= !key.columns.contains(&column.name);
            }
        }
        _ if is_partition => add_key(db, table, made),
        _ => {}
    }
}

/// `ADD CONSTRAINT name NOT NULL column`.
fn add_not_null(script: &mut Script, item: &mut Cursor<'_, '_>, target: &Target) -> Applied<bool> {
    let mut ahead = item.clone();
    let mut name = None;
    if ahead.eat("constraint") {
        name = ahead.identifier();
    }
    if !ahead.eat("not null") {
        return Ok(false);
    }
    let column = ahead.identifier();
    let column = need(&ahead, column, "a column")?;
    *item = ahead;
    let no_inherit = item.eat("no inherit");
    let not_valid = item.eat("not valid");
    let usual = super::constraint::make_name(&target.name.name, &column, "not_null");
    let name = name.filter(|name| *name != usual);
    change_family(script, target, |_, table, is_child| {
        let Some(found) = table.columns.iter_mut().find(|it| it.name == column) else {
            return Err(absent("column", &format!("{}.{column}", target.name)));
        };
        if is_child && no_inherit {
            return Ok(());
        }
        found.nullable = false;
        if !is_child {
            found.not_null_name.clone_from(&name);
            let flags = [
                ("not_null_no_inherit", no_inherit),
                ("not_null_not_valid", not_valid),
            ];
            for (key, _) in flags.into_iter().filter(|(_, set)| *set) {
                found.options.insert(key.into(), "true".into());
            }
        }
        Ok(())
    })?;
    Ok(true)
}

/// `ADD CONSTRAINT name UNIQUE USING INDEX name`.
fn add_of_index(script: &mut Script, item: &mut Cursor<'_, '_>, target: &Target) -> Applied<bool> {
    let mut ahead = item.clone();
    let mut name = None;
    if ahead.eat("constraint") {
        name = ahead.identifier();
    }
    let Some(kind) = ahead.eat_any(&["unique using index", "primary key using index"]) else {
        return Ok(false);
    };
    let index = ahead.identifier();
    let index = need(&ahead, index, "an index")?;
    *item = ahead;
    let deferrable = deferrable(item);
    script.db.change_table(&target.name, |db, table| {
        let position = table.indexes.iter().position(|it| it.name == index);
        let Some(position) = position else {
            return Err(absent("index", &index));
        };
        let index = table.indexes.remove(position);
        let name = name.unwrap_or_else(|| index.name.clone());
        let key = key_of_index(&index);
        let kind = match kind.starts_with("unique") {
            true => ConstraintKind::Unique(key),
            false => ConstraintKind::PrimaryKey(key),
        };
        let mut constraint = Constraint::new(Some(name), kind);
        constraint.deferrable = deferrable;
        add_constraint(db, table, constraint)
    })?;
    Ok(true)
}

fn deferrable(item: &mut Cursor<'_, '_>) -> Deferrable {
    item.eat("not deferrable");
    let is_deferrable = item.eat("deferrable");
    let is_deferred = item.eat("initially deferred");
    item.eat("initially immediate");
    match (is_deferrable, is_deferred) {
        (_, true) => Deferrable::InitiallyDeferred,
        (true, false) => Deferrable::InitiallyImmediate,
        (false, false) => Deferrable::No,
    }
}

fn key_of_index(index: &Index) -> Key {
    let columns = index.parts.iter().map(|part| match &part.key {
        IndexKey::Column(name) | IndexKey::Expression(name) => name.clone(),
    });
    Key {
        include: index.include.clone(),
        nulls_not_distinct: index.nulls_not_distinct,
        options: index.options.clone(),
        ..Key::over(columns)
    }
}
