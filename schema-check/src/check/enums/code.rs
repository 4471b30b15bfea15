//! The numbers that variants stand for, by their discriminants.

use super::target::Target;
use crate::Rule;
use crate::check::Context;
use crate::parse::Variant;

/// The number that a discriminant is, if it is written as one.
pub fn parse_code(text: &str) -> Option<i128> {
    let plain = text.replace([' ', '_'], "");
    let digits = plain.strip_prefix('-').unwrap_or(&plain);
    let (radix, digits) = match digits.get(..2) {
        Some("0x") => (16, &digits[2..]),
        Some("0o") => (8, &digits[2..]),
        Some("0b") => (2, &digits[2..]),
        _ => (10, digits),
    };
    let digits = digits.split(['i', 'u']).next().unwrap_or(digits);
    let number = i128::from_str_radix(digits, radix).ok()?;
    Some(if plain.starts_with('-') {
        -number
    } else {
        number
    })
}

/// Reports variants whose number is computed: what they stand for is then not known.
pub fn report_uncertain(context: &Context<'_>, variants: &[Variant], target: &Target) -> bool {
    let mut found = false;
    for (variant, model) in variants.iter().zip(&context.model.variants) {
        let written = variant.discriminant.as_deref();
        let Some(written) = written.filter(|text| parse_code(text).is_none()) else {
            continue;
        };
        if !target.integers || model.renamed || model.skip || model.other {
            continue;
        }
        found = true;
        context.report.error(
            variant.name.span(),
            Rule::VariantWithoutValue,
            format!(
                "{} has numbers as values, and `{written}` of variant `{}` is not written as one\n\
                 help: write the number, or say it with `#[schema(rename = \"…\")]`",
                target.what, variant.name
            ),
        );
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn discriminants_are_read_as_rustc_reads_them() {
        for (text, expected) in [
            ("5", Some(5)),
            ("- 1", Some(-1)),
            ("1_000i64", Some(1000)),
            ("0x1F_u8", Some(31)),
            ("- 0b101", Some(-5)),
            ("0o17", Some(15)),
            ("BASE", None),
            ("1 << 2", None),
        ] {
            assert_eq!(parse_code(text), expected, "{text}");
        }
    }
}
