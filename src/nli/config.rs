//! `config.json`: which logit means what, how long a pair may be, and the temperature.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::NliError;

/// Tokens a pair may have when `config.json` does not say.
const USUAL_TOKENS: usize = 512;

#[derive(Deserialize)]
struct File {
    id2label: Option<BTreeMap<String, String>>,
    max_position_embeddings: Option<usize>,
    model_type: Option<String>,
    temperature: Option<f64>,
}

/// What the engine needs of `config.json`.
#[derive(Debug, PartialEq)]
pub(super) struct Config {
    /// The labels as written, in the order of the logits.
    pub(super) labels: Vec<String>,
    /// The logits of entailment, neutral and contradiction.
    pub(super) order: [usize; 3],
    pub(super) max_tokens: usize,
    /// Logits are divided by it.
    pub(super) temperature: f64,
}

impl Config {
    pub(super) fn read(model: &str, json: &[u8]) -> Result<Self, NliError> {
        let named = || model.to_owned();
        let file: File = serde_json::from_slice(json).map_err(|source| NliError::Config {
            model: named(),
            source,
        })?;
        let labels = in_order(
            file.id2label
                .ok_or_else(|| NliError::NoLabels { model: named() })?,
        );
        let order = order(&labels).ok_or_else(|| NliError::Labels {
            model: named(),
            found: labels.join(", "),
        })?;
        let temperature = file.temperature.unwrap_or(1.0);
        if !(temperature.is_finite() && temperature > 0.0) {
            return Err(NliError::Temperature {
                model: named(),
                found: temperature,
            });
        }
        // RoBERTa and its kin count positions from 2.
        let offset = if file
            .model_type
            .as_deref()
            .is_some_and(|name| name.contains("roberta"))
        {
            2
        } else {
            0
        };
        let max_tokens = file
            .max_position_embeddings
            .map_or(USUAL_TOKENS, |most| most.saturating_sub(offset));
        Ok(Self {
            labels,
            order,
            max_tokens: max_tokens.clamp(8, USUAL_TOKENS),
            temperature,
        })
    }
}

fn in_order(id2label: BTreeMap<String, String>) -> Vec<String> {
    let mut labels: Vec<(usize, String)> = id2label
        .into_iter()
        .map(|(id, label)| (id.parse().unwrap_or(usize::MAX), label))
        .collect();
    labels.sort();
    labels.into_iter().map(|(_, label)| label).collect()
}

/// The places of entailment, neutral and contradiction; each must be there once, and nothing else.
fn order(labels: &[String]) -> Option<[usize; 3]> {
    let place = |name: &str| {
        labels
            .iter()
            .position(|label| label.eq_ignore_ascii_case(name))
    };
    let order = [
        place("entailment")?,
        place("neutral")?,
        place("contradiction")?,
    ];
    (labels.len() == 3).then_some(order)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Result<Config, NliError> {
        Config::read("m", json.as_bytes())
    }

    #[test]
    fn label_order_is_read_in_any_case() {
        let config =
            read(r#"{"id2label": {"2": "Entailment", "0": "CONTRADICTION", "1": "neutral"}}"#)
                .expect("good");
        assert_eq!(config.order, [2, 1, 0]);
        assert_eq!(config.max_tokens, 512);
        assert_eq!(config.temperature, 1.0);
    }

    #[test]
    fn what_is_unclear_is_refused() {
        assert!(matches!(read("{}"), Err(NliError::NoLabels { .. })));
        assert!(matches!(read("{"), Err(NliError::Config { .. })));
        let unnamed = r#"{"id2label": {"0": "LABEL_0", "1": "LABEL_1", "2": "LABEL_2"}}"#;
        assert!(
            read(unnamed)
                .is_err_and(|error| error.to_string().contains("LABEL_0, LABEL_1, LABEL_2"))
        );
        let two = r#"{"id2label": {"0": "entailment", "1": "not_entailment"}}"#;
        assert!(matches!(read(two), Err(NliError::Labels { .. })));
        let cold = r#"{"temperature": 0, "id2label": {"0": "entailment", "1": "neutral", "2": "contradiction"}}"#;
        assert!(matches!(read(cold), Err(NliError::Temperature { .. })));
    }
}
