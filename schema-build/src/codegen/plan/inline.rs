//! Types that are defined where they are used: enums, records and unions inside columns.

use schema_model::{Column, LogicalType, OneOf, TypeKind};

use super::{NamedType, Relation};
use crate::naming::Case;

/// What a column or definition belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::codegen) enum Owner {
    Relation(usize),
    Type(usize),
}

/// Where a type is defined.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::codegen) struct Slot {
    pub(in crate::codegen) owner: Owner,
    /// The column; empty for a type that is not a record.
    pub(in crate::codegen) column: String,
    /// Fields and map sides on the way in; arrays and ranges add nothing.
    pub(in crate::codegen) path: Vec<String>,
}

impl Slot {
    pub(in crate::codegen) fn new(owner: Owner, column: &str) -> Self {
        Self {
            owner,
            column: column.into(),
            path: Vec::new(),
        }
    }

    /// Whether it is the type of a column of a table or view, or that of an array's elements there.
    pub(in crate::codegen) fn is_column(&self) -> bool {
        matches!(self.owner, Owner::Relation(_)) && self.path.is_empty()
    }

    pub(in crate::codegen) fn inside(&self, part: &str) -> Self {
        let mut slot = self.clone();
        slot.path.push(part.into());
        slot
    }
}

/// A type that is defined where it is used.
pub(in crate::codegen) enum Inline<'a> {
    Enum(&'a [String]),
    Struct(&'a [schema_model::Field]),
    Union(&'a [schema_model::Field]),
}

/// How deep types nest at most; what is deeper is treated as a type that we do not know.
pub(in crate::codegen) const MAX_DEPTH: usize = 24;

/// Visits the types that are defined inside a logical type, outer ones first.
pub(in crate::codegen) fn visit<'a>(
    logical: &'a LogicalType,
    slot: &Slot,
    found: &mut impl FnMut(&Slot, Inline<'a>),
) {
    if slot.path.len() > MAX_DEPTH {
        return;
    }
    match logical {
        LogicalType::InlineEnum(variants) if !variants.is_empty() => {
            found(slot, Inline::Enum(variants));
        }
        LogicalType::Struct(fields) | LogicalType::Union(fields) => {
            found(
                slot,
                match logical {
                    LogicalType::Struct(_) => Inline::Struct(fields),
                    _ => Inline::Union(fields),
                },
            );
            for field in fields {
                visit(&field.logical_type, &slot.inside(&field.name), found);
            }
        }
        LogicalType::Map { key, value } => {
            visit(key, &slot.inside("key"), found);
            visit(value, &slot.inside("value"), found);
        }
        _ => {
            for part in logical.parts() {
                visit(part, slot, found);
            }
        }
    }
}

/// Whether a column is text, so that a CHECK constraint can make an enum of it.
pub(in crate::codegen) fn is_text(logical: &LogicalType) -> bool {
    match logical {
        LogicalType::Text | LogicalType::CaseInsensitiveText => true,
        LogicalType::Dynamic(declared) => is_text(declared),
        _ => false,
    }
}

/// The values of a column that a CHECK constraint makes an enum.
pub(in crate::codegen) fn enum_by_check<'a>(
    relation: &Relation<'a>,
    column: &Column,
) -> Option<&'a OneOf> {
    let one_of = relation.one_of(&column.name)?;
    let distinct: std::collections::BTreeSet<&String> = one_of.values.iter().collect();
    let sensible = !one_of.integers && distinct.len() > 1 && distinct.len() == one_of.values.len();
    (sensible && is_text(&column.logical_type)).then_some(one_of)
}

/// Slots in a table or view, each with the name that its type would like to have.
pub(super) fn of_relation(relation: &Relation, found: &mut impl FnMut(Slot, String)) {
    for column in relation.columns() {
        let slot = Slot::new(Owner::Relation(relation.id), &column.name);
        if enum_by_check(relation, column).is_some() {
            found(slot.clone(), name(relation.row.plain(), &slot));
            continue;
        }
        visit(&column.logical_type, &slot, &mut |slot, _| {
            found(slot.clone(), name(relation.row.plain(), slot));
        });
    }
}

/// Slots in a named type.
pub(super) fn of_type(ty: &NamedType, found: &mut impl FnMut(Slot, String)) {
    let mut visit_column = |column: &str, logical: &LogicalType| {
        let slot = Slot::new(Owner::Type(ty.id), column);
        visit(logical, &slot, &mut |slot, _| {
            found(slot.clone(), name(ty.ident.plain(), slot));
        });
    };
    match &ty.definition.kind {
        TypeKind::Composite(columns) => {
            for column in columns {
                visit_column(&column.name, &column.logical_type);
            }
        }
        TypeKind::Domain(domain) => visit_column("", &domain.logical_type),
        TypeKind::Alias { logical_type, .. } => visit_column("", logical_type),
        _ => {}
    }
}

fn name(owner: &str, slot: &Slot) -> String {
    let parts = std::iter::once(&slot.column).chain(&slot.path);
    parts.fold(owner.to_owned(), |name, part| {
        let part = Case::Camel.candidates(part);
        // A part without a name adds nothing to a name.
        format!("{name}{}", part.first().map_or("", String::as_str))
    })
}
