//! JSON Lines: one article an object a line, read one after the other and never held in memory together.

use std::io;
use std::path::PathBuf;

use serde_json::{Map, Value};

use super::bounded_line::{Line, read_line};
use super::compression::{Bytes, without_utf16};
use super::decode::decode;
use super::format::Compression;
use super::headline::headline;
use super::record::{Body, Facts, Found};
use super::signature::{BINARY, Signature, recognise};
use super::whole_file::Source;
use super::{Input, ReadError, ReadOptions};

/// The articles of a JSON Lines file.
pub(super) struct JsonLines {
    path: PathBuf,
    compression: Compression,
    bytes: Bytes,
    /// Whether the lines were UTF-16: then what could not be decoded has been replaced already.
    was_utf16: bool,
    /// The number of the line that was read last, from 1.
    line: usize,
    buffer: Vec<u8>,
    is_blank: bool,
    ended: bool,
}

impl JsonLines {
    pub(super) fn open(source: Source) -> Result<Self, ReadError> {
        let Source {
            input,
            compression,
            bytes,
        } = source;
        let path = input.path;
        match begin(bytes) {
            Ok(Beginning::Lines { bytes, was_utf16 }) => Ok(Self {
                path,
                compression,
                bytes,
                was_utf16,
                line: 0,
                buffer: Vec::new(),
                is_blank: true,
                ended: false,
            }),
            Ok(Beginning::NotText(Signature { seems, advice })) => Err(ReadError::NotText {
                path,
                seems,
                advice,
            }),
            Err(error) => {
                let input = Input {
                    path,
                    line: Some(1),
                };
                Err(Source::failure(compression, input, error))
            }
        }
    }

    /// The next article, or what is wrong with the next line; `None` at the end of the file.
    pub(super) fn next(&mut self, options: &ReadOptions) -> Option<Result<Found, ReadError>> {
        let limit = options.max_article_bytes;
        while !self.ended {
            self.line += 1;
            match read_line(&mut self.bytes, &mut self.buffer, limit) {
                Ok(Line::Whole) if self.buffer.trim_ascii().is_empty() => {}
                Ok(Line::Whole) => {
                    self.is_blank = false;
                    return Some(self.record(options));
                }
                Ok(Line::TooLong) => {
                    self.is_blank = false;
                    return Some(Err(ReadError::TooLarge {
                        input: self.here(),
                        limit,
                    }));
                }
                Ok(Line::End) => {
                    self.ended = true;
                    let input = Input {
                        line: None,
                        ..self.here()
                    };
                    return self.is_blank.then_some(Err(ReadError::Empty { input }));
                }
                Err(error) => {
                    self.ended = true;
                    return Some(Err(Source::failure(self.compression, self.here(), error)));
                }
            }
        }
        None
    }

    fn here(&self) -> Input {
        Input {
            path: self.path.clone(),
            line: Some(self.line),
        }
    }

    fn record(&mut self, options: &ReadOptions) -> Result<Found, ReadError> {
        let mut decoded = decode(std::mem::take(&mut self.buffer));
        if self.was_utf16 {
            decoded.replaced = decoded.text.matches('\u{fffd}').count();
        }
        let input = self.here();
        let mut fields: Map<String, Value> = match serde_json::from_str(&decoded.text) {
            Ok(fields) => fields,
            Err(source) => return Err(ReadError::Json { input, source }),
        };
        let facts = Facts::from_fields(&fields, options);
        let field = options.name_of("text");
        let problem = match fields.remove(field) {
            Some(Value::String(text)) => {
                let title = headline(&text);
                return Found::new(
                    input,
                    facts,
                    Body {
                        text,
                        title,
                        replaced: decoded.replaced,
                    },
                );
            }
            None => "is missing",
            Some(value) => {
                fields.insert(field.to_owned(), value);
                "is not a string"
            }
        };
        let seen = fields.into_iter().map(|(name, _)| name).collect();
        Err(ReadError::NoText {
            input,
            field: field.to_owned(),
            problem,
            seen,
        })
    }
}

