//! Reading a catalog that was recorded, for servers that tests cannot start.
//!
//! `recorded/<case>/catalog.json` holds what a server answers to each statement (texts of several
//! lines as lists of lines), `snapshot.json` what is read of it. `UPDATE_SNAPSHOTS=1` writes the
//! latter.

use std::fs;
use std::path::{Path, PathBuf};

use schema_model::differences;
use schema_model::json::{Layout, to_text};
use serde::Deserialize;
use serde_json::Value;

use super::{Server, introspect};
use crate::dialect::mysql::connector::{Refused, Rows};
use crate::dialect::mysql::ddl::read_files;
use crate::dialect::mysql::flavour::Flavour;
use crate::dialect::mysql::render::render_schema;
use crate::dialect::mysql::statements::script;
use crate::text::as_text_says;
use crate::{EngineError, SqlFile};

#[derive(Deserialize)]
struct Recorded {
    version: String,
    database: String,
    answers: Vec<Answer>,
}

#[derive(Deserialize)]
struct Answer {
    sql: Value,
    rows: Vec<Vec<Value>>,
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Array(lines) => {
            let lines: Vec<&str> = lines.iter().filter_map(Value::as_str).collect();
            Some(lines.join("\n"))
        }
        _ => None,
    }
}

impl Server for Recorded {
    fn flavour(&self) -> &'static Flavour {
        Flavour::of_version(&self.version)
    }

    fn version(&self) -> &str {
        &self.version
    }

    fn database(&self) -> &str {
        &self.database
    }

    fn rows(&mut self, intent: &str, sql: &str) -> Result<Rows, EngineError> {
        let recorded = self
            .answers
            .iter()
            .find(|answer| text(&answer.sql).as_deref() == Some(sql));
        let answer = recorded.ok_or_else(|| EngineError::Database {
            intent: intent.into(),
            message: format!("there is no recorded answer to `{sql}`"),
        })?;
        let values = |row: &Vec<Value>| row.iter().map(text).collect();
        Ok(answer.rows.iter().map(values).collect())
    }

    fn rows_of_each(
        &mut self,
        statements: &[String],
    ) -> Result<Vec<Result<Rows, Refused>>, EngineError> {
        let each = statements.iter();
        each.map(|sql| Ok(Ok(self.rows("read the catalog", sql)?)))
            .collect()
    }
}

fn cases() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/dialect/mysql/introspect/recorded");
    let entries = fs::read_dir(root).unwrap();
    entries.map(|entry| entry.unwrap().path()).collect()
}

/// What is read of a recorded catalog is as the case says, and the statements that make it again
/// are read as the same.
#[test]
fn recorded_catalogs_are_read_and_made_again() {
    let cases = cases();
    assert!(!cases.is_empty());
    for case in cases {
        let catalog = fs::read_to_string(case.join("catalog.json")).unwrap();
        let mut server: Recorded = serde_json::from_str(&catalog).unwrap();
        let schema = introspect(&mut server).unwrap();
        let document = format!("{}\n", to_text(&schema, Layout::Pretty));
        let path = case.join("snapshot.json");
        if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
            fs::write(&path, &document).unwrap();
        }
        let expected = fs::read_to_string(&path).unwrap();
        assert_eq!(expected, document, "{}", path.display());
        assert!(schema.unmodelled.is_empty(), "{:?}", schema.unmodelled);

        let flavour = server.flavour();
        let file = SqlFile {
            path: "made.sql".into(),
            text: script(&render_schema(&schema, flavour).unwrap()),
        };
        let again = read_files(&[file], flavour).unwrap();
        assert!(again.unmodelled.is_empty(), "{:?}", again.unmodelled);
        let found = differences(&as_text_says(&schema), &as_text_says(&again));
        assert!(found.is_empty(), "{found:#?}");
        assert_eq!(schema.tables.len(), again.tables.len());
        for (from, to) in schema.tables.iter().zip(&again.tables) {
            let mut to = to.clone();
            for (trigger, known) in to.triggers.iter_mut().zip(&from.triggers) {
                // The session's settings are no part of the statement.
                trigger.options.clone_from(&known.options);
            }
            assert_eq!(*from, to);
        }
    }
}
