//! What a report says, section by section.

use schema_model::{ObjectKind, Schema, Severity};

use super::Material;
use super::advice::advice;
use crate::command::deps::graph::Graph;
use crate::command::diff::by_severity;
use crate::entry::Entry;
use crate::summary;

/// A report.
pub struct Report<'a> {
    /// Names and values at the top.
    pub summary: Vec<(&'static str, String)>,
    /// The differences, for figures by severity; `None` when nothing was compared.
    pub entries: Option<&'a [Entry]>,
    /// The sections.
    pub sections: Vec<Section<'a>>,
}

/// A section.
pub struct Section<'a> {
    /// Its title.
    pub title: &'static str,
    /// Its content.
    pub blocks: Vec<Block<'a>>,
}

/// A piece of a section. Names in backticks are code.
pub enum Block<'a> {
    /// A sentence.
    Text(String),
    /// One line each.
    List(Vec<String>),
    /// A head, and rows that have as many cells.
    Table(Vec<&'static str>, Vec<Vec<String>>),
    /// Differences with all that belongs to them.
    Entries(&'a [Entry]),
}

/// Puts a report together.
pub fn report(material: &Material) -> Report<'_> {
    let graph = Graph::of(&material.to);
    let entries = material
        .found
        .as_ref()
        .map(|found| found.entries.as_slice());
    let mut sections = vec![recommendations(material, &graph)];
    if let Some(entries) = entries {
        sections.extend([missing(entries), by_category(entries), all(entries)]);
    }
    sections.extend([
        dependencies(&graph),
        tables(&material.to),
        code(material),
        unmodelled(material),
        statistics(material),
    ]);
    Report {
        summary: overview(material),
        entries,
        sections,
    }
}

fn overview(material: &Material) -> Vec<(&'static str, String)> {
    let mut lines = Vec::new();
    let server = |schema: &Schema| match &schema.server_version {
        Some(version) => format!("{} {version}", schema.dialect),
        None => schema.dialect.clone(),
    };
    if let Some(found) = &material.found {
        let figures = match by_severity(&found.entries) {
            none if none.is_empty() => "none".to_owned(),
            figures => figures,
        };
        lines.extend([
            ("from", material.names[0].clone()),
            ("to", material.names[1].clone()),
            ("compared", found.compared.word().to_owned()),
            ("differences", figures),
        ]);
    } else {
        lines.push(("schema", material.names[1].clone()));
    }
    lines.extend([
        ("dialect", server(&material.to)),
        ("contents", summary::contents(&material.to)),
        ("fingerprint", material.to.fingerprint().to_string()),
    ]);
    lines
}

fn recommendations(material: &Material, graph: &Graph) -> Section<'static> {
    let advice = advice(material, graph);
    Section {
        title: "Recommendations",
        blocks: vec![match advice.is_empty() {
            true => Block::Text("Nothing to recommend.".into()),
            false => Block::List(advice),
        }],
    }
}

fn missing(entries: &[Entry]) -> Section<'static> {
    let of = |verb: &str| {
        let whole = entries.iter().filter(|entry| {
            let kind = entry.object.kind;
            entry.verb == verb
                && entry.address.part.is_none()
                && entry.address.attribute.is_none()
                && matches!(kind, ObjectKind::Table | ObjectKind::View)
        });
        whole
            .map(|entry| format!("{} `{}`", entry.object.kind.word(), entry.object.name))
            .collect::<Vec<_>>()
    };
    let mut blocks = Vec::new();
    for (title, verb) in [("Only in `from`", "dropped"), ("Only in `to`", "added")] {
        let names = of(verb);
        blocks.push(Block::Text(format!(
            "{title}: {}.",
            match names.len() {
                0 => "nothing".to_owned(),
                number => number.to_string(),
            }
        )));
        if !names.is_empty() {
            blocks.push(Block::List(names));
        }
    }
    Section {
        title: "Tables and views on one side only",
        blocks,
    }
}

/// What a difference is of.
const CATEGORIES: &[&str] = &[
    "tables",
    "columns",
    "types",
    "nullability",
    "defaults",
    "keys and constraints",
    "indexes",
    "views",
    "other",
];

fn category(entry: &Entry) -> &'static str {
    let part = entry.address.part.as_ref().map(|part| part.kind.as_str());
    match (entry.object.kind, part, entry.address.attribute.as_deref()) {
        (ObjectKind::View, ..) => "views",
        (_, Some("column"), Some("type" | "logical")) => "types",
        (_, Some("column"), Some("nullable")) => "nullability",
        (_, Some("column"), Some("default")) => "defaults",
        (_, Some("column"), _) => "columns",
        (_, Some("constraint"), _) => "keys and constraints",
        (_, Some("index"), _) => "indexes",
        (ObjectKind::Table, None, None) => "tables",
        _ => "other",
    }
}

fn by_category(entries: &[Entry]) -> Section<'static> {
    let rows = CATEGORIES.iter().map(|category| {
        let of: Vec<&Entry> = entries
            .iter()
            .filter(|entry| self::category(entry) == *category)
            .collect();
        let mut row = vec![(*category).to_owned(), of.len().to_string()];
        row.extend(Severity::ALL.iter().map(|severity| {
            of.iter()
                .filter(|entry| entry.severity == *severity)
                .count()
                .to_string()
        }));
        row
    });
    Section {
        title: "Differences by kind",
        blocks: vec![Block::Table(
            vec!["kind", "all", "critical", "high", "medium", "low"],
            rows.filter(|row| row[1] != "0").collect(),
        )],
    }
}

