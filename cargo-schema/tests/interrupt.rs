//! Stopped with Ctrl-C or by the system: nothing half-written is left, and the exit code says so.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod support;

use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use support::Project;

const INTERRUPTED: Option<i32> = Some(130);

fn start(project: &Project, arguments: &[&str]) -> Child {
    let mut command = project.command(arguments);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().unwrap()
}

fn stop(child: &Child, signal: &str) {
    let mut shell = Command::new("sh");
    shell.args(["-c", &format!("kill {signal} {}", child.id())]);
    // It may have ended by itself.
    shell.stderr(Stdio::null()).status().unwrap();
}

#[test]
fn a_wait_for_a_server_can_be_stopped() {
    for signal in ["-INT", "-TERM"] {
        let silent = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = silent.local_addr().unwrap().port();
        let url = format!("postgres://someone:s3cr3t-pw@127.0.0.1:{port}/db");
        let project = Project::new();
        let child = start(&project, &["refresh", "--from", &url]);
        let _connection = silent.accept().unwrap();
        stop(&child, signal);
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), INTERRUPTED, "{output:?}");
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.ends_with("\ninterrupted\n"), "{said}");
        assert!(!said.contains("s3cr3t"), "{said}");
        assert_eq!(project.files("").len(), 0);
    }
}

/// Whenever it is stopped: there is no snapshot, or a whole one with its history.
#[test]
fn a_snapshot_is_written_to_its_end() {
    let project = Project::new();
    project.write(
        "from/snapshot.json",
        "{\"format\": 1, \"dialect\": \"sqlite\"}",
    );
    for number in 0..300 {
        let column = "{\"name\": \"id\", \"type\": \"INTEGER\", \"logical\": \"int64\"}";
        project.write(
            &format!("from/tables/t{number}.json"),
            &format!("{{\"name\": \"t{number}\", \"columns\": [{column}]}}"),
        );
    }
    let mut stopped = 0;
    for wait in std::iter::successors(Some(0), |wait| Some(wait + wait / 4 + 2)) {
        let child = start(&project, &["refresh", "--from", "from"]);
        std::thread::sleep(Duration::from_millis(wait));
        stop(&child, "-TERM");
        let output = child.wait_with_output().unwrap();
        let files = match project.path("schema").exists() {
            true => project.files("schema"),
            false => std::collections::BTreeMap::new(),
        };
        let is_temporary = |path: &std::path::Path| path.to_string_lossy().ends_with(".tmp");
        assert!(!files.keys().any(|path| is_temporary(path)), "{files:#?}");
        if !files.is_empty() {
            assert!(project.path("schema/history.jsonl").is_file());
            let check = ["refresh", "--check", "--from", "from"];
            project.run(&check).success().says(&["up to date"]);
            std::fs::remove_dir_all(project.path("schema")).unwrap();
        }
        if output.status.success() {
            break;
        }
        stopped += 1;
    }
    assert!(stopped > 0);
}
