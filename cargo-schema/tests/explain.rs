//! The pages of the checks, on the terminal.

mod support;

use support::Project;

#[test]
fn a_code_prints_its_page() {
    for code in ["SC103", "sc103"] {
        let output = Project::new().run(&["explain", code]).success();
        assert!(output.stdout.starts_with("# SC103: "), "{}", output.stdout);
        for part in ["## Why", "## Fails", "## Passes"] {
            assert!(output.stdout.contains(part), "{}", output.stdout);
        }
    }
}

#[test]
fn without_a_code_all_are_listed() {
    let output = Project::new().run(&["explain"]).success();
    assert!(output.stdout.contains("\nSC203: "), "{}", output.stdout);
}

#[test]
fn an_unknown_code_is_a_failure() {
    let output = Project::new().run(&["explain", "SC999"]).code(2);
    assert_eq!(output.stdout, "");
    assert!(
        output.stderr.contains("there is no check `SC999`"),
        "{}",
        output.stderr
    );
    assert!(output.stderr.contains("`cargo schema explain` lists"));
    // What plans print is not mistaken for a check that was mistyped.
    let hazard = Project::new().run(&["explain", "sl101"]).code(2);
    assert!(!hazard.stderr.contains("did you mean"));
    hazard.says(&["`sl101` is no check but the code of a hazard"]);
}
