//! What speaks for and against a contradiction: named values between 0 and 1 (log-odds between -1 and 1).

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::Scored;
use super::quantity::Quantities;
use super::standing::Standing;
use super::words::{
    CONTRAST, EARLIER, HYPOTHETICAL, JUDGEMENT, LOOKING_BACK, UPDATE, has_word, words,
};
use crate::statement::{SourceKind, Stance, Statement, is_negation};
use crate::text::content_words;

/// One thing that speaks for a contradiction (weight above 0) or against it (below 0).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// What it is; the judge's file lists all names.
    pub name: String,
    /// How much of it is there: 0 or 1 for a fact, a number between -1 and 1 for a measure.
    pub value: f32,
    /// What a value of 1 adds to the log-odds of the probability.
    pub weight: f32,
}

/// The facts about a pair that evidence and relation rest on.
pub(super) struct Facts {
    contradiction: f32,
    log_odds: f32,
    agreed: f32,
    strongest: f32,
    entailment: f32,
    similarity: f32,
    overlap: f32,
    nearness: f32,
    pub(super) denies: bool,
    pub(super) resolved: bool,
    answer: f32,
    polarity_differs: bool,
    pub(super) negation_differs: bool,
    pub(super) numbers_differ: bool,
    pub(super) dates_differ: bool,
    years_differ: bool,
    pub(super) same_source: bool,
    pub(super) earlier_words: bool,
    pub(super) update_words: bool,
    considers: bool,
    uncommitted: bool,
    two_sources: bool,
    contrast: bool,
    own_words: bool,
    hypothetical: bool,
    opinion: f32,
    short: bool,
    title: bool,
    standing: Standing,
    meaning: f32,
    promise: f32,
    rebuttal: f32,
    across: bool,
    days_apart: f32,
    other_period: bool,
}

impl Facts {
    pub(super) fn of(scored: &Scored<'_>, standing: Standing) -> Self {
        let (a, b) = (scored.a, scored.b);
        let contradiction = scored.contradiction();
        let denies = |x: &Statement, y: &Statement| {
            x.stance == Stance::Deny && matches!(y.stance, Stance::Affirm | Stance::Consider)
        };
        let quantities = (
            Quantities::of(&a.proposition),
            Quantities::of(&b.proposition),
        );
        let any = |test: fn(&Statement) -> bool| test(a) || test(b);
        let dates_differ = quantities.0.dates_differ(&quantities.1);
        let other_period = other_period(a, b);
        let same_source = same_source(scored);
        let sentence_a = a.span.of(scored.article_a.part(a.part));
        let sentence_b = b.span.of(scored.article_b.part(b.part));
        Self {
            contradiction,
            log_odds: (log_odds(contradiction) / 6.0).clamp(-1.0, 1.0),
            agreed: scored
                .forward
                .contradiction
                .min(scored.backward.contradiction),
            strongest: scored
                .forward
                .contradiction
                .max(scored.backward.contradiction),
            entailment: scored.forward.entailment.max(scored.backward.entailment),
            similarity: similarity(&a.proposition, &b.proposition),
            overlap: overlap(&a.proposition, &b.proposition),
            nearness: nearness(scored),
            denies: denies(a, b) || denies(b, a),
            resolved: resolved(a, b) || resolved(b, a),
            answer: answer(a, b).max(answer(b, a)),
            polarity_differs: a.polarity != b.polarity && !any(uncommitted),
            negation_differs: negated(&a.proposition) != negated(&b.proposition),
            // A figure of another time is another figure.
            numbers_differ: quantities
                .0
                .numbers_differ(&quantities.1, nearness(scored) >= NEAR)
                && !dates_differ
                && !other_period
                && has_word(sentence_a, LOOKING_BACK) == has_word(sentence_b, LOOKING_BACK),
            dates_differ,
            years_differ: quantities.0.years_differ(&quantities.1),
            same_source,
            earlier_words: has_word(sentence_a, EARLIER) || has_word(sentence_b, EARLIER),
            update_words: any(|x| has_word(&x.proposition, UPDATE)),
            considers: any(|x| x.stance == Stance::Consider),
            uncommitted: any(uncommitted),
            two_sources: a.attribution.is_some() && b.attribution.is_some() && !same_source,
            contrast: contrast(sentence_b),
            own_words: a.attribution.is_none() && b.attribution.is_none(),
            hypothetical: any(|x| has_word(&x.proposition, HYPOTHETICAL)),
            opinion: share(
                has_word(sentence_a, JUDGEMENT),
                has_word(sentence_b, JUDGEMENT),
            ),
            short: any(|x| x.proposition.split(' ').count() < 6),
            title: a.sentence == 0 || b.sentence == 0,
            standing,
            meaning: scored.candidate.meaning,
            promise: (scored.candidate.promise / 10.0).clamp(-1.0, 1.0),
            rebuttal: scored.candidate.rebuttal[0].max(scored.candidate.rebuttal[1]),
            across: a.id.article != b.id.article,
            days_apart: days_apart(scored),
            other_period,
        }
    }

