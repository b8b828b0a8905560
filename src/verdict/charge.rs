//! Charges that are denied in so many words: "has rejected every such claim", "pleaded not guilty". Such a sentence is about what somebody
//! else says, and nearly always against it.

use super::words::words;

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
pub(super) fn is_denied(sentence: &str) -> bool {
    let words: Vec<String> = words(sentence)
        .filter(|word| word.starts_with(char::is_alphanumeric))
        .collect();
    let is_in = |list: &[&str], word: &String| list.contains(&&**word);
    words.iter().enumerate().any(|(at, word)| {
        let named = words[at + 1..]
            .iter()
            .take(WITHIN)
            .any(|word| is_in(CHARGES, word));
        named && is_in(ANSWERS, word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

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
