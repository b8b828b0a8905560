//! Numbers, dates and times of day of a statement, compared as such.

mod count;
mod time;

use crate::text::{Span, tokens};
use count::{APART, count};
use time::time;

/// A number, a date or a time of day in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Quantity {
    /// Where its word stands.
    pub(crate) span: Span,
    /// What it says.
    pub(crate) measure: Measure,
}

/// What a [`Quantity`] says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Measure {
    /// So many thousandths of a thing, by the stems of the words that name it, by what became of it, or by "%" or "$"; of a thing left
    /// unsaid by none.
    Count {
        things: Vec<String>,
        thousandths: u64,
    },
    /// A day of the week, from 0 for Monday.
    Weekday(usize),
    /// A month, from 0 for January, and its day where one is named.
    Day(usize, Option<u64>),
    /// A year.
    Year(u64),
    /// Minutes after midnight or noon: texts leave open which.
    Clock(u64),
}

impl Measure {
    /// Whether both count the same thing, to judge by its name and by how many there are.
    pub(crate) fn counts_with(&self, other: &Self) -> bool {
        let (Self::Count { things, .. }, Self::Count { things: others, .. }) = (self, other) else {
            return false;
        };
        self.is_commensurate(other) && things.iter().any(|thing| others.contains(thing))
    }

    /// Whether neither number is more than ten times the other: nobody disputes whether a quay cost $400 or $2 billion. Nought is
    /// commensurate with any.
    fn is_commensurate(&self, other: &Self) -> bool {
        let (Self::Count { thousandths: x, .. }, Self::Count { thousandths: y, .. }) =
            (self, other)
        else {
            return false;
        };
        let (less, more) = (x.min(y), x.max(y));
        *less == 0 || *more <= less.saturating_mul(10)
    }

    /// Whether both may count the same thing, one leaving it unsaid: "Organisers spoke of 80,000 people. Police put it at 22,000."
    pub(crate) fn may_count_with(&self, other: &Self) -> bool {
        let (Self::Count { things, .. }, Self::Count { things: others, .. }) = (self, other) else {
            return false;
        };
        let bare = self.is_bare() || other.is_bare();
        let apart = |things: &[String]| things.iter().any(|thing| APART.contains(&&**thing));
        self.counts_with(other)
            || bare && !apart(things) && !apart(others) && self.is_commensurate(other)
    }

    /// Whether it leaves unsaid what it counts. Small numbers do so where their own sentence has said it: "knew five, and met two".
    fn is_bare(&self) -> bool {
        matches!(self, Self::Count { things, thousandths } if things.is_empty() && *thousandths > 12_000)
    }

    /// Whether both say when, and as exactly as the other: two months, but not a month and a year.
    pub(crate) fn dates_with(&self, other: &Self) -> bool {
        matches!(
            (self, other),
            (Self::Weekday(_), Self::Weekday(_))
                | (Self::Day(..), Self::Day(..))
                | (Self::Year(_), Self::Year(_))
                | (Self::Clock(_), Self::Clock(_))
        )
    }

    /// Whether both can hold of one thing: equal values, or a month and a day of it.
    pub(crate) fn agrees(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Count { thousandths: x, .. }, Self::Count { thousandths: y, .. }) => x == y,
            (Self::Day(month, day), Self::Day(other, on)) => {
                month == other && day.zip(*on).is_none_or(|(x, y)| x == y)
            }
            _ => self == other,
        }
    }
}

/// The numbers, dates and times of a text, in reading order.
pub(crate) fn quantities(text: &str) -> Vec<Quantity> {
    let tokens = tokens(text, Span::new(0, text.len()), false);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let (measure, length) = match time(&tokens, at) {
            Some((measure, length)) => (Some(measure), length),
            None => (count(&tokens, at), 1),
        };
        if let Some(measure) = measure {
            let last = tokens.get(at + length - 1).unwrap_or(token);
            found.push(Quantity {
                span: Span::new(token.span.start, last.span.end),
                measure,
            });
        }
        at += length;
    }
    found
}

/// What a statement counts and when it happens.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Quantities(Vec<Measure>);

impl Quantities {
    pub(super) fn of(text: &str) -> Self {
        let found = quantities(text).into_iter();
        Self(found.map(|quantity| quantity.measure).collect())
    }

    /// Whether both count the same thing, and no number of one such thing agrees. Of neighbours one may leave unsaid what it counts.
    pub(super) fn numbers_differ(&self, other: &Self, near: bool) -> bool {
        let alike = if near {
            Measure::may_count_with
        } else {
            Measure::counts_with
        };
        self.differ(other, alike)
    }

    /// Whether both say when, and no date or time agrees.
    pub(super) fn dates_differ(&self, other: &Self) -> bool {
        self.differ(other, Measure::dates_with)
    }

