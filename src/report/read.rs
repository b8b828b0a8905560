//! Reading a `report.jsonl` back.

use std::io::{self, BufRead};

use thiserror::Error;

use super::{Line, Report, RunInfo, SCHEMA};

/// A report cannot be read.
#[derive(Debug, Error)]
pub enum ReadReportError {
    /// The reader failed.
    #[error("cannot read the report: {0}")]
    Io(#[from] io::Error),
    /// A line is not one of the schema.
    #[error("line {line} is no line of a {SCHEMA} report: {source}")]
    Line {
        /// Which line, from 1.
        line: usize,
        /// What is wrong with it.
        source: serde_json::Error,
    },
    /// The report has another schema.
    #[error("the report has the schema '{0}'; this belie reads {SCHEMA}")]
    Schema(String),
    /// There is no `run` line.
    #[error("the report has no line of kind 'run': is it a report.jsonl that `belie run` wrote?")]
    NoRun,
}

/// Reads a report.
///
/// # Errors
/// See [`ReadReportError`].
pub fn read_jsonl(reader: impl BufRead) -> Result<Report, ReadReportError> {
    let mut run: Option<RunInfo> = None;
    let (mut articles, mut statements, mut contradictions, mut disputes) =
        (vec![], vec![], vec![], vec![]);
    for (at, words) in reader.lines().enumerate() {
        let words = words?;
        if words.trim().is_empty() {
            continue;
        }
        let line = serde_json::from_str(&words).map_err(|source| ReadReportError::Line {
            line: at + 1,
            source,
        })?;
        match line {
            Line::Run(info) if info.schema != SCHEMA => {
                return Err(ReadReportError::Schema(info.schema));
            }
            Line::Run(info) => run = Some(*info),
            Line::Article(line) => articles.push(line),
            Line::Statement(line) => statements.push(*line),
            Line::Contradiction(line) => contradictions.push(*line),
            Line::Dispute(line) => disputes.push(line),
        }
    }
    Ok(Report {
        run: run.ok_or(ReadReportError::NoRun)?,
        articles,
        statements,
        contradictions,
        disputes,
    })
}
