//! Marked pairs of places, and where they lie in the articles of a report.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::article::{self, ArticleId, ReadOptions};
use crate::eval::{EvalError, read_lines};
use crate::report::{ContradictionLine, Report};
use crate::text::Span;

/// How a pair is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Label {
    /// Both cannot be true.
    Contradiction,
    /// Looks like one and is none.
    NotContradiction,
    /// Both state the same fact.
    Same,
    /// A fair reader could go either way.
    Ignore,
}

/// One row of a gold file.
#[derive(Deserialize)]
struct Row {
    #[serde(alias = "story")]
    event: String,
    label: Label,
    difficulty: Option<String>,
    #[serde(default)]
    unit: Unit,
    a: OneOrMore,
    b: OneOrMore,
    #[serde(default)]
    a_alt: Vec<RawPlace>,
    #[serde(default)]
    b_alt: Vec<RawPlace>,
    note: Option<String>,
}

/// What offsets count.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Unit {
    /// Unicode characters.
    #[default]
    Char,
    /// Bytes of UTF-8.
    Byte,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(RawPlace),
    More(Vec<RawPlace>),
}

#[derive(Clone, Deserialize)]
struct RawPlace {
    id: String,
    span: Span,
}

/// A place in an article of the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) article: ArticleId,
    pub(super) span: Span,
}

/// A marked pair; a side is a list of places that say the same.
#[derive(Debug)]
pub(super) struct Marked {
    pub(super) label: Label,
    pub(super) difficulty: Option<String>,
    pub(super) a: Vec<Place>,
    pub(super) b: Vec<Place>,
    event: String,
    note: Option<String>,
}

impl Marked {
    pub(super) fn told(&self) -> String {
        let difficulty = self.difficulty.as_deref().unwrap_or("unrated");
        format!(
            "{} ({difficulty}): {}",
            self.event,
            self.note.as_deref().unwrap_or_default()
        )
    }
}

/// The gold pairs of a report.
#[derive(Debug)]
pub struct Gold {
    pub(super) rows: Vec<Marked>,
    /// Which story an article belongs to.
    stories: BTreeMap<ArticleId, String>,
}

/// Reads a gold file, and finds its places in the articles that `report` was made from (which are read again where offsets
/// count characters). Rows about other articles are left out.
///
/// # Errors
/// When the file is not readable, or an article is not where the report says.
pub fn read(path: &Path, report: &Report) -> Result<Gold, EvalError> {
    let rows: Vec<Row> = read_lines(path)?;
    let needs_texts = rows.iter().any(|row| row.unit == Unit::Char);
    let texts = if needs_texts {
        texts(report)
    } else {
        BTreeMap::new()
    };
    let mut gold = Gold {
        rows: Vec::new(),
        stories: BTreeMap::new(),
    };
    for row in rows {
        let place = |raw: &RawPlace| place(raw, row.unit, report, &texts);
        let side = |side: &OneOrMore, more: &[RawPlace]| -> Result<Vec<Place>, EvalError> {
            let first = match side {
                OneOrMore::One(place) => std::slice::from_ref(place),
                OneOrMore::More(places) => places,
            };
            first
                .iter()
                .chain(more)
                .filter_map(|raw| place(raw).transpose())
                .collect()
        };
        let (a, b) = (side(&row.a, &row.a_alt)?, side(&row.b, &row.b_alt)?);
        if a.is_empty() || b.is_empty() {
            continue;
        }
        for place in a.iter().chain(&b) {
            gold.stories
                .insert(place.article.clone(), row.event.clone());
        }
        let Row {
            event,
            label,
            difficulty,
            note,
            ..
        } = row;
        gold.rows.push(Marked {
            label,
            difficulty,
            a,
            b,
            event,
            note,
        });
    }
    Ok(gold)
}

