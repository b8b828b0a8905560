//! Words of judgement: two opinions oppose each other, and both can be held.

/// Words by which a sentence values something, or says what ought to be. Those by which a claim is rejected ("called it wrong") are
/// not among them.
const JUDGEMENT: &[&str] = &[
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

/// Whether a word of a sentence, in lower case, is one of judgement.
pub(super) fn judges(mut words: impl Iterator<Item = String>) -> bool {
    words.any(|word| JUDGEMENT.binary_search(&&*word).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_that_values_is_told_from_one_that_reports() {
        let judges = |sentence: &str| judges(sentence.split(' ').map(str::to_owned));
        assert!(judges("an election now is the last thing we need"));
        assert!(judges("it was the hardest landing of his life"));
        assert!(!judges("the ferry left the harbour at nine"));
    }

    #[test]
    fn the_words_are_in_order() {
        assert!(JUDGEMENT.is_sorted());
    }
}
