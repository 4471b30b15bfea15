//! What is wrong with the code, with the place where it has to change.

use std::path::{Path, PathBuf};

use schema_check::Level;

use crate::code::Code;
use crate::project::Project;

/// Something that the derive would report.
pub struct Problem {
    /// The code of the rule.
    pub code: &'static str,
    /// Whether it stops the build.
    pub is_error: bool,
    /// The file, relative to where people stand if it is below.
    pub file: PathBuf,
    /// First line and column, then the last, from 1.
    pub start: (usize, usize),
    /// Behind the last character.
    pub end: (usize, usize),
    /// The fact.
    pub message: String,
    /// What to do about it.
    pub help: Vec<String>,
}

/// The problems of the checked code, and how many questions are left to the compiler.
pub fn problems(code: &Code, project: &Project) -> (Vec<Problem>, usize) {
    let mut problems = Vec::new();
    let mut questions = 0;
    for item in &code.items {
        let findings = item.examine(project);
        questions += findings.questions.len();
        let found = findings.problems.into_iter();
        problems.extend(found.map(|problem| Problem::of(problem, &item.path)));
    }
    problems.sort_by(|a, b| (&a.file, a.start).cmp(&(&b.file, b.start)));
    (problems, questions)
}

impl Problem {
    /// Fact and remedy, on lines of their own.
    pub fn whole(&self) -> String {
        let lines = std::iter::once(&self.message).chain(&self.help);
        lines.map(String::as_str).collect::<Vec<_>>().join("\n")
    }

    fn of(problem: schema_check::Problem, path: &Path) -> Self {
        let [first, last] = problem.spans;
        let (start, end) = (first.start(), last.end());
        let mut lines = problem.message.lines();
        Self {
            code: problem.rule.code(),
            is_error: problem.level == Level::Error,
            file: shortened(path),
            start: (start.line, start.column + 1),
            end: (end.line, end.column + 1),
            message: lines.next().unwrap_or_default().to_owned(),
            help: lines.map(|line| line.trim().to_owned()).collect(),
        }
    }
}

/// The path from the current folder, where it is below that.
pub fn shortened(path: &Path) -> PathBuf {
    let current = std::env::current_dir().unwrap_or_default();
    path.strip_prefix(current).unwrap_or(path).to_owned()
}
