//! Days, months, years and times of day.

use super::Measure;
use super::count::{MONEY, thing, value};
use crate::statement::{MONTHS, WEEKDAYS, month_at};
use crate::text::{Token, TokenKind};

/// The date or time of day that begins at a token, and how many tokens it takes.
pub(super) fn time(tokens: &[Token], at: usize) -> Option<(Measure, usize)> {
    let token = tokens
        .get(at)
        .filter(|token| token.kind == TokenKind::Word)?;
    let number = |at: usize| {
        let token: &Token = tokens.get(at)?;
        let digits = token.lower.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| token.lower.parse::<u64>().ok()).flatten()
    };
    if token.capital {
        if let Some(day) = WEEKDAYS.iter().position(|(day, _)| *day == token.lower) {
            return Some((Measure::Weekday(day), 1));
        }
        if let Some(month) = month_at(tokens, at).or_else(|| short_month(&token.lower)) {
            // "Dec. 11", "June 25"; not "June 2017".
            let dot = usize::from(tokens.get(at + 1).is_some_and(|next| next.lower == "."));
            let day = number(at + 1 + dot).filter(|day| (1..=31).contains(day));
            let length = day.map_or(1, |_| 2 + dot);
            return Some((Measure::Day(month, day), length));
        }
    }
    if let Some(date) = day_first(tokens, at) {
        return Some(date);
    }
    if let Some(clock) = clock(tokens, at, number).or_else(|| clock_in_words(tokens, at)) {
        return Some(clock);
    }
    let year = number(at).filter(|year| token.lower.len() == 4 && (1900..2100).contains(year))?;
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    let counted = before.is_some_and(|before| MONEY.contains(&&*before.lower));
    (!counted).then_some((Measure::Year(year), 1))
}

/// The month that a short form names: "Dec", "Sept". Mar, Apr, Jun and Jul are names as well.
fn short_month(word: &str) -> Option<usize> {
    let short = ["jan", "feb", "aug", "oct", "nov", "dec", "sept"].contains(&word);
    short.then(|| MONTHS.iter().position(|month| month.starts_with(word)))?
}

/// "2 May", "the 31st of March".
fn day_first(tokens: &[Token], at: usize) -> Option<(Measure, usize)> {
    let word = &tokens.get(at)?.lower;
    let digits = word.trim_end_matches(char::is_alphabetic);
    let ordinal = ["", "st", "nd", "rd", "th"].contains(&word.get(digits.len()..)?);
    let day = digits
        .parse()
        .ok()
        .filter(|day| ordinal && (1..=31).contains(day))?;
    let of = usize::from(tokens.get(at + 1).is_some_and(|next| next.is("of")));
    let named = tokens.get(at + 1 + of).filter(|token| token.capital)?;
    let month = month_at(tokens, at + 1 + of).or_else(|| short_month(&named.lower))?;
    Some((Measure::Day(month, Some(day)), 2 + of))
}

/// "21:46", "9:30 p.m.", "2 a.m."
fn clock(
    tokens: &[Token],
    at: usize,
    number: impl Fn(usize) -> Option<u64>,
) -> Option<(Measure, usize)> {
    let hour = number(at).filter(|hour| *hour < 25)?;
    let minutes = number(at + 2).filter(|minutes| {
        let colon = tokens.get(at + 1).is_some_and(|mark| mark.lower == ":");
        let two = tokens.get(at + 2).is_some_and(|word| word.lower.len() == 2);
        colon && two && *minutes < 60
    });
    let length = minutes.map_or(1, |_| 3);
    let half = tokens
        .get(at + length)
        .is_some_and(|word| word.is_one_of(&["a.m", "p.m", "am", "pm"]));
    (half || minutes.is_some()).then(|| {
        let time = hour * 60 + minutes.unwrap_or_default();
        (clock_face(time), length + usize::from(half))
    })
}

/// "noon", "five o'clock", "at five", "half past five", "a quarter to six", "ten past six".
fn clock_in_words(tokens: &[Token], at: usize) -> Option<(Measure, usize)> {
    let word = |at: usize| tokens.get(at).map(|token| &*token.lower);
    let number = |at: usize, highest: f64| {
        let number = value(word(at)?)?;
        (number.fract() == 0.0 && (1.0..=highest).contains(&number)).then_some(number as u64)
    };
    if matches!(word(at)?, "noon" | "midday" | "midnight") {
        return Some((clock_face(0), 1));
    }
    let after_at = at.checked_sub(1).and_then(word) == Some("at");
    if let Some(hour) = number(at, 12.0) {
        let full = matches!(word(at + 1), Some("o'clock" | "o’clock"));
        // "at six", not "at six stations", "at six of them", "at 6%", "at six past seven".
        let next = tokens.get(at + 1);
        let alone = next.and_then(thing).is_none()
            && !next.is_some_and(|next| next.is_one_of(&["of", "past", "to"]) || next.lower == "%");
        if full || after_at && alone {
            return Some((clock_face(hour * 60), 1 + usize::from(full)));
        }
    }
    let minutes = match word(at)? {
        "half" => 30,
        "quarter" => 15,
        _ => number(at, 59.0)?,
    };
    let hour = number(at + 2, 12.0)? * 60;
    match word(at + 1)? {
        "past" => Some((clock_face(hour + minutes), 3)),
        // "two to three people" is no time.
        "to" if after_at || word(at) == Some("quarter") => Some((clock_face(hour - minutes), 3)),
        _ => None,
    }
}

/// Minutes of the day as a clock with twelve hours shows them.
fn clock_face(minutes: u64) -> Measure {
    Measure::Clock(minutes % 720)
}
