//! "“We have won,” the mayor said": a quotation with a tag of its own, where the finder gave it to a cue of another sentence.

use super::Cue;
use super::attribute::{Attributed, Said};
use super::clause::Clause;
use super::lexicon::{self, CueClass};
use super::speaker::subject;
use crate::text::TokenKind;

/// What a sentence that opens with a quotation says by the tag after it; the quotation is all that stands before.
pub(super) fn tagged(clause: &Clause<'_>) -> Option<Attributed> {
    let opening = clause.token(0)?;
    if opening.kind != TokenKind::Open && !opening.quoted {
        return None;
    }
    let close = (0..clause.tokens.len()).find(|&at| clause.is_kind(at, TokenKind::Close))?;
    let tag = close + 1..clause.tokens.len();
    let says = |at: usize| {
        let word = clause.token(at).filter(|token| !token.quoted)?;
        let lemma = lexicon::cue(&word.lower)?.lemma;
        matches!(lemma, "say" | "tell" | "add" | "write" | "tweet").then_some((at, word, lemma))
    };
    let (verb, word, lemma) = tag.clone().find_map(says)?;
    let source = if verb == tag.start {
        let last = clause.phrase_from(verb + 1)?;
        clause
            .can_speak(verb + 1, last)
            .then(|| clause.span(verb + 1, last))?
    } else {
        subject(clause, verb)
    };
    let said = Said {
        source: Some(source?),
        cue: Cue {
            span: word.span,
            lemma: lemma.to_owned(),
        },
        content: vec![clause.span(0, close)?],
    };
    Some(said.plainly(clause, CueClass::Speech))
}
