//! Pairing, scoring and judging, story by story.

use std::collections::{BTreeMap, BTreeSet};
use std::iter::Peekable;

use rayon::prelude::*;

use super::{Clock, Corpus, Event, Options, RunError, Watch};
use crate::nli::{NliModel, NliScores, Pair};
use crate::pair::{self, Candidate, Member};
use crate::statement::{Statement, StatementId};
use crate::story::{self, Story};
use crate::verdict::{Compared, Contradiction, Judge, Scored};

/// How many candidates are scored between two looks at whether to stop; at about 10 ms a candidate, some seconds of work.
const SLICE: usize = 256;

/// For a statement those of other articles that repeat it word for word.
pub(super) type Repeats = BTreeMap<StatementId, Vec<StatementId>>;

/// What scoring leaves.
#[derive(Default)]
pub(super) struct ScoredPairs {
    pub(super) contradictions: Vec<Contradiction>,
    pub(super) pairs: usize,
    pub(super) truncated: usize,
    /// How many articles had all pairs of their story scored.
    pub(super) compared_articles: usize,
    /// Which statements other articles print as well.
    pub(super) repeats: Repeats,
    /// Seconds spent pairing, apart from NLI.
    pub(super) pairing: f64,
    /// Seconds spent judging, apart from NLI.
    pub(super) judging: f64,
}

/// The models that read pairs.
#[derive(Clone, Copy)]
pub(super) struct Readers<'a> {
    pub(super) nli: &'a dyn NliModel,
    pub(super) in_context: Option<&'a dyn NliModel>,
}

/// A story's candidates that are worth reading, each with its prospect.
struct Paired {
    articles: usize,
    candidates: Vec<(Candidate, f32)>,
    repeats: Repeats,
}

pub(super) fn score(
    corpus: &Corpus,
    stories: &[Story],
    readers: Readers<'_>,
    judge: &Judge,
    options: &Options,
    watch: &dyn Watch,
) -> Result<ScoredPairs, RunError> {
    let mut scored = ScoredPairs::default();
    let mut stories = stories.iter().peekable();
    while stories.peek().is_some() {
        let mut clock = Clock::default();
        let batch = next_batch(corpus, &mut stories, judge, options);
        scored.pairing += clock.lap();
        let pairs = batch.iter().flat_map(|story| &story.candidates);
        let pairs: Vec<[&StatementId; 2]> = pairs.map(|(x, _)| [&x.a, &x.b]).collect();
        let Some(scores) = both_ways(corpus, &pairs, readers.nli, watch)? else {
            break;
        };
        clock.lap();
        scored.pairs += pairs.len();
        scored.truncated += scores.iter().filter(|both| is_cut(**both)).count();
        let is_asked_for = |x: &Contradiction| x.probability >= options.min_probability;
        let (mut found, mut open) = (Vec::new(), Vec::new());
        let mut scores = scores.into_iter();
        for story in &batch {
            let own = scores.by_ref().take(story.candidates.len());
            let story = corpus.scored(story, own);
            for (judged, is_open) in judge.judge(&story) {
                if is_open && readers.in_context.is_some() {
                    open.push(judged);
                } else if is_asked_for(&judged) {
                    found.push(judged);
                }
            }
        }
        scored.judging += clock.lap();
        let Some(cut) = read_again(corpus, &mut open, readers.in_context, judge, watch)? else {
            break;
        };
        clock.lap();
        scored.truncated += cut;
        scored.contradictions.append(&mut found);
        scored
            .contradictions
            .extend(open.into_iter().filter(is_asked_for));
        let articles = batch.iter().map(|story| story.articles).sum();
        let repeats = batch.into_iter().flat_map(|story| story.repeats);
        scored.repeats.extend(repeats);
        scored.compared_articles += articles;
        watch.event(Event::Compared { articles });
        scored.judging += clock.lap();
    }
    Ok(scored)
}

/// The next stories with enough candidates to keep every thread at work.
fn next_batch<'a>(
    corpus: &Corpus,
    stories: &mut Peekable<impl Iterator<Item = &'a Story>>,
    judge: &Judge,
    options: &Options,
) -> Vec<Paired> {
    let (mut batch, mut pairs) = (Vec::new(), 0);
    while pairs < SLICE && stories.peek().is_some() {
        let some: Vec<&Story> = stories.take(rayon::current_num_threads()).collect();
        let found: Vec<Paired> = some
            .into_par_iter()
            .map(|story| corpus.paired(story, judge, options))
            .collect();
        pairs += found.iter().map(|x| x.candidates.len()).sum::<usize>();
        batch.extend(found);
    }
    batch
}

