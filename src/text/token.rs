//! Words and marks of a text, and the stems that two texts can share.

use std::collections::HashSet;
use std::sync::LazyLock;

use rust_stemmers::{Algorithm, Stemmer};

use super::Span;

/// What a [`Token`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters and digits, with the apostrophes, hyphens and decimal points inside them: "didn't", "U.S", "1,200".
    Word,
    /// A double quotation mark that opens a quotation.
    Open,
    /// A double quotation mark that closes one.
    Close,
    /// A comma.
    Comma,
    /// Any other mark.
    Mark,
}

/// The numbers from 0 to 19 in letters, each at its own place.
pub(crate) const NUMBER_WORDS: &[&str] = &[
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];

/// A word or a mark of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// Its lower-case form, with typographic apostrophes made plain.
    pub lower: String,
    /// What it is.
    pub kind: TokenKind,
    /// Whether it stands inside double quotation marks.
    pub quoted: bool,
    /// Whether its first letter is upper-case.
    pub capital: bool,
}

impl Token {
    /// Whether it is the word `form` (lower-case).
    pub fn is(&self, form: &str) -> bool {
        self.kind == TokenKind::Word && self.lower == form
    }

    /// Whether it is a word and one of `forms`.
    pub fn is_one_of(&self, forms: &[&str]) -> bool {
        self.kind == TokenKind::Word && forms.contains(&self.lower.as_str())
    }
}

/// The tokens of `text` inside `within`; spans point into `text`. `quoted` says whether a quotation is open before it.
pub fn tokens(text: &str, within: Span, mut quoted: bool) -> Vec<Token> {
    let words = within.of(text);
    let mut tokens = Vec::with_capacity(words.len() / 5);
    let mut rest = words.char_indices().peekable();
    while let Some((at, character)) = rest.next() {
        if character.is_whitespace() {
            continue;
        }
        let mut end = at + character.len_utf8();
        let kind = if character.is_alphanumeric() {
            while let Some(&(next, other)) = rest.peek() {
                let after = words[next + other.len_utf8()..].chars().next();
                if !other.is_alphanumeric() && !joins(other, after) {
                    break;
                }
                end = next + other.len_utf8();
                rest.next();
            }
            TokenKind::Word
        } else if let Some(pair) = doubled(&words[at..]) {
            // A quotation mark that was typed as two: ''Never,'' he said.
            end = at + pair;
            rest.next();
            mark('"', quoted)
        } else {
            mark(character, quoted)
        };
        quoted = match kind {
            TokenKind::Open => true,
            TokenKind::Close => false,
            _ => quoted,
        };
        tokens.push(Token {
            span: Span::new(within.start + at, within.start + end),
            lower: words[at..end].to_lowercase().replace('’', "'"),
            kind,
            quoted: quoted && kind != TokenKind::Open,
            capital: character.is_uppercase(),
        });
    }
    tokens
}

/// The length of a quotation mark that is written as two single ones.
fn doubled(words: &str) -> Option<usize> {
    ["''", "``", "’’", "‘‘"]
        .iter()
        .find(|pair| words.starts_with(**pair))
        .map(|pair| pair.len())
}

fn joins(mark: char, after: Option<char>) -> bool {
    matches!(mark, '\'' | '’' | '-' | '‑' | '.' | ',')
        && after.is_some_and(char::is_alphanumeric)
        && { mark != ',' || after.is_some_and(|next| next.is_ascii_digit()) }
}

fn mark(character: char, quoted: bool) -> TokenKind {
    match character {
        '“' | '„' => TokenKind::Open,
        '”' => TokenKind::Close,
        '"' if quoted => TokenKind::Close,
        '"' => TokenKind::Open,
        ',' => TokenKind::Comma,
        _ => TokenKind::Mark,
    }
}

/// Words that tell nothing of what a sentence is about: they are never shared content.
const FUNCTION_WORDS: &str = " a about above after again against all also although always am among an and another any are \
    around as at away back be became because become been before being below between both but by called came can cannot \
    come could did didn't do does doesn't doing don't done down during each either else enough even ever every far few for \
    from further get give given go going gone got had has hasn't have haven't having he he's her here him himself his how \
    however i if i'm in instead into is isn't it it's its itself just last later least less like made make many may me \
    might more most mr mrs ms much must my near neither never new next no nor not now of off often on once one only or other \
    others our out over own part per perhaps put rather said same saw say saying says see seen several shall she should \
    since so some soon still such take taken than that that's the their them then there these they they're thing things \
    this those though through thus to told too toward two under until up upon us use used very want was wasn't way we well \
    went were weren't what when where whether which while who whom whose why will with within without won't would wouldn't \
    yet you your according added ";

/// The stems of the words of `text` that carry content, in order, repeats included (Porter's English stemmer).
pub fn content_words(text: &str) -> Vec<String> {
    tokens(text, Span::new(0, text.len()), false)
        .iter()
        .filter_map(stem)
        .collect()
}

/// The stem of a word that carries content; `None` for function words and marks.
pub fn stem(token: &Token) -> Option<String> {
    if token.kind != TokenKind::Word || is_function_word(&token.lower) {
        return None;
    }
    let word = token.lower.strip_suffix("'s").unwrap_or(&token.lower);
    Some(STEMMER.stem(word).into_owned())
}

static STEMMER: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::create(Algorithm::English));

static FUNCTION_WORD_SET: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| FUNCTION_WORDS.split_whitespace().collect());

fn is_function_word(word: &str) -> bool {
    FUNCTION_WORD_SET.contains(word)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn lowers(text: &str) -> Vec<String> {
        tokens(text, Span::new(0, text.len()), false)
            .into_iter()
            .map(|token| token.lower)
            .collect()
    }

    #[test]
    fn marks_inside_words_stay_inside() {
        assert_eq!(
            lowers("He didn’t pay $1,200.50, co-workers say."),
            [
                "he",
                "didn't",
                "pay",
                "$",
                "1,200.50",
                ",",
                "co-workers",
                "say",
                "."
            ]
        );
    }

    #[test]
    fn quotation_marks_open_and_close() {
        let text = "\"Never,\" he said";
        let quoted: Vec<bool> = tokens(text, Span::new(0, text.len()), false)
            .iter()
            .map(|token| token.quoted)
            .collect();
        assert_eq!(quoted, [false, true, true, false, false, false]);
        let text = "''Never,'' he said";
        let kinds: Vec<TokenKind> = tokens(text, Span::new(0, text.len()), false)
            .iter()
            .map(|token| token.kind)
            .collect();
        assert_eq!(kinds[0], TokenKind::Open);
        assert_eq!(kinds[3], TokenKind::Close);
    }

    #[test]
    fn content_words_are_stems_without_function_words() {
        assert_eq!(
            content_words("The minister's denials were repeated"),
            ["minist", "denial", "repeat"]
        );
    }

    proptest! {
        #[test]
        fn spans_reproduce_the_tokens(text in ".{0,80}", quoted: bool) {
            let mut last = 0;
            for token in tokens(&text, Span::new(0, text.len()), quoted) {
                prop_assert!(token.span.start >= last && !token.span.is_empty());
                prop_assert_eq!(token.span.of(&text).to_lowercase().replace('’', "'"), token.lower);
                last = token.span.end;
            }
        }
    }
}
