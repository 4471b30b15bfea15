//! Changes of everything but the columns and constraints of tables.

use std::collections::{BTreeMap, BTreeSet};

use schema_model::{
    Address, Index, ObjectKey, ObjectKind, ObjectName, Routine, RoutineKind, Schema, Table, View,
};

use super::address::{object_address, part_address};
use super::alter::same_index;
use super::planner::Work;
use super::render::comment::{Comment, comments as all_comments};
use super::render::{
    BACK_TO_MAIN, order, render_index, render_namespace, render_sequence, render_type, reprint,
    search_path_of, table::render_table,
};
use super::{hazard, quote};
use crate::plan::Statement;
use crate::planner::Job;

/// Views that are dropped: gone, changed, or over something that changes.
pub(super) fn drop_views(job: &Job<'_>, work: &Work) -> Vec<Statement> {
    let again = views_again(job, work);
    let mut statements = Vec::new();
    for view in &job.from.views {
        if job.to.view(&view.name).is_some() && !again.contains(&view.name) {
            continue;
        }
        let sql = format!("DROP VIEW {}", quote::object(&view.name));
        let statement = Statement::new(sql, object_address(ObjectKind::View, &view.name));
        statements.push(
            statement
                .hazard(hazard::drop_object("view", &view.name.to_string()))
                .undone_by(reprint::as_written(&view.definition)),
        );
    }
    statements
}

/// Views on both sides that are made again.
fn views_again(job: &Job<'_>, work: &Work) -> BTreeSet<ObjectName> {
    let mut again = BTreeSet::new();
    loop {
        let before = again.len();
        for view in &job.from.views {
            let Some(to) = job.to.view(&view.name) else {
                continue;
            };
            let shaken = |key: &ObjectKey| match key.kind {
                ObjectKind::Table => work.touched.contains(&key.name),
                ObjectKind::View => again.contains(&key.name) || job.to.view(&key.name).is_none(),
                kind => work.replaced.contains(&(kind, key.name.clone())),
            };
            if to.definition != view.definition || view.depends_on.iter().any(shaken) {
                again.insert(view.name.clone());
            }
        }
        if again.len() == before {
            return again;
        }
    }
}

/// Makes views that are new or made again, each after those that it reads.
pub(super) fn add_views(job: &Job<'_>, work: &Work) -> Vec<Statement> {
    let again = views_again(job, work);
    let is_new = |view: &View| job.from.view(&view.name).is_none() || again.contains(&view.name);
    let mut made = order::objects(job.to).into_iter();
    let mut statements = Vec::new();
    for object in &mut made {
        let order::Object::View(view) = object else {
            continue;
        };
        if is_new(view) {
            let address = object_address(ObjectKind::View, &view.name);
            let statement = Statement::new(reprint::as_written(&view.definition), address);
            let undo = format!("DROP VIEW {}", quote::object(&view.name));
            statements.push(statement.undone_by(undo));
        }
    }
    with_search_path(job.to, statements)
}

/// Names in definitions may have been written inside of another namespace.
fn with_search_path(schema: &Schema, mut statements: Vec<Statement>) -> Vec<Statement> {
    let Some(path) = search_path_of(schema).filter(|_| !statements.is_empty()) else {
        return statements;
    };
    let address = statements[0].object.clone();
    statements.insert(0, Statement::new(path, &address));
    statements.push(Statement::new(BACK_TO_MAIN, &address));
    statements
}

/// Indexes that are gone; those of tables that are dropped or made anew go with them.
pub(super) fn drop_indexes(job: &Job<'_>, work: &Work) -> Vec<Statement> {
    let mut statements = Vec::new();
    for table in &job.from.tables {
        let Some(to) = job.to.table(&table.name) else {
            continue;
        };
        if work.rebuilt.contains(&table.name) {
            continue;
        }
        for index in &table.indexes {
            let kept = to.indexes.iter().find(|it| it.name == index.name);
            let is_same = kept.is_some_and(|it| same_index(it, index));
            if is_same {
                continue;
            }
            statements.push(drop_index(table, index));
        }
    }
    statements
}

fn drop_index(table: &Table, index: &Index) -> Statement {
    let name = quote::object(&table.name.sibling(&index.name));
    let address = part_address(&table.name, "index", &index.name);
    Statement::new(format!("DROP INDEX {name}"), address)
        .hazard(hazard::drop_index(&index.name))
        .undone_by(render_index(&table.name, index))
}

