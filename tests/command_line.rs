//! The program as a user meets it: every kind of bad input gets a clear message and the right exit status, and costs
//! nothing else.
#![cfg(feature = "embedded-model")]
#![allow(clippy::expect_used)] // A test that cannot go on should say so and stop.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use flate2::Compression;
use flate2::write::GzEncoder;
use predicates::prelude::*;
use predicates::str::contains;

const CASE: &str = "Council weighs sale of harbour\n\nTwo officials said on Monday that the council was considering the sale \
    of the harbour.\n\nAnother official denied it, saying that the council would not sell the harbour.\n";

struct Place(tempfile::TempDir);

impl Place {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> &Self {
        fs::write(self.path(name), bytes).expect("written");
        self
    }

    /// `belie run` on these files, into `report`.
    fn run(&self, inputs: &[&str]) -> assert_cmd::assert::Assert {
        let mut command = belie();
        command
            .current_dir(self.0.path())
            .arg("run")
            .args(inputs)
            .args(["-o", "report", "--threads", "2"]);
        command.assert()
    }

    fn report(&self) -> String {
        fs::read_to_string(self.path("report/report.jsonl")).expect("a report")
    }

    fn model(&self, change: impl Fn(&str, Vec<u8>) -> Vec<u8>) -> PathBuf {
        let dir = self.path("model");
        fs::create_dir_all(&dir).expect("a folder");
        for name in ["config.json", "tokenizer.json", "model.onnx"] {
            let file = Path::new(env!("CARGO_MANIFEST_DIR"))
                .join("models/minilm-l6-nli")
                .join(name);
            fs::write(
                dir.join(name),
                change(name, fs::read(file).expect("a file")),
            )
            .expect("written");
        }
        dir
    }
}

fn belie() -> Command {
    Command::new(env!("CARGO_BIN_EXE_belie"))
}

fn articles(report: &str) -> usize {
    report
        .lines()
        .filter(|line| line.starts_with("{\"kind\":\"article\""))
        .count()
}

#[test]
fn a_consideration_and_its_denial_are_the_first_finding() {
    let place = Place::new();
    let run = place.file("a.txt", CASE).run(&["a.txt"]).code(0);
    run.stdout(
        contains("1. denial")
            .and(contains("Two officials (consider)"))
            .and(contains("Another official (deny)")),
    );
    assert!(
        place
            .report()
            .lines()
            .nth(1)
            .expect("a line")
            .contains("\"path\":\"a.txt\"")
    );
    assert!(place.path("report/report.md").exists() && place.path("report/run.json").exists());
}

