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
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve",
];
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

    /// Whether both count the same thing, and for no such thing share a value.
    pub(super) fn numbers_differ(&self, other: &Self) -> bool {
        let mut shared = self
            .counts
            .iter()
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
    if let Some(small) = SMALL.iter().position(|small| *small == word) {
        // "one" is a pronoun more often than a count.
        return (small != 1).then_some(small as f64);
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
        _ => counted(tokens, after),
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

/// The stem of the first content word within three tokens after the number.
fn counted(tokens: &[Token], after: usize) -> String {
    let next = tokens
        .iter()
        .skip(after)
        .take(3)
        .take_while(|token| token.kind == TokenKind::Word);
    next.filter_map(|token| content_words(&token.lower).pop())
        .next()
        .unwrap_or_default()
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
