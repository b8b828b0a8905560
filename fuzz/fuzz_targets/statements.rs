//! Any text is split and stated: spans lie in the text, and nothing panics.
#![no_main]

use belie::article::{ReadOptions, read_from};
use belie::pair::{PairOptions, candidates};
use belie::pipeline::statements;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let bytes = std::io::Cursor::new(bytes.to_vec());
    for article in read_from("a.txt", bytes, &ReadOptions::default()).flatten() {
        let stated = statements(article);
        for statement in &stated.statements {
            let text = stated.article.part(statement.part);
            assert!(!statement.span.of(text).is_empty());
            assert!(statement.content.iter().all(|content| statement.span.contains(*content)));
        }
        candidates(&stated.article, &stated.statements, &PairOptions::default());
    }
});
