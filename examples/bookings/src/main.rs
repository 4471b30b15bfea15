//! Lists bookings. The database is changed by hand now and then; the README tells what happens.

use std::io::Write;

use schema_checked::SchemaChecked;
use sqlx::{Connection, SqliteConnection};

#[derive(Debug, sqlx::FromRow, SchemaChecked)]
#[schema(table = "bookings")]
struct Booking {
    id: i64,
    room_id: i64,
    guest: String,
    nights: i64,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut db = SqliteConnection::connect("sqlite::memory:").await?;
    sqlx::raw_sql(include_str!("../schema.sql"))
        .execute(&mut db)
        .await?;
    sqlx::raw_sql("INSERT INTO rooms (id, name, beds) VALUES (7, 'Blue', 2)")
        .execute(&mut db)
        .await?;
    for guest in ["Ada", "Grace"] {
        sqlx::query("INSERT INTO bookings (room_id, guest) VALUES (7, ?)")
            .bind(guest)
            .execute(&mut db)
            .await?;
    }
    let bookings: Vec<Booking> = sqlx::query_as("SELECT * FROM bookings")
        .fetch_all(&mut db)
        .await?;
    for Booking {
        id,
        room_id,
        guest,
        nights,
    } in bookings
    {
        writeln!(
            std::io::stdout(),
            "{id}: room {room_id} for {guest}, {nights} nights"
        )?;
    }
    Ok(())
}
