//! The texts of a report's articles, which `report.jsonl` does not hold.

use std::collections::BTreeMap;

use crate::article::{Article, ArticleId};

/// Article texts by id. An id is a hash of the content, so a text found here is the one that the run read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Texts(BTreeMap<ArticleId, String>);

impl Texts {
    /// The text of this article, if it is at hand: what spans of [`Part::Body`](crate::article::Part::Body) point into.
    pub fn get(&self, id: &ArticleId) -> Option<&str> {
        self.0.get(id).map(String::as_str)
    }

    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<Article> for Texts {
    fn from_iter<I: IntoIterator<Item = Article>>(articles: I) -> Self {
        let texts = articles
            .into_iter()
            .map(|article| (article.id, article.text));
        Self(texts.collect())
    }
}

impl FromIterator<(ArticleId, String)> for Texts {
    fn from_iter<I: IntoIterator<Item = (ArticleId, String)>>(texts: I) -> Self {
        Self(texts.into_iter().collect())
    }
}
