//! Types that come of two.

use super::super::ddl::type_name::TypeName;

/// Whole numbers, the narrower first.
pub(super) const INTEGERS: &[&str] = &["smallint", "integer", "bigint"];

/// Floating point numbers, the narrower first.
pub(super) const FLOATS: &[&str] = &["real", "double precision"];

const NUMBERS: &[&str] = &[
    "smallint",
    "integer",
    "bigint",
    "numeric",
    "real",
    "double precision",
];

fn rank(ty: &TypeName) -> Option<usize> {
    let is_scalar = !ty.native.ends_with("[]");
    let found = NUMBERS.iter().position(|number| *number == ty.bare);
    found.filter(|_| is_scalar)
}

/// The type of values that may be of either.
pub(super) fn wider(a: TypeName, b: TypeName) -> TypeName {
    if a.native == b.native {
        return a;
    }
    match (rank(&a), rank(&b)) {
        (Some(x), Some(y)) if x != y => if x > y { a } else { b }.without_modifiers(),
        // A length that is not the other's is forgotten.
        _ if a.bare == b.bare => a.without_modifiers(),
        _ => a,
    }
}

/// The type of a column of two queries.
pub(super) fn common(a: Option<TypeName>, b: Option<TypeName>) -> Option<TypeName> {
    match (a, b) {
        (Some(a), Some(b)) => Some(wider(a, b)),
        _ => None,
    }
}

/// What an operator of arithmetic gives; none when that is not known.
pub(super) fn of_operator(operator: &str, a: TypeName, b: TypeName) -> Option<TypeName> {
    if let (Some(x), Some(y)) = (rank(&a), rank(&b)) {
        let is_power = operator == "^";
        let floats = x.max(y) > 3;
        return Some(TypeName::known(match () {
            // Mixed with others, a short one is made long.
            () if floats && x != y => "double precision",
            () if is_power && x.max(y) < 3 => "double precision",
            () => NUMBERS[x.max(y)],
        }));
    }
    let of = |name: &str| Some(TypeName::known(name));
    let is_time = |ty: &TypeName| ty.bare.starts_with("timestamp");
    match (a.bare.as_str(), operator, b.bare.as_str()) {
        ("date", "-", "date") => of("integer"),
        ("date", "+" | "-", "integer") | ("integer", "+", "date") => of("date"),
        ("date", "+" | "-", "interval") | ("interval", "+", "date") => {
            of("timestamp without time zone")
        }
        ("interval", "+" | "-", "interval") => of("interval"),
        ("interval", "*" | "/", _) if rank(&b).is_some() => of("interval"),
        (_, "*", "interval") if rank(&a).is_some() => of("interval"),
        (_, "+" | "-", "interval") if is_time(&a) => of(&a.bare),
        ("interval", "+", _) if is_time(&b) => of(&b.bare),
        (_, "-", _) if is_time(&a) && is_time(&b) => of("interval"),
        ("jsonb", "-", _) => of("jsonb"),
        ("money", _, _) => of("money"),
        _ => None,
    }
}
