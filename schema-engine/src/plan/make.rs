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
    /// Whether the engine's own tools compare as well.
    pub observe: bool,
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
        observe,
    } = request;
    let planner = planner_of(dialect)?;
    let diff = diff::diff(dialect, from, to.clone(), hints, scratch)?;
    let mut forms = |careful: bool| {
        let live = live.as_mut().map(|live| &mut **live as &mut dyn Connector);
        draft(planner, from, &diff, Questions::to(live), (careful, online))
    };
    let (mut draft, mut trial) = verified(dialect, from, &diff, &mut forms, scratch)?;
    if observe && let Some(proof) = trial.observed(dialect, &diff, scratch) {
        trial.proof = proof;
    }
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
    if !diff.renames.is_empty() {
        let mut seen = original.clone();
        for rename in &diff.renames {
            statements.extend(planner.rename(&seen, rename).into_iter().flatten());
            planner.follow(rename, &mut seen);
        }
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

/// Drafts a plan in the cheap forms, or in those that always work.
type Forms<'f> = &'f mut dyn FnMut(bool) -> Result<Draft, EngineError>;

/// The first draft that verifies, with trial rows if possible; else the first one, with its failure.
/// One form is enough; only when it fails the other is asked for.
fn verified(
    dialect: &dyn Dialect,
    from: &Schema,
    diff: &Diff,
    forms: Forms<'_>,
    scratch: OpenScratch<'_>,
) -> Result<(Draft, Trial), EngineError> {
    let (first, mut other) = match forms(false) {
        Ok(cheap) => (cheap, Other::Unasked),
        Err(error) => (forms(true).map_err(|_| error)?, Other::None),
    };
    let (mut failed, mut bare): (Option<Trial>, Option<Trial>) = (None, None);
    for rows in [Rows::Some, Rows::None] {
        for is_first in [true, false] {
            let draft = match is_first {
                true => &first,
                false => match other.draft(&first, forms) {
                    Some(other) => other,
                    None => continue,
                },
            };
            let mut trial = if draft.statements.is_empty() {
                Trial::of_nothing()
            } else {
                prove(dialect, from, diff, draft, rows, scratch)?
            };
            if trial.proof.state != ProofState::Failed {
                if let (Rows::None, Some(failed)) = (rows, &failed) {
                    trial.proof = without_rows(trial.proof, &failed.proof);
                }
                let draft = if is_first { None } else { other.take() };
                return Ok((draft.unwrap_or(first), trial));
            } else if trial.final_verdict {
                return Ok((first, trial));
            } else if rows == Rows::None && is_first {
                // What fails without rows fails for a better reason.
                bare = Some(trial);
            } else {
                failed.get_or_insert(trial);
            }
        }
    }
    Ok((first, bare.or(failed).unwrap_or_else(Trial::of_nothing)))
}

/// The draft in the forms that always work.
enum Other {
    Unasked,
    /// There is none, or it is the same.
    None,
    Some(Draft),
}

impl Other {
    fn draft(&mut self, first: &Draft, forms: Forms<'_>) -> Option<&Draft> {
        if let Self::Unasked = self {
            let other = forms(true).ok();
            let other = other.filter(|other| other.statements != first.statements);
            *self = other.map_or(Self::None, Self::Some);
        }
        match self {
            Self::Some(draft) => Some(draft),
            _ => None,
        }
    }

    fn take(self) -> Option<Draft> {
        match self {
            Self::Some(draft) => Some(draft),
            _ => None,
        }
    }
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
