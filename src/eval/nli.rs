//! How good an NLI model is on labelled pairs.

use std::path::Path;
use std::time::Instant;

use serde::{Deserialize, Serialize};

use super::rank::average_precision;
use super::{EvalError, read_lines};
use crate::nli::{NliError, NliModel, NliScores, Pair};

/// How many bins of confidence the calibration error is taken over.
const BINS: usize = 15;

/// The gold label of an example.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Label {
    /// The hypothesis follows.
    Entailment,
    /// Neither.
    Neutral,
    /// The hypothesis is excluded.
    Contradiction,
    /// Two-way data: neutral or contradiction.
    NotEntailment,
}

/// A labelled pair.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Example {
    premise: String,
    hypothesis: String,
    label: Label,
    #[serde(default)]
    split: Option<String>,
}

/// Precision, recall and F1 of one class.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct ClassFigures {
    /// Right among those called so; 0 when none was.
    pub precision: f64,
    /// Found among those that are so; 0 when none is.
    pub recall: f64,
    /// Their harmonic mean.
    pub f1: f64,
}

/// The figures of one file.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figures {
    /// How many pairs.
    pub n: usize,
    /// Share of right labels, 0 to 1.
    pub accuracy: f64,
    /// Mean F1 of the classes.
    pub macro_f1: f64,
    /// The names of the classes, in the order of `per_class` and `confusion`.
    pub classes: Vec<&'static str>,
    /// Figures of each class.
    pub per_class: Vec<ClassFigures>,
    /// Counts: a row a gold class, a column a predicted one.
    pub confusion: Vec<Vec<usize>>,
    /// Expected calibration error of the predicted class, over 15 bins of equal width (Guo et al. 2017), 0 to 1.
    pub expected_calibration_error: f64,
    /// The same of the probability of a contradiction as such; absent for two-way data.
    pub contradiction_calibration_error: Option<f64>,
    /// Mean over pairs of the squared distance between probabilities and truth, summed over the classes (Brier 1950), 0 to 2.
    pub brier: f64,
    /// Average precision of pairs ranked by the probability of a contradiction; absent for two-way data.
    pub contradiction_average_precision: Option<f64>,
    /// Pairs scored a second, on the threads at hand.
    pub pairs_per_second: f64,
}

/// Reads labelled pairs: JSON Lines with `premise`, `hypothesis` and `label`, gzip when the name ends in `.gz`. Rows whose
/// `split` is `train` are left out: what a model may have learnt by heart measures nothing.
///
/// # Errors
/// When the file is unreadable, holds no such row, or has a line without those fields.
pub fn read(path: &Path) -> Result<Vec<Example>, EvalError> {
    let mut examples: Vec<Example> = read_lines(path)?;
    examples.retain(|example| example.split.as_deref() != Some("train"));
    if examples.is_empty() {
        return Err(EvalError::Empty(path.to_owned()));
    }
    Ok(examples)
}

/// Scores `examples` and compares; the scores come along, in order. Data with a `not_entailment` label is scored two ways.
///
/// # Errors
/// When the model fails.
pub fn evaluate(
    model: &dyn NliModel,
    examples: &[Example],
) -> Result<(Figures, Vec<NliScores>), NliError> {
    let pairs: Vec<Pair> = examples
        .iter()
        .map(|x| Pair::new(x.premise.as_str(), x.hypothesis.as_str()))
        .collect();
    let start = Instant::now();
    let scores = model.score(&pairs)?;
    let seconds = start.elapsed().as_secs_f64();
    let two_way = examples
        .iter()
        .any(|example| example.label == Label::NotEntailment);
    let rows: Vec<(usize, Vec<f64>)> = examples
        .iter()
        .zip(&scores)
        .map(|(example, scores)| {
            (
                class(example.label, two_way),
                probabilities(scores, two_way),
            )
        })
        .collect();
    let classes = if two_way {
        vec!["entailment", "not_entailment"]
    } else {
        vec!["entailment", "neutral", "contradiction"]
    };
    let figures = figures(classes, &rows, examples.len() as f64 / seconds.max(1e-9));
    Ok((figures, scores))
}