/// Indexes that are new, and those of tables that are made anew.
pub(super) fn add_indexes(job: &Job<'_>, work: &Work) -> Vec<Statement> {
    let mut statements = Vec::new();
    for table in &job.to.tables {
        let from = job.from.table(&table.name);
        let anew = work.rebuilt.contains(&table.name);
        for index in &table.indexes {
            let old = from.and_then(|it| it.indexes.iter().find(|it| it.name == index.name));
            if !anew && old.is_some_and(|it| same_index(it, index)) {
                continue;
            }
            let address = part_address(&table.name, "index", &index.name);
            let undo = quote::object(&table.name.sibling(&index.name));
            let mut statement = Statement::new(render_index(&table.name, index), address)
                .undone_by(format!("DROP INDEX {undo}"));
            if from.is_some() {
                statement = statement.hazard(hazard::add_index(&index.name, index.unique));
            }
            statements.push(statement);
        }
    }
    statements
}

fn drop_macro_sql(routine: &Routine) -> String {
    let what = match routine.kind {
        RoutineKind::TableMacro => "MACRO TABLE",
        _ => "MACRO",
    };
    format!("DROP {what} {}", quote::object(&routine.name))
}

/// Macros that are gone or changed.
pub(super) fn drop_macros(job: &Job<'_>, work: &Work) -> Vec<Statement> {
    let routines = job.from.routines.iter();
    let goes = |it: &&Routine| {
        work.replaced
            .contains(&(ObjectKind::Routine, it.key_name()))
    };
    let drop = |it: &Routine| {
        Statement::new(
            drop_macro_sql(it),
            object_address(ObjectKind::Routine, &it.key_name()),
        )
        .hazard(hazard::drop_object("macro", &it.name.to_string()))
        .undone_by(reprint::as_written(&it.definition))
    };
    routines.filter(goes).map(drop).collect()
}

/// Sequences and types that are gone or changed.
pub(super) fn drop_others(job: &Job<'_>, work: &Work) -> Vec<Statement> {
    let mut statements = Vec::new();
    for sequence in &job.from.sequences {
        if !work
            .replaced
            .contains(&(ObjectKind::Sequence, sequence.name.clone()))
        {
            continue;
        }
        let address = object_address(ObjectKind::Sequence, &sequence.name);
        let sql = format!("DROP SEQUENCE {}", quote::object(&sequence.name));
        let name = sequence.name.to_string();
        let stays = job.to.sequences.iter().any(|it| it.name == sequence.name);
        let hazard = match stays {
            true => hazard::restart_sequence(&name),
            false => hazard::drop_object("sequence", &name),
        };
        statements.push(Statement::new(sql, address).hazard(hazard));
    }
    for definition in &job.from.types {
        if job
            .to
            .type_definition(&definition.name)
            .is_some_and(|it| it.kind == definition.kind)
        {
            continue;
        }
        let address = object_address(ObjectKind::Type, &definition.name);
        let sql = format!("DROP TYPE {}", quote::object(&definition.name));
        let hazard = hazard::drop_object("type", &definition.name.to_string());
        let statement = Statement::new(sql, address).hazard(hazard);
        statements.push(match render_type(definition) {
            Some(undo) => statement.undone_by(undo),
            None => statement,
        });
    }
    statements
}

/// Sequences and types that are new or changed.
pub(super) fn add_others(job: &Job<'_>, work: &Work) -> Vec<Statement> {
    let mut statements = Vec::new();
    for sequence in &job.to.sequences {
        let is_there = job.from.sequences.iter().any(|it| it.name == sequence.name);
        if is_there
            && !work
                .replaced
                .contains(&(ObjectKind::Sequence, sequence.name.clone()))
        {
            continue;
        }
        let address = object_address(ObjectKind::Sequence, &sequence.name);
        let undo = format!("DROP SEQUENCE {}", quote::object(&sequence.name));
        statements.push(Statement::new(render_sequence(sequence), address).undone_by(undo));
    }
    for definition in &job.to.types {
        if job
            .from
            .type_definition(&definition.name)
            .is_some_and(|it| it.kind == definition.kind)
        {
            continue;
        }
        let address = object_address(ObjectKind::Type, &definition.name);
        let undo = format!("DROP TYPE {}", quote::object(&definition.name));
        let sql = render_type(definition);
        statements.extend(sql.map(|sql| Statement::new(sql, address).undone_by(undo)));
    }
    statements
}

