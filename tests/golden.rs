//! The reports of `datasets/articles`, byte for byte, on one thread and on several.
//!
//! `BELIE_BLESS=1 cargo test --test golden` writes them anew; look at the difference before it is committed.
#![cfg(feature = "embedded-model")]
#![allow(clippy::expect_used)] // A test that cannot go on should say so and stop.

use std::fs;
use std::path::{Path, PathBuf};

use belie::embedding::default_encoder;
use belie::nli::default_model;
use belie::pipeline::{self, Models, Options, Unwatched};
use belie::report::{Report, to_jsonl, to_markdown};
use belie::statement::default_finder;

fn golden(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(name)
}

fn reports() -> Vec<Report> {
    // Relative, as a user names it: tests run in the package's folder.
    let inputs = [PathBuf::from("datasets/articles")];
    let nli = default_model().expect("the embedded model");
    let encoder = default_encoder().expect("the embedded encoder");
    let finder = default_finder().expect("the embedded finder");
    let models = Models {
        finder: &finder,
        encoder: &encoder,
        nli: &nli,
    };
    let run = |threads| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .expect("a pool");
        pool.install(|| pipeline::run(&inputs, models, &Options::default(), &Unwatched))
            .expect("a run")
            .report
    };
    let run = &run;
    // Side by side, so that no processor waits for the run on one thread.
    std::thread::scope(|scope| {
        let runs = [1, 2, 8, 8].map(|threads| scope.spawn(move || run(threads)));
        runs.map(|run| run.join().expect("a report")).into()
    })
}

fn compare(name: &str, found: &[u8]) {
    if std::env::var_os("BELIE_BLESS").is_some() {
        fs::write(golden(name), found).expect("blessed");
    }
    let expected = fs::read(golden(name)).expect("a golden file; BELIE_BLESS=1 writes it");
    let (expected, found) = (
        String::from_utf8_lossy(&expected),
        String::from_utf8_lossy(found),
    );
    for (at, (expected, found)) in expected.lines().zip(found.lines()).enumerate() {
        assert_eq!(found, expected, "{name}, line {}", at + 1);
    }
    assert_eq!(found.len(), expected.len(), "{name}: other lines");
}

#[test]
fn reports_are_the_same_on_any_number_of_threads_and_over_two_runs() {
    let reports = reports();
    for report in &reports {
        let mut bytes = Vec::new();
        to_jsonl(report, &mut bytes).expect("to memory");
        compare("report.jsonl", &bytes);
    }
    compare("report.md", to_markdown(&reports[0]).as_bytes());
}

#[test]
fn statements_of_an_article_like_the_first_one_are_those_a_reader_lists() {
    let path = Path::new("datasets/articles/arms-list.txt");
    let article = belie::article::read(&[path.to_owned()], &belie::article::ReadOptions::default())
        .next()
        .expect("one article")
        .expect("a readable one");
    let finder = default_finder().expect("the embedded finder");
    let stated = pipeline::statements(vec![article], &finder)
        .expect("statements")
        .remove(0);
    let row = |statement: &belie::statement::Statement| {
        let words = |span: belie::text::Span| {
            span.of(&stated.article.text)
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
        };
        let attribution = statement.attribution.as_ref();
        let source = attribution.and_then(|attribution| attribution.source.as_ref());
        let content: Vec<String> = statement.content.iter().map(|span| words(*span)).collect();
        format!(
            "{} | {} | {:?} | {}\n",
            source.map_or_else(|| "(outlet)".to_owned(), |source| words(source.span)),
            attribution.map_or("-", |attribution| &attribution.cue.lemma),
            statement.stance,
            content.join(" … ")
        )
    };
    compare(
        "statements.txt",
        stated
            .statements
            .iter()
            .map(row)
            .collect::<String>()
            .as_bytes(),
    );
}
