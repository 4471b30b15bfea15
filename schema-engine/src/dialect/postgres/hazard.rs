//! What changes cost on PostgreSQL: the codes, the grades, and what happens if they are applied.

use schema_model::{
    Column, Constraint, ConstraintKind, ObjectName, Severity, TypeDefinition, TypeKind,
};

use super::plan::{is_lossy, is_widening};
use crate::Rename;
use crate::plan::Hazard;

pub(super) fn drop_table(table: &ObjectName, has_rows: Option<bool>) -> Hazard {
    match has_rows {
        Some(false) => Hazard::destructive(
            "PG101",
            Severity::Medium,
            format!("drops table `{table}`, which is empty"),
        ),
        _ => Hazard::destructive(
            "PG101",
            Severity::Critical,
            format!("drops table `{table}` and its rows"),
        ),
    }
}

pub(super) fn drop_foreign_table(table: &ObjectName) -> Hazard {
    let consequence = format!("drops foreign table `{table}`; its rows stay where they are");
    Hazard::new("PG101", Severity::High, consequence)
}

pub(super) fn rebuild(table: &ObjectName) -> Hazard {
    let consequence = format!(
        "takes table `{table}` down and builds it up again with its rows; nobody can use it meanwhile"
    );
    Hazard::new("PG104", Severity::High, consequence)
}

pub(super) fn drop_column(column: &str, has_rows: Option<bool>) -> Hazard {
    match has_rows {
        Some(false) => Hazard::destructive(
            "PG102",
            Severity::Medium,
            format!("drops column `{column}` of an empty table"),
        ),
        _ => Hazard::destructive(
            "PG102",
            Severity::Critical,
            format!("drops column `{column}` and its data"),
        ),
    }
}

pub(super) fn drop_generated_column(column: &str) -> Hazard {
    let consequence = format!("drops column `{column}`, which is computed");
    Hazard::new("PG102", Severity::High, consequence)
}

pub(super) fn drop_namespace(namespace: &str, is_empty: bool) -> Hazard {
    match is_empty {
        true => Hazard::new(
            "PG103",
            Severity::High,
            format!("drops schema `{namespace}`, which holds no table"),
        ),
        false => Hazard::new(
            "PG103",
            Severity::High,
            format!("drops schema `{namespace}`"),
        ),
    }
}

pub(super) fn drop_type(ty: &ObjectName) -> Hazard {
    Hazard::new("PG103", Severity::High, format!("drops type `{ty}`"))
}

pub(super) fn rebuild_type(from: &TypeDefinition, to: &TypeDefinition) -> Hazard {
    let name = &to.name;
    if let (TypeKind::Enum(had), TypeKind::Enum(has)) = (&from.kind, &to.kind) {
        let gone: Vec<String> = had
            .iter()
            .filter(|variant| !has.contains(variant))
            .map(|variant| format!("`{}`", variant.name))
            .collect();
        return match gone.is_empty() {
            true => Hazard::new(
                "PG106",
                Severity::High,
                format!(
                    "makes enum `{name}` anew in another order; tables that use it are rewritten"
                ),
            ),
            false => Hazard::destructive(
                "PG105",
                Severity::Critical,
                format!(
                    "makes enum `{name}` anew without {}; fails if a row holds one of these",
                    gone.join(", ")
                ),
            ),
        };
    }
    let consequence = format!(
        "makes type `{name}` anew; values go over by their text, and tables that use it are rewritten"
    );
    Hazard::new("PG133", Severity::High, consequence)
}

pub(super) fn add_variant(ty: &ObjectName, variant: &str) -> Hazard {
    let consequence =
        format!("adds `{variant}` to enum `{ty}`; it cannot be taken away again in place");
    Hazard::new("PG107", Severity::Low, consequence)
}

pub(super) fn restrict_domain(ty: &ObjectName) -> Hazard {
    let consequence = format!(
        "reads every table that uses domain `{ty}`; fails if a value is not allowed any more"
    );
    Hazard::new("PG157", Severity::High, consequence)
}

pub(super) fn free_domain(ty: &ObjectName, constraint: &str) -> Hazard {
    let consequence =
        format!("drops `{constraint}` of domain `{ty}`; columns of it may hold what it kept out");
    Hazard::new("PG158", Severity::Medium, consequence)
}

pub(super) fn rewriting_column(column: &str) -> Hazard {
    let consequence =
        format!("adds column `{column}` with a value for each row; the table is rewritten");
    Hazard::new("PG113", Severity::High, consequence)
}

pub(super) fn required_column(column: &str) -> Hazard {
    let consequence =
        format!("adds column `{column}`, NOT NULL without default; fails if there are rows");
    Hazard::new("PG114", Severity::High, consequence)
}

