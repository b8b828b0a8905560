//! Attribution by rules: from the tokens of one sentence to its sources, cues and contents.
//!
//! A cue word of the lexicon is the anchor. Its source is the noun phrase before it ("the minister said"), after it
//! (", said the minister"), or the one of the cue before (", adding that"). Its content follows it, or stands before it.

use super::clause::{Clause, Subject};
use super::content::{around, content_end, content_start};
use super::lexicon::{self, CueClass, CueEntry};
use super::stance;
use super::{Cue, Stance};
use crate::text::{Span, TokenKind};

/// One attribution inside a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Attributed {
    pub(super) source: Option<Span>,
    pub(super) cue: Cue,
    pub(super) content: Vec<Span>,
    pub(super) stance: Stance,
    /// What the cue does: a denial may have its content elsewhere.
    pub(super) class: CueClass,
}

/// What follows "refused to" or "declined to" when the source says nothing either way.
const NO_COMMENT: &[&str] = &[
    "comment",
    "say",
    "discuss",
    "confirm",
    "elaborate",
    "answer",
    "respond",
    "speculate",
];
/// Subordinate openings that are no content although a comma and the source follow: "When asked, he said …".
const OPENINGS: &[&str] = &[
    "when",
    "asked",
    "in",
    "on",
    "at",
    "after",
    "before",
    "speaking",
    "however",
    "but",
    "and",
    "while",
    "as",
    "with",
    "during",
    "earlier",
    "later",
    "still",
    "meanwhile",
    "yet",
    "for",
    "by",
    "instead",
    "if",
    "although",
    "though",
    "despite",
    "since",
    "under",
    "addressing",
    "citing",
    "also",
    "then",
];

/// All attributions of a sentence, in the order of their cues.
pub(super) fn attributions(clause: &Clause<'_>) -> Vec<Attributed> {
    let mut found: Vec<Attributed> = Vec::new();
    let mut at = 0;
    // Where the next attribution may begin: past the cue of the one before.
    let mut free = 0;
    while at < clause.tokens.len() {
        let next =
            according_to(clause, at, free).or_else(|| by_cue(clause, at, free, found.last()));
        if let Some((attributed, end)) = next {
            free = end;
            at = end;
            found.push(attributed);
        } else {
            at += 1;
        }
    }
    found
}

/// A cue word at `at`; returns the attribution and the first token after the cue.
fn by_cue(
    clause: &Clause<'_>,
    at: usize,
    free: usize,
    last: Option<&Attributed>,
) -> Option<(Attributed, usize)> {
    let token = clause.token(at)?;
    let entry =
        lexicon::cue(&token.lower).filter(|_| !token.quoted && token.kind == TokenKind::Word)?;
    if entry.class == CueClass::Refuse {
        return refusal(clause, at, free);
    }
    if clause.is_passive(at)
        || (entry.ambiguous && !introduces(clause, at))
        || is_infinitive(clause, at)
    {
        return None;
    }
    let place = place(clause, at, free, entry, last)?;
    let content = place.content(clause, at, free, entry)?;
    let text = content
        .iter()
        .map(|span| span.of(clause.text))
        .collect::<Vec<_>>()
        .join(" ");
    let denied_elsewhere = entry.class == CueClass::Deny && stance::is_anaphoric(&text);
    if is_act(entry, clause, at, denied_elsewhere) {
        return None;
    }
    let cue = Cue {
        span: token.span,
        lemma: entry.lemma.to_owned(),
    };
    let stance = stance::of(entry, place.negated(), &text);
    Some((
        Attributed {
            source: place.source(clause, last),
            cue,
            content,
            stance,
            class: entry.class,
        },
        at + 1,
    ))
}

