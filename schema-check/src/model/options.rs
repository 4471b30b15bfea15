//! What holds for a whole struct or enum.

use proc_macro2::Span;
use schema_model::ObjectName;

use super::{Named, case_of, unknown_word};
use crate::Rule;
use crate::case::Case;
use crate::driver;
use crate::parse::{Body, Entry, Item, Namespace};
use crate::report::Report;

/// What a struct is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    /// Rows that are read: every column has its field.
    #[default]
    Row,
    /// Rows that are inserted: every column that needs a value has its field.
    Insert,
    /// Changes to rows: any column that can be written.
    Update,
}

/// The entries on a struct or enum.
#[derive(Debug, Default)]
pub struct Options {
    /// Table or view.
    pub table: Option<Named>,
    /// The table, view or type was named, but not in a way that could be understood.
    pub is_nameless: bool,
    /// Not every column needs a field.
    pub partial: bool,
    /// Columns without a field.
    pub ignored: Vec<Named>,
    /// Convention of column names or variants.
    pub rename_all: Option<Case>,
    /// What the struct is used for.
    pub mode: Mode,
    /// The struct stands for the one field in it.
    pub transparent: bool,
    /// Named types that an enum or struct stands for.
    pub types: Vec<Named>,
    /// Columns whose values an enum lists.
    pub columns: Vec<Named>,
    /// What the table was called before.
    pub renamed_from: Option<Named>,
    /// The table is still to come.
    pub pending: Option<Span>,
    /// The columns that are stated to be the primary key.
    pub primary_key: Option<KeyStatement>,
    /// The columns that are stated to be unique together.
    pub unique: Vec<KeyStatement>,
    /// The variants, or the fields of a composite type, need not be in the order of the database.
    pub any_order: bool,
    /// The database may have values that the enum has no variant for.
    pub non_exhaustive: Option<Span>,
    /// A row without the columns is fine.
    pub defaulted: bool,
    /// The columns that are stated to have an index.
    pub index: Vec<KeyStatement>,
    /// One of several snapshots.
    pub database: Option<Named>,
    /// The crate that reads the struct.
    pub driver: Option<Named>,
    /// The facade, when it goes by another name.
    pub krate: Option<String>,
}

/// `primary_key(a, b)` or `unique(a, b)`.
#[derive(Debug)]
pub struct KeyStatement {
    /// Where the word is.
    pub span: Span,
    /// The columns.
    pub columns: Vec<Named>,
}

const STRUCT_WORDS: &[&str] = &[
    "table",
    "partial",
    "ignore",
    "rename_all",
    "insert",
    "update",
    "transparent",
    "type",
    "renamed_from",
    "pending",
    "primary_key",
    "unique",
    "index",
    "any_order",
    "driver",
    "db",
    "crate",
];
const ENUM_WORDS: &[&str] = &[
    "type",
    "column",
    "rename_all",
    "any_order",
    "non_exhaustive",
    "ignore",
    "db",
    "crate",
];

impl KeyStatement {
    fn of(entry: &Entry, report: &Report) -> Self {
        Self {
            span: entry.span,
            columns: entry.list(report),
        }
    }
}

impl Options {
    /// Reads the entries of an item. Those of ours are read last, so they win.
    pub fn of(item: &Item, report: &Report) -> Self {
        let mut options = Self::default();
        let (ours, theirs): (Vec<_>, Vec<_>) = item
            .attributes
            .iter()
            .partition(|entry| entry.namespace == Namespace::Schema);
        let mut namespace = None;
        for entry in theirs {
            options.read_foreign(entry, &mut namespace, report);
        }
        options.qualify(namespace);
        let says = |words: &[&str]| {
            ours.iter()
                .any(|entry| words.contains(&entry.word.as_str()))
        };
        if says(&["type", "column", "table"]) || options.transparent {
            options.types.clear();
        }
        for entry in ours {
            options.read(entry, item, report);
        }
        options
    }

