//! One HTML file that needs nothing else: style and script are inside, and it loads nothing.
//!
//! Everything that a database or a program says is escaped. The script only hides rows; without it
//! the page is complete.

use std::fmt::Write;

use schema_model::Severity;

use crate::entry::Entry;
use crate::entry_text::grouped;

const WRITES: &str = "writing into a String succeeds";
const STYLE: &str = include_str!("html/style.css");
const SCRIPT: &str = include_str!("html/script.js");

/// A page under construction.
pub struct Page {
    title: String,
    summary: String,
    sections: Vec<(String, String)>,
}

impl Page {
    /// A page with a title and nothing else.
    pub fn new(title: &str) -> Self {
        Self {
            title: title.to_owned(),
            summary: String::new(),
            sections: Vec::new(),
        }
    }

    /// A line of the summary.
    pub fn summary(&mut self, name: &str, value: &str) {
        write!(
            self.summary,
            "<dt>{}</dt><dd>{}</dd>",
            escape(name),
            escape(value)
        )
        .expect(WRITES);
    }

    /// How many differences there are of each severity.
    pub fn severities(&mut self, entries: &[Entry]) {
        let mut cards = String::new();
        for severity in Severity::ALL {
            let count = entries
                .iter()
                .filter(|entry| entry.severity == severity)
                .count();
            let word = severity.word();
            write!(
                cards,
                "<button class=\"card {word}\" data-severity=\"{word}\"><b>{count}</b> {word}</button>"
            )
            .expect(WRITES);
        }
        write!(
            self.summary,
            "<dt>differences</dt><dd class=\"cards\">{cards}</dd>"
        )
        .expect(WRITES);
    }

    /// A section; `body` is HTML.
    pub fn section(&mut self, title: &str, body: &str) {
        self.sections.push((title.to_owned(), body.to_owned()));
    }

    /// The file.
    pub fn finish(self) -> String {
        let title = escape(&self.title);
        let mut text = format!(
            "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <title>{title}</title>\n<style>\n{STYLE}</style>\n<header>\n<h1>{title}</h1>\n\
             <input id=\"search\" type=\"search\" placeholder=\"search tables, columns, files\" \
             aria-label=\"search\">\n<output id=\"shown\"></output>\n</header>\n<main>\n<dl>{}</dl>\n<nav>",
            self.summary
        );
        for (index, (title, _)) in self.sections.iter().enumerate() {
            write!(text, "<a href=\"#s{index}\">{}</a>", escape(title)).expect(WRITES);
        }
        text.push_str("</nav>\n");
        for (index, (title, body)) in self.sections.iter().enumerate() {
            write!(
                text,
                "<section id=\"s{index}\">\n<h2>{}</h2>\n{body}</section>\n",
                escape(title)
            )
            .expect(WRITES);
        }
        write!(text, "</main>\n<script>\n{SCRIPT}</script>\n</html>\n").expect(WRITES);
        text
    }
}

/// Differences by object.
pub fn entries(entries: &[Entry]) -> String {
    let mut text = String::new();
    for (_, entries) in grouped(entries) {
        let heading = code(&entries[0].heading());
        write!(text, "<article class=\"row\"><h3>{heading}</h3><ul>").expect(WRITES);
        for entry in entries {
            let word = entry.severity.word();
            write!(
                text,
                "<li class=\"{word}\" data-severity=\"{word}\"><span class=\"tag {word}\">{word}</span> {}<p>{}</p>",
                code(&entry.text),
                escape(&entry.reason)
            )
            .expect(WRITES);
            for place in &entry.uses {
                write!(text, "<p class=\"use\">{}</p>", code(&place.to_string())).expect(WRITES);
            }
            text.push_str("</li>");
        }
        text.push_str("</ul></article>\n");
    }
    if text.is_empty() {
        text.push_str("<p>No difference.</p>\n");
    }
    text
}

/// Rows of cells, the first row being the head. A name in backticks is shown as code.
pub fn table(head: &[&str], rows: &[Vec<String>]) -> String {
    let mut text = String::from("<table><thead><tr>");
    for cell in head {
        write!(text, "<th>{}</th>", escape(cell)).expect(WRITES);
    }
    text.push_str("</tr></thead><tbody>\n");
    for row in rows {
        text.push_str("<tr class=\"row\">");
        for cell in row {
            write!(text, "<td>{}</td>", code(cell)).expect(WRITES);
        }
        text.push_str("</tr>\n");
    }
    text.push_str("</tbody></table>\n");
    text
}

/// Text in which what stands in backticks is code.
pub fn code(text: &str) -> String {
    let mut result = String::new();
    for (index, piece) in text.split('`').enumerate() {
        let piece = escape(piece);
        match index % 2 {
            0 => result.push_str(&piece),
            _ => write!(result, "<code>{piece}</code>").expect(WRITES),
        }
    }
    result
}

/// Text that is nothing but text.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}
