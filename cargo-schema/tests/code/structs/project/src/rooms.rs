//! Rooms.

use schema_checked::SchemaChecked;

/// A room, which a booking in another file refers to.
#[derive(SchemaChecked)]
#[schema(table = "rooms")]
pub struct Room {
    #[schema(primary_key)]
    id: i32,
    beds: i32,
    #[schema(references = "rooms")]
    beside: Option<i32>,
}
