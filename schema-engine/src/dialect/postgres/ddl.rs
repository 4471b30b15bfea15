//! Reads `.sql` text without a server, and parts of what a server prints.
//!
//! The statements of dumps and of migrations are applied one after another to a database in memory.
//! Constraints and indexes go the same way in as those that a live server prints. What is not
//! understood, and what only a server can work out, is listed with file and line.

mod add;
mod alter;
mod alter_column;
mod block;
mod call;
mod column;
mod comment;
pub(crate) mod constraint;
mod create_index;
pub(crate) mod cursor;
mod database;
mod domain;
mod drop;
mod drop_part;
mod escape;
mod expression;
pub(crate) mod figure;
mod finish;
mod follow;
mod hook;
pub(crate) mod index;
mod inherit;
mod kept;
mod key;
pub(crate) mod lexer;
mod like;
mod meta;
mod meta_object;
mod named_type;
mod privilege;
mod query_table;
mod question;
mod read;
mod rename;
mod routine;
mod script;
mod sequence;
pub(crate) mod settle;
mod statement;
mod table;
pub(crate) mod type_name;
mod view;

pub(super) use script::read_files;
