//! The files that `init --ci` writes: keys and expressions that the systems know, scripts that a
//! shell can read, commands that exist, and nothing of a pull request inside of a script.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod support;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use support::Project;
use yaml_rust2::{Yaml, YamlLoader};

const WORKFLOW: &[&str] = &[
    "name",
    "on",
    "permissions",
    "concurrency",
    "jobs",
    "env",
    "defaults",
];
const TRIGGERS: &[&str] = &["pull_request", "push", "schedule", "workflow_dispatch"];
const SCOPES: &[&str] = &["contents", "pull-requests", "security-events"];
const JOB: &[&str] = &[
    "runs-on",
    "steps",
    "needs",
    "if",
    "env",
    "permissions",
    "timeout-minutes",
];
const STEP: &[&str] = &[
    "name",
    "id",
    "if",
    "uses",
    "with",
    "run",
    "shell",
    "env",
    "working-directory",
    "continue-on-error",
];
const ACTION: &[&str] = &[
    "name",
    "description",
    "inputs",
    "outputs",
    "runs",
    "branding",
];
const INPUT: &[&str] = &["description", "required", "default"];
const GITLAB_JOB: &[&str] = &[
    "stage",
    "image",
    "rules",
    "script",
    "before_script",
    "artifacts",
    "variables",
    "allow_failure",
];

fn template(name: &str) -> Yaml {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("src/templates")
        .join(name);
    let mut documents = YamlLoader::load_from_str(&fs::read_to_string(path).unwrap()).unwrap();
    assert_eq!(documents.len(), 1);
    documents.remove(0)
}

/// The entries of a map, all of which have to be known.
#[track_caller]
fn entries<'a>(map: &'a Yaml, known: &[&str]) -> Vec<(&'a str, &'a Yaml)> {
    let map = map.as_hash().unwrap();
    let entries = map
        .iter()
        .map(|(key, value)| (key.as_str().unwrap(), value));
    let entries: Vec<_> = entries.collect();
    for (key, _) in &entries {
        assert!(
            known.is_empty() || known.contains(key),
            "`{key}` is none of {known:?}"
        );
    }
    entries
}

/// The texts of all expressions below, wherever they stand.
fn expressions(yaml: &Yaml, found: &mut Vec<String>) {
    match yaml {
        Yaml::String(text) => {
            for part in text.split("${{").skip(1) {
                let (expression, _) = part.split_once("}}").expect("the expression ends");
                found.push(expression.trim().to_owned());
            }
        }
        Yaml::Array(items) => items.iter().for_each(|item| expressions(item, found)),
        Yaml::Hash(map) => map.values().for_each(|value| expressions(value, found)),
        _ => {}
    }
}

/// What a shell says of a script that it only reads.
fn check_script(shell: &str, script: &str) {
    assert!(
        !script.contains("${{"),
        "taken into a script as it is: {script}"
    );
    let mut child = Command::new(shell)
        .arg("-n")
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(script.as_bytes())
        .unwrap();
    assert!(child.wait().unwrap().success(), "{script}");
    check_commands(script);
}

/// Commands of ours and their options are known.
fn check_commands(script: &str) {
    let project = Project::new();
    for line in script.lines() {
        let Some((_, rest)) = line.split_once("cargo-schema ") else {
            continue;
        };
        let mut words = rest.split_whitespace();
        let command = words.next().unwrap();
        if rest.starts_with('|') {
            continue;
        }
        let help = project.run(&[command, "--help"]).success().stdout;
        for option in words.take_while(|word| !matches!(*word, ">" | "||" | "&&")) {
            assert!(
                !option.starts_with("--") || help.contains(option),
                "{line}: {option}"
            );
        }
    }
}

/// The steps of a job or an action; what they refer to is there.
fn check_steps(steps: &Yaml, inputs: &[&str], is_action: bool) {
    let steps = steps.as_vec().unwrap();
    let mut outputs = Vec::new();
    for step in steps {
        let entries = entries(step, STEP);
        let value = |key: &str| {
            entries
                .iter()
                .find(|(known, _)| *known == key)
                .map(|(_, it)| *it)
        };
        match (value("uses"), value("run")) {
            (Some(uses), None) => {
                let uses = uses.as_str().unwrap();
                let is_pinned = uses.rsplit_once('@').is_some_and(|(_, version)| {
                    version
                        .strip_prefix('v')
                        .is_some_and(|it| it.parse::<u32>().is_ok())
                });
                assert!(is_pinned || uses.starts_with("./"), "{uses}");
            }
            (None, Some(run)) => {
                assert!(
                    !is_action || value("shell").is_some(),
                    "a step of an action names its shell"
                );
                check_script("bash", run.as_str().unwrap());
                if let Some(id) = value("id").and_then(Yaml::as_str) {
                    let lines = run.as_str().unwrap().lines();
                    let lines = lines.filter(|line| line.contains("GITHUB_OUTPUT"));
                    outputs.extend(lines.filter_map(|line| {
                        let (name, _) = line.split_once('=')?;
                        Some(format!("steps.{id}.outputs.{}", name.rsplit('"').next()?))
                    }));
                }
            }
            _ => panic!("a step either runs or uses: {step:?}"),
        }
        let mut found = Vec::new();
        expressions(step, &mut found);
        for expression in found {
            let input = expression.strip_prefix("inputs.");
            let is_known = input.is_some_and(|name| inputs.contains(&name))
                || outputs.contains(&expression)
                || expression.starts_with("github.")
                || !is_action && expression.starts_with("secrets.");
            assert!(is_known, "`{expression}` in {step:?}");
        }
    }
}

