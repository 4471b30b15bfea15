//! A password that was typed, set or exported is in no output, whatever goes wrong.

mod support;

use support::{Output, Project};

const PASSWORD: &str = "s3cr3t-Pässw0rd";
const ENCODED: &str = "s3cr3t-P%C3%A4ssw0rd";

#[track_caller]
fn check(output: &Output, what: &str) {
    for secret in [PASSWORD, ENCODED, "ssw0rd"] {
        assert!(!output.stdout.contains(secret), "{what}: {output:#?}");
        assert!(!output.stderr.contains(secret), "{what}: {output:#?}");
    }
}

/// URLs that hold a password, each wrong in its own way.
fn urls() -> Vec<String> {
    [PASSWORD, ENCODED]
        .iter()
        .flat_map(|password| {
            [
                format!("postgres://user:{password}@localhost:1/db"),
                format!("postgres:user:{password}@localhost"),
                format!("mysql://user:{password}@localhost:1/db"),
                format!("mysql://user@localhost:1/db?password={password}"),
                format!("sqlite://user:{password}@localhost/db"),
                format!("sqlite:missing/{password}/x.db?key={password}"),
                format!("nosuch://user:{password}@localhost/db"),
                format!("https://user:{password}@example.invalid/"),
            ]
        })
        // A file may be called anything; only what stands where a password stands is one.
        .filter(|url| !url.starts_with("sqlite:missing"))
        .collect()
}

#[test]
fn no_command_shows_a_password() {
    let project = Project::new();
    project.write(
        "schema/snapshot.json",
        "{\"format\": 1, \"dialect\": \"sqlite\"}",
    );
    let commands = project.commands();
    for url in urls() {
        for command in &commands {
            let check_with = |more: &[&str]| {
                let mut arguments = vec![command.as_str(), "--timeout=1"];
                arguments.extend(more);
                check(&project.run(&arguments), &arguments.join(" "));
            };
            for verbosity in ["-q", "-v", "--color=always"] {
                check_with(&[verbosity, "--from", &url]);
            }
            check_with(&["-v", &format!("--from={url}")]);
            check_with(&["-v", &url]);
            check_with(&["--format", &url]);
            check_with(&["--no-such-option", &url]);
            if url.contains(ENCODED) {
                // Where it stands makes no difference to how it is spelled.
                continue;
            }
            check_with(&["-v", &url, &url]);
            check_with(&["-v", "--from", "schema", "--to", &url]);
            check_with(&["-v", "--from", "x.sql", "--scratch", &url]);
            check_with(&["-v", "--dry-run", "--from", &url]);
            check_with(&["-v", "--out", "out.txt", "--from", &url]);
        }
        check(&project.run(&[&url]), "as a command");
        check(&project.run(&["schema", &url]), "as a command under cargo");
    }
    no_file_holds_a_password(&project);
}

/// Nothing that a command wrote holds it either.
fn no_file_holds_a_password(project: &Project) {
    for (path, bytes) in project.files("") {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("ssw0rd"), "{}", path.display());
    }
}

#[test]
fn no_environment_shows_a_password() {
    let project = Project::with_sql("CREATE TABLE a (id INTEGER);");
    for url in urls() {
        project.write(
            "schema.toml",
            &format!("[environments]\nproduction = \"{url}\"\n"),
        );
        for command in ["diff", "check", "report", "refresh", "deps", "plan", "init"] {
            for verbosity in ["-q", "-v"] {
                let arguments = [command, verbosity, "--timeout=1", "--from", "@production"];
                check(&project.run(&arguments), &arguments.join(" "));
            }
        }
        check(
            &project.run(&["dump", "-v", "--timeout=1", "@production"]),
            "dump",
        );
        check(
            &project.run(&["diff", "-v", "--timeout=1", "@prodction"]),
            "mistyped",
        );
    }
}

#[test]
fn no_setting_shows_a_password() {
    for url in urls() {
        let in_settings = Project::new();
        for text in [
            format!("source = \"{url}\"\n"),
            format!("source = [\"{url}\"]\n"),
            format!("sourse = \"{url}\"\ndialect = 3\n"),
            format!("source = \"{url}\n"),
            format!("{url}\n"),
        ] {
            in_settings.write("schema.toml", &text);
            check(&in_settings.run(&["refresh", "-v"]), &text);
        }
        let in_dot_env = Project::new();
        for text in [
            format!("DATABASE_URL={url}\n"),
            format!("DATABASE_URL='{url}\n"),
            format!("{url}\n"),
        ] {
            in_dot_env.write(".env", &text);
            check(&in_dot_env.run(&["refresh", "-v"]), &text);
        }
        let mut command = Project::new().command(&["refresh", "-v"]);
        command
            .env("DATABASE_URL", &url)
            .current_dir(in_settings.path(""));
        std::fs::remove_file(in_settings.path("schema.toml")).unwrap();
        check(&Output::of(&mut command), "in the environment");
    }
}
