//! From the type of a field to the type of the column that it declares: the table of types, turned
//! round.
//!
//! A column must hold every value of the Rust type. Where more than one answer is good, or none, the
//! struct has to say it with `sql_type`.

use schema_check::declaration::RustType;
use schema_engine::Dialect;
use schema_model::{LogicalType, ObjectName};

use super::{Enums, Newtypes, Values, enums};

/// What the types of a program are known to be.
pub struct Types<'a> {
    pub dialect: &'static dyn Dialect,
    /// Enums, by their names.
    pub enums: &'a Enums,
    /// Structs that stand for the one field in them.
    pub newtypes: &'a Newtypes,
}

/// A type of a column.
#[derive(Debug, Clone)]
pub struct ColumnType {
    /// As the engine spells it.
    pub native: String,
    /// What it is read as.
    pub logical: LogicalType,
}

impl ColumnType {
    fn plain((native, logical): (String, LogicalType)) -> Self {
        Self { native, logical }
    }
}

/// What is asked of a column's type.
#[derive(Clone, Copy)]
pub struct Demand<'a> {
    /// `table.column`, as an enum names it.
    pub place: &'a str,
    /// Whether the column is part of a key.
    pub in_key: bool,
    /// Whether it keeps JSON, whatever the type is.
    pub json: bool,
    /// Whether values that do not fit are accepted.
    pub lossy: bool,
}

/// How deep newtypes may hold each other.
const DEPTH: usize = 8;

impl Types<'_> {
    /// The type of the column that a field declares, or why there is none.
    pub fn column(&self, ty: &RustType, demand: Demand<'_>) -> Result<ColumnType, String> {
        self.column_at(ty, demand, DEPTH)
    }

    fn column_at(
        &self,
        ty: &RustType,
        demand: Demand<'_>,
        depth: usize,
    ) -> Result<ColumnType, String> {
        let inner = ty.inside_option();
        let ty = inner.as_ref().unwrap_or(ty);
        let logicals = match demand.json || ty.is_json_wrapper() {
            true => vec![LogicalType::Json],
            false => home(ty),
        };
        for logical in &logicals {
            let found = self.dialect.native_type(logical, demand.in_key);
            let fits = |found: &(String, LogicalType)| {
                demand.json || ty.is_json_wrapper() || ty.fits(&found.1, demand.lossy)
            };
            if let Some(found) = found.filter(fits) {
                return Ok(ColumnType::plain(found));
            }
        }
        if !logicals.is_empty() {
            return Err(self.no_type(ty, demand));
        }
        let named = ty.name().and_then(|name| self.enums.get(name));
        if let Some(values) = enums::meant(named.map_or(&[], Vec::as_slice), demand.place)? {
            return self.listed(ty, values, demand);
        }
        let newtype = ty.name().and_then(|name| self.newtypes.get(name));
        let through = newtype.cloned().flatten().or_else(|| ty.pointee());
        match (through, ty.element()) {
            (Some(through), _) if depth > 0 => self.column_at(&through, demand, depth - 1),
            (None, Some((element, length))) if depth > 0 => {
                let element = self.column_at(&element, demand, depth - 1)?;
                let array = LogicalType::Array {
                    element: Box::new(element.logical),
                    length,
                };
                let found = self.dialect.native_type(&array, demand.in_key);
                let found = found.ok_or_else(|| self.no_type(ty, demand))?;
                Ok(ColumnType::plain(found))
            }
            _ => Err(format!(
                "what column holds `{}` is not known; write `#[schema(sql_type = \"…\")]` on the field",
                ty.text()
            )),
        }
    }

    fn no_type(&self, ty: &RustType, demand: Demand<'_>) -> String {
        let engine = self.dialect.capability().display_name;
        let role = match demand.in_key {
            true => "no type that can be part of a key",
            false => "no one type",
        };
        format!(
            "{engine} has {role} for exactly what `{}` holds; write `#[schema(sql_type = \"…\")]` on \
             the field",
            ty.text()
        )
    }

    /// The type of a column that holds the values of an enum.
    fn listed(
        &self,
        ty: &RustType,
        values: &Values,
        demand: Demand<'_>,
    ) -> Result<ColumnType, String> {
        if let Some(name) = &values.ty {
            let named = LogicalType::Enum(name.clone());
            return match self.dialect.native_type(&named, demand.in_key) {
                Some(found) => Ok(ColumnType::plain(found)),
                None => Err(format!(
                    "{} has no named enum types; write `#[schema(column = \"{}\")]` on `{}` instead \
                     of `type`",
                    self.dialect.capability().display_name,
                    demand.place,
                    ty.text()
                )),
            };
        }
        if !values
            .columns
            .iter()
            .any(|column| is_place(column, demand.place))
        {
            return Err(format!(
                "`{}` does not say that it lists the values of this column; write \
                 `#[schema(column = \"{}\")]` on it, or `#[schema(sql_type = \"…\")]` on the field",
                ty.text(),
                demand.place
            ));
        }
        let texts: Vec<String> = values.texts().map(str::to_owned).collect();
        let inline = LogicalType::InlineEnum(texts);
        if let Some(found) = self.dialect.native_type(&inline, demand.in_key) {
            return Ok(ColumnType::plain(found));
        }
        let text = self.dialect.native_type(&LogicalType::Text, demand.in_key);
        text.map(ColumnType::plain)
            .ok_or_else(|| self.no_type(ty, demand))
    }
}

