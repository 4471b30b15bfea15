//! Why a difference matters: what it does to rows and to code that was written against `from`.
//!
//! It is the same for every engine; what a change costs on one of them, its plan says.

use schema_model::{Difference, ObjectKind, Severity, Verb};

/// The consequence, as half a sentence.
pub fn reason(difference: &Difference) -> &'static str {
    let part = difference.address.part.as_ref();
    let attribute = difference.address.attribute.as_deref();
    match (part.map(|part| part.kind.as_str()), attribute) {
        (_, Some("comment")) => "only people read it",
        (None, None) => of_object(difference),
        (None, Some(attribute)) => of_object_attribute(attribute),
        (Some(kind), None) => of_part(kind, difference),
        (Some("column"), Some(attribute)) => of_column(attribute, difference),
        (Some(kind), Some(_)) => of_part_attribute(kind),
    }
}

fn of_object(difference: &Difference) -> &'static str {
    match (difference.verb, difference.address.object.kind) {
        (Verb::Dropped, ObjectKind::Table) => "its rows are lost, and code that names it fails",
        (Verb::Dropped, _) => "code that names it fails",
        _ => "no code depends on it yet",
    }
}

fn of_object_attribute(attribute: &str) -> &'static str {
    match attribute {
        "definition" => "what it returns or does may be something else",
        "column_order" => "only code that takes columns by position sees it",
        "variant_order" => "values compare and sort in another order",
        "owner" => "only access rights follow from it",
        "strict" => "values of another type are refused, or no longer",
        "without_rowid" => "rows have a rowid, or no longer",
        _ => "it may behave differently",
    }
}

fn of_part(kind: &str, difference: &Difference) -> &'static str {
    match (kind, difference.verb) {
        ("column", Verb::Dropped) => "its values are lost, and code that reads or writes it fails",
        ("column", _) if difference.severity >= Severity::High => {
            "an INSERT that does not name it fails, and rows that are there have no value for it"
        }
        ("column", _) => "code that names its columns does not see it",
        ("variant", Verb::Dropped) => {
            "rows that hold it cannot stay, and code that writes it fails"
        }
        ("variant", _) => "code that was written before does not know it",
        ("constraint", Verb::Added) => "rows that break it are refused, those that are there too",
        ("constraint", _) => "rows are accepted that were refused",
        ("index", Verb::Added) if difference.severity >= Severity::High => {
            "duplicates are refused, those that are there too"
        }
        ("index", Verb::Added) => "writes wait while it is built",
        ("index", _) => "queries that used it get slower",
        ("trigger" | "rule", _) => "writes have other effects",
        ("policy", _) => "other rows can be seen or changed",
        _ => "it may behave differently",
    }
}

fn of_column(attribute: &str, difference: &Difference) -> &'static str {
    match (attribute, difference.verb) {
        ("type" | "logical", _) => "values are converted, and fields may need another type",
        ("nullable", Verb::Added) => "it may be NULL now, so its fields need `Option`",
        ("nullable", _) => "NULL is refused, and rows that hold it stand in the way",
        ("default", _) => "an INSERT that leaves it out stores something else, or fails",
        ("collation" | "charset", _) => "values compare, sort and collide differently",
        ("generated" | "identity" | "auto_increment", _) => {
            "code that writes it may fail, and code that leaves it out too"
        }
        _ => "it may behave differently",
    }
}

fn of_part_attribute(kind: &str) -> &'static str {
    match kind {
        "constraint" => "other rows are refused than before",
        "index" => "it is built anew, and queries may use it differently",
        "trigger" | "rule" => "writes have other effects",
        "policy" => "other rows can be seen or changed",
        _ => "it may behave differently",
    }
}
