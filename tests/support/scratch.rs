//! Empty databases for tests.
//!
//! A dialect that needs a server for that finds its URL in `SCHEMA_TEST_<DIALECT>`, which `cargo
//! xtask test` sets. A test without it fails, and so does one without the engine's library: only the
//! value `left-out` says that this is meant.

use std::time::Duration;

use schema_engine::{Connector, Dialect, EngineError};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

const TIMEOUT: Duration = Duration::from_secs(20);

/// An empty database; none when its server was left out on purpose.
pub fn scratch(dialect: &dyn Dialect) -> Result<Option<Box<dyn Connector>>> {
    let variable = format!("SCHEMA_TEST_{}", dialect.name().to_uppercase());
    if dialect.capability().file_based {
        return match dialect.connect_scratch() {
            Err(EngineError::NotCompiled { feature, .. }) => match std::env::var(&variable).as_deref() {
                Ok("left-out") => Ok(None),
                _ => Err(format!(
                    "no library to test with: run `cargo xtask test`, which fetches it, or `cargo xtask \
                     servers -- cargo test --features schema-engine/{feature}`"
                )
                .into()),
            },
            opened => Ok(Some(opened?)),
        };
    }
    match std::env::var(&variable).as_deref() {
        Ok("left-out") => Ok(None),
        Ok(url) => Ok(Some(dialect.connect_scratch_at(url, TIMEOUT)?)),
        Err(_) => Err(format!(
            "no server to test with: set `{variable}` to the URL of one, or run `cargo xtask test`, \
             which starts one"
        )
        .into()),
    }
}
