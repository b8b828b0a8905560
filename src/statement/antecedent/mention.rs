//! The phrases of a sentence that name a request, an offer or another act with an aim, and where they end for certain.

use super::super::words::{
    BEFORE_CUE, DETERMINERS, FINITE, PREPOSITIONS, PRONOUNS, QUESTION_WORDS, SUBORDINATORS,
};
use super::super::{Statement, clause, lexicon, on_one_line, stance};
use crate::article::Part;
use crate::text::{Span, Token, TokenKind, tokens};

/// Longest complement, in tokens.
const LONGEST: usize = 30;
/// Most tokens from the determiner of a phrase to its noun, and from "asked" to what was asked for.
const FARTHEST: usize = 10;
/// Nouns for what is said or done with an aim, and the verb that does it: "asked the council to", "offered to".
const ACTS: &[(&str, &str)] = &[
    ("request", "asked"),
    ("offer", "offered"),
    ("proposal", "proposed"),
    ("pledge", "pledged"),
    ("promise", "promised"),
    ("vow", "vowed"),
    ("threat", "threatened"),
    ("decision", "decided"),
    ("refusal", "refused"),
    ("plan", ""),
    ("bid", ""),
    ("demand", ""),
    ("deal", ""),
    ("agreement", ""),
    ("appeal", ""),
    ("application", ""),
    ("petition", ""),
    ("motion", ""),
    ("attempt", ""),
    ("effort", ""),
    ("move", ""),
    ("claim", ""),
    ("allegation", ""),
    ("accusation", ""),
    ("suggestion", ""),
    ("recommendation", ""),
    ("order", ""),
];
/// Determiners of a phrase that is known already.
const DEFINITE: &[&str] = &["the", "this", "that", "these", "those"];
const INDEFINITE: &[&str] = &["a", "an"];
const POSSESSIVE: &[&str] = &["his", "her", "its", "their"];

/// A phrase with one of the nouns, or a verb that does the same.
pub(super) struct Mention {
    pub(super) part: Part,
    pub(super) sentence: usize,
    pub(super) place: usize,
    pub(super) noun: &'static str,
    pub(super) plural: bool,
    /// What the phrase says when it says which one; else it is another one, of which nothing is known.
    pub(super) full: Option<Full>,
}

pub(super) struct Full {
    /// "the port's request to lease the harbour"; of a verb its complement alone.
    pub(super) words: String,
    pub(super) complement: String,
    pub(super) is_verb: bool,
    /// The names that stand in its sentence up to its end.
    pub(super) names: Vec<String>,
}

pub(super) fn noun(word: &Token) -> Option<(&'static str, bool)> {
    let singular = word.lower.strip_suffix('s');
    ACTS.iter().find_map(|&(noun, _)| {
        let plural = singular == Some(noun);
        (word.kind == TokenKind::Word && (plural || word.lower == noun)).then_some((noun, plural))
    })
}

/// Whether nothing that belongs to the noun at `at` follows it.
pub(super) fn ends(words: &[Token], at: usize) -> bool {
    let Some(next) = words.get(at + 1) else {
        return true;
    };
    match next.kind {
        TokenKind::Word => {
            is_finite(next)
                || next.is_one_of(&["and", "but", "or"])
                || (next.is_one_of(SUBORDINATORS) && !next.is("as"))
        }
        TokenKind::Mark => [".", ";", "?", "!"].contains(&next.lower.as_str()),
        _ => true,
    }
}

/// What the sentence of `statement` mentions.
pub(super) fn mentions(text: &str, statement: &Statement) -> Vec<Mention> {
    let words = tokens(text, statement.span, false);
    let mention = |at: usize, noun, plural, full| Mention {
        part: statement.part,
        sentence: statement.sentence,
        place: words[at].span.start,
        noun,
        plural,
        full,
    };
    let found = (0..words.len()).filter_map(|at| {
        if let Some((noun, plural)) = noun(&words[at]) {
            return (!repeats(&words, at))
                .then(|| mention(at, noun, plural, phrase(text, &words, at)));
        }
        let done = |&&(_, verb): &&(&str, &str)| words[at].is(verb);
        let &(noun, verb) = ACTS.iter().find(done)?;
        let full = act(text, &words, at, verb == "asked")?;
        Some(mention(at, noun, false, Some(full)))
    });
    found.collect()
}

