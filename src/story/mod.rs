//! Stage *story*: which articles are about the same event, and which words of them are copies. Statements are compared inside a
//! story only.
//!
//! Articles are near each other when they share rare words and names, and when their openings mean something similar
//! ([`stories`]); a story is what average-link clustering makes of them inside a window of time. Syndicated copies are found
//! by their words alone ([`copies`]), and so are sentences that many articles print ([`repeats`]).

mod copy;
mod link;
mod minhash;
mod neighbour;
mod profile;
mod repeat;
mod window;

use std::time::Duration;

use crate::article::{Article, ArticleId};
use crate::embedding::Embedding;
use crate::text::Span;

pub use copy::copies;
pub use repeat::repeats;

/// How many bytes of an article's text its [`opening`] takes at most: about what the encoder reads.
const OPENING_BYTES: usize = 900;

/// The articles about one event, by time of publication and then by id; those without a time come last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Story {
    /// Its articles.
    pub articles: Vec<ArticleId>,
}

/// An article with what [`stories`] needs to know of it.
#[derive(Debug, Clone, Copy)]
pub struct Member<'a> {
    /// The article.
    pub article: &'a Article,
    /// The embedding of its [`opening`].
    pub embedding: &'a Embedding,
}

/// What belongs into one story.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct StoryOptions {
    /// No two articles of a story are published further apart. An article without a time fits everywhere. Default: 7 days.
    pub window: Duration,
    /// The mean similarity from which two groups of articles are one story, from 0 to 1. Default: 0.35.
    pub min_similarity: f32,
}

impl Default for StoryOptions {
    fn default() -> Self {
        Self {
            window: Duration::from_secs(7 * 24 * 60 * 60),
            min_similarity: 0.35,
        }
    }
}

/// Groups articles into stories. Each article is in exactly one; the stories come in the order of their first articles.
///
/// Two articles are as similar as the weighted mean of two cosines: of their rare words and names, and of their embeddings. Groups of
/// articles are joined, the most similar first, while the mean similarity between their articles is at least
/// [`StoryOptions::min_similarity`] (average-link clustering). An article is compared with a bounded number of others, so the
/// cost grows in proportion to the corpus. The result depends neither on the order of `articles` nor on threads.
pub fn stories(articles: &[Member<'_>], options: &StoryOptions) -> Vec<Story> {
    let mut ordered: Vec<&Member<'_>> = articles.iter().collect();
    ordered.sort_by_key(|member| {
        let article = member.article;
        (article.published.is_none(), article.published, &article.id)
    });
    let profiles = profile::profiles(&ordered);
    let neighbours = neighbour::neighbours(&profiles, options);
    let groups = link::groups(&profiles, &neighbours, options);
    groups
        .into_iter()
        .map(|group| Story {
            articles: group
                .into_iter()
                .map(|at| ordered[at].article.id.clone())
                .collect(),
        })
        .collect()
}

/// Each article as a story of its own: statements are compared inside an article, never across.
pub fn within(articles: impl IntoIterator<Item = ArticleId>) -> Vec<Story> {
    articles
        .into_iter()
        .map(|article| Story {
            articles: vec![article],
        })
        .collect()
}

/// What an article is about, as far as one embedding can tell: its title and the beginning of its text.
pub fn opening(article: &Article) -> String {
    let separate = article
        .title
        .as_deref()
        .filter(|_| article.title_span.is_none());
    let text = beginning(&article.text);
    match separate {
        Some(title) => format!("{title}. {text}"),
        None => text.to_owned(),
    }
}

fn beginning(text: &str) -> &str {
    let text = text.trim();
    Span::new(0, text.floor_char_boundary(OPENING_BYTES)).of(text)
}

#[cfg(test)]
mod tests;
