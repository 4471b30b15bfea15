//! `cargo schema plan` and `apply`: what is shown is what is done, once, and losses are gated.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod support;

use support::{Output, Project};

const FIRST: &str = "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT);\n";
const WIDER: &str = "CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT, name TEXT);\n";
const NARROWER: &str = "CREATE TABLE users (id INTEGER PRIMARY KEY);\n";

/// A project whose database has the first schema.
fn project() -> Project {
    let project = Project::new();
    project.write("schema.toml", "dialect = \"sqlite\"\n");
    std::fs::write(project.path("app.db"), "").unwrap();
    change(&project, "apply", FIRST, &["--yes"]).success();
    project
}

fn change(project: &Project, command: &str, to: &str, more: &[&str]) -> Output {
    project.write("to.sql", to);
    let sides = [command, "--from", "sqlite:app.db", "--to", "to.sql"];
    project.run(&[&sides[..], more].concat())
}

#[test]
fn a_plan_is_applied_once() {
    let project = project();
    let shown = change(&project, "plan", WIDER, &["--format", "sql"]).code(1);
    assert!(
        shown.stdout.contains("ADD COLUMN \"name\" TEXT"),
        "{shown:#?}"
    );
    change(&project, "apply", WIDER, &["--dry-run"]).code(1);
    change(&project, "diff", WIDER, &[]).code(1);
    change(&project, "apply", WIDER, &["--yes"]).success();
    change(&project, "diff", WIDER, &[]).success();
    change(&project, "apply", WIDER, &["--yes"])
        .success()
        .says(&["nothing to do"]);
}

#[test]
fn a_loss_must_be_allowed() {
    let project = project();
    change(&project, "apply", NARROWER, &["--yes"])
        .code(3)
        .says(&["users.email", "--allow"]);
    change(&project, "diff", FIRST, &[]).success();
    let by_name = ["--yes", "--allow", "users.email"];
    change(&project, "apply", NARROWER, &by_name).success();
    change(&project, "diff", NARROWER, &[]).success();
}

#[test]
fn nobody_is_asked_where_there_is_no_terminal() {
    let project = project();
    change(&project, "apply", WIDER, &[])
        .code(2)
        .says(&["--yes"]);
    change(&project, "diff", FIRST, &[]).success();
}

#[test]
fn a_saved_plan_is_refused_once_the_database_has_changed() {
    let project = project();
    let plan = change(&project, "plan", WIDER, &["--format", "json"]).code(1);
    project.write("plan.json", &plan.stdout);
    let saved = ["apply", "--from", "sqlite:app.db", "plan.json", "--yes"];
    let other = format!("{FIRST}CREATE TABLE other (id INTEGER PRIMARY KEY);\n");
    change(&project, "apply", &other, &["--yes"]).success();
    project.run(&saved).code(5).says(&["make a new plan"]);
    let back = ["--yes", "--allow", "destructive"];
    change(&project, "apply", FIRST, &back).success();
    project.run(&saved).success();
    change(&project, "diff", WIDER, &[]).success();
}

#[test]
fn a_dialect_without_planner_says_so() {
    let project = Project::new();
    for dialect in schema_engine::DIALECTS {
        if dialect.planner().is_none() {
            let folder = project.path(dialect.name());
            let schema = schema_model::Schema::new(dialect.name());
            schema_model::snapshot::write(&folder, &schema).unwrap();
            project
                .run(&["plan", "--from", dialect.name(), "--to", dialect.name()])
                .code(2)
                .says(&["cannot be planned yet"]);
        }
    }
}
