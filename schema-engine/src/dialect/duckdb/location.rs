//! Where a URL says that the database is.

use std::path::PathBuf;

use percent_encoding::percent_decode_str;

/// Where a database is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Location {
    /// In memory, for one connection.
    Memory,
    /// In a file.
    File(PathBuf),
    /// At MotherDuck, under this name; its parameters as they are written.
    MotherDuck {
        /// The database; empty for the account's default.
        database: String,
        /// The token, if the URL holds one.
        token: Option<String>,
    },
}

/// Understands a URL: `duckdb:path`, `duckdb:///path`, `duckdb::memory:`, `md:name`.
pub(super) fn parse_location(url: &str) -> Result<Location, String> {
    let (scheme, rest) = url.split_once(':').unwrap_or(("", url));
    let (rest, query) = match rest.split_once('?') {
        Some((rest, query)) => (rest, query),
        None => (rest, ""),
    };
    let rest = rest.strip_prefix("//").unwrap_or(rest);
    let path = percent_decode_str(rest)
        .decode_utf8()
        .map_err(|_| "the path is not UTF-8 once it is decoded".to_owned())?;
    if scheme != "duckdb" {
        return Ok(Location::MotherDuck {
            database: path.into_owned(),
            token: parse_token(query)?,
        });
    }
    if !query.is_empty() {
        return Err("a file takes no parameters: leave out what begins with `?`, and write `%3F` for a `?` in a path".into());
    }
    match &*path {
        "" => Err("it names no file: write `duckdb:path`".into()),
        ":memory:" => Ok(Location::Memory),
        path if path.starts_with("md:") => {
            Err(format!("write `{path}` without `duckdb:` before it"))
        }
        path => Ok(Location::File(path.into())),
    }
}

fn parse_token(query: &str) -> Result<Option<String>, String> {
    let mut token = None;
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        match pair.split_once('=') {
            Some(("motherduck_token" | "token", value)) => {
                token = Some(percent_decode_str(value).decode_utf8_lossy().into_owned());
            }
            Some((name, _)) => {
                return Err(format!(
                    "parameter `{name}` is unknown; known is `motherduck_token`"
                ));
            }
            None => return Err("a parameter has no `=`".into()),
        }
    }
    Ok(token)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_are_understood() {
        for (url, location) in [
            ("duckdb:a%20b.db", Location::File("a b.db".into())),
            ("duckdb:///tmp/a.db", Location::File("/tmp/a.db".into())),
            ("duckdb::memory:", Location::Memory),
            (
                "md:shop?motherduck_token=a%2Bb",
                Location::MotherDuck {
                    database: "shop".into(),
                    token: Some("a+b".into()),
                },
            ),
            (
                "md:",
                Location::MotherDuck {
                    database: String::new(),
                    token: None,
                },
            ),
        ] {
            assert_eq!(parse_location(url), Ok(location), "{url}");
        }
        for url in [
            "duckdb:",
            "duckdb:a?b=c",
            "duckdb:%FF",
            "md:a?b=c",
            "duckdb:md:a",
            "md:a?b",
        ] {
            assert!(parse_location(url).is_err(), "{url}");
        }
    }
}
