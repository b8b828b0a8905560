//! Which request "the request" is.
//!
//! "The council was considering the request" says too little to be held against anything. Where exactly one phrase shortly before
//! says what was asked for ("the port's request to lease the harbour", "the port asked the council to lease the harbour"), its words
//! stand in the proposition instead. What could be two things stays as it was written.

mod mention;

use super::Statement;
use crate::article::Article;
use crate::text::{Span, Token, tokens};
use mention::{Full, Mention, ends, noun};

/// How many sentences a phrase looks back.
const REACH: usize = 3;
/// Letters that the name of a people shares with that of its country: "the Israeli request" is one of Israel.
const SHARED: usize = 4;

/// Puts earlier phrases for those that only repeat them into the propositions.
pub(super) fn stand_in(article: &Article, statements: &mut [Statement]) {
    let mut mentions: Vec<Mention> = Vec::new();
    let mut read = None;
    for statement in statements.iter_mut() {
        let text = article.part(statement.part);
        if read != Some(statement.sentence) {
            read = Some(statement.sentence);
            mentions.retain(|mention| {
                mention.part == statement.part && mention.sentence + REACH >= statement.sentence
            });
            mentions.extend(mention::mentions(text, statement));
        }
        if !statement.is_anaphoric
            && let Some(resolved) = resolved(statement, &mentions)
        {
            statement.proposition = resolved;
        }
    }
}

/// A phrase of a proposition that says nothing alone: "the request", "the Israeli request".
struct Bare {
    span: Span,
    noun: &'static str,
    plural: bool,
    modifier: Option<String>,
}

/// The proposition with the words of the one phrase that its own can mean.
fn resolved(statement: &Statement, mentions: &[Mention]) -> Option<String> {
    let text = &statement.proposition;
    let bare = bare(&tokens(text, Span::new(0, text.len()), false))?;
    let begin = statement.content.first()?.start;
    let mut only: Option<&Full> = None;
    for mention in mentions.iter().filter(|mention| mention.noun == bare.noun) {
        let inside = mention.sentence == statement.sentence && mention.place >= begin;
        let full = mention.full.as_ref()?;
        if inside
            || mention.plural != bare.plural
            || only.is_some_and(|only| only.complement != full.complement)
        {
            return None;
        }
        only = Some(full);
    }
    let full = only?;
    let named = |modifier: &String| {
        let begins = |name: &String| name.chars().take(SHARED).eq(modifier.chars().take(SHARED));
        full.names.iter().any(begins)
    };
    if bare
        .modifier
        .as_ref()
        .is_some_and(|modifier| !named(modifier))
    {
        return None;
    }
    let (before, rest) = (text.get(..bare.span.start)?, text.get(bare.span.end..)?);
    let own = bare.span.of(text);
    let words = if full.is_verb {
        format!("{own} {}", full.words)
    } else if own.starts_with('T') {
        capitalised(&full.words)
    } else {
        full.words.clone()
    };
    Some(format!("{before}{words}{rest}"))
}

fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_uppercase());
    first.into_iter().flatten().chain(letters).collect()
}

/// The first phrase of a proposition that says nothing alone.
fn bare(words: &[Token]) -> Option<Bare> {
    (1..words.len()).find_map(|at| {
        let (noun, plural) = noun(&words[at])?;
        let modifier = words
            .get(at - 1)
            .filter(|word| word.capital && !word.is("the"));
        let the = at.checked_sub(1 + usize::from(modifier.is_some()))?;
        (words[the].is("the") && ends(words, at)).then(|| Bare {
            span: Span::new(words[the].span.start, words[at].span.end),
            noun,
            plural,
            modifier: modifier.map(|word| word.lower.clone()),
        })
    })
}

#[cfg(all(test, feature = "embedded-model"))]
mod tests;
