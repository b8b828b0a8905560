//! A contradiction as one row of a table, for CSV and Parquet: the columns, what they hold, and how they are filled.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::quote::{Quotes, relation, stance};
use super::{ArticleLine, ContradictionLine, DisputeLine, Report, SideLine, StatementLine};
use crate::article::Part;
use crate::statement::SourceKind;
use crate::verdict::ContradictionId;

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Whole,
    Real,
    Time,
}

/// A cell; `None` where there is nothing to say.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    Text(Option<String>),
    Whole(Option<u64>),
    Real(f32),
    Time(Option<Timestamp>),
}

/// A column.
pub(super) struct Column {
    pub(super) name: String,
    // CSV has neither types nor descriptions.
    #[cfg_attr(not(feature = "parquet"), allow(dead_code))]
    pub(super) about: String,
    #[cfg_attr(not(feature = "parquet"), allow(dead_code))]
    pub(super) kind: Kind,
    of: Fill,
}

#[derive(Clone, Copy)]
enum Fill {
    Pair(fn(&Row<'_>) -> Cell),
    A(fn(&RowSide<'_>) -> Cell),
    B(fn(&RowSide<'_>) -> Cell),
}

/// A contradiction with all that a row tells of it.
pub(super) struct Row<'a> {
    line: &'a ContradictionLine,
    dispute: Option<&'a DisputeLine>,
    why: String,
    a: RowSide<'a>,
    b: RowSide<'a>,
}

struct RowSide<'a> {
    side: &'a SideLine,
    article: Option<&'a ArticleLine>,
    statement: Option<&'a StatementLine>,
}

/// Name, what it holds, of which kind, and how it is filled.
type OfPair = (&'static str, &'static str, Kind, fn(&Row<'_>) -> Cell);
type OfSide = (&'static str, &'static str, Kind, fn(&RowSide<'_>) -> Cell);

const PAIR: [OfPair; 13] = [
    ("id", "id of the contradiction", Kind::Text, |row| {
        text(&row.line.id.0)
    }),
    (
        "rank",
        "place in the report, from 1, best first",
        Kind::Whole,
        |row| Cell::Whole(Some(row.line.rank as u64)),
    ),
    (
        "probability",
        "how probable it is that a careful reader calls it a contradiction, 0 to 1",
        Kind::Real,
        |row| Cell::Real(row.line.probability),
    ),
    (
        "relation",
        "denial, conflict, numeric, temporal, reversal or update",
        Kind::Text,
        |row| text(relation(row.line.relation)),
    ),
    ("why", "what speaks for it, in words", Kind::Text, |row| {
        text(&row.why)
    }),
    (
        "dispute",
        "id of its dispute; empty for updates",
        Kind::Text,
        |row| Cell::Text(row.dispute.map(|dispute| dispute.id.0.clone())),
    ),
    ("question", "what is in dispute", Kind::Text, |row| {
        Cell::Text(row.dispute.map(|dispute| dispute.question.clone()))
    }),
    (
        "forward_entailment",
        "NLI, a as the premise",
        Kind::Real,
        |row| Cell::Real(row.line.forward.entailment),
    ),
    (
        "forward_neutral",
        "NLI, a as the premise",
        Kind::Real,
        |row| Cell::Real(row.line.forward.neutral),
    ),
    (
        "forward_contradiction",
        "NLI, a as the premise",
        Kind::Real,
        |row| Cell::Real(row.line.forward.contradiction),
    ),
    (
        "backward_entailment",
        "NLI, b as the premise",
        Kind::Real,
        |row| Cell::Real(row.line.backward.entailment),
    ),
    (
        "backward_neutral",
        "NLI, b as the premise",
        Kind::Real,
        |row| Cell::Real(row.line.backward.neutral),
    ),
    (
        "backward_contradiction",
        "NLI, b as the premise",
        Kind::Real,
        |row| Cell::Real(row.line.backward.contradiction),
    ),
];

const SIDE: [OfSide; 15] = [
    ("text", "words of the sentence", Kind::Text, |x| {
        text(&x.side.text)
    }),
    (
        "source",
        "who says it; empty for the article's own words",
        Kind::Text,
        |x| {
            let source = x.statement.and_then(|x| x.source.as_ref());
            Cell::Text(source.map(|source| source.text.clone()))
        },
    ),
    (
        "source_kind",
        "named, anonymous, organization, document or pronoun",
        Kind::Text,
        |x| {
            let source = x.statement.and_then(|x| x.source.as_ref());
            Cell::Text(source.map(|source| source_kind(source.kind).to_owned()))
        },
    ),
    ("cue", "by which words", Kind::Text, |x| {
        let cue = x.statement.and_then(|x| x.cue.as_ref());
        Cell::Text(cue.map(|cue| cue.text.clone()))
    }),
    (
        "stance",
        "affirm, consider, deny, question or no comment",
        Kind::Text,
        |x| Cell::Text(x.statement.map(|x| stance(x.stance).to_owned())),
    ),
    ("outlet", "outlet of the article", Kind::Text, |x| {
        Cell::Text(x.article.and_then(|x| x.outlet.clone()))
    }),
    ("title", "title of the article", Kind::Text, |x| {
        Cell::Text(x.article.and_then(|x| x.title.clone()))
    }),
    (
        "published",
        "when the article was published, UTC",
        Kind::Time,
        |x| Cell::Time(x.article.and_then(|x| x.published)),
    ),
    ("url", "address of the article", Kind::Text, |x| {
        Cell::Text(x.article.and_then(|x| x.url.clone()))
    }),
    (
        "input",
        "path that the article was read from",
        Kind::Text,
        |x| Cell::Text(x.article.map(|x| x.input.path.clone())),
    ),
    (
        "line",
        "its line there, from 1; empty for a file that is one article",
        Kind::Whole,
        |x| Cell::Whole(x.article.and_then(|x| x.input.line).map(|line| line as u64)),
    ),
    ("statement", "id of the statement", Kind::Text, |x| {
        text(&x.side.statement.to_string())
    }),
    (
        "part",
        "body, or title when the span points into a separate title",
        Kind::Text,
        |x| {
            text(match x.side.part {
                Part::Title => "title",
                Part::Body => "body",
            })
        },
    ),
    (
        "start",
        "first byte of the sentence in the part",
        Kind::Whole,
        |x| Cell::Whole(Some(x.side.span.start as u64)),
    ),
    (
        "end",
        "byte past the sentence in the part",
        Kind::Whole,
        |x| Cell::Whole(Some(x.side.span.end as u64)),
    ),
];

fn text(words: &str) -> Cell {
    Cell::Text(Some(words.to_owned()))
}

/// The name of a kind of source as it is written in reports.
pub(super) fn source_kind(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Named => "named",
        SourceKind::Anonymous => "anonymous",
        SourceKind::Organization => "organization",
        SourceKind::Document => "document",
        SourceKind::Pronoun => "pronoun",
    }
}

/// All columns: those of the pair, then those of `a` and of `b`.
pub(super) fn columns() -> Vec<Column> {
    let mut columns: Vec<Column> = PAIR
        .iter()
        .map(|(name, about, kind, of)| Column {
            name: (*name).to_owned(),
            about: (*about).to_owned(),
            kind: *kind,
            of: Fill::Pair(*of),
        })
        .collect();
    for (side, fill) in [("a", Fill::A as fn(_) -> _), ("b", Fill::B)] {
        columns.extend(SIDE.iter().map(|(name, about, kind, of)| Column {
            name: format!("{side}_{name}"),
            about: format!("{side}: {about}"),
            kind: *kind,
            of: fill(*of),
        }));
    }
    columns
}

impl Column {
    pub(super) fn cell(&self, row: &Row<'_>) -> Cell {
        match self.of {
            Fill::Pair(of) => of(row),
            Fill::A(of) => of(&row.a),
            Fill::B(of) => of(&row.b),
        }
    }
}

/// The contradictions of a report, updates included, best first.
pub(super) fn rows(report: &Report) -> Vec<Row<'_>> {
    let quotes = Quotes::of(report);
    let disputes: BTreeMap<&ContradictionId, &DisputeLine> = report
        .disputes
        .iter()
        .flat_map(|dispute| dispute.contradictions.iter().map(move |id| (id, dispute)))
        .collect();
    let side = |side| RowSide {
        side,
        article: quotes.article(side),
        statement: quotes.statement(side),
    };
    report
        .contradictions
        .iter()
        .map(|line| Row {
            line,
            dispute: disputes.get(&line.id).copied(),
            why: quotes.explain(line).why.join("; "),
            a: side(&line.a),
            b: side(&line.b),
        })
        .collect()
}
