//! Attribution by rules: from the tokens of one sentence to its sources, cues and contents.
//!
//! A cue word of the lexicon is the anchor. Its source is the noun phrase before it ("the minister said"), after it
//! (", said the minister"), or the one of the cue before (", adding that"). Its content follows it, or stands before it.

use super::clause::Clause;
use super::complement::{Kind, complement};
use super::content::content_end;
use super::lexicon::{self, CueClass};
use super::place::{Head, place};
use super::{Certainty, Cue, Polarity, Stance};
use super::{claim, silence, stance, unsaid};
use crate::text::{Span, TokenKind};

/// One attribution inside a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Attributed {
    pub(super) source: Option<Span>,
    pub(super) cue: Cue,
    pub(super) content: Vec<Span>,
    pub(super) stance: Stance,
    pub(super) certainty: Certainty,
    pub(super) polarity: Polarity,
    /// What the cue does: a denial may have its content elsewhere.
    pub(super) class: CueClass,
    /// Whether the content says something without the cue: "praised the ruling" has none that does.
    pub(super) is_clausal: bool,
}

impl Attributed {
    /// Whether it says nothing by itself, so that the sentence stays the outlet's own statement.
    pub(super) fn is_attitude(&self) -> bool {
        match self.class {
            CueClass::Seem => true,
            CueClass::Attitude => self.stance == Stance::Affirm,
            _ => false,
        }
    }
}

