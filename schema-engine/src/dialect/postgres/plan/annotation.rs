//! Owners, privileges and comments of everything that has them.
//!
//! An object that is new, or made again, starts with what the server gives it: the owner who makes
//! it, the default privileges, no comment. Parts that are made again come back with their comments.

use std::collections::BTreeMap;

use schema_model::{
    Address, Column, Constraint, ConstraintKind, Grant, Index, ObjectKind, ObjectName, Routine,
    RoutineKind, Rule, Schema, Sequence, Table, TableKind, Trigger, TypeDefinition, TypeKind, View,
};

use super::super::acl::AclKind;
use super::super::quote::{identifier, literal, qualified};
use super::super::render::{routine_target, view_word};
use super::address::{object, part};
use super::grant::{self, ColumnGrants};
use super::hazard;
use super::work::Work;
use super::{column, constraint, index, rank};
use crate::EngineError;
use crate::graph::Step;
use crate::plan::Statement;
use crate::planner::Job;

/// What can be owned, granted and commented.
pub(super) struct Annotated<'a> {
    pub address: Address,
    /// As statements name it: `TABLE public.users`.
    pub target: String,
    /// As grants name it.
    pub granted: String,
    pub kind: AclKind,
    pub namespace: Option<&'a str>,
    pub owner: Option<&'a str>,
    /// Set for what has the owner of something else.
    pub follows_owner: bool,
    pub grants: &'a [Grant],
    pub comment: Option<&'a str>,
    pub columns: &'a [Column],
}

/// A part with a comment.
struct Part<'a> {
    target: String,
    comment: Option<&'a str>,
    /// What it says beside the comment, to see whether it is made again.
    says: String,
}

/// The steps.
pub(super) fn push(
    _job: &mut Job<'_>,
    work: &Work<'_>,
    steps: &mut Vec<Step>,
) -> Result<(), EngineError> {
    let (before, after) = (all(work, work.from), all(work, work.to));
    for (key, to) in &after {
        let from = before.get(key).filter(|_| !work.is_new(&to.address));
        if let Some(from) = from
            && from.owner == to.owner
            && from.grants == to.grants
            && from.comment == to.comment
            && from.columns == to.columns
        {
            continue;
        }
        push_object(work, from, to, steps);
    }
    push_parts(work, steps);
    Ok(())
}

fn push_object(
    work: &Work<'_>,
    from: Option<&Annotated<'_>>,
    to: &Annotated<'_>,
    steps: &mut Vec<Step>,
) {
    let mut statements = Vec::new();
    if !to.follows_owner && from.and_then(|from| from.owner) != to.owner {
        let sql = owner_statement(&to.target, to.owner);
        let statement = Statement::new(sql, &to.address);
        statements.push(match from {
            Some(_) => statement.hazard(hazard::change_owner(&to.address)),
            None => statement,
        });
    }
    let columns = column_grants(work, from, to);
    statements.extend(grant::statements(work, from, to, &columns));
    if let Some(sql) = comment_statement(&to.target, from.and_then(|it| it.comment), to.comment) {
        statements.push(Statement::new(sql, &to.address));
    }
    if statements.is_empty() {
        return;
    }
    let named = columns.iter().map(|column| column.address.clone());
    steps.push(Step {
        name: format!("annotate `{}`", to.address),
        rank: rank::ANNOTATE,
        needs: named.chain([to.address.clone()]).collect(),
        statements,
        ..Step::default()
    });
}

/// The columns of both sides whose privileges differ, or are new.
fn column_grants<'a>(
    work: &Work<'_>,
    from: Option<&Annotated<'a>>,
    to: &Annotated<'a>,
) -> Vec<ColumnGrants<'a>> {
    let key = &to.address.object;
    let columns = to.columns.iter().map(|column| {
        let address = part(key.kind, &key.name, "column", &column.name);
        let old = from.and_then(|from| from.columns.iter().find(|it| it.name == column.name));
        ColumnGrants {
            name: &column.name,
            before: old
                .filter(|_| !is_made_anew(work, &address, column))
                .map_or(&[][..], |old| &old.grants),
            after: &column.grants,
            address,
        }
    });
    columns
        .filter(|column| !column.before.is_empty() || !column.after.is_empty())
        .collect()
}

