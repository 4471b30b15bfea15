//! Commands that documents and examples show are understood.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use support::Project;

fn documents() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut documents = Vec::new();
    for folder in [
        root.clone(),
        root.join("docs"),
        root.join("cargo-schema/src/help"),
    ] {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path
                .extension()
                .is_some_and(|end| end == "md" || end == "txt")
            {
                documents.push(path);
            }
        }
    }
    documents
}

/// The words after `cargo schema`, up to the end of the command.
fn commands(text: &str) -> Vec<Vec<&str>> {
    let ends = |word: &str| word.contains(['`', '…', '|', '#', '&', ';', '"']) || word == "…";
    text.lines()
        .flat_map(|line| line.split("cargo schema ").skip(1))
        // Two spaces begin a remark.
        .map(|rest| rest.split("  ").next().unwrap_or_default())
        .map(|rest| {
            let end = rest
                .find(['`', '…', '|', '#', '&', ';', '"', ','])
                .unwrap_or(rest.len());
            rest[..end].split_whitespace().collect::<Vec<_>>()
        })
        .filter(|words| words.first().is_some_and(|word| !ends(word)))
        .collect()
}

#[test]
fn every_command_and_option_is_known() {
    let project = Project::new();
    let known = project.commands();
    let mut found = 0;
    for path in documents() {
        let text = fs::read_to_string(&path).unwrap();
        for words in commands(&text) {
            let place = format!("{}: cargo schema {}", path.display(), words.join(" "));
            let name = words[0].trim_end_matches(['.', ':', ')']);
            if name.starts_with('-') {
                continue;
            }
            assert!(known.iter().any(|command| command == name), "{place}");
            let help = project.run(&[name, "--help"]).success().stdout;
            for option in words.iter().filter(|word| word.starts_with("--")) {
                let option = option.split('=').next().unwrap_or(option);
                let option = option.trim_end_matches(['.', ':', ')', ']']);
                assert!(help.contains(option), "{place}: {option}");
            }
            found += 1;
        }
    }
    assert!(found >= 8, "{found}");
}
