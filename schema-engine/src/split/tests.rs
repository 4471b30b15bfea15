use proptest::prelude::*;

use super::*;

const PLAIN: Rules = Rules {
    quotes: &[(b'\'', b'\''), (b'"', b'"'), (b'`', b'`'), (b'[', b']')],
    backslash_quotes: &[],
    escape_strings: false,
    dollar_quotes: false,
    hash_comments: false,
    dash_comments_need_blank: false,
    nested_comments: false,
    conditional_comments: false,
    command: Some(b'.'),
    delimiter_lines: false,
    copy_data: false,
    body: Body::Trigger,
};

const DOLLARS: Rules = Rules {
    quotes: &[(b'\'', b'\''), (b'"', b'"')],
    escape_strings: true,
    dollar_quotes: true,
    nested_comments: true,
    command: Some(b'\\'),
    copy_data: true,
    body: Body::Atomic,
    ..PLAIN
};

const DELIMITERS: Rules = Rules {
    quotes: &[(b'\'', b'\''), (b'"', b'"'), (b'`', b'`')],
    backslash_quotes: b"'\"",
    hash_comments: true,
    dash_comments_need_blank: true,
    conditional_comments: true,
    command: None,
    delimiter_lines: true,
    body: Body::None,
    ..PLAIN
};

fn check(rules: &Rules, text: &str, expected: &[(PieceKind, usize, &str)]) {
    let pieces: Vec<_> = split(text, rules).collect();
    let pieces: Vec<_> = pieces.iter().map(|p| (p.kind, p.line, p.text)).collect();
    assert_eq!(pieces, expected, "{text}");
}

use PieceKind::{Command, Data, Open, Statement};

#[test]
fn strings_names_and_comments_hide_semicolons() {
    check(
        &PLAIN,
        "-- a;\nselect ';', \";\", `;`, [;] /* ; */ ;\n\n select 'it''s;';;",
        &[
            (Statement, 2, "select ';', \";\", `;`, [;] /* ; */"),
            (Statement, 4, "select 'it''s;'"),
        ],
    );
}

#[test]
fn a_trigger_ends_at_its_end() {
    let trigger = "create temp trigger t after insert on x begin\n\
                   update x set a = case when 1 then 2 end;\nselect end; end";
    check(
        &PLAIN,
        &format!("{trigger}; select 1"),
        &[(Statement, 1, trigger), (Statement, 3, "select 1")],
    );
}

#[test]
fn lines_for_the_client_and_open_strings_are_pieces() {
    check(
        &PLAIN,
        ".tables\n.mode x\nselect 'a",
        &[
            (Command, 1, ".tables"),
            (Command, 2, ".mode x"),
            (Open { opener: '\'' }, 3, "select 'a"),
        ],
    );
    check(&PLAIN, "  /* a", &[(Open { opener: '/' }, 1, "/* a")]);
}

#[test]
fn dollar_quotes_copy_data_and_atomic_bodies() {
    check(
        &DOLLARS,
        "\\connect x\nselect $a$;$b$;$a$, E'\\';', a$1$;\nCOPY t (a) FROM stdin;\n1;2\n\\.\n\
         create function f() returns int begin atomic select case when true then 1 end; end;\
         /* a /* b */ ; */ begin;",
        &[
            (Command, 1, "\\connect x"),
            (Statement, 2, "select $a$;$b$;$a$, E'\\';', a$1$"),
            (Statement, 3, "COPY t (a) FROM stdin"),
            (Data, 4, "1;2"),
            (
                Statement,
                6,
                "create function f() returns int begin atomic select case when true then 1 end; end",
            ),
            (Statement, 6, "begin"),
        ],
    );
}

#[test]
fn delimiters_and_conditional_comments() {
    check(
        &DELIMITERS,
        "# a;\n/*!40101 SET a = 'x\\';' */;\nDELIMITER ;;\n\
         /*!50003 CREATE TRIGGER t BEGIN a; b; END */;;\nDELIMITER ;\nselect 1--1;",
        &[
            (Statement, 2, "/*!40101 SET a = 'x\\';' */"),
            (Command, 3, "DELIMITER ;;"),
            (Statement, 4, "/*!50003 CREATE TRIGGER t BEGIN a; b; END */"),
            (Command, 5, "DELIMITER ;"),
            (Statement, 6, "select 1--1"),
        ],
    );
}

proptest! {
    /// Whatever the text is, the pieces stand in it in order, each where it says it does.
    #[test]
    fn pieces_are_parts_of_the_text(text in "([ -~é\n]|create trigger|begin|end|;|--|/\\*|\\*/|'|\\$a\\$|delimiter x|\n\\.|copy a from stdin){0,60}") {
        for rules in [&PLAIN, &DOLLARS, &DELIMITERS] {
            let mut end = 0;
            for piece in split(&text, rules) {
                prop_assert!(piece.offset >= end);
                prop_assert!(!piece.text.is_empty());
                prop_assert!(text[piece.offset..].starts_with(piece.text));
                prop_assert_eq!(piece.line, 1 + text[..piece.offset].matches('\n').count());
                end = piece.offset + piece.text.len();
            }
        }
    }

    /// Statements without quotes come back as they were joined.
    #[test]
    fn no_statement_is_lost(statements in prop::collection::vec("[a-z(][a-z0-9 ,()=é]{0,20}[a-z)]", 0..20)) {
        let text = statements.join(";\n-- ;\n");
        let split: Vec<_> = split(&text, &PLAIN).map(|piece| piece.text.to_owned()).collect();
        prop_assert_eq!(split, statements);
    }
}
