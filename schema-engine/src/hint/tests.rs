use super::*;

fn read(text: &str) -> Vec<String> {
    let file = SqlFile {
        path: "schema.sql".into(),
        text: text.into(),
    };
    let show = |hint: RenameHint| {
        let subject = match hint.subject {
            Subject::Object { word, name } => format!("{word} {}", name.join(".")),
            Subject::Part { object, kind, name } => format!("{kind} {}.{name}", object.join(".")),
        };
        format!("{subject} <- {} @{}", hint.old.join("."), hint.line)
    };
    hints(&[file]).into_iter().map(show).collect()
}

#[test]
fn every_spelling_is_understood() {
    for comment in [
        "-- @renamed from=b",
        "-- renamed from: b",
        "/* @renamed from=b */",
        "-- @renamed from=\"b\"",
        "-- a remark; @renamed  from = `b` (2024)",
    ] {
        let text = format!("CREATE TABLE t (\n  a int, {comment}\n  c int\n);");
        assert_eq!(read(&text), ["column t.a <- b @2"], "{comment}");
    }
}

#[test]
fn a_hint_belongs_to_what_begins_before_it_on_its_line() {
    let text = "
CREATE TABLE app.accounts ( -- @renamed from=app.old
  id int CHECK (id IN (1, 2)), -- @renamed from=key
  CONSTRAINT c UNIQUE (id), -- @renamed from=d
  UNIQUE KEY k (id), -- @renamed from=l
  a int /* @renamed from=x */, b int /* @renamed from=y */
); -- @renamed from=never
CREATE UNIQUE INDEX IF NOT EXISTS i /* @renamed from=j */ ON accounts (id);
CREATE TYPE mood AS ENUM ( -- @renamed from=feeling
  'sad', -- @renamed from=blue
  'it''s' -- @renamed from='its'
);
ALTER TABLE accounts ADD CONSTRAINT f FOREIGN KEY (id) REFERENCES x; -- @renamed from=g
";
    assert_eq!(
        read(text),
        [
            "table app.accounts <- app.old @2",
            "column app.accounts.id <- key @3",
            "constraint app.accounts.c <- d @4",
            "index app.accounts.k <- l @5",
            "column app.accounts.a <- x @6",
            "column app.accounts.b <- y @6",
            "table app.accounts <- never @7",
            "index i <- j @8",
            "type mood <- feeling @9",
            "variant mood.sad <- blue @10",
            "variant mood.it's <- its @11",
            "constraint accounts.f <- g @13",
        ]
    );
}

#[test]
fn alone_on_its_line_a_hint_belongs_to_the_next_thing() {
    let text = "-- @renamed from=a\nCREATE TABLE b (\n  -- renamed from: c\n  d int\n)";
    assert_eq!(read(text), ["table b <- a @1", "column b.d <- c @3"]);
}

#[test]
fn strings_and_other_comments_are_no_hints() {
    for text in [
        "CREATE TABLE t (a text DEFAULT '-- @renamed from=b')",
        "CREATE TABLE t (a text); -- renamed yesterday",
        "-- @renamed from=\n",
        "CREATE FUNCTION f() RETURNS int AS $$ -- @renamed from=b\n $$",
        "'",
        "\"",
        "/*",
        "$a$",
        "-- @renamed from='",
    ] {
        assert_eq!(read(text), Vec::<String>::new(), "{text}");
    }
}
