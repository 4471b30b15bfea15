//! Holds an item against the snapshot. Every problem is reported; nothing stops at the first.

mod columns;
mod enums;
mod field;
mod fit;
mod keys;
mod known;
mod marker;
mod moved;
mod relation;
mod remedy;
mod statement;
mod views;
mod wording;
mod write;

pub use fit::{Fit, fit, spelled_like, wrapped};
pub use known::{USUAL, inside, inside_option, meant};
pub use marker::LISTS;
pub use relation::split_column;
pub use statement::{same_default, same_expression, same_type};

use std::cell::OnceCell;
use std::path::Path;
use std::rc::Rc;

use proc_macro2::{Span, TokenTree};

use self::known::Known;
use crate::Rule;
use crate::driver::{self, Driver};
use crate::model::Model;
use crate::parse::{Body, Item, Spelled};
use crate::report::Report;
use crate::snapshot::Snapshot;

/// What the check leaves to the compiler, and what the compiler may take from it.
#[derive(Default)]
pub struct Checked {
    /// The files that had a say.
    pub files: Vec<Rc<Path>>,
    /// Which of the usual names of the standard library the fields are spelled with.
    pub usual: [bool; USUAL.len()],
    /// Types that are spelled with other known names, and what they must then be, until every name
    /// in them has been compared once.
    pub same: Vec<(String, String)>,
    /// The names that `same` compares.
    compared: Vec<Vec<String>>,
    /// Types that only the compiler can judge.
    pub asked: Vec<Asked>,
    /// Types that may be others which the driver refuses.
    pub doubted: Vec<Doubted>,
    /// The struct holds whatever its one field holds.
    pub transparent: bool,
    /// Traits of the facade's private module that the item implements.
    pub implements: Vec<String>,
}

/// A question to the compiler: does this type implement that trait?
pub struct Asked {
    /// The type as it is written.
    pub tokens: Vec<TokenTree>,
    /// The trait, relative to the facade's private module; `$` stands for that module.
    pub demand: String,
    /// The first line if it does not.
    pub message: String,
    /// What stands at the type then.
    pub label: String,
    /// What to do then.
    pub help: String,
    /// The trait that it implements if it is right but for NULL, and what is said then.
    pub but_for_null: Option<[String; 2]>,
}

/// A question to the compiler: is this type, whatever it is called, one that a driver refuses?
pub struct Doubted {
    /// The type as it is written.
    pub tokens: Vec<TokenTree>,
    /// The types that are refused.
    pub refused: Vec<String>,
    /// What the type holds if it is one of them or made of one; `$` stands for the facade's private
    /// module, and [`Doubted::REFUSED`] for what the refused types alone hold.
    pub holds: String,
    /// What is said then.
    pub message: String,
}

impl Doubted {
    /// What the refused types alone hold.
    pub const REFUSED: &str = "SchemaRefused";
}

impl Checked {
    /// The compiler is to compare a type with what it is spelled like, if there is a name in it
    /// that no other field has shown to be what it looks like.
    ///
    /// These comparisons are most of what the derive costs the compiler.
    fn expect_same(&mut self, spelled: &Spelled, known: &Known<'_>, arguments: &str) {
        let before = self.compared.len();
        spelled.for_each_name(&mut |leading, name| {
            // Nothing can shadow what starts with `::`.
            if leading {
                return;
            }
            if let [only] = name
                && let Some(place) = known::usual(only)
            {
                self.usual[place] = true;
            } else if !self.compared.iter().any(|compared| compared == name) {
                self.compared.push(name.to_vec());
            }
        });
        if self.compared.len() > before {
            let with_arguments = |name: String| name + arguments;
            let (written, meant) = (known.written(), known.meant());
            self.same
                .push((with_arguments(written), with_arguments(meant)));
        }
    }
}

/// What the rules of one item share.
struct Context<'a> {
    item: &'a Item,
    model: &'a Model,
    snapshot: &'a Snapshot,
    report: &'a Report,
    /// The strict driver that may read the struct. Every field asks.
    possible_driver: OnceCell<Option<&'static Driver>>,
    /// Whether a strict driver is known to read the struct; found out when it matters.
    is_read: OnceCell<bool>,
}

impl Context<'_> {
    /// The strict driver that is known to read the struct, if it does what is asked.
    ///
    /// That is asked first: to know who reads the struct can take a look at its source.
    fn driver(&self, does: impl FnOnce(&Driver) -> bool) -> Option<&'static Driver> {
        let options = &self.model.options;
        let possible = || driver::possible(options, self.snapshot.dialect());
        let driver = (*self.possible_driver.get_or_init(possible))?;
        let reads = || driver.is_known_to_read(self.item, options);
        (does(driver) && *self.is_read.get_or_init(reads)).then_some(driver)
    }

    /// Reports a damaged snapshot where the name is that needed it.
    fn read<T, E: std::fmt::Display>(&self, span: Span, read: Result<T, E>) -> Option<T> {
        read.map_err(|error| {
            let rule = Rule::UnreadableSnapshot;
            self.report.error(span, rule, error.to_string());
        })
        .ok()
    }
}

/// Holds an item against the snapshot.
pub fn check(item: &Item, model: &Model, snapshot: &Snapshot, report: &Report) -> Checked {
    let context = Context {
        item,
        model,
        snapshot,
        report,
        possible_driver: OnceCell::new(),
        is_read: OnceCell::new(),
    };
    let mut checked = Checked::default();
    match &item.body {
        Body::Struct(_) if model.options.transparent && model.options.table.is_none() => {}
        Body::Struct(fields) => columns::check_struct(&context, fields, &mut checked),
        Body::Enum(variants) => enums::check_enum(&context, variants, &mut checked),
    }
    checked.files = snapshot.files();
    checked
}