    /// Whether both name years, and none in common.
    pub(super) fn years_differ(&self, other: &Self) -> bool {
        self.differ(other, |x, y| {
            matches!((x, y), (Measure::Year(_), Measure::Year(_)))
        })
    }

    fn differ(&self, other: &Self, alike: fn(&Measure, &Measure) -> bool) -> bool {
        let pairs = self
            .0
            .iter()
            .flat_map(|x| other.0.iter().map(move |y| (x, y)));
        let mut alike = pairs.filter(|(x, y)| alike(x, y)).peekable();
        alike.peek().is_some() && alike.all(|(x, y)| !x.agrees(y))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn differ(a: &str, b: &str) -> bool {
        Quantities::of(a).numbers_differ(&Quantities::of(b), false)
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
        assert!(differ("2,000 people", "200 people"));
        assert!(differ("2,000 people", "zero people"));
        assert!(!differ("2,000 people", "199 people"));
        assert!(!differ("It will cost $2 trillion", "It will cost $400"));
        assert!(differ(
            "It will cost $2 trillion",
            "It will cost $900 billion"
        ));
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
        assert!(differ("four children were treated", "spoke of one child"));
        assert!(!differ("one day", "four days"));
        assert!(!differ("one of the children", "four children"));
    }

    #[test]
    fn dates_are_no_counts() {
        let (a, b) = (
            Quantities::of("It closed on Monday, 2019"),
            Quantities::of("It closed on Friday"),
        );
        assert!(a.dates_differ(&b));
        assert!(!a.numbers_differ(&b, true));
        assert!(!a.dates_differ(&Quantities::of("It may march on Monday")));
    }

    #[test]
    fn what_is_counted_stands_after_the_number_or_is_what_the_number_is_given_of() {
        assert!(differ(
            "250,000 policies are expected to be cancelled",
            "put its own count of policies to be dropped at 90,000"
        ));
        assert!(differ("3,000 postal votes", "412 rejected postal votes"));
        assert!(differ("a 450-bed hospital", "there were 1,200 beds"));
        assert!(!differ("a vote of 19-23", "19 votes"));
        let near = |a: &str, b: &str| Quantities::of(a).numbers_differ(&Quantities::of(b), true);
        let (organisers, police) = ("80,000 people had walked", "Police put it at 22,000.");
        assert!(near(organisers, police) && !differ(organisers, police));
        assert!(!near("Ivo Tanner, 44, drove", "Four people drove"));
        assert!(!near("Police put it at 22,000", "three of them"));
        assert!(!near("She knew five artists and met two", "nine engineers"));
        assert!(!near(
            "It is overhauled every 2,000 hours",
            "It had run 640 hours"
        ));
        assert!(!near("Not one mark was paid", "Deposits of 100,000 marks"));
        assert!(!near(
            "on any of the four nights",
            "opened on three of them"
        ));
    }

    #[test]
    fn times_are_compared_with_their_like() {
        let differ = |a: &str, b: &str| Quantities::of(a).dates_differ(&Quantities::of(b));
        assert!(differ("It landed at 18:52", "It touched down at 19:20"));
        assert!(differ("at 9:30 p.m.", "at 2 a.m."));
        assert!(!differ("at 9:30 p.m.", "at 21:30"));
        assert!(differ("at half past five", "at 18:10"));
        assert!(!differ("a quarter to six", "at 5:45 p.m."));
        assert!(differ("by noon", "three o'clock"));
        assert!(differ("at ten past six", "at a quarter past six"));
        assert!(differ(
            "They landed at six.",
            "They landed at eight on Monday."
        ));
        assert!(!differ("They met at six stations", "It opened at eight."));
        assert!(!differ("two to three people", "It opened at eight."));
        assert!(!differ("rates at 6%", "It opened at eight."));
        assert!(differ("It starts on June 25", "It starts on June 12"));
        assert!(!differ("It starts in June", "It starts on June 12"));
        assert!(!differ("It starts in June", "It starts on Monday"));
        assert!(differ("by Dec. 30", "by Oct. 15"));
        assert!(!differ("Theresa May said", "It closed in June"));
        assert!(differ("on 2 May", "on the 4th of May"));
    }

    proptest::proptest! {
        #[test]
        fn nothing_differs_from_itself(text in "((Monday|June 2|two|12|dead|votes|at|\\$|9:30|450-bed|number of) ?){0,8}") {
            let found = Quantities::of(&text);
            proptest::prop_assert!(!found.numbers_differ(&found, true) && !found.dates_differ(&found));
            for quantity in quantities(&text) {
                proptest::prop_assert!(text.get(quantity.span.start..quantity.span.end).is_some());
            }
        }
    }
}
