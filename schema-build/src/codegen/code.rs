//! Text of Rust code under construction: indentation, documentation, literals.

use std::fmt::{Display, Write};

use crate::ModelSettings;

/// Width that prettyplease keeps to.
const WIDTH: usize = 89;

/// What everyone writes short, unless something of the models is called like that.
const PRELUDE: &[(&str, &str)] = &[
    ("::std::option::Option::Some", "Some"),
    ("::std::option::Option", "Option"),
    ("::std::result::Result::Err", "Err"),
    ("::std::result::Result::Ok", "Ok"),
    ("::std::result::Result", "Result"),
    ("::std::string::String", "String"),
    VEC,
];
const VEC: (&str, &str) = ("::std::vec::Vec", "Vec");

/// Code that is written line by line.
pub(super) struct Code {
    text: String,
    depth: usize,
    visibility: &'static str,
    /// Whether doc comments are written.
    documented: bool,
    /// Whether a module around what is written allows code that nobody uses.
    allows_unused: bool,
    /// Whether names of the prelude mean what they always mean.
    has_prelude: bool,
}

impl Code {
    pub(super) fn new(settings: &ModelSettings) -> Self {
        // Only names that people choose can be those of the prelude.
        let is_taken = |name: &String| PRELUDE.iter().any(|(_, short)| short == name);
        Self {
            text: String::new(),
            depth: 0,
            visibility: settings.visibility.code(),
            documented: !settings.bare,
            allows_unused: false,
            has_prelude: !settings.names.values().any(is_taken),
        }
    }

    /// Nothing yet, written in the same way.
    pub(super) fn empty(&self) -> Self {
        Self {
            text: String::new(),
            depth: 0,
            ..*self
        }
    }

    /// Types and constructors as people write them.
    pub(super) fn short(&self, text: &str) -> String {
        let known = if self.has_prelude { PRELUDE } else { &[] };
        known.iter().fold(text.to_owned(), |text, (path, short)| {
            match (*path, *short) == VEC && names_crate(&text.replace(path, short)) {
                // The check knows a list of another crate's values by its whole name alone.
                true => text,
                false => text.replace(path, short),
            }
        })
    }

    /// Whether the module that is written from now on says that not all of it has to be used.
    pub(super) fn set_allows_unused(&mut self, allows_unused: bool) {
        self.allows_unused = allows_unused;
    }

    pub(super) fn allows_unused(&self) -> bool {
        self.allows_unused
    }

    pub(super) fn visibility(&self) -> &'static str {
        self.visibility
    }

    /// A line at the current indentation.
    pub(super) fn line(&mut self, line: impl Display) {
        for _ in 0..self.depth {
            self.text.push_str("    ");
        }
        // Writing to a string does not fail.
        let _ = writeln!(self.text, "{line}");
    }

    /// An empty line, unless a block has just begun.
    pub(super) fn blank(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("{\n") {
            self.text.push('\n');
        }
    }

    /// Begins a block.
    pub(super) fn open(&mut self, head: impl Display) {
        self.line(format_args!("{head} {{"));
        self.depth += 1;
    }

    /// Ends a block.
    pub(super) fn close(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        // prettyplease writes empty blocks on one line.
        if self.text.ends_with(" {\n") {
            self.text.pop();
            self.text.push_str("}\n");
        } else {
            self.line("}");
        }
    }

    /// A doc comment of several paragraphs; their text is already safe.
    pub(super) fn doc(&mut self, paragraphs: &[String]) {
        if !self.documented {
            return;
        }
        for (index, paragraph) in paragraphs.iter().enumerate() {
            if index > 0 {
                self.line("///");
            }
            for line in paragraph.lines() {
                self.line(format_args!("/// {line}"));
            }
        }
    }

    /// Whether a line is short enough at the current indentation.
    pub(super) fn fits(&self, line: &str) -> bool {
        4 * self.depth + line.chars().count() <= WIDTH
    }

    /// `head: Type,`, with the arguments of the type on lines of their own when it gets too long.
    pub(super) fn typed(&mut self, head: &str, ty: &str, tail: &str) {
        let ty = self.short(ty);
        self.typed_in_full(head, &ty, tail);
    }

    /// The same with every path in full.
    pub(super) fn typed_in_full(&mut self, head: &str, ty: &str, tail: &str) {
        let line = format!("{head}{ty}{tail}");
        let broken = if self.fits(&line) {
            None
        } else {
            arguments(ty)
        };
        let Some((open, arguments, close)) = broken else {
            return self.line(line);
        };
        self.line(format_args!("{head}{open}"));
        self.depth += 1;
        for argument in arguments {
            self.typed_in_full("", argument, ",");
        }
        self.depth -= 1;
        self.line(format_args!("{close}{tail}"));
    }

    /// `head[a, b]tail`, with one element per line when it gets too long.
    pub(super) fn list(&mut self, head: &str, elements: &[String], tail: &str) {
        let line = format!("{head}[{}]{tail}", elements.join(", "));
        if elements.is_empty() || self.fits(&line) {
            return self.line(line);
        }
        self.line(format_args!("{head}["));
        self.depth += 1;
        for element in elements {
            self.line(format_args!("{element},"));
        }
        self.depth -= 1;
        self.line(format_args!("]{tail}"));
    }

    /// `#[name(a, b)]`, with one word per line when it gets too long.
    pub(super) fn attribute(&mut self, name: &str, words: &[String]) {
        let line = format!("#[{name}({})]", words.join(", "));
        if self.fits(&line) {
            return self.line(line);
        }
        self.line(format_args!("#[{name}("));
        self.depth += 1;
        for (index, word) in words.iter().enumerate() {
            let comma = if index + 1 < words.len() { "," } else { "" };
            self.line(format_args!("{word}{comma}"));
        }
        self.depth -= 1;
        self.line(")]");
    }

    /// What an item derives, one per line when it gets too long.
    pub(super) fn derives(&mut self, derives: &[String]) {
        if derives.is_empty() {
            return;
        }
        let line = format!("#[derive({})]", derives.join(", "));
        if self.fits(&line) {
            return self.line(line);
        }
        self.line("#[derive(");
        for (index, derive) in derives.iter().enumerate() {
            let comma = if index + 1 == derives.len() { "" } else { "," };
            self.line(format_args!("    {derive}{comma}"));
        }
        self.line(")]");
    }

    /// `head { a, b }tail`, with one part per line where there are several.
    pub(super) fn braced(&mut self, head: &str, parts: &[String], tail: &str) {
        if let [part] = parts {
            let line = format!("{head} {{ {part} }}{tail}");
            if self.fits(&line) {
                return self.line(line);
            }
        }
        self.open(head);
        for part in parts {
            self.line(format_args!("{part},"));
        }
        self.depth -= 1;
        self.line(format_args!("}}{tail}"));
    }

    /// Begins a function, with one parameter per line when its head gets too long.
    pub(super) fn function(&mut self, head: &str, parameters: &[String], result: &str) {
        let result = self.short(result);
        let line = format!("{head}({}) -> {result} {{", parameters.join(", "));
        if self.fits(&line) {
            self.line(line);
        } else {
            self.line(format_args!("{head}("));
            for parameter in parameters {
                self.line(format_args!("    {parameter},"));
            }
            self.line(format_args!(") -> {result} {{"));
        }
        self.depth += 1;
    }

    /// Items that are the same for every type, after an empty line; `IDENT` stands for the type.
    pub(super) fn template(&mut self, text: &str, ident: &crate::Ident) {
        self.blank();
        self.lines(&text.replace("IDENT", &ident.to_string()));
    }

    /// Text of several lines at the current indentation.
    pub(super) fn lines(&mut self, text: &str) {
        for line in text.lines() {
            match line {
                "" => self.blank(),
                line => self.line(line),
            }
        }
    }

    /// A constant, always as visible as everything else.
    pub(super) fn constant(&mut self, name: impl Display, ty: &str, value: &str) {
        let head = format!("{} const {name}: {ty} = ", self.visibility);
        self.line(format_args!("{head}{value};"));
    }

    pub(super) fn finish(self) -> String {
        self.text
    }
}