    fn read(&mut self, entry: &Entry, item: &Item, report: &Report) {
        let is_enum = matches!(item.body, Body::Enum(_));
        match (entry.word.as_str(), is_enum) {
            ("table", false) => {
                self.table = entry.text(report);
                self.is_nameless |= self.table.is_none();
            }
            ("partial", false) => self.partial = entry.is_set(report),
            ("ignore", _) => self.ignored.extend(entry.list(report)),
            ("insert", false) => self.take_mode(Mode::Insert, entry, report),
            ("update", false) => self.take_mode(Mode::Update, entry, report),
            ("transparent", false) => self.transparent = entry.is_set(report),
            ("type", _) => {
                let named = entry.text(report);
                self.is_nameless |= named.is_none();
                self.types.extend(named);
            }
            ("column", true) => {
                let named = entry.text(report);
                self.is_nameless |= named.is_none();
                self.columns.extend(named);
            }
            ("renamed_from", false) => self.renamed_from = entry.text(report),
            ("pending", false) => self.pending = Some(entry.flag(report)),
            ("primary_key", false) => self.primary_key = Some(KeyStatement::of(entry, report)),
            ("unique", false) => self.unique.push(KeyStatement::of(entry, report)),
            ("index", false) => self.index.push(KeyStatement::of(entry, report)),
            ("any_order", _) => self.any_order = entry.is_set(report),
            ("non_exhaustive", true) => self.non_exhaustive = Some(entry.flag(report)),
            ("rename_all", _) => self.rename_all = case_of(entry, report),
            ("driver", false) => self.driver = driver_of(entry, report),
            ("db", _) => self.database = entry.text(report),
            ("crate", _) => self.krate = entry.text(report).map(|krate| krate.name),
            (_, true) => unknown_word(entry, "an enum", ENUM_WORDS, report),
            (_, false) => unknown_word(entry, "a struct", STRUCT_WORDS, report),
        }
    }

    fn take_mode(&mut self, mode: Mode, entry: &Entry, report: &Report) {
        entry.flag(report);
        self.mode = mode;
    }

    /// Puts the namespace that stands in an attribute of its own before the table.
    fn qualify(&mut self, namespace: Option<Named>) {
        if let (Some(namespace), Some(table)) = (namespace, &mut self.table) {
            table.name = ObjectName::qualified(namespace.name, &table.name).to_string();
        }
    }

    fn read_foreign(&mut self, entry: &Entry, namespace: &mut Option<Named>, report: &Report) {
        match (entry.namespace, entry.word.as_str()) {
            (Namespace::Sqlx, "rename_all") => self.rename_all = case_of(entry, report),
            (Namespace::Sqlx, "transparent") => self.transparent = true,
            (Namespace::Sqlx, "default") => self.defaulted = true,
            (Namespace::SeaOrm, "rename_all") => self.rename_all = case_of(entry, report),
            (Namespace::Diesel | Namespace::SeaOrm, "table_name") => {
                self.table = entry.path_or_text();
            }
            (Namespace::SeaOrm, "schema_name") => *namespace = entry.path_or_text(),
            (Namespace::Sqlx, "type_name") | (Namespace::SeaOrm, "enum_name") => {
                self.types.extend(entry.path_or_text());
            }
            _ => {}
        }
    }
}

/// The driver that an entry names; one that nothing is known about is reported.
fn driver_of(entry: &Entry, report: &Report) -> Option<Named> {
    let named = entry.text(report)?;
    let known = driver::names();
    if !known.contains(&named.name.as_str()) {
        report.error(
            named.span,
            Rule::UnknownAttribute,
            format!(
                "`{}` is not a driver that is known to refuse types\nhelp: it is one of `{}`; others need no `driver`",
                named.name,
                known.join("`, `")
            ),
        );
        return None;
    }
    Some(named)
}
