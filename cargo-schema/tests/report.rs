//! `report --format html`: one file that needs nothing else, and in which nothing of a database is
//! markup.

mod support;

use support::Project;

const HOSTILE: &str =
    "CREATE TABLE \"<script>alert(1)</script>\" (id INTEGER PRIMARY KEY, \"a\"\"'`&\" TEXT);
CREATE TABLE parent (id INTEGER PRIMARY KEY);
CREATE TABLE child (id INTEGER PRIMARY KEY, parent_id INTEGER REFERENCES parent (id));";

#[test]
fn one_file_that_loads_nothing_and_runs_nothing_of_others() {
    let project = Project::with_sql(HOSTILE);
    project.write("empty.sql", "");
    project
        .run(&[
            "report",
            "--format",
            "html",
            "--from",
            "empty.sql",
            "--to",
            "schema.sql",
            "--out",
            "a/b.html",
        ])
        .success();
    let page = project.read("a/b.html");
    assert!(page.starts_with("<!doctype html>") && page.trim_end().ends_with("</html>"));
    assert_eq!(page.matches("<script>").count(), 1, "only ours");
    assert!(page.contains("&lt;script&gt;alert(1)"));
    for loads in ["src=", "http:", "https:", "@import", "url("] {
        assert!(!page.contains(loads), "{loads}");
    }
    for says in [
        "foreign keys with which no index begins",
        "Dependencies",
        "Statistics",
        "id=\"search\"",
    ] {
        assert!(page.contains(says), "{says}");
    }
    let pairs = [
        "section", "table", "tbody", "ul", "li", "p", "article", "code", "dd", "button", "td",
        "tr", "main",
    ];
    for tag in pairs {
        let opened =
            page.matches(&format!("<{tag}>")).count() + page.matches(&format!("<{tag} ")).count();
        assert_eq!(opened, page.matches(&format!("</{tag}>")).count(), "{tag}");
    }
}

#[test]
fn a_report_is_replaced_as_a_whole() {
    let project = Project::with_sql(HOSTILE);
    project.run(&["refresh"]).success();
    project.write("report.md", "before");
    project.run(&["report", "--out", "report.md"]).success();
    assert!(project.read("report.md").starts_with("# Schema report"));
    project.write("schema/snapshot.json", "{");
    project.run(&["report", "--out", "report.md"]).code(2);
    assert!(project.read("report.md").starts_with("# Schema report"));
    assert_eq!(
        project
            .files("")
            .keys()
            .filter(|path| path.extension().is_none())
            .count(),
        1,
        "no rest"
    );
}

#[cfg(unix)]
#[test]
fn a_pipe_is_written_to_and_stays_one() {
    use std::os::unix::fs::FileTypeExt;

    let project = Project::with_sql(HOSTILE);
    project.run(&["refresh"]).success();
    let pipe = project.path("pipe");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.unwrap().success());
    let reader = {
        let pipe = pipe.clone();
        std::thread::spawn(move || std::fs::read_to_string(pipe).unwrap())
    };
    project.run(&["report", "--out", "pipe"]).success();
    assert!(std::fs::metadata(&pipe).unwrap().file_type().is_fifo());
    assert!(reader.join().unwrap().starts_with("# Schema report"));
}
