//! What a source reports of another: "Ortega said Pike had denied that the bridge was sold" tells of a denial by Pike, too.
//!
//! The finder gives the outer attribution alone. Only plain inner ones are found here, outside of quotation marks and one level deep.

use super::attribute::{Attributed, Said};
use super::clause::Clause;
use super::complement::{Kind, begins_clause};
use super::cue::Head;
use super::lexicon::{self, CueClass};
use super::words::{BEFORE_CUE, FINITE, PREPOSITIONS, QUESTION_WORDS};
use super::{Cue, Stance};
use crate::text::{Span, Token, TokenKind};

/// Farthest "that" from its verb, in tokens: "told the council on Monday that".
const FARTHEST: usize = 6;
/// What joins the clauses of one content.
const JOINS: &[&str] = &["and", "but", "because", "while", "although", "though"];
/// What follows a comma and belongs to the outer content again.
const GOES_ON: &[&str] = &[
    "and", "but", "while", "although", "though", "adding", "saying", "so", "who", "which",
];
/// The verb of a content that has only been thought of.
const UNREAL: &[&str] = &[
    "would", "wouldn't", "could", "couldn't", "can", "cannot", "can't", "will", "won't", "may",
    "might", "should", "must", "to",
];
/// Who speaks of himself, or of nobody, reports nobody else.
const NOBODY_ELSE: &[&str] = &["i", "we", "you", "it", "there", "who"];

/// The attributions inside what `outer` puts forward.
pub(super) fn nested(clause: &Clause<'_>, outer: &Attributed) -> Vec<Attributed> {
    let told = matches!(
        outer.class,
        CueClass::Speech | CueClass::Tell | CueClass::Confirm
    );
    let stands = matches!(outer.stance, Stance::Affirm | Stance::Consider);
    if !told || !stands || !outer.is_clausal {
        return Vec::new();
    }
    let places = outer.content.iter().filter_map(|span| clause.place(*span));
    places
        .filter_map(|(first, end)| {
            (first + 1..end).find_map(|verb| reported(clause, verb, first, end))
        })
        .collect()
}

/// What the verb at token `verb` of the content `first..end` attributes: "Pike had denied that the bridge was sold".
fn reported(clause: &Clause<'_>, verb: usize, first: usize, end: usize) -> Option<Attributed> {
    let token = clause.token(verb).filter(|token| !token.quoted)?;
    let entry = lexicon::cue(&token.lower).filter(|entry| {
        let says = matches!(
            entry.class,
            CueClass::Speech | CueClass::Tell | CueClass::Confirm | CueClass::Deny
        );
        says && entry.takes('c') && !entry.ambiguous
    })?;
    let group = clause.verb_group(verb);
    let words = clause.tokens.get(group.first..=verb)?;
    let real = !group.be && !words.iter().any(|word| word.is_one_of(UNREAL));
    if token.lower.ends_with("ing") || !real || group.first <= first {
        return None;
    }
    let (subject, begins) = subject(clause, group.first, first)?;
    let content = content(clause, verb, end, entry.class)?;
    let head = Head {
        entry,
        lemma: entry.lemma.to_owned(),
    };
    let said = Said {
        source: Some(subject),
        cue: Cue {
            span: clause.span(group.first, verb)?,
            lemma: head.lemma.clone(),
        },
        content: vec![content],
    };
    begins.then(|| said.held(clause, &head, words, Kind::Clause))
}

/// Who does what begins at token `verb`, and whether a clause of the content that begins at `first` begins with it.
fn subject(clause: &Clause<'_>, verb: usize, first: usize) -> Option<(Span, bool)> {
    let before = clause.before(verb)?;
    if before.is_one_of(&["who", "which", "that"]) {
        return None;
    }
    let subject = clause.subject(verb).filter(|subject| {
        subject.first >= first
            && clause.can_speak(subject.first, subject.last)
            && !clause.is_word(subject.last, NOBODY_ELSE)
    })?;
    let joined = |at: usize| {
        clause
            .before(at)
            .is_some_and(|token| token.is_one_of(JOINS))
    };
    let that = clause
        .before(subject.first)
        .is_some_and(|token| token.is("that"));
    // "On Monday Pike had denied": only an adjunct stands before the subject.
    let adjunct = clause.is_word(first, PREPOSITIONS)
        && !clause.has_verb(first, subject.first)
        && subject.first - first < FARTHEST;
    let begins = subject.first == first
        || adjunct
        || joined(subject.first)
        || that && joined(subject.first - 1);
    Some((clause.span(subject.first, subject.last)?, begins))
}

/// The clause after the verb at token `verb`: after "that", or at once.
fn content(clause: &Clause<'_>, verb: usize, end: usize, class: CueClass) -> Option<Span> {
    let next = verb + 1;
    let start = if clause.is_word(next, &["that"]) {
        next + 1
    } else if let Some(that) = that(clause, next, class) {
        that + 1
    } else {
        let opens = clause.token(next).is_some_and(|token| {
            token.kind == TokenKind::Word
                && !token.is_one_of(QUESTION_WORDS)
                && !token.is_one_of(PREPOSITIONS)
                && !token.is_one_of(BEFORE_CUE)
        });
        let direct = class != CueClass::Tell && opens && begins_clause(clause, next);
        direct.then_some(next)?
    };
    // "said that was wrong": a pronoun.
    if clause.is_word(start, FINITE) {
        return None;
    }
    let ends = |at: usize| match clause.token(at) {
        Some(token) if token.kind == TokenKind::Comma => clause.is_word(at + 1, GOES_ON),
        Some(token) => token.is("but") || (token.is("and") && clause.is_word(at + 1, &["that"])),
        None => true,
    };
    let end = (start + 2..end).find(|&at| ends(at)).unwrap_or(end);
    (start + 1 < end)
        .then(|| clause.span(start, end - 1))
        .flatten()
}

/// The "that" after whom or when it was said: "told the council that", "said on Monday that".
fn that(clause: &Clause<'_>, first: usize, class: CueClass) -> Option<usize> {
    if class != CueClass::Tell && !clause.is_word(first, PREPOSITIONS) {
        return None;
    }
    let between = |token: &Token| {
        token.kind == TokenKind::Word
            && !token.is_one_of(FINITE)
            && lexicon::cue(&token.lower).is_none()
    };
    let length = (first..first + FARTHEST)
        .take_while(|&at| {
            clause
                .token(at)
                .is_some_and(|token| between(token) && !token.is("that"))
        })
        .count();
    clause
        .is_word(first + length, &["that"])
        .then_some(first + length)
        .filter(|_| length > 0)
}
