//! Sources, cues and contents against PolNeAR.
//!
//! Contents match when intersection over union of their bytes is at least one half, each content once, best first. A cue
//! or a source matches when the shorter of the two lies at least half inside the other: "said" is found by "has said".

use serde::{Deserialize, Serialize};

use super::{Characters, Counts, EvalError, statements};
use crate::article::Article;
use crate::statement::Finder;
use crate::text::Span;

/// Least intersection over union of two contents that match.
const SAME_CONTENT: f64 = 0.5;

/// A text and its attributions.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Gold {
    text: String,
    attributions: Vec<GoldAttribution>,
}

#[derive(Debug, Clone, Deserialize)]
struct GoldAttribution {
    #[serde(default)]
    source: Vec<Places>,
    #[serde(default)]
    cue: Vec<Places>,
    #[serde(default)]
    content: Vec<Places>,
}

#[derive(Debug, Clone, Deserialize)]
struct Places {
    spans: Vec<(usize, usize)>,
}

/// Source, cue and content as spans, each perhaps in pieces.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Attributed {
    pub(super) source: Vec<Span>,
    pub(super) cue: Vec<Span>,
    pub(super) content: Vec<Span>,
}

/// Figures of attribution.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct AttributionFigures {
    /// Contents.
    pub content: Counts,
    /// Cues, whatever their contents.
    pub cue: Counts,
    /// Cues of matched contents.
    pub cue_given_content: Counts,
    /// Sources of matched contents.
    pub source_given_content: Counts,
    #[serde(skip)]
    pub(super) wrong: Vec<String>,
}

/// The attributions of belie, attitudes included: statements of one cue are one, as a quotation over several sentences is
/// in PolNeAR.
pub(super) fn of_belie(text: &str, finder: &Finder) -> Result<Vec<Attributed>, EvalError> {
    let article = Article::of_text(text);
    let mut found: Vec<Attributed> = Vec::new();
    for statement in statements(&article, finder)? {
        found.extend(statement.attitudes.into_iter().map(|attitude| {
            Attributed {
                source: attitude
                    .attribution
                    .source
                    .iter()
                    .map(|source| source.span)
                    .collect(),
                cue: vec![attitude.attribution.cue.span],
                content: attitude.content,
            }
        }));
        let Some(attribution) = statement.attribution else {
            continue;
        };
        let cue = vec![attribution.cue.span];
        match found.iter_mut().find(|other| other.cue == cue) {
            Some(other) => other.content.extend(statement.content),
            None => found.push(Attributed {
                source: attribution
                    .source
                    .iter()
                    .map(|source| source.span)
                    .collect(),
                cue,
                content: statement.content,
            }),
        }
    }
    Ok(found)
}

pub(super) fn evaluate(
    rows: &[Gold],
    find: impl Fn(&str) -> Result<Vec<Attributed>, EvalError>,
) -> Result<AttributionFigures, EvalError> {
    let mut figures = AttributionFigures::default();
    for row in rows {
        let characters = Characters::of(&row.text);
        let spans = |places: &[Places]| -> Vec<Span> {
            let offsets = places.iter().flat_map(|place| &place.spans);
            offsets.filter_map(|&at| characters.span(at)).collect()
        };
        let gold: Vec<Attributed> = row
            .attributions
            .iter()
            .map(|attribution| Attributed {
                source: spans(&attribution.source),
                cue: spans(&attribution.cue),
                content: spans(&attribution.content),
            })
            .filter(|attribution| !attribution.content.is_empty())
            .collect();
        figures.add(&row.text, &find(&row.text)?, &gold);
    }
    Ok(figures)
}

/// Pairs of places in `found` and `gold` whose `score` is at least `least`, best first, each place once.
fn matched(
    found: &[Attributed],
    gold: &[Attributed],
    score: impl Fn(&Attributed, &Attributed) -> f64,
    least: f64,
) -> Vec<(usize, usize)> {
    let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
    for (at, one) in found.iter().enumerate() {
        let scored = gold
            .iter()
            .enumerate()
            .map(|(place, other)| (score(one, other), at, place));
        pairs.extend(scored.filter(|&(score, ..)| score >= least));
    }
    pairs.sort_by(|(x, ..), (y, ..)| y.total_cmp(x));
    let (mut used, mut met) = (vec![false; found.len()], vec![false; gold.len()]);
    pairs.retain(|&(_, at, place)| {
        let free = !used[at] && !met[place];
        if free {
            (used[at], met[place]) = (true, true);
        }
        free
    });
    pairs
        .into_iter()
        .map(|(_, at, place)| (at, place))
        .collect()
}

