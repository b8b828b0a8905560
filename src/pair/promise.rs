//! How much a pair of statements promises, learned: a small network over the embeddings of both and the signs of the pair.
//!
//! The signs alone see that words are shared, not whether what is shared is what would be disputed. Reading a pair with the NLI
//! model costs ten thousand times as much as this does.

use std::sync::LazyLock;

use super::signs::Signs;
use crate::embedding::Embedding;

/// The weights of the network. `models/recipe/promise.py` fits them on marked stories: the marked contradictions of a story against
/// its other pairs.
#[derive(serde::Deserialize)]
struct Network {
    /// What each sign adds.
    signs: Vec<f32>,
    /// What each component of either embedding adds: whether a statement rebuts or is worth rebutting at all.
    statement: Vec<f32>,
    /// What each input adds to each unit: the products of the components of both embeddings, their distances, the signs.
    hidden: Vec<Vec<f32>>,
    /// What each unit starts from.
    start: Vec<f32>,
    /// What each unit adds.
    units: Vec<f32>,
}

static NETWORK: LazyLock<Network> = LazyLock::new(|| {
    // The shipped file is read by a test; without it the order of pairs would be that of the story.
    serde_json::from_str(include_str!("../../models/promise.json")).unwrap_or(Network {
        signs: Vec::new(),
        statement: Vec::new(),
        hidden: Vec::new(),
        start: Vec::new(),
        units: Vec::new(),
    })
});

/// How much the pair promises, about -10 to 10; the same in either order. Only differences within a story are fitted.
pub(super) fn promise([a, b]: [&Embedding; 2], signs: [f32; Signs::COUNT]) -> f32 {
    let network = &*NETWORK;
    let both = || a.values().zip(b.values());
    let products = both().map(|(x, y)| x * y);
    let distances = both().map(|(x, y)| (x - y).abs());
    let mut units = network.start.clone();
    for (input, weights) in products.chain(distances).chain(signs).zip(&network.hidden) {
        for (unit, weight) in units.iter_mut().zip(weights) {
            *unit += input * weight;
        }
    }
    let rectified = units.iter().map(|unit| unit.max(0.0));
    weighted(both().map(|(x, y)| x + y), &network.statement)
        + weighted(signs.into_iter(), &network.signs)
        + weighted(rectified, &network.units)
}

/// The sum of the values by their weights.
pub(super) fn weighted(values: impl Iterator<Item = f32>, weights: &[f32]) -> f32 {
    values
        .zip(weights)
        .map(|(value, weight)| value * weight)
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::embedding::DIMENSIONS;

    #[test]
    fn the_shipped_network_has_a_weight_for_everything() {
        assert_eq!(NETWORK.signs.len(), Signs::COUNT);
        assert_eq!(NETWORK.statement.len(), DIMENSIONS);
        assert_eq!(NETWORK.hidden.len(), 2 * DIMENSIONS + Signs::COUNT);
        let units = NETWORK.units.len();
        assert!(units > 0 && NETWORK.start.len() == units);
        assert!(NETWORK.hidden.iter().all(|input| input.len() == units));
    }

    #[test]
    fn a_pair_promises_the_same_in_either_order_and_not_the_same_as_another() {
        let embedding = |seed: usize| {
            let values: Vec<f32> = (0..DIMENSIONS)
                .map(|at| ((at * seed) as f32).sin())
                .collect();
            Embedding::of(&values).expect("an embedding")
        };
        let (a, b) = (embedding(3), embedding(7));
        let none = [0.0; Signs::COUNT];
        assert_eq!(promise([&a, &b], none), promise([&b, &a], none));
        assert_ne!(promise([&a, &a], none), promise([&a, &b], none));
    }
}
