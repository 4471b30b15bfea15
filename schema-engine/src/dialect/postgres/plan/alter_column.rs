//! What can be altered of a column: its type, whether it is NOT NULL, its identity, its storage.

use schema_model::{Address, Column, Identity, ObjectKind, Options, Table, TableKind};

use super::super::ddl::constraint::make_name;
use super::super::hazard;
use super::super::quote::{identifier, literal, qualified};
use super::super::render::tables::{alter as alter_only, identity_clause, type_of_column};
use super::super::render::{INHERITED, parameter};
use super::column::{alter, follows, is_retyped, parent};
use super::rebuild::count_on;
use super::sequence::changed_clauses;
use super::work::Work;
use super::{address, cast, online, rank, table, types, uses};
use crate::graph::Step;
use crate::plan::Statement;
use crate::planner::Job;

/// The steps.
pub(super) fn push(
    job: &mut Job<'_>,
    work: &Work<'_>,
    (before, after): (&Table, &Table),
    from: &Column,
    to: &Column,
    steps: &mut Vec<Step>,
) {
    let tables = (before, after);
    let column = address::column(&after.name, &to.name);
    let same_type = |a: &Column, b: &Column| !is_retyped(a, b);
    let retypes = match is_retyped(from, to) {
        true => !follows(work, tables, to, same_type),
        false => is_of_new_type(work, from) && !is_from_parent(work, tables, to),
    };
    if retypes {
        steps.push(retype(job, work, tables, from, to));
    }
    let mut forms = Forms {
        column: column.clone(),
        statements: Vec::new(),
        adds: Vec::new(),
        early: None,
        late: None,
    };
    forms.generated(after, from, to);
    forms.nullability(job, work, tables, from, to);
    forms.identity(before, after, from, to);
    forms.settings(after, from, to);
    steps.extend(forms.late);
    steps.extend(forms.early);
    if forms.statements.is_empty() {
        return;
    }
    steps.push(Step {
        name: format!("alter column `{}.{}`", after.name, to.name),
        rank: rank::ALTER_COLUMN,
        statements: forms.statements,
        adds: forms.adds,
        needs: vec![address::attribute(column.clone(), "type"), column],
        ..Step::default()
    });
}

/// Whether the type of a column is made anew under its name.
fn is_of_new_type(work: &Work<'_>, column: &Column) -> bool {
    let types = uses::types(&column.logical_type);
    types.iter().any(|ty| is_made_anew(work, ty))
}

fn is_made_anew(work: &Work<'_>, ty: &Address) -> bool {
    ty.object.kind == ObjectKind::Type && work.is_made_again(ty) && super::work::exists(work.to, ty)
}

fn is_from_parent(work: &Work<'_>, (from, to): (&Table, &Table), column: &Column) -> bool {
    let above = parent(work, from, to);
    column.inherited || above.is_some_and(|(_, above)| above.column(&column.name).is_some())
}

fn retype(
    job: &mut Job<'_>,
    work: &Work<'_>,
    (before, after): (&Table, &Table),
    from: &Column,
    to: &Column,
) -> Step {
    let column = address::column(&after.name, &to.name);
    let name = identifier(&to.name);
    let sql = |table: &Table, from: &Column, to: &Column| {
        let collation = to.collation.as_ref();
        let collation = collation.map_or(String::new(), |it| format!(" COLLATE {it}"));
        let anew = is_of_new_type(work, from);
        let using = cast::using(from, to, work.careful || anew);
        format!(
            "{} ALTER COLUMN {name} TYPE {}{collation}{}",
            alter(table),
            type_of_column(to),
            using.map_or(String::new(), |using| format!(" USING {using}"))
        )
    };
    let target = format!("{}.{}", after.name, to.name);
    let has_rows = table::has_rows(job, before);
    let statement = Statement::new(sql(after, from, to), &column)
        .hazard(hazard::change_type(&target, from, to, has_rows))
        .undone_by(sql(before, to, from));
    let own = address::attribute(column.clone(), "type");
    // The old type stays under another name until nothing uses it.
    let releases = uses::types(&from.logical_type).into_iter();
    let releases = releases.map(|ty| match is_made_anew(work, &ty) {
        true => types::old(&ty),
        false => ty,
    });
    Step {
        name: format!("change the type of `{target}`"),
        rank: rank::ALTER_COLUMN,
        statements: vec![statement],
        // What stands on the column goes before and comes back after.
        adds: vec![column.clone(), own],
        drops: vec![column],
        needs: uses::types(&to.logical_type),
        releases: releases.collect(),
    }
}

/// The sequence behind an identity column, so that the name is free when it is needed.
pub(super) fn identity_sequence(table: &Table, column: &Column) -> Option<Address> {
    let identity = column.identity.as_ref()?;
    let name = match &identity.sequence {
        Some(name) => name.clone(),
        None => table
            .name
            .sibling(make_name(&table.name.name, &column.name, "seq")),
    };
    Some(address::object(ObjectKind::Sequence, &name))
}

