//! One field against its column: type and nullability.

use proc_macro2::{Span, TokenTree};
use schema_model::{LogicalType, Nullability, ObjectName};

use super::fit::{Fit, fit};
use super::known::{self, known};
use super::marker::{LISTS, hash, holds_lists_itself, marker};
use super::relation::Source;
use super::remedy::{self, suggestion, usual_types};
use super::write;
use super::{Asked, Checked, Context, Doubted};
use crate::Rule;
use crate::model::{FieldModel, Mode, SourceType};
use crate::parse::{Field, Spelled, unraw};
use crate::snapshot::{Column, why_not_writable};

/// PostgreSQL notes how many dimensions an array was declared with, and drivers fail on those that
/// a list has no place for.
const ONE_DIMENSION: &str = "the column is declared with several dimensions, and a list holds one";

/// Checks a field against its column.
pub fn check(
    context: &Context<'_>,
    source: &Source,
    field: &Field,
    model: &FieldModel,
    column: &Column,
    checked: &mut Checked,
) {
    let (spelled, tokens) = match source_type(model) {
        Some(source) => (&source.spelled, &source.tokens),
        None => (&model.spelled, &field.tokens),
    };
    let pair = Pair {
        spelled,
        tokens,
        context,
        source,
        field,
        model,
        column,
        logical: base(context, field.type_span(), &column.logical_type),
    };
    if pair.is_writable() {
        pair.check_nullability(checked);
    }
}

/// A field with the column that it stands for.
struct Pair<'a> {
    context: &'a Context<'a>,
    source: &'a Source,
    field: &'a Field,
    model: &'a FieldModel,
    column: &'a Column,
    logical: LogicalType,
    /// The type that is held against the column, as it is written.
    spelled: &'a Spelled,
    tokens: &'a [TokenTree],
}

