//! The default engine: any ONNX classifier, in rten, one pair a time on one thread, pairs in parallel.
//!
//! A pair alone needs no padding, and with dynamic quantisation it is the only way that its score does not depend on its
//! neighbours: the scale of a batch is the scale of its largest activation.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use rten::{Model, ModelOptions, NodeId, RunOptions, ThreadPool, Value, ValueOrView};
use rten_tensor::prelude::*;
use rten_tensor::{NdTensor, Tensor};

use super::config::Config;
use super::tokenizer::PairTokenizer;
use super::{Engine, ModelInfo, NliError, NliModel, NliScores, Pair, canary};

/// An NLI classifier that rten runs.
pub struct RtenModel {
    info: ModelInfo,
    config: Config,
    tokenizer: PairTokenizer,
    model: Model,
    inputs: Inputs,
    logits: NodeId,
}

impl std::fmt::Debug for RtenModel {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RtenModel")
            .field("info", &self.info)
            .finish_non_exhaustive()
    }
}

/// The input nodes that the model has.
struct Inputs {
    ids: NodeId,
    mask: Option<NodeId>,
    types: Option<NodeId>,
}

impl RtenModel {
    /// Loads the model in the folder `dir`.
    ///
    /// # Errors
    /// When a file is missing or unusable, when the labels are unclear, or when the canary dies. See [`NliError`].
    pub fn load(dir: &Path) -> Result<Self, NliError> {
        let read = |name: &str| {
            let path = dir.join(name);
            fs::read(&path).map_err(|source| NliError::Unreadable { path, source })
        };
        let name = dir
            .file_name()
            .unwrap_or(dir.as_os_str())
            .to_string_lossy()
            .into_owned();
        let (config, tokenizer, onnx) = (
            read("config.json")?,
            read("tokenizer.json")?,
            read("model.onnx")?,
        );
        let digest = digest(&config, &tokenizer, &onnx);
        Self::assemble(&name, &config, &tokenizer, digest, |options| {
            options.load(onnx)
        })
    }

    /// Loads a model from bytes that live as long as the program.
    ///
    /// # Errors
    /// As [`RtenModel::load`].
    pub fn from_static(
        name: &str,
        config: &'static [u8],
        tokenizer: &'static [u8],
        onnx: &'static [u8],
    ) -> Result<Self, NliError> {
        let digest = digest(config, tokenizer, onnx);
        Self::assemble(name, config, tokenizer, digest, |options| {
            options.load_static_slice(onnx)
        })
    }

    fn assemble(
        name: &str,
        config: &[u8],
        tokenizer: &[u8],
        digest: String,
        load: impl FnOnce(&ModelOptions) -> Result<Model, rten::LoadError>,
    ) -> Result<Self, NliError> {
        let config = Config::read(name, config)?;
        let tokenizer = PairTokenizer::read(name, tokenizer, config.max_tokens)?;
        let unusable = |reason: String| NliError::Onnx {
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
        let logits = *model
            .output_ids()
            .first()
            .ok_or_else(|| unusable("it has no output".to_owned()))?;
        let info = ModelInfo {
            name: name.to_owned(),
            digest,
            engine: Engine::Rten,
            labels: config.labels.clone(),
            max_tokens: config.max_tokens,
        };
        let model = Self {
            info,
            config,
            tokenizer,
            model,
            inputs,
            logits,
        };
        canary::check(&model)?;
        Ok(model)
    }

    fn score_one(&self, pair: &Pair, pool: &Arc<ThreadPool>) -> Result<NliScores, NliError> {
        let failed = |reason: String| NliError::Inference {
            model: self.info.name.clone(),
            reason,
        };
        let tokens = self
            .tokenizer
            .encode(pair)
            .map_err(|error| failed(error.to_string()))?;
        let length = tokens.ids.len();
        let row = |values: Vec<i32>| {
            ValueOrView::from(Value::from(NdTensor::from_data([1, length], values)))
        };
        let mut inputs = vec![(self.inputs.ids, row(tokens.ids))];
        inputs.extend(self.inputs.mask.map(|mask| (mask, row(vec![1; length]))));
        inputs.extend(self.inputs.types.map(|types| (types, row(tokens.types))));
        let options = RunOptions::default().with_thread_pool(Some(Arc::clone(pool)));
        let mut outputs = self
            .model
            .run(inputs, &[self.logits], Some(options))
            .map_err(|error| failed(error.to_string()))?;
        let logits: Tensor<f32> = outputs
            .pop()
            .and_then(|value| value.try_into().ok())
            .ok_or_else(|| failed("the model's output is not a tensor of numbers".to_owned()))?;
        let logits: Vec<f32> = logits.iter().copied().collect();
        scores(&logits, &self.config, tokens.truncated).ok_or_else(|| {
            failed(format!(
                "the logits {logits:?} are not three finite numbers"
            ))
        })
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

impl NliModel for RtenModel {
    fn info(&self) -> &ModelInfo {
        &self.info
    }

    fn score(&self, pairs: &[Pair]) -> Result<Vec<NliScores>, NliError> {
        let next = AtomicUsize::new(0);
        let done = Mutex::new((0..pairs.len()).map(|_| None).collect::<Vec<_>>());
        // The longest pairs first, so that no thread is left with one at the end.
        let mut order: Vec<usize> = (0..pairs.len()).collect();
        order.sort_by_key(|&at| {
            std::cmp::Reverse(pairs[at].premise.len() + pairs[at].hypothesis.len())
        });
        rayon::broadcast(|_| {
            // rten spreads operators over a pool of its own; a pool of this one thread keeps the pair on it.
            let pool = Arc::new(ThreadPool::with_num_threads(1));
            pool.run(|| {
                while let Some(&at) = order.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let scored = self.score_one(&pairs[at], &pool);
                    done.lock().unwrap_or_else(PoisonError::into_inner)[at] = Some(scored);
                }
            });
        });
        done.into_inner()
            .unwrap_or_else(PoisonError::into_inner)
            .into_iter()
            .flatten()
            .collect()
    }
}

/// Softmax of the logits over the temperature, in the order of the labels; `None` unless there are three finite logits.
fn scores(logits: &[f32], config: &Config, truncated: bool) -> Option<NliScores> {
    if logits.len() != 3 || !logits.iter().all(|logit| logit.is_finite()) {
        return None;
    }
    let largest = f64::from(logits.iter().copied().fold(f32::MIN, f32::max));
    let powers = config
        .order
        .map(|at| ((f64::from(logits[at]) - largest) / config.temperature).exp());
    let sum: f64 = powers.iter().sum();
    let [entailment, neutral, contradiction] = powers.map(|power| (power / sum) as f32);
    Some(NliScores {
        entailment,
        neutral,
        contradiction,
        truncated,
    })
}

fn digest(config: &[u8], tokenizer: &[u8], onnx: &[u8]) -> String {
    let mut hasher = blake3::Hasher::new();
    for file in [config, tokenizer, onnx] {
        hasher.update(file);
    }
    let mut digits = hasher.finalize().to_hex().to_string();
    digits.truncate(32);
    digits
}

#[cfg(all(test, feature = "embedded-model"))]
mod tests;
