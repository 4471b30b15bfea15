//! Data types: read from text, spelled as the server spells them, and mapped to logical types.

use schema_model::LogicalType;

use super::cursor::{Cursor, Unexpected};
use super::flavour::Flavour;
use super::lexer::Kind;

/// A type with what may stand behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DataType {
    /// As the server spells it.
    pub native: String,
    /// In our terms.
    pub logical: LogicalType,
    /// `CHARACTER SET`.
    pub charset: Option<String>,
    /// `COLLATE`.
    pub collation: Option<String>,
    /// `SERIAL`: a key that counts by itself.
    pub serial: bool,
    /// `JSON` that is kept as checked text.
    pub json_text: bool,
}

/// Reads a type.
pub(super) fn parse_type(
    cursor: &mut Cursor<'_>,
    flavour: &Flavour,
) -> Result<DataType, Unexpected> {
    let name = type_name(cursor)?;
    let arguments = match cursor.sees_symbol('(') {
        true => arguments(cursor)?,
        false => Vec::new(),
    };
    let mut spelled = Spelled {
        name,
        arguments,
        unsigned: false,
        zerofill: false,
        charset: None,
        collation: None,
        binary: false,
    };
    spelled.attributes(cursor)?;
    Ok(spelled.resolve(flavour))
}

/// Names of more than one word, and what they mean.
const LONG_NAMES: &[(&[&str], &str)] = &[
    (&["double", "precision"], "double"),
    (&["character", "varying"], "varchar"),
    (&["char", "varying"], "varchar"),
    (&["char", "byte"], "binary"),
    (&["national", "character", "varying"], "nvarchar"),
    (&["national", "char", "varying"], "nvarchar"),
    (&["national", "varchar"], "nvarchar"),
    (&["national", "character"], "nchar"),
    (&["national", "char"], "nchar"),
    (&["nchar", "varying"], "nvarchar"),
    (&["nchar", "varchar"], "nvarchar"),
    (&["long", "varbinary"], "mediumblob"),
    (&["long", "varchar"], "mediumtext"),
    (&["long", "char", "varying"], "mediumtext"),
];

/// Other names for types.
const ALIASES: &[(&str, &str)] = &[
    ("integer", "int"),
    ("int1", "tinyint"),
    ("int2", "smallint"),
    ("int3", "mediumint"),
    ("int4", "int"),
    ("int8", "bigint"),
    ("middleint", "mediumint"),
    ("dec", "decimal"),
    ("fixed", "decimal"),
    ("numeric", "decimal"),
    ("number", "decimal"),
    ("real", "double"),
    ("float4", "float"),
    ("float8", "double"),
    ("character", "char"),
    ("varchar2", "varchar"),
    ("varcharacter", "varchar"),
    ("raw", "varbinary"),
    ("long", "mediumtext"),
    ("clob", "longtext"),
    ("geomcollection", "geometrycollection"),
];

fn type_name(cursor: &mut Cursor<'_>) -> Result<String, Unexpected> {
    for (words, name) in LONG_NAMES {
        if cursor.accept(words) {
            return Ok((*name).into());
        }
    }
    match cursor.peek() {
        Some(token) if token.kind == Kind::Word => {
            cursor.take();
            let name = token.text.to_ascii_lowercase();
            let alias = ALIASES.iter().find(|(alias, _)| *alias == name);
            Ok(alias.map_or(name, |(_, known)| (*known).into()))
        }
        _ => Err(cursor.unexpected("a type")),
    }
}

/// What stands in parentheses: numbers as their digits, labels as their values.
fn arguments(cursor: &mut Cursor<'_>) -> Result<Vec<String>, Unexpected> {
    let mut values = Vec::new();
    cursor.expect_symbol('(')?;
    loop {
        match cursor.take() {
            Some(token) if !token.is_symbol(')') => values.push(token.value()),
            _ => return Err(cursor.unexpected("a number or a string")),
        }
        if cursor.accept_symbol(')') {
            return Ok(values);
        }
        // `varchar(20 CHAR)`, as one of the compatibility modes has it.
        if cursor.accept_any(&["char", "byte"]).is_some() {
            continue;
        }
        cursor.expect_symbol(',')?;
    }
}

/// A type as it was written.
struct Spelled {
    name: String,
    arguments: Vec<String>,
    unsigned: bool,
    zerofill: bool,
    charset: Option<String>,
    collation: Option<String>,
    binary: bool,
}

