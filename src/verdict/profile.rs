//! What evidence sees of one statement, apart from any other: read once, however many pairs the statement is in.

use std::collections::{BTreeSet, HashMap};

use super::Compared;
use super::manner::Manner;
use super::quantity::Quantities;
use super::words::{
    CONTRAST, EARLIER, HYPOTHETICAL, JUDGEMENT, LOOKING_BACK, UPDATE, has_word, words,
};
use super::{charge, poll};
use crate::article::Article;
use crate::statement::{SourceKind, Statement, StatementId, is_negation};
use crate::text::{Span, content_words, tokens};

/// A proposition of fewer words says little.
const SHORT: usize = 6;
/// What the words that say what a source is end before: "a pilot of the port", "officials who know it", "an aide and friend".
const ENDS: &[&str] = &[
    "of", "in", "at", "on", "from", "for", "with", "by", "to", "close", "familiar", "who", "which",
    "that", "and",
];
/// What one who was told of before begins with.
const KNOWN: &[&str] = &[
    "the", "this", "these", "those", "its", "his", "her", "their",
];
/// What sets a source apart from one that was told of before.
const OTHERS: &[&str] = &["another", "other", "others", "second", "third", "one"];

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
    /// Whether its sentence tells what a share of those who were asked answered.
    pub(super) polled: bool,
    /// Whether its sentence gives a percentage.
    pub(super) percentage: bool,
    /// Whether its sentence denies a charge in so many words.
    pub(super) denies_charge: bool,
    pub(super) manner: Manner,
}

/// By what a source is known again.
pub(super) enum Identity {
    /// The last word of a name: "Ada Brenner", "Brenner", "she" who is Brenner. Known in other articles as well.
    Named(String),
    /// A source without a name, known in its own article: "a report by the port".
    Described(Description),
}

/// What a source without a name is called, in small letters.
pub(super) struct Description {
    /// All of its words.
    words: String,
    /// What it is: "pilot" of "a harbour pilot and former captain".
    head: String,
    /// What stands before that, without an article: "harbour".
    kinds: Vec<String>,
    /// Whether it is one that was told of before: "the pilot".
    is_known: bool,
    /// Whether it is set apart from one that was told of before: "another pilot".
    is_other: bool,
}

impl Profile {
    fn of(statement: &Statement, article: &Article) -> Self {
        let text = article.part(statement.part);
        let (sentence, proposition) = (statement.span.of(text), &*statement.proposition);
        let in_sentence = tokens(sentence, Span::new(0, sentence.len()), false);
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
            polled: poll::is_answer(&in_sentence),
            percentage: poll::has_percentage(&in_sentence),
            denies_charge: charge::is_denied(&in_sentence),
            manner: Manner::of(statement, article),
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
    fn of(statement: &Statement, text: &str) -> Option<Self> {
        let source = statement.attribution.as_ref()?.source.as_ref()?;
        let words = source.name.as_deref().unwrap_or(source.span.of(text));
        let is_named = match source.kind {
            SourceKind::Named | SourceKind::Organization => true,
            SourceKind::Pronoun => source.name.is_some(),
            // "Dockers who said so" are no one in particular.
            SourceKind::Anonymous | SourceKind::Document => false,
        };
        let last = words.rsplit(' ').next().filter(|_| is_named);
        Some(last.map_or_else(
            || Self::Described(Description::of(words)),
            |last| Self::Named(last.to_lowercase()),
        ))
    }

    /// Whether both are one source; `together` says that they are so in one article.
    pub(super) fn is(&self, other: &Self, together: bool) -> bool {
        match (self, other) {
            (Self::Named(one), Self::Named(other)) => one == other,
            (Self::Described(one), Self::Described(other)) => {
                together && (one.words == other.words || one.means(other) || other.means(one))
            }
            _ => false,
        }
    }
}

impl Description {
    fn of(source: &str) -> Self {
        let mut phrase: Vec<String> = words(source)
            .take_while(|word| !ENDS.contains(&&**word))
            .collect();
        let head = phrase.pop().unwrap_or_default();
        let starts = |list: &[&str]| phrase.first().is_some_and(|first| list.contains(&&**first));
        let is_known = starts(KNOWN);
        let is_other = phrase.iter().any(|word| OTHERS.contains(&&**word));
        let article = usize::from(is_known || starts(&["a", "an"]));
        Self {
            words: source.to_lowercase(),
            head,
            kinds: phrase.split_off(article),
            is_known,
            is_other,
        }
    }

    /// Whether this one speaks of what `other` calls more exactly: "the pilot" of "a harbour pilot".
    fn means(&self, other: &Self) -> bool {
        self.is_known
            && self.head == other.head
            && self.kinds.iter().all(|kind| other.kinds.contains(kind))
            && !self.is_other
            && !other.is_other
    }
}

/// The profiles of the statements of a story's pairs.
pub(super) struct Profiles<'a>(HashMap<&'a StatementId, Profile>);

impl<'a> Profiles<'a> {
    pub(super) fn of(story: impl Iterator<Item = &'a Compared<'a>>) -> Self {
        let mut found = HashMap::new();
        for pair in story {
            for (statement, article) in [(pair.a, pair.article_a), (pair.b, pair.article_b)] {
                found
                    .entry(&statement.id)
                    .or_insert_with(|| Profile::of(statement, article));
            }
        }
        Self(found)
    }

    /// The profiles of both sides of a pair of this story.
    pub(super) fn both(&self, pair: &Compared<'_>) -> Option<[&Profile; 2]> {
        Some([self.0.get(&pair.a.id)?, self.0.get(&pair.b.id)?])
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
             Brenner said that the bridge was old. The report said that the bridge was new. \
             Brenner herself said that the bridge was dear.",
        );
        let source = |at: usize| found[at].source.as_ref().expect("a source");
        assert!(source(0).is(source(2), false));
        assert!(source(1).is(source(3), true) && !source(1).is(source(3), false));
        assert!(!source(0).is(source(1), true));
        assert!(source(0).is(source(4), true));
    }

    #[test]
    fn who_was_told_of_before_is_called_by_less() {
        let same = |one: &str, other: &str| {
            let [one, other] =
                [one, other].map(|words| Identity::Described(Description::of(words)));
            assert!(!one.is(&other, false));
            assert_eq!(one.is(&other, true), other.is(&one, true));
            one.is(&other, true)
        };
        assert!(same("A harbour pilot and former captain", "The pilot"));
        assert!(same("prosecutors", "the prosecutors"));
        assert!(same("port records", "The records"));
        assert!(!same("A harbour pilot", "a pilot"));
        assert!(!same(
            "The Republican officials",
            "the Democratic officials"
        ));
        assert!(!same("another official", "the official"));
        assert!(!same("the memo", "the letter"));
    }
}