pub(super) fn set_not_null(column: &str, has_nulls: Option<bool>) -> Hazard {
    match has_nulls {
        Some(false) => Hazard::new(
            "PG121",
            Severity::Medium,
            format!("makes `{column}` NOT NULL, which it already is in every row"),
        ),
        _ => Hazard::new(
            "PG121",
            Severity::High,
            format!("makes `{column}` NOT NULL; fails if it holds NULL"),
        ),
    }
}

pub(super) fn drop_not_null(column: &str) -> Hazard {
    let consequence = format!("lets `{column}` hold NULL; code that does not expect it breaks");
    Hazard::new("PG122", Severity::Medium, consequence)
}

pub(super) fn drop_default(column: &str) -> Hazard {
    let consequence =
        format!("drops the default of `{column}`; code that leaves it out gets NULL or fails");
    Hazard::new("PG123", Severity::Medium, consequence)
}

pub(super) fn drop_expression(column: &str) -> Hazard {
    let consequence = format!(
        "`{column}` is no longer computed; rows keep what they hold, and code that leaves it out gets NULL"
    );
    Hazard::new("PG123", Severity::Medium, consequence)
}

pub(super) fn add_identity(column: &str) -> Hazard {
    let consequence = format!("lets `{column}` count by itself, on from the largest value");
    Hazard::new("PG113", Severity::Medium, consequence)
}

pub(super) fn change_type(
    name: &str,
    from: &Column,
    to: &Column,
    has_rows: Option<bool>,
) -> Hazard {
    let change = format!(
        "changes the type of `{name}` from `{}` to `{}`",
        from.native_type, to.native_type
    );
    if from.native_type == to.native_type && from.collation == to.collation {
        return Hazard::new(
            "PG132",
            Severity::High,
            format!("writes `{name}` anew, since its type is made anew"),
        );
    }
    if from.native_type == to.native_type {
        return Hazard::new(
            "PG134",
            Severity::High,
            format!("changes the collation of `{name}`"),
        );
    }
    if is_widening(from, to) {
        return Hazard::new(
            "PG131",
            Severity::Medium,
            format!("{change}; every value fits"),
        );
    }
    if is_lossy(from, to) {
        let severity = match has_rows {
            Some(false) => Severity::Medium,
            _ => Severity::Critical,
        };
        return Hazard::destructive(
            "PG133",
            severity,
            format!("{change}; values may be changed"),
        );
    }
    Hazard::new(
        "PG132",
        Severity::High,
        format!("{change}; the table is rewritten, and it fails if a value does not fit"),
    )
}

pub(super) fn add_index(index: &str, unique: bool, has_duplicates: Option<bool>) -> Hazard {
    match unique {
        true if has_duplicates == Some(false) => Hazard::new(
            "PG154",
            Severity::Medium,
            format!(
                "builds unique index `{index}`; there are no duplicates, and nobody can write meanwhile"
            ),
        ),
        true => Hazard::new(
            "PG154",
            Severity::High,
            format!(
                "builds unique index `{index}`; fails if there are duplicates, and nobody can write meanwhile"
            ),
        ),
        false => Hazard::new(
            "PG151",
            Severity::Medium,
            format!("builds index `{index}`; nobody can write to the table meanwhile"),
        ),
    }
}

pub(super) fn add_online_index(index: &str, unique: bool) -> Hazard {
    let (code, fails) = match unique {
        true => ("PG154", "; fails if there are duplicates"),
        false => ("PG151", ""),
    };
    let consequence = format!("builds index `{index}` while others read and write{fails}");
    Hazard::new(code, Severity::Medium, consequence)
}

pub(super) fn replace_index(index: &str, unique: bool) -> Hazard {
    let fails = match unique {
        true => "; fails if there are duplicates",
        false => "",
    };
    let consequence = format!("builds index `{index}` anew beside the one that it replaces{fails}");
    Hazard::new("PG152", Severity::Medium, consequence)
}

pub(super) fn drop_replaced_index(index: &str) -> Hazard {
    let consequence = format!("drops what index `{index}` was before");
    Hazard::new("PG152", Severity::Medium, consequence)
}

pub(super) fn online_key(table: &ObjectName, key: &str) -> Hazard {
    let consequence = format!(
        "builds the index of key `{key}` of `{table}` while others read and write; fails if there are duplicates"
    );
    Hazard::new("PG154", Severity::Medium, consequence)
}

pub(super) fn validate_online(table: &ObjectName, constraint: &Constraint) -> Hazard {
    let name = constraint.identity();
    let code = match &constraint.kind {
        ConstraintKind::ForeignKey(_) => "PG156",
        _ => "PG157",
    };
    let consequence = format!(
        "validates `{name}` of `{table}` while others read and write; fails if a row breaks it"
    );
    Hazard::new(code, Severity::Medium, consequence)
}

