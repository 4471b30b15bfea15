//! Enums that stand for named types: one is new, one gets a value and another name for one.

use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
#[schema(type = "mood", rename_all = "lowercase")]
enum Mood {
    Sad,
    #[schema(renamed_from = "joyful")]
    Happy,
    Calm,
}

#[derive(SchemaChecked)]
#[schema(rename_all = "lowercase")]
enum Colour {
    Red,
    Green,
}

#[derive(SchemaChecked)]
#[schema(table = "days")]
struct Day {
    #[schema(primary_key, default)]
    id: i32,
    mood: Mood,
    colours: Option<Vec<Colour>>,
    tags: Option<Vec<String>>,
}

#[derive(SchemaChecked)]
#[schema(table = "archive.days")]
struct OldDay {
    id: i32,
    mood: Option<Mood>,
}

fn main() {}
