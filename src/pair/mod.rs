//! Stage *pair*: which statements of a story are worth holding against each other, and why.
//!
//! Scoring a pair costs milliseconds, so a statement is compared with a bounded number of others: those it denies, and
//! those that share its rare words, the more so when one of the two denies, when their negation or numbers differ, or when
//! they stand close together.

mod shared;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::article::Article;
use crate::statement::{Stance, Statement, StatementId};
use shared::Profile;

/// Statements of this many sentences apart stand close together.
const NEAR: usize = 2;

/// Why a pair was worth scoring; where several hold, the first of this list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// One denies what the other says, and was resolved to it.
    Denies,
    /// One source denies something and both share words.
    Denial,
    /// One is negated, the other not, and both share words.
    Negation,
    /// Both share words and have numbers of which none agrees.
    Numbers,
    /// They stand close together and share words.
    Neighbours,
    /// They share rare words.
    SharedWords,
    /// Every pair was asked for.
    Exhaustive,
}

/// Two statements that are worth scoring; `a` comes before `b`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The earlier statement.
    pub a: StatementId,
    /// The later statement.
    pub b: StatementId,
    /// Why they were paired.
    pub reason: Reason,
}

/// How to pair.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct PairOptions {
    /// Pair every statement with every other. Default: no.
    pub all: bool,
    /// How many partners a statement seeks at most. It can be in more pairs, when others seek it. Default: 8.
    pub partners: usize,
    /// The score below which words in common are chance, from 0 to about 1.5. Default: 0.1.
    pub min_score: f32,
}

impl Default for PairOptions {
    fn default() -> Self {
        Self {
            all: false,
            partners: 8,
            min_score: 0.1,
        }
    }
}

/// The pairs of the statements of one article, in reading order.
pub fn candidates(
    article: &Article,
    statements: &[Statement],
    options: &PairOptions,
) -> Vec<Candidate> {
    let pairs = if options.all {
        every_pair(statements)
    } else {
        anchored(article, statements, options)
    };
    let candidate = |((a, b), reason): ((usize, usize), Reason)| Candidate {
        a: statements[a].id.clone(),
        b: statements[b].id.clone(),
        reason,
    };
    pairs.into_iter().map(candidate).collect()
}

fn every_pair(statements: &[Statement]) -> BTreeMap<(usize, usize), Reason> {
    let count = statements.len();
    let pairs = (0..count).flat_map(|a| (a + 1..count).map(move |b| (a, b)));
    pairs
        .filter(|&(a, b)| comparable(statements, a, b))
        .map(|pair| (pair, Reason::Exhaustive))
        .collect()
}

fn anchored(
    article: &Article,
    statements: &[Statement],
    options: &PairOptions,
) -> BTreeMap<(usize, usize), Reason> {
    let profiles = Profile::of_all(article, statements);
    let mut pairs = BTreeMap::new();
    for (at, partners) in shared::partners(&profiles).into_iter().enumerate() {
        let mut scored: Vec<(f32, usize, Reason)> = partners
            .into_iter()
            .filter(|&(other, _)| comparable(statements, at, other))
            .map(|(other, similarity)| scored(statements, &profiles, at, other, similarity))
            .filter(|&(score, ..)| score >= options.min_score)
            .collect();
        scored.sort_by(|(a, at_a, _), (b, at_b, _)| b.total_cmp(a).then(at_a.cmp(at_b)));
        for (_, other, reason) in scored.into_iter().take(options.partners) {
            pairs.insert((at.min(other), at.max(other)), reason);
        }
    }
    for pair in answers(statements) {
        pairs.entry(pair).or_insert(Reason::Neighbours);
    }
    pairs.extend(resolved(statements).map(|pair| (pair, Reason::Denies)));
    pairs
}

/// What stands close together and is said by different sources: an answer often shares no word with what it answers.
fn answers(statements: &[Statement]) -> impl Iterator<Item = (usize, usize)> {
    let near = |a: usize, b: usize| {
        statements[a].part == statements[b].part
            && statements[b].sentence - statements[a].sentence <= NEAR
    };
    let attributed = |at: usize| statements[at].attribution.is_some();
    (0..statements.len()).flat_map(move |a| {
        let following = (a + 1..statements.len()).take_while(move |&b| near(a, b));
        following
            .filter(move |&b| comparable(statements, a, b) && (attributed(a) || attributed(b)))
            .map(move |b| (a, b))
    })
}

/// Each denial with what it was resolved to.
fn resolved(statements: &[Statement]) -> impl Iterator<Item = (usize, usize)> {
    let target = |denied: &StatementId| statements.iter().position(|other| other.id == *denied);
    statements
        .iter()
        .enumerate()
        .filter_map(move |(at, statement)| {
            let denied = target(statement.denies.as_ref()?)?;
            Some((denied.min(at), denied.max(at)))
        })
}

/// Only two sources contradict each other inside one sentence; and what is denied elsewhere is not compared by the words of the
/// denial.
fn comparable(statements: &[Statement], a: usize, b: usize) -> bool {
    let (a, b) = (&statements[a], &statements[b]);
    let source = |statement: &Statement| {
        let source = statement.attribution.as_ref()?.source.as_ref()?;
        Some(source.span)
    };
    let one_sentence = (a.part, a.sentence) == (b.part, b.sentence);
    let two_sources = source(a)
        .zip(source(b))
        .is_some_and(|(a_source, b_source)| a_source != b_source && a.content != b.content);
    (!one_sentence || two_sources) && !a.is_anaphoric && !b.is_anaphoric
}

/// How much two statements call for a comparison. The similarity of their words counts most; what one does to the other
/// lifts it.
fn scored(
    statements: &[Statement],
    profiles: &[Profile],
    at: usize,
    other: usize,
    similarity: f32,
) -> (f32, usize, Reason) {
    let (a, b) = (&statements[at], &statements[other]);
    let (pa, pb) = (&profiles[at], &profiles[other]);
    let near = a.part == b.part && a.sentence.abs_diff(b.sentence) <= NEAR;
    let signs = [
        (
            (a.stance == Stance::Deny) != (b.stance == Stance::Deny),
            0.2,
            Reason::Denial,
        ),
        (pa.negated != pb.negated, 0.1, Reason::Negation),
        (
            !pa.numbers.is_empty() && !pb.numbers.is_empty() && pa.numbers.is_disjoint(&pb.numbers),
            0.1,
            Reason::Numbers,
        ),
        (near, 0.05, Reason::Neighbours),
    ];
    let lift: f32 = signs
        .iter()
        .filter(|(holds, ..)| *holds)
        .map(|(_, lift, _)| lift)
        .sum();
    let reason = signs
        .iter()
        .find(|(holds, ..)| *holds)
        .map_or(Reason::SharedWords, |&(.., reason)| reason);
    (similarity + lift, other, reason)
}

#[cfg(all(test, feature = "embedded-model"))]
mod tests;