pub(super) fn set_not_null_online(column: &str) -> Hazard {
    let consequence = format!("makes `{column}` NOT NULL; a check has seen that it is");
    Hazard::new("PG121", Severity::Medium, consequence)
}

pub(super) fn drop_index(index: &str) -> Hazard {
    Hazard::new(
        "PG153",
        Severity::Medium,
        format!("drops index `{index}`; queries may get slower"),
    )
}

pub(super) fn add_constraint(
    table: &ObjectName,
    constraint: &Constraint,
    breaks: Option<bool>,
) -> Hazard {
    let name = constraint.identity();
    let (code, what) = match &constraint.kind {
        ConstraintKind::PrimaryKey(_) => ("PG154", "the primary key"),
        ConstraintKind::Unique(_) => ("PG154", "unique key"),
        ConstraintKind::ForeignKey(_) => ("PG156", "foreign key"),
        ConstraintKind::Check(_) => ("PG157", "check"),
        _ => ("PG157", "exclusion"),
    };
    if !constraint.validated {
        let consequence = format!("adds {what} `{name}` to `{table}`, which new rows must satisfy");
        return Hazard::new(code, Severity::Medium, consequence);
    }
    if breaks == Some(false) {
        let consequence = format!("adds {what} `{name}` to `{table}`, which no row breaks");
        return Hazard::new(code, Severity::Medium, consequence);
    }
    let consequence = format!("adds {what} `{name}` to `{table}`; fails if a row breaks it");
    Hazard::new(code, Severity::High, consequence)
}

pub(super) fn validate(table: &ObjectName, constraint: &Constraint) -> Hazard {
    let name = constraint.identity();
    let consequence = format!("validates `{name}` of `{table}`; fails if a row breaks it");
    Hazard::new("PG157", Severity::High, consequence)
}

pub(super) fn drop_constraint(table: &ObjectName, constraint: &Constraint) -> Hazard {
    let name = constraint.identity();
    let (code, severity) = match &constraint.kind {
        ConstraintKind::PrimaryKey(_) | ConstraintKind::Unique(_) => ("PG155", Severity::High),
        _ => ("PG158", Severity::Medium),
    };
    Hazard::new(
        code,
        severity,
        format!("drops constraint `{name}` of `{table}`"),
    )
}

pub(super) fn drop_extension(extension: &str) -> Hazard {
    let consequence = format!("drops extension `{extension}`; fails if anything uses it");
    Hazard::new("PG181", Severity::High, consequence)
}

pub(super) fn move_to(name: &str, namespace: &str) -> Hazard {
    let consequence =
        format!("moves `{name}` to schema `{namespace}`; code that uses the old name breaks");
    Hazard::new("PG142", Severity::Medium, consequence)
}

pub(super) fn drop_sequence(sequence: &ObjectName) -> Hazard {
    let consequence = format!("drops sequence `{sequence}` and where it stands");
    Hazard::new("PG182", Severity::High, consequence)
}

pub(super) fn alter_sequence(sequence: &ObjectName) -> Hazard {
    let consequence = format!(
        "changes how sequence `{sequence}` counts; fails if it stands outside of the new limits"
    );
    Hazard::new("PG182", Severity::Medium, consequence)
}

pub(super) fn attach(table: &ObjectName, parent: &ObjectName) -> Hazard {
    let consequence =
        format!("attaches `{table}` to `{parent}`; fails if a row does not belong there");
    Hazard::new("PG183", Severity::High, consequence)
}

pub(super) fn detach(table: &ObjectName, parent: &ObjectName) -> Hazard {
    let consequence =
        format!("detaches `{table}` from `{parent}`; its rows are no longer seen there");
    Hazard::new("PG183", Severity::High, consequence)
}

pub(super) fn set_logged(table: &ObjectName, is_unlogged: bool) -> Hazard {
    let consequence = match is_unlogged {
        true => format!("makes `{table}` unlogged: a crash of the server empties it"),
        false => format!("makes `{table}` logged; the table is rewritten"),
    };
    Hazard::new("PG184", Severity::High, consequence)
}

pub(super) fn moves_rows(table: &ObjectName) -> Hazard {
    Hazard::new(
        "PG184",
        Severity::High,
        format!("writes all rows of `{table}` anew"),
    )
}

pub(super) fn rename(rename: &Rename) -> Hazard {
    let consequence = format!(
        "renames `{}` to `{}`; code that uses the old name breaks",
        rename.address, rename.to
    );
    let of_data = rename
        .address
        .part
        .as_ref()
        .is_none_or(|part| matches!(part.kind.as_str(), "column" | "variant"));
    match of_data {
        true => Hazard::new("PG141", Severity::High, consequence),
        false => Hazard::new("PG141", Severity::Medium, consequence),
    }
}
