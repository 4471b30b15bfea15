//! Every `--help` is a snapshot, so that a change of the command line is seen in review.

mod support;

use support::Project;

fn check(name: &str, arguments: &[&str]) {
    let output = Project::new().run(arguments).success();
    insta::assert_snapshot!(name, output.stdout);
}

#[test]
fn help_of_every_command() {
    check("cargo-schema", &["--help"]);
    for command in Project::new().commands() {
        check(&command, &[&command, "--help"]);
    }
}

#[test]
fn runs_under_cargo_and_alone() {
    let project = Project::new();
    let alone = project.run(&["--version"]).success().stdout;
    assert_eq!(
        alone,
        project.run(&["schema", "--version"]).success().stdout
    );
    assert_eq!(
        alone,
        format!("cargo-schema {}\n", env!("CARGO_PKG_VERSION"))
    );
}

#[test]
fn a_mistyped_command_is_guessed() {
    let output = Project::new().run(&["schema", "refersh"]).code(2);
    assert!(output.stderr.contains("'refresh'"), "{}", output.stderr);
    assert_eq!(output.stdout, "");
}
