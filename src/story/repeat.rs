//! Sentences that many articles print, told by their words alone.

use std::collections::HashMap;

use crate::text::{Span, TokenKind, tokens};

/// A sentence with fewer words can be another's only by chance: "He denied it".
const SHORTEST: usize = 6;
/// Words that an editor puts in or takes out without changing what a sentence says. Everything else may be what two sources
/// differ in: a number, a negation, "before" and "after".
const LIGHT: [&str; 9] = [
    "a",
    "an",
    "and",
    "but",
    "that",
    "the",
    "also",
    "however",
    "meanwhile",
];

/// For each sentence the place of the first one that says the same in the same words: its own place when there is none before it.
///
/// Case, punctuation, the commas of numbers, contracted negations and light words ("the", "that", "also") make no difference; any other word
/// does. Sentences of fewer than six words are never the same as another.
pub fn repeats<'a>(sentences: impl IntoIterator<Item = &'a str>) -> Vec<usize> {
    let mut firsts: HashMap<Vec<String>, usize> = HashMap::new();
    sentences
        .into_iter()
        .enumerate()
        .map(|(at, sentence)| {
            let words = words(sentence);
            if words.len() < SHORTEST {
                at
            } else {
                *firsts.entry(words).or_insert(at)
            }
        })
        .collect()
}

fn words(sentence: &str) -> Vec<String> {
    tokens(sentence, Span::new(0, sentence.len()), false)
        .into_iter()
        .filter(|token| token.kind == TokenKind::Word)
        .map(|token| token.lower.replace(',', ""))
        .filter(|word| !LIGHT.contains(&word.as_str()))
        .flat_map(|word| match word.strip_suffix("n't") {
            Some(verb) => vec![verb.to_owned(), "not".to_owned()],
            None => vec![word],
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_sentence_is_the_first_one() {
        let sentences = [
            "The minister said that 1,200 homes were not flooded on Tuesday.",
            "A bridge over the river fell late in the evening.",
            "“Minister said 1200 homes weren’t flooded on Tuesday,”",
        ];
        assert_eq!(repeats(sentences), [0, 1, 0]);
    }

    #[test]
    fn what_may_be_a_contradiction_is_no_repeat() {
        let sentences = [
            "The minister said that 1,200 homes were flooded on Tuesday.",
            "The minister said that 1,300 homes were flooded on Tuesday.",
            "The minister said that 1,200 homes were not flooded on Tuesday.",
            "The minister said that 1,200 homes were flooded before Tuesday.",
        ];
        assert_eq!(repeats(sentences), [0, 1, 2, 3]);
    }

    #[test]
    fn short_sentences_are_their_own() {
        assert_eq!(repeats(["He denied it.", "He denied it."]), [0, 1]);
    }
}
