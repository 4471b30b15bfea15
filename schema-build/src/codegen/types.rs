//! From logical types to the Rust types that are written.

use schema_model::rust_types::{Choice, Fit, choices, containers};
use schema_model::{Column, LogicalType, ObjectName, TypeKind};

use super::mapper::{Held, Mapper, Value};
use super::paths::{absolute, option};
use super::plan::{Inline, MAX_DEPTH, Owner, Plan, Relation, Slot, enum_by_check};
use crate::Part;

/// A Rust type, without the `Option` of a nullable column.
pub(super) struct RustType {
    pub(super) text: String,
    /// Why it is only a stand-in.
    pub(super) note: Option<String>,
    /// What the check has to be told of it.
    pub(super) mark: Mark,
    /// Whether it is text only on the way, cast by the statements of a target.
    pub(super) is_text: bool,
}

/// How far a type agrees with its column; what the check has to be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) enum Mark {
    /// Every value survives in it.
    #[default]
    Exact,
    /// Some values do not.
    Lossy,
    /// The check cannot tell, or would refuse it.
    Unchecked,
}

impl Mark {
    /// The word for it in `#[schema(…)]`.
    pub(super) fn word(self) -> Option<&'static str> {
        match self {
            Self::Exact => None,
            Self::Lossy => Some("lossy"),
            Self::Unchecked => Some("unchecked"),
        }
    }
}

impl From<String> for RustType {
    /// A type that nothing is to be said of.
    fn from(text: String) -> Self {
        Self {
            text,
            note: None,
            mark: Mark::Exact,
            is_text: false,
        }
    }
}

/// Crates that do the same; which of them is used is a matter of taste.
const ALTERNATIVES: &[&[&str]] = &[&["chrono", "time", "jiff"], &["rust_decimal", "bigdecimal"]];

/// How paths into sqlx begin.
const SQLX: &str = "sqlx::";

/// Types of sqlx that are made of those of another crate, and the features that bring one.
const SQLX_PARTS: &[(&str, &[&str])] = &[("sqlx::postgres::types::PgTimeTz", &["chrono", "time"])];

