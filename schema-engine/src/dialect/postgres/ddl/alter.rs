//! `ALTER TABLE`.

use schema_model::{ObjectName, PartitionOf, Persistence, RowSecurity, Table};

use super::add;
use super::alter_column::alter_column;
use super::column::foreign_options;
use super::cursor::Cursor;
use super::database::{absent, present};
use super::drop_part::{drop_column, drop_constraint};
use super::inherit::{add_parent_keys, descendants};
use super::rename::{rename_column, rename_constraint, rename_relation};
use super::script::{Applied, Passed, Script, expect, need, skip, unexpected};
use super::statement::new_identifier;
use super::table::{partition_bound, storage_options};
use super::{create_index, hook, meta_object, sequence, view};

/// The table that a statement alters.
pub(super) struct Target {
    pub name: ObjectName,
    /// Whether its children are left as they are.
    pub only: bool,
}

/// `ALTER TABLE` from the name on; dumps say it of views and sequences too.
pub(super) fn alter_table(script: &mut Script, cursor: &mut Cursor<'_, '_>) -> Applied {
    if cursor.eat("all in tablespace") {
        skip(cursor);
        return Ok(());
    }
    let careful = cursor.eat("if exists");
    let only = cursor.eat("only");
    let written = cursor.name();
    let written = need(cursor, written, "a name")?;
    cursor.eat_symbol("*");
    if let Some(name) = script.db.find_table(&written) {
        return alter_found(script, cursor, &Target { name, only });
    }
    if let Some(name) = script.db.find_view(&written) {
        return view::alter_found(script, cursor, &name);
    }
    if let Some(name) = script.db.find_sequence(&written) {
        return sequence::alter_found(script, cursor, name);
    }
    if script.db.find_index(&written).is_some() {
        return create_index::alter_found(script, cursor, &written);
    }
    let is_other = script.db.find(&written, |name| script.db.is_taken(name));
    skip(cursor);
    match careful || is_other.is_some() {
        true => Ok(()),
        false => Err(absent("table", &written.to_string())),
    }
}

fn alter_found(script: &mut Script, cursor: &mut Cursor<'_, '_>, target: &Target) -> Applied {
    if cursor.eat("rename") {
        return rename(script, cursor, target);
    }
    if cursor.eat("set schema") {
        let namespace = cursor.identifier();
        let namespace = need(cursor, namespace, "a namespace")?;
        let to = meta_object::in_namespace(&target.name, &namespace);
        return rename_relation(script, "table", &target.name, to);
    }
    if cursor.eat("attach partition") {
        return attach(script, cursor, &target.name);
    }
    if cursor.eat("detach partition") {
        return detach(script, cursor);
    }
    let items = cursor.take_until(|_| false).split_commas();
    let single = items.len() == 1;
    for mut item in items {
        let start = item.clone();
        let applied = apply(script, &mut item, target).and_then(|()| match item.is_done() {
            true => Ok(()),
            false => Err(unexpected(&item, "the end of the action")),
        });
        match applied {
            // The other actions are understood.
            Err(Passed::Unexpected(_, reason)) if !single => {
                let name = format!("ALTER TABLE {} {}", target.name, start.text());
                script.list("statement", &name, reason);
            }
            applied => applied?,
        }
    }
    Ok(())
}

fn rename(script: &mut Script, cursor: &mut Cursor<'_, '_>, target: &Target) -> Applied {
    if cursor.eat("to") {
        let to = cursor.identifier();
        let to = target.name.sibling(need(cursor, to, "a name")?);
        return rename_relation(script, "table", &target.name, to);
    }
    let of_constraint = cursor.eat("constraint");
    if !of_constraint {
        cursor.eat("column");
    }
    let from = cursor.identifier();
    let from = need(cursor, from, "a name")?;
    let to = new_identifier(cursor)?;
    match of_constraint {
        true => rename_constraint(script, target, &from, &to),
        false => rename_column(script, &target.name, &from, &to),
    }
}

fn attach(script: &mut Script, cursor: &mut Cursor<'_, '_>, parent: &ObjectName) -> Applied {
    let child = cursor.name();
    let child = script.db.table(&need(cursor, child, "a table")?)?;
    let bound = partition_bound(cursor)?;
    script.db.change_table(&child, |db, table| {
        table.partition_of = Some(PartitionOf {
            parent: parent.clone(),
            bound,
        });
        add_parent_keys(db, table);
        Ok(())
    })
}