fn class(label: Label, two_way: bool) -> usize {
    match label {
        Label::Entailment => 0,
        Label::Neutral | Label::NotEntailment => 1,
        Label::Contradiction if two_way => 1,
        Label::Contradiction => 2,
    }
}

fn probabilities(scores: &NliScores, two_way: bool) -> Vec<f64> {
    let [entailment, neutral, contradiction] =
        [scores.entailment, scores.neutral, scores.contradiction].map(f64::from);
    if two_way {
        vec![entailment, neutral + contradiction]
    } else {
        vec![entailment, neutral, contradiction]
    }
}

fn figures(
    classes: Vec<&'static str>,
    rows: &[(usize, Vec<f64>)],
    pairs_per_second: f64,
) -> Figures {
    let mut confusion = vec![vec![0; classes.len()]; classes.len()];
    let mut confidence = Vec::with_capacity(rows.len());
    let mut brier = 0.0;
    for (gold, probabilities) in rows {
        let predicted = argmax(probabilities);
        confusion[*gold][predicted] += 1;
        confidence.push((probabilities[predicted], predicted == *gold));
        let distance = |(at, p): (usize, &f64)| (p - f64::from(u8::from(at == *gold))).powi(2);
        brier += probabilities.iter().enumerate().map(distance).sum::<f64>();
    }
    let per_class: Vec<ClassFigures> = (0..classes.len())
        .map(|class| class_figures(&confusion, class))
        .collect();
    let contradiction: Option<Vec<(f64, bool)>> = (classes.len() == 3).then(|| {
        rows.iter()
            .map(|(gold, probabilities)| (probabilities[2], *gold == 2))
            .collect()
    });
    let right: usize = (0..classes.len())
        .map(|class| confusion[class][class])
        .sum();
    Figures {
        n: rows.len(),
        accuracy: right as f64 / rows.len() as f64,
        macro_f1: per_class.iter().map(|class| class.f1).sum::<f64>() / classes.len() as f64,
        classes,
        per_class,
        confusion,
        expected_calibration_error: calibration_error(&confidence),
        contradiction_calibration_error: contradiction.as_deref().map(calibration_error),
        brier: brier / rows.len() as f64,
        contradiction_average_precision: contradiction.map(|mut ranked| {
            ranked.sort_by(|(a, _), (b, _)| b.total_cmp(a));
            let hits: Vec<bool> = ranked.into_iter().map(|(_, hit)| hit).collect();
            average_precision(&hits, hits.iter().filter(|hit| **hit).count())
        }),
        pairs_per_second,
    }
}

/// The first of the largest, as scikit-learn and NumPy take it.
fn argmax(values: &[f64]) -> usize {
    (1..values.len()).fold(
        0,
        |best, at| if values[at] > values[best] { at } else { best },
    )
}

fn class_figures(confusion: &[Vec<usize>], class: usize) -> ClassFigures {
    let hits = confusion[class][class] as f64;
    let called: usize = confusion.iter().map(|row| row[class]).sum();
    let there: usize = confusion[class].iter().sum();
    let share = |of: usize| if of == 0 { 0.0 } else { hits / of as f64 };
    ClassFigures {
        precision: share(called),
        recall: share(there),
        f1: if called + there == 0 {
            0.0
        } else {
            2.0 * hits / (called + there) as f64
        },
    }
}

/// The gap between mean confidence and share of truth in each bin, weighted by its size.
fn calibration_error(claims: &[(f64, bool)]) -> f64 {
    let mut bins = [(0.0, 0.0); BINS];
    for (confidence, right) in claims {
        // Bins are open to the left, as in Guo et al.: 1/15 falls into the first.
        let bin = ((confidence * BINS as f64).ceil() as usize).clamp(1, BINS) - 1;
        bins[bin].0 += confidence;
        bins[bin].1 += f64::from(u8::from(*right));
    }
    bins.iter()
        .map(|(confidence, right)| (confidence - right).abs())
        .sum::<f64>()
        / claims.len().max(1) as f64
}

