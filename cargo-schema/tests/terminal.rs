//! What is shown while people wait: a line on a terminal, nothing in pipes and runs of builds.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod support;

use std::fs::File;
use std::io::Read;
use std::net::TcpListener;
use std::process::Stdio;

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use support::Project;

/// What a command writes to a terminal while it waits for a server that never answers.
fn shown(more: &[&str], variables: &[(&str, &str)]) -> String {
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = silent.local_addr().unwrap().port();
    let url = format!("postgres://someone:s3cr3t-pw@127.0.0.1:{port}/db");
    let screen = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&screen).unwrap();
    unlockpt(&screen).unwrap();
    let name = ptsname(&screen, Vec::new()).unwrap();
    let mut options = File::options();
    let terminal = options
        .read(true)
        .write(true)
        .open(name.to_str().unwrap())
        .unwrap();
    let project = Project::new();
    let mut command = project.command(&["refresh", "--timeout=1", "--from", &url]);
    command
        .args(more)
        .stdin(Stdio::null())
        .stdout(Stdio::null());
    command.env("TERM", "xterm").env_remove("CI");
    command.envs(variables.iter().copied()).stderr(terminal);
    let mut child = command.spawn().unwrap();
    drop(command);
    let mut bytes = Vec::new();
    // The end of a terminal that nobody writes to any more is an error.
    let _ = File::from(screen).read_to_end(&mut bytes);
    assert_eq!(child.wait().unwrap().code(), Some(2));
    String::from_utf8(bytes).unwrap()
}

const WAITING: &str = "reading postgres://someone:***@127.0.0.1:";

#[test]
fn a_long_wait_is_shown_without_the_password_and_wiped_away() {
    let shown = shown(&[], &[]);
    assert!(shown.contains(WAITING), "{shown:?}");
    assert!(!shown.contains("s3cr3t"), "{shown:?}");
    let (_, rest) = shown.rsplit_once(WAITING).unwrap();
    assert!(rest.contains("\u{1b}[2K"), "{shown:?}");
    assert!(rest.contains("error"), "{shown:?}");
}

#[test]
fn nobody_is_shown_what_nobody_reads() {
    for (more, variables) in [
        (&["--quiet"][..], &[][..]),
        (&[], &[("CI", "true")]),
        (&[], &[("TERM", "dumb")]),
    ] {
        let shown = shown(more, variables);
        assert!(shown.contains("error"), "{shown:?}");
        assert!(!shown.contains("reading"), "{shown:?}");
    }
}
