//! What is only asked for, wanted or supposed: who says that it was asked for does not say that it will be done.

use super::claim::words;
use super::words::DETERMINERS;
use crate::text::Token;

/// How many words after the verb what is wanted may begin.
const REACH: usize = 14;
/// Verbs of those who want something done; what they want follows with "to", "for", "that" or at once.
const WANTS: &[&str] = &[
    "ask",
    "asks",
    "asked",
    "asking",
    "beg",
    "begged",
    "begs",
    "call",
    "called",
    "calling",
    "calls",
    "demanded",
    "demanding",
    "demands",
    "hope",
    "hoped",
    "hopes",
    "hoping",
    "implored",
    "lobbied",
    "lobbies",
    "lobby",
    "lobbying",
    "petitioned",
    "press",
    "pressed",
    "presses",
    "pressing",
    "pressure",
    "pressured",
    "push",
    "pushed",
    "pushes",
    "pushing",
    "requested",
    "requesting",
    "requests",
    "seek",
    "seeking",
    "seeks",
    "sought",
    "urge",
    "urged",
    "urges",
    "urging",
    "want",
    "wanted",
    "wants",
    "wish",
    "wished",
    "wishes",
];
/// Verbs in front of what ought to be done.
const OUGHT: &[&str] = &["should", "shouldn't", "ought", "must"];
/// Words that open a condition.
const CONDITIONS: &[&str] = &["if", "unless", "should", "suppose", "supposing"];

/// Whether the words speak of what somebody asks for or wants ("has asked the council to sign"), of what ought to be ("the council
/// should sign"), or suppose it ("if the council signs").
pub(crate) fn is_wish(content: &str) -> bool {
    let words = words(content);
    let supposes = words.first().is_some_and(|word| word.is_one_of(CONDITIONS));
    supposes || (0..words.len()).any(|at| words[at].is_one_of(OUGHT) || wants(&words, at))
}

fn wants(words: &[Token], at: usize) -> bool {
    let noun = at
        .checked_sub(1)
        .is_some_and(|at| words[at].is_one_of(DETERMINERS) || words[at].lower.ends_with("'s"));
    let mut after = words.iter().skip(at + 1).take(REACH);
    words[at].is_one_of(WANTS) && !noun && after.any(|word| word.is_one_of(&["to", "for", "that"]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wanted_is_not_so() {
        for content in [
            "Port pushes council to lease the harbour",
            "the port has asked the council several times since May to lease the harbour",
            "the council should lease the harbour",
            "If the council leases the harbour, the dockers will strike",
            "the dockers called for a new lease",
        ] {
            assert!(is_wish(content), "{content}");
        }
        for content in [
            "the council will lease the harbour, as the port had asked",
            "the council granted the request to lease the harbour",
            "the harbour will be leased to the port after a push to save it",
        ] {
            assert!(!is_wish(content), "{content}");
        }
    }
}