/// The type fits, and this driver refuses it when the program runs.
struct Refused(&'static str);

/// The type that the value is converted from; one that is not of the standard library may be anything.
fn source_type(model: &FieldModel) -> Option<&SourceType> {
    (model.source.as_ref()).filter(|source| known(&source.spelled).is_some())
}

impl Pair<'_> {
    fn source_type(&self) -> Option<&SourceType> {
        source_type(self.model)
    }

    fn mode(&self) -> Mode {
        self.context.model.options.mode
    }

    /// The full name of the column.
    fn name(&self) -> String {
        format!("{}.{}", self.source.name(), self.column.name)
    }

    /// The column in a sentence.
    fn place(&self) -> String {
        self.source.place(self.column)
    }

    /// What the field is called in messages.
    fn field_name(&self) -> String {
        let name = match &self.field.name {
            Some(name) => format!("field `{}`", unraw(name)),
            None => "its field".into(),
        };
        match self.source_type() {
            Some(_) => format!("what {name} is converted from"),
            None => name,
        }
    }

    fn type_text(&self) -> String {
        text_of(self.tokens)
    }

    /// Where the type is written.
    fn type_spans(&self) -> [Span; 2] {
        match self.source_type() {
            Some(source) => [source.span; 2],
            None => self.field.type_spans(),
        }
    }

    fn is_writable(&self) -> bool {
        let why = match self.mode() {
            Mode::Row => None,
            Mode::Insert | Mode::Update => why_not_writable(self.column),
        };
        let Some(why) = why else { return true };
        let statement = match self.mode() {
            Mode::Insert => "an INSERT",
            _ => "an UPDATE",
        };
        self.context.report.error(
            self.field.name_span(),
            Rule::NotWritable,
            format!(
                "{} is {why}, so {statement} cannot name it\nhelp: remove {}",
                self.place(),
                self.field_name()
            ),
        );
        false
    }

    fn check_nullability(&self, checked: &mut Checked) {
        let spelled = self.spelled;
        let inner = known::inside_option(spelled);
        let inner = match self.mode() {
            // The outer `Option` says whether to change the column at all.
            Mode::Update if inner.and_then(known::inside_option).is_some() => {
                inner.and_then(known::inside_option)
            }
            _ => inner,
        };
        match inner {
            Some(inner) => self.check_optional(inner, checked),
            // A value that is never NULL can be written into any column.
            None if self.is_null_possible() && self.mode() == Mode::Row => {
                self.check_never_null(checked);
            }
            None => {
                self.check_type(spelled, self.tokens, checked);
            }
        }
    }

    /// The type without the `Option` around it.
    fn inner(&self) -> &Spelled {
        known::inside_option(self.spelled).unwrap_or(self.spelled)
    }

    fn is_null_possible(&self) -> bool {
        self.column.nullable && !self.model.not_null
    }

    /// The field is an `Option`.
    fn check_optional(&self, inner: &Spelled, checked: &mut Checked) {
        let meant = self.model.nullable
            || self.column.nullable
            || self.mode() == Mode::Update
            || (self.mode() == Mode::Insert && self.column.can_be_omitted());
        if !meant {
            self.context.report.warning(
                self.type_spans()[0],
                Rule::AlwaysSome,
                format!(
                    "{} is NOT NULL, but {} is `{}`; use `{}`, or mark the field `#[schema(nullable)]`",
                    self.place(),
                    self.field_name(),
                    self.type_text(),
                    text_of(inside_angles(self.tokens))
                ),
            );
        }
        let mut tokens = inside_angles(self.tokens);
        if known::inside_option(self.spelled) != Some(inner) {
            tokens = inside_angles(tokens);
        }
        if !self.check_type(inner, tokens, checked) && known(self.spelled).is_none() {
            let option = self.spelled.without_arguments();
            if let Some(known) = known(&option) {
                checked.expect_same(&option, &known, "<()>");
            }
        }
    }

    /// The column can be NULL and the field is not written as an `Option`; it may still be one.
    fn check_never_null(&self, checked: &mut Checked) {
        let spelled = self.spelled;
        match self.fit(spelled) {
            Ok(Fit::Wrong(reason)) => self.report_wrong(reason),
            Err(refused) => self.report_refused(&refused),
            Ok(Fit::Ask) if !self.model.json => {
                // The path of a type that is known leaves no doubt that it is no `Option`.
                let is_known = known::is_path_of_choice(spelled, &self.logical);
                if is_known {
                    self.report_never_null();
                }
                self.ask(spelled, self.tokens, !is_known, checked);
            }
            _ => self.report_never_null(),
        }
    }

    fn report_never_null(&self) {
        let (spans, rule) = (self.type_spans(), Rule::NeverNull);
        (self.context.report).error_over(spans, rule, self.never_null_text());
    }

    fn never_null_text(&self) -> String {
        let (fact, or) = match self.column.nullability {
            Nullability::Assumed => (
                "may be NULL, as far as the definition of the view shows",
                "mark the field `#[schema(not_null)]` if it never is",
            ),
            _ => (
                "is nullable",
                "make the column NOT NULL and run `cargo schema refresh`",
            ),
        };
        format!(
            "{} {fact}, but {} is `{}`\nhelp: use `Option<{}>`, or {or}",
            self.place(),
            self.field_name(),
            self.type_text(),
            self.type_text()
        )
    }

    /// Whether the whole type, `Option` and all, will be compared with what it is spelled like.
    fn check_type(&self, spelled: &Spelled, tokens: &[TokenTree], checked: &mut Checked) -> bool {
        match self.fit(spelled) {
            Ok(Fit::Any) => {}
            Ok(Fit::Known(part)) => {
                let is_whole = std::ptr::eq(spelled, self.spelled);
                match known(self.spelled).filter(|_| !is_whole) {
                    Some(whole) => checked.expect_same(self.spelled, &whole, ""),
                    None => checked.expect_same(spelled, &part, ""),
                }
                return true;
            }
            Ok(Fit::Ask) => self.ask(spelled, tokens, false, checked),
            Ok(Fit::Wrong(reason)) => self.report_wrong(reason),
            Err(refused) => self.report_refused(&refused),
        }
        false
    }

    fn fit<'s>(&self, spelled: &'s Spelled) -> Result<Fit<'s>, Refused> {
        if self.model.converted && self.source_type().is_none() {
            return Ok(Fit::Any);
        }
        if self.model.json {
            return self.fit_json();
        }
        match self.column.dimensions {
            1 if self.nests_lists(spelled) => return Ok(Fit::Wrong(None)),
            2.. if !self.model.lossy && self.is_flat_list(spelled) => {
                return Ok(Fit::Wrong(Some(ONE_DIMENSION)));
            }
            _ => {}
        }
        let fit = fit(spelled, &self.logical, self.model.lossy);
        match self.mode() {
            Mode::Row => match self.refusing(spelled, &fit) {
                Some(refused) if !matches!(fit, Fit::Wrong(_)) => Err(refused),
                _ => Ok(fit),
            },
            Mode::Insert | Mode::Update => {
                Ok(write::fit(spelled, &self.logical, self.model.lossy).unwrap_or(fit))
            }
        }
    }

    /// The driver that reads the struct and refuses to read the column as this type.
    fn refusing(&self, spelled: &Spelled, fit: &Fit<'_>) -> Option<Refused> {
        if self.mode() != Mode::Row {
            return None;
        }
        let driver = self.context.driver(|driver| {
            let known = match fit {
                Fit::Known(known) => driver.refuses_known(&known.table, &self.logical),
                _ => None,
            };
            known.unwrap_or_else(|| driver.refuses(spelled, &self.logical))
        });
        driver.map(|driver| Refused(driver.name))
    }

    /// Whether the field is a list of lists, and the elements of the column are no lists.
    fn nests_lists(&self, spelled: &Spelled) -> bool {
        self.lists(spelled) > 1
    }

    /// Whether the field is a list of what the elements of the column are.
    fn is_flat_list(&self, spelled: &Spelled) -> bool {
        self.lists(spelled) == 1
    }

    /// How many lists stand around each other, where the elements of the column are no lists.
    fn lists(&self, spelled: &Spelled) -> usize {
        match &self.logical {
            LogicalType::Array { element, .. } if !holds_lists_itself(element) => {
                std::iter::successors(Some(spelled), |list| {
                    let inner = known::inside(list, LISTS)?;
                    Some(known::inside_option(inner).unwrap_or(inner))
                })
                .skip(1)
                .count()
            }
            _ => 0,
        }
    }

    /// Any type can be stored as JSON, in a column that takes text.
    fn fit_json(&self) -> Result<Fit<'static>, Refused> {
        use LogicalType as L;
        let stored = match &self.logical {
            L::Dynamic(declared) => declared,
            other => other,
        };
        let by_sqlx = self.model.json_of_sqlx && self.mode() == Mode::Row;
        if let (L::Text | L::Bytes, true) = (stored, by_sqlx) {
            let driver = self.context.driver(|driver| driver.only_json);
            return driver.map_or(Ok(Fit::Any), |driver| Err(Refused(driver.name)));
        }
        Ok(match stored {
            L::Json | L::Text | L::Bytes | L::Any | L::Other => Fit::Any,
            _ => Fit::Wrong(Some("it cannot hold JSON")),
        })
    }

    fn ask(&self, spelled: &Spelled, tokens: &[TokenTree], nullable: bool, checked: &mut Checked) {
        self.doubt(spelled, tokens, nullable, checked);
        let place = self.place();
        let name = self.name();
        let plain = marker(&self.logical, spelled, &name);
        let demand = |logical: &str| match (self.source.one_of(&self.column.name), self.model.lossy)
        {
            (Some(_), _) => format!("$::HoldsOneOf<{}, {logical}>", hash(&name)),
            (None, true) => format!("$::HoldsLossy<{logical}>"),
            (None, false) => format!("$::Holds<{logical}>"),
        };
        let whole = match nullable {
            true => demand(&format!("$::logical::Nullable<{plain}>")),
            false => demand(&plain),
        };
        let kind = if nullable { "nullable " } else { "" };
        checked.asked.push(Asked {
            tokens: tokens.to_vec(),
            demand: whole,
            but_for_null: nullable.then(|| {
                [
                    demand(&plain),
                    Rule::NeverNull.sign(&self.never_null_text()),
                ]
            }),
            message: Rule::UnknownType.sign(&format!(
                "{place} is {kind}`{}`, and `{}` is not known to hold that",
                self.column.native_type,
                text_of(tokens)
            )),
            label: format!("not known to hold `{}`", self.column.native_type),
            help: match nullable {
                true => format!(
                    "a column that can be NULL needs `Option<{}>`; {}",
                    text_of(tokens),
                    self.how_to_know(spelled)
                ),
                false => self.how_to_know(spelled),
            },
        });
    }

    /// The type may be one that the driver refuses, under another name or inside of another type.
    fn doubt(
        &self,
        spelled: &Spelled,
        tokens: &[TokenTree],
        nullable: bool,
        checked: &mut Checked,
    ) {
        let part = innermost(&self.logical);
        let mut refused = Vec::new();
        let driver = self.context.driver(|driver| {
            refused = driver.refused(part, self.model.lossy);
            self.mode() == Mode::Row && !refused.is_empty()
        });
        let Some(driver) = driver else { return };
        let name = self.name();
        let whole = marker(&self.logical, spelled, &name);
        let part = marker(part, &Spelled::Other, &name);
        let mut holds = whole.replace(&part, Doubted::REFUSED);
        if nullable {
            holds = format!("$::logical::Nullable<{holds}>");
        }
        checked.doubted.push(Doubted {
            tokens: tokens.to_vec(),
            refused,
            holds,
            message: Rule::DriverRefuses.sign(&self.refused_text(driver.name)),
        });
    }

    /// What to do about a type of another crate that is known to hold the column, or of any other.
    fn how_to_know(&self, spelled: &Spelled) -> String {
        let Some((path, feature)) = known::behind_feature(spelled, &self.logical) else {
            return self.how_to_teach();
        };
        let is_path = known::is_path_of_choice(self.inner(), &self.logical);
        let that = if is_path { "" } else { ", if that is meant," };
        format!(
            "`{path}`{that} holds it where `schema-checked` has its feature `{feature}`: \
             `cargo add schema-checked --features {feature}`"
        )
    }

    /// What to do about a type that we do not know.
    fn how_to_teach(&self) -> String {
        use LogicalType as L;
        let enum_of = |attribute: String| {
            format!("derive `SchemaChecked` on the enum, with `#[schema({attribute})]`")
        };
        match &self.logical {
            L::Enum(name) => enum_of(format!("type = {:?}", name.to_string())),
            L::InlineEnum(_) | L::InlineSet(_) => enum_of(format!("column = {:?}", self.name())),
            L::Composite(name) => format!(
                "derive `SchemaChecked` on the struct, with `#[schema(type = {:?})]`",
                name.to_string()
            ),
            _ if self.source.one_of(&self.column.name).is_some() => {
                enum_of(format!("column = {:?}", self.name()))
            }
            _ => {
                let usual = usual_types(&self.logical);
                format!(
                    "use {usual}; a type of your own needs `#[derive(SchemaChecked)]` with \
                     `#[schema(transparent)]`, a type of another crate the feature of `schema-checked` \
                     that is called like that crate"
                )
            }
        }
    }

    fn report_refused(&self, Refused(driver): &Refused) {
        let (spans, rule) = (self.type_spans(), Rule::DriverRefuses);
        (self.context.report).error_over(spans, rule, self.refused_text(driver));
    }

    fn refused_text(&self, driver: &str) -> String {
        let or = "cast the column in the query and mark the field `#[schema(unchecked)]`";
        let one_of = self.source.one_of(&self.column.name);
        let remedy = match suggestion(&self.logical, one_of) {
            _ if self.model.json => format!("make the column a JSON one, or {or}"),
            Some(ty) if !remedy::is_refused(&ty, &self.logical, self.context) => {
                let ty = self.in_option(remedy::nested(ty, self.column));
                format!("use `{ty}`, or {or}")
            }
            _ if matches!(self.logical, LogicalType::Enum(_)) => {
                format!("{}, or {or}", self.how_to_teach())
            }
            _ => or.into(),
        };
        let why = match self.model.json {
            true => format!("{driver} reads values that are kept as JSON from JSON columns alone"),
            false => format!("{driver} refuses to read one as the other"),
        };
        format!(
            "{} is `{}`, but {} is `{}`: {why}\nhelp: {remedy}",
            self.place(),
            self.column.native_type,
            self.field_name(),
            self.type_text()
        )
    }

    /// The type as the field needs it.
    fn in_option(&self, ty: String) -> String {
        match self.column.nullable || self.mode() == Mode::Update {
            true => format!("Option<{ty}>"),
            false => ty,
        }
    }

    fn report_wrong(&self, reason: Option<&'static str>) {
        let rule = match reason {
            Some(_) if !self.model.json => Rule::LosesValues,
            _ => Rule::OtherType,
        };
        let one_of = self.source.one_of(&self.column.name);
        let ty = suggestion(&self.logical, one_of)
            .map(|ty| self.in_option(remedy::nested(ty, self.column)));
        let (because, allow) = match reason {
            Some(reason) if self.model.json => (
                format!(": {reason}"),
                " without `json`, or make the column a JSON or text one and run `cargo schema refresh`",
            ),
            Some(reason) if self.refusing(self.inner(), &Fit::Ask).is_some() => (
                format!(": {reason}"),
                ", or cast the column in the query and mark the field `#[schema(unchecked)]`",
            ),
            Some(reason) => (
                format!(": {reason}"),
                ", or accept that with `#[schema(lossy)]`",
            ),
            None => (
                String::new(),
                ", or change the column and run `cargo schema refresh`",
            ),
        };
        let remedy = match ty {
            Some(ty) => format!("use `{ty}`{allow}"),
            None => self.how_to_teach(),
        };
        self.context.report.error_over(
            self.type_spans(),
            rule,
            format!(
                "{} is `{}`, but {} is `{}`{because}\nhelp: {remedy}",
                self.place(),
                self.column.native_type,
                self.field_name(),
                self.type_text()
            ),
        );
    }
}

