//! What a plan grades `low` is harmless in the eyes of squawk, a linter for changes of PostgreSQL.
//!
//! The plans are those of the cases in `tests/diff`, made from their text alone, once with the plain
//! forms and once with those that let others use the tables. No server is asked. A finding stands if
//! [`EXCEPTIONS`] has its rule with a reason, or if the statement is about something that the same plan
//! makes or restores, which the linter cannot tell from something that others use.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use schema_engine::plan::{PlanRequest, make, to_sql};
use schema_engine::source::read_sql_files;
use schema_engine::{Compared, Connector, Dialect, EngineError, Online, Plan, dialect, hint};
use schema_model::Severity;
use squawk_linter::{Linter, Rule, Violation};
use squawk_syntax::SourceFile;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Rules that find something in what is graded `low`, and why that stands.
const EXCEPTIONS: &[(Rule, &str)] = &[
    (
        Rule::PreferRobustStmts,
        "a plan runs once, from the schema that it was made for; `IF EXISTS` would hide that it is another one",
    ),
    (Rule::PreferBigintOverInt, TASTE),
    (Rule::PreferBigintOverSmallint, TASTE),
    (Rule::PreferIdentity, TASTE),
    (Rule::PreferTextField, TASTE),
    (Rule::PreferTimestampTz, TASTE),
    (Rule::BanCharField, TASTE),
    (
        Rule::BanCreateDomainWithConstraint,
        "nothing uses a domain that is new, and the desired schema asks for its constraint",
    ),
];
const TASTE: &str = "which types are used is a matter of the desired schema";

/// For a rule: the words before the name of what a statement is about, and the words before that name
/// in another statement of the plan that makes or restores it.
const OWN: &[(Rule, &str, &[&str])] = &[
    // A NOT NULL is checked by a constraint first, while others use the table.
    (
        Rule::BanDropConstraint,
        " DROP CONSTRAINT ",
        &[" ADD CONSTRAINT "],
    ),
    // What takes the place of something is made beside it, then the names change.
    (Rule::BanDropType, "DROP TYPE ", &[" RENAME TO "]),
    (Rule::BanDropDomain, "DROP DOMAIN ", &[" RENAME TO "]),
    (
        Rule::RenamingObject,
        "ALTER INDEX ",
        &[" RENAME TO ", "INDEX CONCURRENTLY "],
    ),
    // Rows wait in a table while their own is made anew.
    (Rule::BanDropTable, "DROP TABLE ", &["CREATE TABLE "]),
    // A default stands aside while the type of its column changes.
    (
        Rule::BanDropDefault,
        "ALTER TABLE ONLY ",
        &["ALTER TABLE ONLY "],
    ),
    (
        Rule::RequireConcurrentIndexCreation,
        " ON ",
        &["CREATE MATERIALIZED VIEW "],
    ),
];

#[test]
fn what_is_graded_low_is_harmless() -> Result<()> {
    let mut cases = Vec::new();
    collect(Path::new("tests/diff"), &mut cases)?;
    assert!(cases.len() > 20, "there are cases: {}", cases.len());
    let (mut low, mut findings) = (0, Vec::new());
    for case in &cases {
        for online in [Online::Never, Online::Always] {
            let plan = plan(case, online)?;
            let statements = plan.statements.iter();
            low += statements.filter(|it| it.severity == Severity::Low).count();
            let found = findings_in(&plan)?;
            findings.extend(found.iter().map(|it| format!("{}: {it}", case.display())));
        }
    }
    assert!(low > 100, "there are statements: {low}");
    assert!(findings.is_empty(), "{}", findings.join("\n\n"));
    Ok(())
}

/// The rules are on: what is graded otherwise does not pass.
#[test]
fn what_blocks_others_is_found() -> Result<()> {
    let text =
        "SET lock_timeout = '3s';\nSET statement_timeout = '20min';\nCREATE INDEX i ON t (a);\n";
    let found = lint(text)?;
    let rules: Vec<Rule> = found.into_iter().map(|it| it.code).collect();
    assert!(rules.contains(&Rule::RequireConcurrentIndexCreation));
    Ok(())
}

