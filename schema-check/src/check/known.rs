//! Types of the standard library, by their spelling.
//!
//! A spelling proves nothing: `String` may be another type of that name. So each comes with the
//! type that it must then be, and the compiler compares the two.

use std::borrow::Cow;

use schema_model::LogicalType;
use schema_model::rust_types;

use crate::parse::{Argument, Spelled};

/// A type that is spelled like one of the standard library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known<'a> {
    /// As the table of types has it: `std::vec::Vec<u8>`.
    pub table: Cow<'static, str>,
    spelled: &'a Spelled,
}

impl Known<'_> {
    /// As it is written: `Vec<u8>`.
    pub fn written(&self) -> String {
        spell(self.spelled, Form::Written).map_or_else(String::new, Cow::into_owned)
    }

    /// As it is written where nothing can shadow it: `::std::vec::Vec<::core::primitive::u8>`.
    pub fn meant(&self) -> String {
        spell(self.spelled, Form::Meant).map_or_else(String::new, Cow::into_owned)
    }
}

/// Stands for each lifetime: the compiler puts off what depends on a parameter of the struct until
/// the struct is used, and never says it.
const ANY_LIFETIME: &str = "'static ";

/// A type of the standard library, without its arguments.
struct Standard {
    name: &'static str,
    /// Its module in `std`; none for primitive types.
    module: &'static str,
    table: &'static str,
    meant: &'static str,
}

// Names that other crates have too, such as `Duration`, are left to the compiler.
//
// Every field of every struct is looked up here, by code that is not optimised; a `match` on the
// name costs a fraction of a search in a list, and compares one name after the other, so those
// that most fields consist of come first.
macro_rules! standard_types {
    ($($module:tt: $($name:literal)*;)*) => {
        fn by_name(name: &str) -> Option<&'static Standard> {
            match name {
                $($($name => Some(const { &standard_type!($module, $name) }),)*)*
                _ => None,
            }
        }
    };
}

macro_rules! standard_type {
    ("primitive", $name:literal) => {
        Standard {
            name: $name,
            module: "",
            table: $name,
            meant: concat!("::core::primitive::", $name),
        }
    };
    ($module:literal, $name:literal) => {
        Standard {
            name: $name,
            module: $module,
            table: concat!("std::", $module, "::", $name),
            meant: concat!("::std::", $module, "::", $name),
        }
    };
}

standard_types! {
    "option": "Option";
    "string": "String";
    "primitive": "i64" "i32" "bool" "f64";
    "vec": "Vec";
    "primitive": "u8" "i16" "i8" "i128" "isize" "u64" "u32" "u16" "u128" "usize" "f32" "str" "char";
    "boxed": "Box";
    "borrow": "Cow";
    "sync": "Arc";
    "rc": "Rc";
    "collections": "HashMap" "BTreeMap" "HashSet" "BTreeSet" "VecDeque";
    "net": "IpAddr" "Ipv4Addr" "Ipv6Addr";
}

/// The names that most fields consist of, as arguments of the facade's `AreStandard`, in its order.
pub const USUAL: [&str; 10] = [
    "i64",
    "i32",
    "i16",
    "bool",
    "f64",
    "f32",
    "u8",
    "String",
    "Option<()>",
    "Vec<()>",
];

/// The place of a name in [`USUAL`].
pub fn usual(name: &str) -> Option<usize> {
    Some(match name {
        "i64" => 0,
        "i32" => 1,
        "i16" => 2,
        "bool" => 3,
        "f64" => 4,
        "f32" => 5,
        "u8" => 6,
        "String" => 7,
        "Option" => 8,
        "Vec" => 9,
        _ => return None,
    })
}

/// What a spelling stands for, if all of it is known.
pub fn known(spelled: &Spelled) -> Option<Known<'_>> {
    let table = spell(spelled, Form::Table)?;
    Some(Known { table, spelled })
}

/// A type of the standard library as it is written where nothing can shadow it.
pub fn meant(spelled: &Spelled) -> Option<String> {
    spell(spelled, Form::Meant).map(Cow::into_owned)
}

/// How the name of a type is put.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// As the table of types has it, where lifetimes are no part of the name.
    Table,
    /// As the program has it.
    Written,
    /// As nothing can shadow it.
    Meant,
}

/// The type in that form, if all of it is known.
fn spell(spelled: &Spelled, form: Form) -> Option<Cow<'static, str>> {
    Some(match spelled {
        Spelled::Path {
            leading,
            segments,
            arguments,
        } => spell_path(*leading, segments, arguments, form)?,
        Spelled::Reference { lifetime, inner } => {
            let lifetime = match (lifetime, form) {
                (None, _) | (_, Form::Table) => "",
                _ => ANY_LIFETIME,
            };
            format!("&{lifetime}{}", spell(inner, form)?).into()
        }
        Spelled::Slice(element) => format!("[{}]", spell(element, form)?).into(),
        Spelled::Array(element, length) => format!("[{}; {length}]", spell(element, form)?).into(),
        Spelled::Other => return None,
    })
}

