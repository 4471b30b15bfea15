//! From the model to JSON text, in the layout of the snapshot or as one document.

use super::{Container, Sink, ToJson};

/// How text is broken into lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// Everything on one line, without spaces.
    Compact,
    /// One element per line, so that a review shows what changed: the outer object and the lists and
    /// maps directly inside it have one element per line; so does a list that is alone in such a map
    /// (the variants of an enum). Everything deeper stays on its line.
    Lines,
    /// Everything on a line of its own.
    Pretty,
}

/// The JSON text of a part of the model, without a newline at the end.
pub fn to_text(content: &dyn ToJson, layout: Layout) -> String {
    let mut sink = TextSink {
        text: String::new(),
        layout,
        open: Vec::new(),
        after_key: false,
    };
    content.to_json(&mut sink);
    sink.text
}

struct TextSink {
    text: String,
    layout: Layout,
    open: Vec<Open>,
    after_key: bool,
}

/// An open list or object.
struct Open {
    container: Container,
    /// Whether each element stands on its own line.
    broken: bool,
    filled: bool,
}

impl TextSink {
    /// What stands before an element: a comma when it is not the first, a line break or a space.
    fn separate(&mut self) {
        if std::mem::take(&mut self.after_key) {
            return;
        }
        let depth = self.open.len();
        let Some(open) = self.open.last_mut() else {
            return;
        };
        let first = !std::mem::replace(&mut open.filled, true);
        if !first {
            self.text.push(',');
        }
        if open.broken {
            self.new_line(depth);
        } else if !first && self.layout != Layout::Compact {
            self.text.push(' ');
        }
    }

    fn new_line(&mut self, depth: usize) {
        self.text.push('\n');
        (0..depth).for_each(|_| self.text.push_str("  "));
    }

    fn is_broken(&self, container: Container) -> bool {
        match (self.layout, self.open.as_slice()) {
            (Layout::Compact, _) => false,
            (Layout::Pretty, _) => true,
            (Layout::Lines, [] | [_]) => true,
            (Layout::Lines, [_, parent]) => {
                parent.container == Container::Object && container == Container::List
            }
            (Layout::Lines, _) => false,
        }
    }

    fn quote(&mut self, value: &str) {
        // Only what JSON forbids inside a text needs an escape.
        if value.chars().any(|c| c < ' ' || c == '"' || c == '\\') {
            let quoted = serde_json::to_string(value).expect("a text can be written as JSON");
            self.text.push_str(&quoted);
        } else {
            self.text.push('"');
            self.text.push_str(value);
            self.text.push('"');
        }
    }
}

impl Sink for TextSink {
    fn null(&mut self) {
        self.separate();
        self.text.push_str("null");
    }

    fn bool(&mut self, value: bool) {
        self.separate();
        self.text.push_str(if value { "true" } else { "false" });
    }

    fn integer(&mut self, value: i64) {
        self.separate();
        self.text.push_str(&value.to_string());
    }

    fn text(&mut self, value: &str) {
        self.separate();
        self.quote(value);
    }

    fn begin(&mut self, container: Container) {
        self.separate();
        let broken = self.is_broken(container);
        self.text.push(match container {
            Container::List => '[',
            Container::Object => '{',
        });
        self.open.push(Open {
            container,
            broken,
            filled: false,
        });
    }

    fn key(&mut self, name: &str) {
        self.separate();
        self.quote(name);
        self.text.push_str(match self.layout {
            Layout::Compact => ":",
            Layout::Lines | Layout::Pretty => ": ",
        });
        self.after_key = true;
    }

    fn end(&mut self) {
        let Some(open) = self.open.pop() else {
            return;
        };
        if open.broken && open.filled {
            self.new_line(self.open.len());
        }
        self.text.push(match open.container {
            Container::List => ']',
            Container::Object => '}',
        });
    }
}