/// What the first bytes of a file show.
enum Beginning {
    Lines { bytes: Bytes, was_utf16: bool },
    NotText(Signature),
}

fn begin(mut bytes: Bytes) -> io::Result<Beginning> {
    if let Some(signature) = recognise(bytes.fill_buf()?) {
        return Ok(Beginning::NotText(signature));
    }
    let (mut bytes, was_utf16) = without_utf16(bytes)?;
    if bytes.fill_buf()?.contains(&0) {
        return Ok(Beginning::NotText(BINARY));
    }
    Ok(Beginning::Lines { bytes, was_utf16 })
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use proptest::prelude::*;
    use serde_json::json;

    use super::super::compression::{decompress, tests::gzip};
    use super::super::format::Compression;
    use super::*;
    use crate::article::Article;

    fn read_packed(
        content: Vec<u8>,
        compression: Compression,
        options: &ReadOptions,
    ) -> Vec<Result<Article, ReadError>> {
        let input = Input {
            path: "n.jsonl".into(),
            line: None,
        };
        let bytes = decompress(Cursor::new(content), compression);
        match JsonLines::open(Source {
            input,
            compression,
            bytes,
        }) {
            Ok(mut lines) => std::iter::from_fn(|| lines.next(options))
                .map(|found| Ok(found?.article))
                .collect(),
            Err(error) => vec![Err(error)],
        }
    }

    fn read(content: impl Into<Vec<u8>>) -> Vec<Result<Article, ReadError>> {
        read_packed(content.into(), Compression::None, &ReadOptions::default())
    }

    fn texts(read: &[Result<Article, ReadError>]) -> Vec<Option<&str>> {
        read.iter()
            .map(|article| article.as_ref().ok().map(|article| article.text.as_str()))
            .collect()
    }

    #[test]
    fn a_broken_line_loses_only_itself() {
        let found =
            read("\u{feff}{\"text\": \"One.\"}\r\n\n{\"text\": \n[1]\n{\"text\": \"Two.\"}");
        assert_eq!(texts(&found), [Some("One."), None, None, Some("Two.")]);
        let lines: Vec<_> = found
            .iter()
            .map(|found| {
                found
                    .as_ref()
                    .map_or_else(ReadError::line, |article| article.input.line)
            })
            .collect();
        assert_eq!(lines, [Some(1), Some(3), Some(4), Some(5)]);
    }

    #[test]
    fn a_record_without_text_tells_which_fields_it_has() {
        let found =
            read("{\"body\": \"One.\", \"id\": 1}\n{\"text\": [\"a\"]}\n{\"text\": null}\n");
        let messages: Vec<String> = found
            .into_iter()
            .map(|found| found.unwrap_err().to_string())
            .collect();
        assert!(
            messages[0].contains("`text` is missing; the fields here are `body`, `id`"),
            "{}",
            messages[0]
        );
        assert!(messages[1].contains("is not a string"), "{}", messages[1]);
        assert!(messages[2].starts_with("n.jsonl:3: "), "{}", messages[2]);
    }

    #[test]
    fn fields_may_have_other_names() {
        let mut options = ReadOptions::default();
        options.rename("text", "body").unwrap();
        options.rename("outlet", "source").unwrap();
        let line = json!({"body": "One.", "source": "Herald", "text": 3}).to_string();
        let found = read_packed(line.into(), Compression::None, &options);
        let article = found[0].as_ref().unwrap();
        assert_eq!(
            (article.text.as_str(), article.outlet.as_deref()),
            ("One.", Some("Herald"))
        );
    }

    #[test]
    fn lines_up_to_the_limit_are_read_and_longer_ones_passed_over() {
        let line = |length: usize| format!("{{\"text\":\"{}\"}}", "a".repeat(length));
        let options = ReadOptions {
            max_article_bytes: line(9).len(),
            ..ReadOptions::default()
        };
        for end in ["\n", "\r\n"] {
            let content = [line(9), line(10), line(8), line(99), line(1), line(11)].join(end);
            let found = read_packed(content.into(), Compression::None, &options);
            let lengths: Vec<_> = texts(&found)
                .into_iter()
                .map(|text| text.map(str::len))
                .collect();
            assert_eq!(lengths, [Some(9), None, Some(8), None, Some(1), None]);
            assert!(matches!(
                found[3],
                Err(ReadError::TooLarge {
                    input: Input { line: Some(4), .. },
                    ..
                })
            ));
        }
    }

    #[test]
    fn a_gzip_cut_short_gives_its_whole_lines_and_an_error() {
        let line = |n: usize| {
            json!({"text": format!("{n} {}", blake3::hash(&n.to_le_bytes()))}).to_string() + "\n"
        };
        let mut packed = gzip((0..2000).map(line).collect::<String>().as_bytes());
        packed.truncate(packed.len() / 2);
        let found = read_packed(packed, Compression::Gzip, &ReadOptions::default());
        let (error, articles) = found.split_last().unwrap();
        assert!(
            articles.len() > 500 && articles.iter().all(Result::is_ok),
            "{}",
            articles.len()
        );
        let line = error.as_ref().unwrap_err().line();
        assert!(
            matches!(
                error,
                Err(ReadError::Damaged {
                    compression: "gzip",
                    ..
                })
            ) && line == Some(articles.len() + 1)
        );
    }

    #[test]
    fn other_encodings_and_binary_data() {
        let latin: Vec<u8> = "{\"text\": \"Le ministère a nié être prêt.\"}"
            .chars()
            .map(|c| c as u8)
            .collect();
        assert_eq!(texts(&read(latin)), [Some("Le ministère a nié être prêt.")]);
        let utf16 = "\u{feff}{\"text\": \"žába\"}\n{\"text\": \"b\"}\n"
            .encode_utf16()
            .flat_map(u16::to_le_bytes);
        assert_eq!(
            texts(&read(utf16.collect::<Vec<u8>>())),
            [Some("žába"), Some("b")]
        );
        let halved = [0xfe, 0xff]
            .into_iter()
            .chain("{\"text\": \"a".encode_utf16().flat_map(u16::to_be_bytes));
        let halved = halved
            .chain([0xd8, 0x00])
            .chain("b\"}".encode_utf16().flat_map(u16::to_be_bytes));
        let damaged = read(halved.collect::<Vec<u8>>());
        assert_eq!(texts(&damaged), [Some("a\u{fffd}b")]);
        assert_eq!(damaged[0].as_ref().unwrap().replaced_characters, 1);
        assert!(matches!(
            read(b"PAR1xx".to_vec())[..],
            [Err(ReadError::NotText {
                seems: "a Parquet file",
                ..
            })]
        ));
        assert!(matches!(
            read(b"ab\0c\n\n".to_vec())[..],
            [Err(ReadError::NotText { .. })]
        ));
    }

    #[test]
    fn an_empty_file_or_text_is_an_error() {
        for content in ["", "\n \n", "\u{feff}"] {
            assert!(
                matches!(read(content)[..], [Err(ReadError::Empty { .. })]),
                "{content:?}"
            );
        }
        assert!(matches!(
            read("{\"text\": \" \"}")[..],
            [Err(ReadError::Empty {
                input: Input { line: Some(1), .. }
            })]
        ));
    }

    proptest! {
        #[test]
        fn any_bytes_are_articles_or_errors(content: Vec<u8>) {
            read(content);
        }

        #[test]
        fn texts_come_back(stories in prop::collection::vec((".*[a-z].*", "[A-Za-z. \n]*"), 1..5)) {
            let lines: Vec<String> =
                stories.iter().map(|(text, title)| json!({"text": text, "title": title}).to_string()).collect();
            let found = read(lines.join("\n"));
            prop_assert_eq!(texts(&found), stories.iter().map(|(text, _)| Some(text.as_str())).collect::<Vec<_>>());
            for article in found.into_iter().flatten() {
                let title = article.title_span.map(|span| span.of(&article.text));
                prop_assert!(title.is_none() || title == article.title.as_deref());
            }
        }
    }
}
