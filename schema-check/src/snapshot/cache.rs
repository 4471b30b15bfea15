//! Files are parsed once in a process and again when they change: rust-analyzer keeps a macro alive
//! for days and for many packages, and must see neither an old schema nor another package's.
//!
//! A file counts as unchanged only when its text is the same. Its time would not do: two writes
//! within one tick of the clock have the same, and version control sets what it likes.

use std::any::Any;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::Path;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use schema_model::snapshot::SnapshotError;

type Parsed = Arc<dyn Any + Send + Sync>;

/// By the path as it is written, whole: to compare paths part by part costs as much as to parse a file,
/// and to hash one half of that.
type Files = BTreeMap<OsString, (Vec<u8>, Parsed)>;

static FILES: LazyLock<Mutex<Files>> = LazyLock::new(Mutex::default);

/// The parsed content of a file; `None` when there is no such file.
///
/// A file is always parsed as the same type: its folder decides what it holds.
pub fn get<T: Send + Sync + 'static>(
    path: &Path,
    parse: impl FnOnce(&[u8]) -> Result<T, SnapshotError>,
) -> Result<Option<Arc<T>>, SnapshotError> {
    let text = match std::fs::read(path) {
        Err(error) if is_absent(&error) => return Ok(None),
        other => other.map_err(|source| SnapshotError::Io {
            intent: "read",
            path: path.into(),
            source,
        })?,
    };
    if let Some(parsed) = look_up(path, &text) {
        return Ok(Some(parsed));
    }
    let parsed = Arc::new(parse(&text)?);
    let mut files = FILES.lock().unwrap_or_else(PoisonError::into_inner);
    files.insert(path.into(), (text, parsed.clone()));
    Ok(Some(parsed))
}

fn look_up<T: Send + Sync + 'static>(path: &Path, text: &[u8]) -> Option<Arc<T>> {
    let files = FILES.lock().unwrap_or_else(PoisonError::into_inner);
    let (known, parsed) = files.get(path.as_os_str())?;
    (known == text).then(|| parsed.clone().downcast().ok())?
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
        let first = |text: &[u8]| Ok(text[0]);
        assert_eq!(get(&path, first).unwrap(), None);
        // The same length, and most likely the same tick of the clock.
        for text in ["one", "two", "six"] {
            std::fs::write(&path, text).unwrap();
            assert_eq!(
                get(&path, first).unwrap().as_deref(),
                Some(&text.as_bytes()[0])
            );
        }
        std::fs::remove_file(&path).unwrap();
        assert_eq!(get(&path, first).unwrap(), None);
    }

    #[test]
    fn an_unchanged_file_is_parsed_once() {
        let path = std::env::temp_dir().join(format!("schema-check-once-{}", std::process::id()));
        std::fs::write(&path, "text").unwrap();
        let never = |_: &[u8]| -> Result<usize, SnapshotError> { unreachable!("parsed twice") };
        get(&path, |text| Ok(text.len())).unwrap();
        assert_eq!(get(&path, never).unwrap().as_deref(), Some(&4));
        std::fs::remove_file(&path).unwrap();
    }
}
