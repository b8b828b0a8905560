//! What evidence sees of one statement, apart from any other: read once, however many pairs the statement is in.

use std::collections::{BTreeSet, HashMap};

use super::Scored;
use super::quantity::Quantities;
use super::words::{
    CONTRAST, EARLIER, HYPOTHETICAL, JUDGEMENT, LOOKING_BACK, UPDATE, has_word, words,
};
use crate::article::Article;
use crate::statement::{SourceKind, Statement, StatementId, is_negation};
use crate::text::content_words;

/// A proposition of fewer words says little.
const SHORT: usize = 6;

/// A statement's words, numbers and source, as far as evidence asks for them.
pub(super) struct Profile {
    /// The stems of the content words.
    pub(super) stems: BTreeSet<String>,
    pub(super) quantities: Quantities,
    /// Who says it, where that can be told from who says something else.
    pub(super) source: Option<Identity>,
    pub(super) negated: bool,
    pub(super) hypothetical: bool,
    pub(super) short: bool,
    /// Whether it has words of a later figure or state.
    pub(super) updates: bool,
    /// Whether its sentence speaks of what was said before.
    pub(super) earlier: bool,
    /// Whether its sentence speaks of what was.
    pub(super) looks_back: bool,
    /// Whether its sentence values something.
    pub(super) judges: bool,
    /// Whether its sentence sets itself against what came before: "But …", "However, …".
    pub(super) contrasts: bool,
}

/// By what a source is known again.
#[derive(PartialEq)]
pub(super) struct Identity {
    words: String,
    /// Whether it is known in other articles as well.
    named: bool,
}

impl Profile {
    fn of(statement: &Statement, article: &Article) -> Self {
        let text = article.part(statement.part);
        let (sentence, proposition) = (statement.span.of(text), &*statement.proposition);
        Self {
            stems: content_words(proposition).into_iter().collect(),
            quantities: Quantities::of(proposition),
            source: Identity::of(statement, text),
            negated: words(proposition).any(|word| is_negation(&word)),
            hypothetical: has_word(proposition, HYPOTHETICAL),
            short: proposition.split(' ').count() < SHORT,
            updates: has_word(proposition, UPDATE),
            earlier: has_word(sentence, EARLIER),
            looks_back: has_word(sentence, LOOKING_BACK),
            judges: has_word(sentence, JUDGEMENT),
            contrasts: words(sentence)
                .take(3)
                .any(|word| CONTRAST.contains(&word.as_str())),
        }
    }

    /// Shared content words over all content words of both (Jaccard), from 0 to 1.
    pub(super) fn similarity(&self, other: &Self) -> f32 {
        let all = self.stems.union(&other.stems).count();
        self.shared(other) / all.max(1) as f32
    }

    /// Shared content words over those of the shorter (overlap coefficient), from 0 to 1.
    pub(super) fn overlap(&self, other: &Self) -> f32 {
        let shorter = self.stems.len().min(other.stems.len());
        self.shared(other) / shorter.max(1) as f32
    }

    fn shared(&self, other: &Self) -> f32 {
        self.stems.intersection(&other.stems).count() as f32
    }
}

impl Identity {
    /// The last word of a name ("Ada Brenner", "Brenner", "she" who is Brenner), or the words of a source without one ("the report").
    fn of(statement: &Statement, text: &str) -> Option<Self> {
        let source = statement.attribution.as_ref()?.source.as_ref()?;
        let words = source.name.as_deref().unwrap_or(source.span.of(text));
        let named = match source.kind {
            SourceKind::Named | SourceKind::Organization => true,
            SourceKind::Pronoun => source.name.is_some(),
            // "Dockers who said so" are no one in particular.
            SourceKind::Anonymous | SourceKind::Document => false,
        };
        let last = words.rsplit(' ').next().filter(|_| named);
        Some(Self {
            words: last.unwrap_or(words).to_lowercase(),
            named,
        })
    }

    /// Whether both are one source; `together`, in one article, the same words are enough.
    pub(super) fn is(&self, other: &Self, together: bool) -> bool {
        self == other && (self.named || together)
    }
}

/// The profiles of the statements of a story's pairs.
pub(super) struct Profiles<'a>(HashMap<&'a StatementId, Profile>);

impl<'a> Profiles<'a> {
    pub(super) fn of(story: &[Scored<'a>]) -> Self {
        let mut found = HashMap::new();
        for scored in story {
            for (statement, article) in [(scored.a, scored.article_a), (scored.b, scored.article_b)]
            {
                found
                    .entry(&statement.id)
                    .or_insert_with(|| Profile::of(statement, article));
            }
        }
        Self(found)
    }

    /// The profiles of both sides of a pair of this story.
    pub(super) fn both(&self, scored: &Scored<'_>) -> Option<[&Profile; 2]> {
        Some([self.0.get(&scored.a.id)?, self.0.get(&scored.b.id)?])
    }
}

#[cfg(all(test, feature = "embedded-model"))]
#[allow(clippy::expect_used)] // A test that cannot go on should say so and stop.
mod tests {
    use super::*;
    use crate::sentence;
    use crate::statement::tests::stated;

    fn profiles(text: &str) -> Vec<Profile> {
        let article = Article::of_text(text);
        let statements = stated(&article, &sentence::split(&article));
        let all = statements.iter();
        all.map(|statement| Profile::of(statement, &article))
            .collect()
    }

    #[test]
    fn shared_words_are_counted_by_stem() {
        let found = profiles("The bridges were closed. A bridge closes at noon.");
        let [a, b] = &found[..] else {
            panic!("two statements");
        };
        assert_eq!(a.similarity(b), 2.0 / 3.0);
        assert_eq!(a.overlap(b), 1.0);
        assert_eq!(a.similarity(a), 1.0);
    }

    #[test]
    fn a_name_is_known_in_every_article_and_a_report_in_its_own() {
        let found = profiles(
            "Ada Brenner said that the bridge was safe. The report said that the bridge was rotten. \
             Brenner said that the bridge was old. The report said that the bridge was new.",
        );
        let source = |at: usize| found[at].source.as_ref().expect("a source");
        assert!(source(0).is(source(2), false));
        assert!(source(1).is(source(3), true) && !source(1).is(source(3), false));
        assert!(!source(0).is(source(1), true));
    }
}
