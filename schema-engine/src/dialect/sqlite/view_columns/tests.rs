use std::collections::HashMap;

use super::*;
use crate::dialect::sqlite::create_table::read_create_table;
use crate::dialect::sqlite::token::tokenize;

const TABLES: [&str; 3] = [
    "CREATE TABLE a (id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL, note TEXT, n INT)",
    "CREATE TABLE b (id INTEGER PRIMARY KEY, a_id INT NOT NULL, Amount REAL NOT NULL, x)",
    "CREATE TABLE s (k TEXT PRIMARY KEY, i INTEGER NOT NULL) STRICT, WITHOUT ROWID",
];

fn columns(text: &str) -> Result<Vec<Column>, SqlError> {
    let tables: HashMap<String, schema_model::Table> = TABLES
        .iter()
        .map(|sql| read_create_table(&tokenize(sql).unwrap()).unwrap().table)
        .map(|table| (table.name.name.clone(), table))
        .collect();
    let lookup = |name: &str| {
        let table = tables.get(&name.to_ascii_lowercase())?;
        Some(Relation {
            columns: &table.columns,
            is_view: false,
            has_rowid: !table.without_rowid,
        })
    };
    infer(text, &lookup)
}

/// Each column as `name type null?`, where `?` is assumed, `!` proved never to be NULL.
fn shown(text: &str) -> String {
    let columns = columns(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    let shown = columns.iter().map(|column| {
        let nulls = match (column.nullable, column.nullability) {
            (false, _) => "!",
            (true, Nullability::Proved) => "null",
            (true, _) => "?",
        };
        format!("{} {} {nulls}", column.name, column.native_type).replace("  ", " ")
    });
    shown.collect::<Vec<_>>().join(", ")
}

fn check(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(shown(text), *expected, "{text}");
        #[cfg(feature = "sqlite")]
        if !text.contains("missing") && !text.contains("my_own") && !text.contains("nope(") {
            engine::check(text);
        }
    }
}

/// What the engine itself says of a view.
#[cfg(feature = "sqlite")]
mod engine {
    use sqlx::{Connection, Executor, Row, SqliteConnection};

    pub(super) fn check(text: &str) {
        let inferred = super::columns(text).unwrap();
        let inferred: Vec<_> = inferred
            .into_iter()
            .map(|column| (column.name, column.native_type))
            .collect();
        assert_eq!(inferred, columns(text), "{text}");
    }

    fn columns(text: &str) -> Vec<(String, String)> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .build()
            .unwrap();
        runtime.block_on(async {
            let mut connection = SqliteConnection::connect("sqlite::memory:").await.unwrap();
            let view = match text.strip_prefix("CREATE VIEW ") {
                Some(rest) => format!("CREATE VIEW {rest}"),
                None => format!("CREATE VIEW v AS {text}"),
            };
            for sql in super::TABLES.into_iter().map(str::to_owned).chain([view]) {
                connection.execute(sqlx::AssertSqlSafe(sql)).await.unwrap();
            }
            let rows = connection.fetch_all("PRAGMA table_xinfo(v)").await.unwrap();
            rows.iter()
                .map(|row| (row.get("name"), row.get("type")))
                .collect()
        })
    }
}

#[test]
fn columns_keep_their_names_and_types() {
    check(&[
        (
            "SELECT * FROM a",
            "id INTEGER !, name VARCHAR(20) !, note TEXT null, n INT null",
        ),
        (
            "CREATE VIEW v (p, q) AS SELECT ID, NAME FROM a",
            "p INTEGER !, q VARCHAR(20) !",
        ),
        (
            "SELECT ID, a.Name AS label FROM a",
            "id INTEGER !, label VARCHAR(20) !",
        ),
        (
            "SELECT b.*, a.id FROM b, a",
            "id INTEGER !, a_id INT !, Amount REAL !, x BLOB null, id:1 INTEGER !",
        ),
        ("SELECT rowid, x FROM b", "id INTEGER !, x BLOB null"),
        (
            "SELECT * FROM (SELECT id i, n + 1 FROM a) t",
            "i INTEGER !, n + 1 null",
        ),
        (
            "WITH c(z) AS (SELECT name FROM a) SELECT z FROM c",
            "z VARCHAR(20) !",
        ),
        ("SELECT id FROM a UNION SELECT name FROM a", "id BLOB !"),
        ("SELECT \"id\", \"nope\" FROM a", "id INTEGER !, \"nope\" !"),
        ("SELECT true, a . id FROM a", "column1 !, id INTEGER !"),
        ("VALUES (1, NULL), (2, 'a')", "column1 !, column2 null"),
    ]);
}

