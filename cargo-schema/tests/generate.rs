//! `generate`: what is written, what is called stale, what is said.

mod support;

use support::Project;

const HEADER: &str = "{\"format\": 1, \"dialect\": \"sqlite\"}";

fn table(name: &str, column: &str, logical: &str) -> String {
    format!(
        "{{\"name\": \"{name}\", \"columns\": [{{\"name\": \"{column}\", \"type\": \"x\", \"logical\": {logical}}}]}}"
    )
}

fn project(settings: &str) -> Project {
    let project = Project::new();
    project.write(
        "Cargo.toml",
        "[package]\nname = \"app\"\n\n[dependencies]\nschema-checked = \"0.1\"\n",
    );
    project.write("schema.toml", settings);
    project.write("schema/snapshot.json", HEADER);
    for name in ["users", "orders"] {
        let text = table(name, "id", "\"int64\"");
        project.write(&format!("schema/tables/{name}.json"), &text);
    }
    project
}

#[test]
fn without_a_file_the_models_are_printed() {
    let project = project("");
    let output = project.run(&["generate"]).success();
    assert!(
        output.stdout.starts_with("// @generated"),
        "{}",
        output.stdout
    );
    assert!(output.stdout.contains("pub struct User {"));
    assert!(output.stdout.contains("::schema_checked::SchemaChecked"));
    project.run(&["generate", "--check"]).code(2).says(&[
        "no file",
        "--out",
        "`out` in `[models]`",
    ]);
}

#[test]
fn a_file_is_stale_until_it_is_written() {
    let project = project("[models]\nout = \"src/models.rs\"\n");
    let missing = project.run(&["generate", "--check"]).code(1);
    assert!(missing.stdout.contains("+pub struct User {"));
    assert!(!project.path("src/models.rs").exists());

    project
        .run(&["generate"])
        .success()
        .says(&["1 file changed"]);
    let before = project.read("src/models.rs");
    project.run(&["generate", "--check"]).success();
    project
        .run(&["generate"])
        .success()
        .says(&["0 files changed, 1 up to date"]);
    assert_eq!(project.read("src/models.rs"), before);

    project.write(
        "schema/tables/users.json",
        &table("users", "mail", "\"text\""),
    );
    let stale = project.run(&["generate", "--check"]).code(1);
    assert!(
        stale.stdout.contains("-    pub id: i64,\n"),
        "{}",
        stale.stdout
    );
    assert!(!stale.stdout.contains("struct Order"), "{}", stale.stdout);
    assert_eq!(project.read("src/models.rs"), before);
    project.run(&["generate"]).success();
    project.run(&["generate", "--check"]).success();
}

#[test]
fn what_was_not_mapped_is_said_with_its_reason() {
    let project = project("");
    let decimal = "{\"decimal\": {\"precision\": 10, \"scale\": 2}}";
    project.write("schema/tables/users.json", &table("users", "paid", decimal));
    project
        .run(&["generate", "--out", "models.rs"])
        .success()
        .says(&["users.paid", "f64 is only near", "1 stand-in"]);
}

#[test]
fn a_file_for_each_table_changes_with_its_table_alone() {
    let project = project("[models]\nout = \"src/models.rs\"\nlayout = \"tables\"\n");
    project
        .run(&["generate"])
        .success()
        .says(&["3 files changed"]);
    assert!(
        project
            .read("src/models.rs")
            .contains("include!(\"models/users.rs\");")
    );
    let before = project.files("src");

    project.write(
        "schema/tables/users.json",
        &table("users", "mail", "\"text\""),
    );
    let stale = project.run(&["generate", "--check"]).code(1);
    assert!(stale.stdout.contains("users.rs"), "{}", stale.stdout);
    assert!(!stale.stdout.contains("orders.rs"), "{}", stale.stdout);
    project
        .run(&["generate"])
        .success()
        .says(&["1 file changed, 2 up to date"]);
    let after = project.files("src");
    let changed = before.iter().filter(|(path, text)| after[*path] != **text);
    assert_eq!(changed.count(), 1);

    std::fs::remove_file(project.path("schema/tables/users.json")).expect("removed");
    project.write("src/models/mine.rs", "// written by hand\n");
    let stale = project.run(&["generate", "--check"]).code(1);
    assert!(
        stale.stdout.contains("-pub struct User {"),
        "{}",
        stale.stdout
    );
    project.run(&["generate"]).success();
    assert!(!project.path("src/models/users.rs").exists());
    assert!(project.path("src/models/mine.rs").exists());
    project.run(&["generate", "--check"]).success();
}

#[test]
fn settings_that_mean_nothing_are_refused() {
    for (settings, says) in [
        ("layuot = \"tables\"", "did you mean `layout`?"),
        ("exclude = [\"user\"]", "did you mean `users`?"),
        ("targets = [\"sqlxx\"]", "did you mean `sqlx`?"),
    ] {
        project(&format!("[models]\n{settings}\n"))
            .run(&["generate"])
            .code(2)
            .says(&[says]);
    }
}