impl Plan<'_> {
    /// The type of a column of a table or view.
    pub(super) fn column_type(&self, relation: &Relation, column: &Column) -> RustType {
        let base = self.base_type(relation, column);
        self.keyed(relation, column, base)
    }

    /// The type of a column as if keys had no types of their own.
    pub(super) fn base_type(&self, relation: &Relation, column: &Column) -> RustType {
        let name = relation.name();
        if let Some(chosen) = self.overridden_type(name, column) {
            return chosen.to_owned().into();
        }
        let slot = Slot::new(Owner::Relation(relation.id), &column.name);
        if enum_by_check(relation, column).is_some() {
            if let Some(ident) = self.inline(&slot) {
                return ident.to_string().into();
            }
        }
        if !self.moves_column(column) {
            return match self.holder(&column.logical_type) {
                Some(held) => self.held(column, held, name),
                None => text_on_the_way(column),
            };
        }
        let mut ty = self.rust_type(&column.logical_type, &column.native_type, slot, name);
        // No driver reads lists of lists; a flat one holds the values of one dimension.
        if column.dimensions > 1 {
            ty.mark = ty.mark.max(Mark::Lossy);
        }
        ty
    }

    /// The type of something that is written into the namespace of `from`.
    pub(super) fn rust_type(
        &self,
        logical: &LogicalType,
        native: &str,
        slot: Slot,
        from: &ObjectName,
    ) -> RustType {
        let mut mapping = Mapping {
            plan: self,
            from,
            native,
            note: None,
            mark: Mark::Exact,
        };
        let text = mapping.map(logical, &slot, 0);
        RustType {
            text,
            note: mapping.note,
            mark: mapping.mark,
            is_text: false,
        }
    }

    /// A type of a target's own.
    pub(super) fn own_type(&self, value: &Value) -> Option<String> {
        let mut targets = self.targets().filter(|_| self.uses_own_types());
        targets.find_map(|target| target.own_type(value, self.crates))
    }

    /// A column of a type that a target does not have.
    fn held(&self, column: &Column, held: Held, from: &ObjectName) -> RustType {
        let native = &column.native_type;
        let (text, reason) = match held {
            Held::Raw(path) => (
                format!("{}{path}", self.root(from)),
                "the target has no type for it, so it is held as the server sends it",
            ),
            Held::Text => (
                "::std::string::String".into(),
                "the target cannot read it, so queries have to cast it to text",
            ),
        };
        RustType {
            text,
            note: Some(format!(
                "`{native}`: {reason}; choose a type for it with `types` in `schema.toml`"
            )),
            mark: Mark::Unchecked,
            is_text: false,
        }
    }

    fn may_use(&self, value: &Value, choice: &Choice) -> bool {
        let is_moved = |target: &dyn Mapper| target.moves(value, choice, self.crates);
        if !self.targets().all(is_moved) {
            return false;
        }
        let Some(krate) = choice.krate else {
            return true;
        };
        if !self.crates.contains(krate) {
            return false;
        }
        if choice.path.starts_with(SQLX) {
            return self.has_path(choice.path) && self.has_parts(choice.path);
        }
        true
    }

    /// Whether a path into sqlx is there: its modules are features.
    fn has_path(&self, path: &str) -> bool {
        let module = path.strip_prefix(SQLX).and_then(|p| p.split("::").next());
        self.crates.contains("sqlx")
            && module.is_some_and(|feature| self.crates.has_feature("sqlx", feature))
    }

    /// Whether sqlx has the feature for the values that a type of it is made of.
    fn has_parts(&self, path: &str) -> bool {
        let needed = SQLX_PARTS.iter().find(|(whole, _)| *whole == path);
        needed.is_none_or(|(_, features)| {
            features
                .iter()
                .any(|feature| self.crates.has_feature("sqlx", feature))
        })
    }

    /// The type of the table that is written: the best one that may be used, among crates that do
    /// the same the preferred one.
    pub(super) fn choose(&self, value: &Value) -> Option<&'static Choice> {
        let usable: Vec<&Choice> = choices(value.logical)
            .iter()
            .filter(|c| self.may_use(value, c))
            .collect();
        let first = usable
            .iter()
            .find(|choice| choice.fit == Fit::Exact)
            .or(usable.first())?;
        usable
            .iter()
            .filter(|choice| choice.fit == first.fit && are_alternatives(choice, first))
            .min_by_key(|choice| choice.krate.and_then(|krate| self.crates.preference(krate)))
            .copied()
    }
}

impl Plan<'_> {
    /// The type that is written, if every value survives in it.
    pub(super) fn choose_exact(&self, value: &Value) -> Option<&'static Choice> {
        let is_known = *value.logical != LogicalType::Other;
        self.choose(value)
            .filter(|choice| choice.fit == Fit::Exact && is_known)
    }
}

fn are_alternatives(choice: &Choice, first: &Choice) -> bool {
    choice.path == first.path
        || ALTERNATIVES.iter().any(|group| {
            let in_group =
                |choice: &Choice| choice.krate.is_some_and(|krate| group.contains(&krate));
            in_group(choice) && in_group(first)
        })
}

/// One type on its way.
struct Mapping<'m, 'a> {
    plan: &'m Plan<'a>,
    from: &'m ObjectName,
    native: &'m str,
    note: Option<String>,
    mark: Mark,
}

impl Mapping<'_, '_> {
    fn map(&mut self, logical: &LogicalType, slot: &Slot, depth: usize) -> String {
        use LogicalType as L;
        if depth > MAX_DEPTH {
            return self.stand_in("it is nested too deep");
        }
        let is_record = match logical {
            L::Composite(_) | L::Struct(_) | L::Union(_) | L::Map { .. } => true,
            L::Range(bound) | L::Multirange(bound) => is_decimal(bound),
            _ => false,
        };
        if let Some(raw) = is_record.then(|| self.raw(logical)).flatten() {
            return raw;
        }
        match logical {
            L::InlineEnum(_) | L::Struct(_) | L::Union(_) => match self.plan.inline(slot) {
                Some(ident) => {
                    self.mark_inline(logical, slot);
                    ident.to_string()
                }
                None => self.scalar(logical),
            },
            L::Array { element, .. } => {
                format!("::std::vec::Vec<{}>", self.map(element, slot, depth + 1))
            }
            L::Map { key, value } => {
                let hashable = is_hashable(key);
                let key = self.map(key, &slot.inside("key"), depth + 1);
                let value = self.map(value, &slot.inside("value"), depth + 1);
                if hashable {
                    format!("::std::collections::HashMap<{key}, {value}>")
                } else {
                    self.mark(Mark::Unchecked);
                    format!("::std::vec::Vec<({key}, {value})>")
                }
            }
            L::Range(bound) => {
                let bound = self.map(bound, slot, depth + 1);
                self.range(&bound)
            }
            L::Multirange(bound) => {
                let bound = self.map(bound, slot, depth + 1);
                format!("::std::vec::Vec<{}>", self.range(&bound))
            }
            L::Enum(name) | L::Domain(name) | L::Composite(name) => self.named(name, depth),
            _ => self.scalar(logical),
        }
    }

