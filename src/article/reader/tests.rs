//! Files in, articles and errors out.

use std::io::Write;

use flate2::Compression as Level;
use flate2::write::GzEncoder;

use super::*;

struct Folder(tempfile::TempDir);

impl Folder {
    fn with(files: &[(&str, &[u8])]) -> Self {
        let dir = tempfile::tempdir().expect("a folder");
        for (name, bytes) in files {
            std::fs::write(dir.path().join(name), bytes).expect("written");
        }
        Self(dir)
    }

    /// The text of each article, or the message of each error without the folder's name.
    fn read(&self, options: &ReadOptions) -> Vec<Result<String, String>> {
        let prefix = format!("{}/", self.0.path().display());
        read(&[self.0.path().to_owned()], options)
            .map(|read| {
                read.map(|article| article.text)
                    .map_err(|error| error.to_string().replace(&prefix, ""))
            })
            .collect()
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Level::fast());
    encoder.write_all(bytes).expect("to memory");
    encoder.finish().expect("to memory")
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

#[test]
fn one_bad_line_costs_one_line() {
    let folder = Folder::with(&[(
        "a.jsonl",
        b"{\"text\": \"One.\"}\n{broken\n\n{\"text\": \"Two.\"}",
    )]);
    let read = folder.read(&ReadOptions::default());
    assert_eq!(read[0], Ok("One.".to_owned()));
    assert!(
        read[1]
            .as_ref()
            .is_err_and(|error| error.starts_with("a.jsonl:2: not a JSON object")),
        "{read:?}"
    );
    assert_eq!(read[2], Ok("Two.".to_owned()));
}

#[test]
fn a_line_that_is_too_long_is_skipped() {
    let long = format!(
        "{{\"text\": \"{}\"}}\n{{\"text\": \"Short.\"}}\n",
        "x".repeat(500)
    );
    let options = ReadOptions {
        max_article_bytes: 100,
        ..ReadOptions::default()
    };
    let read = Folder::with(&[("a.jsonl", long.as_bytes())]).read(&options);
    assert!(
        read[0]
            .as_ref()
            .is_err_and(|error| error.starts_with("a.jsonl:1: the text is longer than 100 bytes"))
    );
    assert_eq!(read[1..], [Ok("Short.".to_owned())]);
}

#[test]
fn compressed_files_are_read() {
    let folder = Folder::with(&[
        ("a.txt.gz", &gzip(b"Zipped words.")),
        ("b.jsonl.zst", &zstd(b"{\"text\": \"Packed words.\"}\n")),
    ]);
    assert_eq!(
        folder.read(&ReadOptions::default()),
        [
            Ok("Zipped words.".to_owned()),
            Ok("Packed words.".to_owned())
        ]
    );
}

#[test]
fn compressed_json_lines_cut_short_keep_what_came_before() {
    let lines: String = (0..2000)
        .map(|n| format!("{{\"text\": \"Line {n} {}\"}}\n", n * 7919))
        .collect();
    let zipped = gzip(lines.as_bytes());
    let folder = Folder::with(&[
        ("a.jsonl.gz", &zipped[..zipped.len() / 2]),
        ("b.txt.gz", &zipped[..20]),
    ]);
    let read = folder.read(&ReadOptions::default());
    let good = read.iter().filter(|read| read.is_ok()).count();
    assert!(good > 100, "{good}");
    assert_eq!(read.len(), good + 2);
    assert!(
        read[good]
            .as_ref()
            .is_err_and(|error| error.contains("cut short"))
    );
}

#[test]
fn other_files_are_not_touched_by_a_bad_one() {
    let folder = Folder::with(&[("a.txt", b""), ("b.txt", b"%PDF-1.4"), ("c.txt", b"Words.")]);
    let read = folder.read(&ReadOptions::default());
    assert_eq!(
        read,
        [
            Err("a.txt: the file is empty".to_owned()),
            Err("b.txt: this is a PDF file, not text; convert it to text first".to_owned()),
            Ok("Words.".to_owned()),
        ]
    );
}

#[test]
fn ids_depend_on_content_and_origin_not_on_the_folder() {
    let id = |name: &str, text: &[u8]| {
        let folder = Folder::with(&[(name, text)]);
        read(&[folder.0.path().to_owned()], &ReadOptions::default())
            .next()
            .expect("one")
            .expect("read")
            .id
    };
    assert_eq!(id("a.txt", b"Words."), id("a.txt", b"Words."));
    assert_ne!(id("a.txt", b"Words."), id("b.txt", b"Words."));
    assert_ne!(id("a.txt", b"Words."), id("a.txt", b"Other."));
}
