//! Words that stand for something said elsewhere ("the allegations", "it", "having said that"), and words that call a
//! claim false.

use super::lexicon::{self, CueClass};
use super::words::{BE, FINITE};
use crate::text::{Span, Token, TokenKind, tokens};

/// Nouns and pronouns that stand for something said elsewhere.
const SAID_ELSEWHERE: &[&str] = &[
    "allegation",
    "allegations",
    "accusation",
    "accusations",
    "claim",
    "claims",
    "report",
    "reports",
    "charge",
    "charges",
    "rumor",
    "rumors",
    "rumour",
    "rumours",
    "suggestion",
    "suggestions",
    "assertion",
    "assertions",
    "account",
    "accounts",
    "version",
    "story",
    "stories",
    "it",
    "this",
    "that",
    "them",
    "those",
    "these",
    "so",
    "wrongdoing",
    "statement",
    "statements",
    "characterization",
    "characterisation",
    "notion",
    "idea",
    "speculation",
    "criticism",
    "criticisms",
    "conclusion",
    "conclusions",
    "findings",
    "finding",
    "description",
    "involvement",
    "comments",
    "remarks",
    "remark",
    "contents",
    "complaint",
    "complaints",
    "estimate",
    "figure",
    "figures",
    "number",
    "warning",
    "talk",
    "responsibility",
    "everything",
    "insinuation",
    "insinuations",
    "assessment",
    "narrative",
    "theory",
    "theories",
    "reporting",
    "article",
    "contention",
    "implication",
];
/// Those of them that stand alone: "denied it".
const PRONOUNS: &[&str] = &[
    "it",
    "this",
    "that",
    "them",
    "those",
    "these",
    "so",
    "everything",
];
/// What is denied or rejected as an act, not as a claim: a judge denies a request.
const ASKED_FOR: &[&str] = &[
    "request",
    "requests",
    "bail",
    "appeal",
    "motion",
    "visa",
    "visas",
    "entry",
    "access",
    "permit",
    "permits",
    "application",
    "petition",
    "parole",
    "license",
    "licence",
    "permission",
    "asylum",
    "offer",
    "bid",
];
/// What a claim is called that is held to be false.
const FALSE: &[&str] = &[
    "false",
    "untrue",
    "wrong",
    "baseless",
    "unfounded",
    "groundless",
    "nonsense",
    "ridiculous",
    "absurd",
    "fabricated",
    "fabrication",
    "lie",
    "lies",
    "invented",
    "forgery",
    "incorrect",
    "inaccurate",
    "fiction",
    "fake",
    "invention",
    "speculation",
    "gossip",
    "ludicrous",
    "bogus",
    "hoax",
    "slander",
    "rubbish",
    "preposterous",
    "fantasy",
    "rumours",
    "rumors",
    "misleading",
];
/// Words after which a noun is described further.
const MODIFIERS: &[&str] = &[
    "that",
    "which",
    "who",
    "of",
    "made",
    "by",
    "from",
    "in",
    "as",
    "about",
    "completely",
    "on",
    "out",
    "under",
    "under",
    "for",
    "against",
];
/// How many words from the verb on the verdict on a claim may take.
const PREDICATE: usize = 6;
/// How many words a bare reference has at most: "the former treasurer’s assertion".
const LONGEST: usize = 5;

/// Whether what is denied or confirmed stands elsewhere: "the allegations", "having said that", "any wrongdoing", "the
/// report false", "that this was untrue".
pub(super) fn is_anaphoric(content: &str) -> bool {
    let words = words(content);
    let Some(first) = words.first() else {
        return false;
    };
    let elliptical = words.len() <= 4
        && words.last().is_some_and(|word| {
            word.is_one_of(FINITE) && !word.is_one_of(&["went", "left", "met", "won", "lost"])
        });
    let said_so = first.is_one_of(&["having", "saying", "doing", "making"])
        && words.len() <= LONGEST
        && words
            .last()
            .is_some_and(|word| word.is_one_of(SAID_ELSEWHERE) || word.is("remark"));
    let contradicted = words.len() == 1 && first.is_one_of(&["him", "her"]);
    elliptical
        || contradicted
        || said_so
        || names_claim_only(&words)
        || repeats_shortly(&words)
        || calls_false(&words)
        || denies_at_once(&words)
}

/// Whether the words are a claim's name: "the allegations", "suggestions that the theatre would close".
pub(super) fn names_claim(content: &str) -> bool {
    let words = words(content);
    head(&words).is_some_and(|(_, word)| word.is_one_of(SAID_ELSEWHERE))
        || names_claim_only(&words)
        || words
            .first()
            .is_some_and(|word| word.is("as") && rejects(content))
}

/// Whether the words are something that is granted or refused: "the request", "bail".
pub(super) fn is_asked_for(content: &str) -> bool {
    head(&words(content)).is_some_and(|(_, word)| word.is_one_of(ASKED_FOR))
}

/// The head of the noun phrase that the words begin with, and its place.
fn head(words: &[Token]) -> Option<(usize, &Token)> {
    let end = words
        .iter()
        .skip(1)
        .position(|word| {
            word.is_one_of(MODIFIERS) || word.is_one_of(FALSE) || word.is_one_of(FINITE)
        })
        .map_or(words.len(), |at| at + 1);
    let at = end.checked_sub(1)?;
    words.get(at).map(|word| (at, word))
}

