//! What DuckDB takes for equal: names that differ by case, and two ways in which it prints the name
//! of a type.

use schema_model::{
    Column, Constraint, ConstraintKind, IndexKey, LogicalType, ObjectName, Schema, Table,
};

use super::token::{Kind, Token, tokens};

/// Whether two names are one.
pub(super) fn same(a: &str, b: &str) -> bool {
    a.to_lowercase() == b.to_lowercase()
}

/// Whether two names of objects are one.
pub(super) fn same_object(a: &ObjectName, b: &ObjectName) -> bool {
    let namespace = |name: &ObjectName| name.namespace.clone().unwrap_or_default();
    same(&a.name, &b.name) && same(&namespace(a), &namespace(b))
}

/// Whether two texts say the same: blanks do not count, nor the quotes around the name of a type
/// (`CAST(x AS "DATE")`), nor the case of words.
pub(super) fn same_text(a: &str, b: &str) -> bool {
    a == b || folded(a) == folded(b)
}

fn folded(text: &str) -> Vec<String> {
    let fold = |token: &Token<'_>| match (token.kind, token.name()) {
        (Kind::Word | Kind::Quoted, Some(name)) => name.to_lowercase(),
        _ => token.text.to_owned(),
    };
    tokens(text).iter().map(fold).collect()
}

fn same_option(a: &Option<String>, b: &Option<String>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => same_text(a, b),
        (a, b) => a == b,
    }
}

/// Gives everything in `to` that the engine takes for equal the spelling that it has in `from`.
pub(super) fn align(from: &Schema, to: &mut Schema) {
    for table in &mut to.tables {
        if let Some(known) = from
            .tables
            .iter()
            .find(|it| same_object(&it.name, &table.name))
        {
            align_table(known, table);
        }
    }
    for view in &mut to.views {
        if let Some(known) = from
            .views
            .iter()
            .find(|it| same_object(&it.name, &view.name))
        {
            view.name = known.name.clone();
            if same_text(&known.definition, &view.definition) {
                view.definition.clone_from(&known.definition);
            }
            align_columns(&known.columns, &mut view.columns);
        }
    }
    for routine in &mut to.routines {
        let known = from
            .routines
            .iter()
            .find(|it| same_object(&it.name, &routine.name));
        if let Some(known) = known
            && same_text(&known.definition, &routine.definition)
        {
            routine.name = known.name.clone();
            routine.definition.clone_from(&known.definition);
        }
    }
    to.normalize();
}

fn align_table(from: &Table, to: &mut Table) {
    to.name = from.name.clone();
    align_columns(&from.columns, &mut to.columns);
    for constraint in &mut to.constraints {
        let known = from
            .constraints
            .iter()
            .find(|it| same_constraint(it, constraint));
        if let Some(known) = known {
            *constraint = known.clone();
        }
    }
    for index in &mut to.indexes {
        let Some(known) = from.indexes.iter().find(|it| same(&it.name, &index.name)) else {
            continue;
        };
        index.name.clone_from(&known.name);
        for (part, known) in index.parts.iter_mut().zip(&known.parts) {
            match (&part.key, &known.key) {
                (IndexKey::Column(a), IndexKey::Column(b)) if same(a, b) => {
                    part.key = known.key.clone()
                }
                (IndexKey::Expression(a), IndexKey::Expression(b)) if same_text(a, b) => {
                    part.key = known.key.clone();
                }
                _ => {}
            }
        }
    }
}

fn align_columns(from: &[Column], to: &mut [Column]) {
    for column in to {
        let Some(known) = from.iter().find(|it| same(&it.name, &column.name)) else {
            continue;
        };
        column.name.clone_from(&known.name);
        if same_option(&known.default, &column.default) {
            column.default.clone_from(&known.default);
        }
        if let (Some(a), Some(b)) = (&known.generated, &mut column.generated)
            && same_text(&a.expression, &b.expression)
        {
            b.expression.clone_from(&a.expression);
        }
        if same_type(known, column) {
            column.native_type.clone_from(&known.native_type);
            column.logical_type = known.logical_type.clone();
        }
    }
}

/// A named enum is no more than its variants, which the native type lists.
fn same_type(from: &Column, to: &Column) -> bool {
    from.native_type == to.native_type && from.logical_type != LogicalType::Other
}

/// Names are made up by the engine, and a key means the same in any case of letters.
fn same_constraint(from: &Constraint, to: &Constraint) -> bool {
    let names =
        |a: &[String], b: &[String]| a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b));
    match (&from.kind, &to.kind) {
        (ConstraintKind::PrimaryKey(a), ConstraintKind::PrimaryKey(b))
        | (ConstraintKind::Unique(a), ConstraintKind::Unique(b)) => names(&a.columns, &b.columns),
        (ConstraintKind::Check(a), ConstraintKind::Check(b)) => {
            same_text(&a.expression, &b.expression)
        }
        (ConstraintKind::ForeignKey(a), ConstraintKind::ForeignKey(b)) => {
            names(&a.columns, &b.columns)
                && same_object(&a.references, &b.references)
                && names(&a.referenced_columns, &b.referenced_columns)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_say_the_same_are_known() {
        assert!(same_text("CAST(a AS \"DATE\")", "cast( A as date )"));
        assert!(!same_text("a = 'X'", "a = 'x'"));
        assert!(!same_text("a + b", "a - b"));
    }
}
