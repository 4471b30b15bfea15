//! The databases with strict drivers, a folder each.

mod mysql;
mod postgres;

use super::Driver;

pub const DIALECTS: &[&[Driver]] = &[mysql::DRIVERS, postgres::DRIVERS];
