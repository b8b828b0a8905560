//! Two sentences and their scores in, a contradiction with relation and evidence out.
#![allow(clippy::expect_used)] // A test that cannot go on should say so and stop.

use proptest::prelude::*;

use super::*;
use crate::sentence;
use crate::statement::tests::stated;

fn scores(contradiction: f32, entailment: f32) -> NliScores {
    NliScores {
        entailment,
        neutral: 1.0 - contradiction - entailment,
        contradiction,
        truncated: false,
    }
}

/// The contradiction of the first two statements of `text`, read alike in both directions, their prospect, and whether they are to be
/// read again.
fn judged_with_prospect(
    text: &str,
    contradiction: f32,
    entailment: f32,
) -> (Contradiction, f32, bool) {
    let article = Article::of_text(text);
    let statements = stated(&article, &sentence::split(&article));
    let scores = scores(contradiction, entailment);
    let candidate = Candidate {
        a: statements[0].id.clone(),
        b: statements[1].id.clone(),
        reason: Reason::Neighbours,
        meaning: 0.5,
        promise: 0.0,
        rebuttal: [0.0, 0.1],
    };
    let judge = Judge::shipped().expect("the shipped judge");
    let pair = Compared {
        article_a: &article,
        a: &statements[0],
        article_b: &article,
        b: &statements[1],
        candidate: &candidate,
    };
    let prospect = judge.prospects(&[pair])[0];
    let scored = [Scored {
        pair,
        prospect,
        forward: scores,
        backward: scores,
    }];
    let (found, is_open) = judge.judge(&scored).next().expect("one");
    (found, prospect, is_open)
}

fn judged(text: &str, contradiction: f32, entailment: f32) -> Contradiction {
    judged_with_prospect(text, contradiction, entailment).0
}

fn relation(text: &str) -> Relation {
    judged(text, 0.9, 0.0).relation
}

#[test]
fn relations() {
    let denial =
        "Two officials said the lease was signed. The mayor denied that the lease was signed.";
    assert_eq!(relation(denial), Relation::Denial);
    assert_eq!(
        relation("Police said nine people died. Doctors said 14 people died."),
        Relation::Numeric
    );
    assert_eq!(
        relation("The laboratory has confirmed 214 cases. A week ago it had confirmed 131."),
        Relation::Conflict
    );
    assert_eq!(
        relation("Police said nine people died. The toll rose to 14 people, doctors said."),
        Relation::Update
    );
    assert_eq!(
        relation("The gates opened on Sunday. The gates opened on Friday."),
        Relation::Temporal
    );
    assert_eq!(
        relation("Lightning set it off. A cable set it off."),
        Relation::Conflict
    );
    let reversal =
        "Ada Brenner said earlier that she would stay. Brenner said that she would leave.";
    assert_eq!(relation(reversal), Relation::Reversal);
}

#[test]
fn who_is_named_again_by_a_pronoun_or_in_the_same_words_is_one_source() {
    let two_sources = |text: &str| {
        let evidence = judged(text, 0.9, 0.0).evidence;
        evidence.iter().any(|item| item.name == "two_sources")
    };
    assert!(!two_sources(
        "Ada Brenner said that she had sold it. She said that she had kept it."
    ));
    assert!(!two_sources(
        "The report said that it was sold. The report said that it was kept."
    ));
    assert!(two_sources(
        "The report said that it was sold. The letter said that it was kept."
    ));
}

#[test]
fn figures_and_events_of_other_years_are_not_held_against_each_other() {
    let lists = |text: &str, name: &str| {
        let evidence = judged(text, 0.9, 0.0).evidence;
        evidence.iter().any(|item| item.name == name)
    };
    let figures = "The port lost 40 ships in 2016. The port lost 70 ships in 2018.";
    assert!(!lists(figures, "numbers_differ") && !lists(figures, "dates_differ"));
    let same_year = "The port lost 40 ships in 2016. The port lost 70 ships in 2016.";
    assert!(lists(same_year, "numbers_differ"));
    let days = "The port closed on Monday. The port closed on Friday.";
    assert!(lists(days, "dates_differ"));
}

