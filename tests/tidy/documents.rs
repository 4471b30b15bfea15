//! Documents are true to the tree.

use std::path::Path;

use crate::tree::{self, File};

fn documents() -> Vec<File> {
    let mut documents = tree::files_ending(".md");
    documents.retain(|file| !file.path.starts_with("tests/"));
    assert!(!documents.is_empty());
    documents
}

/// Targets of `[text](target)`, outside of code.
fn links(text: &str) -> Vec<String> {
    let mut links = Vec::new();
    let mut in_code = false;
    for line in text.lines() {
        in_code ^= line.trim_start().starts_with("```");
        if in_code {
            continue;
        }
        let prose: String = line.split('`').step_by(2).collect();
        for piece in prose.split("](").skip(1) {
            if let Some((target, _)) = piece.split_once(')') {
                links.push(target.to_owned());
            }
        }
    }
    links
}

/// The anchors of a document's headings, as forges make them.
fn anchors(text: &str) -> Vec<String> {
    text.lines()
        .filter(|line| line.starts_with('#'))
        .map(|line| {
            line.trim_start_matches('#')
                .trim()
                .to_lowercase()
                .chars()
                .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'))
                .map(|c| if c == ' ' { '-' } else { c })
                .collect()
        })
        .collect()
}

fn resolves(document: &File, target: &str) -> bool {
    if target.starts_with("https://") {
        return true;
    }
    let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
    let folder = Path::new(&document.path).parent().unwrap();
    let path = match path {
        "" => tree::root().join(&document.path),
        path => tree::root().join(folder).join(path),
    };
    if anchor.is_empty() {
        return path.exists();
    }
    std::fs::read_to_string(path)
        .is_ok_and(|text| anchors(&text).iter().any(|known| known == anchor))
}

#[test]
fn every_link_resolves() {
    for document in documents() {
        for target in links(&document.text) {
            assert!(resolves(&document, &target), "{}: {target}", document.path);
        }
    }
}

#[test]
fn links_are_found() {
    assert_eq!(
        links("a [b](c.md) `[d](e)` [f](#g)\n```\n[h](i)\n```\n"),
        ["c.md", "#g"]
    );
    assert_eq!(
        anchors("# One, two\n## `three` four\n"),
        ["one-two", "three-four"]
    );
}

/// Files that a document names in backticks, when they look like files of this repository.
#[test]
fn every_file_that_the_map_names_is_there() {
    let map = std::fs::read_to_string(tree::root().join("ARCHITECTURE.md")).unwrap();
    let mut named = 0;
    for code in map.split('`').skip(1).step_by(2) {
        let is_file = code.contains('/')
            && [".rs", ".md", ".json", ".toml"]
                .iter()
                .any(|end| code.ends_with(end))
            && !code.contains(['<', '*', ' ', '{']);
        let in_snapshot = code.starts_with("schema/");
        if is_file && !in_snapshot {
            named += 1;
            assert!(
                tree::root().join(code).exists(),
                "ARCHITECTURE.md names `{code}`"
            );
        }
    }
    assert!(named > 10, "{named}");
}

/// `cargo run -p NAME` and the like name packages that exist.
#[test]
fn packages_in_commands_exist() {
    let manifests: String = tree::files_ending("Cargo.toml")
        .into_iter()
        .map(|file| file.text)
        .collect();
    for document in documents() {
        for word in ["-p ", "--package "] {
            for rest in document.text.split(&format!("cargo run {word}")).skip(1) {
                let name: String = rest
                    .chars()
                    .take_while(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
                    .collect();
                let known = manifests.contains(&format!("name = \"{name}\""));
                assert!(known, "{}: there is no package `{name}`", document.path);
            }
        }
    }
}