impl Figures {
    /// One JSON object, with the name of the file.
    pub fn to_json(&self, file: &str) -> String {
        let mut object = serde_json::json!(self);
        object["file"] = file.into();
        object.to_string()
    }

    /// A small table for people.
    pub fn to_text(&self, file: &str) -> String {
        let mut lines = vec![
            format!(
                "{file}: {} pairs, {:.0} a second",
                self.n, self.pairs_per_second
            ),
            format!(
                "  accuracy {:.4}  macro-F1 {:.4}  Brier {:.4}",
                self.accuracy, self.macro_f1, self.brier
            ),
            format!(
                "  calibration error {:.4} of the label",
                self.expected_calibration_error
            ),
        ];
        if let (Some(error), Some(ap)) = (
            self.contradiction_calibration_error,
            self.contradiction_average_precision,
        ) {
            lines.push(format!(
                "  contradiction: calibration error {error:.4}, average precision {ap:.4}"
            ));
        }
        for (at, (class, figures)) in self.classes.iter().zip(&self.per_class).enumerate() {
            let ClassFigures {
                precision,
                recall,
                f1,
            } = figures;
            let row: Vec<String> = self.confusion[at]
                .iter()
                .map(|count| format!("{count:>6}"))
                .collect();
            lines.push(format!(
                "  {class:<15} P {precision:.4} R {recall:.4} F1 {f1:.4}  called{}",
                row.join("")
            ));
        }
        lines.join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_of_four_pairs() {
        let rows = vec![
            (0, vec![0.8, 0.1, 0.1]),
            (1, vec![0.6, 0.3, 0.1]),
            (2, vec![0.1, 0.1, 0.8]),
            (2, vec![0.2, 0.5, 0.3]),
        ];
        let figures = figures(vec!["entailment", "neutral", "contradiction"], &rows, 1.0);
        assert_eq!(figures.accuracy, 0.5);
        assert_eq!(figures.confusion, [[1, 0, 0], [1, 0, 0], [0, 1, 1]]);
        assert_eq!(
            figures.per_class[0],
            ClassFigures {
                precision: 0.5,
                recall: 1.0,
                f1: 2.0 / 3.0
            }
        );
        assert_eq!(figures.contradiction_average_precision, Some(1.0));
        assert!((figures.brier - (0.06 + 0.86 + 0.06 + 0.78) / 4.0).abs() < 1e-9);
        // 0.8, 0.8 right; 0.6 wrong; 0.5 wrong: (|1.6 - 2| + 0.6 + 0.5) / 4.
        assert!((figures.expected_calibration_error - 0.375).abs() < 1e-9);
    }

    #[test]
    fn training_rows_are_left_out() {
        let file = tempfile::NamedTempFile::new().expect("a file");
        let row = |split: &str| {
            format!(r#"{{"premise": "A.", "hypothesis": "B.", "label": "neutral"{split}}}"#)
        };
        let rows = [r#", "split": "train""#, r#", "split": "dev""#, ""].map(row);
        std::fs::write(file.path(), rows.join("\n")).expect("written");
        assert_eq!(read(file.path()).expect("pairs").len(), 2);
        std::fs::write(file.path(), &rows[0]).expect("written");
        assert!(matches!(read(file.path()), Err(EvalError::Empty(_))));
    }

    #[test]
    fn two_way_data_sums_what_is_not_entailed() {
        let scores = NliScores {
            entailment: 0.4,
            neutral: 0.3,
            contradiction: 0.3,
            truncated: false,
        };
        let probabilities = probabilities(&scores, true);
        assert_eq!(argmax(&probabilities), class(Label::NotEntailment, true));
    }
}
