//! Names of types, as people write them, as the server spells them, and what they are in our terms.

use schema_model::{LogicalType, ObjectName, TypeKind};

use super::super::quote::{identifier, qualified};
use super::super::types;
use super::cursor::Cursor;
use super::database::Database;
use super::lexer::TokenKind;

/// A type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TypeName {
    /// As the server spells it, with modifiers.
    pub native: String,
    /// The same without modifiers and brackets.
    pub bare: String,
    pub logical: LogicalType,
    /// Declared dimensions of an array.
    pub dimensions: u32,
    /// Whether it was written as `serial` or one of its kin.
    pub serial: bool,
}

impl TypeName {
    /// A type of the server's own, by its spelling.
    pub fn known(spelling: &str) -> Self {
        if let Some(element) = spelling.strip_suffix("[]") {
            return Self::known(element).array(1);
        }
        let catalog = types::spelling(spelling).map_or(spelling, |(catalog, _)| catalog);
        Self::scalar(
            spelling.into(),
            types::logical_type(catalog, &[]).unwrap_or(LogicalType::Other),
        )
    }

    fn scalar(native: String, logical: LogicalType) -> Self {
        Self {
            bare: native.clone(),
            native,
            logical,
            dimensions: 0,
            serial: false,
        }
    }

    /// The same without length, precision or scale.
    pub fn without_modifiers(self) -> Self {
        match self.native.ends_with("[]") || !self.has_modifiers() {
            true => self,
            false if self.bare == "numeric" => Self::known("numeric"),
            false => Self {
                native: self.bare.clone(),
                ..self
            },
        }
    }

    /// An array of it.
    pub fn array(self, dimensions: u32) -> Self {
        Self {
            native: format!("{}[]", self.native),
            logical: LogicalType::array(self.logical),
            dimensions,
            ..self
        }
    }

    /// The type without modifiers, for a cast: `character varying[]`.
    pub fn cast(&self) -> String {
        let bare = match self.bare.as_str() {
            "character" => "bpchar",
            other => other,
        };
        match self.native.ends_with("[]") {
            true => format!("{}[]", self.bare),
            false => bare.to_owned(),
        }
    }

    /// Whether it has a length, precision or scale.
    pub fn has_modifiers(&self) -> bool {
        self.native.trim_end_matches("[]") != self.bare
    }
}

/// Reads a type.
pub(super) fn parse_type(cursor: &mut Cursor<'_, '_>, db: &Database) -> Option<TypeName> {
    cursor.eat("setof");
    let ty = parse_scalar(cursor, db)?;
    let mut dimensions = 0;
    if cursor.eat("array") {
        dimensions = 1;
        cursor.brackets();
    }
    while cursor.brackets() {
        dimensions += 1;
    }
    Some(match dimensions {
        0 => ty,
        _ => ty.array(dimensions),
    })
}

fn parse_scalar(cursor: &mut Cursor<'_, '_>, db: &Database) -> Option<TypeName> {
    let mut ahead = cursor.clone();
    if let Some(words) = built_in_words(&mut ahead) {
        // A namespace comes before a dot.
        if !ahead.at_symbol(".") {
            *cursor = ahead;
            return Some(with_modifiers(&words, cursor));
        }
    }
    let is_letter = cursor.peek()?.kind == TokenKind::Quoted;
    let name = cursor.name()?;
    let of_server = name.namespace.as_deref() == Some("pg_catalog");
    if name.name == "char" && (of_server || is_letter) {
        return Some(TypeName::scalar(
            "\"char\"".into(),
            LogicalType::SingleByteChar,
        ));
    }
    if (of_server || name.namespace.is_none()) && types::spelling(&name.name).is_some() {
        return Some(with_modifiers(&name.name, cursor));
    }
    let modifiers = cursor.parenthesized();
    Some(named(&name, modifiers, db))
}

