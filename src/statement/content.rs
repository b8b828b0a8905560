//! Where the content of an attribution begins and ends.

use super::clause::Clause;
use super::lexicon::{self, CueClass, CueEntry};
use crate::text::{Span, TokenKind};

/// The content before an attribution and, when a quotation or the sentence goes on after a comma, the content after it.
pub(super) fn around(
    clause: &Clause<'_>,
    first: usize,
    end: usize,
    rest: usize,
) -> Option<Vec<Span>> {
    let mut content = vec![clause.span(first, end.checked_sub(1)?)?];
    let quotation =
        (rest..clause.tokens.len()).find(|&at| clause.tokens[at].kind == TokenKind::Open);
    if let Some(open) = quotation {
        let close =
            (open + 1..clause.tokens.len()).find(|&at| clause.tokens[at].kind == TokenKind::Close);
        content.extend(clause.span(open, close.unwrap_or(clause.tokens.len() - 1)));
    } else if clause
        .token(rest)
        .is_some_and(|token| token.kind == TokenKind::Comma)
    {
        let after = rest + 1;
        let cue_follows = clause.token(after).is_some_and(|t| {
            t.lower.ends_with("ing")
                || t.is_one_of(&["who", "which", "and", "but", "as", "a", "the"])
        });
        if !cue_follows && clause.count_words(after, clause.tokens.len()) > 1 {
            content.extend(clause.span(after, content_end(clause, after) - 1));
        }
    }
    Some(content)
}

/// Skips what may stand between a cue and its content: a hearer, a time or place, "that", a colon.
pub(super) fn content_start(clause: &Clause<'_>, after: usize, entry: CueEntry) -> usize {
    let is_that = |at: usize| clause.token(at).is_some_and(|token| token.is("that"));
    let opens = |at: usize| {
        clause
            .token(at)
            .is_some_and(|token| token.kind == TokenKind::Open)
    };
    let adjunct = clause.token(after).is_some_and(|token| {
        token.is_one_of(&[
            "on", "in", "at", "during", "late", "early", "to", "last", "after", "through", "via",
            "earlier",
        ]) || token.is_one_of(&[
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
            "yesterday",
        ])
    });
    let mut at = after;
    if entry.class == CueClass::Tell || adjunct {
        let introduced = (after..after + 12).find(|&at| is_that(at) || opens(at));
        let hearer = (after..after + 6).find(|&at| {
            at > after
                && clause
                    .token(at)
                    .is_some_and(|t| t.kind == TokenKind::Comma || t.is_one_of(DETERMINED_SUBJECTS))
        });
        at = match (introduced, entry.class) {
            (Some(at), _) => at,
            (None, CueClass::Tell) => hearer.unwrap_or(after + 1),
            (None, _) => {
                after
                    + usize::from(
                        clause
                            .token(after)
                            .is_some_and(|token| token.lower.ends_with("day")),
                    )
            }
        };
    }
    while clause
        .token(at)
        .is_some_and(|token| token.kind != TokenKind::Word && token.kind != TokenKind::Open)
    {
        at += 1;
    }
    if is_that(at) { at + 1 } else { at }
}

/// Words that begin a clause after a hearer: "told reporters the …", "told her he …".
const DETERMINED_SUBJECTS: &[&str] = &[
    "he", "she", "it", "they", "we", "there", "the", "a", "an", "his", "her", "their", "no",
];

/// Where a content ends: at the end of the sentence, or before the next cue that shares the source (", adding", "and denied").
pub(super) fn content_end(clause: &Clause<'_>, first: usize) -> usize {
    let open = clause
        .token(first)
        .is_some_and(|token| token.kind == TokenKind::Open);
    (first + 1..clause.tokens.len())
        .find(|&at| {
            let token = &clause.tokens[at];
            if open && token.kind == TokenKind::Close {
                return true;
            }
            let next_cue = clause
                .token(at + 1)
                .filter(|next| !next.quoted)
                .and_then(|next| lexicon::cue(&next.lower).map(|cue| (next, cue)));
            next_cue.is_some_and(|(next, cue)| {
                let participle = token.kind == TokenKind::Comma && next.lower.ends_with("ing");
                participle
                    || (token.is_one_of(&["and", "but"])
                        && !cue.ambiguous
                        && next.lower.ends_with('d'))
            })
        })
        .unwrap_or(clause.tokens.len())
}
