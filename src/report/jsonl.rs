//! `report.jsonl`: one object a line.

use std::io::{self, Write};

use super::{Line, Report};

/// Writes lines of a report to any writer.
#[derive(Debug)]
pub struct JsonLines<W> {
    writer: W,
}

impl<W: Write> JsonLines<W> {
    /// Writes to `writer`, which should be buffered.
    pub fn new(writer: W) -> Self {
        Self { writer }
    }

    /// Writes one line.
    ///
    /// # Errors
    /// When the writer fails.
    pub fn write(&mut self, line: &Line) -> io::Result<()> {
        serde_json::to_writer(&mut self.writer, line)?;
        self.writer.write_all(b"\n")
    }

    /// Hands on what is buffered.
    ///
    /// # Errors
    /// When the writer fails.
    pub fn finish(mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

/// Writes a whole report.
///
/// # Errors
/// When the writer fails.
pub fn to_jsonl(report: &Report, writer: impl Write) -> io::Result<()> {
    let mut lines = JsonLines::new(writer);
    lines.write(&Line::Run(Box::new(report.run.clone())))?;
    for line in &report.articles {
        lines.write(&Line::Article(line.clone()))?;
    }
    for line in &report.statements {
        lines.write(&Line::Statement(Box::new(line.clone())))?;
    }
    for line in &report.contradictions {
        lines.write(&Line::Contradiction(Box::new(line.clone())))?;
    }
    for line in &report.disputes {
        lines.write(&Line::Dispute(line.clone()))?;
    }
    lines.finish()
}
