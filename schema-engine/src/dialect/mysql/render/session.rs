//! The session in which statements are executed: its settings, and the statements so far.

use schema_model::Options;

use crate::dialect::mysql::types::quote_text;

/// Settings for everything that carries none of its own: dates that are none are allowed as
/// defaults, and nothing else is let pass.
const USUAL: &[(&str, &str)] = &[
    ("time_zone", "+00:00"),
    (
        "sql_mode",
        "STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION,ALLOW_INVALID_DATES",
    ),
];

/// Statements, and what the session is set to after them.
pub(super) struct Session {
    /// The statements.
    pub statements: Vec<String>,
    now: Options,
}

impl Session {
    /// The usual settings.
    pub fn begin() -> Self {
        Self {
            statements: vec!["SET NAMES utf8mb4".into()],
            now: Options::new(),
        }
    }

    /// Adds a statement, under the usual settings.
    pub fn push(&mut self, statement: String) {
        self.usual_names();
        for (name, value) in USUAL {
            self.set(name, value);
        }
        self.statements.push(statement);
    }

    /// Adds the statement that makes an object, under the settings and for the account that the
    /// object carries.
    pub fn make(&mut self, definition: &str, options: &Options) {
        let settings = [
            ("sql_mode", "sql_mode"),
            ("time_zone", "time_zone"),
            ("charset_client", "character_set_client"),
            ("collation_connection", "collation_connection"),
        ];
        for (option, setting) in settings {
            if let Some(value) = options.get(option) {
                self.set(setting, value);
            }
        }
        self.statements.push(make_text(definition, options));
    }

    /// Adds statements that bring their own settings.
    pub fn make_as_written(&mut self, statements: &[String]) {
        self.usual_names();
        self.now.clear();
        self.statements.extend_from_slice(statements);
    }

    /// The statements, with the session as it was.
    pub fn end(mut self) -> Vec<String> {
        self.usual_names();
        let defaults = USUAL
            .iter()
            .map(|(name, _)| format!("SESSION {name} = DEFAULT"));
        let defaults: Vec<String> = defaults.collect();
        self.statements.push(format!("SET {}", defaults.join(", ")));
        self.statements
    }

    fn usual_names(&mut self) {
        let client = self.now.remove("character_set_client");
        let connection = self.now.remove("collation_connection");
        if client.is_some() || connection.is_some() {
            self.statements.push("SET NAMES utf8mb4".into());
        }
    }

    fn set(&mut self, name: &str, value: &str) {
        if self.now.get(name).is_some_and(|now| now == value) {
            return;
        }
        self.now.insert(name.into(), value.into());
        self.statements
            .push(format!("SET SESSION {name} = {}", quote_text(value)));
    }
}

/// The statement that makes an object for the account that it carries.
pub(in crate::dialect::mysql) fn make_text(definition: &str, options: &Options) -> String {
    match (options.get("definer"), split_create(definition)) {
        (Some(definer), Some(rest)) => format!("CREATE DEFINER={definer} {rest}"),
        _ => definition.to_owned(),
    }
}

fn split_create(definition: &str) -> Option<&str> {
    let (word, rest) = definition.split_once(char::is_whitespace)?;
    word.eq_ignore_ascii_case("create")
        .then(|| rest.trim_start())
}
