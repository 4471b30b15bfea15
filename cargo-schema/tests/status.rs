//! `status`: what the snapshot holds and when it last changed.

mod support;

use support::Project;

#[test]
fn text_and_json_say_the_same() {
    let project =
        Project::with_sql("CREATE TABLE a (id INTEGER);\nCREATE VIEW v AS SELECT id FROM a;\n");
    project
        .run(&["status"])
        .code(2)
        .says(&["cargo schema refresh"]);
    project.run(&["refresh"]).success();
    let text = project.run(&["status"]).success().stdout;
    let json = project.run(&["status", "--json"]).success().stdout;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["table_count"], 1);
    assert_eq!(json["view_count"], 1);
    assert_eq!(json["schema_version"], 1);
    assert_eq!(json["last_sync_differences"]["low"], 2);
    for shown in [&json["fingerprint"], &json["last_sync"], &json["dialect"]] {
        assert!(
            text.contains(shown.as_str().unwrap()),
            "{shown} is not in {text}"
        );
    }
    project.write("schema.sql", "CREATE TABLE a (id INTEGER);\n");
    project.run(&["refresh"]).success();
    let text = project.run(&["status"]).success().stdout;
    assert!(
        text.contains("version       2\n") && text.contains(", 1 difference: 1 high\n"),
        "{text}"
    );
}
