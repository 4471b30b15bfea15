//! Statements of a `.sql` file, with the rules of the command-line client and of the server.
//!
//! The client ends a statement at the delimiter; a server that is sent `CREATE PROCEDURE` as a whole
//! knows better where it ends. Text of both kinds is understood: a piece that stops in the middle of
//! a body goes on in the next.

use super::flavour::Flavour;
use super::lexer::{Kind, Token, tokens};
use crate::split::{Body, Piece, PieceKind, Rules, split};

/// How text is split into pieces.
const RULES: Rules = Rules {
    quotes: &[(b'\'', b'\''), (b'"', b'"'), (b'`', b'`')],
    backslash_quotes: b"'\"",
    escape_strings: false,
    dollar_quotes: false,
    hash_comments: true,
    dash_comments_need_blank: true,
    nested_comments: false,
    conditional_comments: true,
    command: None,
    delimiter_lines: true,
    copy_data: false,
    body: Body::None,
};

/// The statements of a text; what only holds comments for other servers is left out.
pub(super) fn statements<'t>(text: &'t str, flavour: &Flavour) -> Vec<Piece<'t>> {
    let mut found: Vec<Piece<'t>> = Vec::new();
    let mut open = false;
    let mut usual_delimiter = true;
    for piece in split(text, &RULES) {
        if piece.kind == PieceKind::Command {
            usual_delimiter = piece.text.split_whitespace().nth(1) == Some(";");
            open = false;
            continue;
        }
        match found.last_mut() {
            Some(last) if open => {
                last.text = &text[last.offset..piece.offset + piece.text.len()];
                last.kind = piece.kind;
            }
            _ => found.push(piece),
        }
        // Who chose another delimiter says where statements end.
        open = usual_delimiter
            && found
                .last()
                .is_some_and(|last| open_blocks(&tokens(last.text, flavour)) > 0);
    }
    found.retain(|piece| !tokens(piece.text, flavour).is_empty());
    found
}

/// Whether a statement says anything of the schema; rows and their locks do not.
pub(super) fn makes_schema(statement: &str, flavour: &Flavour) -> bool {
    let tokens = tokens(statement, flavour);
    let of_rows = ["insert", "replace", "lock", "unlock"];
    !tokens
        .first()
        .is_some_and(|first| of_rows.iter().any(|word| first.is_word(word)))
}

