//! What is generated, case by case: `tests/codegen/<case>/{snapshot.json, models.rs}`, with settings
//! in `settings.toml` where a case needs them.
//!
//! The code of every case is compared with its file and is in the form that prettyplease gives it,
//! but for the implementations that drivers ask for.
//! `UPDATE_CODEGEN=1` writes the files anew.
//!
//! What the generator writes, the check accepts: the models of every case, and of every database of
//! `tests/introspect`, are compiled with `SchemaChecked` against their own snapshot, plain, for sqlx
//! and for serde; none may bring a warning.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use schema_build::{Crates, Part, Settings, Target, generate};
use schema_model::{Schema, snapshot};

struct Case {
    name: String,
    folder: PathBuf,
    schema: Schema,
    settings: Settings,
}

impl Case {
    fn read(name: String, folder: PathBuf) -> Self {
        let text = fs::read_to_string(folder.join("snapshot.json")).unwrap();
        let mut schema: Schema =
            schema_model::json::from_text(&text).unwrap_or_else(|e| panic!("{name}: {e}"));
        schema.normalize();
        let file = folder.join("settings.toml");
        let mut settings = match file.exists() {
            true => Settings::read(&file).unwrap_or_else(|error| panic!("{error}")),
            false => Settings::default(),
        };
        settings.models.checked.get_or_insert(true);
        Self {
            name,
            folder,
            schema,
            settings,
        }
    }

    /// The models as the settings ask for them.
    fn code(&self) -> String {
        let crates = self.settings.models.crates.iter().flatten();
        self.code_with(&[], &Crates::of(crates))
    }

    /// The models for more targets and with other crates.
    fn code_with(&self, targets: &[&str], crates: &Crates) -> String {
        let mut settings = self.settings.models.clone();
        let targets = targets.iter().map(|name| Target::named(name).unwrap());
        settings.targets.extend(targets);
        generate(&self.schema, &settings, crates, None)
            .unwrap_or_else(|error| panic!("{}: {error}", self.name))
            .code
    }
}

/// Every part.
const ALL: &[Part] = &[
    Part::Row,
    Part::Insert,
    Part::Update,
    Part::Constants,
    Part::Columns,
];

/// The cases of this test.
fn cases() -> Vec<Case> {
    let folders = folders(&root().join("tests/codegen")).into_iter();
    folders
        .map(|folder| Case::read(name(&folder), folder))
        .collect()
}

/// The databases of `tests/introspect`, with everything that can be generated of them.
fn databases() -> Vec<Case> {
    let cases = folders(&root().join("tests/introspect")).into_iter();
    let databases =
        cases.flat_map(|case| folders(&case).into_iter().map(move |d| (name(&case), d)));
    databases
        .map(|(case, folder)| {
            let mut case = Case::read(format!("{case}-{}", name(&folder)), folder);
            case.settings.models.parts = Some(ALL.to_vec());
            case
        })
        .collect()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn folders(parent: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(parent).unwrap();
    let mut folders: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    assert!(!folders.is_empty(), "no cases in {}", parent.display());
    folders
}

fn name(folder: &Path) -> String {
    folder.file_name().unwrap().to_str().unwrap().to_owned()
}

#[test]
fn every_case_generates_its_file() {
    for case in cases() {
        let path = case.folder.join("models.rs");
        let code = case.code();
        if std::env::var_os("UPDATE_CODEGEN").is_some() {
            fs::write(&path, &code).unwrap();
        }
        let expected = fs::read_to_string(&path).unwrap_or_default();
        assert!(
            code == expected,
            "{} is out of date: look at the difference after UPDATE_CODEGEN=1 cargo test --test codegen",
            path.display()
        );
    }
}

#[test]
fn every_case_is_formatted() {
    for case in cases() {
        let code = case.code();
        let file = syn::parse_file(&code).unwrap_or_else(|e| panic!("{}: {e}", case.name));
        // What drivers ask for is the same text at every depth and for every name.
        if !case.settings.models.targets.is_empty() {
            continue;
        }
        let pretty = prettyplease::unparse(&file);
        let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("pretty-{}.rs", case.name));
        fs::write(&file, &pretty).unwrap();
        for (ours, theirs) in bare(&code).zip(bare(&pretty)) {
            assert_eq!(ours, theirs, "{}: {}", case.name, file.display());
        }
        assert_eq!(bare(&code).count(), bare(&pretty).count());
    }
}

/// Lines that both have: prettyplease keeps neither empty lines nor comments.
fn bare(code: &str) -> impl Iterator<Item = &str> {
    code.lines()
        .filter(|line| !line.is_empty() && !line.trim_start().starts_with("// "))
}

