//! Times of publication, in the notations that feeds and archives use.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::fmt::rfc2822;
use jiff::tz::TimeZone;

/// Reads a time in RFC 3339, RFC 2822, as `YYYY-MM-DD`, `YYYY-MM-DD HH:MM[:SS]` (both UTC) or in epoch seconds.
pub(super) fn parse(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    text.parse::<Timestamp>()
        .ok()
        .or_else(|| text.parse::<i64>().ok().and_then(from_epoch))
        .or_else(|| in_utc(text.parse::<DateTime>().ok()?))
        .or_else(|| {
            in_utc(
                text.parse::<Date>()
                    .ok()?
                    .to_datetime(jiff::civil::Time::midnight()),
            )
        })
        .or_else(|| rfc2822::parse(text).ok().map(|zoned| zoned.timestamp()))
}

/// The time so many seconds after 1970; milliseconds when as seconds it would lie after the year 5000.
pub(super) fn from_epoch(number: i64) -> Option<Timestamp> {
    const SECONDS_UNTIL_YEAR_5138: u64 = 100_000_000_000;
    if number.unsigned_abs() < SECONDS_UNTIL_YEAR_5138 {
        Timestamp::from_second(number).ok()
    } else {
        Timestamp::from_millisecond(number).ok()
    }
}

fn in_utc(time: DateTime) -> Option<Timestamp> {
    TimeZone::UTC.to_timestamp(time).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_notation_gives_the_same_time() {
        let noon: Timestamp = "2024-03-01T12:30:00Z".parse().unwrap();
        for notation in [
            "2024-03-01T12:30:00Z",
            "2024-03-01T14:30:00+02:00",
            "2024-03-01T14:30:00.000+0200",
            " 2024-03-01 12:30 ",
            "2024-03-01 12:30:00",
            "2024-03-01T12:30:00",
            "Fri, 01 Mar 2024 12:30:00 +0000",
            "Fri, 1 Mar 2024 12:30:00 GMT",
            "1 Mar 2024 07:30:00 EST",
            "1709296200",
            "1709296200000",
        ] {
            assert_eq!(parse(notation), Some(noon), "{notation}");
        }
    }

    #[test]
    fn a_bare_date_is_midnight_utc() {
        assert_eq!(parse("2024-03-01"), "2024-03-01T00:00:00Z".parse().ok());
    }

    #[test]
    fn what_is_no_time_is_none() {
        for notation in [
            "",
            "yesterday",
            "01/03/2024",
            "2024-13-01",
            "99999999999999999999",
            "9223372036854775807",
        ] {
            assert_eq!(parse(notation), None, "{notation}");
        }
    }

    proptest! {
        #[test]
        fn any_text_and_any_number_is_safe(text: String, number: i64) {
            parse(&text);
            from_epoch(number);
        }
    }
}
