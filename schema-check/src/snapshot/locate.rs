//! Which folder the snapshot is in.

use std::path::{Path, PathBuf};

use schema_model::snapshot::HEADER_FILE;

use crate::Environment;

/// The folder of the snapshot: the build script's, else `schema/` of the package, else that of the
/// workspace.
pub fn locate(environment: &Environment) -> Result<PathBuf, String> {
    if let Some(folder) = &environment.snapshot {
        return Ok(folder.clone());
    }
    let Some(manifest) = &environment.manifest else {
        return Err("no snapshot can be found without `CARGO_MANIFEST_DIR`\n\
             help: build with cargo, or set `SCHEMA_SNAPSHOT` to the folder of the snapshot"
            .into());
    };
    let own = manifest.join("schema");
    if own.join(HEADER_FILE).is_file() {
        return Ok(own);
    }
    let shared = workspace_of(manifest).map(|root| root.join("schema"));
    match shared {
        Some(shared) if shared.join(HEADER_FILE).is_file() => Ok(shared),
        shared => Err(not_found(&own, shared.filter(|shared| *shared != own))),
    }
}

/// The folder of a snapshot that has a name, and the settings if they had a say.
///
/// It is what `[databases]` of `schema.toml` says, else `schema-<name>` beside the other snapshot: a
/// folder inside of that would look like a namespace.
pub fn locate_named(
    environment: &Environment,
    name: &str,
) -> Result<(PathBuf, Option<PathBuf>), String> {
    let settings = environment.manifest.as_deref().and_then(settings_of);
    if let Some((file, text)) = &settings {
        let base = file.parent().unwrap_or(file);
        if let Some(folder) = database_in(text, name) {
            return Ok((base.join(folder), Some(file.clone())));
        }
    }
    let mut folder = locate(environment)?;
    if let Some(plain) = folder.file_name() {
        let named = format!("{}-{name}", plain.to_string_lossy());
        folder.set_file_name(named);
    }
    Ok((folder, settings.map(|(file, _)| file)))
}

/// The settings of a package: its own, else those of its workspace.
fn settings_of(manifest: &Path) -> Option<(PathBuf, String)> {
    let folders = [Some(manifest), workspace_of(manifest)];
    folders.into_iter().flatten().find_map(|folder| {
        let file = folder.join("schema.toml");
        let text = std::fs::read_to_string(&file).ok()?;
        Some((file, text))
    })
}

/// The value of a key in `[databases]`. The command line and build scripts read the file as the TOML
/// that it is; this is on the way of every build, and needs one line of it.
fn database_in(text: &str, name: &str) -> Option<String> {
    let mut inside = false;
    for line in text.lines().map(str::trim) {
        if line.starts_with('[') {
            inside = line.split('#').next().map(str::trim_end) == Some("[databases]");
            continue;
        }
        let Some((key, value)) = line.split_once('=').filter(|_| inside) else {
            continue;
        };
        let key = key.trim();
        if quoted(key).unwrap_or_else(|| key.to_owned()) == name {
            return quoted(value.trim());
        }
    }
    None
}

/// The text between the quotes that a value starts with.
fn quoted(value: &str) -> Option<String> {
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let (inner, _) = value[1..].split_once(quote)?;
    Some(inner.replace("\\\\", "\\"))
}

fn not_found(own: &Path, shared: Option<PathBuf>) -> String {
    let also = shared.map_or_else(String::new, |shared| format!(" and `{}`", shared.display()));
    format!(
        "no snapshot of the database's schema was found; looked in `{}`{also}\n\
         help: run `cargo schema refresh` to make one, or call `schema_build::run()` in the build script, \
         or set `SCHEMA_SNAPSHOT` to its folder",
        own.display()
    )
}

/// The nearest folder, from the package upwards, whose `Cargo.toml` has a `[workspace]`.
fn workspace_of(manifest: &Path) -> Option<&Path> {
    manifest.ancestors().find(|folder| {
        std::fs::read_to_string(folder.join("Cargo.toml"))
            .is_ok_and(|text| text.lines().any(|line| is_workspace_table(line.trim())))
    })
}

fn is_workspace_table(line: &str) -> bool {
    line.starts_with("[workspace]") || line.starts_with("[workspace.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn databases_are_found_in_settings() {
        let text = "snapshot = \"a\"\nbilling = \"no\"\n[databases] # further ones\n\
                    billing = \"db/billing\" # the old one\n'my db' = 'db/my = db'\n[models]\nother = \"no\"\n";
        for (name, expected) in [
            ("billing", Some("db/billing")),
            ("my db", Some("db/my = db")),
            ("snapshot", None),
            ("other", None),
        ] {
            assert_eq!(database_in(text, name).as_deref(), expected, "{name}");
        }
    }
}
