//! What holds for every command: colour where it is wanted, quiet when asked, guesses for what was
//! mistyped, and files that are whole.

mod support;

use support::{Output, Project};

const ESCAPE: char = '\u{1b}';

fn project() -> Project {
    let project = Project::with_sql("CREATE TABLE a (id INTEGER PRIMARY KEY, x TEXT);");
    project.write("other.sql", "CREATE TABLE a (id INTEGER PRIMARY KEY);");
    project.run(&["refresh"]).success();
    project
}

/// Runs without what turns colour off in other tests.
fn colours(project: &Project, arguments: &[&str], no_color: bool) -> Output {
    let mut command = project.command(arguments);
    command.env_remove("NO_COLOR").env("TERM", "xterm-256color");
    if no_color {
        command.env("NO_COLOR", "1");
    }
    Output::of(&mut command)
}

#[test]
fn colour_is_for_terminals() {
    let project = project();
    for command in project.commands() {
        for more in [&[][..], &["--from", "other.sql"], &["--help"], &["--wrong"]] {
            let arguments = [&[command.as_str()], more].concat();
            let output = colours(&project, &arguments, false);
            assert!(
                !output.stdout.contains(ESCAPE) && !output.stderr.contains(ESCAPE),
                "{output:#?}"
            );
        }
    }
    let asked = colours(
        &project,
        &["diff", "schema.sql", "other.sql", "--color", "always"],
        false,
    );
    assert!(asked.stdout.contains(ESCAPE), "{asked:#?}");
    let refused = colours(
        &project,
        &["diff", "schema.sql", "other.sql", "--color", "never"],
        false,
    );
    assert!(!refused.stdout.contains(ESCAPE), "{refused:#?}");
    let nobody = colours(&project, &["diff", "schema.sql", "other.sql"], true);
    assert!(!nobody.stdout.contains(ESCAPE), "{nobody:#?}");
}

#[test]
fn quiet_says_only_what_went_wrong() {
    let project = project();
    let same = [
        "refresh", "check", "status", "deps", "diff", "report", "dump",
    ];
    for command in same {
        let output = project.run(&[command, "--quiet"]).success();
        assert_eq!(output.stderr, "", "{command}");
    }
    project
        .run(&["check", "--quiet", "--from", "nothing.sql"])
        .code(2)
        .says(&["error: "]);
}

#[test]
fn what_is_mistyped_is_guessed() {
    let project = project();
    let cases: [(&[&str], &str); 6] = [
        (&["chekc"], "'check'"),
        (&["diff", "--sevrity", "high"], "'--severity'"),
        (&["diff", "--severity", "hihg"], "'high'"),
        (&["deps", "aa"], "did you mean `a`?"),
        (&["explain", "SC20"], "SC20"),
        (&["report", "--format", "htlm"], "'html'"),
    ];
    for (arguments, guess) in cases {
        project.run(arguments).code(2).says(&[guess]);
    }
}
