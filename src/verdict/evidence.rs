//! What speaks for and against a contradiction: named values between 0 and 1 (log-odds between -1 and 1).

use serde::{Deserialize, Serialize};

use super::Compared;
use super::profile::Profile;
use super::reading::Reading;
use crate::statement::{Stance, Statement};

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

/// Strongest first, ties by name.
pub(super) fn sort(evidence: &mut [Evidence]) {
    let pull = |evidence: &Evidence| (evidence.value * evidence.weight).abs();
    evidence.sort_by(|x, y| {
        pull(y)
            .total_cmp(&pull(x))
            .then_with(|| x.name.cmp(&y.name))
    });
}

/// The facts about a pair that evidence and relation rest on, but for what NLI makes of it.
pub(super) struct Facts {
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
    meaning: f32,
    promise: f32,
    rebuttal: f32,
    across: bool,
    days_apart: f32,
    other_period: bool,
    polled: bool,
    percentage: bool,
    charge_denied: bool,
    denial_first: bool,
    contested: bool,
    denied_outright: bool,
    shown: f32,
    that_clause: f32,
    known_sources: f32,
}

impl Facts {
    pub(super) fn of(compared: &Compared<'_>, [one, other]: [&Profile; 2]) -> Self {
        let (a, b) = (compared.a, compared.b);
        let denies = |x: &Statement, y: &Statement| {
            x.stance == Stance::Deny && matches!(y.stance, Stance::Affirm | Stance::Consider)
        };
        let any = |test: fn(&Profile) -> bool| test(one) || test(other);
        let takes = |stances: &[Stance]| stances.contains(&a.stance) || stances.contains(&b.stance);
        let uncommitted = takes(&[Stance::Question, Stance::NoComment]);
        let near = nearness(compared);
        let dates_differ = one.quantities.dates_differ(&other.quantities);
        let other_period = other_period(a, b);
        let same_source = same_source(compared, [one, other]);
        Self {
            similarity: one.similarity(other),
            overlap: one.overlap(other),
            nearness: near,
            denies: denies(a, b) || denies(b, a),
            resolved: resolved(a, b) || resolved(b, a),
            answer: answer(a, b).max(answer(b, a)),
            polarity_differs: a.polarity != b.polarity && !uncommitted,
            negation_differs: one.negated != other.negated,
            // A figure of another time is another figure.
            numbers_differ: !dates_differ
                && !other_period
                && one.looks_back == other.looks_back
                && one
                    .quantities
                    .numbers_differ(&other.quantities, near >= NEAR),
            dates_differ,
            years_differ: one.quantities.years_differ(&other.quantities),
            same_source,
            earlier_words: any(|x| x.earlier),
            update_words: any(|x| x.updates),
            considers: takes(&[Stance::Consider]),
            uncommitted,
            two_sources: a.attribution.is_some() && b.attribution.is_some() && !same_source,
            contrast: other.contrasts,
            own_words: a.attribution.is_none() && b.attribution.is_none(),
            hypothetical: any(|x| x.hypothetical),
            opinion: share(one.judges, other.judges),
            short: any(|x| x.short),
            title: a.sentence == 0 || b.sentence == 0,
            meaning: compared.candidate.meaning,
            promise: (compared.candidate.promise / 10.0).clamp(-1.0, 1.0),
            rebuttal: compared.candidate.rebuttal[0].max(compared.candidate.rebuttal[1]),
            across: a.id.article != b.id.article,
            days_apart: days_apart(compared),
            other_period,
            polled: one.polled && other.polled,
            percentage: any(|x| x.percentage),
            charge_denied: any(|x| x.denies_charge),
            denial_first: denies(a, b),
            contested: any(|x| x.manner.contested),
            denied_outright: any(|x| x.manner.denied),
            shown: share(one.manner.shown, other.manner.shown),
            that_clause: share(one.manner.that_clause, other.manner.that_clause),
            known_sources: share(one.manner.has_known_source, other.manner.has_known_source),
        }
    }

