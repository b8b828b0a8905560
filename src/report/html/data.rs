//! What the page knows: the report in reading order, with places as a browser counts them (UTF-16 code units).
//!
//! Things refer to each other by their place in the lists. Offsets of a statement's source, cue, content and clashing words
//! are relative to its own sentence, so that it can be shown when the text of its article is not there.

use std::collections::BTreeMap;

use serde::Serialize;

use super::HtmlOptions;
use crate::article::{ArticleId, Part};
use crate::nli::NliScores;
use crate::report::annotations::is_web_address;
use crate::report::offsets::{Offsets, Unit};
use crate::report::outline::Outline;
use crate::report::quote::{Quotes, relation, stance};
use crate::report::row::source_kind;
use crate::report::{
    ArticleLine, ContradictionLine, Counts, ModelLine, Report, SideLine, SourceLine, Texts,
};
use crate::statement::StatementId;
use crate::text::Span;

type Place = [usize; 2];

/// A model.
#[derive(Serialize)]
struct ModelData<'a> {
    name: &'a str,
    /// Engine, device and precision.
    engine: String,
    digest: &'a str,
}

impl<'a> ModelData<'a> {
    fn of(model: &'a ModelLine) -> Self {
        Self {
            name: &model.name,
            engine: model.how(),
            digest: &model.digest,
        }
    }
}

/// The whole.
#[derive(Serialize)]
pub(super) struct Data<'a> {
    version: &'a str,
    /// The NLI models, first the one that reads every pair.
    models: Vec<ModelData<'a>>,
    config: &'a serde_json::Value,
    counts: &'a Counts,
    /// Contradictions of the report, updates left out.
    contradictions: usize,
    /// Contradictions and updates of the report; `pairs` may hold fewer.
    all: usize,
    articles: Vec<ArticleData<'a>>,
    statements: Vec<StatementData<'a>>,
    pairs: Vec<PairData<'a>>,
    groups: Vec<GroupData<'a>>,
}

#[derive(Serialize)]
struct ArticleData<'a> {
    id: &'a str,
    input: &'a str,
    line: Option<usize>,
    input_id: Option<&'a str>,
    title: Option<&'a str>,
    outlet: Option<&'a str>,
    /// Web addresses only.
    url: Option<&'a str>,
    published: Option<String>,
    text: Option<&'a str>,
}

#[derive(Serialize)]
struct StatementData<'a> {
    article: usize,
    part: Part,
    /// Bytes of the part, as in `report.jsonl`.
    bytes: Place,
    /// Where it stands in the part; null when the part is not at hand.
    at: Option<Place>,
    text: &'a str,
    source: Option<String>,
    source_kind: Option<&'static str>,
    source_at: Option<Place>,
    cue_at: Option<Place>,
    content: Vec<Place>,
    stance: Option<&'static str>,
}

#[derive(Serialize)]
struct PairData<'a> {
    id: &'a str,
    p: f32,
    relation: &'static str,
    a: usize,
    b: usize,
    forward: [f32; 3],
    backward: [f32; 3],
    why: Vec<String>,
    clash: [Vec<Place>; 2],
    evidence: Vec<(&'a str, f32, f32)>,
    reason: crate::pair::Reason,
}

#[derive(Serialize)]
struct GroupData<'a> {
    /// Null for the group of updates, and for a contradiction that stands alone.
    id: Option<&'a str>,
    question: Option<&'a str>,
    update: bool,
    sides: Vec<SideData>,
    pairs: Vec<usize>,
}

#[derive(Serialize)]
struct SideData {
    stance: &'static str,
    statements: Vec<usize>,
}

impl<'a> Data<'a> {
    pub(super) fn of(report: &'a Report, texts: &'a Texts, options: &HtmlOptions) -> Self {
        let mut builder = Builder::of(report, texts, options.max_text_bytes);
        let outline = Outline::of(report);
        let contradictions = outline.contradictions();
        let mut left = options.max_contradictions;
        let mut groups = Vec::new();
        for group in &outline.groups {
            let pairs = builder.pairs(&group.contradictions, &mut left);
            if pairs.is_empty() {
                break;
            }
            let sides = group.dispute.map(|dispute| &*dispute.sides);
            let sides = sides.unwrap_or_default().iter().map(|side| SideData {
                stance: stance(side.stance),
                // Statements of pairs that were left out are left out as well.
                statements: side
                    .statements
                    .iter()
                    .filter_map(|id| builder.places.get(id).copied())
                    .collect(),
            });
            groups.push(GroupData {
                id: group.dispute.map(|dispute| &*dispute.id.0),
                question: group.dispute.map(|dispute| &*dispute.question),
                update: false,
                sides: sides.collect(),
                pairs,
            });
        }
        // Each update stands for itself.
        for line in outline.updates {
            let pairs = builder.pairs(&[line], &mut left);
            if !pairs.is_empty() {
                groups.push(GroupData {
                    id: None,
                    question: None,
                    update: true,
                    sides: Vec::new(),
                    pairs,
                });
            }
        }
        let run = &report.run;
        Self {
            version: &run.version,
            models: run.models().map(ModelData::of).collect(),
            config: &run.config,
            counts: &run.counts,
            contradictions,
            all: report.contradictions.len(),
            articles: builder.articles,
            statements: builder.statements,
            pairs: builder.pairs,
            groups,
        }
    }
}

