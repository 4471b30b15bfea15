//! Dependencies in a `Cargo.toml`, whose text otherwise stays as people wrote it.

use std::path::{Component, Path, PathBuf};

use toml_edit::{DocumentMut, InlineTable, Item, Table, value};

/// What does the same by hand.
pub fn command() -> String {
    let (facade, build) = match Origin::of_this_program() {
        Origin::Folder(folder) => (
            format!("--path {}", folder.display()),
            format!("--path {}", folder.join(BUILD).display()),
        ),
        _ => (FACADE.to_owned(), BUILD.to_owned()),
    };
    format!("cargo add {facade} && cargo add --build {build}")
}

/// The version that this program belongs to.
const VERSION: &str = env!("CARGO_PKG_VERSION");
const FACADE: &str = "schema-checked";
const BUILD: &str = "schema-build";

/// The manifest with what a checked package depends on.
///
/// Both crates come from one place: where the manifest, or the workspace's, has one of them already,
/// and otherwise where this program comes from.
pub fn with_dependencies(
    mut manifest: DocumentMut,
    folder: &Path,
    workspace: Option<(&DocumentMut, &Path)>,
) -> DocumentMut {
    let facade = entry(&manifest, "dependencies", FACADE);
    let origin = match (&facade, workspace) {
        (Some(item), Some((root, above))) if is_inherited(item) => {
            let shared = root.get("workspace").and_then(Item::as_table_like);
            let shared = shared.and_then(|table| table.get("dependencies"));
            let item = shared.and_then(|table| table.get(FACADE));
            let origin = item.map_or_else(Origin::of_this_program, Origin::of);
            origin.seen_from(folder, above)
        }
        (Some(item), _) => Origin::of(item),
        (None, _) => Origin::of_this_program(),
    };
    for (table, name, inside) in [
        ("dependencies", FACADE, ""),
        ("build-dependencies", BUILD, BUILD),
    ] {
        let item = manifest.entry(table).or_insert(Item::Table(Table::new()));
        if let Some(table) = item
            .as_table_like_mut()
            .filter(|table| !table.contains_key(name))
        {
            table.insert(name, origin.dependency(inside));
        }
    }
    manifest
}

fn entry(manifest: &DocumentMut, table: &str, name: &str) -> Option<Item> {
    manifest.get(table)?.as_table_like()?.get(name).cloned()
}

fn is_inherited(item: &Item) -> bool {
    item.get("workspace").and_then(Item::as_bool) == Some(true)
}

/// Where the crates come from.
enum Origin {
    /// A registry, at that requirement.
    Version(String),
    /// A checkout, in that folder.
    Folder(PathBuf),
    /// A repository: `git`, and what chooses a commit in it.
    Git(InlineTable),
}

impl Origin {
    /// Of a dependency in a manifest.
    fn of(item: &Item) -> Self {
        let text = |key| item.get(key).and_then(Item::as_str);
        if let Some(path) = text("path") {
            return Self::Folder(path.into());
        }
        if text("git").is_some() {
            let keys = ["git", "branch", "tag", "rev"];
            let kept = keys.into_iter().filter_map(|key| Some((key, text(key)?)));
            return Self::Git(kept.collect());
        }
        let version = item.as_str().or_else(|| text("version"));
        Self::Version(version.unwrap_or(VERSION).to_owned())
    }

    /// The same for the manifest of another folder than the one above, to which it is relative.
    fn seen_from(self, folder: &Path, above: &Path) -> Self {
        match self {
            Self::Folder(path) if path.is_relative() => {
                let whole = above.join(path);
                Self::Folder(relative(&whole, folder).unwrap_or(whole))
            }
            other => other,
        }
    }

    /// Of this program: a build from a checkout belongs to the crates in that checkout.
    fn of_this_program() -> Self {
        let checkout = Path::new(env!("CARGO_MANIFEST_DIR")).parent();
        let is_checkout = |folder: &&Path| folder.join(BUILD).join("Cargo.toml").is_file();
        match checkout.filter(is_checkout) {
            Some(folder) => Self::Folder(folder.to_owned()),
            None => Self::Version(VERSION.to_owned()),
        }
    }

    /// What to write for the crate in that folder of the repository.
    fn dependency(&self, inside: &str) -> Item {
        match self {
            Self::Version(version) => value(version),
            Self::Git(source) => value(source.clone()),
            Self::Folder(found) => {
                let path = match inside {
                    "" => found.clone(),
                    inside => found.join(inside),
                };
                // Cargo takes `/` on every system.
                let text = path.to_string_lossy().replace('\\', "/");
                value(InlineTable::from_iter([("path", text)]))
            }
        }
    }
}

/// The way from a folder to a path in or above the folders around it; none where it would lead
/// through the root.
fn relative(path: &Path, folder: &Path) -> Option<PathBuf> {
    // The empty path is where people stand.
    let whole = |path: &Path| Path::new(".").join(path).canonicalize().ok();
    let (path, folder) = (whole(path)?, whole(folder)?);
    let shared = path.components().zip(folder.components());
    let shared = shared.take_while(|(one, other)| one == other).count();
    let up = folder.components().count() - shared;
    let way = (0..up).map(|_| Component::ParentDir);
    let whole = way.chain(path.components().skip(shared)).collect();
    (shared > 1).then_some(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complete(text: &str) -> String {
        let manifest: DocumentMut = text.parse().unwrap();
        with_dependencies(manifest, Path::new("."), None).to_string()
    }

    #[test]
    fn what_people_wrote_stays() {
        let text = "[package]\nname = \"a\" # mine\n\n[dependencies]\n# the database\nsqlx = { version = \"0.9\" }\n";
        let once = complete(text);
        assert!(once.starts_with(text.trim_end()), "{once}");
        assert!(once.contains("schema-checked = "), "{once}");
        assert!(
            once.contains("[build-dependencies]\nschema-build = "),
            "{once}"
        );
        assert_eq!(complete(&once), once);
    }

    #[test]
    fn both_crates_come_from_one_place() {
        for (written, expected) in [
            ("\"0.1\"", "\"0.1\""),
            ("{ version = \"0.1\", features = [\"uuid\"] }", "\"0.1\""),
            (
                "{ git = \"https://example.com/x\", tag = \"v1\", features = [\"uuid\"] }",
                "{ git = \"https://example.com/x\", tag = \"v1\" }",
            ),
            (
                "{ path = \"../elsewhere\" }",
                "{ path = \"../elsewhere/schema-build\" }",
            ),
        ] {
            let text = complete(&format!("[dependencies]\nschema-checked = {written}\n"));
            let build = format!("[build-dependencies]\nschema-build = {expected}\n");
            assert!(text.ends_with(&build), "{text}");
        }
    }

    #[test]
    fn what_a_workspace_shares_is_looked_up_there() {
        let root = "[workspace.dependencies]\nschema-checked = { path = \"vendor/checked\" }\n";
        let root: DocumentMut = root.parse().unwrap();
        let member = "[dependencies]\nschema-checked.workspace = true\n";
        let shared = Some((&root, Path::new("..")));
        let text = with_dependencies(member.parse().unwrap(), Path::new("."), shared).to_string();
        let build = "schema-build = { path = \"../vendor/checked/schema-build\" }\n";
        assert!(text.ends_with(build), "{text}");
    }

    /// A build from a checkout, as this one is, belongs to the crates in it.
    #[test]
    fn without_a_place_it_is_that_of_the_program() {
        let text = complete("[package]\nname = \"a\"\n");
        assert!(text.contains("schema-build = { path = \""), "{text}");
    }
}
