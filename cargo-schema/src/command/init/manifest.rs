//! Dependencies in a `Cargo.toml`, whose text otherwise stays as people wrote it.

use toml_edit::{DocumentMut, Item, Table, value};

/// What does the same by hand.
pub const COMMAND: &str = "cargo add schema-checked && cargo add --build schema-build";

const NEEDED: &[(&str, &str)] = &[
    ("dependencies", "schema-checked"),
    ("build-dependencies", "schema-build"),
];

/// The manifest with what a checked package depends on.
pub fn with_dependencies(mut manifest: DocumentMut) -> DocumentMut {
    for (table, name) in NEEDED {
        let item = manifest.entry(table).or_insert(Item::Table(Table::new()));
        if let Some(table) = item
            .as_table_like_mut()
            .filter(|table| !table.contains_key(name))
        {
            table.insert(name, value(version()));
        }
    }
    manifest
}

/// The version that this program belongs to, as far as it matters for compatibility.
fn version() -> &'static str {
    env!("CARGO_PKG_VERSION")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_wrote_stays() {
        let text = "[package]\nname = \"a\" # mine\n\n[dependencies]\n# the database\nsqlx = { version = \"0.9\" }\n";
        let manifest: DocumentMut = text.parse().unwrap();
        let once = with_dependencies(manifest).to_string();
        assert!(once.starts_with(text.trim_end()), "{once}");
        assert!(once.contains("schema-checked = \""), "{once}");
        assert!(
            once.contains("[build-dependencies]\nschema-build = \""),
            "{once}"
        );
        let twice = with_dependencies(once.parse().unwrap()).to_string();
        assert_eq!(twice, once);
    }
}
