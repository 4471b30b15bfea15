//! Lists what is booked, and books: `bookings ROOM GUEST`. The database is changed by hand now and
//! then; the README tells what happens.

use std::io::Write;

use schema_checked::SchemaChecked;
use sqlx::{Connection, PgConnection};

#[derive(Debug, sqlx::FromRow, SchemaChecked)]
#[schema(table = "bookings")]
struct Booking {
    id: i64,
    room_id: i64,
    guest: String,
    nights: i32,
    state: BookingState,
}

#[derive(Debug, Clone, Copy, sqlx::Type, SchemaChecked)]
#[sqlx(type_name = "booking_state", rename_all = "lowercase")]
enum BookingState {
    Asked,
    Confirmed,
    Cancelled,
}

#[derive(SchemaChecked)]
#[schema(table = "bookings", insert)]
struct NewBooking {
    room_id: i64,
    guest: String,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut db = PgConnection::connect(&std::env::var("DATABASE_URL")?).await?;
    let mut words = std::env::args().skip(1);
    if let (Some(room), Some(guest)) = (words.next(), words.next()) {
        let room_id = room.parse()?;
        book(&mut db, NewBooking { room_id, guest }).await?;
    }
    let bookings: Vec<Booking> = sqlx::query_as("SELECT * FROM bookings ORDER BY id")
        .fetch_all(&mut db)
        .await?;
    for Booking {
        id,
        room_id,
        guest,
        nights,
        state,
    } in bookings
    {
        writeln!(
            std::io::stdout(),
            "{id}: room {room_id} for {guest}, {nights} nights, {state:?}"
        )?;
    }
    Ok(())
}

async fn book(db: &mut PgConnection, booking: NewBooking) -> sqlx::Result<()> {
    sqlx::query("INSERT INTO bookings (room_id, guest) VALUES ($1, $2)")
        .bind(booking.room_id)
        .bind(booking.guest)
        .execute(db)
        .await
        .map(drop)
}
