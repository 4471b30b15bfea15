//! What is generated, case by case: `tests/codegen/<case>/{snapshot.json, models.rs}`, with settings
//! in `settings.toml` where a case needs them.
//!
//! The code of every case is compared with its file, is in the form that prettyplease gives it, and
//! compiles without a warning. `UPDATE_CODEGEN=1` writes the files anew.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use schema_build::{Crates, Settings, generate};
use schema_model::Schema;

struct Case {
    name: String,
    folder: PathBuf,
    code: String,
}

fn cases() -> Vec<Case> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/codegen");
    let mut folders: Vec<PathBuf> = fs::read_dir(&root)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    folders.sort();
    assert!(!folders.is_empty(), "no cases in {}", root.display());
    folders.into_iter().map(read_case).collect()
}

fn read_case(folder: PathBuf) -> Case {
    let name = folder.file_name().unwrap().to_str().unwrap().to_owned();
    let text = fs::read_to_string(folder.join("snapshot.json")).unwrap();
    let mut schema: Schema = serde_json::from_str(&text).unwrap_or_else(|e| panic!("{name}: {e}"));
    schema.normalize();
    let file = folder.join("settings.toml");
    let settings = if file.exists() {
        Settings::read(&file).unwrap_or_else(|error| panic!("{error}"))
    } else {
        Settings::default()
    };
    let crates = Crates::of(settings.models.crates.iter().flatten());
    let models = generate(&schema, &settings.models, &crates, None)
        .unwrap_or_else(|error| panic!("{name}: {error}"));
    Case {
        name,
        folder,
        code: models.code,
    }
}

#[test]
fn every_case_generates_its_file() {
    for case in cases() {
        let path = case.folder.join("models.rs");
        if std::env::var_os("UPDATE_CODEGEN").is_some() {
            fs::write(&path, &case.code).unwrap();
        }
        let expected = fs::read_to_string(&path).unwrap_or_default();
        assert!(
            case.code == expected,
            "{} is out of date: look at the difference after UPDATE_CODEGEN=1 cargo test --test codegen",
            path.display()
        );
    }
}

#[test]
fn every_case_is_formatted() {
    for case in cases() {
        let file = syn::parse_file(&case.code).unwrap_or_else(|e| panic!("{}: {e}", case.name));
        let pretty = prettyplease::unparse(&file);
        for (ours, theirs) in bare(&case.code).zip(bare(&pretty)) {
            assert_eq!(ours, theirs, "{}", case.name);
        }
        assert_eq!(bare(&case.code).count(), bare(&pretty).count());
    }
}

/// Lines that both have: prettyplease keeps neither empty lines nor comments.
fn bare(code: &str) -> impl Iterator<Item = &str> {
    code.lines()
        .filter(|line| !line.is_empty() && !line.trim_start().starts_with("// "))
}

/// As a library and in a private module of a program, where nothing is used.
#[test]
fn every_case_compiles_without_a_warning() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("codegen");
    let source = folder.join("src");
    fs::create_dir_all(&source).unwrap();
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    let manifest = format!(
        "[package]\nname = 'codegen-cases'\nversion = '0.1.0'\nedition = '2024'\n\n[dependencies]\nschema-checked = {{ path = '{}' }}\n\n[workspace]\n",
        root.display()
    );
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    let modules = |visibility: &str| -> String {
        let module = |case: Case| {
            format!(
                "/// Case.\n{visibility}mod {} {{ include!({:?}); }}\n",
                case.name.replace('-', "_"),
                case.folder.join("models.rs")
            )
        };
        cases().into_iter().map(module).collect()
    };
    let lints = "#![deny(warnings, missing_docs, unused_qualifications)]\n//! Cases.\n";
    fs::write(source.join("lib.rs"), format!("{lints}{}", modules("pub "))).unwrap();
    fs::write(
        source.join("main.rs"),
        format!("{lints}{}fn main() {{}}\n", modules("")),
    )
    .unwrap();
    let output = Command::new(env!("CARGO"))
        .args(["clippy", "--quiet", "--offline", "--all-targets"])
        .current_dir(&folder)
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}
