//! The types of expressions.

use super::super::ddl::cursor::Cursor;
use super::super::ddl::lexer::{Token, TokenKind};
use super::super::ddl::type_name::TypeName;
use super::expression::{Context, bare, holds, split};
use super::{arithmetic, functions, query};

/// Words that make a truth of what stands round them.
const TESTS: &[&str] = &[
    "and", "or", "not", "is", "in", "like", "ilike", "between", "similar", "isnull", "notnull",
];

const COMPARISONS: &[&str] = &[
    "=", "<>", "!=", "<", ">", "<=", ">=", "~", "~*", "!~", "!~*", "~~", "~~*", "!~~", "!~~*",
    "@>", "<@", "&&", "?", "?|", "?&", "@@", "-|-",
];

/// Operators that bind less than arithmetic.
const OTHERS: &[&str] = &["||", "->", "->>", "#>", "#>>", "#-"];

impl Context<'_> {
    /// The type of an expression; none when it is not known.
    pub fn ty(&self, value: Cursor<'_, '_>) -> Option<TypeName> {
        let value = bare(value);
        if let Some(known) = self.known(value.clone()) {
            return known.ty.clone();
        }
        if value.at_word("case") {
            return self.ty_of_case(value);
        }
        if let Some(ty) = self.at_time_zone(&value) {
            return Some(ty);
        }
        let is_test = |token: &Token<'_>| {
            TESTS.iter().any(|word| token.is_word(word)) || is_one_of(token, COMPARISONS)
        };
        if holds(value.clone(), is_test) {
            return Some(TypeName::known("boolean"));
        }
        for operators in [OTHERS, &["+", "-"], &["*", "/", "%"], &["^"]] {
            if holds(value.clone(), |token| is_one_of(token, operators)) {
                return self.ty_of_operators(value, operators);
            }
        }
        if let Some(mut ty) = behind_cast(&value) {
            return self.scope.names.cast(&mut ty).filter(|_| ty.is_done());
        }
        self.ty_of_primary(value)
    }

    /// A moment gets or loses its zone.
    fn at_time_zone(&self, value: &Cursor<'_, '_>) -> Option<TypeName> {
        let mut rest = value.clone();
        let moment = rest.take_until(|token| token.is_word("at"));
        rest.eat("at time zone").then_some(())?;
        let ty = self.ty(moment)?;
        Some(TypeName::known(match ty.bare.as_str() {
            "timestamp with time zone" => "timestamp without time zone",
            "time with time zone" | "time without time zone" => "time with time zone",
            _ => "timestamp with time zone",
        }))
    }

    fn ty_of_operators(&self, value: Cursor<'_, '_>, operators: &[&str]) -> Option<TypeName> {
        let mut used = value
            .rest()
            .iter()
            .filter(|token| is_one_of(token, operators));
        let operands: Vec<_> = split(value.clone(), |text| operators.contains(&text)).collect();
        if operators != OTHERS {
            let mut operands = operands.into_iter();
            let first = operands.next()?;
            // Nothing stands before a sign.
            let mut ty = match first.is_done() {
                true => None,
                false => Some(self.ty(first)?),
            };
            for operand in operands {
                let operator = used.next()?.text;
                let right = self.ty(operand)?;
                ty = Some(match ty {
                    None => right,
                    Some(left) => arithmetic::of_operator(operator, left, right)?,
                });
            }
            return ty;
        }
        let last = used.next_back()?.text;
        match last {
            "->>" | "#>>" => Some(TypeName::known("text")),
            "||" => self.ty_of_concatenation(operands),
            _ => self.ty(operands.into_iter().next()?),
        }
    }

    fn ty_of_concatenation(&self, operands: Vec<Cursor<'_, '_>>) -> Option<TypeName> {
        let types = operands.into_iter().map(|operand| self.ty(operand));
        let types: Vec<TypeName> = types.collect::<Option<_>>()?;
        let special = types.iter().find(|ty| {
            ty.native.ends_with("[]") || ["jsonb", "tsvector", "bytea"].contains(&ty.bare.as_str())
        });
        Some(match special {
            Some(ty) => ty.clone(),
            None => TypeName::known("text"),
        })
    }

    fn ty_of_case(&self, value: Cursor<'_, '_>) -> Option<TypeName> {
        let results = self.results_of_case(value)?;
        let is_literal = |result: &Cursor<'_, '_>| {
            let tokens = bare(result.clone()).rest().to_vec();
            matches!(tokens.as_slice(), [one] if one.kind == TokenKind::Text || one.is_word("null"))
        };
        let typed: Vec<_> = results
            .iter()
            .filter(|it| !is_literal(it))
            .cloned()
            .collect();
        let chosen = if typed.is_empty() { results } else { typed };
        let types: Option<Vec<_>> = chosen.into_iter().map(|result| self.ty(result)).collect();
        types?.into_iter().reduce(arithmetic::wider)
    }

    fn ty_of_primary(&self, mut value: Cursor<'_, '_>) -> Option<TypeName> {
        let first = value.peek()?;
        if value.rest().len() == 1 {
            return constant(&first);
        }
        if value.at_word("select") || value.at_word("with") {
            let mut columns = query::columns(value, self.scope)?;
            return (columns.len() == 1).then(|| columns.remove(0).ty)?;
        }
        if value.eat("array") {
            return self.ty_of_array(value);
        }
        // `interval '1 day'`
        let mut ahead = value.clone();
        let is_name = first.kind == TokenKind::Word;
        let cast = is_name.then(|| self.scope.names.cast(&mut ahead)).flatten();
        if cast.is_some() && ahead.string().is_some() && ahead.is_done() {
            return cast;
        }
        let name = value.name()?;
        let mut arguments = match value.parenthesized() {
            Some(arguments) => arguments,
            None => return self.ty_of_element(name, value),
        };
        if !value.is_done() && !value.at_any(&["over", "filter", "within"]) {
            return None;
        }
        if first.is_word("cast") {
            arguments.take_until(|token| token.is_word("as"));
            arguments.bump();
            return self.scope.names.cast(&mut arguments);
        }
        if let Some(ty) = self.scope.names.result(&name) {
            return Some(ty);
        }
        let of_server = name
            .namespace
            .as_deref()
            .is_none_or(|it| it == "pg_catalog");
        arguments.eat("distinct");
        let arguments = arguments.take_until(|token| token.is_word("order"));
        let types = arguments.split_commas().into_iter();
        let types: Vec<_> = types.map(|argument| self.ty(argument)).collect();
        of_server.then(|| functions::result(&name.name, &types))?
    }

    /// `ARRAY[a, b]` and `ARRAY(SELECT …)`.
    fn ty_of_array(&self, mut value: Cursor<'_, '_>) -> Option<TypeName> {
        if let Some(query) = value.parenthesized() {
            return Some(self.ty(query)?.array(0));
        }
        let length = value.rest().len();
        let inner = value.slice(1, length.saturating_sub(1));
        let mut types = inner.split_commas().into_iter().map(|item| self.ty(item));
        Some(types.next()??.array(0))
    }

    /// `column[1]`.
    fn ty_of_element(
        &self,
        name: schema_model::ObjectName,
        mut value: Cursor<'_, '_>,
    ) -> Option<TypeName> {
        let is_element = value.brackets() && value.is_done();
        let text = match &name.namespace {
            Some(table) => format!("\"{table}\".\"{}\"", name.name),
            None => format!("\"{}\"", name.name),
        };
        let read = super::super::ddl::lexer::tokens(&text);
        let column = is_element.then(|| self.ty(Cursor::new(&text, &read)))?;
        functions::element(column?)
    }
}

