//! Several snapshots in one process: each package is held against its own, a name means what the
//! settings say, and what changes is seen at once. An editor keeps a macro alive for days.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::fs;
use std::path::{Path, PathBuf};

use schema_check::{Environment, examine_item};

/// A workspace in a folder of its own.
struct Workspace(PathBuf);

impl Workspace {
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join("databases")
            .join(name);
        let _ = fs::remove_dir_all(&folder);
        let workspace = Self(folder);
        workspace.write("Cargo.toml", "[workspace]\nmembers = [\"*\"]\n");
        workspace
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// A snapshot with one table of one column.
    fn refresh(&self, folder: &str, column: &str) {
        self.write(
            &format!("{folder}/snapshot.json"),
            "{\"format\": 1, \"dialect\": \"sqlite\"}",
        );
        let column = format!(r#"{{"name": "{column}", "type": "INTEGER", "logical": "int64"}}"#);
        self.write(
            &format!("{folder}/tables/users.json"),
            &format!(r#"{{"name": "users", "columns": [{column}]}}"#),
        );
    }

    /// What is said of a struct in a package.
    fn said(&self, package: &str, attribute: &str, field: &str) -> Vec<String> {
        let code =
            format!("#[schema(table = \"users\"{attribute})] struct User {{ {field}: i64 }}");
        let environment = Environment {
            snapshot: None,
            manifest: Some(self.0.join(package)),
        };
        let findings = examine_item(code.parse().unwrap(), &environment);
        let problems = findings.problems.into_iter();
        problems.map(|problem| problem.message).collect()
    }

    fn agrees(&self, package: &str, attribute: &str, field: &str) {
        assert_eq!(
            self.said(package, attribute, field),
            [""; 0],
            "{package} {attribute}"
        );
    }
}

#[test]
fn each_package_has_its_own_snapshot_or_that_of_the_workspace() {
    let workspace = Workspace::new("packages");
    workspace.refresh("schema", "id");
    workspace.refresh("shop/schema", "no");
    for _ in 0..2 {
        workspace.agrees("blog", "", "id");
        workspace.agrees("shop", "", "no");
        assert!(!workspace.said("blog", "", "no").is_empty());
        assert!(!workspace.said("shop", "", "id").is_empty());
    }
}

#[test]
fn a_name_is_a_folder_of_the_settings_or_one_beside_the_snapshot() {
    let workspace = Workspace::new("names");
    workspace.refresh("schema", "id");
    workspace.refresh("schema-audit", "at");
    workspace.refresh("db/billing", "no");
    workspace.write("schema.toml", "[databases]\nbilling = \"db/billing\"\n");
    workspace.agrees("blog", "", "id");
    workspace.agrees("blog", ", db = \"audit\"", "at");
    workspace.agrees("blog", ", db = \"billing\"", "no");
    let said = workspace.said("blog", ", db = \"biling\"", "no");
    assert!(said[0].contains("schema-biling"), "{said:?}");
    // The settings of a package win over those of its workspace.
    workspace.write(
        "shop/schema.toml",
        "[databases]\nbilling = \"../schema-audit\"\n",
    );
    workspace.agrees("shop", ", db = \"billing\"", "at");
}

#[test]
fn what_changes_is_seen_at_once() {
    let workspace = Workspace::new("changes");
    // The same length every time, and faster than any clock ticks.
    for column in ["aa", "bb", "cc", "aa"] {
        workspace.refresh("schema", column);
        workspace.agrees("blog", "", column);
    }
    fs::remove_dir_all(workspace.0.join("schema")).unwrap();
    assert!(workspace.said("blog", "", "aa")[0].contains("[SC501]"));
}