/// Weighs what the model that reads in context makes of these; how many it had to cut that were whole before, and `None` when the run was
/// stopped.
fn read_again(
    corpus: &Corpus,
    open: &mut [Contradiction],
    model: Option<&dyn NliModel>,
    judge: &Judge,
    watch: &dyn Watch,
) -> Result<Option<usize>, RunError> {
    let Some(model) = model else {
        return Ok(Some(0));
    };
    let pairs: Vec<[&StatementId; 2]> = open.iter().map(|x| [&x.a, &x.b]).collect();
    let Some(scores) = both_ways(corpus, &pairs, model, watch)? else {
        return Ok(None);
    };
    let mut cut = 0;
    for (judged, both) in open.iter_mut().zip(scores) {
        let was_cut = is_cut([judged.forward, judged.backward]);
        cut += usize::from(!was_cut && is_cut(both));
        judge.reconsider(judged, both);
    }
    Ok(Some(cut))
}

fn is_cut(both: [NliScores; 2]) -> bool {
    both.iter().any(|one| one.truncated)
}

/// The scores of every pair, the one and then the other as the premise; `None` when the run was stopped.
fn both_ways(
    corpus: &Corpus,
    pairs: &[[&StatementId; 2]],
    model: &dyn NliModel,
    watch: &dyn Watch,
) -> Result<Option<Vec<[NliScores; 2]>>, RunError> {
    let mut found = Vec::with_capacity(pairs.len());
    for slice in pairs.chunks(SLICE) {
        if watch.stop() {
            return Ok(None);
        }
        let pairs: Vec<Pair> = slice
            .iter()
            .flat_map(|both| corpus.both_ways(*both, model.info().context))
            .collect();
        let scores = model.score(&pairs)?;
        found.extend(scores.chunks_exact(2).map(|both| [both[0], both[1]]));
        watch.event(Event::Scored { pairs: slice.len() });
    }
    Ok(Some(found))
}

impl Corpus {
    /// What is worth reading in a story. A sentence that several articles print is compared once, where it is printed first.
    fn paired(&self, story: &Story, judge: &Judge, options: &Options) -> Paired {
        let places: Vec<usize> = story
            .articles
            .iter()
            .filter_map(|id| self.place(id))
            .collect();
        let repeats = self.repeats(&places);
        let repeated: BTreeSet<&StatementId> = repeats.values().flatten().collect();
        let members: Vec<Member<'_>> = places
            .iter()
            .map(|&at| Member {
                article: &self.stated[at].article,
                statements: self.stated[at]
                    .statements
                    .iter()
                    .zip(&self.embeddings[at])
                    .filter(|(statement, _)| !repeated.contains(&statement.id))
                    .collect(),
            })
            .collect();
        let candidates = pair::candidates(&members, &options.pair);
        let pairs: Vec<Compared<'_>> = candidates
            .iter()
            .filter_map(|candidate| self.compared(candidate))
            .collect();
        let least = options.min_probability.min(Judge::LEAST_PROSPECT);
        let read = pairs
            .iter()
            .zip(judge.prospects(&pairs))
            .filter(|(_, prospect)| options.pair.all || *prospect >= least);
        Paired {
            articles: members.len(),
            candidates: read
                .map(|(pair, prospect)| (pair.candidate.clone(), prospect))
                .collect(),
            repeats,
        }
    }

