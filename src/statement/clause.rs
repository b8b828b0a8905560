//! One sentence as the rules of attribution see it: its tokens, and the walks over them that find a source or a content.

use crate::text::{Span, Token, TokenKind};

/// Words that may stand between a source and its cue.
const BEFORE_CUE: &[&str] = &[
    "has",
    "have",
    "had",
    "also",
    "later",
    "earlier",
    "then",
    "again",
    "never",
    "not",
    "did",
    "didn't",
    "does",
    "doesn't",
    "do",
    "don't",
    "would",
    "wouldn't",
    "could",
    "couldn't",
    "hasn't",
    "haven't",
    "hadn't",
    "can't",
    "cannot",
    "will",
    "won't",
    "already",
    "previously",
    "further",
    "simply",
    "both",
    "all",
    "once",
    "even",
    "now",
];
/// Words that make the verb after them negative.
const NEGATIONS: &[&str] = &[
    "never", "not", "didn't", "doesn't", "don't", "wouldn't", "couldn't", "hasn't", "haven't",
    "hadn't", "can't", "cannot", "won't",
];
/// Forms of "be" that make a cue passive when they stand before it.
const PASSIVE: &[&str] = &[
    "is", "are", "was", "were", "be", "been", "being", "isn't", "wasn't", "weren't", "aren't",
];
/// Words that a noun phrase does not reach over, going left from a cue.
const PHRASE_ENDS: &[&str] = &[
    "that",
    "but",
    "while",
    "when",
    "because",
    "as",
    "after",
    "before",
    "if",
    "which",
    "where",
    "although",
    "though",
    "however",
    "or",
    "so",
    "since",
    "whether",
    "than",
    "who",
    "is",
    "are",
    "was",
    "were",
    "has",
    "have",
    "had",
    "will",
    "would",
    "could",
    "can",
    "may",
    "might",
    "should",
    "must",
    "did",
    "does",
    "do",
    "said",
    "says",
    "what",
    "how",
    "why",
    "meanwhile",
    "yet",
    "then",
    "nor",
    "be",
    "been",
    "to",
];
const PREPOSITIONS: &[&str] = &[
    "on", "in", "at", "by", "after", "during", "for", "with", "over", "from", "about", "since",
    "under", "despite", "amid", "against", "into", "of", "without", "among",
];
const DETERMINERS: &[&str] = &[
    "the", "a", "an", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my",
    "some", "several", "many", "most", "one", "two", "three", "four", "five", "another", "other",
    "both", "no", "all", "senior", "local",
];
const PRONOUNS: &[&str] = &["he", "she", "they", "it", "we", "i", "you", "who"];
/// Longest noun phrase that is taken for a source, in tokens.
const LONGEST_SOURCE: usize = 16;

/// What stands left of a cue.
pub(super) struct Subject {
    /// First and last token of the noun phrase (inclusive).
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) negated: bool,
}

/// A sentence and its tokens.
pub(super) struct Clause<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: Vec<Token>,
}

