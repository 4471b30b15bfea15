//! Files are parsed once in a process and again when they change: rust-analyzer keeps a macro alive
//! for days and for many packages, and must see neither an old schema nor another package's.

use std::any::Any;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::time::SystemTime;

use schema_model::snapshot::SnapshotError;

type Stamp = (Option<SystemTime>, u64);
type Parsed = Arc<dyn Any + Send + Sync>;

static FILES: LazyLock<Mutex<HashMap<PathBuf, (Stamp, Parsed)>>> = LazyLock::new(Mutex::default);

/// The parsed content of a file; `None` when there is no such file.
///
/// A file is always parsed as the same type: its folder decides what it holds.
pub fn get<T: Send + Sync + 'static>(
    path: &Path,
    parse: impl FnOnce(&[u8]) -> Result<T, SnapshotError>,
) -> Result<Option<Arc<T>>, SnapshotError> {
    let failed = |source| SnapshotError::Io {
        intent: "read",
        path: path.into(),
        source,
    };
    let metadata = match std::fs::metadata(path) {
        Err(error) if is_absent(&error) => return Ok(None),
        other => other.map_err(failed)?,
    };
    let stamp = (metadata.modified().ok(), metadata.len());
    if let Some(parsed) = look_up(path, stamp) {
        return Ok(Some(parsed));
    }
    let parsed = Arc::new(parse(&std::fs::read(path).map_err(failed)?)?);
    let mut files = FILES.lock().unwrap_or_else(PoisonError::into_inner);
    files.insert(path.into(), (stamp, parsed.clone()));
    Ok(Some(parsed))
}

fn look_up<T: Send + Sync + 'static>(path: &Path, stamp: Stamp) -> Option<Arc<T>> {
    let files = FILES.lock().unwrap_or_else(PoisonError::into_inner);
    let (known, parsed) = files.get(path)?;
    (*known == stamp).then(|| parsed.clone().downcast().ok())?
}

fn is_absent(error: &std::io::Error) -> bool {
    use std::io::ErrorKind::{NotADirectory, NotFound};
    matches!(error.kind(), NotFound | NotADirectory)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_file_is_read_again() {
        let path = std::env::temp_dir().join(format!("schema-check-cache-{}", std::process::id()));
        let length = |text: &[u8]| Ok(text.len());
        assert_eq!(get(&path, length).unwrap(), None);
        std::fs::write(&path, "one").unwrap();
        assert_eq!(get(&path, length).unwrap().as_deref(), Some(&3));
        std::fs::write(&path, "three").unwrap();
        assert_eq!(get(&path, length).unwrap().as_deref(), Some(&5));
        std::fs::remove_file(&path).unwrap();
    }
}
