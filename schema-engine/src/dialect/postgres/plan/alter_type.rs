//! What can be altered of a named type: variants are added, attributes come and go, the default and
//! the checks of a domain change.

use schema_model::{
    Address, Column, Constraint, Domain, ObjectKind, TypeDefinition, TypeKind, Variant,
};

use super::super::hazard;
use super::super::quote::{identifier, literal, qualified};
use super::super::render::tables::constraint_item;
use super::super::render::types::field_item;
use super::types::address_of;
use super::work::Work;
use super::{address, column, rank, uses};
use crate::graph::Step;
use crate::pair::{Pair, pairs};
use crate::plan::{Statement, Transactional};

/// Whether there are ALTER forms that lead from one to the other.
pub(super) fn can_alter(work: &Work<'_>, from: &TypeDefinition, to: &TypeDefinition) -> bool {
    match (&from.kind, &to.kind) {
        (TypeKind::Enum(had), TypeKind::Enum(has)) => only_adds(had, has),
        (TypeKind::Domain(had), TypeKind::Domain(has)) => {
            had.native_type == has.native_type && had.collation == has.collation
        }
        (TypeKind::Composite(had), TypeKind::Composite(has)) => {
            let retyped = had.iter().any(|before| {
                let after = has.iter().find(|it| it.name == before.name);
                after.is_some_and(|after| column::is_retyped(before, after))
            });
            !retyped || !is_stored(work, from)
        }
        (had, has) => had == has,
    }
}

/// Whether a column or another type holds values of a type.
fn is_stored(work: &Work<'_>, ty: &TypeDefinition) -> bool {
    let holds = |column: &Column| column.logical_type.references().contains(&&ty.name);
    let tables = work.from.tables.iter();
    let of_table = tables.flat_map(|table| &table.columns).any(holds);
    let of_type = work.from.types.iter().any(|it| match &it.kind {
        TypeKind::Composite(fields) => fields.iter().any(holds),
        TypeKind::Domain(domain) => domain.logical_type.references().contains(&&ty.name),
        _ => false,
    });
    of_table || of_type
}

/// Whether what was there is still there in the same order.
fn only_adds(from: &[Variant], to: &[Variant]) -> bool {
    let mut kept = to.iter().filter(|variant| from.contains(variant));
    from.iter().all(|variant| kept.next() == Some(variant))
}

/// Attributes of a composite type that go or change.
pub(super) fn disturbed(from: &TypeDefinition, to: &TypeDefinition) -> Vec<Address> {
    let (TypeKind::Composite(had), TypeKind::Composite(has)) = (&from.kind, &to.kind) else {
        return Vec::new();
    };
    let goes = |before: &&Column| {
        let after = has.iter().find(|it| it.name == before.name);
        after.is_none_or(|after| column::is_retyped(before, after))
    };
    let attribute = |it: &Column| address::part(ObjectKind::Type, &from.name, "column", &it.name);
    had.iter().filter(goes).map(attribute).collect()
}

/// The steps.
pub(super) fn push(
    work: &Work<'_>,
    from: &TypeDefinition,
    to: &TypeDefinition,
    steps: &mut Vec<Step>,
) {
    match (&from.kind, &to.kind) {
        (TypeKind::Enum(had), TypeKind::Enum(has)) => push_variants(to, had, has, steps),
        (TypeKind::Domain(had), TypeKind::Domain(has)) => push_domain(work, to, had, has, steps),
        (TypeKind::Composite(had), TypeKind::Composite(has)) => push_fields(to, had, has, steps),
        _ => {}
    }
}

