//! From neighbours to groups: average-link clustering (UPGMA; Sokal and Michener 1958) over a sparse graph.
//!
//! The mean similarity of all pairs between two groups is the product of their sums, so a group needs no list of its pairs. Groups whose
//! mean reaches a threshold have a pair that does, so only neighbours can ever be joined, and leaving out the rest changes nothing.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

use super::StoryOptions;
use super::neighbour::Neighbours;
use super::profile::{Profile, Terms, dot, similarity};
use super::window::Published;

/// Articles that were joined.
struct Group {
    members: Vec<usize>,
    /// The sum of their terms and of their embeddings.
    terms: Terms,
    embedding: Vec<f32>,
    published: Published,
    /// The groups that are near it.
    near: BTreeSet<usize>,
}

impl Group {
    fn of(at: usize, profile: &Profile<'_>) -> Self {
        Self {
            members: vec![at],
            terms: profile.terms.clone(),
            embedding: profile.embedding.values().collect(),
            published: profile.published,
            near: BTreeSet::new(),
        }
    }

    fn similarity(&self, other: &Self) -> f32 {
        let pairs = (self.members.len() * other.members.len()) as f32;
        let embeddings: f32 = self
            .embedding
            .iter()
            .zip(&other.embedding)
            .map(|(a, b)| a * b)
            .sum();
        similarity(dot(&self.terms, &other.terms) / pairs, embeddings / pairs)
    }

    fn join(mut self, other: Self) -> Self {
        self.members.extend(other.members);
        self.terms = sum(&self.terms, &other.terms);
        for (a, b) in self.embedding.iter_mut().zip(other.embedding) {
            *a += b;
        }
        self.published = self.published.and(other.published);
        self.near.extend(other.near);
        self
    }
}

/// The sum of two sparse vectors.
fn sum(a: &[(u32, f32)], b: &[(u32, f32)]) -> Terms {
    let mut sum: Terms = Vec::with_capacity(a.len() + b.len());
    let (mut a, mut b) = (a.iter().peekable(), b.iter().peekable());
    while let Some(next) = match (a.peek(), b.peek()) {
        (Some(x), Some(y)) if y.0 < x.0 => b.next(),
        (Some(_), _) => a.next(),
        (None, _) => b.next(),
    } {
        match sum.last_mut() {
            Some((term, weight)) if *term == next.0 => *weight += next.1,
            _ => sum.push(*next),
        }
    }
    sum
}

/// Two groups that could be joined; the greatest is the most similar, then the one of the earliest groups.
#[derive(Debug, PartialEq)]
struct Joint {
    similarity: f32,
    groups: Reverse<(usize, usize)>,
}

impl Eq for Joint {}

impl Ord for Joint {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let similarity = self.similarity.total_cmp(&other.similarity);
        similarity.then(self.groups.cmp(&other.groups))
    }
}

impl PartialOrd for Joint {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// The groups of the articles, as places in `profiles`: each ascending, and by their first articles.
pub(super) fn groups(
    profiles: &[Profile<'_>],
    neighbours: &[Neighbours],
    options: &StoryOptions,
) -> Vec<Vec<usize>> {
    let mut groups: Vec<Option<Group>> = profiles
        .iter()
        .enumerate()
        .map(|(at, profile)| Some(Group::of(at, profile)))
        .collect();
    let mut joints = BinaryHeap::with_capacity(neighbours.len());
    for pair in neighbours {
        for (one, other) in [(pair.earlier, pair.later), (pair.later, pair.earlier)] {
            if let Some(group) = &mut groups[one] {
                group.near.insert(other);
            }
        }
        joints.push(Joint {
            similarity: pair.similarity,
            groups: Reverse((pair.earlier, pair.later)),
        });
    }
    while let Some(Joint {
        groups: Reverse((a, b)),
        ..
    }) = joints.pop()
    {
        // What a group was before it was joined is gone, and its joints with it.
        if groups[a].is_none() || groups[b].is_none() {
            continue;
        }
        let joined = groups[a].take().zip(groups[b].take());
        let Some(mut group) = joined.map(|(one, other)| one.join(other)) else {
            continue;
        };
        let place = groups.len();
        let mut near = BTreeSet::new();
        for other in std::mem::take(&mut group.near) {
            let Some(neighbour) = &mut groups[other] else {
                continue;
            };
            neighbour.near.retain(|&at| at != a && at != b);
            let similarity = group.similarity(neighbour);
            let apart = group.published.and(neighbour.published).length() > options.window;
            if similarity >= options.min_similarity && !apart {
                neighbour.near.insert(place);
                near.insert(other);
                joints.push(Joint {
                    similarity,
                    groups: Reverse((other, place)),
                });
            }
        }
        group.near = near;
        groups.push(Some(group));
    }
    let mut groups: Vec<Vec<usize>> = groups
        .into_iter()
        .flatten()
        .map(|group| group.members)
        .collect();
    for members in &mut groups {
        members.sort_unstable();
    }
    groups.sort_unstable();
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sparse_vectors_add_up() {
        assert_eq!(
            sum(&[(1, 1.0), (3, 2.0)], &[(0, 4.0), (3, 0.5), (7, 1.0)]),
            [(0, 4.0), (1, 1.0), (3, 2.5), (7, 1.0)]
        );
    }

    #[test]
    fn the_most_similar_come_first_and_then_the_earliest() {
        let joint = |similarity, a, b| Joint {
            similarity,
            groups: Reverse((a, b)),
        };
        assert!(joint(0.5, 3, 4) > joint(0.4, 1, 2));
        assert!(joint(0.5, 1, 2) > joint(0.5, 1, 3));
    }
}
