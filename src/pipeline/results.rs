//! The results of a run as a report.

use std::collections::{BTreeMap, BTreeSet};

use super::score::{Readers, ScoredPairs};
use super::{Corpus, Options};
use crate::article::ArticleId;
use crate::nli::NliModel;
use crate::report::{
    ArticleLine, ContradictionLine, Counts, DisputeLine, ModelLine, RepeatLine, Report, RunInfo,
    SCHEMA, StatementLine,
};
use crate::statement::StatementId;
use crate::story::Story;
use crate::verdict::{self, Alike, Contradiction, Held};

/// Ranks and groups what was found.
pub(super) fn report(
    corpus: &Corpus,
    stories: &[Story],
    scored: ScoredPairs,
    failed_inputs: usize,
    readers: Readers<'_>,
    options: &Options,
) -> Report {
    let mut contradictions = scored.contradictions;
    verdict::rank(&mut contradictions, |x| {
        [&x.a, &x.b].map(|id| {
            (
                id.article.clone(),
                corpus.statement(id).map(|statement| statement.sentence),
            )
        })
    });
    let held = |id: &StatementId| {
        corpus.statement(id).map(|statement| Held {
            stance: statement.stance,
            proposition: &statement.proposition,
        })
    };
    let alike = alike(corpus, &contradictions, stories);
    let disputes = verdict::disputes(&contradictions, held, &alike);
    let pointed_to: BTreeSet<&StatementId> =
        contradictions.iter().flat_map(|x| [&x.a, &x.b]).collect();
    let line = |id: &StatementId| {
        let mut line = StatementLine::of(corpus.article(&id.article)?, corpus.statement(id)?);
        let repeats = scored.repeats.get(id).into_iter().flatten();
        line.repeats = repeats
            .filter_map(|id| {
                let statement = corpus.statement(id)?;
                Some(RepeatLine {
                    article: id.article.clone(),
                    part: statement.part,
                    span: statement.span,
                })
            })
            .collect();
        Some((id.clone(), line))
    };
    let statements: BTreeMap<StatementId, StatementLine> =
        pointed_to.into_iter().filter_map(line).collect();
    let counts = Counts {
        articles: corpus.stated.len(),
        statements: corpus.statements(),
        pairs: scored.pairs,
        contradictions: contradictions.len(),
        disputes: disputes.len(),
        failed_inputs,
        truncated_pairs: scored.truncated,
        replaced_characters: corpus
            .stated
            .iter()
            .map(|stated| stated.article.replaced_characters)
            .sum(),
    };
    let line = |(at, x): (usize, Contradiction)| {
        let (a, b) = (statements.get(&x.a)?, statements.get(&x.b)?);
        Some(ContradictionLine::of(x, at + 1, a, b))
    };
    let disputes = disputes
        .into_iter()
        .map(|dispute| DisputeLine::of(dispute, &statements, |id| corpus.article(id)))
        .collect();
    Report {
        contradictions: contradictions
            .into_iter()
            .enumerate()
            .filter_map(line)
            .collect(),
        run: run_info(readers, options, counts),
        articles: corpus
            .stated
            .iter()
            .map(|stated| ArticleLine::of(&stated.article))
            .collect(),
        statements: statements.into_values().collect(),
        disputes,
    }
}

/// The cosine from which two statements with one stance say the same.
const SAME: f32 = 0.8;

/// Which statements of contradictions say the same as others of their story.
fn alike(corpus: &Corpus, contradictions: &[Contradiction], stories: &[Story]) -> Alike {
    let mut story_of: BTreeMap<&ArticleId, usize> = BTreeMap::new();
    for (at, story) in stories.iter().enumerate() {
        story_of.extend(story.articles.iter().map(|id| (id, at)));
    }
    let mut by_story: BTreeMap<usize, BTreeSet<&StatementId>> = BTreeMap::new();
    for id in contradictions.iter().flat_map(|x| [&x.a, &x.b]) {
        if let Some(at) = story_of.get(&id.article) {
            by_story.entry(*at).or_default().insert(id);
        }
    }
    let mut found = Alike::new();
    for statements in by_story.values() {
        for (at, &id) in statements.iter().enumerate() {
            for &other in statements.iter().skip(at + 1) {
                if corpus.same(id, other) {
                    found.entry(id.clone()).or_default().push(other.clone());
                    found.entry(other.clone()).or_default().push(id.clone());
                }
            }
        }
    }
    found
}

impl Corpus {
    fn same(&self, a: &StatementId, b: &StatementId) -> bool {
        let Some((x, y)) = self.statement(a).zip(self.statement(b)) else {
            return false;
        };
        let embedding = |id: &StatementId| {
            let own = self.embeddings.get(self.place(&id.article)?)?;
            own.get(id.ordinal as usize)
        };
        x.stance == y.stance
            && x.polarity == y.polarity
            && embedding(a)
                .zip(embedding(b))
                .is_some_and(|(a, b)| a.cosine(b) >= SAME)
    }
}

fn model_line(model: &dyn NliModel) -> ModelLine {
    let info = model.info();
    ModelLine {
        name: info.name.clone(),
        digest: info.digest.clone(),
        engine: info.engine.to_string(),
        device: Some(info.device.to_string()),
        precision: Some(info.precision.to_string()),
    }
}

fn run_info(readers: Readers<'_>, options: &Options, counts: Counts) -> RunInfo {
    RunInfo {
        schema: SCHEMA.to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        model: model_line(readers.nli),
        context_model: readers.in_context.map(model_line),
        config: serde_json::json!({
            "within": options.within,
            "all_pairs": options.pair.all,
            "min_probability": options.min_probability,
            "max_article_bytes": options.read.max_article_bytes,
            "fields": options.read.fields,
        }),
        counts,
    }
}
