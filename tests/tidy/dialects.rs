//! A dialect is named in its own folder, and in the one line that registers it. Crates that models
//! work with are often called after a database; they are named in their own folder.
//!
//! Comments and help may name databases; code may not ask for them.

use crate::tree::{self, File};

const NAMES: &[&str] = &[
    "postgres",
    "mysql",
    "mariadb",
    "sqlite",
    "duckdb",
    "motherduck",
];

/// Where code of ours that ships is.
fn is_ours(path: &str) -> bool {
    let shipped = ["schema-", "cargo-schema/src/", "src/"];
    path.contains("src/")
        && path.ends_with(".rs")
        && shipped.iter().any(|start| path.starts_with(start))
        && !path.contains("/tests/")
}

fn is_in_dialect_folder(path: &str) -> bool {
    path.contains("/codegen/mapper/")
        || path.starts_with("src/holds")
        || NAMES
            .iter()
            .any(|name| path.contains(&format!("/dialect/{name}/")))
}

/// The lines that ask for a dialect, with their numbers.
fn offences(text: &str) -> Vec<String> {
    // Unit tests stand at the end of a file.
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    let mut offences = Vec::new();
    let mut registering = false;
    let lines: Vec<&str> = code.lines().collect();
    for (index, line) in lines.iter().enumerate() {
        registering |= line.contains("const DIALECTS");
        let next = lines.get(index + 1).unwrap_or(&"");
        let declares = is_module(line) || line.trim().starts_with("#[cfg") && is_module(next);
        if !registering && !declares && asks_for_dialect(line) {
            offences.push(format!("line {}: {}", index + 1, line.trim()));
        }
        registering &= !line.contains("];");
    }
    offences
}

fn is_module(line: &str) -> bool {
    let line = line
        .trim()
        .trim_start_matches("pub ")
        .trim_start_matches("pub(crate) ");
    line.starts_with("mod ") && line.ends_with(';')
}

fn asks_for_dialect(line: &str) -> bool {
    let line = line.split("//").next().unwrap_or_default().to_lowercase();
    let names_one = |text: &str| NAMES.iter().any(|name| text.contains(name));
    if ["match dialect {", "match dialect.name()"]
        .iter()
        .any(|question| line.contains(question))
    {
        return true;
    }
    if line.contains("cfg(") || line.contains("cfg!(") {
        return names_one(&line);
    }
    // Every second piece is inside quotes. There a name alone is a question for the dialect, while
    // a sentence or a path of types is not.
    line.split('"')
        .enumerate()
        .any(|(position, piece)| match position % 2 {
            0 => names_one(piece),
            _ => NAMES.contains(&piece),
        })
}

#[test]
fn dialects_are_named_in_their_folders_only() {
    let checked: Vec<File> = tree::files_ending(".rs")
        .into_iter()
        .filter(|file| is_ours(&file.path) && !is_in_dialect_folder(&file.path))
        .collect();
    assert!(checked.len() > 30);
    let found: Vec<_> = checked
        .iter()
        .flat_map(|file| {
            let offences = offences(&file.text);
            offences
                .into_iter()
                .map(|line| format!("{} {line}", file.path))
        })
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn questions_for_a_dialect_are_found() {
    for code in [
        "match dialect {",
        "if name == \"sqlite\" {",
        "#[cfg(feature = \"postgres\")]",
        "if cfg!(feature = \"live-mysql\") {",
        "use crate::dialect::sqlite::Sqlite;",
        "DuckDb => 1,",
    ] {
        assert!(!offences(code).is_empty(), "{code}");
    }
    for code in [
        "// only sqlite does this",
        "pub mod sqlite;",
        "#[cfg(feature = \"postgres\")]\nmod postgres;",
        "pub const DIALECTS: &[&dyn Dialect] = &[\n    &sqlite::Sqlite,\n];",
        "of(\"sqlx\", \"sqlx::postgres::types::PgInterval\")",
        "help = \"a URL, as in sqlite:app.db\"",
    ] {
        assert_eq!(offences(code), [""; 0], "{code}");
    }
}
