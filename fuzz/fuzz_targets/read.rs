//! Any bytes, read as every type of file: articles and errors may come out, but never a panic or a span astray.
//!
//! `cargo +nightly fuzz run read -- -max_len=65536`

#![no_main]

use std::io::Cursor;

use belie::article::{Article, ReadOptions, read_from};
use libfuzzer_sys::fuzz_target;

const NAMES: [&str; 8] = [
    "a.txt",
    "a.md",
    "a.jsonl",
    "-",
    "a.txt.gz",
    "a.txt.zst",
    "a.jsonl.gz",
    "a.jsonl.zst",
];

fuzz_target!(|content: &[u8]| {
    let mut options = ReadOptions::default();
    options.max_article_bytes = 1 << 16;
    for name in NAMES {
        read_from(name, Cursor::new(content.to_vec()), &options)
            .flatten()
            .for_each(|article| check(&article));
    }
});

fn check(article: &Article) {
    assert_eq!(article.id.0.len(), 16);
    assert!(article.title.is_some() || !article.text.trim().is_empty());
    if let Some(span) = article.title_span {
        assert_eq!(Some(span.of(&article.text)), article.title.as_deref());
        assert!(!span.is_empty());
    }
}
