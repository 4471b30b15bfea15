//! A disk that is full, at different places of an apply: nothing is changed, the database is whole, it
//! is said what is the matter, and the same command arrives when there is room.
//!
//! What stands for the disk is the size that files may have. Where an engine keeps its data on a server,
//! the disk is not ours.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod support;

use std::process::Command;
use std::time::Duration;

use schema_engine::{Connector, dialect};
use support::Project;

const FROM: &str = "
CREATE TABLE note (id INTEGER PRIMARY KEY AUTOINCREMENT, text TEXT);
CREATE TABLE mark (id INTEGER PRIMARY KEY, note INTEGER REFERENCES note (id));
CREATE INDEX by_text ON note (text);
WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 2000)
INSERT INTO note SELECT n, printf('%0200d', n) FROM number;
INSERT INTO mark SELECT id, id FROM note;
";

const TO: &str = "
CREATE TABLE note (id INTEGER PRIMARY KEY AUTOINCREMENT, text TEXT NOT NULL CHECK (text <> ''));
CREATE TABLE mark (id INTEGER PRIMARY KEY, note INTEGER NOT NULL REFERENCES note (id));
CREATE INDEX by_text ON note (text);
CREATE INDEX by_note ON mark (note);
";

const WHOLE: [(&str, &str); 4] = [
    ("PRAGMA integrity_check", "ok"),
    (
        "SELECT count(*) || '-' || sum(id) || '-' || sum(text) FROM note",
        "2000-2001000-2001000",
    ),
    (
        "SELECT count(*) FROM mark JOIN note ON mark.note = note.id",
        "2000",
    ),
    (
        "SELECT seq FROM sqlite_sequence WHERE name = 'note'",
        "2000",
    ),
];

fn connect(url: &str) -> Box<dyn Connector> {
    let sqlite = dialect("sqlite").unwrap();
    sqlite.connect(url, Duration::from_secs(30)).unwrap()
}

/// The command in a process that can make no file larger than so many bytes.
fn limited(command: &Command, bytes: u64) -> Command {
    let mut shell = Command::new("sh");
    let script = "trap '' XFSZ; ulimit -f \"$1\"; shift; exec \"$@\"";
    // The shell counts in blocks of 512 bytes.
    shell.args(["-c", script, "sh", &(bytes / 512).to_string()]);
    shell.arg(command.get_program()).args(command.get_args());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => shell.env(name, value),
            None => shell.env_remove(name),
        };
    }
    shell.current_dir(command.get_current_dir().unwrap());
    shell
}

#[test]
fn a_full_disk_changes_nothing() {
    let mut failed = 0;
    for step in 0..8 {
        let project = Project::new();
        project.write("to.sql", TO);
        project.write("database", "");
        let path = project.path("database");
        let url = format!("sqlite:{}", path.display());
        connect(&url).execute(FROM).unwrap();
        let size = std::fs::metadata(&path).unwrap().len();
        let apply = ["apply", "--from", &url, "--to", "to.sql", "--yes"];
        let output = limited(&project.command(&apply), size + step * size / 16)
            .output()
            .unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        if !output.status.success() {
            failed += 1;
            assert_eq!(output.status.code(), Some(2), "{said}");
            assert!(said.contains("disk"), "{said}");
            assert!(said.contains("nothing was changed"), "{said}");
            expect_whole(&url);
            project
                .run(&["plan", "--from", &url, "--to", "to.sql"])
                .code(1);
            project.run(&apply).success();
        }
        expect_whole(&url);
        project
            .run(&["plan", "--from", &url, "--to", "to.sql"])
            .success();
    }
    assert!(failed > 2, "the disk was full only {failed} times");
}

#[track_caller]
fn expect_whole(url: &str) {
    let mut database = connect(url);
    for (question, answer) in WHOLE {
        let rows = database.query(question).unwrap();
        assert_eq!(rows, [[Some(answer.to_owned())]], "{question}");
    }
}
