//! Where the content of an attribution begins and ends.

use super::clause::Clause;
use super::complement::Kind;
use super::lexicon;
use super::words::{FINITE, SUBJECT_PRONOUNS};
use crate::text::{Span, TokenKind};

/// The content before an attribution and, when a quotation goes on after it, the content after it. `interrupts` says that a
/// plain sentence may go on after a comma as well.
pub(super) fn around(
    clause: &Clause<'_>,
    first: usize,
    end: usize,
    rest: usize,
    interrupts: bool,
) -> Option<Vec<Span>> {
    // "He went on: “We lost,” he said": only what stands after the colon was said.
    let quoted = (first..end)
        .find(|&at| clause.is_mark(at, ":") && clause.is_kind(at + 1, TokenKind::Open))
        .map_or(first, |colon| colon + 1);
    let mut content = vec![clause.span(quoted, end.checked_sub(1)?)?];
    let quotation = (rest..clause.tokens.len()).find(|&at| clause.is_kind(at, TokenKind::Open));
    // A cue of its own before the quotation takes it: "…,” she said, adding “…”.
    let taken = |open: usize| {
        (rest..open).any(|at| {
            clause
                .token(at)
                .is_some_and(|token| lexicon::cue(&token.lower).is_some_and(|cue| !cue.ambiguous))
        })
    };
    if let Some(open) = quotation {
        if !taken(open) {
            let close = (open + 1..clause.tokens.len())
                .find(|&at| clause.is_kind(at, TokenKind::Close))
                .unwrap_or(clause.tokens.len() - 1);
            content.extend(clause.span(open, close));
        }
    } else if interrupts && clause.is_kind(rest, TokenKind::Comma) {
        let after = rest + 1;
        let cue_follows = clause.token(after).is_some_and(|t| {
            t.lower.ends_with("ing")
                || t.is_one_of(&["who", "which", "and", "but", "as", "a", "the", "his", "her"])
        });
        if !cue_follows && clause.count_words(after, clause.tokens.len()) > 1 {
            content.extend(clause.span(after, content_end(clause, after, Kind::Clause) - 1));
        }
    }
    Some(content)
}

/// Words after which a noun phrase is over, and a circumstance begins.
const CIRCUMSTANCES: &[&str] = &[
    "after", "before", "when", "while", "because", "although", "though", "if", "during", "since",
    "until", "despite", "amid",
];

/// Where a content ends: at the end of the sentence, or before the next cue that shares the source (", adding", "and
/// denied"), or where the clause that it is does.
pub(super) fn content_end(clause: &Clause<'_>, first: usize, kind: Kind) -> usize {
    end_before(clause, first, kind, false)
}

/// The same; `bounded` says that the content lies in a clause that a comma ends: "who praised the pact, …", "When the mayor
/// announced the sale, …".
pub(super) fn end_before(clause: &Clause<'_>, first: usize, kind: Kind, bounded: bool) -> usize {
    let quotation = kind == Kind::Quotation && !quotation_goes_on(clause, first);
    let short = matches!(kind, Kind::Noun | Kind::Preposition | Kind::Gerund);
    (first + 1..clause.tokens.len())
        .find(|&at| {
            if quotation {
                return clause.is_kind(at, TokenKind::Close);
            }
            (bounded && clause.is_kind(at, TokenKind::Comma) && !is_quoted(clause, at))
                || ends_clause(clause, at)
                || (short && ends_phrase(clause, first, at))
        })
        .unwrap_or(clause.tokens.len())
}

/// Whether the sentence needs what follows the quotation: "“tired” and “late” were his words".
fn quotation_goes_on(clause: &Clause<'_>, open: usize) -> bool {
    let close = (open + 1..clause.tokens.len()).find(|&at| clause.is_kind(at, TokenKind::Close));
    close.is_some_and(|close| {
        close - open <= 8
            && (clause.is_word(close + 1, FINITE)
                || (clause.is_word(close + 1, &["and", "or"])
                    && clause.is_kind(close + 2, TokenKind::Open)))
    })
}

