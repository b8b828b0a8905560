//! Stage *pair*: which statements of a story are worth holding against each other, and why.
//!
//! Scoring a pair costs milliseconds, so a story gets a number of pairs in proportion to its statements: a denial with what it
//! was resolved to, then those that promise most. A statement that reads like a rebuttal or denies seeks what it may answer;
//! numbers seek other numbers of the same thing; words and meaning in common are the ground for all. How much each of these
//! promises is learned from marked stories.

mod profile;
mod promise;
mod rebuttal;
mod signs;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::article::Article;
use crate::embedding::Embedding;
use crate::statement::{Statement, StatementId};
use crate::text::Span;
use profile::{Profile, SharedWords};
use signs::Signs;

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
    /// They speak of the same thing in other words.
    Meaning,
    /// Every pair was asked for.
    Exhaustive,
}

/// Two statements that are worth scoring; `a` comes before `b` in the story.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// The earlier statement.
    pub a: StatementId,
    /// The later statement.
    pub b: StatementId,
    /// Why they were paired.
    pub reason: Reason,
    /// How close their meanings lie: the cosine of their embeddings, 0 to 1.
    pub meaning: f32,
    /// How likely they looked to contradict each other before NLI read them, about -10 to 10: log-odds up to a constant of the story.
    pub promise: f32,
    /// How much `a` and `b` read like a rebuttal of something, each from 0 to 1.
    pub rebuttal: [f32; 2],
}

/// How to pair.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct PairOptions {
    /// Pair every statement of a story with every other. Default: no.
    pub all: bool,
    /// How many pairs a story gets for each of its statements. Default: 10.
    pub pairs_per_statement: usize,
    /// In how many pairs one statement can be at most: twice the mean. Default: 40.
    pub most_partners: usize,
    /// How many statements before it, in the order of the story, a statement is held against: about those of 25 articles. A longer story
    /// costs in proportion to its length and not to its square. Default: 1024.
    pub reach: usize,
}

impl Default for PairOptions {
    fn default() -> Self {
        Self {
            all: false,
            pairs_per_statement: 10,
            most_partners: 40,
            reach: 1024,
        }
    }
}

/// An article of a story as pairing sees it.
#[derive(Debug, Clone)]
pub struct Member<'a> {
    /// The article.
    pub article: &'a Article,
    /// The statements to compare, in reading order, with the embeddings of their propositions.
    pub statements: Vec<(&'a Statement, &'a Embedding)>,
}

