//! Fields against columns: which has which, and which is left over.

use std::collections::BTreeMap;

use schema_model::suggest;

use super::marker::hash_of;
use super::relation::{self, Source};
use super::{Checked, Context, field, keys, moved, wording};
use crate::Rule;
use crate::model::{FieldModel, Mode, Named};
use crate::parse::{Field, unraw};
use crate::snapshot::Column;

/// Checks a struct that stands for a table, a view or a composite type.
pub fn check_struct(context: &Context<'_>, fields: &[Field], checked: &mut Checked) {
    let Some(source) = relation::find(context) else {
        return;
    };
    // A table can be without columns, and so can a view that cannot be queried.
    if fields.is_empty() && !source.columns().is_empty() {
        context.report.error(
            context.item.name.span(),
            Rule::NoFields,
            "`SchemaChecked` has nothing to check on a struct without fields",
        );
        return;
    }
    if let Source::Composite(ty) = &source {
        let marker = format!("$::Holds<$::logical::Composite<{}>>", hash_of(&ty.name));
        checked.implements.push(marker);
    }
    checked.transparent |= matches!(source, Source::Domain(..));
    let pairs = pair(context, fields, &source);
    for (field, model, column) in &pairs.matched {
        field::check(context, &source, field, model, column, checked);
    }
    let with_models = pairs.matched.iter();
    let with_models: Vec<_> = with_models
        .map(|(_, model, column)| (*model, *column))
        .collect();
    keys::check(context, &source, &with_models);
    let mut models = context.model.fields.iter();
    let open = models.any(|model| model.flatten || model.misread);
    let options = &context.model.options;
    check_ignored(context, &source);
    let missing: Vec<&Column> = (source.columns().iter().enumerate())
        .filter(|(at, column)| !pairs.takes_at(*at, column) && !pairs.takes(&column.name))
        .map(|(_, column)| column)
        .filter(|column| {
            !options
                .ignored
                .iter()
                .any(|named| named.name == column.name)
        })
        .filter(|column| is_required(options.mode, column))
        .collect();
    if !missing.is_empty() && !options.partial && !open {
        report_missing(context, &source, &missing);
    }
}

/// Whether a column needs a field.
fn is_required(mode: Mode, column: &Column) -> bool {
    match mode {
        Mode::Row => !column.invisible,
        Mode::Insert => !column.can_be_omitted(),
        Mode::Update => false,
    }
}

struct Pairs<'a> {
    matched: Vec<(&'a Field, &'a FieldModel, &'a Column)>,
    /// Columns that a misspelt field most likely means.
    meant: Vec<String>,
    /// The old names of columns; they may be there for a while beside the new ones.
    old: Vec<String>,
}

impl Pairs<'_> {
    /// Whether the field at a column's own place stands for it, as most do.
    fn takes_at(&self, place: usize, column: &Column) -> bool {
        let matched = self.matched.get(place);
        matched.is_some_and(|(_, _, matched)| std::ptr::eq(*matched, column))
    }

    fn takes(&self, column: &str) -> bool {
        self.matched
            .iter()
            .any(|(_, _, matched)| matched.name == column)
            || self.meant.iter().any(|meant| meant == column)
            || self.old.iter().any(|old| old == column)
    }
}

/// Finds the column of each field.
fn pair<'a>(context: &'a Context<'_>, fields: &'a [Field], source: &'a Source) -> Pairs<'a> {
    let mut pairs = Pairs {
        matched: Vec::new(),
        meant: Vec::new(),
        old: (context.model.fields.iter())
            .filter_map(|model| Some(model.renamed_from.as_ref()?.name.clone()))
            .collect(),
    };
    let mut unknown = Vec::new();
    let mut places = source.columns().iter();
    for (at, (field, model)) in fields.iter().zip(&context.model.fields).enumerate() {
        let by_place = places.next();
        if model.skip || model.flatten || model.misread {
            continue;
        }
        match &model.column {
            Some(named) => match find_moved(context, source, named, model, at) {
                Found::Column(column) => pairs.matched.push((field, model, column)),
                Found::StillToCome => {}
                Found::Nothing => unknown.push(named),
            },
            None => match by_place {
                Some(column) => pairs.matched.push((field, model, column)),
                None => report_beyond(context, source, field),
            },
        }
    }
    report_twice(context, source, &pairs);
    for named in unknown {
        report_unknown(context, source, named, &mut pairs);
    }
    pairs
}

/// What a field stands for.
enum Found<'a> {
    Column(&'a Column),
    StillToCome,
    Nothing,
}

/// The column of a field, under its new name or its old one.
fn find_moved<'a>(
    context: &Context<'_>,
    source: &'a Source,
    named: &Named,
    model: &FieldModel,
    place: usize,
) -> Found<'a> {
    let columns = source.columns();
    let old = model.renamed_from.as_ref();
    let old = old.and_then(|old| find_column(columns, &old.name, place));
    if let Source::Domain(_, column) = source {
        // Its field is called anything.
        return Found::Column(column);
    }
    match (find_column(columns, &named.name, place), old) {
        (Some(column), None) => {
            moved::report_column(context, &source.place(column), model);
            Found::Column(column)
        }
        (Some(column), Some(_)) | (None, Some(column)) => Found::Column(column),
        (None, None) if model.pending.is_some() || model.defaulted => Found::StillToCome,
        (None, None) => Found::Nothing,
    }
}

