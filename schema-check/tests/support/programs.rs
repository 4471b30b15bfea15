//! Small programs that are compiled together, and what the compiler says of each.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// A package of programs; it depends on the facade alone.
pub struct Programs {
    folder: PathBuf,
    said: BTreeMap<String, Vec<Said>>,
}

/// A message of the compiler.
#[derive(Debug)]
pub struct Said {
    /// `error` or `warning`.
    pub level: String,
    /// The message, its notes and its remedies.
    pub text: String,
}

impl Programs {
    /// An empty package; what was there before goes away.
    pub fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("src/bin")).unwrap();
        let manifest = format!(
            "[package]\nname = '{name}'\nversion = '0.0.0'\nedition = '2024'\n\n\
             [dependencies]\nschema-checked = {{ path = '{}' }}\n\n[workspace]\n",
            root().display()
        );
        fs::write(folder.join("Cargo.toml"), manifest).unwrap();
        fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
        Self {
            folder,
            said: BTreeMap::new(),
        }
    }

    /// The folder of the package, for snapshots.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Adds a program.
    pub fn add(&mut self, name: &str, source: &str) {
        fs::write(self.folder.join(format!("src/bin/{name}.rs")), source).unwrap();
        self.said.insert(name.to_owned(), Vec::new());
    }

    /// Compiles all of them, and returns the messages about each.
    pub fn check(mut self) -> BTreeMap<String, Vec<Said>> {
        let output = Command::new(env!("CARGO"))
            .args(["check", "--quiet", "--keep-going", "--message-format=json"])
            .current_dir(&self.folder)
            // What is compiled already for this test is not compiled again.
            .env(
                "CARGO_TARGET_DIR",
                Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap(),
            )
            .env_remove("SCHEMA_SNAPSHOT")
            .output()
            .unwrap();
        for line in String::from_utf8_lossy(&output.stdout).lines() {
            self.note(&serde_json::from_str(line).unwrap());
        }
        assert!(
            output.status.success() || self.said.values().any(|said| !said.is_empty()),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        self.said
    }

    fn note(&mut self, line: &Value) {
        let message = &line["message"];
        // The last message only counts the others.
        if line["reason"] != "compiler-message"
            || message["spans"].as_array().is_none_or(Vec::is_empty)
        {
            return;
        }
        let name = line["target"]["name"].as_str().unwrap();
        let mut text = message["message"].as_str().unwrap().to_owned();
        for child in message["children"].as_array().unwrap() {
            text.push('\n');
            text.push_str(child["message"].as_str().unwrap());
        }
        self.said.get_mut(name).unwrap().push(Said {
            level: message["level"].as_str().unwrap().to_owned(),
            text,
        });
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("a workspace is around it")
}