/// Whether the noun at `at` is definite and says nothing new: "the request".
fn repeats(words: &[Token], at: usize) -> bool {
    let capital = at > 0 && words[at - 1].capital && !words[at - 1].is_one_of(DEFINITE);
    let determiner = at.checked_sub(1 + usize::from(capital));
    let definite = determiner.is_some_and(|at| words[at].is_one_of(DEFINITE));
    definite && complement(words, at).is_none() && ends(words, at)
}

/// "the port's request to lease the harbour", when the noun at `at` has a determiner and a complement.
fn phrase(text: &str, words: &[Token], at: usize) -> Option<Full> {
    let determines = |word: &Token| {
        word.is_one_of(DEFINITE)
            || word.is_one_of(INDEFINITE)
            || word.is_one_of(POSSESSIVE)
            || is_genitive(word)
    };
    let nouns = |word: &&Token| {
        word.kind == TokenKind::Word && !is_finite(word) && !word.is_one_of(PREPOSITIONS)
    };
    let before = words[..at].iter().rev().take(FARTHEST / 2);
    let length = before.take_while(nouns).position(determines)?;
    let determiner = at - 1 - length;
    let mut first = determiner;
    if is_genitive(&words[determiner]) {
        // "the port authority's request", "Mayor Lena Ortiz's request".
        while first > 0 && words[first - 1].kind == TokenKind::Word && words[first - 1].capital {
            first -= 1;
        }
        let far = if words[first].capital { 1 } else { 2 };
        let lower = words[..first].iter().rev().take(far);
        if let Some(the) = lower
            .take_while(nouns)
            .position(|word| word.is_one_of(DETERMINERS))
        {
            first -= the + 1;
        }
    }
    let (start, end) = complement(words, at)?;
    // "The request to close the port angered many": where a subject ends, only an auxiliary tells for certain.
    let object = first.checked_sub(1).is_some_and(|at| {
        let before = &words[at];
        before.kind == TokenKind::Word
            && !before.is_one_of(&["and", "but", "that"])
            && (before.is_one_of(PREPOSITIONS) || !before.is_one_of(SUBORDINATORS))
            && lexicon::cue(&before.lower).is_none_or(|cue| !cue.takes('c') || cue.takes('n'))
    });
    let closed = words.get(end).is_some_and(is_finite);
    if !object && !closed {
        return None;
    }
    let complement = words_of(text, words, start, end);
    let own = words_of(text, words, first, end);
    let replaced = first == determiner && !words[first].is("the") && !is_genitive(&words[first]);
    let words_before = if replaced {
        format!("the {}", words_of(text, words, first + 1, end))
    } else if words[first].capital && words[first].is_one_of(DETERMINERS) {
        own.replacen(own.split(' ').next()?, &words[first].lower, 1)
    } else {
        own
    };
    Some(Full {
        words: words_before,
        complement,
        is_verb: false,
        names: names(&words[..end]),
    })
}

/// What was asked for or offered with the verb at `at`.
fn act(text: &str, words: &[Token], at: usize, has_hearer: bool) -> Option<Full> {
    let unreal = |word: &&Token| {
        stance::is_negation(&word.lower)
            || word.is_one_of(&[
                "would", "could", "may", "might", "should", "must", "will", "to", "if",
            ])
    };
    let auxiliary = |word: &&Token| word.is_one_of(BEFORE_CUE) || word.lower.ends_with("ly");
    if words[..at]
        .iter()
        .rev()
        .take_while(auxiliary)
        .any(|word| unreal(&word))
    {
        return None;
    }
    let passes = |word: &Token| {
        word.kind == TokenKind::Word
            && !is_finite(word)
            && !word.is_one_of(QUESTION_WORDS)
            && !word.is_one_of(&["about", "for", "that", "and", "or", "but"])
            && noun(word).is_none()
    };
    let reach = if has_hearer { FARTHEST } else { 0 };
    let to = (at + 1..words.len().min(at + 2 + reach))
        .take_while(|&at| passes(&words[at]))
        .find(|&at| is_infinitive(words, at))?;
    let end = end_of(words, to)?;
    let complement = words_of(text, words, to, end);
    Some(Full {
        words: complement.clone(),
        complement,
        is_verb: true,
        names: names(&words[..end]),
    })
}

