//! The results of a run as a report.

use std::collections::{BTreeMap, BTreeSet};

use super::score::ScoredPairs;
use super::{Options, Stated};
use crate::article::ArticleId;
use crate::nli::NliModel;
use crate::report::{
    ArticleLine, ContradictionLine, Counts, ModelLine, Report, RunInfo, SCHEMA, StatementLine,
};
use crate::statement::StatementId;
use crate::verdict::{self, Contradiction, Held};

/// Ranks and groups what was found.
pub(super) fn report(
    stated: &[Stated],
    scored: ScoredPairs,
    failed_inputs: usize,
    model: &dyn NliModel,
    options: &Options,
) -> Report {
    let place: BTreeMap<&ArticleId, &Stated> = stated
        .iter()
        .map(|stated| (&stated.article.id, stated))
        .collect();
    let find = |id: &StatementId| place.get(&id.article).map(|stated| stated.statement(id));
    let mut contradictions = scored.contradictions;
    verdict::rank(&mut contradictions, |x| {
        [&x.a, &x.b].map(|id| {
            (
                id.article.clone(),
                find(id).map(|statement| statement.sentence),
            )
        })
    });
    let held = |id: &StatementId| {
        find(id).map(|statement| Held {
            stance: statement.stance,
            proposition: &statement.proposition,
        })
    };
    let disputes = verdict::disputes(&contradictions, held);
    let pointed_to: BTreeSet<&StatementId> =
        contradictions.iter().flat_map(|x| [&x.a, &x.b]).collect();
    let statements: BTreeMap<StatementId, StatementLine> = pointed_to
        .into_iter()
        .filter_map(|id| {
            Some((
                id.clone(),
                StatementLine::of(&place.get(&id.article)?.article, find(id)?),
            ))
        })
        .collect();
    let counts = Counts {
        articles: stated.len(),
        statements: stated.iter().map(|stated| stated.statements.len()).sum(),
        pairs: scored.pairs,
        contradictions: contradictions.len(),
        disputes: disputes.len(),
        failed_inputs,
        truncated_pairs: scored.truncated,
        replaced_characters: stated
            .iter()
            .map(|stated| stated.article.replaced_characters)
            .sum(),
    };
    let line = |(at, x): (usize, Contradiction)| {
        let (a, b) = (statements.get(&x.a)?, statements.get(&x.b)?);
        Some(ContradictionLine::of(x, at + 1, a, b))
    };
    Report {
        contradictions: contradictions
            .into_iter()
            .enumerate()
            .filter_map(line)
            .collect(),
        run: run_info(model, options, counts),
        articles: stated
            .iter()
            .map(|stated| ArticleLine::of(&stated.article))
            .collect(),
        statements: statements.into_values().collect(),
        disputes: disputes.into_iter().map(Into::into).collect(),
    }
}

fn run_info(model: &dyn NliModel, options: &Options, counts: Counts) -> RunInfo {
    let info = model.info();
    RunInfo {
        schema: SCHEMA.to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        model: ModelLine {
            name: info.name.clone(),
            digest: info.digest.clone(),
            engine: info.engine.to_string(),
            device: Some(info.device.to_string()),
            precision: Some(info.precision.to_string()),
        },
        config: serde_json::json!({
            "all_pairs": options.pair.all,
            "min_probability": options.min_probability,
            "max_article_bytes": options.read.max_article_bytes,
            "fields": options.read.fields,
        }),
        counts,
    }
}
