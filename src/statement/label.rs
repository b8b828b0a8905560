//! "Minister: no deal with Lethe", as headlines and transcripts have it.

use super::attribute::{Attributed, Said};
use super::clause::Clause;
use super::lexicon::CueClass;
use super::{Cue, source};
use crate::text::TokenKind;

/// Longest label, in words.
const LONGEST: usize = 7;
/// Least words after the colon.
const LEAST: usize = 3;
/// What stands before a colon without saying anything.
const LABELS: &[&str] = &[
    "breaking",
    "watch",
    "video",
    "photos",
    "photo",
    "update",
    "analysis",
    "opinion",
    "exclusive",
    "live",
    "editorial",
    "note",
    "related",
    "correction",
    "read",
    "review",
    "what",
    "why",
    "how",
    "editor's",
    "day",
    "week",
    "part",
    "chapter",
];

/// What the speaker named before the first colon of a sentence says after it.
pub(super) fn labelled(clause: &Clause<'_>) -> Option<Attributed> {
    let colon = (1..=LONGEST).find(|&at| clause.is_mark(at, ":"))?;
    let words = clause.tokens.get(..colon)?;
    let head = words.last()?;
    let named = words
        .iter()
        .all(|token| token.kind == TokenKind::Word && !token.quoted)
        && (head.capital || source::is_speaker(&head.lower))
        && clause.can_speak(0, colon - 1)
        && !words.iter().any(|token| token.is_one_of(LABELS));
    let mark = clause.token(colon)?;
    let after = clause.tokens.get(colon + 1..).filter(|_| named)?;
    let spaced = after.first()?.span.start > mark.span.end;
    let said = after.iter().filter(|token| token.kind == TokenKind::Word);
    if !spaced || said.count() < LEAST {
        return None;
    }
    let said = Said {
        source: clause.span(0, colon - 1),
        cue: Cue {
            span: mark.span,
            lemma: ":".to_owned(),
        },
        content: vec![clause.span(colon + 1, clause.tokens.len() - 1)?],
    };
    Some(said.plainly(clause, CueClass::Speech))
}
