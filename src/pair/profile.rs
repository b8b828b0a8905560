//! What pairing knows of a statement, and which words two statements share.

use std::collections::{BTreeSet, HashMap};

use super::Member;
use super::rebuttal::rebuttal;
use crate::embedding::Embedding;
use crate::statement::{Stance, Statement, is_negation};
use crate::text::{Span, content_words, tokens};

/// What pairing knows of a statement.
pub(super) struct Profile<'a> {
    pub(super) statement: &'a Statement,
    pub(super) embedding: &'a Embedding,
    /// Which article of the story it stands in.
    pub(super) article: usize,
    words: BTreeSet<String>,
    /// Its numbers, as written.
    numbers: BTreeSet<String>,
    negated: bool,
    /// How much it reads like a rebuttal, from 0 to 1.
    pub(super) rebuttal: f32,
}

impl<'a> Profile<'a> {
    pub(super) fn of_all(story: &[Member<'a>]) -> Vec<Self> {
        let members = story.iter().enumerate();
        members
            .flat_map(|(article, member)| {
                let statements = member.statements.iter();
                statements.map(move |(statement, embedding)| {
                    Self::of(article, member, statement, embedding)
                })
            })
            .collect()
    }

    fn of(
        article: usize,
        member: &Member<'a>,
        statement: &'a Statement,
        embedding: &'a Embedding,
    ) -> Self {
        let text = &statement.proposition;
        let tokens = tokens(text, Span::new(0, text.len()), false);
        let is_number = |word: &str| word.starts_with(|first: char| first.is_ascii_digit());
        // The words of the source take part: they name who the content is about.
        let sentence = statement.span.of(member.article.part(statement.part));
        Self {
            statement,
            embedding,
            article,
            words: content_words(sentence).into_iter().collect(),
            numbers: tokens
                .iter()
                .map(|token| token.lower.clone())
                .filter(|word| is_number(word))
                .collect(),
            negated: tokens.iter().any(|token| is_negation(&token.lower)),
            rebuttal: rebuttal(embedding),
        }
    }

    /// Whether one denies and the other does not.
    pub(super) fn only_one_denies(&self, other: &Self) -> bool {
        (self.statement.stance == Stance::Deny) != (other.statement.stance == Stance::Deny)
    }

    /// Whether one is negated and the other is not.
    pub(super) fn only_one_is_negated(&self, other: &Self) -> bool {
        self.negated != other.negated
    }

    /// Whether both have numbers, and none agrees.
    pub(super) fn has_other_numbers(&self, other: &Self) -> bool {
        !self.numbers.is_empty()
            && !other.numbers.is_empty()
            && self.numbers.is_disjoint(&other.numbers)
    }

    /// Cosine of the embeddings, cut at 0.
    pub(super) fn meaning(&self, other: &Self) -> f32 {
        self.embedding.cosine(other.embedding).max(0.0)
    }
}

/// How much of their words two statements share, told of one statement after the other: a story has too many pairs to keep them all.
pub(super) struct SharedWords<'a> {
    profiles: &'a [Profile<'a>],
    reach: usize,
    rarity: HashMap<&'a str, f32>,
    norms: Vec<f32>,
    /// The statements so far that have a word, by the word.
    earlier: HashMap<&'a str, Vec<usize>>,
}

impl<'a> SharedWords<'a> {
    /// Of statements no more than `reach` apart.
    pub(super) fn of(profiles: &'a [Profile<'a>], reach: usize) -> Self {
        let rarity = rarities(profiles);
        let norm = |profile: &Profile<'_>| {
            let squares = profile.words.iter().map(|word| weight(&rarity, word));
            squares.sum::<f32>().sqrt()
        };
        Self {
            profiles,
            reach,
            norms: profiles.iter().map(norm).collect(),
            rarity,
            earlier: HashMap::new(),
        }
    }

    /// For each earlier statement that has words in common with the one at `at`, the next in order: the cosine of the words' squared
    /// rarities, from 0 to 1.
    pub(super) fn with_earlier(&mut self, at: usize) -> HashMap<usize, f32> {
        let mut found: HashMap<usize, f32> = HashMap::new();
        for word in &self.profiles[at].words {
            let others = self.earlier.entry(word).or_default();
            let near = others
                .iter()
                .rev()
                .take_while(|other| at - **other <= self.reach);
            for &other in near {
                *found.entry(other).or_default() +=
                    weight(&self.rarity, word) / (self.norms[at] * self.norms[other]).max(1e-6);
            }
            others.push(at);
        }
        found
    }
}

/// What a word counts: the square of its rarity.
fn weight(rarity: &HashMap<&str, f32>, word: &str) -> f32 {
    rarity.get(word).map_or(0.0, |rarity| rarity * rarity)
}

/// Rarity of each word: `ln(1 + statements / statements with the word)`, the usual inverse document frequency.
fn rarities<'a>(profiles: &'a [Profile<'_>]) -> HashMap<&'a str, f32> {
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