fn ends_clause(clause: &Clause<'_>, at: usize) -> bool {
    let Some(token) = clause.token(at) else {
        return true;
    };
    if token.quoted {
        return false;
    }
    if token.kind == TokenKind::Mark && [";", "—", "–", "-"].contains(&token.lower.as_str()) {
        return true;
    }
    let comma = token.kind == TokenKind::Comma;
    if comma
        && (clause.is_word(
            at + 1,
            &[
                "according",
                "but",
                "while",
                "who",
                "which",
                "whose",
                "where",
            ],
        ))
    {
        return true;
    }
    // "…, and he vowed to stay", "…, and the others said": somebody speaks anew.
    if comma && clause.is_word(at + 1, &["and"]) {
        let speaks = (at + 2..at + 8)
            .take_while(|&at| clause.is_kind(at, TokenKind::Word))
            .find(|&at| clause.is_word(at, FINITE) || is_cue(clause, at));
        if speaks.is_some_and(|at| is_cue(clause, at)) {
            return true;
        }
    }
    // A content that ends in a quotation is over with it.
    if token.kind == TokenKind::Close {
        let closed = at.checked_sub(1).is_some_and(|before| {
            clause.is_kind(before, TokenKind::Comma) || clause.is_mark(before, ".")
        });
        return closed || clause.is_word(at + 1, CIRCUMSTANCES);
    }
    let next = clause.token(at + 1).filter(|next| !next.quoted);
    let cue = next.and_then(|next| lexicon::cue(&next.lower).map(|cue| (next, cue)));
    cue.is_some_and(|(next, cue)| {
        let participle = comma && next.lower.ends_with("ing");
        participle
            || (token.is_one_of(&["and", "but"]) && next.lower.ends_with("ing") && !cue.ambiguous)
            || ((comma || token.is_one_of(&["and", "but"]))
                && !cue.ambiguous
                && (next.lower.ends_with('d') || next.lower.ends_with('s')))
    })
}

fn is_quoted(clause: &Clause<'_>, at: usize) -> bool {
    clause.token(at).is_some_and(|token| token.quoted)
}

fn is_cue(clause: &Clause<'_>, at: usize) -> bool {
    clause.token(at).is_some_and(|token| {
        !token.quoted
            && lexicon::cue(&token.lower)
                .is_some_and(|cue| !cue.ambiguous && !token.lower.ends_with("ing"))
    })
}

fn ends_phrase(clause: &Clause<'_>, first: usize, at: usize) -> bool {
    clause.is_word(at, CIRCUMSTANCES)
        || clause.is_mark(at, ":")
        || (clause.is_kind(at, TokenKind::Comma)
            && (clause.is_word(
                at + 1,
                &[
                    "and", "who", "as", "with", "in", "on", "at", "a", "the", "he", "she", "they",
                ],
            ) || clause
                .token(at + 1)
                .is_some_and(|token| token.lower.ends_with("ing"))))
        || (clause.is_word(at, &["and"])
            && clause.token(at + 1).is_some_and(|token| {
                token.is_one_of(FINITE) || (token.lower.ends_with("ed") && !token.capital)
            }))
        || (clause.is_word(at, &["as"]) && clause.is_word(at + 1, SUBJECT_PRONOUNS))
        || (at > first + 1 && clause.is_word(at, &["on", "in"]) && in_time(clause, at + 1))
}

/// Whether a time or an occasion begins at `at`: "Monday", "an interview".
fn in_time(clause: &Clause<'_>, at: usize) -> bool {
    let day = |at| {
        clause
            .token(at)
            .is_some_and(|token| token.capital && token.lower.ends_with("day"))
    };
    let occasion = [
        "interview",
        "statement",
        "speech",
        "tweet",
        "letter",
        "email",
    ];
    day(at) || (clause.is_word(at, &["a", "an", "his", "her"]) && clause.is_word(at + 1, &occasion))
}
