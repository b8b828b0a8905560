//! Stage *score*: what follows from what, for two strings. Knows nothing of articles.
//!
//! A model is a folder in the Hugging Face layout: `config.json` with `id2label`, `tokenizer.json`, and `model.onnx`. The
//! default engine is [`RtenModel`]; it scores one pair at a time on one thread, and pairs in parallel.

mod canary;
mod config;
mod embedded;
mod error;
mod rten_engine;

use std::fmt;

use serde::{Deserialize, Serialize};

#[cfg(feature = "embedded-model")]
pub use embedded::default_model;
pub use error::NliError;
pub use rten_engine::RtenModel;

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
}

/// The probabilities of the three NLI labels for one pair, in one direction. Each lies in 0 to 1; they sum to 1.
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

/// What runs a model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Engine {
    /// The rten runtime, in Rust, on the CPU.
    Rten,
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Engine::Rten => f.write_str("rten"),
        }
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
    /// Its labels as `config.json` names them, in the order of its logits.
    pub labels: Vec<String>,
    /// How many tokens of a pair it reads, special tokens included.
    pub max_tokens: usize,
}

/// A model that scores pairs. The scores of a pair do not depend on what is scored beside it, nor on the number of threads.
pub trait NliModel: Send + Sync {
    /// What the model is.
    fn info(&self) -> &ModelInfo;

    /// Scores `pairs`, in their order, on the current rayon thread pool.
    ///
    /// # Errors
    /// When the engine fails on a pair; no score is returned then.
    fn score(&self, pairs: &[Pair]) -> Result<Vec<NliScores>, NliError>;
}
