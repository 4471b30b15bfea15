//! Room for the text of one file after another.
//!
//! A snapshot has thousands of small files, and what reading one costs is the calls of the system.
//! So a file is not asked for its size, and one that ends as we end files is not asked for more.

use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use super::SnapshotError;

/// More than nearly all files have.
const USUAL: usize = 32 * 1024;

/// How a file ends: nothing but the outermost object closes at the beginning of a line.
const END: &[u8] = b"\n}\n";

/// Room that is used again.
#[derive(Default)]
pub(super) struct Room {
    bytes: Vec<u8>,
}

impl Room {
    /// The text of a file.
    pub(super) fn text_of(&mut self, path: &Path) -> Result<&str, SnapshotError> {
        let failed = |error| SnapshotError::io("read", path, error);
        let length = self.fill(path).map_err(failed)?;
        std::str::from_utf8(&self.bytes[..length]).map_err(|error| {
            let reason = format!("it is no UTF-8 after byte {}", error.valid_up_to());
            failed(io::Error::new(ErrorKind::InvalidData, reason))
        })
    }

    fn fill(&mut self, path: &Path) -> io::Result<usize> {
        let mut file = File::open(path)?;
        let mut length = 0;
        loop {
            if length == self.bytes.len() {
                self.bytes.resize((2 * length).max(USUAL), 0);
            }
            match file.read(&mut self.bytes[length..]) {
                Ok(0) => return Ok(length),
                Ok(read) => length += read,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
            // More that follows would begin at once in what is left of the room.
            if length < self.bytes.len() && self.bytes[..length].ends_with(END) {
                return Ok(length);
            }
        }
    }
}
