//! Columns.

use crate::{Grant, LogicalType, ObjectName, Options};

record! {
    /// A column of a table, a view or a composite type. Its ordinal is its place in the list.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Column {
        /// Name, exactly as the database has it.
        pub name: String,
        /// The type as the database spells it, with its modifiers: `varchar(255)`.
        pub native_type: String as "type",
        /// The type in our terms.
        pub logical_type: LogicalType as "logical",
        /// Whether the column can hold NULL.
        pub nullable: bool = default,
        /// How we know that.
        pub nullability: Nullability = default,
        /// Default expression as the server prints it.
        pub default: Option<String> = default,
        /// Set when the value is computed from other columns.
        pub generated: Option<Box<Generated>> = default,
        /// Set for a standard identity column.
        pub identity: Option<Box<Identity>> = default,
        /// MySQL `AUTO_INCREMENT`, SQLite `AUTOINCREMENT`.
        pub auto_increment: bool = default,
        /// SQLite's `INTEGER PRIMARY KEY`: another name for the rowid, filled in when left out.
        pub rowid_alias: bool = default,
        /// Collation, when it is not the default of the type or table.
        pub collation: Option<String> = default,
        /// Character set, when it is not the default of the table.
        pub charset: Option<String> = default,
        /// MySQL `ON UPDATE` expression.
        pub on_update: Option<String> = default,
        /// Left out of `SELECT *`.
        pub invisible: bool = default,
        /// Declared array dimensions (PostgreSQL records but does not enforce them).
        pub dimensions: u32 = default,
        /// Name of the NOT NULL constraint, where the engine keeps one that is not generated.
        pub not_null_name: Option<String> = default,
        /// SQLite conflict clause of NOT NULL: `abort`, `fail`, `ignore`, `replace`, `rollback`.
        pub on_conflict: Option<String> = default,
        /// Inherited from a parent table rather than declared here.
        pub inherited: bool = default,
        /// Everything else that has a name and a value: `storage`, `compression`, `statistics`, `srid`.
        pub options: Options = default,
        /// Privileges on this column alone.
        pub grants: Vec<Grant> = default,
        /// Comment.
        pub comment: Option<String> = default,
    }
}

impl Column {
    /// A NOT NULL column without anything else.
    pub fn new(
        name: impl Into<String>,
        native_type: impl Into<String>,
        logical_type: LogicalType,
    ) -> Self {
        Self {
            name: name.into(),
            native_type: native_type.into(),
            logical_type,
            nullable: false,
            nullability: Nullability::Declared,
            default: None,
            generated: None,
            identity: None,
            auto_increment: false,
            rowid_alias: false,
            collation: None,
            charset: None,
            on_update: None,
            invisible: false,
            dimensions: 0,
            not_null_name: None,
            on_conflict: None,
            inherited: false,
            options: Options::new(),
            grants: Vec::new(),
            comment: None,
        }
    }

    /// Whether an INSERT may leave the column out.
    pub fn can_be_omitted(&self) -> bool {
        self.nullable
            || self.default.is_some()
            || self.generated.is_some()
            || self.identity.is_some()
            || self.auto_increment
            || self.rowid_alias
    }

    /// Whether an INSERT or UPDATE may name the column.
    pub fn is_writable(&self) -> bool {
        let always = matches!(&self.identity, Some(identity) if identity.always);
        self.generated.is_none() && !always
    }
}

choice! {
    /// How we know whether a column can be NULL.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub enum Nullability {
        /// The column's own declaration says so.
        #[default]
        Declared as "declared",
        /// Follows from a key that never holds NULL: an `INTEGER PRIMARY KEY` in SQLite.
        Implied as "implied",
        /// Follows from the definition of the view.
        Proved as "proved",
        /// Could not be shown either way; NULL is assumed to be possible.
        Assumed as "assumed",
        /// Set by hand in `schema.toml`.
        Overridden as "overridden",
    }
}

record! {
    /// A generated column.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Generated {
        /// The expression as the server prints it.
        pub expression: String,
        /// Stored on disk, or computed when read.
        pub stored: bool = default,
    }
}

record! {
    /// A standard identity column.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Identity {
        /// `GENERATED ALWAYS`, in contrast to `BY DEFAULT`.
        pub always: bool = default,
        /// The sequence behind it.
        pub sequence: Option<ObjectName> = default,
        /// Sequence options that differ from the engine's defaults.
        pub options: Options = default,
    }
}
