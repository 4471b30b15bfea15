//! Which file an object is in.
//!
//! File names survive file systems that fold case and the rules of Windows: unsafe characters are
//! percent-encoded, long names are cut and end in a checksum. Of two names that differ only in case
//! those that are not all lower case carry a checksum, so a name alone says which two files it can
//! be in.

use std::path::{Path, PathBuf};

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

use crate::ObjectName;

/// The file that is said once for the whole schema.
pub const HEADER_FILE: &str = "snapshot.json";

/// The folder of an object inside its namespace.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Tables.
    Table,
    /// Views.
    View,
    /// Named types.
    Type,
    /// Sequences.
    Sequence,
    /// Functions, procedures, aggregates, macros.
    Function,
    /// Scheduled events.
    Event,
    /// Objects whose definition is kept as text.
    Object,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Table,
        Self::View,
        Self::Type,
        Self::Sequence,
        Self::Function,
        Self::Event,
        Self::Object,
    ];

    /// Name of the folder.
    pub fn folder(self) -> &'static str {
        match self {
            Self::Table => "tables",
            Self::View => "views",
            Self::Type => "types",
            Self::Sequence => "sequences",
            Self::Function => "functions",
            Self::Event => "events",
            Self::Object => "objects",
        }
    }
}

/// Unsafe on some file system, or for a person who types it.
const UNSAFE: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'&')
    .add(b'\'')
    .add(b'*')
    .add(b'/')
    .add(b':')
    .add(b';')
    .add(b'<')
    .add(b'=')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}')
    .add(b'~');

/// Longer names are cut; most file systems stop at 255 bytes, and `.json` and a checksum follow.
const LONGEST: usize = 180;

/// The folder of the objects of a kind, relative to the snapshot.
pub fn folder_of(namespace: Option<&str>, kind: Kind) -> PathBuf {
    match namespace {
        Some(namespace) => {
            let mut folder = encode(namespace);
            // A namespace is a folder beside others; the same rule for case applies.
            if namespace.chars().any(char::is_uppercase) {
                folder = format!("{folder}~{}", checksum(namespace));
            }
            Path::new(&folder).join(kind.folder())
        }
        None => PathBuf::from(kind.folder()),
    }
}

/// The two files, relative to the snapshot, that an object can be in.
pub fn object_files(kind: Kind, name: &ObjectName) -> [PathBuf; 2] {
    [plain_file(kind, name), marked_file(kind, name)]
}

/// The file, relative to the snapshot, that an object is in if no other one's name differs from its
/// own only in case.
pub fn plain_file(kind: Kind, name: &ObjectName) -> PathBuf {
    let folder = folder_of(name.namespace.as_deref(), kind);
    folder.join(format!("{}.json", encode(&name.name)))
}

/// The file, relative to the snapshot, that an object is in if another one has taken the plain one.
pub fn marked_file(kind: Kind, name: &ObjectName) -> PathBuf {
    let folder = folder_of(name.namespace.as_deref(), kind);
    let (plain, mark) = (encode(&name.name), checksum(&name.name));
    folder.join(format!("{plain}~{mark}.json"))
}

/// The name of the object in a file of that name, as far as the file name tells.
pub fn object_name_of_file(file_name: &str) -> Option<String> {
    let stem = file_name.strip_suffix(".json")?;
    let plain = stem.split_once('~').map_or(stem, |(plain, _)| plain);
    Some(percent_decode_str(plain).decode_utf8_lossy().into_owned())
}

fn encode(name: &str) -> String {
    let mut encoded = utf8_percent_encode(name, UNSAFE).to_string();
    if encoded.is_empty() {
        encoded.push('~');
    }
    if is_reserved(&encoded) {
        // `con.json` is a device on Windows; so the first letter is encoded.
        encoded = format!("%{:02X}{}", encoded.as_bytes()[0], &encoded[1..]);
    }
    if encoded.len() > LONGEST {
        let end = (0..=LONGEST)
            .rev()
            .find(|end| encoded.is_char_boundary(*end));
        let head = &encoded[..end.unwrap_or(0)];
        // Not in the middle of an escape.
        let head = match head.rfind('%') {
            Some(at) if at + 3 > head.len() => &head[..at],
            _ => head,
        };
        encoded = format!("{head}~{}", checksum(name));
    }
    encoded
}

/// Names that Windows keeps for devices, alone or before a dot; and names that end in a dot.
fn is_reserved(encoded: &str) -> bool {
    let stem = encoded
        .split('.')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let numbered = |prefix: &str| {
        stem.strip_prefix(prefix)
            .is_some_and(|digit| digit.len() == 1 && digit.bytes().all(|b| b.is_ascii_digit()))
    };
    matches!(stem.as_str(), "con" | "prn" | "aux" | "nul")
        || numbered("com")
        || numbered("lpt")
        || encoded.starts_with('.')
}

/// Eight hexadecimal digits that tell names apart.
fn checksum(name: &str) -> String {
    let digest = hmac_sha256::Hash::hash(name.as_bytes());
    digest[..4]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(name: &str) -> String {
        let [path, _] = object_files(Kind::Table, &ObjectName::bare(name));
        path.file_name()
            .and_then(|name| name.to_str())
            .unwrap()
            .to_owned()
    }

    #[test]
    fn every_name_is_a_safe_file_name() {
        let long = "ü".repeat(200);
        for name in [
            "users", "a/b", "..", ".", "", "con", "COM1", "a\nb", "x*/y", "\"; drop", "🦀", &long,
        ] {
            let file = plain(name);
            assert!(file.len() <= 200, "{file}");
            assert!(!file.starts_with('.'), "{file}");
            assert!(
                file.bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b"%~._-(),!$+@^".contains(&b)),
                "{file}"
            );
        }
    }

    #[test]
    fn a_short_name_is_read_back_from_its_file() {
        for name in ["users", "a/b", "con", "order details", "naïve", "100%"] {
            assert_eq!(object_name_of_file(&plain(name)).as_deref(), Some(name));
        }
    }

    #[test]
    fn names_that_differ_by_case_have_two_distinct_files() {
        let name = |name: &str| object_files(Kind::Table, &ObjectName::bare(name));
        let (upper, lower) = (name("Users"), name("users"));
        assert_ne!(
            upper[1].to_string_lossy().to_lowercase(),
            lower[0].to_string_lossy().to_lowercase()
        );
        assert_ne!(
            upper[1].to_string_lossy().to_lowercase(),
            lower[1].to_string_lossy().to_lowercase()
        );
    }
}
