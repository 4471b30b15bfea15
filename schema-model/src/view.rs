//! Views and materialized views.

#[cfg(feature = "json-schema")]
use crate::json_schema::yes;
use crate::{Column, Grant, Index, ObjectKey, ObjectName, Options, Rule, Trigger};

record! {
    /// A view or materialized view.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct View {
        /// Name.
        pub name: ObjectName,
        /// Whether its rows are stored.
        pub materialized: bool = default,
        /// Lives until the session ends.
        pub temporary: bool = default,
        /// Comment.
        pub comment: Option<String> = default,
        /// Columns in order.
        pub columns: Vec<Column>,
        /// The query, or in dialects that keep it whole the statement, as the server prints it.
        pub definition: String,
        /// What it reads, so that it can be made in order.
        pub depends_on: Vec<ObjectKey> = default,
        /// `check_option`, `security_barrier`, `security_invoker`, `algorithm`, `definer`, `sql_security`.
        pub options: Options = default,
        /// Indexes of a materialized view.
        pub indexes: Vec<Index> = default,
        /// `INSTEAD OF` triggers.
        pub triggers: Vec<Trigger> = default,
        /// PostgreSQL rewrite rules other than the view's own.
        pub rules: Vec<Rule> = default,
        /// Whether a materialized view holds rows.
        pub populated: bool => "yes",
        /// Owner, where it is recorded.
        pub owner: Option<String> = default,
        /// Privileges.
        pub grants: Vec<Grant> = default,
    }
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
