//! MySQL and MariaDB: two dialects that share most of what they are.
//!
//! What differs between them is data in [`flavour`]. A server says which of the two it is, whatever
//! the URL calls it.

mod address;
mod alter;
#[cfg(feature = "mysql")]
mod connector;
mod cursor;
mod ddl;
mod declared;
mod definer;
mod diff;
mod flavour;
mod hazard;
#[cfg(feature = "mysql")]
mod introspect;
mod journal;
mod ladder;
mod lexer;
#[cfg(feature = "mysql")]
mod location;
#[cfg(feature = "mysql")]
mod observe;
mod planner;
mod programs;
mod qualify;
mod reference;
mod rename;
mod render;
mod retype;
#[cfg(feature = "mysql")]
mod scratch;
mod sequences;
mod session;
mod statements;
mod tables;
mod trial;
mod types;
mod views;

use std::time::Duration;

use schema_model::{Column, LogicalType, Schema};

use crate::split::Piece;
use crate::{Capability, Connector, Dialect, EngineError, Planner, SqlFile};

/// One of the two dialects.
pub struct Mysql {
    flavour: &'static flavour::Flavour,
}

/// The MySQL dialect.
pub static MYSQL: Mysql = Mysql {
    flavour: &flavour::MYSQL,
};

/// The MariaDB dialect.
pub static MARIADB: Mysql = Mysql {
    flavour: &flavour::MARIADB,
};

impl Dialect for Mysql {
    fn name(&self) -> &'static str {
        self.flavour.name
    }

    fn capability(&self) -> &Capability {
        &self.flavour.capability
    }

    fn parse_ddl(&self, files: &[SqlFile]) -> Result<Schema, EngineError> {
        ddl::read_files(files, self.flavour)
    }

    fn render_schema(&self, schema: &Schema) -> Result<Vec<String>, EngineError> {
        render::render_schema(schema, self.flavour)
    }

    fn native_type(&self, logical: &LogicalType, in_key: bool) -> Option<(String, LogicalType)> {
        declared::native_type(logical, in_key, self.flavour)
    }

    fn number(&self, column: &mut Column) -> bool {
        column.auto_increment = true;
        true
    }

    fn elaborates(&self, statement: &str) -> bool {
        statements::makes_schema(statement, self.flavour)
    }

    fn pieces<'t>(&self, text: &'t str) -> Option<Vec<Piece<'t>>> {
        Some(statements::statements(text, self.flavour))
    }

    fn inherited(&self, from: &Schema) -> Vec<String> {
        planner::set_database(from).into_iter().collect()
    }

    fn script(&self, statements: &[String]) -> String {
        statements::script(statements)
    }

    #[cfg(feature = "mysql")]
    fn connect(&self, url: &str, timeout: Duration) -> Result<Box<dyn Connector>, EngineError> {
        Ok(Box::new(connector::MysqlConnector::open(url, timeout)?))
    }

    #[cfg(not(feature = "mysql"))]
    fn connect(&self, _url: &str, _timeout: Duration) -> Result<Box<dyn Connector>, EngineError> {
        Err(self.no_connector())
    }

    fn planner(&self) -> Option<&'static dyn Planner> {
        Some((self.flavour.dialect)())
    }

    fn connect_scratch(&self) -> Result<Box<dyn Connector>, EngineError> {
        Err(match cfg!(feature = "mysql") {
            true => EngineError::NoScratch {
                dialect: self.flavour.capability.display_name,
            },
            false => self.no_connector(),
        })
    }

    #[cfg(feature = "mysql")]
    fn connect_scratch_at(
        &self,
        url: &str,
        timeout: Duration,
    ) -> Result<Box<dyn Connector>, EngineError> {
        let connector = connector::MysqlConnector::open_scratch(url, timeout)?;
        Ok(Box::new(connector))
    }
}

impl Mysql {
    fn no_connector(&self) -> EngineError {
        EngineError::NotCompiled {
            dialect: self.flavour.capability.display_name,
            feature: "mysql",
        }
    }
}