/// Variants are added where they belong. They come first of all: a new one can be used only after a
/// commit.
fn push_variants(ty: &TypeDefinition, from: &[Variant], to: &[Variant], steps: &mut Vec<Step>) {
    let name = qualified(&ty.name);
    let mut statements = Vec::new();
    for (index, variant) in to.iter().enumerate() {
        if from.contains(variant) {
            continue;
        }
        let place = match (index.checked_sub(1).and_then(|it| to.get(it)), from.first()) {
            (Some(before), _) => format!(" AFTER {}", literal(&before.name)),
            (None, Some(first)) => format!(" BEFORE {}", literal(&first.name)),
            (None, None) => String::new(),
        };
        let address = address::part(ObjectKind::Type, &ty.name, "variant", &variant.name);
        let sql = format!(
            "ALTER TYPE {name} ADD VALUE {}{place}",
            literal(&variant.name)
        );
        statements.push(
            Statement::new(sql, address).hazard(hazard::add_variant(&ty.name, &variant.name)),
        );
    }
    if !statements.is_empty() {
        steps.push(Step {
            name: format!("add variants of `{}`", ty.name),
            rank: rank::ADD_VARIANT,
            statements,
            ..Step::default()
        });
    }
}

/// The server lets nobody use a variant in the transaction that added it.
pub(super) fn commit_used_variants(steps: &mut [Step]) {
    let others = steps.iter().filter(|step| step.rank != rank::ADD_VARIANT);
    let texts: Vec<String> = others
        .flat_map(|step| &step.statements)
        .map(|statement| statement.sql.clone())
        .collect();
    let is_used = |statement: &Statement| {
        let part = statement
            .sql
            .split(" ADD VALUE ")
            .nth(1)
            .unwrap_or_default();
        let variant = part.rsplit_once(" AFTER ").or(part.rsplit_once(" BEFORE "));
        let variant = variant.map_or(part, |(variant, _)| variant);
        texts.iter().any(|text| text.contains(variant))
    };
    for step in steps
        .iter_mut()
        .filter(|step| step.rank == rank::ADD_VARIANT)
    {
        if step.statements.iter().any(is_used)
            && let Some(last) = step.statements.last_mut()
        {
            last.transactional = Transactional::CommitBoundaryAfter;
        }
    }
}

fn push_domain(
    work: &Work<'_>,
    ty: &TypeDefinition,
    from: &Domain,
    to: &Domain,
    steps: &mut Vec<Step>,
) {
    let start = format!("ALTER DOMAIN {}", qualified(&ty.name));
    let address = address_of(ty);
    let mut forms = Vec::new();
    if from.default != to.default {
        let sql = |default: &Option<String>| match default {
            Some(default) => format!("{start} SET DEFAULT {default}"),
            None => format!("{start} DROP DEFAULT"),
        };
        let statement = Statement::new(sql(&to.default), &address).undone_by(sql(&from.default));
        forms.push(match to.default {
            Some(_) => statement,
            None => statement.hazard(hazard::drop_default(&ty.name.to_string())),
        });
    }
    if from.nullable != to.nullable {
        let sql = |nullable: bool| match nullable {
            true => format!("{start} DROP NOT NULL"),
            false => format!("{start} SET NOT NULL"),
        };
        let statement = Statement::new(sql(to.nullable), &address).undone_by(sql(from.nullable));
        forms.push(match to.nullable {
            true => statement.hazard(hazard::drop_not_null(&ty.name.to_string())),
            false => statement.hazard(hazard::restrict_domain(&ty.name)),
        });
    }
    if !forms.is_empty() {
        let default = to.default.iter();
        steps.push(Step {
            name: format!("alter domain `{}`", ty.name),
            rank: rank::ALTER_TYPE,
            statements: forms,
            needs: default
                .flat_map(|text| uses::objects(work.to, text))
                .collect(),
            releases: match from.default == to.default {
                true => Vec::new(),
                false => from
                    .default
                    .iter()
                    .flat_map(|text| uses::objects(work.from, text))
                    .collect(),
            },
            ..Step::default()
        });
    }
    push_checks(work, ty, from, to, steps);
}

