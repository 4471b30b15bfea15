//! `DO` blocks that say plainly what they do.
//!
//! Migrations write `DO` round a statement that may be executed twice: with a handler that does
//! nothing, or below a question whether something is there. These are followed. A block with
//! variables, loops or text that is put together is left to the server, as a whole.

use super::cursor::Cursor;
use super::lexer::tokens;
use super::question::answer;
use super::script::{Applied, Passed, Script, skip};
use super::statement::apply_statement;

/// Statements that a block may hold.
const STATEMENTS: &[&str] = &[
    "create", "alter", "drop", "comment", "grant", "revoke", "insert", "update", "delete",
];

/// `DO`, from there on.
pub(super) fn apply(script: &mut Script, cursor: &mut Cursor<'_, '_>) -> Applied {
    let language = cursor.eat("language").then(|| cursor.bump());
    let body = cursor.string();
    skip(cursor);
    let is_usual = language.is_none_or(|word| {
        let word = word.map(|token| token.text.trim_matches('\'').to_ascii_lowercase());
        word.as_deref() == Some("plpgsql")
    });
    let Some(body) = body.filter(|_| is_usual) else {
        return Err(not_evaluated());
    };
    let before = script.db.clone();
    let read = tokens(&body);
    let mut inner = Cursor::new(&body, &read);
    let mut block = Block { script, depth: 0 };
    let applied = block.block(&mut inner, true);
    match applied {
        Ok(()) if inner.is_done() || inner.rest().len() == 1 => Ok(()),
        Err(Passed::Wrong(message)) => {
            script.db = before;
            Err(Passed::Wrong(message))
        }
        _ => {
            script.db = before;
            Err(not_evaluated())
        }
    }
}

/// Statements that do nothing.
const SILENT: &[&str] = &["null", "raise"];

fn not_evaluated() -> Passed {
    Passed::Unmodelled("not evaluated: what it does is only known when it runs".into())
}

/// What handlers of a block do.
enum Handler {
    /// They say something at most.
    Silent,
    Acts,
}

struct Block<'s> {
    script: &'s mut Script,
    depth: usize,
}

impl Block<'_> {
    /// `BEGIN … [EXCEPTION …] END`.
    fn block(&mut self, cursor: &mut Cursor<'_, '_>, runs: bool) -> Applied {
        self.depth += 1;
        if self.depth > 32 || !cursor.eat("begin") {
            return Err(not_evaluated());
        }
        let before = self.script.db.clone();
        let start = cursor.clone();
        // Read it once to see what follows, and then again to do it.
        self.statements(cursor, false, &["exception", "end"])?;
        let mut handler = None;
        if cursor.eat("exception") {
            handler = Some(self.handlers(cursor)?);
        }
        cursor.eat("end").then_some(()).ok_or_else(not_evaluated)?;
        self.depth -= 1;
        let applied = self.statements(&mut start.clone(), runs, &["exception", "end"]);
        match (applied, handler) {
            // Nothing of the block stays when one of its statements fails.
            (Err(Passed::Wrong(_)), Some(Handler::Silent)) => {
                self.script.db = before;
                Ok(())
            }
            (Err(Passed::Wrong(_)), Some(Handler::Acts)) => Err(not_evaluated()),
            (applied, _) => applied,
        }
    }

    /// `WHEN … THEN …`.
    fn handlers(&mut self, cursor: &mut Cursor<'_, '_>) -> Applied<Handler> {
        let mut all = Handler::Silent;
        while cursor.eat("when") {
            cursor.take_until(|token| token.is_word("then"));
            cursor.bump();
            while !cursor.at_any(&["when", "end"]) {
                if !cursor.at_any(SILENT) {
                    all = Handler::Acts;
                }
                self.statement(cursor, false)?;
            }
        }
        Ok(all)
    }

    fn statements(&mut self, cursor: &mut Cursor<'_, '_>, runs: bool, ends: &[&str]) -> Applied {
        while !cursor.at_any(ends) {
            self.statement(cursor, runs)?;
        }
        Ok(())
    }

    fn statement(&mut self, cursor: &mut Cursor<'_, '_>, runs: bool) -> Applied {
        if cursor.eat("if") {
            return self.condition(cursor, runs);
        }
        if cursor.at_word("begin") {
            self.block(cursor, runs)?;
            return end_of_statement(cursor).map(drop);
        }
        let is_silent = cursor.at_any(SILENT);
        let is_text = cursor.eat("execute");
        if !is_silent && !is_text && !cursor.at_any(STATEMENTS) {
            return Err(not_evaluated());
        }
        let mut statement = end_of_statement(cursor)?;
        if is_text {
            // One that is put together is not known.
            let text = statement.string().filter(|_| statement.is_done());
            let text = text.ok_or_else(not_evaluated)?;
            let read = tokens(&text);
            return self.run(Cursor::new(&text, &read), runs);
        }
        self.run(statement, runs && !is_silent)
    }

    fn run(&mut self, mut statement: Cursor<'_, '_>, runs: bool) -> Applied {
        if !runs {
            return Ok(());
        }
        apply_statement(self.script, &mut statement)?;
        match statement.is_done() {
            true => Ok(()),
            false => Err(not_evaluated()),
        }
    }

    /// `IF … THEN … [ELSE …] END IF`, from the condition on.
    fn condition(&mut self, cursor: &mut Cursor<'_, '_>, runs: bool) -> Applied {
        let question = cursor.take_until(|token| token.is_word("then"));
        cursor.bump();
        let answer = match runs {
            true => answer(&self.script.db, question).ok_or_else(not_evaluated)?,
            false => false,
        };
        self.statements(cursor, runs && answer, &["else", "end", "elsif", "elseif"])?;
        if cursor.eat("else") {
            self.statements(cursor, runs && !answer, &["end"])?;
        }
        match cursor.eat("end if") {
            true => end_of_statement(cursor).map(drop),
            false => Err(not_evaluated()),
        }
    }
}

/// What stands before the next semicolon, stepping over that too.
fn end_of_statement<'a, 't>(cursor: &mut Cursor<'a, 't>) -> Applied<Cursor<'a, 't>> {
    let statement = cursor.take_until(|token| token.is_symbol(";"));
    match cursor.eat_symbol(";") {
        true => Ok(statement),
        false => Err(not_evaluated()),
    }
}
