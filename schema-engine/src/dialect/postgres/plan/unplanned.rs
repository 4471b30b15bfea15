//! Refuses differences that no kind speaks for yet, so that none is passed over in silence.

use schema_model::{Difference, ObjectKind};

use crate::EngineError;

/// Refuses the first difference of a kind that is not planned.
///
/// # Errors
/// When there is one.
pub(super) fn refuse(differences: &[Difference]) -> Result<(), EngineError> {
    match differences.iter().find(|it| !is_planned(it)) {
        None => Ok(()),
        Some(difference) => Err(refusal(difference)),
    }
}

/// That a difference cannot be planned.
pub(super) fn refusal(difference: &Difference) -> EngineError {
    EngineError::Plan {
        message: format!("this kind of change is not supported for PostgreSQL yet: {difference}"),
    }
}

fn is_planned(difference: &Difference) -> bool {
    difference.address.object.kind != ObjectKind::Event
}
