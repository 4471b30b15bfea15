//! The changes of each kind of object as steps.
//!
//! A kind is a module with two functions: `disturbed` names what will be dropped or made anew, so
//! that everything that stands on it can be taken away first; `push` writes the steps. What has to be
//! taken away and made again although nothing about it changes is found by `recreate`; each kind asks
//! [`Work::is_made_again`] for its own objects. `unplanned` refuses what no kind speaks for.

mod address;
mod calm;
mod facts;
mod rank;
mod recreate;
mod unplanned;
mod uses;
mod work;

mod alter_column;
mod alter_table;
mod alter_type;
mod cast;
mod column;
mod constraint;
mod default;
mod extension;
mod foreign_key;
mod index;
mod lost_variant;
mod namespace;
mod online;
mod partition;
mod partition_index;
mod question;
mod rebuild;
mod role;
mod sequence;
mod table;
mod types;

mod alter_object;
mod annotation;
mod body;
mod default_privilege;
mod grant;
mod hazard;
mod object;
mod policy;
mod routine;
mod trigger;
mod view;

pub(super) use cast::{is_lossy, is_widening};
pub(super) use online::{leftover, with_patience};
use work::Work;

use crate::EngineError;
use crate::graph::Step;
use crate::planner::Job;

/// Writes the steps of a kind.
type Push = fn(&mut Job<'_>, &Work<'_>, &mut Vec<Step>) -> Result<(), EngineError>;

const KINDS: &[Push] = &[
    namespace::push,
    extension::push,
    types::push,
    sequence::push,
    table::push,
    column::push,
    constraint::push,
    index::push,
    role::push,
    view::push,
    routine::push,
    trigger::push,
    policy::push,
    object::push,
    annotation::push,
];

/// The changes as steps, in any order.
pub(super) fn steps(job: &mut Job<'_>) -> Result<Vec<Step>, EngineError> {
    unplanned::refuse(job.differences)?;
    let work = Work::of(job);
    let mut steps = Vec::new();
    for push in KINDS {
        push(job, &work, &mut steps)?;
    }
    alter_type::commit_used_variants(&mut steps);
    match job.differences.first() {
        Some(difference) if steps.is_empty() => Err(unplanned::refusal(difference)),
        _ => Ok(body::order_by_bodies(&work, steps)),
    }
}
