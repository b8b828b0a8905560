//! The judge: a logistic model over named evidence, read from a file that a person can read.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::evidence::{self, Evidence};

/// A logistic model: the log-odds of a contradiction are `bias` plus each value times its weight.
///
/// Fitted by the recipe of `models/recipe` on marked news; [`Judge::shipped`] is the file `models/judge.json`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Judge {
    /// Always `belie-judge/1`.
    schema: String,
    /// Log-odds without any evidence.
    bias: f32,
    weights: Vec<Weight>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Weight {
    name: String,
    weight: f32,
}

/// The judge's file cannot be used.
#[derive(Debug, Error)]
pub enum JudgeError {
    /// The file is not what its schema says.
    #[error("the judge's file is not readable as belie-judge/1: {0}")]
    Malformed(#[from] serde_json::Error),
    /// The file has another schema.
    #[error("the judge's file has the schema '{0}'; this belie reads belie-judge/1")]
    Schema(String),
}

impl Judge {
    /// The judge that belie ships.
    ///
    /// # Errors
    /// Never in a released belie; a test reads the shipped file.
    pub fn shipped() -> Result<Self, JudgeError> {
        Self::from_json(include_str!("../../models/judge.json"))
    }

    /// Reads a judge from JSON.
    ///
    /// # Errors
    /// When the JSON is malformed or of another schema.
    pub fn from_json(json: &str) -> Result<Self, JudgeError> {
        let judge: Self = serde_json::from_str(json)?;
        if judge.schema == "belie-judge/1" {
            Ok(judge)
        } else {
            Err(JudgeError::Schema(judge.schema))
        }
    }

    /// The evidence that is there, strongest first.
    pub(super) fn weigh(&self, values: &[(&'static str, f32)]) -> Vec<Evidence> {
        let present = values.iter().filter(|(_, value)| *value != 0.0);
        let mut evidence: Vec<Evidence> = present
            .map(|&(name, value)| Evidence {
                name: name.to_owned(),
                value,
                weight: self.weight(name),
            })
            .collect();
        evidence::sort(&mut evidence);
        evidence
    }

    /// The probability by evidence that was weighed.
    pub(super) fn probability_of(&self, evidence: &[Evidence]) -> f32 {
        self.by(evidence.iter().map(|x| (x.value, x.weight)))
    }

    /// The probability by evidence that is not.
    pub(super) fn probability(&self, values: &[(&'static str, f32)]) -> f32 {
        let present = values.iter().filter(|(_, value)| *value != 0.0);
        self.by(present.map(|&(name, value)| (value, self.weight(name))))
    }

    fn by(&self, values_and_weights: impl Iterator<Item = (f32, f32)>) -> f32 {
        let pulls = values_and_weights.map(|(value, weight)| f64::from(value) * f64::from(weight));
        let log_odds = f64::from(self.bias) + pulls.sum::<f64>();
        (1.0 / (1.0 + (-log_odds).exp())) as f32
    }

    fn weight(&self, name: &str) -> f32 {
        let found = self.weights.iter().find(|weight| weight.name == name);
        found.map_or(0.0, |weight| weight.weight)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_judge_is_readable() {
        Judge::shipped().expect("models/judge.json");
    }

    #[test]
    fn evidence_moves_the_log_odds_by_value_times_weight() {
        let judge = Judge::from_json(
            r#"{"schema":"belie-judge/1","bias":0,"weights":[{"name":"x","weight":2},{"name":"y","weight":-4}]}"#,
        )
        .expect("a judge");
        let values = [("x", 1.0), ("y", 0.5), ("z", 0.0)];
        let evidence = judge.weigh(&values);
        assert_eq!(judge.probability_of(&evidence), 0.5);
        assert_eq!(judge.probability(&values), 0.5);
        assert_eq!(
            evidence.iter().map(|e| &*e.name).collect::<Vec<_>>(),
            ["x", "y"]
        );
        assert!(judge.probability(&[("x", 1.0)]) > 0.88);
    }

    #[test]
    fn another_schema_is_refused() {
        let other = r#"{"schema":"belie-judge/9","bias":0,"weights":[]}"#;
        assert!(
            Judge::from_json(other).is_err_and(|error| error.to_string().contains("belie-judge/9"))
        );
    }
}
