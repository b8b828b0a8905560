//! Who stands where to a claim.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::{Corpus, Models, RunError, Stated, Timings, Watch};
use crate::article::{ReadError, ReadOptions};
use crate::nli::{NliScores, Pair};
use crate::report::{ArticleLine, StandLine, StatementLine};
use crate::statement::{Statement, StatementId};
use crate::verdict::Stand;

/// How to look for the stands to a claim.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct StanceOptions {
    /// How articles are read.
    pub read: ReadOptions,
    /// The cosine between the embeddings of a statement and the claim below which the statement is about something else, 0 to 1.
    /// Default: 0.35.
    pub min_meaning: f32,
    /// The score from which a stand is listed, 0 to 1. Default: 0.5.
    pub min_score: f32,
}

impl Default for StanceOptions {
    fn default() -> Self {
        Self {
            read: ReadOptions::default(),
            min_meaning: 0.35,
            min_score: 0.5,
        }
    }
}

/// Lists every statement of the articles in `inputs` that affirms, considers, denies or questions `claim`, by time of
/// publication (without one last) and then in reading order. Inputs that cannot be read are listed beside.
///
/// # Errors
/// When a model fails.
pub fn stance(
    claim: &str,
    inputs: &[PathBuf],
    models: Models<'_>,
    options: &StanceOptions,
    watch: &dyn Watch,
) -> Result<(Vec<StandLine>, Vec<ReadError>), RunError> {
    let (articles, failures) = super::read(inputs, &options.read, watch);
    let corpus = Corpus::of(articles, models, &mut Timings::default(), watch)?;
    let stands = stands(claim, &corpus, models, options)?;
    let mut lines: Vec<StandLine> = stands
        .into_iter()
        .filter(|(_, stand)| stand.score >= options.min_score)
        .filter_map(|(id, stand)| {
            let (article, statement) = (corpus.article(&id.article)?, corpus.statement(&id)?);
            Some(StandLine {
                stance: stand.stance,
                score: stand.score,
                article: ArticleLine::of(article),
                statement: StatementLine::of(article, statement),
            })
        })
        .collect();
    lines.sort_by(|x, y| {
        let key = |line: &StandLine| (line.article.published.is_none(), line.article.published);
        key(x)
            .cmp(&key(y))
            .then_with(|| x.statement.id.cmp(&y.statement.id))
    });
    Ok((lines, failures))
}

fn stands(
    claim: &str,
    corpus: &Corpus,
    models: Models<'_>,
    options: &StanceOptions,
) -> Result<BTreeMap<StatementId, Stand>, RunError> {
    let Some(asked) = models.encoder.embed(&[claim])?.pop() else {
        return Ok(BTreeMap::new());
    };
    let near: Vec<(&Stated, &Statement, f32)> = corpus
        .stated
        .iter()
        .zip(&corpus.embeddings)
        .flat_map(|(stated, embeddings)| {
            let statements = stated.statements.iter().zip(embeddings);
            statements.map(move |(statement, embedding)| (stated, statement, embedding))
        })
        .map(|(stated, statement, embedding)| (stated, statement, embedding.cosine(&asked)))
        .filter(|(_, statement, meaning)| {
            *meaning >= options.min_meaning && !statement.is_anaphoric
        })
        .collect();
    let pairs: Vec<Pair> = near
        .iter()
        .flat_map(|(stated, statement, _)| {
            let content = statement.said(&stated.article);
            [
                Pair::new(content.clone(), claim),
                Pair::new(claim, content.clone()),
            ]
        })
        .collect();
    let scores: Vec<NliScores> = models.nli.score(&pairs)?;
    let mut found: BTreeMap<StatementId, Stand> = near
        .iter()
        .zip(scores.chunks_exact(2))
        .filter_map(|((_, statement, meaning), both)| {
            let stand = Stand::of(statement, *meaning, both[0], both[1])?;
            Some((statement.id.clone(), stand))
        })
        .collect();
    let answers: Vec<(StatementId, Stand)> = corpus
        .stated
        .iter()
        .flat_map(|stated| &stated.statements)
        .filter_map(|statement| Some((statement.id.clone(), answer(statement, &found)?)))
        .collect();
    found.extend(answers);
    Ok(found)
}

/// The stand of a statement that answers another without repeating it: "denied the report", "confirmed this".
fn answer(statement: &Statement, found: &BTreeMap<StatementId, Stand>) -> Option<Stand> {
    let denied = || Some(found.get(statement.denies.as_ref()?)?.denied());
    let confirmed = || found.get(statement.confirms.as_ref()?).copied();
    denied().or_else(confirmed)
}
