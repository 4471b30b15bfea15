//! Models that carry their statements: one shape for every driver whose rows are read by name and
//! whose parameters are numbered.
//!
//! SQL is written with standard quoting, `"name"`, which all of these databases understand. What is
//! left out of an INSERT is left out of its text, so that defaults are the database's.

use super::{Record, RecordField};
use crate::codegen::code::{Code, literal};
use crate::codegen::record::Mode;

/// How a driver calls things.
pub(super) struct Direct {
    /// The type of a parameter, as in `dyn Parameter`.
    pub(super) value: String,
    /// A row, as the parameter of a function.
    pub(super) row: String,
    /// The method that takes a value out of a row.
    pub(super) get: &'static str,
    /// What executes statements, as the parameter of a function.
    pub(super) client: String,
    /// The type of a result, before and after the type of its value.
    pub(super) result: (String, &'static str),
    /// The type of a number of rows.
    pub(super) count: &'static str,
    pub(super) pace: Pace,
}

/// Whether a call is awaited.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Pace {
    Blocking,
    Async,
}

const PRELUDE: &str = include_str!("direct/prelude.rs.txt");

impl Direct {
    pub(super) fn write_prelude(&self, code: &mut Code) {
        code.blank();
        code.lines(&PRELUDE.replace("PARAMETER_TYPE", &self.value));
    }

    pub(super) fn write_record(&self, code: &mut Code, record: &Record) {
        if record.fields.is_empty() {
            return;
        }
        code.blank();
        match record.mode {
            Mode::Row => self.write_row(code, record),
            Mode::Insert | Mode::Update => self.write_change(code, record),
        }
    }

    fn write_row(&self, code: &mut Code, record: &Record) {
        let visibility = code.visibility();
        code.allow_always(&["dead_code"]);
        code.open(format!("impl {}", record.ident));
        code.doc(&["Reads all columns of all rows.".into()]);
        code.constant("SELECT", "&'static str", &literal(&select(record)));
        code.blank();
        code.doc(&["The row of a result that has all columns.".into()]);
        let head = format!("{visibility} fn from_row");
        let row = format!("row: {}", self.row);
        code.function(&head, &[row], &self.result("Self"));
        let fields: Vec<String> = record
            .fields
            .iter()
            .map(|field| {
                let name = literal(&field.column.name);
                format!("{}: row.{}({name})?", field.ident, self.get)
            })
            .collect();
        code.braced("let row = Self", &fields, ";");
        code.line(code.short("::std::result::Result::Ok(row)"));
        code.close();
        code.close();
    }

    fn write_change(&self, code: &mut Code, record: &Record) {
        // A key is taken as the row holds it.
        let lints = ["dead_code", "clippy::vec_init_then_push", "clippy::ptr_arg"];
        code.allow_always(match record.mode {
            Mode::Update => &lints,
            _ => &lints[..2],
        });
        code.open(format!("impl {}", record.ident));
        write_columns(code, record);
        match record.mode {
            Mode::Update => self.write_update(code, record),
            _ => self.write_insert(code, record),
        }
        code.close();
    }

    fn write_insert(&self, code: &mut Code, record: &Record) {
        code.blank();
        code.doc(&["Inserts the row, and gives the number of rows.".into()]);
        self.open_method(code, "insert", &[]);
        let (root, table) = (record.root, literal(&table(record)));
        code.line("let columns = self.columns();");
        code.line(format!(
            "let sql = {root}sql_text::insert({table}, &columns);"
        ));
        code.line(format!("let values = {root}sql_text::values(&columns);"));
        code.line(format!(
            "client.execute(&sql, &values[..]){}",
            self.awaited()
        ));
        code.close();
    }

