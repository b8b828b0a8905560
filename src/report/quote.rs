//! How a person reads one side of a contradiction: who, how they stand to it, where, and the words.

use std::collections::BTreeMap;

use super::{ArticleLine, ContradictionLine, Report, SideLine, StatementLine};
use crate::article::ArticleId;
use crate::statement::Stance;
use crate::verdict::Relation;

/// The report, with its articles at hand by id.
pub(super) struct Quotes<'a> {
    report: &'a Report,
    articles: BTreeMap<&'a ArticleId, &'a ArticleLine>,
}

impl<'a> Quotes<'a> {
    pub(super) fn of(report: &'a Report) -> Self {
        Self {
            report,
            articles: report
                .articles
                .iter()
                .map(|article| (&article.id, article))
                .collect(),
        }
    }

    /// Contradictions proper, best first; updates stand apart.
    pub(super) fn contradictions(&self) -> impl Iterator<Item = &'a ContradictionLine> {
        self.report
            .contradictions
            .iter()
            .filter(|line| line.relation != Relation::Update)
    }

    /// Pairs in which a later figure replaces an earlier one.
    pub(super) fn updates(&self) -> impl Iterator<Item = &'a ContradictionLine> {
        self.report
            .contradictions
            .iter()
            .filter(|line| line.relation == Relation::Update)
    }

    /// "two officials (consider)", or "the article (affirm)" for the outlet's own words.
    pub(super) fn who(&self, side: &SideLine) -> String {
        let Some(statement) = self.report.statement(&side.statement) else {
            return String::new();
        };
        match &statement.source {
            Some(source) => format!("{} ({})", on_one_line(&source.text), stands(statement)),
            None => format!("{} ({})", self.outlet(side), stands(statement)),
        }
    }

    fn outlet(&self, side: &SideLine) -> &'a str {
        self.articles
            .get(&side.article)
            .and_then(|article| article.outlet.as_deref())
            .unwrap_or("the article")
    }

    /// The input, with its line, and the date of publication.
    pub(super) fn place(&self, side: &SideLine) -> String {
        let Some(article) = self.articles.get(&side.article) else {
            return side.article.to_string();
        };
        let line = article
            .input
            .line
            .map(|line| format!(":{line}"))
            .unwrap_or_default();
        let date = article
            .published
            .map(|published| format!(", {}", published.strftime("%Y-%m-%d")));
        format!("{}{line}{}", article.input.path, date.unwrap_or_default())
    }
}

fn stands(statement: &StatementLine) -> &'static str {
    match statement.stance {
        Stance::Affirm => "affirm",
        Stance::Consider => "consider",
        Stance::Deny => "deny",
        Stance::Question => "question",
        Stance::NoComment => "no comment",
    }
}

/// The name of a relation as it is written in reports.
pub(super) fn relation(relation: Relation) -> &'static str {
    match relation {
        Relation::Denial => "denial",
        Relation::Conflict => "conflict",
        Relation::Numeric => "numeric",
        Relation::Temporal => "temporal",
        Relation::Reversal => "reversal",
        Relation::Update => "update",
    }
}

/// White space folded to single spaces; control characters, which could steer a terminal, left out.
pub(super) fn on_one_line(words: &str) -> String {
    let folded = words.split_whitespace().collect::<Vec<_>>().join(" ");
    folded
        .chars()
        .filter(|character| !character.is_control())
        .collect()
}