/// The pairs of a story's statements, inside its articles and across them, in reading order.
pub fn candidates(story: &[Member<'_>], options: &PairOptions) -> Vec<Candidate> {
    let profiles = Profile::of_all(story);
    let reach = if options.all {
        profiles.len()
    } else {
        options.reach
    };
    let resolved: BTreeSet<(usize, usize)> = resolved(&profiles).collect();
    let (mut every, mut answers) = (Vec::new(), Vec::new());
    let mut shared = SharedWords::of(&profiles, reach);
    for b in 0..profiles.len() {
        let words = shared.with_earlier(b);
        let looked_at = |a: usize| {
            let words = words.get(&a).copied().unwrap_or_default();
            LookedAt::of(&profiles, (a, b), words)
        };
        let comparable = |&a: &usize| comparable(&profiles[a], &profiles[b]);
        let near = b.saturating_sub(reach)..b;
        every.extend(near.filter(comparable).map(looked_at));
        let answered = resolved.iter().filter(|pair| pair.1 == b);
        answers.extend(answered.map(|pair| looked_at(pair.0).because(Reason::Denies)));
    }
    let mut pairs: BTreeMap<(usize, usize), LookedAt> = if options.all {
        every
            .into_iter()
            .map(|found| (found.pair(), found.because(Reason::Exhaustive)))
            .collect()
    } else {
        promising(every, profiles.len(), options)
    };
    pairs.extend(answers.into_iter().map(|found| (found.pair(), found)));
    let candidate = |((a, b), found): ((usize, usize), LookedAt)| Candidate {
        a: profiles[a].statement.id.clone(),
        b: profiles[b].statement.id.clone(),
        reason: found.reason,
        meaning: profiles[a].meaning(&profiles[b]),
        promise: found.promise,
        rebuttal: [profiles[a].rebuttal, profiles[b].rebuttal],
    };
    pairs.into_iter().map(candidate).collect()
}

/// Two statements, by their places in the story, and what a first look says. A story of thousands of statements has millions of these.
#[derive(Clone, Copy)]
struct LookedAt {
    promise: f32,
    a: u32,
    b: u32,
    reason: Reason,
}

impl LookedAt {
    fn of(profiles: &[Profile<'_>], (a, b): (usize, usize), words: f32) -> Self {
        let signs = Signs::of(&profiles[a], &profiles[b], words);
        let embeddings = [profiles[a].embedding, profiles[b].embedding];
        Self {
            promise: promise::promise(embeddings, signs.values()),
            a: a as u32,
            b: b as u32,
            reason: signs.reason(),
        }
    }

    fn pair(&self) -> (usize, usize) {
        (self.a as usize, self.b as usize)
    }

    fn because(self, reason: Reason) -> Self {
        Self { reason, ..self }
    }
}

/// Those that promise most, at most so many for each of the story's statements.
fn promising(
    mut ranked: Vec<LookedAt>,
    statements: usize,
    options: &PairOptions,
) -> BTreeMap<(usize, usize), LookedAt> {
    ranked.sort_unstable_by(|x, y| {
        y.promise
            .total_cmp(&x.promise)
            .then(x.pair().cmp(&y.pair()))
    });
    let mut partners = vec![0; statements];
    let mut pairs = BTreeMap::new();
    for found in ranked {
        if pairs.len() >= options.pairs_per_statement * statements {
            break;
        }
        let (a, b) = found.pair();
        if partners[a].max(partners[b]) < options.most_partners {
            partners[a] += 1;
            partners[b] += 1;
            pairs.insert((a, b), found);
        }
    }
    pairs
}

/// Each denial with what it was resolved to.
fn resolved(profiles: &[Profile<'_>]) -> impl Iterator<Item = (usize, usize)> {
    let place: BTreeMap<&StatementId, usize> = profiles
        .iter()
        .enumerate()
        .map(|(at, profile)| (&profile.statement.id, at))
        .collect();
    profiles
        .iter()
        .enumerate()
        .filter_map(move |(at, profile)| {
            let denied = *place.get(profile.statement.denies.as_ref()?)?;
            Some((denied.min(at), denied.max(at)))
        })
}

/// Only two sources contradict each other inside one sentence, or inside what one source is quoted with ("Some love it. Some hate
/// it"), and none contradicts what it reports of the other. Most sentences with two sources join what goes together, so one of them
/// must deny or negate what the other does not, or give another number. What is denied elsewhere is not compared by the words of the denial.
fn comparable(a: &Profile<'_>, b: &Profile<'_>) -> bool {
    let source = |statement: &Statement| {
        let source = statement.attribution.as_ref()?.source.as_ref()?;
        Some(source.span)
    };
    let (x, y) = (a.statement, b.statement);
    let one_text = a.article == b.article && x.part == y.part;
    let sources = source(x).zip(source(y));
    let one_source = one_text && sources.is_some_and(|(x, y)| x == y);
    let one_sentence = one_text && x.sentence == y.sentence;
    let opposed = a.only_one_denies(b) || a.only_one_is_negated(b) || a.has_other_numbers(b);
    let two_sources = sources.is_some() && opposed && !reports(x, y) && !reports(y, x);
    !one_source && (!one_sentence || two_sources) && !x.is_anaphoric && !y.is_anaphoric
}

/// Whether what one statement of a sentence says holds what the other says: "Ortega said Pike had denied that the bridge was sold".
fn reports(outer: &Statement, inner: &Statement) -> bool {
    let held = |inner: &Span| outer.content.iter().any(|outer| outer.contains(*inner));
    inner.content.iter().all(held)
}

#[cfg(all(test, feature = "embedded-model"))]
mod tests;
