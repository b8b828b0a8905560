//! The engine on libtorch: the classifiers of rust-bert, on the CPU or a GPU.
//!
//! Its types are used, not its pipelines: those fix the order of the labels and pad without a mask. The model lives on a thread of
//! its own, for libtorch's tensors may not be shared between threads.

mod architecture;
mod batch;
mod deberta_v2;
mod electra;
mod worker;

use std::path::Path;

use rayon::prelude::*;
use tch::Kind;

use self::architecture::Forward;
use self::worker::Worker;
use super::config::Config;
use super::folder::Folder;
use super::{
    Device, Engine, LoadOptions, ModelInfo, NliError, NliModel, NliScores, Pair, Precision, canary,
};
use crate::transformer::{Tokens, TransformerError, WordsTokenizer};

/// An NLI classifier that rust-bert runs.
pub struct RustBertModel {
    info: ModelInfo,
    config: Config,
    tokenizer: WordsTokenizer,
    worker: Worker,
}

impl std::fmt::Debug for RustBertModel {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RustBertModel")
            .field("info", &self.info)
            .finish_non_exhaustive()
    }
}

impl RustBertModel {
    /// Loads the model in the folder `dir`.
    ///
    /// # Errors
    /// When a file is missing or unusable, when the labels are unclear, when rust-bert does not have the architecture, when
    /// there is no such GPU, or when the canary dies. See [`NliError`].
    pub fn load(dir: &Path, options: &LoadOptions) -> Result<Self, NliError> {
        let model = Self::load_unproven(dir, options)?;
        canary::check(&model, &model.config)?;
        Ok(model)
    }

    /// Loads without the canary.
    pub(super) fn load_unproven(dir: &Path, options: &LoadOptions) -> Result<Self, NliError> {
        let folder = Folder::open(dir, options, Engine::RustBert)?;
        let kind = kind(options.precision).ok_or_else(|| NliError::Architecture {
            model: folder.name.clone(),
            reason: format!(
                "it computes in fp32, fp16 or bf16, not {}",
                options.precision
            ),
        })?;
        let device = device(options.device)?;
        let tokenizer =
            WordsTokenizer::read(&folder.name, &folder.tokenizer, folder.config.max_tokens)?;
        let digest = folder.digest()?;
        let info = ModelInfo {
            name: folder.name.clone(),
            digest,
            engine: Engine::RustBert,
            device: options.device,
            precision: options.precision,
            labels: folder.config.labels.clone(),
            max_tokens: folder.config.max_tokens,
            context: folder.config.context,
        };
        let config = folder.config.clone();
        let budget = batch::budget(options.device);
        let worker = Worker::start(info.name.clone(), budget, move || {
            Forward::load(&folder, device, kind)
        })?;
        Ok(Self {
            info,
            config,
            tokenizer,
            worker,
        })
    }

    /// The logits of every pair, with its tokens.
    pub(super) fn logits(&self, pairs: &[Pair]) -> Result<Vec<(Vec<f32>, Tokens)>, NliError> {
        let tokens: Vec<Tokens> = pairs
            .par_iter()
            .map(|pair| self.tokenizer.encode(pair.words()))
            .collect::<Result<_, _>>()
            .map_err(|error| self.failed(error.to_string()))?;
        self.worker
            .logits(tokens, rayon::current_num_threads())
            .map_err(|reason| self.failed(reason))
    }

    fn failed(&self, reason: String) -> NliError {
        NliError::Transformer(TransformerError::Inference {
            model: self.info.name.clone(),
            reason,
        })
    }
}

impl NliModel for RustBertModel {
    fn info(&self) -> &ModelInfo {
        &self.info
    }

    fn score(&self, pairs: &[Pair]) -> Result<Vec<NliScores>, NliError> {
        let scores = |(logits, tokens): (Vec<f32>, Tokens)| {
            let scores = self.config.scores(&logits, tokens.truncated);
            scores.map_err(|reason| self.failed(reason))
        };
        self.logits(pairs)?.into_iter().map(scores).collect()
    }
}

fn kind(precision: Precision) -> Option<Kind> {
    match precision {
        Precision::Fp32 => Some(Kind::Float),
        Precision::Fp16 => Some(Kind::Half),
        Precision::Bf16 => Some(Kind::BFloat16),
        Precision::Int8 => None,
    }
}

fn device(asked: Device) -> Result<tch::Device, NliError> {
    let Device::Cuda(number) = asked else {
        return Ok(tch::Device::Cpu);
    };
    let refused = |reason: String| NliError::NoDevice {
        device: asked,
        reason,
    };
    if !tch::utils::has_cuda() {
        return Err(refused(
            "no NVIDIA GPU is seen (is the driver installed, and is this libtorch one with CUDA?); \
             leave --device out to run on the CPU"
                .to_owned(),
        ));
    }
    let count = usize::try_from(tch::Cuda::device_count()).unwrap_or_default();
    if number < count {
        Ok(tch::Device::Cuda(number))
    } else {
        let last = count.saturating_sub(1);
        Err(refused(format!(
            "there are {count} GPUs, the last is cuda:{last}"
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gpu_that_is_not_there_is_an_error() {
        let error = device(Device::Cuda(99)).expect_err("no such GPU");
        assert!(
            error.to_string().contains("cuda:99 cannot be used"),
            "{error}"
        );
        assert_eq!(device(Device::Cpu).expect("always there"), tch::Device::Cpu);
    }
}