    fn range(&mut self, bound: &str) -> String {
        let targets = || self.plan.targets();
        let usable = containers::RANGE
            .iter()
            .find(|path| self.plan.has_path(path) && targets().all(|t| t.moves_range(path)));
        if let Some(path) = usable {
            if path.starts_with(SQLX) {
                self.add_note("an empty range is read as one without bounds");
            }
            return format!("{}<{bound}>", absolute(path));
        }
        // The check leaves pairs of bounds to the compiler, which knows other crates' types only as
        // far as the facade's features go, and of lossy ones nothing.
        let is_foreign = bound.starts_with("::") && !bound.starts_with("::std::");
        if is_foreign || self.mark == Mark::Lossy {
            self.mark(Mark::Unchecked);
        }
        format!("(::std::ops::Bound<{bound}>, ::std::ops::Bound<{bound}>)")
    }

    fn named(&mut self, name: &ObjectName, depth: usize) -> String {
        let plan = self.plan;
        let Some(ty) = plan.type_named(name) else {
            // A table is a composite type too.
            return match plan.relation_named(name) {
                Some(relation) if plan.has_part(Part::Row) => {
                    self.mark(Mark::Unchecked);
                    plan.path(name, &relation.row, self.from)
                }
                Some(_) => self.stand_in(&format!("`parts` leaves out the rows of `{name}`")),
                None => self.stand_in(&format!("type `{name}` is not in the schema")),
            };
        };
        let slot = Slot::new(Owner::Type(ty.id), "");
        match &ty.definition.kind {
            TypeKind::Enum(variants) if variants.is_empty() => {
                self.stand_in(&format!("enum `{name}` has no variants"))
            }
            TypeKind::Enum(_) | TypeKind::Composite(_) => plan.path(name, &ty.ident, self.from),
            TypeKind::Domain(domain)
                if depth == 0 && plan.has_domain_type(&domain.logical_type) =>
            {
                plan.path(name, &ty.ident, self.from)
            }
            TypeKind::Domain(domain) => {
                let native = std::mem::replace(&mut self.native, &domain.native_type);
                let base = self.map_base(&domain.logical_type, name, &slot, depth);
                self.native = native;
                base
            }
            TypeKind::Alias { logical_type, .. } => self.map_base(logical_type, name, &slot, depth),
            TypeKind::Range(range) => {
                if let Some(raw) = self.raw(&LogicalType::Other) {
                    return raw;
                }
                let bound = self.map(&range.logical_type, &slot, depth + 1);
                self.range(&bound)
            }
            TypeKind::Set(_) => "::std::string::String".into(),
            _ => self.stand_in(&format!("type `{name}` is not modelled")),
        }
    }

    /// The type behind a domain or alias; a type that is defined in it lives in its namespace.
    fn map_base(
        &mut self,
        logical: &LogicalType,
        name: &ObjectName,
        slot: &Slot,
        depth: usize,
    ) -> String {
        match self.plan.inline(slot) {
            Some(ident) if logical.parts().is_empty() || is_record(logical) => {
                self.mark_inline(logical, slot);
                self.plan.path(name, ident, self.from)
            }
            _ => self.map(logical, slot, depth + 1),
        }
    }

