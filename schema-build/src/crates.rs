//! Which third-party crates generated code may use.

use std::path::{Path, PathBuf};

use crate::manifest::{Dependency, DependencyTable, Manifest, manifest_path, workspace_root};

/// Third-party crates that generated code may name, preferred ones first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Crates {
    crates: Vec<Known>,
    /// Whether the order says what is preferred.
    ordered: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Known {
    name: String,
    /// The features that were asked for; `None` when nothing is known of them.
    features: Option<Vec<String>>,
    /// Whether its default features are on, too.
    defaults: bool,
}

impl Crates {
    /// The crates of a list, the preferred ones first.
    pub fn of(names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        let known = |name: String| Known {
            name,
            features: None,
            defaults: true,
        };
        Self {
            crates: names.into_iter().map(|name| known(name.into())).collect(),
            ordered: true,
        }
    }

    /// The dependencies in the `Cargo.toml` of a folder, and the files that were read for that.
    ///
    /// An optional dependency counts when `is_enabled` says that its feature is on. A renamed one
    /// does not count, since generated code could not name it.
    pub fn detect(folder: &Path, is_enabled: impl Fn(&str) -> bool) -> (Self, Vec<PathBuf>) {
        let Some(manifest) = Manifest::read(folder) else {
            return (Self::default(), Vec::new());
        };
        let mut files = vec![manifest_path(folder)];
        let shared = match workspace_root(folder) {
            Some(root) => {
                files.push(manifest_path(&root));
                Manifest::read(&root).and_then(|manifest| manifest.workspace)
            }
            None => None,
        };
        let shared = shared.unwrap_or_default().dependencies;
        let crates = manifest
            .dependencies
            .into_iter()
            .filter_map(|(name, dependency)| {
                let table = merge(dependency, shared.get(&name));
                let renamed = table.package.is_some_and(|package| package != name);
                let usable = !renamed && (!table.optional || is_enabled(&name));
                usable.then_some(Known {
                    name,
                    features: Some(table.features),
                    defaults: table.default_features != Some(false),
                })
            })
            .collect();
        files.dedup();
        let ordered = false;
        (Self { crates, ordered }, files)
    }

    /// Whether generated code may name the crate.
    pub fn contains(&self, name: &str) -> bool {
        self.crates.iter().any(|known| known.name == name)
    }

    /// The crate's place among the preferred ones; the same for all when there is no preference.
    pub(crate) fn preference(&self, name: &str) -> Option<usize> {
        let place = self.crates.iter().position(|known| known.name == name);
        place.filter(|_| self.ordered)
    }

    /// Whether the crate has a feature on, as far as that is known: of the crates of a list, and of
    /// those that are not on it, nothing is.
    pub(crate) fn has_feature(&self, name: &str, feature: &str) -> bool {
        match self.crates.iter().find(|known| known.name == name) {
            Some(known) => known
                .features
                .as_ref()
                .is_none_or(|features| features.iter().any(|f| f == feature)),
            None => self.ordered,
        }
    }

    /// Whether the default features of a crate are on, as far as that is known.
    pub(crate) fn has_default_features(&self, name: &str) -> bool {
        match self.crates.iter().find(|known| known.name == name) {
            Some(known) => known.defaults,
            None => self.ordered,
        }
    }
}

fn merge(dependency: Dependency, shared: Option<&Dependency>) -> DependencyTable {
    let mut table = match dependency {
        Dependency::Version => DependencyTable::default(),
        Dependency::Table(table) => table,
    };
    if let (true, Some(Dependency::Table(shared))) = (table.workspace, shared) {
        table.features.extend(shared.features.iter().cloned());
        table.default_features = table.default_features.or(shared.default_features);
        table.package = table.package.or_else(|| shared.package.clone());
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dependencies_are_detected_with_their_features() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let member = folder.path().join("member");
        std::fs::create_dir(&member).expect("created");
        std::fs::write(
            folder.path().join("Cargo.toml"),
            "[workspace]\nmembers = ['member']\n[workspace.dependencies]\nsqlx = { version = '0.9', features = ['postgres'] }\n",
        )
        .expect("written");
        std::fs::write(
            member.join("Cargo.toml"),
            "[package]\nname = 'member'\n[dependencies]\nchrono = '0.4'\nsqlx = { workspace = true, features = ['uuid'] }\ntime = { version = '0.3', optional = true }\njiff = { package = 'other', version = '1' }\n[dependencies.uuid]\nversion = '1'\noptional = true\n",
        )
        .expect("written");
        let (crates, files) = Crates::detect(&member, |name| name == "uuid");
        assert!(crates.contains("chrono") && crates.contains("uuid"));
        assert!(!crates.contains("time") && !crates.contains("jiff"));
        assert!(crates.has_feature("sqlx", "postgres") && crates.has_feature("sqlx", "uuid"));
        assert!(!crates.has_feature("sqlx", "chrono"));
        assert_eq!(files.len(), 2);
    }
}
