//! Bookings: every type of a field that says by itself what its column holds.

mod rooms;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use schema_checked::SchemaChecked;
use uuid::Uuid;

/// A guest, numbered by the database.
#[derive(SchemaChecked)]
#[schema(table = "guests", unique(country, passport), ignore(nick_name))]
struct Guest {
    #[schema(primary_key, default)]
    id: i64,
    #[schema(sql_type = "varchar(80)", unique)]
    email: String,
    #[schema(sql_type = "varchar(2)")]
    country: String,
    #[schema(sql_type = "varchar(20)")]
    passport: String,
    #[schema(default = "'guest'", sql_type = "varchar(20)")]
    role: String,
    note: Option<String>,
    born: Option<NaiveDate>,
    photo: Vec<u8>,
    token: Uuid,
    #[schema(json)]
    wishes: Wishes,
    stars: f64,
    is_member: bool,
    joined: NaiveDateTime,
    #[schema(index)]
    seen: Option<DateTime<Utc>>,
    #[schema(skip)]
    cached: Option<String>,
}

/// What a guest wishes for.
struct Wishes;

/// Only a part of the table, with a column that no other struct has.
#[derive(SchemaChecked)]
#[schema(table = "guests", partial)]
struct GuestName {
    id: i64,
    #[schema(column = "nick_name")]
    nick: Option<String>,
}

/// The number of a booking.
#[derive(SchemaChecked)]
#[schema(transparent)]
struct BookingId(i64);

/// What is booked by whom.
#[derive(SchemaChecked)]
#[schema(table = "bookings", primary_key(id), index(room, first_night))]
struct Booking {
    id: BookingId,
    #[schema(references = "guests")]
    guest: i64,
    #[schema(references = "rooms.id")]
    room: i32,
    first_night: NaiveDate,
    nights: i16,
    state: State,
    #[schema(flatten)]
    price: Price,
}

/// The columns of a price.
#[derive(SchemaChecked)]
#[schema(table = "bookings", partial)]
struct Price {
    #[schema(sql_type = "decimal(12,2)")]
    price: rust_decimal::Decimal,
}

/// How far a booking has come.
#[derive(SchemaChecked)]
#[schema(column = "bookings.state", rename_all = "snake_case")]
enum State {
    Asked,
    Confirmed,
    #[schema(rename = "it's over")]
    Over,
}

/// A row to be written declares nothing.
#[derive(SchemaChecked)]
#[schema(table = "bookings", update)]
struct LongerStay {
    nights: Option<i16>,
    #[schema(pending)]
    reason: String,
}

fn main() {}

#[cfg(test)]
mod tests {
    use schema_checked::SchemaChecked;

    #[derive(SchemaChecked)]
    #[schema(table = "rooms", partial)]
    struct OnlyHere {
        #[schema(pending)]
        only_here: i64,
    }
}