/// "declined to comment", "refused to rule out": the source says nothing, or leaves it open.
fn refusal(clause: &Clause<'_>, at: usize, free: usize) -> Option<(Attributed, usize)> {
    let verb = clause
        .token(at + 2)
        .filter(|_| clause.token(at + 1).is_some_and(|token| token.is("to")))?;
    let rules_out = verb.is("rule") || verb.is("deny");
    if !rules_out && !verb.is_one_of(NO_COMMENT) {
        return None;
    }
    let source = clause.subject(at).filter(|subject| subject.first >= free)?;
    let after = at
        + 3
        + usize::from(
            clause
                .token(at + 3)
                .is_some_and(|token| token.is_one_of(&["out", "on", "whether"])),
        );
    let end = content_end(clause, after);
    let content = clause
        .span(after, end.checked_sub(1)?)
        .or_else(|| clause.span(at + 2, at + 2))?;
    let attributed = Attributed {
        source: clause.span(source.first, source.last),
        cue: Cue {
            span: Span::new(clause.token(at)?.span.start, verb.span.end),
            lemma: "refuse".to_owned(),
        },
        content: vec![content],
        stance: if rules_out {
            Stance::Consider
        } else {
            Stance::NoComment
        },
        class: CueClass::Refuse,
    };
    Some((attributed, at + 3))
}

/// "rejected the offer" and "dismissed the coach" are acts, not denials; "reported a loss" is the outlet's own.
fn is_act(entry: CueEntry, clause: &Clause<'_>, at: usize, denied_elsewhere: bool) -> bool {
    let clausal = clause
        .token(at + 1)
        .is_some_and(|token| token.is("that") || token.kind == TokenKind::Open);
    match entry.lemma {
        "reject" | "dismiss" | "dispute" | "contradict" => !denied_elsewhere && !clausal,
        "ask" => !clause.token(at + 1).is_some_and(|token| {
            token.is_one_of(&["whether", "if", "why", "how"]) || token.kind == TokenKind::Open
        }),
        "confirm" | "report" | "reveal" | "announce" | "show" | "question" => {
            let noun_phrase = ["a", "an", "its", "their", "his", "her", "no"];
            clause
                .token(at + 1)
                .is_some_and(|token| token.is_one_of(&noun_phrase))
        }
        _ => false,
    }
}

/// A form that is as often a noun counts as a cue before "that", a colon or a quotation.
fn introduces(clause: &Clause<'_>, at: usize) -> bool {
    let opens = |at| {
        clause
            .token(at)
            .is_some_and(|t| t.is("that") || t.kind == TokenKind::Open)
    };
    opens(at + 1)
        || (clause
            .token(at + 1)
            .is_some_and(|t| t.kind != TokenKind::Word)
            && opens(at + 2))
}

fn is_infinitive(clause: &Clause<'_>, at: usize) -> bool {
    at > 0
        && clause.token(at - 1).is_some_and(|token| {
            token.is_one_of(&["to", "the", "a", "an", "of", "for", "by", "any", "no"])
        })
}

/// Where source and content stand around a cue.
enum Place {
    /// SOURCE cue CONTENT.
    Before(Subject),
    /// CONTENT, SOURCE cue (and perhaps more content).
    After(Subject),
    /// CONTENT, cue SOURCE: first and last token of the source.
    Inverted(usize, usize),
    /// …, saying CONTENT: the source of the cue before, or the subject of the sentence.
    Participle,
}

fn place(
    clause: &Clause<'_>,
    at: usize,
    free: usize,
    entry: CueEntry,
    last: Option<&Attributed>,
) -> Option<Place> {
    let token = clause.token(at)?;
    let previous = at.checked_sub(1).and_then(|before| clause.token(before));
    let after_mark = previous.is_none_or(|token| token.kind != TokenKind::Word);
    if token.lower.ends_with("ing") {
        return (after_mark && at > 0 && entry.class != CueClass::Deny
            || previous.is_some_and(|t| t.is("and")))
        .then_some(Place::Participle);
    }
    let joined = previous.is_some_and(|token| token.is_one_of(&["and", "but"])) && last.is_some();
    if joined {
        return Some(Place::Participle);
    }
    let before_is_content =
        previous.is_some_and(|t| matches!(t.kind, TokenKind::Comma | TokenKind::Close));
    // "Pike of Brenner Lines, the mayor, said the port …": the clause begins with the source, so nothing was said yet.
    let begins = |subject: &Subject| {
        subject.first == free && previous.is_some_and(|t| t.kind == TokenKind::Comma)
    };
    if let Some(subject) = clause.subject(at).filter(begins) {
        return Some(Place::Before(subject));
    }
    if before_is_content && entry.class == CueClass::Speech && clause.count_words(free, at) > 0 {
        let end = clause.phrase_from(at + 1);
        if let Some(end) = end.filter(|&end| clause.can_speak(at + 1, end)) {
            return Some(Place::Inverted(at + 1, end));
        }
    }
    let subject = clause
        .subject(at)
        .filter(|subject| subject.first >= free && clause.can_speak(subject.first, subject.last))?;
    Some(if follows_content(clause, &subject, at, free) {
        Place::After(subject)
    } else {
        Place::Before(subject)
    })
}

