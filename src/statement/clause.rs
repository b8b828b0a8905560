//! One sentence: its tokens, and the walks over them that find who keeps silent in it.

use super::lexicon::{self, CueClass};
use super::words::{
    ARTICLES, BE, BEFORE_CUE, DETERMINERS, FINITE, NEGATIONS, PHRASE_ENDS, PREPOSITIONS, PRONOUNS,
    SUBORDINATORS, is_plural,
};
use crate::text::{Span, Token, TokenKind};

/// Longest noun phrase that is taken for a source, in tokens.
const LONGEST_SOURCE: usize = 16;

/// Nouns that end as adverbs do: "an army tally listed", "her family said".
const NOUNS_LIKE_ADVERBS: &[&str] = &[
    "family", "assembly", "supply", "tally", "rally", "reply", "monopoly", "anomaly",
];

/// Longest apposition or parenthesis after a source, in tokens.
const LONGEST_APPOSITION: usize = 30;

/// What stands left of a cue.
#[derive(Debug, Clone, Copy)]
pub(super) struct Subject {
    /// First and last token of the noun phrase (inclusive).
    pub(super) first: usize,
    pub(super) last: usize,
}

/// The auxiliaries and adverbs before a cue.
#[derive(Debug, Clone, Copy)]
pub(super) struct VerbGroup {
    /// The first token of the group.
    pub(super) first: usize,
    pub(super) negated: bool,
    /// Whether a form of "be" stands in it.
    pub(super) be: bool,
    /// Whether it begins with "to".
    pub(super) infinitive: bool,
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

    pub(super) fn before(&self, at: usize) -> Option<&Token> {
        at.checked_sub(1).and_then(|at| self.tokens.get(at))
    }

    pub(super) fn is_word(&self, at: usize, forms: &[&str]) -> bool {
        self.token(at).is_some_and(|token| token.is_one_of(forms))
    }

    pub(super) fn is_kind(&self, at: usize, kind: TokenKind) -> bool {
        self.token(at).is_some_and(|token| token.kind == kind)
    }

    pub(super) fn is_mark(&self, at: usize, mark: &str) -> bool {
        self.token(at)
            .is_some_and(|token| token.kind == TokenKind::Mark && token.lower == mark)
    }

    /// The tokens that share bytes with `span`: the first, and the one past the last.
    pub(super) fn place(&self, span: Span) -> Option<(usize, usize)> {
        let meets = |token: &Token| token.span.overlap(span) > 0;
        let first = self.tokens.iter().position(meets)?;
        let last = self.tokens.iter().rposition(meets)?;
        Some((first, last + 1))
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
            .and_then(|at| tokens.get(at))
            .filter(|token| "$£€#(".contains(&*token.lower));
        let start = lead.or(tokens.get(first))?.span.start;
        let tail = tokens
            .get(last + 1)
            .filter(|token| ["%", ")"].contains(&&*token.lower));
        Some(Span::new(start, tail.or(tokens.get(last))?.span.end))
    }

    /// The auxiliaries and adverbs that lead to the cue.
    pub(super) fn verb_group(&self, cue: usize) -> VerbGroup {
        let mut group = VerbGroup {
            first: cue,
            negated: false,
            be: false,
            infinitive: false,
        };
        while let Some(token) = self.before(group.first).filter(|token| {
            let auxiliary = token.is_one_of(BEFORE_CUE) && !is_month(token);
            auxiliary || token.is_one_of(BE) || is_adverb(token)
        }) {
            group.negated |= token.is_one_of(NEGATIONS);
            group.be |= token.is_one_of(BE);
            group.infinitive |= token.is("to");
            group.first -= 1;
        }
        group
    }

    /// The noun phrase that ends before token `end`.
    pub(super) fn subject(&self, end: usize) -> Option<Subject> {
        let mut last = end.checked_sub(1)?;
        let noun_before = last.checked_sub(1).is_some_and(|at| {
            self.token(at).is_some_and(|token| {
                token.kind == TokenKind::Word
                    && lexicon::cue(&token.lower).is_none()
                    && !token.is_one_of(FINITE)
            })
        });
        if self.is_word(last, &["who", "which"]) || (self.is_word(last, &["that"]) && noun_before) {
            last = last.checked_sub(1)?;
            // "the union, which has said": the comma belongs to the relative clause.
            if self.is_kind(last, TokenKind::Comma) {
                last = last.checked_sub(1)?;
            }
        }
        if self.is_kind(last, TokenKind::Comma) {
            last = self.before_apposition(last)?;
        }
        last = self.before_parenthesis(last)?;
        let first = self.phrase_start(last)?;
        // "a noted academic": an article alone does nothing.
        let nobody = first == last && self.is_word(first, ARTICLES);
        (first <= last && !nobody).then_some(Subject { first, last })
    }

