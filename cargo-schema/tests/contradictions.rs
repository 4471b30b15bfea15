//! What code declares against itself is refused before anything is planned: all of it at once, with
//! the place, the cause and what to do.
//!
//! `contradictions/<case>/` has `main.rs`, whose declarations are added to an empty SQLite database,
//! and `error.txt`, what is said. With `UPDATE_SNAPSHOTS=1` in the environment `error.txt` is written
//! instead of compared; review what changes in it as code.

mod support;

use std::fs;
use std::path::Path;

use support::Project;

#[test]
fn contradictions_are_refused_with_their_places() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/contradictions");
    let mut cases: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    cases.sort();
    assert!(!cases.is_empty(), "there are no cases");
    for case in cases {
        let project = Project::new();
        let source = fs::read_to_string(case.join("main.rs")).unwrap();
        project.write(
            "Cargo.toml",
            "[package]\nname = \"case\"\nversion = \"0.1.0\"\n",
        );
        project.write("src/main.rs", &source);
        project.write("app.db", "");
        let run = project
            .run(&["plan", "--from", "sqlite:app.db", "--to", "code"])
            .code(2);
        let expected = case.join("error.txt");
        match std::env::var_os("UPDATE_SNAPSHOTS") {
            Some(_) => fs::write(expected, &run.stderr).unwrap(),
            None => assert_eq!(
                fs::read_to_string(&expected).unwrap(),
                run.stderr,
                "{}",
                case.display()
            ),
        }
    }
}
