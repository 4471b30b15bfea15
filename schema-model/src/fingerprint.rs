//! The fingerprint of a schema: SHA-256 of its canonical content.

use std::fmt;

use crate::Schema;
use crate::json::{self, Layout};

/// SHA-256 of a schema's canonical content, without the server's version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint([u8; 32]);

impl Schema {
    /// The fingerprint. Two schemas that say the same have the same one, in whatever order their
    /// objects stand.
    pub fn fingerprint(&self) -> Fingerprint {
        let mut canonical = self.clone();
        canonical.normalize();
        canonical.server_version = None;
        let text = json::to_text(&canonical, Layout::Compact);
        Fingerprint(hmac_sha256::Hash::hash(text.as_bytes()))
    }
}

impl fmt::Display for Fingerprint {
    /// 64 hexadecimal digits.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}
