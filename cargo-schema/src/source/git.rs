//! The snapshot at a revision of Git, written into a folder that goes away again.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

use crate::failure::Failure;
use crate::project::Project;

/// Writes the snapshot that a revision has.
pub fn snapshot_at(revision: &str, project: &Project) -> Result<TempDir, Failure> {
    let folder = std::path::absolute(project.folder.join("."))
        .map_err(|error| Failure::new(format!("failed to find the project's folder: {error}")))?;
    let name = project.snapshot_name();
    let files = list(revision, name, &folder)?;
    if files.is_empty() {
        return Err(Failure::new(format!(
            "revision `{revision}` has no snapshot in `{}`",
            name.display()
        ))
        .help("name a revision that has one; `git log -- schema` lists them"));
    }
    let failed = |error: std::io::Error| {
        Failure::new(format!(
            "failed to write the snapshot of `{revision}` to a temporary folder: {error}"
        ))
    };
    let target = tempfile::tempdir().map_err(failed)?;
    let contents = contents(&files, &folder)?;
    for ((_, path), content) in files.iter().zip(contents) {
        let path = target.path().join(path);
        path.parent()
            .map_or(Ok(()), fs::create_dir_all)
            .map_err(failed)?;
        fs::write(&path, content).map_err(failed)?;
    }
    Ok(target)
}

/// The blobs of the snapshot, with their paths inside of it.
fn list(revision: &str, name: &Path, folder: &Path) -> Result<Vec<(String, PathBuf)>, Failure> {
    if revision.is_empty() || revision.starts_with('-') {
        return Err(Failure::new(format!("`git:{revision}` names no revision"))
            .help("write a branch, tag or commit behind it: `git:main`"));
    }
    let mut command = Command::new("git");
    command
        .args(["ls-tree", "-r", "-z", revision, "--"])
        .arg(name);
    let output = finished(command.current_dir(folder).output(), revision)?;
    let text = String::from_utf8_lossy(&output.stdout);
    let files = text.split('\0').filter_map(|line| {
        let (head, path) = line.split_once('\t')?;
        let id = head.split(' ').nth(2)?;
        let path = Path::new(path).strip_prefix(name).ok()?;
        Some((id.to_owned(), path.to_owned()))
    });
    Ok(files.collect())
}

/// One process gives all blobs: a length in front of each, a line end behind it.
fn contents(files: &[(String, PathBuf)], folder: &Path) -> Result<Vec<Vec<u8>>, Failure> {
    let started = Command::new("git")
        .args(["cat-file", "--batch"])
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    let mut child = started.map_err(|error| not_started(&error))?;
    let asked: String = files.iter().map(|(id, _)| format!("{id}\n")).collect();
    let stdin = child.stdin.take();
    // Git answers while it is asked; both pipes would fill up.
    let asking = std::thread::spawn(move || match stdin {
        Some(mut stdin) => stdin.write_all(asked.as_bytes()),
        None => Ok(()),
    });
    let output = finished(child.wait_with_output(), "cat-file")?;
    // What Git could not be asked is missing in its answer.
    let _ = asking.join();
    let mut rest = output.stdout.as_slice();
    let mut contents = Vec::with_capacity(files.len());
    for (id, path) in files {
        let content = next_blob(&mut rest).ok_or_else(|| {
            Failure::new(format!(
                "git does not give `{}`, object {id}",
                path.display()
            ))
        })?;
        contents.push(content);
    }
    Ok(contents)
}

fn next_blob(rest: &mut &[u8]) -> Option<Vec<u8>> {
    let end = rest.iter().position(|byte| *byte == b'\n')?;
    let head = std::str::from_utf8(&rest[..end]).ok()?;
    let size: usize = head.rsplit(' ').next()?.parse().ok()?;
    let content = rest.get(end + 1..end + 1 + size)?;
    *rest = rest.get(end + 2 + size..)?;
    Some(content.to_vec())
}

fn finished(output: std::io::Result<Output>, revision: &str) -> Result<Output, Failure> {
    let output = output.map_err(|error| not_started(&error))?;
    if output.status.success() {
        return Ok(output);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let said = said.lines().next().unwrap_or_default();
    Err(
        Failure::new(format!("git cannot read revision `{revision}`: {said}"))
            .help("`git:REV` takes a branch, tag or commit of the repository around the project"),
    )
}

fn not_started(error: &std::io::Error) -> Failure {
    Failure::new(format!("failed to start git: {error}")).help("install Git")
}
