//! Logits into probabilities.

use super::NliScores;
use super::config::Config;

impl Config {
    /// Softmax of the logits over the temperature, in the order of the labels.
    ///
    /// # Errors
    /// Says so unless there is one finite logit a label.
    pub(super) fn scores(&self, logits: &[f32], truncated: bool) -> Result<NliScores, String> {
        if logits.len() != self.labels.len() || !logits.iter().all(|logit| logit.is_finite()) {
            return Err(format!(
                "the logits {logits:?} are not {} finite numbers",
                self.labels.len()
            ));
        }
        let largest = f64::from(logits.iter().copied().fold(f32::MIN, f32::max));
        let powers = self.places.map(|at| {
            at.and_then(|at| logits.get(at)).map_or(0.0, |&logit| {
                ((f64::from(logit) - largest) / self.temperature).exp()
            })
        });
        let sum: f64 = powers.iter().sum();
        let [entailment, neutral, contradiction] = powers.map(|power| (power / sum) as f32);
        Ok(NliScores {
            entailment,
            neutral,
            contradiction,
            truncated,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(labels: &[&str], places: [Option<usize>; 3]) -> Config {
        Config {
            model_type: String::new(),
            labels: labels.iter().map(|&label| label.to_owned()).collect(),
            places,
            max_tokens: 512,
            context: 0,
            temperature: 1.0,
        }
    }

    #[test]
    fn a_label_that_a_model_lacks_has_no_probability() {
        let two = config(&["not_entailment", "entailment"], [Some(1), Some(0), None]);
        let scores = two.scores(&[0.0, 3_f32.ln()], false).expect("scores");
        assert!((scores.entailment - 0.75).abs() < 1e-6);
        assert!((scores.neutral - 0.25).abs() < 1e-6);
        assert_eq!(scores.contradiction, 0.0);
    }

    #[test]
    fn logits_that_are_no_logits_are_refused() {
        let three = config(&["a", "b", "c"], [Some(0), Some(1), Some(2)]);
        assert!(three.scores(&[0.0, 0.0], false).is_err());
        assert!(three.scores(&[0.0, f32::NAN, 0.0], false).is_err());
        let scores = three.scores(&[1e4, -1e4, 0.0], true).expect("scores");
        assert_eq!((scores.entailment, scores.truncated), (1.0, true));
    }
}
