//! How a source stands to a content: what its cue does, turned by negation and by the modality of the content.

use super::lexicon::{CueClass, CueEntry};
use super::{Certainty, Polarity, Stance};
use crate::text::{Span, Token, TokenKind, tokens};

/// Words of deliberation and possibility: the content is held possible or under way, not put forward as fact.
const CONSIDERING: &[&str] = &[
    "considering",
    "considers",
    "considered",
    "weighing",
    "weighed",
    "mulling",
    "mulled",
    "contemplating",
    "exploring",
    "pondering",
    "debating",
    "discussing",
    "reviewing",
    "studying",
    "evaluating",
    "eyeing",
    "may",
    "might",
    "could",
    "possible",
    "possibly",
    "perhaps",
    "likely",
    "potentially",
    "option",
    "options",
    "undecided",
    "consideration",
];
/// Nouns that stand for something said elsewhere.
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
    "description",
    "involvement",
    "comments",
    "remarks",
    "contents",
    "complaint",
    "complaints",
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
];

/// The stance that `entry` gives, under negation, to a content of these words.
pub(super) fn of(entry: CueEntry, negated: bool, content: &str) -> Stance {
    match (entry.class, negated) {
        (CueClass::Deny, true) => Stance::Consider,
        (CueClass::Deny, false) => Stance::Deny,
        (CueClass::Adjective, true) => Stance::Question,
        (CueClass::Question | CueClass::Refuse, _) => entry.stance(),
        (CueClass::Belief, true) if entry.lemma == "know" => Stance::Question,
        (CueClass::Belief, true) => Stance::Deny,
        (CueClass::Attitude, _) => Stance::Affirm,
        (CueClass::Confirm, true) if entry.lemma == "agree" => Stance::Deny,
        (_, true) => Stance::NoComment,
        (_, false) if entry.lemma == "call" && rejects(content) => Stance::Deny,
        (_, false) if entry.stance() == Stance::Affirm => of_content(content),
        (_, false) => entry.stance(),
    }
}

/// The stance that an unmarked statement of these words takes: false, unknown, possible or under deliberation, or put
/// forward as true.
pub(super) fn of_content(content: &str) -> Stance {
    let words = words(content);
    if refers_to_claim(&words) && rejects(content) {
        return Stance::Deny;
    }
    if is_unknown(&words) {
        return Stance::Question;
    }
    let considering = |at: usize| {
        let negated = words[at.saturating_sub(3)..at]
            .iter()
            .any(|word| is_negation(&word.lower));
        words[at].is_one_of(CONSIDERING) && !words[at].quoted && !negated
    };
    if (0..words.len()).any(considering) {
        Stance::Consider
    } else {
        Stance::Affirm
    }
}

/// Whether the words call something false.
fn rejects(content: &str) -> bool {
    let words = words(content);
    let negated = |at: usize| {
        words[at.saturating_sub(2)..at]
            .iter()
            .any(|word| is_negation(&word.lower))
    };
    (0..words.len()).any(|at| {
        (words[at].is_one_of(FALSE) && !negated(at))
            || (words[at].is_one_of(&["true", "so", "truth", "case", "happened", "correct"])
                && negated(at))
    })
}

/// Whether the words begin with something that was said: "the allegations", "that", "it".
fn refers_to_claim(words: &[Token]) -> bool {
    let verb = words
        .iter()
        .position(|word| word.is_one_of(super::words::FINITE))
        .unwrap_or(words.len());
    verb <= 6
        && words[..verb]
            .iter()
            .any(|word| word.is_one_of(SAID_ELSEWHERE) || word.is("there"))
}

/// "it was unclear whether", "nobody knew if".
fn is_unknown(words: &[Token]) -> bool {
    let asks = |at: usize| {
        words[at + 1..]
            .iter()
            .take(2)
            .any(|word| word.is_one_of(&["whether", "if", "how", "who", "what", "why", "when"]))
    };
    (0..words.len()).take(12).any(|at| {
        let open = words[at].is_one_of(&["unclear", "unknown", "uncertain", "unsure", "doubtful"]);
        let negated = words[at].is_one_of(&["clear", "known", "sure", "certain", "know", "tell"])
            && at > 0
            && words[at.saturating_sub(2)..at]
                .iter()
                .any(|word| is_negation(&word.lower));
        let doubts = words[at].is_one_of(&["doubts", "doubt", "questions"])
            && at > 0
            && words[at - 1].is_one_of(&["were", "was", "are", "is", "had", "serious", "some"]);
        ((open || negated) && asks(at)) || doubts
    })
}