fn all(entries: &[Entry]) -> Section<'_> {
    Section {
        title: "Differences",
        blocks: vec![Block::Entries(entries)],
    }
}

fn dependencies(graph: &Graph) -> Section<'static> {
    let mut blocks = vec![Block::Text(format!("{}.", graph.totals()))];
    if !graph.cycles.is_empty() {
        let cycles = graph.cycles.iter().map(|cycle| {
            let names: Vec<String> = cycle.iter().map(|name| format!("`{name}`")).collect();
            format!("cycle: {}", names.join(", "))
        });
        blocks.push(Block::List(cycles.collect()));
    }
    blocks.push(Block::Text(
        "An order in which they can be made; what is needed stands first.".into(),
    ));
    let mut needed: std::collections::HashMap<&str, Vec<String>> = std::collections::HashMap::new();
    for edge in &graph.edges {
        let columns = match edge.columns.is_empty() {
            true => String::new(),
            false => format!(" ({})", edge.columns.join(", ")),
        };
        needed
            .entry(&edge.from)
            .or_default()
            .push(format!("`{}`{columns}", edge.to));
    }
    let rows = graph.nodes.iter().enumerate().map(|(index, node)| {
        let needs = needed.get(node.name.as_str()).map(|needs| needs.join(", "));
        vec![
            (index + 1).to_string(),
            format!("`{}`", node.name),
            needs.unwrap_or_default(),
        ]
    });
    blocks.push(Block::Table(vec!["", "name", "needs"], rows.collect()));
    Section {
        title: "Dependencies",
        blocks,
    }
}

fn tables(schema: &Schema) -> Section<'static> {
    let rows = schema.tables.iter().map(|table| {
        let key = table.primary_key().map(|key| key.columns.join(", "));
        vec![
            format!("`{}`", table.name),
            table.columns.len().to_string(),
            key.unwrap_or_else(|| "none".into()),
            table.constraints.len().to_string(),
            table.indexes.len().to_string(),
            table.comment.clone().unwrap_or_default().replace('`', "'"),
        ]
    });
    Section {
        title: "Tables",
        blocks: vec![Block::Table(
            vec![
                "name",
                "columns",
                "primary key",
                "constraints",
                "indexes",
                "comment",
            ],
            rows.collect(),
        )],
    }
}

fn code(material: &Material) -> Section<'static> {
    let rows = material.code.mappings().map(|(path, mapping)| {
        let stands_for = mapping
            .table
            .iter()
            .chain(&mapping.types)
            .chain(&mapping.columns);
        let stands_for: Vec<String> = stands_for
            .map(|name| format!("`{}`", name.replace('`', "'")))
            .collect();
        vec![
            format!("`{}`", mapping.name),
            stands_for.join(", "),
            format!("{}:{}", path.display(), mapping.span.start().line),
        ]
    });
    let rows: Vec<_> = rows.collect();
    Section {
        title: "Checked code",
        blocks: vec![match rows.is_empty() {
            true => Block::Text("No struct or enum derives `SchemaChecked`.".into()),
            false => Block::Table(vec!["item", "stands for", "place"], rows),
        }],
    }
}

fn unmodelled(material: &Material) -> Section<'static> {
    let rows = material.to.unmodelled.iter().map(|one| {
        let name = one.name.replace('`', "'").replace('\n', " ");
        vec![
            one.kind.clone(),
            format!("`{name}`"),
            one.place.clone(),
            one.reason.clone(),
        ]
    });
    let rows: Vec<_> = rows.collect();
    Section {
        title: "Not modelled",
        blocks: vec![match rows.is_empty() {
            true => Block::Text("Everything that was found is modelled.".into()),
            false => Block::Table(vec!["kind", "name", "place", "reason"], rows),
        }],
    }
}

fn statistics(material: &Material) -> Section<'static> {
    let columns = |schema: &Schema| {
        schema
            .tables
            .iter()
            .map(|table| table.columns.len())
            .sum::<usize>()
    };
    let mut rows = vec![
        vec![
            "tables analysed".to_owned(),
            material.to.tables.len().to_string(),
        ],
        vec![
            "columns analysed".to_owned(),
            columns(&material.to).to_string(),
        ],
        vec![
            "files of Rust looked at".to_owned(),
            material.code.files.to_string(),
        ],
        vec![
            "checked structs and enums".to_owned(),
            material.code.items.len().to_string(),
        ],
        vec![
            "skipped: not modelled".to_owned(),
            material.to.unmodelled.len().to_string(),
        ],
        vec![
            "errors: files that could not be read".to_owned(),
            material.code.unread.len().to_string(),
        ],
    ];
    if let Some(found) = &material.found {
        rows.push(vec![
            "skipped: accepted differences".into(),
            found.accepted.len().to_string(),
        ]);
    }
    let mut blocks = vec![Block::Table(vec!["what", "number"], rows)];
    let unread = material.code.unread.iter();
    let unread: Vec<String> = unread
        .map(|(path, reason)| format!("`{}`: {reason}", path.display()))
        .collect();
    if !unread.is_empty() {
        blocks.push(Block::List(unread));
    }
    Section {
        title: "Statistics",
        blocks,
    }
}