impl Clause<'_> {
    pub(super) fn token(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    fn before(&self, at: usize) -> Option<&Token> {
        at.checked_sub(1).and_then(|at| self.tokens.get(at))
    }

    fn is_word(&self, at: usize, forms: &[&str]) -> bool {
        self.token(at).is_some_and(|token| token.is_one_of(forms))
    }

    /// The bytes from token `first` to token `last`, both included, without marks at the ends.
    pub(super) fn span(&self, first: usize, last: usize) -> Option<Span> {
        let tokens = self.tokens.get(first..=last)?;
        let first = tokens
            .iter()
            .position(|token| token.kind == TokenKind::Word)?;
        let last = tokens
            .iter()
            .rposition(|token| token.kind == TokenKind::Word)?;
        // A currency sign or a bracket before the first word belongs to it.
        let lead = first
            .checked_sub(1)
            .map(|at| &tokens[at])
            .filter(|token| "$£€#(".contains(&*token.lower));
        let start = lead.unwrap_or(&tokens[first]).span.start;
        let tail = tokens
            .get(last + 1)
            .filter(|token| ["%", ")"].contains(&&*token.lower));
        Some(Span::new(start, tail.unwrap_or(&tokens[last]).span.end))
    }

    /// How many words stand from `first` up to `end` (exclusive).
    pub(super) fn count_words(&self, first: usize, end: usize) -> usize {
        let end = end.min(self.tokens.len());
        self.tokens.get(first..end).map_or(0, |tokens| {
            tokens.iter().filter(|t| t.kind == TokenKind::Word).count()
        })
    }

    /// Whether a form of "be" stands before the cue, adverbs aside: "is expected", "was widely denied".
    pub(super) fn is_passive(&self, cue: usize) -> bool {
        let mut at = cue;
        while let Some(token) = self.before(at) {
            if token.is_one_of(PASSIVE) {
                return true;
            }
            if !is_adverb(token) && !token.is_one_of(&["not", "never"]) {
                return false;
            }
            at -= 1;
        }
        false
    }

    /// The noun phrase whose verb is the cue, going left.
    pub(super) fn subject(&self, cue: usize) -> Option<Subject> {
        let mut at = cue;
        let mut negated = false;
        while let Some(token) = self
            .before(at)
            .filter(|token| token.is_one_of(BEFORE_CUE) || is_adverb(token))
        {
            negated |= token.is_one_of(NEGATIONS);
            at -= 1;
        }
        let mut last = at.checked_sub(1)?;
        if self.is_word(last, &["who"]) {
            last = last.checked_sub(1)?;
        }
        if self.tokens[last].kind == TokenKind::Comma {
            last = self.before_apposition(last)?;
        }
        let first = self.phrase_start(last)?;
        (first <= last).then_some(Subject {
            first,
            last,
            negated,
        })
    }

    /// "Smith, the mayor, said": from the second comma to the last word before the first.
    fn before_apposition(&self, comma: usize) -> Option<usize> {
        if self.before(comma)?.kind == TokenKind::Close {
            return None;
        }
        let mut open = self.apposition_start(comma)?;
        // "Pike, the founder of Harbour Watch, a charity, said": appositions can follow one another.
        while self.is_word(open + 1, DETERMINERS)
            && let Some(earlier) = self.apposition_start(open)
        {
            open = earlier;
        }
        open.checked_sub(1)
    }

    /// The comma that opens the apposition which `comma` closes.
    fn apposition_start(&self, comma: usize) -> Option<usize> {
        let earliest = comma.saturating_sub(LONGEST_SOURCE);
        let open = (earliest..comma)
            .rev()
            .find(|&at| self.tokens[at].kind != TokenKind::Word)?;
        let is_comma = self.tokens[open].kind == TokenKind::Comma;
        (is_comma && comma - open > 1 && !self.has_verb(open, comma)).then_some(open)
    }

    fn has_verb(&self, first: usize, end: usize) -> bool {
        (first..end).any(|at| {
            self.is_word(at, PHRASE_ENDS) && !self.is_word(at, &["who", "as", "to", "that"])
        })
    }

    fn phrase_start(&self, last: usize) -> Option<usize> {
        if self.tokens.get(last)?.kind != TokenKind::Word || self.is_word(last, PHRASE_ENDS) {
            return None;
        }
        let mut first = last;
        while let Some(token) = self.before(first).filter(|_| last - first < LONGEST_SOURCE) {
            let inside = match token.kind {
                TokenKind::Word => !token.is_one_of(PHRASE_ENDS) && !self.joins_clauses(first - 1),
                TokenKind::Mark => matches!(token.lower.as_str(), "." | "'" | "’" | "&" | "/"),
                _ => false,
            };
            if !inside || (token.lower == "." && self.tokens[first].span.start > token.span.end + 1)
            {
                break;
            }
            first -= 1;
        }
        self.without_adjunct(first, last)
    }

    /// "and" joins two nouns of one source, unless a clause with a verb of its own ends before it.
    fn joins_clauses(&self, and: usize) -> bool {
        if !self.is_word(and, &["and"]) {
            return false;
        }
        let mut at = and;
        while let Some(token) = self
            .before(at)
            .filter(|token| token.kind == TokenKind::Word)
        {
            if token.is_one_of(PHRASE_ENDS)
                || super::lexicon::cue(&token.lower).is_some_and(|cue| !cue.ambiguous)
            {
                return true;
            }
            at -= 1;
        }
        at > 0 && self.tokens[at - 1].kind != TokenKind::Comma
    }

    /// Drops "On Tuesday" from "On Tuesday the minister", and a conjunction before a source.
    fn without_adjunct(&self, mut first: usize, last: usize) -> Option<usize> {
        while first < last
            && self.is_word(
                first,
                &["and", "still", "now", "here", "there", "instead", "also"],
            )
        {
            first += 1;
        }
        if !self.is_word(first, PREPOSITIONS) {
            return Some(first);
        }
        (first + 2..=last).find(|&at| {
            let after_preposition = self.is_word(at - 1, PREPOSITIONS);
            !after_preposition && (self.is_word(at, DETERMINERS) || self.is_word(at, PRONOUNS))
        })
    }

    /// The noun phrase that begins at `first`: up to a mark, or a word that ends a phrase.
    pub(super) fn phrase_from(&self, first: usize) -> Option<usize> {
        let ends = |token: &Token| match token.kind {
            TokenKind::Word => {
                token.is_one_of(PHRASE_ENDS) || token.is_one_of(&["on", "after", "during", "at"])
            }
            _ => true,
        };
        let length = self
            .tokens
            .get(first..)?
            .iter()
            .take(LONGEST_SOURCE)
            .take_while(|token| !ends(token))
            .count();
        (length > 0).then(|| first + length - 1)
    }

    /// Whether tokens `first..=last` can be somebody or something that speaks.
    pub(super) fn can_speak(&self, first: usize, last: usize) -> bool {
        let is_cue =
            |token: &Token| super::lexicon::cue(&token.lower).is_some_and(|cue| !cue.ambiguous);
        if self.tokens[first..=last].iter().any(is_cue) {
            return false;
        }
        let head = &self.tokens[last];
        let known =
            head.is_one_of(PRONOUNS) || head.capital || super::source::is_speaker(&head.lower);
        known
            || self.is_word(first, DETERMINERS)
            || self.tokens[first..=last]
                .iter()
                .any(|token| token.capital && token.kind == TokenKind::Word)
    }
}

fn is_adverb(token: &Token) -> bool {
    token.kind == TokenKind::Word
        && token.lower.ends_with("ly")
        && token.lower.len() > 4
        && !token.capital
}
