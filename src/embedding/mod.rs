//! Sentence embeddings: vectors that lie close together when two texts are about the same thing, whatever they say of it.
//!
//! They find what may be worth comparing (stage *pair*) and which articles are about one event (stage *story*). They never tell
//! whether two texts agree: a statement and its denial are near neighbours.

#[cfg(feature = "embedded-model")]
mod embedded;

use std::path::Path;

use crate::transformer::{Tokens, Transformer, TransformerError, Words};

#[cfg(feature = "embedded-model")]
pub use embedded::default_encoder;

/// How many numbers an [`Embedding`] has.
pub const DIMENSIONS: usize = 384;

/// Tokens of a text that count; what follows is left out. all-MiniLM-L6-v2 was trained on as many.
const MAX_TOKENS: usize = 128;

/// What a component of 1 is stored as: a byte a component keeps a corpus in memory, and costs less than 0.01 of a cosine.
const ONE: f32 = 127.0;

/// The direction of a text's meaning: a vector of length 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Embedding(Box<[i8; DIMENSIONS]>);

impl Embedding {
    /// The direction of `values`, whatever their length; `None` when there are not [`DIMENSIONS`] of them, or they have no direction.
    pub fn of(values: &[f32]) -> Option<Self> {
        let length = values.iter().map(|value| value * value).sum::<f32>().sqrt();
        if values.len() != DIMENSIONS || !length.is_finite() || length <= 0.0 {
            return None;
        }
        let mut bytes = Box::new([0; DIMENSIONS]);
        for (byte, value) in bytes.iter_mut().zip(values) {
            *byte = (value / length * ONE).round() as i8;
        }
        Some(Self(bytes))
    }

    /// Cosine of the angle to `other`, from -1 to 1.
    pub fn cosine(&self, other: &Embedding) -> f32 {
        let product: i32 = self
            .0
            .iter()
            .zip(other.0.iter())
            .map(|(&a, &b)| i32::from(a) * i32::from(b))
            .sum();
        (product as f32 / (ONE * ONE)).clamp(-1.0, 1.0)
    }

    /// Its components, each from -1 to 1.
    pub fn values(&self) -> impl Iterator<Item = f32> + '_ {
        self.0.iter().map(|&byte| f32::from(byte) / ONE)
    }
}

/// A model that embeds sentences: a folder with `tokenizer.json` and a `model.onnx` whose output is one vector a text.
pub struct SentenceEncoder {
    transformer: Transformer,
}

impl std::fmt::Debug for SentenceEncoder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SentenceEncoder").finish_non_exhaustive()
    }
}

impl SentenceEncoder {
    /// Loads the encoder in the folder `dir`.
    ///
    /// # Errors
    /// When a file is missing or unusable.
    pub fn load(dir: &Path) -> Result<Self, TransformerError> {
        let transformer = Transformer::open(dir, MAX_TOKENS)?;
        Ok(Self { transformer })
    }

    /// Embeds `texts`, in their order, on the current rayon thread pool. The embedding of a text does not depend on the others.
    ///
    /// # Errors
    /// When the model fails on a text, or is no encoder of [`DIMENSIONS`] numbers.
    pub fn embed(&self, texts: &[&str]) -> Result<Vec<Embedding>, TransformerError> {
        let words: Vec<Words<'_>> = texts.iter().map(|text| Words::One(text)).collect();
        let read = |values: &[f32], _: &Tokens| {
            Embedding::of(values).ok_or_else(|| {
                format!(
                    "its output has {} numbers; an embedding has {DIMENSIONS}",
                    values.len()
                )
            })
        };
        self.transformer.run(&words, read)
    }
}

#[cfg(all(test, feature = "embedded-model"))]
mod tests;
