//! Both engines against transformers, on tiny random models of every architecture.
//!
//! `models/recipe/tiny.py DIR` makes the models, with the logits that transformers computes; `BELIE_TINY_MODELS` names DIR. Without
//! it the tests have nothing to hold the engines against, and fail: they are run with the feature `rust-bert` alone.
#![allow(clippy::expect_used)] // A test that cannot go on should say so and stop.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::{
    Engine, LoadOptions, NliError, NliModel, NliScores, Pair, Precision, RtenModel, RustBertModel,
};

/// What both engines run.
const BOTH: [&str; 12] = [
    "albert",
    "bart",
    "bert",
    "bert-two",
    "deberta-v2",
    "deberta-v3",
    "distilbert",
    "electra",
    "mobilebert",
    "roberta",
    "xlm-roberta",
    "xlnet",
];
/// What rten alone runs: rust-bert's DeBERTa counts its heads for its tokens.
const RTEN: &str = "deberta";
/// What rust-bert alone runs: torch does not export it.
const RUST_BERT: &str = "longformer";

#[derive(Deserialize)]
struct Expected {
    pairs: Vec<(String, String)>,
    logits: Vec<Vec<f32>>,
}

impl Expected {
    fn pairs(&self) -> Vec<Pair> {
        let pair = |(premise, hypothesis): &(String, String)| Pair::new(premise, hypothesis);
        self.pairs.iter().map(pair).collect()
    }
}

fn dir(name: &str) -> PathBuf {
    let models = std::env::var_os("BELIE_TINY_MODELS");
    Path::new(&models.expect("BELIE_TINY_MODELS, the folder that models/recipe/tiny.py wrote"))
        .join(name)
}

fn expected(name: &str) -> Expected {
    let json = fs::read(dir(name).join("expected.json")).expect("the model's expected.json");
    serde_json::from_slice(&json).expect("pairs and logits")
}

fn rten(name: &str) -> Result<RtenModel, NliError> {
    RtenModel::load_unproven(&dir(name), &LoadOptions::default())
}

fn rust_bert(name: &str, precision: Precision) -> Result<RustBertModel, NliError> {
    let mut options = LoadOptions::default();
    options.precision = precision;
    RustBertModel::load_unproven(&dir(name), &options)
}

/// The largest difference of two sets of logits.
fn gap(found: &[Vec<f32>], expected: &[Vec<f32>]) -> f32 {
    assert_eq!(found.len(), expected.len());
    let pairs = found.iter().zip(expected);
    pairs
        .inspect(|(found, expected)| assert_eq!(found.len(), expected.len()))
        .flat_map(|(found, expected)| found.iter().zip(expected))
        .map(|(found, expected)| (found - expected).abs())
        .fold(0.0, |worst, gap| if gap > worst { gap } else { worst })
}

fn rust_bert_logits(
    name: &str,
    precision: Precision,
    pairs: &[Pair],
) -> Result<Vec<Vec<f32>>, NliError> {
    let logits = rust_bert(name, precision)?.logits(pairs)?;
    Ok(logits.into_iter().map(|(logits, _)| logits).collect())
}

/// Every architecture whose gap is more than allowed, or that fails, so that one run names all.
fn beyond(
    allowed: f32,
    names: &[&str],
    gap: impl Fn(&str) -> Result<f32, NliError>,
) -> Vec<String> {
    let told = |name: &&str| match gap(name) {
        Ok(gap) if gap <= allowed => None,
        Ok(gap) => Some(format!("{name}: {gap:e}")),
        Err(error) => Some(error.to_string()),
    };
    names.iter().filter_map(told).collect()
}

