//! Words into token ids, as `tokenizer.json` says.

use tokenizers::{Tokenizer, TruncationDirection, TruncationParams, TruncationStrategy};

use super::{TransformerError, Words};
use crate::text::Span;

/// Token ids of an input.
pub(crate) struct Tokens {
    pub(crate) ids: Vec<i32>,
    /// 0 for the first text, 1 for the second.
    pub(crate) types: Vec<i32>,
    /// Of one text: which of its words each token belongs to, and where it stands; `None` for a special token. Empty for two texts.
    pub(crate) places: Vec<Option<(u32, Span)>>,
    /// Whether the input was longer than the model reads, and was cut.
    pub(crate) truncated: bool,
}

/// A tokenizer for inputs of at most so many tokens; of two texts the longer one is cut first.
pub(crate) struct WordsTokenizer {
    tokenizer: Tokenizer,
}

impl WordsTokenizer {
    pub(crate) fn read(
        model: &str,
        json: &[u8],
        max_tokens: usize,
    ) -> Result<Self, TransformerError> {
        let broken = |reason: tokenizers::Error| TransformerError::Tokenizer {
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
        // One input at a time needs no padding, whatever the file says.
        tokenizer
            .with_padding(None)
            .with_truncation(Some(truncation))
            .map_err(broken)?;
        Ok(Self { tokenizer })
    }

    pub(crate) fn encode(&self, words: Words<'_>) -> Result<Tokens, tokenizers::Error> {
        // Pairs are many, and nobody asks where their tokens stand: that is the faster way.
        let (encoding, placed) = match words {
            Words::One(text) => (self.tokenizer.encode(text, true)?, true),
            Words::Two(first, second) => {
                (self.tokenizer.encode_fast((first, second), true)?, false)
            }
        };
        let signed = |ids: &[u32]| ids.iter().map(|&id| id as i32).collect();
        let places = encoding.get_word_ids().iter().zip(encoding.get_offsets());
        Ok(Tokens {
            places: places
                .filter(|_| placed)
                .map(|(word, &at)| word.map(|word| (word, Span::from(at))))
                .collect(),
            ids: signed(encoding.get_ids()),
            types: signed(encoding.get_type_ids()),
            truncated: !encoding.get_overflowing().is_empty(),
        })
    }
}
