//! What random schemas are made of.
//!
//! Tables and columns stand at numbered places and have the name of their place, so that two schemas
//! that were made independently have much in common. What an engine cannot have is left out when the
//! text is written, not here: all engines get the same schemas.

use proptest::prelude::*;

pub const TABLES: usize = 3;
pub const COLUMNS: usize = 4;

/// What values a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    Whole,
    Text,
    Decimal,
    Truth,
    Moment,
    Choice,
}

#[derive(Debug, Clone)]
pub struct Column {
    pub family: Family,
    /// The longer one of two types.
    pub is_wide: bool,
    pub nullable: bool,
    /// None, a constant, an expression.
    pub default: usize,
    pub comment: Option<usize>,
}

#[derive(Debug, Clone)]
pub struct Generated {
    /// The column that it is computed from.
    pub from: usize,
    /// One of two expressions.
    pub expression: usize,
    /// One of the ways that the engine has.
    pub way: usize,
}

#[derive(Debug, Clone)]
pub struct Index {
    pub column: usize,
    pub second: Option<usize>,
    pub is_unique: bool,
    pub is_descending: bool,
    pub is_partial: bool,
}

/// What tells the rows of a table apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    Primary,
    Unique,
    Pair,
    None,
}

#[derive(Debug, Clone)]
pub struct Reference {
    pub table: usize,
    /// What happens to a row whose parent is deleted.
    pub action: usize,
}

#[derive(Debug, Clone)]
pub struct Table {
    pub key: Key,
    pub columns: Vec<Option<Column>>,
    pub generated: Option<Generated>,
    /// A table before it, or itself, that it refers to.
    pub parent: Option<Reference>,
    pub unique: Option<(usize, Option<usize>)>,
    pub index: Option<Index>,
    /// A column and one of the conditions on its family.
    pub check: Option<(usize, usize)>,
    /// One of some queries.
    pub view: Option<usize>,
    pub trigger: Option<usize>,
    pub comment: Option<usize>,
}

#[derive(Debug, Clone)]
pub struct Schema {
    /// Tables by number; one that is not there is not in this schema.
    pub tables: Vec<Option<Table>>,
    /// One of some lists of variants.
    pub variants: usize,
}

impl Table {
    /// The column at a place, if there is one.
    pub fn column(&self, place: usize) -> Option<&Column> {
        self.columns.get(place)?.as_ref()
    }
}

impl Schema {
    pub fn table(&self, number: usize) -> Option<&Table> {
        self.tables.get(number)?.as_ref()
    }

    /// The table that a table refers to, if that is there, made before it, and has a key for it.
    pub fn parent(&self, number: usize) -> Option<&Reference> {
        let reference = self.table(number)?.parent.as_ref()?;
        let key = self.table(reference.table)?.key;
        let has_key = matches!(key, Key::Primary | Key::Unique);
        (reference.table <= number && has_key).then_some(reference)
    }
}

fn column() -> impl Strategy<Value = Column> {
    let family = prop_oneof![
        4 => Just(Family::Whole),
        4 => Just(Family::Text),
        1 => Just(Family::Decimal),
        1 => Just(Family::Truth),
        1 => Just(Family::Moment),
        2 => Just(Family::Choice),
    ];
    let comment = prop::option::weighted(0.2, 0..2_usize);
    (family, any::<(bool, bool)>(), 0..3_usize, comment).prop_map(
        |(family, (is_wide, nullable), default, comment)| Column {
            family,
            is_wide,
            nullable,
            default,
            comment,
        },
    )
}

fn index() -> impl Strategy<Value = Index> {
    let flag = || prop::bool::weighted(0.3);
    let second = prop::option::weighted(0.4, 0..COLUMNS);
    (0..COLUMNS, second, flag(), flag(), flag()).prop_map(
        |(column, second, is_unique, is_descending, is_partial)| Index {
            column,
            second,
            is_unique,
            is_descending,
            is_partial,
        },
    )
}

fn generated() -> impl Strategy<Value = Generated> {
    (0..COLUMNS, 0..2_usize, 0..2_usize).prop_map(|(from, expression, way)| Generated {
        from,
        expression,
        way,
    })
}

fn key() -> impl Strategy<Value = Key> {
    prop_oneof![
        6 => Just(Key::Primary),
        1 => Just(Key::Unique),
        1 => Just(Key::Pair),
        1 => Just(Key::None),
    ]
}

fn table() -> impl Strategy<Value = Table> {
    let parent = (0..TABLES, 0..3_usize).prop_map(|(table, action)| Reference { table, action });
    let unique = (0..COLUMNS, prop::option::weighted(0.3, 0..COLUMNS));
    let parts = (
        prop::option::weighted(0.25, generated()),
        prop::option::weighted(0.4, parent),
        prop::option::weighted(0.3, unique),
        prop::option::weighted(0.4, index()),
        prop::option::weighted(0.3, (0..COLUMNS, 0..3_usize)),
    );
    let around = (
        prop::option::weighted(0.3, 0..3_usize),
        prop::option::weighted(0.2, 0..2_usize),
        prop::option::weighted(0.2, 0..2_usize),
    );
    let columns = prop::collection::vec(prop::option::weighted(0.7, column()), COLUMNS);
    (key(), columns, parts, around).prop_map(|(key, columns, parts, around)| {
        let (generated, parent, unique, index, check) = parts;
        let (view, trigger, comment) = around;
        Table {
            key,
            columns,
            generated,
            parent,
            unique,
            index,
            check,
            view,
            trigger,
            comment,
        }
    })
}

/// Which tables and columns have their later name. All have their first one by default.
#[derive(Debug, Clone, Default)]
pub struct Names {
    pub tables: [bool; TABLES],
    pub columns: [[bool; COLUMNS]; TABLES],
}

/// Two schemas, what the second one calls by another name than the first, and how many rows there
/// are.
#[derive(Debug, Clone)]
pub struct Pair {
    pub from: Schema,
    pub to: Schema,
    pub names: Names,
    pub rows: usize,
}

fn names() -> impl Strategy<Value = Names> {
    let flag = || prop::bool::weighted(0.15);
    let columns = prop::array::uniform3(prop::array::uniform4(flag()));
    let some = (prop::array::uniform3(flag()), columns)
        .prop_map(|(tables, columns)| Names { tables, columns });
    prop_oneof![1 => Just(Names::default()), 1 => some]
}

/// Any schema.
fn schema() -> impl Strategy<Value = Schema> {
    let tables = prop::collection::vec(prop::option::weighted(0.8, table()), TABLES);
    (tables, 0..3_usize).prop_map(|(tables, variants)| Schema { tables, variants })
}

/// Two schemas: made apart, or one and what comes of it when one table is another.
fn schemas() -> impl Strategy<Value = (Schema, Schema)> {
    let change =
        (schema(), 0..TABLES, table(), 0..3_usize).prop_map(|(from, number, table, variants)| {
            let mut to = from.clone();
            to.tables[number] = Some(table);
            to.variants = variants;
            (from, to)
        });
    prop_oneof![1 => (schema(), schema()).boxed(), 1 => change.boxed()]
}

/// Any pair.
pub fn pair() -> impl Strategy<Value = Pair> {
    (schemas(), names(), 0..4_usize).prop_map(|((from, to), names, rows)| Pair {
        from,
        to,
        names,
        rows,
    })
}
