//! The texts of new files.

use crate::cli::Ci;

/// A build script that does nothing else.
pub const BUILD_SCRIPT: &str = "\
//! Hands the snapshot of the schema to the code that is checked against it.

fn main() {
    schema_build::run();
}
";

/// A workflow for pull requests, each day and by hand, and the action that it uses.
pub const GITHUB: &[(&str, &str)] = &[
    (
        ".github/workflows/schema.yml",
        include_str!("../../templates/github-workflow.yml"),
    ),
    (
        ".github/actions/schema/action.yml",
        include_str!("../../templates/github-action.yml"),
    ),
];

/// A file to include in `.gitlab-ci.yml`.
pub const GITLAB: &[(&str, &str)] = &[(
    ".gitlab/schema.yml",
    include_str!("../../templates/gitlab.yml"),
)];

/// What is left to do for a system.
pub fn advice(ci: Ci) -> &'static str {
    match ci {
        Ci::Github => {
            "give the repository a secret SCHEMA_DATABASE_URL if the daily check shall look at a database"
        }
        Ci::Gitlab => {
            "add `include: '/.gitlab/schema.yml'` to .gitlab-ci.yml, and the variable SCHEMA_DATABASE_URL"
        }
    }
}

/// New settings.
pub fn settings(dialect: Option<&str>, source: Option<&str>) -> String {
    let mut text = String::from(
        "# Settings of schema-checked, which `cargo schema` and the build script share.\n\n\
         # The dialect of `.sql` text.\n",
    );
    let line = dialect.map(|name| format!("dialect = \"{name}\"\n\n"));
    text.push_str(line.as_deref().unwrap_or("# dialect = \"…\"\n\n"));
    text.push_str(
        "# Where the schema comes from. Without it: DATABASE_URL from the environment or `.env`,\n\
         # else `schema.sql`.\n",
    );
    text.push_str(&match source {
        Some(source) => format!("source = {}\n", toml_edit::value(source)),
        None => "# source = \"$DATABASE_URL\"\n".to_owned(),
    });
    text
}
