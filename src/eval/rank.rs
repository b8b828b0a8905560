//! Figures of a ranking, best first: which of its items are hits.

/// Average precision: the mean over all relevant items of the precision at each hit, items never found counting 0
/// (Manning, Raghavan and Schütze 2008, section 8.4). 0 when nothing is relevant.
pub(super) fn average_precision(hits: &[bool], relevant: usize) -> f64 {
    let mut found = 0;
    let mut sum = 0.0;
    for (at, _) in hits.iter().enumerate().filter(|(_, hit)| **hit) {
        found += 1;
        sum += f64::from(found) / (at + 1) as f64;
    }
    if relevant == 0 {
        0.0
    } else {
        sum / relevant as f64
    }
}

/// The share of hits among the first `k`; a shorter ranking counts as filled up with misses.
pub(super) fn precision_at(hits: &[bool], k: usize) -> f64 {
    hits.iter().take(k).filter(|hit| **hit).count() as f64 / k as f64
}

/// The best F1 over all places to cut the ranking.
pub(super) fn best_f1(hits: &[bool], relevant: usize) -> f64 {
    let mut found = 0;
    let f1 = |(at, hit): (usize, &bool)| {
        found += usize::from(*hit);
        2.0 * found as f64 / (at + 1 + relevant) as f64
    };
    hits.iter().enumerate().map(f1).fold(0.0, f64::max)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_of_a_small_ranking() {
        let hits = [true, false, true, false];
        assert!((average_precision(&hits, 3) - (1.0 + 2.0 / 3.0) / 3.0).abs() < 1e-12);
        assert!((precision_at(&hits, 2) - 0.5).abs() < 1e-12);
        assert!((precision_at(&hits, 10) - 0.2).abs() < 1e-12);
        assert!((best_f1(&hits, 3) - 2.0 / 3.0).abs() < 1e-12);
        assert_eq!(average_precision(&[], 0), 0.0);
    }
}