fn names_claim_only(words: &[Token]) -> bool {
    let Some((at, word)) = head(words) else {
        return false;
    };
    // "the report that prices fell" says what it denies; "the report" and "the report by the auditors" do not.
    let says_what = words.get(at + 1).is_some_and(|word| word.is("that")) && words.len() - at > 4;
    let finite = words.iter().any(|word| word.is_one_of(FINITE));
    let alone = at == 0 || !word.is_one_of(PRONOUNS);
    let claim = word.is_one_of(SAID_ELSEWHERE) && alone && at < LONGEST;
    !says_what && claim && !(finite && at == 0 && words.len() > 3)
}

/// "the figure", "the split": a short definite phrase repeats what was said.
fn repeats_shortly(words: &[Token]) -> bool {
    let definite = words
        .first()
        .is_some_and(|word| word.is_one_of(&["the", "this", "that", "these", "those"]));
    let finite = words.iter().any(|word| word.is_one_of(FINITE));
    let whole = head(words).filter(|(at, _)| at + 1 == words.len());
    definite
        && words.len() <= 3
        && !finite
        && whole.is_some_and(|(_, word)| !word.is_one_of(ASKED_FOR))
}

/// "the claim was false", "it was untrue", "there is no truth in this", "that never happened".
fn calls_false(words: &[Token]) -> bool {
    words.len() <= 9 && rejects_subject(words)
}

/// "I deny that completely": the source's own denial of what was said before.
fn denies_at_once(words: &[Token]) -> bool {
    let denial = words.iter().take(4).position(is_denial).filter(|_| {
        words
            .first()
            .is_some_and(|word| word.is_one_of(&["i", "we"]))
    });
    denial.is_some_and(|at| {
        words
            .get(at + 1)
            .is_some_and(|word| word.is_one_of(SAID_ELSEWHERE) || word.is("the"))
            && words.len() - at <= LONGEST
    })
}

fn is_denial(word: &Token) -> bool {
    lexicon::cue(&word.lower).is_some_and(|cue| cue.class == CueClass::Deny)
}

/// Whether a source says of itself that it denies: "I deny that completely".
pub(super) fn is_own_denial(content: &str) -> bool {
    denies_at_once(&words(content))
}

/// Whether the words say of a claim that it is false: the verdict is the predicate of their first verb.
pub(super) fn rejects_claim(content: &str) -> bool {
    rejects_subject(&words(content))
}

fn rejects_subject(words: &[Token]) -> bool {
    if !refers_to_claim(words) {
        return false;
    }
    let verb = verb_of(words);
    let being = words
        .iter()
        .skip(verb)
        .take(2)
        .any(|word| word.is_one_of(BE) || word.is("never"));
    let predicate: Vec<&str> = words
        .iter()
        .skip(verb)
        .take(PREDICATE)
        .map(|word| word.lower.as_str())
        .collect();
    being && rejects(&predicate.join(" "))
}

/// Whether the words call something false.
pub(super) fn rejects(content: &str) -> bool {
    let words = words(content);
    let negated = |at: usize| {
        words
            .get(at.saturating_sub(3)..at)
            .unwrap_or_default()
            .iter()
            .any(|word| super::stance::is_negation(&word.lower))
    };
    words.iter().enumerate().any(|(at, word)| {
        (word.is_one_of(FALSE) && !negated(at))
            || (word.is_one_of(&["true", "truth", "happened", "correct"]) && negated(at))
    })
}

/// Whether the words begin with something that was said: "the allegations", "that", "it".
fn refers_to_claim(words: &[Token]) -> bool {
    let verb = verb_of(words);
    verb <= 6
        && words
            .iter()
            .take(verb)
            .any(|word| word.is_one_of(SAID_ELSEWHERE) || word.is("there"))
}

/// The place of the first finite verb, or the end.
fn verb_of(words: &[Token]) -> usize {
    let verb = words
        .iter()
        .position(|word| word.is_one_of(FINITE) || word.is("never"));
    verb.unwrap_or(words.len())
}

/// The words of a text, marks left out.
pub(super) fn words(content: &str) -> Vec<Token> {
    tokens(content, Span::new(0, content.len()), false)
        .into_iter()
        .filter(|token| token.kind == TokenKind::Word)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_said_elsewhere() {
        for content in [
            "the allegations",
            "it",
            "having said that",
            "the claims made by the union",
            "any wrongdoing",
            "the claim false",
            "this was false",
            "That is not true",
            "that she had",
            "the split",
            "I deny that completely",
        ] {
            assert!(is_anaphoric(content), "{content}");
        }
        for content in [
            "the report that prices had fallen by half",
            "that he took money",
            "taking a bribe",
            "the port was sold",
            "the request",
            "the mayor had left",
        ] {
            assert!(!is_anaphoric(content), "{content}");
        }
    }

    #[test]
    fn names_of_claims_and_what_is_asked_for() {
        assert!(names_claim("suggestions that the theatre would close"));
        assert!(!names_claim("the coach"));
        assert!(is_asked_for("his second request for asylum"));
        assert!(
            rejects_claim("The report is simply false") && rejects_claim("that never happened")
        );
        assert!(!rejects_claim("that may have caused the wrong impression"));
        assert!(!rejects_claim(
            "there is talk of steering him when he is wrong at all times"
        ));
        assert!(rejects("this is not true") && !rejects("it was not wrong"));
    }
}
