//! Figures that somebody gives, and accounts that somebody keeps: "put the death toll at 214", "counted 31 collapsed bridges", "by the
//! ministry's count, 300 people died".
//!
//! Two sources of one figure are where numbers contradict each other, and the articles that the finder learnt from mark few of them
//! (they attribute words); such figures are known by their form.

use super::attribute::{Attributed, Said};
use super::clause::Clause;
use super::lexicon::CueClass;
use super::speaker::subject;
use super::{Cue, source};
use crate::text::{NUMBER_WORDS, Span, Token, TokenKind};

/// Verbs that set something at a figure: lemma and forms.
const SETTING: &[(&str, &[&str])] = &[
    ("put", &["put", "puts"]),
    ("place", &["placed", "places"]),
    ("peg", &["pegged", "pegs", "peg"]),
    ("estimate", &["estimated", "estimates", "estimate"]),
    ("value", &["valued", "values"]),
    ("gauge", &["gauged"]),
    ("measure", &["measured"]),
];
/// Verbs that come to a figure themselves.
const COUNTING: &[(&str, &[&str])] = &[
    ("count", &["counted", "counts"]),
    ("tally", &["tallied", "tallies"]),
    ("list", &["listed", "lists"]),
    ("log", &["logged"]),
    ("document", &["documented", "documents"]),
];
/// Nouns for what somebody reckons or tells.
const RECKONINGS: &[&str] = &[
    "count",
    "counts",
    "tally",
    "reckoning",
    "estimate",
    "estimates",
    "calculation",
    "calculations",
    "account",
    "telling",
];
/// What may stand between "at" and its figure.
const ABOUT: &[&str] = &[
    "about", "around", "roughly", "some", "nearly", "almost", "over", "under", "more", "fewer",
    "less", "than", "at", "least", "most", "up", "to", "as", "many", "much", "high", "low", "only",
    "just", "between", "below", "above", "a", "an", "well", "close",
];
/// Figures in letters, beside the small numbers.
const IN_LETTERS: &[&str] = &[
    "dozen",
    "dozens",
    "hundred",
    "hundreds",
    "thousand",
    "thousands",
    "million",
    "half",
    "third",
    "quarter",
];
/// The highest number that newspapers write in letters.
const HIGHEST_IN_LETTERS: usize = 12;
/// What begins another clause after a figure.
const GOES_ON: &[&str] = &[
    "while", "but", "although", "though", "whereas", "which", "compared",
];
/// Farthest "at" from its verb, in tokens.
const FARTHEST: usize = 10;
/// Longest phrase of a reckoning, in tokens: "the parole board's own reckoning".
const LONGEST: usize = 10;

/// Every figure and account of a sentence that has a source of its own.
pub(super) fn reckonings(clause: &Clause<'_>) -> Vec<Attributed> {
    let figures = (1..clause.tokens.len()).filter_map(|at| figure(clause, at));
    figures.chain(account(clause)).collect()
}