impl Spelled {
    fn attributes(&mut self, cursor: &mut Cursor<'_>) -> Result<(), Unexpected> {
        loop {
            if cursor.accept(&["unsigned"]) {
                self.unsigned = true;
            } else if cursor.accept(&["zerofill"]) {
                self.zerofill = true;
            } else if cursor.accept(&["character", "set"])
                || cursor.accept(&["char", "set"])
                || cursor.accept(&["charset"])
            {
                self.charset = Some(charset_name(&cursor.name()?));
            } else if cursor.accept(&["collate"]) {
                self.collation = Some(cursor.name()?.to_ascii_lowercase());
            } else if cursor.accept(&["ascii"]) {
                self.charset = Some("latin1".into());
            } else if cursor.accept(&["unicode"]) {
                self.charset = Some("ucs2".into());
            } else if cursor.accept(&["binary"]) {
                self.binary = true;
            } else if !cursor.accept(&["signed"]) {
                return Ok(());
            }
        }
    }

    fn resolve(mut self, flavour: &Flavour) -> DataType {
        let serial = self.name == "serial";
        if serial {
            (self.name, self.unsigned) = ("bigint".into(), true);
        }
        let json_text = self.name == "json" && flavour.json_is_text;
        if json_text {
            self.name = "longtext".into();
            self.charset = Some("utf8mb4".into());
            self.collation = Some("utf8mb4_bin".into());
        }
        self.rename();
        if let (None, Some(collation)) = (&self.charset, &self.collation) {
            // The part before the first underscore names the character set.
            let charset = collation.split('_').next().unwrap_or(collation);
            self.charset = Some(charset_name(charset));
        }
        if self.binary && self.collation.is_none() {
            let charset = self.charset.clone();
            self.collation = charset.map(|charset| format!("{charset}_bin"));
        }
        if let (Some(charset), None) = (&self.charset, &self.collation) {
            self.collation = Some(flavour.default_collation(charset));
        }
        DataType {
            native: self.native(flavour),
            logical: if json_text {
                LogicalType::Json
            } else {
                self.logical()
            },
            charset: self.charset,
            collation: self.collation,
            serial,
            json_text,
        }
    }

    /// Names that stand for a type with arguments or a character set.
    fn rename(&mut self) {
        let first = self.arguments.first().and_then(|n| n.parse::<u64>().ok());
        match self.name.as_str() {
            "bool" | "boolean" => {
                self.name = "tinyint".into();
                self.arguments = vec!["1".into()];
            }
            "nchar" | "nvarchar" => {
                self.name = self.name[1..].into();
                self.charset = Some("utf8mb3".into());
            }
            "float" if self.arguments.len() == 1 => {
                if first.is_some_and(|precision| precision > 24) {
                    self.name = "double".into();
                }
                self.arguments.clear();
            }
            "text" | "blob" => {
                if let Some(length) = first {
                    self.name = format!("{}{}", sized_prefix(length), self.name);
                    self.arguments.clear();
                }
            }
            _ => {}
        }
        if self.charset.as_deref() == Some("binary") {
            let bytes = match self.name.as_str() {
                "char" => Some("binary".to_owned()),
                "varchar" => Some("varbinary".into()),
                name => name.strip_suffix("text").map(|size| format!("{size}blob")),
            };
            if let Some(bytes) = bytes {
                self.name = bytes;
                (self.charset, self.collation) = (None, None);
            }
        }
        if matches!(self.name.as_str(), "char" | "binary" | "bit") && self.arguments.is_empty() {
            self.arguments = vec!["1".into()];
        }
        if self.name == "decimal" {
            let defaults = ["10", "0"];
            for default in &defaults[self.arguments.len().min(2)..] {
                self.arguments.push((*default).into());
            }
        }
        // Zero digits of a second say no more than no digits.
        let temporal = matches!(self.name.as_str(), "time" | "datetime" | "timestamp");
        if temporal && first == Some(0) {
            self.arguments.clear();
        }
        self.unsigned |= self.zerofill;
    }

    fn native(&self, flavour: &Flavour) -> String {
        let mut text = self.name.clone();
        let labels = matches!(self.name.as_str(), "enum" | "set");
        let arguments = self.shown_arguments(flavour);
        if labels {
            let labels: Vec<_> = arguments.iter().map(|label| quote_text(label)).collect();
            text.push_str(&format!("({})", labels.join(",")));
        } else if !arguments.is_empty() {
            text.push_str(&format!("({})", arguments.join(",")));
        }
        if self.unsigned {
            text.push_str(" unsigned");
        }
        if self.zerofill {
            text.push_str(" zerofill");
        }
        text
    }

