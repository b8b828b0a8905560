//! The signs that two statements may contradict each other, before any model has read them.

use super::Reason;
use super::profile::Profile;
use crate::statement::Statement;

/// Statements of this many sentences apart stand close together.
const NEAR: usize = 2;

/// What two statements have in common and what sets them apart.
pub(super) struct Signs {
    /// Cosine of their rare words, 0 to 1.
    pub(super) words: f32,
    /// Cosine of their embeddings, cut at 0.
    pub(super) meaning: f32,
    /// The greater of their chances to be a rebuttal, 0 to 1.
    pub(super) rebuttal: f32,
    /// One denies, the other does not.
    pub(super) denial: bool,
    /// One is negated, the other is not.
    pub(super) negation: bool,
    /// Both have numbers, and none agrees.
    pub(super) numbers: bool,
    /// 1 for neighbouring sentences of an article, falling with the distance; 0 across articles.
    pub(super) nearness: f32,
    /// Near, and said by different sources: an answer often shares no word with what it answers.
    pub(super) answer: bool,
}

impl Signs {
    /// How many there are.
    pub(super) const COUNT: usize = 8;

    pub(super) fn of(a: &Profile<'_>, b: &Profile<'_>, words: f32) -> Self {
        let (x, y) = (a.statement, b.statement);
        let distance = (a.article == b.article && x.part == y.part)
            .then(|| x.sentence.abs_diff(y.sentence).max(1));
        let attributed = |statement: &Statement| statement.attribution.is_some();
        Self {
            words,
            meaning: a.meaning(b),
            rebuttal: a.rebuttal.max(b.rebuttal),
            denial: a.only_one_denies(b),
            negation: a.only_one_is_negated(b),
            numbers: a.has_other_numbers(b),
            nearness: distance.map_or(0.0, |distance| 1.0 / distance as f32),
            answer: distance.is_some_and(|distance| distance <= NEAR)
                && (attributed(x) || attributed(y)),
        }
    }

    pub(super) fn values(&self) -> [f32; Self::COUNT] {
        let fact = |holds: bool| f32::from(u8::from(holds));
        [
            self.words,
            self.meaning,
            self.rebuttal,
            fact(self.denial),
            fact(self.negation),
            fact(self.numbers),
            self.nearness,
            fact(self.answer),
        ]
    }

    /// The strongest sign by its kind.
    pub(super) fn reason(&self) -> Reason {
        if self.denial {
            Reason::Denial
        } else if self.negation {
            Reason::Negation
        } else if self.numbers {
            Reason::Numbers
        } else if self.answer {
            Reason::Neighbours
        } else if self.words >= self.meaning {
            Reason::SharedWords
        } else {
            Reason::Meaning
        }
    }
}