/// The figure that the verb at token `verb` gives.
fn figure(clause: &Clause<'_>, verb: usize) -> Option<Attributed> {
    let token = clause.token(verb).filter(|token| !token.quoted)?;
    let among = |verbs: &[(&'static str, &[&str])]| {
        let mut verbs = verbs.iter();
        verbs
            .find(|(_, forms)| token.is_one_of(forms))
            .map(|(lemma, _)| *lemma)
    };
    let (lemma, at) = match among(SETTING) {
        Some(lemma) => (lemma, set_at(clause, verb + 1)? + 1),
        None => (among(COUNTING)?, verb + 1),
    };
    let figure = figure_from(clause, at)?;
    let group = clause.verb_group(verb);
    if group.be || group.negated || group.infinitive {
        return None;
    }
    let ends = |at: &usize| match clause.token(*at) {
        Some(token) if token.kind == TokenKind::Comma || token.is_one_of(GOES_ON) => true,
        Some(token) if token.is("and") => !is_figure(clause, at + 1),
        Some(token) => [";", "—", "–"].contains(&&*token.lower),
        None => true,
    };
    let end = (figure + 1..=clause.tokens.len()).find(ends)?;
    let said = Said {
        source: Some(subject(clause, group.first)?),
        cue: Cue {
            span: token.span,
            lemma: lemma.to_owned(),
        },
        content: vec![clause.span(verb + 1, end - 1)?],
    };
    Some(said.plainly(clause, CueClass::Reckon))
}

/// The "at" of what is set at something.
fn set_at(clause: &Clause<'_>, first: usize) -> Option<usize> {
    let reaches = |at: &usize| {
        clause
            .token(*at)
            .is_some_and(|token| token.kind == TokenKind::Word || token.lower == "'")
    };
    (first..first + FARTHEST)
        .take_while(reaches)
        .find(|&at| at > first && clause.is_word(at, &["at"]))
}

/// The first figure from token `first` on, with nothing but "about", "more than" and the like before it.
fn figure_from(clause: &Clause<'_>, first: usize) -> Option<usize> {
    let is_about = |token: &Token| token.is_one_of(ABOUT) || "$£€".contains(&*token.lower);
    (first..clause.tokens.len())
        .find(|&at| !clause.token(at).is_some_and(is_about))
        .filter(|&at| is_figure(clause, at))
}

fn is_figure(clause: &Clause<'_>, at: usize) -> bool {
    clause.token(at).is_some_and(|token| {
        token
            .lower
            .starts_with(|first: char| first.is_ascii_digit())
            || token.is_one_of(IN_LETTERS)
            // "One" is a pronoun more often than a figure.
            || token.is_one_of(&NUMBER_WORDS[..=HIGHEST_IN_LETTERS]) && !token.is("one")
            || "$£€".contains(&*token.lower)
    })
}

/// "By the ministry's count, 300 people died": what is so by somebody's reckoning.
fn account(clause: &Clause<'_>) -> Option<Attributed> {
    let by = (0..clause.tokens.len()).find(|&at| {
        let token = clause.token(at).filter(|token| !token.quoted);
        token.is_some_and(|token| token.is("by"))
            && (at == 0 || clause.is_kind(at - 1, TokenKind::Comma))
    })?;
    let inside = |at: &usize| {
        clause.token(*at).is_some_and(|token| {
            token.kind == TokenKind::Word || ["'", "’"].contains(&&*token.lower)
        })
    };
    let end = (by + 1..=by + LONGEST).find(|at| !inside(at))?;
    let noun = (by + 1..end).find(|&at| clause.is_word(at, RECKONINGS))?;
    let source = if clause.is_word(noun + 1, &["of"]) {
        clause.span(noun + 2, end - 1)?
    } else if noun + 1 == end {
        possessor(clause, by + 1, noun)?
    } else {
        return None;
    };
    let last = clause.tokens.len().checked_sub(1)?;
    let said = if by == 0 {
        clause.span(end + 1, last)?
    } else {
        clause.span(0, by - 1)?
    };
    let said = Said {
        source: Some(source),
        cue: Cue {
            span: clause.span(by, noun)?,
            lemma: "by".to_owned(),
        },
        content: vec![said],
    };
    Some(said.plainly(clause, CueClass::Speech))
}

/// Whose it is: "the ministry" of "the ministry's own count".
fn possessor(clause: &Clause<'_>, first: usize, noun: usize) -> Option<Span> {
    let owns = |at: &usize| {
        let singular = clause
            .token(*at)
            .is_some_and(|word| word.lower.ends_with("'s"));
        singular || ["'", "’"].iter().any(|mark| clause.is_mark(at + 1, mark))
    };
    let owner = (first..noun).find(owns)?;
    let whole = clause.span(first, owner)?;
    let words = whole.of(clause.text);
    let bare = words
        .strip_suffix("'s")
        .or_else(|| words.strip_suffix("’s"))
        .unwrap_or(words);
    let source = Span::new(whole.start, whole.start + bare.len());
    let heads = clause.can_speak(first, owner) && !source::is_nobody(clause.text, source);
    heads.then_some(source)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokens;

    /// `source | content` of each reckoning.
    fn table(text: &str) -> Vec<String> {
        let clause = Clause {
            text,
            tokens: tokens(text, Span::new(0, text.len()), false),
        };
        let row = |found: Attributed| {
            let source = found.source.map_or("-", |source| source.of(text));
            format!("{source} | {}", found.content[0].of(text))
        };
        reckonings(&clause).into_iter().map(row).collect()
    }

    #[test]
    fn figures_have_sources() {
        let found = |text: &str, rows: &[&str]| assert_eq!(table(text), rows, "{text}");
        found(
            "The Health Ministry put the death toll at 214.",
            &["The Health Ministry | the death toll at 214"],
        );
        found(
            "The union put turnout at 40,000, while police have put it at more than 9,000 on the day.",
            &[
                "The union | turnout at 40,000",
                "police | it at more than 9,000 on the day",
            ],
        );
        found(
            "An army tally listed about 4,200 displaced families.",
            &["An army tally | about 4,200 displaced families"],
        );
        found(
            "Economists at a think tank in Port Alden who use the same data put joblessness for the month at 6.8 percent.",
            &[
                "Economists at a think tank in Port Alden | joblessness for the month at 6.8 percent",
            ],
        );
        found(
            "The insurers estimated losses at $3 billion to $4 billion.",
            &["The insurers | losses at $3 billion to $4 billion"],
        );
    }

    #[test]
    fn accounts_have_sources() {
        let found = |text: &str, rows: &[&str]| assert_eq!(table(text), rows, "{text}");
        found(
            "By the ministry's own count, 300 people died.",
            &["the ministry | 300 people died"],
        );
        found(
            "Some 300 people died, by the reckoning of two aid workers.",
            &["two aid workers | Some 300 people died"],
        );
        found(
            "By the workers’ tally the gate had been open for hours.",
            &[],
        );
    }

    #[test]
    fn what_is_no_reckoning() {
        for text in [
            "The children put their bags at the door.",
            "Workers counted ballots until midnight.",
            "The loss is put at $3 million.",
            "He did not put the toll at 40.",
            "The house was placed at the disposal of 12 families.",
            "By all accounts, 300 people died.",
            "By its own count, 300 people died.",
            "“They put the toll at 40,” she said.",
        ] {
            assert_eq!(table(text), Vec::<String>::new(), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_words_are_read(text in "((By|by|put|at|count|of|[0-9]{1,4}|[A-Z]?[a-zé]{1,6}('s|s’)?|[,.“”’])( |)){0,16}") {
            for row in table(&text) {
                let (source, content) = row.split_once(" | ").unwrap_or_default();
                proptest::prop_assert!(text.contains(source) && text.contains(content));
            }
        }
    }
}
