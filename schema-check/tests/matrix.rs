//! Every logical type against every Rust type of the table: accepted, accepted only when told to lose
//! values, or refused, as `docs/types.md` says. The compiler is asked about types of other crates.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

#[path = "support/features.rs"]
mod features;
#[path = "support/logical.rs"]
mod logical;

use features::{FEATURES, feature};

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use schema_check::{Environment, Findings, Rule, examine_item};
use schema_model::rust_types::{Choice, Fit, choices};
use schema_model::{Column, LogicalType, ObjectName, Schema, Table, snapshot};

fn logical_types() -> Vec<LogicalType> {
    let plain: Vec<_> = logical::plain()
        .into_iter()
        .map(|(logical, _)| logical)
        .collect();
    let dynamic: Vec<_> = plain.iter().cloned().map(LogicalType::dynamic).collect();
    plain.into_iter().chain(dynamic).collect()
}

/// The Rust types of the whole table, each with its crate.
fn rust_types() -> BTreeSet<(&'static str, Option<&'static str>)> {
    let logical = logical_types();
    let choices = logical.iter().flat_map(|logical| choices(logical));
    let supported = |choice: &&Choice| {
        // `Local` needs a clock, and is one of the zones of a generic type.
        let is_known = feature(choice).is_some_and(|feature| FEATURES.contains(&feature));
        (choice.krate.is_none() || is_known) && !choice.path.contains("Local")
    };
    choices
        .filter(supported)
        .map(|choice| (choice.path, choice.krate))
        .collect()
}

/// What the table says of a pair.
fn expected(logical: &LogicalType, path: &str) -> Option<Fit> {
    let is_array_of = |length: u32| match logical {
        LogicalType::FixedBytes(bytes) => *bytes == length,
        _ => true,
    };
    let length = path
        .strip_prefix("[u8; ")
        .and_then(|rest| rest.strip_suffix(']')?.parse().ok());
    let found = choices(logical).iter().find(|choice| {
        choice.path == path || choice.path == "[u8; N]" && length.is_some_and(is_array_of)
    });
    found.map(|choice| choice.fit)
}

/// A table with a column of each logical type.
fn write_table(folder: &Path, logical: &[LogicalType]) {
    let mut table = Table::new(ObjectName::bare("every_type"));
    table.columns = (logical.iter().enumerate())
        .map(|(at, logical)| Column::new(format!("c{at}"), format!("{logical:?}"), logical.clone()))
        .collect();
    let mut schema = Schema::new("sqlite");
    schema.tables.push(table);
    schema.normalize();
    snapshot::write(folder, &schema).unwrap();
}

struct Matrix {
    environment: Environment,
    /// What the compiler has to answer: type, trait, and whether it implements it.
    asked: BTreeSet<(String, String, bool)>,
}

impl Matrix {
    fn examine(&self, column: usize, path: &str, lossy: bool) -> Findings {
        let ty = path.replace('&', "&'static ").replace("; N]", "; 16]");
        let ty = ty.replace("Cow<", "Cow<'static, ");
        let lossy = if lossy { "#[schema(lossy)]" } else { "" };
        let code = format!(
            "#[schema(table = \"every_type\", partial)] struct S {{ {lossy} c{column}: {ty} }}"
        );
        examine_item(code.parse().unwrap(), &self.environment)
    }

    fn check(&mut self, column: usize, logical: &LogicalType, path: &str, is_std: bool) {
        let fit = expected(logical, &path.replace("; N]", "; 16]")).or(expected(logical, path));
        let place = format!("`{path}` for {logical:?}, {fit:?}");
        for lossy in [false, true] {
            let findings = self.examine(column, path, lossy);
            let rules: Vec<Rule> = findings
                .problems
                .iter()
                .map(|problem| problem.rule)
                .collect();
            let refusal = match fit {
                Some(Fit::Lossy(_)) if !lossy => Some(Rule::LosesValues),
                // What is not known by its name is left to the compiler.
                None if is_std => Some(Rule::OtherType),
                _ => None,
            };
            assert_eq!(rules, Vec::from_iter(refusal), "{place}");
            assert!(!is_std || findings.questions.is_empty(), "{place}");
            assert!(
                is_std || refusal.is_some() || !findings.questions.is_empty(),
                "{place}"
            );
            for question in findings.questions {
                self.asked
                    .insert((path.to_owned(), question.demand, fit.is_some()));
            }
        }
    }

