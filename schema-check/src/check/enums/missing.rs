//! Values that have no variant: reported, unless the enum says that it leaves them out.

use super::Sides;
use crate::Rule;
use crate::check::wording;

/// So many variants are written out.
const LISTED: usize = 8;

impl Sides<'_> {
    /// Every value needs a variant, but for those that a variant is meant to stand for, as is
    /// reported already.
    pub(super) fn check_missing(&self, meant: &[String]) {
        let options = &self.context.model.options;
        let open = self.context.model.variants.iter().any(|model| model.other);
        let is_ignored = |text: &str| options.ignored.iter().any(|named| named.name == text);
        let missing: Vec<&String> = (self.target.values.iter())
            .filter(|text| !self.has_variant(text) && !meant.contains(text) && !is_ignored(text))
            .collect();
        if !missing.is_empty() && !open {
            self.report_missing(&missing);
        }
        self.check_ignored();
        if open {
            self.report_needless();
        }
    }

    fn has_variant(&self, text: &str) -> bool {
        self.known.iter().any(|value| value.text == text)
    }

    fn report_missing(&self, missing: &[&String]) {
        let variants: Vec<String> = missing
            .iter()
            .take(LISTED)
            .map(|text| self.declaration(text))
            .collect();
        let what = match missing {
            [_] => "value",
            _ => "values",
        };
        let fact = format!(
            "{} has the {what} {}, for which `{}` has no variant",
            self.target.what,
            wording::list(missing),
            self.context.item.name,
        );
        let first = match missing.len() {
            ..=LISTED => "",
            _ => "first of all ",
        };
        let add = format!("add {first}`{}`", variants.join(" "));
        let rule = Rule::ValueWithoutVariant;
        match self.context.model.options.non_exhaustive {
            Some(span) => self.context.report.warning(
                span,
                rule,
                format!("{fact}; {add}, or name what is left out on purpose with `ignore(…)`"),
            ),
            None => self.context.report.error(
                self.name_span(),
                rule,
                format!(
                    "{fact}\nhelp: {add}, take all other values in a variant marked `#[schema(other)]`, \
                     or leave them out with `#[schema(ignore({}))]`",
                    quoted(missing)
                ),
            ),
        }
    }

    /// `ignore` names values that are there and have no variant.
    fn check_ignored(&self) {
        for named in &self.context.model.options.ignored {
            let fact = match (self.has(&named.name), self.has_variant(&named.name)) {
                (true, false) => continue,
                (true, true) => format!(
                    "`{}` has a variant for `{}`, so it is not ignored; remove one of them",
                    self.context.item.name, named.name
                ),
                (false, _) => format!(
                    "{} has no value `{}` to ignore; {}",
                    self.target.what,
                    named.name,
                    wording::near_or_list(&named.name, &self.target.values, "values")
                ),
            };
            let rule = Rule::IgnoresNothing;
            self.context.report.warning(named.span, rule, fact);
        }
    }

    /// A variant that takes all other values leaves none over.
    fn report_needless(&self) {
        if let Some(span) = self.context.model.options.non_exhaustive {
            let message = "`non_exhaustive` does nothing beside a variant that takes all other values\n\
                 help: remove one of them";
            self.context.report.error(span, Rule::WrongItem, message);
        }
    }

    /// A variant for a value, with its attribute when the name alone does not say it.
    fn declaration(&self, text: &str) -> String {
        if self.target.integers {
            return format!("Code{} = {text},", text.replace('-', "Minus"));
        }
        let name = heck::AsPascalCase(text).to_string();
        let valid = name.starts_with(|c: char| c.is_ascii_alphabetic());
        let name = if valid { name } else { format!("Value{name}") };
        let stands_for = match self.context.model.options.rename_all {
            Some(case) => case.apply(&name),
            None => name.clone(),
        };
        match stands_for == text {
            true => format!("{name},"),
            false => format!("#[schema(rename = {text:?})] {name},"),
        }
    }
}

fn quoted(names: &[&String]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("{name:?}")).collect();
    quoted.join(", ")
}
