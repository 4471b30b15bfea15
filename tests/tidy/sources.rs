//! Habits of the source text.

use crate::tree::{self, File};

fn check(files: &[File], is_bad: impl Fn(&str, &str) -> bool, what: &str) {
    let bad: Vec<_> = files
        .iter()
        .filter(|file| is_bad(&file.path, &file.text))
        .map(|file| file.path.as_str())
        .collect();
    assert!(bad.is_empty(), "{what}: {}", bad.join(", "));
}

/// A file that is compared with what a program prints holds what the program prints.
fn is_expected_output(path: &str) -> bool {
    [".snap", ".stderr"].iter().any(|end| path.ends_with(end))
}

#[test]
fn no_test_is_left_out() {
    let sources = tree::files_ending(".rs");
    let marks = [concat!("#[ig", "nore"), concat!("#[should_", "panic")];
    let is_bad = |_: &str, text: &str| marks.iter().any(|mark| text.contains(mark));
    check(&sources, is_bad, "tests that do not run");
}

#[test]
fn every_module_says_what_it_is_for() {
    let mut sources = tree::files_ending(".rs");
    // Tests of a module are told by its own head; cases of tests are inputs and outputs.
    sources.retain(|file| {
        file.path.contains("src/")
            && !file.path.ends_with("/tests.rs")
            && !file.path.starts_with("tests/")
    });
    check(&sources, |_, text| !text.starts_with("//!"), "no head");
}

#[test]
fn the_lints_of_the_workspace_are_on_everywhere() {
    let manifests = tree::files_ending("Cargo.toml");
    assert!(manifests.len() > 7);
    let mut ours = manifests;
    ours.retain(|file| file.text.contains("version.workspace = true"));
    check(
        &ours,
        |_, text| !text.contains("[lints]\nworkspace = true"),
        "no lints",
    );
}

#[test]
fn the_model_reads_no_environment() {
    let mut model = tree::files_ending(".rs");
    model.retain(|file| file.path.starts_with("schema-model/src/"));
    assert!(model.len() > 10);
    let is_bad = |_: &str, text: &str| text.contains("env::") || text.contains("env!(");
    check(&model, is_bad, "the environment");
}

#[test]
fn no_file_names_a_folder_of_one_machine() {
    let places = [
        concat!("/wo", "rk/"),
        concat!("/tm", "p/wt"),
        concat!("/ho", "me/"),
        concat!("/ro", "ot/"),
        concat!("/Use", "rs/"),
    ];
    let is_bad = |path: &str, text: &str| {
        !is_expected_output(path) && places.iter().any(|place| text.contains(place))
    };
    check(&tree::files(), is_bad, "paths of one machine");
}

#[test]
fn text_is_tidy() {
    let mut texts = tree::files();
    texts.retain(|file| {
        [".rs", ".md", ".toml", ".sh"]
            .iter()
            .any(|end| file.path.ends_with(end))
    });
    texts.retain(|file| !file.path.contains("tests/"));
    let is_bad = |_: &str, text: &str| {
        !text.ends_with('\n')
            || text.contains('\r')
            || text.lines().any(|line| line.ends_with('\t'))
    };
    check(&texts, is_bad, "line ends");
}
