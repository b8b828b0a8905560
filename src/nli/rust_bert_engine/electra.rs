//! ELECTRA with the classifier of transformers on top, which rust-bert lacks.

use rust_bert::RustBertError;
use rust_bert::electra::{ElectraConfig, ElectraModel};
use tch::nn::Module;
use tch::{Tensor, nn};

/// ELECTRA for sequence classification.
pub(super) struct ElectraClassifier {
    electra: ElectraModel,
    dense: nn::Linear,
    out_proj: nn::Linear,
}

impl ElectraClassifier {
    /// The variables of a model that has so many `labels`.
    pub(super) fn new(path: &nn::Path<'_>, config: &ElectraConfig, labels: i64) -> Self {
        let head = path / "classifier";
        let linear = |name: &str, to: i64| {
            nn::linear(
                &head / name,
                config.hidden_size,
                to,
                nn::LinearConfig::default(),
            )
        };
        Self {
            electra: ElectraModel::new(path / "electra", config),
            dense: linear("dense", config.hidden_size),
            out_proj: linear("out_proj", labels),
        }
    }

    /// The logits, (inputs, labels), of ids, mask and types, each (inputs, tokens). The mask is added to the attention: rust-bert's
    /// ELECTRA, unlike its BERT, adds what it is given.
    pub(super) fn logits(
        &self,
        ids: &Tensor,
        added_mask: &Tensor,
        types: &Tensor,
    ) -> Result<Tensor, RustBertError> {
        let states = self
            .electra
            .forward_t(Some(ids), Some(added_mask), Some(types), None, None, false)?
            .hidden_state;
        let first = self.dense.forward(&states.select(1, 0)).gelu("none");
        Ok(self.out_proj.forward(&first))
    }
}
