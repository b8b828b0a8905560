//! Numbers and dates of a statement, compared as such.

use std::collections::{BTreeMap, BTreeSet};

use crate::text::{Span, Token, TokenKind, content_words, tokens};

/// What a statement counts and when it happens.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Quantities {
    /// For each counted thing (the stem of the word after the number, or "%" or "$"), its values.
    counts: BTreeMap<String, BTreeSet<u64>>,
    /// Weekdays, months and years.
    dates: BTreeSet<String>,
}

const SMALL: &[&str] = &[
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
const TENS: &[&str] = &[
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];
/// What became of people, and the words for it: "nine people had died", "41 bodies", "killed at least six".
const FATES: &[(&str, &str)] = &[
    (
        "dead",
        " dead death deaths toll died killed killing kills bodies perished fatalities drowned slain ",
    ),
    ("hurt", " hurt injured wounded injuries injuring wounding "),
    ("held", " arrested detained arrests "),
    ("missing", " missing "),
];
/// How many words before or after a number tell what became of those it counts.
const FATE_WITHIN: usize = 4;
const CALENDAR: &str = " monday tuesday wednesday thursday friday saturday sunday january february march april june july \
    august september october november december jan feb aug sept oct nov dec ";

/// A number or a date in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Quantity {
    /// Where its word stands.
    pub(crate) span: Span,
    /// What it says.
    pub(crate) measure: Measure,
}

/// What a [`Quantity`] says; equal measures say the same.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Measure {
    /// So many thousandths of a thing (the stem of the word after the number, or "%" or "$").
    Count(String, u64),
    /// A weekday, month or year, in lower case.
    Date(String),
}

/// The numbers and dates of a text, in reading order.
pub(crate) fn quantities(text: &str) -> Vec<Quantity> {
    let tokens = tokens(text, Span::new(0, text.len()), false);
    let measure = |at: usize, token: &Token| {
        if is_date(token, tokens.get(at.wrapping_sub(1))) {
            return Some(Measure::Date(token.lower.clone()));
        }
        let value = value(&token.lower)?;
        let (scale, unit) = unit(&tokens, at);
        Some(Measure::Count(
            unit,
            (value * scale * 1000.0).round() as u64,
        ))
    };
    let words = tokens
        .iter()
        .enumerate()
        .filter(|(_, token)| token.kind == TokenKind::Word);
    words
        .filter_map(|(at, token)| {
            Some(Quantity {
                span: token.span,
                measure: measure(at, token)?,
            })
        })
        .collect()
}

impl Quantities {
    pub(super) fn of(text: &str) -> Self {
        let mut found = Self::default();
        for quantity in quantities(text) {
            match quantity.measure {
                Measure::Date(date) => {
                    found.dates.insert(date);
                }
                Measure::Count(unit, thousandths) => {
                    found.counts.entry(unit).or_default().insert(thousandths);
                }
            }
        }
        found
    }

    /// Whether both count the same thing, and for no such thing share a value. A number of nobody knows what counts nothing.
    pub(super) fn numbers_differ(&self, other: &Self) -> bool {
        let known = self.counts.iter().filter(|(unit, _)| !unit.is_empty());
        let mut shared = known
            .filter_map(|(unit, values)| Some((values, other.counts.get(unit)?)))
            .peekable();
        shared.peek().is_some() && shared.all(|(values, others)| values.is_disjoint(others))
    }

    /// Whether both give dates, and share none.
    pub(super) fn dates_differ(&self, other: &Self) -> bool {
        !self.dates.is_empty() && !other.dates.is_empty() && self.dates.is_disjoint(&other.dates)
    }
}

fn is_date(token: &Token, before: Option<&Token>) -> bool {
    let year =
        token.lower.len() == 4 && (token.lower.starts_with("19") || token.lower.starts_with("20"));
    let counted = before.is_some_and(|before| ["$", "£", "€"].contains(&&*before.lower));
    (token.capital
        && CALENDAR.split(' ').any(|name| name == token.lower)
        && !token.lower.is_empty())
        || (year && !counted && token.lower.bytes().all(|byte| byte.is_ascii_digit()))
}

