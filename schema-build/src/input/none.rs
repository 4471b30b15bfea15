//! A build without sources.

use std::fmt;
use std::path::Path;

use schema_model::Schema;

use super::{DEFAULT_SOURCE, Live};
use crate::announce::Announcements;
use crate::stamp::Stamp;
use crate::{BuildError, CheckMode, Place};

/// A source that cannot be: this build has no feature to read one.
pub(crate) enum Input {}

impl Input {
    pub(crate) fn resolve(place: &Place, _out: &mut Announcements) -> Result<Self, BuildError> {
        let feature = match place.settings.check {
            CheckMode::Live => "live-…",
            _ => "ddl",
        };
        Err(BuildError::Source {
            intent: "compare the snapshot with its source",
            message: format!(
                "enable the feature `{feature}` of schema-build in `[build-dependencies]`"
            ),
        })
    }

    pub(crate) fn resolve_text(
        place: &Place,
        missing: &Path,
        out: &mut Announcements,
    ) -> Result<Self, BuildError> {
        let source = place.settings.source.as_deref().unwrap_or(DEFAULT_SOURCE);
        out.file(&place.base.join(source));
        Err(BuildError::NoSchema {
            snapshot: missing.into(),
            message: "run `cargo schema refresh` to make one and commit it, or enable the feature `ddl` of schema-build to read `.sql` text without".into(),
        })
    }

    pub(crate) fn announce(&self, _out: &mut Announcements) {
        match *self {}
    }

    pub(crate) fn add_to(&self, _stamp: &mut Stamp) {
        match *self {}
    }

    pub(crate) fn read(&self) -> Result<Schema, BuildError> {
        match *self {}
    }

    pub(crate) fn introspect(&self, _known: Option<&str>) -> Result<Live, BuildError> {
        match *self {}
    }
}

impl fmt::Display for Input {
    fn fmt(&self, _f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {}
    }
}
