//! Expressions.

use super::super::ddl::cursor::Cursor;
use super::super::ddl::lexer::TokenKind;
use super::functions::{AGGREGATES, NEVER, STRICT};
use super::query::Scope;
use super::relations::{Relation, position};
use super::{Known, Nulls};

/// What an expression can name.
pub(super) struct Context<'r> {
    pub relations: &'r [Relation],
    /// Whether aggregates are over groups, which are never empty.
    pub grouped: bool,
    /// What queries in it can name.
    pub scope: &'r Scope<'r>,
}

/// Operators of the server that give NULL only for NULL. Those of JSON that look for something are
/// not among them.
const OPERATORS: &[&str] = &[
    "+", "-", "*", "/", "%", "||", "=", "<>", "<", ">", "<=", ">=", "~", "~*", "!~", "!~*", "~~",
    "~~*", "!~~", "!~~*",
];

const CONSTANTS: &[&str] = &[
    "true",
    "false",
    "current_date",
    "current_time",
    "current_timestamp",
    "current_user",
    "localtime",
    "localtimestamp",
    "session_user",
];

impl Context<'_> {
    /// The column that an expression is, if it is one.
    pub fn known(&self, value: Cursor<'_, '_>) -> Option<&Known> {
        let (relation, column) = position(value, self.relations)?;
        self.relations[relation].columns.as_ref()?.get(column)
    }

    /// Whether an expression can be NULL.
    pub fn nulls(&self, value: Cursor<'_, '_>) -> Nulls {
        let value = bare(value);
        if let Some(known) = self.known(value.clone()) {
            return known.nulls;
        }
        if value.at_word("case") {
            return self.case(value);
        }
        let tokens = || value.clone();
        if holds(tokens(), |token| {
            token.is_word("and") || token.is_word("or")
        }) {
            let is_link = |word: &str| word == "and" || word == "or";
            return Nulls::of_any(
                split(tokens(), |t| is_link(&t.to_lowercase())).map(|p| self.operand(p)),
            );
        }
        if holds(tokens(), |token| token.is_word("is")) {
            // A test says yes or no.
            return Nulls::Never;
        }
        if holds(tokens(), |token| OPERATORS.contains(&token.text)) {
            let operands = split(tokens(), |text| OPERATORS.contains(&text));
            // Nothing stands before a sign.
            let operands = operands.filter(|operand| !operand.is_done());
            return Nulls::of_any(operands.map(|operand| self.operand(operand)));
        }
        // A cast binds more than any operator.
        let mut rest = value.clone();
        let operand = rest.take_until(|token| token.is_symbol("::"));
        if !rest.is_done() {
            return self.cast(operand);
        }
        self.primary(value)
    }

    /// A value that is computed with.
    fn operand(&self, value: Cursor<'_, '_>) -> Nulls {
        match self.known(bare(value.clone())) {
            Some(known) if !known.is_plain => Nulls::Unknown,
            _ => self.nulls(value),
        }
    }

    fn cast(&self, operand: Cursor<'_, '_>) -> Nulls {
        let is_literal = operand.rest().len() == 1;
        match self.known(bare(operand.clone())) {
            Some(known) if !known.is_plain => Nulls::Unknown,
            None if !is_literal && !operand.at_symbol("(") => self.primary(operand),
            _ => self.nulls(operand),
        }
    }

    fn primary(&self, mut value: Cursor<'_, '_>) -> Nulls {
        let Some(first) = value.bump() else {
            return Nulls::Unknown;
        };
        if matches!(first.kind, TokenKind::Text | TokenKind::Number) && value.is_done() {
            return Nulls::Never;
        }
        if first.kind != TokenKind::Word {
            return Nulls::Unknown;
        }
        let word = first.text.to_lowercase();
        if word == "not" {
            return self.operand(value);
        }
        if value.is_done() {
            return match word.as_str() {
                "null" => Nulls::Possible,
                _ if CONSTANTS.contains(&word.as_str()) => Nulls::Never,
                _ => Nulls::Unknown,
            };
        }
        if ["array", "row", "exists"].contains(&word.as_str()) {
            value.take_until(|token| token.kind == TokenKind::Word);
            return if value.is_done() {
                Nulls::Never
            } else {
                Nulls::Unknown
            };
        }
        match value.parenthesized() {
            Some(arguments) => self.function(&word, arguments, value),
            None => Nulls::Unknown,
        }
    }

    /// A function of the server: those of others are qualified.
    fn function(&self, name: &str, mut arguments: Cursor<'_, '_>, after: Cursor<'_, '_>) -> Nulls {
        let of_arguments = |arguments: Cursor<'_, '_>| {
            let arguments = arguments.split_commas().into_iter();
            Nulls::of_any(arguments.map(|argument| self.operand(argument)))
        };
        match name {
            "coalesce" | "greatest" | "least" => {
                let arguments = arguments.split_commas();
                Nulls::of_all(arguments.into_iter().map(|argument| self.nulls(argument)))
            }
            _ if NEVER.contains(&name)
                && (after.is_done() || after.at_any(&["over", "filter"])) =>
            {
                Nulls::Never
            }
            _ if STRICT.contains(&name) && after.is_done() => of_arguments(arguments),
            _ if AGGREGATES.contains(&name) && self.grouped && after.is_done() => {
                arguments.eat("distinct");
                let arguments = arguments.take_until(|token| token.is_word("order"));
                match of_arguments(arguments) {
                    Nulls::Possible => Nulls::Unknown,
                    nulls => nulls,
                }
            }
            // Over no rows at all.
            _ if AGGREGATES.contains(&name) && after.is_done() => Nulls::Possible,
            _ => Nulls::Unknown,
        }
    }

    /// `CASE … WHEN … THEN a ELSE b END`, in which others may stand.
    fn case(&self, value: Cursor<'_, '_>) -> Nulls {
        let Some((results, has_else)) = case_results(value) else {
            return Nulls::Unknown;
        };
        match has_else {
            true => Nulls::of_any(results.into_iter().map(|result| self.nulls(result))),
            false => Nulls::Possible,
        }
    }

    /// The values that `CASE` can give.
    pub fn results_of_case<'a, 't>(&self, value: Cursor<'a, 't>) -> Option<Vec<Cursor<'a, 't>>> {
        case_results(value).map(|(results, _)| results)
    }
}

