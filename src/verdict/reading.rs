//! What NLI made of a pair, as evidence sees it.

use super::Scored;
use super::standing::Standing;
use crate::nli::NliScores;

/// The scores of both directions, and how the pair stands among the others of its story.
pub(super) struct Reading {
    /// P(contradiction), the mean of both directions.
    pub(super) contradiction: f32,
    /// The lesser of the two.
    pub(super) agreed: f32,
    /// The greater of the two.
    pub(super) strongest: f32,
    /// The greater P(entailment).
    pub(super) entailment: f32,
    pub(super) standing: Standing,
}

impl Reading {
    /// The strongest reading to count with before a pair is read: of a thousand pairs one has a greater P(contradiction).
    pub(super) const STRONGEST: Self = Self {
        contradiction: 0.9,
        agreed: 0.9,
        strongest: 0.9,
        entailment: 0.0,
        standing: Standing {
            others: 0.0,
            is_best: true,
        },
    };

    pub(super) fn of(scored: &Scored<'_>, standing: Standing) -> Self {
        let [forward, backward] = [scored.forward, scored.backward];
        Self {
            contradiction: scored.contradiction(),
            agreed: forward.contradiction.min(backward.contradiction),
            strongest: forward.contradiction.max(backward.contradiction),
            entailment: forward.entailment.max(backward.entailment),
            standing,
        }
    }

    /// The log-odds of the contradiction, 6 and more as 1.
    pub(super) fn log_odds(&self) -> f32 {
        log_odds(self.contradiction)
    }
}

/// The log-odds of a probability, 6 and more as 1.
fn log_odds(probability: f32) -> f32 {
    let probability = probability.clamp(1e-4, 1.0 - 1e-4);
    ((probability / (1.0 - probability)).ln() / 6.0).clamp(-1.0, 1.0)
}

/// P(contradiction), the mean of both directions.
pub(super) fn contradiction([forward, backward]: [NliScores; 2]) -> f32 {
    (forward.contradiction + backward.contradiction) / 2.0
}

/// What a second reading, in context, says beside the first.
pub(super) fn in_context(
    first: [NliScores; 2],
    second: [NliScores; 2],
) -> [(&'static str, f32); 3] {
    let [alone, in_context] = [first, second].map(|scores| log_odds(contradiction(scores)));
    [
        ("read_again", 1.0),
        ("in_context", in_context),
        ("in_context_rather", (in_context - alone) / 2.0),
    ]
}