#[test]
fn bad_inputs_cost_nothing_else() {
    let place = Place::new();
    let mut zipped = GzEncoder::new(Vec::new(), Compression::fast());
    for line in 0..3000 {
        writeln!(
            zipped,
            "{{\"text\": \"Article {line} of {}.\"}}",
            line * 7919
        )
        .expect("to memory");
    }
    let zipped = zipped.finish().expect("to memory");
    place
        .file("good.txt", CASE)
        .file("empty.txt", "")
        .file("pdf.txt", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n");
    place.file(
        "broken.jsonl",
        "{\"text\": \"One here.\"}\n{\"text\": \n{\"text\": \"Two here.\"}\n",
    );
    place.file("cut.jsonl.gz", &zipped[..zipped.len() / 2]);
    fs::create_dir(place.path("nothing")).expect("a folder");
    let run = place.run(&[
        "empty.txt",
        "nothing",
        "missing.txt",
        "pdf.txt",
        "broken.jsonl",
        "cut.jsonl.gz",
        "good.txt",
    ]);
    let told = run.code(1).get_output().stderr.clone();
    let told = String::from_utf8(told).expect("text");
    for message in [
        "empty.txt: is empty",
        "nothing: no articles",
        "missing.txt: no such file",
        "pdf.txt: seems to be",
        "broken.jsonl:2: ",
        "cut.jsonl.gz",
    ] {
        assert!(told.contains(message), "{message} is not in\n{told}");
    }
    assert!(articles(&place.report()) > 100);
    assert!(place.report().contains("good.txt") && place.report().contains("Two officials"));
}

#[test]
fn a_huge_line_is_skipped() {
    let place = Place::new();
    let mut lines = Vec::with_capacity(51_000_000);
    lines.extend(b"{\"text\": \"");
    lines.resize(50_000_000, b'x');
    lines.extend(b"\"}\n{\"text\": \"The port is open.\"}\n");
    place
        .file("a.jsonl", lines)
        .run(&["a.jsonl"])
        .code(1)
        .stderr(contains("a.jsonl:1: has more than"));
    assert_eq!(articles(&place.report()), 1);
}

#[test]
fn broken_characters_are_replaced_and_counted() {
    let place = Place::new();
    let mut bytes = CASE.replace("harbour", "harbour “quay”").into_bytes();
    bytes.extend(b"One \xff more.\n");
    place
        .file("a.txt", bytes)
        .run(&["a.txt"])
        .code(0)
        .stderr(contains("1 characters could not be decoded"));
}

#[test]
fn standard_input_is_read() {
    let place = Place::new();
    let mut command = belie();
    command
        .current_dir(place.0.path())
        .args(["run", "-", "-o", "report"])
        .write_stdin(CASE);
    command.assert().code(0).stdout(contains("1. denial"));
}

#[test]
fn fields_can_have_other_names() {
    let place = Place::new();
    place.file("a.jsonl", "{\"body\": \"The port is open.\", \"key\": 7}\n");
    place
        .run(&["a.jsonl"])
        .code(1)
        .stderr(contains("a.jsonl:1"));
    place
        .run(&["a.jsonl", "--field", "text=body", "--field", "id=key"])
        .code(0);
    assert!(place.report().contains("\"input_id\":\"7\""));
    place
        .run(&["a.jsonl", "--field", "words=body"])
        .code(2)
        .stderr(contains("expected FIELD=NAME"));
}

#[test]
fn an_output_that_cannot_be_written_is_found_out_before_the_work() {
    let place = Place::new();
    place.file("a.txt", CASE).file("report", "in the way");
    place
        .run(&["a.txt"])
        .code(2)
        .stderr(contains("cannot write to the output folder report").and(contains("-o")));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_no_half_report_and_the_summary_still_comes() {
    let place = Place::new();
    place.file("a.txt", CASE);
    fs::create_dir(place.path("report")).expect("a folder");
    std::os::unix::fs::symlink("/dev/full", place.path("report/report.jsonl.partial"))
        .expect("a link");
    let run = place.run(&["a.txt"]).code(2);
    run.stderr(contains("cannot write report/report.jsonl").and(contains("No space left")))
        .stdout(contains("1. denial"));
    assert!(!place.path("report/report.jsonl").exists());
}

#[test]
fn models_that_cannot_be_trusted_are_refused() {
    let place = Place::new();
    place.file("a.txt", CASE);
    let refused = |dir: &Path, message: &str| {
        let model = dir.display().to_string();
        for option in ["--model", "--context-model"] {
            place
                .run(&["a.txt", option, &model])
                .code(2)
                .stderr(contains(message));
        }
    };
    let config = |from: &'static str, to: &'static str| {
        place.model(move |name, bytes| match name {
            "config.json" => String::from_utf8(bytes)
                .expect("JSON")
                .replace(from, to)
                .into_bytes(),
            _ => bytes,
        })
    };
    refused(&config("\"id2label\"", "\"labels\""), "no id2label");
    refused(
        &config(
            "\"0\": \"entailment\",\n    \"1\": \"neutral\",\n    \"2\": \"contradiction\"",
            "\"0\": \"contradiction\", \"1\": \"neutral\", \"2\": \"entailment\"",
        ),
        "contradiction, neutral, entailment",
    );
    refused(
        &place.model(|name, bytes| {
            if name == "model.onnx" {
                bytes[..1_000_000].to_vec()
            } else {
                bytes
            }
        }),
        "model.onnx",
    );
    refused(&place.path("nowhere"), "config.json");
}

#[test]
fn usage_errors_are_2_and_help_is_0() {
    belie().arg("run").assert().code(2);
    belie()
        .args(["run", "x", "-o", "y", "--min-probability", "2"])
        .assert()
        .code(2)
        .stderr(contains("from 0 to 1"));
    for command in [
        &["--help"][..],
        &["run", "--help"],
        &["statements", "--help"],
        &["eval", "nli", "--help"],
    ] {
        belie()
            .args(command)
            .assert()
            .code(0)
            .stdout(contains("Example").or(contains("example")));
    }
}

#[test]
fn a_contradiction_can_fail_the_run() {
    let place = Place::new();
    place
        .file("a.txt", CASE)
        .run(&["a.txt", "--fail-on-contradiction"])
        .code(3);
    place
        .file("b.txt", "The port is open.\n")
        .run(&["b.txt", "--fail-on-contradiction"])
        .code(0);
}

#[test]
fn statements_are_listed() {
    let place = Place::new();
    place.file("a.txt", CASE);
    let run = belie()
        .current_dir(place.0.path())
        .args(["statements", "a.txt"])
        .assert()
        .code(0);
    run.stdout(contains("\"lemma\":\"deny\"").and(contains("\"stance\":\"consider\"")));
    let table = belie()
        .current_dir(place.0.path())
        .args(["statements", "a.txt", "--format", "table"])
        .assert()
        .code(0);
    table.stdout(contains("consider  Two officials").and(contains("it [denies 1]")));
}

#[test]
fn labelled_statements_are_measured_by_what_their_fields_are() {
    let place = Place::new();
    let rows = [
        (
            "boundaries",
            r#"{"text": "We lost. We left.", "sentences": ["We lost.", "We left."], "offsets": [[0, 8], [9, 17]]}"#,
        ),
        (
            "content",
            r#"{"text": "Pike said the port was shut.", "attributions": [{"source": [{"spans": [[0, 4]]}],
               "cue": [{"spans": [[5, 9]]}], "content": [{"spans": [[10, 27]]}]}]}"#,
        ),
        (
            "macro-F1 1.000",
            r#"{"text": "Pike denied it.", "stances": [{"source": "Pike", "stance": "deny"}]}"#,
        ),
        (
            "resolution P 1.000 R 1.000",
            r#"{"text": "Ada Roe said the port was shut. Pike denied it.", "answer": "denied it", "refers": ["the port was shut"]}"#,
        ),
    ];
    for (figure, row) in rows {
        place.file("gold.jsonl", row.replace('\n', " "));
        belie()
            .current_dir(place.0.path())
            .args(["eval", "statements", "gold.jsonl"])
            .assert()
            .code(0)
            .stdout(contains(figure));
    }
    place.file("gold.jsonl", format!("{}\n{}", rows[0].1, rows[2].1));
    belie()
        .current_dir(place.0.path())
        .args(["eval", "statements", "gold.jsonl"])
        .assert()
        .code(2)
        .stderr(contains("different kinds"));
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_cleanly_with_what_is_finished() {
    use std::process::{Command, Stdio};
    let place = Place::new();
    let sentence = "Two officials said that the council was considering the sale of the harbour and its ships. ";
    let many: String = (0..400)
        .map(|n| {
            format!(
                "{{\"text\": \"{}\"}}\n",
                format!("In case {n}, {sentence}").repeat(8)
            )
        })
        .collect();
    place.file("a.jsonl", many);
    let child = Command::new(env!("CARGO_BIN_EXE_belie"))
        .current_dir(place.0.path())
        .args(["run", "a.jsonl", "-o", "report", "--threads", "1"])
        .stderr(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .expect("started");
    std::thread::sleep(std::time::Duration::from_secs(3));
    Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status()
        .expect("kill");
    let output = child.wait_with_output().expect("ended");
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains("stopped; the report covers"), "{told}");
    assert!(place.path("report/report.jsonl").exists());
}
