//! The reports of `datasets/articles`: byte for byte the same on one thread and on several, and those that were written down.
//!
//! `BELIE_BLESS=1 cargo test --test golden` writes them anew; look at the difference before it is committed. Processors add up numbers in
//! vectors of different widths (AVX-512 sixteen at a time, AVX2 eight), and an int8 model rounds what comes of it, so that scores differ a little
//! between kinds of processor: on the kind that wrote the report down, every byte must be as it was; on another, all
//! but scores, and a score near it.
#![cfg(feature = "embedded-model")]
#![allow(clippy::expect_used)] // A test that cannot go on should say so and stop.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use belie::embedding::default_encoder;
use belie::nli::{
    ModelInfo, NliError, NliModel, NliScores, Pair, RtenModel, default_context_model, default_model,
};
use belie::pipeline::{self, Models, Options, Unwatched};
use belie::report::{ContradictionLine, Report, read_jsonl, to_jsonl, to_markdown};
use belie::statement::default_finder;

fn golden(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(name)
}

fn reports() -> Vec<Report> {
    // Relative, as a user names it: tests run in the package's folder.
    let inputs = [PathBuf::from("datasets/articles")];
    let models = Models {
        finder: Arc::new(default_finder().expect("the embedded finder")),
        encoder: Arc::new(default_encoder().expect("the embedded encoder")),
        nli: Arc::new(Remembering::of(default_model())),
        in_context: Some(Arc::new(Remembering::of(default_context_model()))),
    };
    let run = |threads| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .expect("a pool");
        pool.install(|| pipeline::run(&inputs, models.clone(), &Options::default(), &Unwatched))
            .expect("a run")
            .report
    };
    let run = &run;
    let mut reports = vec![run(8)];
    // Side by side, so that no processor waits for the run on one thread.
    std::thread::scope(|scope| {
        let runs = [1, 2].map(|threads| scope.spawn(move || run(threads)));
        reports.extend(runs.map(|run| run.join().expect("a report")));
    });
    reports
}

/// The model, which scores every pair in the first run. In the others it scores one in four again, on their threads, and remembers the rest,
/// for time: a pair's score does not depend on what is scored beside it, as tests of `nli` have it.
struct Remembering {
    model: RtenModel,
    known: Mutex<HashMap<(String, String), NliScores>>,
}

impl Remembering {
    fn of(model: Result<RtenModel, NliError>) -> Self {
        Self {
            model: model.expect("an embedded model"),
            known: Mutex::default(),
        }
    }
}

impl NliModel for Remembering {
    fn info(&self) -> &ModelInfo {
        self.model.info()
    }

    fn score(&self, pairs: &[Pair]) -> Result<Vec<NliScores>, NliError> {
        let key = |pair: &Pair| (pair.premise.clone(), pair.hypothesis.clone());
        let again = |pair: &Pair| (pair.premise.len() + pair.hypothesis.len()).is_multiple_of(4);
        let known = |pair: &Pair| {
            let known = self.known.lock().expect("no run has failed");
            known.get(&key(pair)).copied().filter(|_| !again(pair))
        };
        let remembered: Vec<Option<NliScores>> = pairs.iter().map(known).collect();
        let open = pairs.iter().zip(&remembered);
        let open: Vec<Pair> = open
            .filter(|(_, known)| known.is_none())
            .map(|(pair, _)| pair.clone())
            .collect();
        let scored = self.model.score(&open)?;
        let found = open.iter().map(key).zip(scored.iter().copied());
        self.known.lock().expect("no run has failed").extend(found);
        let mut scored = scored.into_iter();
        let scores = remembered.into_iter();
        Ok(scores
            .filter_map(|known| known.or_else(|| scored.next()))
            .collect())
    }
}

/// Shows the first line that differs.
fn compare(expected: &[u8], found: &[u8]) {
    let (expected, found) = (
        String::from_utf8_lossy(expected),
        String::from_utf8_lossy(found),
    );
    for (at, (expected, found)) in expected.lines().zip(found.lines()).enumerate() {
        assert_eq!(found, expected, "line {}", at + 1);
    }
    assert_eq!(found.len(), expected.len(), "other lines");
}

fn compare_with_file(name: &str, found: &str) {
    if std::env::var_os("BELIE_BLESS").is_some() {
        fs::write(golden(name), found).expect("blessed");
    }
    let expected = fs::read(golden(name)).expect("a golden file; BELIE_BLESS=1 writes it");
    compare(&expected, found.as_bytes());
}

/// The kind of processor, as far as sums depend on it.
fn processor() -> &'static str {
    #[cfg(target_arch = "x86_64")]
    if is_x86_feature_detected!("avx512f") && is_x86_feature_detected!("avx512bw") {
        return "avx512";
    }
    std::env::consts::ARCH
}