fn value(word: &str) -> Option<f64> {
    let small = |word: &str| SMALL.iter().position(|small| *small == word);
    let tens = |word: &str| Some(20 + 10 * TENS.iter().position(|tens| *tens == word)?);
    if let Some(small) = small(word) {
        // "one" is a pronoun more often than a count.
        return (small != 1).then_some(small as f64);
    }
    let (first, rest) = word.split_once('-').unwrap_or((word, "zero"));
    if let Some(value) = tens(first).zip(small(rest)) {
        return Some((value.0 + value.1) as f64);
    }
    let digits = word.starts_with(|first: char| first.is_ascii_digit());
    digits.then(|| word.replace(',', "").parse().ok()).flatten()
}

/// The scale word after a number, and what is counted.
fn unit(tokens: &[Token], at: usize) -> (f64, String) {
    let scale = tokens.get(at + 1).and_then(|next| scale(&next.lower));
    let after = at + 1 + usize::from(scale.is_some());
    let money = at
        .checked_sub(1)
        .and_then(|before| tokens.get(before))
        .filter(|t| ["$", "£", "€"].contains(&&*t.lower));
    let unit = match (money, tokens.get(after)) {
        (Some(sign), _) => sign.lower.clone(),
        (None, Some(next)) if ["%", "percent"].contains(&&*next.lower) || next.is("per") => {
            "%".to_owned()
        }
        _ => counted(tokens, at, after),
    };
    (scale.unwrap_or(1.0), unit)
}

fn scale(word: &str) -> Option<f64> {
    match word {
        "hundred" => Some(1e2),
        "thousand" => Some(1e3),
        "million" | "m" => Some(1e6),
        "billion" | "bn" => Some(1e9),
        _ => None,
    }
}

/// What became of those counted, or the stem of the first content word within three tokens after the number.
fn counted(tokens: &[Token], number: usize, after: usize) -> String {
    if let Some(fate) = fate(tokens, number, after) {
        return fate.to_owned();
    }
    let next = tokens
        .iter()
        .skip(after)
        .take(3)
        .take_while(|token| token.kind == TokenKind::Word);
    next.filter_map(|token| content_words(&token.lower).pop())
        .next()
        .unwrap_or_default()
}

/// What became of those counted: by the words after the number up to a mark or another number, else by those before it.
fn fate(tokens: &[Token], number: usize, after: usize) -> Option<&'static str> {
    let of = |token: &Token| {
        let word = format!(" {} ", token.lower);
        let fate = FATES.iter().find(|(_, words)| words.contains(&word));
        fate.map(|(fate, _)| *fate)
    };
    let in_clause = |token: &&Token| token.kind == TokenKind::Word && value(&token.lower).is_none();
    let next = tokens.iter().skip(after).take_while(in_clause);
    let before = tokens[..number].iter().rev().take_while(in_clause);
    next.take(FATE_WITHIN)
        .find_map(of)
        .or_else(|| before.take(FATE_WITHIN).find_map(of))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn differ(a: &str, b: &str) -> bool {
        Quantities::of(a).numbers_differ(&Quantities::of(b))
    }

    #[test]
    fn numbers_of_the_same_thing_are_compared() {
        assert!(differ(
            "12 people died",
            "at least fifteen and 15 people died"
        ));
        assert!(differ("It cost $3 million", "It cost $3.5 million"));
        assert!(differ("up 3 percent", "up 4%"));
        assert!(!differ("12 people died", "twelve people died"));
        assert!(!differ("12 people died", "15 houses burned"));
        assert!(!differ("2,000 people", "2 thousand people"));
    }

    #[test]
    fn the_dead_are_the_dead_in_any_words() {
        assert!(differ(
            "nine people had died",
            "put the number of dead at fourteen on Sunday"
        ));
        assert!(differ(
            "27 people had died",
            "At least 41 bodies had been brought in"
        ));
        assert!(differ("the blast killed six soldiers", "eight deaths"));
        assert!(!differ("nine people died", "fourteen people were injured"));
        assert!(!differ(
            "nine people died and fourteen were injured",
            "nine dead"
        ));
    }

    #[test]
    fn numbers_in_words() {
        assert!(differ("forty years", "fifty years"));
        assert!(!differ("twenty-one years", "21 years"));
    }

    #[test]
    fn dates_are_no_counts() {
        let (a, b) = (
            Quantities::of("It closed on Monday, 2019"),
            Quantities::of("It closed on Friday"),
        );
        assert!(a.dates_differ(&b));
        assert!(!a.numbers_differ(&b));
        assert!(!a.dates_differ(&Quantities::of("It may march on Monday")));
    }
}