/// How many blocks of a body are open at the end of a text; none when it has no body.
fn open_blocks(tokens: &[Token<'_>]) -> usize {
    if !has_body(tokens) {
        return 0;
    }
    let mut depth = usize::from(tokens.iter().take(8).any(|token| token.is_word("package")));
    // Routines whose declarations stand before their `BEGIN`.
    let mut declaring = 0_usize;
    let mut at = 0;
    while at < tokens.len() {
        let token = &tokens[at];
        if let Some(declarations) = declarations(tokens, at) {
            declaring += 1;
            depth += 1;
            at = declarations;
        } else if token.is_word("begin") && declaring > 0 {
            declaring -= 1;
        } else if token.is_word("end") {
            depth = depth.saturating_sub(1);
            // `END IF` closes what `IF` opened.
            let named = tokens
                .get(at + 1)
                .is_some_and(|next| BLOCKS.iter().any(|word| next.is_word(word)));
            at += usize::from(named);
        } else if token.is_word("begin") || token.is_word("case") || opens_block(tokens, at) {
            depth += 1;
        }
        at += 1;
    }
    depth
}

/// The place of `AS` in `PROCEDURE name (…) AS` and `FUNCTION name (…) RETURN type IS`, as routines
/// are written in Oracle's mode.
fn declarations(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let is = |at: usize, words: &[&str]| {
        tokens
            .get(at)
            .is_some_and(|token| words.iter().any(|word| token.is_word(word)))
    };
    if !is(at, &["procedure", "function"]) {
        return None;
    }
    let mut next = at + 2;
    if tokens.get(next).is_some_and(|dot| dot.is_symbol('.')) {
        next += 2;
    }
    next = after_group(tokens, next);
    if is(next, &["return"]) {
        next = after_group(tokens, next + 2);
    }
    const HEAD: &[&str] = &[
        "deterministic",
        "not",
        "contains",
        "reads",
        "modifies",
        "no",
        "sql",
        "data",
        "security",
        "invoker",
        "definer",
    ];
    while is(next, HEAD) {
        next += 1;
    }
    is(next, &["as", "is"]).then_some(next)
}

/// The place after the group in parentheses that may begin here.
fn after_group(tokens: &[Token<'_>], at: usize) -> usize {
    let mut depth = 0_usize;
    for (index, token) in tokens.iter().enumerate().skip(at) {
        if token.is_symbol('(') {
            depth += 1;
        } else if token.is_symbol(')') {
            depth = depth.saturating_sub(1);
        }
        if depth == 0 {
            return if index == at && !token.is_symbol(')') {
                at
            } else {
                index + 1
            };
        }
    }
    at
}

/// Words that open a block where a statement begins.
const BLOCKS: &[&str] = &["if", "while", "loop", "repeat", "for", "case"];

fn has_body(tokens: &[Token<'_>]) -> bool {
    let objects = ["procedure", "function", "trigger", "event", "package"];
    let block = tokens.first().is_some_and(|token| token.is_word("begin"))
        && tokens.get(1).is_some_and(|token| token.is_word("not"));
    let created = tokens.first().is_some_and(|token| token.is_word("create"));
    let mut head = tokens.iter().take(12);
    block || created && head.any(|token| objects.iter().any(|word| token.is_word(word)))
}

fn opens_block(tokens: &[Token<'_>], at: usize) -> bool {
    let token = &tokens[at];
    if at == 0 || !BLOCKS.iter().any(|word| token.is_word(word)) {
        return false;
    }
    let before = &tokens[at - 1];
    let begins = [
        "begin", "then", "else", "do", "loop", "repeat", "row", "atomic",
    ];
    // What stands before the body of a routine: its characteristics.
    let head = ["deterministic", "sql", "data", "invoker", "definer"];
    let statement = before.is_symbol(';')
        || before.is_symbol(':')
        || begins.iter().any(|word| before.is_word(word));
    let first = (before.is_symbol(')')
        || before.kind == Kind::Text
        || head.iter().any(|word| before.is_word(word)))
        && !token.is_word("for");
    let function = tokens.get(at + 1).is_some_and(|next| next.is_symbol('('))
        && before.is_word("else")
        && !condition_follows(&tokens[at + 1..]);
    (statement || first) && !function
}

/// Whether the group is part of a condition: `IF (a) THEN`, in contrast to `IF(a, b, c) END`.
fn condition_follows(group: &[Token<'_>]) -> bool {
    let mut depth = 0_usize;
    for (at, token) in group.iter().enumerate() {
        if token.is_symbol('(') {
            depth += 1;
        } else if token.is_symbol(')') {
            depth = depth.saturating_sub(1);
            if depth == 0 {
                let after = group.get(at + 1);
                return after.is_some_and(|token| !token.is_word("end") && !token.is_symbol(';'));
            }
        }
    }
    false
}

/// Text that the command-line client executes: statements with a body get a delimiter of their own.
pub(super) fn script(statements: &[String]) -> String {
    let mut text = String::new();
    for statement in statements {
        // A comment at the end would swallow what ends the statement.
        let last_line = statement.lines().last().unwrap_or_default();
        let end = if last_line.contains("--") || last_line.contains('#') {
            "\n"
        } else {
            ""
        };
        if statement.contains(';') {
            text.push_str(&format!("DELIMITER ;;\n{statement}{end};;\nDELIMITER ;\n"));
        } else {
            text.push_str(&format!("{statement}{end};\n"));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::super::flavour::MARIADB;
    use super::*;

    fn check(text: &str, count: usize) {
        let found = statements(text, &MARIADB);
        let texts: Vec<&str> = found.iter().map(|piece| piece.text).collect();
        assert_eq!(texts.len(), count, "{texts:#?}");
    }

    #[test]
    fn bodies_are_whole_with_and_without_delimiters() {
        let body = "CREATE TRIGGER t BEFORE INSERT ON x FOR EACH ROW IF NEW.a > 0 THEN SET NEW.a = 1; \
                    ELSE IF (NEW.b) THEN SET NEW.b = IF(1, 2, 3); END IF; END IF";
        check(&format!("{body}; SELECT 1"), 2);
        check(
            &format!("DELIMITER //\n{body}//\nDELIMITER ;\nSELECT 1;"),
            2,
        );
        check(
            "CREATE PROCEDURE p() BEGIN DECLARE a int; WHILE a < 3 DO SET a = CASE a WHEN 1 THEN 2 ELSE IF(a, 1, 2) END; \
             END WHILE; l: LOOP LEAVE l; END LOOP; SELECT 1 FROM (SELECT 2) x FOR UPDATE; END; SELECT 1; SELECT 2",
            3,
        );
        check(
            "CREATE FUNCTION f(a int) RETURNS int DETERMINISTIC RETURN IF(a, 1, 2); SELECT 1;",
            2,
        );
        check(
            "CREATE PACKAGE BODY a AS FUNCTION f(a int) RETURN int AS b int; BEGIN RETURN b; END; \
             PROCEDURE p IS BEGIN NULL; END; END; CREATE PROCEDURE p AS a int; BEGIN NULL; END; SELECT 1",
            3,
        );
        check("CREATE PROCEDURE p() SELECT 1 AS b; SELECT 1", 2);
        check(
            "DELIMITER $$\nCREATE PROCEDURE p() BEGIN a; END$$\nSELECT 1$$",
            2,
        );
        check("CREATE TABLE t (a int); DROP TABLE IF EXISTS t; -- end", 2);
        check("/*!999999 nothing */; /*!40101 SET NAMES utf8 */;", 1);
    }

    #[test]
    fn a_script_is_split_into_the_same_statements() {
        let made: Vec<String> = [
            "SELECT 1",
            "CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO BEGIN SELECT 1; END",
            "SELECT 2 -- two",
        ]
        .map(String::from)
        .to_vec();
        let text = script(&made);
        let found: Vec<String> = statements(&text, &MARIADB)
            .iter()
            .map(|piece| piece.text.to_owned())
            .collect();
        assert_eq!(found.len(), made.len(), "{found:?}");
        assert_eq!(found[1], made[1]);
    }
}