/// Statements that change one column.
struct Forms {
    column: Address,
    statements: Vec<Statement>,
    adds: Vec<Address>,
    /// What has to run before the others.
    early: Option<Step>,
    /// What runs when all else is done.
    late: Option<Step>,
}

impl Forms {
    fn generated(&mut self, table: &Table, from: &Column, to: &Column) {
        if from.generated.is_some() && to.generated.is_none() {
            let sql = format!(
                "{} ALTER COLUMN {} DROP EXPRESSION",
                alter(table),
                identifier(&to.name)
            );
            let column = format!("{}.{}", table.name, to.name);
            let statement = Statement::new(sql, &self.column);
            self.statements
                .push(statement.hazard(hazard::drop_expression(&column)));
        }
    }

    fn nullability(
        &mut self,
        job: &mut Job<'_>,
        work: &Work<'_>,
        tables: (&Table, &Table),
        from: &Column,
        to: &Column,
    ) {
        let same = |a: &Column, b: &Column| a.nullable == b.nullable;
        let no_inherit = |column: &Column| column.options.contains_key("not_null_no_inherit");
        if same(from, to) && (to.nullable || no_inherit(from) == no_inherit(to)) {
            self.not_null_name(tables.1, from, to);
            return;
        }
        // A key needs it and brings it along.
        if follows(work, tables, to, same) {
            return;
        }
        let start = format!("{} ALTER COLUMN {}", alter(tables.1), identifier(&to.name));
        let name = format!("{}.{}", tables.1.name, to.name);
        let (set, drop) = (
            format!("{start} SET NOT NULL"),
            format!("{start} DROP NOT NULL"),
        );
        let statement = match to.nullable {
            true => Statement::new(drop, &self.column)
                .hazard(hazard::drop_not_null(&name))
                .undone_by(set),
            false => {
                let has_nulls = table::has_nulls(job, tables.0, from);
                if has_nulls == Some(true) {
                    job.data.blocked.push(format!(
                        "column `{name}` becomes NOT NULL and holds NULL: fill it first"
                    ));
                }
                let statement = Statement::new(set, &self.column).undone_by(drop);
                // What counts by itself must be NOT NULL at once.
                if to.identity.is_none() && online::is_wanted(job, tables.0) {
                    let statement = statement.hazard(hazard::set_not_null_online(&name));
                    self.late = Some(self.not_null_online(tables.1, to, statement));
                    return;
                }
                statement.hazard(hazard::set_not_null(&name, has_nulls))
            }
        };
        self.statements.push(statement);
    }

    fn not_null_online(&self, table: &Table, column: &Column, set: Statement) -> Step {
        let (statements, check) = online::set_not_null(table, &column.name, set);
        let own = address::attribute(self.column.clone(), "not_null");
        Step {
            name: format!("make `{}.{}` NOT NULL", table.name, column.name),
            rank: rank::ONLINE_NOT_NULL,
            statements,
            adds: vec![own, address::constraint(&table.name, &check)],
            needs: vec![
                address::attribute(self.column.clone(), "type"),
                self.column.clone(),
            ],
            ..Step::default()
        }
    }

    fn not_null_name(&mut self, table: &Table, from: &Column, to: &Column) {
        if from.not_null_name == to.not_null_name || to.nullable {
            return;
        }
        let usual = |column: &Column| make_name(&table.name.name, &column.name, "not_null");
        let name = |column: &Column| {
            column
                .not_null_name
                .clone()
                .unwrap_or_else(|| usual(column))
        };
        self.plain(format!(
            "{} RENAME CONSTRAINT {} TO {}",
            alter(table),
            identifier(&name(from)),
            identifier(&name(to))
        ));
    }

    fn identity(&mut self, before: &Table, after: &Table, from: &Column, to: &Column) {
        let is_own = |it: &&Identity| !it.options.contains_key(INHERITED);
        let (had, has) = (
            from.identity.as_deref().filter(is_own),
            to.identity.as_deref().filter(is_own),
        );
        let start = format!("{} ALTER COLUMN {}", alter(after), identifier(&to.name));
        match (had, has) {
            (None, None) => {}
            // Before there can be a default.
            (Some(_), None) => self.lost_identity(before, from, start),
            (None, Some(identity)) => {
                let clause = identity_clause(identity);
                let statement = Statement::new(format!("{start} ADD{clause}"), &self.column)
                    .hazard(hazard::add_identity(&format!("{}.{}", after.name, to.name)))
                    .undone_by(format!("{start} DROP IDENTITY"));
                self.statements.push(statement);
                self.count_on(after, to, identity);
                self.adds.extend(identity_sequence(after, to));
            }
            (Some(had), Some(has)) => self.other_identity(before, after, to, had, has),
        }
    }

    fn lost_identity(&mut self, before: &Table, from: &Column, start: String) {
        let back = from
            .identity
            .as_deref()
            .map(identity_clause)
            .unwrap_or_default();
        let statement = Statement::new(format!("{start} DROP IDENTITY"), &self.column);
        self.early = Some(Step {
            name: format!("drop identity of `{}.{}`", before.name, from.name),
            rank: rank::DROP_DEFAULT,
            statements: vec![statement.undone_by(format!("{start} ADD{back}"))],
            adds: vec![address::attribute(self.column.clone(), "no_identity")],
            drops: identity_sequence(before, from).into_iter().collect(),
            ..Step::default()
        });
    }