/// The values that `CASE` can give, and whether one of them stands after `ELSE`; none when something
/// follows its end.
fn case_results<'a, 't>(mut value: Cursor<'a, 't>) -> Option<(Vec<Cursor<'a, 't>>, bool)> {
    let source = value.clone();
    let length = value.rest().len();
    let (mut depth, mut results, mut has_else) = (0, Vec::new(), false);
    let mut from = None;
    while let Some(token) = value.peek() {
        let before = length - value.rest().len();
        // Parentheses are stepped over whole.
        if value.parenthesized().is_none() {
            value.bump();
        }
        let at = length - value.rest().len();
        if token.is_word("case") {
            depth += 1;
        }
        let ends = ["when", "else", "end"];
        if depth == 1 && ends.iter().any(|word| token.is_word(word)) {
            if let Some(from) = std::mem::take(&mut from) {
                results.push(source.slice(from, before));
            }
            has_else |= token.is_word("else");
        }
        if depth == 1 && (token.is_word("then") || token.is_word("else")) {
            from = Some(at);
        }
        if token.is_word("end") {
            depth -= 1;
            if depth == 0 && at < length {
                return None;
            }
        }
    }
    Some((results, has_else))
}

/// The expression without parentheses round all of it.
pub(super) fn bare<'a, 't>(mut value: Cursor<'a, 't>) -> Cursor<'a, 't> {
    loop {
        let mut ahead = value.clone();
        match ahead.parenthesized() {
            Some(inner) if ahead.is_done() && !inner.is_done() => value = inner,
            _ => return value,
        }
    }
}

/// Whether a token outside of parentheses is such a one.
pub(super) fn holds(
    mut value: Cursor<'_, '_>,
    is_it: impl Fn(&super::super::ddl::lexer::Token<'_>) -> bool,
) -> bool {
    value.take_until(is_it);
    !value.is_done()
}

/// The parts between such tokens.
pub(super) fn split<'a, 't>(
    mut value: Cursor<'a, 't>,
    is_between: impl Fn(&str) -> bool,
) -> impl Iterator<Item = Cursor<'a, 't>> {
    let mut parts = Vec::new();
    loop {
        parts.push(
            value.take_until(|token| token.kind != TokenKind::Text && is_between(token.text)),
        );
        if value.bump().is_none() {
            return parts.into_iter();
        }
    }
}
