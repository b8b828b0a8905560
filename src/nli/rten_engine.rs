//! The default engine: any ONNX classifier, in rten.

use std::fs;
use std::path::Path;

use rten::{Model, ModelOptions};

use super::config::Config;
use super::{Engine, ModelInfo, NliError, NliModel, NliScores, Pair, canary};
use crate::transformer::{Tokens, Transformer, Words};

/// An NLI classifier that rten runs.
pub struct RtenModel {
    info: ModelInfo,
    config: Config,
    classifier: Transformer,
}

impl std::fmt::Debug for RtenModel {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RtenModel")
            .field("info", &self.info)
            .finish_non_exhaustive()
    }
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
        let classifier = Transformer::new(name, tokenizer, config.max_tokens, load)?;
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
            classifier,
        };
        canary::check(&model)?;
        Ok(model)
    }
}

impl NliModel for RtenModel {
    fn info(&self) -> &ModelInfo {
        &self.info
    }

    fn score(&self, pairs: &[Pair]) -> Result<Vec<NliScores>, NliError> {
        let words: Vec<Words<'_>> = pairs
            .iter()
            .map(|pair| Words::Two(&pair.premise, &pair.hypothesis))
            .collect();
        let read = |logits: &[f32], tokens: &Tokens| {
            scores(logits, &self.config, tokens.truncated)
                .ok_or_else(|| format!("the logits {logits:?} are not three finite numbers"))
        };
        Ok(self.classifier.run(&words, read)?)
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
