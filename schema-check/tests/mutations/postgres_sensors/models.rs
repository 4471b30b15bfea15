use std::time::SystemTime;

use schema_checked::SchemaChecked;

type DeviceId = i32;

#[derive(Debug, SchemaChecked)]
pub struct Device {
    pub id: DeviceId,
    pub serial: String,
    pub location: Option<Vec<f64>>,
    pub firmware: Box<str>,
    pub online: bool,
}

/// A clock that the program knows how to read.
#[derive(Debug)]
pub struct Instant(pub SystemTime);

impl schema_checked::Holds<schema_checked::logical::TimestampWithTimeZone> for Instant {}

#[derive(Debug, SchemaChecked)]
#[schema(table = "readings")]
pub struct Reading {
    pub device_id: DeviceId,
    pub taken_at: Instant,
    pub temperature: f32,
    pub humidity: Option<f32>,
    pub raw: Vec<u8>,
    pub flags: i16,
}
