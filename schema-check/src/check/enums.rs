//! Variants of an enum against the values that the database lists.

mod code;
mod missing;
mod target;

use proc_macro2::Span;
use schema_model::suggest;

use self::code::{parse_code, report_uncertain};
use self::target::Target;
use super::{Checked, Context, moved, wording};
use crate::Rule;
use crate::case::Case;
use crate::model::VariantModel;
use crate::parse::{Variant, unraw};

/// Checks an enum against every type and column that it stands for.
pub fn check_enum(context: &Context<'_>, variants: &[Variant], checked: &mut Checked) {
    let Some(targets) = target::find(context) else {
        return;
    };
    for target in &targets {
        let sides = Sides {
            context,
            target,
            known: known_values(context, variants, target),
        };
        if !report_uncertain(context, variants, target) {
            sides.check();
        }
        checked.implements.extend(target.implements.iter().cloned());
    }
}

/// A variant, and the value that it stands for.
struct Value<'a> {
    variant: &'a Variant,
    model: &'a VariantModel,
    text: String,
}

/// The enum on one side, the database on the other.
struct Sides<'a> {
    context: &'a Context<'a>,
    target: &'a Target,
    known: Vec<Value<'a>>,
}

/// The values that the variants stand for, without those that stand for none or for all others.
fn known_values<'a>(
    context: &'a Context<'a>,
    variants: &'a [Variant],
    target: &Target,
) -> Vec<Value<'a>> {
    let mut code = -1_i128;
    let mut known = Vec::new();
    for (variant, model) in variants.iter().zip(&context.model.variants) {
        code = match &variant.discriminant {
            Some(text) => parse_code(text).unwrap_or(code + 1),
            None => code + 1,
        };
        if model.skip || model.other {
            continue;
        }
        if variant.has_data {
            context.report.error(
                variant.name.span(),
                Rule::VariantWithData,
                format!(
                    "variant `{}` carries data, which no value of {} can\n\
                     help: mark it `#[schema(other)]` if it takes all other values, or `#[schema(skip)]`",
                    variant.name, target.what
                ),
            );
        }
        let text = match target.integers && !model.renamed {
            true => code.to_string(),
            false => model.text.clone(),
        };
        let Some(text) = current(context, target, model, text) else {
            continue;
        };
        // One mistake is enough for a variant.
        if variant.has_data && !target.values.contains(&text) {
            continue;
        }
        known.push(Value {
            variant,
            model,
            text,
        });
    }
    known
}

/// The value as the database has it now; `None` while it is still to come.
fn current(
    context: &Context<'_>,
    target: &Target,
    model: &VariantModel,
    text: String,
) -> Option<String> {
    let old = model.renamed_from.as_ref();
    let old_is_there = old.is_some_and(|old| target.values.contains(&old.name));
    if target.values.contains(&text) {
        if !old_is_there {
            let what = format!("value `{text}` of {}", target.what);
            moved::report(context, &what, old.map(|old| old.span), model.pending);
        }
        return Some(text);
    }
    match old {
        Some(old) if old_is_there => Some(old.name.clone()),
        _ if model.pending.is_some() => None,
        _ => Some(text),
    }
}

impl Sides<'_> {
    fn check(&self) {
        let mut meant: Vec<String> = Vec::new();
        let extra: Vec<&Value<'_>> = self
            .known
            .iter()
            .filter(|value| !self.has(&value.text))
            .collect();
        if self.report_convention(&extra) {
            return;
        }
        for value in &extra {
            let near = self.near(value, &meant).map(str::to_owned);
            self.report_extra(value, near.as_deref());
            meant.extend(near);
        }
        self.report_twice();
        self.check_missing(&meant);
        if extra.is_empty() {
            self.check_order();
        }
    }

    /// Where the database sorts the values, the variants are best in the same order.
    fn check_order(&self) {
        let place = |value: &Value<'_>| self.target.values.iter().position(|v| *v == value.text);
        let is_meant = !self.target.ordered || self.context.model.options.any_order;
        if is_meant || self.known.iter().map(place).is_sorted() {
            return;
        }
        self.context.report.warning(
            self.name_span(),
            Rule::OtherOrder,
            format!(
                "{} sorts its values {}, but the variants of `{}` are in another order; \
                 put them in the same order, or mark the enum `#[schema(any_order)]`",
                self.target.what,
                wording::list(&self.target.values),
                self.context.item.name
            ),
        );
    }

    fn has(&self, text: &str) -> bool {
        self.target.values.iter().any(|value| value == text)
    }

    fn name_span(&self) -> Span {
        self.context.item.name.span()
    }

    /// When no variant fits and one convention would make all of them fit, that is one mistake.
    fn report_convention(&self, extra: &[&Value<'_>]) -> bool {
        let written: Vec<String> = self
            .known
            .iter()
            .map(|value| unraw(&value.variant.name))
            .collect();
        if extra.len() < 2 || self.target.integers || extra.iter().any(|value| value.model.renamed)
        {
            return false;
        }
        let values = &self.target.values;
        let fitting = Case::all().find(|case| {
            written.len() == values.len()
                && written
                    .iter()
                    .all(|name| values.contains(&case.apply(name)))
        });
        let Some(case) = fitting else { return false };
        self.context.report.error(
            self.name_span(),
            Rule::OtherConvention,
            format!(
                "{} spells its values differently: {}, but the variants stand for {}\n\
                 help: write `#[schema(rename_all = {:?})]`",
                self.target.what,
                wording::list(values),
                wording::list(
                    &self
                        .known
                        .iter()
                        .map(|value| &value.text)
                        .collect::<Vec<_>>()
                ),
                case.word
            ),
        );
        true
    }

    /// The value that a variant most likely means, among those that have no variant.
    fn near(&self, value: &Value<'_>, meant: &[String]) -> Option<&str> {
        let free = self.target.values.iter().filter(|text| {
            !meant.contains(text) && !self.known.iter().any(|known| known.text == **text)
        });
        match self.target.integers {
            true => None,
            false => suggest::nearest(&value.text, free.map(String::as_str)),
        }
    }

    fn report_extra(&self, value: &Value<'_>, near: Option<&str>) {
        let help = match near {
            Some(near) => format!(
                "did you mean `{near}`? write `#[schema(rename = {near:?})]`, or rename the variant"
            ),
            None => format!(
                "its values are {}; remove the variant, or mark it `#[schema(skip)]`",
                wording::list(&self.target.values)
            ),
        };
        self.context.report.error(
            value.variant.name.span(),
            Rule::VariantWithoutValue,
            format!(
                "{} has no value `{}`, which variant `{}` stands for\nhelp: {help}",
                self.target.what, value.text, value.variant.name
            ),
        );
    }

    fn report_twice(&self) {
        for (at, value) in self.known.iter().enumerate() {
            if self.known[..at]
                .iter()
                .any(|other| other.text == value.text)
            {
                self.context.report.error(
                    value.variant.name.span(),
                    Rule::ValueTwice,
                    format!(
                        "value `{}` of {} has two variants\nhelp: remove one, or mark it `#[schema(skip)]`",
                        value.text, self.target.what
                    ),
                );
            }
        }
    }
}
