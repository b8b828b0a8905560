//! Which file is read as what, by the extensions of its name.

use std::ffi::OsStr;
use std::path::Path;

use super::signature::Signature;

/// The types that are read, for messages.
pub(crate) const READ_TYPES: &str =
    ".txt, .text, .md, .markdown, .jsonl or .ndjson files, each also as .gz or .zst";

/// How the articles stand in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// One article of plain text.
    PlainText,
    /// One article of Markdown, perhaps with YAML front matter.
    Markdown,
    /// One JSON object on each line.
    JsonLines,
}

/// How a file is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Compression {
    None,
    Gzip,
    Zstd,
}

impl Compression {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::None => "uncompressed",
            Self::Gzip => "gzip",
            Self::Zstd => "zstd",
        }
    }
}

/// What the name of a file says about its content. Files without a format are passed over in folders, and told by
/// their content when a user names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FileType {
    pub(super) format: Option<Format>,
    pub(super) compression: Compression,
}

impl FileType {
    pub(super) fn of(path: &Path) -> Self {
        let compression = match extension(path).as_str() {
            "gz" => Compression::Gzip,
            "zst" => Compression::Zstd,
            _ => Compression::None,
        };
        let format = match extension(Path::new(uncompressed_name(path))).as_str() {
            "txt" | "text" => Some(Format::PlainText),
            "md" | "markdown" => Some(Format::Markdown),
            "jsonl" | "ndjson" => Some(Format::JsonLines),
            _ => None,
        };
        Self {
            format,
            compression,
        }
    }
}

/// What the file is, when its name says that its content would make no sense as plain text.
pub(super) fn unreadable_type(path: &Path) -> Option<Signature> {
    let convert = "convert it to JSON Lines (.jsonl) first";
    match extension(Path::new(uncompressed_name(path))).as_str() {
        "csv" | "tsv" => Some(Signature {
            seems: "a table",
            advice: convert,
        }),
        "json" => Some(Signature {
            seems: "JSON, but not JSON Lines",
            advice: convert,
        }),
        "xml" => Some(Signature {
            seems: "an XML document",
            advice: "save its text as .txt first",
        }),
        _ => None,
    }
}

/// The name of the file without its folder and without the extension of its compression.
pub(super) fn uncompressed_name(path: &Path) -> &OsStr {
    let name = match extension(path).as_str() {
        "gz" | "zst" => path.file_stem(),
        _ => path.file_name(),
    };
    name.unwrap_or(path.as_os_str())
}

fn extension(path: &Path) -> String {
    path.extension()
        .and_then(OsStr::to_str)
        .unwrap_or_default()
        .to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file_type(name: &str) -> (Option<Format>, Compression) {
        let FileType {
            format,
            compression,
        } = FileType::of(Path::new(name));
        (format, compression)
    }

    #[test]
    fn extensions_name_format_and_compression() {
        assert_eq!(
            file_type("a/b.TXT"),
            (Some(Format::PlainText), Compression::None)
        );
        assert_eq!(
            file_type("b.markdown.zst"),
            (Some(Format::Markdown), Compression::Zstd)
        );
        assert_eq!(
            file_type("b.v2.ndjson.gz"),
            (Some(Format::JsonLines), Compression::Gzip)
        );
        assert_eq!(file_type("b.gz"), (None, Compression::Gzip));
        assert_eq!(file_type("README"), (None, Compression::None));
        assert_eq!(file_type(".txt"), (None, Compression::None));
    }

    #[test]
    fn compression_is_no_part_of_the_name() {
        assert_eq!(uncompressed_name(Path::new("x/b.txt.gz")), "b.txt");
        assert_eq!(uncompressed_name(Path::new("x/b.txt")), "b.txt");
        assert_eq!(uncompressed_name(Path::new("-")), "-");
    }
}
