//! What the finder's numbers mean.
//!
//! Of each token the model gives the logits of seven tags, then of its cue and of its source among the tokens of the window.
//! The first token of each word speaks for the word. A run of content words belongs to the cue that they point at together; a
//! cue has the source that its first word points at, or none when it points at the first token of the window.

use super::tagging::{CONTENT, CUE, SOURCE, TAGS, runs, tags};
use crate::text::Span;
use crate::transformer::Tokens;

/// What a word between them takes from a pointer's logit: of two likely cues the nearer one.
const DISTANCE: f32 = 0.3;
/// Least mean probability with which the words of a content point at their cue.
const LEAST: f32 = 0.1;
/// Untagged words that a content reaches over.
const BRIDGE: usize = 3;

/// An attribution as it stands in the text that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) cue: Span,
    pub(crate) source: Option<Span>,
    /// In order; several when the attribution interrupts it, none when no words point at the cue.
    pub(crate) content: Vec<Span>,
}

/// The attributions that `values` tell of a text with these tokens.
pub(super) fn found(values: &[f32], tokens: &Tokens) -> Result<Vec<Found>, String> {
    let answer = Answer {
        values,
        length: tokens.ids.len(),
    };
    if values.len() != answer.length * answer.width() {
        return Err(format!(
            "its output has {} numbers; a finder gives {} for {} tokens",
            values.len(),
            answer.length * answer.width(),
            answer.length
        ));
    }
    let words = words(tokens);
    let tags = tags(words.iter().map(|word| &answer.row(word.token)[..TAGS]));
    let cues = runs(&tags, CUE);
    if cues.is_empty() {
        return Ok(Vec::new());
    }
    let span = |&(first, end): &(usize, usize)| {
        Span::new(words[first].span.start, words[end - 1].span.end)
    };
    let mut contents: Vec<Vec<(usize, usize)>> = vec![Vec::new(); cues.len()];
    for content in runs(&tags, CONTENT) {
        let pointing = &words[content.0..content.1];
        let scored = cues.iter().map(|&cue| {
            let head = words[cue.0].token;
            let pointers = pointing.iter().map(|word| answer.to_cue(word.token, head));
            pointers.sum::<f32>() / pointing.len() as f32 - far(content, cue)
        });
        // What points elsewhere belongs to a cue that was not found, or that stands outside of the window.
        let own = best(scored).map(|(at, _)| at).filter(|&at| {
            let head = words[cues[at].0].token;
            let shares = pointing
                .iter()
                .map(|word| answer.share_to_cue(word.token, head));
            shares.sum::<f32>() >= LEAST * pointing.len() as f32
        });
        if let Some(own) = own.and_then(|at| contents.get_mut(at)) {
            append(own, content, &tags);
        }
    }
    let sources = runs(&tags, SOURCE);
    let found = cues.iter().zip(contents).map(|(&cue, content)| {
        let head = words[cue.0].token;
        let scored = sources
            .iter()
            .map(|&source| answer.to_source(head, words[source.0].token) - far(source, cue));
        let source = best(scored)
            .filter(|&(_, score)| score > answer.to_source(head, 0))
            .map(|(at, _)| span(&sources[at]));
        Found {
            cue: span(&cue),
            source,
            content: content.iter().map(span).collect(),
        }
    });
    Ok(found.collect())
}

/// Adds a piece to a content; pieces with nothing but a few untagged words between them are one.
fn append(content: &mut Vec<(usize, usize)>, piece: (usize, usize), tags: &[usize]) {
    let close = |last: &&mut (usize, usize)| {
        piece.0 - last.1 <= BRIDGE && tags[last.1..piece.0].iter().all(|&tag| tag == 0)
    };
    match content.last_mut().filter(close) {
        Some(last) => last.1 = piece.1,
        None => content.push(piece),
    }
}

/// What the words between two runs take from the pointer of one to the other.
fn far(one: (usize, usize), other: (usize, usize)) -> f32 {
    let between = one
        .0
        .saturating_sub(other.1)
        .max(other.0.saturating_sub(one.1));
    DISTANCE * between as f32
}

/// The highest score and its place; of two equal ones the first.
fn best(scores: impl Iterator<Item = f32>) -> Option<(usize, f32)> {
    scores
        .enumerate()
        .reduce(|best, next| if next.1 > best.1 { next } else { best })
}

/// The output of the model, row by row.
struct Answer<'a> {
    values: &'a [f32],
    length: usize,
}

impl Answer<'_> {
    fn width(&self) -> usize {
        TAGS + 2 * self.length
    }

    fn row(&self, token: usize) -> &[f32] {
        &self.values[token * self.width()..(token + 1) * self.width()]
    }

    fn to_cue(&self, token: usize, other: usize) -> f32 {
        self.row(token)[TAGS + other]
    }

    /// The probability of the pointer to `other`.
    fn share_to_cue(&self, token: usize, other: usize) -> f32 {
        let all = &self.row(token)[TAGS..TAGS + self.length];
        let most = all.iter().copied().fold(f32::MIN, f32::max);
        let sum: f32 = all.iter().map(|one| (one - most).exp()).sum();
        (self.to_cue(token, other) - most).exp() / sum
    }

    fn to_source(&self, token: usize, other: usize) -> f32 {
        self.row(token)[TAGS + self.length + other]
    }
}

/// A word: its first token, and where it stands.
struct Word {
    number: u32,
    token: usize,
    span: Span,
}

fn words(tokens: &Tokens) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    for (token, place) in tokens.places.iter().enumerate() {
        let Some((number, span)) = *place else {
            continue;
        };
        match words.last_mut().filter(|word| word.number == number) {
            Some(word) => word.span.end = span.end,
            None => words.push(Word {
                number,
                token,
                span,
            }),
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tokens of four words, the second in two pieces, between the two special ones.
    fn tokens() -> Tokens {
        let place = |word, start, end| Some((word, Span::new(start, end)));
        Tokens {
            ids: vec![0; 7],
            types: vec![0; 7],
            truncated: false,
            places: vec![
                None,
                place(0, 0, 2),
                place(1, 3, 5),
                place(1, 5, 8),
                place(2, 9, 12),
                place(3, 13, 16),
                None,
            ],
        }
    }

    #[test]
    fn tags_and_pointers_make_an_attribution() {
        let (length, width) = (7, TAGS + 14);
        let mut values = vec![0.0; length * width];
        for (token, tag) in [(1, SOURCE), (2, CUE), (4, CONTENT), (5, CONTENT + 1)] {
            values[token * width + tag] = 5.0;
        }
        // What a later piece of a word says does not count.
        values[3 * width + CONTENT] = 9.0;
        values[4 * width + TAGS + 2] = 3.0;
        values[2 * width + TAGS + length + 1] = 3.0;
        let expected = Found {
            cue: Span::new(3, 8),
            source: Some(Span::new(0, 2)),
            content: vec![Span::new(9, 16)],
        };
        assert_eq!(found(&values, &tokens()), Ok(vec![expected.clone()]));
        // A cue that points at the first token has no source.
        values[2 * width + TAGS + length] = 4.0;
        let nobody = Found {
            source: None,
            ..expected
        };
        assert_eq!(found(&values, &tokens()), Ok(vec![nobody]));
        assert!(found(&values[1..], &tokens()).is_err());
    }
}
