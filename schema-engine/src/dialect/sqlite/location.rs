//! What a `sqlite:` URL names.
//!
//! `sqlite:path`, `sqlite://path`, `sqlite:///absolute/path` and `sqlite::memory:`, each with an
//! optional query. The path may be percent-encoded. The query's `mode=memory` is honoured; other
//! modes are not, since reading never writes and no file is ever created.

use std::path::PathBuf;

use percent_encoding::percent_decode_str;

/// What a URL names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Location {
    /// A file.
    File(PathBuf),
    /// An empty database in memory.
    Memory,
}

/// Understands a URL; the error says what is wrong with it.
pub(super) fn parse_location(url: &str) -> Result<Location, String> {
    let rest = url.strip_prefix("sqlite:").unwrap_or(url);
    let rest = rest.strip_prefix("//").unwrap_or(rest);
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let mut memory = path == ":memory:";
    for (key, value) in query.split('&').filter_map(|pair| pair.split_once('=')) {
        match key {
            "mode" => memory |= value == "memory",
            "cache" | "immutable" => {}
            _ => {
                return Err(format!(
                    "the URL's query has `{key}`; known are `mode`, `cache` and `immutable`"
                ));
            }
        }
    }
    if memory {
        return Ok(Location::Memory);
    }
    if path.is_empty() {
        return Err("the URL names no file: write `sqlite:path/to/file.db`".into());
    }
    let path = percent_decode_str(path)
        .decode_utf8()
        .map_err(|_| "the path is not UTF-8 once its `%` escapes are undone".to_owned())?;
    Ok(Location::File(PathBuf::from(path.as_ref())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_url_names_its_file() {
        for (url, path) in [
            ("sqlite:a.db", "a.db"),
            ("sqlite://a.db", "a.db"),
            ("sqlite:///tmp/a.db", "/tmp/a.db"),
            ("sqlite:/tmp/a.db", "/tmp/a.db"),
            ("sqlite:a b%20c%3F.db?mode=rwc", "a b c?.db"),
            ("sqlite:100%.db", "100%.db"),
        ] {
            assert_eq!(
                parse_location(url),
                Ok(Location::File(path.into())),
                "{url}"
            );
        }
        for url in [
            "sqlite::memory:",
            "sqlite://:memory:",
            "sqlite:x?mode=memory",
        ] {
            assert_eq!(parse_location(url), Ok(Location::Memory), "{url}");
        }
        for url in ["sqlite:", "sqlite://", "sqlite:a?key=secret", "sqlite:%FF"] {
            assert!(parse_location(url).is_err(), "{url}");
        }
    }
}
