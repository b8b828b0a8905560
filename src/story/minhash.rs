//! MinHash (Broder 1997): sets that have much in common have the same least elements under random orders, and fall into the same
//! buckets (locality-sensitive hashing; Indyk and Motwani 1998). Written here because no such crate is kept up.

/// How many buckets a set falls into.
const BANDS: usize = 64;
/// How many least elements must agree for two sets to share a bucket. With 64 bands of 2, sets with a Jaccard similarity of 0.3 share one
/// with a probability of 0.998, those of 0.2 with 0.93, those of 0.01 with 0.006.
const ROWS: usize = 2;

/// The buckets that a set of hashes falls into, one a band; none for an empty set.
pub(super) fn buckets(elements: &[u64]) -> Vec<(usize, u64)> {
    if elements.is_empty() {
        return Vec::new();
    }
    let least = |order: u64| {
        elements
            .iter()
            .map(|&element| mix(element ^ mix(order)))
            .min()
    };
    let bucket = |band: usize| {
        let rows = (0..ROWS).map(|row| (band * ROWS + row + 1) as u64);
        rows.filter_map(least)
            .fold(0, |bucket, least| mix(bucket ^ least))
    };
    (0..BANDS).map(|band| (band, bucket(band))).collect()
}

/// A number that is as good as random for every number: the finaliser of SplitMix64 (Steele, Lea and Flood 2014).
pub(super) fn mix(number: u64) -> u64 {
    let number = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shared(a: std::ops::Range<u64>, b: std::ops::Range<u64>) -> usize {
        let of = |range: std::ops::Range<u64>| buckets(&range.map(mix).collect::<Vec<_>>());
        let (a, b) = (of(a), of(b));
        a.iter().zip(&b).filter(|(a, b)| a == b).count()
    }

    #[test]
    fn the_more_sets_share_the_more_buckets_they_share() {
        assert_eq!(shared(0..500, 0..500), BANDS);
        // A Jaccard similarity of 0.5 is expected to share 64 / 4.
        let half = shared(0..750, 250..1000);
        assert!((8..=26).contains(&half), "{half}");
        assert_eq!(shared(0..500, 1000..1500), 0);
        assert!(buckets(&[]).is_empty());
    }
}
