//! Who stands where to a claim.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::{Corpus, Models, RunError, Stated, Timings, Watch};
use crate::article::{ReadError, ReadOptions};
use crate::nli::{NliScores, Pair};
use crate::report::{ArticleLine, StandLine, StatementLine};
use crate::statement::{Stance, Statement, StatementId};
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
    models: Models,
    options: &StanceOptions,
    watch: &dyn Watch,
) -> Result<(Vec<StandLine>, Vec<ReadError>), RunError> {
    let (articles, failures) = super::read(inputs, &options.read, watch);
    let timings = &mut Timings::default();
    let corpus = Corpus::of(articles, &models.finder, &models.encoder, timings, watch)?;
    let stands = stands(claim, &corpus, &models, options)?;
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

/// The cosine from which a statement read after its article's title is about the claim: the title alone makes half of it.
const IN_CONTEXT: f32 = 0.6;

/// A statement about the claim.
struct Near<'a> {
    statement: &'a Statement,
    /// What it says; after the title where it says too little alone ("was considering the request").
    words: String,
    meaning: f32,
}

fn stands(
    claim: &str,
    corpus: &Corpus,
    models: &Models,
    options: &StanceOptions,
) -> Result<BTreeMap<StatementId, Stand>, RunError> {
    let near = near(claim, corpus, models, options)?;
    let pairs: Vec<Pair> = near
        .iter()
        .flat_map(|near| {
            [
                Pair::new(near.words.as_str(), claim),
                Pair::new(claim, near.words.as_str()),
            ]
        })
        .collect();
    let scores: Vec<NliScores> = models.nli.score(&pairs)?;
    let mut found: BTreeMap<StatementId, Stand> = near
        .iter()
        .zip(scores.chunks_exact(2))
        .filter_map(|(near, both)| {
            let stand = Stand::of(near.statement, claim, near.meaning, both[0], both[1])?;
            Some((near.statement.id.clone(), stand))
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

fn near<'a>(
    claim: &str,
    corpus: &'a Corpus,
    models: &Models,
    options: &StanceOptions,
) -> Result<Vec<Near<'a>>, RunError> {
    let statements: Vec<(&Stated, &Statement)> = corpus
        .stated
        .iter()
        .flat_map(|stated| stated.statements.iter().map(move |x| (stated, x)))
        .collect();
    let in_context: Vec<String> = statements
        .iter()
        .map(|(stated, statement)| {
            let title = stated.article.title.as_deref().unwrap_or_default();
            format!("{title}. {}", statement.said(&stated.article))
        })
        .collect();
    let mut texts: Vec<&str> = in_context.iter().map(String::as_str).collect();
    texts.push(claim);
    let mut contexts = models.encoder.embed(&texts)?;
    let Some(asked) = contexts.pop() else {
        return Ok(Vec::new());
    };
    let alone = corpus.embeddings.iter().flatten();
    Ok(statements
        .iter()
        .zip(alone)
        .zip(contexts.iter().zip(in_context))
        .filter(|(((_, statement), _), _)| !statement.is_anaphoric)
        .filter_map(|(((stated, statement), alone), (context, in_context))| {
            let (alone, context) = (alone.cosine(&asked), context.cosine(&asked));
            let words = if alone >= options.min_meaning {
                // The proposition of a denial holds its cue, which the stance already counts.
                match statement.stance {
                    Stance::Deny => statement.said(&stated.article),
                    _ => statement.proposition.clone(),
                }
            } else {
                // A plain statement would be read as affirming whatever the title says.
                let weighs = statement.stance != Stance::Affirm;
                Some(in_context).filter(|_| weighs && context >= IN_CONTEXT)?
            };
            Some(Near {
                statement,
                words,
                meaning: alone.max(context),
            })
        })
        .collect())
}

/// The stand of a statement that answers another without repeating it: "denied the report", "confirmed this".
fn answer(statement: &Statement, found: &BTreeMap<StatementId, Stand>) -> Option<Stand> {
    let denied = || Some(found.get(statement.denies.as_ref()?)?.denied());
    let confirmed = || found.get(statement.confirms.as_ref()?).copied();
    denied().or_else(confirmed)
}
