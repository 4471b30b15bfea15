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
