//! `cargo schema explain`: what a check is about, from the pages in `docs/checks/`.

use schema_model::suggest;

use crate::cli::Explain;
use crate::failure::{Failure, Outcome};
use crate::shell::Shell;

macro_rules! pages {
    ($($code:ident)*) => {
        &[$((
            stringify!($code),
            include_str!(concat!("../../checks/", stringify!($code), ".md")),
        ),)*]
    };
}

/// The codes and their pages.
const PAGES: &[(&str, &str)] = pages! {
    SC101 SC102 SC103 SC104 SC105 SC106 SC107 SC108
    SC109 SC110 SC111 SC112 SC113 SC114 SC115 SC116
    SC117 SC201 SC202 SC203 SC204 SC205 SC206 SC207
    SC301 SC302 SC303 SC304 SC305 SC306 SC307 SC401
    SC402 SC403 SC501 SC502
};

/// Runs the command.
pub fn run(arguments: &Explain, shell: &Shell) -> Result<Outcome, Failure> {
    let text = match &arguments.code {
        Some(code) => page(code)?.to_owned(),
        None => list(),
    };
    shell.data(&shell.fitted(&text))?;
    Ok(Outcome::Done)
}

fn page(code: &str) -> Result<&'static str, Failure> {
    let upper = code.to_uppercase();
    let found = PAGES.iter().find(|(known, _)| *known == upper);
    if found.is_none() && is_hazard(&upper) {
        return Err(Failure::new(format!(
            "`{code}` is no check but the code of a hazard: the plan says behind it what happens"
        ))
        .help("`cargo schema plan` shows it; `cargo schema explain` lists the checks"));
    }
    found.map(|(_, page)| *page).ok_or_else(|| {
        let near = suggest::nearest(&upper, PAGES.iter().map(|(known, _)| *known));
        let near = near.map_or(String::new(), |near| format!("did you mean `{near}`? "));
        Failure::new(format!("there is no check `{code}`"))
            .help(format!("{near}`cargo schema explain` lists them all"))
    })
}

/// Whether it reads like `XY101`, in other letters than those of checks.
fn is_hazard(code: &str) -> bool {
    let (letters, digits) = code.split_at_checked(2).unwrap_or_default();
    let is_number = digits.len() == 3 && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number && letters != "SC" && letters.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Every code with the title of its page.
fn list() -> String {
    let titles = PAGES.iter().filter_map(|(_, page)| page.lines().next());
    titles
        .map(|title| format!("{}\n", title.trim_start_matches("# ")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_its_page() {
        let pages: Vec<&str> = PAGES.iter().map(|(code, _)| *code).collect();
        let rules: Vec<&str> = schema_check::Rule::ALL
            .iter()
            .map(|rule| rule.code())
            .collect();
        assert_eq!(pages, rules);
        for (code, page) in PAGES {
            assert!(page.starts_with(&format!("# {code}: ")), "{code}");
        }
    }
}
