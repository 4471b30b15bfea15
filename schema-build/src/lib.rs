//! Typed models from a database schema, written by the build script.
//!
//! ```no_run
//! // in `main` of build.rs
//! schema_build::run();
//! ```
//!
//! The schema comes from the snapshot in `schema/`, which `cargo schema refresh` writes, or with the
//! feature `ddl` from `.sql` text. The models go into `OUT_DIR`, from where
//! `schema_checked::include_models!()` includes them. Settings stand in `schema.toml`; the schema,
//! the settings and everything else that was read are announced to Cargo.
//!
//! By default nothing is connected to: only with a `live-*` feature *and* `check = "live"` is a
//! database opened. Failures are `cargo::error=` lines, never a panic.

mod announce;
mod build;
mod codegen;
mod config;
mod crates;
mod error;
mod facts;
mod input;
mod known;
mod locate;
mod manifest;
mod naming;
mod output;
mod settings;
mod stamp;
mod strict_fields;

pub use codegen::{GENERATED, Models, Note, Target, generate, generate_files, matches_pattern};
pub use config::{Config, Outcome};
pub use crates::Crates;
pub use error::BuildError;
pub use facts::Facts;
pub use locate::{Place, locate};
pub use naming::Ident;
pub use settings::{
    Accepted, CheckMode, CodeSettings, Layout, ModelSettings, Part, SETTINGS_FILE, Settings,
    Visibility,
};

/// Builds the models as `schema.toml` says; the whole of a build script.
///
/// Exits with status 1 when that fails, after telling Cargo why.
pub fn run() {
    Config::new().run();
}