    /// Compiles a package that asserts every answer.
    fn ask(&self) {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("matrix");
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("src")).unwrap();
        fs::write(folder.join("Cargo.toml"), manifest()).unwrap();
        fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
        let mut code = String::from(PROBE);
        for (ty, demand, yes) in &self.asked {
            let (name, logical) = demand.split_once('<').unwrap();
            let probe = name.replace("$::", "");
            let logical = logical
                .strip_suffix('>')
                .unwrap()
                .replace("$::", "schema_checked::");
            let not = if *yes { "" } else { "!" };
            code.push_str(&format!(
                "const _: () = assert!({not}<{probe}<{ty}, {logical}>>::YES, {:?});\n",
                format!("{ty}: {probe}<{logical}> is not {yes}")
            ));
        }
        fs::write(folder.join("src/lib.rs"), code).unwrap();
        let output = Command::new(env!("CARGO"))
            .args(["check", "--quiet"])
            .current_dir(&folder)
            .env(
                "CARGO_TARGET_DIR",
                Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap(),
            )
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{said}");
    }
}

const PROBE: &str = "\
use std::marker::PhantomData;
use schema_checked::__private::v1 as private;

trait No { const YES: bool = false; }
struct Holds<T: ?Sized, L: ?Sized>(PhantomData<T>, PhantomData<L>);
struct HoldsLossy<T: ?Sized, L: ?Sized>(PhantomData<T>, PhantomData<L>);
impl<T: ?Sized, L: ?Sized> No for Holds<T, L> {}
impl<T: ?Sized, L: ?Sized> No for HoldsLossy<T, L> {}
impl<T: ?Sized + private::Holds<L>, L: ?Sized> Holds<T, L> { const YES: bool = true; }
impl<T: ?Sized + private::HoldsLossy<L>, L: ?Sized> HoldsLossy<T, L> { const YES: bool = true; }

";

/// Depends on what the facade can depend on, in the same versions.
fn manifest() -> String {
    let text = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let dependencies: String = FEATURES
        .iter()
        .map(|krate| match *krate {
            "serde_json" => "serde_json = { version = '1', features = ['raw_value'] }\n".to_owned(),
            "sqlx-mysql" => String::new(),
            "sqlx-postgres" => "sqlx = { version = '0.9', default-features = false }\n".to_owned(),
            krate => {
                let is_it = |line: &&str| line.starts_with(&format!("{krate} = {{ version"));
                let line = text.lines().find(is_it).unwrap();
                format!("{}\n", line.replace("optional = true, ", ""))
            }
        })
        .collect();
    format!(
        "[package]\nname = 'matrix'\nversion = '0.0.0'\nedition = '2024'\n\n[workspace]\n\n[dependencies]\n\
         schema-checked = {{ path = '{}', features = {FEATURES:?} }}\n{dependencies}",
        root().display()
    )
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .to_owned()
}

#[test]
fn every_pair_is_judged_as_the_table_says() {
    let folder = empty_folder();
    let logical = logical_types();
    write_table(&folder, &logical);
    let mut matrix = Matrix {
        environment: Environment {
            snapshot: Some(folder),
            ..Environment::default()
        },
        asked: BTreeSet::new(),
    };
    let types = rust_types();
    for (column, logical) in logical.iter().enumerate() {
        for (path, krate) in &types {
            matrix.check(column, logical, path, krate.is_none());
        }
    }
    assert!(
        matrix.asked.len() > 1000,
        "{} questions",
        matrix.asked.len()
    );
    matrix.ask();
}

fn empty_folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("every-type");
    let _ = fs::remove_dir_all(&folder);
    folder
}
