//! What denials and confirmations refer to, against cases written for it.

use serde::{Deserialize, Serialize};

use super::{Counts, EvalError, place_of, statements};
use crate::article::Article;
use crate::statement::{Finder, Statement};
use crate::text::Span;

/// A text with an answer to something said elsewhere in it.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Gold {
    text: String,
    /// Words of the sentence that denies or confirms.
    answer: String,
    /// Words of what it denies or confirms, of any of the places that say it; none when the text does not tell.
    refers: Vec<String>,
}

/// Figures of denial resolution.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DenialFigures {
    /// Right, resolved, and to be resolved.
    pub resolved: Counts,
    /// Cases that must stay unresolved, and how many of them did.
    pub abstained: (usize, usize),
    #[serde(skip)]
    pub(super) wrong: Vec<String>,
}

pub(super) fn evaluate(rows: &[Gold], finder: &Finder) -> Result<DenialFigures, EvalError> {
    let mut figures = DenialFigures {
        resolved: Counts::default(),
        abstained: (0, 0),
        wrong: Vec::new(),
    };
    for row in rows {
        let article = Article::of_text(&row.text);
        let statements = statements(&article, finder)?;
        let found = referred(&row.text, &statements, &row.answer);
        let right = found.is_some_and(|found| is_one_of(&row.text, found, &row.refers));
        figures.resolved.right += usize::from(right);
        figures.resolved.called += usize::from(found.is_some());
        figures.resolved.there += usize::from(!row.refers.is_empty());
        if row.refers.is_empty() {
            figures.abstained.0 += usize::from(found.is_none());
            figures.abstained.1 += 1;
        }
        if !right && (found.is_some() || !row.refers.is_empty()) {
            let found = found.map(|found| found.span.of(&row.text));
            figures
                .wrong
                .push(format!("  {found:?} for {:?}: {}", row.answer, row.text));
        }
    }
    Ok(figures)
}

/// What the first resolved statement at `answer` refers to.
fn referred<'a>(text: &str, statements: &'a [Statement], answer: &str) -> Option<&'a Statement> {
    let answer = place_of(text, answer)?;
    let answers = statements
        .iter()
        .filter(|statement| statement.span.overlap(answer) > 0);
    let target = answers
        .filter_map(|statement| statement.denies.as_ref().or(statement.confirms.as_ref()))
        .next()?;
    statements.iter().find(|statement| statement.id == *target)
}

/// Whether the content of `found` covers half of one of the gold places, or lies half inside it.
fn is_one_of(text: &str, found: &Statement, places: &[String]) -> bool {
    let length: usize = found.content.iter().map(|span| span.len()).sum();
    let meets = |gold: Span| {
        let shared: usize = found.content.iter().map(|span| span.overlap(gold)).sum();
        2 * shared >= length.min(gold.len()) && shared > 0
    };
    places
        .iter()
        .filter_map(|words| place_of(text, words))
        .any(meets)
}

impl DenialFigures {
    pub(super) fn to_text(&self) -> String {
        format!(
            "resolution {}\n  {} of {} cases without an answer in the text stay unresolved",
            self.resolved.told(),
            self.abstained.0,
            self.abstained.1
        )
    }
}
