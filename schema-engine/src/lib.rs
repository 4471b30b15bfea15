//! Reads database schemas from live databases, `.sql` files and snapshots, and writes them as SQL.
//!
//! Everything that is particular to one database sits in `dialect/<name>/`; the rest of the crate
//! names no dialect. The library prints nothing and reads no environment variable.

pub mod dialect;
mod error;
mod redact;
pub mod source;
pub mod split;

pub use dialect::{Capability, Connector, DIALECTS, Dialect, dialect};
pub use error::EngineError;
pub use redact::redact_url;
pub use source::{Compared, Loaded, Source, SqlFile};
