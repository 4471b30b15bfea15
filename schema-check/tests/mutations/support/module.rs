//! A module of structs and enums, and the schema that it agrees with.

use std::fs;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use schema_check::{Environment, Level, examine_item};
use schema_model::ObjectName;
use schema_model::snapshot::{Kind, object_files};
use serde_json::{Value, json};

/// A folder of `tests/mutations`.
pub struct Module {
    /// The folder's name.
    pub name: String,
    /// The code.
    pub code: String,
    /// The schema, with the words for this test in it.
    pub schema: Value,
    items: Vec<TokenStream>,
    /// Where the snapshot is written.
    folder: PathBuf,
}

/// What the derives of a module say.
pub struct Said {
    pub problems: Vec<(Level, String)>,
    pub questions: Vec<Question>,
}

/// A question to the compiler.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Question {
    /// The type implements the trait.
    Fits { ty: String, demand: String },
    /// The type holds nothing that these alone hold.
    IsRead {
        ty: String,
        refused: Vec<String>,
        holds: String,
    },
}

impl Module {
    /// Every module.
    pub fn all() -> Vec<Self> {
        let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mutations");
        let folders = fs::read_dir(cases)
            .unwrap()
            .map(|entry| entry.unwrap().path());
        let mut folders: Vec<PathBuf> = folders
            .filter(|folder| folder.join("models.rs").exists())
            .collect();
        folders.sort();
        folders.iter().map(|folder| Self::read(folder)).collect()
    }

    /// Whether a driver reads its rows that compares types first.
    pub fn is_read_strictly(&self) -> bool {
        let says = |word: &str| self.code.contains(word);
        self.schema["dialect"] == "postgres" && (says("sqlx::FromRow") || says("driver = "))
    }

    /// Whether it has structs for rows that are written.
    pub fn writes(&self) -> bool {
        ["insert", "update", "Insertable"]
            .iter()
            .any(|word| self.code.contains(word))
    }

    fn read(folder: &Path) -> Self {
        let name = folder.file_name().unwrap().to_str().unwrap().to_owned();
        let code = fs::read_to_string(folder.join("models.rs")).unwrap();
        let schema = fs::read_to_string(folder.join("schema.json")).unwrap();
        let target = Path::new(env!("CARGO_TARGET_TMPDIR"));
        Self {
            folder: target.join("mutated").join(&name),
            items: items(&code),
            schema: serde_json::from_str(&schema).unwrap(),
            name,
            code,
        }
    }

    /// What is said of the module when the database has this schema.
    pub fn examine(&self, schema: &Value) -> Said {
        let _ = fs::remove_dir_all(&self.folder);
        write_snapshot(&self.folder, schema);
        let environment = Environment {
            snapshot: Some(self.folder.clone()),
            ..Environment::default()
        };
        let mut said = Said {
            problems: Vec::new(),
            questions: Vec::new(),
        };
        for item in &self.items {
            let findings = examine_item(item.clone(), &environment);
            let problems = findings.problems.into_iter();
            said.problems
                .extend(problems.map(|problem| (problem.level, problem.message)));
            let questions = findings.questions.into_iter();
            said.questions
                .extend(questions.map(|question| Question::Fits {
                    ty: question.ty,
                    demand: question.demand,
                }));
            let doubts = findings.doubts.into_iter();
            said.questions.extend(doubts.map(|doubt| Question::IsRead {
                ty: doubt.ty,
                refused: doubt.refused,
                holds: doubt.holds,
            }));
        }
        said
    }
}

/// The structs and enums that derive `SchemaChecked`.
fn items(code: &str) -> Vec<TokenStream> {
    let (mut items, mut item) = (Vec::new(), Vec::new());
    for token in TokenStream::from_str(code).unwrap() {
        let ends = match &token {
            TokenTree::Punct(punct) => punct.as_char() == ';',
            TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
            _ => false,
        };
        item.push(token);
        if ends {
            let whole: TokenStream = item.drain(..).collect();
            let text = whole.to_string();
            if text.contains("SchemaChecked") && text.contains("derive") {
                items.push(whole);
            }
        }
    }
    assert!(!items.is_empty());
    items
}

/// Writes a document as the files of a snapshot.
pub fn write_snapshot(folder: &Path, schema: &Value) {
    let mut header = schema.clone();
    for kind in ["tables", "views", "types"] {
        header.as_object_mut().unwrap().remove(kind);
        for object in schema[kind].as_array().into_iter().flatten() {
            let name: ObjectName = object["name"].as_str().unwrap().parse().unwrap();
            let kind = match kind {
                "tables" => Kind::Table,
                "views" => Kind::View,
                _ => Kind::Type,
            };
            // No two names differ only in case here, so each has the plain file.
            let path = folder.join(object_files(kind, &name).into_iter().next().unwrap());
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, without_words(object).to_string()).unwrap();
        }
    }
    fs::write(folder.join("snapshot.json"), header.to_string()).unwrap();
}

fn without_words(object: &Value) -> Value {
    let mut object = object.clone();
    for columns in [
        object.get("columns").cloned(),
        object["kind"].get("composite").cloned(),
    ] {
        let Some(Value::Array(mut columns)) = columns else {
            continue;
        };
        for column in &mut columns {
            column.as_object_mut().unwrap().remove("test");
        }
        match object.get("columns") {
            Some(_) => object["columns"] = json!(columns),
            None => object["kind"]["composite"] = json!(columns),
        }
    }
    object
}
