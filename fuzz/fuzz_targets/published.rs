//! Any text as the facts of an article, in a JSON object and in front matter: the text itself always comes through.
//!
//! `cargo +nightly fuzz run published`

#![no_main]

use std::io::Cursor;

use belie::article::{ReadOptions, read_from};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|fact: &str| {
    // Written by hand, since the fuzzer has no other use for a JSON library.
    let escaped: String = fact
        .chars()
        .map(|character| format!("\\u{:04x}", character as u32 & 0x7fff))
        .collect();
    let line =
        format!("{{\"text\": \"Text.\", \"published\": \"{escaped}\", \"title\": \"{escaped}\"}}");
    let mut lines = read_from("a.jsonl", Cursor::new(line), &ReadOptions::default());
    assert!(
        lines
            .next()
            .is_some_and(|article| article.is_ok_and(|article| article.text == "Text."))
    );

    let front_matter = format!("---\npublished: {fact}\ntitle: '{fact}'\n---\nText.\n");
    read_from("a.md", Cursor::new(front_matter), &ReadOptions::default()).for_each(drop);
});
