//! The canary: pairs that no NLI model gets wrong, scored when a model is loaded, so that labels in the wrong order are
//! noticed before a run and not after it.

use super::{NliError, NliModel, NliScores, Pair};

const ENTAILED: [(&str, &str); 3] = [
    (
        "A man is playing a guitar on the stage.",
        "A man is playing an instrument.",
    ),
    ("The minister resigned on Monday.", "The minister resigned."),
    (
        "Two dogs are running through the snow.",
        "Animals are running outside.",
    ),
];
const CONTRADICTED: [(&str, &str); 3] = [
    (
        "A man is sleeping in his bed.",
        "A man is running a marathon.",
    ),
    (
        "The company made a profit last year.",
        "The company made no profit last year.",
    ),
    (
        "The bridge is open to traffic.",
        "The bridge is closed to traffic.",
    ),
];

/// Refuses a model whose entailment and contradiction are the wrong way round on average.
pub(super) fn check(model: &dyn NliModel) -> Result<(), NliError> {
    let pairs = |pairs: [(&str, &str); 3]| {
        pairs.map(|(premise, hypothesis)| Pair::new(premise, hypothesis))
    };
    let entailed = model.score(&pairs(ENTAILED))?;
    let contradicted = model.score(&pairs(CONTRADICTED))?;
    let mean = |scores: &[NliScores], of: fn(&NliScores) -> f32| {
        scores.iter().map(of).sum::<f32>() / scores.len() as f32
    };
    let right = |scores: &NliScores| scores.entailment - scores.contradiction.max(scores.neutral);
    let wrong = |scores: &NliScores| scores.contradiction - scores.entailment.max(scores.neutral);
    let (entailment, contradiction) = (mean(&entailed, right), mean(&contradicted, wrong));
    if entailment > 0.0 && contradiction > 0.0 {
        return Ok(());
    }
    Err(NliError::Canary {
        model: model.info().name.clone(),
        labels: model.info().labels.join(", "),
        details: format!(
            "entailment leads by {entailment:.2} where it is obvious, contradiction by {contradiction:.2} where it is \
             (both should be near 1)"
        ),
    })
}
