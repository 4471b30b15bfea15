//! What the modules that come with SQLite make of a virtual table: its columns, and the tables that
//! it keeps its rows in.

use crate::dialect::sqlite::catalog::EngineColumn;
use crate::dialect::sqlite::cursor::split_list;
use crate::dialect::sqlite::token::{Token, quote_name, unquote};

/// What a module makes.
pub(super) struct Made {
    pub(super) columns: Vec<EngineColumn>,
    /// Names and texts.
    pub(super) shadow_tables: Vec<(String, String)>,
}

/// The names of the columns of a table.
pub(super) type ColumnsOf<'a> = dyn Fn(&str) -> Option<Vec<String>> + 'a;

/// What a module makes of a virtual table's arguments; `None` for a module that we do not know.
pub(super) fn made_by(
    name: &str,
    module: &str,
    arguments: &[Token<'_>],
    columns_of: &ColumnsOf<'_>,
) -> Option<Made> {
    let arguments: Vec<&[Token<'_>]> = match arguments {
        [] => Vec::new(),
        arguments => split_list(arguments),
    };
    match module.to_ascii_lowercase().as_str() {
        "fts5" => Some(fts5(name, &arguments)),
        "fts4" | "fts3" => {
            let is_fts4 = module.eq_ignore_ascii_case("fts4");
            Some(fts4(name, is_fts4, &arguments, columns_of))
        }
        "fts5vocab" => fts5vocab(name, &arguments),
        "fts4aux" => {
            let columns = ["term", "col", "documents", "occurrences"];
            let mut made = without_tables(name, &columns);
            made.columns.push(column(name, "languageid", "", true));
            Some(made)
        }
        "fts3tokenize" => {
            let columns = ["input", "token", "start", "end", "position"];
            Some(without_tables(name, &columns))
        }
        "rtree" | "rtree_i32" => Some(rtree(name, module, &arguments)),
        _ => None,
    }
}

fn column(owner: &str, name: &str, native_type: &str, is_hidden: bool) -> EngineColumn {
    EngineColumn {
        owner: owner.into(),
        name: name.into(),
        native_type: native_type.into(),
        not_null: false,
        key_position: 0,
        hidden: i64::from(is_hidden),
    }
}

/// A shadow table, as its module writes it.
fn shadow(name: &str, suffix: &str, body: &str) -> (String, String) {
    let shadow = format!("{name}_{suffix}");
    let quoted = format!("'{}'", shadow.replace('\'', "''"));
    let sql = format!("CREATE TABLE {quoted}{body}");
    (shadow, sql)
}

/// `key=value` among the arguments.
fn option(argument: &[Token<'_>]) -> Option<(String, String)> {
    let [key, equals, value @ ..] = argument else {
        return None;
    };
    let value: String = value.iter().map(|token| unquote(token.text)).collect();
    let is_option = equals.is_operator("=");
    is_option.then(|| (key.text.to_ascii_lowercase(), value))
}

fn name_of(argument: &[Token<'_>]) -> Option<String> {
    argument.first()?.name()
}

/// A virtual table that keeps no rows of its own.
fn without_tables(name: &str, columns: &[&str]) -> Made {
    let columns = columns.iter().map(|c| column(name, c, "", false));
    Made {
        columns: columns.collect(),
        shadow_tables: Vec::new(),
    }
}

fn fts5vocab(name: &str, arguments: &[&[Token<'_>]]) -> Option<Made> {
    let columns: &[&str] = match name_of(arguments.last()?)?.to_ascii_lowercase().as_str() {
        "row" => &["term", "doc", "cnt"],
        "col" => &["term", "col", "doc", "cnt"],
        "instance" => &["term", "doc", "col", "offset"],
        _ => return None,
    };
    Some(without_tables(name, columns))
}

fn fts5(name: &str, arguments: &[&[Token<'_>]]) -> Made {
    let options: Vec<_> = arguments
        .iter()
        .filter_map(|argument| option(argument))
        .collect();
    let value = |key: &str| {
        // The module takes any beginning of this key for it.
        let named = |known: &str| {
            known == key || key == "content" && !known.is_empty() && key.starts_with(known)
        };
        let found = options.iter().find(|(known, _)| named(known));
        found.map(|(_, value)| value.as_str())
    };
    let is_set = |key: &str| value(key).is_some_and(|value| value != "0");
    let columns: Vec<(String, bool)> = arguments
        .iter()
        .filter(|argument| option(argument).is_none())
        .filter_map(|argument| {
            let unindexed = argument
                .iter()
                .skip(1)
                .any(|token| token.is_word("unindexed"));
            Some((name_of(argument)?, unindexed))
        })
        .collect();
    let contents: Vec<String> = columns
        .iter()
        .enumerate()
        .filter(|(_, (_, unindexed))| value("content").is_none() || *unindexed)
        .map(|(at, _)| format!(", c{at}"))
        .collect();
    let locales: Vec<String> = match is_set("locale") {
        true => columns
            .iter()
            .enumerate()
            .filter(|(_, (_, unindexed))| !unindexed)
            .map(|(at, _)| format!(", l{at}"))
            .collect(),
        false => Vec::new(),
    };
    let mut shadow_tables = vec![
        shadow(name, "data", "(id INTEGER PRIMARY KEY, block BLOB)"),
        shadow(
            name,
            "idx",
            "(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID",
        ),
    ];
    let keeps_unindexed = value("content") == Some("") && is_set("contentless_unindexed");
    if value("content").is_none() || keeps_unindexed {
        let body = format!(
            "(id INTEGER PRIMARY KEY{}{})",
            contents.concat(),
            locales.concat()
        );
        shadow_tables.push(shadow(name, "content", &body));
    }
    if value("columnsize") != Some("0") {
        let origin = if is_set("contentless_delete") {
            ", origin INTEGER"
        } else {
            ""
        };
        let body = format!("(id INTEGER PRIMARY KEY, sz BLOB{origin})");
        shadow_tables.push(shadow(name, "docsize", &body));
    }
    shadow_tables.push(shadow(name, "config", "(k PRIMARY KEY, v) WITHOUT ROWID"));
    let mut all: Vec<_> = columns
        .iter()
        .map(|(c, _)| column(name, c, "", false))
        .collect();
    all.push(column(name, name, "", true));
    all.push(column(name, "rank", "", true));
    Made {
        columns: all,
        shadow_tables,
    }
}

fn fts4(name: &str, is_fts4: bool, arguments: &[&[Token<'_>]], columns_of: &ColumnsOf<'_>) -> Made {
    let is_tokenizer = |argument: &[Token<'_>]| {
        argument
            .first()
            .is_some_and(|token| token.is_word("tokenize"))
    };
    let options: Vec<_> = arguments
        .iter()
        .filter_map(|argument| option(argument))
        .collect();
    let value = |key: &str| {
        let found = options.iter().find(|(known, _)| is_fts4 && known == key);
        found.map(|(_, value)| value.as_str())
    };
    let mut columns: Vec<String> = arguments
        .iter()
        .filter(|argument| !is_tokenizer(argument) && (!is_fts4 || option(argument).is_none()))
        .filter_map(|argument| name_of(argument))
        .collect();
    if columns.is_empty()
        && let Some(content) = value("content").and_then(columns_of)
    {
        columns = content;
        columns.retain(|column| Some(column.as_str()) != value("languageid"));
    }
    if columns.is_empty() {
        columns.push("content".into());
    }
    let mut shadow_tables = Vec::new();
    if value("content").is_none() {
        let contents = columns.iter().enumerate();
        let contents: String = contents.map(|(at, c)| format!(", 'c{at}{c}'")).collect();
        let language = value("languageid").map(|_| ", langid").unwrap_or_default();
        let body = format!("(docid INTEGER PRIMARY KEY{contents}{language})");
        shadow_tables.push(shadow(name, "content", &body));
    }
    shadow_tables.push(shadow(
        name,
        "segments",
        "(blockid INTEGER PRIMARY KEY, block BLOB)",
    ));
    shadow_tables.push(shadow(
        name,
        "segdir",
        "(level INTEGER,idx INTEGER,start_block INTEGER,leaves_end_block INTEGER,end_block \
         INTEGER,root BLOB,PRIMARY KEY(level, idx))",
    ));
    if is_fts4 && value("matchinfo").is_none() {
        let body = "(docid INTEGER PRIMARY KEY, size BLOB)";
        shadow_tables.push(shadow(name, "docsize", body));
    }
    if is_fts4 {
        shadow_tables.push(shadow(name, "stat", "(id INTEGER PRIMARY KEY, value BLOB)"));
    }
    let mut all: Vec<_> = columns.iter().map(|c| column(name, c, "", false)).collect();
    all.push(column(name, name, "", true));
    all.push(column(name, "docid", "", true));
    let language = value("languageid").unwrap_or("__langid");
    all.push(column(name, language, "", true));
    Made {
        columns: all,
        shadow_tables,
    }
}

fn rtree(name: &str, module: &str, arguments: &[&[Token<'_>]]) -> Made {
    let number = if module.eq_ignore_ascii_case("rtree_i32") {
        "INT"
    } else {
        "REAL"
    };
    let mut columns = Vec::new();
    let mut auxiliary = 0;
    for (at, argument) in arguments.iter().enumerate() {
        match argument {
            [plus, rest @ ..] if plus.is_operator("+") => {
                auxiliary += 1;
                let mut cursor = crate::dialect::sqlite::cursor::Cursor::new(rest);
                let aux = cursor.name("a name").unwrap_or_default();
                // The module drops what is declared after the name.
                columns.push(column(name, &aux, "", false));
            }
            [first, ..] => {
                let native = if at == 0 { "INT" } else { number };
                columns.push(column(
                    name,
                    &first.name().unwrap_or_default(),
                    native,
                    false,
                ));
            }
            [] => {}
        }
    }
    let extra: String = (0..auxiliary).map(|at| format!(",a{at}")).collect();
    let table = |suffix: &str, body: &str| {
        let shadow = format!("{name}_{suffix}");
        let sql = format!("CREATE TABLE {}{body}", quote_name(&shadow));
        (shadow, sql)
    };
    Made {
        columns,
        shadow_tables: vec![
            table(
                "rowid",
                &format!("(rowid INTEGER PRIMARY KEY,nodeno{extra})"),
            ),
            table("node", "(nodeno INTEGER PRIMARY KEY,data)"),
            table("parent", "(nodeno INTEGER PRIMARY KEY,parentnode)"),
        ],
    }
}