/// Collects what the pairs that are shown point to.
struct Builder<'a> {
    quotes: Quotes<'a>,
    texts: &'a Texts,
    /// Bytes of article texts that may still be taken in.
    room: usize,
    article_places: BTreeMap<&'a ArticleId, usize>,
    places: BTreeMap<&'a StatementId, usize>,
    articles: Vec<ArticleData<'a>>,
    offsets: Vec<[Option<Offsets<'a>>; 2]>,
    statements: Vec<StatementData<'a>>,
    pairs: Vec<PairData<'a>>,
}

impl<'a> Builder<'a> {
    fn of(report: &'a Report, texts: &'a Texts, room: usize) -> Self {
        Self {
            quotes: Quotes::of(report),
            texts,
            room,
            article_places: BTreeMap::new(),
            places: BTreeMap::new(),
            articles: Vec::new(),
            offsets: Vec::new(),
            statements: Vec::new(),
            pairs: Vec::new(),
        }
    }

    fn pairs(&mut self, lines: &[&'a ContradictionLine], left: &mut usize) -> Vec<usize> {
        let taken = lines.len().min(*left);
        *left -= taken;
        lines
            .iter()
            .take(taken)
            .map(|line| self.pair(line))
            .collect()
    }

    fn pair(&mut self, line: &'a ContradictionLine) -> usize {
        let explanation = self.quotes.explain(line);
        let [clash_a, clash_b] = explanation.clash;
        let places = |spans: Vec<Span>, side: &SideLine| {
            let offsets = Offsets::of(&side.text, Unit::Utf16);
            spans.into_iter().map(|span| offsets.span(span)).collect()
        };
        let pair = PairData {
            id: &line.id.0,
            p: line.probability,
            relation: relation(line.relation),
            a: self.statement(&line.a),
            b: self.statement(&line.b),
            forward: three(line.forward),
            backward: three(line.backward),
            why: explanation.why,
            clash: [places(clash_a, &line.a), places(clash_b, &line.b)],
            evidence: line
                .evidence
                .iter()
                .map(|evidence| (&*evidence.name, evidence.value, evidence.weight))
                .collect(),
            reason: line.reason,
        };
        self.pairs.push(pair);
        self.pairs.len() - 1
    }

    fn statement(&mut self, side: &'a SideLine) -> usize {
        if let Some(&place) = self.places.get(&side.statement) {
            return place;
        }
        let article = self.article(side);
        let line = self
            .quotes
            .statement(side)
            .filter(|line| line.text == side.text);
        let sentence = Offsets::of(&side.text, Unit::Utf16);
        let inside = |span: Span| {
            let from_start = |byte: usize| byte.min(side.span.end).saturating_sub(side.span.start);
            let inside = Span::new(from_start(span.start), from_start(span.end));
            Some(sentence.span(inside)).filter(|[start, end]| start < end)
        };
        let part = self.offsets.get(article).and_then(|parts| {
            let offsets = parts[usize::from(side.part == Part::Body)].as_ref()?;
            // A text that says something else at that place is another text.
            (side.span.of(offsets.text()) == side.text).then(|| offsets.span(side.span))
        });
        let source = line.and_then(|line| line.source.as_ref());
        self.statements.push(StatementData {
            article,
            part: side.part,
            bytes: [side.span.start, side.span.end],
            at: part,
            text: &side.text,
            source: source.map(SourceLine::who),
            source_kind: source.map(|source| source_kind(source.kind)),
            source_at: source.and_then(|source| inside(source.span)),
            cue_at: line
                .and_then(|line| line.cue.as_ref())
                .and_then(|cue| inside(cue.span)),
            content: line
                .map(|line| {
                    line.content
                        .iter()
                        .filter_map(|span| inside(*span))
                        .collect()
                })
                .unwrap_or_default(),
            stance: line.map(|line| stance(line.stance)),
        });
        self.places
            .insert(&side.statement, self.statements.len() - 1);
        self.statements.len() - 1
    }

    fn article(&mut self, side: &'a SideLine) -> usize {
        if let Some(&place) = self.article_places.get(&side.article) {
            return place;
        }
        let line: Option<&ArticleLine> = self.quotes.article(side);
        let text = self
            .texts
            .get(&side.article)
            .filter(|text| text.len() <= self.room);
        self.room -= text.map_or(0, str::len);
        let title = line.and_then(|line| line.title.as_deref());
        self.offsets
            .push([title, text].map(|text| text.map(|text| Offsets::of(text, Unit::Utf16))));
        self.articles.push(ArticleData {
            id: &side.article.0,
            input: line.map_or("", |line| &line.input.path),
            line: line.and_then(|line| line.input.line),
            input_id: line.and_then(|line| line.input_id.as_deref()),
            title,
            outlet: line.and_then(|line| line.outlet.as_deref()),
            url: line
                .and_then(|line| line.url.as_deref())
                .filter(|url| is_web_address(url)),
            published: line
                .and_then(|line| line.published)
                .map(|time| time.to_string()),
            text,
        });
        self.article_places
            .insert(&side.article, self.articles.len() - 1);
        self.articles.len() - 1
    }
}

/// Entailment, neutral, contradiction, in thousandths: more digits are noise to a reader, and bytes to a mail.
fn three(scores: NliScores) -> [f32; 3] {
    [scores.entailment, scores.neutral, scores.contradiction]
        .map(|score| (score * 1000.0).round() / 1000.0)
}