/// The words of a type of the server's own that is written without quotes, in lower case.
fn built_in_words(cursor: &mut Cursor<'_, '_>) -> Option<String> {
    const MANY: &[&str] = &[
        "double precision",
        "national character varying",
        "national char varying",
        "national character",
        "national char",
        "character varying",
        "char varying",
        "nchar varying",
        "bit varying",
    ];
    if let Some(words) = cursor.eat_any(MANY) {
        return Some(words.into());
    }
    let token = cursor.peek()?;
    let word = token.identifier()?;
    let is_word = token.kind == TokenKind::Word;
    let is_known = types::spelling(&word).is_some() || types::serial(&word).is_some();
    (is_word && is_known).then(|| {
        cursor.bump();
        word
    })
}

fn with_modifiers(words: &str, cursor: &mut Cursor<'_, '_>) -> TypeName {
    if let Some((catalog, native)) = types::serial(words) {
        let logical = types::logical_type(catalog, &[]).unwrap_or(LogicalType::Other);
        return TypeName {
            serial: true,
            ..TypeName::scalar(native.into(), logical)
        };
    }
    if words == "interval" {
        return interval(cursor);
    }
    let numbers = modifiers(cursor.parenthesized());
    let zone = cursor.eat_any(&["with time zone", "without time zone"]);
    let words = match zone {
        Some(zone) => format!("{words} {zone}"),
        None => words.to_owned(),
    };
    let (catalog, native) = match (words.as_str(), numbers.first()) {
        ("float", Some(bits)) if *bits < 25 => ("float4", "real"),
        ("bpchar", None) => ("bpchar", "bpchar"),
        _ => types::spelling(&words).unwrap_or(("text", "text")),
    };
    let numbers = usual_modifiers(catalog, &words, numbers);
    let logical = types::logical_type(catalog, &numbers).unwrap_or(LogicalType::Other);
    TypeName {
        bare: native.into(),
        ..TypeName::scalar(spelled(catalog, native, &numbers), logical)
    }
}

/// The modifiers that a type has when it is written with these.
fn usual_modifiers(catalog: &str, words: &str, mut numbers: Vec<i32>) -> Vec<i32> {
    match (catalog, numbers.len()) {
        ("bpchar", 0) if words != "bpchar" => vec![1],
        ("bit", 0) => vec![1],
        ("numeric", 1) => {
            numbers.push(0);
            numbers
        }
        ("float4" | "float8", _) => Vec::new(),
        _ => numbers,
    }
}

/// The server's spelling: the precision of a time stands before its zone.
fn spelled(catalog: &str, native: &str, numbers: &[i32]) -> String {
    if numbers.is_empty() {
        return native.to_owned();
    }
    let numbers: Vec<_> = numbers.iter().map(ToString::to_string).collect();
    let numbers = numbers.join(",");
    match (catalog, native.split_once(' ')) {
        ("time" | "timetz" | "timestamp" | "timestamptz", Some((word, zone))) => {
            format!("{word}({numbers}) {zone}")
        }
        _ => format!("{native}({numbers})"),
    }
}

fn modifiers(inner: Option<Cursor<'_, '_>>) -> Vec<i32> {
    let items = inner.map(Cursor::split_commas).unwrap_or_default();
    let numbers = items.into_iter().filter_map(|mut item| item.number());
    numbers.filter_map(|number| number.parse().ok()).collect()
}

fn interval(cursor: &mut Cursor<'_, '_>) -> TypeName {
    const FIELDS: &[&str] = &[
        "year to month",
        "day to hour",
        "day to minute",
        "day to second",
        "hour to minute",
        "hour to second",
        "minute to second",
        "year",
        "month",
        "day",
        "hour",
        "minute",
        "second",
    ];
    let mut native = "interval".to_owned();
    if let Some(fields) = cursor.eat_any(FIELDS) {
        native = format!("interval {fields}");
    }
    if let Some(precision) = modifiers(cursor.parenthesized()).first() {
        native = format!("{native}({precision})");
    }
    TypeName {
        bare: "interval".into(),
        ..TypeName::scalar(native, LogicalType::Interval)
    }
}