    /// "Hale (Alden) said", "Hale — a lawyer — said": the last word before what stands between the marks.
    fn before_parenthesis(&self, last: usize) -> Option<usize> {
        let opening = match self.token(last)?.lower.as_str() {
            ")" => "(",
            "—" => "—",
            "–" => "–",
            "-" => "-",
            _ => return Some(last),
        };
        let earliest = last.saturating_sub(LONGEST_APPOSITION);
        (earliest..last)
            .rev()
            .find(|&at| self.is_mark(at, opening))?
            .checked_sub(1)
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
        let earliest = comma.saturating_sub(LONGEST_APPOSITION);
        // Apostrophes and the full stops of abbreviations stand inside.
        let inside = |at: usize| {
            self.is_kind(at, TokenKind::Word)
                || ["'", "’", "."].iter().any(|mark| self.is_mark(at, mark))
        };
        let open = (earliest..comma).rev().find(|&at| !inside(at))?;
        let relative = (open + 1..comma).any(|at| self.is_word(at, &["who", "which", "whose"]));
        let adverbial = self
            .token(open + 1)
            .is_some_and(|token| token.lower.ends_with("ing"));
        (self.is_kind(open, TokenKind::Comma)
            && comma - open > 1
            && (relative || adverbial || !self.has_verb(open, comma)))
        .then_some(open)
    }

    pub(super) fn has_verb(&self, first: usize, end: usize) -> bool {
        (first..end).any(|at| {
            self.is_word(at, PHRASE_ENDS) && !self.is_word(at, &["who", "as", "to", "that"])
        })
    }

