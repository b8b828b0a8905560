//! How a source stands to a content: what its cue does, turned by negation and by the modality of the content.

use super::Stance;
use super::lexicon::{CueClass, CueEntry};
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

/// The stance that `entry` gives, under negation, to a content of these words.
pub(super) fn of(entry: CueEntry, negated: bool, content: &str) -> Stance {
    match (entry.class, negated) {
        (CueClass::Deny, true) => Stance::Consider,
        (CueClass::Deny, false) => Stance::Deny,
        (CueClass::Question | CueClass::Refuse, _) => entry.stance,
        (CueClass::Belief, true) => Stance::Deny,
        (_, true) => Stance::NoComment,
        (_, false) if entry.stance == Stance::Affirm => of_content(content),
        (_, false) => entry.stance,
    }
}

/// The stance that an unmarked statement of these words takes: possible or under deliberation, or put forward as true.
pub(super) fn of_content(content: &str) -> Stance {
    let words = words(content);
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
