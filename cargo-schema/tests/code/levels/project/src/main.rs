//! Columns that list their values, on engines that have such types, and views that the code does not
//! speak of over what gets another name.

use schema_checked::SchemaChecked;

#[derive(SchemaChecked)]
#[schema(table = "members", renamed_from = "people")]
struct Member {
    #[schema(primary_key)]
    id: i32,
    #[schema(renamed_from = "mail", sql_type = "varchar(40)")]
    email: String,
    level: Level,
}

/// The last one is new.
#[derive(SchemaChecked)]
#[schema(column = "members.level", rename_all = "lowercase")]
enum Level {
    Low,
    High,
    Top,
}

/// One more day at the end, another order of the sizes.
const SHOPS: &str = "CREATE TABLE shops (
    id int NOT NULL PRIMARY KEY,
    days set('mo', 'tu', 'we'),
    size enum('large', 'small')
)";

fn main() {}
