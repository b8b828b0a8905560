//! What each stage costs, on the articles of `datasets/`.
#![allow(missing_docs, clippy::expect_used)] // criterion's macros make undocumented items.

use std::hint::black_box;
use std::path::PathBuf;
use std::sync::Arc;

use belie::article::{self, Article, ReadOptions};
use belie::embedding::{Embedding, SentenceEncoder, default_encoder};
use belie::nli::{Pair, default_context_model, default_model};
use belie::pair::{self, Member, PairOptions};
use belie::pipeline::{self, Models, Options, Stated, Unwatched};
use belie::statement::default_finder;
use belie::{sentence, statement};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

fn inputs() -> Vec<PathBuf> {
    vec![concat!(env!("CARGO_MANIFEST_DIR"), "/datasets/articles").into()]
}

fn articles() -> Vec<Article> {
    article::read(&inputs(), &ReadOptions::default())
        .map(|read| read.expect("readable"))
        .collect()
}

fn stages(criterion: &mut Criterion) {
    let articles = articles();
    let bytes: usize = articles.iter().map(|article| article.text.len()).sum();
    let split: Vec<_> = articles.iter().map(sentence::split).collect();
    let finder = default_finder().expect("the embedded finder");
    let stated = pipeline::statements(articles.clone(), &finder).expect("statements");
    let mut group = criterion.benchmark_group("stages");
    group.throughput(Throughput::Bytes(bytes as u64));
    group.bench_function("read", |b| {
        b.iter(|| article::read(&inputs(), &ReadOptions::default()).count())
    });
    group.bench_function("split", |b| {
        b.iter(|| {
            articles
                .iter()
                .map(|x| sentence::split(x).len())
                .sum::<usize>()
        })
    });
    group.bench_function("state", |b| {
        b.iter(|| {
            let articles: Vec<_> = articles
                .iter()
                .zip(&split)
                .map(|(x, s)| (x, &**s))
                .collect();
            statement::state(&finder, &articles)
                .expect("statements")
                .len()
        })
    });
    let options = PairOptions::default();
    let encoder = default_encoder().expect("the embedded encoder");
    let embeddings: Vec<Vec<Embedding>> = stated.iter().map(|x| embed(&encoder, x)).collect();
    let story: Vec<Member<'_>> = stated
        .iter()
        .zip(&embeddings)
        .map(|(x, embeddings)| Member {
            article: &x.article,
            statements: x.statements.iter().zip(embeddings).collect(),
        })
        .collect();
    group.bench_function("pair", |b| {
        b.iter(|| {
            story
                .chunks(3)
                .map(|three| pair::candidates(three, &options).len())
                .sum::<usize>()
        })
    });
    group.finish();
}

fn embed(encoder: &SentenceEncoder, stated: &Stated) -> Vec<Embedding> {
    let words: Vec<&str> = stated
        .statements
        .iter()
        .map(|x| x.proposition.as_str())
        .collect();
    encoder.embed(&words).expect("embeddings")
}

fn model(criterion: &mut Criterion) {
    let models = Models {
        finder: Arc::new(default_finder().expect("the embedded finder")),
        encoder: Arc::new(default_encoder().expect("the embedded encoder")),
        nli: Arc::new(default_model().expect("the embedded model")),
        in_context: Some(Arc::new(
            default_context_model().expect("the embedded model"),
        )),
    };
    let pairs: Vec<Pair> = pipeline::statements(articles(), &models.finder)
        .expect("statements")
        .into_iter()
        .flat_map(|stated| stated.statements)
        .map(|statement| statement.proposition)
        .collect::<Vec<_>>()
        .windows(2)
        .take(64)
        .map(|both| Pair::new(both[0].as_str(), both[1].as_str()))
        .collect();
    let mut group = criterion.benchmark_group("nli");
    group
        .sample_size(10)
        .throughput(Throughput::Elements(pairs.len() as u64));
    group.bench_function("score", |b| {
        b.iter(|| models.nli.score(black_box(&pairs)).expect("scores"))
    });
    let words: Vec<&str> = pairs.iter().map(|pair| pair.premise.as_str()).collect();
    group.bench_function("embed", |b| {
        b.iter(|| models.encoder.embed(black_box(&words)).expect("embeddings"))
    });
    group.finish();
    let mut group = criterion.benchmark_group("run");
    group.sample_size(10);
    group.bench_function("datasets", |b| {
        b.iter(|| {
            pipeline::run(&inputs(), models.clone(), &Options::default(), &Unwatched)
                .expect("a run")
        })
    });
    group.finish();
}

criterion_group!(benches, stages, model);
criterion_main!(benches);
