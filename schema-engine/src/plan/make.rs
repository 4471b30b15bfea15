//! Makes a plan: compare, ask the dialect for steps, order them, try them.
//!
//! A plan that does not verify with the cheap forms is made once more with the forms that always
//! work; if that one fails too, it is shown with the failed proof and cannot be applied.

use schema_model::Schema;

use super::{Plan, Proof, ProofState, Question, Statement};
use crate::diff::OpenScratch;
use crate::graph::order;
use crate::hint::RenameHint;
use crate::planner::{Job, Online, Questions};
use crate::prove::{Rows, Trial, prove};
use crate::{Compared, Connector, Dialect, Diff, EngineError, Planner, diff, journal};

/// What to plan.
pub struct PlanRequest<'a> {
    /// The dialect of both schemas.
    pub dialect: &'static dyn Dialect,
    /// What is.
    pub from: &'a Schema,
    /// What should be.
    pub to: &'a Schema,
    /// How far the two can be compared.
    pub compared: Compared,
    /// Rename hints.
    pub hints: &'a [RenameHint],
    /// The database that is to be changed, for questions about its rows.
    pub live: Option<&'a mut dyn Connector>,
    /// Opens an empty scratch database, each time anew.
    pub scratch: OpenScratch<'a>,
    /// When to let others use a table that is changed.
    pub online: Online,
}

/// Makes a plan.
///
/// # Errors
/// When the dialect cannot plan, or a change cannot be expressed.
pub fn make(request: PlanRequest<'_>) -> Result<Plan, EngineError> {
    let PlanRequest {
        dialect,
        from,
        to,
        compared,
        hints,
        mut live,
        scratch,
        online,
    } = request;
    let planner = planner_of(dialect)?;
    let diff = diff::diff(dialect, from, to.clone(), hints, scratch)?;
    let mut drafts = Vec::new();
    let mut refused = None;
    for careful in [false, true] {
        let live = live.as_mut().map(|live| &mut **live as &mut dyn Connector);
        match draft(planner, from, &diff, Questions::to(live), (careful, online)) {
            Ok(draft) => drafts.push(draft),
            // One form is enough.
            Err(error) => refused = refused.or(Some(error)),
        }
    }
    if let (true, Some(error)) = (drafts.is_empty(), refused) {
        return Err(error);
    }
    let (mut draft, trial) = verified(dialect, from, &diff, drafts, scratch)?;
    if let Some(taken) = trial.taken {
        draft.statements = taken;
    }
    let mut notes = diff.notes.clone();
    if let Some(live) = &mut live
        && let Some(interrupted) = journal::interrupted(planner, &mut **live)
    {
        notes.push(format!(
            "{interrupted}; this plan goes on from where the database is now"
        ));
    }
    if draft.statements.is_empty() {
        let left = diff.differences.iter();
        notes.extend(left.map(|difference| format!("not changed by any statement: {difference}")));
    }
    let mut end = match (trial.arrived, draft.statements.is_empty()) {
        (Some(arrived), _) => arrived,
        (None, true) => from.clone(),
        (None, false) => diff.to.clone(),
    };
    planner.essence(&mut end);
    Ok(Plan {
        dialect: dialect.name().into(),
        from_fingerprint: from.fingerprint().to_string(),
        to_fingerprint: end.fingerprint().to_string(),
        compared,
        proof: trial.proof,
        session: planner.session(&draft.statements),
        statements: draft.statements,
        blocked: draft.blocked,
        questions: draft.questions,
        notes,
    })
}

/// The planner of a dialect.
///
/// # Errors
/// When it has none.
pub(crate) fn planner_of(dialect: &dyn Dialect) -> Result<&'static dyn Planner, EngineError> {
    dialect.planner().ok_or_else(|| EngineError::Plan {
        message: format!(
            "changes of {} databases cannot be planned yet",
            dialect.capability().display_name
        ),
    })
}

/// Statements that were not tried yet.
pub(crate) struct Draft {
    pub statements: Vec<Statement>,
    /// How many of them are renames; they run first.
    pub renames: usize,
    questions: Vec<Question>,
    blocked: Vec<String>,
}

fn draft<'a>(
    planner: &dyn Planner,
    original: &Schema,
    diff: &'a Diff,
    data: Questions<'a>,
    (careful, online): (bool, Online),
) -> Result<Draft, EngineError> {
    let mut statements = Vec::new();
    let mut seen = original.clone();
    for rename in &diff.renames {
        statements.extend(planner.rename(&seen, rename).into_iter().flatten());
        rename.apply_to(&mut seen);
    }
    let renames = statements.len();
    let mut job = Job {
        from: &diff.from,
        to: &diff.to,
        differences: &diff.differences,
        careful,
        online,
        data,
    };
    let steps = order(planner.steps(&mut job)?)?;
    let others = steps.into_iter().flat_map(|step| step.statements);
    statements.extend(planner.arrange(others.collect()));
    Ok(Draft {
        statements,
        renames,
        questions: job.data.asked,
        blocked: job.data.blocked,
    })
}

/// The first draft that verifies, with trial rows if possible; else the first one, with its failure.
fn verified(
    dialect: &dyn Dialect,
    from: &Schema,
    diff: &Diff,
    drafts: Vec<Draft>,
    scratch: OpenScratch<'_>,
) -> Result<(Draft, Trial), EngineError> {
    let mut failed: Option<Trial> = None;
    let same = drafts
        .windows(2)
        .all(|pair| pair[0].statements == pair[1].statements);
    let tried = if same { 1 } else { drafts.len() };
    let mut drafts: Vec<Option<Draft>> = drafts.into_iter().map(Some).collect();
    for rows in [Rows::Some, Rows::None] {
        for slot in drafts.iter_mut().take(tried) {
            let Some(draft) = slot else { continue };
            let mut trial = if draft.statements.is_empty() {
                Trial::of_nothing()
            } else {
                prove(dialect, from, diff, draft, rows, scratch)?
            };
            if trial.proof.state != ProofState::Failed {
                if let (Rows::None, Some(failed)) = (rows, &failed) {
                    trial.proof = without_rows(trial.proof, &failed.proof);
                }
                if let Some(draft) = slot.take() {
                    return Ok((draft, trial));
                }
            } else if trial.final_verdict {
                return first(drafts, trial);
            } else {
                failed.get_or_insert(trial);
            }
        }
    }
    first(drafts, failed.unwrap_or_else(Trial::of_nothing))
}

fn first(drafts: Vec<Option<Draft>>, trial: Trial) -> Result<(Draft, Trial), EngineError> {
    let draft = drafts.into_iter().flatten().next();
    let draft = draft.ok_or_else(|| EngineError::Plan {
        message: "no plan was made".into(),
    })?;
    Ok((draft, trial))
}

fn without_rows(proof: Proof, with_rows: &Proof) -> Proof {
    Proof {
        detail: format!(
            "{}, since trial rows made it fail: {}",
            proof.detail, with_rows.detail
        ),
        ..proof
    }
}
