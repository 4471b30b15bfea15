use chrono::{NaiveDateTime, Utc};
use schema_checked::SchemaChecked;

/// How urgent a ticket is; no query asks for more than this.
pub struct Weight(pub u8);

#[derive(sqlx::Type, SchemaChecked)]
#[sqlx(rename_all = "lowercase")]
#[schema(column = "tickets.state")]
pub enum State {
    Open,
    Waiting,
    Closed,
}

#[derive(sqlx::Type, SchemaChecked)]
#[sqlx(rename_all = "kebab-case")]
#[schema(column = "tickets.labels")]
pub enum Label {
    Bug,
    UserInterface,
}

#[derive(sqlx::Type, SchemaChecked)]
#[schema(column = "tickets.channel")]
#[repr(i8)]
pub enum Channel {
    Mail = 1,
    Phone,
    Chat = 0x10,
}

#[derive(sqlx::FromRow, SchemaChecked)]
#[schema(table = "tickets", partial)]
pub struct Words<'a> {
    pub title: &'a str,
    pub body: Option<&'a str>,
}

#[derive(sqlx::FromRow, SchemaChecked)]
#[schema(table = "tickets")]
pub struct Ticket<'a> {
    pub id: u64,
    #[sqlx(flatten)]
    pub words: Words<'a>,
    pub state: State,
    pub labels: Option<Vec<Label>>,
    pub channel: Channel,
    #[sqlx(try_from = "i32")]
    pub weight: Weight,
    #[sqlx(json)]
    pub headers: Option<Vec<String>>,
    pub opened_at: chrono::DateTime<Utc>,
    pub closed_at: Option<NaiveDateTime>,
}

#[derive(SchemaChecked)]
#[schema(table = "tickets", insert)]
pub struct NewTicket<'a> {
    pub title: &'a str,
    pub body: &'a str,
    pub state: State,
    pub channel: Channel,
    pub weight: u8,
}

#[derive(SchemaChecked)]
#[schema(table = "tickets", update)]
pub struct TicketChange {
    pub title: Option<String>,
    pub state: Option<State>,
    pub closed_at: Option<Option<NaiveDateTime>>,
}

#[derive(sqlx::FromRow, SchemaChecked)]
pub struct OpenTickets {
    pub id: u64,
    pub title: String,
    pub waits: Option<i64>,
}
