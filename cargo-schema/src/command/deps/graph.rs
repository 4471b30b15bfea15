//! Tables and views with what they need, in an order in which they can be made.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::algo::tarjan_scc;
use petgraph::graph::DiGraph;
use schema_model::{ConstraintKind, ObjectKind, Schema, Table, View};

use crate::summary::count;

/// A table or view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Its name.
    pub name: String,
    /// Whether it is a view.
    pub is_view: bool,
}

/// One needs another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edge {
    /// What needs.
    pub from: String,
    /// What is needed.
    pub to: String,
    /// The columns of a foreign key; empty for a view that reads.
    pub columns: Vec<String>,
}

/// Tables and views with what they need.
#[derive(Debug, Clone, Default)]
pub struct Graph {
    /// What is needed stands before what needs it, but inside a cycle.
    pub nodes: Vec<Node>,
    /// Who needs whom.
    pub edges: Vec<Edge>,
    /// Groups that need each other in a circle.
    pub cycles: Vec<Vec<String>>,
}

impl Graph {
    /// `3 relations, 2 references, 0 cycles`.
    pub fn totals(&self) -> String {
        format!(
            "{}, {}, {}",
            count(self.nodes.len(), "relation"),
            count(self.edges.len(), "reference"),
            count(self.cycles.len(), "cycle"),
        )
    }

    /// The graph of a schema.
    pub fn of(schema: &Schema) -> Self {
        let nodes: Vec<Node> = schema
            .tables
            .iter()
            .map(table_node)
            .chain(schema.views.iter().map(view_node))
            .collect();
        let edges = schema
            .tables
            .iter()
            .flat_map(table_edges)
            .chain(schema.views.iter().flat_map(view_edges));
        Self::sorted(nodes, edges.collect())
    }

    /// What one table or view needs, and what needs it, through others too.
    pub fn around(&self, name: &str) -> Option<Self> {
        let name = &self.nodes.iter().find(|node| node.name == name)?.name;
        let mut kept = self.reached(name, |edge| (&edge.from, &edge.to));
        kept.extend(self.reached(name, |edge| (&edge.to, &edge.from)));
        let nodes = self
            .nodes
            .iter()
            .filter(|node| kept.contains(node.name.as_str()));
        let edges = self
            .edges
            .iter()
            .filter(|edge| kept.contains(edge.from.as_str()) && kept.contains(edge.to.as_str()));
        Some(Self::sorted(
            nodes.cloned().collect(),
            edges.cloned().collect(),
        ))
    }

    fn reached<'a>(
        &'a self,
        start: &'a str,
        ends: impl Fn(&'a Edge) -> (&'a String, &'a String),
    ) -> BTreeSet<&'a str> {
        let mut reached = BTreeSet::from([start]);
        let mut open = vec![start];
        while let Some(name) = open.pop() {
            for (near, far) in self.edges.iter().map(&ends) {
                if near == name && reached.insert(far) {
                    open.push(far);
                }
            }
        }
        reached
    }

    /// Brings the nodes into order and finds the cycles.
    fn sorted(nodes: Vec<Node>, edges: Vec<Edge>) -> Self {
        let mut graph = DiGraph::new();
        // Whatever order they come in, the answer is the same.
        let by_name: BTreeMap<String, Node> = nodes
            .into_iter()
            .map(|node| (node.name.clone(), node))
            .collect();
        let indices: BTreeMap<&str, _> = by_name
            .keys()
            .map(|name| (name.as_str(), graph.add_node(name.as_str())))
            .collect();
        let edges: BTreeSet<Edge> = edges.into_iter().collect();
        for edge in &edges {
            if let (Some(from), Some(to)) = (
                indices.get(edge.from.as_str()),
                indices.get(edge.to.as_str()),
            ) {
                graph.add_edge(*from, *to, ());
            }
        }
        // The algorithm gives what is needed before what needs it.
        let groups: Vec<Vec<String>> = tarjan_scc(&graph)
            .into_iter()
            .map(|group| {
                let mut names: Vec<_> = group
                    .into_iter()
                    .map(|index| graph[index].to_owned())
                    .collect();
                names.sort();
                names
            })
            .collect();
        Self {
            nodes: groups
                .iter()
                .flatten()
                .map(|name| by_name[name].clone())
                .collect(),
            cycles: groups.into_iter().filter(|group| group.len() > 1).collect(),
            edges: edges.into_iter().collect(),
        }
    }
}

fn table_node(table: &Table) -> Node {
    Node {
        name: table.name.to_string(),
        is_view: false,
    }
}

fn view_node(view: &View) -> Node {
    Node {
        name: view.name.to_string(),
        is_view: true,
    }
}

fn table_edges(table: &Table) -> Vec<Edge> {
    let keys = table
        .constraints
        .iter()
        .filter_map(|constraint| match &constraint.kind {
            ConstraintKind::ForeignKey(key) => Some(key),
            _ => None,
        });
    let mut edges: Vec<Edge> = keys
        .map(|key| Edge {
            from: table.name.to_string(),
            to: key.references.to_string(),
            columns: key.columns.clone(),
        })
        .collect();
    let parents = table
        .inherits
        .iter()
        .chain(table.partition_of.iter().map(|part| &part.parent));
    edges.extend(parents.map(|parent| Edge {
        from: table.name.to_string(),
        to: parent.to_string(),
        columns: Vec::new(),
    }));
    edges
}

fn view_edges(view: &View) -> Vec<Edge> {
    view.depends_on
        .iter()
        .filter(|key| matches!(key.kind, ObjectKind::Table | ObjectKind::View))
        .map(|key| Edge {
            from: view.name.to_string(),
            to: key.name.to_string(),
            columns: Vec::new(),
        })
        .collect()
}
