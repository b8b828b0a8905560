//! `belie report` and the formats of `belie run`, as a user meets them.
#![cfg(feature = "embedded-model")]
#![allow(clippy::expect_used)] // A test that cannot go on should say so and stop.

use std::fs;
use std::path::PathBuf;

use assert_cmd::Command;
use predicates::prelude::*;
use predicates::str::contains;

const CASE: &str = "Council weighs sale of harbour\n\nTwo officials said on Monday that the council was considering the sale \
    of the harbour.\n\nAnother official denied it, saying that the council would not sell the harbour.\n";

/// A folder with `a.txt` and a finished run in `report`.
struct Finished(tempfile::TempDir);

impl Finished {
    fn run() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("a.txt"), CASE).expect("written");
        let finished = Self(folder);
        finished.belie(&["run", "a.txt", "-o", "report"]).code(0);
        finished
    }

    fn belie(&self, arguments: &[&str]) -> assert_cmd::assert::Assert {
        let mut command = Command::new(env!("CARGO_BIN_EXE_belie"));
        command.current_dir(self.0.path()).args(arguments).assert()
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("a file")
    }
}

#[test]
fn a_run_leaves_a_page_and_a_report_makes_the_same_one_again() {
    let finished = Finished::run();
    let page = finished.read("report/report.html");
    assert!(page.contains("Two officials said on Monday"));
    fs::remove_file(finished.path("report/report.html")).expect("removed");
    finished
        .belie(&["report", "report"])
        .code(0)
        .stdout(contains("report.html"))
        .stderr("");
    assert_eq!(finished.read("report/report.html"), page);
}

#[test]
fn every_format_is_written_where_it_is_asked_for() {
    let finished = Finished::run();
    let formats = "jsonl,md,csv,annotations";
    finished
        .belie(&["report", "report", "--format", formats, "-o", "other"])
        .code(0);
    assert_eq!(
        finished.read("other/report.jsonl"),
        finished.read("report/report.jsonl")
    );
    assert_eq!(
        finished.read("other/report.md"),
        finished.read("report/report.md")
    );
    assert!(
        finished
            .read("other/report.csv")
            .contains("Another official")
    );
    let annotations: serde_json::Value =
        serde_json::from_str(&finished.read("other/annotations.jsonld")).expect("JSON");
    let selectors = &annotations["first"]["items"][0]["target"][0]["selector"];
    assert_eq!(selectors[1]["type"], "TextPositionSelector");
}

#[test]
fn an_article_that_has_changed_is_another_one() {
    let finished = Finished::run();
    fs::write(finished.path("a.txt"), CASE.replace("Monday", "Friday")).expect("written");
    finished
        .belie(&["report", "report"])
        .code(0)
        .stderr(contains("1 of 1 articles"));
    let page = finished.read("report/report.html");
    assert!(page.contains("said on Monday") && !page.contains("said on Friday"));
}

#[test]
fn what_is_no_report_is_refused_by_name() {
    let finished = Finished::run();
    finished
        .belie(&["report", "nowhere"])
        .code(2)
        .stderr(contains("report.jsonl").and(contains("belie run -o")));
    fs::write(
        finished.path("report/report.jsonl"),
        "{\"kind\":\"article\"}\n",
    )
    .expect("written");
    finished
        .belie(&["report", "report"])
        .code(2)
        .stderr(contains("line 1"));
}

#[cfg(not(feature = "parquet"))]
#[test]
fn without_parquet_a_run_says_so_before_it_begins() {
    let finished = Finished::run();
    finished
        .belie(&["run", "a.txt", "-o", "x", "--format", "parquet"])
        .code(2)
        .stderr(contains("--features parquet"));
    assert!(!finished.path("x").exists());
}
