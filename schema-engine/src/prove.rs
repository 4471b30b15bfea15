//! Proof: a plan is tried on a scratch database before anyone is shown that it can be applied.
//!
//! The scratch database is built from the `from` schema alone and gets trial rows; the plan runs
//! there; what is read back must not differ from `to`, and no row may be lost or changed unless the
//! plan says so. The database that is to be changed is not touched.

mod rows;

use schema_model::{Schema, TableKind};

use crate::diff::OpenScratch;
use crate::plan::Draft;
use crate::plan::{Proof, ProofState, Session, Statement};
use crate::{Connector, Dialect, Diff, EngineError, Planner, diff};

/// Whether trial rows are put into the scratch database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rows {
    /// As many as the constraints let in.
    Some,
    /// None.
    None,
}

/// What came of a trial.
pub(crate) struct Trial {
    pub proof: Proof,
    /// The schema that was read back.
    pub arrived: Option<Schema>,
    /// Where it was read, as the plan left it.
    pub place: Option<Box<dyn Connector>>,
    /// The statements in the forms that the engine took.
    pub taken: Option<Vec<Statement>>,
    /// Set when no other form of the plan can do better.
    pub final_verdict: bool,
}

impl Trial {
    /// A plan without statements needs no trial.
    pub fn of_nothing() -> Self {
        Self::new(ProofState::Proven, "there is nothing to do")
    }

    fn new(state: ProofState, detail: impl Into<String>) -> Self {
        Self {
            proof: Proof {
                state,
                detail: detail.into(),
            },
            arrived: None,
            place: None,
            taken: None,
            final_verdict: false,
        }
    }

    /// What comes of it when the engine's own tools compare as well: what the plan led to, and a
    /// database that was made from `to` alone. `None` where nothing was tried.
    pub fn observed(
        &mut self,
        dialect: &dyn Dialect,
        diff: &Diff,
        scratch: OpenScratch<'_>,
    ) -> Option<Proof> {
        let mut after = self.place.take()?;
        let planner = dialect.planner()?;
        let compared = after.account().and_then(|after| {
            let mut meant = scratch()?;
            let made = build(dialect, &diff.to, &planner.session(&[]), &mut *meant);
            made.map_err(|message| EngineError::Plan { message })?;
            Ok((after.difference(&meant.account()?), after.observer))
        });
        let detail = &self.proof.detail;
        Some(match compared {
            Ok((None, observer)) => Proof {
                state: self.proof.state,
                detail: format!("{detail}; {observer} sees no difference either"),
            },
            Ok((Some(difference), _)) => Proof {
                state: ProofState::Failed,
                detail: difference,
            },
            Err(error) => Proof {
                state: ProofState::NotProven,
                detail: format!("{detail}; the second observer did not see it: {error}"),
            },
        })
    }

    fn failed(detail: impl Into<String>) -> Self {
        Self::new(ProofState::Failed, detail)
    }
}

/// Tries a plan.
///
/// # Errors
/// When the scratch database fails in a way that says nothing about the plan.
pub(crate) fn prove(
    dialect: &dyn Dialect,
    from: &Schema,
    diff: &Diff,
    draft: &Draft,
    rows: Rows,
    scratch: OpenScratch<'_>,
) -> Result<Trial, EngineError> {
    let planner = crate::plan::planner_of(dialect)?;
    let session = planner.session(&draft.statements);
    let mut scratch = match scratch() {
        Ok(scratch) => scratch,
        Err(error) => {
            let reason = format!("no scratch database to try it on: {error}");
            return Ok(Trial::new(ProofState::NotProven, reason));
        }
    };
    if let Err(reason) = build(dialect, from, &session, &mut *scratch) {
        return Ok(Trial::new(ProofState::NotProven, reason));
    }
    let filled = match rows {
        Rows::Some => rows::fill(planner, from, &mut *scratch),
        Rows::None => 0,
    };
    let trial = run(
        dialect,
        planner,
        diff,
        draft,
        &session,
        filled,
        &mut *scratch,
    );
    Ok(Trial {
        place: trial.arrived.is_some().then_some(scratch),
        ..trial
    })
}

