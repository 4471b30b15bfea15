//! The structs of a table or view: a row, a new row, an update.

use schema_model::Column;

use super::docs::{code_span, key_paragraphs, paragraphs};
use super::mapper::{Mapper, Record, RecordField};
use super::paths::option;
use super::plan::{Plan, Relation};
use super::types::{Mark, nullable};
use super::{Note, Writer};
use crate::{Ident, Part};

/// What a struct is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    Row,
    Insert,
    Update,
}

/// A field with the type of its column.
struct Field<'a> {
    column: &'a Column,
    ident: &'a Ident,
    /// The type of a value that is not NULL.
    value: String,
    /// What the check has to be told of the type.
    mark: Mark,
    /// Why the type is only a stand-in.
    note: Option<String>,
    /// Whether the value is text in statements.
    is_text: bool,
}

impl Field<'_> {
    fn as_part<'p>(&'p self, plan: &Plan, ty: &str) -> RecordField<'p> {
        RecordField {
            column: self.column,
            ident: self.ident,
            ty: ty.into(),
            is_text: self.is_text,
            cast: plan.cast(self.column, self.is_text),
        }
    }

    fn written_type(&self, mode: Mode) -> String {
        let Self { column, value, .. } = self;
        match mode {
            Mode::Row => nullable(value, column.nullable),
            Mode::Insert => nullable(value, column.can_be_omitted()),
            Mode::Update => option(&nullable(value, column.nullable)),
        }
    }
}

impl Writer<'_, '_> {
    /// Everything of one table or view.
    pub(super) fn write_relation(&mut self, relation: &Relation) {
        self.write_inline_of_relation(relation);
        self.write_key_type(relation);
        let fields = self.fields(relation);
        if self.plan.has_part(Part::Row) {
            self.write_record(relation, &fields, &relation.row, Mode::Row);
        }
        if let Some(ident) = &relation.insert {
            self.write_record(relation, &fields, ident, Mode::Insert);
        }
        if let Some(ident) = &relation.update {
            self.write_record(relation, &fields, ident, Mode::Update);
        }
        self.write_metadata(relation);
    }

