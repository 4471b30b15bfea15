//! Random schemas as text for an engine, and rows that they let in.

use super::engine::{Choices, Comments, Engine};
use super::schema::{COLUMNS, Column, Family, Key, Names, Schema, Table};

/// Some names are plain, some are not names in every engine, or only with their capitals.
const TABLE_NAMES: [&str; super::schema::TABLES] = ["first", "Second", "order"];
const COLUMN_NAMES: [&str; COLUMNS] = ["plain", "Mixed", "group", "two words"];
/// What they are called after a rename.
const LATER_TABLE_NAMES: [&str; super::schema::TABLES] = ["later", "Other", "select"];
const LATER_COLUMN_NAMES: [&str; COLUMNS] = ["simple", "Blended", "by", "three more words"];
const VARIANTS: [&[&str]; 3] = [
    &["red", "blue"],
    &["red", "green", "blue"],
    &["it's", "blue", "red"],
];
const COMMENTS: [&str; 2] = ["'what it is'", "'it''s \"this\"'"];

/// Writes for one engine.
pub struct Writer<'a> {
    pub engine: &'a Engine,
    pub quote: &'a dyn Fn(&str) -> String,
    /// What is called by its later name.
    pub names: &'a Names,
    /// The names before: where they differ, a hint says so.
    pub old: &'a Names,
}