#[test]
fn expressions_have_the_type_that_sqlite_reports() {
    check(&[
        (
            "SELECT count(*), sum( n ), 'a' || 1, 1.5 e FROM a",
            "count(*) !, sum( n ) ?, 'a' || 1 !, e !",
        ),
        (
            "SELECT CAST(n AS TEXT) t, CAST(1 AS INTEGER) i, CAST(1 AS DECIMAL(4,1)) d, CAST(n AS BLOB) b FROM a",
            "t TEXT null, i INT !, d NUM !, b BLOB null",
        ),
        ("SELECT (SELECT name FROM a) AS s", "s VARCHAR(20) ?"),
        ("SELECT name COLLATE nocase FROM a", "name TEXT !"),
        (
            "SELECT +n p, -n m, ~n b, NOT n x FROM a",
            "p null, m null, b null, x null",
        ),
    ]);
}

#[test]
fn what_cannot_be_null_is_proved() {
    check(&[
        (
            "SELECT coalesce(note, '') c, ifnull(n, 0) i, coalesce(note, n) u FROM a",
            "c !, i !, u null",
        ),
        (
            "SELECT CASE WHEN n > 1 THEN 'a' ELSE 'b' END e, CASE n WHEN 1 THEN 2 END w FROM a",
            "e !, w ?",
        ),
        (
            "SELECT n IS NULL a, n ISNULL b, n NOTNULL c, EXISTS (SELECT 1) d FROM a",
            "a !, b !, c !, d !",
        ),
        (
            "SELECT id + 1 a, id / 1 b, id = 1 c, Amount + 1 d FROM b",
            "a ?, b ?, c !, d ?",
        ),
        (
            "SELECT note FROM a WHERE note IS NOT NULL AND n > 0",
            "note TEXT !",
        ),
        (
            "SELECT note FROM a WHERE note IS NULL OR note = ''",
            "note TEXT null",
        ),
        (
            "SELECT id, (SELECT count(*) FROM b WHERE b.a_id = a.id) c FROM a",
            "id INTEGER !, c !",
        ),
        (
            "SELECT current_timestamp t, datetime('now') d, date(note) n FROM a",
            "t !, d !, n ?",
        ),
        (
            "SELECT length(name) l, upper(name) u, substr(name, 1) s FROM a",
            "l !, u ?, s ?",
        ),
    ]);
}

#[test]
fn outer_joins_make_their_side_nullable() {
    check(&[
        (
            "SELECT a.id, b.id FROM a JOIN b ON a.id = a_id",
            "id INTEGER !, id:1 INTEGER !",
        ),
        (
            "SELECT a.id, Amount FROM a LEFT JOIN b ON a.id = a_id",
            "id INTEGER !, Amount REAL null",
        ),
        (
            "SELECT a.name, Amount FROM a RIGHT OUTER JOIN b ON a.id = a_id",
            "name VARCHAR(20) null, Amount REAL !",
        ),
        (
            "SELECT a.name, Amount FROM a FULL JOIN b ON a.id = a_id",
            "name VARCHAR(20) null, Amount REAL null",
        ),
        (
            "SELECT id, name, x FROM a LEFT JOIN b USING (id)",
            "id INTEGER !, name VARCHAR(20) !, x BLOB null",
        ),
        (
            "SELECT * FROM s LEFT JOIN (a JOIN b ON a.id = b.id) ON 1 WHERE Amount > 1",
            "k TEXT !, i INTEGER !, id INTEGER null, name VARCHAR(20) null, note TEXT null, n INT null, id:1 INTEGER null, a_id INT null, Amount REAL !, x BLOB null",
        ),
        (
            "SELECT * FROM a NATURAL JOIN s",
            "id INTEGER !, name VARCHAR(20) !, note TEXT null, n INT null, k TEXT !, i INTEGER !",
        ),
    ]);
}

#[test]
fn aggregates_without_groups_give_a_row_for_no_rows() {
    check(&[
        ("SELECT name, count(*) c FROM a", "name VARCHAR(20) ?, c !"),
        (
            "SELECT name, count(*) c, max(id) m FROM a GROUP BY name",
            "name VARCHAR(20) !, c !, m !",
        ),
        ("SELECT max(id) m FROM a", "m ?"),
        (
            "SELECT name, (SELECT max(a.id)) m FROM a",
            "name VARCHAR(20) ?, m ?",
        ),
        ("SELECT name, my_own(n) m FROM a", "name VARCHAR(20) ?, m ?"),
        ("SELECT name FROM a ORDER BY count(*)", "name VARCHAR(20) ?"),
        (
            "SELECT row_number() OVER (ORDER BY id) r, name FROM a",
            "r !, name VARCHAR(20) !",
        ),
        (
            "SELECT (SELECT id FROM b WHERE 0) s, (SELECT max(id) FROM b) m FROM a",
            "s INTEGER ?, m ?",
        ),
    ]);
}

