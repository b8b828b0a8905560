//! The stance of each source, against sentences written for it.

use serde::{Deserialize, Serialize};

use super::{Counts, EvalError, place_of, statements};
use crate::article::Article;
use crate::statement::{Finder, Stance, Statement};
use crate::text::Span;

const STANCES: [Stance; 5] = [
    Stance::Affirm,
    Stance::Consider,
    Stance::Deny,
    Stance::Question,
    Stance::NoComment,
];

/// A text and who stands how.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Gold {
    text: String,
    stances: Vec<GoldStance>,
}

#[derive(Debug, Clone, Deserialize)]
struct GoldStance {
    /// The source's words; null for the outlet itself.
    source: Option<String>,
    /// Words of the content, where a source says more than one thing.
    content: Option<String>,
    stance: Stance,
}

/// Figures of stance.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StanceFigures {
    /// Sources with a stance.
    pub n: usize,
    /// Share of right stances.
    pub accuracy: f64,
    /// Mean F1 of the five stances; a source that was not found is a miss.
    pub macro_f1: f64,
    /// Counts of each stance.
    pub per_stance: Vec<(Stance, Counts)>,
    /// Sources that were not found.
    pub not_found: usize,
    #[serde(skip)]
    pub(super) wrong: Vec<String>,
}

pub(super) fn evaluate(rows: &[Gold], finder: &Finder) -> Result<StanceFigures, EvalError> {
    let mut pairs: Vec<(Stance, Option<Stance>)> = Vec::new();
    let mut wrong = Vec::new();
    for row in rows {
        let article = Article::of_text(&row.text);
        let statements = statements(&article, finder)?;
        for gold in &row.stances {
            let found = found(&row.text, &statements, gold);
            if found != Some(gold.stance) {
                let who = gold.source.as_deref().unwrap_or("(outlet)");
                wrong.push(format!(
                    "  [{who}] {:?}, found {found:?}: {}",
                    gold.stance, row.text
                ));
            }
            pairs.push((gold.stance, found));
        }
    }
    let per_stance: Vec<(Stance, Counts)> = STANCES
        .iter()
        .map(|&stance| (stance, counts(&pairs, stance)))
        .collect();
    let there = per_stance.iter().filter(|(_, counts)| counts.there > 0);
    let scores: Vec<f64> = there.map(|(_, counts)| counts.f1()).collect();
    let right = pairs.iter().filter(|(gold, found)| *found == Some(*gold));
    Ok(StanceFigures {
        n: pairs.len(),
        accuracy: right.count() as f64 / pairs.len().max(1) as f64,
        macro_f1: scores.iter().sum::<f64>() / scores.len().max(1) as f64,
        per_stance,
        not_found: pairs.iter().filter(|(_, found)| found.is_none()).count(),
        wrong,
    })
}

fn counts(pairs: &[(Stance, Option<Stance>)], stance: Stance) -> Counts {
    let gold = pairs.iter().filter(|(gold, _)| *gold == stance);
    let found = pairs.iter().filter(|(_, found)| *found == Some(stance));
    Counts {
        right: gold
            .clone()
            .filter(|(_, found)| *found == Some(stance))
            .count(),
        called: found.count(),
        there: gold.count(),
    }
}

/// The stance of the statement whose source is the gold one, and whose content shares most with the gold content.
fn found(text: &str, statements: &[Statement], gold: &GoldStance) -> Option<Stance> {
    let source = gold
        .source
        .as_deref()
        .and_then(|words| place_of(text, words));
    let content = gold
        .content
        .as_deref()
        .and_then(|words| place_of(text, words));
    let is_source = |statement: &&Statement| match (&statement.attribution, &gold.source) {
        (None, None) => true,
        (Some(attribution), None) => attribution.source.is_none(),
        (Some(attribution), Some(words)) => {
            let found = attribution.source.as_ref().map(|source| source.span);
            found.zip(source).is_some_and(|(found, gold)| {
                found.overlap(gold) > 0 || found.of(text).eq_ignore_ascii_case(words)
            })
        }
        _ => false,
    };
    let shared = |statement: &Statement| {
        let overlap = |gold: Span| -> usize {
            statement
                .content
                .iter()
                .map(|span| span.overlap(gold))
                .sum()
        };
        content.map_or(0, overlap)
    };
    // The first of the best, so that without a gold content the first statement of the source counts.
    let mut best: Option<(usize, Stance)> = None;
    for statement in statements.iter().filter(is_source) {
        let shared = shared(statement);
        if best.is_none_or(|(most, _)| shared > most) {
            best = Some((shared, statement.stance));
        }
    }
    best.map(|(_, stance)| stance)
}

impl StanceFigures {
    pub(super) fn to_text(&self) -> String {
        let mut lines = vec![format!(
            "{} stances, macro-F1 {:.3}, accuracy {:.3}, {} not found",
            self.n, self.macro_f1, self.accuracy, self.not_found
        )];
        for (stance, counts) in &self.per_stance {
            lines.push(format!("  {:<10} {}", format!("{stance:?}"), counts.told()));
        }
        lines.join("\n")
    }
}
