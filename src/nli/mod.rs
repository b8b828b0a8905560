//! Stage *score*: what follows from what, for two strings. Knows nothing of articles.
//!
//! A model is a folder in the Hugging Face layout: `config.json` with `id2label`, `tokenizer.json`, and `model.onnx` or
//! `model.safetensors`. Two engines run it; [`load`] chooses.
//!
//! | engine | runs | how |
//! |---|---|---|
//! | [`RtenModel`] | any classifier exported to ONNX, on the CPU | one pair at a time on one thread, pairs in parallel |
//! | `RustBertModel` (feature `rust-bert`) | the architectures of rust-bert, on the CPU or a GPU | batches of pairs of like length |
//!
//! Whatever the engine, a model is proven when it is loaded: it must get a few obvious pairs right, so that labels in the wrong
//! order are found before a run.

#[cfg(all(test, feature = "rust-bert"))]
mod agreement;
mod canary;
mod config;
mod embedded;
mod error;
mod folder;
#[cfg(feature = "hub")]
pub mod hub;
mod options;
mod probe;
mod rten_engine;
#[cfg(feature = "rust-bert")]
mod rust_bert_engine;
mod scores;
mod show;

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::transformer::Words;
#[cfg(feature = "embedded-model")]
pub use embedded::{default_context_model, default_model};
pub use error::NliError;
pub use options::{Device, Engine, LoadOptions, Precision};
pub use probe::{Probe, probe};
pub use rten_engine::RtenModel;
#[cfg(feature = "rust-bert")]
pub use rust_bert_engine::RustBertModel;
pub use show::{Description, describe};

/// Two strings to score: does `premise` entail, contradict, or say nothing of `hypothesis`?
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// What is taken as said.
    pub premise: String,
    /// What is held against it.
    pub hypothesis: String,
}

impl Pair {
    /// A pair of these words.
    pub fn new(premise: impl Into<String>, hypothesis: impl Into<String>) -> Self {
        Self {
            premise: premise.into(),
            hypothesis: hypothesis.into(),
        }
    }

    fn words(&self) -> Words<'_> {
        Words::Two(&self.premise, &self.hypothesis)
    }
}

/// The probabilities of the three NLI labels for one pair, in one direction. Each lies in 0 to 1; they sum to 1.
///
/// A two-way model leaves one of them at 0. One that tells entailment from the rest (`not_entailment`) has the rest counted as
/// neutral: to call it contradiction would make one of every pair that has nothing to do with another. It finds what one
/// statement affirms and the other denies, but no two that exclude each other. Likewise for `not_contradiction`; a model of
/// entailment and contradiction alone leaves nothing to neutral.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct NliScores {
    /// The premise entails the hypothesis.
    pub entailment: f32,
    /// Neither.
    pub neutral: f32,
    /// The premise excludes the hypothesis.
    pub contradiction: f32,
    /// Whether the pair was longer than the model reads, and was cut at its longer side.
    #[serde(skip)]
    pub truncated: bool,
}

impl NliScores {
    /// Entailment, neutral, contradiction.
    fn as_array(&self) -> [f32; 3] {
        [self.entailment, self.neutral, self.contradiction]
    }
}

/// What a model is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelInfo {
    /// The name of its folder.
    pub name: String,
    /// BLAKE3 of its three files one after the other, 32 hexadecimal digits.
    pub digest: String,
    /// What runs it.
    pub engine: Engine,
    /// Where it runs.
    pub device: Device,
    /// What it computes with.
    pub precision: Precision,
    /// Its labels as `config.json` names them, or as they were given, in the order of its logits.
    pub labels: Vec<String>,
    /// How many tokens of a pair it reads, special tokens included.
    pub max_tokens: usize,
    /// How many characters of what stands before a sentence it was trained to read with it, as "what stands before | the
    /// sentence" (`context` in `config.json`); 0 where it knows bare sentences only. [`NliModel::score`] takes pairs as they are.
    pub context: usize,
}

/// A model that scores pairs. The scores of a pair depend neither on the number of threads nor on what is scored beside it; on
/// rust-bert, which computes pairs together, the latter to 1e-5 in fp32.
pub trait NliModel: Send + Sync {
    /// What the model is.
    fn info(&self) -> &ModelInfo;

    /// Scores `pairs`, in their order, on as many threads as the current rayon thread pool has, or on the GPU.
    ///
    /// # Errors
    /// When the engine fails on a pair; no score is returned then.
    fn score(&self, pairs: &[Pair]) -> Result<Vec<NliScores>, NliError>;
}

/// Loads the model in the folder `dir`, in the engine that the options name or that fits the folder.
///
/// # Errors
/// When a file is missing or unusable, when the labels are unclear, when there is no such engine or device, or when the canary
/// dies. See [`NliError`].
pub fn load(dir: &Path, options: &LoadOptions) -> Result<Box<dyn NliModel>, NliError> {
    match folder::engine(dir, options) {
        Engine::Rten => Ok(Box::new(RtenModel::load(dir, options)?)),
        Engine::RustBert => on_libtorch(dir, options),
    }
}

#[cfg(feature = "rust-bert")]
fn on_libtorch(dir: &Path, options: &LoadOptions) -> Result<Box<dyn NliModel>, NliError> {
    Ok(Box::new(RustBertModel::load(dir, options)?))
}

#[cfg(not(feature = "rust-bert"))]
fn on_libtorch(_: &Path, _: &LoadOptions) -> Result<Box<dyn NliModel>, NliError> {
    Err(NliError::NoRustBert)
}
