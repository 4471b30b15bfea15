//! `dump`: the snapshot as one document.

mod support;

use support::Project;

#[test]
fn json_is_one_document_with_the_format() {
    let project = Project::new();
    project.write(
        "schema/snapshot.json",
        "{\"format\": 1, \"dialect\": \"sqlite\"}",
    );
    project.write(
        "schema/tables/users.json",
        "{\"name\": \"users\", \"columns\": []}",
    );
    let output = project
        .run(&["schema", "dump", "--format", "json"])
        .success();
    let document: schema_model::snapshot::Document =
        schema_model::json::from_text(&output.stdout).unwrap();
    assert_eq!(document.format, 1);
    assert_eq!(document.schema.tables.len(), 1);
    assert_eq!(output.stderr, "");
    let same = project.run(&["dump", "schema"]).success();
    assert_eq!(same.stdout, output.stdout);
    let same = project.run(&["dump", "--from", "schema"]).success();
    assert_eq!(same.stdout, output.stdout);
}
