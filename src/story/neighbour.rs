//! Which articles are near which: an index over rare words nominates, the similarity decides. Every step is bounded, so the cost of an
//! article does not grow with the collection.

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use super::StoryOptions;
use super::profile::Profile;

/// How many of its heaviest words an article is sought by.
const SOUGHT: usize = 40;
/// How many of the nearest earlier articles with a word are looked at; a word in more of them is too common to tell.
const POSTINGS: usize = 64;
/// How many earlier articles are compared in full.
const NOMINATED: usize = 24;

/// A pair of articles that are similar enough to be one story.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Neighbours {
    pub(super) earlier: usize,
    pub(super) later: usize,
    pub(super) similarity: f32,
}

/// The pairs of neighbours among `profiles`, which come in the order of time.
pub(super) fn neighbours(profiles: &[Profile<'_>], options: &StoryOptions) -> Vec<Neighbours> {
    let sought: Vec<Vec<(u32, f32)>> = profiles.par_iter().map(sought).collect();
    let mut postings: HashMap<u32, Vec<(usize, f32)>> = HashMap::new();
    for (at, terms) in sought.iter().enumerate() {
        for &(term, weight) in terms {
            postings.entry(term).or_default().push((at, weight));
        }
    }
    let of_article = |later: usize| {
        let profile = &profiles[later];
        let mut shared: BTreeMap<usize, f32> = BTreeMap::new();
        for (term, weight) in &sought[later] {
            let listed = postings.get(term).map_or(&[][..], Vec::as_slice);
            let before = listed.partition_point(|(at, _)| *at < later);
            for (at, other) in listed[..before].iter().rev().take(POSTINGS) {
                *shared.entry(*at).or_default() += weight * other;
            }
        }
        let mut nominated: Vec<(usize, f32)> = shared
            .into_iter()
            .filter(|&(at, _)| {
                let published = profiles[at].published.and(profile.published);
                published.length() <= options.window
            })
            .collect();
        nominated.sort_by(|(a, x), (b, y)| y.total_cmp(x).then(a.cmp(b)));
        nominated.truncate(NOMINATED);
        nominated.into_iter().map(move |(earlier, _)| Neighbours {
            earlier,
            later,
            similarity: profile.similarity(&profiles[earlier]),
        })
    };
    (0..profiles.len())
        .into_par_iter()
        .flat_map_iter(of_article)
        .filter(|pair| pair.similarity >= options.min_similarity)
        .collect()
}

/// The heaviest terms of an article.
fn sought(profile: &Profile<'_>) -> Vec<(u32, f32)> {
    let mut terms = profile.terms.clone();
    terms.sort_by(|(a, x), (b, y)| y.total_cmp(x).then(a.cmp(b)));
    terms.truncate(SOUGHT);
    terms
}
