//! `cargo schema apply`: changes a database until it has the schema that it should have.

use std::io::{BufRead, IsTerminal};
use std::path::Path;

use schema_engine::apply::{ApplyError, Permission, apply_watched, gate, wait_for_others};
use schema_engine::{Connector, Dialect, Plan, Source, Statement, dialect};
use schema_model::Schema;

use super::change::Change;
use super::plan::print;
use crate::cli::{Apply, Chosen, PlanFormat};
use crate::failure::{Failure, Outcome};
use crate::project::Project;
use crate::shell::Shell;
use crate::source;
use crate::summary;

/// Runs the command.
pub fn run(arguments: &Apply, project: &Project, shell: &mut Shell) -> Result<Outcome, Failure> {
    if let Some(path) = &arguments.plan {
        let Chosen { only, exclude } = &arguments.chosen;
        if !only.is_empty() || !exclude.is_empty() {
            return Err(Failure::new("a saved plan is applied as a whole")
                .help("give `--only` and `--exclude` to `cargo schema plan`, which makes it"));
        }
        return run_saved(arguments, path, project, shell);
    }
    wait(arguments, project, shell)?;
    let mut change = Change::load_for_plan(&arguments.sides, &arguments.allow, project, shell)?;
    change.online = arguments.online.into();
    change.observe = arguments.observe;
    let ask = |question: &str| shell.ask(question);
    let can_ask = shell.can_ask() && !arguments.yes;
    change.offer_renames(can_ask.then_some(&ask), project)?;
    change.select(&arguments.chosen, project)?;
    let plan = change.plan(project, shell)?;
    if !may_go_on(arguments, &plan, shell)? {
        return Ok(Outcome::of(!plan.is_empty()));
    }
    let mut connector = change.connect(project)?.ok_or_else(|| {
        Failure::new(format!(
            "`{}` is not a database, so nothing can be applied to it",
            change.source
        ))
        .help("name a database with `--from`; `cargo schema plan` shows the statements")
    })?;
    execute(
        arguments,
        change.dialect,
        &mut *connector,
        (&plan, Some(&change.to)),
        shell,
    )?;
    done(&plan, shell);
    Ok(Outcome::Done)
}

/// Waits while somebody else changes the database, so that the plan starts from what they leave: a
/// server goes on with a statement after the program that sent it was killed.
fn wait(arguments: &Apply, project: &Project, shell: &mut Shell) -> Result<(), Failure> {
    let from = arguments.sides.from.as_deref();
    let Some(Source::Database { dialect, url }) = source::find(from, project, shell)? else {
        return Ok(());
    };
    let _progress = shell.progress("waiting until nobody else changes the database");
    let mut connector = dialect.connect(&url, project.timeout)?;
    wait_for_others(&mut *connector).map_err(refusal)
}

fn run_saved(
    arguments: &Apply,
    path: &Path,
    project: &Project,
    shell: &mut Shell,
) -> Result<Outcome, Failure> {
    let shown = path.display();
    let text = std::fs::read_to_string(path)
        .map_err(|error| Failure::new(format!("failed to read plan `{shown}`: {error}")))?;
    let plan: Plan = serde_json::from_str(&text)
        .map_err(|error| Failure::new(format!("`{shown}` is not a plan: {error}")))?;
    let url = arguments.sides.from.as_deref().ok_or_else(|| {
        Failure::new("a saved plan does not say which database it is for")
            .help("name the database with `--from`")
    })?;
    shell.learn_secrets(url);
    let known = dialect(&plan.dialect).ok_or_else(|| {
        Failure::new(format!(
            "`{shown}` is for dialect `{}`, which this build does not know",
            plan.dialect
        ))
    })?;
    let source = Source::parse(url, known, Path::new(""))?;
    let Source::Database { dialect, url } = &source else {
        return Err(Failure::new(format!("`{source}` is not a database")));
    };
    if !may_go_on(arguments, &plan, shell)? {
        return Ok(Outcome::of(!plan.is_empty()));
    }
    let mut connector = dialect.connect(url, project.timeout)?;
    // A server says only when it is asked which dialect of its protocol it speaks.
    if dialect.name() != known.name() && connector.introspect()?.dialect != plan.dialect {
        return Err(Failure::new(format!(
            "`{shown}` is a plan for {}, and `{source}` is not",
            known.capability().display_name
        )));
    }
    execute(arguments, known, &mut *connector, (&plan, None), shell)?;
    done(&plan, shell);
    Ok(Outcome::Done)
}

/// Shows the plan, looks at the gates, and asks; false when nothing is to be done.
fn may_go_on(arguments: &Apply, plan: &Plan, shell: &Shell) -> Result<bool, Failure> {
    if arguments.dry_run {
        print(plan, PlanFormat::Text, shell)?;
        return Ok(false);
    }
    gate(plan, &permission(arguments)).map_err(refusal)?;
    if plan.is_empty() || arguments.yes {
        // Whoever does not see the plan is told what it leaves out all the same.
        for note in &plan.notes {
            shell.note(format_args!("note: {note}"));
        }
        return Ok(true);
    }
    print(plan, PlanFormat::Text, shell)?;
    if !std::io::stdin().is_terminal() {
        return Err(
            Failure::new("nobody can be asked whether to go on: this is no terminal")
                .help("add `--yes` to apply the plan, or `--dry-run` to look at it"),
        );
    }
    shell.note("apply these statements? type `yes`");
    let mut answer = String::new();
    std::io::stdin()
        .lock()
        .read_line(&mut answer)
        .map_err(|error| Failure::new(format!("failed to read the answer: {error}")))?;
    if answer.trim() == "yes" {
        return Ok(true);
    }
    Err(Failure::new(
        "not applied, because the answer was not `yes`",
    ))
}

/// Runs the statements, and says which one it is at.
fn execute(
    arguments: &Apply,
    dialect: &dyn Dialect,
    connector: &mut dyn Connector,
    (plan, to): (&Plan, Option<&Schema>),
    shell: &Shell,
) -> Result<(), Failure> {
    let count = plan.statements.len();
    let progress = shell.progress("reading the database");
    let watch = |number: usize, statement: &Statement| {
        let line = statement.sql.lines().next().unwrap_or_default();
        let text = format!("statement {number} of {count}: {line}");
        shell.detail(&text);
        progress.set(text);
    };
    apply_watched(dialect, connector, plan, to, &permission(arguments), &watch).map_err(refusal)
}

fn permission(arguments: &Apply) -> Permission {
    Permission {
        destructive: arguments.allow.iter().any(|word| word == "destructive"),
        objects: arguments.allow.clone(),
        unproven: arguments.unproven,
    }
}

fn refusal(error: ApplyError) -> Failure {
    let code = match &error {
        ApplyError::Destructive { .. } => 3,
        ApplyError::NotProven { .. } | ApplyError::Strayed { .. } => 4,
        ApplyError::Changed { .. } => 5,
        _ => 2,
    };
    Failure::new(error).code(code)
}

fn done(plan: &Plan, shell: &Shell) {
    match plan.statements.len() {
        0 => shell.note("nothing to do: the database is as it should be"),
        number => shell.note(format_args!(
            "applied {}; the database was read back and is as it should be",
            summary::count(number, "statement")
        )),
    }
}
