//! What each engine has of what random schemas are made of, and how it is written there.

use super::schema::Family;

/// An engine and its tongue.
pub struct Engine {
    pub name: &'static str,
    /// How many pairs it gets in every run; a pair takes seconds on a server.
    pub cases: u32,
    /// What follows the expression of a generated column.
    pub generated: &'static [&'static str],
    /// What an index can have: an order, a condition.
    pub has_partial_indexes: bool,
    pub has_descending_indexes: bool,
    /// What can happen to a row whose parent is deleted.
    pub actions: &'static [&'static str],
    pub comments: Comments,
    pub choices: Choices,
    /// The type of a moment, and of what is true or not.
    pub moment: [&'static str; 2],
    /// Writes one of two triggers of this name on this table.
    pub trigger: Option<fn(&str, &str, usize) -> String>,
}

/// Where comments stand.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Comments {
    Nowhere,
    InTables,
    InStatements,
}

/// What a column of a few values is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Choices {
    /// Of a type that is made before.
    Named,
    /// Of a type of its own.
    Own,
    /// Of text that is checked.
    Checked,
}

impl Engine {
    /// The native type, a short and a long one.
    pub fn native(&self, family: Family, is_wide: bool) -> &'static str {
        match (family, is_wide) {
            (Family::Whole, false) => "INTEGER",
            (Family::Whole, true) => "BIGINT",
            (Family::Text | Family::Choice, false) => "VARCHAR(20)",
            (Family::Text | Family::Choice, true) => "VARCHAR(40)",
            (Family::Decimal, false) => "DECIMAL(8, 2)",
            (Family::Decimal, true) => "DECIMAL(12, 3)",
            (Family::Truth, _) => "BOOLEAN",
            (Family::Moment, false) => self.moment[0],
            (Family::Moment, true) => self.moment[1],
        }
    }
}

const ACTIONS: &[&str] = &["", " ON DELETE CASCADE", " ON DELETE SET NULL"];

pub const ENGINES: &[Engine] = &[
    Engine {
        name: "sqlite",
        cases: 100,
        generated: &["STORED", "VIRTUAL"],
        has_partial_indexes: true,
        has_descending_indexes: true,
        actions: ACTIONS,
        comments: Comments::Nowhere,
        choices: Choices::Checked,
        moment: ["DATE", "TIMESTAMP"],
        trigger: Some(|name, table, which| {
            let event = ["INSERT", "UPDATE"][which];
            format!(
                "CREATE TRIGGER {name} AFTER {event} ON {table} BEGIN DELETE FROM {table} WHERE id = -1; END;\n"
            )
        }),
    },
    Engine {
        name: "duckdb",
        cases: 10,
        generated: &["VIRTUAL"],
        has_partial_indexes: false,
        has_descending_indexes: false,
        actions: &[""],
        comments: Comments::InStatements,
        choices: Choices::Named,
        moment: ["DATE", "TIMESTAMP"],
        trigger: None,
    },
    Engine {
        name: "postgres",
        cases: 3,
        generated: &["STORED"],
        has_partial_indexes: true,
        has_descending_indexes: true,
        actions: ACTIONS,
        comments: Comments::InStatements,
        choices: Choices::Named,
        moment: ["DATE", "TIMESTAMP"],
        trigger: Some(|name, table, which| {
            let events = ["INSERT", "INSERT OR UPDATE"][which];
            format!(
                "CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$;\n\
                 CREATE TRIGGER {name} BEFORE {events} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}();\n"
            )
        }),
    },
    MARIADB,
    Engine {
        name: "mysql",
        has_descending_indexes: true,
        ..MARIADB
    },
];

/// One of the two whose statements are the same.
const MARIADB: Engine = Engine {
    name: "mariadb",
    cases: 3,
    generated: &["STORED", "VIRTUAL"],
    has_partial_indexes: false,
    has_descending_indexes: false,
    actions: ACTIONS,
    comments: Comments::InTables,
    choices: Choices::Own,
    moment: ["DATE", "DATETIME"],
    trigger: Some(|name, table, which| {
        let event = ["INSERT", "UPDATE"][which];
        format!(
            "CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW SET NEW.id = NEW.id;\n"
        )
    }),
};
