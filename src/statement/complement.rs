//! What follows a cue: a clause, a quotation, a question, an infinitive, a noun phrase, or nothing that it says.

use super::clause::{Clause, is_adverb};
use super::lexicon::{CueClass, CueEntry};
use super::words::{
    ADJUNCTS, DAYS, DETERMINERS, FINITE, PREPOSITIONS, QUESTION_WORDS, SUBJECT_PRONOUNS,
};
use crate::text::TokenKind;

/// How far "that" or a quotation may stand from its cue, in tokens.
const FARTHEST: usize = 14;

/// What a complement is. The letters are those of the lexicon's frames.
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
    /// "about the port".
    Preposition,
    /// Only a time, a place or a mark.
    Nothing,
}

/// What follows a cue, and the token at which it begins.
#[derive(Debug, Clone, Copy)]
pub(super) struct Complement {
    pub(super) kind: Kind,
    pub(super) first: usize,
}

impl Complement {
    /// Whether the content says something by itself, not only together with the cue.
    pub(super) fn is_clausal(self) -> bool {
        matches!(self.kind, Kind::Clause | Kind::Quotation | Kind::Question)
    }
}

/// The complement after token `cue`, where the cue's last token stands.
pub(super) fn complement(clause: &Clause<'_>, cue: usize, entry: CueEntry) -> Complement {
    let here = |kind, first| Complement { kind, first };
    let mut at = cue + 1;
    while clause.token(at).is_some_and(is_adverb) || clause.is_word(at, DAYS) {
        at += 1;
    }
    if entry.class == CueClass::Tell {
        return after_hearer(clause, at);
    }
    let Some(token) = clause.token(at) else {
        return here(Kind::Nothing, at);
    };
    match token.kind {
        TokenKind::Open => return here(Kind::Quotation, at),
        TokenKind::Mark if token.lower == ":" => return after_colon(clause, at),
        TokenKind::Mark if "$£€".contains(&*token.lower) => return here(Kind::Noun, at),
        TokenKind::Comma if clause.is_kind(at + 1, TokenKind::Open) => {
            return here(Kind::Quotation, at + 1);
        }
        TokenKind::Word => {}
        _ => return here(Kind::Nothing, at),
    }
    let goes_on =
        clause.is_kind(at + 1, TokenKind::Word) || clause.is_kind(at + 1, TokenKind::Open);
    if token.is("that") && goes_on && !clause.is_word(at + 1, &["as", "on", "in"]) {
        return here(Kind::Clause, at + 1);
    }
    if token.is_one_of(QUESTION_WORDS) && entry.takes('w') {
        return here(Kind::Question, at);
    }
    if token.is("to") && (entry.takes('t') || entry.class == CueClass::Refuse) {
        return here(Kind::Infinitive, at);
    }
    // "said this was wrong", "said last week was cold": some of these words can begin a clause.
    let begins = token.is_one_of(&["this", "last", "late", "early"])
        && (begins_clause(clause, at) || !clause.is_kind(at + 1, TokenKind::Word));
    if token.is_one_of(ADJUNCTS) && !begins {
        return adjunct(clause, at, entry);
    }
    if token.lower.ends_with("ing") && entry.takes('g') {
        return here(Kind::Gerund, at);
    }
    let clausal =
        entry.takes('c') && ((!entry.ambiguous && !entry.takes('n')) || begins_clause(clause, at));
    here(if clausal { Kind::Clause } else { Kind::Noun }, at)
}

/// "told reporters on Monday that …": the content begins at "that", a quotation, or the subject of a clause.
fn after_hearer(clause: &Clause<'_>, after: usize) -> Complement {
    let opens = |at: usize| {
        clause.is_word(at, &["that"])
            || clause.is_word(at, &["whether", "how", "what", "why"])
            || clause.is_kind(at, TokenKind::Open)
            || clause.is_mark(at, ":")
    };
    let clause_begins = |at: usize| {
        at > after && (clause.is_word(at, SUBJECT_PRONOUNS) || clause.is_word(at, DETERMINERS))
    };
    // "told the paper that" has a determiner of its own, "told the court the mayor left" two.
    let own = usize::from(clause.is_word(after, DETERMINERS));
    let introduced = (after..after + FARTHEST).find(|&at| opens(at));
    let subject = (after + own..after + 7)
        .take_while(|&at| clause.is_kind(at, TokenKind::Word))
        .find(|&at| clause_begins(at) && begins_clause(clause, at));
    let first = match (introduced, subject) {
        (Some(mark), Some(subject)) => Some(mark.min(subject)),
        (mark, subject) => mark.or(subject),
    };
    match first {
        Some(at) if clause.is_word(at, &["that"]) => Complement {
            kind: Kind::Clause,
            first: at + 1,
        },
        Some(at) if clause.is_mark(at, ":") => after_colon(clause, at),
        Some(at) => {
            let kind = if clause.is_kind(at, TokenKind::Open) {
                Kind::Quotation
            } else {
                Kind::Clause
            };
            Complement { kind, first: at }
        }
        None => Complement {
            kind: Kind::Nothing,
            first: after,
        },
    }
}

fn after_colon(clause: &Clause<'_>, colon: usize) -> Complement {
    let first = colon + 1;
    let kind = if clause.is_kind(first, TokenKind::Open) {
        Kind::Quotation
    } else if clause.token(first).is_some() {
        Kind::Clause
    } else {
        Kind::Nothing
    };
    Complement { kind, first }
}

/// "said on Monday that …", "complained about the noise", "said in a statement".
fn adjunct(clause: &Clause<'_>, at: usize, entry: CueEntry) -> Complement {
    let introduced = (at..at + FARTHEST)
        .take_while(|&at| {
            clause
                .token(at)
                .is_some_and(|token| token.kind == TokenKind::Word || token.kind == TokenKind::Open)
        })
        .find(|&at| clause.is_word(at, &["that"]) || clause.is_kind(at, TokenKind::Open));
    if let Some(first) = introduced.filter(|_| entry.takes('c')) {
        return if clause.is_kind(first, TokenKind::Open) {
            Complement {
                kind: Kind::Quotation,
                first,
            }
        } else {
            Complement {
                kind: Kind::Clause,
                first: first + 1,
            }
        };
    }
    if entry.takes('x') {
        return Complement {
            kind: Kind::Noun,
            first: at,
        };
    }
    // "said in May the port would close": a clause begins after a short adjunct.
    let subject = (at + 2..at + 6)
        .take_while(|&at| clause.is_kind(at, TokenKind::Word))
        .find(|&at| {
            (clause.is_word(at, SUBJECT_PRONOUNS) || clause.is_word(at, DETERMINERS))
                && !clause.is_word(at - 1, PREPOSITIONS)
                && begins_clause(clause, at)
        });
    match subject.filter(|_| entry.takes('c') && !clause.is_word(at, &["of", "about"])) {
        Some(first) => Complement {
            kind: Kind::Clause,
            first,
        },
        None => Complement {
            kind: if entry.takes('p')
                && !clause.is_word(at, &["in", "as", "when", "while", "this", "last"])
            {
                Kind::Preposition
            } else {
                Kind::Nothing
            },
            first: at,
        },
    }
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
