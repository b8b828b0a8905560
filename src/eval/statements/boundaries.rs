//! Sentence boundaries: where sentences end.

use std::collections::BTreeSet;
use std::time::Instant;

use serde::{Deserialize, Serialize};

use super::{Characters, Counts};
use crate::article::Article;
use crate::sentence;
use crate::text::Span;

/// A text and its sentences.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Gold {
    text: String,
    sentences: Vec<String>,
    /// Where the sentences stand, in characters; without it a text is right as a whole or wrong.
    offsets: Option<Vec<(usize, usize)>>,
}

/// Figures of sentence splitting.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BoundaryFigures {
    /// Ends of sentences, exact to the byte; absent without offsets.
    pub boundaries: Option<Counts>,
    /// Sentences whose beginning and end are both exact; absent without offsets.
    pub sentences: Option<Counts>,
    /// Texts whose sentences are all right, and all texts.
    pub texts: (usize, usize),
    /// Megabytes a second on one thread.
    pub megabytes_per_second: f64,
    #[serde(skip)]
    pub(super) wrong: Vec<String>,
}

pub(super) fn evaluate(rows: &[Gold]) -> BoundaryFigures {
    let (mut ends, mut whole) = (Counts::default(), Counts::default());
    let mut right = 0;
    let mut wrong = Vec::new();
    let (mut bytes, mut seconds) = (0, 0.0);
    for row in rows {
        let article = Article::of_text(&row.text);
        let start = Instant::now();
        let split = sentence::split(&article);
        seconds += start.elapsed().as_secs_f64();
        bytes += row.text.len();
        let found: BTreeSet<Span> = split.iter().map(|sentence| sentence.span).collect();
        let words: Vec<&str> = found.iter().map(|span| span.of(&row.text)).collect();
        let all = words == row.sentences;
        right += usize::from(all);
        let Some(offsets) = &row.offsets else {
            if !all {
                wrong.push(format!("  {words:?}\n  {:?}", row.sentences));
            }
            continue;
        };
        let characters = Characters::of(&row.text);
        let gold: BTreeSet<Span> = offsets
            .iter()
            .filter_map(|&at| characters.span(at))
            .collect();
        count(&mut whole, &found, &gold);
        let last = |spans: &BTreeSet<Span>| -> BTreeSet<usize> {
            spans.iter().map(|span| span.end).collect()
        };
        let (found, gold) = (last(&found), last(&gold));
        count(&mut ends, &found, &gold);
        let around = |&end: &usize| {
            let start = row.text.floor_char_boundary(end.saturating_sub(40));
            let after = row.text.ceil_char_boundary((end + 30).min(row.text.len()));
            format!("{}|{}", &row.text[start..end], &row.text[end..after]).replace('\n', "⏎")
        };
        wrong.extend(
            found
                .difference(&gold)
                .map(|end| format!("  + {}", around(end))),
        );
        wrong.extend(
            gold.difference(&found)
                .map(|end| format!("  - {}", around(end))),
        );
    }
    let measured = rows.iter().any(|row| row.offsets.is_some());
    BoundaryFigures {
        boundaries: measured.then_some(ends),
        sentences: measured.then_some(whole),
        texts: (right, rows.len()),
        megabytes_per_second: bytes as f64 / 1e6 / f64::max(seconds, 1e-9),
        wrong,
    }
}

fn count<T: Ord>(counts: &mut Counts, found: &BTreeSet<T>, gold: &BTreeSet<T>) {
    counts.right += found.intersection(gold).count();
    counts.called += found.len();
    counts.there += gold.len();
}

impl BoundaryFigures {
    pub(super) fn to_text(&self) -> String {
        let mut text = format!(
            "{} of {} texts right, {:.0} MB/s",
            self.texts.0, self.texts.1, self.megabytes_per_second
        );
        if let (Some(boundaries), Some(sentences)) = (self.boundaries, self.sentences) {
            text.push_str(&format!(
                "\n  boundaries {}\n  sentences  {}",
                boundaries.told(),
                sentences.told()
            ));
        }
        text
    }
}