/// What both run, and `one` more.
fn and(one: &'static str) -> Vec<&'static str> {
    [&BOTH[..], &[one]].concat()
}

#[test]
fn rten_computes_the_logits_of_transformers() {
    let of = |name: &str| {
        let expected = expected(name);
        let logits = rten(name)?.logits(&expected.pairs(), |logits, _| Ok(logits.to_vec()));
        Ok(gap(&logits?, &expected.logits))
    };
    assert_eq!(beyond(1e-4, &and(RTEN), of), [""; 0]);
}

#[test]
fn rust_bert_computes_the_logits_of_transformers() {
    let of = |name: &str| {
        let expected = expected(name);
        let logits = rust_bert_logits(name, Precision::Fp32, &expected.pairs())?;
        Ok(gap(&logits, &expected.logits))
    };
    assert_eq!(beyond(1e-4, &and(RUST_BERT), of), [""; 0]);
}

#[test]
fn bfloat16_is_near_full_precision() {
    let of = |name: &str| {
        let pairs = expected(name).pairs();
        Ok(gap(
            &rust_bert_logits(name, Precision::Bf16, &pairs)?,
            &rust_bert_logits(name, Precision::Fp32, &pairs)?,
        ))
    };
    assert_eq!(beyond(0.3, &and(RUST_BERT), of), [""; 0]);
}

#[test]
fn scores_on_rust_bert_do_not_depend_on_batch_neighbours() {
    let of = |name: &str| {
        let model = rust_bert(name, Precision::Fp32)?;
        let pairs: Vec<Pair> = (1..20)
            .map(|n| {
                let premise = format!("{n} were {}", "very ".repeat(n % 7));
                Pair::new(premise, "None was hurt.")
            })
            .collect();
        let array = |scores: &NliScores| scores.as_array().to_vec();
        let together: Vec<Vec<f32>> = model.score(&pairs)?.iter().map(array).collect();
        let mut alone = Vec::new();
        for pair in &pairs {
            alone.extend(model.score(std::slice::from_ref(pair))?.iter().map(array));
        }
        Ok(gap(&together, &alone))
    };
    assert_eq!(beyond(1e-5, &and(RUST_BERT), of), [""; 0]);
}

#[test]
fn both_engines_read_every_order_of_the_labels_right() {
    // Contradiction, entailment, neutral; entailment, neutral, contradiction; contradiction, neutral, entailment.
    for (name, [entailment, neutral, contradiction]) in [
        ("bert", [1, 2, 0]),
        ("xlm-roberta", [0, 1, 2]),
        ("roberta", [2, 1, 0]),
    ] {
        let expected = expected(name);
        let models: [&dyn NliModel; 2] = [
            &rten(name).expect("a model"),
            &rust_bert(name, Precision::Fp32).expect("a model"),
        ];
        for model in models {
            let scores = model.score(&expected.pairs()).expect("scores");
            for (scores, logits) in scores.iter().zip(&expected.logits) {
                let sum: f32 = logits.iter().map(|logit| logit.exp()).sum();
                let softmax = |at: usize| logits[at].exp() / sum;
                let wanted = [
                    softmax(entailment),
                    softmax(neutral),
                    softmax(contradiction),
                ];
                let engine = model.info().engine;
                assert!(
                    gap(&[scores.as_array().to_vec()], &[wanted.to_vec()]) < 1e-4,
                    "{name} in {engine}: {scores:?}, not {wanted:?}"
                );
            }
        }
    }
}

#[test]
fn a_random_model_does_not_outlive_its_canary() {
    for engine in [Engine::Rten, Engine::RustBert] {
        let mut options = LoadOptions::default();
        options.engine = Some(engine);
        let error = super::load(&dir("bert"), &options).map(|_| ());
        let error = error.expect_err("refused").to_string();
        assert!(error.contains("obvious pairs"), "{engine}: {error}");
    }
}

#[test]
fn what_rust_bert_cannot_run_is_told_in_a_sentence() {
    let copy = |change: &dyn Fn(&str, Vec<u8>) -> Vec<u8>| {
        let target = tempfile::tempdir().expect("a folder");
        for name in ["config.json", "tokenizer.json", "model.safetensors"] {
            let bytes = fs::read(dir("bert").join(name)).expect("a file");
            fs::write(target.path().join(name), change(name, bytes)).expect("written");
        }
        let loaded = RustBertModel::load_unproven(target.path(), &LoadOptions::default());
        loaded.expect_err("refused").to_string()
    };
    let config = |from: &'static str, to: &'static str| {
        move |name: &str, bytes: Vec<u8>| match name {
            "config.json" => {
                let json = String::from_utf8(bytes).expect("JSON");
                assert!(json.contains(from), "{json}");
                json.replace(from, to).into_bytes()
            }
            _ => bytes,
        }
    };
    let unknown = copy(&config(
        "\"model_type\": \"bert\"",
        "\"model_type\": \"modernbert\"",
    ));
    assert!(
        unknown.contains("'modernbert' is not one") && unknown.contains("deberta-v2"),
        "{unknown}"
    );
    let epsilon = copy(&config("1e-12", "0.001"));
    assert!(epsilon.contains("layer_norm_eps"), "{epsilon}");
    let wide = copy(&config("\"hidden_size\": 32", "\"hidden_size\": 64"));
    assert!(wide.contains("weights are not usable"), "{wide}");
    let cut = copy(&|name, mut bytes| {
        if name == "model.safetensors" {
            bytes.truncate(1000);
        }
        bytes
    });
    assert!(cut.contains("weights are not usable"), "{cut}");
}

/// The embedded model with its logits in three orders.
const ORDERS: [&str; 3] = ["orders/cen", "orders/enc", "orders/cne"];

fn in_engine(name: &str, engine: Engine, labels: Option<&[&str]>) -> Result<Vec<Vec<f32>>, String> {
    let mut options = LoadOptions::default();
    options.engine = Some(engine);
    options.labels = labels.map(|labels| labels.iter().map(|&label| label.to_owned()).collect());
    let model = super::load(&dir(name), &options).map_err(|error| error.to_string())?;
    let pairs = [
        Pair::new("The council approved the sale.", "The sale was approved."),
        Pair::new("The council approved the sale.", "The sale was rejected."),
        Pair::new("The council met.", "The harbour is deep."),
    ];
    let scores = model.score(&pairs).map_err(|error| error.to_string())?;
    Ok(scores
        .iter()
        .map(|scores| scores.as_array().to_vec())
        .collect())
}

#[test]
fn a_trained_model_scores_the_same_in_every_order_of_its_labels_and_in_both_engines() {
    for engine in [Engine::Rten, Engine::RustBert] {
        let scores = ORDERS.map(|name| in_engine(name, engine, None).expect(name));
        assert!(gap(&scores[0], &scores[1]) < 1e-5, "{engine}: {scores:?}");
        assert!(gap(&scores[0], &scores[2]) < 1e-5, "{engine}: {scores:?}");
    }
    // The one computes in 8 bits, the other from the same weights in 32.
    let [rten, rust_bert] = [Engine::Rten, Engine::RustBert]
        .map(|engine| in_engine(ORDERS[0], engine, None).expect("scores"));
    assert!(gap(&rten, &rust_bert) < 0.1, "{rten:?} {rust_bert:?}");
}

#[test]
fn the_canary_refuses_every_wrong_order() {
    let labels = ["contradiction", "entailment", "neutral"];
    for engine in [Engine::Rten, Engine::RustBert] {
        for places in [
            [0, 1, 2],
            [0, 2, 1],
            [1, 0, 2],
            [1, 2, 0],
            [2, 0, 1],
            [2, 1, 0],
        ] {
            let order = places.map(|at: usize| labels[at]);
            let outcome = in_engine(ORDERS[0], engine, Some(&order));
            assert_eq!(
                outcome.is_ok(),
                order == labels,
                "{engine}: {order:?} {outcome:?}"
            );
        }
    }
}
