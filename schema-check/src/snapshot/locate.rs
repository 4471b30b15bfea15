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