/// Whether what stands before the source is what the source says: it ends in a quotation, or in a comma with nothing
/// said after the cue.
fn follows_content(clause: &Clause<'_>, subject: &Subject, cue: usize, free: usize) -> bool {
    let Some(mark) = subject
        .first
        .checked_sub(1)
        .filter(|&mark| mark > free)
        .and_then(|mark| clause.token(mark))
    else {
        return false;
    };
    let opening = clause
        .token(free)
        .is_some_and(|token| token.is_one_of(OPENINGS));
    match mark.kind {
        TokenKind::Close => true,
        TokenKind::Comma => {
            let quoted = clause
                .token(subject.first - 2)
                .is_some_and(|t| t.kind == TokenKind::Close || t.quoted);
            let rest = content_end(clause, cue + 1);
            let short = clause.count_words(cue + 1, rest) <= 6
                && !clause.token(cue + 1).is_some_and(|t| t.is("that"));
            let interrupted = clause
                .token(cue + 1)
                .is_some_and(|t| t.kind == TokenKind::Comma);
            quoted
                || ((short || interrupted)
                    && !(opening && clause.count_words(free, subject.first) < 6))
        }
        _ => false,
    }
}

impl Place {
    fn negated(&self) -> bool {
        matches!(self, Place::Before(subject) | Place::After(subject) if subject.negated)
    }

    fn source(&self, clause: &Clause<'_>, last: Option<&Attributed>) -> Option<Span> {
        match self {
            Place::Before(subject) | Place::After(subject) => {
                clause.span(subject.first, subject.last)
            }
            Place::Inverted(first, end) => clause.span(*first, *end),
            Place::Participle => last.and_then(|last| last.source).or_else(|| {
                let end = clause.phrase_from(0)?;
                clause
                    .can_speak(0, end)
                    .then(|| clause.span(0, end))
                    .flatten()
            }),
        }
    }

    fn content(
        &self,
        clause: &Clause<'_>,
        cue: usize,
        free: usize,
        entry: CueEntry,
    ) -> Option<Vec<Span>> {
        match self {
            Place::Before(_) | Place::Participle => {
                let first = content_start(clause, cue + 1, entry);
                let end = content_end(clause, first);
                clause
                    .span(first, end.checked_sub(1)?)
                    .map(|content| vec![content])
            }
            Place::After(subject) => around(clause, free, subject.first, cue + 1),
            Place::Inverted(_, source_end) => around(clause, free, cue, source_end + 1),
        }
    }
}

/// "According to SOURCE, CONTENT" and "CONTENT, according to SOURCE".
fn according_to(clause: &Clause<'_>, at: usize, free: usize) -> Option<(Attributed, usize)> {
    let (first, second) = (clause.token(at)?, clause.token(at + 1)?);
    if !first.is("according") || !second.is("to") || first.quoted {
        return None;
    }
    let end = clause.phrase_from(at + 2)?;
    let source = clause.span(at + 2, end)?;
    let content = if clause.count_words(free, at) == 0 {
        let comma = (end + 1..clause.tokens.len())
            .find(|&at| clause.tokens[at].kind == TokenKind::Comma)?;
        clause.span(comma + 1, content_end(clause, comma + 1) - 1)?
    } else {
        clause.span(free, at - 1)?
    };
    let cue = Cue {
        span: Span::new(first.span.start, second.span.end),
        lemma: "according to".to_owned(),
    };
    let stance = stance::of_content(content.of(clause.text));
    Some((
        Attributed {
            source: Some(source),
            cue,
            content: vec![content],
            stance,
            class: CueClass::Speech,
        },
        end + 1,
    ))
}
