//! Places in a text, and its words. Every stage that points into an article does it with a [`Span`], and only with a [`Span`].

mod token;

pub(crate) use token::NUMBER_WORDS;
pub use token::{Token, TokenKind, content_words, stem, tokens};

use serde::{Deserialize, Serialize};

/// A half-open range of bytes, `start..end`, into one text (an article's body or its separate title).
///
/// Both ends lie on character boundaries of that text and `start <= end`; `span.of(text)` reproduces the words.
/// On the wire it is a pair: `[start, end]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "(usize, usize)", into = "(usize, usize)")]
pub struct Span {
    /// Offset of the first byte.
    pub start: usize,
    /// Offset past the last byte.
    pub end: usize,
}

impl Span {
    /// The span `start..end`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The words at this span, or an empty string when the span does not fit `text`.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether the span covers no byte.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Whether `other` lies inside this span, ends included.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// How many bytes the two spans share.
    pub fn overlap(self, other: Span) -> usize {
        self.end
            .min(other.end)
            .saturating_sub(self.start.max(other.start))
    }

    /// The span without white space at its ends.
    pub fn trim(self, text: &str) -> Span {
        let words = self.of(text);
        let start = self.start + (words.len() - words.trim_start().len());
        Span::new(start, start + words.trim().len())
    }
}

impl From<(usize, usize)> for Span {
    fn from((start, end): (usize, usize)) -> Self {
        Self { start, end }
    }
}

impl From<Span> for (usize, usize) {
    fn from(span: Span) -> Self {
        (span.start, span.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlap_counts_shared_bytes_only() {
        assert_eq!(Span::new(0, 5).overlap(Span::new(3, 9)), 2);
        assert_eq!(Span::new(0, 5).overlap(Span::new(5, 9)), 0);
    }

    #[test]
    fn trim_keeps_the_words() {
        let text = "a  wide\u{a0} b";
        assert_eq!(Span::new(1, 9).trim(text).of(text), "wide");
        assert!(Span::new(1, 3).trim(text).is_empty());
    }

    #[test]
    fn a_span_outside_the_text_is_empty_words() {
        assert_eq!(Span::new(2, 99).of("abc"), "");
        assert_eq!(Span::new(1, 2).of("é"), "");
    }
}
