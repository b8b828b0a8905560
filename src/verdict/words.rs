//! The words that evidence looks for, and how it finds them.

use crate::text::{Span, tokens};

/// Words of a later figure or state.
pub(super) const UPDATE: &[&str] = &[
    "rose",
    "risen",
    "climbed",
    "revised",
    "updated",
    "initially",
    "so",
    "increased",
    "grew",
    "fell",
    "dropped",
    "down",
    "up",
];
/// Words that set what a source said before against what it says now.
pub(super) const EARLIER: &[&str] = &[
    "earlier",
    "previously",
    "before",
    "once",
    "originally",
    "initially",
    "reversed",
    "reversal",
    "last",
];
/// Words of what was, by which a figure is not held against one of today: "A week ago it had confirmed 131."
pub(super) const LOOKING_BACK: &[&str] = &[
    "ago",
    "earlier",
    "previous",
    "previously",
    "originally",
    "initially",
];
/// Words that open a sentence against what came before.
pub(super) const CONTRAST: &[&str] = &[
    "but",
    "however",
    "yet",
    "still",
    "instead",
    "although",
    "though",
    "nevertheless",
    "despite",
    "contrary",
];
/// Words of what would be, or might have been.
pub(super) const HYPOTHETICAL: &[&str] = &["if", "unless", "would", "should", "whether", "had"];
/// Words by which a sentence values something, or says what ought to be. Those by which a claim is rejected ("called it wrong") are
/// not among them. Two opinions oppose each other, and both can be held.
pub(super) const JUDGEMENT: &[&str] = &[
    "absurd",
    "angry",
    "appalling",
    "beautiful",
    "best",
    "betrayal",
    "better",
    "brave",
    "catastrophe",
    "cruel",
    "dangerous",
    "deserve",
    "deserved",
    "deserves",
    "disaster",
    "disastrous",
    "disgrace",
    "disgraceful",
    "easiest",
    "easy",
    "fair",
    "fear",
    "feared",
    "fears",
    "feel",
    "feels",
    "felt",
    "finest",
    "foolish",
    "glad",
    "great",
    "greatest",
    "happy",
    "hard",
    "hardest",
    "hope",
    "hoped",
    "hopes",
    "horrible",
    "important",
    "insult",
    "irresponsible",
    "mad",
    "mistake",
    "must",
    "need",
    "needed",
    "needs",
    "ought",
    "outrageous",
    "proud",
    "reckless",
    "ridiculous",
    "sad",
    "shame",
    "shameful",
    "should",
    "soft",
    "strongest",
    "stupid",
    "terrible",
    "think",
    "thinks",
    "thought",
    "tragedy",
    "tragic",
    "ugly",
    "unacceptable",
    "unfair",
    "unfortunate",
    "want",
    "wants",
    "waste",
    "weakest",
    "wise",
    "wished",
    "wonderful",
    "worse",
    "worst",
    "worth",
    "worthy",
];

/// Whether one of the list stands in a text.
pub(super) fn has_word(text: &str, list: &[&str]) -> bool {
    words(text).any(|word| list.contains(&&*word))
}

/// The words of a text, in lower case.
pub(super) fn words(text: &str) -> impl Iterator<Item = String> {
    tokens(text, Span::new(0, text.len()), false)
        .into_iter()
        .map(|token| token.lower)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_that_values_is_told_from_one_that_reports() {
        let judges = |sentence| has_word(sentence, JUDGEMENT);
        assert!(judges("An election now is the last thing we need."));
        assert!(judges("It was the hardest landing of his life."));
        assert!(!judges("The ferry left the harbour at nine."));
    }

    #[test]
    fn the_words_of_judgement_are_in_order() {
        assert!(JUDGEMENT.is_sorted());
    }
}