fn detach(script: &mut Script, cursor: &mut Cursor<'_, '_>) -> Applied {
    let child = cursor.name();
    let child = script.db.table(&need(cursor, child, "a table")?)?;
    let _ = cursor.eat("concurrently") || cursor.eat("finalize");
    script.db.change_table(&child, |_, table| {
        table.partition_of = None;
        for index in &mut table.indexes {
            index.attached_to = None;
        }
        for constraint in &mut table.constraints {
            constraint.inherited = false;
        }
        Ok(())
    })
}

/// Applies one action.
fn apply(script: &mut Script, item: &mut Cursor<'_, '_>, target: &Target) -> Applied {
    if item.eat("add") {
        return add::add(script, item, target);
    }
    if item.eat("drop") {
        return apply_drop(script, item, target);
    }
    if item.eat("alter constraint") {
        return alter_constraint(script, item, target);
    }
    if item.eat("alter") {
        item.eat("column");
        return alter_column(script, item, target);
    }
    if item.eat("validate constraint") {
        let name = item.identifier();
        let name = need(item, name, "a constraint")?;
        return script.db.change_table(&target.name, |_, table| {
            constraint(table, &name)?.validated = true;
            Ok(())
        });
    }
    if item.eat("owner to") {
        skip(item);
        return Ok(());
    }
    if item.at_any(&["enable", "disable"]) && !item.clone().slice(1, 2).at_word("row") {
        return script
            .db
            .change_table(&target.name, |_, table| hook::enable(table, item));
    }
    script
        .db
        .change_table(&target.name, |db, table| apply_to_table(db, item, table))
}

fn apply_drop(script: &mut Script, item: &mut Cursor<'_, '_>, target: &Target) -> Applied {
    let of_constraint = item.eat("constraint");
    if !of_constraint {
        item.eat("column");
    }
    let careful = item.eat("if exists");
    let name = item.identifier();
    let name = need(item, name, "a name")?;
    let _ = item.eat("cascade") || item.eat("restrict");
    match of_constraint {
        true => drop_constraint(script, target, &name, careful),
        false => drop_column(script, target, &name, careful),
    }
}

fn alter_constraint(script: &mut Script, item: &mut Cursor<'_, '_>, target: &Target) -> Applied {
    let name = item.identifier();
    let name = need(item, name, "a constraint")?;
    script.db.change_table(&target.name, |_, table| {
        let found = constraint(table, &name)?;
        if item.at_any(&["deferrable", "initially"]) {
            found.deferrable = schema_model::Deferrable::No;
        }
        if item.eat("not deferrable") {
            found.deferrable = schema_model::Deferrable::No;
        }
        super::constraint::parse_attributes(item, found);
        Ok(())
    })
}

/// A constraint that has to be there.
pub(super) fn constraint<'t>(
    table: &'t mut Table,
    name: &str,
) -> Applied<&'t mut schema_model::Constraint> {
    let of = table.name.clone();
    let mut all = table.constraints.iter_mut();
    let found = all.find(|it| it.name.as_deref() == Some(name));
    found.ok_or_else(|| absent("constraint", &format!("{of}.{name}")))
}

fn apply_to_table(
    db: &super::database::Database,
    item: &mut Cursor<'_, '_>,
    table: &mut Table,
) -> Applied {
    let mut set = |key: &str, value: Option<String>| {
        match value {
            Some(value) => table.options.insert(key.into(), value),
            None => table.options.remove(key),
        };
    };
    if item.eat("set without") || item.eat("set with oids") {
        skip(item);
    } else if item.eat("set logged") {
        table.persistence = Persistence::Permanent;
    } else if item.eat("set unlogged") {
        table.persistence = Persistence::Unlogged;
    } else if item.eat("set tablespace") {
        set(
            "tablespace",
            item.identifier().filter(|it| it != "pg_default"),
        );
    } else if item.eat("set access method") {
        set("access_method", item.identifier().filter(|it| it != "heap"));
    } else if item.eat("set") {
        let inner = item.parenthesized();
        table
            .options
            .extend(storage_options(need(item, inner, "`(`")?));
    } else if item.eat("reset") {
        let inner = item.parenthesized();
        for key in storage_options(need(item, inner, "`(`")?).into_keys() {
            table.options.remove(&key);
        }
    } else if item.eat("options") {
        let inner = item.parenthesized();
        table
            .options
            .extend(foreign_options(need(item, inner, "`(`")?));
    } else if item.eat("replica identity") {
        replica_identity(item, table)?;
    } else if item.eat("cluster on") {
        let name = item.identifier();
        mark_index(table, &need(item, name, "an index")?, "clustered");
    } else {
        return apply_family(db, item, table);
    }
    Ok(())
}

