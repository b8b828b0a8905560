//! Statements in, candidates out.
#![allow(clippy::expect_used)] // A test that cannot go on should say so and stop.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::embedding::DIMENSIONS;
use crate::sentence;
use crate::statement::tests::stated;

/// Without a model every text has the same meaning.
fn pairs(text: &str, options: &PairOptions) -> (Vec<Statement>, Vec<Candidate>) {
    let article = Article::of_text(text);
    let statements = stated(&article, &sentence::split(&article));
    let embedding = Embedding::of(&[1.0; DIMENSIONS]).expect("an embedding");
    let member = Member {
        article: &article,
        statements: statements.iter().map(|x| (x, &embedding)).collect(),
    };
    let candidates = candidates(&[member], options);
    (statements, candidates)
}

const CASE: &str = "Two officials said the council was considering the lease of the harbour.\n\nTrams were late on Monday.\n\n\
    Rain fell on the hills.\n\nGeese flew south early.\n\nThe mayor said the council would not sign the lease.\n\n\
    Another official denied the reports.";

#[test]
fn shared_words_and_resolved_denials_are_paired_and_say_why() {
    let (statements, candidates) = pairs(CASE, &PairOptions::default());
    let reason = |a: usize, b: usize| {
        let found = candidates
            .iter()
            .find(|x| (&x.a, &x.b) == (&statements[a].id, &statements[b].id));
        found.map(|candidate| candidate.reason)
    };
    assert_eq!(reason(0, 4), Some(Reason::Negation));
    assert_eq!(reason(4, 5), Some(Reason::Denies));
    // Six statements get 48 pairs, more than there are.
    assert_eq!(reason(1, 3), Some(Reason::Meaning));
    let few = PairOptions {
        pairs_per_statement: 1,
        ..PairOptions::default()
    };
    let (_, kept) = pairs(CASE, &few);
    assert!(kept.len() <= 7);
    assert!(
        kept.iter()
            .any(|x| x.a == statements[0].id && x.b == statements[4].id)
    );
}

#[test]
fn an_anaphoric_denial_is_compared_with_what_it_denies_and_nothing_else() {
    let (statements, candidates) = pairs(
        CASE,
        &PairOptions {
            all: false,
            ..PairOptions::default()
        },
    );
    let denial = &statements[5].id;
    let with_denial: Vec<_> = candidates
        .iter()
        .filter(|x| x.a == *denial || x.b == *denial)
        .collect();
    assert_eq!(with_denial.len(), 1);
}

#[test]
fn one_source_does_not_contradict_itself_in_one_quotation() {
    let text = "\"Some people love the lease. Some people hate the lease,\" the mayor said.";
    let (statements, candidates) = pairs(text, &PairOptions::default());
    assert_eq!((statements.len(), candidates.len()), (2, 0));
}

#[test]
fn a_source_does_not_contradict_what_it_reports() {
    let text = "Ortega said Pike had denied that the lease was signed.";
    let (statements, candidates) = pairs(text, &PairOptions::default());
    assert_eq!((statements.len(), candidates.len()), (2, 0));
    let text = "Ortega said the lease was signed, but Pike said it was not signed.";
    let (statements, candidates) = pairs(text, &PairOptions::default());
    assert_eq!((statements.len(), candidates.len()), (2, 1));
}

#[test]
fn two_sources_of_one_sentence_are_compared_when_they_oppose_each_other() {
    let count = |text| pairs(text, &PairOptions::default()).1.len();
    let joined = "Ortega said the lease was signed, while Pike said the harbour was deep.";
    assert_eq!(count(joined), 0);
    let numbers = "Ortega said 12 boats had sunk, while Pike said 15 boats had sunk.";
    assert_eq!(count(numbers), 1);
}

#[test]
fn what_stands_out_of_reach_is_not_compared() {
    let options = PairOptions {
        reach: 1,
        ..PairOptions::default()
    };
    let (statements, candidates) = pairs(CASE, &options);
    let apart = |x: &Candidate| x.b.ordinal - x.a.ordinal;
    assert_eq!((statements.len(), candidates.len()), (6, 5));
    assert!(candidates.iter().all(|candidate| apart(candidate) == 1));
}

#[test]
fn all_pairs_are_every_comparable_pair_once() {
    let (statements, candidates) = pairs(
        CASE,
        &PairOptions {
            all: true,
            ..PairOptions::default()
        },
    );
    // Five statements with each other, and the anaphoric denial with what it denies.
    assert_eq!((statements.len(), candidates.len()), (6, 11));
}

#[test]
fn cost_is_bounded_for_a_text_that_repeats_itself() {
    let text = "The council said the harbour lease was signed.\n\n".repeat(400);
    let options = PairOptions::default();
    let (statements, candidates) = pairs(&text, &options);
    assert_eq!(statements.len(), 400);
    assert!(candidates.len() <= 400 * options.pairs_per_statement);
    let first = &statements[0].id;
    let of_first = candidates.iter().filter(|x| x.a == *first || x.b == *first);
    assert!(of_first.count() <= options.most_partners);
}

proptest! {
    #[test]
    fn pairs_are_ordered_distinct_and_in_the_article(
        text in "((The council|Two officials|Brenner) (said|denied|announced) (that )?(it|the lease|nothing) (was|is not) (signed|12|new)\\. ){0,12}"
    ) {
        let (statements, candidates) = pairs(&text, &PairOptions::default());
        let ids: BTreeSet<_> = statements.iter().map(|statement| &statement.id).collect();
        let mut seen = BTreeSet::new();
        for candidate in &candidates {
            prop_assert!(candidate.a < candidate.b);
            prop_assert!(ids.contains(&candidate.a) && ids.contains(&candidate.b));
            prop_assert!(seen.insert((&candidate.a, &candidate.b)));
        }
    }
}
