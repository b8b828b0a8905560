//! Which files there are: paths and folders as the user names them, in a stable order.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::error::{Problem, ReadError};

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Plain,
    Markdown,
    JsonLines,
    /// Standard input: JSON Lines when it begins like one, else plain text.
    Standard,
}

/// How a file is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Compression {
    None,
    Gzip,
    Zstd,
}

/// A file to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct InputFile {
    pub(super) path: PathBuf,
    pub(super) kind: Kind,
    pub(super) compression: Compression,
}

/// The files of `inputs` in their order, folders walked by name, with an error in the place of what is none.
pub(super) fn files(inputs: &[PathBuf]) -> VecDeque<Result<InputFile, ReadError>> {
    inputs.iter().flat_map(|input| files_of(input)).collect()
}

fn files_of(input: &Path) -> Vec<Result<InputFile, ReadError>> {
    if input.as_os_str() == "-" {
        let path = input.to_owned();
        return vec![Ok(InputFile {
            path,
            kind: Kind::Standard,
            compression: Compression::None,
        })];
    }
    match input.metadata() {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            vec![Err(failed(input, Problem::Missing))]
        }
        Err(error) => vec![Err(failed(input, Problem::Io(error)))],
        Ok(metadata) if metadata.is_dir() => folder(input),
        Ok(_) => vec![Ok(named(input))],
    }
}

/// A file that the user names is plain text unless its name says something else.
fn named(path: &Path) -> InputFile {
    recognised(path).unwrap_or_else(|| InputFile {
        path: path.to_owned(),
        kind: Kind::Plain,
        compression: compression(path).0,
    })
}

fn folder(input: &Path) -> Vec<Result<InputFile, ReadError>> {
    // A user's folder is read whole: no ignore files apply; hidden files are none of its articles.
    let walk = WalkBuilder::new(input)
        .standard_filters(false)
        .hidden(true)
        .follow_links(true)
        .sort_by_file_name(|a, b| a.cmp(b))
        .build();
    let entry = |entry: Result<ignore::DirEntry, ignore::Error>| match entry {
        Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => {
            recognised(entry.path()).map(Ok)
        }
        Ok(_) => None,
        Err(error) => Some(Err(failed(
            input,
            Problem::Io(std::io::Error::other(error)),
        ))),
    };
    let found: Vec<_> = walk.filter_map(entry).collect();
    if found.is_empty() {
        vec![Err(failed(input, Problem::NoArticles))]
    } else {
        found
    }
}

fn failed(path: &Path, problem: Problem) -> ReadError {
    ReadError::new(path, None, problem)
}

fn recognised(path: &Path) -> Option<InputFile> {
    let (compression, bare) = compression(path);
    let kind = match extension(bare)?.as_str() {
        "txt" | "text" => Kind::Plain,
        "md" | "markdown" => Kind::Markdown,
        "jsonl" | "ndjson" => Kind::JsonLines,
        _ => return None,
    };
    Some(InputFile {
        path: path.to_owned(),
        kind,
        compression,
    })
}

/// The compression that the name says, and the name without it.
fn compression(path: &Path) -> (Compression, &Path) {
    let bare = || path.file_stem().map_or(path, Path::new);
    match extension(path).as_deref() {
        Some("gz") => (Compression::Gzip, bare()),
        Some("zst") => (Compression::Zstd, bare()),
        _ => (Compression::None, path),
    }
}

fn extension(path: &Path) -> Option<String> {
    path.extension()
        .map(|extension| extension.to_string_lossy().to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_kind_and_compression() {
        let told =
            |name: &str| recognised(Path::new(name)).map(|file| (file.kind, file.compression));
        assert_eq!(told("a.TXT"), Some((Kind::Plain, Compression::None)));
        assert_eq!(
            told("a.b.jsonl.gz"),
            Some((Kind::JsonLines, Compression::Gzip))
        );
        assert_eq!(told("a.md.zst"), Some((Kind::Markdown, Compression::Zstd)));
        assert_eq!(told("a.pdf"), None);
    }

    #[test]
    fn folders_are_walked_by_name_without_hidden_and_unknown_files() {
        let dir = tempfile::tempdir().expect("a folder");
        for name in ["b.txt", "a.md", "sub/c.jsonl", ".hidden.txt", "image.png"] {
            let path = dir.path().join(name);
            std::fs::create_dir_all(path.parent().expect("a parent")).expect("made");
            std::fs::write(path, "x").expect("written");
        }
        let found: Vec<_> = files(&[dir.path().to_owned()])
            .into_iter()
            .map(|file| {
                file.expect("a file")
                    .path
                    .strip_prefix(dir.path())
                    .expect("inside")
                    .display()
                    .to_string()
            })
            .collect();
        assert_eq!(found, ["a.md", "b.txt", "sub/c.jsonl"]);
    }

    #[test]
    fn what_is_missing_or_empty_is_an_error_in_its_place() {
        let dir = tempfile::tempdir().expect("a folder");
        let found = files(&[dir.path().join("none.txt"), dir.path().to_owned()]);
        assert!(matches!(
            found[0].as_ref().map_err(|e| e.problem()),
            Err(Problem::Missing)
        ));
        assert!(matches!(
            found[1].as_ref().map_err(|e| e.problem()),
            Err(Problem::NoArticles)
        ));
    }
}
