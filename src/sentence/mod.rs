//! Stage *split*: an article becomes [`Sentence`]s with byte-exact spans.
//!
//! Lines are first joined into paragraphs (a hard-wrapped sentence goes on over a line break), furniture and bylines are
//! set apart, and only then are sentences cut inside a paragraph.

mod boundary;
mod furniture;
mod numbering;
mod paragraph;

use crate::article::{Article, Part};
use crate::text::Span;
use paragraph::Paragraph;

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

/// The sentences of an article: its separate title first, then its text in order.
pub fn split(article: &Article) -> Vec<Sentence> {
    let separate = article
        .title
        .as_deref()
        .filter(|_| article.title_span.is_none());
    let title = separate.map(|title| Sentence {
        part: Part::Title,
        span: Span::new(0, title.len()).trim(title),
        paragraph: 0,
        kind: SentenceKind::Title,
    });
    let text = &article.text;
    let paragraphs = paragraph::paragraphs(text, article.title_span);
    let body = paragraphs
        .iter()
        .enumerate()
        .flat_map(|(number, paragraph)| sentences(text, number, paragraph));
    title
        .into_iter()
        .filter(|title| !title.span.is_empty())
        .chain(body)
        .collect()
}

fn sentences(text: &str, number: usize, paragraph: &Paragraph) -> Vec<Sentence> {
    let sentence = |span| Sentence {
        part: Part::Body,
        span,
        paragraph: number,
        kind: paragraph.kind,
    };
    if paragraph.kind != SentenceKind::Body {
        return vec![sentence(paragraph.span)];
    }
    let start = paragraph.span.start + furniture::dateline(paragraph.span.of(text));
    boundary::sentences(text, Span::new(start, paragraph.span.end))
        .into_iter()
        .map(sentence)
        .collect()
}

#[cfg(test)]
mod tests;
