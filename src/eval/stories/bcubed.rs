//! B-cubed: how alike two ways of grouping the same things are, seen from each thing (Bagga and Baldwin 1998, "Algorithms for scoring
//! coreference chains").

use std::collections::HashMap;
use std::hash::Hash;

/// Precision and recall of the groups `found` against the groups `gold`, both one a thing, in the same order. Each from 0 to 1; 0 when
/// there is nothing.
pub(super) fn precision_and_recall<F: Eq + Hash, G: Eq + Hash>(
    found: &[F],
    gold: &[G],
) -> (f64, f64) {
    let (in_found, in_gold) = (sizes(found.iter()), sizes(gold.iter()));
    let in_both = sizes(found.iter().zip(gold));
    let mean_share = |sizes: &dyn Fn(&F, &G) -> usize| {
        let things = found.iter().zip(gold);
        let shares = things.map(|pair| in_both[&pair] as f64 / sizes(pair.0, pair.1) as f64);
        shares.sum::<f64>() / found.len().max(1) as f64
    };
    (
        mean_share(&|found, _| in_found[found]),
        mean_share(&|_, gold| in_gold[gold]),
    )
}

fn sizes<T: Eq + Hash>(labels: impl Iterator<Item = T>) -> HashMap<T, usize> {
    let mut sizes = HashMap::new();
    for label in labels {
        *sizes.entry(label).or_default() += 1;
    }
    sizes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_the_paper() {
        // Truth: {1-5}, {6, 7}, {8-12}; response: {1-5}, {6-12}.
        let gold = [1, 1, 1, 1, 1, 2, 2, 3, 3, 3, 3, 3];
        let found = [1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2];
        let (precision, recall) = precision_and_recall(&found, &gold);
        assert!((precision - 16.0 / 21.0).abs() < 1e-12, "{precision}");
        assert_eq!(recall, 1.0);
        assert_eq!(precision_and_recall::<u8, u8>(&[], &[]), (0.0, 0.0));
    }
}
