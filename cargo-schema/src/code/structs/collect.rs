//! The structs and enums of a program that can declare something.

use std::path::{Path, PathBuf};

use proc_macro2::{Span, TokenStream};
use schema_check::Level;
use schema_check::declaration::{Declaration, Mode, RustType, declaration};

use super::{Enums, Newtypes, Place, Problems, Said, Values};
use crate::code::files::rust_files;
use crate::code::items::{CheckedItem, program_items_of};
use crate::project::Project;

/// The structs and enums.
#[derive(Default)]
pub struct Structs {
    /// Structs that stand for a table or view.
    pub rows: Vec<Row>,
    /// Enums, by their names.
    pub enums: Enums,
    /// Structs that stand for the one field in them, by their names.
    pub newtypes: Newtypes,
    /// Files that could not be read, and why.
    pub unread: Vec<(PathBuf, String)>,
    /// What was left out.
    pub notes: Vec<String>,
    /// What is wrong with single attributes.
    pub problems: Problems,
}

/// A struct that stands for a table or view.
pub struct Row {
    /// Where it is.
    pub place: Place,
    /// What its attributes say.
    pub declaration: Declaration,
    /// Its tokens.
    pub tokens: TokenStream,
    /// The folder of its package.
    pub package: PathBuf,
}

impl Row {
    /// The place of something in it.
    pub fn at(&self, span: Span) -> Place {
        place(&self.place.path, span)
    }
}

fn place(path: &Path, span: Span) -> Place {
    Place {
        path: path.to_owned(),
        line: span.start().line,
    }
}

impl Structs {
    /// Looks through the sources of a project.
    pub fn scan(project: &Project) -> Self {
        let mut structs = Self::default();
        let mut elsewhere = 0;
        for file in rust_files(&project.folder, &project.settings.code.exclude) {
            if !file.is_program() {
                continue;
            }
            match program_items_of(&file) {
                Ok(items) => {
                    for item in items {
                        structs.take(item, project, &mut elsewhere);
                    }
                }
                Err(reason) => structs.unread.push((file.path, reason)),
            }
        }
        if elsewhere > 0 {
            structs.notes.push(format!(
                "left out {elsewhere} structs and enums of other databases"
            ));
        }
        structs
    }

    fn take(&mut self, item: CheckedItem, project: &Project, elsewhere: &mut usize) {
        let (found, wrong) = declaration(item.tokens.clone());
        let has_own = item.has_own_snapshot(project);
        let Some(found) = found.filter(|found| {
            let is_here = !has_own && found.options.database.is_none();
            *elsewhere += usize::from(!is_here);
            is_here
        }) else {
            return;
        };
        for problem in wrong.iter().filter(|it| it.level == Level::Error) {
            self.problems
                .push(&place(&item.path, problem.spans[0]), &problem.message);
        }
        match found.variants {
            Some(_) => self.take_enum(&found, &item.path),
            None => self.take_struct(found, item),
        }
    }

    fn take_struct(&mut self, found: Declaration, item: CheckedItem) {
        let options = &found.options;
        if options.transparent && options.table.is_none() {
            if let [field] = found.fields.as_slice() {
                let held = Some(field.ty.clone());
                let known = self.newtypes.entry(found.name.clone());
                let known = known.or_insert_with(|| held.clone());
                let text = |ty: &Option<RustType>| ty.as_ref().map(|ty| ty.text().to_owned());
                if text(known) != text(&held) {
                    *known = None;
                }
            }
            return;
        }
        // A composite type or a domain, and what writes rows, declare nothing.
        if !options.types.is_empty() || options.mode != Mode::Row || options.is_nameless {
            return;
        }
        self.rows.push(Row {
            place: place(&item.path, found.span),
            declaration: found,
            tokens: item.tokens,
            package: item.package,
        });
    }

    fn take_enum(&mut self, found: &Declaration, path: &Path) {
        let options = &found.options;
        let variants = found.variants.iter().flatten();
        let mut is_closed = options.non_exhaustive.is_none();
        let mut values = Vec::new();
        for variant in variants {
            is_closed &= !variant.model.other;
            if variant.model.skip || variant.model.other {
                continue;
            }
            let at = place(path, variant.span);
            if variant.has_data {
                self.problems.push(
                    &at,
                    format_args!(
                        "variant `{}` carries data, which no value of a column can; mark it \
                         `#[schema(other)]` if it takes all other values, or `#[schema(skip)]`",
                        variant.name
                    ),
                );
            }
            let old = variant.model.renamed_from.as_ref().map(|old| Said {
                what: old.name.clone(),
                place: place(path, old.span),
            });
            values.push((variant.model.text.clone(), old));
        }
        let own_name = options
            .columns
            .is_empty()
            .then(|| found.own_names[0].clone());
        let ty = options.types.first().map(|named| named.name.clone());
        let values = Values {
            place: place(path, found.span),
            ty: ty.or(own_name).and_then(|name| name.parse().ok()),
            columns: options.columns.iter().map(|it| it.name.clone()).collect(),
            is_closed,
            values,
        };
        let named = self.enums.entry(found.name.clone()).or_default();
        named.push(values);
    }
}
