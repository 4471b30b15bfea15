//! A plan as text: for people, as a script, for a review, as JSON.

use std::fmt::Write as _;

use schema_model::Severity;

use super::{Plan, ProofState, Session, Statement, Transactional};

/// The plan as one JSON document.
pub fn to_json(plan: &Plan) -> String {
    let mut text =
        serde_json::to_string_pretty(plan).expect("a plan has only types that JSON can express");
    text.push('\n');
    text
}

/// The plan as a script that a database client can run.
pub fn to_sql(plan: &Plan) -> String {
    let mut script = String::new();
    if plan.is_empty() {
        return script;
    }
    let session = &plan.session;
    for sql in &session.before {
        push_statement(&mut script, sql);
    }
    let mut is_open = false;
    for statement in &plan.statements {
        let is_outside = statement.transactional == Transactional::Outside;
        if is_open == is_outside {
            push_frame(session, &mut is_open, &mut script);
        }
        for hazard in &statement.hazards {
            let _ = writeln!(script, "-- {}", one_line(hazard));
        }
        push_statement(&mut script, &statement.sql);
        if statement.transactional == Transactional::CommitBoundaryAfter {
            push_frame(session, &mut is_open, &mut script);
        }
    }
    for sql in &session.checks {
        push_statement(&mut script, sql);
    }
    if is_open {
        push_frame(session, &mut is_open, &mut script);
    }
    for sql in &session.after {
        push_statement(&mut script, sql);
    }
    script
}

/// Begins the transaction, or ends the one that is open.
fn push_frame(session: &Session, is_open: &mut bool, script: &mut String) {
    let sql = match *is_open {
        true => &session.commit,
        false => &session.begin,
    };
    if let Some(sql) = sql {
        push_statement(script, sql);
    }
    *is_open = !*is_open;
}

/// The plan for a person at a terminal.
pub fn to_text(plan: &Plan) -> String {
    let mut text = String::new();
    for (number, statement) in plan.statements.iter().enumerate() {
        let _ = writeln!(text, "{}. {}", number + 1, heading(statement));
        for hazard in &statement.hazards {
            let _ = writeln!(text, "   {}", one_line(hazard));
        }
        for line in statement.sql.lines() {
            let _ = writeln!(text, "     {line}");
        }
        text.push('\n');
    }
    for line in remarks(plan) {
        let _ = writeln!(text, "{line}");
    }
    text
}

/// The plan for a review.
pub fn to_markdown(plan: &Plan) -> String {
    let mut text = String::from("# Schema change\n\n");
    for line in remarks(plan) {
        let _ = writeln!(text, "- {}", line.replace('<', "&lt;"));
    }
    for statement in &plan.statements {
        let _ = writeln!(text, "\n## {}\n", heading(statement).replace('<', "&lt;"));
        for hazard in &statement.hazards {
            let _ = writeln!(text, "- {}", one_line(hazard).replace('<', "&lt;"));
        }
        let fence = "`".repeat(longest_run(&statement.sql, '`').max(2) + 1);
        let _ = writeln!(text, "\n{fence}sql\n{};\n{fence}", statement.sql);
    }
    text
}

fn push_statement(script: &mut String, sql: &str) {
    script.push_str(sql);
    // A comment at the end would swallow the semicolon.
    let last_line = sql.lines().next_back().unwrap_or_default();
    script.push_str(if last_line.contains("--") {
        "\n;\n"
    } else {
        ";\n"
    });
}

fn heading(statement: &Statement) -> String {
    let object = one_line(&statement.object);
    let severity = statement.severity.word();
    match statement.destructive {
        true => format!("`{object}` ({severity}, destructive)"),
        false => format!("`{object}` ({severity})"),
    }
}

/// Everything that is not a statement, the summary last.
fn remarks(plan: &Plan) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    lines.extend(
        plan.notes
            .iter()
            .map(|note| format!("note: {}", one_line(note))),
    );
    for question in &plan.questions {
        let (about, answer) = (one_line(&question.about), question.answer);
        lines.push(format!("asked: {about}: {answer}"));
    }
    let blocked = plan.blocked.iter();
    lines.extend(blocked.map(|reason| format!("blocked: {}", one_line(reason))));
    if !plan.is_empty() {
        let state = match plan.proof.state {
            ProofState::Proven => "proven",
            ProofState::NotProven => "not proven",
            ProofState::Failed => "proof failed",
        };
        lines.push(format!("{state}: {}", one_line(&plan.proof.detail)));
    }
    lines.push(format!("compared: {}", plan.compared.word()));
    lines.push(summary(plan));
    lines
}

/// The line that closes every run.
pub(crate) fn summary(plan: &Plan) -> String {
    let count = match plan.statements.len() {
        0 => return "nothing to do".into(),
        1 => "1 statement".to_owned(),
        count => format!("{count} statements"),
    };
    let grades: Vec<String> = Severity::ALL
        .into_iter()
        .map(|severity| {
            let of = plan.statements.iter().filter(|s| s.severity == severity);
            (of.count(), severity.word())
        })
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    format!("{count} ({})", grades.join(", "))
}

fn one_line(text: &str) -> String {
    let escape = |c: char| match c.is_control() {
        true => c.escape_default().to_string(),
        false => c.to_string(),
    };
    text.chars().map(escape).collect()
}

fn longest_run(text: &str, wanted: char) -> usize {
    text.split(|c| c != wanted).map(str::len).max().unwrap_or(0)
}
