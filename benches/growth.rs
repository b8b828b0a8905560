//! What an article costs in a small corpus and in a large one: `cargo bench --bench growth -- ARTICLES.jsonl.gz …`
//!
//! The first 500, 1,000, 2,000 and 4,000 articles run through every stage but NLI, whose model is replaced by one that knows nothing: its cost is
//! that of the pairs, and they are counted. Figures are those of one process, which keeps its largest memory (Linux alone tells it).
#![allow(missing_docs, clippy::expect_used, clippy::print_stdout)]

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use belie::embedding::default_encoder;
use belie::nli::{ModelInfo, NliError, NliModel, NliScores, Pair, default_model};
use belie::pipeline::{self, Event, Models, Options, Outcome, Watch};
use belie::statement::default_finder;

const SIZES: [usize; 4] = [500, 1_000, 2_000, 4_000];

/// Calls every pair neutral.
struct Ignorant(ModelInfo);

impl NliModel for Ignorant {
    fn info(&self) -> &ModelInfo {
        &self.0
    }

    fn score(&self, pairs: &[Pair]) -> Result<Vec<NliScores>, NliError> {
        let neutral = NliScores {
            entailment: 0.0,
            neutral: 1.0,
            contradiction: 0.0,
            truncated: false,
        };
        Ok(vec![neutral; pairs.len()])
    }
}

/// Stops the reading, and nothing else, after so many articles.
struct First {
    articles: usize,
    read: AtomicUsize,
    is_read: AtomicBool,
}

impl Watch for First {
    fn event(&self, event: Event<'_>) {
        match event {
            Event::Read(_) => {
                self.read.fetch_add(1, Ordering::Relaxed);
            }
            Event::AllRead { .. } => self.is_read.store(true, Ordering::Relaxed),
            _ => {}
        }
    }

    fn stop(&self) -> bool {
        !self.is_read.load(Ordering::Relaxed) && self.read.load(Ordering::Relaxed) >= self.articles
    }
}

/// The largest memory of this process so far, in KiB.
fn peak() -> Option<String> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().to_owned())
}

fn run(inputs: &[PathBuf], articles: usize, models: &Models) -> Outcome {
    let first = First {
        articles,
        read: AtomicUsize::new(0),
        is_read: AtomicBool::new(false),
    };
    pipeline::run(inputs, models.clone(), &Options::default(), &first).expect("a run")
}

fn main() {
    let arguments = std::env::args().skip(1);
    let inputs: Vec<PathBuf> = arguments
        .filter(|x| x != "--bench")
        .map(Into::into)
        .collect();
    if inputs.is_empty() {
        println!("growth: name files of articles: cargo bench --bench growth -- FILE…");
        return;
    }
    let known = default_model().expect("the embedded model");
    let models = Models {
        finder: Arc::new(default_finder().expect("the embedded finder")),
        encoder: Arc::new(default_encoder().expect("the embedded encoder")),
        nli: Arc::new(Ignorant(known.info().clone())),
        in_context: None,
    };
    drop(known);
    println!(
        "articles  statements and pairs an article  milliseconds an article (state, embed, pair, judge)  against {}, an article and a \
         statement  peak memory",
        SIZES[0]
    );
    let mut smallest = None;
    for size in SIZES {
        let outcome = run(&inputs, size, &models);
        let counts = &outcome.report.run.counts;
        let articles = counts.articles as f64;
        let statements = counts.statements as f64;
        let timings = outcome.timings;
        let whole = timings.total().as_secs_f64();
        let per_article = |seconds: f64| seconds * 1000.0 / articles;
        let (of_article, of_statement) =
            *smallest.get_or_insert((whole / articles, whole / statements));
        println!(
            "{:8}  {:5.1} {:6.1}  {:.1} ({:.1}, {:.1}, {:.1}, {:.1})  {:.2} {:.2}  {}",
            counts.articles,
            statements / articles,
            counts.pairs as f64 / articles,
            per_article(whole),
            per_article(timings.state),
            per_article(timings.embed),
            per_article(timings.pair),
            per_article(timings.judge),
            whole / articles / of_article,
            whole / statements / of_statement,
            peak().unwrap_or_default(),
        );
        if counts.articles < size {
            break;
        }
    }
}