/// The complement that says which one the noun at `at` is: its tokens, end exclusive.
fn complement(words: &[Token], at: usize) -> Option<(usize, usize)> {
    let start = at + 1;
    let next = words.get(start)?;
    let infinitive = if next.is("by") {
        // "a request by the port to lease the harbour"
        let noun = |&at: &usize| words[at].kind == TokenKind::Word && !is_finite(&words[at]);
        (start..words.len().min(start + FARTHEST / 2))
            .take_while(noun)
            .find(|&at| is_infinitive(words, at))?
    } else if is_infinitive(words, start)
        || (next.is_one_of(&["of", "for"]) && words.len() > start + 1)
    {
        start
    } else {
        return None;
    };
    Some((start, end_of(words, infinitive)?))
}

fn is_infinitive(words: &[Token], to: usize) -> bool {
    let verb = words.get(to + 1).filter(|_| words[to].is("to"));
    verb.is_some_and(|verb| {
        verb.kind == TokenKind::Word
            && !verb.capital
            && !verb.is_one_of(DETERMINERS)
            && !verb.is_one_of(PRONOUNS)
            && !verb.lower.ends_with("ing")
    })
}

/// Where the complement that begins at `start` ends for certain.
fn end_of(words: &[Token], start: usize) -> Option<usize> {
    let stops = |at: usize| {
        let word = &words[at];
        let next = words.get(at + 1);
        match word.kind {
            TokenKind::Word => {
                is_finite(word)
                    || word.is_one_of(SUBORDINATORS)
                    || word.is_one_of(&["who", "which", "that", "but", "whether", "said", "says"])
                    || word.is("and")
                        && next.is_some_and(|next| {
                            next.lower.ends_with("ed")
                                || is_finite(next)
                                || lexicon::cue(&next.lower).is_some()
                        })
            }
            TokenKind::Mark => {
                !["'", "’", "&", "/", "$", "%", "-"].contains(&word.lower.as_str())
                    && !abbreviates(words, at)
            }
            TokenKind::Comma | TokenKind::Open | TokenKind::Close => true,
        }
    };
    let end = (start + 1..words.len())
        .find(|&at| stops(at))
        .unwrap_or(words.len());
    // "land it had bought": the auxiliary is that of a clause inside.
    let inside = words.get(end).is_some_and(is_finite) && words[end - 1].is_one_of(PRONOUNS);
    (!inside && end > start + 1 && end - start <= LONGEST).then_some(end)
}

/// The full stop of "U.S." inside a sentence.
fn abbreviates(words: &[Token], at: usize) -> bool {
    let touches = at > 0 && words[at].lower == "." && words[at - 1].lower.contains('.');
    touches && at + 1 < words.len()
}

fn is_finite(word: &Token) -> bool {
    word.is_one_of(FINITE) && !clause::is_month(word)
}

fn is_genitive(word: &Token) -> bool {
    word.lower.ends_with("'s") && word.lower.len() > 3
}

fn words_of(text: &str, words: &[Token], first: usize, end: usize) -> String {
    let span = words.get(first).zip(words.get(end - 1));
    span.map_or_else(String::new, |(first, last)| {
        on_one_line(Span::new(first.span.start, last.span.end).of(text))
    })
}

fn names(words: &[Token]) -> Vec<String> {
    let names = words.iter().filter(|word| word.capital);
    names.map(|word| word.lower.clone()).collect()
}
