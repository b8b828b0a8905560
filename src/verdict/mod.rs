//! Stages *judge* and *group*: scored pairs of statements become [`Contradiction`]s with a probability, a relation and the
//! evidence for both; contradictions that share a question become [`Dispute`]s. The judge sees a pair before NLI has read it, to
//! tell whether it could be a contradiction at all, after that, and once more when what may be one was read again in context.

mod charge;
mod claim;
mod dispute;
mod evidence;
mod judge;
mod manner;
mod poll;
mod profile;
mod quantity;
mod reading;
mod relation;
mod standing;
mod words;

use serde::{Deserialize, Serialize};

pub use claim::Stand;
pub use dispute::{Alike, Dispute, DisputeId, Held, Side, disputes};
pub use evidence::Evidence;
pub use judge::{Judge, JudgeError};
pub(crate) use quantity::{Measure, Quantity, quantities};

use crate::article::Article;
use crate::nli::NliScores;
use crate::pair::{Candidate, Reason};
use crate::statement::{Statement, StatementId};
use evidence::Facts;
use profile::Profiles;
use reading::Reading;
use standing::Standings;

/// How two statements contradict each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Relation {
    /// One denies what the other affirms or considers.
    Denial,
    /// The contents exclude each other.
    Conflict,
    /// They give other numbers for the same thing.
    Numeric,
    /// They give other dates or another order.
    Temporal,
    /// The same source says the opposite of what it said before.
    Reversal,
    /// A later figure or state replaces an earlier one: no contradiction.
    Update,
}

/// The id of a contradiction: 16 hexadecimal digits of the BLAKE3 hash of the ids of its statements.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ContradictionId(pub String);

/// Two statements that cannot both be true, as far as belie can tell.
#[derive(Debug, Clone, PartialEq)]
pub struct Contradiction {
    /// Stable id.
    pub id: ContradictionId,
    /// The earlier statement.
    pub a: StatementId,
    /// The later statement.
    pub b: StatementId,
    /// How they contradict each other.
    pub relation: Relation,
    /// How probable it is that a careful reader calls this a contradiction, from 0 to 1.
    pub probability: f32,
    /// NLI scores with `a` as the premise.
    pub forward: NliScores,
    /// NLI scores with `b` as the premise.
    pub backward: NliScores,
    /// What speaks for and against it.
    pub evidence: Vec<Evidence>,
    /// Why the two were compared.
    pub reason: Reason,
}

/// A pair of statements before NLI has read it.
#[derive(Debug, Clone, Copy)]
pub struct Compared<'a> {
    /// The article of `a`.
    pub article_a: &'a Article,
    /// The earlier statement.
    pub a: &'a Statement,
    /// The article of `b`.
    pub article_b: &'a Article,
    /// The later statement.
    pub b: &'a Statement,
    /// Why they were compared, and what was seen before NLI.
    pub candidate: &'a Candidate,
}

/// A pair of statements with the scores of both directions.
#[derive(Debug, Clone, Copy)]
pub struct Scored<'a> {
    /// The statements.
    pub pair: Compared<'a>,
    /// What [`Judge::prospects`] says of it, from 0 to 1.
    pub prospect: f32,
    /// NLI scores with `a` as the premise.
    pub forward: NliScores,
    /// NLI scores with `b` as the premise.
    pub backward: NliScores,
}

impl Scored<'_> {
    /// P(contradiction), the mean of both directions.
    fn contradiction(&self) -> f32 {
        reading::contradiction([self.forward, self.backward])
    }

    /// Whether the pair may be a contradiction, so that others stand out beside it or do not.
    fn may_contradict(&self) -> bool {
        self.prospect >= Judge::LEAST_PROSPECT
    }
}

impl Judge {
    /// Pairs of this prospect or a greater one are read whatever is asked for: which of them stand out is told by all of them.
    pub const LEAST_PROSPECT: f32 = 0.5;

    /// From this probability on, a pair of a prospect of [`Self::LEAST_PROSPECT`] is worth a second reading.
    const LEAST_READ_AGAIN: f32 = 0.1;

    /// How probable each pair would be if NLI found it as contradictory as it ever finds one, from 0 to 1: a pair whose prospect is below
    /// what is asked for need not be read. Three of four candidates have less than 0.5.
    pub fn prospects(&self, pairs: &[Compared<'_>]) -> Vec<f32> {
        let profiles = Profiles::of(pairs.iter());
        let prospect = |pair: &Compared<'_>| {
            let facts = Facts::of(pair, profiles.both(pair)?);
            Some(self.probability(&facts.evidence(&Reading::STRONGEST)))
        };
        pairs
            .iter()
            .map(|pair| prospect(pair).unwrap_or_default())
            .collect()
    }

    /// Weighs the evidence of all scored pairs of a story, which stand out or do not beside one another. One after the other: a large
    /// story's evidence would take more memory than the story. With each stands whether it is worth a second reading: whatever is asked
    /// for, what is read again is the same.
    pub fn judge<'a>(
        &self,
        story: &'a [Scored<'a>],
    ) -> impl Iterator<Item = (Contradiction, bool)> {
        let profiles = Profiles::of(story.iter().map(|scored| &scored.pair));
        let standings = Standings::of(story);
        story.iter().filter_map(move |scored| {
            let pair = &scored.pair;
            let facts = Facts::of(pair, profiles.both(pair)?);
            let reading = Reading::of(scored, standings.standing(scored));
            let evidence = self.weigh(&facts.evidence(&reading));
            let probability = self.probability_of(&evidence);
            let contradiction = Contradiction {
                id: contradiction_id(&pair.a.id, &pair.b.id),
                a: pair.a.id.clone(),
                b: pair.b.id.clone(),
                relation: relation::relation(pair, &facts),
                probability,
                forward: scored.forward,
                backward: scored.backward,
                evidence,
                reason: pair.candidate.reason,
            };
            let is_open = scored.may_contradict() && probability >= Self::LEAST_READ_AGAIN;
            Some((contradiction, is_open))
        })
    }

    /// Weighs what a second reading made of a pair, of which NLI saw what stands before each sentence, beside all else: `a` and then `b`
    /// as the premise.
    pub fn reconsider(&self, found: &mut Contradiction, in_context: [NliScores; 2]) {
        let alone = [found.forward, found.backward];
        let heard = self.weigh(&reading::in_context(alone, in_context));
        found.evidence.extend(heard);
        evidence::sort(&mut found.evidence);
        found.probability = self.probability_of(&found.evidence);
    }
}

/// Sorts best first (ties by the statements' ids) and keeps the best of each pair of sentences, which `sentences` names.
pub fn rank<K: Ord>(
    contradictions: &mut Vec<Contradiction>,
    sentences: impl Fn(&Contradiction) -> K,
) {
    contradictions.sort_by(|x, y| {
        y.probability
            .total_cmp(&x.probability)
            .then_with(|| (&x.a, &x.b).cmp(&(&y.a, &y.b)))
    });
    let mut seen = std::collections::BTreeSet::new();
    contradictions.retain(|contradiction| seen.insert(sentences(contradiction)));
}

fn contradiction_id(a: &StatementId, b: &StatementId) -> ContradictionId {
    ContradictionId(short_hash(&format!("{a} {b}")))
}

fn short_hash(words: &str) -> String {
    let mut digits = blake3::hash(words.as_bytes()).to_hex().to_string();
    digits.truncate(16);
    digits
}

#[cfg(all(test, feature = "embedded-model"))]
mod tests;