/// All attributions of a sentence, in the order of their cues.
pub(super) fn attributions(clause: &Clause<'_>) -> Vec<Attributed> {
    let mut found: Vec<Attributed> = Vec::new();
    let labelled = speaker_label(clause);
    let mut at = labelled.as_ref().map_or(0, |(_, end)| *end);
    // Where the next attribution may begin: past the cue of the one before.
    let mut free = at;
    // Where a content that stands before its cue may begin: past the last one of that kind.
    let mut settled = at;
    found.extend(labelled.map(|(attributed, _)| attributed));
    while at < clause.tokens.len() {
        let next = according_to(clause, at, settled)
            .or_else(|| silence::silence(clause, at, free))
            .or_else(|| by_cue(clause, at, (free, settled), found.last()))
            .or_else(|| unsaid::unsaid(clause, at, free));
        if let Some((attributed, end)) = next {
            free = end;
            if attributed
                .content
                .first()
                .is_some_and(|content| content.start < attributed.cue.span.start)
                && attributed.class != CueClass::Seem
            {
                settled = end;
            }
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
    (free, settled): (usize, usize),
    previous: Option<&Attributed>,
) -> Option<(Attributed, usize)> {
    let token = clause
        .token(at)
        .filter(|token| !token.quoted && token.kind == TokenKind::Word)?;
    let second = clause
        .token(at + 1)
        .filter(|next| next.kind == TokenKind::Word);
    let phrase = second.and_then(|second| lexicon::phrase(&token.lower, &second.lower));
    let last = at + usize::from(phrase.is_some());
    let entry = phrase.or_else(|| lexicon::cue(&token.lower))?;
    if matches!(entry.class, CueClass::Refuse | CueClass::Seem) {
        return None;
    }
    // "Health experts say": what stands before a finite verb is a noun.
    let verb_follows = clause.token(last + 1).is_some_and(|next| {
        next.is_one_of(super::words::FINITE) && !next.is_one_of(&["will", "may"])
            || lexicon::cue(&next.lower)
                .is_some_and(|cue| !cue.ambiguous && !next.lower.ends_with("ing"))
    });
    if verb_follows && (token.lower.ends_with('s') || entry.ambiguous) {
        return None;
    }
    // "asked not to be named" asks nothing of what is told.
    if entry.lemma == "ask" && clause.is_word(last + 1, &["not", "to"]) {
        return None;
    }
    let group = clause.verb_group(at);
    let progressive = token.lower.ends_with("ing");
    let is_adjective = entry.class == CueClass::Adjective;
    if (group.be && !progressive && !is_adjective) || (is_adjective && !group.be) {
        return None;
    }
    let head = Head {
        entry,
        first: at,
        last,
        group,
        complement: complement(clause, last, entry),
    };
    // "the United States": inside a sentence a noun has a capital, a verb has none.
    let noun = entry.ambiguous
        && token.capital
        && at > 0
        && clause
            .tokens
            .iter()
            .any(|token| token.kind == TokenKind::Word && !token.capital && token.lower.len() > 4);
    if noun || (entry.ambiguous && !is_verb(clause, &head)) {
        return None;
    }
    if !group.infinitive && is_noun_place(clause, group.first) {
        return None;
    }
    let place = place(clause, &head, free, previous)?;
    let content = place.content(clause, &head, settled)?;
    let text = joined(clause, &content);
    let is_clausal = place.is_clausal(&head);
    // "rejected the offer" and "questioned the witness" are acts on a thing, not on what somebody said.
    let rejects = matches!(
        entry.lemma,
        "reject" | "dismiss" | "contest" | "challenge" | "disown" | "repudiate" | "brush aside"
    );
    let is_act = !is_clausal
        && head.complement.kind != Kind::Gerund
        && (entry.class == CueClass::Question
            || rejects && !claim::names_claim(&text)
            || entry.class == CueClass::Deny && claim::is_asked_for(&text));
    // "hopes to sell" is what somebody wants, "hopes that it sells" what somebody holds possible.
    let wants = (entry.class == CueClass::Belief && head.complement.kind == Kind::Infinitive)
        || (matches!(entry.lemma, "agree" | "accept") && !is_clausal && !claim::names_claim(&text));
    let attributed = Attributed {
        source: place.source(clause, previous),
        cue: Cue {
            span: Span::new(token.span.start, clause.token(last)?.span.end),
            lemma: entry.lemma.to_owned(),
        },
        content,
        stance: if wants || is_act && (entry.class == CueClass::Deny || entry.lemma == "ask") {
            Stance::Affirm
        } else {
            stance::of(entry, group.negated, &text)
        },
        certainty: stance::certainty(entry.certainty, &text),
        polarity: stance::polarity(entry.polarity, group.negated, &text),
        class: if is_act || wants {
            CueClass::Attitude
        } else {
            entry.class
        },
        is_clausal,
    };
    Some((attributed, last + 1))
}

fn joined(clause: &Clause<'_>, content: &[Span]) -> String {
    let words: Vec<&str> = content.iter().map(|span| span.of(clause.text)).collect();
    words.join(" ")
}

/// A form that is as often a noun counts as a cue before "that", a colon or a quotation, or between words that only
/// stand around verbs.
fn is_verb(clause: &Clause<'_>, head: &Head) -> bool {
    let auxiliary = head.group.first < head.first;
    let plain = matches!(head.complement.kind, Kind::Quotation | Kind::Question)
        || clause.is_word(head.last + 1, &["that", "to"])
        || (head.complement.kind == Kind::Clause
            && clause.is_word(head.complement.first.saturating_sub(1), &["that"]));
    let subject = clause.before(head.first).is_some_and(|token| {
        token.is_one_of(&["he", "she", "they", "we", "i", "who", "it", "which", "you"])
            || (token.kind == TokenKind::Word
                && (token.capital || (token.lower.ends_with('s') && !token.lower.ends_with("'s")))
                && !clause.is_word(head.first, &["state", "states"]))
            || token.lower == "%"
            || token.is("percent")
    });
    let marked = clause
        .before(head.first)
        .is_none_or(|token| token.kind != TokenKind::Word);
    let goes_on = matches!(head.complement.kind, Kind::Clause)
        || clause.token(head.last + 1).is_some_and(|token| {
            token.is_one_of(super::words::DETERMINERS)
                || token.is_one_of(&["him", "them", "her"])
                || token.capital
        });
    plain
        || (auxiliary && goes_on)
        || (subject && goes_on)
        || (head.complement.kind == Kind::Nothing
            && (marked
                || clause
                    .token(head.last + 1)
                    .is_none_or(|token| token.kind != TokenKind::Word)))
}

/// Whether only a noun can stand after the word before `first`: "the claims", "of saying".
fn is_noun_place(clause: &Clause<'_>, first: usize) -> bool {
    clause.before(first).is_some_and(|token| {
        token.is_one_of(&[
            "the", "a", "an", "of", "for", "any", "no", "its", "his", "her", "their", "our", "my",
            "more",
        ])
    })
}

/// "According to SOURCE, CONTENT" and "CONTENT, according to SOURCE".
fn according_to(clause: &Clause<'_>, at: usize, free: usize) -> Option<(Attributed, usize)> {
    let (first, second) = (clause.token(at)?, clause.token(at + 1)?);
    if !first.is("according") || !second.is("to") || first.quoted {
        return None;
    }
    let mut end = clause.phrase_from(at + 2)?;
    // "according to the paper, two officials and a diplomat": a list without a verb to the end of the sentence.
    let last = clause.tokens.len() - 1;
    let is_list = clause.count_words(free, at) > 1
        && last - end <= LONGEST_LIST
        && !(end..=last).any(|at| {
            clause.is_word(at, super::words::PHRASE_ENDS) || clause.is_kind(at, TokenKind::Open)
        });
    if is_list {
        end = last;
    }
    let source = clause.span(at + 2, end)?;
    let content = if clause.count_words(0, at) > 1 && clause.count_words(free, at) <= 2 {
        clause.span(0, at - 1)?
    } else if clause.count_words(free, at) <= 1 {
        let comma =
            (end + 1..clause.tokens.len()).find(|&at| clause.is_kind(at, TokenKind::Comma))?;
        clause.span(comma + 1, content_end(clause, comma + 1, Kind::Clause) - 1)?
    } else {
        clause.span(free, at - 1)?
    };
    let cue = Cue {
        span: Span::new(first.span.start, second.span.end),
        lemma: "according to".to_owned(),
    };
    Some((said(clause, Some(source), cue, vec![content]), end + 1))
}

/// An attribution whose cue leaves its content as it is.
pub(super) fn said(
    clause: &Clause<'_>,
    source: Option<Span>,
    cue: Cue,
    content: Vec<Span>,
) -> Attributed {
    let text = joined(clause, &content);
    Attributed {
        source,
        cue,
        stance: stance::of_content(&text),
        certainty: stance::certainty(Certainty::Certain, &text),
        polarity: stance::polarity(Polarity::Positive, false, &text),
        class: CueClass::Speech,
        content,
        is_clausal: true,
    }
}

/// "Minister: no deal with Lethe", as headlines and transcripts have it; and the first token after the colon.
fn speaker_label(clause: &Clause<'_>) -> Option<(Attributed, usize)> {
    let colon = (1..=7).find(|&at| clause.is_mark(at, ":"))?;
    let words = clause.tokens.get(..colon)?;
    let head = words.last()?;
    let named = words
        .iter()
        .all(|token| token.kind == TokenKind::Word && !token.quoted)
        && (head.capital || super::source::is_speaker(&head.lower))
        && clause.can_speak(0, colon - 1)
        && !words.iter().any(|token| token.is_one_of(LABELS));
    let mark = clause.token(colon)?;
    let after = clause.token(colon + 1).filter(|_| named)?;
    let spaced = after.span.start > mark.span.end;
    let long = clause.count_words(colon + 1, clause.tokens.len()) > 2;
    let content = clause.span(colon + 1, clause.tokens.len() - 1)?;
    let cue = Cue {
        span: mark.span,
        lemma: ":".to_owned(),
    };
    let source = clause.span(0, colon - 1);
    (spaced && long).then(|| (said(clause, source, cue, vec![content]), colon + 1))
}

/// Longest list of sources after "according to", in tokens past the first.
const LONGEST_LIST: usize = 20;
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

/// The entry's class, certainty and polarity with a stance given by the words around it.
pub(super) fn held(
    entry: (CueClass, Certainty, Polarity),
    stance: Stance,
    source: Option<Span>,
    cue: Cue,
    content: Vec<Span>,
) -> Attributed {
    Attributed {
        source,
        cue,
        content,
        stance,
        certainty: entry.1,
        polarity: entry.2,
        class: entry.0,
        is_clausal: false,
    }
}