#[test]
fn a_contradicted_pair_is_more_probable_than_a_neutral_one() {
    let text = "The mayor said the bridge was safe. Engineers said the bridge was not safe.";
    assert!(judged(text, 0.95, 0.0).probability > judged(text, 0.05, 0.05).probability);
}

#[test]
fn a_prospect_is_the_probability_of_the_strongest_reading() {
    let texts = [
        "The mayor said the bridge was safe. Engineers said the bridge was not safe.",
        "Two officials said the lease was signed. The mayor denied that the lease was signed.",
        "Boats left the harbour at noon. Nine people bought a ticket on Monday.",
    ];
    let [safe, lease, boats] = texts.map(|text| {
        let (strongest, prospect, _) = judged_with_prospect(text, 0.9, 0.0);
        assert_eq!(strongest.probability, prospect);
        for (contradiction, entailment) in [(0.0, 0.0), (0.3, 0.0), (0.8, 0.0), (0.5, 0.5)] {
            let (other, same, _) = judged_with_prospect(text, contradiction, entailment);
            assert!(other.probability <= prospect && same == prospect);
        }
        prospect
    });
    assert!(safe >= Judge::LEAST_PROSPECT && lease >= Judge::LEAST_PROSPECT);
    assert!(boats < Judge::LEAST_PROSPECT);
}

#[test]
fn what_may_be_a_contradiction_is_read_again() {
    let safe = "The mayor said the bridge was safe. Engineers said the bridge was not safe.";
    let (likely, _, is_open) = judged_with_prospect(safe, 0.8, 0.0);
    assert!(is_open && likely.probability >= Judge::LEAST_READ_AGAIN);
    let (unlikely, _, is_open) = judged_with_prospect(safe, 0.0, 0.0);
    assert!(!is_open && unlikely.probability < Judge::LEAST_READ_AGAIN);
    let hopeless = "Boats left the harbour at noon. Nine people bought a ticket on Monday.";
    assert!(!judged_with_prospect(hopeless, 0.9, 0.0).2);
}

#[test]
fn a_second_reading_is_weighed_beside_the_first() {
    let first = judged(
        "The mayor said the bridge was safe. Engineers said the bridge was not safe.",
        0.5,
        0.0,
    );
    let judge = Judge::shipped().expect("the shipped judge");
    let again = |contradiction| {
        let mut found = first.clone();
        judge.reconsider(&mut found, [scores(contradiction, 0.0); 2]);
        found
    };
    let [worse, as_before, better] = [0.1, 0.5, 0.9].map(again);
    assert!(worse.probability < as_before.probability);
    assert!(as_before.probability < better.probability);
    let value = |found: &Contradiction, name: &str| {
        let item = found.evidence.iter().find(|item| item.name == name);
        item.map(|item| item.value)
    };
    assert_eq!(value(&first, "in_context"), None);
    let [low, high] = [&worse, &better].map(|found| value(found, "in_context").expect("read"));
    assert!(low < 0.0 && (low + high).abs() < 1e-6, "{low} {high}");
    assert_eq!(value(&as_before, "in_context_rather"), None);
    let pulls: Vec<f32> = better
        .evidence
        .iter()
        .map(|x| (x.value * x.weight).abs())
        .collect();
    assert!(pulls.is_sorted_by(|x, y| x >= y), "{pulls:?}");
    assert_eq!((first.forward, &first.a), (better.forward, &better.a));
}

#[test]
fn a_resolved_denial_is_evidence() {
    let text = "Two officials said the council was considering the lease. Another official denied the reports.";
    let names: Vec<String> = judged(text, 0.1, 0.1)
        .evidence
        .into_iter()
        .map(|evidence| evidence.name)
        .collect();
    assert!(
        names.iter().any(|name| name == "denial_resolved"),
        "{names:?}"
    );
}

#[test]
fn the_best_of_a_pair_of_sentences_is_kept_and_order_is_by_probability() {
    let text = "The mayor said the bridge was safe. Engineers said it was not.";
    let (mut better, worse) = (judged(text, 0.9, 0.0), judged(text, 0.1, 0.0));
    better.probability = 0.9;
    let mut ranked = vec![worse.clone(), better.clone()];
    rank(&mut ranked, |_| 0);
    assert_eq!(ranked, [better.clone()]);
    let mut ranked = vec![worse.clone(), better.clone()];
    rank(&mut ranked, |x| x.probability.to_bits());
    assert_eq!(ranked, [better, worse]);
}

