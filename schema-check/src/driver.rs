//! What a driver refuses when the program runs, although the type holds every value of the column:
//! some compare the type of a column with the Rust type before they read anything.
//!
//! Which driver reads a struct is known where sqlx derives something on it, and where
//! `#[schema(driver = "…")]` says so. A driver that takes whatever fits is not listed.

mod derived;
mod dialect;

use schema_model::LogicalType;
use schema_model::rust_types::{self, Fit};

use self::dialect::DIALECTS;
use crate::check::{inside_option, meant, spelled_like, wrapped};
use crate::model::Options;
use crate::parse::{Argument, Body, Item, Namespace, Spelled};

/// The driver whose derives are known.
const DERIVED: &str = "sqlx";

/// A driver that is stricter than the table of types, with the databases of one dialect.
#[derive(Debug)]
pub struct Driver {
    /// The crate.
    pub name: &'static str,
    /// The dialects of its database.
    dialects: &'static [&'static str],
    /// Whether it reads a column as a type, written as in the table of types; `None` for types that
    /// it does not know, which the compiler refuses.
    reads: fn(&LogicalType, &str) -> Option<bool>,
    /// Whether it takes a value that is kept as JSON from a JSON column alone.
    pub only_json: bool,
}

/// The names of all drivers.
pub fn names() -> Vec<&'static str> {
    let mut names: Vec<&str> = all().map(|driver| driver.name).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// The strict driver that may read a struct.
pub fn possible(options: &Options, dialect: &str) -> Option<&'static Driver> {
    let name = (options.driver.as_ref()).map_or(DERIVED, |named| &named.name);
    find(name, dialect)
}

/// Whether a derive of sqlx takes its attributes from the struct.
fn has_attributes(item: &Item) -> bool {
    let says = |entries: &[crate::parse::Entry]| {
        (entries.iter()).any(|entry| entry.namespace == Namespace::Sqlx)
    };
    let of_fields = match &item.body {
        Body::Struct(fields) => fields.iter().any(|field| says(&field.attributes)),
        Body::Enum(_) => false,
    };
    of_fields || says(&item.attributes)
}

/// A driver with a database; `None` if it takes whatever fits.
fn find(name: &str, dialect: &str) -> Option<&'static Driver> {
    all().find(|driver| driver.name == name && driver.dialects.contains(&dialect))
}

fn all() -> impl Iterator<Item = &'static Driver> {
    DIALECTS.iter().flat_map(|drivers| drivers.iter())
}

impl Driver {
    /// Whether the struct says that this driver reads it, or derives what it is read by.
    pub fn is_known_to_read(&self, item: &Item, options: &Options) -> bool {
        let derived = match options.types.is_empty() {
            true => "FromRow",
            false => "Type",
        };
        options.driver.is_some() || has_attributes(item) || derived::is_derived(item, derived)
    }

    /// Whether it refuses to read a column as a type of the table.
    pub fn refuses_known(&self, table: &str, logical: &LogicalType) -> Option<bool> {
        match logical {
            LogicalType::Array { .. } | LogicalType::Range(_) => None,
            scalar => (self.reads)(scalar, table).map(|reads| !reads),
        }
    }

    /// The types of the standard library, where nothing can shadow them, that hold a column and that
    /// it refuses to read it as.
    pub fn refused(&self, logical: &LogicalType, lossy: bool) -> Vec<String> {
        let choices = rust_types::choices(logical).iter();
        let held = choices.filter(|choice| lossy || choice.fit == Fit::Exact);
        let refused = held.filter(|choice| {
            choice.krate.is_none() && self.refuses_known(choice.path, logical) == Some(true)
        });
        let types = refused.map(|choice| match spelled(choice.path) {
            Spelled::Reference { inner, .. } => *inner,
            other => other,
        });
        // What points to another type is refused with that.
        let pointed = types.filter(|ty| wrapped(ty).is_none());
        pointed.filter_map(|ty| meant(&ty)).collect()
    }

