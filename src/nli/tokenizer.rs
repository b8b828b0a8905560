//! Words into token ids, as `tokenizer.json` says.

use tokenizers::{Tokenizer, TruncationDirection, TruncationParams, TruncationStrategy};

use super::{NliError, Pair};

/// Token ids of a pair.
pub(super) struct Tokens {
    pub(super) ids: Vec<i32>,
    pub(super) types: Vec<i32>,
    pub(super) truncated: bool,
}

/// A tokenizer for pairs of at most so many tokens; the longer side is cut first.
pub(super) struct PairTokenizer {
    tokenizer: Tokenizer,
}

impl PairTokenizer {
    pub(super) fn read(model: &str, json: &[u8], max_tokens: usize) -> Result<Self, NliError> {
        let broken = |reason: tokenizers::Error| NliError::Tokenizer {
            model: model.to_owned(),
            reason: reason.to_string(),
        };
        let mut tokenizer = Tokenizer::from_bytes(json).map_err(broken)?;
        let truncation = TruncationParams {
            direction: TruncationDirection::Right,
            max_length: max_tokens,
            strategy: TruncationStrategy::LongestFirst,
            stride: 0,
        };
        // One pair at a time needs no padding, whatever the file says.
        tokenizer
            .with_padding(None)
            .with_truncation(Some(truncation))
            .map_err(broken)?;
        Ok(Self { tokenizer })
    }

    pub(super) fn encode(&self, pair: &Pair) -> Result<Tokens, tokenizers::Error> {
        let encoding = self
            .tokenizer
            .encode_fast((pair.premise.as_str(), pair.hypothesis.as_str()), true)?;
        let signed = |ids: &[u32]| ids.iter().map(|&id| id as i32).collect();
        Ok(Tokens {
            ids: signed(encoding.get_ids()),
            types: signed(encoding.get_type_ids()),
            truncated: !encoding.get_overflowing().is_empty(),
        })
    }
}
