//! `CREATE INDEX` and `ALTER INDEX`.

use schema_model::{ConstraintKind, Index, IndexKey, ObjectName, Table};

use super::cursor::Cursor;
use super::database::absent;
use super::index::{parse_index, parse_options};
use super::inherit::{add_index, descendants};
use super::key::free_index_name;
use super::script::{Applied, Passed, Script, need, skip, unexpected};
use super::statement::new_identifier;

/// `CREATE [UNIQUE] INDEX`, from there on.
pub(super) fn create(script: &mut Script, cursor: &mut Cursor<'_, '_>) -> Applied {
    let words = cursor.rest().windows(2);
    let only = words
        .into_iter()
        .any(|pair| pair[0].is_word("on") && pair[1].is_word("only"));
    let found = parse_index(cursor);
    let found = need(cursor, found, "an index")?;
    let (table, mut index) = (found.table, found.index);
    let view = script.db.find_view(&table);
    let on = match &view {
        Some(view) => view.clone(),
        None => script.db.table(&table)?,
    };
    if index.name.is_empty() {
        index.name = free_index_name(&script.db, &on, &index, &[]);
    } else if script.db.is_taken(&on.sibling(&index.name)) {
        return match found.if_not_exists {
            true => Ok(()),
            false => Err(super::database::present("index", &index.name)),
        };
    }
    if let Some(view) = view {
        script.db.take("index", &view.sibling(&index.name))?;
        if let Some(view) = script.db.views.get_mut(&view) {
            view.indexes.push(index);
        }
        return Ok(());
    }
    let is_partitioned = script.db.tables[&on].partition_by.is_some();
    // Without its partitions' indexes it cannot be used.
    index.valid = !(only && is_partitioned && !script.db.children(&on).is_empty());
    script.db.change_table(&on, |_, table| {
        check_columns(table, &index)?;
        table.indexes.push(index.clone());
        Ok(())
    })?;
    if only || !is_partitioned {
        return Ok(());
    }
    add_to_partitions(script, &on)
}

/// Each partition has the indexes of the table right above it.
pub(super) fn add_to_partitions(script: &mut Script, on: &ObjectName) -> Applied {
    for child in descendants(&script.db, on) {
        script.db.change_table(&child, |db, table| {
            let parent = table.partition_of.as_ref().map(|of| of.parent.clone());
            let parent = parent.and_then(|parent| db.tables.get(&parent));
            for index in parent.map(|parent| &parent.indexes).into_iter().flatten() {
                let is_there = table
                    .indexes
                    .iter()
                    .any(|it| it.attached_to.as_ref() == Some(&index.name));
                if index.valid && !is_there {
                    add_index(db, table, index);
                }
            }
            Ok(())
        })?;
    }
    Ok(())
}

fn check_columns(table: &Table, index: &Index) -> Applied {
    let of_parts = index.parts.iter().filter_map(|part| match &part.key {
        IndexKey::Column(name) => Some(name),
        IndexKey::Expression(_) => None,
    });
    let missing = of_parts.chain(&index.include);
    match missing
        .into_iter()
        .find(|name| table.column(name).is_none())
    {
        Some(name) => Err(absent("column", &format!("{}.{name}", table.name))),
        None => Ok(()),
    }
}

/// `ALTER INDEX`, from the name on.
pub(super) fn alter(script: &mut Script, cursor: &mut Cursor<'_, '_>) -> Applied {
    if cursor.eat("all in tablespace") {
        skip(cursor);
        return Ok(());
    }
    let careful = cursor.eat("if exists");
    let written = cursor.name();
    let written = need(cursor, written, "a name")?;
    if script.db.find_index(&written).is_none() && careful {
        skip(cursor);
        return Ok(());
    }
    alter_found(script, cursor, &written)
}

