//! What can be wrong with a model.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

use crate::transformer::TransformerError;

/// A model cannot be loaded or run.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum NliError {
    /// A file of the model cannot be read.
    #[error("cannot read {path}: {source}; a model is a folder with config.json, tokenizer.json and model.onnx", path = .path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// `config.json` is not JSON, or not a model's configuration.
    #[error("{model}: config.json is not readable: {source}")]
    Config {
        /// The model.
        model: String,
        /// What is wrong.
        source: serde_json::Error,
    },
    /// `config.json` does not name the labels.
    #[error(
        "{model}: config.json has no id2label, so nobody can tell which logit means contradiction; add, for example, \
         \"id2label\": {{\"0\": \"entailment\", \"1\": \"neutral\", \"2\": \"contradiction\"}} in the order the model was trained with"
    )]
    NoLabels {
        /// The model.
        model: String,
    },
    /// The labels are not those of a three-way NLI classifier.
    #[error(
        "{model}: the labels in config.json are {found}; expected entailment, neutral and contradiction, each once"
    )]
    Labels {
        /// The model.
        model: String,
        /// The labels found, in order.
        found: String,
    },
    /// The temperature in `config.json` is not a positive number.
    #[error("{model}: the temperature in config.json is {found}; it must be a number above 0")]
    Temperature {
        /// The model.
        model: String,
        /// What stands there.
        found: f64,
    },
    /// The tokenizer or the model itself is unusable, or scoring failed.
    #[error(transparent)]
    Transformer(#[from] TransformerError),
    /// The canary died: labels are swapped, or the model is no NLI model.
    #[error(
        "{model}: the model gets obvious pairs wrong: {details}. With the labels {labels}, the order in config.json is \
         probably not the one the model was trained with"
    )]
    Canary {
        /// The model.
        model: String,
        /// The labels, in the order of the logits.
        labels: String,
        /// Which pairs it got wrong.
        details: String,
    },
}
