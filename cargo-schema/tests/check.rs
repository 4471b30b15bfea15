//! `check`: the source against the snapshot.

mod support;

use support::Project;

const HEADER: &str = "{\"format\": 1, \"dialect\": \"sqlite\"}";

fn table(nullable: bool) -> String {
    let column = if nullable {
        r#"{"name": "email", "type": "TEXT", "logical": "text", "nullable": true}"#
    } else {
        r#"{"name": "email", "type": "TEXT", "logical": "text"}"#
    };
    format!("{{\"name\": \"users\", \"columns\": [{column}]}}")
}

#[test]
fn exit_code_and_output_follow_the_difference() {
    let project = Project::new();
    for folder in ["schema", "other"] {
        project.write(&format!("{folder}/snapshot.json"), HEADER);
        project.write(&format!("{folder}/tables/users.json"), &table(false));
    }
    let same = project.run(&["check", "--from", "other"]).success();
    assert_eq!(same.stdout, "");
    same.says(&["compared: snapshot", "no difference"]);

    project.write("other/tables/users.json", &table(true));
    let differs = project.run(&["check", "--from", "other"]).code(1);
    let first = differs.stdout.lines().next();
    assert_eq!(
        first,
        Some("high      column `users.email` became nullable")
    );
    // Without its source there is nothing that the snapshot could disagree with.
    project.run(&["check", "--offline"]).success();
}

/// A target folder that Cargo did not make itself has no tag that says so.
#[test]
fn what_cargo_builds_is_not_looked_at() {
    let project = Project::new();
    project.write("schema/snapshot.json", HEADER);
    let manifest = "[package]\nname = \"a\"\nversion = \"0.0.0\"\n";
    let wrong = "#[derive(SchemaChecked)]\n#[schema(table = \"nothing\")]\nstruct A;\n";
    project.write("Cargo.toml", manifest);
    for built in ["target/package/a", "app/elsewhere/package/a"] {
        project.write(&format!("{built}/Cargo.toml"), manifest);
        project.write(&format!("{built}/src/lib.rs"), wrong);
    }
    project.write("app/elsewhere/.rustc_info.json", "{}");
    project.run(&["check"]).success();
    // A module may be called so.
    project.write("src/target/mod.rs", wrong);
    project.run(&["check"]).code(1);
}
