//! Which earlier statement a denial or a confirmation answers when its own words do not say ("denied the allegations").

use std::collections::HashSet;

use super::{SourceKind, Stance, Statement};
use crate::article::Article;
use crate::text::content_words;

/// How many sentences an answer looks back.
const REACH: usize = 6;
/// Below this score an answer stays unresolved.
const ENOUGH: f32 = 0.5;

/// Sets [`Statement::denies`] or [`Statement::confirms`] of each anaphoric answer that can be resolved.
pub(super) fn resolve(article: &Article, statements: &mut [Statement]) {
    for at in 0..statements.len() {
        if !statements.get(at).is_some_and(|answer| answer.is_anaphoric) {
            continue;
        }
        let Some((target, score)) = target(article, statements, at) else {
            continue;
        };
        let id = statements.get(target).map(|target| target.id.clone());
        if let Some(answer) = statements.get_mut(at) {
            answer.answer_score = Some(score);
            match answer.stance {
                Stance::Deny => answer.denies = id,
                _ => answer.confirms = id,
            }
        }
    }
}

/// What statement `at` answers and how sure that is: near, from another source, about the same things.
fn target(article: &Article, statements: &[Statement], at: usize) -> Option<(usize, f32)> {
    let answer = statements.get(at)?;
    let words = stems(article, answer);
    let scored = statements
        .iter()
        .take(at)
        .enumerate()
        .filter_map(|(place, other)| {
            let distance = answer
                .sentence
                .checked_sub(other.sentence)
                .filter(|_| other.part == answer.part)?;
            let answerable = matches!(other.stance, Stance::Affirm | Stance::Consider)
                && !other.is_anaphoric
                && (1..=REACH).contains(&distance);
            // Nobody denies what he himself said a moment ago.
            let own = source(article, answer).is_some_and(|source| {
                source_kind(answer) != Some(SourceKind::Pronoun)
                    && self::source(article, other) == Some(source)
            });
            (answerable && !own).then(|| (place, score(article, other, distance, &words)))
        });
    let best = scored.max_by(|(_, a), (_, b)| a.total_cmp(b))?;
    (best.1 >= ENOUGH).then_some(best)
}

/// From 0 to about 1: an attributed statement can be answered, the more so when it is near and shares words with the answer.
fn score(article: &Article, other: &Statement, distance: usize, words: &HashSet<String>) -> f32 {
    let attributed = if other.attribution.is_some() {
        0.5
    } else {
        0.0
    };
    let shared = stems(article, other).intersection(words).count() as f32;
    attributed + 0.3 / distance as f32 + (shared / 6.0).min(0.5)
}

fn stems(article: &Article, statement: &Statement) -> HashSet<String> {
    content_words(statement.span.of(article.part(statement.part)))
        .into_iter()
        .collect()
}

fn source<'a>(article: &'a Article, statement: &Statement) -> Option<&'a str> {
    let source = statement.attribution.as_ref()?.source.as_ref()?;
    Some(source.span.of(article.part(statement.part)))
}

fn source_kind(statement: &Statement) -> Option<SourceKind> {
    Some(statement.attribution.as_ref()?.source.as_ref()?.kind)
}
