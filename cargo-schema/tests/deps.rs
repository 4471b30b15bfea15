//! `deps`: who needs whom, and in which order.

mod support;

use support::Project;

fn project() -> Project {
    let project = Project::with_sql(
        "CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER REFERENCES customers (id));
         CREATE TABLE customers (id INTEGER PRIMARY KEY, best_friend INTEGER REFERENCES customers (id));
         CREATE TABLE hen (egg INTEGER REFERENCES egg (hen));
         CREATE TABLE egg (hen INTEGER PRIMARY KEY REFERENCES hen (egg));
         CREATE TABLE alone (\"a\" TEXT);",
    );
    project.run(&["refresh"]).success();
    project
}

#[test]
fn text_is_in_an_order_in_which_tables_can_be_made() {
    let output = project().run(&["deps"]).success();
    assert_eq!(output.stderr, "5 relations, 4 references, 1 cycle\n");
    assert_eq!(
        output.stdout,
        "alone\n\
         customers  -> customers (best_friend)\n\
         egg        -> hen (hen)\n\
         hen        -> egg (egg)\n\
         orders     -> customers (customer_id)\n\
         \n\
         cycle: egg, hen\n"
    );
}

#[test]
fn one_table_is_shown_with_its_neighbours() {
    let project = project();
    let text = project.run(&["deps", "customers"]).success().stdout;
    assert!(text.contains("orders") && !text.contains("hen"), "{text}");
    project
        .run(&["deps", "custmers"])
        .code(2)
        .says(&["did you mean `customers`?"]);
}

#[test]
fn pictures_and_json() {
    let project = project();
    let mermaid = project
        .run(&["deps", "orders", "--format", "mermaid"])
        .success()
        .stdout;
    assert_eq!(
        mermaid,
        "flowchart LR\n    n0[\"customers\"]\n    n1[\"orders\"]\n    n0 --> n0\n    n1 --> n0\n"
    );
    let dot = project
        .run(&["deps", "orders", "--format", "dot"])
        .success()
        .stdout;
    assert!(
        dot.starts_with("digraph") && dot.contains("n1 -> n0;"),
        "{dot}"
    );
    let json = project.run(&["deps", "--format", "json"]).success().stdout;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["cycles"], serde_json::json!([["egg", "hen"]]));
    assert_eq!(json["order"].as_array().unwrap().len(), 5);
}
