//! `cargo schema deps`: which tables and views need which, and the order that follows.

pub mod graph;
mod render;

use schema_model::{snapshot, suggest};

use crate::cli::{Deps, DepsFormat};
use crate::failure::{Failure, Outcome};
use crate::project::Project;
use crate::shell::Shell;
use crate::source;

use graph::Graph;

/// Runs the command.
pub fn run(arguments: &Deps, project: &Project, shell: &mut Shell) -> Result<Outcome, Failure> {
    let schema = match &arguments.from {
        None => snapshot::read(&project.snapshot_folder())?,
        Some(text) => source::load(Some(text), project, shell)?.1.schema,
    };
    let mut graph = Graph::of(&schema);
    if let Some(name) = &arguments.name {
        graph = graph.around(name).ok_or_else(|| unknown(name, &graph))?;
    }
    shell.data(&match arguments.format {
        DepsFormat::Text => shell.fitted(&render::text(&graph)),
        DepsFormat::Json => render::json(&graph),
        DepsFormat::Mermaid => render::mermaid(&graph),
        DepsFormat::Dot => render::dot(&graph),
    })?;
    shell.note(graph.totals());
    Ok(Outcome::Done)
}

fn unknown(name: &str, graph: &Graph) -> Failure {
    let failure = Failure::new(format!("there is no table or view `{name}`"));
    match suggest::nearest(name, graph.nodes.iter().map(|node| node.name.as_str())) {
        Some(near) => failure.help(format!("did you mean `{near}`?")),
        None => failure.help("run `cargo schema deps` to see all"),
    }
}