    /// Lets a new sequence begin behind the values that are there.
    fn count_on(&mut self, table: &Table, column: &Column, identity: &Identity) {
        if identity.options.contains_key("increment") {
            return;
        }
        let name = match &identity.sequence {
            Some(name) => name.clone(),
            None => table
                .name
                .sibling(make_name(&table.name.name, &column.name, "seq")),
        };
        self.plain(count_on(table, column, &literal(&qualified(&name))));
    }

    fn other_identity(
        &mut self,
        before: &Table,
        after: &Table,
        column: &Column,
        had: &Identity,
        has: &Identity,
    ) {
        let start = format!("{} ALTER COLUMN {}", alter(after), identifier(&column.name));
        if had.always != has.always {
            let word = |always: bool| match always {
                true => "ALWAYS",
                false => "BY DEFAULT",
            };
            let statement = Statement::new(
                format!("{start} SET GENERATED {}", word(has.always)),
                &self.column,
            );
            let back = format!("{start} SET GENERATED {}", word(had.always));
            self.statements.push(statement.undone_by(back));
        }
        let name = |table: &Table, identity: &Identity| match &identity.sequence {
            Some(name) => name.clone(),
            None => table
                .name
                .sibling(make_name(&table.name.name, &column.name, "seq")),
        };
        let (old, new) = (name(before, had), name(after, has));
        if old != new {
            self.plain(format!(
                "ALTER SEQUENCE {} RENAME TO {}",
                qualified(&old),
                identifier(&new.name)
            ));
        }
        let plain = |options: &Options| {
            let mut options = options.clone();
            options.remove(INHERITED);
            options
        };
        let (had, has) = (plain(&had.options), plain(&has.options));
        if had != has {
            let clauses = changed_clauses(&had, &has);
            self.plain(format!("ALTER SEQUENCE {} {clauses}", qualified(&new)));
        }
    }

    fn settings(&mut self, table: &Table, from: &Column, to: &Column) {
        let start = format!(
            "{} ALTER COLUMN {}",
            alter_only(table),
            identifier(&to.name)
        );
        let (had, has) = (&from.options, &to.options);
        let usual = [
            ("storage", "STORAGE", usual_storage(&to.native_type)),
            ("compression", "COMPRESSION", "default"),
            ("statistics", "STATISTICS", "-1"),
        ];
        for (key, words, usual) in usual {
            // Another type brings its own storage.
            let forgotten = key == "storage" && from.native_type != to.native_type;
            if had.get(key) != has.get(key) || forgotten && has.contains_key(key) {
                let value = has.get(key).map_or(usual, String::as_str);
                self.plain(format!("{start} SET {words} {value}"));
            }
        }
        let own = |key: &&String| {
            !["storage", "compression", "statistics"].contains(&key.as_str())
                && !key.starts_with("not_null_")
                && !key.contains('.')
        };
        for key in had.keys().filter(own).filter(|key| !has.contains_key(*key)) {
            self.plain(format!("{start} RESET ({key})"));
        }
        for (key, value) in has.iter().filter(|(key, _)| own(key)) {
            if had.get(key) != Some(value) {
                self.plain(format!("{start} SET ({})", parameter(key, value)));
            }
        }
        if table.kind == TableKind::Foreign
            && let Some(options) = changed_foreign_options(had, has)
        {
            self.plain(format!("{start} OPTIONS ({options})"));
        }
    }

    fn plain(&mut self, sql: String) {
        self.statements.push(Statement::new(sql, &self.column));
    }
}

/// Options of foreign tables, columns and servers: what is added, set and dropped.
pub(super) fn changed_foreign_options(from: &Options, to: &Options) -> Option<String> {
    let own = |options: &Options| -> Options {
        let found = options.iter().filter_map(|(key, value)| {
            Some((key.strip_prefix("foreign.")?.to_owned(), value.clone()))
        });
        found.collect()
    };
    let (from, to) = (own(from), own(to));
    let mut items = Vec::new();
    for (key, value) in &to {
        match from.get(key) {
            Some(before) if before == value => {}
            Some(_) => items.push(format!("SET {} {}", identifier(key), literal(value))),
            None => items.push(format!("ADD {} {}", identifier(key), literal(value))),
        }
    }
    let gone = from.keys().filter(|key| !to.contains_key(*key));
    items.extend(gone.map(|key| format!("DROP {}", identifier(key))));
    (!items.is_empty()).then(|| items.join(", "))
}

/// How the server stores values of a type unless told otherwise.
fn usual_storage(native: &str) -> &'static str {
    let is = |words: &[&str]| words.iter().any(|word| native.starts_with(word));
    if is(&["numeric", "inet", "cidr"]) {
        "main"
    } else if is(&[
        "text",
        "character",
        "bytea",
        "json",
        "xml",
        "bit",
        "ts",
        "path",
        "polygon",
    ]) || native.ends_with("[]")
    {
        "extended"
    } else {
        "plain"
    }
}
