//! Whether a statement rebuts something at all: learned on its own, from one vector instead of a pair.

use std::sync::LazyLock;

use super::promise::weighted;
use crate::embedding::{DIMENSIONS, Embedding};

/// A logistic model over the components of an embedding. `models/recipe/rebuttal.py` fits it on the denying sides of marked
/// contradictions.
#[derive(serde::Deserialize)]
struct Probe {
    bias: f32,
    weights: Vec<f32>,
}

static PROBE: LazyLock<Probe> = LazyLock::new(|| {
    // The shipped file is read by a test; without it every statement would count as much as any other.
    serde_json::from_str(include_str!("../../models/rebuttal.json")).unwrap_or(Probe {
        bias: 0.0,
        weights: vec![0.0; DIMENSIONS],
    })
});

/// How much a text reads like a rebuttal, from 0 to 1.
pub(super) fn rebuttal(embedding: &Embedding) -> f32 {
    let sum = weighted(embedding.values(), &PROBE.weights);
    1.0 / (1.0 + (-(sum + PROBE.bias)).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_probe_fits_the_embeddings() {
        assert_eq!(PROBE.weights.len(), DIMENSIONS);
        assert!(PROBE.weights.iter().any(|weight| *weight != 0.0));
    }
}