/// A column that is retyped keeps what is said of it; one that is computed is dropped and added.
fn is_made_anew(work: &Work<'_>, address: &Address, column: &Column) -> bool {
    let old = work.from.table(&address.object.name);
    let old = old.and_then(|table| table.column(&column.name));
    let is_computed = column.generated.is_some() || old.is_some_and(|old| old.generated.is_some());
    old.is_some() && is_computed && work.is_made_again(address)
}

/// Without a name it is the owner of the database, whoever that is there.
pub(super) fn owner_statement(target: &str, owner: Option<&str>) -> String {
    match owner {
        Some(owner) => format!("ALTER {target} OWNER TO {}", identifier(owner)),
        None => {
            let start = literal(&format!("ALTER {target} OWNER TO ").replace('%', "%%"));
            let body = format!(
                "BEGIN EXECUTE format({} || '%I', (SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = current_database())); END",
                start
            );
            format!("DO {}", literal(&body))
        }
    }
}

fn comment_statement(target: &str, from: Option<&str>, to: Option<&str>) -> Option<String> {
    if from == to {
        return None;
    }
    let text = to.map_or_else(|| "NULL".to_owned(), literal);
    Some(format!("COMMENT ON {target} IS {text}"))
}

/// Everything that can be annotated and may have to be, by address; routines of one signature by
/// kind too.
fn all<'a>(work: &Work<'_>, schema: &'a Schema) -> BTreeMap<(Address, String), Annotated<'a>> {
    let mut found = Vec::new();
    for it in &schema.namespaces {
        let name = ObjectName::bare(&it.name);
        let target = format!("SCHEMA {}", identifier(&it.name));
        found.push(Annotated {
            address: object(ObjectKind::Namespace, &name),
            granted: target.clone(),
            target,
            kind: match it.name.as_str() {
                "public" => AclKind::PublicNamespace,
                _ => AclKind::Namespace,
            },
            namespace: None,
            owner: it.owner.as_deref(),
            // The namespace that every database has belongs to nobody who is named.
            follows_owner: it.name == "public" && it.owner.is_none(),
            grants: &it.grants,
            comment: it.comment.as_deref(),
            columns: &[],
        });
    }
    found.extend(schema.types.iter().map(of_type));
    found.extend(schema.sequences.iter().map(of_sequence));
    let restless = schema.tables.iter().filter(|it| !work.is_calm(it));
    found.extend(restless.map(of_table));
    found.extend(schema.views.iter().map(of_view));
    found.extend(schema.routines.iter().map(of_routine));
    found
        .into_iter()
        .map(|it| ((it.address.clone(), it.granted.clone()), it))
        .collect()
}

fn of_type(it: &TypeDefinition) -> Annotated<'_> {
    let name = qualified(&it.name);
    let word = match &it.kind {
        TypeKind::Domain(_) | TypeKind::Alias { .. } => "DOMAIN",
        _ => "TYPE",
    };
    Annotated {
        address: object(ObjectKind::Type, &it.name),
        target: format!("{word} {name}"),
        granted: format!("TYPE {name}"),
        kind: AclKind::Type,
        namespace: it.name.namespace.as_deref(),
        owner: it.owner.as_deref(),
        follows_owner: false,
        grants: &it.grants,
        comment: it.comment.as_deref(),
        columns: &[],
    }
}

fn of_sequence(it: &Sequence) -> Annotated<'_> {
    let target = format!("SEQUENCE {}", qualified(&it.name));
    Annotated {
        address: object(ObjectKind::Sequence, &it.name),
        granted: target.clone(),
        target,
        kind: AclKind::Sequence,
        namespace: it.name.namespace.as_deref(),
        owner: it.owner.as_deref(),
        follows_owner: it.owned_by_table.is_some(),
        grants: &it.grants,
        comment: it.comment.as_deref(),
        columns: &[],
    }
}

fn of_table(it: &Table) -> Annotated<'_> {
    let name = qualified(&it.name);
    let word = match it.kind {
        TableKind::Foreign => "FOREIGN TABLE",
        _ => "TABLE",
    };
    Annotated {
        address: object(ObjectKind::Table, &it.name),
        target: format!("{word} {name}"),
        granted: format!("TABLE {name}"),
        kind: AclKind::Table,
        namespace: it.name.namespace.as_deref(),
        owner: it.owner.as_deref(),
        follows_owner: false,
        grants: &it.grants,
        comment: it.comment.as_deref(),
        columns: &it.columns,
    }
}

