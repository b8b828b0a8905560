//! The `dispute` lines of `report.jsonl`: who stands where, and since when.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::StatementLine;
use super::quote::on_one_line;
use crate::article::{Article, ArticleId};
use crate::statement::{Stance, StatementId};
use crate::verdict::{ContradictionId, Dispute, DisputeId, Side};

/// One side of a dispute as a report lists it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DisputeSideLine {
    /// How the side stands to the question.
    pub stance: Stance,
    /// Its statements.
    pub statements: Vec<StatementId>,
    /// Who says so, as far as the articles name anybody; each once, in alphabetical order.
    #[serde(default)]
    pub sources: Vec<String>,
    /// The outlets that report it; each once, in alphabetical order.
    #[serde(default)]
    pub outlets: Vec<String>,
    /// When it was first reported; null when no article of the side has a date.
    #[serde(default)]
    pub first: Option<Timestamp>,
}

/// A dispute as a report lists it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DisputeLine {
    /// Its id.
    pub id: DisputeId,
    /// What is in dispute.
    pub question: String,
    /// The probability of its best contradiction.
    pub probability: f32,
    /// Who stands where.
    pub sides: Vec<DisputeSideLine>,
    /// Its contradictions, best first.
    pub contradictions: Vec<ContradictionId>,
}

impl DisputeLine {
    /// The line of a dispute between `statements`; `article` finds the article of an id.
    pub fn of<'a>(
        dispute: Dispute,
        statements: &BTreeMap<StatementId, StatementLine>,
        article: impl Fn(&ArticleId) -> Option<&'a Article>,
    ) -> Self {
        let side = |side: Side| {
            let lines: Vec<&StatementLine> = side
                .statements
                .iter()
                .filter_map(|id| statements.get(id))
                .collect();
            let articles: Vec<&Article> = lines
                .iter()
                .filter_map(|line| article(&line.article))
                .collect();
            let sources = lines.iter().filter_map(|line| line.source.as_ref());
            let sources = sources.map(|source| source.name.as_ref().unwrap_or(&source.text));
            let outlets = articles
                .iter()
                .filter_map(|article| article.outlet.as_ref());
            DisputeSideLine {
                stance: side.stance,
                sources: distinct(sources),
                outlets: distinct(outlets),
                first: articles
                    .iter()
                    .filter_map(|article| article.published)
                    .min(),
                statements: side.statements,
            }
        };
        Self {
            id: dispute.id,
            question: dispute.question,
            probability: dispute.probability,
            sides: dispute.sides.into_iter().map(side).collect(),
            contradictions: dispute.contradictions,
        }
    }
}

/// In alphabetical order, each once, on one line.
fn distinct<'a>(names: impl Iterator<Item = &'a String>) -> Vec<String> {
    let names: BTreeSet<String> = names.map(|name| on_one_line(name)).collect();
    names.into_iter().collect()
}
