//! The default engine: any ONNX classifier, in rten.

use std::fs;
use std::path::Path;

use memchr::memmem;
use rten::{Model, ModelOptions};

use super::config::Config;
use super::folder::{Folder, digits};
use super::{
    Device, Engine, LoadOptions, ModelInfo, NliError, NliModel, NliScores, Pair, Precision, canary,
};
use crate::transformer::{Tokens, Transformer, Words};

/// The operators that compute with 8-bit integers in an ONNX file.
const INTEGER_OPERATORS: [&[u8]; 3] = [b"MatMulInteger", b"QLinearMatMul", b"DequantizeLinear"];

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
    /// When a file is missing or unusable, when the labels are unclear, when the options ask for what rten has not (a GPU,
    /// another precision), or when the canary dies. See [`NliError`].
    pub fn load(dir: &Path, options: &LoadOptions) -> Result<Self, NliError> {
        let model = Self::load_unproven(dir, options)?;
        canary::check(&model, &model.config)?;
        Ok(model)
    }

    /// Loads without the canary.
    pub(super) fn load_unproven(dir: &Path, options: &LoadOptions) -> Result<Self, NliError> {
        let folder = Folder::open(dir, options, Engine::Rten)?;
        if options.device != Device::Cpu {
            return Err(NliError::RtenDevice {
                device: options.device,
            });
        }
        if options.precision != Precision::Fp32 {
            return Err(NliError::RtenPrecision {
                precision: options.precision,
            });
        }
        let digest = folder.digest()?;
        let onnx = fs::read(&folder.weights).map_err(|source| NliError::Unreadable {
            path: folder.weights.clone(),
            source,
        })?;
        let precision = precision(&onnx);
        let Folder {
            name,
            config,
            tokenizer,
            ..
        } = folder;
        Self::assemble(&name, config, &tokenizer, digest, precision, |options| {
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
        let mut hasher = blake3::Hasher::new();
        hasher.update(config).update(tokenizer).update(onnx);
        let (digest, config) = (digits(&hasher), Config::read(name, config, None)?);
        let model = Self::assemble(
            name,
            config,
            tokenizer,
            digest,
            precision(onnx),
            |options| options.load_static_slice(onnx),
        )?;
        canary::check(&model, &model.config)?;
        Ok(model)
    }

    fn assemble(
        name: &str,
        config: Config,
        tokenizer: &[u8],
        digest: String,
        precision: Precision,
        load: impl FnOnce(&ModelOptions) -> Result<Model, rten::LoadError>,
    ) -> Result<Self, NliError> {
        let classifier = Transformer::new(name, tokenizer, config.max_tokens, load)?;
        let info = ModelInfo {
            name: name.to_owned(),
            digest,
            engine: Engine::Rten,
            device: Device::Cpu,
            precision,
            labels: config.labels.clone(),
            max_tokens: config.max_tokens,
            context: config.context,
        };
        Ok(Self {
            info,
            config,
            classifier,
        })
    }

    /// Reads the logits of every pair with `read`.
    pub(super) fn logits<T: Send>(
        &self,
        pairs: &[Pair],
        read: impl Fn(&[f32], &Tokens) -> Result<T, String> + Sync,
    ) -> Result<Vec<T>, NliError> {
        let words: Vec<Words<'_>> = pairs.iter().map(Pair::words).collect();
        Ok(self.classifier.run(&words, read)?)
    }
}

/// Operators stand in an ONNX file by name.
fn precision(onnx: &[u8]) -> Precision {
    let integers = |operator: &&[u8]| memmem::find(onnx, operator).is_some();
    if INTEGER_OPERATORS.iter().any(integers) {
        Precision::Int8
    } else {
        Precision::Fp32
    }
}

impl NliModel for RtenModel {
    fn info(&self) -> &ModelInfo {
        &self.info
    }

    fn score(&self, pairs: &[Pair]) -> Result<Vec<NliScores>, NliError> {
        self.logits(pairs, |logits, tokens| {
            self.config.scores(logits, tokens.truncated)
        })
    }
}

#[cfg(all(test, feature = "embedded-model"))]
mod tests;
