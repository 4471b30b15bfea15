//! From JSON text to values, in which no field stands twice, as a merge can leave it.
//!
//! Reads exactly what `serde_json` reads, in a fraction of the time where nothing is optimised, which
//! is how a derive runs. What is rare is left to `serde_json`: escapes, numbers, and what is wrong
//! with a text that is no JSON.

use std::borrow::Cow;

use serde_json::Value;

use super::TextError;
use super::tree::{Content, Json};

/// How deep values may stand in each other; as many as `serde_json` allows.
const DEPTH: usize = 127;

/// Reads JSON text.
pub(super) fn parse(text: &str) -> Result<Json<'_>, TextError> {
    let mut parser = Parser {
        text,
        bytes: text.as_bytes(),
        at: 0,
        depth: 0,
    };
    parser.whole().map_err(|stop| match stop {
        Stop::NoJson => syntax_error(text),
        Stop::Duplicate(name) => TextError::at(
            text.as_bytes(),
            parser.at,
            format!("duplicate field `{name}`"),
        ),
    })
}

/// How a part begins that a merge has left to people.
const CONFLICT: &str = "<<<<<<< ";

/// What `serde_json` says of a text that is no JSON, unless it shows what happened to it.
fn syntax_error(text: &str) -> TextError {
    if text.starts_with('\u{feff}') {
        let message = "it begins with a byte order mark, which JSON does not have";
        return TextError::at(text.as_bytes(), 0, message.into());
    }
    let begins_line = |at: &usize| *at == 0 || text.as_bytes()[at - 1] == b'\n';
    let marks = text.match_indices(CONFLICT).map(|(at, _)| at);
    if let Some(at) = marks.into_iter().find(begins_line) {
        let message = "a merge left a conflict here";
        return TextError::at(text.as_bytes(), at, message.into());
    }
    match serde_json::from_str::<Value>(text) {
        Err(error) => TextError::syntax(&error),
        Ok(_) => TextError::at(text.as_bytes(), 0, "it is not read as JSON".into()),
    }
}

/// Why reading ends.
enum Stop {
    NoJson,
    Duplicate(String),
}

struct Parser<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    depth: usize,
}

