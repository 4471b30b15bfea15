//! What changes cost on PostgreSQL: the codes, the grades, and what happens if they are applied.

use schema_model::Severity;

use crate::Rename;
use crate::plan::Hazard;

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
