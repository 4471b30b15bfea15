//! PostgreSQL, from version 12 on.

mod acl;
mod ddl;
mod declared;
mod diff;
mod hazard;
mod nullability;
mod plan;
mod planner;
mod quote;
mod rename;
mod render;
mod trial;
mod types;
mod view_order;

#[cfg(feature = "postgres")]
mod connect;
#[cfg(feature = "postgres")]
mod introspect;
#[cfg(feature = "postgres")]
mod observe;
#[cfg(feature = "postgres")]
mod scratch;
#[cfg(feature = "postgres")]
mod script;
#[cfg(feature = "postgres")]
mod url;

use std::time::Duration;

use schema_model::{Column, LogicalType, Schema};

#[cfg(feature = "postgres")]
use crate::split::Piece;
use crate::{Capability, Connector, Dialect, EngineError, Planner, SqlFile};

/// The PostgreSQL dialect.
pub struct Postgres;

const CAPABILITY: Capability = Capability {
    display_name: "PostgreSQL",
    url_schemes: &["postgres", "postgresql"],
    file_based: false,
    log_suffix: None,
    namespaces: true,
    file_mark: None,
};

impl Dialect for Postgres {
    fn name(&self) -> &'static str {
        "postgres"
    }

    fn capability(&self) -> &Capability {
        &CAPABILITY
    }

    fn parse_ddl(&self, files: &[SqlFile]) -> Result<Schema, EngineError> {
        ddl::read_files(files)
    }

    #[cfg(feature = "postgres")]
    fn pieces<'t>(&self, text: &'t str) -> Option<Vec<Piece<'t>>> {
        Some(script::pieces(text))
    }

    #[cfg(feature = "postgres")]
    fn refusal(&self, piece: &Piece<'_>) -> Option<String> {
        script::refusal(piece)
    }

    fn render_schema(&self, schema: &Schema) -> Result<Vec<String>, EngineError> {
        Ok(render::render(schema))
    }

    fn native_type(&self, logical: &LogicalType, _in_key: bool) -> Option<(String, LogicalType)> {
        declared::native_type(logical)
    }

    fn number(&self, column: &mut Column) -> bool {
        declared::number(column)
    }

    #[cfg(feature = "postgres")]
    fn connect(&self, url: &str, timeout: Duration) -> Result<Box<dyn Connector>, EngineError> {
        Ok(Box::new(connect::Connection::open(url, timeout)?))
    }

    #[cfg(not(feature = "postgres"))]
    fn connect(&self, _url: &str, _timeout: Duration) -> Result<Box<dyn Connector>, EngineError> {
        Err(NOT_COMPILED)
    }

    fn planner(&self) -> Option<&'static dyn Planner> {
        Some(&Self)
    }

    fn connect_scratch(&self) -> Result<Box<dyn Connector>, EngineError> {
        Err(match cfg!(feature = "postgres") {
            true => EngineError::NoScratch {
                dialect: "PostgreSQL",
            },
            false => NOT_COMPILED,
        })
    }

    #[cfg(feature = "postgres")]
    fn connect_scratch_at(
        &self,
        url: &str,
        timeout: Duration,
    ) -> Result<Box<dyn Connector>, EngineError> {
        Ok(Box::new(scratch::Scratch::make(url, timeout)?))
    }
}

const NOT_COMPILED: EngineError = EngineError::NotCompiled {
    dialect: "PostgreSQL",
    feature: "postgres",
};