/// Comments of a database are plain text, whatever is in them.
#[test]
fn documentation_is_without_a_warning() {
    for mut case in cases() {
        let targets = &case.settings.models.targets;
        if !targets.is_empty() || !case.settings.models.attributes.is_empty() {
            continue;
        }
        case.settings.models.checked = Some(false);
        // Without a crate there is nothing to compile before.
        let code = case.code_with(&[], &Crates::default());
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("documentation");
        fs::create_dir_all(&folder).unwrap();
        let file = folder.join("models.rs");
        fs::write(&file, format!("//! Models.\n{code}")).unwrap();
        let output = Command::new("rustdoc")
            .args([
                "--edition=2024",
                "--crate-type=lib",
                "--deny=warnings",
                "--out-dir",
            ])
            .args([&folder, &file])
            .output()
            .unwrap();
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{}: {stderr}", case.name);
    }
}

/// What the workspace of the models depends on.
const DEPENDENCIES: &str = "\
sqlx = { version = '0.9', default-features = false, features = ['runtime-tokio', 'derive', 'macros', \
'sqlite-bundled', 'mysql', 'postgres', 'uuid', 'json', 'rust_decimal'] }
serde = { version = '1', features = ['derive'] }
chrono = { version = '0.4', default-features = false, features = ['serde'] }
uuid = { version = '1', default-features = false, features = ['serde'] }
serde_json = '1'
rust_decimal = { version = '1', default-features = false, features = ['serde'] }
bigdecimal = { version = '0.4', default-features = false, features = ['std'] }
diesel = { version = '2.3', default-features = false, features = ['chrono', 'numeric', 'postgres_backend'] }
postgres-types = { version = '0.2', features = ['derive'] }
rusqlite = { version = '0.39', default-features = false }
sea-orm = { version = '2.0', default-features = false, features = ['macros', 'with-bigdecimal', 'with-chrono'] }
tokio-postgres = { version = '0.7', features = ['with-chrono-0_4'] }
";

/// Those of them whose values serde can write.
const SERDE: &[&str] = &["chrono", "uuid", "serde_json", "rust_decimal"];

/// A package for each case, since a package has one snapshot.
#[test]
fn what_is_written_is_accepted_by_the_check_without_a_warning() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("codegen");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let packages: Vec<Case> = cases().into_iter().chain(databases()).collect();
    let manifest = format!(
        "[workspace]\nresolver = '3'\nmembers = ['*']\n\n[workspace.dependencies]\n{DEPENDENCIES}schema-checked = {{ path = '{}' }}\n",
        root().display()
    );
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    for case in &packages {
        write_package(&folder.join(&case.name), case);
    }
    let output = Command::new(env!("CARGO"))
        .args(["clippy", "--quiet", "--keep-going"])
        .current_dir(&folder)
        // What is compiled already for this test is not compiled again.
        .env(
            "CARGO_TARGET_DIR",
            Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap(),
        )
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

fn write_package(folder: &Path, case: &Case) {
    fs::create_dir_all(folder.join("src")).unwrap();
    snapshot::write(&folder.join("schema"), &case.schema).unwrap();
    let names = DEPENDENCIES
        .lines()
        .filter_map(|line| line.split(" =").next());
    let dependencies: String = names
        .chain(["schema-checked"])
        .map(|name| format!("{name}.workspace = true\n"))
        .collect();
    let manifest = format!(
        "[package]\nname = 'models-of-{}'\nversion = '0.1.0'\nedition = '2024'\n\n[dependencies]\n{dependencies}",
        case.name
    );
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    let plain = case.code();
    let (crates, _) = Crates::detect(folder, |_| false);
    // What these read, sqlx cannot; and it does not know every database.
    let targets = &case.settings.models.targets;
    let others = ["diesel", "sea-orm", "sqlx", "tokio-postgres"];
    let is_shared = !targets.iter().any(|target| others.contains(&target.name()));
    let fits = Target::named("sqlx").is_some_and(|it| it.fits(&case.schema.dialect));
    let sqlx: &[&str] = if is_shared && fits { &["sqlx"] } else { &[] };
    let sqlx = case.code_with(sqlx, &crates);
    let serde = case.code_with(&["serde"], &Crates::of(SERDE.iter().copied()));
    let mut code = String::from(
        "#![deny(warnings, missing_docs, unused_qualifications)]\n//! Models of one schema.\n",
    );
    for (name, visibility, models) in [
        ("plain", "pub ", &plain),
        // Nothing of this one is used.
        ("unused", "", &plain),
        ("for_sqlx", "pub ", &sqlx),
        ("for_serde", "pub ", &serde),
    ] {
        let file = format!("{name}.rs");
        fs::write(folder.join("src").join(&file), models).unwrap();
        writeln!(
            code,
            "/// Models.\n{visibility}mod {name} {{ include!({file:?}); }}"
        )
        .unwrap();
    }
    fs::write(folder.join("src/lib.rs"), code).unwrap();
}
