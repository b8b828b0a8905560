//! Files that hold one article: plain text and Markdown.

use std::io::{self, Read};

use super::compression::Bytes;
use super::decode::decode;
use super::format::Compression;
use super::headline::headline;
use super::markdown::{front_matter, leading_heading};
use super::record::{Body, Facts, Found};
use super::signature::{BINARY, recognise};
use super::{Input, ReadError, ReadOptions};

/// A stream of bytes with what is known of the file behind it.
pub(super) struct Source {
    pub(super) input: Input,
    pub(super) compression: Compression,
    pub(super) bytes: Bytes,
}

impl Source {
    /// The error for a failed read at `input`; decompressors fail because of their data.
    pub(super) fn failure(compression: Compression, input: Input, source: io::Error) -> ReadError {
        match compression {
            Compression::None => ReadError::Interrupted { input, source },
            compressed => ReadError::Damaged {
                input,
                compression: compressed.name(),
                source,
            },
        }
    }

    /// Everything that is left, unless it is larger than `limit` bytes.
    fn read_whole(self, limit: usize) -> Result<(Input, Vec<u8>), ReadError> {
        let mut content = Vec::new();
        let read = self
            .bytes
            .take((limit as u64).saturating_add(1))
            .read_to_end(&mut content);
        if let Err(error) = read {
            return Err(Self::failure(self.compression, self.input, error));
        }
        if content.len() > limit {
            return Err(ReadError::TooLarge {
                input: self.input,
                limit,
            });
        }
        Ok((self.input, content))
    }
}

/// Reads plain text; its first line is its title when it reads like one.
pub(super) fn read_plain_text(source: Source, options: &ReadOptions) -> Result<Found, ReadError> {
    let (input, body) = read_body(source, options)?;
    let title = headline(&body.text);
    Found::new(input, Facts::default(), Body { title, ..body })
}

/// Reads Markdown; front matter gives facts and is no part of the text.
pub(super) fn read_markdown(source: Source, options: &ReadOptions) -> Result<Found, ReadError> {
    let (input, mut body) = read_body(source, options)?;
    let (fields, begin) = front_matter(&body.text);
    body.text.drain(..begin);
    body.title = leading_heading(&body.text);
    Found::new(input, Facts::from_fields(&fields, options), body)
}

fn read_body(source: Source, options: &ReadOptions) -> Result<(Input, Body), ReadError> {
    let (input, content) = source.read_whole(options.max_article_bytes)?;
    let signature = recognise(&content);
    let decoded = decode(content);
    let not_text = signature.or(decoded.text.contains('\0').then_some(BINARY));
    match not_text {
        Some(known) => Err(ReadError::NotText {
            path: input.path,
            seems: known.seems,
            advice: known.advice,
        }),
        None => Ok((
            input,
            Body {
                text: decoded.text,
                title: None,
                replaced: decoded.replaced,
            },
        )),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use proptest::prelude::*;

    use super::*;
    use crate::article::Article;

    fn source(content: &[u8]) -> Source {
        let input = Input {
            path: "a.txt".into(),
            line: None,
        };
        Source {
            input,
            compression: Compression::None,
            bytes: Box::new(Cursor::new(content.to_vec())),
        }
    }

    fn plain(content: &[u8]) -> Result<Article, ReadError> {
        read_plain_text(source(content), &ReadOptions::default()).map(|found| found.article)
    }

    fn markdown(content: &str) -> Article {
        read_markdown(source(content.as_bytes()), &ReadOptions::default())
            .unwrap()
            .article
    }

    #[test]
    fn plain_text_keeps_its_line_breaks_and_names_its_title() {
        let article = plain(b"\xef\xbb\xbfMayor denies leaving\r\n\r\nShe stays.\r\n").unwrap();
        assert_eq!(article.text, "Mayor denies leaving\r\n\r\nShe stays.\r\n");
        assert_eq!(article.title.as_deref(), Some("Mayor denies leaving"));
        assert_eq!(
            article.title_span.map(|span| span.of(&article.text)),
            article.title.as_deref()
        );
    }

    #[test]
    fn front_matter_becomes_facts() {
        let article = markdown(
            "---\ntitle: Mayor stays\nid: n7\noutlet: Herald\nurl: https://example.org/7\npublished: 2024-03-01\n---\n# Mayor stays\n\nText.\n",
        );
        assert_eq!(article.text, "# Mayor stays\n\nText.\n");
        assert_eq!(
            article.title_span.map(|span| span.of(&article.text)),
            Some("Mayor stays")
        );
        assert_eq!(
            (article.input_id.as_deref(), article.outlet.as_deref()),
            (Some("n7"), Some("Herald"))
        );
        assert_eq!(article.url.as_deref(), Some("https://example.org/7"));
        assert_eq!(article.published, "2024-03-01T00:00:00Z".parse().ok());
    }

    #[test]
    fn a_title_in_front_matter_wins_over_another_heading() {
        let article = markdown("---\ntitle: Mayor stays\n---\n# Background\n\nText.\n");
        assert_eq!(
            (article.title.as_deref(), article.title_span),
            (Some("Mayor stays"), None)
        );
    }

    #[test]
    fn what_is_no_text_is_named() {
        for (content, seems) in [
            (&b"%PDF-1.4"[..], "a PDF document"),
            (b"a\0b", "NUL"),
            (b"\xff\xfe\0\0a\0\0\0", "UTF-32"),
        ] {
            let error = plain(content).unwrap_err();
            assert!(
                matches!(error, ReadError::NotText { .. }) && error.to_string().contains(seems),
                "{error}"
            );
        }
    }

    #[test]
    fn empty_and_large_files_are_refused() {
        assert!(matches!(plain(b" \n\t\n"), Err(ReadError::Empty { .. })));
        assert!(matches!(
            plain(b"\xef\xbb\xbf"),
            Err(ReadError::Empty { .. })
        ));
        let options = ReadOptions {
            max_article_bytes: 4,
            ..ReadOptions::default()
        };
        assert!(read_plain_text(source(b"1234"), &options).is_ok());
        let error = read_plain_text(source(b"12345"), &options).unwrap_err();
        assert!(matches!(error, ReadError::TooLarge { limit: 4, .. }));
    }

    proptest! {
        #[test]
        fn any_bytes_are_an_article_or_an_error(content: Vec<u8>) {
            let _ = plain(&content);
            let _ = read_markdown(source(&content), &ReadOptions::default());
        }

        #[test]
        fn title_spans_reproduce_titles(content in "(#{1,2} )?[A-Z][a-z]{1,8} [A-Zé ]{0,9}[.]?\r?\n[-=#\n ]{0,3}[A-Za-z .\n]{0,40}") {
            let read = [read_plain_text, read_markdown].map(|read| read(source(content.as_bytes()), &ReadOptions::default()));
            for found in read.into_iter().flatten() {
                let article = found.article;
                prop_assert_eq!(&article.text, &content);
                prop_assert_eq!(article.title_span.map(|span| span.of(&article.text)), article.title.as_deref());
            }
        }
    }
}
