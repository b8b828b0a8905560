//! Measures results against labelled data: every figure that the project publishes is printed by this module.

pub mod nli;
pub mod pairs;
mod rank;
pub mod statements;
pub mod stories;

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

use flate2::bufread::MultiGzDecoder;
use serde::de::DeserializeOwned;
use thiserror::Error;

use crate::transformer::TransformerError;

/// Labelled data cannot be used.
#[derive(Debug, Error)]
pub enum EvalError {
    /// The file cannot be read.
    #[error("cannot read {path}: {source}", path = .path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A line is not as the schema says.
    #[error("{path}:{line}: {source}", path = .path.display())]
    Line {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        source: serde_json::Error,
    },
    /// The file has no line.
    #[error("{path} has no examples", path = .0.display())]
    Empty(PathBuf),
    /// The lines of a file measure different things.
    #[error("{path} mixes lines of different kinds; put each kind into a file of its own", path = .0.display())]
    Mixed(PathBuf),
    /// An article of the gold data is not where the report says it was.
    #[error(
        "cannot place the marks of article '{id}': {reason}; run belie again where the articles are"
    )]
    Article {
        /// The article as the gold data names it.
        id: String,
        /// What is wrong.
        reason: String,
    },
    /// A written copy does not fit the article that it was made from.
    #[error("copy '{id}' does not fit: {reason}; give the articles that the copies were made from")]
    Copy {
        /// The copy.
        id: String,
        /// What is wrong.
        reason: String,
    },
    /// The finder of attributions or the sentence encoder failed.
    #[error(transparent)]
    Model(#[from] TransformerError),
}

/// Reads JSON Lines, gzip when the name ends in `.gz`.
fn read_lines<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>, EvalError> {
    let unreadable = |source| EvalError::Unreadable {
        path: path.to_owned(),
        source,
    };
    let file = BufReader::new(File::open(path).map_err(unreadable)?);
    let zipped = path.extension().is_some_and(|extension| extension == "gz");
    let reader: Box<dyn BufRead> = if zipped {
        Box::new(BufReader::new(MultiGzDecoder::new(file)))
    } else {
        Box::new(file)
    };
    let mut rows = Vec::new();
    for (at, line) in reader.lines().enumerate() {
        let line = line.map_err(unreadable)?;
        if !line.trim().is_empty() {
            let row = serde_json::from_str(&line);
            rows.push(row.map_err(|source| EvalError::Line {
                path: path.to_owned(),
                line: at + 1,
                source,
            })?);
        }
    }
    if rows.is_empty() {
        Err(EvalError::Empty(path.to_owned()))
    } else {
        Ok(rows)
    }
}
