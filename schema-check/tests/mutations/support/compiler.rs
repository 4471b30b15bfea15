//! Asks the compiler what the derive leaves to it, for all modules at once.
//!
//! The derives of other crates register their attributes and do nothing here; the check is about
//! the types.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::module::{Module, Question, write_snapshot};

/// The questions about a change, and what must be answered.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub struct Answer {
    pub questions: Vec<Question>,
    /// Whether the answer to all of them is yes.
    pub all: bool,
    /// The change behind it.
    pub place: String,
}

/// A workspace with a package for each module.
pub struct Compiler {
    folder: PathBuf,
}

const MANIFEST: &str = "\
[workspace]
resolver = '3'
members = ['*']
exclude = ['target']

[workspace.dependencies]
chrono = { version = '0.4', default-features = false }
rust_decimal = { version = '1', default-features = false }
serde_json = '1'
uuid = { version = '1', default-features = false }
";

const STAND_INS: &[(&str, &str)] = &[
    ("sqlx", "FromRow Type"),
    ("diesel", "Queryable Selectable Insertable Identifiable"),
    ("serde", "Serialize Deserialize"),
];

const IMPLEMENTS: &str = "
macro_rules! implements {
    ($ty:ty: $($demand:tt)+) => {{
        trait No { const YES: bool = false; }
        impl<T: ?Sized> No for T {}
        struct Probe<T: ?Sized>(std::marker::PhantomData<T>);
        impl<T: ?Sized + $($demand)+> Probe<T> { const YES: bool = true; }
        <Probe<$ty>>::YES
    }};
}
";

impl Compiler {
    /// An empty workspace; what was there before goes away.
    pub fn new() -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("mutations");
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("Cargo.toml"), MANIFEST).unwrap();
        fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
        for (name, derives) in STAND_INS {
            write_stand_in(&folder.join(format!("stand-in-{name}")), name, derives);
        }
        Self { folder }
    }

    /// Adds a module and the questions about it.
    pub fn add(&mut self, module: &Module, answers: BTreeSet<Answer>) {
        let folder = self.folder.join(&module.name);
        fs::create_dir_all(folder.join("src")).unwrap();
        write_snapshot(&folder.join("schema"), &module.schema);
        let mut manifest = format!(
            "[package]\nname = 'mutated-{}'\nversion = '0.0.0'\nedition = '2024'\n\n[dependencies]\n\
             schema-checked = {{ path = '{}', features = ['chrono', 'rust_decimal', 'serde_json', 'uuid'] }}\n\
             chrono.workspace = true\nrust_decimal.workspace = true\nserde_json.workspace = true\nuuid.workspace = true\n",
            module.name,
            root().display()
        );
        for (name, _) in STAND_INS {
            manifest.push_str(&format!(
                "{name} = {{ path = '../stand-in-{name}', package = 'stand-in-{name}' }}\n"
            ));
        }
        fs::write(folder.join("Cargo.toml"), manifest).unwrap();
        let mut code = format!("#![allow(dead_code)]\n{IMPLEMENTS}\n{}\n", module.code);
        for answer in answers {
            code.push_str(&assertion(&answer));
        }
        fs::write(folder.join("src/lib.rs"), code).unwrap();
    }

    /// Compiles everything; a wrong answer fails.
    pub fn ask(&self) {
        let output = Command::new(env!("CARGO"))
            .args(["check", "--quiet", "--keep-going"])
            .current_dir(&self.folder)
            .env(
                "CARGO_TARGET_DIR",
                Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap(),
            )
            .env_remove("SCHEMA_SNAPSHOT")
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{said}");
        assert!(!said.contains("warning"), "{said}");
    }
}

fn assertion(answer: &Answer) -> String {
    let (mut before, mut all) = (String::new(), Vec::new());
    for (index, question) in answer.questions.iter().enumerate() {
        all.push(match question {
            Question::Fits { ty, demand } => format!("implements!({ty}: {demand})"),
            Question::IsRead { ty, refused, holds } => {
                let name = format!("Refused{index}");
                before.push_str(&format!("enum {name} {{}}\n"));
                for refused in refused {
                    before.push_str(&format!("impl $::Holds<{name}> for {refused} {{}}\n"));
                }
                let holds = holds.replace("SchemaRefused", &name);
                format!("!implements!({ty}: $::Holds<{holds}>)")
            }
        });
    }
    let (all, not) = (all.join(" && "), if answer.all { "" } else { "!" });
    let place = answer.place.replace('{', "{{").replace('}', "}}");
    format!("const _: () = {{\n{before}assert!({not}({all}), {place:?});\n}};\n")
        .replace('$', "::schema_checked::__private::v1")
}

fn write_stand_in(folder: &Path, name: &str, derives: &str) {
    fs::create_dir_all(folder.join("src")).unwrap();
    let manifest = format!(
        "[package]\nname = 'stand-in-{name}'\nversion = '0.0.0'\nedition = '2024'\n\n[lib]\nproc-macro = true\n"
    );
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    let code: String = derives
        .split(' ')
        .map(|derive| {
            format!(
                "#[proc_macro_derive({derive}, attributes({name}))]\n\
                 pub fn derive_{}(_: proc_macro::TokenStream) -> proc_macro::TokenStream {{\n    \
                 Default::default()\n}}\n",
                derive.to_lowercase()
            )
        })
        .collect();
    fs::write(folder.join("src/lib.rs"), code).unwrap();
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("a workspace is around it")
}