/// Whether a type has a path that begins with `::` in it.
fn names_crate(ty: &str) -> bool {
    let mut before = ty.match_indices("::").map(|(at, _)| &ty[..at]);
    before.any(|before| !before.ends_with(|c: char| c.is_alphanumeric() || c == '_'))
}

/// A type taken apart into `Name<`, its arguments and `>`; likewise a tuple.
fn arguments(ty: &str) -> Option<(&str, Vec<&str>, &str)> {
    let start = ty.find(['<', '('])?;
    let last = ty.char_indices().next_back()?.0;
    if !ty.ends_with(['>', ')']) || last <= start {
        return None;
    }
    let inner = &ty[start + 1..last];
    let (mut parts, mut from, mut depth) = (Vec::new(), 0, 0_usize);
    for (index, c) in inner.char_indices() {
        match c {
            '<' | '(' | '[' => depth += 1,
            '>' | ')' | ']' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                parts.push(inner[from..index].trim());
                from = index + 1;
            }
            _ => {}
        }
    }
    parts.push(inner[from..].trim());
    Some((&ty[..=start], parts, &ty[last..]))
}

/// A string literal, with everything escaped that could not be seen.
pub(super) fn literal(text: &str) -> String {
    let mut literal = String::with_capacity(text.len() + 2);
    literal.push('"');
    for c in text.chars() {
        match c {
            '\'' => literal.push(c),
            c => literal.extend(c.escape_debug()),
        }
    }
    literal.push('"');
    literal
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_everyone_knows_is_written_short() {
        let names = |name: &str| ModelSettings {
            names: [("users".to_owned(), name.to_owned())].into(),
            ..ModelSettings::default()
        };
        let long = "::std::option::Option<::std::string::String>";
        assert_eq!(Code::new(&names("Person")).short(long), "Option<String>");
        assert_eq!(Code::new(&names("Option")).short(long), long);
        let code = Code::new(&ModelSettings::default());
        for (long, short) in [
            ("::std::vec::Vec<u8>", "Vec<u8>"),
            ("::std::vec::Vec<super::Mood>", "Vec<super::Mood>"),
            ("::std::vec::Vec<::a::B>", "::std::vec::Vec<::a::B>"),
        ] {
            assert_eq!(code.short(long), short);
        }
    }

    #[test]
    fn literals_hide_nothing() {
        for (text, expected) in [
            ("it's", "\"it's\""),
            ("\"; drop\n", "\"\\\"; drop\\n\""),
            ("a\u{202e}b", "\"a\\u{202e}b\""),
            ("🦀", "\"🦀\""),
        ] {
            assert_eq!(literal(text), expected);
        }
    }
}
