//! `cargo schema hook`: our lines in Git's pre-commit hook.
//!
//! They stand between two marks, right behind the first line, so that what others wrote stays and
//! an `exit` of theirs does not skip ours. Git says where hooks are, which holds in worktrees and
//! with `core.hooksPath` too.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::check::shortened;
use crate::cli::{Hook, HookAction};
use crate::failure::{Failure, Outcome};
use crate::project::Project;
use crate::replace::replace;
use crate::shell::Shell;

const BEGIN: &str = "# >>> cargo-schema >>>";
const END: &str = "# <<< cargo-schema <<<";
const SHEBANG: &str = "#!/bin/sh\n";

/// Runs the command.
pub fn run(arguments: &Hook, project: &Project, shell: &Shell) -> Result<Outcome, Failure> {
    let folder = std::path::absolute(project.folder.join("."))
        .map_err(|error| Failure::new(format!("failed to find the project's folder: {error}")))?;
    let path = folder.join(git(
        &folder,
        &["rev-parse", "--git-path", "hooks/pre-commit"],
    )?);
    let before = read(&path)?;
    match &arguments.action {
        HookAction::Install { refresh } => {
            let prefix = git(&folder, &["rev-parse", "--show-prefix"])?;
            let lines = lines(*refresh, &prefix, project);
            let text = install(before.as_deref().unwrap_or(SHEBANG), &lines).ok_or_else(|| {
                Failure::new(format!("the hook `{}` is no shell script", path.display()))
                    .help("let it run `cargo schema check` itself")
            })?;
            write(&path, &text)?;
            shell.note(format_args!(
                "installed in `{}`",
                shortened(&path).display()
            ));
        }
        HookAction::Uninstall => match before {
            Some(before) if before.contains(BEGIN) => {
                remove_or_write(&path, &uninstall(&before))?;
                shell.note(format_args!(
                    "removed from `{}`",
                    shortened(&path).display()
                ));
            }
            _ => shell.note("the hook is not installed"),
        },
    }
    Ok(Outcome::Done)
}

/// Our lines; `prefix` is the project's folder inside the repository.
fn lines(refresh: bool, prefix: &str, project: &Project) -> String {
    let prefix = prefix.trim_end_matches('/');
    let at = match prefix {
        "" => String::new(),
        prefix => format!("-C {} ", quote(prefix)),
    };
    let body = if refresh {
        let snapshot = Path::new(prefix).join(project.snapshot_name());
        let snapshot = quote(&snapshot.to_string_lossy());
        format!("cargo schema {at}refresh --quiet || exit 1\ngit add -- {snapshot} || exit 1")
    } else {
        format!(
            "cargo schema {at}check --quiet >&2 || {{\n    echo 'cargo schema: code, snapshot and database disagree; see above, or commit with --no-verify' >&2\n    exit 1\n}}"
        )
    };
    format!("{BEGIN}\n# Remove with: cargo schema hook uninstall\n{body}\n{END}\n")
}

/// A text as one word of a shell.
fn quote(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

/// The hook with our lines; `None` when it is no shell script.
fn install(before: &str, lines: &str) -> Option<String> {
    let before = uninstall(before);
    let before = if before.trim().is_empty() {
        SHEBANG.to_owned()
    } else {
        before
    };
    let (first, rest) = before.split_once('\n').unwrap_or((&before, ""));
    let is_shell = !first.starts_with("#!")
        || ["sh", "bash", "dash", "zsh", "ksh"]
            .iter()
            .any(|shell| first.ends_with(shell))
        || first.contains("sh -");
    if !is_shell {
        return None;
    }
    Some(if first.starts_with("#!") {
        format!("{first}\n{lines}{rest}")
    } else {
        format!("{SHEBANG}{lines}{before}")
    })
}

/// The hook without our lines.
fn uninstall(before: &str) -> String {
    let Some((head, rest)) = before.split_once(BEGIN) else {
        return before.to_owned();
    };
    match rest.split_once(END) {
        Some((_, tail)) => format!("{head}{}", tail.strip_prefix('\n').unwrap_or(tail)),
        // Someone cut our end off; what stands there is not ours to throw away.
        None => before.to_owned(),
    }
}

fn remove_or_write(path: &Path, text: &str) -> Result<(), Failure> {
    if text.trim().is_empty() || text == SHEBANG {
        return fs::remove_file(path).map_err(|error| {
            Failure::new(format!("failed to remove `{}`: {error}", path.display()))
        });
    }
    write(path, text)
}

fn read(path: &Path) -> Result<Option<String>, Failure> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Failure::new(format!(
            "failed to read `{}`: {error}",
            path.display()
        ))),
    }
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    replace(path, text)?;
    make_executable(path)
        .map_err(|error| Failure::new(format!("failed to write `{}`: {error}", path.display())))
}

#[cfg(unix)]
fn make_executable(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;

    let mode = fs::metadata(path)?.permissions().mode();
    fs::set_permissions(path, fs::Permissions::from_mode(mode | 0o111))
}

#[cfg(not(unix))]
fn make_executable(_: &Path) -> std::io::Result<()> {
    Ok(())
}

fn git(folder: &Path, arguments: &[&str]) -> Result<String, Failure> {
    let output = Command::new("git")
        .args(arguments)
        .current_dir(folder)
        .env("LC_ALL", "C")
        .output()
        .map_err(|error| {
            Failure::new(format!("failed to start git: {error}")).help("install Git")
        })?;
    let said = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() && !said.contains("not a git repository") {
        let said = said.trim().trim_start_matches("fatal: ");
        return Err(Failure::new(format!(
            "git gives no answer in `{}`: {said}",
            folder.display()
        )));
    }
    if !output.status.success() {
        return Err(
            Failure::new(format!("`{}` is in no Git repository", folder.display()))
                .help("run `git init` first"),
        );
    }
    let text = String::from_utf8_lossy(&output.stdout);
    Ok(text.trim_end_matches(['\n', '\r']).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINES: &str = "# >>> cargo-schema >>>\nx\n# <<< cargo-schema <<<\n";

    #[test]
    fn lines_of_others_stay() {
        for before in [
            "#!/bin/sh\necho hello\nexit 0\n",
            "#!/usr/bin/env bash\n",
            "#!/bin/sh -e\nmake\n",
        ] {
            let installed = install(before, LINES).unwrap();
            let (_, behind) = installed.split_once(LINES).unwrap();
            assert_eq!(before.split_once('\n').unwrap().1, behind);
            assert_eq!(
                install(&installed, LINES).unwrap(),
                installed,
                "twice is once"
            );
            assert_eq!(uninstall(&installed), before);
        }
    }

    #[test]
    fn a_hook_without_a_first_line_gets_one() {
        let installed = install("make\n", LINES).unwrap();
        assert_eq!(installed, format!("#!/bin/sh\n{LINES}make\n"));
    }

    #[test]
    fn a_hook_in_another_language_is_left_alone() {
        assert_eq!(install("#!/usr/bin/env python3\nprint()\n", LINES), None);
    }
}
