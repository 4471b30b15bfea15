//! How a file is laid out: one element per line, so that a review shows what changed.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

/// A value in the snapshot's layout, with a newline at the end.
///
/// The outer object and the lists and maps directly inside it have one element per line; so does a
/// list that is alone in such a map (the variants of an enum). Everything deeper stays on its line.
pub fn to_text(value: &impl Serialize) -> String {
    let mut bytes = Vec::new();
    let mut serializer = Serializer::with_formatter(&mut bytes, Layout::default());
    value
        .serialize(&mut serializer)
        .expect("the model has only types that JSON can express");
    bytes.push(b'\n');
    String::from_utf8(bytes).expect("serde_json writes UTF-8")
}

#[derive(Default)]
struct Layout {
    /// The open containers: what each is, whether it is broken into lines, whether it has content.
    open: Vec<Container>,
}

struct Container {
    is_object: bool,
    broken: bool,
    filled: bool,
}

impl Layout {
    fn begin(&mut self, is_object: bool) {
        let broken = match self.open.as_slice() {
            [] | [_] => true,
            [_, parent] => parent.is_object && !is_object,
            _ => false,
        };
        self.open.push(Container {
            is_object,
            broken,
            filled: false,
        });
    }

    fn element<W: Write + ?Sized>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        let depth = self.open.len();
        let Some(container) = self.open.last_mut() else {
            return Ok(());
        };
        container.filled = true;
        match (first, container.broken) {
            (true, true) => writer.write_all(b"\n")?,
            (false, true) => writer.write_all(b",\n")?,
            (true, false) => return Ok(()),
            (false, false) => return writer.write_all(b", "),
        }
        indent(writer, depth)
    }

    fn end<W: Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        match self.open.pop() {
            Some(container) if container.broken && container.filled => {
                writer.write_all(b"\n")?;
                indent(writer, self.open.len())
            }
            _ => Ok(()),
        }
    }
}

fn indent<W: Write + ?Sized>(writer: &mut W, depth: usize) -> io::Result<()> {
    (0..depth).try_for_each(|_| writer.write_all(b"  "))
}

impl Formatter for Layout {
    fn begin_array<W: Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        self.begin(false);
        writer.write_all(b"[")
    }

    fn end_array<W: Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        self.end(writer)?;
        writer.write_all(b"]")
    }

    fn begin_array_value<W: Write + ?Sized>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.element(writer, first)
    }

    fn begin_object<W: Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        self.begin(true);
        writer.write_all(b"{")
    }

    fn end_object<W: Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        self.end(writer)?;
        writer.write_all(b"}")
    }

    fn begin_object_key<W: Write + ?Sized>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.element(writer, first)
    }

    fn begin_object_value<W: Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b": ")
    }
}
