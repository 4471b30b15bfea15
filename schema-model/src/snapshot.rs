//! The snapshot: a folder of canonical JSON that is committed with the code.
//!
//! One file per object, one element per line, defaults left out, no timestamps; so that a review
//! shows what changed and two branches merge. `docs/snapshot.md` describes it.

mod document;
mod error;
mod history;
mod layout;
mod pair;
mod read;
mod room;
mod write;

pub use document::{Document, document};
pub use error::SnapshotError;
pub use history::{Changes, HISTORY_FILE, HistoryEntry, append_history, read_history};
pub use layout::{
    HEADER_FILE, Kind, folder_of, marked_file, object_files, object_name_of_file, plain_file,
};
pub use pair::{Same, read_pair};
pub use read::{read, read_header};
pub use write::{Pending, Stale, WriteReport, files, stale_files, to_text, write};

use crate::{Extension, Namespace, Options, Unmodelled};

/// The format that this version writes, and the newest that it reads.
pub const FORMAT: u32 = 1;

record! {
    /// `snapshot.json`: what is said once for the whole schema.
    #[derive(Debug, Clone, PartialEq, Eq, Default)]
    pub struct Header {
        /// Version of the format.
        pub format: u32,
        /// The dialect.
        pub dialect: String,
        /// Version of the server, when it was read from one.
        pub server_version: Option<String> = default,
        /// Namespaces that an unqualified name is looked up in, in order.
        pub search_path: Vec<String> = default,
        /// Settings of the database itself.
        pub options: Options = default,
        /// Namespaces.
        pub namespaces: Vec<Namespace> = default,
        /// Extensions.
        pub extensions: Vec<Extension> = default,
        /// What the source has and we do not model.
        pub unmodelled: Vec<Unmodelled> = default,
    }
}
