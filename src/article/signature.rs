//! Recognises what is not text, by its first bytes, so that a message can say what a file is and what to do with it.

/// What some content seems to be, and what its owner can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Signature {
    pub(super) seems: &'static str,
    pub(super) advice: &'static str,
}

const SAVE_AS_TEXT: &str = "save its text as .txt first";
const NOT_TEXT: &str = "leave it out";
const UNPACK: &str = "unpack it and give the files in it";
const DECOMPRESS: &str = "decompress it, or compress it as .gz or .zst";

/// First bytes, what they seem to be, and what to do. Signatures as in the formats' specifications.
const SIGNATURES: &[(&[u8], &str, &str)] = &[
    (b"%PDF-", "a PDF document", SAVE_AS_TEXT),
    (
        b"PK\x03\x04",
        "a zip archive or an office document",
        "unpack it, or save its text as .txt",
    ),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "an office document",
        SAVE_AS_TEXT,
    ),
    (b"{\\rtf", "an RTF document", SAVE_AS_TEXT),
    (
        b"\x1f\x8b",
        "gzip data",
        "decompress it or give its name the extension .gz, as in news.txt.gz",
    ),
    (
        b"\x28\xb5\x2f\xfd",
        "zstd data",
        "decompress it or give its name the extension .zst, as in news.txt.zst",
    ),
    (b"BZh91AY&SY", "bzip2 data", DECOMPRESS),
    (b"\xfd7zXZ\0", "xz data", DECOMPRESS),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", UNPACK),
    (b"Rar!\x1a\x07", "a RAR archive", UNPACK),
    (b"PAR1", "a Parquet file", "convert it to JSON Lines first"),
    (
        b"SQLite format 3\0",
        "an SQLite database",
        "export it as JSON Lines first",
    ),
    (b"\x89PNG\r\n\x1a\n", "a PNG image", NOT_TEXT),
    (b"\xff\xd8\xff", "a JPEG image", NOT_TEXT),
    (b"GIF87a", "a GIF image", NOT_TEXT),
    (b"GIF89a", "a GIF image", NOT_TEXT),
    (b"\x7fELF", "an ELF program", NOT_TEXT),
    (b"ID3\x03\0", "an MP3 recording", NOT_TEXT),
    (b"ID3\x04\0", "an MP3 recording", NOT_TEXT),
    (b"\xff\xfe\0\0", "UTF-32 text", "save it as UTF-8 first"),
    (b"\0\0\xfe\xff", "UTF-32 text", "save it as UTF-8 first"),
];

/// What `head`, the first bytes of a file, seems to be if it cannot be the text of articles.
pub(super) fn recognise(head: &[u8]) -> Option<Signature> {
    let known = SIGNATURES
        .iter()
        .find(|(magic, ..)| head.starts_with(magic));
    if let Some(&(_, seems, advice)) = known {
        return Some(Signature { seems, advice });
    }
    let begins = head.trim_ascii_start();
    let is_html = ["<!doctype html", "<html"].iter().any(|tag| {
        begins
            .get(..tag.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(tag.as_bytes()))
    });
    is_html.then_some(Signature {
        seems: "an HTML page",
        advice: SAVE_AS_TEXT,
    })
}

/// What content with NUL characters is said to be when nothing better is known.
pub(super) const BINARY: Signature = Signature {
    seems: "binary data (it has NUL bytes)",
    advice: "save its text as UTF-8 first, or leave it out",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_and_images_are_named() {
        assert_eq!(recognise(b"%PDF-1.7\n").unwrap().seems, "a PDF document");
        assert_eq!(
            recognise(b"\xff\xd8\xff\xe0").unwrap().seems,
            "a JPEG image"
        );
        assert_eq!(
            recognise(b"\n <!DOCTYPE HTML>").unwrap().seems,
            "an HTML page"
        );
    }

    #[test]
    fn text_is_not_mistaken() {
        for text in [
            "PDF files",
            "<3 htm",
            "Rarely seen",
            "ID card",
            "",
            "{\"text\": 1}",
        ] {
            assert_eq!(recognise(text.as_bytes()), None, "{text}");
        }
    }
}
