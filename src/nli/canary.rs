//! The canary: pairs that no NLI model gets wrong, scored when a model is loaded, so that labels in the wrong order are
//! noticed before a run and not after it.

use super::config::Config;
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

/// Refuses a model whose entailment and contradiction are the wrong way round on average. A two-way model is to find the
/// pairs that it has no label for neutral.
pub(super) fn check(model: &dyn NliModel, config: &Config) -> Result<(), NliError> {
    let pairs = |pairs: [(&str, &str); 3]| {
        pairs.map(|(premise, hypothesis)| Pair::new(premise, hypothesis))
    };
    let entailed = lead(&model.score(&pairs(ENTAILED))?, config, 0);
    let contradicted = lead(&model.score(&pairs(CONTRADICTED))?, config, 2);
    if entailed > 0.0 && contradicted > 0.0 {
        return Ok(());
    }
    Err(NliError::Canary {
        model: model.info().name.clone(),
        labels: model.info().labels.join(", "),
        details: format!(
            "the right label leads by {entailed:.2} where entailment is obvious, by {contradicted:.2} where contradiction is \
             (both should be near 1)"
        ),
    })
}

/// By how much the label `class` (entailment, neutral, contradiction) leads the best other one, on average, -1 to 1.
fn lead(scores: &[NliScores], config: &Config, class: usize) -> f32 {
    const NEUTRAL: usize = 1;
    let class = config.places[class].map_or(NEUTRAL, |_| class);
    let of_one = |scores: &NliScores| {
        let all = scores.as_array();
        let others = (0..3).filter(|&at| at != class).map(|at| all[at]);
        all[class] - others.fold(0.0, f32::max)
    };
    scores.iter().map(of_one).sum::<f32>() / scores.len() as f32
}
