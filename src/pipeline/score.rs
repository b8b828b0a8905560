//! Scoring and judging candidates, slice by slice.

use std::time::Instant;

use super::{Event, RunError, Stated, Watch};
use crate::nli::{NliModel, Pair};
use crate::pair::Candidate;
use crate::statement::StatementId;
use crate::verdict::{Contradiction, Judge, Scored};

/// How many candidates are scored between two looks at whether to stop; at about 10 ms a candidate, some seconds of work.
const SLICE: usize = 256;

/// What scoring leaves.
pub(super) struct ScoredPairs {
    pub(super) contradictions: Vec<Contradiction>,
    pub(super) pairs: usize,
    pub(super) truncated: usize,
    /// Seconds spent judging, apart from NLI.
    pub(super) judging: f64,
}

impl ScoredPairs {
    /// How many articles had all their candidates scored.
    pub(super) fn compared_articles(
        &self,
        stated: &[Stated],
        candidates: &[(usize, Candidate)],
    ) -> usize {
        candidates
            .get(self.pairs)
            .map_or(stated.len(), |(article, _)| *article)
    }
}

pub(super) fn score(
    stated: &[Stated],
    candidates: &[(usize, Candidate)],
    model: &dyn NliModel,
    judge: &Judge,
    min_probability: f32,
    watch: &dyn Watch,
) -> Result<ScoredPairs, RunError> {
    let mut scored = ScoredPairs {
        contradictions: Vec::new(),
        pairs: 0,
        truncated: 0,
        judging: 0.0,
    };
    for slice in candidates.chunks(SLICE) {
        if watch.stop() {
            break;
        }
        let pairs: Vec<Pair> = slice
            .iter()
            .flat_map(|(at, candidate)| both_ways(&stated[*at], candidate))
            .collect();
        let scores = model.score(&pairs)?;
        let start = Instant::now();
        for ((at, candidate), both) in slice.iter().zip(scores.chunks_exact(2)) {
            let (article, statement) = (&stated[*at].article, |id: &StatementId| {
                stated[*at].statement(id)
            });
            let contradiction = judge.judge(&Scored {
                article_a: article,
                a: statement(&candidate.a),
                article_b: article,
                b: statement(&candidate.b),
                reason: candidate.reason,
                forward: both[0],
                backward: both[1],
            });
            scored.truncated += usize::from(both[0].truncated || both[1].truncated);
            scored
                .contradictions
                .extend(Some(contradiction).filter(|x| x.probability >= min_probability));
        }
        scored.judging += start.elapsed().as_secs_f64();
        scored.pairs += slice.len();
        watch.event(Event::Scored { pairs: slice.len() });
    }
    Ok(scored)
}

fn both_ways(stated: &Stated, candidate: &Candidate) -> [Pair; 2] {
    let words = |id| stated.statement(id).proposition.clone();
    let (a, b) = (words(&candidate.a), words(&candidate.b));
    [
        Pair {
            premise: a.clone(),
            hypothesis: b.clone(),
        },
        Pair {
            premise: b,
            hypothesis: a,
        },
    ]
}
