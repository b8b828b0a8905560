//! How a statement is put: who is behind it, and what the word that introduces it lets expect of the other side. Reporters choose it with
//! care: what somebody "claimed" is disputed more often than what he "said", and what records "show" less often.

use crate::article::Article;
use crate::statement::{Attribution, SourceKind, Statement};

/// Lemmas of cues that leave what they introduce to be contested.
const CONTESTED: &[&str] = &[
    "accuse", "allege", "assert", "charge", "charged", "claim", "contend", "insist", "maintain",
];
/// Lemmas of cues of what is known or to be seen.
const SHOWN: &[&str] = &["find", "indicate", "know", "see", "show"];

/// What introduces a statement, as far as evidence asks for it.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Manner {
    /// "Pike claimed", "Pike accused the port of".
    pub(super) contested: bool,
    /// "Pike denied", which is more than to dispute, to dismiss or to reject.
    pub(super) denied: bool,
    /// "Records show".
    pub(super) shown: bool,
    /// "Pike said that …", which reports one thing; a quotation often has several, or a view.
    pub(super) that_clause: bool,
    /// Whether its source is named: a person or a body.
    pub(super) has_known_source: bool,
}

impl Manner {
    pub(super) fn of(statement: &Statement, article: &Article) -> Self {
        let Some(Attribution { source, cue, .. }) = &statement.attribution else {
            return Self::default();
        };
        let lemma = cue.lemma.as_str();
        let kind = source.as_ref().map(|source| source.kind);
        Self {
            contested: CONTESTED.contains(&lemma),
            denied: lemma == "deny",
            shown: SHOWN.contains(&lemma),
            that_clause: is_that_clause(statement, article),
            has_known_source: matches!(kind, Some(SourceKind::Named | SourceKind::Organization)),
        }
    }
}

fn is_that_clause(statement: &Statement, article: &Article) -> bool {
    let text = article.part(statement.part);
    let Some(content) = statement.content.first() else {
        return false;
    };
    let before = text.get(..content.start).unwrap_or_default();
    let last = before.split_whitespace().next_back();
    let first = content.of(text).split_whitespace().next();
    [last, first].contains(&Some("that"))
}

#[cfg(all(test, feature = "embedded-model"))]
mod tests {
    use super::*;
    use crate::sentence;
    use crate::statement::tests::stated;

    fn manner(text: &str) -> Manner {
        let article = Article::of_text(text);
        let statements = stated(&article, &sentence::split(&article));
        Manner::of(&statements[0], &article)
    }

    #[test]
    fn what_introduces_a_statement_is_told_apart() {
        let claimed = manner("Ada Pike claimed that the bridge was safe.");
        assert!(claimed.contested && claimed.that_clause && claimed.has_known_source);
        assert!(!claimed.denied && !claimed.shown);
        let denied = manner("Two officials denied the bridge was rotten.");
        assert!(denied.denied && !denied.that_clause && !denied.has_known_source);
        assert!(manner("Records show the bridge is safe.").shown);
        assert_eq!(manner("The bridge is safe."), Manner::default());
    }

    #[test]
    fn the_words_are_in_order() {
        assert!(CONTESTED.is_sorted() && SHOWN.is_sorted());
    }
}
