//! Reads expressions, with SQLite's precedence of operators.

use std::ops::ControlFlow::{self, Break, Continue};

use super::reader::{Parsed, Reader};
use super::{Binary, Call, Expr, ExprKind, Name, Unary};
use crate::dialect::sqlite::keyword::is_reserved;
use crate::dialect::sqlite::token::TokenKind;

/// How many operators may hang below each other.
const MAX_HEIGHT: u16 = 300;

/// The operand as it was, or what an operator made of it.
type Step = ControlFlow<Expr, ExprKind>;

/// How strongly operators bind, the weakest first.
mod level {
    pub(super) const OR: u8 = 1;
    pub(super) const AND: u8 = 2;
    pub(super) const NOT: u8 = 3;
    pub(super) const EQUAL: u8 = 4;
    pub(super) const COMPARE: u8 = 5;
    pub(super) const ESCAPE: u8 = 6;
    pub(super) const BITS: u8 = 7;
    pub(super) const SUM: u8 = 8;
    pub(super) const PRODUCT: u8 = 9;
    pub(super) const CONCAT: u8 = 10;
    pub(super) const COLLATE: u8 = 11;
    pub(super) const UNARY: u8 = 12;
}

/// Operators that stand between two expressions.
const SYMBOLS: &[(&str, u8, Binary)] = &[
    ("=", level::EQUAL, Binary::Compare),
    ("==", level::EQUAL, Binary::Compare),
    ("<>", level::EQUAL, Binary::Compare),
    ("!=", level::EQUAL, Binary::Compare),
    ("<", level::COMPARE, Binary::Compare),
    ("<=", level::COMPARE, Binary::Compare),
    (">", level::COMPARE, Binary::Compare),
    (">=", level::COMPARE, Binary::Compare),
    ("&", level::BITS, Binary::Bits),
    ("|", level::BITS, Binary::Bits),
    ("<<", level::BITS, Binary::Bits),
    (">>", level::BITS, Binary::Bits),
    ("+", level::SUM, Binary::Arithmetic),
    ("-", level::SUM, Binary::Arithmetic),
    ("*", level::PRODUCT, Binary::Arithmetic),
    ("/", level::PRODUCT, Binary::Divide),
    ("%", level::PRODUCT, Binary::Divide),
    ("||", level::CONCAT, Binary::Concat),
    ("->", level::CONCAT, Binary::Json),
    ("->>", level::CONCAT, Binary::JsonValue),
];