proptest! {
    #[test]
    fn probabilities_lie_between_0_and_1_and_evidence_explains_them(
        contradiction in 0.0f32..=1.0,
        in_context in 0.0f32..=1.0,
        subject in "(Police|The mayor|Two officials)",
        verb in "(said|denied|claimed)",
        rest in "(nine people died|no lease was signed on Monday|it rose to 14)",
    ) {
        let text = format!("{subject} {verb} that {rest}. Doctors said nobody died on Friday.");
        let first = judged(&text, contradiction, 0.0);
        let mut second = first.clone();
        let judge = Judge::shipped().expect("the shipped judge");
        judge.reconsider(&mut second, [scores(in_context, 0.0), scores(in_context / 2.0, 0.0)]);
        for judged in [first, second] {
            prop_assert!((0.0..=1.0).contains(&judged.probability));
            prop_assert!(judged.evidence.iter().all(|evidence| (-1.0..=1.0).contains(&evidence.value)));
            let strengths: Vec<f32> = judged.evidence.iter().map(|x| (x.value * x.weight).abs()).collect();
            prop_assert!(strengths.is_sorted_by(|x, y| x >= y));
        }
    }
}

#[test]
fn a_pair_stands_out_by_what_its_statements_do_in_the_rest_of_the_story() {
    let text =
        "The mayor signed the lease. The mayor did not sign the lease. Boats left. Trams came.";
    let article = Article::of_text(text);
    let statements = stated(&article, &sentence::split(&article));
    let pair = |a: usize, b: usize| Candidate {
        a: statements[a].id.clone(),
        b: statements[b].id.clone(),
        reason: Reason::Negation,
        meaning: 0.5,
        promise: 0.0,
        rebuttal: [0.0, 0.0],
    };
    let candidates = [pair(0, 1), pair(1, 2), pair(1, 3)];
    let standing = |contradictions: [f32; 3], last_prospect: f32| {
        let story: Vec<Scored<'_>> = candidates
            .iter()
            .zip(contradictions)
            .zip([1.0, 1.0, last_prospect])
            .map(|((candidate, contradiction), prospect)| {
                let scores = scores(contradiction, 0.0);
                Scored {
                    pair: Compared {
                        article_a: &article,
                        a: &statements[candidate.a.ordinal as usize],
                        article_b: &article,
                        b: &statements[candidate.b.ordinal as usize],
                        candidate,
                    },
                    prospect,
                    forward: scores,
                    backward: scores,
                }
            })
            .collect();
        let standings = Standings::of(&story);
        [0, 2].map(|at| standings.standing(&story[at]))
    };
    let [alone, _] = standing([0.9, 0.1, 0.3], 1.0);
    assert!((alone.others - 0.2).abs() < 1e-6 && alone.is_best);
    let [one_of_many, _] = standing([0.9, 0.95, 0.9], 1.0);
    assert!(one_of_many.others > 0.9 && !one_of_many.is_best);
    let [beside_hopeless, hopeless] = standing([0.9, 0.1, 0.95], 0.4);
    assert!((beside_hopeless.others - 0.1).abs() < 1e-6 && beside_hopeless.is_best);
    assert!((hopeless.others - 0.5).abs() < 1e-6 && hopeless.is_best);
}

#[test]
fn statements_of_different_periods_say_so() {
    let names = |text: &str| -> Vec<String> {
        let evidence = judged(text, 0.9, 0.0).evidence;
        evidence.into_iter().map(|evidence| evidence.name).collect()
    };
    let apart = "The mill made a profit in May 2017. The mill made a loss in June 2018.";
    assert!(names(apart).iter().any(|name| name == "other_period"));
    let same = "The mill made a profit in May 2017. The mill made a loss in 2017.";
    assert!(!names(same).iter().any(|name| name == "other_period"));
}
