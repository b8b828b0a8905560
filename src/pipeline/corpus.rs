//! The articles of a run, with their statements and embeddings.

use std::collections::BTreeMap;

use super::{Clock, Event, Options, Stated, Timings, Watch, statements};
use crate::article::{Article, ArticleId};
use crate::embedding::{Embedding, SentenceEncoder};
use crate::statement::{Finder, Statement, StatementId};
use crate::story::{self, Story};
use crate::transformer::TransformerError;

/// What was read, with what belie found in it.
pub(super) struct Corpus {
    pub(super) stated: Vec<Stated>,
    /// One for each statement of each article.
    pub(super) embeddings: Vec<Vec<Embedding>>,
    /// Where each article stands.
    places: BTreeMap<ArticleId, usize>,
}

/// How many articles are stated and embedded between two looks at whether to stop.
const SLICE: usize = 64;

impl Corpus {
    /// Finds and embeds the statements of `articles`; those that a stop comes before are left out.
    pub(super) fn of(
        articles: Vec<Article>,
        finder: &Finder,
        encoder: &SentenceEncoder,
        timings: &mut Timings,
        watch: &dyn Watch,
    ) -> Result<Self, TransformerError> {
        let mut corpus = Self {
            stated: Vec::with_capacity(articles.len()),
            embeddings: Vec::with_capacity(articles.len()),
            places: BTreeMap::new(),
        };
        let mut articles = articles.into_iter();
        while !watch.stop() {
            let slice: Vec<Article> = articles.by_ref().take(SLICE).collect();
            if slice.is_empty() {
                break;
            }
            let mut clock = Clock::default();
            let stated = statements(slice, finder)?;
            timings.state += clock.lap();
            let propositions: Vec<&str> = stated
                .iter()
                .flat_map(|stated| stated.statements.iter().map(|x| x.proposition.as_str()))
                .collect();
            let mut embeddings = encoder.embed(&propositions)?.into_iter();
            timings.embed += clock.lap();
            watch.event(Event::Stated {
                articles: stated.len(),
            });
            for stated in stated {
                let id = stated.article.id.clone();
                corpus.places.insert(id, corpus.stated.len());
                let count = stated.statements.len();
                let own = embeddings.by_ref().take(count).collect();
                corpus.embeddings.push(own);
                corpus.stated.push(stated);
            }
        }
        Ok(corpus)
    }

    pub(super) fn statements(&self) -> usize {
        self.stated.iter().map(|x| x.statements.len()).sum()
    }

    /// The stories of the articles; those that a stop comes before are in none.
    pub(super) fn stories(
        &self,
        encoder: &SentenceEncoder,
        options: &Options,
        timings: &mut Timings,
        watch: &dyn Watch,
    ) -> Result<Vec<Story>, TransformerError> {
        let articles = self.stated.iter().map(|stated| &stated.article);
        if options.within {
            return Ok(story::within(articles.map(|article| article.id.clone())));
        }
        let mut clock = Clock::default();
        let openings = self.openings(encoder, watch)?;
        timings.embed += clock.lap();
        let members: Vec<story::Member<'_>> = articles
            .zip(&openings)
            .map(|(article, embedding)| story::Member { article, embedding })
            .collect();
        let stories = story::stories(&members, &options.story);
        timings.pair += clock.lap();
        Ok(stories)
    }

    fn openings(
        &self,
        encoder: &SentenceEncoder,
        watch: &dyn Watch,
    ) -> Result<Vec<Embedding>, TransformerError> {
        let mut embeddings = Vec::with_capacity(self.stated.len());
        for slice in self.stated.chunks(SLICE) {
            if watch.stop() {
                break;
            }
            let openings: Vec<String> = slice
                .iter()
                .map(|stated| story::opening(&stated.article))
                .collect();
            let openings: Vec<&str> = openings.iter().map(String::as_str).collect();
            embeddings.extend(encoder.embed(&openings)?);
        }
        Ok(embeddings)
    }

    pub(super) fn place(&self, id: &ArticleId) -> Option<usize> {
        self.places.get(id).copied()
    }

    pub(super) fn article(&self, id: &ArticleId) -> Option<&Article> {
        Some(&self.stated[self.place(id)?].article)
    }

    pub(super) fn statement(&self, id: &StatementId) -> Option<&Statement> {
        self.stated[self.place(&id.article)?]
            .statements
            .get(id.ordinal as usize)
    }
}
