//! Files that are written only when they change, so that nothing is compiled again for nothing.

use std::fs;
use std::path::Path;

use crate::BuildError;

/// Writes a file if it does not hold the text yet; says whether it did.
pub(crate) fn write_if_changed(path: &Path, text: &str) -> Result<bool, BuildError> {
    if fs::read(path).is_ok_and(|existing| existing == text.as_bytes()) {
        return Ok(false);
    }
    let failed = |source| BuildError::Io {
        intent: "write",
        path: path.into(),
        source,
    };
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    fs::write(path, text).map_err(failed)?;
    Ok(true)
}
