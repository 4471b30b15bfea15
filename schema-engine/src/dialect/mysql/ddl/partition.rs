//! `PARTITION BY`: the clause and the partitions, both as text.

use schema_model::PartitionBy;

use crate::dialect::mysql::cursor::{Cursor, Unexpected};

/// Reads what stands after `PARTITION BY`.
pub(super) fn parse_partitioning(cursor: &mut Cursor<'_>) -> Result<PartitionBy, Unexpected> {
    let start = cursor.offset();
    let mut clause = "";
    let mut partitions = Vec::new();
    while !cursor.is_done() {
        if is_list(cursor) {
            partitions = parse_list(cursor)?;
            break;
        }
        cursor.take_group()?;
        clause = cursor.since(start);
    }
    Ok(PartitionBy {
        clause: one_line(clause),
        partitions,
    })
}

fn is_list(cursor: &Cursor<'_>) -> bool {
    cursor.sees_symbol('(')
        && cursor
            .peek_at(1)
            .is_some_and(|token| token.is_word("partition"))
}

fn parse_list(cursor: &mut Cursor<'_>) -> Result<Vec<String>, Unexpected> {
    cursor.expect_symbol('(')?;
    let mut partitions = Vec::new();
    loop {
        partitions.push(one_line(cursor.take_item()));
        if cursor.accept_symbol(')') {
            return Ok(partitions);
        }
        cursor.expect_symbol(',')?;
    }
}

/// The server breaks lines where it likes.
fn one_line(text: &str) -> String {
    text.lines().map(str::trim).collect::<Vec<_>>().join(" ")
}
