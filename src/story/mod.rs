//! Stage *story*: which articles are about the same event. Statements are compared inside a story only.

use crate::article::ArticleId;

/// The articles about one event, in the order they were read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Story {
    /// Its articles.
    pub articles: Vec<ArticleId>,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_article_is_a_story_in_order() {
        let ids = ["b", "a"].map(|id| ArticleId(id.to_owned()));
        let stories = within(ids.clone());
        assert_eq!(
            stories
                .iter()
                .map(|story| &story.articles[..])
                .collect::<Vec<_>>(),
            [&ids[..1], &ids[1..]]
        );
    }
}
