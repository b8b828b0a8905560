//! Where source and content stand around a cue.

use super::attribute::Attributed;
use super::clause::{Clause, Subject, VerbGroup, is_adverb};
use super::complement::{Complement, Kind, begins_clause};
use super::content::{around, end_before};
use super::lexicon::{self, CueClass, CueEntry};
use super::words::{
    ADJUNCTS, DAYS, DETERMINERS, FINITE, OPENINGS, PREPOSITIONS, PRONOUNS, SUBORDINATORS,
};
use crate::text::{Span, TokenKind};

/// A cue in its sentence.
#[derive(Clone, Copy)]
pub(super) struct Head {
    pub(super) entry: CueEntry,
    /// First and last token of the cue.
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) group: VerbGroup,
    pub(super) complement: Complement,
}

/// How source and content stand around a cue.
pub(super) enum Place {
    /// SOURCE cue CONTENT.
    Before(Subject),
    /// CONTENT, SOURCE cue (and perhaps more content).
    After(Subject),
    /// CONTENT, cue SOURCE: first and last token of the source.
    Inverted(usize, usize),
    /// …, saying CONTENT: the source of the cue before, or the subject of the sentence.
    Shared,
}

/// Finds the place, when there is something that can be a source and something that can be a content.
pub(super) fn place(
    clause: &Clause<'_>,
    head: &Head,
    free: usize,
    last: Option<&Attributed>,
) -> Option<Place> {
    let start = head.group.first;
    let previous = clause.before(start);
    let says_after = accepted(head);
    let form = clause.token(head.first)?;
    if form.lower.ends_with("ing") && !head.group.be {
        let after_mark = previous.is_none_or(|token| token.kind != TokenKind::Word);
        let joined = previous.is_some_and(|token| {
            token.is_one_of(&["and", "while", "after", "before", "by", "without"])
        });
        return ((after_mark || joined) && says_after).then_some(Place::Shared);
    }
    if head.group.infinitive {
        // "went on to say that": what the sentence's subject says, when it plainly says something.
        let says = matches!(head.complement.kind, Kind::Clause | Kind::Quotation);
        let takes_stand = head.entry.class == CueClass::Attitude;
        return ((says || takes_stand) && says_after && !head.entry.ambiguous)
            .then_some(Place::Shared);
    }
    let joined = previous.is_some_and(|token| token.is_one_of(&["and", "but", "then"]));
    if joined && (last.is_some() || clause.opening_subject().is_some()) {
        return says_after.then_some(Place::Shared);
    }
    let after_content =
        previous.is_some_and(|t| matches!(t.kind, TokenKind::Comma | TokenKind::Close));
    let subject = clause
        .subject(start)
        .filter(|subject| {
            // "…, maker says": headlines leave the article out.
            let bare = clause
                .before(subject.first)
                .is_some_and(|token| token.kind == TokenKind::Comma)
                && is_speech(head.entry)
                && clause.count_words(head.last + 1, clause.tokens.len()) == 0;
            let relative = clause
                .before(subject.first)
                .is_some_and(|token| token.is_one_of(&["who", "which"]))
                && !clause.is_word(subject.first, PRONOUNS)
                && !clause.is_word(subject.first, DETERMINERS)
                && !clause
                    .token(subject.first)
                    .is_some_and(|token| token.capital);
            subject.first >= free
                && !relative
                && (bare || clause.can_speak(subject.first, subject.last))
        })
        .or_else(|| {
            clause
                .described(start)
                .filter(|subject| subject.first >= free)
        });
    // "Pike of Brenner Lines, the mayor, said the port …": the clause begins with the source, so nothing was said yet.
    if let Some(subject) = subject.filter(|subject| {
        subject.first == free && previous.is_some_and(|t| t.kind == TokenKind::Comma) && says_after
    }) {
        return Some(Place::Before(subject));
    }
    let closed = previous.is_some_and(|token| token.kind == TokenKind::Close)
        || start
            .checked_sub(1)
            .and_then(|at| clause.before(at))
            .is_some_and(|token| token.quoted);
    let may_invert = is_speech(head.entry) && (closed || !head.entry.takes('n'));
    if after_content && may_invert && clause.count_words(free, start) > 0 {
        let named = clause
            .phrase_from(head.last + 1)
            .filter(|_| !begins_adjunct(clause, head.last + 1))
            .filter(|&end| clause.can_speak(head.last + 1, end) && !says_clause(clause, head));
        if let Some(end) = named {
            return Some(Place::Inverted(head.last + 1, end));
        }
    }
    // "Pike bought the mill, said it would close": the verbs share a subject.
    if subject.is_none() && after_content && says_clause(clause, head) {
        return Some(Place::Shared);
    }
    let subject = subject?;
    if follows_content(clause, &subject, head, free) {
        return Some(Place::After(subject));
    }
    says_after.then_some(Place::Before(subject))
}

/// Whether a time, a place or a manner begins at `at`, and not somebody who speaks.
fn begins_adjunct(clause: &Clause<'_>, at: usize) -> bool {
    clause.is_word(at, ADJUNCTS)
        || clause.is_word(at, DAYS)
        || clause.is_word(at, PREPOSITIONS)
        || clause.token(at).is_some_and(is_adverb)
}

/// Whether a clause with a verb of its own plainly follows the cue.
fn says_clause(clause: &Clause<'_>, head: &Head) -> bool {
    let Complement { kind, first } = head.complement;
    kind == Kind::Clause && (clause.is_word(first - 1, &["that"]) || begins_clause(clause, first))
}