/// Fields mostly stand in the order of the columns, so the search starts at the field's own place.
fn find_column<'a>(columns: &'a [Column], name: &str, place: usize) -> Option<&'a Column> {
    match columns.get(place) {
        Some(column) if column.name == name => Some(column),
        _ => columns.iter().find(|column| column.name == name),
    }
}

fn report_beyond(context: &Context<'_>, source: &Source, field: &Field) {
    context.report.error(
        field.type_span(),
        Rule::NoFields,
        format!(
            "{} `{}` has only {} columns, and the fields of a tuple struct stand for them in order\n\
             help: name the column with `#[schema(column = \"…\")]`, or remove the field",
            source.word(),
            source.name(),
            source.columns().len()
        ),
    );
}

fn report_twice(context: &Context<'_>, source: &Source, pairs: &Pairs<'_>) {
    let is_in_order =
        |pair: &[(_, _, &Column)]| std::ptr::from_ref(pair[0].2) < std::ptr::from_ref(pair[1].2);
    if pairs.matched.windows(2).all(is_in_order) {
        return;
    }
    let mut seen = BTreeMap::new();
    for (field, model, column) in &pairs.matched {
        if seen.insert(&column.name, ()).is_some() {
            let span = model
                .column
                .as_ref()
                .map_or_else(|| field.name_span(), |named| named.span);
            context.report.error(
                span,
                Rule::ColumnTwice,
                format!(
                    "column `{}.{}` has two fields\nhelp: remove one, or mark it `#[schema(skip)]`",
                    source.name(),
                    column.name
                ),
            );
        }
    }
}

fn report_unknown(context: &Context<'_>, source: &Source, named: &Named, pairs: &mut Pairs<'_>) {
    let free = source.columns().iter().map(|column| column.name.as_str());
    let free: Vec<&str> = free.filter(|column| !pairs.takes(column)).collect();
    let near = suggest::nearest(&named.name, free.iter().copied());
    let help = match near {
        Some(near) => format!(
            "did you mean `{near}`? rename the field, or write `#[schema(column = {near:?})]`"
        ),
        None if free.is_empty() => {
            "every column has its field; remove this one, or mark it `#[schema(skip)]`".into()
        }
        None => format!(
            "columns without a field are {}; mark a field that is no column `#[schema(skip)]`",
            wording::list(&free)
        ),
    };
    context.report.error(
        named.span,
        Rule::NoSuchColumn,
        format!(
            "{} `{}` has no column `{}`\nhelp: {help}",
            source.word(),
            source.name(),
            named.name
        ),
    );
    pairs.meant.extend(near.map(str::to_owned));
}

fn check_ignored(context: &Context<'_>, source: &Source) {
    for named in &context.model.options.ignored {
        if find_column(source.columns(), &named.name, 0).is_none() {
            let names: Vec<String> = source
                .columns()
                .iter()
                .map(|column| column.name.clone())
                .collect();
            context.report.warning(
                named.span,
                Rule::IgnoresNothing,
                format!(
                    "{} `{}` has no column `{}` to ignore; {}",
                    source.word(),
                    source.name(),
                    named.name,
                    wording::near_or_list(&named.name, &names, "columns")
                ),
            );
        }
    }
}

fn report_missing(context: &Context<'_>, source: &Source, missing: &[&Column]) {
    let name = unraw(&context.item.name);
    let inserted = context.model.options.mode == Mode::Insert;
    let names: Vec<String> = missing.iter().map(|column| column.name.clone()).collect();
    let fields: Vec<String> = (missing.iter().take(8))
        .map(|column| field::declaration(context, source, column))
        .collect();
    let what = match missing {
        [only] => format!(
            "column `{}.{}` (`{}`) has",
            source.name(),
            only.name,
            only.native_type
        ),
        several => format!(
            "{} columns of {} `{}` have",
            several.len(),
            source.word(),
            source.name()
        ),
    };
    let which = match missing {
        [_] => String::new(),
        _ => format!(": {}", wording::list(&names)),
    };
    let why = if inserted { ", and no default" } else { "" };
    let rule = match inserted {
        true => Rule::InsertLacksColumn,
        false => Rule::ColumnWithoutField,
    };
    let leave_out = match inserted {
        true => format!("`#[schema(ignore({}))]`", ignore_list(&names)),
        false => format!(
            "`#[schema(ignore({}))]` or `#[schema(partial)]`",
            ignore_list(&names)
        ),
    };
    context.report.error(
        context.item.name.span(),
        rule,
        format!(
            "{what} no field in `{name}`{why}{which}\nhelp: add `{}`, or leave out on purpose with {leave_out}",
            fields.join(" ")
        ),
    );
}

/// What goes into `ignore(…)`: words where they are words, else strings.
fn ignore_list(names: &[String]) -> String {
    let is_word = |name: &str| {
        !name.is_empty()
            && !name.starts_with(|c: char| c.is_ascii_digit())
            && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
    };
    let quoted: Vec<String> = (names.iter().take(8))
        .map(|name| {
            if is_word(name) {
                name.clone()
            } else {
                format!("{name:?}")
            }
        })
        .collect();
    let more = if names.len() > 8 { ", …" } else { "" };
    format!("{}{more}", quoted.join(", "))
}
