//! The graph as text, JSON, Mermaid and DOT.

use serde_json::json;

use super::graph::{Edge, Graph, Node};

/// For people: in order, each with what it needs.
pub fn text(graph: &Graph) -> String {
    let width = graph
        .nodes
        .iter()
        .map(|node| node.name.chars().count())
        .max()
        .unwrap_or(0);
    let mut text = String::new();
    for node in &graph.nodes {
        let needs: Vec<String> = edges_of(graph, node).map(need).collect();
        let line = format!("{:<width$}  {}", node.name, needs.join(", "));
        text.push_str(line.trim_end());
        text.push('\n');
    }
    for cycle in &graph.cycles {
        text.push_str(&format!("\ncycle: {}\n", cycle.join(", ")));
    }
    text
}

fn need(edge: &Edge) -> String {
    if edge.columns.is_empty() {
        format!("-> {}", edge.to)
    } else {
        format!("-> {} ({})", edge.to, edge.columns.join(", "))
    }
}

/// One document.
pub fn json(graph: &Graph) -> String {
    let order: Vec<_> = graph
        .nodes
        .iter()
        .map(|node| json!({"name": node.name, "kind": kind(node)}))
        .collect();
    let edges: Vec<_> = graph
        .edges
        .iter()
        .map(|edge| json!({"from": edge.from, "to": edge.to, "columns": edge.columns}))
        .collect();
    format!(
        "{:#}\n",
        json!({"order": order, "edges": edges, "cycles": graph.cycles})
    )
}

/// A Mermaid flowchart.
pub fn mermaid(graph: &Graph) -> String {
    let mut text = String::from("flowchart LR\n");
    for (index, node) in graph.nodes.iter().enumerate() {
        // Mermaid reads `#…;` as a character.
        let name: String = node
            .name
            .chars()
            .map(|c| match c {
                c if c.is_alphanumeric() || "_.- ".contains(c) => c.to_string(),
                c => format!("#{};", u32::from(c)),
            })
            .collect();
        let (open, close) = if node.is_view {
            ("([", "])")
        } else {
            ("[", "]")
        };
        text.push_str(&format!("    n{index}{open}\"{name}\"{close}\n"));
    }
    for (from, to) in numbered_edges(graph) {
        text.push_str(&format!("    n{from} --> n{to}\n"));
    }
    text
}

/// A Graphviz graph.
pub fn dot(graph: &Graph) -> String {
    let mut text = String::from("digraph schema {\n    rankdir = LR;\n    node [shape = box];\n");
    for (index, node) in graph.nodes.iter().enumerate() {
        let name = node
            .name
            .replace('\\', "\\\\")
            .replace('"', "\\\"")
            .replace('\n', "\\n");
        let style = if node.is_view {
            ", style = rounded"
        } else {
            ""
        };
        text.push_str(&format!("    n{index} [label = \"{name}\"{style}];\n"));
    }
    for (from, to) in numbered_edges(graph) {
        text.push_str(&format!("    n{from} -> n{to};\n"));
    }
    text.push_str("}\n");
    text
}

fn kind(node: &Node) -> &'static str {
    if node.is_view { "view" } else { "table" }
}

fn edges_of<'a>(graph: &'a Graph, node: &'a Node) -> impl Iterator<Item = &'a Edge> {
    graph.edges.iter().filter(|edge| edge.from == node.name)
}

/// Edges between nodes that are there, by their places.
fn numbered_edges(graph: &Graph) -> Vec<(usize, usize)> {
    let place = |name: &str| graph.nodes.iter().position(|node| node.name == name);
    let mut edges: Vec<_> = graph
        .edges
        .iter()
        .filter_map(|edge| Some((place(&edge.from)?, place(&edge.to)?)))
        .collect();
    edges.dedup();
    edges
}