fn of_view(it: &View) -> Annotated<'_> {
    let name = qualified(&it.name);
    Annotated {
        address: object(ObjectKind::View, &it.name),
        target: format!("{} {name}", view_word(it)),
        granted: format!("TABLE {name}"),
        kind: AclKind::Table,
        namespace: it.name.namespace.as_deref(),
        owner: it.owner.as_deref(),
        follows_owner: false,
        grants: &it.grants,
        comment: it.comment.as_deref(),
        columns: &it.columns,
    }
}

fn of_routine(it: &Routine) -> Annotated<'_> {
    let target = routine_target(it);
    let granted = match it.kind {
        RoutineKind::Procedure => target.clone(),
        _ => match target.split_once(' ') {
            // An aggregate is granted as a function, of no arguments rather than of `*`.
            Some((_, signature)) => format!("FUNCTION {}", signature.replace("(*)", "()")),
            None => target.clone(),
        },
    };
    Annotated {
        address: object(ObjectKind::Routine, &it.key_name()),
        target,
        granted,
        kind: AclKind::Routine,
        namespace: it.name.namespace.as_deref(),
        owner: it.owner.as_deref(),
        follows_owner: false,
        grants: &it.grants,
        comment: it.comment.as_deref(),
        columns: &[],
    }
}

type Parts<'a> = BTreeMap<Address, Part<'a>>;

fn push_parts(work: &Work<'_>, steps: &mut Vec<Step>) {
    let (before, after) = (parts(work, work.from), parts(work, work.to));
    for (address, to) in after {
        let from = before.get(&address);
        let before = from.filter(|_| !starts_anew(work, &address));
        // What says something else may be made again, or altered and keep its comment.
        let stays = |from: &&Part<'_>| from.says == to.says || to.comment.is_none();
        let comment = before.filter(stays).and_then(|from| from.comment);
        if let Some(sql) = comment_statement(&to.target, comment, to.comment) {
            steps.push(Step {
                name: format!("comment on `{address}`"),
                rank: rank::ANNOTATE,
                needs: vec![address.clone()],
                statements: vec![Statement::new(sql, &address)],
                ..Step::default()
            });
        }
    }
}

/// Whether nothing is left of what was said of a part: it is new, or made again. A column that is
/// retyped stays.
fn starts_anew(work: &Work<'_>, address: &Address) -> bool {
    work.is_new(address) && !is_altered_column(work, address) || is_replaced(work, address)
}

fn is_altered_column(work: &Work<'_>, address: &Address) -> bool {
    let name = &address.object.name;
    let tables = (work.from.table(name), work.to.table(name));
    let ((Some(from), Some(to)), Some(part)) = (tables, &address.part) else {
        return false;
    };
    let columns = (from.column(&part.name), to.column(&part.name));
    let (Some(before), Some(after)) = columns else {
        return false;
    };
    part.kind == "column"
        && !work.is_made_again(&object(ObjectKind::Table, name))
        && !column::is_remade(work, to, before, after)
}

/// Whether a key or index that is the same on both sides is made again for what it stands on.
fn is_replaced(work: &Work<'_>, address: &Address) -> bool {
    let name = &address.object.name;
    let tables = (work.from.table(name), work.to.table(name));
    let ((Some(from), Some(to)), Some(part)) = (tables, &address.part) else {
        return false;
    };
    match part.kind.as_str() {
        "constraint" => constraint::is_replaced(work, (from, to), &part.name),
        "index" => {
            let mut indexes = from.indexes.iter();
            let index = indexes.find(|index| index.name == part.name);
            index.is_some_and(|index| index::goes(work, from, to, index))
        }
        _ => false,
    }
}

