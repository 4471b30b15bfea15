//! Reads database schemas from live databases, `.sql` files and snapshots, and writes them as SQL.
//!
//! Everything that is particular to one database sits in `dialect/<name>/`; the rest of the crate
//! names no dialect. The library prints nothing, and reads no environment variable but those that a
//! database's own client reads.

pub mod apply;
pub mod cleanup;
pub mod declared;
pub mod dialect;
pub mod diff;
mod error;
pub mod graph;
pub mod hint;
pub mod journal;
pub mod observe;
pub mod pair;
pub mod plan;
pub mod planner;
pub mod prove;
mod redact;
pub mod source;
pub mod split;
pub mod text;

pub use dialect::{Capability, Connector, DIALECTS, Dialect, dialect};
pub use diff::{Diff, Rename};
pub use error::EngineError;
pub use hint::RenameHint;
pub use plan::{Plan, Statement};
pub use planner::{Online, Planner};
pub use redact::redact_url;
pub use source::{Compared, Loaded, Source, SqlFile};
