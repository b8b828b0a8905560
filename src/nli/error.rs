//! What can be wrong with a model.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

use super::{Device, Engine, Precision};
use crate::transformer::TransformerError;

/// A model cannot be loaded or run.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum NliError {
    /// A file of the model cannot be read.
    #[error("cannot read {path}: {source}; a model is a folder with config.json, tokenizer.json, and model.onnx or model.safetensors", path = .path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The folder has no `tokenizer.json`.
    #[error(
        "{dir} has no tokenizer.json; write one with transformers: AutoTokenizer.from_pretrained(\"{dir}\").save_pretrained(\"{dir}\")",
        dir = .dir.display()
    )]
    NoTokenizer {
        /// The folder.
        dir: PathBuf,
    },
    /// The folder has no weights that the engine runs.
    #[error(
        "{dir} has no weights that the engine {engine} runs: expected {expected}; name the engine with --engine, or the file with --weights",
        dir = .dir.display()
    )]
    NoWeights {
        /// The folder.
        dir: PathBuf,
        /// The engine.
        engine: Engine,
        /// What it runs.
        expected: String,
    },
    /// rust-bert is asked for, and not compiled in.
    #[error(
        "this belie was built without rust-bert, which runs models on GPUs and from safetensors; build it with libtorch 2.4: \
         pip install torch==2.4.0, then LIBTORCH_USE_PYTORCH=1 cargo build --release --features rust-bert"
    )]
    NoRustBert,
    /// rten is to run on a GPU.
    #[error(
        "rten runs on the CPU alone, not on {device}; take --engine rust-bert and a folder with model.safetensors for a GPU"
    )]
    RtenDevice {
        /// The device asked for.
        device: Device,
    },
    /// rten is to convert the weights.
    #[error(
        "rten runs an ONNX file as it is, and does not convert it to {precision}; leave --precision out, or take --engine rust-bert"
    )]
    RtenPrecision {
        /// The precision asked for.
        precision: Precision,
    },
    /// There is no such GPU.
    #[error("{device} cannot be used: {reason}")]
    NoDevice {
        /// The device asked for.
        device: Device,
        /// Why.
        reason: String,
    },
    /// rust-bert does not run the model.
    #[error("{model}: rust-bert cannot run this model: {reason}")]
    Architecture {
        /// The model.
        model: String,
        /// Why.
        reason: String,
    },
    /// The file of weights is not the model's.
    #[error(
        "{model}: the weights are not usable: {reason}; is the file complete, and of the model that config.json describes?"
    )]
    Weights {
        /// The model.
        model: String,
        /// What libtorch says.
        reason: String,
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
         \"id2label\": {{\"0\": \"entailment\", \"1\": \"neutral\", \"2\": \"contradiction\"}} in the order the model was trained with, \
         or name them with --labels entailment,neutral,contradiction"
    )]
    NoLabels {
        /// The model.
        model: String,
    },
    /// The labels are not those of an NLI classifier.
    #[error(
        "{model}: the labels are {found}; expected entailment, neutral and contradiction, each once, or the two of a two-way model \
         (entailment, not_entailment). If you know what they mean, name them with --labels, in the order of the logits"
    )]
    Labels {
        /// The model.
        model: String,
        /// The labels found, in order.
        found: String,
    },
    /// Not as many labels are given as the model has.
    #[error("{model}: --labels names {given} labels, but config.json has {written}")]
    LabelCount {
        /// The model.
        model: String,
        /// How many are given.
        given: usize,
        /// The labels of `config.json`.
        written: String,
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
        "{model}: the model gets obvious pairs wrong: {details}. With the labels {labels}, their order is \
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
