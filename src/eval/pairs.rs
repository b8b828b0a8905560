//! How good a ranking of findings is against marked pairs of places in articles.
//!
//! A marked pair is found when each side of a finding covers at least half of the marked span or lies at least half inside
//! it, in either order. A second finding of a pair already found, and one of a pair marked `ignore`, are neither hit nor
//! false alarm. Updates are no findings.

mod gold;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::rank::{average_precision, best_f1, precision_at};
use crate::article::Part;
use crate::report::{ContradictionLine, Report, SideLine};
use crate::verdict::Relation;
pub use gold::{Gold, Label, read};
use gold::{Marked, Place};

/// The probability from which a look-alike counts as flagged.
const FLAGGED: f32 = 0.5;

/// By what findings are ranked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ranking {
    /// By the report's probability.
    Judge,
    /// By the mean of both directions' NLI probability of a contradiction.
    Nli,
}

/// Figures of a ranking.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figures {
    /// Marked contradictions.
    pub gold: usize,
    /// Findings, updates left out.
    pub findings: usize,
    /// Contradictions found anywhere in the ranking.
    pub found: usize,
    /// Average precision of the whole ranking.
    pub average_precision: f64,
    /// Best F1 over all cuts.
    pub best_f1: f64,
    /// Share of a story's contradictions among its first 1, 3, 5 and 10 findings, over all stories.
    pub recall_at: BTreeMap<usize, f64>,
    /// Share of hits among the first 10, 20, 50 and 100 findings.
    pub precision_at: BTreeMap<usize, f64>,
    /// Of each difficulty: how many contradictions were found among the first `2 × gold` findings, and how many there are.
    pub found_by_difficulty: BTreeMap<String, (usize, usize)>,
    /// How many look-alikes were flagged at a probability of 0.5 or more, and how many there are.
    pub look_alikes_flagged: (usize, usize),
    #[serde(skip)]
    missed: Vec<String>,
    #[serde(skip)]
    wrong: Vec<String>,
}

/// Compares the findings of a report with the gold pairs.
pub fn evaluate(report: &Report, gold: &Gold, ranking: Ranking) -> Figures {
    let findings = ranked(report, ranking);
    let index = gold.index();
    let contradictions = gold.of(Label::Contradiction).count();
    let mut found: BTreeMap<usize, usize> = BTreeMap::new();
    let mut flagged = BTreeSet::new();
    let (mut hits, mut wrong) = (Vec::new(), Vec::new());
    let mut stories: BTreeMap<String, Vec<bool>> = BTreeMap::new();
    for finding in findings.iter().copied() {
        let matched: Vec<usize> = index
            .candidates(finding)
            .filter(|&at| matches(&gold.rows[at], finding))
            .collect();
        let with = |label: Label| {
            matched
                .iter()
                .copied()
                .find(|&at| gold.rows[at].label == label)
        };
        if let Some(at) = with(Label::NotContradiction).filter(|_| finding.probability >= FLAGGED) {
            flagged.insert(at);
        }
        let new = matched
            .iter()
            .copied()
            .find(|at| gold.rows[*at].label == Label::Contradiction && !found.contains_key(at));
        let hit = match (new, with(Label::Contradiction).or(with(Label::Ignore))) {
            (Some(at), _) => {
                found.insert(at, hits.len());
                true
            }
            (None, Some(_)) => continue,
            (None, None) => false,
        };
        hits.push(hit);
        stories.entry(gold.story_of(finding)).or_default().push(hit);
        if !hit {
            wrong.push(told(finding));
        }
    }
    let difficulty = |at: usize| {
        gold.rows[at]
            .difficulty
            .clone()
            .unwrap_or_else(|| "unrated".to_owned())
    };
    let mut found_by_difficulty: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for (at, _) in gold.of(Label::Contradiction) {
        let counts = found_by_difficulty.entry(difficulty(at)).or_default();
        counts.0 += usize::from(
            found
                .get(&at)
                .is_some_and(|&rank| rank < 2 * contradictions),
        );
        counts.1 += 1;
    }
    let recall_at = |k: usize| {
        let found: usize = stories
            .values()
            .map(|hits| hits.iter().take(k).filter(|hit| **hit).count())
            .sum();
        (k, found as f64 / contradictions.max(1) as f64)
    };
    Figures {
        gold: contradictions,
        findings: findings.len(),
        found: found.len(),
        average_precision: average_precision(&hits, contradictions),
        best_f1: best_f1(&hits, contradictions),
        recall_at: [1, 3, 5, 10].map(recall_at).into(),
        precision_at: [10, 20, 50, 100]
            .map(|k| (k, precision_at(&hits, k)))
            .into(),
        found_by_difficulty,
        look_alikes_flagged: (flagged.len(), gold.of(Label::NotContradiction).count()),
        missed: gold
            .of(Label::Contradiction)
            .filter(|(at, _)| !found.contains_key(at))
            .map(|(_, row)| row.told())
            .collect(),
        wrong,
    }
}

