//! Syndicated copies: articles that print the same text, with an edited lead, a cut tail or another headline.

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use super::minhash::{buckets, mix};
use crate::article::{Article, ArticleId};
use crate::text::{Span, TokenKind, tokens};

/// How many words in a row make a shingle.
const SHINGLE: usize = 5;
/// The share of the shorter text's shingles that a copy has in common with the longer one.
const CONTAINED: f32 = 0.7;
/// A text with fewer shingles is too short to be known as a copy.
const SHORTEST: usize = 20;
/// How many earlier articles of a bucket are compared: in a chain of copies each has some before it.
const CHAIN: usize = 8;

/// The groups of articles with the same text, titles left out: each of two articles or more, sorted by id, as are the groups.
///
/// Texts that probably share many runs of five words are found by MinHash, and are copies when the shorter one has 70 % of its runs in the
/// longer. Texts of less than 24 words are never copies. The result depends neither on the order of `articles` nor on threads.
pub fn copies(articles: &[&Article]) -> Vec<Vec<ArticleId>> {
    let mut articles = articles.to_vec();
    articles.sort_by(|a, b| a.id.cmp(&b.id));
    let shingles: Vec<Vec<u64>> = articles
        .par_iter()
        .map(|article| shingles(&article.text))
        .collect();
    let keys: Vec<Vec<(usize, u64)>> = shingles
        .par_iter()
        .map(|shingles| {
            if shingles.len() < SHORTEST {
                Vec::new()
            } else {
                buckets(shingles)
            }
        })
        .collect();
    let mut filled: HashMap<(usize, u64), Vec<usize>> = HashMap::new();
    let mut first: Vec<usize> = (0..articles.len()).collect();
    for (at, keys) in keys.into_iter().enumerate() {
        let mut others = Vec::new();
        for key in keys {
            let bucket = filled.entry(key).or_default();
            others.extend(bucket.iter().rev().take(CHAIN));
            bucket.push(at);
        }
        others.sort_unstable();
        others.dedup();
        for other in others {
            let (one, two) = (root(&first, at), root(&first, other));
            if one != two && contained(&shingles[at], &shingles[other]) >= CONTAINED {
                first[one.max(two)] = one.min(two);
            }
        }
    }
    let mut groups: BTreeMap<usize, Vec<ArticleId>> = BTreeMap::new();
    for (at, article) in articles.iter().enumerate() {
        groups
            .entry(root(&first, at))
            .or_default()
            .push(article.id.clone());
    }
    groups.into_values().filter(|ids| ids.len() > 1).collect()
}

/// The first of the group that `at` is in.
fn root(first: &[usize], mut at: usize) -> usize {
    while first[at] != at {
        at = first[at];
    }
    at
}

/// The hashes of all runs of [`SHINGLE`] words of a text, ascending, each once.
fn shingles(text: &str) -> Vec<u64> {
    let words: Vec<u64> = tokens(text, Span::new(0, text.len()), false)
        .iter()
        .filter(|token| token.kind == TokenKind::Word)
        .map(|token| hash(&token.lower))
        .collect();
    let mut shingles: Vec<u64> = words
        .windows(SHINGLE)
        .map(|run| run.iter().fold(0, |hash, word| mix(hash ^ word)))
        .collect();
    shingles.sort_unstable();
    shingles.dedup();
    shingles
}

/// FNV-1a: the same on every machine.
fn hash(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// The share of the smaller of two ascending sets that is in the larger, from 0 to 1.
fn contained(a: &[u64], b: &[u64]) -> f32 {
    let (small, large) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let shared = small
        .iter()
        .filter(|shingle| large.binary_search(shingle).is_ok())
        .count();
    shared as f32 / small.len().max(1) as f32
}
