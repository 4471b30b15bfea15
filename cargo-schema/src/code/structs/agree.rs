//! Structs over tables that DDL in the code creates: the two must agree, as the check sees it.

use std::path::Path;

use schema_check::{Environment, Level, Rule};
use schema_model::{Schema, snapshot};

use super::collect::Structs;
use super::{Ground, Place, Problems};
use crate::failure::Failure;

/// Holds structs against what the DDL comes to.
pub fn check(
    structs: &Structs,
    spoken_for: &[(usize, Place)],
    ground: &Ground<'_>,
    problems: &mut Problems,
) -> Result<(), Failure> {
    if spoken_for.is_empty() {
        return Ok(());
    }
    let folder = tempfile::tempdir().map_err(|error| {
        Failure::new(format!(
            "failed to make a folder for the schema that structs are compared with: {error}"
        ))
    })?;
    let path = folder.path().join("schema");
    snapshot::write(&path, &with_spoken(ground))?;
    for (at, ddl) in spoken_for {
        let row = &structs.rows[*at];
        for problem in problems_of(row.tokens.clone(), &path, &row.package) {
            let text = problem.message.replace("the snapshot", "the schema");
            let text = text.lines().next().unwrap_or_default().to_owned();
            problems.push(
                &row.at(problem.spans[0]),
                format_args!("{text}; the table is made at `{ddl}`, make the two alike"),
            );
        }
    }
    Ok(())
}

/// What is there, with everything that the DDL makes as the DDL makes it.
fn with_spoken(ground: &Ground<'_>) -> Schema {
    let mut schema = ground.schema.clone();
    for table in &ground.spoken.tables {
        schema.tables.retain(|known| known.name != table.name);
        schema.tables.push(table.clone());
    }
    schema.normalize();
    schema
}

fn problems_of(
    tokens: proc_macro2::TokenStream,
    snapshot: &Path,
    package: &Path,
) -> impl Iterator<Item = schema_check::Problem> {
    let environment = Environment {
        snapshot: Some(snapshot.to_owned()),
        manifest: std::path::absolute(package.join(".")).ok(),
    };
    let problems = schema_check::examine_item(tokens, &environment).problems;
    problems
        .into_iter()
        .filter(|it| it.level == Level::Error && it.rule != Rule::NoSnapshot)
}