/// What a statement says of an index that is there.
pub(super) fn alter_found(
    script: &mut Script,
    cursor: &mut Cursor<'_, '_>,
    written: &ObjectName,
) -> Applied {
    let found = script.db.find_index(written);
    let (on, index) = found.ok_or_else(|| absent("index", &written.to_string()))?;
    if cursor.eat("rename") {
        let to = new_identifier(cursor)?;
        super::alter::refuse_taken(script, "index", &index.sibling(&to))?;
        return change(script, &on, &index, |it| it.rename(&to));
    }
    if cursor.eat("attach partition") {
        let child = cursor.name();
        let child = need(cursor, child, "an index")?;
        return attach(script, &on, &index.name, &child);
    }
    if cursor.eat("owner to") || cursor.eat("depends on") || cursor.eat("no depends on") {
        skip(cursor);
        return Ok(());
    }
    if cursor.eat("set tablespace") {
        let tablespace = cursor.identifier();
        let tablespace = need(cursor, tablespace, "a tablespace")?;
        return change(script, &on, &index, |it| it.set("tablespace", &tablespace));
    }
    if cursor.eat("set") {
        let inner = cursor.parenthesized();
        let options = parse_options(need(cursor, inner, "`(`")?);
        return change(script, &on, &index, |mut it| {
            for (key, value) in &options {
                it.set_in(key, value);
            }
        });
    }
    if cursor.eat("alter") {
        cursor.eat("column");
        let number = cursor.number();
        let number = need(cursor, number, "the number of a column")?;
        super::script::expect(cursor, "set statistics")?;
        let target = cursor.number();
        let target = need(cursor, target, "a number")?;
        let key = format!("statistics.{number}");
        return change(script, &on, &index, |it| it.set(&key, &target));
    }
    if cursor.eat("reset") {
        skip(cursor);
        return Err(Passed::Unmodelled(
            "not evaluated: parameters that are reset stay as they were".into(),
        ));
    }
    Err(unexpected(cursor, "an action of `ALTER INDEX`"))
}

/// An index, or the key that it is behind.
enum Found<'i> {
    Index(&'i mut Index),
    Key(&'i mut schema_model::Constraint),
}

impl Found<'_> {
    fn rename(self, to: &str) {
        match self {
            Self::Index(index) => to.clone_into(&mut index.name),
            Self::Key(constraint) => constraint.name = Some(to.into()),
        }
    }

    fn set(mut self, key: &str, value: &str) {
        self.set_in(key, value);
    }

    fn set_in(&mut self, key: &str, value: &str) {
        let options = match self {
            Self::Index(index) => &mut index.options,
            Self::Key(constraint) => match &mut constraint.kind {
                ConstraintKind::PrimaryKey(key) | ConstraintKind::Unique(key) => &mut key.options,
                ConstraintKind::Exclusion(exclusion) => &mut exclusion.options,
                _ => return,
            },
        };
        options.insert(key.into(), value.into());
    }
}

fn change(
    script: &mut Script,
    on: &ObjectName,
    index: &ObjectName,
    change: impl FnOnce(Found<'_>),
) -> Applied {
    if let Some(view) = script.db.views.get_mut(on) {
        let found = view.indexes.iter_mut().find(|it| it.name == index.name);
        if let Some(found) = found {
            change(Found::Index(found));
        }
        script.db.count_names();
        return Ok(());
    }
    script.db.change_table(on, |_, table| {
        if let Some(found) = table.indexes.iter_mut().find(|it| it.name == index.name) {
            change(Found::Index(found));
            return Ok(());
        }
        let is_it = |it: &&mut schema_model::Constraint| it.name.as_deref() == Some(&index.name);
        if let Some(found) = table.constraints.iter_mut().find(is_it) {
            change(Found::Key(found));
        }
        Ok(())
    })
}

fn attach(script: &mut Script, parent: &ObjectName, to: &str, child: &ObjectName) -> Applied {
    let found = script.db.find_index(child);
    let (on, child) = found.ok_or_else(|| absent("index", &child.to_string()))?;
    script.db.change_table(&on, |_, table| {
        for index in table.indexes.iter_mut().filter(|it| it.name == child.name) {
            index.attached_to = Some(to.to_owned());
        }
        let is_it = |it: &&mut schema_model::Constraint| it.name.as_deref() == Some(&child.name);
        for constraint in table.constraints.iter_mut().filter(is_it) {
            constraint.inherited = true;
        }
        Ok(())
    })?;
    validate(script, parent, to)
}

/// An index of a partitioned table can be used when all partitions have theirs.
fn validate(script: &mut Script, parent: &ObjectName, name: &str) -> Applied {
    let children = script.db.children(parent);
    let has = |child: &ObjectName| {
        let mut indexes = script.db.tables[child].indexes.iter();
        indexes.any(|it| it.valid && it.attached_to.as_deref() == Some(name))
    };
    if !children.iter().all(has) {
        return Ok(());
    }
    script.db.change_table(parent, |_, table| {
        for index in table.indexes.iter_mut().filter(|it| it.name == name) {
            index.valid = true;
        }
        Ok(())
    })
}

/// Says something of an index of a view.
pub(super) fn mark(script: &mut Script, on: &ObjectName, index: &str, key: &str) -> Applied {
    change(script, on, &on.sibling(index), |it| it.set(key, "true"))
}
