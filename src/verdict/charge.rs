//! Charges that are denied in so many words: "has rejected every such claim", "pleaded not guilty". Such a sentence is about what somebody
//! else says, and nearly always against it.

use crate::text::Token;

/// How a charge is answered.
const ANSWERS: &[&str] = &[
    "denied",
    "denies",
    "deny",
    "denying",
    "dismiss",
    "dismissed",
    "dismisses",
    "dismissing",
    "dispute",
    "disputed",
    "disputes",
    "disputing",
    "pleaded",
    "pled",
    "refute",
    "refuted",
    "refutes",
    "refuting",
    "reject",
    "rejected",
    "rejecting",
    "rejects",
];
/// What is answered.
const CHARGES: &[&str] = &[
    "accusation",
    "accusations",
    "allegation",
    "allegations",
    "assertion",
    "assertions",
    "charge",
    "charges",
    "claim",
    "claims",
    "guilty",
    "involvement",
    "it",
    "misconduct",
    "notion",
    "report",
    "reports",
    "suggestion",
    "suggestions",
    "wrongdoing",
];
/// How many words after the answer the charge is named at the latest.
const WITHIN: usize = 6;

/// Whether a sentence denies a charge.
pub(super) fn is_denied(sentence: &[Token]) -> bool {
    let is_word = |token: &&Token| token.lower.starts_with(char::is_alphanumeric);
    sentence.iter().enumerate().any(|(at, word)| {
        let mut after = sentence[at + 1..].iter().filter(is_word).take(WITHIN);
        word.is_one_of(ANSWERS) && after.any(|word| word.is_one_of(CHARGES))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Span, tokens};

    fn is_denied(sentence: &str) -> bool {
        super::is_denied(&tokens(sentence, Span::new(0, sentence.len()), false))
    }

    #[test]
    fn a_charge_that_is_denied_in_so_many_words() {
        for sentence in [
            "Lind denies the allegations.",
            "The port has strongly rejected all of these claims.",
            "Brenner pleaded not guilty to fraud.",
            "Pike denied any wrongdoing.",
        ] {
            assert!(is_denied(sentence), "{sentence}");
        }
        for sentence in [
            "The allegations were made in May, and nobody denied having heard of them.",
            "Lind denied that the quay was closed for the regatta, or for a report.",
            "The port rejected the tender.",
            "",
        ] {
            assert!(!is_denied(sentence), "{sentence}");
        }
    }

    #[test]
    fn the_words_are_in_order() {
        assert!(ANSWERS.is_sorted() && CHARGES.is_sorted());
    }
}
