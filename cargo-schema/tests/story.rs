//! The story that the README of `examples/bookings` tells, told again with PostgreSQL: what it shows
//! is what the program and the compiler print, and the example is what `init` makes of a project.
//!
//! The server's URL stands in a variable that `cargo xtask test` sets; `left-out` says that there is
//! meant to be none.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use schema_engine::Connector;
use support::{Output, Project};

/// The database as the README calls it.
const SHOWN_URL: &str = "postgres://localhost/bookings";

/// A project with its database, which goes when the story is over.
struct Story {
    project: Project,
    server: String,
    database: String,
}

impl Story {
    /// The example as it was before anything was checked; none without a server.
    fn begin() -> Option<Self> {
        let server = std::env::var("SCHEMA_TEST_POSTGRES");
        let server = server.expect("run `cargo xtask test`, which starts the servers tests need");
        if server == "left-out" {
            return None;
        }
        let database = format!("bookings_{}", std::process::id());
        connect(&server)
            .execute(&format!("CREATE DATABASE {database}"))
            .unwrap();
        let story = Self {
            project: Project::new(),
            server,
            database,
        };
        let project = &story.project;
        let ours = ["schema_checked", "#[schema", "derive(SchemaChecked)"];
        let program = example("src/main.rs").replace(", SchemaChecked", "");
        let lines = program
            .lines()
            .filter(|line| !ours.iter().any(|it| line.contains(it)));
        project.write("src/main.rs", &lines.collect::<Vec<_>>().join("\n"));
        project.write("Cargo.toml", MANIFEST);
        project.write("migrations/0001_hotel.sql", &example(MIGRATION));
        project.write(".gitignore", ".env\ntarget\ntools\n");
        project.write(".env", &format!("DATABASE_URL={}\n", story.url()));
        let program = env!("CARGO_BIN_EXE_cargo-schema");
        project.write(
            "tools/cargo",
            &format!("#!/bin/sh\nexec '{program}' \"$@\"\n"),
        );
        story.run("chmod", &["+x", "tools/cargo"]).success();
        story.run("git", &["init", "-q", "-b", "main"]).success();
        story.change_database(&example(MIGRATION));
        Some(story)
    }

    fn url(&self) -> String {
        let (server, _) = self.server.rsplit_once('/').unwrap();
        format!("{server}/{}", self.database)
    }

    /// Somebody changes the database by hand.
    fn change_database(&self, sql: &str) {
        connect(&self.url()).execute(sql).unwrap();
    }

    fn run(&self, program: &str, arguments: &[&str]) -> Output {
        let tools = self.project.path("tools");
        let path = format!("{}:{}", tools.display(), std::env::var("PATH").unwrap());
        let mut command = Command::new(program);
        command
            .args(arguments)
            .current_dir(self.project.path(""))
            .env("PATH", path)
            .env("NO_COLOR", "1")
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env_remove("DATABASE_URL");
        for name in ["AUTHOR", "COMMITTER"] {
            command.env(format!("GIT_{name}_NAME"), "a");
            command.env(format!("GIT_{name}_EMAIL"), "a@example.invalid");
        }
        Output::of(&mut command)
    }

    fn schema(&self, arguments: &[&str]) -> Output {
        self.run("cargo", &[&["schema"], arguments].concat())
    }

    fn commit(&self) -> Output {
        self.run("git", &["add", "."]).success();
        self.run("git", &["commit", "-qm", "next"])
    }

    /// Builds the program with the real Cargo and the crates of this workspace.
    fn build(&self) -> Output {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        // The versions are those of the workspace, so nothing has to be looked up.
        fs::copy(root.join("Cargo.lock"), self.project.path("Cargo.lock")).unwrap();
        let ours = [("schema-checked", ""), ("schema-build", "schema-build")];
        let mut command = Command::new(env!("CARGO"));
        for (name, folder) in ours {
            let path = root.join(folder);
            command.arg(format!("--config=patch.crates-io.{name}.path={path:?}"));
        }
        command
            .args(["check", "--offline", "--color=never"])
            .current_dir(self.project.path(""))
            // What it depends on is compiled once for all runs.
            .env(
                "CARGO_TARGET_DIR",
                Path::new(env!("CARGO_TARGET_TMPDIR")).join("story"),
            );
        for name in [
            "DATABASE_URL",
            "SCHEMA_SNAPSHOT",
            "SCHEMA_CHECK",
            "RUSTFLAGS",
        ] {
            command.env_remove(name);
        }
        Output::of(&mut command)
    }

