//! Running a transformer on the CPU: words into tokens, tokens through an ONNX file in rten. What the numbers mean is left to
//! [`nli`](crate::nli) and the other models.
//!
//! One input a time on one thread, inputs in parallel. An input alone needs no padding, and with dynamic quantisation it is the
//! only way that its result does not depend on its neighbours: the scale of a batch is the scale of its largest activation.

mod tokenizer;

use std::fs;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use rten::{Model, ModelOptions, NodeId, RunOptions, ThreadPool, Value, ValueOrView};
use rten_tensor::prelude::*;
use rten_tensor::{NdTensor, Tensor};
use thiserror::Error;

pub(crate) use tokenizer::{Tokens, WordsTokenizer};

/// A transformer cannot be loaded or run.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum TransformerError {
    /// A file of the model cannot be read.
    #[error("cannot read {path}: {source}; copy the file again from where the model came from", path = .path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// `tokenizer.json` is unusable.
    #[error(
        "{model}: tokenizer.json is not usable: {reason}; copy it again from where the model came from"
    )]
    Tokenizer {
        /// The model.
        model: String,
        /// What the tokenizer library says.
        reason: String,
    },
    /// `model.onnx` is unusable.
    #[error(
        "{model}: model.onnx is not usable ({reason}); is the file complete, and an ONNX export?"
    )]
    Onnx {
        /// The model.
        model: String,
        /// What the engine says.
        reason: String,
    },
    /// Running it failed.
    #[error("{model}: the model failed: {reason}")]
    Inference {
        /// The model.
        model: String,
        /// What the engine says.
        reason: String,
    },
}

/// What a transformer reads.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Words<'a> {
    /// One text.
    One(&'a str),
    /// Two texts, with a separator between them.
    Two(&'a str, &'a str),
}

impl Words<'_> {
    fn len(&self) -> usize {
        match self {
            Words::One(text) => text.len(),
            Words::Two(first, second) => first.len() + second.len(),
        }
    }
}

thread_local! {
    /// rten spreads operators over a pool of its own; a pool of one thread keeps an input on it. One for good, as memory that new threads
    /// take is left in pieces when they end.
    static OWN: Arc<ThreadPool> = Arc::new(ThreadPool::with_num_threads(1));
}

/// An ONNX model with its tokenizer.
pub(crate) struct Transformer {
    name: String,
    tokenizer: WordsTokenizer,
    model: Model,
    inputs: Inputs,
    output: NodeId,
}

/// The input nodes that the model has.
struct Inputs {
    ids: NodeId,
    mask: Option<NodeId>,
    types: Option<NodeId>,
}

impl Transformer {
    /// The model in the folder `dir`: `tokenizer.json` and `model.onnx`.
    pub(crate) fn open(dir: &Path, max_tokens: usize) -> Result<Self, TransformerError> {
        let read = |name: &str| {
            let path = dir.join(name);
            fs::read(&path).map_err(|source| TransformerError::Unreadable { path, source })
        };
        let (tokenizer, onnx) = (read("tokenizer.json")?, read("model.onnx")?);
        let name = dir.display().to_string();
        Self::new(&name, &tokenizer, max_tokens, |options| options.load(onnx))
    }

    /// A model whose files are compiled in.
    #[cfg(feature = "embedded-model")]
    pub(crate) fn embedded(
        name: &str,
        tokenizer: &[u8],
        onnx: &'static [u8],
        max_tokens: usize,
    ) -> Result<Self, TransformerError> {
        Self::new(name, tokenizer, max_tokens, |options| {
            options.load_static_slice(onnx)
        })
    }

