//! `cargo schema plan`: shows what would be done. It changes nothing.

use schema_engine::Plan;
use schema_engine::plan::{to_json, to_markdown, to_sql, to_text};

use super::change::Change;
use crate::cli::{Plan as Arguments, PlanFormat};
use crate::failure::{Failure, Outcome};
use crate::project::Project;
use crate::shell::Shell;

/// Runs the command.
pub fn run(
    arguments: &Arguments,
    project: &Project,
    shell: &mut Shell,
) -> Result<Outcome, Failure> {
    let mut change = Change::load_for_plan(&arguments.sides, &arguments.allow, project, shell)?;
    change.online = arguments.online.into();
    change.observe = arguments.observe;
    let ask = |question: &str| shell.ask(question);
    change.offer_renames(shell.can_ask().then_some(&ask), project)?;
    change.select(&arguments.chosen, project)?;
    let plan = change.plan(project, shell)?;
    print(&plan, arguments.format, shell)?;
    Ok(Outcome::of(!plan.is_empty()))
}

/// Prints a plan.
pub fn print(plan: &Plan, format: PlanFormat, shell: &Shell) -> Result<(), Failure> {
    shell.data(&match format {
        PlanFormat::Text => fitted(&to_text(plan), shell),
        PlanFormat::Json => to_json(plan),
        PlanFormat::Sql => to_sql(plan),
        PlanFormat::Markdown => to_markdown(plan),
    })
}

/// All but the statements, which people copy.
fn fitted(text: &str, shell: &Shell) -> String {
    let lines = text.split_inclusive('\n');
    let fitted = lines.map(|line| match line.starts_with("     ") {
        true => line.to_owned(),
        false => shell.fitted(line),
    });
    fitted.collect()
}
