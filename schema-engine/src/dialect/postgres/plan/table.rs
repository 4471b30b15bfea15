//! Tables.

use schema_model::Address;

use super::work::Work;
use crate::EngineError;
use crate::graph::Step;
use crate::planner::Job;

/// What is dropped, or dropped and made anew, for its own sake.
pub(super) fn disturbed(work: &Work<'_>) -> Vec<Address> {
    let _ = work;
    Vec::new()
}

/// The steps.
pub(super) fn push(
    job: &mut Job<'_>,
    work: &Work<'_>,
    steps: &mut Vec<Step>,
) -> Result<(), EngineError> {
    let _ = (job, work, steps);
    Ok(())
}
