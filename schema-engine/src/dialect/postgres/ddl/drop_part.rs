//! Columns and constraints that are dropped, and what goes with them.

use schema_model::{ConstraintKind, Index, IndexKey, IndexPart, ObjectName, Table};

use super::alter::Target;
use super::database::{Database, absent};
use super::expression::named_columns;
use super::inherit::descendants;
use super::key::key_of;
use super::script::{Applied, Script};

/// Drops a column with everything that is over it.
pub(super) fn drop_column(
    script: &mut Script,
    target: &Target,
    name: &str,
    careful: bool,
) -> Applied {
    if script.db.tables[&target.name].column(name).is_none() {
        return match careful {
            true => Ok(()),
            false => Err(absent("column", &format!("{}.{name}", target.name))),
        };
    }
    drop_from(&mut script.db, &target.name, name)?;
    for child in descendants(&script.db, &target.name) {
        let table = &script.db.tables[&child];
        let is_partition = table.partition_of.is_some();
        let column = table.column(name);
        if column.is_some_and(|column| column.inherited || is_partition) {
            drop_from(&mut script.db, &child, name)?;
        }
    }
    Ok(())
}

fn drop_from(db: &mut Database, of: &ObjectName, name: &str) -> Applied {
    db.change_table(of, |_, table| {
        let columns: Vec<String> = table.columns.iter().map(|it| it.name.clone()).collect();
        let own = table.name.name.clone();
        let names = |expression: &str| {
            let columns = columns.iter().map(String::as_str);
            named_columns(expression, &own, columns).contains(&name.to_owned())
        };
        table
            .constraints
            .retain(|constraint| !is_over(&constraint.kind, name, &names));
        table
            .indexes
            .retain(|index| !is_index_over(index, name, &names));
        table.columns.retain(|column| column.name != name);
        Ok(())
    })?;
    drop_owned_sequences(db, of, Some(name));
    drop_references(db, of, |columns| {
        columns.iter().any(|column| column == name)
    });
    Ok(())
}

/// Sequences go with the column that owns them.
pub(super) fn drop_owned_sequences(db: &mut Database, table: &ObjectName, column: Option<&str>) {
    let owned = db.sequences.values().filter(|sequence| {
        let of_column = column.is_none_or(|it| sequence.owned_by_column.as_deref() == Some(it));
        sequence.owned_by_table.as_ref() == Some(table) && of_column
    });
    for name in owned
        .map(|sequence| sequence.name.clone())
        .collect::<Vec<_>>()
    {
        db.sequences.remove(&name);
        db.release(&name);
    }
}

/// Foreign keys of other tables go with what they refer to.
pub(super) fn drop_references(
    db: &mut Database,
    to: &ObjectName,
    is_gone: impl Fn(&[String]) -> bool,
) {
    let refers = |kind: &ConstraintKind| match kind {
        ConstraintKind::ForeignKey(key) => {
            key.references == *to && is_gone(&key.referenced_columns)
        }
        _ => false,
    };
    let affected: Vec<_> = db
        .tables
        .values()
        .filter(|table| table.constraints.iter().any(|it| refers(&it.kind)))
        .map(|table| table.name.clone())
        .collect();
    for name in affected {
        if let Some(mut table) = db.take_table(&name) {
            table.constraints.retain(|it| !refers(&it.kind));
            db.put_table(table);
        }
    }
}

fn is_over(kind: &ConstraintKind, column: &str, names: &impl Fn(&str) -> bool) -> bool {
    let has = |columns: &[String]| columns.iter().any(|it| it == column);
    match kind {
        ConstraintKind::ForeignKey(key) => has(&key.columns),
        ConstraintKind::Check(check) => names(&check.expression),
        ConstraintKind::Exclusion(exclusion) => {
            exclusion
                .parts
                .iter()
                .any(|it| is_part_over(it, column, names))
                || exclusion.predicate.as_deref().is_some_and(names)
        }
        kind => key_of(kind).is_some_and(|key| has(&key.columns) || has(&key.include)),
    }
}

fn is_index_over(index: &Index, column: &str, names: &impl Fn(&str) -> bool) -> bool {
    index.parts.iter().any(|it| is_part_over(it, column, names))
        || index.include.iter().any(|it| it == column)
        || index.predicate.as_deref().is_some_and(names)
}

fn is_part_over(part: &IndexPart, column: &str, names: &impl Fn(&str) -> bool) -> bool {
    match &part.key {
        IndexKey::Column(name) => name == column,
        IndexKey::Expression(text) => names(text),
    }
}

/// Drops a constraint.
pub(super) fn drop_constraint(
    script: &mut Script,
    target: &Target,
    name: &str,
    careful: bool,
) -> Applied {
    let mut dropped = None;
    script.db.change_table(&target.name, |_, table| {
        let is_it = |it: &schema_model::Constraint| it.name.as_deref() == Some(name);
        let position = table.constraints.iter().position(is_it);
        if let Some(position) = position {
            dropped = Some(table.constraints.remove(position));
            return Ok(());
        }
        // From version 18 on NOT NULL has a name.
        let not_null = table
            .columns
            .iter_mut()
            .find(|column| is_not_null(&target.name, column, name));
        match not_null {
            Some(column) => column.nullable = true,
            None if careful => {}
            None => return Err(absent("constraint", &format!("{}.{name}", target.name))),
        }
        Ok(())
    })?;
    let Some(dropped) = dropped else {
        return Ok(());
    };
    if let Some(key) = key_of(&dropped.kind) {
        drop_references(&mut script.db, &target.name, |columns| {
            columns == key.columns
        });
    }
    for child in descendants(&script.db, &target.name) {
        script.db.change_table(&child, |_, table| {
            drop_from_child(table, &dropped);
            Ok(())
        })?;
    }
    Ok(())
}

fn is_not_null(table: &ObjectName, column: &schema_model::Column, name: &str) -> bool {
    let usual = super::constraint::make_name(&table.name, &column.name, "not_null");
    !column.nullable && column.not_null_name.as_deref().unwrap_or(&usual) == name
}

fn drop_from_child(table: &mut Table, dropped: &schema_model::Constraint) {
    let is_partition = table.partition_of.is_some();
    table.constraints.retain(|it| {
        let same_check = it.name == dropped.name && (it.inherited || is_partition);
        let key = key_of(&it.kind)
            .filter(|_| it.inherited)
            .map(|key| &key.columns);
        let same_key = key.is_some() && key == key_of(&dropped.kind).map(|key| &key.columns);
        !(same_check || same_key)
    });
}
