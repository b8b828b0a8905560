//! What is put forward without a speaker: "is expected to", "seems to", "reportedly".

use super::attribute::{Attributed, held, said};
use super::clause::Clause;
use super::complement::Kind;
use super::content::{content_end, end_before};
use super::lexicon::{self, CueClass};
use super::{Certainty, Cue, Polarity, Stance};
use crate::text::{Span, TokenKind};

/// Participles that attribute after a form of "be", with what must follow.
const HELD: &[&str] = &[
    "expected",
    "believed",
    "thought",
    "reported",
    "said",
    "known",
    "alleged",
    "considered",
    "seen",
    "regarded",
    "viewed",
    "described",
    "rumored",
    "rumoured",
    "understood",
    "assumed",
    "projected",
    "predicted",
    "estimated",
    "called",
    "accused",
    "named",
    "deemed",
    "perceived",
    "feared",
];
const ADVERBS: &[&str] = &[
    "reportedly",
    "allegedly",
    "supposedly",
    "purportedly",
    "apparently",
    "seemingly",
];

/// A cue without a source at `at`; returns the attribution and the first token after the cue.
pub(super) fn unsaid(clause: &Clause<'_>, at: usize, free: usize) -> Option<(Attributed, usize)> {
    let token = clause
        .token(at)
        .filter(|token| !token.quoted && token.kind == TokenKind::Word)?;
    let adverb = token.is_one_of(ADVERBS);
    let group = clause.verb_group(at);
    let seems = !group.infinitive
        && lexicon::cue(&token.lower).is_some_and(|cue| cue.class == CueClass::Seem);
    let passive = group.be
        && token.is_one_of(HELD)
        && clause.is_word(at + 1, &["to", "as", "that", "a", "an", "the", "of"]);
    if token.is("asked") {
        return asked(clause, at);
    }
    if !adverb && !seems && !passive {
        return None;
    }
    let first = if adverb { at } else { group.first };
    let end = content_end(clause, at + 1, Kind::Clause);
    let after = clause.span(at + 1, end.checked_sub(1)?)?;
    let mut content: Vec<Span> = clause
        .subject(first)
        .filter(|subject| subject.first >= free)
        .and_then(|subject| clause.span(subject.first, subject.last))
        .into_iter()
        .collect();
    content.push(after);
    let cue = Cue {
        span: clause.span(first, at)?,
        lemma: if seems {
            "seem".to_owned()
        } else {
            token.lower.clone()
        },
    };
    let mut attributed = said(clause, None, cue, content);
    attributed.is_clausal = false;
    attributed.class = CueClass::Seem;
    Some((attributed, at + 1))
}

/// "Asked whether the port was safe, …", "was asked why": the question of somebody who is not named.
fn asked(clause: &Clause<'_>, at: usize) -> Option<(Attributed, usize)> {
    let question = clause.is_word(
        at + 1,
        &["whether", "if", "why", "how", "what", "who", "when"],
    );
    let about = clause.is_word(at + 1, &["about"]);
    if (!question && !about) || clause.verb_group(at).negated {
        return None;
    }
    let first = at + 1 + usize::from(about);
    let end = end_before(clause, first, Kind::Question, true);
    let content = clause.span(first, end.checked_sub(1)?)?;
    let cue = Cue {
        span: clause.span(at, at)?,
        lemma: "ask".to_owned(),
    };
    // It says nothing that another statement could contradict: it stays beside the answer.
    let attributed = held(
        (CueClass::Seem, Certainty::Uncommitted, Polarity::Positive),
        Stance::Question,
        None,
        cue,
        vec![content],
    );
    Some((attributed, at + 1))
}
