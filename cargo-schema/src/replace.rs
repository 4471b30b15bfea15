//! Writes a file so that it is there as a whole or not at all, also when the program is stopped.

use std::fs;
use std::io::{Error, Write};
use std::path::Path;

use tempfile::NamedTempFile;

use crate::failure::Failure;
use crate::interrupt;

/// Puts a text in the place of a file, and makes the folders above it.
pub fn replace(path: &Path, text: &str) -> Result<(), Failure> {
    // Stopped on the way, the temporary file would be left.
    interrupt::held_off(|| replace_held(path, text))
}

/// The same inside of work that is held off as a whole.
pub fn replace_held(path: &Path, text: &str) -> Result<(), Failure> {
    try_replace(path, text)
        .map_err(|error| Failure::new(format!("failed to write `{}`: {error}", path.display())))
}

fn try_replace(path: &Path, text: &str) -> std::io::Result<()> {
    // A device or a pipe is written to: a file in its place is what nobody means.
    if fs::metadata(path).is_ok_and(|it| !it.is_file() && !it.is_dir()) {
        let mut stream = fs::File::options().write(true).open(path)?;
        return stream.write_all(text.as_bytes());
    }
    // A link is followed: what it points to is what people mean.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    fs::create_dir_all(folder)?;
    // The name of a file that only we know of explains nothing.
    let mut file = NamedTempFile::new_in(folder).map_err(|error| Error::from(error.kind()))?;
    file.write_all(text.as_bytes())?;
    let permissions = fs::metadata(&path).map(|metadata| metadata.permissions());
    set_permissions(&file, permissions.ok())?;
    file.persist(&path).map_err(|error| error.error)?;
    Ok(())
}

/// Those of the file before; a new file gets what a new file gets, which a temporary one does not.
#[cfg(unix)]
fn set_permissions(file: &NamedTempFile, before: Option<fs::Permissions>) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;

    let permissions = before.unwrap_or_else(|| fs::Permissions::from_mode(0o644));
    file.as_file().set_permissions(permissions)
}

#[cfg(not(unix))]
fn set_permissions(_: &NamedTempFile, _: Option<fs::Permissions>) -> std::io::Result<()> {
    Ok(())
}