/// The type of the elements, where there are any.
fn innermost(logical: &LogicalType) -> &LogicalType {
    match logical {
        LogicalType::Array { element: part, .. } | LogicalType::Range(part) => innermost(part),
        scalar => scalar,
    }
}

/// The type with domains and other names replaced by what they stand for.
pub fn base(context: &Context<'_>, span: Span, logical: &LogicalType) -> LogicalType {
    let mut logical = logical.clone();
    // A domain over a domain is fine, a ring of them is a damaged snapshot.
    for _ in 0..8 {
        let LogicalType::Domain(name) = &logical else {
            for part in logical.parts_mut() {
                *part = base(context, span, part);
            }
            return logical;
        };
        match under(context, span, name) {
            Some(under) => logical = under,
            None => return LogicalType::Other,
        }
    }
    LogicalType::Other
}

fn under(context: &Context<'_>, span: Span, name: &ObjectName) -> Option<LogicalType> {
    let ty = context.read(span, context.snapshot.type_definition(name))??;
    let base = ty.shape.domain.as_ref().or(ty.shape.alias.as_ref())?;
    Some(base.logical_type.clone())
}

/// The tokens between the first `<` and the last `>`, without a comma at their end.
pub fn inside_angles(tokens: &[TokenTree]) -> &[TokenTree] {
    let is_open =
        |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == '<');
    match tokens.iter().position(is_open) {
        Some(open) if open + 1 < tokens.len() => match &tokens[open + 1..tokens.len() - 1] {
            [inside @ .., TokenTree::Punct(comma)] if comma.as_char() == ',' => inside,
            inside => inside,
        },
        _ => tokens,
    }
}

/// Tokens as people write them, for messages.
pub fn text_of(tokens: &[TokenTree]) -> String {
    let stream: proc_macro2::TokenStream = tokens.iter().cloned().collect();
    let text = stream.to_string();
    let mut tidy = text;
    for (from, to) in [
        (" :: ", "::"),
        (":: ", "::"),
        (" < ", "<"),
        ("< ", "<"),
        (" >", ">"),
        (" ,", ","),
        ("& ", "&"),
        ("' ", "'"),
    ] {
        tidy = tidy.replace(from, to);
    }
    tidy
}