/// A type that somebody made, or that an extension brings.
fn named(name: &ObjectName, modifiers: Option<Cursor<'_, '_>>, db: &Database) -> TypeName {
    if let Some((name, logical)) = find(name, db) {
        return TypeName::scalar(qualified(&name), logical);
    }
    // The array type of a type has its name with an underscore.
    if let Some(element) = name.name.strip_prefix('_') {
        let element = name.sibling(element);
        let of_server = types::spelling(&element.name).filter(|_| name.namespace.is_none());
        if let Some((_, native)) = of_server {
            return TypeName::known(native).array(1);
        }
        if let Some((name, logical)) = find(&element, db) {
            return TypeName::scalar(qualified(&name), logical).array(1);
        }
    }
    let namespace = name.namespace.clone();
    let namespace = namespace
        .or_else(|| db.extension_namespace(extensions_of(&name.name)))
        .unwrap_or_else(|| db.new_namespace());
    let numbers = self::modifiers(modifiers.clone());
    let known = types::is_extension_type(&name.name);
    let logical = known.then(|| types::logical_type(&name.name, &numbers));
    let bare = format!("{}.{}", identifier(&namespace), identifier(&name.name));
    let native = match &modifiers {
        Some(inner) => format!("{bare}({})", inner.text().replace(", ", ",")),
        None => bare.clone(),
    };
    TypeName {
        bare,
        ..TypeName::scalar(native, logical.flatten().unwrap_or(LogicalType::Other))
    }
}

/// The extensions that bring a type of that name.
fn extensions_of(ty: &str) -> &'static [&'static str] {
    match ty {
        "citext" => &["citext"],
        "hstore" => &["hstore"],
        "ltree" | "lquery" | "ltxtquery" => &["ltree"],
        "cube" => &["cube"],
        "geometry" | "geography" | "box2d" | "box3d" => &["postgis"],
        "raster" => &["postgis_raster"],
        "vector" | "halfvec" | "sparsevec" => &["vector"],
        "seg" => &["seg"],
        "isbn" | "isbn13" | "issn" | "issn13" | "upc" | "ean13" | "ismn" | "ismn13" => &["isn"],
        _ => &[],
    }
}

/// What somebody made under that name: a type, a multirange, or the row type of a table or view.
fn find(written: &ObjectName, db: &Database) -> Option<(ObjectName, LogicalType)> {
    let logical = |name: &ObjectName| -> Option<LogicalType> {
        let Some(ty) = db.types.get(name) else {
            let is_row = db.tables.contains_key(name) || db.views.contains_key(name);
            return is_row.then(|| LogicalType::Composite(name.clone()));
        };
        Some(match &ty.kind {
            TypeKind::Enum(_) => LogicalType::Enum(name.clone()),
            TypeKind::Domain(_) => LogicalType::Domain(name.clone()),
            TypeKind::Composite(_) => LogicalType::Composite(name.clone()),
            TypeKind::Range(range) => LogicalType::Range(range.logical_type.clone().into()),
            _ => LogicalType::Other,
        })
    };
    if let Some(name) = db.find(written, |name| logical(name).is_some()) {
        let logical = logical(&name)?;
        return Some((name, logical));
    }
    let multirange = |name: &ObjectName| {
        db.types.values().find_map(|ty| match &ty.kind {
            TypeKind::Range(range) if range.multirange.as_ref() == Some(name) => {
                Some(LogicalType::Multirange(range.logical_type.clone().into()))
            }
            _ => None,
        })
    };
    let name = db.find(written, |name| multirange(name).is_some())?;
    let logical = multirange(&name)?;
    Some((name, logical))
}

/// Whether a type holds one that is not modelled.
pub(super) fn holds_other(logical: &LogicalType) -> bool {
    *logical == LogicalType::Other || logical.parts().into_iter().any(holds_other)
}
