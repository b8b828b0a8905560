//! The day or period that a statement speaks of: explicit ("in May 2017"), or by the article's date ("last week").

use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{Span as Duration, ToSpan};

use crate::article::Article;
use crate::text::{Span, Token, TokenKind, tokens};

/// When the content of a statement is said to hold or to happen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeSlot {
    /// The words that say it, in the statement's part.
    pub span: Span,
    /// First and last day; `None` when the words need a date that the article does not give.
    pub days: Option<(Date, Date)>,
}

/// The months, January first.
pub(crate) const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
/// Words before a month without its day.
const BEFORE_MONTH: &[&str] = &[
    "in", "since", "until", "till", "by", "of", "from", "to", "for", "between", "and", "or",
    "before", "after", "during", "last", "next", "this", "early", "late", "every",
];
/// The days of the week, Monday first.
pub(crate) const WEEKDAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Monday),
    ("tuesday", Weekday::Tuesday),
    ("wednesday", Weekday::Wednesday),
    ("thursday", Weekday::Thursday),
    ("friday", Weekday::Friday),
    ("saturday", Weekday::Saturday),
    ("sunday", Weekday::Sunday),
];

/// Whether a capitalised word names a month where it stands, and which from 0: "in May", not "Theresa May" nor "the March for Life".
pub(crate) fn month_at(tokens: &[Token], at: usize) -> Option<usize> {
    let token = tokens.get(at).filter(|token| token.capital)?;
    let month = MONTHS.iter().position(|month| token.is(month))?;
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    let beside = [before, tokens.get(at + 1)];
    let dated = beside.into_iter().flatten().any(|token| {
        let digit = |first: char| first.is_ascii_digit();
        token.lower.starts_with(digit)
    });
    let named = before.is_some_and(|before| before.is_one_of(BEFORE_MONTH));
    let ambiguous = token.is_one_of(&["march", "may"]);
    (dated || named || !ambiguous && at > 0).then_some(month)
}

/// The first time that `content` names.
pub(super) fn time_of(article: &Article, text: &str, content: &[Span]) -> Option<TimeSlot> {
    let published = article
        .published
        .map(|published| TimeZone::UTC.to_datetime(published).date());
    content.iter().find_map(|span| {
        let tokens = tokens(text, *span, false);
        (0..tokens.len()).find_map(|at| {
            let words = Words {
                tokens: &tokens,
                published,
            };
            let (length, days) = words.time_at(at)?;
            let last = tokens.get(at + length - 1)?;
            Some(TimeSlot {
                span: Span::new(tokens.get(at)?.span.start, last.span.end),
                days,
            })
        })
    })
}

struct Words<'a> {
    tokens: &'a [Token],
    published: Option<Date>,
}

/// How many tokens a time takes, and its days.
type Found = Option<(usize, Option<(Date, Date)>)>;

