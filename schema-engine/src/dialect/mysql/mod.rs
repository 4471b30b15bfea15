//! MySQL and MariaDB: two dialects that share most of what they are.
//!
//! What differs between them is data in [`flavour`]. A server says which of the two it is, whatever
//! the URL calls it.

#[cfg(feature = "mysql")]
mod connector;
mod cursor;
mod ddl;
mod definer;
mod flavour;
#[cfg(feature = "mysql")]
mod introspect;
mod lexer;
#[cfg(feature = "mysql")]
mod location;
mod qualify;
mod render;
#[cfg(feature = "mysql")]
mod scratch;
mod statements;
mod types;

use std::time::Duration;

use schema_model::Schema;

use crate::{Capability, Connector, Dialect, EngineError, SqlFile};

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

    fn connect_scratch(&self) -> Result<Box<dyn Connector>, EngineError> {
        Err(self.no_connector())
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