/// Makes the `from` schema in an empty database.
fn build(
    dialect: &dyn Dialect,
    from: &Schema,
    session: &Session,
    scratch: &mut dyn Connector,
) -> Result<(), String> {
    let wrong = |error: EngineError| format!("a scratch database cannot be built from it: {error}");
    for sql in &session.before {
        scratch.execute(sql).map_err(wrong)?;
    }
    for sql in dialect.render_schema(from).map_err(wrong)? {
        scratch.execute(&sql).map_err(wrong)?;
    }
    // What makes a schema may leave the session as it was in the beginning.
    for sql in &session.before {
        scratch.execute(sql).map_err(wrong)?;
    }
    let built = scratch.introspect().map_err(wrong)?;
    let from = as_built(from);
    match diff::diff(dialect, &from, built, &[], &|| dialect.connect_scratch())
        .map_err(wrong)?
        .differences
        .first()
    {
        None => Ok(()),
        Some(first) => Err(format!(
            "a scratch database built from it is not the same: {first}"
        )),
    }
}

/// What a failed build of an index left behind cannot be made on purpose: it is built there.
fn as_built(from: &Schema) -> Schema {
    let mut built = from.clone();
    let tables = built.tables.iter_mut();
    let ordinary = tables.filter(|table| table.kind == TableKind::Ordinary);
    for index in ordinary.flat_map(|table| &mut table.indexes) {
        index.valid = true;
    }
    built
}

fn run(
    dialect: &dyn Dialect,
    planner: &dyn Planner,
    diff: &Diff,
    draft: &Draft,
    session: &Session,
    filled: usize,
    scratch: &mut dyn Connector,
) -> Trial {
    // Building the scratch database may have changed the settings of its session.
    for sql in &session.before {
        if let Err(error) = scratch.execute(sql) {
            return Trial::failed(error.to_string());
        }
    }
    let (renames, others) = draft.statements.split_at(draft.renames);
    let problems = checks(session, scratch);
    let mut taken = Vec::new();
    if let Err(error) = execute(planner, renames, scratch, &mut taken) {
        return Trial::failed(error.to_string());
    }
    let before = rows::read(planner, &diff.from, &diff.to, scratch);
    if let Err(error) = execute(planner, others, scratch, &mut taken) {
        return Trial::failed(error.to_string());
    }
    if checks(session, scratch) > problems {
        return Trial::failed("it leaves rows that break a constraint".to_owned());
    }
    let arrived = match scratch.introspect() {
        Ok(arrived) => arrived,
        Err(error) => return Trial::failed(error.to_string()),
    };
    if let Some(reason) = strayed(dialect, &arrived, &diff.to) {
        return Trial::failed(reason);
    }
    let after = rows::read(planner, &diff.to, &diff.from, scratch);
    let declared = draft
        .statements
        .iter()
        .any(|statement| statement.destructive);
    if let Some(loss) = rows::loss(&before, &after, declared) {
        return Trial {
            final_verdict: declared,
            ..Trial::failed(loss)
        };
    }
    Trial {
        arrived: Some(arrived),
        taken: Some(taken),
        ..Trial::new(
            ProofState::Proven,
            match filled {
                0 => "tried on a scratch database without rows".to_owned(),
                1 => "tried on a scratch database with rows in 1 table".to_owned(),
                _ => format!("tried on a scratch database with rows in {filled} tables"),
            },
        )
    }
}

/// Executes statements, each in the best form that the engine takes.
fn execute(
    planner: &dyn Planner,
    statements: &[Statement],
    scratch: &mut dyn Connector,
    taken: &mut Vec<Statement>,
) -> Result<(), EngineError> {
    for statement in statements {
        let mut forms = planner.forms(statement);
        if forms.is_empty() {
            forms.push(statement.clone());
        }
        let mut outcome = Ok(());
        for form in forms {
            outcome = scratch.execute(&form.sql);
            if outcome.is_ok() {
                taken.push(form);
                break;
            }
        }
        outcome?;
    }
    Ok(())
}

/// What still differs after a plan has run.
pub(crate) fn strayed(dialect: &dyn Dialect, arrived: &Schema, to: &Schema) -> Option<String> {
    let left = match diff::diff(dialect, arrived, to.clone(), &[], &|| {
        dialect.connect_scratch()
    }) {
        Ok(left) => left.differences,
        Err(error) => return Some(error.to_string()),
    };
    let first = left.first()?;
    let more = match left.len() {
        1 => String::new(),
        count => format!(" and {} more", count - 1),
    };
    Some(format!("it does not arrive: {first}{more}"))
}

/// How many problems the checks of a session see; what a check refuses to answer counts for nothing.
pub(crate) fn checks(session: &Session, connector: &mut dyn Connector) -> usize {
    let problems = |sql: &String| connector.query(sql).map_or(0, |rows| rows.len());
    session.checks.iter().map(problems).sum()
}
