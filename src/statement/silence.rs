//! Sources that take no stand: "declined to comment", "did not respond to a request", "would neither confirm nor deny";
//! and those that leave a door open: "refused to rule out".
//!
//! Where nothing is said there is no attribution that the finder could have learnt (PolNeAR marks none): such words are known by
//! their form.

use super::attribute::{Attributed, Said};
use super::clause::{Clause, VerbGroup};
use super::lexicon::{self, CueClass};
use super::{Certainty, Cue, Stance};
use crate::text::{Span, TokenKind};

/// Verbs of taking a stand; who declines to do them says nothing either way.
const SAYING: &[&str] = &[
    "comment",
    "say",
    "discuss",
    "confirm",
    "elaborate",
    "answer",
    "respond",
    "speculate",
    "disclose",
    "reveal",
    "identify",
    "explain",
    "specify",
    "name",
    "give",
    "provide",
    "talk",
    "speak",
    "address",
    "commit",
    "be",
];
/// What is declined without a verb: "declined comment", "declined requests for an interview".
const REQUESTS: &[&str] = &["requests", "request", "interview"];
/// After "did not", "would not" and the like fewer of them mean silence: "did not give" does not.
const SILENT: &[&str] = &[
    "comment",
    "elaborate",
    "respond",
    "speculate",
    "return",
    "commented",
    "responded",
    "discuss",
    "reply",
    "replied",
    "elaborated",
    "say",
    "confirm",
    "reached",
    "answer",
];
/// Verbs and adjectives that "to comment" may follow.
const WANTING: &[&str] = &[
    "want",
    "wish",
    "care",
    "available",
    "ready",
    "prepared",
    "able",
    "authorized",
    "allowed",
];
/// What is left unanswered.
const CALLS: &[&str] = &[
    "calls",
    "call",
    "questions",
    "question",
    "requests",
    "request",
    "messages",
    "message",
    "emails",
];
/// Verbs of denying; who declines to do them leaves it open.
const DENYING: &[&str] = &["rule", "deny", "exclude", "dismiss", "reject", "discount"];

/// Every silence of a sentence.
pub(super) fn silences(clause: &Clause<'_>) -> Vec<Attributed> {
    let (mut found, mut at, mut free) = (Vec::new(), 0, 0);
    while at < clause.tokens.len() {
        if let Some((attributed, end)) = silence(clause, at, free) {
            (at, free) = (end, end);
            found.push(attributed);
        } else {
            at += 1;
        }
    }
    found
}

/// A cue of silence whose first word stands at `at`; returns the attribution and the first token after the cue.
fn silence(clause: &Clause<'_>, at: usize, free: usize) -> Option<(Attributed, usize)> {
    let token = clause.token(at).filter(|token| !token.quoted)?;
    refusal(clause, at, free)
        .or_else(|| neither(clause, at, free))
        .or_else(|| {
            token
                .is("comment")
                .then(|| no_comment(clause, at, free))
                .flatten()
        })
        .or_else(|| {
            token
                .is_one_of(SILENT)
                .then(|| negated(clause, at, free))
                .flatten()
        })
        .or_else(|| short_of(clause, at, free))
}

/// "declined to comment", "refused to rule out", "refuses to say whether".
fn refusal(clause: &Clause<'_>, at: usize, free: usize) -> Option<(Attributed, usize)> {
    let entry =
        lexicon::cue(&clause.token(at)?.lower).filter(|entry| entry.class == CueClass::Refuse)?;
    let to = usize::from(clause.is_word(at + 1, &["to"]));
    let verb = at + 1 + to;
    let stance = if clause.is_word(verb, DENYING) {
        Stance::Consider
    } else if clause.is_word(verb, SAYING) || clause.is_word(verb, REQUESTS) {
        Stance::NoComment
    } else if to == 1 {
        Stance::Affirm
    } else {
        return None;
    };
    let group = clause.verb_group(at);
    let source = who(clause, group.first, free);
    // What is left undone belongs to the cue when something follows it: "declined to comment on the lease".
    let mut after = verb + 1;
    let undone = stance != Stance::Affirm;
    if clause.is_word(after, &["out", "on", "to", "about"]) && undone {
        after += 1;
    }
    let content = rest(clause, after)
        .filter(|_| undone)
        .or_else(|| rest(clause, verb))?;
    let cue = cue(clause, at, if undone { verb } else { at }, entry.lemma)?;
    let attributed = taken(stance, source, cue, content);
    Some((attributed, verb + 1))
}

/// "would neither confirm nor deny the report".
fn neither(clause: &Clause<'_>, at: usize, free: usize) -> Option<(Attributed, usize)> {
    let words = ["neither", "confirm", "nor", "deny"];
    let here = words
        .iter()
        .enumerate()
        .all(|(offset, word)| clause.is_word(at + offset, &[word]));
    if !here {
        return None;
    }
    let source = who(clause, clause.verb_group(at).first, free);
    let content = rest(clause, at + 4)?;
    let cue = cue(clause, at, at + 3, "neither confirm nor deny")?;
    Some((taken(Stance::NoComment, source, cue, content), at + 4))
}