    /// Both READMEs show the compiler's message, word for word and with nothing beside it.
    fn the_build_fails_as_told(&self) {
        let failed = self.build().code(101);
        let message = failed.stderr.split_once("error: ");
        let message = message.and_then(|(_, rest)| rest.split_once("\n\n"));
        let Some((message, rest)) = message else {
            panic!("{failed:#?}");
        };
        let end =
            "error: could not compile `bookings` (bin \"bookings\") due to 1 previous error\n";
        assert_eq!(rest, end);
        for readme in BOTH {
            let told = format!("$ cargo build\nerror: {message}\n```\n");
            assert!(example(readme).contains(&told), "{readme} tells not {told}");
        }
    }

    /// Both READMEs tell what was said.
    fn told(&self, text: &str, readmes: &[&str]) {
        let text = text.replace(&self.url(), SHOWN_URL);
        for line in text.lines().filter(|line| !line.is_empty()) {
            for readme in readmes {
                let is_told = example(readme).lines().any(|told| told == line.trim_end());
                assert!(is_told, "{readme} does not tell: {line}");
            }
        }
    }
}

impl Drop for Story {
    fn drop(&mut self) {
        let drop = format!("DROP DATABASE IF EXISTS {}", self.database);
        let _ = connect(&self.server).execute(&drop);
    }
}

const MANIFEST: &str = "[package]
name = \"bookings\"
version = \"0.1.0\"
edition = \"2024\"

[dependencies]
sqlx = { version = \"0.9\", default-features = false, features = [\"postgres\", \"derive\", \"macros\", \"runtime-tokio\"] }
tokio = { version = \"1\", features = [\"macros\", \"rt\"] }
";

const MIGRATION: &str = "migrations/0001_hotel.sql";
const LONG: &[&str] = &["README.md"];
const BOTH: &[&str] = &["README.md", "../../README.md"];

fn connect(url: &str) -> Box<dyn Connector> {
    let dialect = schema_engine::dialect("postgres").unwrap();
    dialect.connect(url, Duration::from_secs(20)).unwrap()
}

fn example_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/bookings")
}

/// The text of a file of the example.
fn example(file: &str) -> String {
    fs::read_to_string(example_folder().join(file)).unwrap()
}

#[test]
fn a_change_by_hand_is_found_before_it_is_committed() {
    let Some(story) = Story::begin() else { return };
    let project = &story.project;
    let init = story.schema(&["init", "--hook"]).success();
    story.told(&init.stderr, BOTH);
    the_example_is_what_init_makes(project);
    story.commit().success();
    project.write("src/main.rs", &example("src/main.rs"));
    story.schema(&["check", "--quiet"]).success();
    story.commit().success();

    story.change_database("ALTER TABLE bookings ALTER COLUMN nights DROP NOT NULL");
    project.write("notes.txt", "anything\n");
    let stopped = story.commit().code(1);
    story.told(&stopped.stderr, BOTH);

    let refreshed = story.schema(&["refresh"]).success();
    story.told(&refreshed.stderr, BOTH);
    // The snapshot is right again, and now the code is not: the build fails, and so does the hook.
    let wrong = story.schema(&["check", "--offline"]).code(1);
    story.told(&wrong.stdout, LONG);
    let [first, place, help] = wrong.stdout.lines().collect::<Vec<_>>()[..] else {
        panic!("{wrong:#?}");
    };
    // As the compiler lays it out.
    story.told(first, BOTH);
    story.told(place, BOTH);
    story.told(&format!("     {help}"), BOTH);
    story.commit().code(1);
    story.the_build_fails_as_told();

    let fixed = example("src/main.rs").replace("    nights: i32,", "    nights: Option<i32>,");
    // The compiler says where else it matters.
    let fixed = fixed.replace("{nights} nights", "{nights:?} nights");
    project.write("src/main.rs", &fixed);
    story.build().success();
    story.commit().success();
}

/// What the example has is what a project gets; only the server may be another one.
fn the_example_is_what_init_makes(project: &Project) {
    for file in ["schema.toml", "build.rs"] {
        assert_eq!(project.read(file), example(file), "{file}");
    }
    for (path, made) in project.files("schema/public") {
        let file = path.strip_prefix(project.path("")).unwrap();
        assert_eq!(
            String::from_utf8(made).unwrap(),
            example(file.to_str().unwrap()),
            "{file:?}"
        );
    }
}
