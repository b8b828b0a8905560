//! The only place where stages meet: inputs go in, a [`Report`] comes out.

mod corpus;
mod reading;
mod results;
mod score;
mod stance;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rayon::prelude::*;
use serde::Serialize;
use thiserror::Error;

use crate::article::{self, Article, ArticleId, ReadError, ReadOptions};
use crate::embedding::SentenceEncoder;
use crate::nli::{NliError, NliModel};
use crate::pair::PairOptions;
use crate::report::{Report, Texts};
use crate::sentence::{self, Sentence};
use crate::statement::{self, Finder, Statement};
use crate::story::StoryOptions;
use crate::transformer::TransformerError;
use crate::verdict::{Judge, JudgeError};

use corpus::Corpus;
use score::Readers;
pub use stance::{StanceOptions, stance};

/// What a run does, beyond its inputs and its model.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Options {
    /// How articles are read.
    pub read: ReadOptions,
    /// Compare statements of one article only, never across articles. Default: no.
    pub within: bool,
    /// How articles are grouped into stories.
    pub story: StoryOptions,
    /// How statements are paired.
    pub pair: PairOptions,
    /// The probability from which a contradiction is reported, 0 to 1. Default: 0.5.
    pub min_probability: f32,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            read: ReadOptions::default(),
            within: false,
            story: StoryOptions::default(),
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
    /// All articles were read.
    AllRead {
        /// How many.
        articles: usize,
    },
    /// The statements of so many more articles were found and embedded.
    Stated {
        /// How many articles.
        articles: usize,
    },
    /// All statements were found, and the articles grouped.
    Grouped {
        /// Articles.
        articles: usize,
        /// Statements in them.
        statements: usize,
        /// Stories of them.
        stories: usize,
    },
    /// So many more pairs were scored.
    Scored {
        /// How many pairs.
        pairs: usize,
    },
    /// So many more articles were compared, with all of their story.
    Compared {
        /// How many articles.
        articles: usize,
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
    /// The finder or the sentence encoder failed.
    #[error(transparent)]
    Transformer(#[from] TransformerError),
    /// The judge's file is unusable.
    #[error(transparent)]
    Judge(#[from] JudgeError),
}

/// Wall-clock seconds of the stages of a run.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct Timings {
    /// Reading.
    pub read: f64,
    /// Splitting and finding statements.
    pub state: f64,
    /// Embedding them.
    pub embed: f64,
    /// Grouping articles into stories, and pairing.
    pub pair: f64,
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
    /// The texts of the articles that the report's statements stand in, for formats that show them.
    pub texts: Texts,
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

/// Finds the statements of articles: the first stages of [`run`] alone.
///
/// # Errors
/// When the finder fails.
pub fn statements(
    articles: Vec<Article>,
    finder: &Finder,
) -> Result<Vec<Stated>, TransformerError> {
    let sentences: Vec<Vec<Sentence>> = articles.par_iter().map(sentence::split).collect();
    let split: Vec<(&Article, &[Sentence])> = articles
        .iter()
        .zip(&sentences)
        .map(|(article, sentences)| (article, &**sentences))
        .collect();
    let statements = statement::state(finder, &split)?;
    let stated = articles.into_iter().zip(statements);
    Ok(stated
        .map(|(article, statements)| Stated {
            article,
            statements,
        })
        .collect())
}

/// The models of a run, which lets go of each when its work is done: a clone keeps them for another run.
#[derive(Clone)]
pub struct Models {
    /// Finds who says what.
    pub finder: Arc<Finder>,
    /// Embeds statements.
    pub encoder: Arc<SentenceEncoder>,
    /// Scores pairs.
    pub nli: Arc<dyn NliModel>,
    /// Scores once more the pairs that may be contradictions, with as much of what stands before each sentence as it was trained to
    /// read ([`ModelInfo::context`](crate::nli::ModelInfo::context)). Without it nothing is read again; [`stance`] never does.
    pub in_context: Option<Arc<dyn NliModel>>,
}

/// Runs every stage over `inputs`. Work is spread over the current rayon thread pool; results do not depend on it.
///
/// # Errors
/// When a model or the judge fails. Inputs that cannot be read are no error: [`Outcome::failures`] lists them.
pub fn run(
    inputs: &[PathBuf],
    models: Models,
    options: &Options,
    watch: &dyn Watch,
) -> Result<Outcome, RunError> {
    let judge = Judge::shipped()?;
    let mut timings = Timings::default();
    let mut clock = Clock::default();
    let (articles, failures) = read(inputs, &options.read, watch);
    watch.event(Event::AllRead {
        articles: articles.len(),
    });
    timings.read = clock.lap();
    let Models {
        finder,
        encoder,
        nli,
        in_context,
    } = models;
    let corpus = Corpus::of(articles, &finder, &encoder, &mut timings, watch)?;
    drop(finder);
    let stories = corpus.stories(&encoder, options, &mut timings, watch)?;
    drop(encoder);
    clock.lap();
    watch.event(Event::Grouped {
        articles: corpus.stated.len(),
        statements: corpus.statements(),
        stories: stories.len(),
    });
    let readers = Readers {
        nli: &*nli,
        in_context: in_context.as_deref(),
    };
    let scored = score::score(&corpus, &stories, readers, &judge, options, watch)?;
    timings.pair += scored.pairing;
    timings.judge = scored.judging;
    timings.score = clock.lap() - scored.pairing - scored.judging;
    let compared_articles = scored.compared_articles;
    let report = results::report(&corpus, &stories, scored, failures.len(), readers, options);
    let texts = texts(corpus.stated, &report);
    timings.judge += clock.lap();
    Ok(Outcome {
        report,
        texts,
        failures,
        compared_articles,
        timings,
    })
}

fn texts(stated: Vec<Stated>, report: &Report) -> Texts {
    let statements = report.statements.iter();
    let quoted: BTreeSet<ArticleId> = statements
        .map(|statement| statement.article.clone())
        .collect();
    stated
        .into_iter()
        .map(|stated| stated.article)
        .filter(|article| quoted.contains(&article.id))
        .collect()
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

impl Timings {
    /// The whole time.
    pub fn total(&self) -> Duration {
        Duration::from_secs_f64(
            (self.read + self.state + self.embed + self.pair + self.score + self.judge).max(0.0),
        )
    }
}
