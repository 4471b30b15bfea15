//! Reads `CREATE` statements, as people write them and as servers show them.
//!
//! One reader for both: what `.sql` text says and what a live server says of the same table come out
//! equal because they go the same way in. Nothing is skipped in silence; what is not understood is
//! noted in [`Reader::unread`].

mod alter;
mod body;
mod column;
mod constraint;
mod contradiction;
mod head;
mod implied;
mod index;
mod one_of;
mod options;
mod partition;
mod script;
mod sequence;
mod statement;
mod table;
mod view;

pub(super) use script::read_files;
pub(super) use sequence::parse_sequence;
pub(super) use table::parse_table;
#[cfg(feature = "mysql")]
pub(super) use view::parse_view;
pub(super) use view::view_dependencies;

use super::flavour::Flavour;

/// How a text is to be read, and what of it was not understood.
#[derive(Debug)]
pub(super) struct Reader {
    /// Whose grammar it is.
    pub flavour: &'static Flavour,
    /// Whether a server shows it, so that nothing is left to be implied.
    pub shown: bool,
    /// What was not understood.
    pub unread: Vec<Unread>,
    /// Columns that were renamed, from and to.
    pub renamed: Vec<(String, String)>,
}

/// Something that was not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unread {
    /// What it is.
    pub kind: &'static str,
    /// Its name.
    pub name: String,
    /// Why it is not modelled.
    pub reason: String,
}

impl Reader {
    /// For text that people wrote.
    pub fn written(flavour: &'static Flavour) -> Self {
        Self {
            flavour,
            shown: false,
            unread: Vec::new(),
            renamed: Vec::new(),
        }
    }

    /// For text that a server shows.
    #[cfg(feature = "mysql")]
    pub fn shown(flavour: &'static Flavour) -> Self {
        Self {
            shown: true,
            ..Self::written(flavour)
        }
    }

    /// Notes something that was not understood.
    fn note(&mut self, kind: &'static str, name: impl Into<String>, reason: impl Into<String>) {
        self.unread.push(Unread {
            kind,
            name: name.into(),
            reason: reason.into(),
        });
    }
}
