//! The models that are compiled in.

#[cfg(feature = "embedded-model")]
use super::{NliError, RtenModel};

/// Loads the model that is compiled into belie: `models/minilm-l6-nli` of its source.
///
/// # Errors
/// Never in a released belie; the tests load it.
#[cfg(feature = "embedded-model")]
pub fn default_model() -> Result<RtenModel, NliError> {
    RtenModel::from_static(
        "minilm-l6-nli",
        include_bytes!("../../models/minilm-l6-nli/config.json"),
        include_bytes!("../../models/minilm-l6-nli/tokenizer.json"),
        include_bytes!("../../models/minilm-l6-nli/model.onnx"),
    )
}

/// Loads the model that is compiled into belie to read sentences behind what stands before them: `models/minilm-l6-nli-context` of its
/// source.
///
/// # Errors
/// Never in a released belie; the tests load it.
#[cfg(feature = "embedded-model")]
pub fn default_context_model() -> Result<RtenModel, NliError> {
    RtenModel::from_static(
        "minilm-l6-nli-context",
        include_bytes!("../../models/minilm-l6-nli-context/config.json"),
        include_bytes!("../../models/minilm-l6-nli-context/tokenizer.json"),
        include_bytes!("../../models/minilm-l6-nli-context/model.onnx"),
    )
}