fn is_speech(entry: CueEntry) -> bool {
    matches!(
        entry.class,
        CueClass::Speech | CueClass::Confirm | CueClass::Question | CueClass::Belief
    ) && (entry.takes('c') || entry.takes('q'))
}

/// Whether the cue can have what follows it as its content.
fn accepted(head: &Head) -> bool {
    let entry = &head.entry;
    match head.complement.kind {
        Kind::Clause => entry.takes('c') || entry.takes('n') && entry.class != CueClass::Attitude,
        Kind::Quotation => entry.takes('c') || entry.takes('q') || entry.takes('n'),
        Kind::Question => entry.takes('w'),
        Kind::Infinitive => entry.takes('t'),
        Kind::Gerund => entry.takes('g'),
        Kind::Noun => entry.takes('n') || entry.takes('x'),
        Kind::Preposition => entry.takes('p'),
        Kind::Nothing => false,
    }
}

/// Whether what stands before the source is what the source says: it ends in a quotation, or in a comma with nothing
/// said after the cue.
fn follows_content(clause: &Clause<'_>, subject: &Subject, head: &Head, free: usize) -> bool {
    let entry = &head.entry;
    let may_follow = entry.takes('c') || entry.takes('q');
    let Some(mark) = subject
        .first
        .checked_sub(1)
        .filter(|&mark| mark > free && may_follow)
    else {
        return false;
    };
    if says_clause(clause, head) {
        return false;
    }
    if clause.is_kind(mark, TokenKind::Close) {
        return true;
    }
    let quoted = mark
        .checked_sub(1)
        .and_then(|at| clause.token(at))
        .is_some_and(|token| token.quoted);
    if clause.is_kind(mark, TokenKind::Mark) {
        return quoted
            || ["—", "–", "-"]
                .iter()
                .any(|dash| clause.is_mark(mark, dash))
                && rest_is_adjunct(clause, head);
    }
    if !clause.is_kind(mark, TokenKind::Comma) {
        return false;
    }
    let opening = clause.is_word(free, OPENINGS);
    let interrupted = clause.is_kind(head.last + 1, TokenKind::Comma);
    let begun = clause.count_words(free, subject.first);
    if interrupted && head.complement.kind != Kind::Quotation {
        // "The bridge, officials said, will reopen": the sentence goes on.
        return true;
    }
    quoted || (rest_is_adjunct(clause, head) && !(opening && begun < 6) && begun > 1)
}

/// Whether the cue stands in a relative or subordinate clause, or in a participle before the main clause.
fn is_bounded(clause: &Clause<'_>, head: &Head) -> bool {
    let start = head.group.first;
    if clause
        .before(start)
        .is_some_and(|token| token.is_one_of(&["who", "which"]))
    {
        return true;
    }
    let comma = (0..start)
        .rev()
        .find(|&at| !clause.is_kind(at, TokenKind::Word))
        .map_or(0, |mark| mark + 1);
    if clause.is_word(comma, SUBORDINATORS) && comma < head.first {
        return true;
    }
    let participle = clause
        .token(head.first)
        .is_some_and(|token| token.lower.ends_with("ing"));
    participle
        && !head.group.be
        && !(0..start).any(|at| {
            clause.token(at).is_some_and(|token| {
                token.is_one_of(FINITE)
                    || token.lower.ends_with("ed")
                    || lexicon::cue(&token.lower).is_some_and(|cue| !cue.ambiguous)
            })
        })
}

/// Whether nothing is said after the cue: at most when, where and to whom.
fn rest_is_adjunct(clause: &Clause<'_>, head: &Head) -> bool {
    let after = head.last + 1;
    match head.complement.kind {
        Kind::Nothing | Kind::Preposition => true,
        Kind::Clause | Kind::Noun if head.entry.class != CueClass::Tell => {
            clause.is_word(after, DAYS)
                || clause.is_word(after, ADJUNCTS)
                    && !clause.is_word(head.complement.first.saturating_sub(1), &["that"])
                    && clause.count_words(after, clause.tokens.len()) <= 6
        }
        _ => false,
    }
}

impl Place {
    pub(super) fn source(&self, clause: &Clause<'_>, last: Option<&Attributed>) -> Option<Span> {
        match self {
            Place::Before(subject) | Place::After(subject) => {
                clause.span(subject.first, subject.last)
            }
            Place::Inverted(first, end) => clause.span(*first, *end),
            Place::Shared => last.and_then(|last| last.source).or_else(|| {
                let subject = clause.opening_subject()?;
                clause.span(subject.first, subject.last)
            }),
        }
    }

    pub(super) fn content(
        &self,
        clause: &Clause<'_>,
        head: &Head,
        settled: usize,
    ) -> Option<Vec<Span>> {
        match self {
            Place::Before(_) | Place::Shared => {
                let Complement { kind, first } = head.complement;
                let end = end_before(clause, first, kind, is_bounded(clause, head));
                let content = clause.span(first, end.checked_sub(1)?)?;
                Some(vec![content])
            }
            Place::After(subject) => around(clause, settled, subject.first, head.last + 1, true),
            Place::Inverted(_, source_end) => {
                around(clause, settled, head.group.first, source_end + 1, false)
            }
        }
    }

    /// Whether the content says something by itself.
    pub(super) fn is_clausal(&self, head: &Head) -> bool {
        match self {
            Place::Before(_) | Place::Shared => head.complement.is_clausal(),
            Place::After(_) | Place::Inverted(..) => true,
        }
    }
}
