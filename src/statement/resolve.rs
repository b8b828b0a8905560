//! Which earlier statement a denial denies when its own words do not say ("denied the allegations").

use std::collections::HashSet;

use super::{Stance, Statement};
use crate::article::Article;
use crate::text::content_words;

/// How many sentences a denial looks back.
const REACH: usize = 5;
/// Below this score a denial stays unresolved. Two sentences of distance cost as much as one shared word in three gains.
const ENOUGH: f32 = 0.5;

/// Sets [`Statement::denies`] of each anaphoric denial that can be resolved.
pub(super) fn resolve(article: &Article, statements: &mut [Statement]) {
    for denial in (0..statements.len())
        .filter(|&at| statements[at].is_anaphoric)
        .collect::<Vec<_>>()
    {
        let target = target(article, statements, denial);
        statements[denial].denies = target.map(|target| statements[target].id.clone());
    }
}

/// The statement that denial number `denial` denies: near, from another source, about the same things.
fn target(article: &Article, statements: &[Statement], denial: usize) -> Option<usize> {
    let denying = &statements[denial];
    let words: HashSet<String> = content_words(denying.span.of(article.part(denying.part)))
        .into_iter()
        .collect();
    let scored = statements[..denial]
        .iter()
        .enumerate()
        .filter_map(|(at, other)| {
            let distance = denying
                .sentence
                .checked_sub(other.sentence)
                .filter(|_| other.part == denying.part)?;
            let deniable = matches!(other.stance, Stance::Affirm | Stance::Consider);
            (deniable && (1..=REACH).contains(&distance))
                .then(|| (at, score(article, other, distance, &words)))
        });
    let best = scored.max_by(|(_, a), (_, b)| a.total_cmp(b))?;
    (best.1 >= ENOUGH).then_some(best.0)
}

fn score(
    article: &Article,
    other: &Statement,
    distance: usize,
    denying_words: &HashSet<String>,
) -> f32 {
    let attributed = if other.attribution.is_some() {
        0.5
    } else {
        0.0
    };
    let words = content_words(other.span.of(article.part(other.part)));
    let shared = words
        .iter()
        .filter(|word| denying_words.contains(*word))
        .count() as f32;
    let nearness = 0.3 / distance as f32;
    attributed + nearness + (shared / 6.0).min(0.5)
}