impl<'a> Parser<'a> {
    fn whole(&mut self) -> Result<Json<'a>, Stop> {
        let json = self.value()?;
        self.token();
        match self.at == self.bytes.len() {
            true => Ok(json),
            false => Err(Stop::NoJson),
        }
    }

    fn value(&mut self) -> Result<Json<'a>, Stop> {
        let token = self.token();
        let at = self.at;
        let content = match token {
            b'"' => Content::Text(self.string()?),
            b'{' => Content::Object(self.object()?),
            b'[' => Content::List(self.list()?),
            b't' => self.word("true", Content::Bool(true))?,
            b'f' => self.word("false", Content::Bool(false))?,
            b'n' => self.word("null", Content::Null)?,
            _ => self.number()?,
        };
        Ok(Json { content, at })
    }

    fn object(&mut self) -> Result<Vec<(Cow<'a, str>, Json<'a>)>, Stop> {
        self.enter()?;
        let mut fields: Vec<(Cow<'a, str>, Json<'a>)> = Vec::new();
        if self.is_next(b'}') {
            return Ok(fields);
        }
        loop {
            if self.token() != b'"' {
                return Err(Stop::NoJson);
            }
            let at = self.at;
            let key = self.string()?;
            for (known, _) in &fields {
                if *known == key {
                    self.at = at;
                    return Err(Stop::Duplicate(key.into_owned()));
                }
            }
            self.expect(b':')?;
            fields.push((key, self.value()?));
            if self.is_next(b'}') {
                return Ok(fields);
            }
            self.expect(b',')?;
        }
    }

    fn list(&mut self) -> Result<Vec<Json<'a>>, Stop> {
        self.enter()?;
        let mut items = Vec::new();
        if self.is_next(b']') {
            return Ok(items);
        }
        loop {
            items.push(self.value()?);
            if self.is_next(b']') {
                return Ok(items);
            }
            self.expect(b',')?;
        }
    }

    /// The text that begins with the quote here.
    fn string(&mut self) -> Result<Cow<'a, str>, Stop> {
        let (bytes, begin) = (self.bytes, self.at);
        let mut end = begin + 1;
        let mut escaped = false;
        while end < bytes.len() {
            let byte = bytes[end];
            if byte == b'"' {
                break;
            }
            if byte < b' ' {
                return Err(Stop::NoJson);
            }
            if byte == b'\\' {
                escaped = true;
                end += 1;
            }
            end += 1;
        }
        if end >= bytes.len() {
            return Err(Stop::NoJson);
        }
        self.at = end + 1;
        if escaped {
            let text = serde_json::from_str(&self.text[begin..self.at]);
            return text.map(Cow::Owned).map_err(|_| Stop::NoJson);
        }
        Ok(Cow::Borrowed(&self.text[begin + 1..end]))
    }

    fn number(&mut self) -> Result<Content<'a>, Stop> {
        let begin = self.at;
        let is_part = |byte: &u8| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E');
        while self.bytes.get(self.at).is_some_and(is_part) {
            self.at += 1;
        }
        let number = serde_json::from_str(&self.text[begin..self.at]);
        number.map(Content::Number).map_err(|_| Stop::NoJson)
    }

    fn word(&mut self, word: &str, content: Content<'a>) -> Result<Content<'a>, Stop> {
        let rest = &self.bytes[self.at..];
        if !rest.starts_with(word.as_bytes()) {
            return Err(Stop::NoJson);
        }
        self.at += word.len();
        Ok(content)
    }

    /// Goes into a list or an object.
    fn enter(&mut self) -> Result<(), Stop> {
        self.at += 1;
        self.depth += 1;
        match self.depth > DEPTH {
            true => Err(Stop::NoJson),
            false => Ok(()),
        }
    }

    /// Leaves a list or an object, if this ends it.
    fn is_next(&mut self, end: u8) -> bool {
        let is_end = self.token() == end;
        if is_end {
            self.at += 1;
            self.depth -= 1;
        }
        is_end
    }

    fn expect(&mut self, byte: u8) -> Result<(), Stop> {
        if self.token() != byte {
            return Err(Stop::NoJson);
        }
        self.at += 1;
        Ok(())
    }

    /// Goes over space to what comes next, and says how it begins: 0, which JSON has nowhere, at the end.
    fn token(&mut self) -> u8 {
        while self.at < self.bytes.len() {
            match self.bytes[self.at] {
                b' ' | b'\n' | b'\t' | b'\r' => self.at += 1,
                other => return other,
            }
        }
        0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The value as `serde_json` has it.
    fn value(json: &Json<'_>) -> Value {
        match &json.content {
            Content::Null => Value::Null,
            Content::Bool(value) => (*value).into(),
            Content::Number(number) => number.clone().into(),
            Content::Text(text) => text.as_ref().into(),
            Content::List(items) => items.iter().map(value).collect(),
            Content::Object(fields) => {
                let fields = fields.iter();
                (fields.map(|(key, json)| (key.to_string(), value(json)))).collect()
            }
        }
    }

    fn check(text: &str) {
        match (parse(text), serde_json::from_str::<Value>(text)) {
            (Ok(json), Ok(expected)) => assert_eq!(value(&json), expected, "{text}"),
            (Err(error), _) if error.message.starts_with("duplicate field") => {}
            (Err(error), Err(_)) if text.starts_with('\u{feff}') => {
                assert!(error.message.contains("byte order mark"), "{error}");
            }
            (Err(error), Err(expected)) => assert_eq!(error, TextError::syntax(&expected)),
            (read, expected) => panic!("{text:?}: {read:?}, {expected:?}"),
        }
    }

    #[test]
    fn what_is_easily_read_wrongly_is_read_as_serde_json_reads_it() {
        let texts = "|\u{feff}{}| \t\r\n1 |1 2|01|-|-0|1.|1.5e3|1e999|+1|.5|9223372036854775808|nan|nul|nullx\
            |\"\\\"|\"\\|\"a\nb\"|\"\\n\\u00e9\\ud83e\\udd80\"|\"\\ud83e\"|\"\\é\"|\"\u{7f}é\"|[1,]|[,]|{\"a\"}|{a:1}\
            |{\"a\":1,}|{\"\\u0061\":1,\"b\":[{}]}|[}|{]|[]]|\u{0}|[\u{0}]|\u{a0}1|/**/1|'a'";
        texts.split('|').for_each(check);
        for depth in [127, 128] {
            check(&("[".repeat(depth) + &"]".repeat(depth)));
            check(&("{\"a\":".repeat(depth) + "1" + &"}".repeat(depth)));
        }
    }

    #[test]
    fn what_a_merge_left_is_called_so() {
        let text = "{\n<<<<<<< HEAD\n  \"a\": 1\n=======\n  \"a\": 2\n>>>>>>> other\n}\n";
        let error = parse(text).unwrap_err();
        assert_eq!((error.line, error.column), (2, 1));
        assert_eq!(error.message, "a merge left a conflict here");
        assert!(parse("\"<<<<<<< HEAD\"").is_ok());
    }

    fn any_value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            any::<String>().prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 24, 4, |inner| {
            let fields = proptest::collection::btree_map("[a-c\\\\\"é]{0,2}", inner.clone(), 0..4);
            prop_oneof![
                proptest::collection::vec(inner, 0..4).prop_map(Value::from),
                fields.prop_map(|fields| fields.into_iter().collect()),
            ]
        })
    }

    proptest! {
        #[test]
        fn any_text_is_read_as_serde_json_reads_it(
            value in any_value(),
            pretty: bool,
            places in proptest::collection::vec(
                (any::<prop::sample::Index>(), "[]\\[{}:,\"\\\\0-9eé \n\u{1}tfn.-]{0,2}"),
                0..3,
            ),
        ) {
            let mut text: Vec<char> = match pretty {
                true => format!("{value:#}"),
                false => value.to_string(),
            }
            .chars()
            .collect();
            check(&text.iter().collect::<String>());
            for (place, instead) in places {
                if !text.is_empty() {
                    let place = place.index(text.len());
                    text.splice(place..=place, instead.chars());
                }
            }
            check(&text.iter().collect::<String>());
        }
    }
}
