//! Changes a table that is on both sides: one `ALTER TABLE` with everything, since the server may
//! have to copy the table for each.
//!
//! Foreign keys are steps of their own, see `reference`. What cannot stand in one statement with the
//! rest comes before it or after it. In `careful` form, for what the server refuses together, each
//! sort of clause is a statement.

mod columns;
mod keys;
mod options;
mod partitions;
mod questions;

pub(super) use columns::{is_replaced, partner, settled};
pub(super) use partitions::clause as partition_clause;
pub(super) use questions::orphans;

use schema_model::Table;

use super::address::{form, part, relation, table as table_address};
use super::flavour::Flavour;
use super::planner::rank;
use super::types::quote_name;
use crate::graph::Step;
use crate::plan::{Hazard, Statement};
use crate::planner::{Job, Questions};

/// One clause of `ALTER TABLE`.
pub(super) struct Clause {
    sql: String,
    hazards: Vec<Hazard>,
    /// The part that it works on, for approval: its kind and name.
    part: Option<(&'static str, String)>,
}

impl Clause {
    fn new(sql: impl Into<String>) -> Self {
        Self {
            sql: sql.into(),
            hazards: Vec::new(),
            part: None,
        }
    }

    fn hazard(mut self, hazard: Hazard) -> Self {
        self.hazards.push(hazard);
        self
    }

    fn of(mut self, kind: &'static str, name: &str) -> Self {
        self.part = Some((kind, name.to_owned()));
        self
    }
}

/// The clauses that lead from one form of a table to another, in the order in which they stand.
#[derive(Default)]
pub(super) struct Clauses {
    /// What has to be gone before a statement with the rest can be made.
    before: Vec<Clause>,
    drops: Vec<Clause>,
    columns: Vec<Clause>,
    adds: Vec<Clause>,
    options: Vec<Clause>,
}

/// What is compared, and who can be asked about rows.
pub(super) struct Change<'a, 'q, 'c> {
    pub from: &'a Table,
    pub to: &'a Table,
    pub flavour: &'static Flavour,
    pub careful: bool,
    pub data: &'q mut Questions<'c>,
}

/// The step that leads from one form of a table to another.
pub(super) fn push_step(
    job: &mut Job<'_>,
    flavour: &'static Flavour,
    from: &Table,
    to: &Table,
    steps: &mut Vec<Step>,
) {
    let mut statements = statements(&mut Change {
        from,
        to,
        flavour,
        careful: job.careful,
        data: &mut job.data,
    });
    if statements.is_empty() {
        return;
    }
    let back = self::statements(&mut Change {
        from: to,
        to: from,
        flavour,
        careful: job.careful,
        data: &mut Questions::default(),
    });
    if let ([statement], [back]) = (statements.as_mut_slice(), back.as_slice())
        && !statement.destructive
    {
        statement.reverse = Some(back.sql.clone());
    }
    let name = &to.name.name;
    steps.push(Step {
        name: format!("alter table `{name}`"),
        rank: rank::ALTER_TABLE,
        adds: vec![form(name)],
        drops: vec![form(name)],
        needs: vec![table_address(name), relation(name)],
        releases: vec![table_address(name)],
        statements,
    });
}

fn statements(change: &mut Change<'_, '_, '_>) -> Vec<Statement> {
    let mut clauses = Clauses::default();
    options::push_versioning(change, &mut clauses);
    keys::push(change, &mut clauses);
    columns::push(change, &mut clauses);
    options::push(change, &mut clauses);
    let Clauses {
        before,
        drops,
        columns,
        adds,
        options,
    } = clauses;
    let is_alone = drops.is_empty() && columns.is_empty() && adds.is_empty() && options.is_empty();
    let (first, last) = partitions::statements(change, is_alone);
    let mut statements = first;
    statements.extend(statement(change.to, before));
    if change.careful {
        let each = [drops, columns, adds, options];
        statements.extend(each.into_iter().filter_map(|it| statement(change.to, it)));
    } else {
        let all = drops.into_iter().chain(columns).chain(adds).chain(options);
        statements.extend(statement(change.to, all.collect()));
    }
    statements.extend(last);
    statements
}

fn statement(table: &Table, clauses: Vec<Clause>) -> Option<Statement> {
    if clauses.is_empty() {
        return None;
    }
    let name = &table.name.name;
    let texts: Vec<&str> = clauses.iter().map(|clause| clause.sql.as_str()).collect();
    let sql = format!("{} {}", head(name), texts.join(", "));
    let object = object(name, &clauses);
    let hazards = clauses.into_iter().flat_map(|clause| clause.hazards);
    Some(Statement::new(sql, object).with_hazards(hazards))
}

/// The one part that the statement is about, or loses; else the table.
fn object(name: &str, clauses: &[Clause]) -> schema_model::Address {
    let loses = |clause: &&Clause| clause.hazards.iter().any(|hazard| hazard.destructive);
    let lossy: Vec<&Clause> = clauses.iter().filter(loses).collect();
    let about = match (lossy.as_slice(), clauses) {
        ([one], _) => Some(*one),
        ([], [one]) => Some(one),
        _ => None,
    };
    match about.and_then(|clause| clause.part.as_ref()) {
        Some((kind, part_name)) => part(name, kind, part_name),
        None => table_address(name),
    }
}

/// The beginning of every statement here.
pub(super) fn head(table: &str) -> String {
    format!("ALTER TABLE {}", quote_name(table))
}