impl Writer<'_> {
    /// The statements that make a schema.
    pub fn schema(&self, schema: &Schema) -> String {
        let mut text = String::new();
        let tables = schema.tables.iter().flatten();
        let mut columns = tables.flat_map(|table| table.columns.iter().flatten());
        if self.engine.choices == Choices::Named && columns.any(|it| it.family == Family::Choice) {
            text += &format!("CREATE TYPE choice AS ENUM ({});\n", variants(schema));
        }
        for (number, table) in schema.tables.iter().enumerate() {
            if let Some(table) = table {
                text += &self.table(schema, number, table);
            }
        }
        text
    }

    /// As many rows as are asked for, in every table. Some values stand in the way of what another
    /// schema may ask for.
    pub fn rows(&self, schema: &Schema, count: usize) -> String {
        let mut text = String::new();
        for (number, table) in schema.tables.iter().enumerate() {
            for row in 1..=count {
                if let Some(table) = table {
                    text += &self.row(schema, number, table, row);
                }
            }
        }
        text
    }

    fn table_name(&self, number: usize) -> String {
        self.table_name_in(self.names, number)
    }

    fn table_name_in(&self, names: &Names, number: usize) -> String {
        let called = match names.tables[number] {
            true => LATER_TABLE_NAMES,
            false => TABLE_NAMES,
        };
        (self.quote)(called[number])
    }

    fn column_name(&self, number: usize, place: usize) -> String {
        self.column_name_in(self.names, number, place)
    }

    fn column_name_in(&self, names: &Names, number: usize, place: usize) -> String {
        let called = match names.columns[number][place] {
            true => LATER_COLUMN_NAMES,
            false => COLUMN_NAMES,
        };
        (self.quote)(called[place])
    }

    fn own_name(&self, number: usize, what: &str) -> String {
        (self.quote)(&format!("{}_{what}", TABLE_NAMES[number]))
    }

    fn table(&self, schema: &Schema, number: usize, table: &Table) -> String {
        let name = self.table_name(number);
        let mut parts = vec![
            "id INTEGER NOT NULL".to_owned(),
            "parent INTEGER".to_owned(),
        ];
        for (place, column) in table.columns.iter().enumerate() {
            let column = column.as_ref();
            parts.extend(column.map(|it| self.column(schema, (number, place), it)));
        }
        parts.extend(self.generated(number, table));
        parts.extend(self.constraints(schema, number, table));
        let comment = table.comment.map(|which| COMMENTS[which]);
        let inside = match (self.engine.comments, comment) {
            (Comments::InTables, Some(comment)) => format!(" COMMENT = {comment}"),
            _ => String::new(),
        };
        let hint = hint(&self.table_name_in(self.old, number), &name);
        let mut text = format!(
            "CREATE TABLE {name} ({hint}\n    {}\n){inside};\n",
            parts.join(",\n    ")
        );
        if self.engine.comments == Comments::InStatements {
            text += &self.comments(&name, number, table);
        }
        text += &self.index(number, table).unwrap_or_default();
        text += &self.view(number, table).unwrap_or_default();
        if let (Some(which), Some(write)) = (table.trigger, self.engine.trigger) {
            text += &write(&self.own_name(number, "trigger"), &name, which);
        }
        text
    }

    fn column(&self, schema: &Schema, (number, place): (usize, usize), column: &Column) -> String {
        let ty = match (column.family, self.engine.choices) {
            (Family::Choice, Choices::Named) => "choice".to_owned(),
            (Family::Choice, Choices::Own) => format!("ENUM ({})", variants(schema)),
            (family, _) => self.engine.native(family, column.is_wide).to_owned(),
        };
        let default = default(column);
        let not_null = if column.nullable { "" } else { " NOT NULL" };
        let comment = match (self.engine.comments, column.comment) {
            (Comments::InTables, Some(which)) => format!(" COMMENT {}", COMMENTS[which]),
            _ => String::new(),
        };
        let name = self.column_name(number, place);
        let hint = hint(&self.column_name_in(self.old, number, place), &name);
        let check = match (column.family, self.engine.choices) {
            (Family::Choice, Choices::Checked) => {
                format!(" CHECK ({name} IN ({}))", variants(schema))
            }
            _ => String::new(),
        };
        format!("{name} {ty}{default}{not_null}{comment}{check}{hint}")
    }

    fn generated(&self, number: usize, table: &Table) -> Option<String> {
        let generated = table.generated.as_ref()?;
        let column = table.column(generated.from)?;
        let name = self.column_name(number, generated.from);
        let (ty, expression) = match (column.family, generated.expression) {
            (Family::Whole, 0) => ("BIGINT", format!("{name} + 1")),
            (Family::Whole, _) => ("BIGINT", format!("{name} * 2")),
            (Family::Text, 0) => ("VARCHAR(50)", format!("upper({name})")),
            (Family::Text, _) => ("VARCHAR(50)", format!("lower({name})")),
            _ => return None,
        };
        let ways = self.engine.generated;
        let way = ways[generated.way % ways.len()];
        Some(format!(
            "made {ty} GENERATED ALWAYS AS ({expression}) {way}"
        ))
    }

    fn constraints(&self, schema: &Schema, number: usize, table: &Table) -> Vec<String> {
        let mut parts = Vec::new();
        match table.key {
            Key::Primary => parts.push("PRIMARY KEY (id)".to_owned()),
            Key::Pair => parts.push("PRIMARY KEY (id, parent)".to_owned()),
            Key::Unique => {
                let name = self.own_name(number, "key");
                parts.push(format!("CONSTRAINT {name} UNIQUE (id)"));
            }
            Key::None => {}
        }
        if let Some((first, second)) = table.unique
            && let Some(columns) = self.columns(number, table, (first, second))
        {
            let name = self.own_name(number, "unique");
            parts.push(format!("CONSTRAINT {name} UNIQUE ({columns})"));
        }
        if let Some(condition) = self.condition(number, table) {
            let name = self.own_name(number, "check");
            parts.push(format!("CONSTRAINT {name} CHECK ({condition})"));
        }
        if let Some(parent) = schema.parent(number) {
            let (name, above) = (
                self.own_name(number, "parent"),
                self.table_name(parent.table),
            );
            let actions = self.engine.actions;
            let action = match table.key {
                // A part of a primary key is never NULL.
                Key::Pair => "",
                _ => actions[parent.action % actions.len()],
            };
            parts.push(format!(
                "CONSTRAINT {name} FOREIGN KEY (parent) REFERENCES {above} (id){action}"
            ));
        }
        parts
    }

    fn condition(&self, number: usize, table: &Table) -> Option<String> {
        let (place, which) = table.check?;
        let name = self.column_name(number, place);
        Some(match (table.column(place)?.family, which) {
            (Family::Whole, 0) => format!("{name} < 100"),
            (Family::Whole, 1) => format!("{name} IN (0, 1, 2, 3, 7)"),
            (Family::Whole, _) => format!("{name} > -5 AND {name} <> 50"),
            (Family::Text, 0) => format!("length({name}) < 50"),
            (Family::Text, 1) => format!("{name} IN ('0', '1', '2', '3', 'it''s')"),
            (Family::Text, _) => format!("{name} <> 'x'"),
            _ => return None,
        })
    }

    /// The names of one or two columns.
    fn columns(
        &self,
        number: usize,
        table: &Table,
        (first, second): (usize, Option<usize>),
    ) -> Option<String> {
        table.column(first)?;
        let name = self.column_name(number, first);
        let second = second.filter(|second| *second != first && table.column(*second).is_some());
        Some(match second {
            Some(second) => format!("{name}, {}", self.column_name(number, second)),
            None => name,
        })
    }

    fn index(&self, number: usize, table: &Table) -> Option<String> {
        let index = table.index.as_ref()?;
        let mut columns = self.columns(number, table, (index.column, index.second))?;
        if index.is_descending && self.engine.has_descending_indexes {
            columns += " DESC";
        }
        let unique = if index.is_unique { "UNIQUE " } else { "" };
        let (name, on) = (self.own_name(number, "index"), self.table_name(number));
        let condition = match index.is_partial && self.engine.has_partial_indexes {
            true => " WHERE id > 0",
            false => "",
        };
        Some(format!(
            "CREATE {unique}INDEX {name} ON {on} ({columns}){condition};\n"
        ))
    }

    fn view(&self, number: usize, table: &Table) -> Option<String> {
        let which = table.view?;
        let (name, on) = (self.own_name(number, "view"), self.table_name(number));
        let shown = (0..COLUMNS).find(|place| table.column(*place).is_some());
        let shown = shown.map_or("parent".to_owned(), |place| self.column_name(number, place));
        let query = match which {
            0 => format!("SELECT id, {shown} FROM {on}"),
            1 => format!("SELECT count(*) AS number FROM {on} WHERE {shown} IS NOT NULL"),
            _ => format!("SELECT a.id, b.{shown} FROM {on} a JOIN {on} b ON a.id = b.parent"),
        };
        let mut text = format!("CREATE VIEW {name} AS {query};\n");
        if which == 0 {
            let above = self.own_name(number, "above");
            text += &format!("CREATE VIEW {above} AS SELECT * FROM {name} WHERE id > 1;\n");
        }
        Some(text)
    }

    fn comments(&self, name: &str, number: usize, table: &Table) -> String {
        let mut text = String::new();
        if let Some(which) = table.comment {
            text += &format!("COMMENT ON TABLE {name} IS {};\n", COMMENTS[which]);
        }
        for (place, column) in table.columns.iter().enumerate() {
            let comment = column.as_ref().and_then(|column| column.comment);
            if let Some(which) = comment {
                let column = self.column_name(number, place);
                text += &format!(
                    "COMMENT ON COLUMN {name}.{column} IS {};\n",
                    COMMENTS[which]
                );
            }
        }
        text
    }

    fn row(&self, schema: &Schema, number: usize, table: &Table, row: usize) -> String {
        let mut names = vec!["id".to_owned()];
        let mut values = vec![row.to_string()];
        if table.key == Key::Pair || schema.parent(number).is_some() {
            names.push("parent".into());
            values.push("1".into());
        }
        for (place, column) in table.columns.iter().enumerate() {
            let Some(column) = column else { continue };
            let is_null = column.nullable && (row + place) % 3 == 0;
            names.push(self.column_name(number, place));
            values.push(match is_null {
                true => "NULL".into(),
                false => value(schema, table, place, column, row),
            });
        }
        let (name, names, values) = (self.table_name(number), names.join(", "), values.join(", "));
        format!("INSERT INTO {name} ({names}) VALUES ({values});\n")
    }
}