    fn shown_arguments(&self, flavour: &Flavour) -> Vec<String> {
        let Some(width) = default_width(&self.name, self.unsigned) else {
            return self.arguments.clone();
        };
        let boolean = self.name == "tinyint" && self.arguments == ["1"] && !self.unsigned;
        let always = self.name != "year" && (boolean || self.zerofill);
        let shows = flavour.integer_width || always;
        match (shows, self.arguments.is_empty()) {
            (false, _) => Vec::new(),
            (true, true) => vec![width.into()],
            (true, false) => self.arguments.clone(),
        }
    }

    fn logical(&self) -> LogicalType {
        use LogicalType as L;
        let number = |index: usize| self.arguments.get(index).and_then(|n| n.parse().ok());
        match (self.name.as_str(), self.unsigned) {
            ("tinyint", false) if self.arguments == ["1"] => L::Bool,
            ("tinyint", false) => L::Int8,
            ("smallint", false) => L::Int16,
            ("mediumint" | "int", false) => L::Int32,
            ("bigint", false) => L::Int64,
            ("tinyint", true) => L::Uint8,
            ("smallint", true) => L::Uint16,
            ("mediumint" | "int", true) => L::Uint32,
            ("bigint", true) => L::Uint64,
            ("decimal", _) => L::Decimal {
                precision: number(0),
                scale: number(1).and_then(|scale| i32::try_from(scale).ok()),
            },
            ("float", _) => L::Float32,
            ("double", _) => L::Float64,
            ("bit", _) => L::Bits(number(0).unwrap_or(1)),
            ("year", _) => L::Year,
            ("date", _) => L::Date,
            ("time", _) => L::TimeSpan,
            ("datetime", _) => L::Timestamp,
            ("timestamp", _) => L::TimestampWithTimeZone,
            ("char" | "varchar" | "tinytext" | "text" | "mediumtext" | "longtext", _) => L::Text,
            ("binary", _) => L::FixedBytes(number(0).unwrap_or(1)),
            ("varbinary" | "tinyblob" | "blob" | "mediumblob" | "longblob", _) => L::Bytes,
            ("enum", _) => L::InlineEnum(self.arguments.clone()),
            ("set", _) => L::InlineSet(self.arguments.clone()),
            ("json", _) => L::Json,
            ("uuid", _) => L::Uuid,
            ("inet4", _) => L::Inet4,
            ("inet6", _) => L::Inet6,
            ("vector", _) => L::Vector(number(0)),
            (name, _) if SPATIAL.contains(&name) => L::Geometry,
            _ => L::Other,
        }
    }
}

/// Types of spatial values.
const SPATIAL: &[&str] = &[
    "geometry",
    "point",
    "linestring",
    "polygon",
    "multipoint",
    "multilinestring",
    "multipolygon",
    "geometrycollection",
];

/// Whether a column of that type takes no literal default on some servers.
pub(super) fn is_long(native: &str) -> bool {
    let name = native.split(['(', ' ']).next().unwrap_or(native);
    name.ends_with("text") || name.ends_with("blob") || name == "json" || SPATIAL.contains(&name)
}

/// The usual name of a character set.
pub(super) fn charset_name(name: &str) -> String {
    match name.to_ascii_lowercase().as_str() {
        "utf8" => "utf8mb3".into(),
        name => name.into(),
    }
}

/// The smallest text or blob that holds so many bytes.
fn sized_prefix(length: u64) -> &'static str {
    match length {
        0..=255 => "tiny",
        256..=65_535 => "",
        65_536..=16_777_215 => "medium",
        _ => "long",
    }
}

fn default_width(name: &str, unsigned: bool) -> Option<&'static str> {
    Some(match (name, unsigned) {
        ("tinyint", false) => "4",
        ("tinyint", true) => "3",
        ("smallint", false) => "6",
        ("smallint", true) => "5",
        ("mediumint", false) => "9",
        ("mediumint", true) => "8",
        ("int", false) => "11",
        ("int", true) => "10",
        ("bigint", _) => "20",
        ("year", _) => "4",
        _ => return None,
    })
}

/// A string literal, escaped as the server shows it.
pub(super) fn quote_text(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('\'');
    for c in text.chars() {
        match c {
            '\'' => quoted.push_str("''"),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\0' => quoted.push_str("\\0"),
            '\u{1a}' => quoted.push_str("\\Z"),
            other => quoted.push(other),
        }
    }
    quoted.push('\'');
    quoted
}

