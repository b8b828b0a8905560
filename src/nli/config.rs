//! `config.json`: which logit means what, how long a pair may be, what is read before a sentence, and the temperature.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::NliError;

/// The most tokens of a pair; also how many it may have when `config.json` does not say.
const USUAL_TOKENS: usize = 512;

#[derive(Deserialize)]
struct File {
    id2label: Option<BTreeMap<String, String>>,
    max_position_embeddings: Option<usize>,
    model_type: Option<String>,
    /// A key of belie's own, as is the temperature.
    context: Option<usize>,
    temperature: Option<f64>,
}

/// What the engines need of `config.json`.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Config {
    /// The architecture, in the words of transformers.
    pub(super) model_type: String,
    /// The labels as written, in the order of the logits.
    pub(super) labels: Vec<String>,
    /// The logits of entailment, neutral and contradiction; `None` where a two-way model has none.
    pub(super) places: [Option<usize>; 3],
    pub(super) max_tokens: usize,
    /// How many characters it reads of what stands before a sentence.
    pub(super) context: usize,
    /// Logits are divided by it.
    pub(super) temperature: f64,
}

impl Config {
    /// Reads the file; `labels`, in the order of the logits, stand in for its `id2label`.
    pub(super) fn read(
        model: &str,
        json: &[u8],
        labels: Option<&[String]>,
    ) -> Result<Self, NliError> {
        let named = || model.to_owned();
        let file: File = serde_json::from_slice(json).map_err(|source| NliError::Config {
            model: named(),
            source,
        })?;
        let written = file.id2label.map(in_order);
        if let (Some(given), Some(written)) = (labels, &written)
            && given.len() != written.len()
        {
            return Err(NliError::LabelCount {
                model: named(),
                given: given.len(),
                written: written.join(", "),
            });
        }
        let labels = labels
            .map(<[String]>::to_vec)
            .or(written)
            .ok_or_else(|| NliError::NoLabels { model: named() })?;
        let places = places(&labels).ok_or_else(|| NliError::Labels {
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
        let model_type = file.model_type.unwrap_or_default();
        // RoBERTa and its kin count positions from 2.
        let offset = if ["roberta", "longformer"]
            .iter()
            .any(|name| model_type.contains(name))
        {
            2
        } else {
            0
        };
        let max_tokens = file
            .max_position_embeddings
            .map_or(USUAL_TOKENS, |most| most.saturating_sub(offset));
        Ok(Self {
            model_type,
            labels,
            places,
            max_tokens: max_tokens.clamp(8, USUAL_TOKENS),
            context: file.context.unwrap_or(0),
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

/// What a label means.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Meaning {
    Entailment,
    Neutral,
    Contradiction,
    NotEntailment,
    NotContradiction,
}

impl Meaning {
    fn of(label: &str) -> Option<Self> {
        let word: String = label
            .chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect();
        Some(match &*word {
            "entailment" | "entails" | "entail" => Self::Entailment,
            "neutral" => Self::Neutral,
            "contradiction" | "contradicts" | "contradict" => Self::Contradiction,
            "notentailment" | "nonentailment" | "noentailment" => Self::NotEntailment,
            "notcontradiction" | "noncontradiction" | "nocontradiction" => Self::NotContradiction,
            _ => return None,
        })
    }
}

/// The places of entailment, neutral and contradiction. What a two-way model does not tell apart (`not_entailment`) stands for
/// neutral, the label that says least.
fn places(labels: &[String]) -> Option<[Option<usize>; 3]> {
    use Meaning::{Contradiction, Entailment, Neutral, NotContradiction, NotEntailment};
    let meanings: Vec<Meaning> = labels
        .iter()
        .map(|label| Meaning::of(label))
        .collect::<Option<_>>()?;
    let place = |meaning: Meaning| meanings.iter().position(|&found| found == meaning);
    let mut sorted = meanings.clone();
    sorted.sort();
    let rest = match *sorted {
        [Entailment, Neutral, Contradiction] => Neutral,
        [Entailment, NotEntailment] => NotEntailment,
        [Contradiction, NotContradiction] => NotContradiction,
        [Entailment, Contradiction] => Neutral,
        _ => return None,
    };
    Some([place(Entailment), place(rest), place(Contradiction)])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Result<Config, NliError> {
        Config::read("m", json.as_bytes(), None)
    }

    fn labelled(labels: &[&str]) -> Result<Config, NliError> {
        let id2label: BTreeMap<String, &str> = labels
            .iter()
            .enumerate()
            .map(|(at, label)| (at.to_string(), *label))
            .collect();
        read(&serde_json::json!({ "id2label": id2label }).to_string())
    }

    #[test]
    fn label_order_is_read_in_any_case() {
        let config =
            read(r#"{"id2label": {"2": "Entailment", "0": "CONTRADICTION", "1": "neutral"}}"#)
                .expect("good");
        assert_eq!(config.places, [Some(2), Some(1), Some(0)]);
        assert_eq!(config.max_tokens, 512);
        assert_eq!((config.temperature, config.context), (1.0, 0));
        for (labels, places) in [
            (["contradiction", "entailment", "neutral"], [1, 2, 0]),
            (["ENTAILMENT", "NEUTRAL", "CONTRADICTION"], [0, 1, 2]),
            (["contradiction", "neutral", "entailment"], [2, 1, 0]),
        ] {
            let config = labelled(&labels).expect("good");
            assert_eq!(config.places, places.map(Some), "{labels:?}");
        }
    }

    #[test]
    fn a_model_says_what_it_reads_before_a_sentence() {
        let named = r#""id2label": {"0": "entailment", "1": "neutral", "2": "contradiction"}"#;
        let config = read(&format!(r#"{{"context": 160, {named}}}"#)).expect("good");
        assert_eq!(config.context, 160);
        let below = read(&format!(r#"{{"context": -1, {named}}}"#));
        assert!(matches!(below, Err(NliError::Config { .. })));
    }

    #[test]
    fn a_two_way_model_has_its_rest_for_neutral() {
        let places = |labels: &[&str]| labelled(labels).map(|config| config.places).ok();
        assert_eq!(
            places(&["entailment", "not_entailment"]),
            Some([Some(0), Some(1), None])
        );
        assert_eq!(
            places(&["non-contradiction", "contradiction"]),
            Some([None, Some(0), Some(1)])
        );
        assert_eq!(
            places(&["contradiction", "entailment"]),
            Some([Some(1), None, Some(0)])
        );
        assert_eq!(places(&["entailment", "neutral"]), None);
        assert_eq!(places(&["entailment", "not_contradiction"]), None);
        assert_eq!(places(&["entailment", "entailment", "contradiction"]), None);
    }

    #[test]
    fn labels_given_by_hand_stand_in_for_those_of_the_file() {
        let unnamed =
            br#"{"id2label": {"0": "LABEL_0", "1": "LABEL_1", "2": "LABEL_2"}, "model_type": "bert"}"#;
        let given = ["neutral", "contradiction", "entailment"].map(str::to_owned);
        let config = Config::read("m", unnamed, Some(&given)).expect("good");
        assert_eq!(config.places, [Some(2), Some(0), Some(1)]);
        assert_eq!(config.model_type, "bert");
        assert!(matches!(
            Config::read("m", unnamed, Some(&given[1..])),
            Err(NliError::LabelCount { given: 2, .. })
        ));
        assert!(Config::read("m", b"{}", Some(&given)).is_ok());
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
        let cold = r#"{"temperature": 0, "id2label": {"0": "entailment", "1": "neutral", "2": "contradiction"}}"#;
        assert!(matches!(read(cold), Err(NliError::Temperature { .. })));
    }
}
