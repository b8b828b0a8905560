//! What the finder reads at a time: a few sentences, with those around them.

use crate::article::Part;
use crate::sentence::Sentence;
use crate::text::Span;

/// Bytes of the sentences whose cues a window answers for: about 200 tokens.
const CORE: usize = 900;
/// Bytes of the sentences before them that are read as well: about 36 tokens.
const BEFORE: usize = 160;
/// Bytes of the sentences after them: about 66 tokens, for quotations that go on.
const AFTER: usize = 300;

/// A stretch of an article that is read at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Window {
    pub(super) part: Part,
    /// All that is read.
    pub(super) span: Span,
    /// What the window answers for: every cue lies in one core.
    pub(super) core: Span,
}

/// The windows over `sentences`, in order; their cores hold each sentence once. A heading is read by itself: nobody in the text
/// says it.
pub(super) fn windows(sentences: &[Sentence]) -> Vec<Window> {
    sentences
        .chunk_by(|sentence, next| (sentence.part, sentence.kind) == (next.part, next.kind))
        .flat_map(of_one_kind)
        .collect()
}

fn of_one_kind(sentences: &[Sentence]) -> Vec<Window> {
    let (mut found, mut rest) = (Vec::new(), 0);
    while let Some(opening) = sentences.get(rest) {
        let within = |end: usize| {
            sentences
                .get(end)
                .is_some_and(|next| next.span.end - opening.span.start <= CORE)
        };
        let end = (rest + 1..).find(|&end| !within(end)).unwrap_or(rest + 1);
        let core = Span::new(opening.span.start, sentences[end - 1].span.end);
        let before = sentences[..rest]
            .iter()
            .rev()
            .take_while(|sentence| core.start - sentence.span.start <= BEFORE)
            .last();
        let after = sentences[end..]
            .iter()
            .take_while(|sentence| sentence.span.end - core.end <= AFTER)
            .last();
        found.push(Window {
            part: opening.part,
            span: Span::new(
                before.map_or(core.start, |sentence| sentence.span.start),
                after.map_or(core.end, |sentence| sentence.span.end),
            ),
            core,
        });
        rest = end;
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::sentence::SentenceKind;

    proptest! {
        #[test]
        fn every_sentence_lies_in_one_core(lengths in prop::collection::vec((1usize..900, 0usize..40), 0..30)) {
            let mut start = 0;
            let mut sentences = Vec::new();
            for (length, gap) in lengths {
                sentences.push(Sentence {
                    part: Part::Body,
                    span: Span::new(start, start + length),
                    paragraph: 0,
                    kind: SentenceKind::Body,
                });
                start += length + gap;
            }
            let windows = windows(&sentences);
            for sentence in &sentences {
                let homes = windows.iter().filter(|window| window.core.contains(sentence.span));
                prop_assert_eq!(homes.count(), 1);
            }
            for window in &windows {
                prop_assert!(window.span.contains(window.core));
                prop_assert!(window.core.start - window.span.start <= BEFORE);
                prop_assert!(window.span.end - window.core.end <= AFTER);
            }
        }
    }
}
