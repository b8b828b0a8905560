//! What can go wrong while reading. Each message names the input and what to do about it.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::Input;
use super::format::READ_TYPES;

/// Why an input, or one line of it, gave no article.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ReadError {
    /// Nothing stands at this path.
    #[error("{}: no such file or folder; check the path", path.display())]
    Missing {
        /// The path as the user gave it.
        path: PathBuf,
    },
    /// A file or folder that cannot be opened.
    #[error("{}: cannot be opened; check that you may read it", path.display())]
    Open {
        /// The file or folder.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// Reading failed on the way. The lines of a JSON Lines file before this one have been read.
    #[error(
        "{input}: cannot be read on from here; check the disk or the connection, then try again"
    )]
    Interrupted {
        /// The file, and the first line that could not be read.
        input: Input,
        /// What the operating system said.
        source: io::Error,
    },
    /// Compressed data that is cut short or damaged. The lines of a JSON Lines file before this one have been read.
    #[error(
        "{input}: the {compression} data is cut short or damaged from here on; copy or compress the file again"
    )]
    Damaged {
        /// The file, and the first line that could not be read.
        input: Input,
        /// The name of the compression.
        compression: &'static str,
        /// What the decompressor said.
        source: io::Error,
    },
    /// A folder without a file of a type that is read.
    #[error("{}: no articles in this folder (files of other types: {others}); it needs {READ_TYPES}", path.display())]
    NoArticles {
        /// The folder.
        path: PathBuf,
        /// How many files of other types lie in it.
        others: usize,
    },
    /// Nothing but white space.
    #[error("{input}: is empty; put the text of an article into it or leave it out")]
    Empty {
        /// The file or line.
        input: Input,
    },
    /// Something that is not the text of an article.
    #[error("{}: seems to be {seems}; {advice}", path.display())]
    NotText {
        /// The file.
        path: PathBuf,
        /// What it seems to be, with its article ("a PDF document").
        seems: &'static str,
        /// What to do about it.
        advice: &'static str,
    },
    /// More text than [`ReadOptions::max_article_bytes`](super::ReadOptions::max_article_bytes) allows.
    #[error("{input}: has more than {limit} bytes; split it into articles or raise the limit")]
    TooLarge {
        /// The file or line.
        input: Input,
        /// The limit that holds, in bytes.
        limit: usize,
    },
    /// A line of a JSON Lines file that is not a JSON object.
    #[error("{input}: is not a JSON object; write one object on each line")]
    Json {
        /// The file and line.
        input: Input,
        /// Where and why parsing stopped; its own line number is always 1.
        source: serde_json::Error,
    },
    /// A JSON object without a usable text.
    #[error(
        "{input}: the field `{field}` {problem}; the fields here are {}; name the right one with text=NAME",
        list(seen)
    )]
    NoText {
        /// The file and line.
        input: Input,
        /// The field that was looked for.
        field: String,
        /// What is wrong with it ("is missing", "is not a string").
        problem: &'static str,
        /// The names of the fields that are there.
        seen: Vec<String>,
    },
}

impl ReadError {
    /// The file or folder that the error is about, as the user named or belie found it; `-` for standard input.
    pub fn path(&self) -> &Path {
        match self {
            Self::Missing { path }
            | Self::Open { path, .. }
            | Self::NoArticles { path, .. }
            | Self::NotText { path, .. } => path,
            Self::Interrupted { input, .. }
            | Self::Damaged { input, .. }
            | Self::Empty { input }
            | Self::TooLarge { input, .. }
            | Self::Json { input, .. }
            | Self::NoText { input, .. } => &input.path,
        }
    }

    /// The line (from 1) of a JSON Lines file; `None` when the error is about the whole file.
    pub fn line(&self) -> Option<usize> {
        match self {
            Self::Missing { .. }
            | Self::Open { .. }
            | Self::NoArticles { .. }
            | Self::NotText { .. } => None,
            Self::Interrupted { input, .. }
            | Self::Damaged { input, .. }
            | Self::Empty { input }
            | Self::TooLarge { input, .. }
            | Self::Json { input, .. }
            | Self::NoText { input, .. } => input.line,
        }
    }
}

/// Names for a message: quoted, at most a dozen of them.
fn list(names: &[String]) -> String {
    const SHOWN: usize = 12;
    if names.is_empty() {
        return "none".to_owned();
    }
    let mut shown: Vec<String> = names
        .iter()
        .take(SHOWN)
        .map(|name| format!("`{name}`"))
        .collect();
    if names.len() > SHOWN {
        shown.push(format!("{} more", names.len() - SHOWN));
    }
    shown.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_name_the_place_and_the_way_out() {
        let error = ReadError::NoText {
            input: Input {
                path: "news.jsonl".into(),
                line: Some(7),
            },
            field: "text".into(),
            problem: "is missing",
            seen: vec!["body".into(), "id".into()],
        };
        let message = error.to_string();
        assert!(message.starts_with("news.jsonl:7: "), "{message}");
        assert!(
            message.contains("`body`, `id`") && message.contains("text=NAME"),
            "{message}"
        );
        assert_eq!(
            (error.path(), error.line()),
            (Path::new("news.jsonl"), Some(7))
        );
    }

    #[test]
    fn long_lists_of_names_are_cut() {
        let names: Vec<String> = (0..20).map(|n| n.to_string()).collect();
        assert!(list(&names).ends_with("`11`, 8 more"));
        assert_eq!(list(&[]), "none");
    }
}
