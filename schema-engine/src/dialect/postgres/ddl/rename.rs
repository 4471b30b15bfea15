//! Other names for tables, columns and constraints.

use schema_model::{ConstraintKind, Index, IndexKey, IndexPart, ObjectName, Table};

use super::alter::{Target, refuse_taken};
use super::database::{Database, absent};
use super::expression::with_renamed_column;
use super::follow;
use super::inherit::descendants;
use super::script::{Applied, Passed, Script};

/// Renames a table or view, or moves it to another namespace with what belongs to it.
pub(super) fn rename_relation(
    script: &mut Script,
    kind: &str,
    from: &ObjectName,
    to: ObjectName,
) -> Applied {
    refuse_taken(script, kind, &to)?;
    keep_identities(script, from);
    let owned = script.db.sequences.values();
    let owned: Vec<_> = owned
        .filter(|it| it.owned_by_table.as_ref() == Some(from))
        .map(|it| it.name.clone())
        .collect();
    follow::renamed(script, from, &to);
    if from.namespace != to.namespace {
        for sequence in owned {
            let moved = to.sibling(&sequence.name);
            follow::renamed(script, &sequence, &moved);
        }
    }
    Ok(())
}

/// The sequence of an identity column keeps its name when the table or the column gets another.
fn keep_identities(script: &mut Script, name: &ObjectName) {
    let Some(table) = script.db.tables.get_mut(name) else {
        return;
    };
    for column in &mut table.columns {
        let usual = super::constraint::make_name(&name.name, &column.name, "seq");
        if let Some(identity) = &mut column.identity {
            identity.sequence.get_or_insert_with(|| name.sibling(usual));
        }
    }
}

/// Renames a column where it is declared, inherited and named.
pub(super) fn rename_column(
    script: &mut Script,
    table: &ObjectName,
    from: &str,
    to: &str,
) -> Applied {
    let known = &script.db.tables[table];
    if known.column(from).is_none() {
        return Err(absent("column", &format!("{table}.{from}")));
    }
    if known.column(to).is_some() {
        return Err(Passed::Wrong(format!(
            "column `{from}` of table `{table}` is renamed to `{to}`, which is there already: drop that one first, or choose another name"
        )));
    }
    keep_identities(script, table);
    let mut names = descendants(&script.db, table);
    names.push(table.clone());
    for name in &names {
        rename_in(&mut script.db, name, from, to);
    }
    Ok(())
}

fn rename_in(db: &mut Database, name: &ObjectName, from: &str, to: &str) {
    if let Some(mut table) = db.take_table(name) {
        rename_in_table(&mut table, from, to);
        db.put_table(table);
    }
    for sequence in db.sequences.values_mut() {
        let column = &mut sequence.owned_by_column;
        if sequence.owned_by_table.as_ref() == Some(name) && column.as_deref() == Some(from) {
            *column = Some(to.into());
        }
    }
    for table in db.tables.values_mut() {
        for constraint in &mut table.constraints {
            if let ConstraintKind::ForeignKey(key) = &mut constraint.kind
                && key.references == *name
            {
                replace(&mut key.referenced_columns, from, to);
            }
        }
    }
}

fn replace(names: &mut [String], from: &str, to: &str) {
    for name in names.iter_mut().filter(|name| *name == from) {
        to.clone_into(name);
    }
}

fn rename_in_table(table: &mut Table, from: &str, to: &str) {
    use ConstraintKind as K;
    let in_text = |text: &mut String| *text = with_renamed_column(text, from, to);
    for column in &mut table.columns {
        if column.name == from {
            to.clone_into(&mut column.name);
        }
        if let Some(generated) = &mut column.generated {
            in_text(&mut generated.expression);
        }
    }
    for constraint in &mut table.constraints {
        match &mut constraint.kind {
            K::PrimaryKey(key) | K::Unique(key) => {
                replace(&mut key.columns, from, to);
                replace(&mut key.include, from, to);
            }
            K::ForeignKey(key) => {
                replace(&mut key.columns, from, to);
                replace(&mut key.on_delete_columns, from, to);
            }
            K::Check(check) => {
                in_text(&mut check.expression);
                if let Some(one_of) = &mut check.one_of {
                    replace(std::slice::from_mut(&mut one_of.column), from, to);
                }
            }
            K::Exclusion(exclusion) => {
                rename_in_parts(&mut exclusion.parts, from, to);
                exclusion.predicate.iter_mut().for_each(in_text);
            }
            _ => {}
        }
    }
    table
        .indexes
        .iter_mut()
        .for_each(|it| rename_in_index(it, from, to));
}

fn rename_in_index(index: &mut Index, from: &str, to: &str) {
    rename_in_parts(&mut index.parts, from, to);
    replace(&mut index.include, from, to);
    if let Some(predicate) = &mut index.predicate {
        *predicate = with_renamed_column(predicate, from, to);
    }
}

fn rename_in_parts(parts: &mut [IndexPart], from: &str, to: &str) {
    for part in parts {
        match &mut part.key {
            IndexKey::Column(name) => replace(std::slice::from_mut(name), from, to),
            IndexKey::Expression(text) => *text = with_renamed_column(text, from, to),
        }
    }
}

/// Renames a constraint, in children too.
pub(super) fn rename_constraint(
    script: &mut Script,
    target: &Target,
    from: &str,
    to: &str,
) -> Applied {
    super::alter::change_family(script, target, |_, table, is_child| {
        let is_it = |it: &&mut schema_model::Constraint| it.name.as_deref() == Some(from);
        match table.constraints.iter_mut().find(is_it) {
            Some(constraint) => constraint.name = Some(to.into()),
            None if is_child => {}
            None => return Err(absent("constraint", &format!("{}.{from}", target.name))),
        }
        Ok(())
    })
}