    /// The evidence by name, in the order of the judge's file.
    pub(super) fn evidence(&self) -> Vec<(&'static str, f32)> {
        let fact = |holds: bool| f32::from(u8::from(holds));
        let denial = fact(self.denies);
        vec![
            ("contradiction", self.contradiction),
            ("contradiction_log_odds", self.log_odds),
            ("contradiction_both_ways", self.agreed),
            ("contradiction_strongest", self.strongest),
            ("entailment", self.entailment),
            ("denial", denial),
            ("denial_of_entailed", denial * self.entailment),
            ("denial_resolved", fact(self.resolved)),
            ("denial_resolved_surely", self.answer),
            ("polarity_differs", fact(self.polarity_differs)),
            ("negation_differs", fact(self.negation_differs)),
            (
                "negation_of_similar",
                fact(self.negation_differs) * self.similarity,
            ),
            ("numbers_differ", fact(self.numbers_differ)),
            // What happens in another year mostly is another thing.
            (
                "dates_differ",
                fact(self.dates_differ && !self.years_differ),
            ),
            ("similarity", self.similarity),
            ("overlap", self.overlap),
            ("overlap_contradicted", self.overlap * self.contradiction),
            ("nearness", self.nearness),
            ("same_source", fact(self.same_source)),
            ("two_sources", fact(self.two_sources)),
            ("answer", fact(self.two_sources) * self.nearness),
            (
                "answer_negated",
                fact(self.negation_differs) * self.nearness,
            ),
            ("answer_contradicted", self.contradiction * self.nearness),
            ("contrast", fact(self.contrast) * self.nearness),
            ("own_words", fact(self.own_words)),
            ("considers", fact(self.considers)),
            ("uncommitted", fact(self.uncommitted)),
            ("hypothetical", fact(self.hypothetical)),
            ("opinion", self.opinion),
            ("update_words", fact(self.update_words)),
            ("short", fact(self.short)),
            ("opening", fact(self.title)),
            ("meaning", self.meaning),
            ("meaning_contradicted", self.meaning * self.contradiction),
            ("promise", self.promise),
            ("promise_contradicted", self.promise * self.contradiction),
            ("rebuttal", self.rebuttal),
            ("rebuttal_contradicted", self.rebuttal * self.contradiction),
            ("rebuttal_near", self.rebuttal * self.nearness),
            ("rebuttal_of_meaning", self.rebuttal * self.meaning),
            ("contradicted_by_all", self.standing.others),
            (
                "stands_out",
                (self.contradiction - self.standing.others).max(0.0),
            ),
            ("best_of_both", fact(self.standing.is_best)),
            ("across", fact(self.across)),
            (
                "across_contradicted",
                fact(self.across) * self.contradiction,
            ),
            ("days_apart", self.days_apart),
            ("other_period", fact(self.other_period)),
            (
                "other_period_contradicted",
                fact(self.other_period) * self.contradiction,
            ),
        ]
    }
}