/// How far a probability may lie from the one that another kind of processor comes to, at most and on average; 0.063 and 0.003 were seen.
const FAR: f32 = 0.1;
const FAR_ON_AVERAGE: f32 = 0.01;

fn distance(found: NliScores, expected: NliScores) -> f32 {
    let entailment = (found.entailment - expected.entailment).abs();
    let neutral = (found.neutral - expected.neutral).abs();
    let contradiction = (found.contradiction - expected.contradiction).abs();
    entailment.max(neutral).max(contradiction)
}

/// The report is the one that was written down, on whatever processor. What scores decide alone, ranks and the order of evidence, is let go.
fn compare_reports(found: &Report, expected: &Report) {
    assert_eq!(found.articles, expected.articles);
    let by_id = |report: &Report| -> BTreeMap<_, _> {
        let lines = report.contradictions.iter();
        lines.map(|line| (line.id.clone(), line.clone())).collect()
    };
    let (here, there) = (by_id(found), by_id(expected));
    let threshold = Options::default().min_probability;
    for line in here.values().chain(there.values()) {
        let in_both = here.contains_key(&line.id) && there.contains_key(&line.id);
        assert!(
            in_both || (line.probability - threshold).abs() < FAR,
            "only in one of the reports: {line:?}"
        );
    }
    let mut sum = 0.0;
    for (id, line) in &here {
        let Some(expected) = there.get(id) else {
            continue;
        };
        let with_its_scores = ContradictionLine {
            rank: expected.rank,
            probability: expected.probability,
            forward: expected.forward,
            backward: expected.backward,
            evidence: expected.evidence.clone(),
            ..line.clone()
        };
        assert_eq!(&with_its_scores, expected);
        let apart = [
            (line.probability - expected.probability).abs(),
            distance(line.forward, expected.forward),
            distance(line.backward, expected.backward),
        ];
        assert!(
            apart.iter().all(|apart| *apart < FAR),
            "{line:?} was {expected:?}"
        );
        sum += apart[0];
    }
    let average = sum / here.len() as f32;
    assert!(average < FAR_ON_AVERAGE, "{average} apart on average");
    if here.keys().eq(there.keys()) {
        assert_eq!(found.run, expected.run);
        assert_eq!(found.statements, expected.statements);
        let questions = |report: &Report| -> BTreeSet<_> {
            let lines = report.disputes.iter();
            lines.map(|line| line.id.clone()).collect()
        };
        assert_eq!(questions(found), questions(expected));
    }
}

#[test]
fn reports_are_the_same_on_any_number_of_threads_and_over_two_runs() {
    let reports = reports();
    let bytes: Vec<Vec<u8>> = reports
        .iter()
        .map(|report| {
            let mut bytes = Vec::new();
            to_jsonl(report, &mut bytes).expect("to memory");
            bytes
        })
        .collect();
    for other in &bytes[1..] {
        compare(&bytes[0], other);
    }
    if std::env::var_os("BELIE_BLESS").is_some() {
        fs::write(golden("report.jsonl"), &bytes[0]).expect("blessed");
        fs::write(golden("processor.txt"), processor()).expect("blessed");
    }
    let written = fs::read(golden("report.jsonl")).expect("a golden file");
    if fs::read_to_string(golden("processor.txt")).expect("a golden file") == processor() {
        compare(&written, &bytes[0]);
    }
    let written = read_jsonl(written.as_slice()).expect("a report");
    compare_reports(&reports[0], &written);
    compare_with_file("report.md", &to_markdown(&written));
}

#[test]
fn statements_of_an_article_like_the_first_one_are_those_a_reader_lists() {
    let path = Path::new("datasets/articles/arms-list.txt");
    let article = belie::article::read(&[path.to_owned()], &belie::article::ReadOptions::default())
        .next()
        .expect("one article")
        .expect("a readable one");
    let finder = default_finder().expect("the embedded finder");
    let stated = pipeline::statements(vec![article], &finder)
        .expect("statements")
        .remove(0);
    let row = |statement: &belie::statement::Statement| {
        let words = |span: belie::text::Span| {
            span.of(&stated.article.text)
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
        };
        let attribution = statement.attribution.as_ref();
        let source = attribution.and_then(|attribution| attribution.source.as_ref());
        let content: Vec<String> = statement.content.iter().map(|span| words(*span)).collect();
        format!(
            "{} | {} | {:?} | {}\n",
            source.map_or_else(|| "(outlet)".to_owned(), |source| words(source.span)),
            attribution.map_or("-", |attribution| &attribution.cue.lemma),
            statement.stance,
            content.join(" … ")
        )
    };
    let rows: String = stated.statements.iter().map(row).collect();
    compare_with_file("statements.txt", &rows);
}