fn is_one_of(token: &Token<'_>, operators: &[&str]) -> bool {
    token.kind == TokenKind::Symbol && operators.contains(&token.text)
}

/// The type behind the last cast.
fn behind_cast<'a, 't>(value: &Cursor<'a, 't>) -> Option<Cursor<'a, 't>> {
    let mut found = None;
    let mut rest = value.clone();
    loop {
        rest.take_until(|token| token.is_symbol("::"));
        if rest.bump().is_none() {
            return found;
        }
        found = Some(rest.clone());
    }
}

fn constant(token: &Token<'_>) -> Option<TypeName> {
    let word = token.text.to_ascii_lowercase();
    Some(TypeName::known(match token.kind {
        TokenKind::Text => "text",
        TokenKind::Number if word.contains(['.', 'e']) => "numeric",
        TokenKind::Number if word.parse::<i32>().is_ok() => "integer",
        TokenKind::Number if word.parse::<i64>().is_ok() => "bigint",
        TokenKind::Number => "numeric",
        TokenKind::Word => match word.as_str() {
            "null" => "text",
            "true" | "false" => "boolean",
            "current_date" => "date",
            "current_timestamp" => "timestamp with time zone",
            "localtimestamp" => "timestamp without time zone",
            "current_time" => "time with time zone",
            "localtime" => "time without time zone",
            "current_user" | "session_user" | "user" | "current_role" | "current_catalog"
            | "current_schema" => "name",
            _ => return None,
        },
        _ => return None,
    }))
}