/// The share of the two sides that something holds of.
fn share(a: bool, b: bool) -> f32 {
    f32::from(u8::from(a) + u8::from(b)) / 2.0
}

/// Days between the articles, 30 or more as 1; 0 when one has no date.
fn days_apart(scored: &Scored<'_>) -> f32 {
    let dates = (scored.article_a.published, scored.article_b.published);
    let (Some(a), Some(b)) = dates else {
        return 0.0;
    };
    let seconds = a.as_second().abs_diff(b.as_second());
    (seconds as f32 / (30.0 * 86_400.0)).min(1.0)
}

/// Whether both speak of days that are known, and of no day in common.
fn other_period(a: &Statement, b: &Statement) -> bool {
    let days = |statement: &Statement| statement.time.as_ref()?.days;
    days(a)
        .zip(days(b))
        .is_some_and(|(a, b)| a.1 < b.0 || b.1 < a.0)
}

/// How near the sentences of neighbours stand: at most two apart.
const NEAR: f32 = 0.5;

fn log_odds(probability: f32) -> f32 {
    let probability = probability.clamp(1e-4, 1.0 - 1e-4);
    (probability / (1.0 - probability)).ln()
}

/// Shared content words over all content words of both (Jaccard), from 0 to 1.
fn similarity(a: &str, b: &str) -> f32 {
    let (a, b) = (word_set(a), word_set(b));
    a.intersection(&b).count() as f32 / a.union(&b).count().max(1) as f32
}

/// Shared content words over those of the shorter (overlap coefficient), from 0 to 1.
fn overlap(a: &str, b: &str) -> f32 {
    let (a, b) = (word_set(a), word_set(b));
    a.intersection(&b).count() as f32 / a.len().min(b.len()).max(1) as f32
}

fn word_set(text: &str) -> BTreeSet<String> {
    content_words(text).into_iter().collect()
}

/// Whether `answer` denies what `other` says, by words like "denied it".
fn resolved(answer: &Statement, other: &Statement) -> bool {
    answer.denies.as_ref() == Some(&other.id)
}

/// How sure it is that `answer` denies `other`, from 0 to 1.
fn answer(answer: &Statement, other: &Statement) -> f32 {
    let score = answer.answer_score.filter(|_| resolved(answer, other));
    score.map_or(0.0, |score| score.clamp(0.0, 1.0))
}

fn uncommitted(statement: &Statement) -> bool {
    matches!(statement.stance, Stance::Question | Stance::NoComment)
}

/// 1 for the next sentence, falling with the distance; 0 for another article or part.
fn nearness(scored: &Scored<'_>) -> f32 {
    let (a, b) = (scored.a, scored.b);
    let together = a.id.article == b.id.article && a.part == b.part;
    if together {
        1.0 / (a.sentence.abs_diff(b.sentence).max(1)) as f32
    } else {
        0.0
    }
}

/// Whether the later sentence sets itself against what came before: "But …", "However, …".
fn contrast(later: &str) -> bool {
    words(later)
        .take(3)
        .any(|word| CONTRAST.contains(&word.as_str()))
}

fn negated(text: &str) -> bool {
    words(text).any(|word| is_negation(&word))
}

/// Whether both have one source: one name, by its last word ("Ada Brenner", "Brenner", "she" who is Brenner), or inside one article the
/// same words ("the report").
fn same_source(scored: &Scored<'_>) -> bool {
    let source = |statement: &Statement, text: &str| {
        let source = statement.attribution.as_ref()?.source.as_ref()?;
        let words = source.name.as_deref().unwrap_or(source.span.of(text));
        let named = source.name.is_some()
            || matches!(source.kind, SourceKind::Named | SourceKind::Organization);
        let word = words.rsplit(' ').next().filter(|_| named);
        Some((word.unwrap_or(words).to_lowercase(), named))
    };
    let a = source(scored.a, scored.article_a.part(scored.a.part));
    let b = source(scored.b, scored.article_b.part(scored.b.part));
    let together = scored.a.id.article == scored.b.id.article;
    a == b && a.is_some_and(|(_, named)| named || together)
}