    fn phrase_start(&self, last: usize) -> Option<usize> {
        if !self.is_kind(last, TokenKind::Word) || self.token(last).is_some_and(ends_phrase) {
            return None;
        }
        let mut first = last;
        while let Some(token) = self.before(first).filter(|_| last - first < LONGEST_SOURCE) {
            let inside = match token.kind {
                // "a filing to its lenders": "to" before a determiner is no infinitive.
                TokenKind::Word if token.is("to") => self.is_word(first, DETERMINERS),
                TokenKind::Word => {
                    !ends_phrase(token)
                        && !token.is_one_of(FINITE)
                        && !self.joins_clauses(first - 1)
                }
                TokenKind::Mark => matches!(token.lower.as_str(), "." | "'" | "’" | "&" | "/"),
                _ => false,
            };
            let full_stop = token.lower == "."
                && self
                    .token(first)
                    .is_some_and(|next| next.span.start > token.span.end + 1);
            if !inside || full_stop {
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
            if ends_phrase(token)
                || token.is_one_of(FINITE)
                || lexicon::cue(&token.lower).is_some_and(|cue| !cue.ambiguous)
            {
                return true;
            }
            at -= 1;
        }
        self.before(at)
            .is_some_and(|token| token.kind != TokenKind::Comma)
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
            let begins = self.is_word(at, DETERMINERS) || self.is_word(at, PRONOUNS);
            // "On Monday Quill", "In 2017 Holt": a name after a time.
            let after_time = self.token(at - 1).is_some_and(|token| {
                token.lower.ends_with("day")
                    || token.lower.bytes().all(|byte| byte.is_ascii_digit())
            });
            let named = after_time && self.token(at).is_some_and(|token| token.capital);
            !after_preposition && (begins || named)
        })
    }

    /// The noun phrase that begins at `first`: up to a mark, or a word that ends a phrase.
    pub(super) fn phrase_from(&self, first: usize) -> Option<usize> {
        let ends = |token: &Token| match token.kind {
            TokenKind::Word => {
                ends_phrase(token)
                    || token.is_one_of(&["on", "after", "during", "at"])
                    || token.is_one_of(FINITE)
            }
            _ => true,
        };
        let length = (first..first + LONGEST_SOURCE)
            .take_while(|&at| {
                self.token(at)
                    .is_some_and(|token| !ends(token) || self.abbreviates(at))
            })
            .count();
        let last = first + length.checked_sub(1)?;
        // "a letter of 9 May": a preposition at the end has lost its noun.
        Some(last - usize::from(last > first && self.is_word(last, PREPOSITIONS)))
    }

    /// Whether the full stop at `at` belongs to a title or an initial: "Rep. Scott", "J. Hale".
    pub(super) fn abbreviates(&self, at: usize) -> bool {
        self.is_mark(at, ".")
            && self
                .before(at)
                .is_some_and(|token| token.capital && token.span.len() <= 4)
            && self.token(at + 1).is_some_and(|token| token.capital)
    }

    /// The subject of the sentence: its first noun phrase, up to its verb.
    pub(super) fn opening_subject(&self) -> Option<Subject> {
        let mut first = usize::from(self.is_kind(0, TokenKind::Open));
        if self.is_word(first, PREPOSITIONS) || self.is_word(first, SUBORDINATORS) {
            // "At the dock, some sailors left and said": the subject follows the comma.
            let comma =
                (first..self.tokens.len()).find(|&at| self.is_kind(at, TokenKind::Comma))?;
            first = comma + 1;
        }
        let last = self.phrase_from(first)?;
        let verb = (first + 1..=last).find(|&at| {
            self.token(at).is_some_and(|token| {
                !token.capital
                    && (token.lower.ends_with("ed")
                        || lexicon::cue(&token.lower).is_some_and(|cue| !cue.ambiguous))
            })
        });
        // "Its dockers belong to another union and said": a verb stands before "to".
        let before_to = last - usize::from(last > first && self.is_word(last + 1, &["to"]));
        let last = verb.map_or(before_to, |verb| verb - 1);
        // "The officials significantly raised the stakes"
        let last = last - usize::from(last > first && self.tokens.get(last).is_some_and(is_adverb));
        (!self.is_word(first, PREPOSITIONS) && self.can_speak(first, last))
            .then_some(Subject { first, last })
    }

    /// Whether tokens `first..=last` can be somebody or something that speaks.
    pub(super) fn can_speak(&self, first: usize, last: usize) -> bool {
        let Some(tokens) = self.tokens.get(first..=last) else {
            return false;
        };
        let is_cue = |token: &Token| {
            !token.capital
                && lexicon::cue(&token.lower).is_some_and(|cue| {
                    !cue.ambiguous
                        && !matches!(cue.class, CueClass::Attitude | CueClass::Adjective)
                        && !token.lower.ends_with("ing")
                })
        };
        // "the alleged collision", "a think tank": a participle after a determiner is none, nor is a verb before its noun.
        let attributive = |at: usize| {
            let participle = tokens[at].lower.ends_with("ed");
            at > 0 && participle && tokens[at - 1].is_one_of(DETERMINERS)
                || tokens[at].is("think")
                    && tokens
                        .get(at + 1)
                        .is_some_and(|next| next.is_one_of(&["tank", "tanks"]))
        };
        if (0..tokens.len()).any(|at| is_cue(&tokens[at]) && !attributive(at)) {
            return false;
        }
        let Some(head) = tokens.last() else {
            return false;
        };
        let known =
            head.is_one_of(PRONOUNS) || head.capital || super::source::is_speaker(&head.lower);
        known
            || self.is_word(first, DETERMINERS)
            || tokens
                .iter()
                .any(|token| token.capital && token.kind == TokenKind::Word)
            || tokens.iter().any(|token| {
                token.is("percent") || token.lower.contains(|digit: char| digit.is_ascii_digit())
            })
            // "Residents say", "volcanologists warned": a bare plural at the beginning of a clause.
            || (is_plural(head) && tokens.len() <= 7)
    }
}

/// Whether a noun phrase ends before the word.
fn ends_phrase(token: &Token) -> bool {
    token.is_one_of(PHRASE_ENDS) && !is_month(token)
}

/// "its lenders in May": the month is no auxiliary.
pub(super) fn is_month(token: &Token) -> bool {
    token.is("may") && token.capital
}

pub(super) fn is_adverb(token: &Token) -> bool {
    token.kind == TokenKind::Word
        && token.lower.ends_with("ly")
        && token.lower.len() > 4
        && !token.capital
        && !token.is_one_of(NOUNS_LIKE_ADVERBS)
}
