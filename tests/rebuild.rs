//! What a change of the snapshot builds again: the crates that use it, and nothing when nothing
//! changed; with and without a build script.
//!
//! Each test writes a small workspace and asks Cargo which crates it compiled.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use schema_model::snapshot;
use schema_model::{Column, LogicalType, ObjectName, Schema, Table};
use tempfile::TempDir;

const STRUCT: &str = r#"
#[derive(schema_checked::SchemaChecked)]
#[schema(table = "users", partial)]
pub struct User {
    pub id: i64,
}
"#;

const BUILD_SCRIPT: &str = "fn main() {\n    schema_build::run();\n}\n";

#[derive(Clone, Copy, PartialEq)]
enum Nullable {
    Yes,
    No,
}
use Nullable::{No, Yes};

/// A workspace on disk with one snapshot.
struct Project {
    folder: TempDir,
}

impl Project {
    fn new() -> Self {
        let project = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock");
        fs::copy(lock, project.path("Cargo.lock")).unwrap();
        project.write(
            "Cargo.toml",
            "[workspace]\nresolver = \"3\"\nmembers = [\"crates/*\"]\n",
        );
        project
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Adds a crate whose struct is checked.
    fn add_crate(&self, name: &str, build_script: bool) {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut manifest = format!(
            "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
             [dependencies]\nschema-checked = {{ path = {root:?} }}\n"
        );
        let mut code = STRUCT.to_owned();
        if build_script {
            let path = root.join("schema-build");
            manifest.push_str(&format!(
                "\n[build-dependencies]\nschema-build = {{ path = {path:?} }}\n"
            ));
            self.write(&format!("crates/{name}/build.rs"), BUILD_SCRIPT);
            code.push_str("pub mod models {\n    schema_checked::include_models!();\n}\n");
        }
        self.write(&format!("crates/{name}/Cargo.toml"), &manifest);
        self.write(&format!("crates/{name}/src/lib.rs"), &code);
    }

    /// Adds a crate without any schema.
    fn add_bystander(&self, name: &str) {
        let manifest =
            format!("[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n");
        self.write(&format!("crates/{name}/Cargo.toml"), &manifest);
        self.write(&format!("crates/{name}/src/lib.rs"), "");
    }

    /// Writes the snapshot of two tables whose columns are nullable or not.
    fn refresh(&self, users: Nullable, unused: Nullable) {
        let mut schema = Schema::new("sqlite");
        for (name, nullable) in [("users", users), ("unused", unused)] {
            let int = LogicalType::Dynamic(LogicalType::Int64.into());
            let mut id = Column::new("id", "INTEGER", int);
            id.nullable = nullable == Yes;
            let mut table = Table::new(ObjectName::bare(name));
            table.columns.push(id);
            schema.tables.push(table);
        }
        schema.normalize();
        snapshot::write(&self.path("schema"), &schema).unwrap();
    }

    fn check(&self) -> Output {
        // Dependencies are compiled once for all tests, so the crates of each test need other names.
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("rebuild");
        let output = Command::new(env!("CARGO"))
            .args(["check", "--keep-going", "--message-format=json"])
            .current_dir(self.folder.path())
            .env("CARGO_TARGET_DIR", target)
            .env_remove("SCHEMA_SNAPSHOT")
            .env_remove("SCHEMA_CHECK")
            .env_remove("RUSTFLAGS")
            .output();
        output.unwrap()
    }

    /// Names of the crates of this workspace that were compiled, in order.
    fn compiled(&self) -> Vec<String> {
        let output = self.check();
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{errors}");
        compiled_in(&output)
    }
}

fn compiled_in(output: &Output) -> Vec<String> {
    let text = String::from_utf8_lossy(&output.stdout);
    let messages = text
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let mut names: Vec<String> = messages
        .filter(|message| {
            let is_new = message["reason"] == "compiler-artifact" && message["fresh"] == false;
            let id = message["package_id"].as_str().unwrap_or_default();
            is_new && id.contains("/crates/") && message["target"]["kind"][0] == "lib"
        })
        .map(|message| message["target"]["name"].as_str().unwrap().to_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn what_changed_is_built_again_and_nothing_else() {
    let project = Project::new();
    project.add_bystander("bystander");
    project.add_crate("derive_only", false);
    project.add_crate("with_build_script", true);
    project.refresh(No, No);
    assert_eq!(
        project.compiled(),
        ["bystander", "derive_only", "with_build_script"]
    );
    assert_eq!(project.compiled(), [""; 0], "nothing changed");
    project.refresh(No, No);
    assert_eq!(project.compiled(), [""; 0], "the same was written again");

    project.refresh(No, Yes);
    assert_eq!(
        project.compiled(),
        ["with_build_script"],
        "the derive depends on the tables that it asks for, the models on all"
    );
    assert_eq!(project.compiled(), [""; 0], "nothing changed");

    let before = project.path("schema/tables/users.json");
    let agreed = fs::read_to_string(&before).unwrap();
    project.refresh(Yes, Yes);
    expect_drift(&project);
    fs::write(&before, agreed).unwrap();
    assert_eq!(project.compiled(), ["derive_only", "with_build_script"]);
    assert_eq!(project.compiled(), [""; 0], "nothing changed");
}

/// Both crates fail, each with its own message.
fn expect_drift(project: &Project) {
    let output = project.check();
    assert!(!output.status.success());
    let text = String::from_utf8_lossy(&output.stdout);
    let said = text.matches("column `users.id` is nullable, but field `id` is `i64`");
    // Each message stands twice in its line: bare and rendered.
    assert_eq!(said.count(), 4, "{text}");
}

#[test]
fn a_snapshot_that_is_gone_and_comes_back_is_noticed() {
    let project = Project::new();
    project.add_crate("alone", false);
    project.refresh(No, No);
    assert_eq!(project.compiled(), ["alone"]);

    let (folder, away) = (project.path("schema"), project.path("away"));
    fs::rename(&folder, &away).unwrap();
    let output = project.check();
    assert!(!output.status.success(), "without a snapshot");
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(text.contains("cargo schema refresh"), "{text}");

    fs::rename(&away, &folder).unwrap();
    project.compiled();
    assert_eq!(project.compiled(), [""; 0], "nothing changed");
}