    fn scalar(&mut self, logical: &LogicalType) -> String {
        let value = Value {
            logical,
            native: self.native,
            dialect: &self.plan.schema.dialect,
        };
        if let Some(own) = self.plan.own_type(&value) {
            self.mark(Mark::Unchecked);
            return absolute(&own);
        }
        if self.plan.choose_exact(&value).is_none() {
            if let Some(raw) = self.raw(logical) {
                return raw;
            }
        }
        let Some(choice) = self.plan.choose(&value) else {
            return self.stand_in(&self.missing_type(logical));
        };
        if let Fit::Lossy(reason) = choice.fit {
            self.mark(Mark::Lossy);
            self.add_note(&format!("{} is only near: {reason}", choice.path));
        } else if *logical == LogicalType::Other {
            self.add_note("it is not modelled and read as text");
        }
        // `N` is a length that only the user knows.
        absolute(choice.path)
    }

    /// Why there is no type.
    fn missing_type(&self, logical: &LogicalType) -> String {
        let mut crates = choices(logical).iter().map(|choice| choice.krate);
        let is_missing =
            |krate: &Option<&str>| krate.is_some_and(|k| !self.plan.crates.contains(k));
        if let Some(Some(krate)) = crates.clone().find(is_missing) {
            return format!("crate `{krate}` is not among those to use");
        }
        match crates.next() {
            Some(_) => "the targets have no type for it".into(),
            None => "there is no Rust type for it".into(),
        }
    }

    /// What a target holds a value in that no type holds.
    fn raw(&mut self, logical: &LogicalType) -> Option<String> {
        let value = Value {
            logical,
            native: self.native,
            dialect: &self.plan.schema.dialect,
        };
        let raw = self.plan.targets().find_map(|t| t.raw_type(&value))?;
        self.mark(Mark::Unchecked);
        self.add_note("the target has no type for it, so it is held as the server sends it");
        Some(raw)
    }

    fn stand_in(&mut self, reason: &str) -> String {
        self.mark(Mark::Unchecked);
        self.add_note(&format!("{reason}, so it is text here"));
        "::std::string::String".into()
    }

    /// A record that has no name in the database is nothing that a struct could stand for; an enum
    /// stands for the column that lists its values, and for nothing inside another type.
    fn mark_inline(&mut self, logical: &LogicalType, slot: &Slot) {
        if is_record(logical) || !slot.is_column() {
            self.mark(Mark::Unchecked);
        }
    }

    fn mark(&mut self, mark: Mark) {
        self.mark = self.mark.max(mark);
    }

    fn add_note(&mut self, note: &str) {
        let native = self.native;
        self.note.get_or_insert_with(|| {
            format!("`{native}`: {note}; choose a type for it with `types` in `schema.toml`")
        });
    }
}

fn is_record(logical: &LogicalType) -> bool {
    matches!(logical, LogicalType::Struct(_) | LogicalType::Union(_))
}

/// Whether values can be the keys of a hash map.
pub(super) fn is_hashable(key: &LogicalType) -> bool {
    use LogicalType as L;
    match key {
        L::Dynamic(declared) => is_hashable(declared),
        L::Bool | L::Int8 | L::Int16 | L::Int32 | L::Int64 | L::Int128 => true,
        L::Uint8 | L::Uint16 | L::Uint32 | L::Uint64 | L::Uint128 => true,
        L::Text | L::CaseInsensitiveText | L::Bytes | L::Uuid | L::Date | L::Time => true,
        L::Timestamp | L::TimestampWithTimeZone | L::Enum(_) | L::InlineEnum(_) => true,
        _ => false,
    }
}

/// Whether a value has as many digits as it likes.
pub(super) fn is_decimal(logical: &LogicalType) -> bool {
    matches!(logical, LogicalType::Decimal { .. })
}

/// A column that a target moves as text.
fn text_on_the_way(column: &Column) -> RustType {
    RustType {
        text: "::std::string::String".into(),
        note: Some(format!(
            "`{}`: the target has no type for all of it, so it is cast to text and back; choose a type for it with `types` in `schema.toml`",
            column.native_type
        )),
        mark: Mark::Unchecked,
        is_text: true,
    }
}

/// What is defined in a place, for those that write it.
pub(super) fn inline_types<'a>(logical: &'a LogicalType, slot: &Slot) -> Vec<(Slot, Inline<'a>)> {
    let mut found = Vec::new();
    super::plan::visit(logical, slot, &mut |slot, inline| {
        found.push((slot.clone(), inline));
    });
    found
}

/// The type of a field: nullable columns become an `Option`.
pub(super) fn nullable(ty: &str, nullable: bool) -> String {
    if nullable { option(ty) } else { ty.into() }
}
