//! Stage *read*: files, folders and standard input become [`Article`]s.
//!
//! [`read`] takes what a user names and yields articles one by one, in a stable order; a bad input is an error of its
//! own and never ends the run. What a text says, and where its sentences end, is the business of the later stages.

mod bounded_line;
mod compression;
mod decode;
mod error;
mod format;
mod headline;
mod jsonl;
mod lines;
mod markdown;
mod options;
mod published;
mod reader;
mod record;
mod signature;
mod sniff;
mod walk;
mod whole_file;

use std::fmt;
use std::path::PathBuf;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::text::Span;

pub use error::ReadError;
pub use options::{FIELDS, ReadOptions, UnknownField};
pub use reader::{Reader, UnreadDates, read, read_from};

/// The id of an article: 16 hexadecimal digits of the BLAKE3 hash of its content and its origin.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ArticleId(pub String);

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Where an article was read from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Input {
    /// The file as the user named or belie found it; `-` for standard input.
    pub path: PathBuf,
    /// The line (from 1) of a JSON Lines file; `None` for a file that is one article.
    pub line: Option<usize>,
}

/// `path`, or `path:line` in a JSON Lines file.
impl fmt::Display for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.path.display())?;
        match self.line {
            Some(line) => write!(f, ":{line}"),
            None => Ok(()),
        }
    }
}

/// Which text of an article a span points into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// The separate title field of a record.
    Title,
    /// The text itself (which may begin with a headline).
    Body,
}

/// One news article, decoded, with the facts that its input gave about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Article {
    /// Stable id: a hash of content and origin.
    pub id: ArticleId,
    /// Where it was read from.
    pub input: Input,
    /// The id that the input itself gave (JSON field `id`).
    pub input_id: Option<String>,
    /// The title: a field of its own, or the first line of a plain text.
    pub title: Option<String>,
    /// Where in `text` the title stands; `None` when it only came in a field of its own (or there is none).
    pub title_span: Option<Span>,
    /// The text as decoded; every [`Part::Body`] span points into it.
    pub text: String,
    /// The outlet that published it.
    pub outlet: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// When it was published; a bare date counts as midnight UTC.
    pub published: Option<Timestamp>,
    /// How many characters could not be decoded and stand as U+FFFD.
    pub replaced_characters: usize,
}

impl Article {
    /// The text that spans of `part` point into.
    pub fn part(&self, part: Part) -> &str {
        match part {
            Part::Body => &self.text,
            Part::Title => self.title.as_deref().unwrap_or_default(),
        }
    }
}

impl Article {
    /// An article that is nothing but a text and came from nowhere: offsets into the text stay.
    pub(crate) fn of_text(text: &str) -> Self {
        Self {
            id: ArticleId("text".to_owned()),
            input: Input {
                path: PathBuf::new(),
                line: None,
            },
            input_id: None,
            title: None,
            title_span: None,
            text: text.to_owned(),
            outlet: None,
            url: None,
            published: None,
            replaced_characters: 0,
        }
    }
}
