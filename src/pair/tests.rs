//! Statements in, candidates out.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::sentence;
use crate::statement::tests::stated;

fn pairs(text: &str, options: &PairOptions) -> (Vec<Statement>, Vec<Candidate>) {
    let article = Article::of_text(text);
    let statements = stated(&article, &sentence::split(&article));
    let candidates = candidates(&article, &statements, options);
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
    assert_eq!(reason(1, 3), None);
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
fn all_pairs_are_every_comparable_pair_once() {
    let (statements, candidates) = pairs(
        CASE,
        &PairOptions {
            all: true,
            ..PairOptions::default()
        },
    );
    // The anaphoric denial is left out, so five statements remain.
    assert_eq!((statements.len(), candidates.len()), (6, 10));
}

#[test]
fn cost_is_bounded_for_a_text_that_repeats_itself() {
    let text = "The council said the harbour lease was signed.\n\n".repeat(400);
    let options = PairOptions::default();
    let (statements, candidates) = pairs(&text, &options);
    assert_eq!(statements.len(), 400);
    assert!(candidates.len() <= 400 * (options.partners + NEAR));
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
