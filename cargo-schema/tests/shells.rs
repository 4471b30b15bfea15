//! Completions and man pages know every command.

mod support;

use support::Project;

#[test]
fn completions_for_every_shell() {
    let project = Project::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = project.run(&["completions", shell]).success().stdout;
        for command in project.commands() {
            assert!(script.contains(&command), "{shell}: {command}");
        }
    }
    project
        .run(&["completions", "cmd"])
        .code(2)
        .says(&["bash", "zsh"]);
}

#[test]
fn a_man_page_for_every_command() {
    let project = Project::new();
    project.run(&["man", "pages"]).success();
    let main = project.read("pages/cargo-schema.1");
    for command in project.commands() {
        assert!(main.contains(&command), "{command}");
        assert!(
            project
                .path(&format!("pages/cargo-schema-{command}.1"))
                .is_file(),
            "{command}"
        );
    }
    project.write("file", "");
    project.run(&["man", "file"]).code(2).says(&["`file`"]);
}
