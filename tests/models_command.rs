//! `belie models`, and models of one's own: what is shown, what is proven, and the sentence for everything that can be wrong.
#![cfg(feature = "embedded-model")]
#![allow(clippy::expect_used)] // A test that cannot go on should say so and stop.

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use predicates::prelude::*;
use predicates::str::contains;
use tempfile::TempDir;

fn belie(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_belie"));
    command.args(arguments);
    command
}

fn shipped(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("models/minilm-l6-nli")
        .join(name)
}

/// A copy of the embedded model, without the files in `without`, and with the labels in `config.json` replaced.
fn model(without: &[&str], labels: &[(&str, &str)]) -> TempDir {
    let dir = tempfile::tempdir().expect("a folder");
    for name in ["config.json", "tokenizer.json", "model.onnx"] {
        if !without.contains(&name) {
            fs::copy(shipped(name), dir.path().join(name)).expect("copied");
        }
    }
    let config = dir.path().join("config.json");
    let mut text = fs::read_to_string(&config).expect("text");
    for (from, to) in labels {
        text = text.replace(from, to);
    }
    fs::write(config, text).expect("written");
    dir
}

fn path(dir: &TempDir) -> &str {
    dir.path().to_str().expect("UTF-8")
}

const UNNAMED: [(&str, &str); 3] = [
    ("\"entailment\"", "\"LABEL_0\""),
    ("\"neutral\"", "\"LABEL_1\""),
    ("\"contradiction\"", "\"LABEL_2\""),
];

#[test]
fn the_compiled_in_models_are_listed() {
    belie(&["models", "list"])
        .env("HF_HOME", "no/such/folder")
        .assert()
        .success()
        .stdout(contains(
            "minilm-l6-nli (compiled in)  rten  entailment, neutral, contradiction",
        ))
        .stdout(contains("minilm-l6-nli-context (compiled in)"));
}

#[test]
fn a_folder_is_shown_without_being_run() {
    let dir = model(&[], &[]);
    fs::write(dir.path().join("model.onnx"), "not run").expect("written");
    belie(&["models", "show", path(&dir)])
        .assert()
        .success()
        .stdout(contains("architecture  bert\n"))
        .stdout(contains(
            "read as       entailment from entailment, neutral",
        ))
        .stdout(contains("engine        rten\n"));
}

#[test]
fn a_model_is_proven() {
    let dir = model(&[], &[]);
    belie(&["models", "check", path(&dir)])
        .assert()
        .success()
        .stdout(contains("canary        alive\n"))
        .stdout(contains("precision     int8\n"))
        .stdout(predicate::str::is_match(r"contradiction \d+ of 17\n").expect("a pattern"))
        .stdout(contains("pairs a second"));
}

#[test]
fn labels_without_a_name_are_refused_until_they_are_given() {
    let dir = model(&[], &UNNAMED);
    belie(&["models", "show", path(&dir)])
        .assert()
        .code(2)
        .stderr(contains("LABEL_0, LABEL_1, LABEL_2").and(contains("--labels")));
    let named = |labels: &str| belie(&["models", "check", path(&dir), "--labels", labels]).assert();
    named("entailment,neutral,contradiction").success();
    named("contradiction,neutral,entailment")
        .code(2)
        .stderr(contains("gets obvious pairs wrong"));
    named("entailment,not_entailment")
        .code(2)
        .stderr(contains("--labels names 2 labels"));
}

#[test]
fn weights_are_found_where_exports_put_them() {
    let dir = model(&[], &[]);
    fs::create_dir(dir.path().join("onnx")).expect("a folder");
    let quantised = dir.path().join("onnx/model_quantized.onnx");
    fs::rename(dir.path().join("model.onnx"), quantised).expect("moved");
    belie(&["models", "show", path(&dir)])
        .assert()
        .code(2)
        .stderr(contains("has no weights that the engine rten runs"));
    belie(&[
        "models",
        "show",
        path(&dir),
        "--weights",
        "onnx/model_quantized.onnx",
    ])
    .assert()
    .success()
    .stdout(contains("model_quantized.onnx\n"));
}

#[test]
fn a_missing_tokenizer_is_told_with_the_way_to_make_one() {
    let dir = model(&["tokenizer.json"], &[]);
    belie(&["models", "check", path(&dir)])
        .assert()
        .code(2)
        .stderr(contains("has no tokenizer.json").and(contains("save_pretrained")));
}

#[test]
fn the_report_names_engine_device_and_precision() {
    let dir = model(&[], &[]);
    let text = dir.path().join("a.txt");
    fs::write(
        &text,
        "Two officials said the council was considering the sale. Another denied it.\n",
    )
    .expect("written");
    let report = dir.path().join("report");
    belie(&["run", "--model", path(&dir), "--engine", "rten", "-q", "-o"])
        .args([&report, &text])
        .assert()
        .success();
    let lines = fs::read_to_string(report.join("report.jsonl")).expect("a report");
    let first = lines.lines().next().expect("a line");
    assert!(
        first.contains(r#""engine":"rten","device":"cpu","precision":"int8"}"#),
        "{first}"
    );
}

#[test]
fn what_rten_has_not_is_refused() {
    let dir = model(&[], &[]);
    let refused = |arguments: &[&str], words: &str| {
        belie(&["models", "check", path(&dir)])
            .args(arguments)
            .assert()
            .code(2)
            .stderr(contains(words.to_owned()));
    };
    refused(
        &["--engine", "rten", "--device", "cuda:0"],
        "rten runs on the CPU alone",
    );
    refused(&["--precision", "fp16"], "does not convert it to fp16");
    refused(&["--device", "gpu"], "expected cpu or cuda:N");
    belie(&["run", "x", "-o", path(&dir), "--device", "cuda:0"])
        .assert()
        .code(2)
        .stderr(contains("name a folder with --model DIR"));
}

#[cfg(not(feature = "rust-bert"))]
#[test]
fn an_engine_that_is_not_compiled_in_is_told_with_the_way_to_build_it() {
    let dir = model(&["model.onnx"], &[]);
    fs::write(dir.path().join("model.safetensors"), "").expect("written");
    for arguments in [&["--engine", "rust-bert"][..], &["--device", "cuda:0"], &[]] {
        belie(&["models", "check", path(&dir)])
            .args(arguments)
            .assert()
            .code(2)
            .stderr(contains("built without rust-bert").and(contains("torch==2.4.0")));
    }
}

#[cfg(feature = "rust-bert")]
#[test]
fn a_gpu_that_is_not_there_is_told() {
    let dir = model(&["model.onnx"], &[]);
    fs::write(dir.path().join("model.safetensors"), "").expect("written");
    belie(&["models", "check", path(&dir), "--device", "cuda:99"])
        .assert()
        .code(2)
        .stderr(contains("cuda:99 cannot be used"));
}

#[cfg(not(feature = "hub"))]
#[test]
fn the_hub_is_told_to_be_missing() {
    for arguments in [
        &["models", "fetch", "hf:org/name@main"][..],
        &["models", "check", "hf:org/name@main"],
    ] {
        belie(arguments)
            .assert()
            .code(2)
            .stderr(contains("built without the hub"));
    }
}
