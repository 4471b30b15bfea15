//! Types of the standard library, by their spelling.
//!
//! A spelling proves nothing: `String` may be another type of that name. So each comes with the
//! type that it must then be, and the compiler compares the two.

use crate::parse::{Argument, Spelled};

/// A type that is spelled like one of the standard library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// As the table of types has it: `std::vec::Vec<u8>`.
    pub table: String,
    /// As it is written: `Vec<u8>`.
    pub written: String,
    /// As it is written where nothing can shadow it: `::std::vec::Vec<::core::primitive::u8>`.
    pub meant: String,
}

const PRIMITIVES: &[&str] = &[
    "bool", "i64", "i32", "i16", "i8", "i128", "isize", "u64", "u32", "u16", "u8", "u128", "usize",
    "f64", "f32", "str", "char",
];

/// Names, and the module of `std` that each is in.
const STANDARD: &[(&str, &str)] = &[
    ("String", "string"),
    ("Option", "option"),
    ("Vec", "vec"),
    ("Box", "boxed"),
    ("Cow", "borrow"),
    ("Arc", "sync"),
    ("Rc", "rc"),
    ("HashMap", "collections"),
    ("BTreeMap", "collections"),
    ("HashSet", "collections"),
    ("BTreeSet", "collections"),
    ("VecDeque", "collections"),
    ("IpAddr", "net"),
    ("Ipv4Addr", "net"),
    ("Ipv6Addr", "net"),
    ("PathBuf", "path"),
    ("Duration", "time"),
    ("SystemTime", "time"),
];

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
            let lifetime = lifetime
                .as_ref()
                .map_or(String::new(), |name| format!("{name} "));
            Some(Known {
                table: format!("&{}", inner.table),
                written: format!("&{lifetime}{}", inner.written),
                meant: format!("&{lifetime}{}", inner.meant),
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
    let (name, _) = standard(segments)?;
    let types: Vec<&Spelled> = arguments.iter().filter_map(Argument::as_type).collect();
    match types.as_slice() {
        [only] if names.contains(&name) => Some(only),
        _ => None,
    }
}

impl Known {
    fn map(self, wrap: impl Fn(String) -> String) -> Self {
        Self {
            table: wrap(self.table),
            written: wrap(self.written),
            meant: wrap(self.meant),
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
    let colons = if leading { "::" } else { "" };
    let written = format!("{colons}{}", segments.join("::"));
    if let (Some(name), true) = (primitive(segments), arguments.is_empty()) {
        return Some(Known {
            table: name.into(),
            written,
            meant: format!("::core::primitive::{name}"),
        });
    }
    let (name, module) = standard(segments)?;
    let full = format!("std::{module}::{name}");
    let mut known = Known {
        meant: format!("::{full}"),
        table: full,
        written,
    };
    if !arguments.is_empty() {
        push_arguments(&mut known, arguments)?;
    }
    Some(known)
}

/// Lifetimes are no part of the table's spelling.
fn push_arguments(known: &mut Known, arguments: &[Argument]) -> Option<()> {
    let (mut table, mut written, mut meant) = (Vec::new(), Vec::new(), Vec::new());
    for argument in arguments {
        match argument {
            Argument::Lifetime(name) => {
                written.push(name.clone());
                meant.push(name.clone());
            }
            Argument::Type(ty) => {
                let inner = self::known(ty)?;
                table.push(inner.table);
                written.push(inner.written);
                meant.push(inner.meant);
            }
        }
    }
    known.table.push_str(&format!("<{}>", table.join(", ")));
    known.written.push_str(&format!("<{}>", written.join(", ")));
    known.meant.push_str(&format!("<{}>", meant.join(", ")));
    Some(())
}

fn primitive(segments: &[String]) -> Option<&'static str> {
    let name = match segments {
        [name] => name,
        [root, module, name] if is_root(root) && module == "primitive" => name,
        _ => return None,
    };
    PRIMITIVES.iter().copied().find(|known| known == name)
}

fn standard(segments: &[String]) -> Option<(&'static str, &'static str)> {
    let (name, module) = match segments {
        [name] => (name, None),
        [module, name] => (name, Some(module)),
        [root, module, name] if is_root(root) => (name, Some(module)),
        _ => return None,
    };
    STANDARD
        .iter()
        .copied()
        .find(|(known, home)| known == name && module.is_none_or(|module| module == home))
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
            "::std::option::Option<::std::borrow::Cow<'a, ::core::primitive::str>>"
        );
    }
}
