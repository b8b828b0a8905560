//! Reads inputs one article at a time; a JSON Lines file is never in memory whole.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::PathBuf;

use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::StreamingDecoder;

use super::error::{Problem, ReadError};
use super::inputs::{self, Compression, InputFile, Kind};
use super::{Article, ReadOptions, decode, jsonl, plain};

/// A JSON line may be longer than its text: escapes take up to six bytes a byte, other fields some more.
const LINE_BYTES_PER_TEXT_BYTE: usize = 3;

type Bytes = Box<dyn BufRead + Send>;

/// Reads the articles of `inputs`: files, folders (recursively, by name), and `-` for standard input.
pub fn read(inputs: &[PathBuf], options: &ReadOptions) -> Reader {
    Reader {
        files: inputs::files(inputs),
        lines: None,
        options: options.clone(),
    }
}

/// The articles of some inputs, in order; an input that cannot be read is an error in its place.
pub struct Reader {
    files: VecDeque<Result<InputFile, ReadError>>,
    /// The JSON Lines file that is being read.
    lines: Option<Lines>,
    options: ReadOptions,
}

impl std::fmt::Debug for Reader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reader")
            .field("files", &self.files)
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}

struct Lines {
    file: InputFile,
    bytes: Bytes,
    line: usize,
}

impl Iterator for Reader {
    type Item = Result<Article, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(lines) = &mut self.lines {
                if let Some(article) = lines.next(&self.options) {
                    return Some(article);
                }
                self.lines = None;
            }
            let read = match self.files.pop_front()? {
                Ok(file) => self.begin(file),
                Err(error) => Err(error),
            };
            match read {
                Ok(Some(article)) => return Some(Ok(article)),
                Ok(None) => {}
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

impl Reader {
    /// Reads a file that is one article, or begins one that has an article a line.
    fn begin(&mut self, file: InputFile) -> Result<Option<Article>, ReadError> {
        let failed = |problem| ReadError::new(&file.path, None, problem);
        let mut bytes = open(&file).map_err(|error| failed(Problem::Io(error)))?;
        let json = match file.kind {
            Kind::JsonLines => true,
            Kind::Standard => bytes
                .fill_buf()
                .map_err(|error| failed(Problem::Io(error)))?
                .trim_ascii_start()
                .starts_with(b"{"),
            Kind::Plain | Kind::Markdown => false,
        };
        if json {
            self.lines = Some(Lines {
                file,
                bytes,
                line: 0,
            });
            return Ok(None);
        }
        let words = whole(bytes, &file, &self.options).map_err(failed)?;
        let decoded = decode::decode(&words).map_err(failed)?;
        plain::article(&file.path, file.kind, decoded, &self.options)
            .map(Some)
            .map_err(failed)
    }
}

fn open(file: &InputFile) -> io::Result<Bytes> {
    let plain: Bytes = match file.kind {
        Kind::Standard => Box::new(BufReader::new(io::stdin())),
        _ => Box::new(BufReader::new(File::open(&file.path)?)),
    };
    Ok(match file.compression {
        Compression::None => plain,
        Compression::Gzip => Box::new(BufReader::new(MultiGzDecoder::new(plain))),
        Compression::Zstd => Box::new(BufReader::new(
            StreamingDecoder::new(plain).map_err(io::Error::other)?,
        )),
    })
}

/// The whole file, unless it is far longer than an article may be in any encoding.
fn whole(bytes: Bytes, file: &InputFile, options: &ReadOptions) -> Result<Vec<u8>, Problem> {
    // No encoding takes more than four bytes for what is at least one byte of UTF-8.
    let most = options.max_article_bytes.saturating_mul(4) as u64;
    let mut words = Vec::new();
    bytes
        .take(most + 1)
        .read_to_end(&mut words)
        .map_err(|error| problem(file, error))?;
    if words.len() as u64 > most {
        Err(Problem::TooLarge(options.max_article_bytes))
    } else {
        Ok(words)
    }
}

fn problem(file: &InputFile, error: io::Error) -> Problem {
    if file.compression == Compression::None {
        Problem::Io(error)
    } else {
        Problem::Compressed(error)
    }
}

impl Lines {
    /// The next line that is not blank. A line that is too long is passed over without being kept.
    fn next(&mut self, options: &ReadOptions) -> Option<Result<Article, ReadError>> {
        let most = options
            .max_article_bytes
            .saturating_mul(LINE_BYTES_PER_TEXT_BYTE);
        loop {
            let mut line = Vec::new();
            let read = (&mut self.bytes)
                .take(most as u64 + 1)
                .read_until(b'\n', &mut line);
            self.line += 1;
            let complete = line.last() == Some(&b'\n');
            let result = match read {
                Err(error) => {
                    // What follows damaged data is lost; the file ends here.
                    self.bytes = Box::new(io::empty());
                    Err(problem(&self.file, error))
                }
                Ok(0) => return None,
                Ok(length) if length > most && !complete => match self.skip_line() {
                    Ok(()) => Err(Problem::TooLarge(options.max_article_bytes)),
                    Err(error) => Err(problem(&self.file, error)),
                },
                Ok(_) => {
                    let mark: &[u8] = if self.line == 1 { b"\xef\xbb\xbf" } else { b"" };
                    let line = line.strip_prefix(mark).unwrap_or(&line).trim_ascii();
                    if line.is_empty() {
                        continue;
                    }
                    self.article(line, options)
                }
            };
            return Some(
                result.map_err(|problem| ReadError::new(&self.file.path, Some(self.line), problem)),
            );
        }
    }

    fn article(&self, line: &[u8], options: &ReadOptions) -> Result<Article, Problem> {
        jsonl::article(&self.file.path, self.line, line, options)
    }

    fn skip_line(&mut self) -> io::Result<()> {
        self.bytes.skip_until(b'\n').map(|_| ())
    }
}

#[cfg(test)]
mod tests;