#[test]
fn the_action_is_sound() {
    let action = template("github-action.yml");
    entries(&action, ACTION);
    let inputs = entries(&action["inputs"], &[]);
    for (_, input) in &inputs {
        assert!(
            entries(input, INPUT)
                .iter()
                .any(|(key, _)| *key == "description")
        );
    }
    let names: Vec<&str> = inputs.iter().map(|(name, _)| *name).collect();
    entries(&action["runs"], &["using", "steps"]);
    assert_eq!(action["runs"]["using"].as_str(), Some("composite"));
    check_steps(&action["runs"]["steps"], &names, true);
}

#[test]
fn the_workflow_is_sound_and_gives_the_action_what_it_takes() {
    let workflow = template("github-workflow.yml");
    entries(&workflow, WORKFLOW);
    entries(&workflow["on"], TRIGGERS);
    let scopes = entries(&workflow["permissions"], SCOPES);
    assert!(
        scopes
            .iter()
            .all(|(_, it)| matches!(it.as_str(), Some("read" | "write")))
    );
    for schedule in workflow["on"]["schedule"].as_vec().unwrap() {
        assert_eq!(schedule["cron"].as_str().unwrap().split(' ').count(), 5);
    }
    let action = template("github-action.yml");
    let inputs: Vec<&str> = entries(&action["inputs"], &[])
        .iter()
        .map(|(name, _)| *name)
        .collect();
    for (_, job) in entries(&workflow["jobs"], &[]) {
        entries(job, JOB);
        check_steps(&job["steps"], &[], false);
        let steps = job["steps"].as_vec().unwrap();
        let ours = steps
            .iter()
            .find(|step| step["uses"].as_str() == Some("./.github/actions/schema"));
        entries(&ours.unwrap()["with"], &inputs);
    }
}

#[test]
fn the_file_for_gitlab_is_sound() {
    for (_, job) in entries(&template("gitlab.yml"), &[]) {
        entries(job, GITLAB_JOB);
        for line in job["script"].as_vec().unwrap() {
            check_script("sh", line.as_str().unwrap());
        }
    }
}

/// What the help of `hook` shows behind the name of a file.
fn shown(help: &str, file: &str) -> Yaml {
    let (_, rest) = help.split_once(&format!("({file}):\n")).unwrap();
    let snippet = rest.split("\n\n").next().unwrap();
    YamlLoader::load_from_str(snippet).unwrap().remove(0)
}

/// The command is one of `cargo schema` that says yes or no: it runs where code and snapshot agree.
fn check_hook_command(command: &Yaml) {
    let project = Project::with_sql("CREATE TABLE users (id INTEGER PRIMARY KEY);");
    project.run(&["refresh"]).success();
    let command = command.as_str().unwrap();
    let words = command.strip_prefix("cargo schema ").unwrap();
    let words: Vec<&str> = words.split(' ').collect();
    project.run(&words).success();
    project.write("schema.sql", "CREATE TABLE users (id TEXT PRIMARY KEY);");
    project.run(&words).code(1);
}

#[test]
fn what_is_shown_for_other_hook_managers_is_sound() {
    let help = Project::new().run(&["hook", "--help"]).success().stdout;
    let pre_commit = shown(&help, ".pre-commit-config.yaml");
    entries(&pre_commit, &["repos"]);
    for repository in pre_commit["repos"].as_vec().unwrap() {
        entries(repository, &["repo", "hooks"]);
        assert_eq!(repository["repo"].as_str(), Some("local"));
        for hook in repository["hooks"].as_vec().unwrap() {
            let known = ["id", "name", "entry", "language", "pass_filenames"];
            assert_eq!(entries(hook, &known).len(), known.len());
            assert_eq!(hook["pass_filenames"].as_bool(), Some(false));
            check_hook_command(&hook["entry"]);
        }
    }
    let lefthook = shown(&help, "lefthook.yml");
    for (_, hook) in entries(&lefthook, &["pre-commit"]) {
        for (_, command) in entries(&hook["commands"], &[]) {
            assert_eq!(entries(command, &["run"]).len(), 1);
            check_hook_command(&command["run"]);
        }
    }
}
