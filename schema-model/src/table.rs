//! Tables.

use crate::{
    Column, Constraint, ConstraintKind, Grant, Index, Key, ObjectKey, ObjectName, Options, Policy,
    Rule, Trigger,
};

record! {
    /// A table with everything that hangs on it.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Table {
        /// Name.
        pub name: ObjectName,
        /// What sort of table it is.
        pub kind: TableKind = default,
        /// How long its rows live.
        pub persistence: Persistence = default,
        /// SQLite `STRICT`.
        pub strict: bool = default,
        /// SQLite `WITHOUT ROWID`.
        pub without_rowid: bool = default,
        /// Comment.
        pub comment: Option<String> = default,
        /// Columns in database order.
        pub columns: Vec<Column>,
        /// Constraints.
        pub constraints: Vec<Constraint> = default,
        /// Indexes that are not constraints.
        pub indexes: Vec<Index> = default,
        /// Triggers.
        pub triggers: Vec<Trigger> = default,
        /// PostgreSQL rewrite rules.
        pub rules: Vec<Rule> = default,
        /// Row-level security policies.
        pub policies: Vec<Policy> = default,
        /// Whether row-level security is on, and for the owner too.
        pub row_security: RowSecurity = default,
        /// Tables that this one inherits from, in order.
        pub inherits: Vec<ObjectName> = default,
        /// The composite type of a typed table.
        pub of_type: Option<ObjectName> = default,
        /// How it is partitioned.
        pub partition_by: Option<PartitionBy> = default,
        /// The partitioned table that it is a part of.
        pub partition_of: Option<PartitionOf> = default,
        /// Server of a foreign table.
        pub foreign_server: Option<String> = default,
        /// The virtual table that a shadow table belongs to.
        pub shadow_of: Option<String> = default,
        /// Everything else that has a name and a value: `engine`, `charset`, `collation`, `row_format`,
        /// `fillfactor`, `tablespace`, `access_method`, `replica_identity`, `system_versioning`.
        pub options: Options = default,
        /// Owner, where it is recorded.
        pub owner: Option<String> = default,
        /// Privileges.
        pub grants: Vec<Grant> = default,
        /// What its defaults, checks and generated columns need before it can be made, beside the types
        /// of its columns.
        pub depends_on: Vec<ObjectKey> = default,
        /// The statement that makes it, where the parts above cannot say it all (virtual tables).
        pub definition: Option<String> = default,
    }
}

impl Table {
    /// An ordinary table without columns.
    pub fn new(name: ObjectName) -> Self {
        Self {
            name,
            kind: TableKind::Ordinary,
            persistence: Persistence::Permanent,
            strict: false,
            without_rowid: false,
            comment: None,
            columns: Vec::new(),
            constraints: Vec::new(),
            indexes: Vec::new(),
            triggers: Vec::new(),
            rules: Vec::new(),
            policies: Vec::new(),
            row_security: RowSecurity::default(),
            inherits: Vec::new(),
            of_type: None,
            partition_by: None,
            partition_of: None,
            foreign_server: None,
            shadow_of: None,
            options: Options::new(),
            owner: None,
            grants: Vec::new(),
            depends_on: Vec::new(),
            definition: None,
        }
    }

    /// The column of that exact name.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// The primary key.
    pub fn primary_key(&self) -> Option<&Key> {
        self.constraints.iter().find_map(|c| match &c.kind {
            ConstraintKind::PrimaryKey(key) => Some(key),
            _ => None,
        })
    }
}

choice! {
    /// What sort of table it is.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    #[non_exhaustive]
    pub enum TableKind {
        /// An ordinary table.
        #[default]
        Ordinary as "ordinary",
        /// Its rows live in partitions that are tables of their own.
        Partitioned as "partitioned",
        /// Its rows live on another server.
        Foreign as "foreign",
        /// A module provides its rows (SQLite).
        Virtual as "virtual",
        /// Storage of a virtual table; the module makes and changes it.
        Shadow as "shadow",
    }
}

choice! {
    /// How long rows live.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub enum Persistence {
        /// Until deleted.
        #[default]
        Permanent as "permanent",
        /// Until the server crashes.
        Unlogged as "unlogged",
        /// Until the session ends.
        Temporary as "temporary",
    }
}

choice! {
    /// Row-level security.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub enum RowSecurity {
        /// Off.
        #[default]
        Off as "off",
        /// On for everyone but the owner.
        Enabled as "enabled",
        /// On for the owner too.
        Forced as "forced",
        /// `FORCE` is set, but row security is off.
        ForcedButDisabled as "forced_but_disabled",
    }
}

record! {
    /// How a table is partitioned.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct PartitionBy {
        /// The clause as the server prints it: `RANGE (created_at)`.
        pub clause: String,
        /// Partitions that are part of the table's own definition (MySQL), in order.
        pub partitions: Vec<String> = default,
    }
}

record! {
    /// The place of a partition in its parent.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct PartitionOf {
        /// The partitioned table.
        pub parent: ObjectName,
        /// The bounds as the server prints them: `FOR VALUES IN ('a')`.
        pub bound: String,
    }
}
