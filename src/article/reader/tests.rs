use std::fs;
use std::io::Cursor;

use tempfile::TempDir;

use super::super::compression::tests::{gzip, zstd};
use super::*;

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let root = tempfile::tempdir().unwrap();
    for (name, content) in files {
        let path = root.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    root
}

/// What was read, in short: the text of an article, or the name and line that an error is about.
fn outcome(reader: Reader) -> Vec<String> {
    let place = |error: &ReadError| {
        (
            error
                .path()
                .file_name()
                .map(|name| name.to_string_lossy().into_owned()),
            error.line(),
        )
    };
    reader
        .map(|found| match found {
            Ok(article) => article.text,
            Err(error) => {
                let (name, line) = place(&error);
                format!(
                    "! {} {}",
                    name.unwrap_or_default(),
                    line.unwrap_or_default()
                )
            }
        })
        .collect()
}

fn read_stream(name: &str, content: &[u8]) -> Vec<String> {
    outcome(read_from(
        name,
        Cursor::new(content.to_vec()),
        &ReadOptions::default(),
    ))
}

#[test]
fn inputs_are_read_in_order_and_errors_stay_in_their_place() {
    let root = folder(&[
        ("news/a.txt", b"Text a."),
        (
            "news/b.jsonl",
            b"{\"text\": \"Text b1.\"}\n{\n{\"text\": \"Text b2.\"}\n",
        ),
        ("news/c.txt", b""),
        ("news/d.md.gz", &gzip(b"# D\n")),
        ("news/e.ndjson.zst", &zstd(b"{\"text\": \"Text e.\"}")),
        ("pictures/p.png", b"\x89PNG"),
        ("notes", b"Text n."),
    ]);
    let paths = ["notes", "pictures", "gone", "news"].map(|name| root.path().join(name));
    let found = outcome(read(&paths, &ReadOptions::default()));
    let expected = [
        "Text n.",
        "! pictures 0",
        "! gone 0",
        "Text a.",
        "Text b1.",
        "! b.jsonl 2",
        "Text b2.",
        "! c.txt 0",
        "# D\n",
        "Text e.",
    ];
    assert_eq!(found, expected);
}

#[test]
fn streams_without_a_telling_name_are_told_by_their_first_line() {
    assert_eq!(
        read_stream("-", b"\n\n {\"text\": \"One.\"}\n{\"text\": \"Two.\"}\n"),
        ["One.", "Two."]
    );
    assert_eq!(
        read_stream("-", b"{curly} text\nand more"),
        ["{curly} text\nand more"]
    );
    assert_eq!(
        read_stream("notes.gz", &gzip(b"{\"text\": \"One.\"}")),
        ["One."]
    );
    assert_eq!(read_stream("-", b"\n\n"), ["! - 0"]);
    let utf16: Vec<u8> = "\u{feff}{\"text\": \"One.\"}\n{\"text\": \"Two.\"}\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(read_stream("-", &utf16), ["One.", "Two."]);
}

#[test]
fn a_first_line_over_the_limit_leaves_the_others() {
    let options = ReadOptions {
        max_article_bytes: 30,
        ..ReadOptions::default()
    };
    let content = format!(
        "{{\"text\": \"{}\"}}\n{{\"text\": \"Two.\"}}\n",
        "long ".repeat(9000)
    );
    let found = outcome(read_from("-", Cursor::new(content), &options));
    assert_eq!(found, ["! - 1", "Two."]);
}

#[test]
fn tables_and_json_documents_are_refused_by_name() {
    for name in ["a.csv", "a.json", "a.xml.gz"] {
        let content: &[u8] = b"[1,\n 2]";
        let content = if name.ends_with(".gz") {
            gzip(content)
        } else {
            content.to_vec()
        };
        let mut reader = read_from(name, Cursor::new(content), &ReadOptions::default());
        assert!(
            matches!(reader.next(), Some(Err(ReadError::NotText { .. }))),
            "{name}"
        );
    }
    assert_eq!(read_stream("a.json", b"{\"text\": \"One.\"}"), ["One."]);
}

#[test]
fn damaged_files_are_one_error_each() {
    let packed = gzip("Text a. ".repeat(99).as_bytes());
    assert_eq!(
        read_stream("a.txt.gz", &packed[..packed.len() - 9]),
        ["! a.txt.gz 0"]
    );
    assert_eq!(read_stream("a.txt.gz", b"Text a."), ["! a.txt.gz 0"]);
    assert_eq!(read_stream("a.jsonl.zst", b"Text a."), ["! a.jsonl.zst 1"]);
    let mut reader = read_from("a.txt", Cursor::new(packed), &ReadOptions::default());
    let message = reader.next().unwrap().unwrap_err().to_string();
    assert!(
        message.contains("gzip data; decompress it or give its name the extension .gz"),
        "{message}"
    );
}

#[test]
fn unreadable_dates_are_counted_and_the_articles_kept() {
    let content = "{\"text\": \"a\", \"published\": \"2024-03-01\"}\n\
                   {\"text\": \"b\", \"published\": \"soon\"}\n{\"text\": \"c\", \"published\": [1]}\n";
    let mut reader = read_from("n.jsonl", Cursor::new(content), &ReadOptions::default());
    let dated: Vec<bool> = reader
        .by_ref()
        .map(|article| article.unwrap().published.is_some())
        .collect();
    assert_eq!(dated, [true, false, false]);
    let unread = reader.unread_dates().unwrap();
    assert_eq!(
        (unread.count, unread.first.line, unread.value.as_str()),
        (2, Some(2), "soon")
    );
}

#[test]
fn moving_a_folder_keeps_the_ids() {
    let ids = |root: &TempDir| -> Vec<_> {
        read(&[root.path().to_owned()], &ReadOptions::default())
            .map(|article| article.unwrap().id)
            .collect()
    };
    let files: &[(&str, &[u8])] = &[("a.txt", b"Text."), ("b.txt", b"Text.")];
    let (here, there) = (ids(&folder(files)), ids(&folder(files)));
    assert_eq!(here, there);
    assert_ne!(here[0], here[1]);
}

#[test]
fn a_reader_can_move_to_another_thread() {
    fn is_send<T: Send>(_: &T) {}
    is_send(&read(&[], &ReadOptions::default()));
}

/// A collection with a line for every number, made while it is read: it could not be held in memory.
struct Endless {
    line: u64,
    rest: Vec<u8>,
}

impl Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.rest.is_empty() {
            self.line += 1;
            self.rest = format!("{{\"text\": \"Text {}.\"}}\n", self.line).into_bytes();
        }
        let count = buffer.len().min(self.rest.len());
        for (to, from) in buffer.iter_mut().zip(self.rest.drain(..count)) {
            *to = from;
        }
        Ok(count)
    }
}

#[test]
fn articles_come_before_the_end_of_their_file() {
    let endless = Endless {
        line: 0,
        rest: Vec::new(),
    };
    let mut reader = read_from("-", endless, &ReadOptions::default());
    assert_eq!(reader.nth(9_999).unwrap().unwrap().text, "Text 10000.");
}

#[cfg(unix)]
#[test]
fn files_that_may_not_be_read_are_errors_and_the_run_goes_on() {
    use std::os::unix::fs::PermissionsExt;
    let root = folder(&[("a.txt", b"Text a."), ("b.txt", b"Text b.")]);
    let locked = root.path().join("a.txt");
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o000)).unwrap();
    if File::open(&locked).is_ok() {
        return; // A superuser may read everything.
    }
    assert_eq!(
        outcome(read(&[root.path().to_owned()], &ReadOptions::default())),
        ["! a.txt 0", "Text b."]
    );
}