fn push_checks(
    work: &Work<'_>,
    ty: &TypeDefinition,
    from: &Domain,
    to: &Domain,
    steps: &mut Vec<Step>,
) {
    let start = format!("ALTER DOMAIN {}", qualified(&ty.name));
    let address =
        |it: &Constraint| address::part(ObjectKind::Type, &ty.name, "constraint", &it.identity());
    let expression = |it: &Constraint| match &it.kind {
        schema_model::ConstraintKind::Check(check) => check.expression.clone(),
        _ => String::new(),
    };
    let drop = |it: &Constraint| format!("{start} DROP CONSTRAINT {}", identifier(&it.identity()));
    let add = |it: &Constraint| format!("{start} ADD {}", constraint_item(it));
    for pair in pairs(&from.constraints, &to.constraints, Constraint::identity) {
        if let Pair::Both {
            from: before,
            to: after,
        } = pair
        {
            let is_same =
                expression(before) == expression(after) && before.validated == after.validated;
            if is_same && !work.is_made_again(&address(after)) {
                continue;
            }
            if expression(before) == expression(after) && after.validated && !before.validated {
                let sql = format!(
                    "{start} VALIDATE CONSTRAINT {}",
                    identifier(&after.identity())
                );
                steps.push(Step {
                    name: format!("validate `{}`", after.identity()),
                    rank: rank::ALTER_TYPE,
                    statements: vec![
                        Statement::new(sql, address(after))
                            .hazard(hazard::restrict_domain(&ty.name)),
                    ],
                    ..Step::default()
                });
                continue;
            }
        }
        if let Some(before) = pair.from() {
            steps.push(Step {
                name: format!("drop check `{}`", before.identity()),
                rank: rank::DROP_CONSTRAINT,
                statements: vec![
                    Statement::new(drop(before), address(before))
                        .hazard(hazard::free_domain(&ty.name, &before.identity()))
                        .undone_by(add(before)),
                ],
                drops: vec![address(before)],
                releases: uses::objects(work.from, &expression(before)),
                ..Step::default()
            });
        }
        if let Some(after) = pair.to() {
            let statement = Statement::new(add(after), address(after)).undone_by(drop(after));
            steps.push(Step {
                name: format!("add check `{}`", after.identity()),
                rank: rank::ADD_CONSTRAINT,
                statements: vec![statement.hazard(hazard::restrict_domain(&ty.name))],
                adds: vec![address(after)],
                needs: uses::objects(work.to, &expression(after)),
                ..Step::default()
            });
        }
    }
}

fn push_fields(ty: &TypeDefinition, from: &[Column], to: &[Column], steps: &mut Vec<Step>) {
    let start = format!("ALTER TYPE {}", qualified(&ty.name));
    for pair in pairs(from, to, |field| field.name.clone()) {
        let field = |it: &Column| address::part(ObjectKind::Type, &ty.name, "column", &it.name);
        let step = |name: &str, rank, statement: Statement| Step {
            name: name.into(),
            rank,
            statements: vec![statement],
            ..Step::default()
        };
        match pair {
            Pair::Added(after) => {
                let sql = format!("{start} ADD ATTRIBUTE {}", field_item(after));
                let undo = format!("{start} DROP ATTRIBUTE {}", identifier(&after.name));
                steps.push(Step {
                    adds: vec![field(after)],
                    needs: uses::types(&after.logical_type),
                    ..step(
                        "add attribute",
                        rank::ALTER_TYPE,
                        Statement::new(sql, field(after)).undone_by(undo),
                    )
                });
            }
            Pair::Dropped(before) => {
                let sql = format!("{start} DROP ATTRIBUTE {}", identifier(&before.name));
                let name = format!("{}.{}", ty.name, before.name);
                let statement =
                    Statement::new(sql, field(before)).hazard(hazard::drop_column(&name, None));
                steps.push(Step {
                    drops: vec![field(before)],
                    releases: uses::types(&before.logical_type),
                    ..step("drop attribute", rank::DROP_COLUMN, statement)
                });
            }
            Pair::Both {
                from: before,
                to: after,
            } if column::is_retyped(before, after) => {
                let collation = after.collation.iter().map(|it| format!(" COLLATE {it}"));
                let sql = format!(
                    "{start} ALTER ATTRIBUTE {} TYPE {}{}",
                    identifier(&after.name),
                    after.native_type,
                    collation.collect::<String>()
                );
                steps.push(Step {
                    adds: vec![field(after)],
                    drops: vec![field(after)],
                    needs: uses::types(&after.logical_type),
                    releases: uses::types(&before.logical_type),
                    ..step(
                        "alter attribute",
                        rank::ALTER_TYPE,
                        Statement::new(sql, field(after)),
                    )
                });
            }
            Pair::Both { .. } => {}
        }
    }
}
