//! Sources other than the snapshot: `.sql` text and live databases.
//!
//! Only with the features `ddl` and `live-*`; without them, asking for a source is an error that
//! names the feature.

#[cfg(feature = "_engine")]
mod engine;
#[cfg(feature = "_engine")]
pub(crate) use engine::Input;

#[cfg(not(feature = "_engine"))]
mod none;
#[cfg(not(feature = "_engine"))]
pub(crate) use none::Input;

/// File that is read when the settings name no source.
pub(crate) const DEFAULT_SOURCE: &str = "schema.sql";

/// What a live database says.
#[cfg_attr(
    not(feature = "_engine"),
    expect(dead_code, reason = "nothing can be read")
)]
pub(crate) enum Live {
    /// Nothing that is not known.
    Unchanged,
    /// This, with the state that stands for it where the database can tell.
    Read {
        schema: Box<schema_model::Schema>,
        state: Option<String>,
    },
}