/// "had no comment", "there was no comment from the ministry", "declines comment" is a refusal.
fn no_comment(clause: &Clause<'_>, at: usize, free: usize) -> Option<(Attributed, usize)> {
    let first = [1, 2]
        .into_iter()
        .filter_map(|back| at.checked_sub(back))
        .find(|&first| clause.is_word(first, &["no", "without"]))?;
    let verb = first.checked_sub(1)?;
    let from = (at + 1..at + 3).find(|&at| clause.is_word(at, &["from"]));
    let source = match from {
        Some(from) => clause
            .phrase_from(from + 1)
            .and_then(|end| clause.span(from + 1, end)),
        None if clause.is_word(first, &["without"]) => clause
            .opening_subject()
            .and_then(|subject| clause.span(subject.first, subject.last)),
        None => who(clause, clause.verb_group(verb).first, free),
    };
    let content = rest(clause, at + 1).or_else(|| clause.span(at, at))?;
    let cue = cue(clause, first, at, "no comment")?;
    Some((taken(Stance::NoComment, source, cue, content), at + 1))
}

/// "did not respond", "has not commented", "would not say whether", "could not be reached".
fn negated(clause: &Clause<'_>, at: usize, free: usize) -> Option<(Attributed, usize)> {
    let mut group = clause.verb_group(at);
    // "did not want to comment": what is not wanted is not done.
    let wanted = group
        .first
        .checked_sub(1)
        .filter(|&verb| group.infinitive && clause.is_word(verb, WANTING));
    if let Some(verb) = wanted {
        group = clause.verb_group(verb);
    }
    if clause.is_word(at, &["answer", "return"])
        && !(at + 1..at + 4).any(|at| clause.is_word(at, CALLS))
    {
        return None;
    }
    let unreached = clause.is_word(at, &["reached", "return"]);
    // "Calls were not returned" has the silent one before "calls", or nowhere.
    let open = clause.is_word(at, &["say", "confirm", "discuss"]);
    let question = clause.is_word(
        at + 1,
        &[
            "whether", "if", "how", "who", "when", "what", "why", "the", "his", "her", "its",
        ],
    );
    let modal = (group.first..at).any(|at| {
        clause.is_word(
            at,
            &[
                "would", "wouldn't", "could", "couldn't", "can't", "cannot", "won't", "did",
                "didn't", "not",
            ],
        )
    });
    if !group.negated || (open && !(question && modal)) {
        return None;
    }
    if unreached && clause.is_word(at, &["reached"]) && !group.be {
        return None;
    }
    let source = who(clause, group.first, free);
    let content = rest(clause, at + 1).or_else(|| clause.span(at, at))?;
    let cue = cue(clause, group.first, at, "not comment")?;
    // "The panel could not say whether the fire was set": it does not know.
    let unknowing = clause.is_word(at, &["say"])
        && (group.first..at)
            .any(|at| clause.is_word(at, &["could", "couldn't", "can't", "cannot"]));
    let stance = if unknowing {
        Stance::Question
    } else {
        Stance::NoComment
    };
    Some((taken(stance, source, cue, content), at + 1))
}

/// "stopped short of confirming", "fell short of denying".
fn short_of(clause: &Clause<'_>, at: usize, free: usize) -> Option<(Attributed, usize)> {
    if !clause.is_word(at, &["short"]) || !clause.is_word(at + 1, &["of"]) {
        return None;
    }
    let verb = at.checked_sub(1)?;
    let gerund = clause
        .token(at + 2)
        .filter(|token| token.lower.ends_with("ing"))?;
    let denying = lexicon::cue(&gerund.lower).is_some_and(|cue| cue.class == CueClass::Deny);
    let group: VerbGroup = clause.verb_group(verb);
    let source = who(clause, group.first, free);
    let after = at + 3 + usize::from(clause.is_word(at + 3, &["that", "out"]));
    let content = rest(clause, after)?;
    let cue = cue(clause, verb, at + 2, "stop short")?;
    let stance = if denying {
        Stance::Consider
    } else {
        Stance::NoComment
    };
    Some((taken(stance, source, cue, content), at + 3))
}

pub(super) fn who(clause: &Clause<'_>, end: usize, free: usize) -> Option<Span> {
    let subject = clause.subject(end).filter(|subject| subject.first >= free);
    let shared = || clause.opening_subject();
    subject
        .filter(|subject| clause.can_speak(subject.first, subject.last))
        .or_else(shared)
        .and_then(|subject| clause.span(subject.first, subject.last))
}

fn cue(clause: &Clause<'_>, first: usize, last: usize, lemma: &str) -> Option<Cue> {
    Some(Cue {
        span: clause.span(first, last)?,
        lemma: lemma.to_owned(),
    })
}

/// What is left unsaid: up to the next comma outside quotations, the next cue, or the end.
pub(super) fn rest(clause: &Clause<'_>, first: usize) -> Option<Span> {
    let ends = |at: usize| {
        clause.token(at).is_some_and(|token| {
            !token.quoted
                && (token.kind == TokenKind::Comma || [";", "—", "–"].contains(&&*token.lower))
        })
    };
    let joins = |at: usize| {
        clause.is_word(at, &["and", "but"])
            && clause.token(at + 1).is_some_and(|next| {
                lexicon::cue(&next.lower).is_some_and(|cue| !cue.ambiguous)
                    && next.lower.ends_with(['d', 's'])
            })
    };
    let end = (first + 1..clause.tokens.len()).find(|&at| ends(at) || joins(at));
    clause.span(first, end.unwrap_or(clause.tokens.len()).checked_sub(1)?)
}

fn taken(stance: Stance, source: Option<Span>, cue: Cue, content: Span) -> Attributed {
    let (class, certainty) = match stance {
        Stance::Consider => (CueClass::Refuse, Certainty::Possible),
        Stance::Affirm => (CueClass::Attitude, Certainty::Certain),
        _ => (CueClass::Refuse, Certainty::Uncommitted),
    };
    let said = Said {
        source,
        cue,
        content: vec![content],
    };
    said.takes(stance, class, certainty)
}
