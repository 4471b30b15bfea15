//! Views and materialized views.

use serde::{Deserialize, Serialize};

use crate::util::{is_default, is_true, yes};
use crate::{Column, Grant, Index, ObjectKey, ObjectName, Options, Rule, Trigger};

/// A view or materialized view.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct View {
    /// Name.
    pub name: ObjectName,
    /// Whether its rows are stored.
    #[serde(default, skip_serializing_if = "is_default")]
    pub materialized: bool,
    /// Lives until the session ends.
    #[serde(default, skip_serializing_if = "is_default")]
    pub temporary: bool,
    /// Comment.
    #[serde(default, skip_serializing_if = "is_default")]
    pub comment: Option<String>,
    /// Columns in order.
    pub columns: Vec<Column>,
    /// The query, or in dialects that keep it whole the statement, as the server prints it.
    pub definition: String,
    /// What it reads, so that it can be made in order.
    #[serde(default, skip_serializing_if = "is_default")]
    pub depends_on: Vec<ObjectKey>,
    /// `check_option`, `security_barrier`, `security_invoker`, `algorithm`, `definer`, `sql_security`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub options: Options,
    /// Indexes of a materialized view.
    #[serde(default, skip_serializing_if = "is_default")]
    pub indexes: Vec<Index>,
    /// `INSTEAD OF` triggers.
    #[serde(default, skip_serializing_if = "is_default")]
    pub triggers: Vec<Trigger>,
    /// PostgreSQL rewrite rules other than the view's own.
    #[serde(default, skip_serializing_if = "is_default")]
    pub rules: Vec<Rule>,
    /// Whether a materialized view holds rows.
    #[serde(default = "yes", skip_serializing_if = "is_true")]
    pub populated: bool,
    /// Owner, where it is recorded.
    #[serde(default, skip_serializing_if = "is_default")]
    pub owner: Option<String>,
    /// Privileges.
    #[serde(default, skip_serializing_if = "is_default")]
    pub grants: Vec<Grant>,
}

impl View {
    /// A plain view.
    pub fn new(name: ObjectName, columns: Vec<Column>, definition: impl Into<String>) -> Self {
        Self {
            name,
            materialized: false,
            temporary: false,
            comment: None,
            columns,
            definition: definition.into(),
            depends_on: Vec::new(),
            options: Options::new(),
            indexes: Vec::new(),
            triggers: Vec::new(),
            rules: Vec::new(),
            populated: true,
            owner: None,
            grants: Vec::new(),
        }
    }
}