fn ranked(report: &Report, ranking: Ranking) -> Vec<&ContradictionLine> {
    let mut findings: Vec<&ContradictionLine> = report
        .contradictions
        .iter()
        .filter(|line| line.relation != Relation::Update || ranking == Ranking::Nli)
        .collect();
    if ranking == Ranking::Nli {
        let score =
            |line: &ContradictionLine| line.forward.contradiction + line.backward.contradiction;
        findings.sort_by(|x, y| score(y).total_cmp(&score(x)).then(x.id.cmp(&y.id)));
    }
    findings
}

fn matches(marked: &Marked, finding: &ContradictionLine) -> bool {
    let at = |places: &[Place], side: &SideLine| places.iter().any(|place| place.meets(side));
    (at(&marked.a, &finding.a) && at(&marked.b, &finding.b))
        || (at(&marked.a, &finding.b) && at(&marked.b, &finding.a))
}

impl Place {
    fn meets(&self, side: &SideLine) -> bool {
        let shared = 2 * self.span.overlap(side.span);
        self.article == side.article
            && side.part == Part::Body
            && shared > 0
            && (shared >= self.span.len() || shared >= side.span.len())
    }
}

fn told(finding: &ContradictionLine) -> String {
    let words = |side: &SideLine| side.text.split_whitespace().collect::<Vec<_>>().join(" ");
    format!(
        "{:.3} {:?}\n    {}\n    {}",
        finding.probability,
        finding.relation,
        words(&finding.a),
        words(&finding.b)
    )
}

impl Figures {
    /// One JSON object.
    pub fn to_json(&self) -> String {
        serde_json::json!(self).to_string()
    }

    /// A table for people; with `list`, what was missed and what counts as wrong.
    pub fn to_text(&self, list: bool) -> String {
        let row = |figures: &BTreeMap<usize, f64>| {
            figures
                .iter()
                .map(|(k, figure)| format!("@{k} {figure:.3}"))
                .collect::<Vec<_>>()
                .join("  ")
        };
        let difficulties: Vec<String> = self
            .found_by_difficulty
            .iter()
            .map(|(difficulty, (found, all))| format!("{difficulty} {found}/{all}"))
            .collect();
        let mut text = format!(
            "{} marked contradictions, {} findings, {} found\naverage precision {:.4}  best F1 {:.4}\nrecall per story  {}\n\
             precision  {}\namong the first 2 × gold  {}\nlook-alikes at 0.5 or more  {}/{}",
            self.gold,
            self.findings,
            self.found,
            self.average_precision,
            self.best_f1,
            row(&self.recall_at),
            row(&self.precision_at),
            difficulties.join("  "),
            self.look_alikes_flagged.0,
            self.look_alikes_flagged.1,
        );
        if list {
            text.push_str(&format!(
                "\n\nMissed:\n{}\n\nWrong:\n{}",
                self.missed.join("\n"),
                self.wrong.join("\n")
            ));
        }
        text
    }
}

#[cfg(test)]
mod tests;
