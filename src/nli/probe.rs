//! What a model is worth before a long run: 50 pairs written for this project, and how fast it scores them.

use std::time::Instant;

use super::{NliError, NliModel, NliScores, Pair};

/// Label, premise and hypothesis a line, parted by tabs.
const PAIRS: &str = include_str!("probe.tsv");
/// How long the speed is measured at most, in seconds, past the first round.
const PATIENCE: f64 = 3.0;

/// How a model did on the fixed pairs.
#[derive(Debug, Clone, PartialEq)]
pub struct Probe {
    /// Entailment, neutral and contradiction: how many pairs the model calls right, and how many there are.
    pub right: [(usize, usize); 3],
    /// Pairs a second, in one direction, about twelve words a side.
    pub pairs_per_second: f64,
}

impl Probe {
    /// How many of all pairs are called right, 0 to 1.
    pub fn accuracy(&self) -> f64 {
        let sum = |of: fn(&(usize, usize)) -> usize| self.right.iter().map(of).sum::<usize>();
        sum(|of| of.0) as f64 / sum(|of| of.1).max(1) as f64
    }
}

/// Scores the fixed pairs, over and over for some seconds.
///
/// A label that a two-way model does not know counts as neutral for it.
///
/// # Errors
/// When the engine fails.
pub fn probe(model: &dyn NliModel) -> Result<Probe, NliError> {
    let (labels, pairs): (Vec<usize>, Vec<Pair>) = fixed_pairs().unzip();
    let scores = model.score(&pairs)?;
    let mut right = [(0, 0); 3];
    for (&label, scores) in labels.iter().zip(&scores) {
        right[label].1 += 1;
        right[label].0 += usize::from(called(scores) == label);
    }
    // The first round has warmed up what warms up.
    let (start, mut rounds) = (Instant::now(), 0_u32);
    while rounds == 0 || start.elapsed().as_secs_f64() < PATIENCE {
        model.score(&pairs)?;
        rounds += 1;
    }
    let seconds = start.elapsed().as_secs_f64().max(f64::EPSILON);
    Ok(Probe {
        right,
        pairs_per_second: f64::from(rounds) * pairs.len() as f64 / seconds,
    })
}

fn called(scores: &NliScores) -> usize {
    let all = scores.as_array();
    (0..3)
        .max_by(|&a, &b| all[a].total_cmp(&all[b]))
        .unwrap_or_default()
}

fn fixed_pairs() -> impl Iterator<Item = (usize, Pair)> {
    PAIRS.lines().filter_map(|line| {
        let mut fields = line.split('\t');
        let label = match fields.next()? {
            "entailment" => 0,
            "neutral" => 1,
            _ => 2,
        };
        Some((label, Pair::new(fields.next()?, fields.next()?)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_fifty_pairs_of_three_labels() {
        let mut counts = [0; 3];
        fixed_pairs().for_each(|(label, _)| counts[label] += 1);
        assert_eq!(counts, [17, 16, 17]);
        assert_eq!(PAIRS.lines().count(), 50);
    }

    #[cfg(feature = "embedded-model")]
    #[test]
    fn the_embedded_model_does_well() {
        let model = crate::nli::default_model().expect("the embedded model loads");
        let probe = probe(&model).expect("scores");
        assert!(probe.accuracy() > 0.7, "{probe:?}");
        assert!(probe.pairs_per_second > 0.0);
    }
}