    /// A story's candidates with their scores.
    fn scored<'a>(
        &'a self,
        story: &'a Paired,
        scores: impl Iterator<Item = [NliScores; 2]>,
    ) -> Vec<Scored<'a>> {
        let pairs = story.candidates.iter().zip(scores);
        pairs
            .filter_map(|((candidate, prospect), [forward, backward])| {
                Some(Scored {
                    pair: self.compared(candidate)?,
                    prospect: *prospect,
                    forward,
                    backward,
                })
            })
            .collect()
    }

    /// The statements of later articles at `places` that repeat one of an earlier article word for word, by the earlier one.
    fn repeats(&self, places: &[usize]) -> Repeats {
        let statements: Vec<(usize, &Statement)> = places
            .iter()
            .flat_map(|&at| self.stated[at].statements.iter().map(move |x| (at, x)))
            .collect();
        // Several statements of one sentence are told apart by what they say.
        let words: Vec<String> = statements
            .iter()
            .map(|&(at, statement)| {
                let text = self.stated[at].article.part(statement.part);
                format!("{} {}", statement.span.of(text), statement.proposition)
            })
            .collect();
        let firsts = story::repeats(words.iter().map(String::as_str));
        let mut found = Repeats::new();
        for ((at, statement), first) in statements.iter().zip(firsts) {
            let (first_at, first) = statements[first];
            if first_at != *at {
                let copies = found.entry(first.id.clone()).or_default();
                copies.push(statement.id.clone());
            }
        }
        found
    }

    fn compared<'a>(&'a self, candidate: &'a Candidate) -> Option<Compared<'a>> {
        Some(Compared {
            article_a: self.article(&candidate.a.article)?,
            a: self.statement(&candidate.a)?,
            article_b: self.article(&candidate.b.article)?,
            b: self.statement(&candidate.b)?,
            candidate,
        })
    }
}

#[cfg(all(test, feature = "embedded-model"))]
#[allow(clippy::expect_used)] // A test that cannot go on should say so and stop.
mod tests {
    use std::sync::{Arc, Mutex};

    use super::*;
    use crate::embedding::default_encoder;
    use crate::nli::{ModelInfo, NliError, default_model};
    use crate::pipeline::{self, Models, Unwatched};
    use crate::statement::default_finder;

    /// Finds every pair as contradictory as the next, and remembers what it read.
    struct Alike {
        info: ModelInfo,
        read: Mutex<BTreeSet<String>>,
    }

    impl Alike {
        fn with_context(context: usize) -> Arc<Self> {
            let known = default_model().expect("the embedded model");
            Arc::new(Self {
                info: ModelInfo {
                    context,
                    ..known.info().clone()
                },
                read: Mutex::default(),
            })
        }
    }

    impl NliModel for Alike {
        fn info(&self) -> &ModelInfo {
            &self.info
        }

        fn score(&self, pairs: &[Pair]) -> Result<Vec<NliScores>, NliError> {
            let mut read = self.read.lock().expect("no run has failed");
            read.extend(pairs.iter().map(|pair| pair.premise.clone()));
            let alike = NliScores {
                entailment: 0.1,
                neutral: 0.1,
                contradiction: 0.8,
                truncated: false,
            };
            Ok(vec![alike; pairs.len()])
        }
    }

    #[test]
    fn what_is_asked_for_changes_what_is_read_and_no_probability() {
        let inputs = ["datasets/articles/quarry-blast.txt".into()];
        let in_context = Alike::with_context(160);
        let models = Models {
            finder: Arc::new(default_finder().expect("the embedded finder")),
            encoder: Arc::new(default_encoder().expect("the embedded encoder")),
            nli: Alike::with_context(0),
            in_context: Some(in_context.clone()),
        };
        let found = |min_probability: f32| {
            let options = Options {
                min_probability,
                ..Options::default()
            };
            let outcome = pipeline::run(&inputs, models.clone(), &options, &Unwatched);
            let report = outcome.expect("a run").report;
            let probabilities: BTreeMap<String, f32> = report
                .contradictions
                .into_iter()
                .map(|found| (found.id.0, found.probability))
                .collect();
            let mut read = in_context.read.lock().expect("no run has failed");
            let read_again = std::mem::take(&mut *read);
            (report.run.counts.pairs, probabilities, read_again)
        };
        let (every, all, read_again) = found(0.0);
        assert!(!read_again.is_empty());
        assert!(read_again.iter().any(|premise| premise.contains(" | ")));
        let mut more = every;
        for least in [0.2, 0.5, 0.8] {
            let (read, some, again) = found(least);
            assert_eq!(again, read_again);
            let of_all = all.clone().into_iter();
            let expected: BTreeMap<String, f32> = of_all.filter(|x| x.1 >= least).collect();
            assert_eq!(some, expected);
            assert!(read > 0 && read <= more, "{read} of {more}");
            more = read;
        }
        assert!(more < every / 2, "{more} of {every}");
    }
}