fn parts<'a>(work: &Work<'_>, schema: &'a Schema) -> Parts<'a> {
    let mut found = Parts::new();
    for extension in &schema.extensions {
        let address = object(ObjectKind::Extension, &ObjectName::bare(&extension.name));
        let target = format!("EXTENSION {}", identifier(&extension.name));
        let comment = extension.comment.as_deref();
        let says = String::new();
        found.insert(
            address,
            Part {
                target,
                comment,
                says,
            },
        );
    }
    for table in schema.tables.iter().filter(|it| !work.is_calm(it)) {
        let place = Place::of(ObjectKind::Table, &table.name);
        place.add_columns(&table.columns, &mut found);
        place.add_constraints(&table.constraints, &mut found);
        place.add_indexes(&table.indexes, &mut found);
        place.add_hooks(&table.triggers, &table.rules, &mut found);
        for policy in &table.policies {
            let comment = policy.comment.as_deref();
            place.add("policy", &policy.name, comment, String::new(), &mut found);
        }
    }
    for view in &schema.views {
        let place = Place::of(ObjectKind::View, &view.name);
        place.add_columns(&view.columns, &mut found);
        place.add_indexes(&view.indexes, &mut found);
        place.add_hooks(&view.triggers, &view.rules, &mut found);
    }
    for ty in &schema.types {
        let place = Place::of(ObjectKind::Type, &ty.name);
        match &ty.kind {
            TypeKind::Composite(fields) => place.add_columns(fields, &mut found),
            TypeKind::Domain(domain) => place.add_constraints(&domain.constraints, &mut found),
            _ => {}
        }
    }
    found
}

/// What parts belong to.
struct Place<'a> {
    kind: ObjectKind,
    name: &'a ObjectName,
}

impl<'a> Place<'a> {
    fn of(kind: ObjectKind, name: &'a ObjectName) -> Self {
        Self { kind, name }
    }

    fn add(
        &self,
        kind: &str,
        name: &str,
        comment: Option<&'a str>,
        says: String,
        found: &mut Parts<'a>,
    ) {
        let owner = qualified(self.name);
        let own = identifier(name);
        let target = match (kind, self.kind) {
            ("column", _) => format!("COLUMN {owner}.{own}"),
            ("index", _) => format!("INDEX {}", qualified(&self.name.sibling(name))),
            (_, ObjectKind::Type) => format!("{} {own} ON DOMAIN {owner}", kind.to_uppercase()),
            _ => format!("{} {own} ON {owner}", kind.to_uppercase()),
        };
        let address = part(self.kind, self.name, kind, name);
        found.insert(
            address,
            Part {
                target,
                comment,
                says,
            },
        );
    }

    fn add_columns(&self, columns: &'a [Column], found: &mut Parts<'a>) {
        for column in columns {
            // A computed column is dropped and added when its expression changes.
            let says = format!("{:?}", column.generated);
            let comment = column.comment.as_deref();
            self.add("column", &column.name, comment, says, found);
        }
    }

    fn add_constraints(&self, constraints: &'a [Constraint], found: &mut Parts<'a>) {
        for constraint in constraints {
            let Some(name) = constraint.name.as_deref() else {
                continue;
            };
            let bare = Constraint {
                comment: None,
                validated: true,
                ..constraint.clone()
            };
            let says = format!("{bare:?}");
            let comment = constraint.comment.as_deref();
            self.add("constraint", name, comment, says.clone(), found);
            let options = match &constraint.kind {
                ConstraintKind::PrimaryKey(key) | ConstraintKind::Unique(key) => &key.options,
                ConstraintKind::Exclusion(exclusion) => &exclusion.options,
                _ => continue,
            };
            let comment = options.get("index_comment").map(String::as_str);
            if self.kind == ObjectKind::Table {
                let address = part(self.kind, self.name, "constraint", name);
                let target = format!("INDEX {}", qualified(&self.name.sibling(name)));
                let address = super::address::attribute(address, "index_comment");
                found.insert(
                    address,
                    Part {
                        target,
                        comment,
                        says,
                    },
                );
            }
        }
    }

    fn add_indexes(&self, indexes: &'a [Index], found: &mut Parts<'a>) {
        for index in indexes {
            let bare = Index {
                comment: None,
                ..index.clone()
            };
            let says = format!("{bare:?}");
            self.add("index", &index.name, index.comment.as_deref(), says, found);
        }
    }

    fn add_hooks(&self, triggers: &'a [Trigger], rules: &'a [Rule], found: &mut Parts<'a>) {
        for it in triggers {
            let says = it.definition.clone();
            self.add("trigger", &it.name, it.comment.as_deref(), says, found);
        }
        for it in rules {
            let says = it.definition.clone();
            self.add("rule", &it.name, it.comment.as_deref(), says, found);
        }
    }
}