#[test]
fn recursive_ctes_are_followed_until_nothing_changes() {
    check(&[
        (
            "WITH RECURSIVE t(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM t WHERE i < 9) SELECT i FROM t",
            "i !",
        ),
        (
            "WITH t(i, p) AS (SELECT id, id FROM a UNION ALL SELECT a.id, n FROM a JOIN t ON a.n = t.i) SELECT * FROM t",
            "i INTEGER !, p INT null",
        ),
        (
            "WITH t(a, b) AS (SELECT 1, NULL UNION ALL SELECT b, a FROM t) SELECT a, b FROM t",
            "a null, b null",
        ),
    ]);
}

#[test]
fn what_is_not_known_stays_open() {
    check(&[
        (
            "SELECT missing.a, count(*) c FROM missing GROUP BY 1",
            "a ?, c !",
        ),
        (
            "SELECT value, key FROM json_each('[1]')",
            "value BLOB ?, key BLOB ?",
        ),
        (
            "SELECT nope(1) a, ? b, x REGEXP 'a' c FROM b",
            "a ?, b ?, c ?",
        ),
    ]);
    for text in [
        "SELECT * FROM missing",
        "SELECT q.* FROM a",
        "SELECT *",
        "SELECT 1 UNION SELECT 1, 2",
        "SELECT",
        "SELECT 1 FROM a b c",
        "CREATE VIEW v (a, b) AS SELECT 1",
        "WITH t AS (SELECT * FROM t) SELECT * FROM t",
        "DELETE FROM a",
    ] {
        assert!(columns(text).is_err(), "{text}: {:?}", columns(text));
    }
}

#[test]
fn all_of_the_grammar_is_read() {
    for expression in [
        "a IS b",
        "a IS NOT b",
        "a IS NOT DISTINCT FROM b",
        "a NOT NULL",
        "a IN t",
        "a NOT IN (1)",
        "a IN ()",
        "a NOT BETWEEN 1 AND 2 AND b",
        "a LIKE 'x' ESCAPE '\\'",
        "a NOT GLOB b",
        "(a, b) = (1, 2)",
        "a -> '$.x' ->> 0",
        "x'0f' || 1e3",
        "-1 - -2",
        "CAST(a AS \"my type\" (1, 2))",
        "CASE a WHEN 1 THEN 2 ELSE 3 END",
        "count(DISTINCT a) FILTER (WHERE a > 1)",
        "sum(a) OVER (PARTITION BY b ORDER BY c DESC NULLS LAST ROWS BETWEEN 1 PRECEDING AND CURRENT ROW EXCLUDE TIES)",
        "sum(a) OVER w",
        "group_concat(a, ',' ORDER BY b)",
        "NOT EXISTS (SELECT 1)",
        "RAISE(ABORT, 'x')",
        "a COLLATE nocase = b",
        "main.t.a",
        "replace(a, 1, 2)",
        "left",
        "[a b] + `c`",
        ":p + @q + $r + ?1",
        "likelihood(a, 0.5)",
        "not a = b",
        "1 << 2 & 3 | ~4 % 5",
        "a == b != c <> d",
    ] {
        let text = format!("SELECT {expression} FROM t");
        assert_eq!(columns(&text).map(|c| c.len()), Ok(1), "{text}");
    }
    for query in [
        "SELECT 1 FROM a INDEXED BY i, b NOT INDEXED",
        "SELECT 1 FROM (a CROSS JOIN b) AS j NATURAL LEFT OUTER JOIN s",
        "SELECT DISTINCT 1 FROM a WHERE 1 GROUP BY 1, 2 HAVING 3 ORDER BY 1 COLLATE nocase DESC LIMIT 1, 2",
        "SELECT 1 FROM a WINDOW w AS (PARTITION BY n), x AS (w) LIMIT 1 OFFSET 2",
        "WITH a AS MATERIALIZED (VALUES (1)), b AS NOT MATERIALIZED (SELECT 1) SELECT 1 FROM a EXCEPT SELECT 2 INTERSECT SELECT 3",
        "SELECT 1 AS 'x' FROM main.a AS \"y\"",
    ] {
        assert!(columns(query).is_ok(), "{query}: {:?}", columns(query));
    }
}

#[test]
fn hostile_queries_end_in_time() {
    for text in [
        format!("SELECT {}1{}", "(".repeat(5000), ")".repeat(5000)),
        format!("SELECT 1{}", " + 1".repeat(50_000)),
        format!("SELECT {}1", "- ".repeat(50_000)),
        format!("SELECT {}1{}", "(SELECT ".repeat(500), ")".repeat(500)),
        format!("SELECT * FROM {}a{}", "(".repeat(500), ")".repeat(500)),
        (1..60).fold("WITH c0 AS (SELECT 1 x)".to_owned(), |text, i| {
            format!(
                "{text}, c{i} AS (SELECT a.*, b.* FROM c{0} a, c{0} b)",
                i - 1
            )
        }) + " SELECT * FROM c59",
    ] {
        assert!(columns(&text).is_err(), "{}", &text[..60]);
    }
}
