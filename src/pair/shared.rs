//! Words that statements share, weighted by how rare they are, at a cost that grows with the text and not with its square.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::article::Article;
use crate::statement::{Statement, is_negation};
use crate::text::{Span, content_words, tokens};

/// How many of the nearest earlier statements with a word are looked at; a word in more of them is too common to tell.
const POSTINGS: usize = 64;

/// What pairing knows of a statement.
pub(super) struct Profile {
    words: BTreeSet<String>,
    /// Its numbers, as written.
    pub(super) numbers: BTreeSet<String>,
    pub(super) negated: bool,
}

impl Profile {
    pub(super) fn of_all(article: &Article, statements: &[Statement]) -> Vec<Profile> {
        statements
            .iter()
            .map(|statement| Self::of(article, statement))
            .collect()
    }

    fn of(article: &Article, statement: &Statement) -> Profile {
        let text = &statement.proposition;
        let tokens = tokens(text, Span::new(0, text.len()), false);
        let is_number = |word: &str| word.starts_with(|first: char| first.is_ascii_digit());
        // The words of the source take part: they name who the content is about.
        let words = content_words(statement.span.of(article.part(statement.part)))
            .into_iter()
            .collect();
        Profile {
            words,
            numbers: tokens
                .iter()
                .map(|token| token.lower.clone())
                .filter(|word| is_number(word))
                .collect(),
            negated: tokens.iter().any(|token| is_negation(&token.lower)),
        }
    }
}

/// For each statement its partners with shared words, and their similarity: the cosine of the words' squared rarities,
/// from 0 to 1. Both directions are listed.
pub(super) fn partners(profiles: &[Profile]) -> Vec<BTreeMap<usize, f32>> {
    let rarity = rarities(profiles);
    let weight = |word: &str| rarity.get(word).map_or(0.0, |rarity| rarity * rarity);
    let norms: Vec<f32> = profiles
        .iter()
        .map(|p| p.words.iter().map(|word| weight(word)).sum::<f32>().sqrt())
        .collect();
    let mut found: Vec<BTreeMap<usize, f32>> = vec![BTreeMap::new(); profiles.len()];
    let mut postings: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, profile) in profiles.iter().enumerate() {
        for word in &profile.words {
            let earlier = postings.entry(word).or_default();
            for &other in earlier.iter().rev().take(POSTINGS) {
                *found[at].entry(other).or_default() += weight(word);
            }
            earlier.push(at);
        }
        let cosines: Vec<(usize, f32)> = found[at]
            .iter()
            .map(|(&other, shared)| (other, shared / (norms[at] * norms[other]).max(1e-6)))
            .collect();
        for (other, cosine) in cosines {
            found[at].insert(other, cosine);
            found[other].insert(at, cosine);
        }
    }
    found
}

/// Rarity of each word: `ln(1 + statements / statements with the word)`, the usual inverse document frequency.
fn rarities(profiles: &[Profile]) -> HashMap<&str, f32> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for word in profiles.iter().flat_map(|profile| &profile.words) {
        *counts.entry(word).or_default() += 1;
    }
    let total = profiles.len() as f32;
    counts
        .into_iter()
        .map(|(word, count)| (word, (1.0 + total / count as f32).ln()))
        .collect()
}