fn shared(a: &[Span], b: &[Span]) -> f64 {
    let overlaps = a
        .iter()
        .flat_map(|one| b.iter().map(|other| one.overlap(*other)));
    overlaps.sum::<usize>() as f64
}

fn length(spans: &[Span]) -> f64 {
    spans.iter().map(|span| span.len()).sum::<usize>() as f64
}

fn intersection_over_union(a: &[Span], b: &[Span]) -> f64 {
    let shared = shared(a, b);
    shared / (length(a) + length(b) - shared).max(1.0)
}

/// The share of the shorter that lies in the other.
fn inside(a: &[Span], b: &[Span]) -> f64 {
    shared(a, b) / length(a).min(length(b)).max(1.0)
}

impl AttributionFigures {
    fn add(&mut self, text: &str, found: &[Attributed], gold: &[Attributed]) {
        let contents = |a: &Attributed, b: &Attributed| {
            // Two attributions of one content are told apart by their cues.
            intersection_over_union(&a.content, &b.content) + inside(&a.cue, &b.cue).min(1.0) / 1e6
        };
        let same = matched(found, gold, contents, SAME_CONTENT);
        add(&mut self.content, same.len(), found.len(), gold.len());
        let cues = matched(found, gold, |a, b| inside(&a.cue, &b.cue), 0.5);
        let there = gold.iter().filter(|gold| !gold.cue.is_empty()).count();
        add(&mut self.cue, cues.len(), found.len(), there);
        for &(at, place) in &same {
            let (found, gold) = (&found[at], &gold[place]);
            for (counts, one, other) in [
                (&mut self.cue_given_content, &found.cue, &gold.cue),
                (&mut self.source_given_content, &found.source, &gold.source),
            ] {
                let (called, there) = (!one.is_empty(), !other.is_empty());
                let right = called && there && inside(one, other) >= 0.5;
                add(counts, right.into(), called.into(), there.into());
            }
        }
        let told = |sign: &str, one: &Attributed| {
            let words = |spans: &[Span]| {
                let words: Vec<&str> = spans.iter().map(|span| span.of(text)).collect();
                words.join(" … ").replace('\n', "⏎")
            };
            format!(
                "{sign}\t[{}]\t<{}>\t{}",
                words(&one.source),
                words(&one.cue),
                words(&one.content)
            )
        };
        let missing = (0..gold.len()).filter(|at| same.iter().all(|(_, place)| place != at));
        let excess = (0..found.len()).filter(|at| same.iter().all(|(place, _)| place != at));
        let mut wrong: Vec<(usize, String)> = missing
            .map(|at| (start(&gold[at]), told("-", &gold[at])))
            .chain(excess.map(|at| (start(&found[at]), told("+", &found[at]))))
            .collect();
        wrong.sort();
        self.wrong.extend(wrong.into_iter().map(|(_, told)| told));
    }

    pub(super) fn to_text(&self, who: &str) -> String {
        format!(
            "{who}\n  content              {}\n  cue                  {}\n  cue given content    {}\n  source given content {}",
            self.content.told(),
            self.cue.told(),
            self.cue_given_content.told(),
            self.source_given_content.told()
        )
    }
}

fn start(attributed: &Attributed) -> usize {
    let first = attributed.cue.first().or(attributed.content.first());
    first.map_or(0, |span| span.start)
}

fn add(counts: &mut Counts, right: usize, called: usize, there: usize) {
    counts.right += right;
    counts.called += called;
    counts.there += there;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attributed(
        source: (usize, usize),
        cue: (usize, usize),
        content: &[(usize, usize)],
    ) -> Attributed {
        let spans = |at: &[(usize, usize)]| at.iter().map(|&at| Span::from(at)).collect();
        Attributed {
            source: spans(&[source]),
            cue: spans(&[cue]),
            content: spans(content),
        }
    }

    #[test]
    fn contents_match_by_half_and_only_once() {
        let gold = [attributed((0, 3), (4, 8), &[(10, 20)])];
        let found = [
            attributed((0, 3), (4, 8), &[(10, 16)]),
            attributed((0, 3), (40, 48), &[(10, 20)]),
        ];
        let mut figures = AttributionFigures::default();
        figures.add(&"x".repeat(60), &found, &gold);
        assert_eq!((figures.content.right, figures.content.called), (1, 2));
        // The better content wins, although its cue is another.
        assert_eq!(figures.cue_given_content.right, 0);
        assert_eq!(figures.source_given_content.right, 1);
        assert_eq!(figures.cue.right, 1);
    }
}
