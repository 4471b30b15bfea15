//! A report as Markdown and as one HTML file.

use std::fmt::Write;

use super::content::{Block, Report};
use crate::command::diff::{escape, markdown_entries};
use crate::html::{self, Page};

const TITLE: &str = "Schema report";
const WRITES: &str = "writing into a String succeeds";

/// For a repository or a comment.
pub fn markdown(report: &Report<'_>) -> String {
    let mut text = format!("# {TITLE}\n\n");
    for (name, value) in &report.summary {
        writeln!(text, "- {name}: {}", escape(value)).expect(WRITES);
    }
    for section in &report.sections {
        write!(text, "\n## {}\n", section.title).expect(WRITES);
        for block in &section.blocks {
            text.push('\n');
            markdown_block(&mut text, block);
        }
    }
    text
}

fn markdown_block(text: &mut String, block: &Block<'_>) {
    match block {
        Block::Text(line) => writeln!(text, "{}", escape(line)).expect(WRITES),
        Block::List(lines) => {
            for line in lines {
                writeln!(text, "- {}", escape(line)).expect(WRITES);
            }
        }
        Block::Table(head, rows) => {
            writeln!(text, "| {} |", head.join(" | ")).expect(WRITES);
            writeln!(text, "|{}", "---|".repeat(head.len())).expect(WRITES);
            for row in rows {
                let cells: Vec<String> = row.iter().map(|cell| markdown_cell(cell)).collect();
                writeln!(text, "| {} |", cells.join(" | ")).expect(WRITES);
            }
        }
        Block::Entries([]) => text.push_str("No difference.\n"),
        Block::Entries(entries) => {
            let mut inner = String::new();
            markdown_entries(&mut inner, entries, "###");
            text.push_str(inner.trim_start());
        }
    }
}

fn markdown_cell(cell: &str) -> String {
    escape(cell).replace('|', "\\|").replace('\n', " ")
}

/// For a browser.
pub fn html(report: &Report<'_>) -> String {
    let mut page = Page::new(TITLE);
    for (name, value) in &report.summary {
        if *name != "differences" {
            page.summary(name, value);
        }
    }
    if let Some(entries) = report.entries {
        page.severities(entries);
    }
    for section in &report.sections {
        let body: String = section.blocks.iter().map(html_block).collect();
        page.section(section.title, &body);
    }
    page.finish()
}

fn html_block(block: &Block<'_>) -> String {
    match block {
        Block::Text(line) => format!("<p>{}</p>\n", html::code(line)),
        Block::List(lines) => {
            let items: String = lines
                .iter()
                .map(|line| format!("<li>{}</li>", html::code(line)))
                .collect();
            format!("<ul class=\"list\">{items}</ul>\n")
        }
        Block::Table(head, rows) => html::table(head, rows),
        Block::Entries(entries) => html::entries(entries),
    }
}