    /// The model `name`, which reads at most `max_tokens` tokens. `load` loads the ONNX file.
    pub(crate) fn new(
        name: &str,
        tokenizer: &[u8],
        max_tokens: usize,
        load: impl FnOnce(&ModelOptions) -> Result<Model, rten::LoadError>,
    ) -> Result<Self, TransformerError> {
        let tokenizer = WordsTokenizer::read(name, tokenizer, max_tokens)?;
        let unusable = |reason: String| TransformerError::Onnx {
            model: name.to_owned(),
            reason,
        };
        let mut options = ModelOptions::with_all_ops();
        options.prepack_weights(true);
        // A damaged file can make the loader panic; that is still only a damaged file.
        let model = catch_unwind(AssertUnwindSafe(|| load(&options)))
            .map_err(|_| unusable("the file is damaged".to_owned()))?
            .map_err(|error| unusable(error.to_string()))?;
        let inputs =
            Inputs::of(&model).ok_or_else(|| unusable("it has no input 'input_ids'".to_owned()))?;
        let output = *model
            .output_ids()
            .first()
            .ok_or_else(|| unusable("it has no output".to_owned()))?;
        Ok(Self {
            name: name.to_owned(),
            tokenizer,
            model,
            inputs,
            output,
        })
    }

    /// Runs every input and reads its output (the first output of the model, without its batch dimension laid out row by row),
    /// in the order of the inputs, on the current rayon thread pool. `read` says what is wrong with an output.
    pub(crate) fn run<T: Send>(
        &self,
        inputs: &[Words<'_>],
        read: impl Fn(&[f32], &Tokens) -> Result<T, String> + Sync,
    ) -> Result<Vec<T>, TransformerError> {
        let next = AtomicUsize::new(0);
        let done = Mutex::new((0..inputs.len()).map(|_| None).collect::<Vec<_>>());
        // The longest inputs first, so that no thread is left with one at the end.
        let mut order: Vec<usize> = (0..inputs.len()).collect();
        order.sort_by_key(|&at| std::cmp::Reverse(inputs[at].len()));
        rayon::broadcast(|_| {
            let pool = OWN.with(Arc::clone);
            pool.run(|| {
                while let Some(&at) = order.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let output = self.run_one(inputs[at], &read, &pool);
                    done.lock().unwrap_or_else(PoisonError::into_inner)[at] = Some(output);
                }
            });
        });
        done.into_inner()
            .unwrap_or_else(PoisonError::into_inner)
            .into_iter()
            .flatten()
            .collect()
    }

    fn run_one<T>(
        &self,
        words: Words<'_>,
        read: &impl Fn(&[f32], &Tokens) -> Result<T, String>,
        pool: &Arc<ThreadPool>,
    ) -> Result<T, TransformerError> {
        let failed = |reason: String| TransformerError::Inference {
            model: self.name.clone(),
            reason,
        };
        let tokens = self
            .tokenizer
            .encode(words)
            .map_err(|error| failed(error.to_string()))?;
        let length = tokens.ids.len();
        let row = |values: Vec<i32>| {
            ValueOrView::from(Value::from(NdTensor::from_data([1, length], values)))
        };
        let mut inputs = vec![(self.inputs.ids, row(tokens.ids.clone()))];
        inputs.extend(self.inputs.mask.map(|mask| (mask, row(vec![1; length]))));
        inputs.extend(
            self.inputs
                .types
                .map(|types| (types, row(tokens.types.clone()))),
        );
        let options = RunOptions::default().with_thread_pool(Some(Arc::clone(pool)));
        let mut outputs = self
            .model
            .run(inputs, &[self.output], Some(options))
            .map_err(|error| failed(error.to_string()))?;
        let output: Tensor<f32> = outputs
            .pop()
            .and_then(|value| value.try_into().ok())
            .ok_or_else(|| failed("the model's output is not a tensor of numbers".to_owned()))?;
        let values: Vec<f32> = output.iter().copied().collect();
        read(&values, &tokens).map_err(failed)
    }
}

impl Inputs {
    fn of(model: &Model) -> Option<Self> {
        Some(Self {
            ids: model.find_node("input_ids")?,
            mask: model.find_node("attention_mask"),
            types: model.find_node("token_type_ids"),
        })
    }
}
