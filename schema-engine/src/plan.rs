//! The plan: the statements that lead from one schema to another, as data.
//!
//! A plan says of each statement what it may cost, and of the whole where it starts, where it ends
//! and whether that was proven. It holds no time and nothing random: two plans for the same two
//! schemas are equal. It does not run anything; see [`apply`](crate::apply).

mod make;
mod text;

pub(crate) use make::{Draft, planner_of};
pub use make::{PlanRequest, make};
pub use text::{to_json, to_markdown, to_sql, to_text};

use schema_model::Severity;
use serde::{Deserialize, Serialize};

use crate::Compared;

/// Ordered statements with what they cost.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// The dialect of the statements.
    pub dialect: String,
    /// Fingerprint of the schema that the plan starts from.
    pub from_fingerprint: String,
    /// Fingerprint of the schema that it ends at.
    pub to_fingerprint: String,
    /// How far the two schemas could be compared.
    pub compared: Compared,
    /// Whether the plan was tried, and what came of it.
    pub proof: Proof,
    /// The statements, in order.
    pub statements: Vec<Statement>,
    /// What the transaction around them needs.
    #[serde(default, skip_serializing_if = "Session::is_empty")]
    pub session: Session,
    /// Why the plan cannot succeed on the rows that are there now.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub blocked: Vec<String>,
    /// What the database was asked, and what it said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<Question>,
    /// What is worth knowing and changes nothing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

/// One SQL statement with what it may cost.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// The text, without a semicolon at the end.
    pub sql: String,
    /// What it works on: the address of an object or part.
    pub object: String,
    /// Why it is dangerous; a code and a sentence each.
    pub hazards: Vec<String>,
    /// The gravest of its hazards.
    pub severity: Severity,
    /// Whether committed data is lost or changed.
    pub destructive: bool,
    /// How it stands to transactions.
    pub transactional: Transactional,
    /// The statement that undoes it, when one alone does.
    pub reverse: Option<String>,
}

/// How a statement stands to transactions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Transactional {
    /// It is undone when the transaction is.
    #[default]
    Transactional,
    /// It runs outside of a transaction, or ends the one that is open.
    Outside,
    /// What comes after it sees its effect only after a commit.
    CommitBoundaryAfter,
}

/// Why a statement is dangerous.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hazard {
    /// The code: `SL101`.
    pub code: &'static str,
    /// How much it can hurt.
    pub severity: Severity,
    /// The consequence, as a sentence: ``drops column `email` and its data``.
    pub consequence: String,
    /// Whether committed data is lost or changed.
    pub destructive: bool,
}

/// Whether a plan was tried on a scratch database.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proof {
    /// What came of it.
    pub state: ProofState,
    /// How it was tried, or why it was not, or what went wrong.
    pub detail: String,
}

/// What came of a proof.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProofState {
    /// The plan led to the schema that it should lead to, and kept the rows.
    Proven,
    /// There was no scratch database to try it on.
    NotProven,
    /// It was tried, and something was wrong.
    Failed,
}

/// What runs around the statements.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Session {
    /// Before the transaction.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub before: Vec<String>,
    /// Begins the transaction; none where the engine has none for this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub begin: Option<String>,
    /// Queries that return one row per problem; asked before the first and after the last
    /// statement, and the answers must not have grown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub checks: Vec<String>,
    /// Ends the transaction.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commit: Option<String>,
    /// Undoes the transaction.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rollback: Option<String>,
    /// After the transaction.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<String>,
}

/// A question that was put to the database, and its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// The query.
    pub sql: String,
    /// What it is about.
    pub about: String,
    /// The number that came back.
    pub answer: u64,
}

impl Session {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Statement {
    /// A statement without hazards.
    pub fn new(sql: impl Into<String>, object: impl ToString) -> Self {
        Self {
            sql: sql.into(),
            object: object.to_string(),
            hazards: Vec::new(),
            severity: Severity::Low,
            destructive: false,
            transactional: Transactional::Transactional,
            reverse: None,
        }
    }

    /// The same statement with one more hazard.
    #[must_use]
    pub fn hazard(mut self, hazard: Hazard) -> Self {
        self.severity = self.severity.max(hazard.severity);
        self.destructive |= hazard.destructive;
        self.hazards
            .push(format!("{}: {}", hazard.code, hazard.consequence));
        self
    }

    /// The same statement with several more hazards.
    #[must_use]
    pub fn with_hazards(self, hazards: impl IntoIterator<Item = Hazard>) -> Self {
        hazards.into_iter().fold(self, Self::hazard)
    }

    /// The same statement with the one that undoes it.
    #[must_use]
    pub fn undone_by(mut self, reverse: impl Into<String>) -> Self {
        self.reverse = Some(reverse.into());
        self
    }
}

impl Hazard {
    /// A hazard that loses no data.
    pub fn new(code: &'static str, severity: Severity, consequence: impl Into<String>) -> Self {
        Self {
            code,
            severity,
            consequence: consequence.into(),
            destructive: false,
        }
    }

    /// A hazard that loses or changes committed data.
    pub fn destructive(
        code: &'static str,
        severity: Severity,
        consequence: impl Into<String>,
    ) -> Self {
        Self {
            destructive: true,
            ..Self::new(code, severity, consequence)
        }
    }
}

impl Plan {
    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.statements.is_empty()
    }

    /// The statements that lose or change committed data.
    pub fn destructive(&self) -> impl Iterator<Item = &Statement> {
        self.statements
            .iter()
            .filter(|statement| statement.destructive)
    }
}