impl Reader<'_> {
    pub(crate) fn take_expression(&mut self) -> Parsed<Expr> {
        self.take_operators(0)
    }

    /// Expressions with commas between them.
    pub(crate) fn take_expressions(&mut self) -> Parsed<Vec<Expr>> {
        let mut expressions = vec![self.take_expression()?];
        while self.take_symbol(",") {
            expressions.push(self.take_expression()?);
        }
        Ok(expressions)
    }

    /// Expressions of an ORDER BY, without their directions.
    pub(crate) fn take_ordering(&mut self) -> Parsed<Vec<Expr>> {
        let mut expressions = Vec::new();
        loop {
            expressions.push(self.take_expression()?);
            let _ = self.take_word("asc") || self.take_word("desc");
            let _ = self.take_words(&["nulls", "first"]) || self.take_words(&["nulls", "last"]);
            if !self.take_symbol(",") {
                return Ok(expressions);
            }
        }
    }

    fn take_operators(&mut self, weakest: u8) -> Parsed<Expr> {
        self.nest(|cursor| {
            let start = cursor.offset();
            let mut left = cursor.take_prefix()?;
            loop {
                match cursor.take_operator(left, weakest)? {
                    Continue(kind) => left = cursor.finish(start, kind)?,
                    Break(whole) => return Ok(whole),
                }
            }
        })
    }

    fn take_prefix(&mut self) -> Parsed<Expr> {
        let start = self.offset();
        let (unary, level) = match self.text_at(0) {
            "+" => (Unary::Plus, level::UNARY),
            "-" => (Unary::Minus, level::UNARY),
            "~" => (Unary::BitNot, level::UNARY),
            _ if self.is_word("not") => (Unary::Not, level::NOT),
            _ => return self.take_operand(),
        };
        if unary == Unary::Not && self.is_word_at(1, "exists") {
            self.advance();
            let inner = self.take_operand()?;
            return self.finish(start, ExprKind::Unary(unary, Box::new(inner)));
        }
        self.advance();
        let inner = self.take_operators(level)?;
        self.finish(start, ExprKind::Unary(unary, Box::new(inner)))
    }

    /// Reads an operator that binds more strongly than `weakest`, and what follows it.
    fn take_operator(&mut self, left: Expr, weakest: u8) -> Parsed<Step> {
        if self.kind() == Some(TokenKind::Word) {
            return self.take_word_operator(left, weakest);
        }
        let symbol = self.text_at(0);
        let operator = SYMBOLS
            .iter()
            .find(|(known, level, _)| *known == symbol && *level > weakest);
        let Some((_, level, binary)) = operator else {
            return Ok(Break(left));
        };
        self.advance();
        self.take_right(*binary, left, *level)
    }

    fn take_right(&mut self, binary: Binary, left: Expr, level: u8) -> Parsed<Step> {
        let right = self.take_operators(level)?;
        Ok(Continue(ExprKind::Binary(
            binary,
            Box::new(left),
            Box::new(right),
        )))
    }

    fn take_word_operator(&mut self, left: Expr, weakest: u8) -> Parsed<Step> {
        if weakest < level::OR && self.take_word("or") {
            return self.take_right(Binary::Or, left, level::OR);
        }
        if weakest < level::AND && self.take_word("and") {
            return self.take_right(Binary::And, left, level::AND);
        }
        if weakest < level::COLLATE && self.take_word("collate") {
            self.take_name()?;
            return Ok(Continue(ExprKind::Collate(Box::new(left))));
        }
        if weakest < level::EQUAL {
            return self.take_test(left);
        }
        Ok(Break(left))
    }

    /// The operators that are words and bind like `=`.
    fn take_test(&mut self, left: Expr) -> Parsed<Step> {
        if self.take_word("isnull") {
            return Ok(Continue(ExprKind::NullTest(Box::new(left), false)));
        }
        if self.take_word("notnull") || self.take_words(&["not", "null"]) {
            return Ok(Continue(ExprKind::NullTest(Box::new(left), true)));
        }
        if self.take_word("is") {
            // `IS DISTINCT FROM` is another spelling of `IS NOT`.
            let not = self.take_word("not") != self.take_words(&["distinct", "from"]);
            let right = self.take_operators(level::EQUAL)?;
            return Ok(Continue(match right.kind {
                ExprKind::Null => ExprKind::NullTest(Box::new(left), not),
                _ => ExprKind::Binary(Binary::Is, Box::new(left), Box::new(right)),
            }));
        }
        let mark = self.mark();
        self.take_word("not");
        if self.take_word("between") {
            let low = Box::new(self.take_operators(level::EQUAL)?);
            self.expect_word("and")?;
            let high = Box::new(self.take_operators(level::EQUAL)?);
            return Ok(Continue(ExprKind::Between(Box::new(left), low, high)));
        }
        if self.take_word("in") {
            return self.take_in(Box::new(left)).map(Continue);
        }
        let built_in = self.is_word("like") || self.is_word("glob");
        if built_in || self.is_word("regexp") || self.is_word("match") {
            self.advance();
            return self.take_pattern(left, built_in).map(Continue);
        }
        self.reset(mark);
        Ok(Break(left))
    }

    fn take_pattern(&mut self, left: Expr, built_in: bool) -> Parsed<ExprKind> {
        let mut operands = vec![left, self.take_operators(level::EQUAL)?];
        if self.take_word("escape") {
            operands.push(self.take_operators(level::ESCAPE)?);
        }
        Ok(ExprKind::Pattern { built_in, operands })
    }

    fn take_in(&mut self, left: Box<Expr>) -> Parsed<ExprKind> {
        if !self.take_symbol("(") {
            let source = self.take_table_or_function()?;
            return Ok(ExprKind::InTable(left, Box::new(source)));
        }
        if self.is_query() {
            let query = self.take_query()?;
            self.expect_symbol(")")?;
            return Ok(ExprKind::InQuery(left, Box::new(query)));
        }
        let list = if self.is_symbol(")") {
            Vec::new()
        } else {
            self.take_expressions()?
        };
        self.expect_symbol(")")?;
        // SQLite answers `x IN ()` while it reads, and forgets `x` and the names in it.
        match list.is_empty() {
            true => Ok(ExprKind::Integer),
            false => Ok(ExprKind::InList(left, list)),
        }
    }

    fn take_operand(&mut self) -> Parsed<Expr> {
        let start = self.offset();
        let literal = match self.kind() {
            Some(TokenKind::Number) if is_integer(self.text_at(0)) => ExprKind::Integer,
            Some(TokenKind::Number) => ExprKind::Real,
            Some(TokenKind::Blob) => ExprKind::Blob,
            Some(TokenKind::Parameter) => ExprKind::Unknown,
            Some(TokenKind::String) if !self.is_symbol_at(1, ".") => ExprKind::String,
            Some(TokenKind::Operator) if self.is_symbol("(") => return self.take_parentheses(),
            Some(TokenKind::Word) => return self.take_word_operand(),
            Some(TokenKind::Quoted | TokenKind::String) => return self.take_column_or_call(),
            _ => return self.fail("an expression"),
        };
        self.advance();
        self.finish(start, literal)
    }

    fn take_parentheses(&mut self) -> Parsed<Expr> {
        let start = self.offset();
        self.expect_symbol("(")?;
        let kind = if self.is_query() {
            ExprKind::Subquery(Box::new(self.take_query()?))
        } else {
            let mut expressions = self.take_expressions()?;
            match (expressions.len(), expressions.pop()) {
                (1, Some(only)) => {
                    self.expect_symbol(")")?;
                    // The parentheses belong to its text but not to its meaning.
                    return Ok(Expr {
                        span: start..self.end_offset(),
                        ..only
                    });
                }
                (_, Some(last)) => {
                    expressions.push(last);
                    ExprKind::Row(expressions)
                }
                (_, None) => return self.fail("an expression"),
            }
        };
        self.expect_symbol(")")?;
        self.finish(start, kind)
    }

    fn take_word_operand(&mut self) -> Parsed<Expr> {
        let start = self.offset();
        let word = self.text_at(0).to_ascii_lowercase();
        let kind = match word.as_str() {
            "null" => {
                self.advance();
                ExprKind::Null
            }
            "current_date" | "current_time" | "current_timestamp" => {
                self.advance();
                ExprKind::CurrentTime
            }
            "case" => self.take_case()?,
            "exists" => {
                self.advance();
                self.expect_symbol("(")?;
                let query = self.take_query()?;
                self.expect_symbol(")")?;
                ExprKind::Exists(Box::new(query))
            }
            "cast" if self.is_symbol_at(1, "(") => self.take_cast()?,
            "raise" if self.is_symbol_at(1, "(") => self.take_raise()?,
            _ => return self.take_column_or_call(),
        };
        self.finish(start, kind)
    }

    fn take_case(&mut self) -> Parsed<ExprKind> {
        self.expect_word("case")?;
        let operand = if self.is_word("when") {
            None
        } else {
            Some(Box::new(self.take_expression()?))
        };
        let mut branches = Vec::new();
        while self.take_word("when") {
            let condition = self.take_expression()?;
            self.expect_word("then")?;
            branches.push((condition, self.take_expression()?));
        }
        let otherwise = if self.take_word("else") {
            Some(Box::new(self.take_expression()?))
        } else {
            None
        };
        self.expect_word("end")?;
        Ok(ExprKind::Case {
            operand,
            branches,
            otherwise,
        })
    }

    fn take_cast(&mut self) -> Parsed<ExprKind> {
        self.advance();
        self.expect_symbol("(")?;
        let inner = self.take_expression()?;
        self.expect_word("as")?;
        let start = self.offset();
        let mut depth = 0;
        while depth > 0 || !self.is_symbol(")") {
            if self.is_end() {
                return self.fail("`)`");
            }
            depth += i32::from(self.is_symbol("(")) - i32::from(self.is_symbol(")"));
            self.advance();
        }
        let type_name = self.text[start..self.end_offset().max(start)].to_owned();
        self.expect_symbol(")")?;
        Ok(ExprKind::Cast(Box::new(inner), type_name))
    }

    fn take_raise(&mut self) -> Parsed<ExprKind> {
        self.advance();
        self.expect_symbol("(")?;
        if !self.take_word("ignore") {
            self.take_name()?;
            self.expect_symbol(",")?;
            self.take_expression()?;
        }
        self.expect_symbol(")")?;
        Ok(ExprKind::Unknown)
    }

    fn take_column_or_call(&mut self) -> Parsed<Expr> {
        let start = self.offset();
        let join_word = ["left", "right", "glob", "like", "if"];
        if !self.is_name() && !join_word.iter().any(|word| self.is_word(word)) {
            return self.fail("an expression");
        }
        if self.is_symbol_at(1, "(") && self.kind() != Some(TokenKind::String) {
            let call = self.take_call()?;
            return self.finish(start, ExprKind::Call(Box::new(call)));
        }
        let mut names = vec![self.take_name()?];
        while names.len() < 3 && self.take_symbol(".") {
            names.push(self.take_any_name()?);
        }
        let column = names.pop();
        // A schema before the table says nothing more.
        let table = names.pop();
        match column {
            Some(column) => self.finish(start, ExprKind::Column { table, column }),
            None => self.fail("a name"),
        }
    }

    /// After a dot even the words that are reserved elsewhere are tried as names.
    fn take_any_name(&mut self) -> Parsed<Name> {
        if self.kind() == Some(TokenKind::Word) && is_reserved(self.text_at(0)) {
            return self.fail("a name");
        }
        self.take_name()
    }

    fn take_call(&mut self) -> Parsed<Call> {
        let mut call = Call {
            name: self.take_name()?,
            arguments: Vec::new(),
            star: false,
            order_by: Vec::new(),
            filter: None,
            over: None,
        };
        self.expect_symbol("(")?;
        if self.take_symbol("*") {
            call.star = true;
        } else if !self.is_symbol(")") {
            let _ = self.take_word("distinct") || self.take_word("all");
            call.arguments = self.take_expressions()?;
            if self.take_words(&["order", "by"]) {
                call.order_by = self.take_ordering()?;
            }
        }
        self.expect_symbol(")")?;
        if self.is_word("filter") && self.is_symbol_at(1, "(") {
            self.advance();
            self.advance();
            self.expect_word("where")?;
            call.filter = Some(self.take_expression()?);
            self.expect_symbol(")")?;
        }
        if self.is_word("over")
            && (self.is_symbol_at(1, "(") || self.kind_at(1).is_some_and(is_name_kind))
        {
            self.advance();
            call.over = Some(if self.is_symbol("(") {
                self.take_window()?
            } else {
                self.take_name()?;
                Vec::new()
            });
        }
        Ok(call)
    }

    /// A window in parentheses; only its expressions are kept.
    pub(crate) fn take_window(&mut self) -> Parsed<Vec<Expr>> {
        let mut expressions = Vec::new();
        self.expect_symbol("(")?;
        let keyword = ["partition", "order", "range", "rows", "groups"];
        if self.is_name() && !keyword.iter().any(|word| self.is_word(word)) {
            self.take_name()?;
        }
        if self.take_words(&["partition", "by"]) {
            expressions.extend(self.take_expressions()?);
        }
        if self.take_words(&["order", "by"]) {
            expressions.extend(self.take_ordering()?);
        }
        if !self.is_symbol(")") {
            self.take_frame(&mut expressions)?;
        }
        self.expect_symbol(")")?;
        Ok(expressions)
    }

    fn take_frame(&mut self, expressions: &mut Vec<Expr>) -> Parsed<()> {
        if !["range", "rows", "groups"]
            .iter()
            .any(|word| self.take_word(word))
        {
            return self.fail("`)`");
        }
        let between = self.take_word("between");
        self.take_bound(expressions)?;
        if between {
            self.expect_word("and")?;
            self.take_bound(expressions)?;
        }
        if self.take_word("exclude") {
            for words in [
                &["no", "others"][..],
                &["current", "row"],
                &["group"],
                &["ties"],
            ] {
                if self.take_words(words) {
                    return Ok(());
                }
            }
            return self.fail("what to exclude");
        }
        Ok(())
    }

    fn take_bound(&mut self, expressions: &mut Vec<Expr>) -> Parsed<()> {
        if self.take_words(&["current", "row"]) {
            return Ok(());
        }
        if !self.take_word("unbounded") {
            // Not a full expression: its `AND` belongs to BETWEEN.
            expressions.push(self.take_operators(level::AND)?);
        }
        if self.take_word("preceding") || self.take_word("following") {
            return Ok(());
        }
        self.fail("`PRECEDING` or `FOLLOWING`")
    }

    fn finish(&mut self, start: usize, kind: ExprKind) -> Parsed<Expr> {
        let mut height = 0;
        kind.for_each_child(&mut |child| height = height.max(child.height));
        if kind.has_query() {
            // What is inside is no child, but some expression that was read before.
            height = self.tallest;
        }
        if height >= MAX_HEIGHT {
            return Err(self.error("the expression is nested too deeply"));
        }
        self.tallest = self.tallest.max(height + 1);
        Ok(Expr {
            kind,
            span: start..self.end_offset(),
            height: height + 1,
        })
    }
}

fn is_integer(number: &str) -> bool {
    let digits = number.bytes().all(|b| b.is_ascii_digit() || b == b'_');
    digits || number.starts_with("0x") || number.starts_with("0X")
}

fn is_name_kind(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Word | TokenKind::Quoted)
}
