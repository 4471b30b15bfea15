//! Fields against columns: which has which, and which is left over.

use std::collections::BTreeMap;

use schema_model::suggest;

use super::marker::hash_of;
use super::relation::{self, Source};
use super::{
    Asked, Checked, Context, field, keys, known, moved, remedy, statement, views, wording,
};
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
            format!(
                "`{}` has no fields, and {} `{}` has columns\n\
                 help: give it the fields that the program reads, or remove `SchemaChecked`",
                unraw(&context.item.name),
                source.word(),
                source.name()
            ),
        );
        return;
    }
    if let Source::Composite(ty) = &source {
        let marker = format!("$::Holds<$::logical::Composite<{}>>", hash_of(&ty.name));
        checked.implements.push(marker);
    }
    views::check(context, &source);
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
    statement::check(context, &source, &with_models);
    check_order(context, &source, &with_models);
    ask_of_flattened(context, fields, checked);
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
        // What a view writes into has defaults of its own.
        .filter(|_| options.mode == Mode::Row || !source.is_view())
        .collect();
    // What an INSERT has to give, a part of the columns does not.
    let is_whole = !options.partial || options.mode == Mode::Insert;
    if !missing.is_empty() && is_whole && !open {
        report_missing(context, &source, &missing);
    }
}

/// The attributes of a composite type are read by their place, not by their name.
fn check_order(context: &Context<'_>, source: &Source, matched: &[(&FieldModel, &Column)]) {
    let place = |(_, column): &(&FieldModel, &Column)| std::ptr::from_ref(*column);
    let is_composite = matches!(source, Source::Composite(_));
    if !is_composite || context.model.options.any_order || matched.iter().map(place).is_sorted() {
        return;
    }
    let names: Vec<&str> = (source.columns().iter())
        .map(|column| column.name.as_str())
        .collect();
    context.report.warning(
        context.item.name.span(),
        Rule::OtherFieldOrder,
        format!(
            "{} `{}` has its attributes in the order {}, but the fields of `{}` are in another one; \
             put them in the same order, or mark the struct `#[schema(any_order)]` if they are read by name",
            source.word(),
            source.name(),
            wording::list(&names),
            unraw(&context.item.name)
        ),
    );
}

/// What a field brings in must be checked where it is declared.
fn ask_of_flattened(context: &Context<'_>, fields: &[Field], checked: &mut Checked) {
    for (field, model) in fields.iter().zip(&context.model.fields) {
        if !model.flatten || model.converted {
            continue;
        }
        let tokens = match known::inside_option(&model.spelled) {
            Some(_) => field::inside_angles(&field.tokens),
            None => &field.tokens,
        };
        let ty = field::text_of(tokens);
        checked.asked.push(Asked {
            tokens: tokens.to_vec(),
            demand: "$::SchemaChecked".into(),
            message: Rule::UnknownType.sign(&format!(
                "the columns in `{ty}` are columns of `{}` too, and `{ty}` is not checked",
                unraw(&context.item.name)
            )),
            label: "does not derive `SchemaChecked`".into(),
            help: format!(
                "derive `SchemaChecked` on `{ty}`, with `#[schema(table = \"…\", partial)]`, or mark the field `#[schema(unchecked)]`"
            ),
            but_for_null: None,
        });
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
            moved::report_column(context, source, column, model);
            Found::Column(column)
        }
        (Some(column), Some(_)) | (None, Some(column)) => Found::Column(column),
        (None, None) if model.pending.is_some() || model.defaulted => Found::StillToCome,
        (None, None) if context.model.options.defaulted => Found::StillToCome,
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
    let fields: Vec<String> = (missing.iter().take(LISTED))
        .map(|column| remedy::declaration(context, source, column))
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
    let leave_out = match (inserted, missing.len()) {
        (true, _) => format!("`#[schema(ignore({}))]`", ignore_list(&names)),
        (false, ..=LISTED) => format!(
            "`#[schema(ignore({}))]` or `#[schema(partial)]`",
            ignore_list(&names)
        ),
        (false, _) => "`#[schema(partial)]`".into(),
    };
    let first = match missing.len() {
        ..=LISTED => "",
        _ => "first of all ",
    };
    context.report.error(
        context.item.name.span(),
        rule,
        format!(
            "{what} no field in `{name}`{why}{which}\nhelp: add {first}`{}`, or leave out on purpose with {leave_out}",
            fields.join(" ")
        ),
    );
}

/// So many fields are written out.
const LISTED: usize = 8;

/// What goes into `ignore(…)`: words where they are words, else strings.
fn ignore_list(names: &[String]) -> String {
    let is_word = |name: &str| {
        !name.is_empty()
            && !name.starts_with(|c: char| c.is_ascii_digit())
            && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
    };
    let quoted: Vec<String> = (names.iter())
        .map(|name| {
            if is_word(name) {
                name.clone()
            } else {
                format!("{name:?}")
            }
        })
        .collect();
    quoted.join(", ")
}