/// Bytes that are no text are shown as they are, in the defaults of binary columns. Each of them
/// becomes a character that no text uses, until [`hexadecimal`] says it in digits.
const RAW_BYTES: u32 = 0x10_FF00;

/// Text that may hold bytes which are none.
#[cfg(feature = "mysql")]
pub(super) fn text_of_bytes(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        let raw = chunk.invalid().iter();
        text.extend(raw.filter_map(|byte| char::from_u32(RAW_BYTES + u32::from(*byte))));
    }
    text
}

/// A string with bytes that are no text, as a hexadecimal literal.
pub(super) fn hexadecimal(value: &str) -> Option<String> {
    let raw = |c: char| u32::from(c).checked_sub(RAW_BYTES);
    if !value.chars().any(|c| raw(c).is_some()) {
        return None;
    }
    let mut digits = String::new();
    for c in value.chars() {
        match raw(c) {
            Some(byte) => digits.push_str(&format!("{byte:02x}")),
            None => {
                let mut buffer = [0; 4];
                let bytes = c.encode_utf8(&mut buffer).bytes();
                digits.extend(bytes.map(|byte| format!("{byte:02x}")));
            }
        }
    }
    Some(format!("x'{digits}'"))
}

/// A name in backticks.
pub(super) fn quote_name(name: &str) -> String {
    format!("`{}`", name.replace('`', "``"))
}

#[cfg(test)]
mod tests {
    use super::super::flavour::{MARIADB, MYSQL};
    use super::*;

    fn check(text: &str, mariadb: &str, mysql: &str, logical: &LogicalType) {
        for (flavour, native) in [(&MARIADB, mariadb), (&MYSQL, mysql)] {
            let mut cursor = Cursor::new(text, flavour);
            let ty = parse_type(&mut cursor, flavour).unwrap();
            assert_eq!(ty.native, native, "{text} in {}", flavour.name);
            assert_eq!(&ty.logical, logical, "{text} in {}", flavour.name);
            assert!(cursor.is_done(), "{text}");
        }
    }

    #[test]
    fn types_are_spelled_as_the_server_spells_them() {
        use LogicalType as L;
        check("BOOLEAN", "tinyint(1)", "tinyint(1)", &L::Bool);
        check("tinyint", "tinyint(4)", "tinyint", &L::Int8);
        check(
            "tinyint(1) unsigned",
            "tinyint(1) unsigned",
            "tinyint unsigned",
            &L::Uint8,
        );
        check("INTEGER", "int(11)", "int", &L::Int32);
        check(
            "int(5) zerofill",
            "int(5) unsigned zerofill",
            "int(5) unsigned zerofill",
            &L::Uint32,
        );
        check(
            "serial",
            "bigint(20) unsigned",
            "bigint unsigned",
            &L::Uint64,
        );
        check("year", "year(4)", "year", &L::Year);
        check("float(30)", "double", "double", &L::Float64);
        check("double precision", "double", "double", &L::Float64);
        check("text(70000)", "mediumtext", "mediumtext", &L::Text);
        check(
            "varchar(5) character set binary",
            "varbinary(5)",
            "varbinary(5)",
            &L::Bytes,
        );
        check("binary(16)", "binary(16)", "binary(16)", &L::FixedBytes(16));
        check("bit", "bit(1)", "bit(1)", &L::Bits(1));
        check(
            "timestamp(0)",
            "timestamp",
            "timestamp",
            &L::TimestampWithTimeZone,
        );
        check("time(3)", "time(3)", "time(3)", &L::TimeSpan);
        check("point", "point", "point", &L::Geometry);
        check("json", "longtext", "json", &L::Json);
        let decimal = L::Decimal {
            precision: Some(7),
            scale: Some(0),
        };
        check("numeric(7)", "decimal(7,0)", "decimal(7,0)", &decimal);
        let labels = L::InlineEnum(vec!["a".into(), "it's \\".into()]);
        check(
            r#"ENUM('a', "it's \\")"#,
            r"enum('a','it''s \\')",
            r"enum('a','it''s \\')",
            &labels,
        );
    }

    #[test]
    fn a_type_without_end_is_an_error() {
        for text in ["", "enum('a'", "varchar(", "(", "decimal(1,", "varchar()"] {
            let mut cursor = Cursor::new(text, &MYSQL);
            assert!(parse_type(&mut cursor, &MYSQL).is_err(), "{text}");
        }
    }
}