/// A hint beside a name, if that was another one.
fn hint(old: &str, name: &str) -> String {
    match old == name {
        true => String::new(),
        false => format!(" /* @renamed from={old} */"),
    }
}

fn variants(schema: &Schema) -> String {
    let quoted = VARIANTS[schema.variants].iter();
    let quoted: Vec<String> = quoted
        .map(|it| format!("'{}'", it.replace('\'', "''")))
        .collect();
    quoted.join(", ")
}

fn default(column: &Column) -> &'static str {
    match (column.default, column.family) {
        (0, _) => "",
        (1, Family::Whole) => " DEFAULT 7",
        (_, Family::Whole) => " DEFAULT (3 + 4)",
        (1, Family::Text) => " DEFAULT 'it''s'",
        (_, Family::Text) => " DEFAULT (upper('x'))",
        (_, Family::Decimal) => " DEFAULT 1.50",
        (1, Family::Truth) => " DEFAULT TRUE",
        (_, Family::Truth) => " DEFAULT FALSE",
        (1, Family::Moment) => " DEFAULT '2020-01-01'",
        (_, Family::Moment) => "",
        (_, Family::Choice) => " DEFAULT 'red'",
    }
}

fn value(schema: &Schema, table: &Table, place: usize, column: &Column, row: usize) -> String {
    // What must be unique differs from row to row.
    let unique = table.unique.is_some_and(|(first, _)| first == place);
    let index = table.index.as_ref();
    let is_unique = unique || index.is_some_and(|it| it.is_unique && it.column == place);
    let number = if is_unique { row } else { row % 2 };
    match column.family {
        Family::Whole => number.to_string(),
        Family::Text => format!("'{number}'"),
        Family::Decimal => format!("{number}.5"),
        Family::Truth => ["FALSE", "TRUE"][number % 2].to_owned(),
        Family::Moment => format!("'2020-01-0{}'", number + 1),
        Family::Choice => {
            let variants = VARIANTS[schema.variants];
            let variant = variants[number % variants.len()];
            format!("'{}'", variant.replace('\'', "''"))
        }
    }
}
