//! How good sentences and statements are against labelled texts: boundaries, attributions, stances, resolved denials.
//!
//! What a file measures is told by the fields of its lines; offsets in it count characters, as Python does.

mod attribution;
mod baseline;
mod boundaries;
mod denials;
mod stances;

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::{EvalError, read_lines};
use crate::article::Article;
use crate::sentence;
use crate::statement::{self, Finder, Statement};
use crate::text::Span;

pub use attribution::AttributionFigures;
pub use boundaries::BoundaryFigures;
pub use denials::DenialFigures;
pub use stances::StanceFigures;

/// One labelled text.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
enum Row {
    Sentences(boundaries::Gold),
    Attributions(attribution::Gold),
    Stances(stances::Gold),
    Denials(denials::Gold),
}

/// What a file measures, and how well belie does on it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "measures", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Figures {
    /// Sentence boundaries: lines with `text`, `sentences` and perhaps `offsets`.
    Sentences(BoundaryFigures),
    /// Sources, cues and contents: lines with `text` and `attributions`, as PolNeAR has them.
    Attributions {
        /// The statements of belie.
        belie: AttributionFigures,
        /// Text between quotation marks with the nearest speech verb.
        quotes_only: AttributionFigures,
    },
    /// Stances of sources: lines with `text` and `stances`.
    Stances(StanceFigures),
    /// What denials and confirmations refer to: lines with `text`, `answer` and `refers`.
    Denials(DenialFigures),
}

/// Measures the labelled texts of a file.
///
/// # Errors
/// When the file is unreadable, empty, or has a line that is none of the above, and when the finder fails.
pub fn evaluate(path: &Path, finder: &Finder) -> Result<Figures, EvalError> {
    let rows: Vec<Row> = read_lines(path)?;
    let (mut sentences, mut attributions) = (Vec::new(), Vec::new());
    let (mut stances, mut denials) = (Vec::new(), Vec::new());
    for row in rows {
        match row {
            Row::Sentences(gold) => sentences.push(gold),
            Row::Attributions(gold) => attributions.push(gold),
            Row::Stances(gold) => stances.push(gold),
            Row::Denials(gold) => denials.push(gold),
        }
    }
    let kinds = [
        sentences.len(),
        attributions.len(),
        stances.len(),
        denials.len(),
    ];
    if kinds.iter().filter(|&&count| count > 0).count() > 1 {
        return Err(EvalError::Mixed(path.to_owned()));
    }
    Ok(if !sentences.is_empty() {
        Figures::Sentences(boundaries::evaluate(&sentences))
    } else if !attributions.is_empty() {
        Figures::Attributions {
            belie: attribution::evaluate(&attributions, |text| {
                attribution::of_belie(text, finder)
            })?,
            quotes_only: attribution::evaluate(&attributions, |text| {
                Ok(baseline::attributions(text))
            })?,
        }
    } else if !stances.is_empty() {
        Figures::Stances(stances::evaluate(&stances, finder)?)
    } else {
        Figures::Denials(denials::evaluate(&denials, finder)?)
    })
}

impl Figures {
    /// One JSON object, with the name of the file.
    pub fn to_json(&self, file: &str) -> String {
        let mut object = serde_json::json!(self);
        object["file"] = file.into();
        object.to_string()
    }

    /// A small table for people; with `list`, what was wrong as well.
    pub fn to_text(&self, file: &str, list: bool) -> String {
        let (mut text, wrong) = match self {
            Figures::Sentences(figures) => (figures.to_text(), &figures.wrong),
            Figures::Attributions { belie, quotes_only } => (
                format!(
                    "{}\n{}",
                    belie.to_text("belie"),
                    quotes_only.to_text("quotes only")
                ),
                &belie.wrong,
            ),
            Figures::Stances(figures) => (figures.to_text(), &figures.wrong),
            Figures::Denials(figures) => (figures.to_text(), &figures.wrong),
        };
        if list {
            text.push_str(&format!("\n{}", wrong.join("\n")));
        }
        format!("{file}: {text}")
    }
}

/// Right, called and there: what precision, recall and F1 are made of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Called so, and so.
    pub right: usize,
    /// Called so.
    pub called: usize,
    /// So.
    pub there: usize,
}

impl Counts {
    /// Right among those called so; 0 when none was.
    pub fn precision(self) -> f64 {
        self.right as f64 / self.called.max(1) as f64
    }

    /// Found among those that are so; 0 when none is.
    pub fn recall(self) -> f64 {
        self.right as f64 / self.there.max(1) as f64
    }

    /// Their harmonic mean.
    pub fn f1(self) -> f64 {
        2.0 * self.right as f64 / (self.called + self.there).max(1) as f64
    }

    pub(super) fn told(self) -> String {
        format!(
            "P {:.3} R {:.3} F1 {:.3} ({} of {} there, {} called)",
            self.precision(),
            self.recall(),
            self.f1(),
            self.right,
            self.there,
            self.called
        )
    }
}

/// The statements of a labelled text.
fn statements(article: &Article, finder: &Finder) -> Result<Vec<Statement>, EvalError> {
    let sentences = sentence::split(article);
    let stated = statement::state(finder, &[(article, &sentences)])?;
    Ok(stated.into_iter().flatten().collect())
}

/// The byte span of `words` in `text`, at their first place.
fn place_of(text: &str, words: &str) -> Option<Span> {
    text.find(words)
        .map(|start| Span::new(start, start + words.len()))
}

/// Byte spans of character offsets.
pub(super) struct Characters(Vec<usize>);

impl Characters {
    pub(super) fn of(text: &str) -> Self {
        Self(
            text.char_indices()
                .map(|(at, _)| at)
                .chain([text.len()])
                .collect(),
        )
    }

    /// The byte span of characters `start..end`; `None` when the text has no such characters.
    pub(super) fn span(&self, (start, end): (usize, usize)) -> Option<Span> {
        Some(Span::new(*self.0.get(start)?, *self.0.get(end)?))
    }
}