    /// The evidence by name, in the order of the judge's file.
    pub(super) fn evidence(&self, reading: &Reading) -> Vec<(&'static str, f32)> {
        let fact = |holds: bool| f32::from(u8::from(holds));
        let denial = fact(self.denies);
        vec![
            ("contradiction", reading.contradiction),
            ("contradiction_log_odds", reading.log_odds()),
            ("contradiction_both_ways", reading.agreed),
            ("contradiction_strongest", reading.strongest),
            ("entailment", reading.entailment),
            ("denial", denial),
            ("denial_of_entailed", denial * reading.entailment),
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
            ("overlap_contradicted", self.overlap * reading.contradiction),
            ("nearness", self.nearness),
            ("same_source", fact(self.same_source)),
            ("two_sources", fact(self.two_sources)),
            ("answer", fact(self.two_sources) * self.nearness),
            (
                "answer_negated",
                fact(self.negation_differs) * self.nearness,
            ),
            ("answer_contradicted", reading.contradiction * self.nearness),
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
            ("meaning_contradicted", self.meaning * reading.contradiction),
            ("promise", self.promise),
            ("promise_contradicted", self.promise * reading.contradiction),
            ("rebuttal", self.rebuttal),
            (
                "rebuttal_contradicted",
                self.rebuttal * reading.contradiction,
            ),
            ("rebuttal_near", self.rebuttal * self.nearness),
            ("rebuttal_of_meaning", self.rebuttal * self.meaning),
            ("contradicted_by_all", reading.standing.others),
            (
                "stands_out",
                (reading.contradiction - reading.standing.others).max(0.0),
            ),
            ("best_of_both", fact(reading.standing.is_best)),
            ("across", fact(self.across)),
            (
                "across_contradicted",
                fact(self.across) * reading.contradiction,
            ),
            ("days_apart", self.days_apart),
            ("other_period", fact(self.other_period)),
            (
                "other_period_contradicted",
                fact(self.other_period) * reading.contradiction,
            ),
            ("polled", fact(self.polled)),
            ("percentage", fact(self.percentage)),
            ("charge_denied", fact(self.charge_denied)),
            ("denial_first", fact(self.denial_first)),
            ("contested", fact(self.contested)),
            ("denied_outright", fact(self.denied_outright)),
            ("shown", self.shown),
            ("that_clause", self.that_clause),
            ("known_sources", self.known_sources),
        ]
    }
}

/// The share of the two sides that something holds of.
fn share(a: bool, b: bool) -> f32 {
    f32::from(u8::from(a) + u8::from(b)) / 2.0
}

/// Days between the articles, 30 or more as 1; 0 when one has no date.
fn days_apart(compared: &Compared<'_>) -> f32 {
    let dates = (compared.article_a.published, compared.article_b.published);
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

/// Whether `answer` denies what `other` says, by words like "denied it".
fn resolved(answer: &Statement, other: &Statement) -> bool {
    answer.denies.as_ref() == Some(&other.id)
}

/// How sure it is that `answer` denies `other`, from 0 to 1.
fn answer(answer: &Statement, other: &Statement) -> f32 {
    let score = answer.answer_score.filter(|_| resolved(answer, other));
    score.map_or(0.0, |score| score.clamp(0.0, 1.0))
}

/// 1 for the next sentence, falling with the distance; 0 for another article or part.
fn nearness(compared: &Compared<'_>) -> f32 {
    let (a, b) = (compared.a, compared.b);
    let together = a.id.article == b.id.article && a.part == b.part;
    if together {
        1.0 / (a.sentence.abs_diff(b.sentence).max(1)) as f32
    } else {
        0.0
    }
}

/// Whether one source is behind both.
fn same_source(compared: &Compared<'_>, [one, other]: [&Profile; 2]) -> bool {
    let together = compared.a.id.article == compared.b.id.article;
    let sources = one.source.as_ref().zip(other.source.as_ref());
    sources.is_some_and(|(one, other)| one.is(other, together))
}