    /// Whether it refuses to read a column as a type that is written like this.
    pub fn refuses(&self, spelled: &Spelled, logical: &LogicalType) -> bool {
        match logical {
            LogicalType::Array { element, .. } => match element_of(spelled) {
                // A list of lists has the elements of the column too.
                Some(inner) if element_of(inner).is_some() && self.is_list(inner, element) => {
                    self.refuses(inner, logical)
                }
                Some(inner) => self.refuses(inner, element),
                None => wrapped(spelled).is_some_and(|inner| self.refuses(inner, logical)),
            },
            LogicalType::Range(bound) => match arguments_of(spelled) {
                [Argument::Type(inner)] => self.refuses(inner, bound),
                _ => false,
            },
            scalar => match spelled_like(spelled).and_then(|path| (self.reads)(scalar, &path)) {
                Some(reads) => !reads,
                None => wrapped(spelled).is_some_and(|inner| self.refuses(inner, scalar)),
            },
        }
    }

    /// Whether a list is more than the value of an element, as bytes are.
    fn is_list(&self, list: &Spelled, element: &LogicalType) -> bool {
        let path = spelled_like(list);
        path.is_none_or(|path| (self.reads)(element, &path).is_none())
    }
}

fn spelled(path: &str) -> Spelled {
    let tokens: proc_macro2::TokenStream = path.parse().unwrap_or_default();
    Spelled::parse(&tokens.into_iter().collect::<Vec<_>>())
}

/// What a list holds.
fn element_of(spelled: &Spelled) -> Option<&Spelled> {
    let inner = match spelled {
        Spelled::Array(inner, _) | Spelled::Slice(inner) => inner,
        _ => crate::check::inside(spelled, crate::check::LISTS)?,
    };
    Some(inside_option(inner).unwrap_or(inner))
}

fn arguments_of(spelled: &Spelled) -> &[Argument] {
    match spelled {
        Spelled::Path { arguments, .. } => arguments,
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_that_hold_a_column_are_refused_by_strict_drivers() {
        use LogicalType as L;
        let mood = L::Enum("mood".parse().unwrap());
        for (driver, dialect, logical, source, refused) in [
            ("sqlx", "postgres", L::Int32, "i64", true),
            ("sqlx", "postgres", L::Int32, "i32", false),
            ("sqlx", "postgres", L::Int32, "UserId", false),
            ("sqlx", "postgres", L::Int64, "Box<i32>", true),
            ("sqlx", "postgres", L::Float32, "f64", true),
            ("sqlx", "postgres", mood.clone(), "String", true),
            ("sqlx", "postgres", mood, "Mood", false),
            ("sqlx", "postgres", L::LabelPath, "String", true),
            ("tokio-postgres", "postgres", L::LabelPath, "String", false),
            ("tokio-postgres", "postgres", L::Int16, "i32", true),
            ("sqlx", "postgres", L::array(L::Int32), "Vec<i64>", true),
            (
                "sqlx",
                "postgres",
                L::array(L::Int32),
                "Vec<Vec<i64>>",
                true,
            ),
            (
                "sqlx",
                "postgres",
                L::array(L::Int32),
                "Vec<Option<i32>>",
                false,
            ),
            (
                "sqlx",
                "postgres",
                L::array(L::Bytes),
                "Vec<Vec<u8>>",
                false,
            ),
            ("sqlx", "postgres", L::Bytes, "Vec<u8>", false),
            ("sqlx", "postgres", L::MacAddress, "[u8; 6]", true),
            (
                "sqlx",
                "postgres",
                L::Range(L::Int32.into()),
                "PgRange<i64>",
                true,
            ),
            ("sqlx", "postgres", L::Text, "Cow<'a, str>", false),
            ("sqlx", "mysql", L::Uint32, "i64", true),
            ("sqlx", "mysql", L::Uint16, "u64", false),
            ("sqlx", "mariadb", L::Year, "i32", true),
        ] {
            let tokens: proc_macro2::TokenStream = source.parse().unwrap();
            let spelled = Spelled::parse(&tokens.into_iter().collect::<Vec<_>>());
            let driver = find(driver, dialect).unwrap();
            assert_eq!(
                driver.refuses(&spelled, &logical),
                refused,
                "{source} for {logical:?}"
            );
        }
        assert!(find("sqlx", "sqlite").is_none());
        let refused = find("sqlx", "postgres").unwrap().refused(&L::Int32, false);
        assert!(refused.contains(&"::core::primitive::i64".into()));
        assert!(!refused.contains(&"::core::primitive::i32".into()));
        let mood = L::Enum("mood".parse().unwrap());
        let refused = find("sqlx", "postgres").unwrap().refused(&mood, false);
        assert_eq!(refused, ["::std::string::String", "::core::primitive::str"]);
    }
}