    fn write_update(&self, code: &mut Code, record: &Record) {
        if record.key.is_empty() {
            return;
        }
        code.blank();
        code.doc(&["Changes the row that has this key, and gives the number of rows.".into()]);
        let types: Vec<String> = record.key.iter().map(|f| format!("&{}", f.ty)).collect();
        let key = match &types[..] {
            [single] => format!("key: {single}"),
            _ => format!("key: ({})", types.join(", ")),
        };
        self.open_method(code, "update", &[key]);
        code.line("let columns = self.columns();");
        code.open("if columns.is_empty()");
        code.line(code.short("return ::std::result::Result::Ok(0);"));
        code.close();
        let (root, table) = (record.root, literal(&table(record)));
        let count = types.len();
        let value = |index| match count {
            1 => "key".to_owned(),
            _ => format!("key.{index}"),
        };
        let keys = record.key.iter().enumerate();
        let keys: Vec<String> = keys
            .map(|(index, field)| parameter(field, &value(index)))
            .collect();
        code.list(
            &format!("let keys: [{root}sql_text::Column<'_>; {count}] = "),
            &keys,
            ";",
        );
        code.line(format!(
            "let sql = {root}sql_text::update({table}, &columns, &keys);"
        ));
        code.line(format!(
            "let mut values = {root}sql_text::values(&columns);"
        ));
        code.line(format!("values.extend({root}sql_text::values(&keys));"));
        code.line(format!(
            "client.execute(&sql, &values[..]){}",
            self.awaited()
        ));
        code.close();
    }

    fn open_method(&self, code: &mut Code, name: &str, more: &[String]) {
        let visibility = code.visibility();
        let keyword = match self.pace {
            Pace::Blocking => "fn",
            Pace::Async => "async fn",
        };
        let mut parameters = vec!["&self".to_owned(), format!("client: {}", self.client)];
        parameters.extend(more.iter().cloned());
        let head = format!("{visibility} {keyword} {name}");
        code.function(&head, &parameters, &self.result(self.count));
    }

    fn awaited(&self) -> &'static str {
        match self.pace {
            Pace::Blocking => "",
            Pace::Async => ".await",
        }
    }

    fn result(&self, ty: &str) -> String {
        format!("{}{ty}{}", self.result.0, self.result.1)
    }
}

/// The columns that have a value.
fn write_columns(code: &mut Code, record: &Record) {
    let columns = format!("::std::vec::Vec<{}sql_text::Column<'_>>", record.root);
    let columns = code.short(&columns);
    code.doc(&["The columns that have a value.".into()]);
    code.open(format!("fn columns(&self) -> {columns}"));
    let new = code.short("::std::vec::Vec::new()");
    code.line(format!("let mut columns: {columns} = {new};"));
    for field in &record.fields {
        let ident = field.ident;
        let is_optional = match record.mode {
            Mode::Update => true,
            _ => field.column.can_be_omitted(),
        };
        if is_optional {
            let some = code.short("::std::option::Option::Some");
            code.open(format!("if let {some}(value) = &self.{ident}"));
            write_push(code, field, "value");
            code.close();
        } else {
            write_push(code, field, &format!("&self.{ident}"));
        }
    }
    code.line("columns");
    code.close();
}

fn write_push(code: &mut Code, field: &RecordField, value: &str) {
    code.line(format!("columns.push({});", parameter(field, value)));
}

/// A column with its value: `("\"id\"", "", &self.id)`.
fn parameter(field: &RecordField, value: &str) -> String {
    let name = literal(&quoted(&field.column.name));
    format!("({name}, {}, {value})", literal(&field.cast))
}

fn select(record: &Record) -> String {
    let columns: Vec<String> = record
        .fields
        .iter()
        .map(|field| {
            let name = quoted(&field.column.name);
            match field.is_text {
                true => format!("{name}::text AS {name}"),
                false => name,
            }
        })
        .collect();
    format!("SELECT {} FROM {}", columns.join(", "), table(record))
}

fn table(record: &Record) -> String {
    let name = record.relation.name();
    match &name.namespace {
        Some(namespace) => format!("{}.{}", quoted(namespace), quoted(&name.name)),
        None => quoted(&name.name),
    }
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
