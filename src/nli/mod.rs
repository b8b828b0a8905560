//! Stage *score*: what follows from what, for two strings. Knows nothing of articles.

use serde::{Deserialize, Serialize};

/// The order of things to score: does `premise` entail, contradict, or say nothing of `hypothesis`?
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// What is taken as said.
    pub premise: String,
    /// What is held against it.
    pub hypothesis: String,
}

/// The probabilities of the three NLI labels for one pair, in one direction. They sum to 1.
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

/// A model that scores pairs. Scores of a pair do not depend on what is scored beside it, nor on the number of threads.
// ModelInfo and NliError: see the engine.
pub trait NliModel: Send + Sync {
    /// What the model is.
    fn info(&self) -> &ModelInfo;

    /// Scores `pairs`, in their order.
    ///
    /// # Errors
    /// When the engine fails on a pair; no score is returned then.
    fn score(&self, pairs: &[Pair]) -> Result<Vec<NliScores>, NliError>;
}
pub struct ModelInfo;
pub struct NliError;