fn spell_path(
    leading: bool,
    segments: &[String],
    arguments: &[Argument],
    form: Form,
) -> Option<Cow<'static, str>> {
    let standard = standard(segments)?;
    let name = match form {
        Form::Table => standard.table.into(),
        Form::Meant => standard.meant.into(),
        Form::Written if leading => format!("::{}", segments.join("::")).into(),
        Form::Written => segments.join("::").into(),
    };
    match arguments {
        [] => Some(name),
        [Argument::Type(only)] => Some(format!("{name}<{}>", spell(only, form)?).into()),
        _ => {
            let arguments = arguments.iter().filter_map(|argument| match argument {
                Argument::Lifetime(_) if form == Form::Table => None,
                Argument::Lifetime(_) => Some(Some(ANY_LIFETIME.into())),
                Argument::Type(ty) => Some(spell(ty, form)),
            });
            let arguments: Vec<Cow<'_, str>> = arguments.collect::<Option<_>>()?;
            Some(format!("{name}<{}>", arguments.join(", ")).into())
        }
    }
}

/// What `Option<…>` holds, if that is how the type is written.
pub fn inside_option(spelled: &Spelled) -> Option<&Spelled> {
    inside(spelled, &["Option"])
}

/// The one type argument of a generic type of that name.
pub fn inside<'a>(spelled: &'a Spelled, names: &[&str]) -> Option<&'a Spelled> {
    let Spelled::Path {
        segments,
        arguments,
        ..
    } = spelled
    else {
        return None;
    };
    let mut types = arguments.iter().filter_map(Argument::as_type);
    let (only, None) = (types.next()?, types.next()) else {
        return None;
    };
    // Most types have no arguments and are not looked up.
    let standard = standard(segments)?;
    names.contains(&standard.name).then_some(only)
}

/// The path of a type of another crate that holds a logical type, and the feature of the facade
/// that says so; for a bare name, the path that it may have.
pub fn behind_feature(
    spelled: &Spelled,
    logical: &LogicalType,
) -> Option<(&'static str, &'static str)> {
    let inner = inside_option(spelled).unwrap_or(spelled);
    let Spelled::Path { segments, .. } = inner else {
        return None;
    };
    let written = segments.join("::");
    let is_meant = |path: &&str| match segments.as_slice() {
        [name] => path.rsplit("::").next() == Some(name),
        _ => **path == written,
    };
    let mut choices = rust_types::choices(logical).iter();
    choices.find_map(|choice| {
        let path = choice.path.split('<').next().filter(is_meant)?;
        // The types of a driver belong to one of several features.
        let krate = choice.krate.filter(|krate| *krate != "sqlx")?;
        Some((path, krate))
    })
}

/// Whether a type is written with the path of one of another crate that holds a logical type.
pub fn is_path_of_choice(spelled: &Spelled, logical: &LogicalType) -> bool {
    let is_path = matches!(spelled, Spelled::Path { segments, .. } if segments.len() > 1);
    is_path && behind_feature(spelled, logical).is_some()
}

impl Argument {
    /// The type, if it is one.
    pub fn as_type(&self) -> Option<&Spelled> {
        match self {
            Self::Type(ty) => Some(ty),
            Self::Lifetime(_) => None,
        }
    }
}

fn standard(segments: &[String]) -> Option<&'static Standard> {
    match segments {
        [name] => by_name(name),
        [module, name] => by_name(name).filter(|found| found.module == module),
        [root, module, name] if is_root(root) => by_name(name).filter(|found| {
            let home = if found.module.is_empty() {
                "primitive"
            } else {
                found.module
            };
            home == module
        }),
        _ => None,
    }
}

fn is_root(segment: &str) -> bool {
    ["std", "core", "alloc"].contains(&segment)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_form(source: &str, form: Form) -> Option<String> {
        let tokens: proc_macro2::TokenStream = source.parse().unwrap();
        let spelled = Spelled::parse(&tokens.into_iter().collect::<Vec<_>>());
        spell(&spelled, form).map(Cow::into_owned)
    }

    #[test]
    fn spellings_of_the_standard_library_are_recognised() {
        for (source, expected) in [
            ("String", Some("std::string::String")),
            ("std::string::String", Some("std::string::String")),
            ("::std::vec::Vec<u8>", Some("std::vec::Vec<u8>")),
            ("Cow<'a, str>", Some("std::borrow::Cow<str>")),
            ("&'static str", Some("&str")),
            ("[u8; 16]", Some("[u8; 16]")),
            ("Box<[u8]>", Some("std::boxed::Box<[u8]>")),
            (
                "HashMap<String, Option<String>>",
                Some(
                    "std::collections::HashMap<std::string::String, std::option::Option<std::string::String>>",
                ),
            ),
            ("my::String", None),
            ("Email", None),
            ("Vec<Email>", None),
            ("dyn Trait", None),
            ("(i64, i64)", None),
            ("fn(i64) -> i64", None),
        ] {
            let table = in_form(source, Form::Table);
            assert_eq!(table.as_deref(), expected, "{source}");
        }
    }

    #[test]
    fn what_is_meant_cannot_be_shadowed() {
        assert_eq!(
            in_form("Option<Cow<'a, str>>", Form::Meant).as_deref(),
            Some("::std::option::Option<::std::borrow::Cow<'static , ::core::primitive::str>>")
        );
        assert_eq!(
            in_form("&'a std::string::String", Form::Written).as_deref(),
            Some("&'static std::string::String")
        );
    }
}
