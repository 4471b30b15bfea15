//! Rows as text with aligned columns.

/// Lays out rows below their headings.
pub fn of<const N: usize>(headings: [&str; N], rows: impl Iterator<Item = [String; N]>) -> String {
    let mut lines = vec![headings.map(String::from)];
    lines.extend(rows);
    let width = |column: usize| {
        let lengths = lines.iter().map(|line| line[column].chars().count());
        lengths.max().unwrap_or(0)
    };
    let widths: [usize; N] = std::array::from_fn(width);
    lines.insert(1, widths.map(|width| "-".repeat(width)));
    lines.iter().map(|line| text_of(line, &widths)).collect()
}

fn text_of<const N: usize>(line: &[String; N], widths: &[usize; N]) -> String {
    let cells: Vec<String> = line
        .iter()
        .zip(widths)
        .map(|(cell, width)| format!("{cell:<width$}"))
        .collect();
    format!("  {}\n", cells.join("  ").trim_end())
}
