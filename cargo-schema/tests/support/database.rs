//! A database of any engine for a test: a file in its project, or one of its own on a test server.

use std::fs;
use std::time::Duration;

use schema_engine::{Connector, Dialect, EngineError, dialect};

use crate::support::Project;

/// A database that goes away at the end of the case.
pub struct Database {
    /// How it is opened.
    pub url: String,
    /// What drops it, on a server.
    pub server: Option<(Box<dyn Connector>, String)>,
}

impl Drop for Database {
    fn drop(&mut self) {
        if let Some((server, name)) = &mut self.server {
            let _ = server.execute(&format!("DROP DATABASE {name}"));
        }
    }
}

/// Whether this build has the engine; without it only `left-out` says that this is meant.
fn is_built_in(engine: &dyn Dialect) -> bool {
    let Err(EngineError::NotCompiled { .. }) = engine.connect_scratch() else {
        return true;
    };
    let variable = format!("SCHEMA_TEST_{}", engine.name().to_uppercase());
    let said = std::env::var(variable);
    assert_eq!(
        said.as_deref(),
        Ok("left-out"),
        "run `cargo xtask test`, which builds with every engine"
    );
    false
}

/// A database of that engine with some tables; none when its server was left out on purpose.
pub fn database(project: &Project, engine: &str, label: &str, sql: &str) -> Option<Database> {
    let engine = dialect(engine).expect("the folder is named like a dialect");
    let open = |url: &str| engine.connect(url, Duration::from_secs(20)).unwrap();
    let mut database = if engine.capability().file_based {
        if !is_built_in(engine) {
            return None;
        }
        let path = project.path(&format!("{label}.db"));
        let url = format!("{}:{}", engine.capability().url_schemes[0], path.display());
        fs::File::create(path).unwrap();
        Database { url, server: None }
    } else {
        let variable = format!("SCHEMA_TEST_{}", engine.name().to_uppercase());
        let url = std::env::var(&variable);
        let url = url.expect("run `cargo xtask test`, which starts the servers that tests need");
        if url == "left-out" {
            return None;
        }
        let name = format!("schema_code_{}_{label}", std::process::id());
        let mut server = open(&url);
        server.execute(&format!("CREATE DATABASE {name}")).unwrap();
        let (server_url, _) = url.rsplit_once('/').unwrap();
        Database {
            url: format!("{server_url}/{name}"),
            server: Some((server, name)),
        }
    };
    let url = std::mem::take(&mut database.url);
    open(&url).execute(sql).unwrap();
    database.url = url;
    Some(database)
}
