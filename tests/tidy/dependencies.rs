//! Dependencies point one way.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

use crate::tree;

struct Rule {
    krate: &'static str,
    never: &'static [&'static str],
    /// Whether optional dependencies count.
    optional_too: bool,
}

const RULES: &[Rule] = &[
    Rule {
        krate: "schema-model",
        never: &[
            "syn",
            "quote",
            "proc-macro2",
            "sqlx",
            "tokio",
            "sqlparser",
            "clap",
            "schema-check",
            "schema-macros",
            "schema-build",
            "schema-engine",
            "schema-checked",
            "cargo-schema",
        ],
        optional_too: true,
    },
    Rule {
        krate: "schema-check",
        never: &[
            "schema-engine",
            "schema-build",
            "sqlx",
            "tokio",
            "sqlparser",
            "prettyplease",
            "toml",
            "regex",
        ],
        optional_too: true,
    },
    Rule {
        krate: "schema-macros",
        never: &[
            "schema-engine",
            "schema-build",
            "sqlx",
            "tokio",
            "sqlparser",
            "prettyplease",
            "toml",
            "regex",
        ],
        optional_too: true,
    },
    Rule {
        krate: "schema-build",
        never: &["sqlx", "tokio", "sqlparser", "clap", "schema-engine"],
        optional_too: false,
    },
    Rule {
        krate: "schema-engine",
        never: &[
            "syn",
            "clap",
            "schema-build",
            "schema-check",
            "cargo-schema",
        ],
        optional_too: false,
    },
    Rule {
        krate: "schema-checked",
        never: &[
            "schema-engine",
            "schema-build",
            "sqlx",
            "tokio",
            "sqlparser",
            "clap",
        ],
        optional_too: false,
    },
];

/// What a crate of ours declares.
#[derive(Debug)]
struct Declared {
    name: String,
    optional: bool,
    features: Vec<String>,
}

fn declared() -> BTreeMap<String, Vec<Declared>> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["metadata", "--no-deps", "--format-version=1", "--locked"])
        .current_dir(tree::root())
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let packages = metadata["packages"].as_array().unwrap().iter();
    packages
        .map(|package| {
            let dependencies = package["dependencies"].as_array().unwrap().iter();
            let dependencies = dependencies
                .filter(|dependency| dependency["kind"] != "dev")
                .map(|dependency| Declared {
                    name: text(&dependency["name"]),
                    optional: dependency["optional"] == true,
                    features: dependency["features"]
                        .as_array()
                        .unwrap()
                        .iter()
                        .map(text)
                        .collect(),
                })
                .collect();
            (text(&package["name"]), dependencies)
        })
        .collect()
}

/// What a crate of ours reaches through crates of ours.
fn reached(
    krate: &str,
    optional_too: bool,
    all: &BTreeMap<String, Vec<Declared>>,
) -> BTreeSet<String> {
    let mut reached = BTreeSet::new();
    let mut open = vec![krate];
    while let Some(krate) = open.pop() {
        for dependency in &all[krate] {
            let counts = optional_too || !dependency.optional;
            if counts && reached.insert(dependency.name.clone()) {
                if let Some((ours, _)) = all.get_key_value(&dependency.name) {
                    open.push(ours);
                }
            }
        }
    }
    reached
}

#[test]
fn no_crate_reaches_what_it_must_not() {
    let all = declared();
    for rule in RULES {
        let reached = reached(rule.krate, rule.optional_too, &all);
        for never in rule.never {
            assert!(
                !reached.contains(*never),
                "{} depends on {never}",
                rule.krate
            );
        }
    }
}

#[test]
fn the_rules_know_every_crate_that_users_compile() {
    let all = declared();
    let ours: BTreeSet<&str> = RULES.iter().map(|rule| rule.krate).collect();
    let not_in_a_build = ["cargo-schema", "xtask"];
    for krate in all.keys().filter(|krate| krate.starts_with("schema-")) {
        assert!(
            ours.contains(krate.as_str()) || not_in_a_build.contains(&krate.as_str()),
            "{krate} has no rule"
        );
    }
}

#[test]
fn the_macro_leaves_out_the_larger_half_of_syn() {
    let all = declared();
    for krate in ["schema-macros", "schema-check"] {
        for dependency in all[krate]
            .iter()
            .filter(|dependency| dependency.name == "syn")
        {
            let features = &dependency.features;
            assert!(
                !features.iter().any(|feature| feature == "full"),
                "{krate}: {features:?}"
            );
        }
    }
}
