//! What is said of a pair, and that its marks lie in the text.

use proptest::prelude::*;

use super::*;
use crate::report::tests::report;

/// The explanation of two sentences that stand in this relation, with these facts as evidence.
fn explained(
    a: &str,
    b: &str,
    relation: Relation,
    facts: &[&str],
) -> (Explanation, [Vec<String>; 2]) {
    let mut line = report().contradictions.remove(0);
    line.a.text = a.to_owned();
    line.b.text = b.to_owned();
    line.relation = relation;
    line.evidence = facts
        .iter()
        .map(|name| Evidence {
            name: (*name).to_owned(),
            value: 1.0,
            weight: 1.0,
        })
        .collect();
    let explanation = explain(&line, [None, None]);
    let words = [(0, a), (1, b)].map(|(side, text)| {
        let spans = explanation.clash[side].iter();
        spans.map(|span| span.of(text).to_owned()).collect()
    });
    (explanation, words)
}

#[test]
fn a_denial_says_who_denies_what_and_marks_its_words() {
    let report = report();
    let line = &report.contradictions[0];
    let statements = [&line.a, &line.b].map(|side| report.statement(&side.statement));
    let explanation = explain(line, statements);
    assert_eq!(explanation.why, ["B denies what A considers"]);
    assert_eq!(explanation.clash[0][0].of(&line.a.text), "weighed");
}

#[test]
fn numbers_and_dates_that_differ_are_named_and_marked() {
    let (explanation, words) = explained(
        "12 people died on Monday.",
        "At least 15 people died on Sunday.",
        Relation::Numeric,
        &["numbers_differ", "dates_differ"],
    );
    assert_eq!(
        explanation.why,
        ["numbers differ: 12 / 15", "dates differ: Monday / Sunday"]
    );
    assert_eq!(words, [vec!["12", "Monday"], vec!["15", "Sunday"]]);
}

#[test]
fn a_negation_on_one_side_is_named() {
    let (explanation, words) = explained(
        "The gate was shut.",
        "The gate was not shut.",
        Relation::Denial,
        &["negation_differs"],
    );
    assert_eq!(explanation.why, ["only B is negated: “not”"]);
    assert_eq!(words, [vec![], vec!["not".to_owned()]]);
}

#[test]
fn where_contents_exclude_each_other_the_words_that_they_do_not_share_are_marked() {
    let (explanation, words) = explained(
        "A worn cable set off the blast at the quarry.",
        "Lightning set off the blast at the quarry.",
        Relation::Conflict,
        &[],
    );
    assert_eq!(explanation.why, ["the contents exclude each other"]);
    assert_eq!(words, [vec!["worn", "cable"], vec!["Lightning"]]);
}

#[test]
fn a_doubt_is_named_only_where_it_weighs_against() {
    let mut line = report().contradictions.remove(0);
    let mut doubted = |weight| {
        line.evidence = vec![Evidence {
            name: "hypothetical".to_owned(),
            value: 1.0,
            weight,
        }];
        let why = explain(&line, [None, None]).why;
        why.iter().any(|words| words.starts_with("but"))
    };
    assert!(doubted(-0.5));
    assert!(!doubted(0.5));
}

proptest! {
    #[test]
    fn clashing_words_lie_in_the_text_in_order(a: String, b: String, start: usize, end: usize) {
        let mut report = report();
        report.statements[0].text = a.clone();
        report.statements[0].content = vec![Span::new(start, end)];
        report.contradictions[0].a.text = a;
        report.contradictions[0].b.text = b;
        let line = &report.contradictions[0];
        let explanation = explain(line, [report.statements.first(), None]);
        prop_assert!(!explanation.why.is_empty());
        for (clash, side) in explanation.clash.iter().zip([&line.a, &line.b]) {
            prop_assert!(clash.is_sorted());
            prop_assert!(clash.iter().all(|span| !span.of(&side.text).is_empty()));
        }
    }
}
