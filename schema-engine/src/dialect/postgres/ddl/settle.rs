//! Expressions in the form that the server prints again after it has read it once.
//!
//! A list of values in a condition on `varchar` is printed as `(ARRAY['a'::character
//! varying])::text[]`, and when that text is executed, as `ARRAY[('a'::character varying)::text]`:
//! a cast of an array that is written out goes to its elements. The second form stays as it is, so
//! both are read as that one, and a database equals the copy that is made from its own text.

use std::borrow::Cow;

use super::lexer::{Token, tokens};

/// The text with casts of written arrays moved to their elements.
pub(crate) fn settled(text: &str) -> Cow<'_, str> {
    if !text.contains("(ARRAY[") {
        return Cow::Borrowed(text);
    }
    let tokens = tokens(text);
    let mut settled = String::with_capacity(text.len());
    let (mut at, mut copied) = (0, 0);
    while at < tokens.len() {
        let Some(cast) = Cast::parse(text, &tokens[at..]) else {
            at += 1;
            continue;
        };
        settled.push_str(&text[copied..tokens[at].start]);
        settled.push_str(&cast.moved());
        copied = cast.end;
        at += cast.length;
    }
    settled.push_str(&text[copied..]);
    Cow::Owned(settled)
}

/// `(ARRAY[element, …])::type[]`.
struct Cast<'a> {
    elements: Vec<&'a str>,
    /// The type of the elements.
    ty: &'a str,
    /// Where it ends in the text.
    end: usize,
    /// Its number of tokens.
    length: usize,
}

impl<'a> Cast<'a> {
    fn parse(text: &'a str, tokens: &[Token<'a>]) -> Option<Self> {
        let [open, array, bracket, rest @ ..] = tokens else {
            return None;
        };
        let starts = open.is_symbol("(") && array.text == "ARRAY" && bracket.is_symbol("[");
        let close = starts.then(|| closing(rest)).flatten()?;
        let (inside, after) = rest.split_at(close);
        let [_, paren, cast, after @ ..] = after else {
            return None;
        };
        let is_cast = paren.is_symbol(")") && cast.is_symbol("::");
        let brackets = after.iter().position(|token| token.is_symbol("["))?;
        let (ty, after) = after.split_at(brackets);
        let is_array =
            after.get(1)?.is_symbol("]") && !after.get(2).is_some_and(|t| t.is_symbol("["));
        // An array of arrays is cast as a whole.
        let is_flat = !inside.iter().any(|token| token.text == "ARRAY");
        let is_type = ty.iter().all(is_part_of_type);
        (is_cast && is_array && is_flat && is_type).then_some(())?;
        Some(Self {
            elements: elements(text, inside),
            ty: &text[ty.first()?.start..ty.last()?.end()],
            end: after[1].end(),
            length: 3 + inside.len() + 3 + ty.len() + 2,
        })
    }

    fn moved(&self) -> String {
        let elements: Vec<_> = self
            .elements
            .iter()
            .map(|element| format!("({element})::{}", self.ty))
            .collect();
        format!("ARRAY[{}]", elements.join(", "))
    }
}

/// Words, dots, and lengths in parentheses.
fn is_part_of_type(token: &Token<'_>) -> bool {
    use super::lexer::TokenKind as K;
    match token.kind {
        K::Word | K::Quoted | K::Number => true,
        K::Text => false,
        K::Symbol => [".", "(", ")", ","].contains(&token.text),
    }
}

/// The position of the bracket that closes what was opened before these tokens.
fn closing(tokens: &[Token<'_>]) -> Option<usize> {
    let mut depth = 0;
    tokens.iter().position(|token| {
        match token.text {
            "(" | "[" => depth += 1,
            ")" | "]" => depth -= 1,
            _ => {}
        }
        depth < 0
    })
}

/// The texts between the commas.
fn elements<'a>(text: &'a str, tokens: &[Token<'a>]) -> Vec<&'a str> {
    let mut depth = 0;
    let parts = tokens.split(|token| {
        match token.text {
            "(" | "[" => depth += 1,
            ")" | "]" => depth -= 1,
            _ => {}
        }
        depth == 0 && token.is_symbol(",")
    });
    parts
        .filter_map(|part| Some(&text[part.first()?.start..part.last()?.end()]))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::settled;

    #[test]
    fn casts_of_written_arrays_go_to_the_elements() {
        for (printed, expected) in [
            (
                "(a)::text = ANY ((ARRAY['x'::character varying, 'y,])'::character varying])::text[])",
                "(a)::text = ANY (ARRAY[('x'::character varying)::text, ('y,])'::character varying)::text])",
            ),
            (
                "(ARRAY[f(a, 1), (b)[2]])::numeric(8,2)[] || (ARRAY[c])::s.\"T t\"[]",
                "ARRAY[(f(a, 1))::numeric(8,2), ((b)[2])::numeric(8,2)] || ARRAY[(c)::s.\"T t\"]",
            ),
        ] {
            assert_eq!(settled(printed), expected);
            assert_eq!(settled(expected), expected);
        }
    }

    #[test]
    fn everything_else_is_left_alone() {
        for text in [
            "",
            "a = ANY (ARRAY['x'::text])",
            "'(ARRAY[1])::text[]'::text",
            "(ARRAY[ARRAY[1], ARRAY[2]])::bigint[]",
            "(ARRAY[1, 2])[1]",
            "(ARRAY[1",
            "(ARRAY[1])::text",
        ] {
            assert_eq!(settled(text), text);
        }
    }
}