/// The texts of the report's articles, read again.
fn texts(report: &Report) -> BTreeMap<ArticleId, String> {
    let paths: BTreeSet<PathBuf> = report
        .articles
        .iter()
        .map(|line| PathBuf::from(&line.input.path))
        .collect();
    let mut options = ReadOptions::default();
    if let Ok(fields) = serde_json::from_value(report.run.config["fields"].clone()) {
        options.fields = fields;
    }
    let read = article::read(&paths.into_iter().collect::<Vec<_>>(), &options);
    read.flatten()
        .map(|article| (article.id, article.text))
        .collect()
}

/// Where a mark lies; `None` when its article is none of the report's.
fn place(
    raw: &RawPlace,
    unit: Unit,
    report: &Report,
    texts: &BTreeMap<ArticleId, String>,
) -> Result<Option<Place>, EvalError> {
    let named = |line: &&crate::report::ArticleLine| {
        // Verdicts exported by the viewer name articles by belie's own ids, which inputs without ids have, too.
        line.id.0 == raw.id
            || line.input_id.as_deref() == Some(&raw.id)
            || (line.input_id.is_none() && line.input.path.ends_with(&raw.id))
    };
    let Some(line) = report.articles.iter().find(named) else {
        return Ok(None);
    };
    let span = match unit {
        Unit::Byte => raw.span,
        Unit::Char => {
            let text = texts.get(&line.id).ok_or_else(|| EvalError::Article {
                id: raw.id.clone(),
                reason: format!("{} does not hold it any more", line.input.path),
            })?;
            Span::new(
                byte_offset(text, raw.span.start),
                byte_offset(text, raw.span.end),
            )
        }
    };
    Ok(Some(Place {
        article: line.id.clone(),
        span,
    }))
}

fn byte_offset(text: &str, characters: usize) -> usize {
    text.char_indices()
        .nth(characters)
        .map_or(text.len(), |(at, _)| at)
}

/// Gold rows by the articles that they touch.
pub(super) struct Index<'a>(BTreeMap<(&'a ArticleId, &'a ArticleId), Vec<usize>>);

impl Gold {
    /// Keeps the pairs inside one article, of the gold and of the findings, each article as a story of its own.
    pub fn retain_within(&mut self, report: &mut Report) {
        let findings = &mut report.contradictions;
        findings.retain(|finding| finding.a.article == finding.b.article);
        for row in &mut self.rows {
            let article = row.a.first().map(|place| place.article.clone());
            row.b
                .retain(|place| Some(&place.article) == article.as_ref());
            row.a
                .retain(|place| Some(&place.article) == article.as_ref());
        }
        self.rows.retain(|row| !row.b.is_empty());
        self.stories.clear();
    }

    pub(super) fn of(&self, label: Label) -> impl Iterator<Item = (usize, &Marked)> {
        self.rows
            .iter()
            .enumerate()
            .filter(move |(_, row)| row.label == label)
    }

    /// The story of a finding: that of its first article, which is a story of its own when nothing is marked in it.
    pub(super) fn story_of(&self, finding: &ContradictionLine) -> String {
        let article = &finding.a.article;
        self.stories
            .get(article)
            .cloned()
            .unwrap_or_else(|| article.to_string())
    }

    pub(super) fn index(&self) -> Index<'_> {
        let mut index: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for (at, row) in self.rows.iter().enumerate() {
            for (a, b) in row.a.iter().flat_map(|a| row.b.iter().map(move |b| (a, b))) {
                for key in [(&a.article, &b.article), (&b.article, &a.article)] {
                    let rows: &mut Vec<usize> = index.entry(key).or_default();
                    if rows.last() != Some(&at) {
                        rows.push(at);
                    }
                }
            }
        }
        Index(index)
    }
}

impl Index<'_> {
    /// The rows that touch both articles of a finding.
    pub(super) fn candidates(&self, finding: &ContradictionLine) -> impl Iterator<Item = usize> {
        let rows = self.0.get(&(&finding.a.article, &finding.b.article));
        rows.cloned().unwrap_or_default().into_iter()
    }
}
