//! The pages of the checks in `docs/checks/` are true: each example that fails does so for the rule
//! of its page and for nothing else, and nothing at all is said about those that pass.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

#[path = "support/programs.rs"]
mod programs;

use std::fs;
use std::path::{Path, PathBuf};

use programs::Programs;
use schema_check::Rule;

struct Page {
    code: &'static str,
    title: String,
    text: String,
    fails: String,
    passes: String,
}

impl Page {
    fn read(rule: Rule) -> Self {
        let path = folder().join(format!("{}.md", rule.code()));
        let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let head = format!("# {}: ", rule.code());
        let title = text
            .lines()
            .next()
            .and_then(|line| line.strip_prefix(&head));
        assert!(text.contains("\n## Why\n"), "{}", path.display());
        Self {
            code: rule.code(),
            title: title
                .unwrap_or_else(|| panic!("the title of {}", path.display()))
                .into(),
            fails: example(&text, "Fails"),
            passes: example(&text, "Passes"),
            text,
        }
    }
}

/// The code under a heading.
fn example(text: &str, heading: &str) -> String {
    let (_, under) = text
        .split_once(&format!("\n## {heading}\n\n```rust\n"))
        .unwrap();
    under.split_once("\n```\n").unwrap().0.to_owned()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/checks")
}

fn pages() -> Vec<Page> {
    Rule::ALL.iter().copied().map(Page::read).collect()
}

#[test]
fn every_page_is_about_a_rule_and_listed() {
    let list = fs::read_to_string(folder().join("README.md")).unwrap();
    let pages = pages();
    for page in &pages {
        let line = format!("| [{0}]({0}.md) | {1} |", page.code, page.title);
        assert!(list.contains(&line), "`{line}` is not in the list");
    }
    let files = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name());
    let about = files
        .filter(|name| name.to_str().unwrap().starts_with("SC"))
        .count();
    assert_eq!(about, pages.len(), "a page is about no rule");
}

#[test]
fn every_example_does_what_its_page_says() {
    let mut programs = Programs::new("pages");
    for snapshot in ["schema", "schema-damaged"] {
        copy(&folder().join(snapshot), &programs.folder().join(snapshot));
    }
    let pages = pages();
    let mut passes = String::from("#![allow(dead_code)]\n");
    for page in &pages {
        let (code, example) = (page.code, &page.passes);
        passes.push_str(&format!(
            "mod {} {{\nuse schema_checked::SchemaChecked;\n{example}\n}}\n",
            code.to_lowercase()
        ));
        programs.add(code, &format!(
            "#![allow(dead_code, non_snake_case)]\nuse schema_checked::SchemaChecked;\n{}\nfn main() {{}}\n",
            page.fails
        ));
    }
    programs.add("passes", &format!("{passes}fn main() {{}}\n"));
    let said = programs.check();
    assert!(said["passes"].is_empty(), "{:#?}", said["passes"]);
    for page in &pages {
        let levels = said[page.code].iter().map(|said| said.level == "warning");
        let is_warning = page
            .text
            .contains("\nThis is a warning; the build goes on.\n");
        assert!(
            levels.into_iter().all(|level| level == is_warning),
            "{}",
            page.code
        );
        let said = &said[page.code];
        let code = format!("[{}]", page.code);
        assert!(!said.is_empty(), "{code} is not reported");
        assert!(
            said.iter().all(|said| said.text.contains(&code)),
            "{code}: {said:#?}"
        );
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        match entry.file_type().unwrap().is_dir() {
            true => copy(&entry.path(), &to),
            false => drop(fs::copy(entry.path(), to).unwrap()),
        }
    }
}
