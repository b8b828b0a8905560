//! The embedded model, run for real.
#![allow(clippy::expect_used)] // A test that cannot go on should say so and stop.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;
use crate::nli::default_model;
use crate::transformer::TransformerError;

static MODEL: LazyLock<RtenModel> =
    LazyLock::new(|| default_model().expect("the embedded model loads"));

fn folder(change: impl Fn(&str, Vec<u8>) -> Vec<u8>) -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a folder");
    for name in ["config.json", "tokenizer.json", "model.onnx"] {
        let file = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("models/minilm-l6-nli")
            .join(name);
        fs::write(
            dir.path().join(name),
            change(name, fs::read(file).expect("a file")),
        )
        .expect("written");
    }
    dir
}

#[test]
fn obvious_pairs() {
    let pairs = [
        Pair::new(
            "The court released the man on Friday.",
            "The man was released.",
        ),
        Pair::new(
            "The court released the man on Friday.",
            "The court did not release the man.",
        ),
    ];
    let scores = MODEL.score(&pairs).expect("scores");
    assert!(scores[0].entailment > 0.5, "{scores:?}");
    assert!(scores[1].contradiction > 0.5, "{scores:?}");
}

#[test]
fn a_score_is_the_same_alone_beside_others_and_on_any_number_of_threads() {
    let pairs: Vec<Pair> = (1..24)
        .map(|n| {
            Pair::new(
                format!("{n} people were {}", "very ".repeat(n)),
                "Nobody was hurt.",
            )
        })
        .collect();
    let alone: Vec<NliScores> = pairs
        .iter()
        .map(|pair| MODEL.score(std::slice::from_ref(pair)).expect("a score")[0])
        .collect();
    for threads in [1, 2, 8] {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .expect("a pool");
        assert_eq!(pool.install(|| MODEL.score(&pairs)).expect("scores"), alone);
    }
}

#[test]
fn a_long_pair_is_cut_and_flagged() {
    let long = "The minister spoke of the harbour again. ".repeat(200);
    let scores = MODEL
        .score(&[
            Pair::new(long, "He spoke."),
            Pair::new("He spoke.", "He spoke."),
        ])
        .expect("scores");
    assert_eq!([scores[0].truncated, scores[1].truncated], [true, false]);
}

#[test]
fn swapped_labels_are_refused_by_name() {
    let swapped = folder(|name, bytes| match name {
        "config.json" => String::from_utf8(bytes)
            .expect("JSON")
            .replace("\"0\": \"entailment\"", "\"0\": \"x\"")
            .replace("\"2\": \"contradiction\"", "\"2\": \"entailment\"")
            .replace("\"x\"", "\"contradiction\"")
            .into_bytes(),
        _ => bytes,
    });
    let error = RtenModel::load(swapped.path(), &LoadOptions::default())
        .expect_err("refused")
        .to_string();
    assert!(
        error.contains("contradiction, neutral, entailment"),
        "{error}"
    );
}

#[test]
fn damaged_files_are_errors() {
    let cut = |file: &'static str, to: usize| {
        folder(move |name, mut bytes| {
            if name == file {
                bytes.truncate(to);
            }
            bytes
        })
    };
    let load = |dir: &tempfile::TempDir| {
        RtenModel::load(dir.path(), &LoadOptions::default()).expect_err("refused")
    };
    assert!(matches!(
        load(&cut("model.onnx", 1_000_000)),
        NliError::Transformer(TransformerError::Onnx { .. })
    ));
    assert!(matches!(
        load(&cut("model.onnx", 0)),
        NliError::Transformer(TransformerError::Onnx { .. })
    ));
    assert!(matches!(
        load(&cut("tokenizer.json", 1000)),
        NliError::Transformer(TransformerError::Tokenizer { .. })
    ));
    assert!(matches!(
        load(&cut("config.json", 10)),
        NliError::Config { .. }
    ));
    let missing =
        RtenModel::load(Path::new("no/such/model"), &LoadOptions::default()).expect_err("refused");
    assert!(
        missing.to_string().contains("no/such/model/config.json"),
        "{missing}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn scores_of_any_words_sum_to_one(premise in ".{0,60}", hypothesis in ".{0,60}") {
        let scores = MODEL.score(&[Pair::new(premise, hypothesis)]).expect("scores")[0];
        let all = [scores.entailment, scores.neutral, scores.contradiction];
        prop_assert!(all.iter().all(|score| (0.0..=1.0).contains(score)));
        prop_assert!((all.iter().sum::<f32>() - 1.0).abs() < 1e-6);
    }
}
