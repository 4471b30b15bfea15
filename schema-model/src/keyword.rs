//! Words of Rust that a name has to avoid, or to write raw.

/// Keywords of all editions that can be written raw, the reserved ones among them.
const RAW: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// Keywords that cannot be written raw.
const NEVER_RAW: &[&str] = &["crate", "self", "Self", "super"];

/// Whether a name has to be written raw, as in `r#type`.
pub fn needs_raw(name: &str) -> bool {
    RAW.contains(&name)
}

/// Whether no identifier can have this name, raw or not.
pub fn is_never_raw(name: &str) -> bool {
    NEVER_RAW.contains(&name)
}
