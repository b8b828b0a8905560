//! The encoder that is compiled in.

use super::{MAX_TOKENS, SentenceEncoder};
use crate::transformer::{Transformer, TransformerError};

/// Loads the encoder that is compiled into belie: `models/minilm-l6-embedding` of its source.
///
/// # Errors
/// Never in a released belie; the tests load it.
pub fn default_encoder() -> Result<SentenceEncoder, TransformerError> {
    let transformer = Transformer::embedded(
        "minilm-l6-embedding",
        include_bytes!("../../models/minilm-l6-embedding/tokenizer.json"),
        include_bytes!("../../models/minilm-l6-embedding/model.onnx"),
        MAX_TOKENS,
    )?;
    Ok(SentenceEncoder { transformer })
}
