//! What a model's folder holds, told without running it.

use std::path::{Path, PathBuf};

use super::folder::{self, Folder};
use super::{Engine, LoadOptions, NliError};

/// What a model's folder says of itself.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Description {
    /// The name of the folder, or of the repository it was fetched from.
    pub name: String,
    /// The architecture in the words of transformers; empty where `config.json` does not tell.
    pub architecture: String,
    /// The labels in the order of the logits.
    pub labels: Vec<String>,
    /// Which of them are read as entailment, neutral and contradiction; `None` where a two-way model has none.
    pub read_as: [Option<String>; 3],
    /// How many tokens of a pair it reads, special tokens included.
    pub max_tokens: usize,
    /// How many characters it reads of what stands before a sentence.
    pub context: usize,
    /// Logits are divided by it.
    pub temperature: f64,
    /// The engine that would run it.
    pub engine: Engine,
    /// The file of weights that would be run.
    pub weights: PathBuf,
    /// BLAKE3 of its three files one after the other, 32 hexadecimal digits, as a report names it.
    pub digest: String,
}

/// Describes the model in the folder `dir`, as it would be loaded with these options.
///
/// # Errors
/// When a file is missing or unusable, or when the labels are unclear.
pub fn describe(dir: &Path, options: &LoadOptions) -> Result<Description, NliError> {
    let engine = folder::engine(dir, options);
    let folder = Folder::open(dir, options, engine)?;
    let label = |place: Option<usize>| folder.config.labels.get(place?).cloned();
    Ok(Description {
        read_as: folder.config.places.map(label),
        digest: folder.digest()?,
        name: folder.name,
        architecture: folder.config.model_type,
        labels: folder.config.labels,
        max_tokens: folder.config.max_tokens,
        context: folder.config.context,
        temperature: folder.config.temperature,
        engine,
        weights: folder.weights,
    })
}
