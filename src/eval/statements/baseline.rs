//! The yardstick of attribution: text between quotation marks, with the nearest speech verb of its paragraph.

use super::attribution::Attributed;
use crate::text::{Span, Token, TokenKind, tokens};

/// The commonest verbs of speech.
const SPEECH: &[&str] = &[
    "said",
    "says",
    "say",
    "saying",
    "told",
    "tells",
    "added",
    "adds",
    "asked",
    "wrote",
    "writes",
    "tweeted",
    "replied",
    "explained",
    "declared",
    "called",
    "noted",
    "insisted",
    "warned",
];
const PRONOUNS: &[&str] = &["he", "she", "they", "we", "i", "it"];

pub(super) fn attributions(text: &str) -> Vec<Attributed> {
    let mut found: Vec<Attributed> = Vec::new();
    let mut start = 0;
    for paragraph in text.split_inclusive('\n') {
        let within = Span::new(start, start + paragraph.len());
        start = within.end;
        let tokens = tokens(text, within, false);
        for quotation in quotations(&tokens) {
            let Some(verb) = nearest(&tokens, quotation) else {
                continue;
            };
            let cue = vec![tokens[verb].span];
            match found.iter_mut().find(|other| other.cue == cue) {
                Some(other) => other.content.push(quotation),
                None => found.push(Attributed {
                    source: source(&tokens, verb).into_iter().collect(),
                    cue,
                    content: vec![quotation],
                }),
            }
        }
    }
    found
}

fn quotations(tokens: &[Token]) -> Vec<Span> {
    let pieces = tokens.chunk_by(|_, next| next.kind != TokenKind::Open);
    let inside = |piece: &[Token]| {
        let open = piece
            .first()
            .filter(|token| token.kind == TokenKind::Open)?;
        let last = piece
            .iter()
            .rfind(|token| token.quoted || token.kind == TokenKind::Close)?;
        Some(Span::new(open.span.start, last.span.end))
    };
    pieces.filter_map(inside).collect()
}

/// The speech verb outside quotations that stands nearest to `quotation`.
fn nearest(tokens: &[Token], quotation: Span) -> Option<usize> {
    let distance = |token: &Token| {
        quotation
            .start
            .abs_diff(token.span.end)
            .min(token.span.start.abs_diff(quotation.end))
    };
    let verbs = tokens
        .iter()
        .enumerate()
        .filter(|(_, token)| !token.quoted && token.is_one_of(SPEECH));
    verbs
        .min_by_key(|(_, token)| distance(token))
        .map(|(at, _)| at)
}

/// The run of capitalised words, or the pronoun, nearest to the verb, left before right.
fn source(tokens: &[Token], verb: usize) -> Option<Span> {
    let names = |token: &Token| {
        token.kind == TokenKind::Word
            && !token.quoted
            && (token.capital || token.is_one_of(PRONOUNS))
    };
    let left = (0..verb).rev().take(4).find(|&at| names(&tokens[at]));
    let right = || {
        (verb + 1..tokens.len())
            .take(3)
            .find(|&at| names(&tokens[at]))
    };
    let at = left.or_else(right)?;
    let first = (0..at)
        .rev()
        .take_while(|&before| names(&tokens[before]))
        .last();
    let last = (at + 1..tokens.len())
        .take_while(|&after| names(&tokens[after]))
        .last();
    Some(Span::new(
        tokens[first.unwrap_or(at)].span.start,
        tokens[last.unwrap_or(at)].span.end,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotation_takes_the_nearest_verb_and_the_name_beside_it() {
        let text = "“We lost,” said Ada Brenner. “It hurts.”";
        let found = attributions(text);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].content.len(), 2);
        assert_eq!(found[0].source[0].of(text), "Ada Brenner");
    }
}
