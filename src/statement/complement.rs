//! What a content that follows its cue is: a clause, a quotation, a question, an infinitive, or a thing.

use super::clause::Clause;
use super::cue::Head;
use super::words::{DETERMINERS, FINITE, QUESTION_WORDS, SUBJECT_PRONOUNS};
use crate::text::TokenKind;

/// How far the verb of a clause may stand from its beginning, in tokens.
const FARTHEST: usize = 14;

/// What a content is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// "that the port closed", "the port had closed".
    Clause,
    /// "“We lost”".
    Quotation,
    /// "whether the port closed".
    Question,
    /// "to close the port".
    Infinitive,
    /// "the port".
    Noun,
    /// "closing the port".
    Gerund,
}

/// The kind of the content that begins at token `first` and follows its cue.
pub(super) fn kind(clause: &Clause<'_>, first: usize, head: &Head) -> Kind {
    let entry = head.entry;
    let Some(token) = clause.token(first) else {
        return Kind::Noun;
    };
    if token.quoted || token.kind == TokenKind::Open {
        return Kind::Quotation;
    }
    let introduced = clause
        .before(first)
        .is_some_and(|before| before.is("that") || before.lower == ":");
    if introduced || head.lemma == "according to" {
        return Kind::Clause;
    }
    if token.is_one_of(QUESTION_WORDS) {
        return Kind::Question;
    }
    if token.is("to") {
        return Kind::Infinitive;
    }
    if token.lower.ends_with("ing") && entry.takes('g') {
        return Kind::Gerund;
    }
    let clausal = entry.takes('c')
        && ((!entry.ambiguous && !entry.takes('n')) || begins_clause(clause, first));
    if clausal { Kind::Clause } else { Kind::Noun }
}

/// Whether a clause with a verb of its own begins at `first`.
pub(super) fn begins_clause(clause: &Clause<'_>, first: usize) -> bool {
    if clause.is_word(first, SUBJECT_PRONOUNS) && !clause.is_word(first, &["it", "you"]) {
        return true;
    }
    let mut relative = false;
    for at in first..first + FARTHEST {
        let Some(token) = clause.token(at) else {
            return false;
        };
        match token.kind {
            TokenKind::Word if at > first && token.is_one_of(FINITE) => {
                if !relative {
                    return true;
                }
                relative = false;
            }
            TokenKind::Word if token.is_one_of(&["who", "which", "that"]) => relative = true,
            TokenKind::Word
                if token.is_one_of(&[
                    "because", "when", "while", "after", "if", "as", "to", "before", "for",
                ]) && at > first =>
            {
                return false;
            }
            // "the panda had eaten", "the convoy arrived": a past form that no noun follows.
            TokenKind::Word
                if at > first + 1
                    && token.lower.ends_with("ed")
                    && !relative
                    && !clause.is_word(at - 1, DETERMINERS)
                    && !clause.is_word(at + 1, &["by"]) =>
            {
                return true;
            }
            TokenKind::Comma | TokenKind::Mark if token.lower != "." && token.lower != "'" => {
                return false;
            }
            _ => {}
        }
    }
    false
}
