//! The only place where stages meet: inputs go in, a [`Report`] comes out.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use rayon::prelude::*;
use serde::Serialize;
use thiserror::Error;

use crate::article::{self, Article, ArticleId, ReadError, ReadOptions};
use crate::nli::{NliError, NliModel, Pair};
use crate::pair::{self, Candidate, PairOptions};
use crate::report::{
    ArticleLine, ContradictionLine, Counts, ModelLine, Report, RunInfo, SCHEMA, StatementLine,
};
use crate::sentence;
use crate::statement::{self, Statement, StatementId};
use crate::story;
use crate::verdict::{self, Contradiction, Held, Judge, JudgeError, Scored};

/// How many candidates are scored between two looks at whether to stop; at about 10 ms a candidate, some seconds of work.
const SLICE: usize = 256;

/// What a run does, beyond its inputs and its model.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Options {
    /// How articles are read.
    pub read: ReadOptions,
    /// How statements are paired.
    pub pair: PairOptions,
    /// The probability from which a contradiction is reported, 0 to 1. Default: 0.5.
    pub min_probability: f32,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            read: ReadOptions::default(),
            pair: PairOptions::default(),
            min_probability: 0.5,
        }
    }
}

/// What happens during a run.
#[derive(Debug)]
#[non_exhaustive]
pub enum Event<'a> {
    /// An input could not be read; the run goes on.
    Failed(&'a ReadError),
    /// An article was read.
    Read(&'a Article),
    /// All articles were read, their statements found and paired.
    Paired {
        /// Articles.
        articles: usize,
        /// Statements in them.
        statements: usize,
        /// Pairs to score.
        pairs: usize,
    },
    /// So many pairs were scored since the last event.
    Scored {
        /// How many.
        pairs: usize,
    },
}

/// Who follows a run.
pub trait Watch: Sync {
    /// Hears of an event.
    fn event(&self, event: Event<'_>);

    /// Whether the run should end early, with what is finished.
    fn stop(&self) -> bool {
        false
    }
}

/// A [`Watch`] that looks away.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unwatched;

impl Watch for Unwatched {
    fn event(&self, _: Event<'_>) {}
}

/// A run cannot be finished.
#[derive(Debug, Error)]
pub enum RunError {
    /// The NLI model failed.
    #[error(transparent)]
    Nli(#[from] NliError),
    /// The judge's file is unusable.
    #[error(transparent)]
    Judge(#[from] JudgeError),
}

/// Wall-clock seconds of the stages of a run.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct Timings {
    /// Reading.
    pub read: f64,
    /// Splitting, finding statements and pairing.
    pub state: f64,
    /// NLI.
    pub score: f64,
    /// Judging, grouping, and making the report.
    pub judge: f64,
}

/// What a run leaves.
#[derive(Debug)]
pub struct Outcome {
    /// The results.
    pub report: Report,
    /// What could not be read, in the order of the inputs.
    pub failures: Vec<ReadError>,
    /// How many articles were compared; fewer than were read when the run was stopped.
    pub compared_articles: usize,
    /// Where the time went.
    pub timings: Timings,
}

/// An article with its statements.
#[derive(Debug)]
pub struct Stated {
    /// The article.
    pub article: Article,
    /// Its statements, in reading order.
    pub statements: Vec<Statement>,
}

/// Reads articles and finds their statements: the first stages of [`run`] alone.
pub fn statements(article: Article) -> Stated {
    let sentences = sentence::split(&article);
    let statements = statement::state(&article, &sentences);
    Stated {
        article,
        statements,
    }
}

/// Runs every stage over `inputs`. Work is spread over the current rayon thread pool; results do not depend on it.
///
/// # Errors
/// When the model or the judge fails. Inputs that cannot be read are no error: [`Outcome::failures`] lists them.
pub fn run(
    inputs: &[PathBuf],
    model: &dyn NliModel,
    options: &Options,
    watch: &dyn Watch,
) -> Result<Outcome, RunError> {
    let judge = Judge::shipped()?;
    let mut clock = Clock::default();
    let (articles, failures) = read(inputs, &options.read, watch);
    let read = clock.lap();
    let stated: Vec<Stated> = articles.into_par_iter().map(statements).collect();
    let candidates = candidates(&stated, &options.pair);
    watch.event(Event::Paired {
        articles: stated.len(),
        statements: stated.iter().map(|stated| stated.statements.len()).sum(),
        pairs: candidates.len(),
    });
    let state = clock.lap();
    let scored = score(
        &stated,
        &candidates,
        model,
        &judge,
        options.min_probability,
        watch,
    )?;
    let (score, judged) = (clock.lap() - scored.judging, scored.judging);
    let compared_articles = scored.compared_articles(&stated, &candidates);
    let report = report(&stated, scored, failures.len(), model, options);
    let timings = Timings {
        read,
        state,
        score,
        judge: judged + clock.lap(),
    };
    Ok(Outcome {
        report,
        failures,
        compared_articles,
        timings,
    })
}

/// Measures one stage after the other.
struct Clock(Instant);

impl Default for Clock {
    fn default() -> Self {
        Self(Instant::now())
    }
}

impl Clock {
    /// Seconds since the last lap.
    fn lap(&mut self) -> f64 {
        let lap = self.0.elapsed();
        self.0 = Instant::now();
        lap.as_secs_f64()
    }
}

fn read(
    inputs: &[PathBuf],
    options: &ReadOptions,
    watch: &dyn Watch,
) -> (Vec<Article>, Vec<ReadError>) {
    let (mut articles, mut failures) = (Vec::new(), Vec::new());
    let mut seen = BTreeSet::new();
    for result in article::read(inputs, options) {
        match result {
            // The same article under the same id twice (a folder named twice, say) is one article.
            Ok(article) if !seen.insert(article.id.clone()) => {}
            Ok(article) => {
                watch.event(Event::Read(&article));
                articles.push(article);
            }
            Err(failure) => {
                watch.event(Event::Failed(&failure));
                failures.push(failure);
            }
        }
        if watch.stop() {
            break;
        }
    }
    (articles, failures)
}

/// The candidates of every story, with the place of their article in `stated`.
fn candidates(stated: &[Stated], options: &PairOptions) -> Vec<(usize, Candidate)> {
    let place: BTreeMap<&ArticleId, usize> = stated
        .iter()
        .enumerate()
        .map(|(at, x)| (&x.article.id, at))
        .collect();
    let stories = story::within(stated.iter().map(|stated| stated.article.id.clone()));
    let of_article = |id: &ArticleId| {
        let at = place.get(id).copied()?;
        let found = pair::candidates(&stated[at].article, &stated[at].statements, options);
        Some(found.into_iter().map(move |candidate| (at, candidate)))
    };
    stories
        .par_iter()
        .flat_map_iter(|story| story.articles.iter().filter_map(of_article).flatten())
        .collect()
}

/// What scoring leaves.
struct ScoredPairs {
    contradictions: Vec<Contradiction>,
    pairs: usize,
    truncated: usize,
    /// Seconds spent judging, apart from NLI.
    judging: f64,
}

impl ScoredPairs {
    /// How many articles had all their candidates scored.
    fn compared_articles(&self, stated: &[Stated], candidates: &[(usize, Candidate)]) -> usize {
        candidates
            .get(self.pairs)
            .map_or(stated.len(), |(article, _)| *article)
    }
}

fn score(
    stated: &[Stated],
    candidates: &[(usize, Candidate)],
    model: &dyn NliModel,
    judge: &Judge,
    min_probability: f32,
    watch: &dyn Watch,
) -> Result<ScoredPairs, RunError> {
    let mut scored = ScoredPairs {
        contradictions: Vec::new(),
        pairs: 0,
        truncated: 0,
        judging: 0.0,
    };
    for slice in candidates.chunks(SLICE) {
        if watch.stop() {
            break;
        }
        let pairs: Vec<Pair> = slice
            .iter()
            .flat_map(|(at, candidate)| both_ways(&stated[*at], candidate))
            .collect();
        let scores = model.score(&pairs)?;
        let start = Instant::now();
        for ((at, candidate), both) in slice.iter().zip(scores.chunks_exact(2)) {
            let (article, statement) = (&stated[*at].article, |id: &StatementId| {
                of(&stated[*at], id)
            });
            let contradiction = judge.judge(&Scored {
                article_a: article,
                a: statement(&candidate.a),
                article_b: article,
                b: statement(&candidate.b),
                reason: candidate.reason,
                forward: both[0],
                backward: both[1],
            });
            scored.truncated += usize::from(both[0].truncated || both[1].truncated);
            scored
                .contradictions
                .extend(Some(contradiction).filter(|x| x.probability >= min_probability));
        }
        scored.judging += start.elapsed().as_secs_f64();
        scored.pairs += slice.len();
        watch.event(Event::Scored { pairs: slice.len() });
    }
    Ok(scored)
}

/// Ordinals count from 0 in reading order, so a statement's ordinal is its place.
fn of<'a>(stated: &'a Stated, id: &StatementId) -> &'a Statement {
    &stated.statements[id.ordinal as usize]
}

fn both_ways(stated: &Stated, candidate: &Candidate) -> [Pair; 2] {
    let words = |id| of(stated, id).proposition.clone();
    let (a, b) = (words(&candidate.a), words(&candidate.b));
    [
        Pair {
            premise: a.clone(),
            hypothesis: b.clone(),
        },
        Pair {
            premise: b,
            hypothesis: a,
        },
    ]
}

fn report(
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
    let find = |id: &StatementId| place.get(&id.article).map(|stated| of(stated, id));
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

impl Timings {
    /// The whole time.
    pub fn total(&self) -> Duration {
        Duration::from_secs_f64((self.read + self.state + self.score + self.judge).max(0.0))
    }
}
