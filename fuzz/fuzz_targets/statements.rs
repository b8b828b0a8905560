//! Any text is split and stated: spans lie in the text, and nothing panics.
#![no_main]

use std::sync::LazyLock;

use belie::article::{ReadOptions, read_from};
use belie::pair::{PairOptions, candidates};
use belie::pipeline::statements;
use belie::statement::{Finder, default_finder};
use libfuzzer_sys::fuzz_target;

static FINDER: LazyLock<Finder> = LazyLock::new(|| default_finder().unwrap());

fuzz_target!(|bytes: &[u8]| {
    let bytes = std::io::Cursor::new(bytes.to_vec());
    let articles = read_from("a.txt", bytes, &ReadOptions::default()).flatten().collect();
    for stated in statements(articles, &FINDER).unwrap() {
        for statement in &stated.statements {
            let text = stated.article.part(statement.part);
            assert!(!statement.span.of(text).is_empty());
            assert!(statement.content.iter().all(|content| statement.span.contains(*content)));
        }
        candidates(&stated.article, &stated.statements, &PairOptions::default());
    }
});
