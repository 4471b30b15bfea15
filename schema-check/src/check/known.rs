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
pub struct Known {
    /// As the table of types has it: `std::vec::Vec<u8>`.
    pub table: Cow<'static, str>,
    /// As it is written: `Vec<u8>`.
    pub written: String,
    /// As it is written where nothing can shadow it: `::std::vec::Vec<::core::primitive::u8>`.
    pub meant: Cow<'static, str>,
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
// name costs a fraction of a search in a list.
macro_rules! standard_types {
    (primitive: $($primitive:literal)*; $($module:literal: $($name:literal)*;)*) => {
        fn by_name(name: &str) -> Option<&'static Standard> {
            match name {
                $($primitive => Some(const { &Standard {
                    name: $primitive,
                    module: "",
                    table: $primitive,
                    meant: concat!("::core::primitive::", $primitive),
                } }),)*
                $($($name => Some(const { &Standard {
                    name: $name,
                    module: $module,
                    table: concat!("std::", $module, "::", $name),
                    meant: concat!("::std::", $module, "::", $name),
                } }),)*)*
                _ => None,
            }
        }
    };
}

standard_types! {
    primitive: "i64" "i32" "bool" "f64" "i16" "i8" "i128" "isize" "u64" "u32" "u16" "u8" "u128"
        "usize" "f32" "str" "char";
    "string": "String";
    "option": "Option";
    "vec": "Vec";
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
pub fn known(spelled: &Spelled) -> Option<Known> {
    match spelled {
        Spelled::Path {
            leading,
            segments,
            arguments,
        } => known_path(*leading, segments, arguments),
        Spelled::Reference { lifetime, inner } => {
            let inner = known(inner)?;
            let lifetime = lifetime.as_ref().map_or("", |_| ANY_LIFETIME);
            Some(Known {
                table: format!("&{}", inner.table).into(),
                written: format!("&{lifetime}{}", inner.written),
                meant: format!("&{lifetime}{}", inner.meant).into(),
            })
        }
        Spelled::Slice(element) => {
            let element = known(element)?;
            Some(element.map(|text| format!("[{text}]")))
        }
        Spelled::Array(element, length) => {
            let element = known(element)?;
            Some(element.map(|text| format!("[{text}; {length}]")))
        }
        Spelled::Other => None,
    }
}

/// A type of the standard library as it is written where nothing can shadow it.
pub fn meant(spelled: &Spelled) -> Option<String> {
    known(spelled).map(|known| known.meant.into_owned())
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

impl Known {
    /// The same with something around or after each spelling.
    pub fn map(self, wrap: impl Fn(&str) -> String) -> Self {
        Self {
            table: wrap(&self.table).into(),
            written: wrap(&self.written),
            meant: wrap(&self.meant).into(),
        }
    }
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

fn known_path(leading: bool, segments: &[String], arguments: &[Argument]) -> Option<Known> {
    let standard = standard(segments)?;
    let written = match segments {
        [name] if !leading => name.clone(),
        _ if leading => format!("::{}", segments.join("::")),
        _ => segments.join("::"),
    };
    let mut known = Known {
        table: standard.table.into(),
        written,
        meant: standard.meant.into(),
    };
    if !arguments.is_empty() {
        push_arguments(&mut known, arguments)?;
    }
    Some(known)
}

/// Lifetimes are no part of the table's spelling.
fn push_arguments(known: &mut Known, arguments: &[Argument]) -> Option<()> {
    if let [Argument::Type(only)] = arguments {
        let inner = self::known(only)?;
        known.table = format!("{}<{}>", known.table, inner.table).into();
        known.written = format!("{}<{}>", known.written, inner.written);
        known.meant = format!("{}<{}>", known.meant, inner.meant).into();
        return Some(());
    }
    let (mut table, mut written, mut meant) = (Vec::new(), Vec::new(), Vec::new());
    for argument in arguments {
        match argument {
            Argument::Lifetime(_) => {
                written.push(ANY_LIFETIME.into());
                meant.push(ANY_LIFETIME.into());
            }
            Argument::Type(ty) => {
                let inner = self::known(ty)?;
                table.push(inner.table);
                written.push(inner.written);
                meant.push(inner.meant);
            }
        }
    }
    known
        .table
        .to_mut()
        .push_str(&format!("<{}>", table.join(", ")));
    known.written.push_str(&format!("<{}>", written.join(", ")));
    known
        .meant
        .to_mut()
        .push_str(&format!("<{}>", meant.join(", ")));
    Some(())
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

    fn known_text(source: &str) -> Option<Known> {
        let tokens: proc_macro2::TokenStream = source.parse().unwrap();
        known(&Spelled::parse(&tokens.into_iter().collect::<Vec<_>>()))
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
            let table = known_text(source).map(|known| known.table);
            assert_eq!(table.as_deref(), expected, "{source}");
        }
    }

    #[test]
    fn what_is_meant_cannot_be_shadowed() {
        let known = known_text("Option<Cow<'a, str>>").unwrap();
        assert_eq!(
            known.meant,
            "::std::option::Option<::std::borrow::Cow<'static , ::core::primitive::str>>"
        );
    }
}