/// Whether a column as an enum names it is the one at a place; either may leave the namespace out.
pub fn is_place(written: &str, place: &str) -> bool {
    let ends = |long: &str, short: &str| {
        long.strip_suffix(short)
            .is_some_and(|rest| rest.ends_with('.'))
    };
    written == place || ends(written, place) || ends(place, written)
}

/// The types that hold every value of a Rust type, best first; empty if it is none that we know.
fn home(ty: &RustType) -> Vec<LogicalType> {
    use LogicalType as L;
    if ty.rank(&L::Text).is_some() {
        return vec![L::Text];
    }
    if ty.rank(&L::Bytes).is_some() {
        return vec![L::Bytes];
    }
    if let Some((element, Some(length))) = ty.element()
        && element.name() == Some("u8")
    {
        return vec![L::FixedBytes(length)];
    }
    let by_name = match ty.text() {
        "bool" => vec![L::Bool],
        "i8" => vec![L::Int8, L::Int16, L::Int32, L::Int64],
        "i16" => vec![L::Int16, L::Int32, L::Int64],
        "i32" => vec![L::Int32, L::Int64],
        "i64" => vec![L::Int64],
        "i128" => vec![L::Int128],
        "u8" => vec![L::Uint8, L::Int16, L::Int32, L::Int64],
        "u16" => vec![L::Uint16, L::Int32, L::Int64],
        "u32" => vec![L::Uint32, L::Int64],
        "u64" | "usize" => vec![L::Uint64],
        "u128" => vec![L::Uint128],
        "f32" => vec![L::Float32, L::Float64],
        "f64" => vec![L::Float64],
        _ => Vec::new(),
    };
    match by_name.is_empty() {
        true => by_rank(ty),
        false => by_name,
    }
}

fn by_rank(ty: &RustType) -> Vec<LogicalType> {
    use LogicalType as L;
    let decimal = L::Decimal {
        precision: None,
        scale: None,
    };
    let others = [
        decimal,
        L::Date,
        L::Time,
        L::TimeWithOffset,
        L::TimeSpan,
        L::Timestamp,
        L::TimestampWithTimeZone,
        L::Interval,
        L::Uuid,
        L::Json,
        L::Inet,
        L::Inet4,
        L::Inet6,
        L::MacAddress,
    ];
    let ranked = others.into_iter().filter_map(|logical| {
        let rank = ty.rank(&logical)?;
        // An address of either version is in a column of one only by luck.
        let is_narrow = matches!(logical, L::Inet4 | L::Inet6) && rank > 0;
        (!is_narrow).then_some((rank, logical))
    });
    let mut ranked: Vec<(usize, LogicalType)> = ranked.collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(_, logical)| logical).collect()
}

/// The name of an enum type, inside the namespace that it would be made in.
pub fn in_namespace(name: ObjectName, namespace: Option<&String>) -> ObjectName {
    match (&name.namespace, namespace) {
        (None, Some(namespace)) => ObjectName::qualified(namespace, name.name),
        _ => name,
    }
}
