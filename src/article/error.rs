//! What can be wrong with an input.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

/// One input could not be read; the others are not touched by it.
#[derive(Debug, Error)]
pub struct ReadError {
    path: PathBuf,
    line: Option<usize>,
    #[source]
    problem: Problem,
}

/// What is wrong with the input.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Problem {
    /// There is no such file.
    #[error("no such file or folder")]
    Missing,
    /// The operating system does not let it be read.
    #[error("cannot be read: {0}")]
    Io(#[from] io::Error),
    /// The compressed data ends early or is damaged.
    #[error(
        "the compressed data is cut short or damaged ({0}); what came before was read if it is JSON Lines. Fetch the file again"
    )]
    Compressed(io::Error),
    /// A folder holds nothing that belie reads.
    #[error(
        "the folder has no articles; belie reads .txt, .md and .jsonl files, also as .gz or .zst"
    )]
    NoArticles,
    /// The kind of the file is not known.
    #[error(
        "belie does not know this kind of file; it reads .txt, .md and .jsonl, also as .gz or .zst"
    )]
    UnknownKind,
    /// There is no text in it.
    #[error("the file is empty")]
    Empty,
    /// It is not text.
    #[error("this is {0}, not text; convert it to text first")]
    Binary(&'static str),
    /// The text is longer than allowed.
    #[error(
        "the text is longer than {0} bytes; raise the limit with --max-article-bytes if it is one article"
    )]
    TooLarge(usize),
    /// The line is no JSON object.
    #[error("not a JSON object: {0}")]
    Json(serde_json::Error),
    /// The object has no text.
    #[error(
        "no field '{wanted}' with a string in it; the fields are: {found}. Name the right one with --field text=NAME"
    )]
    NoText {
        /// The name looked for.
        wanted: String,
        /// The names found.
        found: String,
    },
}

impl ReadError {
    pub(super) fn new(path: impl Into<PathBuf>, line: Option<usize>, problem: Problem) -> Self {
        Self {
            path: path.into(),
            line,
            problem,
        }
    }

    /// The file, as the user named or belie found it.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The line, from 1, for JSON Lines.
    pub fn line(&self) -> Option<usize> {
        self.line
    }

    /// What is wrong.
    pub fn problem(&self) -> &Problem {
        &self.problem
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.path.display())?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {}", self.problem)
    }
}