/// How certain the content is held to be: what the cue leaves certain, a modal in the content makes less so.
pub(super) fn certainty(cue: Certainty, content: &str) -> Certainty {
    let words = words(content);
    let any = |forms: &[&str]| words.iter().any(|word| word.is_one_of(forms));
    let said = if of_content(content) == Stance::Question {
        Certainty::Uncommitted
    } else if of_content(content) == Stance::Consider {
        Certainty::Possible
    } else if any(&["likely", "probably", "expected", "should"]) {
        Certainty::Probable
    } else {
        Certainty::Certain
    };
    cue.max(said)
}

/// Whether the content is held to be so: cue, its negation, and a negation near the beginning of the content each turn it.
pub(super) fn polarity(cue: Polarity, negated: bool, content: &str) -> Polarity {
    let words = words(content);
    let inside = words.iter().take(12).any(|word| is_negation(&word.lower));
    let turns = [cue == Polarity::Negative, negated, inside];
    if turns.iter().filter(|turn| **turn).count() % 2 == 1 {
        Polarity::Negative
    } else {
        Polarity::Positive
    }
}

/// Whether what is denied stands elsewhere: "the allegations", "having said that", "any wrongdoing".
pub(super) fn is_anaphoric(content: &str) -> bool {
    let words = words(content);
    let clause = words.iter().position(|word| {
        word.is_one_of(&[
            "that", "which", "who", "of", "made", "by", "from", "in", "as",
        ])
    });
    let head = match clause {
        Some(0) | None => words.len().min(5),
        Some(at) => at,
    };
    let refers = head
        .checked_sub(1)
        .and_then(|at| words.get(at))
        .is_some_and(|word| word.is_one_of(SAID_ELSEWHERE));
    let said_so = words
        .first()
        .is_some_and(|word| word.is_one_of(&["having", "saying", "doing", "making"]))
        && words.len() <= 5
        && words
            .last()
            .is_some_and(|word| word.is_one_of(SAID_ELSEWHERE));
    // "the report that prices fell" says what it denies; "the report" and "the report by the auditors" do not.
    let says_what = clause.is_some_and(|at| at > 0 && words[at].is("that") && words.len() - at > 3);
    (refers && !says_what && (clause.is_some_and(|at| at > 0) || words.len() <= 5)) || said_so
}

/// Whether a word turns the polarity of its clause.
pub(crate) fn is_negation(word: &str) -> bool {
    matches!(
        word,
        "not"
            | "no"
            | "never"
            | "none"
            | "nobody"
            | "nothing"
            | "neither"
            | "nor"
            | "without"
            | "cannot"
            | "nowhere"
    ) || word.ends_with("n't")
}

fn words(content: &str) -> Vec<Token> {
    tokens(content, Span::new(0, content.len()), false)
        .into_iter()
        .filter(|t| t.kind == TokenKind::Word)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::lexicon::cue;
    use super::*;

    fn stance(form: &str, negated: bool, content: &str) -> Stance {
        of(cue(form).expect("a cue"), negated, content)
    }

    #[test]
    fn stances_follow_cue_negation_and_modality() {
        assert_eq!(
            stance("said", false, "the cabinet was weighing a sale"),
            Stance::Consider
        );
        assert_eq!(
            stance("said", false, "the cabinet was not considering a sale"),
            Stance::Affirm
        );
        assert_eq!(stance("said", false, "the cabinet sold it"), Stance::Affirm);
        assert_eq!(stance("denied", false, "the cabinet sold it"), Stance::Deny);
        assert_eq!(
            stance("deny", true, "the cabinet sold it"),
            Stance::Consider
        );
        assert_eq!(stance("confirm", true, "the sale"), Stance::NoComment);
        assert_eq!(stance("believe", true, "it was sold"), Stance::Deny);
    }

    #[test]
    fn denials_of_something_said_elsewhere() {
        for content in [
            "the allegations",
            "it",
            "having said that",
            "the claims made by the union",
            "any wrongdoing",
        ] {
            assert!(is_anaphoric(content), "{content}");
        }
        for content in [
            "the report that prices had fallen by half",
            "that he took money",
            "taking a bribe",
            "the port was sold",
        ] {
            assert!(!is_anaphoric(content), "{content}");
        }
    }
}