    fn fields<'f>(&mut self, relation: &'f Relation) -> Vec<Field<'f>> {
        let plan = self.plan;
        let columns = relation.columns().iter().zip(&relation.fields);
        columns
            .map(|(column, ident)| {
                let ty = plan.column_type(relation, column);
                if let Some(message) = &ty.note {
                    self.notes.push(Note {
                        place: format!("{}.{}", relation.name(), column.name),
                        message: message.clone(),
                    });
                }
                Field {
                    column,
                    ident,
                    value: ty.text,
                    mark: ty.mark,
                    note: ty.note,
                    is_text: ty.is_text,
                }
            })
            .collect()
    }

    fn write_record(&mut self, relation: &Relation, all: &[Field], ident: &Ident, mode: Mode) {
        let plan = self.plan;
        let fields: Vec<&Field> = all
            .iter()
            .filter(|field| match mode {
                Mode::Row => true,
                Mode::Insert => field.column.is_writable(),
                Mode::Update => relation.can_update(field.column),
            })
            .collect();
        self.code.blank();
        self.code.doc(&plan.record_doc(relation, ident, mode));
        let types: Vec<String> = fields
            .iter()
            .map(|field| field.written_type(mode))
            .collect();
        self.code.allow(
            &["dead_code"],
            std::iter::once(ident.plain()),
            types.iter().map(String::as_str),
        );
        let record = Record {
            plan,
            relation,
            ident,
            mode,
            fields: fields
                .iter()
                .zip(&types)
                .map(|(field, ty)| field.as_part(plan, ty))
                .collect(),
            root: plan.root(relation.name()),
            key: relation
                .key_columns()
                .filter_map(|column| all.iter().find(|field| field.column.name == column))
                .map(|field| field.as_part(plan, &field.value))
                .collect(),
        };
        let mut derives = self.record_derives(&fields, mode);
        derives.extend(plan.targets().flat_map(|t| t.record_derives(&record)));
        derives.extend(plan.extras.derives(relation.name()));
        self.code.derives(&derives);
        if self.plan.is_checked() {
            self.code.line(check_attribute(relation, mode));
        }
        let attributes = plan.targets().flat_map(|t| t.record_attributes(&record));
        self.write_attributes(attributes);
        self.write_attributes(plan.extras.attributes(relation.name()));
        let visibility = self.code.visibility();
        self.code.open(format!("{visibility} struct {ident}"));
        for (field, ty) in fields.into_iter().zip(&types) {
            self.write_field(relation, field, ty, mode);
        }
        self.code.close();
        for target in plan.targets() {
            target.write_record(&mut self.code, &record);
        }
    }

    fn record_derives(&self, fields: &[&Field], mode: Mode) -> Vec<String> {
        let mut derives = self.plan.derives(mode);
        let all_optional = fields
            .iter()
            .all(|field| mode == Mode::Update || field.column.can_be_omitted());
        if mode != Mode::Row && all_optional && !derives.iter().any(|d| d == "Default") {
            derives.push("Default".into());
        }
        derives
    }

    fn write_field(&mut self, relation: &Relation, field: &Field, ty: &str, mode: Mode) {
        let Field {
            column,
            ident,
            mark,
            note,
            ..
        } = field;
        let is_renamed = ident.plain() != column.name;
        let mut doc = self.plan.field_doc(relation, column, is_renamed, mode);
        if let (Mode::Row, Some(note)) = (mode, note) {
            // Names in it are the database's, so none of it is code.
            doc.extend(paragraphs(&note.replace('`', "\"")));
        }
        self.code.doc(&doc);
        let described = |target: &&dyn Mapper| target.describes(self.plan, relation);
        let targets = || self.plan.targets().filter(described);
        let says_name = is_renamed || targets().any(|target| target.renames(ident));
        let key = (relation.name().clone(), column.name.clone());
        let by_hand = match self.plan.set_by_hand.contains(&key) {
            // An update says in another way what may be NULL.
            true if mode != Mode::Update => Some(if column.nullable {
                "nullable"
            } else {
                "not_null"
            }),
            _ => None,
        };
        self.write_check(says_name.then_some(&column.name), mark.word(), by_hand);
        self.write_attributes(
            self.plan
                .extras
                .field_attributes(relation.name(), &column.name),
        );
        let attributes = targets().filter_map(|t| t.field_attribute(ident));
        self.write_attributes(attributes);
        if is_renamed {
            let name = super::code::literal(&column.name);
            let renamed = |target: &'static dyn Mapper| target.renamed_field(&name, mode);
            self.write_attributes(self.plan.targets().filter_map(renamed));
        }
        let visibility = self.code.visibility();
        self.code.typed(&format!("{visibility} {ident}: "), ty, ",");
    }

    /// What the check cannot see from name and type of a field.
    pub(super) fn write_check_of_field(&mut self, renamed: Option<&String>, mark: Mark) {
        self.write_check(renamed, mark.word(), None);
    }

    fn write_check(&mut self, renamed: Option<&String>, mark: Option<&str>, by_hand: Option<&str>) {
        let column = renamed.map(|column| format!("column = {}", super::code::literal(column)));
        let words: Vec<String> = column
            .into_iter()
            .chain(mark.into_iter().chain(by_hand).map(String::from))
            .collect();
        if self.plan.is_checked() && !words.is_empty() {
            self.code.line(format!("#[schema({})]", words.join(", ")));
        }
    }
}

impl Plan<'_> {
    /// What is said of a struct.
    pub(super) fn record_doc(&self, relation: &Relation, ident: &Ident, mode: Mode) -> Vec<String> {
        let name = code_span(&relation.name().to_string());
        let what = if relation.table().is_some() {
            "table"
        } else if relation.view().is_some_and(|view| view.materialized) {
            "materialized view"
        } else {
            "view"
        };
        let mut doc = match mode {
            Mode::Row => vec![format!("Row of {what} {name}.")],
            Mode::Insert => vec![format!("New row of {what} {name}.")],
            Mode::Update => vec![
                format!("Changes to a row of {what} {name}."),
                "A column that is `None` is left alone.".into(),
            ],
        };
        let mut columns = relation.columns().iter();
        if mode == Mode::Insert && columns.any(|it| it.is_writable() && it.can_be_omitted()) {
            doc.push("A column that is `None` is left to its default.".into());
        }
        if mode == Mode::Row {
            doc.extend(relation.comment().map(paragraphs).unwrap_or_default());
            doc.extend(key_paragraphs(relation, self.schema));
            if has_invented_name(relation, ident) {
                doc.push(format!(
                    "Called `{ident}` here, since the name is taken or no Rust name."
                ));
            }
        }
        doc
    }
}

/// Whether a row's name is not simply its table's name in singular.
fn has_invented_name(relation: &Relation, ident: &Ident) -> bool {
    let name = &relation.name().name;
    let expected = [
        crate::naming::singular_type(name),
        crate::naming::Case::Camel.apply(name),
    ];
    !expected.iter().any(|expected| expected == ident.plain())
}

fn check_attribute(relation: &Relation, mode: Mode) -> String {
    let table = super::code::literal(&relation.name().to_string());
    match mode {
        Mode::Row => format!("#[schema(table = {table})]"),
        Mode::Insert => format!("#[schema(table = {table}, insert)]"),
        Mode::Update => format!("#[schema(table = {table}, update)]"),
    }
}