/// The cases that are planned for this server.
fn collect(folder: &Path, cases: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() && path.join("postgres").is_dir() {
            cases.push(path);
        } else if path.is_dir() {
            collect(&path, cases)?;
        }
    }
    cases.sort();
    Ok(())
}

fn plan(case: &Path, online: Online) -> Result<Plan> {
    let dialect: &'static dyn Dialect = dialect("postgres").ok_or("the dialect is built in")?;
    let desired = read_sql_files(&case.join("to.sql"))?;
    let from = dialect.parse_ddl(&read_sql_files(&case.join("from.sql"))?)?;
    let to = dialect.parse_ddl(&desired)?;
    Ok(make(PlanRequest {
        dialect,
        from: &from,
        to: &to,
        compared: Compared::Text,
        hints: &hint::hints(&desired),
        live: None,
        scratch: &no_scratch,
        online,
        observe: false,
    })?)
}

fn no_scratch() -> std::result::Result<Box<dyn Connector>, EngineError> {
    Err(EngineError::Connect {
        url: String::new(),
        message: "none is needed".into(),
    })
}

/// What the linter finds in statements that are graded `low`, if no exception is made for it.
fn findings_in(plan: &Plan) -> Result<Vec<String>> {
    let script = to_sql(plan);
    let mut ranges = Vec::new();
    let mut begin = 0;
    for statement in &plan.statements {
        let place = script[begin..].find(&statement.sql);
        let start = begin + place.ok_or("each statement is in the script")?;
        begin = start + statement.sql.len();
        ranges.push(start..begin);
    }
    let mut findings = Vec::new();
    for violation in lint(&script)? {
        let place = usize::from(violation.text_range.start());
        let found = ranges.iter().position(|range| range.contains(&place));
        let Some(number) = found.filter(|it| plan.statements[*it].severity == Severity::Low) else {
            continue;
        };
        let rule = violation.code;
        let stands = EXCEPTIONS.iter().any(|(it, _)| *it == rule) || is_own(plan, number, rule);
        if !stands {
            let sql = &plan.statements[number].sql;
            findings.push(format!("{rule}: {}\n{sql}", violation.message));
        }
    }
    Ok(findings)
}

/// Whether a statement is about something that another statement of the plan makes or restores.
fn is_own(plan: &Plan, number: usize, rule: Rule) -> bool {
    let Some((_, before, makers)) = OWN.iter().find(|(it, ..)| *it == rule) else {
        return false;
    };
    let rest = plan.statements[number].sql.split_once(before);
    let Some(name) = rest.map(|(_, rest)| name(rest)) else {
        return false;
    };
    // The name of an index and a new name stand without the namespace.
    let bare = name.rsplit_once('.').map_or(name, |(_, bare)| bare);
    plan.statements.iter().enumerate().any(|(other, it)| {
        other != number
            && makers.iter().any(|maker| {
                let rest = it.sql.split_once(maker).map(|(_, rest)| rest);
                rest.is_some_and(|rest| rest.starts_with(name) || rest.starts_with(bare))
            })
    })
}

/// What a statement is about, which goes on to where the words about it end.
fn name(rest: &str) -> &str {
    const ENDS: [&str; 4] = [" DROP DEFAULT", " RENAME TO ", " USING ", " ("];
    let ends = ENDS.iter().filter_map(|end| rest.find(end));
    &rest[..ends.min().unwrap_or(rest.len())]
}

fn lint(script: &str) -> Result<Vec<Violation>> {
    let file = SourceFile::parse(script);
    if let Some(error) = file.errors().first() {
        return Err(format!("the linter cannot read it: {error:?}\n{script}").into());
    }
    Ok(Linter::with_default_rules().lint(&file, script))
}