/// Tables and macros that are new or made anew, each after what it needs.
pub(super) fn add_tables_and_macros(job: &Job<'_>, work: &Work) -> Vec<Statement> {
    let mut statements = Vec::new();
    for object in order::objects(job.to) {
        match object {
            order::Object::Table(table) => {
                let is_new = job.from.table(&table.name).is_none();
                if !is_new && !work.rebuilt.contains(&table.name) {
                    continue;
                }
                let address = object_address(ObjectKind::Table, &table.name);
                let statement = Statement::new(render_table(table), address);
                statements.push(match is_new {
                    true => statement.undone_by(super::rebuild::drop_sql(&table.name)),
                    false => statement,
                });
            }
            order::Object::Routine(routine) => {
                let is_there = job.from.routines.iter().any(|it| it.name == routine.name);
                let key = (ObjectKind::Routine, routine.key_name());
                if is_there && !work.replaced.contains(&key) {
                    continue;
                }
                let address = object_address(ObjectKind::Routine, &key.1);
                let statement = Statement::new(reprint::as_written(&routine.definition), address);
                statements.push(statement.undone_by(drop_macro_sql(routine)));
            }
            order::Object::View(_) => {}
        }
    }
    with_search_path(job.to, statements)
}

/// Namespaces that are new.
pub(super) fn add_namespaces(job: &Job<'_>) -> Vec<Statement> {
    let new = job.to.namespaces.iter();
    let new = new.filter(|it| {
        !job.from
            .namespaces
            .iter()
            .any(|other| other.name == it.name)
    });
    new.map(|it| {
        Statement::new(render_namespace(&it.name), namespace_address(&it.name))
            .undone_by(format!("DROP SCHEMA {}", quote::name(&it.name)))
    })
    .collect()
}

/// Namespaces that are gone; they are empty by now.
pub(super) fn drop_namespaces(job: &Job<'_>) -> Vec<Statement> {
    let gone = job.from.namespaces.iter();
    let gone = gone.filter(|it| !job.to.namespaces.iter().any(|other| other.name == it.name));
    gone.map(|it| {
        let sql = format!("DROP SCHEMA {}", quote::name(&it.name));
        Statement::new(sql, namespace_address(&it.name))
            .hazard(hazard::drop_object("schema", &it.name))
            .undone_by(render_namespace(&it.name))
    })
    .collect()
}

fn namespace_address(name: &str) -> Address {
    object_address(ObjectKind::Namespace, &ObjectName::bare(name))
}

/// Comments that differ, and those of everything that was made anew.
pub(super) fn comments(job: &Job<'_>, work: &Work) -> Vec<Statement> {
    let keyed = |schema: &Schema| -> BTreeMap<(&'static str, String), Comment> {
        let comments = all_comments(schema).into_iter();
        comments
            .map(|it| ((it.what, it.name.clone()), it))
            .collect()
    };
    let (mut from, to) = (keyed(job.from), keyed(job.to));
    let views = views_again(job, work);
    from.retain(|_, comment| {
        let table = comment.table.as_ref();
        let of_view = |name: &ObjectName| views.contains(name);
        let of_table =
            |name: &ObjectName| work.rebuilt.contains(name) || job.to.table(name).is_none();
        !table.is_some_and(|name| of_view(name) || of_table(name) && job.to.view(name).is_none())
    });
    let mut statements = Vec::new();
    for (key, comment) in &to {
        // An index or macro that was made again lost its comment; writing one twice does no harm.
        let again = !matches!(comment.what, "TABLE" | "COLUMN" | "VIEW");
        let is_same = from.get(key).is_some_and(|old| old.text == comment.text);
        if is_same && !(again && made_again(job, work, comment)) {
            continue;
        }
        statements.push(Statement::new(comment.sql(), &comment.address));
    }
    for (key, comment) in &from {
        let is_there = comment.is_in(job.to);
        if !to.contains_key(key) && is_there {
            let sql = format!("COMMENT ON {} {} IS NULL", comment.what, comment.name);
            statements.push(Statement::new(sql, &comment.address).undone_by(comment.sql()));
        }
    }
    statements
}

fn made_again(job: &Job<'_>, work: &Work, comment: &Comment) -> bool {
    let object = &comment.address.object;
    match object.kind {
        ObjectKind::Table => {
            let index = comment.address.part.as_ref().map(|part| part.name.as_str());
            let find = |schema: &Schema| {
                let table = schema.table(&object.name)?;
                table
                    .indexes
                    .iter()
                    .find(|it| Some(it.name.as_str()) == index)
                    .cloned()
            };
            let is_same = find(job.from)
                .zip(find(job.to))
                .is_some_and(|(a, b)| same_index(&a, &b));
            !is_same || work.rebuilt.contains(&object.name)
        }
        ObjectKind::Type => {
            let kind = |schema: &Schema| {
                schema
                    .type_definition(&object.name)
                    .map(|it| it.kind.clone())
            };
            kind(job.from) != kind(job.to)
        }
        kind => work.replaced.contains(&(kind, object.name.clone())),
    }
}
