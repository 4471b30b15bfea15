//! Objects that are neither tables, views nor types.

#[cfg(feature = "json-schema")]
use crate::json_schema::yes;
use crate::{ObjectKey, ObjectName, Options};

record! {
    /// A namespace (PostgreSQL and DuckDB schema).
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Namespace {
        /// Name.
        pub name: String,
        /// Default character set, collation and the like.
        pub options: Options = default,
        /// Owner, where it is recorded.
        pub owner: Option<String> = default,
        /// Privileges.
        pub grants: Vec<Grant> = default,
        /// Comment.
        pub comment: Option<String> = default,
    }
}

record! {
    /// A sequence.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Sequence {
        /// Name.
        pub name: ObjectName,
        /// Type, start, increment, minimum, maximum, cache and cycle that differ from the defaults.
        pub options: Options = default,
        /// Lives until the server crashes or the session ends.
        pub persistence: crate::Persistence = default,
        /// The table that owns it.
        pub owned_by_table: Option<ObjectName> = default,
        /// The column of that table.
        pub owned_by_column: Option<String> = default,
        /// Owner, where it is recorded.
        pub owner: Option<String> = default,
        /// Privileges.
        pub grants: Vec<Grant> = default,
        /// Comment.
        pub comment: Option<String> = default,
    }
}

record! {
    /// A function, procedure, aggregate or macro.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Routine {
        /// Name.
        pub name: ObjectName,
        /// Types of the arguments that tell overloads apart: `integer, text`.
        pub signature: String = default,
        /// What it is.
        pub kind: RoutineKind,
        /// The whole statement as the server prints it.
        pub definition: String,
        /// Result type as the server prints it.
        pub returns: Option<String> = default,
        /// What it needs before it can be made.
        pub depends_on: Vec<ObjectKey> = default,
        /// Definer, SQL mode and other session settings that are part of it.
        pub options: Options = default,
        /// Owner, where it is recorded.
        pub owner: Option<String> = default,
        /// Privileges.
        pub grants: Vec<Grant> = default,
        /// Comment.
        pub comment: Option<String> = default,
    }
}

choice! {
    /// What a [`Routine`] is.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum RoutineKind {
        /// Function.
        Function as "function",
        /// Procedure.
        Procedure as "procedure",
        /// Aggregate function.
        Aggregate as "aggregate",
        /// Window function.
        Window as "window",
        /// DuckDB scalar macro.
        Macro as "macro",
        /// DuckDB table macro.
        TableMacro as "table_macro",
    }
}

record! {
    /// A trigger of a table or view.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Trigger {
        /// Name.
        pub name: String,
        /// `before`, `after` or `instead_of`.
        pub timing: Option<String> = default,
        /// `insert`, `update`, `delete`, `truncate`.
        pub events: Vec<String> = default,
        /// The whole statement as the server prints it.
        pub definition: String,
        /// False when it is disabled.
        pub enabled: bool => "yes",
        /// `replica` or `always`, definer, SQL mode, and the order among triggers of the same event.
        pub options: Options = default,
        /// Comment.
        pub comment: Option<String> = default,
    }
}

record! {
    /// A PostgreSQL rewrite rule.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Rule {
        /// Name.
        pub name: String,
        /// The whole statement as the server prints it.
        pub definition: String,
        /// False when it is disabled.
        pub enabled: bool => "yes",
        /// `replica` or `always`.
        pub options: Options = default,
        /// Comment.
        pub comment: Option<String> = default,
    }
}

record! {
    /// A row-level security policy.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Policy {
        /// Name.
        pub name: String,
        /// `all`, `select`, `insert`, `update` or `delete`.
        pub command: String,
        /// False for `AS RESTRICTIVE`.
        pub permissive: bool => "yes",
        /// Roles that it applies to; empty for everyone.
        pub roles: Vec<String> = default,
        /// Rows that can be seen.
        pub using: Option<String> = default,
        /// Rows that can be written.
        pub with_check: Option<String> = default,
        /// Comment.
        pub comment: Option<String> = default,
    }
}

record! {
    /// A scheduled event (MySQL, MariaDB).
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Event {
        /// Name.
        pub name: ObjectName,
        /// The whole statement as the server prints it.
        pub definition: String,
        /// Whether it runs.
        pub enabled: bool => "yes",
        /// Definer, SQL mode, time zone.
        pub options: Options = default,
        /// Comment.
        pub comment: Option<String> = default,
    }
}

record! {
    /// An extension that is installed in the database.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Extension {
        /// Name.
        pub name: String,
        /// Namespace of its objects.
        pub namespace: Option<String> = default,
        /// Version.
        pub version: Option<String> = default,
        /// Comment.
        pub comment: Option<String> = default,
    }
}

record! {
    /// A privilege on an object.
    #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
    pub struct Grant {
        /// The role; `PUBLIC` for everyone.
        pub grantee: String,
        /// `SELECT`, `INSERT`, `USAGE` and so on.
        pub privileges: Vec<String>,
        /// Whether the role may pass it on.
        pub grant_option: bool = default,
    }
}

record! {
    /// An object whose definition is kept as the statement that makes it: operators, casts,
    /// publications, event triggers, text search configurations and the like.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct DefinedObject {
        /// What it is, in lower case, as the engine's manual calls it: `operator class`.
        pub kind: String,
        /// Name, with a signature where names alone do not tell objects apart.
        pub name: ObjectName,
        /// The statements that make it, each without its semicolon.
        pub definition: Vec<String>,
        /// What it needs before it can be made.
        pub depends_on: Vec<ObjectKey> = default,
        /// Owner, where it is recorded.
        pub owner: Option<String> = default,
        /// Privileges.
        pub grants: Vec<Grant> = default,
        /// Comment.
        pub comment: Option<String> = default,
    }
}

record! {
    /// Something that the source has and we do not model. It is listed so that nothing is lost in silence.
    #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
    pub struct Unmodelled {
        /// What it is: `statement`, `column type`, `virtual table module`.
        pub kind: String,
        /// Name of the object, or the beginning of the statement.
        pub name: String,
        /// Where it stands: `schema.sql:12`, or the catalog that lists it.
        pub place: String,
        /// Why it is not modelled.
        pub reason: String,
    }
}
