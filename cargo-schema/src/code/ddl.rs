//! The DDL in the sources of a project, each piece with its place.
//!
//! String literals of Rust count, files that `include_str!` names, and texts in the files that
//! `ddl` under `[code]` of `schema.toml` names. What is only compiled for tests does not.

use std::path::{Path, PathBuf};

use proc_macro2::TokenStream;
use schema_engine::declared::is_declaration;
use schema_engine::{Dialect, SqlFile};

use super::files::{other_files, rust_files};
use super::literals::{Text, texts_of};
use super::quoted::texts_in;
use crate::project::Project;

/// The DDL of a project.
#[derive(Default)]
pub struct Ddl {
    /// Each piece in a file of its own, at its own line.
    pub pieces: Vec<SqlFile>,
    /// Files that could not be read, and why.
    pub unread: Vec<(PathBuf, String)>,
}

impl Ddl {
    /// Looks through the sources of a project.
    pub fn scan(project: &Project, dialect: &dyn Dialect) -> Self {
        let mut ddl = Self::default();
        let settings = &project.settings.code;
        for file in rust_files(&project.folder, &settings.exclude) {
            if file.is_program() {
                ddl.take(&file.path, dialect, rust_texts);
            }
        }
        for path in other_files(&project.folder, &settings.ddl, &settings.exclude) {
            ddl.take(&path, dialect, other_texts);
        }
        ddl
    }

    fn take(&mut self, path: &Path, dialect: &dyn Dialect, texts: Texts) {
        let source = std::fs::read_to_string(path).map_err(|error| error.to_string());
        match source.and_then(|source| texts(path, &source)) {
            Ok(texts) => {
                let texts = texts
                    .into_iter()
                    .filter(|it| is_declaration(dialect, &it.text));
                for piece in texts.map(piece) {
                    // A file can be named by a pattern and included as well.
                    if !self.pieces.contains(&piece) {
                        self.pieces.push(piece);
                    }
                }
            }
            Err(reason) => self.unread.push((path.to_owned(), reason)),
        }
    }
}

type Texts = fn(&Path, &str) -> Result<Vec<Text>, String>;

fn rust_texts(path: &Path, source: &str) -> Result<Vec<Text>, String> {
    let lower = source.to_ascii_lowercase();
    if !lower.contains("create") && !lower.contains("include_str") {
        return Ok(Vec::new());
    }
    let tokens: TokenStream = source.parse().map_err(|error| format!("{error}"))?;
    Ok(texts_of(path, tokens))
}

/// A `.sql` file is one text.
fn other_texts(path: &Path, source: &str) -> Result<Vec<Text>, String> {
    let text = |(line, text)| Text {
        path: path.to_owned(),
        line,
        text,
    };
    let is_sql = path
        .extension()
        .is_some_and(|it| it.eq_ignore_ascii_case("sql"));
    Ok(match is_sql {
        true => vec![text((1, source.to_owned()))],
        false => texts_in(source).into_iter().map(text).collect(),
    })
}

/// The text at its own line, so that errors name it.
fn piece(text: Text) -> SqlFile {
    SqlFile {
        text: format!("{}{}", "\n".repeat(text.line - 1), text.text),
        path: text.path,
    }
}
