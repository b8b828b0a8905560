//! What NLI reads of a statement.

use super::Corpus;
use crate::nli::Pair;
use crate::statement::{Statement, StatementId, on_one_line};

/// What ends a sentence, where a capital or a quotation mark comes after the space behind it.
const ENDS: &[char] = &['.', '!', '?', '”', '"'];

impl Corpus {
    /// Two statements as a model reads them that takes `context` characters of what stands before: `a` and then `b` as the premise.
    pub(super) fn both_ways(&self, both: [&StatementId; 2], context: usize) -> [Pair; 2] {
        let [a, b] = both.map(|id| self.read(id, context).unwrap_or_default());
        [Pair::new(&a, &b), Pair::new(b, a)]
    }

    /// The sentence of a statement, behind what stands before it. Source and cue are a context that a content taken out of it lacks.
    /// Of a sentence that holds several statements, the proposition: the sentence would speak for all of them. What a denial denies
    /// often stands in the sentence before.
    fn read(&self, id: &StatementId, context: usize) -> Option<String> {
        let stated = &self.stated[self.place(&id.article)?];
        let statement = self.statement(id)?;
        let of_sentence = |other: &&Statement| other.sentence == statement.sentence;
        let words = if stated.statements.iter().filter(of_sentence).count() == 1 {
            statement.words(&stated.article)
        } else {
            statement.proposition.clone()
        };
        let text = stated.article.part(statement.part);
        let before = before(text.get(..statement.span.start)?, context);
        Some(if before.is_empty() {
            words
        } else {
            format!("{before} | {words}")
        })
    }
}

/// The last `most` characters of `text` on one line; of a longer text from where a sentence or a paragraph begins in them, or else a
/// word.
fn before(text: &str, most: usize) -> String {
    let text = text.trim_end();
    let Some((cut, _)) = text.char_indices().rev().take(most).last() else {
        return String::new();
    };
    let last = &text[cut..];
    on_one_line(if cut == 0 { last } else { from_a_start(last) })
}

/// From the first sentence or paragraph that begins in `text`, or else the first word.
fn from_a_start(text: &str) -> &str {
    let mut spaces = text.char_indices().filter(|(_, c)| c.is_whitespace());
    let begins = spaces.find_map(|(at, _)| {
        let (ended, rest) = text.split_at(at);
        let next = rest.trim_start();
        let gap = &rest[..rest.len() - next.len()];
        let opens = |c: char| c.is_uppercase() || ['“', '"'].contains(&c);
        (gap.contains('\n') || ended.ends_with(ENDS) && next.starts_with(opens)).then_some(next)
    });
    begins.unwrap_or_else(|| text.split_once(char::is_whitespace).map_or(text, |x| x.1))
}

#[cfg(all(test, feature = "embedded-model"))]
#[allow(clippy::expect_used)] // A test that cannot go on should say so and stop.
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::article::Article;
    use crate::embedding::default_encoder;
    use crate::pipeline::{Timings, Unwatched};
    use crate::statement::default_finder;

    fn read(text: &str, context: usize) -> (Vec<Statement>, Vec<String>) {
        let finder = default_finder().expect("the embedded finder");
        let encoder = default_encoder().expect("the embedded encoder");
        let corpus = Corpus::of(
            vec![Article::of_text(text)],
            &finder,
            &encoder,
            &mut Timings::default(),
            &Unwatched,
        )
        .expect("statements");
        let statements = corpus.stated[0].statements.clone();
        let read = statements
            .iter()
            .filter_map(|statement| corpus.read(&statement.id, context))
            .collect();
        (statements, read)
    }

    const HARBOUR: &str = "The harbour will be sold, the mayor said on Monday.\n\n\
        Ortega said that the bridge was safe, but Pike said that it was rotten.";

    #[test]
    fn a_sentence_for_one_statement_and_the_words_of_one_of_several() {
        let (statements, read) = read(HARBOUR, 0);
        assert_eq!(read.len(), 3, "{read:?}");
        assert_eq!(
            read[0],
            "The harbour will be sold, the mayor said on Monday."
        );
        assert_eq!(read[1], statements[1].proposition);
        assert!(
            read[1].contains("safe") && !read[1].contains("rotten"),
            "{read:?}"
        );
        assert!(
            read[2].contains("rotten") && !read[2].contains("safe"),
            "{read:?}"
        );
    }

    #[test]
    fn what_stands_before_comes_first_for_a_model_that_reads_it() {
        let (_, bare) = read(HARBOUR, 0);
        let (_, whole) = read(HARBOUR, 100);
        let before = "The harbour will be sold, the mayor said on Monday. | ";
        assert_eq!(whole[0], bare[0]);
        assert_eq!(whole[1], format!("{before}{}", bare[1]));
        let (_, little) = read(HARBOUR, 20);
        assert_eq!(little[2], format!("said on Monday. | {}", bare[2]));
    }

    #[test]
    fn what_stands_before_starts_with_a_sentence_where_it_can() {
        // The recipe's smoke test reads the same cases: a model is trained on what it will be given.
        for line in include_str!("../../models/recipe/before.jsonl").lines() {
            let case: serde_json::Value = serde_json::from_str(line).expect("a case");
            let text = case["text"].as_str().expect("a text");
            let most = case["most"].as_u64().expect("a number") as usize;
            assert_eq!(before(text, most), case["before"], "{line}");
        }
    }

    proptest! {
        #[test]
        fn what_stands_before_is_the_end_of_the_text(text in "[a-zA-Z.”é \n]{0,60}", most in 0usize..40) {
            let found = before(&text, most);
            prop_assert!(found.chars().count() <= most);
            prop_assert!(on_one_line(&text).ends_with(&found));
        }
    }
}