fn apply_family(
    db: &super::database::Database,
    item: &mut Cursor<'_, '_>,
    table: &mut Table,
) -> Applied {
    use RowSecurity as R;
    if item.eat("enable row level security") {
        table.row_security = match table.row_security {
            R::Forced | R::ForcedButDisabled => R::Forced,
            R::Off | R::Enabled => R::Enabled,
        };
    } else if item.eat("disable row level security") {
        table.row_security = match table.row_security {
            R::Forced | R::ForcedButDisabled => R::ForcedButDisabled,
            R::Off | R::Enabled => R::Off,
        };
    } else if item.eat("force row level security") {
        table.row_security = match table.row_security {
            R::Forced | R::Enabled => R::Forced,
            R::Off | R::ForcedButDisabled => R::ForcedButDisabled,
        };
    } else if item.eat("no force row level security") {
        table.row_security = match table.row_security {
            R::Forced | R::Enabled => R::Enabled,
            R::Off | R::ForcedButDisabled => R::Off,
        };
    } else if item.eat("inherit") {
        let parent = item.name();
        let parent = db.table(&need(item, parent, "a table")?)?;
        table.inherits.push(parent);
    } else if item.eat("no inherit") {
        let parent = item.name();
        let parent = db.table(&need(item, parent, "a table")?)?;
        table.inherits.retain(|it| *it != parent);
        table.columns.iter_mut().for_each(|it| it.inherited = false);
    } else if item.eat("of") {
        let ty = item.name();
        table.of_type = db.find_type(&need(item, ty, "a type")?);
    } else if item.eat("not of") {
        table.of_type = None;
    } else {
        return Err(unexpected(item, "an action of `ALTER TABLE`"));
    }
    Ok(())
}

fn replica_identity(item: &mut Cursor<'_, '_>, table: &mut Table) -> Applied {
    table.options.remove("replica_identity");
    if item.eat("using index") {
        let name = item.identifier();
        mark_index(table, &need(item, name, "an index")?, "replica_identity");
    } else if item.eat("full") {
        table
            .options
            .insert("replica_identity".into(), "full".into());
    } else if item.eat("nothing") {
        table
            .options
            .insert("replica_identity".into(), "nothing".into());
    } else {
        expect(item, "default")?;
    }
    Ok(())
}

/// Says something of an index, which may be that of a key.
fn mark_index(table: &mut Table, name: &str, key: &str) {
    use schema_model::ConstraintKind as K;
    if let Some(index) = table.indexes.iter_mut().find(|index| index.name == name) {
        index.options.insert(key.into(), "true".into());
    }
    let mut constraints = table.constraints.iter_mut();
    let found = constraints.find(|it| it.name.as_deref() == Some(name));
    match found.map(|it| &mut it.kind) {
        Some(K::PrimaryKey(of) | K::Unique(of)) => {
            of.options.insert(key.into(), "true".into());
        }
        Some(K::Exclusion(of)) => {
            of.options.insert(key.into(), "true".into());
        }
        _ => {}
    }
}

/// Changes a table and, unless it stands alone, all below it.
pub(super) fn change_family(
    script: &mut Script,
    target: &Target,
    mut change: impl FnMut(&super::database::Database, &mut Table, bool) -> Applied,
) -> Applied {
    script
        .db
        .change_table(&target.name, |db, table| change(db, table, false))?;
    if target.only {
        return Ok(());
    }
    for child in descendants(&script.db, &target.name) {
        script
            .db
            .change_table(&child, |db, table| change(db, table, true))?;
    }
    Ok(())
}

/// Says that a name cannot be given.
pub(super) fn refuse_taken(script: &Script, kind: &str, name: &ObjectName) -> Applied {
    match script.db.is_taken(name) {
        true => Err(present(kind, &name.to_string())),
        false => Ok(()),
    }
}
