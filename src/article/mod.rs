//! Stage *read*: files, folders and standard input become [`Article`]s.
//!
//! Plain text and Markdown files are one article each, JSON Lines files one a line; each may be compressed (`.gz`, `.zst`).
//! What cannot be read is an error that names the file, the line and what to do; it costs nothing else.

mod decode;
mod error;
mod inputs;
mod jsonl;
mod plain;
mod reader;

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use error::{Problem, ReadError};
pub use reader::{Reader, read};

use crate::text::Span;

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
    /// Where in `text` the title stands; `None` when it came in a field of its own (or there is none).
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

/// How articles are read.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReadOptions {
    /// Other names of JSON fields: the field of belie (`id title text outlet url published`) to the name in the file.
    /// Default: none.
    pub fields: BTreeMap<String, String>,
    /// The most text an article may have, in bytes as decoded. Default: 10,000,000.
    pub max_article_bytes: usize,
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self {
            fields: BTreeMap::new(),
            max_article_bytes: 10_000_000,
        }
    }
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

/// 16 hexadecimal digits of the hash of an article's origin, title and text.
fn article_id(origin: &str, title: Option<&str>, text: &str) -> ArticleId {
    let mut hasher = blake3::Hasher::new();
    for field in [origin, title.unwrap_or_default(), text] {
        hasher.update(&(field.len() as u64).to_le_bytes());
        hasher.update(field.as_bytes());
    }
    let mut digits = hasher.finalize().to_hex().to_string();
    digits.truncate(16);
    ArticleId(digits)
}
