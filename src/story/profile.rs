//! What an article is about: its rare words and names, weighted, and its embedding.

use std::collections::{BTreeMap, HashMap, HashSet};

use rayon::prelude::*;

use super::Member;
use super::window::Published;
use crate::article::Article;
use crate::embedding::Embedding;
use crate::text::{Span, TokenKind, stem, tokens};

/// How many words at the beginning, title included, count twice: news tells first what it is about.
const LEAD_WORDS: usize = 60;
/// How much more a word of the lead weighs.
const LEAD: f32 = 2.0;
/// How much more a name weighs: what tells two events of one kind apart is mostly who and where.
const NAME: f32 = 2.0;
/// The heaviest words of an article that are kept.
const TERMS: usize = 100;
/// As many articles without any of the words are thought to stand beside those given, so that a word in every article of a small
/// collection still counts.
const BACKGROUND: f32 = 1000.0;
/// How many articles are counted at a time, so that the words of the whole collection are never in memory.
const CHUNK: usize = 256;
/// The weight of the embeddings in a similarity; the words have the rest.
const EMBEDDING: f32 = 0.25;

/// Words by number, ascending, each with a weight.
pub(super) type Terms = Vec<(u32, f32)>;

/// An article as clustering sees it.
pub(super) struct Profile<'a> {
    /// Its heaviest words; a vector of length 1, or empty.
    pub(super) terms: Terms,
    pub(super) embedding: &'a Embedding,
    pub(super) published: Published,
}

impl Profile<'_> {
    /// How similar two articles are, from about 0 to 1.
    pub(super) fn similarity(&self, other: &Self) -> f32 {
        similarity(
            dot(&self.terms, &other.terms),
            self.embedding.cosine(other.embedding),
        )
    }
}

/// The similarity that the cosine of words and the cosine of embeddings make.
pub(super) fn similarity(words: f32, embeddings: f32) -> f32 {
    (1.0 - EMBEDDING) * words + EMBEDDING * embeddings
}

/// The dot product of two sparse vectors.
pub(super) fn dot(a: &[(u32, f32)], b: &[(u32, f32)]) -> f32 {
    let (mut a, mut b) = (a.iter().peekable(), b.iter().peekable());
    let mut sum = 0.0;
    while let (Some((term, x)), Some((other, y))) = (a.peek(), b.peek()) {
        if term == other {
            sum += x * y;
        }
        let (step_a, step_b) = (term <= other, other <= term);
        if step_a {
            a.next();
        }
        if step_b {
            b.next();
        }
    }
    sum
}

/// The profiles of `members`, in their order.
pub(super) fn profiles<'a>(members: &[&Member<'a>]) -> Vec<Profile<'a>> {
    let mut numbers: HashMap<String, u32> = HashMap::new();
    let mut articles_with: Vec<f32> = Vec::new();
    let mut counted: Vec<Terms> = Vec::with_capacity(members.len());
    for chunk in members.chunks(CHUNK) {
        let frequencies: Vec<BTreeMap<String, f32>> = chunk
            .par_iter()
            .map(|member| frequencies(member.article))
            .collect();
        for words in frequencies {
            let number = |(word, weight)| {
                let next = numbers.len() as u32;
                let number = *numbers.entry(word).or_insert(next);
                if number == next {
                    articles_with.push(0.0);
                }
                articles_with[number as usize] += 1.0;
                (number, weight)
            };
            counted.push(words.into_iter().map(number).collect());
        }
    }
    let total = members.len() as f32 + BACKGROUND;
    // Inverse document frequency, smoothed by the background.
    let rarity: Vec<f32> = articles_with
        .iter()
        .map(|count| (1.0 + total / count).ln())
        .collect();
    members
        .par_iter()
        .zip(counted)
        .map(|(member, terms)| Profile {
            terms: heaviest(terms, &rarity),
            embedding: member.embedding,
            published: Published::at(member.article.published),
        })
        .collect()
}

/// The heaviest terms, by their number, as a vector of length 1.
fn heaviest(mut terms: Terms, rarity: &[f32]) -> Terms {
    for (number, weight) in &mut terms {
        *weight *= rarity[*number as usize];
    }
    terms.sort_by(|(a, x), (b, y)| y.total_cmp(x).then(a.cmp(b)));
    terms.truncate(TERMS);
    terms.sort_by_key(|(number, _)| *number);
    let length = terms.iter().map(|(_, x)| x * x).sum::<f32>().sqrt();
    for (_, weight) in &mut terms {
        *weight /= length;
    }
    terms
}

/// How much an article speaks of each of its words: 1 + ln(count), more for names and for words of the lead. A name is a word
/// that the article never writes small.
fn frequencies(article: &Article) -> BTreeMap<String, f32> {
    let separate = article
        .title
        .as_deref()
        .filter(|_| article.title_span.is_none());
    let parts = separate.into_iter().chain([&*article.text]);
    let mut counts: BTreeMap<String, f32> = BTreeMap::new();
    let (mut lead, mut small) = (HashSet::new(), HashSet::new());
    let mut words = 0;
    for text in parts {
        for token in tokens(text, Span::new(0, text.len()), false) {
            words += usize::from(token.kind == TokenKind::Word);
            let Some(stem) = stem(&token) else {
                continue;
            };
            if words <= LEAD_WORDS {
                lead.insert(stem.clone());
            }
            if !token.capital {
                small.insert(stem.clone());
            }
            *counts.entry(stem).or_default() += 1.0;
        }
    }
    for (word, count) in &mut counts {
        let name = if small.contains(word) { 1.0 } else { NAME };
        let lead = if lead.contains(word) { LEAD } else { 1.0 };
        *count = (1.0 + count.ln()) * name * lead;
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_the_lead_weigh_more() {
        let mut text = "Mayor Brandt resigned. ".to_owned();
        text.push_str(&"The town council meets again on another evening. ".repeat(10));
        text.push_str("A ferry waited for Oslo.");
        let frequencies = frequencies(&Article::of_text(&text));
        assert_eq!(frequencies["brandt"], NAME * LEAD);
        assert_eq!(frequencies["resign"], LEAD);
        assert_eq!(frequencies["oslo"], NAME);
        assert_eq!(frequencies["ferri"], 1.0);
        assert!(!frequencies.contains_key("the"));
    }

    #[test]
    fn terms_are_a_unit_vector_of_the_heaviest() {
        let rarity = vec![1.0; 300];
        let terms = heaviest((0..300).map(|at| (at, at as f32)).collect(), &rarity);
        assert_eq!((terms.len(), terms[0].0), (TERMS, 200));
        assert!((dot(&terms, &terms) - 1.0).abs() < 1e-4);
    }

    #[test]
    fn only_shared_terms_count() {
        let (a, b) = ([(1, 2.0), (4, 3.0)], [(0, 5.0), (4, 0.5), (9, 1.0)]);
        assert_eq!(dot(&a, &b), 1.5);
        assert_eq!(dot(&a, &[]), 0.0);
    }
}
