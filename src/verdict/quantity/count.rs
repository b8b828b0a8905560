//! Numbers, and what they count.

use super::Measure;
use crate::text::{NUMBER_WORDS, Token, TokenKind, stem};

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
/// What a number is given of: "put the number of policies at 90,000".
const TALLIES: &[&str] = &[
    "number", "count", "total", "tally", "toll", "estimate", "share", "figure",
];
/// How many words may stand between such a word and its number.
const TALLY_WITHIN: usize = 10;
/// What stands before a sum of money.
pub(super) const MONEY: &[&str] = &["$", "£", "€"];
/// What the number of "three of them" counts.
const PART: &str = "part";
/// What the number of "Ivo Tanner, 44, …" counts.
const AGE: &str = "age";
/// Shares, parts and ages: what no bare number can be.
pub(super) const APART: &[&str] = &["%", PART, AGE];
/// Words with which "one" is no count.
const ONE: &[&str] = &[
    "day", "morning", "night", "time", "point", "week", "year", "hand", "side", "thing", "way",
    "reason", "such",
];
/// Plurals whose stem is not that of their singular.
const IRREGULAR: &[(&str, &str)] = &[
    ("children", "child"),
    ("men", "man"),
    ("women", "woman"),
    ("people", "person"),
];
/// How many words after a number may name what it counts.
const THING_WITHIN: usize = 3;

/// The number at a token, and what it counts.
pub(super) fn count(tokens: &[Token], at: usize) -> Option<Measure> {
    let token = tokens
        .get(at)
        .filter(|token| token.kind == TokenKind::Word)?;
    if let Some((value, named)) = compound(&token.lower) {
        return Some(Measure::Count {
            things: thing(&Token {
                lower: named.to_owned(),
                ..token.clone()
            })
            .into_iter()
            .collect(),
            thousandths: (value * 1000.0).round() as u64,
        });
    }
    let value = value(&token.lower)?;
    let next = tokens.get(at + 1);
    // "one" is a pronoun more often than a count, and counts no time or side: "one child", not "one of them", "one day",
    // "not one child". "Every 40 hours" is how often.
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    let follows = |words: &[&str]| before.is_some_and(|before| before.is_one_of(words));
    let counts_one = next.is_some_and(|next| thing(next).is_some() && !next.is_one_of(ONE));
    let no_count = token.is("one") && (!counts_one || follows(&["not", "no"]));
    if no_count || follows(&["every", "each"]) {
        return None;
    }
    let scale = next.and_then(|next| scale(&next.lower));
    let after = at + 1 + usize::from(scale.is_some());
    Some(Measure::Count {
        things: things(tokens, at, after),
        thousandths: (value * scale.unwrap_or(1.0) * 1000.0).round() as u64,
    })
}

/// The word by which a thing is counted, none for a function word.
pub(super) fn thing(token: &Token) -> Option<String> {
    let irregular = IRREGULAR.iter().find(|(plural, _)| token.is(plural));
    irregular.map_or_else(|| stem(token), |(_, singular)| Some((*singular).to_owned()))
}

/// "450-bed", "5-year": a number of what stands after the hyphen.
fn compound(word: &str) -> Option<(f64, &str)> {
    let (number, thing) = word.split_once('-')?;
    let alphabetic = thing.starts_with(char::is_alphabetic) && !TENS.contains(&number);
    Some((value(number).filter(|_| alphabetic)?, thing))
}

pub(super) fn value(word: &str) -> Option<f64> {
    let small = |word: &str| NUMBER_WORDS.iter().position(|small| *small == word);
    let tens = |word: &str| Some(20 + 10 * TENS.iter().position(|tens| *tens == word)?);
    if let Some(small) = small(word) {
        return Some(small as f64);
    }
    let (first, rest) = word.split_once('-').unwrap_or((word, "zero"));
    if let Some(value) = tens(first).zip(small(rest)) {
        return Some((value.0 + value.1) as f64);
    }
    let digits = word.starts_with(|first: char| first.is_ascii_digit());
    digits.then(|| word.replace(',', "").parse().ok()).flatten()
}

fn scale(word: &str) -> Option<f64> {
    match word {
        "hundred" => Some(1e2),
        "thousand" => Some(1e3),
        "million" | "m" => Some(1e6),
        "billion" | "bn" => Some(1e9),
        "trillion" | "tn" => Some(1e12),
        _ => None,
    }
}

/// What the number at `number` counts: money by its sign, shares, what became of people, what is named after it, or what it is given of.
fn things(tokens: &[Token], number: usize, after: usize) -> Vec<String> {
    let before = number.checked_sub(1).and_then(|before| tokens.get(before));
    if let Some(sign) = before.filter(|sign| MONEY.contains(&&*sign.lower)) {
        return vec![sign.lower.clone()];
    }
    if let Some(next) = tokens.get(after)
        && (["%", "percent"].contains(&&*next.lower) || next.is("per"))
    {
        return vec!["%".to_owned()];
    }
    let comma = |token: Option<&Token>| token.is_some_and(|mark| mark.kind == TokenKind::Comma);
    if comma(before) && comma(tokens.get(after)) && after == number + 1 {
        return vec![AGE.to_owned()];
    }
    if let Some(fate) = fate(tokens, number, after) {
        return vec![fate.to_owned()];
    }
    let next = tokens.iter().skip(after).take(THING_WITHIN);
    let named: Vec<String> = next
        .take_while(|token| token.kind == TokenKind::Word)
        .filter_map(thing)
        .collect();
    let part = tokens.get(after).is_some_and(|next| next.is("of"));
    match (named.is_empty(), part) {
        (false, _) => named,
        // "three of them" are a part of what another number counts.
        (true, true) => vec![PART.to_owned()],
        (true, false) => given_of(tokens, number),
    }
}

/// "put the number of policies to be dropped at 90,000": the words between the tally and its number.
fn given_of(tokens: &[Token], number: usize) -> Vec<String> {
    let first = number.saturating_sub(TALLY_WITHIN);
    let tally = (first..number).rfind(|&at| tokens[at].is_one_of(TALLIES));
    let between = tally.map_or(&[][..], |tally| &tokens[tally + 1..number]);
    between.iter().filter_map(thing).collect()
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
