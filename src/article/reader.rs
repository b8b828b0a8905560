//! The iterator over all inputs: opens one after the other and hands out their articles.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::compression::decompress;
use super::format::{FileType, Format};
use super::jsonl::JsonLines;
use super::record::Found;
use super::sniff::sniff;
use super::walk::Walk;
use super::whole_file::{Source, read_markdown, read_plain_text};
use super::{Article, Input, ReadError, ReadOptions};

/// Reads the articles of `inputs` (files, folders, and `-` for standard input) in the order given.
///
/// Nothing is opened before the first article is asked for, and at most one article is held at a time. Files are read
/// by their extension: plain text (`.txt`, `.text`), Markdown (`.md`, `.markdown`) and JSON Lines (`.jsonl`,
/// `.ndjson`), each also as `.gz` or `.zst`. In folders, other files are passed over; named by themselves they are, as
/// standard input is, JSON Lines when their first line is a JSON object, and plain text otherwise.
pub fn read(inputs: &[PathBuf], options: &ReadOptions) -> Reader {
    Reader::new(inputs.iter().cloned().map(Waiting::Path).collect(), options)
}

/// Reads the articles of one open stream as those of a file with this name; its extension says what is in it.
pub fn read_from(
    name: impl Into<PathBuf>,
    stream: impl Read + Send + 'static,
    options: &ReadOptions,
) -> Reader {
    Reader::new(
        VecDeque::from([Waiting::Stream(name.into(), Box::new(stream))]),
        options,
    )
}

/// The articles of all inputs, and an error for each input or line that gave none; it goes on after every error.
///
/// Made by [`read`] and [`read_from`].
pub struct Reader {
    options: ReadOptions,
    waiting: VecDeque<Waiting>,
    walk: Option<Walk>,
    lines: Option<JsonLines>,
    unread_dates: Option<UnreadDates>,
}

enum Waiting {
    Path(PathBuf),
    Stream(PathBuf, Box<dyn Read + Send>),
}

enum Opened {
    Article(Found),
    Lines(JsonLines),
    Folder(Walk),
}

/// Articles that were read without their time of publication, because it is in no known notation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnreadDates {
    /// How many articles.
    pub count: usize,
    /// The first of them.
    pub first: Input,
    /// What the first one says instead of a time.
    pub value: String,
}

impl Reader {
    fn new(waiting: VecDeque<Waiting>, options: &ReadOptions) -> Self {
        Self {
            options: options.clone(),
            waiting,
            walk: None,
            lines: None,
            unread_dates: None,
        }
    }

    /// The articles so far whose `published` could not be read, for a warning; they were handed out without it.
    pub fn unread_dates(&self) -> Option<&UnreadDates> {
        self.unread_dates.as_ref()
    }

    /// Goes to the next file; `None` when there is none left.
    fn open_next(&mut self) -> Option<Result<Opened, ReadError>> {
        if let Some(file) = self.walk.as_mut().and_then(Iterator::next) {
            return Some(file.and_then(|path| self.open(&path)));
        }
        self.walk = None;
        Some(match self.waiting.pop_front()? {
            Waiting::Stream(name, stream) => self.open_stream(&name, stream),
            Waiting::Path(path) if path == Path::new("-") => self.open_stream(&path, io::stdin()),
            Waiting::Path(path) if path.is_dir() => Ok(Opened::Folder(Walk::new(path))),
            Waiting::Path(path) => self.open(&path),
        })
    }

    fn open(&self, path: &Path) -> Result<Opened, ReadError> {
        match File::open(path) {
            Ok(file) => self.open_stream(path, file),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Err(ReadError::Missing {
                path: path.to_owned(),
            }),
            Err(source) => Err(ReadError::Open {
                path: path.to_owned(),
                source,
            }),
        }
    }

    fn open_stream(
        &self,
        path: &Path,
        stream: impl Read + Send + 'static,
    ) -> Result<Opened, ReadError> {
        let FileType {
            format,
            compression,
        } = FileType::of(path);
        let input = Input {
            path: path.to_owned(),
            line: None,
        };
        let mut source = Source {
            input,
            compression,
            bytes: decompress(stream, compression),
        };
        let format = match format {
            Some(format) => format,
            None => sniff(&mut source, self.options.max_article_bytes)?,
        };
        match format {
            Format::PlainText => read_plain_text(source, &self.options).map(Opened::Article),
            Format::Markdown => read_markdown(source, &self.options).map(Opened::Article),
            Format::JsonLines => JsonLines::open(source).map(Opened::Lines),
        }
    }

    fn hand_out(&mut self, found: Found) -> Article {
        if let Some(value) = found.unread_date {
            let first = || UnreadDates {
                count: 0,
                first: found.article.input.clone(),
                value,
            };
            self.unread_dates.get_or_insert_with(first).count += 1;
        }
        found.article
    }
}

impl Iterator for Reader {
    type Item = Result<Article, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(found) = self
                .lines
                .as_mut()
                .and_then(|lines| lines.next(&self.options))
            {
                return Some(found.map(|found| self.hand_out(found)));
            }
            self.lines = None;
            match self.open_next()? {
                Ok(Opened::Article(found)) => return Some(Ok(self.hand_out(found))),
                Ok(Opened::Lines(lines)) => self.lines = Some(lines),
                Ok(Opened::Folder(walk)) => self.walk = Some(walk),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

#[cfg(test)]
mod tests;
