//! Stage *split*: an article becomes [`Sentence`]s with byte-exact spans.

use crate::article::Part;
use crate::text::Span;

/// What a sentence is in the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SentenceKind {
    /// The headline of the article.
    Title,
    /// A heading inside the text, without a full stop.
    Subhead,
    /// Running prose, list items included.
    Body,
    /// Who wrote it and when ("By Jane Doe, Associated Press"), without a claim of its own.
    Byline,
    /// Page furniture ("Sponsored by …", "Post a comment"): takes no further part.
    Boilerplate,
}

/// One sentence of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// The text that `span` points into.
    pub part: Part,
    /// Where it stands, without white space at its ends and without a dateline ("WASHINGTON (AP) —") before it.
    pub span: Span,
    /// Which paragraph of its part, from 0.
    pub paragraph: usize,
    /// What it is.
    pub kind: SentenceKind,
}