impl Words<'_> {
    fn time_at(&self, at: usize) -> Found {
        self.month(at)
            .or_else(|| self.day_then_month(at))
            .or_else(|| self.year(at))
            .or_else(|| self.weekday(at))
            .or_else(|| self.relative(at))
    }

    fn word(&self, at: usize) -> &str {
        self.tokens
            .get(at)
            .filter(|token| token.kind == TokenKind::Word)
            .map_or("", |token| token.lower.as_str())
    }

    fn number(&self, at: usize) -> Option<i16> {
        self.word(at).parse().ok()
    }

    fn named_month(&self, at: usize) -> Option<i8> {
        month_at(self.tokens, at).map(|month| month as i8 + 1)
    }

    fn is_comma(&self, at: usize) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|token| token.kind == TokenKind::Comma)
    }

    fn year_number(&self, at: usize) -> Option<i16> {
        self.number(at).filter(|year| (1900..2100).contains(year))
    }

    /// "May", "May 3", "May 2017", "May 3, 2017".
    fn month(&self, at: usize) -> Found {
        let month = self.named_month(at)?;
        if let Some(year) = self.year_number(at + 1) {
            return Some((2, whole_month(year, month)));
        }
        let Some(day) = self.number(at + 1).filter(|day| (1..=31).contains(day)) else {
            let days = self.published.and_then(|published| {
                // The last such month, or this one.
                let year = published.year() - i16::from(month > published.month());
                whole_month(year, month)
            });
            return Some((1, days));
        };
        let comma = usize::from(self.is_comma(at + 2));
        let (length, year) = match self.year_number(at + 2 + comma) {
            Some(year) => (3 + comma, Some(year)),
            None => (2, self.published.map(Date::year)),
        };
        Some((length, year.and_then(|year| one_day(year, month, day))))
    }

    /// "3 May 2017".
    fn day_then_month(&self, at: usize) -> Found {
        let day = self.number(at).filter(|day| (1..=31).contains(day))?;
        let month = self.named_month(at + 1)?;
        let (length, year) = match self.year_number(at + 2) {
            Some(year) => (3, Some(year)),
            None => (2, self.published.map(Date::year)),
        };
        Some((length, year.and_then(|year| one_day(year, month, day))))
    }

    /// "in 2017", "since 2017", "for 2017".
    fn year(&self, at: usize) -> Found {
        let before = at.checked_sub(1).map_or("", |before| self.word(before));
        let introduced = [
            "in", "since", "for", "of", "during", "by", "until", "before", "after",
        ];
        let year = self
            .year_number(at)
            .filter(|_| introduced.contains(&before))?;
        Some((1, whole_year(year)))
    }

    /// "on Monday": the last one before the article, or its own day.
    fn weekday(&self, at: usize) -> Found {
        let (_, weekday) = WEEKDAYS.iter().find(|(name, _)| self.word(at) == *name)?;
        let future = self.word(at.wrapping_sub(1)) == "next";
        let days = self.published.and_then(|published| {
            let day = if published.weekday() == *weekday && !future {
                Ok(published)
            } else {
                published.nth_weekday(if future { 1 } else { -1 }, *weekday)
            };
            day.ok().map(|day| (day, day))
        });
        Some((1, days))
    }

    /// "yesterday", "last week", "this year", "next month", "that year".
    fn relative(&self, at: usize) -> Found {
        let offset = |days: i64| {
            let day = self.published?.checked_add(days.days()).ok()?;
            Some((day, day))
        };
        match self.word(at) {
            "yesterday" => return Some((1, offset(-1))),
            "today" | "tonight" => return Some((1, offset(0))),
            "tomorrow" => return Some((1, offset(1))),
            _ => {}
        }
        let steps = match self.word(at) {
            "last" | "previous" => -1,
            "this" | "current" => 0,
            "next" | "coming" => 1,
            "that" if matches!(self.word(at + 1), "year" | "month" | "week") => {
                return Some((2, None));
            }
            _ => return None,
        };
        let unit: fn(i64) -> Duration = match self.word(at + 1) {
            "week" => |n| n.weeks(),
            "month" => |n| n.months(),
            "year" => |n| n.years(),
            _ => return None,
        };
        let days = self.published.and_then(|published| {
            let then = published.checked_add(unit(steps)).ok()?;
            match self.word(at + 1) {
                "week" => {
                    let first = then
                        .checked_sub(i64::from(then.weekday().to_monday_zero_offset()).days())
                        .ok()?;
                    Some((first, first.checked_add(6.days()).ok()?))
                }
                "month" => whole_month(then.year(), then.month()),
                _ => whole_year(then.year()),
            }
        });
        Some((2, days))
    }
}

fn one_day(year: i16, month: i8, day: i16) -> Option<(Date, Date)> {
    let date = Date::new(year, month, i8::try_from(day).ok()?).ok()?;
    Some((date, date))
}

fn whole_month(year: i16, month: i8) -> Option<(Date, Date)> {
    let first = Date::new(year, month, 1).ok()?;
    Some((first, first.last_of_month()))
}

fn whole_year(year: i16) -> Option<(Date, Date)> {
    Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, published: Option<&str>) -> Option<(String, Option<String>)> {
        let article = Article {
            published: published.map(|date| date.parse().expect("a date")),
            ..Article::of_text(text)
        };
        let slot = time_of(&article, text, &[Span::new(0, text.len())])?;
        let days = slot.days.map(|(first, last)| format!("{first}/{last}"));
        Some((slot.span.of(text).to_owned(), days))
    }

    fn check(text: &str, words: &str, days: Option<&str>) {
        // A Wednesday.
        let expected = Some((words.to_owned(), days.map(str::to_owned)));
        assert_eq!(
            found(text, Some("2017-05-17T00:00:00Z")),
            expected,
            "{text}"
        );
    }

    #[test]
    fn explicit_times() {
        check(
            "it closed on May 3, 2016",
            "May 3, 2016",
            Some("2016-05-03/2016-05-03"),
        );
        check("it closed on 3 May", "3 May", Some("2017-05-03/2017-05-03"));
        check("it closed in June", "June", Some("2016-06-01/2016-06-30"));
        check("it closed in 2015", "2015", Some("2015-01-01/2015-12-31"));
    }

    #[test]
    fn times_by_the_date_of_the_article() {
        check(
            "it closed on Monday",
            "Monday",
            Some("2017-05-15/2017-05-15"),
        );
        check(
            "it closed last week",
            "last week",
            Some("2017-05-08/2017-05-14"),
        );
        check(
            "it closed yesterday",
            "yesterday",
            Some("2017-05-16/2017-05-16"),
        );
        check(
            "it will close next year",
            "next year",
            Some("2018-01-01/2018-12-31"),
        );
        check("sales for that year", "that year", None);
    }

    #[test]
    fn what_is_no_time() {
        assert_eq!(found("he may close it", None), None);
        assert_eq!(found("it cost 2015 crowns", None), None);
        assert_eq!(found("May it close", None), None);
        assert_eq!(found("it told Theresa May so", None), None);
        assert_eq!(found("it joined the March for Life", None), None);
        assert_eq!(
            found("it closed on Monday", None),
            Some(("Monday".to_owned(), None))
        );
    }
}
