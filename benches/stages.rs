//! What each stage costs, on the articles of `datasets/`.
#![allow(missing_docs, clippy::expect_used)] // criterion's macros make undocumented items.

use std::hint::black_box;
use std::path::PathBuf;

use belie::article::{self, Article, ReadOptions};
use belie::nli::{NliModel, Pair, default_model};
use belie::pair::{self, PairOptions};
use belie::pipeline::{self, Options, Unwatched};
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
    group.bench_function("pair", |b| {
        b.iter(|| {
            stated
                .iter()
                .map(|x| pair::candidates(&x.article, &x.statements, &options).len())
                .sum::<usize>()
        })
    });
    group.finish();
}

fn model(criterion: &mut Criterion) {
    let model = default_model().expect("the embedded model");
    let finder = default_finder().expect("the embedded finder");
    let pairs: Vec<Pair> = pipeline::statements(articles(), &finder)
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
        b.iter(|| model.score(black_box(&pairs)).expect("scores"))
    });
    group.finish();
    let mut group = criterion.benchmark_group("run");
    group.sample_size(10);
    group.bench_function("datasets", |b| {
        b.iter(|| {
            pipeline::run(&inputs(), &finder, &model, &Options::default(), &Unwatched)
                .expect("a run")
        })
    });
    group.finish();
}

criterion_group!(benches, stages, model);
criterion_main!(benches);
